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
// this order is a fault.
func (c *Checker) Lines(
	order logistics.Order, fulfilments []logistics.Fulfilment, zones logistics.Zones, asOf time.Time,
) ([]Line, error) {
	if c == nil || !c.compiled {
		return nil, logistics.NewFieldError(logistics.FaultRequired, "", "a checker made by Compile")
	}
	var faults logistics.Faults
	faults.At("/order", order.Validate())
	own := make([]logistics.Fulfilment, 0, len(fulfilments)) // and retractions, which do not say of which order
	for i, f := range fulfilments {
		if f.Order == order.ID || f.Order.IsZero() {
			if err := f.Validate(); err != nil {
				faults.At("/fulfilments/"+strconv.Itoa(i), err)
			}
			own = append(own, f)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	lines := make([]Line, len(order.Lines))
	position := make(map[logistics.ID]int, len(order.Lines))
	places := make([]logistics.Place, len(order.Lines))
	naive := make([]bool, len(order.Lines)) // promised on a clock nobody knows the zone of
	for i, l := range order.Lines {
		position[l.ID] = i
		lines[i] = Line{
			Order: order.ID, ID: l.ID, Customer: order.Customer.ID, Cancelled: !l.Cancelled.IsZero(),
			Promised: Promised{Product: l.Product, Quantity: l.Quantity},
		}
		if !l.UnitPrice.IsZero() {
			value, err := l.UnitPrice.For(l.Quantity, logistics.HalfEven)
			if err != nil {
				faults.At("/order/lines/"+strconv.Itoa(i)+"/unit_price", err)
			}
			lines[i].Value = value
		}
		if k, ok := c.promise(order.Promises, l.ID); ok {
			promise := order.Promises[k]
			window, err := promise.Window(zones)
			if err != nil {
				faults.At("/order/promises/"+strconv.Itoa(k), err)
			}
			places[i] = promise.Place
			naive[i] = unknownClock(promise.To, promise.Place) || !promise.From.IsZero() &&
				unknownClock(promise.From, promise.Place)
			lines[i].Promised.Recipient, lines[i].Promised.Place = promise.Recipient, promise.Place.ID
			lines[i].Promised.Cost, lines[i].Promised.Window = promise.Cost, window
		}
	}
	for _, f := range history.Live(fulfilmentKind(), own, asOf) {
		i, ok := position[f.Line]
		if !ok {
			faults.Conflict(pathOf(fulfilments, f)+"/line", f.Line, "no such line in the order")
			continue
		}
		place := f.Place
		if place.Zone == "" {
			place.Zone = places[i].Zone
		}
		at, err := arrival(f.Event.At, place, naive[i], zones)
		if err != nil {
			faults.At(pathOf(fulfilments, f)+"/event/at", err)
		}
		lines[i].Deliveries = append(lines[i].Deliveries, Delivery{
			Product: f.Product, Quantity: f.Quantity, Condition: f.Condition, Recipient: f.Recipient,
			Place: f.Place.ID, Cost: f.Cost, At: at,
			Presentation: f.Presentation, DegreeMinutes: f.DegreeMinutes, Distance: f.Distance,
		})
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return lines, nil
}

// pathOf is where the caller gave a fulfilment that is live.
func pathOf(fulfilments []logistics.Fulfilment, live logistics.Fulfilment) string {
	i := slices.IndexFunc(fulfilments, func(f logistics.Fulfilment) bool { return f.Event.ID == live.Event.ID })
	return "/fulfilments/" + strconv.Itoa(i)
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

// promise finds the promise of a line that counts.
func (c *Checker) promise(promises []logistics.Promise, line logistics.ID) (position int, ok bool) {
	first, last, agreed := -1, -1, -1
	for i, p := range promises {
		if p.Line != line {
			continue
		}
		if first < 0 || p.Revision < promises[first].Revision {
			first = i
		}
		if last < 0 || p.Revision > promises[last].Revision {
			last = i
		}
		if p.By == logistics.ByCustomer && (agreed < 0 || p.Revision > promises[agreed].Revision) {
			agreed = i
		}
	}
	switch {
	case first < 0:
		return 0, false
	case c.commitment == LastPromise:
		return last, true
	case c.commitment == AgreedPromise && agreed >= 0:
		return agreed, true
	default:
		return first, true
	}
}

// fulfilmentKind tells the history fold how to read fulfilments.
func fulfilmentKind() history.Kind[logistics.Fulfilment] {
	return history.Kind[logistics.Fulfilment]{
		Envelope: func(f *logistics.Fulfilment) *logistics.Envelope { return &f.Event },
		Canonical: func(f *logistics.Fulfilment) []byte {
			canonical, _ := json.Marshal(f)
			return canonical
		},
	}
}
