package sevenr

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/history"
)

// Line is one order line prepared for judging: what was promised, and what was delivered.
type Line struct {
	Order      logistics.ID    `json:"order,omitzero"`
	ID         logistics.ID    `json:"id,omitzero"`
	Customer   logistics.ID    `json:"customer,omitzero"`
	Value      logistics.Money `json:"value,omitzero"`     // for tallies by value; may be absent
	Cancelled  bool            `json:"cancelled,omitzero"` // the customer called it off
	Promised   Promised        `json:"promised"`
	Deliveries []Delivery      `json:"deliveries,omitempty"`
	Bills      []Bill          `json:"bills,omitempty"` // beside what is charged with each delivery
}

// Bill is an invoice or a credit note about a line, apart from its deliveries.
type Bill struct {
	Amount logistics.Money    `json:"amount"`         // below zero for a credit note
	At     logistics.Interval `json:"at,omitzero"`    // absent: it was not recorded when
	Final  bool               `json:"final,omitzero"` // it closes the billing of the line
}

// Promised is what was agreed. Absent fields were not agreed, and cannot be judged.
type Promised struct {
	Product   logistics.ID       `json:"product,omitzero"`
	Quantity  logistics.Quantity `json:"quantity,omitzero"`
	Recipient logistics.ID       `json:"recipient,omitzero"`
	Place     logistics.ID       `json:"place,omitzero"`
	Cost      logistics.CostFact `json:"cost,omitzero"`
	Window    logistics.Window   `json:"window,omitzero"`
}

// Delivery is one delivery against a line. Absent fields were not recorded, and cannot be judged.
type Delivery struct {
	Product   logistics.ID        `json:"product,omitzero"`
	Quantity  logistics.Quantity  `json:"quantity,omitzero"`
	Condition logistics.Condition `json:"condition,omitzero"`
	Recipient logistics.ID        `json:"recipient,omitzero"`
	Place     logistics.ID        `json:"place,omitzero"`
	Cost      logistics.CostFact  `json:"cost,omitzero"`
	At        logistics.Interval  `json:"at,omitzero"`

	Presentation []logistics.Condition `json:"presentation,omitempty"` // of packaging and labels
	// outside the agreed temperatures: tenths of a degree × minutes
	DegreeMinutes int64              `json:"degree_minutes"`
	Distance      logistics.Quantity `json:"distance,omitzero"` // from the promised place; absent: not measured
}

