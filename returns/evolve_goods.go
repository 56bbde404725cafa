package returns

import (
	"slices"
	"time"
)

// moved says that goods or proof of their sending have come: a refund counted from the request is due
// by then at the earliest.
func (r *Return) moved(at time.Time) {
	if from := r.Deadlines.refundFrom; !from.IsZero() && r.Deadlines.Refund.IsZero() {
		r.Deadlines.Refund = later(from, at)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (r *Return) dispatch(e Dispatched) {
	if r.Sent.IsZero() {
		r.Sent = e.At
	}
	r.each(e.Command.Items, func(g *Goods, units int64) { g.Dispatched += units })
	r.moved(e.At)
}

func (c *Case) receive(e Received) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
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
func (r *Return) wait(before int64, inspectBy, refundBy time.Time) {
	if before == 0 && r.open() > 0 && !inspectBy.IsZero() {
		r.Deadlines.Inspect = inspectBy
	}
	if r.Deadlines.Refund.IsZero() {
		r.Deadlines.Refund = refundBy
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
func (c *Case) takeBack(r *Return, item Arrival) bool {
	o := c.changeOutbound(item.Outbound)
	if o == nil || o.Return != r.ID {
		return false
	}
	g := r.goods(o.Line)
	if g == nil {
		return false
	}
	units := item.Good + item.Damaged
	o.Back, g.Replaced, g.Requested = o.Back+units, g.Replaced-units, g.Requested-units
	r.drop()
	return true
}

func (c *Case) settle(e UnreceivedSettled) {
	g, r := c.goodsOf(e.Command.Return, e.Command.Line)
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
	r.moved(e.At)
	if r.Deadlines.Refund.IsZero() {
		r.Deadlines.Refund = e.RefundBy
	}
}

// drop forgets the lines of which nothing is in the return any more.
func (r *Return) drop() {
	r.Goods = slices.DeleteFunc(r.Goods, func(g Goods) bool { return g.Requested == 0 })
}

func (c *Case) decideUnits(e UnitsDecided) {
	g, r := c.goodsOf(e.Command.Return, e.Command.Line)
	if g == nil {
		return
	}
	overturned := max(e.Command.Accept+e.Command.Reject-g.undecided(e.Command.Condition), 0)
	lot := g.at(e.Command.Condition)
	lot.Accepted += e.Command.Accept - overturned
	lot.Rejected += e.Command.Reject
	g.Review = min(g.Review+e.Command.Review, g.open())
	if r.Deadlines.Refund.IsZero() && e.Command.Accept > 0 {
		r.Deadlines.Refund = e.RefundBy
	}
	if r.open() == 0 {
		r.Deadlines.Inspect = time.Time{}
	}
}

func (l *Lot) dispose(ways []Disposed) {
	for _, d := range ways {
		i := slices.IndexFunc(l.Disposed, func(o Disposed) bool { return o.Way == d.Way })
		if i < 0 {
			l.Disposed = append(l.Disposed, d)
			continue
		}
		l.Disposed[i].Units += d.Units
		l.Disposed[i].Recovered = plus(l.Disposed[i].Recovered, d.Recovered)
	}
}
