package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// Fold replays events, oldest first, from nothing.
func Fold(events []Event) Case {
	var state Case
	for _, e := range events {
		state = Evolve(state, e)
	}
	return state
}

// Evolve is the state after an event. It asks no policy and refuses nothing: what does not fit, such as
// the approval of a return nobody requested, leaves the state as it is but for the command. The state
// it is given is not changed.
func Evolve(state Case, event Event) Case {
	switch e := event.(type) {
	case Opened:
		state.order, state.customer, state.state, state.lines = e.Order, e.Customer, StateOpen, slices.Clone(e.Lines)
	case Requested:
		goods := make([]Goods, len(e.Items))
		for i, item := range e.Items {
			goods[i] = Goods{Line: item.Line, Requested: item.Units}
		}
		// Clipped, so that a state which shares the list does not see the new one.
		state.returns = append(slices.Clip(state.returns), Return{ID: e.Return, Cause: e.Cause, State: StateRequested, Goods: goods})
	case Approved:
		state.change(e.Return, func(r *Return) { r.State = StateApproved })
	case Rejected:
		state.change(e.Return, func(r *Return) { r.State = StateRejected })
	case Received:
		state.change(e.Return, func(r *Return) { r.receive(e.Items) })
	case Inspected:
		state.change(e.Return, func(r *Return) { r.inspect(e) })
	case RefundAuthorised:
		state.refunds = append(slices.Clip(state.refunds), Refund{
			ID: e.Refund, Return: e.Return, Line: e.Line, Condition: e.Condition, Units: e.Units, Fee: e.Fee, Amount: e.Amount,
			State: StateAuthorised,
		})
		state.move(e.Return, e.Line, e.Condition, func(g *Grade) { g.Authorised += e.Units })
	case RefundConfirmed:
		if r, ok := state.pay(e.Refund, StateConfirmed); ok {
			state.move(r.Return, r.Line, r.Condition, func(g *Grade) { g.confirm(r.Units) })
		}
	case RefundFailed:
		state.pay(e.Refund, StateFailed)
	case RefundRetried:
		state.pay(e.Refund, StateAuthorised)
	case Cancelled:
		state.change(e.Return, func(r *Return) { r.cancel() })
	case Closed:
		state.state = StateClosed
	default:
		return state // nil, or no event of this package
	}
	if command := event.by(); state.decided == nil || state.decided.command != command {
		state.decided = &decided{command, state.decided}
	}
	return state
}

// change replaces a return by a changed copy of it.
func (c *Case) change(id logistics.ID, how func(*Return)) {
	i := c.find(id)
	if i < 0 {
		return
	}
	c.returns = slices.Clone(c.returns)
	c.returns[i].Goods = slices.Clone(c.returns[i].Goods)
	how(&c.returns[i])
}

// move changes the grade of a condition, which must be there.
func (c *Case) move(id, line logistics.ID, condition logistics.Condition, how func(*Grade)) {
	c.change(id, func(r *Return) {
		if goods := r.at(line); goods != nil {
			if i := slices.IndexFunc(goods.Grades, func(g Grade) bool { return g.Condition == condition }); i >= 0 {
				goods.Grades = slices.Clone(goods.Grades)
				how(&goods.Grades[i])
			}
		}
	})
}

// pay puts a refund into a state.
func (c *Case) pay(id logistics.ID, to State) (Refund, bool) {
	i := c.refund(id)
	if i < 0 {
		return Refund{}, false
	}
	c.refunds = slices.Clone(c.refunds)
	c.refunds[i].State = to
	return c.refunds[i], true
}

// at is the place of a line in the list of a return; nil when it has none.
func (r *Return) at(line logistics.ID) *Goods {
	for i := range r.Goods {
		if r.Goods[i].Line == line {
			return &r.Goods[i]
		}
	}
	return nil
}

func (r *Return) receive(items []Item) {
	for _, item := range items {
		if goods := r.at(item.Line); goods != nil {
			goods.Received += item.Units
		}
	}
}

func (r *Return) inspect(e Inspected) {
	goods := r.at(e.Line)
	if goods == nil {
		return
	}
	goods.Refused += e.Refused
	if e.Accepted == 0 {
		return
	}
	goods.Grades = slices.Clone(goods.Grades)
	i := slices.IndexFunc(goods.Grades, func(g Grade) bool { return g.Condition == e.Condition })
	if i < 0 {
		i, goods.Grades = len(goods.Grades), append(goods.Grades, Grade{Condition: e.Condition})
	}
	grade := &goods.Grades[i]
	if grade.Accepted == grade.Refunded {
		grade.Due = e.Due // the first of those that are owed
	}
	grade.Accepted += e.Accepted
}

func (g *Grade) confirm(units int64) {
	if g.Refunded += units; g.Refunded == g.Accepted {
		g.Due = time.Time{}
	}
}

// cancel forgets what has not come. A return of which nothing came is over.
func (r *Return) cancel() {
	came := false
	for i := range r.Goods {
		r.Goods[i].Requested = r.Goods[i].Received
		came = came || r.Goods[i].Received > 0
	}
	if !came {
		r.State = StateCancelled
	}
}