// Lines prepares the lines of an order from its documents: the promise that counts by the tolerances,
// and the fulfilments that were known at asOf, in any order, with duplicates and retractions sorted
// out. Stamps without a zone are read on the clock of their place, and those of a place without a zone
// on the clock of the promise. Fulfilments of other orders are passed over; one of an unknown line of
// this order is a fault. For many orders see [Checker.Judge], which groups the fulfilments once.
func (c *Checker) Lines(
	order logistics.Order, fulfilments []logistics.Fulfilment, zones logistics.Zones, asOf time.Time,
) ([]Line, error) {
	if c == nil || !c.compiled {
		return nil, logistics.NewFieldError(logistics.FaultRequired, "", "a checker made by Compile")
	}
	var faults logistics.Faults
	own := make([]given, 0, len(fulfilments)) // and retractions, which do not say of which order
	for i, f := range fulfilments {
		if f.Order == order.ID || f.Order.IsZero() {
			own = append(own, given{f, i})
		}
	}
	lines := c.lines(&order, "/order", own, zones, asOf, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return lines, nil
}

// given is a fulfilment with its place in the list of the caller.
type given struct {
	logistics.Fulfilment
	position int
}

func (g given) path() string { return "/fulfilments/" + strconv.Itoa(g.position) }

// lines prepares the lines of an order from its own fulfilments. Faults are below path, and below the places of the
// fulfilments.
func (c *Checker) lines(
	order *logistics.Order, path string, own []given, zones logistics.Zones, asOf time.Time, faults *logistics.Faults,
) []Line {
	before := len(*faults)
	faults.At(path, order.Validate())
	for i := range own {
		if err := own[i].Validate(); err != nil {
			faults.At(own[i].path(), err)
		}
	}
	if len(*faults) > before {
		return nil
	}
	p := preparing{c: c, order: order, path: path, zones: zones, faults: faults, lines: make([]Line, len(order.Lines))}
	p.promises()
	p.deliveries(history.Live(fulfilmentKind(), own, asOf))
	return p.lines
}

// preparing is an order on its way to lines.
type preparing struct {
	c      *Checker
	order  *logistics.Order
	path   string
	zones  logistics.Zones
	faults *logistics.Faults
	lines  []Line
	places []logistics.Place
	naive  []bool // promised on a clock nobody knows the zone of
}

func (p *preparing) promises() {
	p.places, p.naive = make([]logistics.Place, len(p.lines)), make([]bool, len(p.lines))
	chosen := p.c.chosen(p.order)
	for i, l := range p.order.Lines {
		p.lines[i] = Line{
			Order: p.order.ID, ID: l.ID, Customer: p.order.Customer.ID, Cancelled: !l.Cancelled.IsZero(),
			Promised: Promised{Product: l.Product, Quantity: l.Quantity},
		}
		if !l.UnitPrice.IsZero() {
			value, err := l.UnitPrice.For(l.Quantity, logistics.HalfEven)
			if err != nil {
				p.faults.At(p.path+"/lines/"+strconv.Itoa(i)+"/unit_price", err)
			}
			p.lines[i].Value = value
		}
		k := chosen[i]
		if k < 0 {
			continue
		}
		promise := &p.order.Promises[k]
		window, err := promise.Window(p.zones)
		if err != nil {
			p.faults.At(p.path+"/promises/"+strconv.Itoa(k), err)
		}
		p.places[i] = promise.Place
		p.naive[i] = unknownClock(promise.To, promise.Place) || !promise.From.IsZero() &&
			unknownClock(promise.From, promise.Place)
		p.lines[i].Promised.Recipient, p.lines[i].Promised.Place = promise.Recipient, promise.Place.ID
		p.lines[i].Promised.Cost, p.lines[i].Promised.Window = promise.Cost, window
	}
}

func (p *preparing) deliveries(live []given) {
	line := finder(p.order)
	for k := range live {
		f := &live[k]
		i, ok := line(f.Line)
		if !ok {
			p.faults.Conflict(f.path()+"/line", f.Line, "no such line in the order")
			continue
		}
		place := f.Place
		if place.Zone == "" {
			place.Zone = p.places[i].Zone
		}
		at, err := arrival(f.Event.At, place, p.naive[i], p.zones)
		if err != nil {
			p.faults.At(f.path()+"/event/at", err)
		}
		p.lines[i].Deliveries = append(p.lines[i].Deliveries, Delivery{
			Product: f.Product, Quantity: f.Quantity, Condition: f.Condition, Recipient: f.Recipient,
			Place: f.Place.ID, Cost: f.Cost, At: at,
			Presentation: f.Presentation, DegreeMinutes: f.DegreeMinutes, Distance: f.Distance,
		})
	}
}

// finder finds the lines of an order by their ids.
func finder(order *logistics.Order) func(logistics.ID) (int, bool) {
	const short = 16
	if len(order.Lines) <= short {
		return func(id logistics.ID) (int, bool) {
			i := slices.IndexFunc(order.Lines, func(l logistics.OrderLine) bool { return l.ID == id })
			return i, i >= 0
		}
	}
	position := make(map[logistics.ID]int, len(order.Lines))
	for i := range order.Lines {
		position[order.Lines[i].ID] = i
	}
	return func(id logistics.ID) (int, bool) {
		i, ok := position[id]
		return i, ok
	}
}

// unknownClock reports whether a stamp was written by a clock whose zone nobody knows.
func unknownClock(s logistics.Stamp, place logistics.Place) bool {
	_, hasOffset := s.Offset()
	return !hasOffset && s.Zone() == "" && place.Zone == ""
}

// arrival is when a delivery can have been, on the clock its promise was read on. Two stamps of one
// unknown clock compare as they stand; where only one of the two is known, the other may be off by any
// offset in use, and the interval widens by that.
func arrival(at logistics.Stamp, place logistics.Place, naive bool, zones logistics.Zones) (logistics.Interval, error) {
	if at.IsZero() {
		return logistics.Interval{}, nil // nobody recorded when
	}
	i, err := at.OnClockOf(place, zones)
	switch unknown := unknownClock(at, place); {
	case err != nil || unknown == naive:
		return i, err
	case unknown:
		return at.Interval(zones)
	default:
		return logistics.NewInterval(i.Earliest().Add(-12*time.Hour), i.Latest().Add(14*time.Hour))
	}
}

// chosen are the promises that count, for each line; -1 for none.
func (c *Checker) chosen(order *logistics.Order) []int {
	chosen := make([]int, len(order.Lines))
	for i := range chosen {
		chosen[i] = -1
	}
	line := finder(order)
	agreed := make([]bool, len(order.Lines)) // the one chosen is one the customer agreed to
	for k := range order.Promises {
		p := &order.Promises[k]
		i, ok := line(p.Line)
		if !ok {
			continue
		}
		if chosen[i] < 0 {
			chosen[i], agreed[i] = k, p.By == logistics.ByCustomer
			continue
		}
		later := p.Revision > order.Promises[chosen[i]].Revision
		switch c.commitment {
		case LastPromise:
			if later {
				chosen[i] = k
			}
		case AgreedPromise:
			// The last that the customer agreed to, and while there is none the first.
			if byCustomer := p.By == logistics.ByCustomer; byCustomer && (later || !agreed[i]) ||
				!byCustomer && !agreed[i] && !later {
				chosen[i], agreed[i] = k, byCustomer
			}
		default:
			if !later {
				chosen[i] = k
			}
		}
	}
	return chosen
}

// fulfilmentKind tells the history fold how to read fulfilments.
func fulfilmentKind() history.Kind[given] {
	return history.Kind[given]{
		Envelope: func(g *given) *logistics.Envelope { return &g.Event },
		Canonical: func(g *given) []byte {
			canonical, _ := json.Marshal(g.Fulfilment)
			return canonical
		},
	}
}
