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
	return fold(events, nil)
}

// fold shows the case after every event to see, if there is somebody to see it.
func fold(events []Event, see func(*Case, Event)) (Case, error) {
	state := begin(events)
	var history workflow.History
	for _, e := range events {
		if !state.apply(e) {
			history.Strange(e == nil)
			continue
		}
		history.Next(e.Header().Version)
		if see != nil {
			see(&state, e)
		}
	}
	if err := history.Err(); err != nil {
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
		returns: workflow.Build[record](returns), refunds: workflow.Build[payment](refunds),
		outbounds: workflow.Build[shipment](outbounds), replay: newReplay(returns, refunds),
	}
	state.log.Begin(len(events))
	return state
}

// finish ends a replay.
func (c *Case) finish() {
	c.count()
	c.replay = nil
	c.returns.Finish()
	c.refunds.Finish()
	c.outbounds.Finish()
	c.log.Finish()
}

// apply changes a case; what it shares with others is copied first. It reports whether the event is one of
// this package.
func (c *Case) apply(event Event) bool {
	own, lists := event, workflow.Seal(0) // what the log keeps
	switch e := event.(type) {
	case Opened:
		c.open(&e.Command)
		own = ownOpening(&e.Command)
	case Requested:
		c.request(&e)
		lists = sealed(e.Command.Items)
	case Approved:
		c.edit(e.Command.Return, func(r *record) { r.approve(&e) })
		lists = sealed(e.Command.Items)
	case Declined:
		c.end(e.Command.Return, StateDeclined)
	case Cancelled:
		c.end(e.Command.Return, StateCancelled)
	case Expired:
		c.end(e.Return, StateExpired)
		c.log.NoteEach(event)
		return true
	case Extended:
		c.extend(&e.Command)
	case Dispatched:
		c.edit(e.Command.Return, func(r *record) { r.dispatch(&e) })
		lists = sealed(e.Command.Items)
	case Received:
		c.edit(e.Command.Return, func(r *record) { c.receive(r, &e) })
		lists = sealedArrivals(e.Command.Items)
	case MissingReported:
		c.edit(e.Command.Return, func(r *record) { r.miss(e.Command.Items) })
		lists = sealed(e.Command.Items)
	case UnreceivedSettled:
		c.editGoods(e.Command.Return, e.Command.Line, func(r *record, g *Goods) { r.settle(&e, g) })
	case Inspected:
		c.editGoods(e.Command.Return, e.Command.Line, func(_ *record, g *Goods) { g.inspect(&e.Command) })
		own = ownInspection(event, &e.Command)
	case UnitsDecided:
		c.editGoods(e.Command.Return, e.Command.Line, func(r *record, g *Goods) { r.decide(&e, g) })
	case RefundAuthorised:
		c.edit(e.Command.Return, func(r *record) { c.authorise(r, &e) })
		own = ownRefund(event, &e.Command)
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
		c.editGoods(e.Command.Return, e.Command.Line, func(_ *record, g *Goods) { g.dispose(&e.Command) })
		own = ownDisposal(&e.Command)
	case SplitOff:
		c.split(&e)
		lists = sealed(e.Command.Items)
	case Closed:
		c.end(e.Command.Return, StateClosed)
	case Reopened:
		c.end(e.Command.Return, StateApproved)
	case Overdue:
		c.note(&e)
		c.log.NoteEach(event)
		return true
	default:
		return false // nil, or no event of this package
	}
	c.log.Note(own, lists)
	return true
}

// edit gives a return to be written to, when there is one, and counts anew what its lines have in returns.
func (c *Case) edit(id logistics.ID, write func(*record)) {
	i := c.returns.Find(id)
	if i < 0 {
		return
	}
	if c.replay != nil {
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
	if c.replay == nil {
		c.count()
	}
}

func (c *Case) request(e *Requested) {
	goods := c.goods(len(e.Command.Items))
	for i, item := range e.Command.Items {
		goods[i].Line, goods[i].Requested = item.Line, item.Units
	}
	r := c.returns.Add()
	r.ID, r.Cause, r.State, r.Hold = e.Command.Return, e.Command.Cause, StateRequested, len(e.Review) > 0
	r.Goods, r.Asked, r.DueBy.Approve, r.refundFrom = goods, e.At, e.ApproveBy, e.RefundFrom
	c.recountNew(r)
}

// goods are the ledgers of a new return.
func (c *Case) goods(n int) []Goods {
	if c.replay == nil {
		return make([]Goods, n)
	}
	goods := c.replay.goods.take(n)
	for i := range goods {
		goods[i].Lots = c.replay.lots.take(1)[:0] // most units are found in one condition
	}
	return goods
}

// recountNew counts a return that was added.
func (c *Case) recountNew(r *record) {
	if c.replay == nil {
		c.recount(&record{}, r)
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
		r := c.returns.Add()
		*r = off
		c.recountNew(r)
	}
}
