package promise

import (
	"time"

	"github.com/logicrm/logistics"
)

// PartyKind says whose days are meant.
type PartyKind string

// The parties whose days move a promise.
const (
	Shipper    PartyKind = "shipper"
	Collection PartyKind = "collection" // the carrier, where it takes goods over
	Carrier    PartyKind = "carrier"
	Receiver   PartyKind = "receiver"
)

// Move is a part of a promise.
type Move string

// The moves, in their order.
const (
	ToStart    Move = "start"     // from the order to the start of work
	ToReady    Move = "handling"  // through the work
	ToShip     Move = "departure" // from there to the departure
	ToHandOver Move = "hand_over" // from shipping to the hand-over
	ToArrive   Move = "transit"   // on the way
	ToDeliver  Move = "delivery"  // from the arrival to the delivery
)

// Closed are dates in a row on which a party is closed, and that moved a promise.
type Closed struct {
	Move    Move           `json:"move"`
	Party   PartyKind      `json:"party"`
	From    logistics.Date `json:"from"`
	Through logistics.Date `json:"through"` // the last of them
}

// Explanation is a promise with every closed day that moved it.
type Explanation struct {
	Dates  Dates    `json:"dates"`
	Closed []Closed `json:"closed"` // in the order of the moves
}

// Explain gives the dates of an order with every closed day that moved them: those that [Scheduler.Promise] counts are
// named. It takes time for each day of handling and transit.
func (p *Scheduler) Explain(order time.Time) (Explanation, error) {
	d, err := p.Promise(order)
	if err != nil {
		return Explanation{}, err
	}
	e := explaining{closed: []Closed{}}
	start := d.Ordered
	if !d.Limit.IsZero() && d.Start != d.Ordered {
		start = start.AddDays(1) // it was a ship day, and the order was late
	}
	ready := d.Ship
	if p.departures != nil {
		ready = d.Departure.Ready
	}
	e.add(ToStart, Shipper, start, d.Start)
	e.between(ToReady, Shipper, p.days.Ship, d.Start, ready)
	e.dropped(p, ready, d)
	e.add(ToHandOver, Collection, d.Ship, d.HandOver)
	onTheWay := d.HandOver
	if d.Transit > 0 {
		onTheWay = onTheWay.AddDays(1) // the days on the way are counted from the one after
	}
	e.between(ToArrive, Carrier, p.days.Carry, onTheWay, d.Arrive)
	e.add(ToDeliver, Receiver, d.Arrive, d.Deliver)
	if e.err != nil {
		return Explanation{}, e.err
	}
	return Explanation{d, e.closed}, nil
}

// explaining collects closed days.
type explaining struct {
	closed []Closed
	err    error
}

// add names the dates from one up to, and without, another, all of which are closed.
func (e *explaining) add(move Move, party PartyKind, from, end logistics.Date) {
	if from.Compare(end) < 0 {
		e.closed = append(e.closed, Closed{move, party, from, end.AddDays(-1)})
	}
}

// between names the closed dates between two, the first of them too.
func (e *explaining) between(move Move, party PartyKind, days logistics.WorkingDays, from, end logistics.Date) {
	at := from
	for at.Compare(end) < 0 && e.err == nil {
		var open logistics.Date
		if open, e.err = days.Offset(at, 0); e.err != nil {
			return
		}
		e.add(move, party, at, earlier(open, end))
		at = open.AddDays(1)
	}
}

func earlier(a, b logistics.Date) logistics.Date {
	if b.Compare(a) < 0 {
		return b
	}
	return a
}

// dropped names the departures that did not take place, or not on their day, because nothing ships then.
func (e *explaining) dropped(p *Scheduler, ready logistics.Date, d Dates) {
	if p.departures == nil {
		return
	}
	if planned := d.Departure.Planned; !planned.IsZero() {
		e.add(ToShip, Shipper, planned, planned.AddDays(1))
		return
	}
	at := p.departures.from(ready, 1)
	for e.err == nil && !at.IsZero() && at.Compare(d.Ship) < 0 {
		var open logistics.Date
		if open, e.err = p.days.Ship.Offset(at, 0); e.err == nil && open != at {
			e.add(ToShip, Shipper, at, at.AddDays(1))
		}
		at = p.departures.from(at.AddDays(1), 1)
	}
}

// Reasons gives every delay, in the order of the moves, and after each the closed days it is made of.
func (e Explanation) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	left := e.Closed
	named := func(move Move) {
		for ; len(left) > 0 && left[0].Move == move; left = left[1:] {
			reasons = append(reasons, left[0].reason())
		}
	}
	moves := []Move{ToStart, ToReady, ToShip, ToHandOver, ToArrive, ToDeliver}
	for i, of := range e.Dates.moves() {
		reasons = append(reasons, of...)
		named(moves[i])
	}
	return reasons
}

func (c Closed) reason() logistics.Reason {
	party := logistics.CodeParam("party", c.Party)
	if c.From == c.Through {
		return logistics.Reason{Code: ClosedDay, Params: []logistics.Param{party, c.From.Param("date")}}
	}
	return logistics.Reason{
		Code: ClosedDays, Params: []logistics.Param{party, c.From.Param("from"), c.Through.Param("through")},
	}
}

// Steps shows each move with what went into it.
func (e Explanation) Steps() []logistics.Step { return e.Dates.Steps() }

// Sentences tells the reasons in a language; the zero Language is English.
func (e Explanation) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(e.Reasons(), in)
}
