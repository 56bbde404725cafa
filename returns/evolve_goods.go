package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// moved says that goods or proof of their sending have come: a refund counted from the request is due
// by then at the earliest.
func (c *Case) moved(r *record, at time.Time) {
	if from := r.refundFrom; !from.IsZero() {
		c.refundBy(r, later(from, at))
	}
}

// refundBy sets when the refund is due, if it is not set.
func (c *Case) refundBy(r *record, at time.Time) {
	if r.Refund.IsZero() {
		c.setDue(r, ClockRefund, at)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (c *Case) dispatch(e *Dispatched) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
	if r.Sent.IsZero() {
		c.rest(r).Sent = e.At
	}
	r.each(e.Command.Items, func(g *Goods, units int64) { g.Dispatched += units })
	c.moved(r, e.At)
}

func (c *Case) receive(e *Received) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
	waited := r.open()
	for _, item := range e.Command.Items {
		if !item.Outbound.IsZero() && c.findOutbound(item.Outbound) != nil {
			continue
		}
		g := r.goods(item.Line)
		if g == nil {
			rest := c.rest(r)
			rest.Unexpected = append(rest.Unexpected, item)
			continue
		}
		g.Good, g.Damaged = g.Good+item.Good, g.Damaged+item.Damaged
		g.Missing = min(g.Missing, g.Outstanding())
		if r.Came.IsZero() {
			r.Came = e.At
		}
	}
	for _, item := range e.Command.Items { // behind the goods, in whatever order the parcel lists them
		if !item.Outbound.IsZero() {
			c.takeBack(r, item)
		}
	}
	if !r.Came.IsZero() {
		c.moved(r, e.At)
	}
	if waited == 0 && !e.InspectBy.IsZero() && r.open() > 0 { // the clock of goods that came when none were there
		c.setDue(r, ClockInspect, e.InspectBy)
	}
	c.refundBy(r, e.RefundBy)
}

// open is how many units of a return wait for a decision.
func (r *record) open() (units int64) {
	for i := range r.Goods {
		units += r.Goods[i].open()
	}
	return units
}

// takeBack takes in the replacement itself. First units that did not come either stay with the customer, and that is
// that; those that came are not replaced any more.
func (c *Case) takeBack(r *record, item Arrival) {
	o := c.findOutbound(item.Outbound)
	if o == nil || o.Return != r.ID {
		return
	}
	g := r.goods(o.Line)
	if g == nil {
		return
	}
	o = c.changeOutbound(item.Outbound)
	units := item.Good + item.Damaged
	before := o.open()
	keeps := min(units, g.Outstanding())
	o.Back, g.Replaced, g.Requested = o.Back+units, g.Replaced-units, g.Requested-keeps
	g.Dispatched, g.Missing = min(g.Dispatched, g.Requested), min(g.Missing, g.Outstanding())
	r.reach(before, o.open())
	r.drop()
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
	o := c.changeOutbound(outbound)
	if o == nil {
		return
	}
	before := o.open()
	o.Delivered += units
	if after := o.open(); before > 0 != (after > 0) {
		if r := c.change(o.Return); r != nil {
			r.reach(before, after)
		}
	}
}

func (c *Case) settle(e *UnreceivedSettled) {
	r, g := c.changeGoods(e.Command.Return, e.Command.Line)
	if g == nil {
		return
	}
	if e.Command.As == NotSent {
		g.Requested -= e.Command.Units
		g.Dispatched, g.Missing = min(g.Dispatched, g.Requested), min(g.Missing, g.Outstanding())
		r.drop()
		return
	}
	g.Settled += e.Command.Units
	g.Missing = min(g.Missing, g.Outstanding())
	c.moved(r, e.At)
	c.refundBy(r, e.RefundBy)
}

// drop forgets the lines of which nothing is in the return any more.
func (r *record) drop() {
	r.Goods = slices.DeleteFunc(r.Goods, func(g Goods) bool { return g.Requested == 0 })
}

func (c *Case) decide(e *UnitsDecided) {
	r, g := c.changeGoods(e.Command.Return, e.Command.Line)
	if g == nil {
		return
	}
	overturned := max(e.Command.Accept+e.Command.Reject-g.undecided(e.Command.Condition), 0)
	lot := g.at(e.Command.Condition)
	lot.Accepted += e.Command.Accept - overturned
	lot.Rejected += e.Command.Reject
	g.Review = min(g.Review+e.Command.Review, g.open())
	if e.Command.Accept > 0 {
		c.refundBy(r, e.RefundBy)
	}
	if r.open() == 0 {
		c.setDue(r, ClockInspect, time.Time{})
	}
}

// miss counts units that were not in a parcel.
func (c *Case) miss(e *ReportMissing) {
	if r := c.change(e.Return); r != nil {
		r.each(e.Items, func(g *Goods, units int64) { g.Missing += units })
	}
}

func (c *Case) inspect(e *Inspect) {
	if _, g := c.changeGoods(e.Return, e.Line); g != nil {
		g.at(e.Condition).Inspected += e.Units
	}
}

func (c *Case) dispose(e *Dispose) {
	_, g := c.changeGoods(e.Return, e.Line)
	if g == nil {
		return
	}
	lot := g.at(e.Condition)
	for _, d := range e.Dispositions {
		i := slices.IndexFunc(lot.Disposed, func(o Disposed) bool { return o.Disposition == d.Disposition })
		if i < 0 {
			lot.Disposed = append(lot.Disposed, d)
			continue
		}
		lot.Disposed[i].Units += d.Units
		lot.Disposed[i].Recovered = plus(lot.Disposed[i].Recovered, d.Recovered)
	}
}
