package sevenr

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/history"
)

// Line is one order line prepared for judging: what was promised, and what was delivered.
type Line struct {
	Order     logistics.ID    `json:"order,omitzero"`
	ID        logistics.ID    `json:"id,omitzero"`
	Customer  logistics.ID    `json:"customer,omitzero"`
	Value     logistics.Money `json:"value,omitzero"`     // for tallies by value; may be absent
	Cancelled bool            `json:"cancelled,omitzero"` // the customer called it off
	// When that was. What was missed by then is missed; absent, the line is not judged at all.
	CancelledAt logistics.Interval `json:"cancelled_at,omitzero"`
	Promised    Promised           `json:"promised"`
	Deliveries  []Delivery         `json:"deliveries,omitempty"`
	Bills       []Bill             `json:"bills,omitempty"` // beside what is charged with each delivery
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
	Documents     []Document         `json:"documents,omitempty"`
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
	var own []int                    // and retractions, which do not say of which order
	var events map[logistics.ID]bool // of this order, where retractions of other orders ask for them
	for i := range fulfilments {
		if f := &fulfilments[i]; f.Order == order.ID || f.Order.IsZero() {
			own = append(own, i)
		}
	}
	for i := range fulfilments {
		f := &fulfilments[i]
		if f.Event.Retracts.IsZero() || f.Order.IsZero() || f.Order == order.ID {
			continue
		}
		if events == nil {
			events = make(map[logistics.ID]bool, len(own))
			for _, k := range own {
				events[fulfilments[k].Event.ID] = true
			}
		}
		if events[f.Event.Retracts] {
			strayRetraction(i, f, order.ID, &faults)
		}
	}
	p := preparing{c: c, fulfilments: fulfilments, zones: zones, asOf: asOf, faults: &faults}
	p.prepare(&order, -1, own)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return p.lines, nil
}

// preparing turns orders into lines, one after the other, in space that is used again. Fulfilments are known by their
// positions in the list of the caller.
type preparing struct {
	c           *Checker
	fulfilments []logistics.Fulfilment
	zones       logistics.Zones
	asOf        time.Time
	faults      *logistics.Faults

	order  *logistics.Order
	place  int // of the order in its list; -1: it is alone
	lines  []Line
	places []string // zones of the promised places
	clocks []clock  // what is known of the clock a line was promised on
	chosen []int    // promises that count, by line; -1 for none
	agreed []bool   // the one chosen is one the customer agreed to

	of   *logistics.Promise // the promise resolved last, and its window
	last logistics.Window
}

func at(i int) string { return "/fulfilments/" + strconv.Itoa(i) }

// path of the order. Most are sound, and then none is made.
func (p *preparing) path() string {
	if p.place < 0 {
		return "/order"
	}
	return "/orders/" + strconv.Itoa(p.place)
}

// prepare makes the lines of an order from its own fulfilments. Faults are below the path of the order, and below the
// places of the fulfilments; with them there are no lines.
func (p *preparing) prepare(order *logistics.Order, place int, own []int) {
	before := len(*p.faults)
	p.order, p.place, p.lines = order, place, p.lines[:0]
	if err := order.Validate(); err != nil {
		p.faults.At(p.path(), err)
	}
	for _, i := range own {
		if err := p.fulfilments[i].Validate(); err != nil {
			p.faults.At(at(i), err)
		}
	}
	if len(*p.faults) > before {
		p.strays(own)
		return
	}
	n := len(order.Lines)
	p.lines = slices.Grow(p.lines, n)[:n]
	p.places, p.clocks = slices.Grow(p.places[:0], n)[:n], slices.Grow(p.clocks[:0], n)[:n]
	p.choose()
	for i := range order.Lines {
		p.promise(i)
	}
	p.deliveries(history.Live(p.kind(), own, p.asOf))
}

