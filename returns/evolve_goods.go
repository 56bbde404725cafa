package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// moved says that goods or proof of their sending have come: a refund counted from the request is due
// by then at the earliest.
func (r *record) moved(at time.Time) {
	if from := r.refundFrom; !from.IsZero() && r.DueBy.Refund.IsZero() {
		r.DueBy.Refund = later(from, at)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (r *record) dispatch(e *Dispatched) {
	if r.Sent.IsZero() {
		r.Sent = e.At
	}
	r.each(e.Command.Items, func(g *Goods, units int64) { g.Dispatched += units })
	r.moved(e.At)
}

func (c *Case) receive(r *record, e *Received) {
	waited := r.open()
	for _, item := range e.Command.Items {
		if !item.Outbound.IsZero() && c.takeBack(r, item) {
			continue
		}
		g := r.goods(item.Line)
		if g == nil {
			r.Unexpected = append(r.Unexpected, item)
			continue
		}
		g.Good, g.Damaged = g.Good+item.Good, g.Damaged+item.Damaged
		g.Missing = min(g.Missing, g.Outstanding())
		if r.Came.IsZero() {
			r.Came = e.At
		}
	}
	if !r.Came.IsZero() {
		r.moved(e.At)
	}
	r.wait(waited, e.InspectBy, e.RefundBy)
}

// wait starts the clocks of goods that came when none were there before.
func (r *record) wait(before int64, inspectBy, refundBy time.Time) {
	if before == 0 && r.open() > 0 && !inspectBy.IsZero() {
		r.DueBy.Inspect = inspectBy
	}
	if r.DueBy.Refund.IsZero() {
		r.DueBy.Refund = refundBy
	}
}

// open is how many units of a return wait for a decision.
func (r *Return) open() (units int64) {
	for i := range r.Goods {
		units += r.Goods[i].open()
	}
	return units
}

// takeBack takes in the replacement itself: the customer keeps the first units, and that is that.
func (c *Case) takeBack(r *record, item Arrival) bool {
	i := c.outbounds.Find(item.Outbound)
	if i < 0 || c.outbounds.At(i).Return != r.ID {
		return false
	}
	g := r.goods(c.outbounds.At(i).Line)
	if g == nil {
		return false
	}
	o := c.outbounds.Change(i)
	units := item.Good + item.Damaged
	before := o.open()
	o.Back, g.Replaced, g.Requested = o.Back+units, g.Replaced-units, g.Requested-units
	r.reach(before, o.open())
	r.drop()
	return true
}

// reach counts an outbound of which so many units were open, and so many are.
func (r *record) reach(before, after int64) {
	switch {
	case before <= 0 && after > 0:
		r.undelivered++
	case before > 0 && after <= 0:
		r.undelivered--
	}
}

// deliver counts units that reached the customer.
func (c *Case) deliver(outbound logistics.ID, units int64) {
	i := c.outbounds.Find(outbound)
	if i < 0 {
		return
	}
	o := c.outbounds.Change(i)
	before := o.open()
	o.Delivered += units
	if after := o.open(); before > 0 != (after > 0) {
		c.edit(o.Return, func(r *record) { r.reach(before, after) })
	}
}

func (r *record) settle(e *UnreceivedSettled, g *Goods) {
	if e.Command.As == NotSent {
		g.Requested -= e.Command.Units
		g.Dispatched, g.Missing = min(g.Dispatched, g.Requested), min(g.Missing, g.Outstanding())
		r.drop()
		return
	}
	g.Settled += e.Command.Units
	g.Missing = min(g.Missing, g.Outstanding())
	r.moved(e.At)
	if r.DueBy.Refund.IsZero() {
		r.DueBy.Refund = e.RefundBy
	}
}

// drop forgets the lines of which nothing is in the return any more.
func (r *record) drop() {
	r.Goods = slices.DeleteFunc(r.Goods, func(g Goods) bool { return g.Requested == 0 })
}

func (r *record) decide(e *UnitsDecided, g *Goods) {
	overturned := max(e.Command.Accept+e.Command.Reject-g.undecided(e.Command.Condition), 0)
	lot := g.at(e.Command.Condition)
	lot.Accepted += e.Command.Accept - overturned
	lot.Rejected += e.Command.Reject
	g.Review = min(g.Review+e.Command.Review, g.open())
	if r.DueBy.Refund.IsZero() && e.Command.Accept > 0 {
		r.DueBy.Refund = e.RefundBy
	}
	if r.open() == 0 {
		r.DueBy.Inspect = time.Time{}
	}
}

// miss counts units that were not in a parcel.
func (r *record) miss(items []Item) {
	r.each(items, func(g *Goods, units int64) { g.Missing += units })
}

func (g *Goods) inspect(c *Inspect) { g.at(c.Condition).Inspected += c.Units }

func (g *Goods) dispose(c *Dispose) {
	lot := g.at(c.Condition)
	for _, d := range c.Dispositions {
		i := slices.IndexFunc(lot.Disposed, func(o Disposed) bool { return o.Disposition == d.Disposition })
		if i < 0 {
			lot.Disposed = append(lot.Disposed, d)
			continue
		}
		lot.Disposed[i].Units += d.Units
		lot.Disposed[i].Recovered = plus(lot.Disposed[i].Recovered, d.Recovered)
	}
}
