package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// Fold replays a whole history, oldest first. Every event that is absent, is none of this package, or before
// which others are missing is a fault.
func Fold(events []Event) (Case, error) {
	state := begin(events)
	if err := workflow.Fold(events, state.apply); err != nil {
		return Case{}, err
	}
	state.finish()
	return state, nil
}

// StateAt is the case as it was at an instant: the fold of the events decided up to it.
func StateAt(events []Event, at time.Time) (Case, error) {
	later := func(e Event) bool { return ours(e) && e.Header().At.After(at) }
	if i := slices.IndexFunc(events, later); i >= 0 {
		events = events[:i]
	}
	return Fold(events)
}

// Evolve is the state after an event. It asks no policy and refuses nothing: what does not fit, such as
// the approval of a return nobody requested, leaves the state as it is but for the command. The state
// it is given is not changed.
func Evolve(state Case, event Event) Case {
	state.apply(event)
	return state
}

// begin is the case before a history, with room for what it will hold.
func begin(events []Event) Case {
	var returns, refunds, outbounds int
	for _, e := range events {
		switch e.(type) {
		case Requested, SplitOff:
			returns++
		case RefundAuthorised:
			refunds++
		case OutboundPlanned:
			outbounds++
		}
	}
	state := Case{
		replaying: true, returns: workflow.Build[record](returns), refunds: workflow.Build[payment](refunds),
		outbounds: workflow.Build[shipment](outbounds),
	}
	state.log.Begin(len(events))
	return state
}

// finish ends a replay.
func (c *Case) finish() {
	c.replaying = false
	c.returns.Finish()
	c.refunds.Finish()
	c.outbounds.Finish()
	c.log.Finish()
	c.count()
}

// apply changes a case; what it shares with others is copied first. It reports whether the event is one of
// this package.
func (c *Case) apply(event Event) bool {
	switch e := event.(type) {
	case Opened:
		c.open(&e.Command)
	case Requested:
		c.request(&e)
	case Approved:
		c.edit(e.Command.Return, func(r *record) { r.approve(&e) })
	case Declined:
		c.end(e.Command.Return, StateDeclined)
	case Cancelled:
		c.end(e.Command.Return, StateCancelled)
	case Expired:
		c.end(e.Return, StateExpired)
	case Extended:
		c.extend(&e.Command)
	case Dispatched:
		c.edit(e.Command.Return, func(r *record) { r.dispatch(&e) })
	case Received:
		c.edit(e.Command.Return, func(r *record) { c.receive(r, &e) })
	case MissingReported:
		c.edit(e.Command.Return, func(r *record) {
			r.each(e.Command.Items, func(g *Goods, units int64) { g.Missing += units })
		})
	case UnreceivedSettled:
		c.editGoods(e.Command.Return, e.Command.Line, func(r *record, g *Goods) { r.settle(&e, g) })
	case Inspected:
		c.editGoods(e.Command.Return, e.Command.Line, func(_ *record, g *Goods) {
			g.at(e.Command.Condition).Inspected += e.Command.Units
		})
	case UnitsDecided:
		c.editGoods(e.Command.Return, e.Command.Line, func(r *record, g *Goods) { r.decide(&e, g) })
	case RefundAuthorised:
		c.edit(e.Command.Return, func(r *record) { c.authorise(r, &e) })
	case PaymentConfirmed:
		c.pay(e.Command.Refund, RefundPaid)
	case PaymentFailed:
		c.pay(e.Command.Refund, RefundFailed)
	case PaymentVoided:
		c.pay(e.Command.Refund, RefundVoided)
	case OutboundPlanned:
		c.editGoods(e.Command.Return, e.Command.Line, func(r *record, g *Goods) { c.plan(r, g, &e) })
	case OutboundDelivered:
		c.deliver(e.Command.Outbound, e.Command.Units)
	case UnitsDisposed:
		c.editGoods(e.Command.Return, e.Command.Line, func(_ *record, g *Goods) {
			g.at(e.Command.Condition).dispose(e.Command.Dispositions)
		})
	case SplitOff:
		c.split(&e)
	case Closed:
		c.end(e.Command.Return, StateClosed)
	case Reopened:
		c.end(e.Command.Return, StateApproved)
	case Overdue:
		c.note(&e)
	default:
		return false // nil, or no event of this package
	}
	room.Note(&c.log, event)
	return true
}

