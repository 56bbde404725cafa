package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// Fold replays events, oldest first, from nothing.
func Fold(events []Event) Case {
	returns, refunds := 0, 0
	for _, e := range events {
		switch e.(type) {
		case Requested, SplitOff:
			returns++
		case RefundAuthorised:
			refunds++
		}
	}
	state := Case{owned: true, spare: make([]decided, len(events))}
	state.returns, state.refunds = slices.Grow(state.returns, returns), slices.Grow(state.refunds, refunds)
	for _, e := range events {
		state.apply(e)
	}
	state.owned, state.spare = false, nil
	return state
}

// StateAt is the case as it was at an instant: the fold of the events decided up to it.
func StateAt(events []Event, at time.Time) Case {
	var known []Event
	for _, e := range events {
		if e != nil && !e.when().After(at) {
			known = append(known, e)
		}
	}
	return Fold(known)
}

// Evolve is the state after an event. It asks no policy and refuses nothing: what does not fit, such as
// the approval of a return nobody requested, leaves the state as it is but for the command. The state
// it is given is not changed.
func Evolve(state Case, event Event) Case {
	state.owned = false
	state.apply(event)
	return state
}

// apply changes a case in place; lists that may be shared are copied first.
func (c *Case) apply(event Event) {
	switch e := event.(type) {
	case Opened:
		c.open(e.Command)
	case Requested:
		c.request(e)
	case Approved:
		c.approve(e)
	case Declined:
		c.end(e.Command.Return, StateDeclined)
	case Cancelled:
		c.end(e.Command.Return, StateCancelled)
	case Expired:
		c.end(e.Return, StateExpired)
	case Extended:
		c.extend(e.Command)
	case Dispatched:
		if r := c.change(e.Command.Return); r != nil {
			r.dispatch(e)
		}
	case Received:
		c.receive(e)
	case MissingReported:
		if r := c.change(e.Command.Return); r != nil {
			r.each(e.Command.Items, func(g *Goods, units int64) { g.Missing += units })
		}
	case UnreceivedSettled:
		c.settle(e)
	case Inspected:
		if g, _ := c.goodsOf(e.Command.Return, e.Command.Line); g != nil {
			g.at(e.Command.Condition).Inspected += e.Command.Units
		}
	case UnitsDecided:
		c.decideUnits(e)
	case RefundAuthorised:
		c.authorise(e)
	case PaymentConfirmed:
		c.pay(e.Command.Refund, RefundPaid)
	case PaymentFailed:
		c.pay(e.Command.Refund, RefundFailed)
	case PaymentVoided:
		c.pay(e.Command.Refund, RefundVoided)
	case OutboundPlanned:
		c.plan(e)
	case OutboundDelivered:
		if o := c.changeOutbound(e.Command.Outbound); o != nil {
			o.Delivered += e.Command.Units
		}
	case UnitsDisposed:
		if g, _ := c.goodsOf(e.Command.Return, e.Command.Line); g != nil {
			g.at(e.Command.Condition).dispose(e.Command.Ways)
		}
	case SplitOff:
		c.split(e)
	case Closed:
		c.end(e.Command.Return, StateClosed)
	case Reopened:
		c.end(e.Command.Return, StateApproved)
	case Overdue:
		c.note(e)
	default:
		return // nil, or no event of this package
	}
	c.version++
	if c.decided == nil || c.decided.event.by() != event.by() {
		c.remember(event)
	}
}

// remember puts an event on the list of what was decided.
func (c *Case) remember(event Event) {
	if len(c.spare) == 0 {
		c.decided = &decided{event, c.decided}
		return
	}
	c.spare[0] = decided{event, c.decided}
	c.decided, c.spare = &c.spare[0], c.spare[1:]
}

// change is the place of a return that may be written to; nil when there is none.
func (c *Case) change(id logistics.ID) *Return {
	i := c.find(id)
	if i < 0 {
		return nil
	}
	if !c.owned {
		c.returns = slices.Clone(c.returns)
		c.returns[i] = c.returns[i].clone()
	}
	return &c.returns[i]
}

func (c *Case) changeOutbound(id logistics.ID) *Outbound {
	i := c.outbound(id)
	if i < 0 {
		return nil
	}
	if !c.owned {
		c.outbounds = slices.Clone(c.outbounds)
	}
	return &c.outbounds[i]
}

