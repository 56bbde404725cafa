package returns

import (
	"cmp"
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// Deadline is a deadline that is running. It is inclusive: at its instant it has not passed.
type Deadline struct {
	Order    logistics.ID `json:"order"`
	Return   logistics.ID `json:"return"`
	Outbound logistics.ID `json:"outbound,omitzero"` // for hold_until
	Clock    Clock        `json:"clock"`
	At       time.Time    `json:"at"`
}

// running is a deadline where it is kept.
type running struct {
	sec      int64 // since 1970, so that deadlines are put in order quickly
	nsec     int32
	place    int32 // among those that are listed
	clock    uint8 // in allClocks
	state    *Case
	record   *record
	outbound *shipment
}

func (d *running) at() time.Time { return time.Unix(d.sec, int64(d.nsec)).UTC() }

func (d *running) deadline() Deadline {
	out := Deadline{Order: d.state.book().order, Return: d.record.ID, Clock: allClocks[d.clock], At: d.at()}
	if d.outbound != nil {
		out.Outbound = d.outbound.ID
	}
	return out
}

// noted reports whether a tick has found that it passed.
func (d *running) noted() bool {
	if d.outbound != nil {
		return d.outbound.noted
	}
	return d.record.noted&(1<<d.clock) != 0
}

// running calls do for every deadline of a case that is running, return by return and clock by clock.
func (c *Case) running(do func(running)) {
	for _, r := range c.returns.All() {
		give := func(clock uint8, at time.Time) {
			if !at.IsZero() {
				do(running{sec: at.Unix(), nsec: int32(at.Nanosecond()), clock: clock, state: c, record: r})
			}
		}
		switch r.State {
		case StateRequested:
			give(0, r.Approve)
			continue
		case StateApproved:
		default:
			continue
		}
		if r.Sent.IsZero() && r.Came.IsZero() && r.outstanding() {
			give(1, r.Ship)
		}
		if r.open() > 0 {
			give(2, r.Inspect)
		}
		if !r.stage().Final() {
			give(3, r.Refund)
		}
	}
	for _, o := range c.outbounds.All() {
		if o.HoldUntil.IsZero() {
			continue
		}
		if i := c.returns.Find(o.Return); i >= 0 {
			if r := c.returns.At(i); r.State == StateApproved && r.waitsFor(&o.Outbound) {
				do(running{
					sec: o.HoldUntil.Unix(), nsec: int32(o.HoldUntil.Nanosecond()), clock: 4, state: c, record: r,
					outbound: o,
				})
			}
		}
	}
}

func (r *record) outstanding() bool {
	return slices.ContainsFunc(r.Goods, func(g Goods) bool { return g.Outstanding() > 0 })
}

// waitsFor reports whether goods for an advance replacement have not come.
func (r *record) waitsFor(o *Outbound) bool {
	g := r.goods(o.Line)
	return g != nil && o.Units > o.Back && g.Outstanding() > 0 && g.pool() < g.replaced()
}

// Deadlines are the deadlines of a case that are running, those that have passed included, the earliest first.
func (c Case) Deadlines() []Deadline { return NextDue([]Case{c}) }

// Due are the deadlines that have passed at an instant and that no [Tick] has turned into an event, the earliest
// first. They are what a tick would find then.
func (c Case) Due(asOf time.Time) []Deadline {
	return inOrder(c.due(asOf))
}

// due is Due in the order of the returns.
func (c *Case) due(asOf time.Time) (due []running) {
	c.running(func(d running) {
		if asOf.After(d.at()) && !d.noted() {
			due = append(due, d)
		}
	})
	return due
}

// NextDue lists the deadlines that are running in any of the cases, the earliest first, and those of
// one instant in the order of the cases.
func NextDue(cases []Case) []Deadline {
	all := make([]running, 0, len(cases))
	for i := range cases {
		cases[i].running(func(d running) { all = append(all, d) })
	}
	return inOrder(all)
}

// inOrder shows deadlines, the earliest first; those of one instant in the order they came in.
func inOrder(list []running) []Deadline {
	for i := range list {
		list[i].place = int32(i)
	}
	slices.SortFunc(list, func(a, b running) int {
		if a.sec != b.sec {
			return cmp.Compare(a.sec, b.sec)
		}
		return cmp.Or(cmp.Compare(a.nsec, b.nsec), cmp.Compare(a.place, b.place))
	})
	out := make([]Deadline, len(list))
	for i := range list {
		out[i] = list[i].deadline()
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
	if at := r.of(c.Clock); at != nil {
		due = *at
	} else {
		for _, o := range d.state.outbounds.All() {
			if o.Return == c.Return {
				due = later(due, o.HoldUntil)
			}
		}
	}
	switch {
	case due.IsZero():
		d.refuse(ClockNotRunning, "/clock", c.Return.Param("return"), logistics.CodeParam("clock", c.Clock))
	case !c.Until.After(due):
		d.refuse(ClockNotLater, "/until", logistics.InstantParam("until", c.Until.In(d.rules.clock)),
			logistics.InstantParam("due", due.In(d.rules.clock)),
			logistics.CodeParam("clock", c.Clock))
	}
}

// tick turns every deadline that has passed into an event, once. A return of which nothing has come or gone out
// expires; of what is merely late the host is told.
func (d *decision) tick(c Tick) []Event {
	var events []Event
	for _, due := range d.state.due(d.at) {
		r := due.record
		untouched := !slices.ContainsFunc(r.Goods, func(g Goods) bool { return g.pool()+g.replaced() > 0 })
		if allClocks[due.clock] == ClockShip && untouched {
			events = append(events, Expired{EventHeader: d.header(), Tick: c.ID, Return: r.ID})
			continue
		}
		deadline := due.deadline()
		events = append(events, Overdue{
			Command: c, EventHeader: d.header(), Return: r.ID, Outbound: deadline.Outbound, Clock: deadline.Clock,
			Due: deadline.At,
		})
	}
	return events
}