// edit gives a return to be written to, when there is one, and counts anew what its lines have in returns.
func (c *Case) edit(id logistics.ID, write func(*record)) {
	i := c.returns.Find(id)
	if i < 0 {
		return
	}
	if c.replaying {
		write(c.returns.Change(i))
		return
	}
	before, after := c.returns.At(i), c.returns.Change(i)
	write(after)
	c.recount(before, after)
}

// editGoods gives a line of a return to be written to.
func (c *Case) editGoods(id, line logistics.ID, write func(*record, *Goods)) {
	c.edit(id, func(r *record) {
		if g := r.goods(line); g != nil {
			write(r, g)
		}
	})
}

// each goes through the items a return has a ledger for.
func (r *record) each(items []Item, do func(g *Goods, units int64)) {
	for _, item := range items {
		if g := r.goods(item.Line); g != nil {
			do(g, item.Units)
		}
	}
}

func (c *Case) open(o *Open) {
	c.order, c.customer, c.shipping = o.Order, o.Customer, o.Shipping
	lines := make([]line, len(o.Lines))
	for i := range o.Lines {
		lines[i].Sold = o.Lines[i]
	}
	c.lines = workflow.ListOf(lines)
	c.tenders = make([]tender, len(o.Tenders))
	for i := range o.Tenders {
		c.tenders[i].Tender = o.Tenders[i]
	}
	if !c.replaying {
		c.count()
	}
}

func (c *Case) request(e *Requested) {
	goods := make([]Goods, len(e.Command.Items))
	for i, item := range e.Command.Items {
		goods[i] = Goods{Line: item.Line, Requested: item.Units}
	}
	c.add(record{
		Return: Return{
			ID: e.Command.Return, Cause: e.Command.Cause, State: StateRequested, Hold: len(e.Review) > 0, Goods: goods,
			Asked: e.At, DueBy: DueBy{Approve: e.ApproveBy},
		},
		refundFrom: e.RefundFrom,
	})
}

// add puts a return at the end.
func (c *Case) add(r record) {
	added := c.returns.Append(r)
	if !c.replaying {
		c.recount(&record{}, added)
	}
}

func (r *record) approve(e *Approved) {
	r.State, r.Hold, r.DueBy.Approve, r.DueBy.Ship = StateApproved, false, time.Time{}, e.ShipBy
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
	c.edit(id, func(r *record) { r.State, r.Hold = state, false })
}

func (c *Case) split(e *SplitOff) {
	var off record
	c.edit(e.Command.Return, func(r *record) {
		off = record{
			Return: Return{
				ID: e.Command.Into, Cause: r.Cause, State: r.State, Hold: r.Hold, Asked: r.Asked,
				DueBy: DueBy{Approve: r.DueBy.Approve, Ship: r.DueBy.Ship},
			},
			refundFrom: r.refundFrom,
		}
		r.each(e.Command.Items, func(g *Goods, units int64) {
			g.Requested -= units
			sent := max(g.Dispatched-g.Requested, 0) // more are on their way than stay
			g.Dispatched, g.Missing = g.Dispatched-sent, min(g.Missing, g.Outstanding())
			off.Goods = append(off.Goods, Goods{Line: g.Line, Requested: units, Dispatched: sent})
			if sent > 0 {
				off.Sent, off.DueBy.Refund = r.Sent, r.DueBy.Refund
			}
		})
		r.drop()
	})
	if !off.ID.IsZero() {
		c.add(off)
	}
}