// goodsOf is the place of a line in a return.
func (c *Case) goodsOf(id, line logistics.ID) (*Goods, *Return) {
	r := c.change(id)
	if r == nil {
		return nil, nil
	}
	return r.goods(line), r
}

// grow appends to a list that may be shared.
func grow[T any](owned bool, list []T, element T) []T {
	if owned {
		return append(list, element)
	}
	return append(slices.Clip(list), element)
}

// each goes through the items a return has a ledger for.
func (r *Return) each(items []Item, do func(g *Goods, units int64)) {
	for _, item := range items {
		if g := r.goods(item.Line); g != nil {
			do(g, item.Units)
		}
	}
}

func (c *Case) open(o Open) {
	c.order, c.customer, c.shipping = o.Order, o.Customer, o.Shipping
	c.lines, c.tenders = slices.Clone(o.Lines), slices.Clone(o.Tenders)
}

func (c *Case) request(e Requested) {
	goods := make([]Goods, len(e.Command.Items))
	for i, item := range e.Command.Items {
		goods[i] = Goods{Line: item.Line, Requested: item.Units}
	}
	c.returns = grow(c.owned, c.returns, Return{
		ID: e.Command.Return, Cause: e.Command.Cause, State: StateRequested, Hold: len(e.Review) > 0, Goods: goods, Asked: e.At,
		Deadlines: Deadlines{Approve: e.ApproveBy, refundFrom: e.RefundFrom},
	})
}

func (c *Case) approve(e Approved) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
	r.State, r.Hold, r.Deadlines.Approve, r.Deadlines.Ship = StateApproved, false, time.Time{}, e.ShipBy
	if len(e.Command.Items) == 0 {
		return
	}
	for i := range r.Goods {
		r.Goods[i].Requested = 0
	}
	r.each(e.Command.Items, func(g *Goods, units int64) { g.Requested = units })
	r.drop()
}

func (c *Case) end(id logistics.ID, state State) {
	if r := c.change(id); r != nil {
		r.State, r.Hold = state, false
	}
}

func (c *Case) extend(e Extend) {
	r := c.change(e.Return)
	if r == nil {
		return
	}
	r.Deadlines.noted = slices.DeleteFunc(r.Deadlines.noted, func(clock Clock) bool { return clock == e.Clock })
	switch e.Clock {
	case ClockApprove:
		r.Deadlines.Approve = e.Until
	case ClockShip:
		r.Deadlines.Ship = e.Until
	case ClockInspect:
		r.Deadlines.Inspect = e.Until
	case ClockRefund:
		r.Deadlines.Refund = e.Until
	case ClockHold:
		if !c.owned {
			c.outbounds = slices.Clone(c.outbounds)
		}
		for i := range c.outbounds {
			if o := &c.outbounds[i]; o.Return == e.Return && !o.HoldUntil.IsZero() {
				o.HoldUntil, o.noted = e.Until, false
			}
		}
	}
}

func (c *Case) split(e SplitOff) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
	off := Return{
		ID: e.Command.Into, Cause: r.Cause, State: r.State, Hold: r.Hold, Asked: r.Asked,
		Deadlines: Deadlines{Approve: r.Deadlines.Approve, Ship: r.Deadlines.Ship, refundFrom: r.Deadlines.refundFrom},
	}
	r.each(e.Command.Items, func(g *Goods, units int64) {
		g.Requested -= units
		sent := max(g.Dispatched-g.Requested, 0) // more are on their way than stay
		g.Dispatched, g.Missing = g.Dispatched-sent, min(g.Missing, g.Outstanding())
		off.Goods = append(off.Goods, Goods{Line: g.Line, Requested: units, Dispatched: sent})
		if sent > 0 {
			off.Sent, off.Deadlines.Refund = r.Sent, r.Deadlines.Refund
		}
	})
	r.drop()
	c.returns = grow(c.owned, c.returns, off)
}

func (c *Case) note(e Overdue) {
	if e.Clock == ClockHold {
		if o := c.changeOutbound(e.Outbound); o != nil {
			o.noted = true
		}
		return
	}
	if r := c.change(e.Return); r != nil && !slices.Contains(r.Deadlines.noted, e.Clock) {
		r.Deadlines.noted = append(r.Deadlines.noted, e.Clock)
	}
}
