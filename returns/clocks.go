package returns

import (
	"cmp"
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// Due is a deadline that is running.
type Due struct {
	Order    logistics.ID `json:"order"`
	Return   logistics.ID `json:"return"`
	Outbound logistics.ID `json:"outbound,omitzero"` // for hold_until
	Clock    Clock        `json:"clock"`
	At       time.Time    `json:"at"`
}

// running calls do for every deadline of a case that is running, return by return and clock by clock.
func (c *Case) running(do func(r *Return, o *Outbound, clock Clock, at time.Time)) {
	for i := range c.returns {
		r := &c.returns[i]
		switch r.State {
		case StateRequested:
			if !r.Deadlines.Approve.IsZero() {
				do(r, nil, ClockApprove, r.Deadlines.Approve)
			}
			continue
		case StateApproved:
		default:
			continue
		}
		if !r.Deadlines.Ship.IsZero() && r.Sent.IsZero() && r.Came.IsZero() && r.outstanding() {
			do(r, nil, ClockShip, r.Deadlines.Ship)
		}
		if !r.Deadlines.Inspect.IsZero() && r.open() > 0 {
			do(r, nil, ClockInspect, r.Deadlines.Inspect)
		}
		if !r.Deadlines.Refund.IsZero() && !c.stage(r).Final() {
			do(r, nil, ClockRefund, r.Deadlines.Refund)
		}
	}
	for i := range c.outbounds {
		o := &c.outbounds[i]
		if o.HoldUntil.IsZero() {
			continue
		}
		if k := c.find(o.Return); k >= 0 && c.returns[k].State == StateApproved && c.holds(&c.returns[k], o) {
			do(&c.returns[k], o, ClockHold, o.HoldUntil)
		}
	}
}

func (r *Return) outstanding() bool {
	return slices.ContainsFunc(r.Goods, func(g Goods) bool { return g.Outstanding() > 0 })
}

// holds reports whether goods for an advance replacement have not come.
func (c *Case) holds(r *Return, o *Outbound) bool {
	g := r.goods(o.Line)
	return g != nil && o.Units > o.Back && g.Outstanding() > 0 && g.pool() < g.replaced()
}

// Deadlines are the deadlines of a case that are running, the earliest first.
func (c Case) Deadlines() []Due { return NextDue([]Case{c}) }

// NextDue lists the deadlines that are running in any of the cases, the earliest first, and those of
// one instant in the order of the cases.
func NextDue(cases []Case) []Due {
	type row struct {
		at       int64
		index    int
		return_  *Return
		outbound *Outbound
		clock    Clock
	}
	rows := make([]row, 0, len(cases))
	for i := range cases {
		cases[i].running(func(r *Return, o *Outbound, clock Clock, at time.Time) {
			rows = append(rows, row{at.UnixNano(), i, r, o, clock})
		})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.at, b.at) })
	out := make([]Due, len(rows))
	for i, row := range rows {
		out[i] = Due{Order: cases[row.index].order, Return: row.return_.ID, Clock: row.clock, At: time.Unix(0, row.at).UTC()}
		if row.outbound != nil {
			out[i].Outbound = row.outbound.ID
		}
	}
	return out
}

// extend refuses to move a deadline that is not set, or to bring it forward.
func (d *decision) extend(c Extend) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return
	}
	var due time.Time
	switch c.Clock {
	case ClockApprove:
		due = r.Deadlines.Approve
	case ClockShip:
		due = r.Deadlines.Ship
	case ClockInspect:
		due = r.Deadlines.Inspect
	case ClockRefund:
		due = r.Deadlines.Refund
	case ClockHold:
		for i := range d.state.outbounds {
			if o := &d.state.outbounds[i]; o.Return == c.Return {
				due = later(due, o.HoldUntil)
			}
		}
	}
	switch {
	case due.IsZero():
		d.refuse(ClockNotRunning, "/clock", text("return", c.Return.String()), text("clock", string(c.Clock)))
	case !c.Until.After(due):
		d.refuse(ClockNotLater, "/until", text("until", c.Until.Format(time.RFC3339)), text("due", due.Format(time.RFC3339)), text("clock", string(c.Clock)))
	}
}

// tick turns every deadline that has passed into an event, once. A deadline is inclusive: at its instant
// it has not passed. A return of which nothing has come or gone out expires; of what is merely late the
// host is told.
func (d *decision) tick(c Tick) []Event {
	var events []Event
	d.state.running(func(r *Return, o *Outbound, clock Clock, at time.Time) {
		if !d.at.After(at) || slices.Contains(r.Deadlines.noted, clock) || o != nil && o.noted {
			return
		}
		if clock == ClockShip && !slices.ContainsFunc(r.Goods, func(g Goods) bool { return g.pool()+g.replaced() > 0 }) {
			events = append(events, Expired{Tick: c.ID, Return: r.ID, At: d.at})
			return
		}
		e := Overdue{Command: c, At: d.at, Return: r.ID, Clock: clock, Due: at}
		if o != nil {
			e.Outbound = o.ID
		}
		events = append(events, e)
	})
	return events
}