// strays tells the fulfilments of lines that are not there beside other faults; those that are taken back do not
// matter.
func (p *preparing) strays(own []int) {
	back := make(map[logistics.ID]bool)
	for _, i := range own {
		back[p.fulfilments[i].Event.Retracts] = true
	}
	line := finder(p.order)
	for _, i := range own {
		f := &p.fulfilments[i]
		if _, ok := line(f.Line); !ok && !f.Line.IsZero() && f.Event.Retracts.IsZero() && !back[f.Event.ID] {
			p.faults.Conflict(at(i)+"/line", f.Line, "no such line in the order")
		}
	}
}

// promise fills in what was ordered and promised with a line.
func (p *preparing) promise(i int) {
	l, line := &p.order.Lines[i], &p.lines[i]
	line.Order, line.ID, line.Customer = p.order.ID, l.ID, p.order.Customer.ID
	line.Value, line.Cancelled, line.Deliveries = logistics.Money{}, !l.Cancelled.IsZero(), line.Deliveries[:0]
	line.Promised = Promised{Product: l.Product, Quantity: l.Quantity}
	p.places[i], p.clocks[i], line.CancelledAt = "", knownClock, logistics.Interval{}
	if !l.UnitPrice.IsZero() {
		value, err := l.UnitPrice.For(l.Quantity, logistics.HalfEven)
		if err != nil {
			p.faults.At(p.path()+"/lines/"+strconv.Itoa(i)+"/unit_price", err)
		}
		line.Value = value
	}
	k := p.chosen[i]
	if k < 0 {
		p.cancelled(i)
		return
	}
	promise := &p.order.Promises[k]
	p.window(promise, k)
	p.places[i] = promise.Place.Zone
	p.clocks[i] = clockOf(promise)
	line.Promised.Recipient, line.Promised.Place = promise.Recipient, promise.Place.ID
	line.Promised.Cost, line.Promised.Window = promise.Cost, p.last
	p.cancelled(i)
}

// cancelled says when a line was called off, on the clock of its place.
func (p *preparing) cancelled(i int) {
	l := &p.order.Lines[i]
	if l.Cancelled.IsZero() {
		return
	}
	at, err := arrival(l.Cancelled, logistics.Place{Zone: p.places[i]}, p.clocks[i], p.zones)
	if err != nil {
		p.faults.At(p.path()+"/lines/"+strconv.Itoa(i)+"/cancelled", err)
	}
	p.lines[i].CancelledAt = at
}

// window resolves that of a promise. The lines of an order are often promised for the same one, which is resolved once.
func (p *preparing) window(promise *logistics.Promise, k int) {
	if w := p.of; w != nil && w.From == promise.From && w.To == promise.To && w.End == promise.End &&
		w.Place.Zone == promise.Place.Zone {
		return
	}
	window, err := promise.Window(p.zones)
	if p.last, p.of = window, promise; err != nil {
		p.of = nil // each promise has its own fault
		p.faults.At(p.path()+"/promises/"+strconv.Itoa(k), err)
	}
}

func (p *preparing) deliveries(live []int) {
	line := finder(p.order)
	for _, k := range live {
		f := &p.fulfilments[k]
		i, ok := line(f.Line)
		if !ok {
			p.faults.Conflict(at(k)+"/line", f.Line, "no such line in the order")
			continue
		}
		place := logistics.Place{Zone: cmp.Or(f.Place.Zone, p.places[i])}
		came, err := arrival(f.Event.At, place, p.clocks[i], p.zones)
		if err != nil {
			p.faults.At(at(k)+"/event/at", err)
		}
		p.lines[i].Deliveries = append(p.lines[i].Deliveries, Delivery{
			Product: f.Product, Quantity: f.Quantity, Condition: f.Condition, Recipient: f.Recipient,
			Place: f.Place.ID, Cost: f.Cost, At: came,
			Presentation: f.Presentation, DegreeMinutes: f.DegreeMinutes, Distance: f.Distance,
			Documents: p.documents(k, i, place),
		})
	}
}

