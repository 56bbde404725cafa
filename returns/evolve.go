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
	var history workflow.History
	for _, e := range events {
		if state.apply(e) {
			history.Next(e.version())
		} else {
			history.Strange(e == nil)
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
		c.approve(&e)
		lists = sealed(e.Command.Items)
	case Declined:
		c.end(e.Command.Return, StateDeclined)
	case Cancelled:
		c.end(e.Command.Return, StateCancelled)
	case Expired:
		c.end(e.Return, StateExpired)
		return c.applied(event)
	case Extended:
		c.extend(&e.Command)
	case Dispatched:
		c.dispatch(&e)
		lists = sealed(e.Command.Items)
	case Received:
		c.receive(&e)
		lists = sealedArrivals(e.Command.Items)
	case MissingReported:
		c.miss(&e.Command)
		lists = sealed(e.Command.Items)
	case UnreceivedSettled:
		c.settle(&e)
	case Inspected:
		c.inspect(&e.Command)
		own = ownInspection(event, &e.Command)
	case UnitsDecided:
		c.decide(&e)
	case RefundAuthorised:
		c.authorise(&e)
		own = ownRefund(event, &e.Command)
	case PaymentConfirmed:
		c.pay(e.Command.Refund, RefundPaid)
	case PaymentFailed:
		c.pay(e.Command.Refund, RefundFailed)
	case PaymentVoided:
		c.pay(e.Command.Refund, RefundVoided)
	case OutboundPlanned:
		c.plan(&e)
	case OutboundDelivered:
		c.deliver(e.Command.Outbound, e.Command.Units)
	case UnitsDisposed:
		c.dispose(&e.Command)
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
		return c.applied(event)
	default:
		return false // nil, or no event of this package
	}
	c.recounted()
	c.log.Note(own, lists)
	return true
}

// applied ends an event of a tick, which may lead to several.
func (c *Case) applied(event Event) bool {
	c.recounted()
	c.log.NoteEach(event)
	return true
}

// recounted counts anew what the lines of a return that changed count for.
func (c *Case) recounted() {
	if c.after != nil {
		c.recount(c.before, c.after)
		c.before, c.after = nil, nil
	}
}

// changeGoods is a line of a return, to be written to.
func (c *Case) changeGoods(id, line logistics.ID) (*record, *Goods) {
	r := c.change(id)
	if r == nil {
		return nil, nil
	}
	return r, r.goods(line)
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
	c.books = &books{
		order: o.Order, customer: o.Customer, shipping: o.Shipping, tenders: make([]tender, len(o.Tenders)),
	}
	lines := make([]line, len(o.Lines))
	for i := range o.Lines {
		lines[i].Sold = o.Lines[i]
	}
	c.lines = workflow.ListOf(lines)
	for i := range o.Tenders {
		c.books.tenders[i].Tender = o.Tenders[i]
	}
	if c.replay != nil || c.returns.Len() == 0 {
		return
	}
	var returns []record // no decision opens a case twice
	for _, r := range c.returns.All() {
		returns = append(returns, *r)
	}
	var refunds []payment
	for _, p := range c.refunds.All() {
		refunds = append(refunds, *p)
	}
	c.count(returns, refunds)
}

func (c *Case) request(e *Requested) {
	goods := c.ledgers(len(e.Command.Items))
	for i, item := range e.Command.Items {
		goods[i].Line, goods[i].Requested = item.Line, item.Units
	}
	r := c.addReturn()
	r.ID, r.Cause, r.State, r.Hold = e.Command.Return, e.Command.Cause, StateRequested, len(e.Review) > 0
	r.Goods, r.Asked = goods, e.At
	c.setDue(r, ClockApprove, e.ApproveBy)
	if !e.RefundFrom.IsZero() {
		c.rest(r).refundFrom = e.RefundFrom
	}
	c.added(r)
}

// added counts a new return.
func (c *Case) added(r *record) {
	if c.replay == nil {
		c.recountNew(r, 0)
	}
}

func (c *Case) approve(e *Approved) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
	r.State, r.Hold = StateApproved, false
	c.setDue(r, ClockApprove, time.Time{})
	c.setDue(r, ClockShip, e.ShipBy)
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

func (c *Case) split(e *SplitOff) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
	off := record{
		ID: e.Command.Into, Cause: r.Cause, State: r.State, Hold: r.Hold, Asked: r.Asked,
		rest: &rest{DueBy: DueBy{Approve: r.Approve, Ship: r.Ship}, refundFrom: r.refundFrom},
	}
	r.each(e.Command.Items, func(g *Goods, units int64) {
		g.Requested -= units
		sent := max(g.Dispatched-g.Requested, 0) // more are on their way than stay
		g.Dispatched, g.Missing = g.Dispatched-sent, min(g.Missing, g.Outstanding())
		off.Goods = append(off.Goods, Goods{Line: g.Line, Requested: units, Dispatched: sent})
		if sent > 0 {
			off.Sent, off.Refund = r.Sent, r.Refund
		}
	})
	r.drop()
	c.recounted()
	*c.addReturn() = off
	c.added(&off)
}