// documents reads when those of a fulfilment were received, on the clock of its place.
func (p *preparing) documents(k, line int, place logistics.Place) []Document {
	f := &p.fulfilments[k]
	if len(p.c.documents) == 0 || len(f.Documents) == 0 {
		return nil // nobody asks for them
	}
	list := make([]Document, len(f.Documents))
	for i, d := range f.Documents {
		came, err := arrival(d.At, place, p.clocks[line], p.zones)
		if err != nil {
			p.faults.At(at(k)+"/documents/"+strconv.Itoa(i)+"/at", err)
		}
		list[i] = Document{d.Kind, came, d.Quantity}
	}
	return list
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

// clock is what is known of the clock that a promise was written by.
type clock uint8

const (
	knownClock clock = iota
	oneClock         // of a zone nobody knows
	twoClocks        // one end with a zone, the other without
)

func clockOf(promise *logistics.Promise) clock {
	unknown := unknownClock(promise.To, promise.Place)
	switch {
	case !promise.From.IsZero() && unknownClock(promise.From, promise.Place) != unknown:
		return twoClocks
	case unknown:
		return oneClock
	}
	return knownClock
}

// arrival is when a delivery can have been, on the clock its promise was read on. Two stamps of one
// unknown clock compare as they stand; where only one of the two is known, the other may be off by any
// offset in use, and the interval widens by that.
func arrival(
	at logistics.Stamp, place logistics.Place, promised clock, zones logistics.Zones,
) (logistics.Interval, error) {
	if at.IsZero() {
		return logistics.Interval{}, nil // nobody recorded when
	}
	i, err := at.OnClockOf(place, zones)
	switch unknown := unknownClock(at, place); {
	case err != nil || promised != twoClocks && unknown == (promised == oneClock):
		return i, err
	case unknown:
		return at.Interval(zones)
	default:
		return logistics.NewInterval(i.Earliest().Add(-12*time.Hour), i.Latest().Add(14*time.Hour))
	}
}

// choose finds the promise that counts for each line.
func (p *preparing) choose() {
	n := len(p.order.Lines)
	p.chosen, p.agreed = slices.Grow(p.chosen[:0], n)[:n], slices.Grow(p.agreed[:0], n)[:n]
	for i := range p.chosen {
		p.chosen[i], p.agreed[i] = -1, false
	}
	line := finder(p.order)
	for k := range p.order.Promises {
		promise := &p.order.Promises[k]
		i, ok := line(promise.Line)
		if !ok {
			continue
		}
		if promise.Revision > 1 && p.later(promise, k) {
			continue
		}
		byCustomer := promise.By == logistics.ByCustomer
		if p.chosen[i] < 0 {
			p.chosen[i], p.agreed[i] = k, byCustomer
			continue
		}
		later := promise.Revision > p.order.Promises[p.chosen[i]].Revision
		switch p.c.commitment {
		case LastPromise:
			if later {
				p.chosen[i] = k
			}
		case AgreedPromise:
			// The last that the customer agreed to, and while there is none the first.
			if byCustomer && (later || !p.agreed[i]) || !byCustomer && !p.agreed[i] && !later {
				p.chosen[i], p.agreed[i] = k, byCustomer
			}
		default:
			if !later {
				p.chosen[i] = k
			}
		}
	}
}

// later reports whether a revision was made only after asOf. One that does not say when was made before.
func (p *preparing) later(promise *logistics.Promise, k int) bool {
	if promise.Made.IsZero() || p.asOf.IsZero() {
		return false
	}
	made, err := promise.Made.OnClockOf(promise.Place, p.zones)
	if err != nil {
		p.faults.At(p.path()+"/promises/"+strconv.Itoa(k)+"/made", err)
	}
	return made.Earliest().After(p.asOf)
}

// kind tells the history fold how to read fulfilments by their positions.
func (p *preparing) kind() history.Kind[int] {
	return history.Kind[int]{
		Envelope: func(i *int) *logistics.Envelope { return &p.fulfilments[*i].Event },
		Canonical: func(i *int) []byte {
			canonical, _ := json.Marshal(p.fulfilments[*i])
			return canonical
		},
	}
}
