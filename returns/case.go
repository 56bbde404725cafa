package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// Sold is a line of the order: a whole number of units, what was paid for all of them together, and
// when they were delivered.
type Sold struct {
	ID        logistics.ID       `json:"id"`
	Product   logistics.ID       `json:"product"`
	Quantity  logistics.Quantity `json:"quantity"`
	Paid      logistics.Money    `json:"paid"`
	Delivered logistics.Stamp    `json:"delivered,omitzero"` // absent: not yet
}

// Return is one return of a case.
type Return struct {
	ID    logistics.ID `json:"id"`
	Cause Cause        `json:"cause"`
	State State        `json:"state"`
	Goods []Goods      `json:"goods"`
}

// Goods are the units of one line in a return.
type Goods struct {
	Line      logistics.ID `json:"line"`
	Requested int64        `json:"requested"` // without what was called off
	Received  int64        `json:"received"`
	Refused   int64        `json:"refused"`
	Grades    []Grade      `json:"grades,omitempty"` // what was accepted, in the order of inspection
}

// Grade are the accepted units of one condition.
type Grade struct {
	Condition  logistics.Condition `json:"condition"`
	Accepted   int64               `json:"accepted"`
	Authorised int64               `json:"authorised"`
	Refunded   int64               `json:"refunded"`
	Due        time.Time           `json:"due,omitzero"` // of the oldest units that are not refunded; absent when all are
}

// Refund is one refund of a case.
type Refund struct {
	ID        logistics.ID        `json:"id"`
	Return    logistics.ID        `json:"return"`
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition"`
	Units     int64               `json:"units"`
	Fee       logistics.Money     `json:"fee"`
	Amount    logistics.Money     `json:"amount"`
	State     State               `json:"state"`
}

// Case is all the returns of one order. It is a value: [Evolve] makes a new one, and what its methods
// return is fresh. The zero Case has not been opened.
type Case struct {
	order, customer logistics.ID
	state           State
	lines           []Sold
	returns         []Return
	refunds         []Refund
	decided         *decided
}

// decided is the list of the commands that were decided, the latest first. Its links never change, so
// the cases of one history share them.
type decided struct {
	command logistics.ID
	before  *decided
}

func (d *decided) has(command logistics.ID) bool {
	for ; d != nil; d = d.before {
		if d.command == command {
			return true
		}
	}
	return false
}

// Order is the id of the order.
func (c Case) Order() logistics.ID { return c.order }

// Customer is who bought.
func (c Case) Customer() logistics.ID { return c.customer }

// State is StateOpen, StateClosed, or 0 for a case that was not opened.
func (c Case) State() State { return c.state }

// Lines are the lines that were sold.
func (c Case) Lines() []Sold { return slices.Clone(c.lines) }

// Refunds are the refunds of the case, in the order they were authorised.
func (c Case) Refunds() []Refund { return slices.Clone(c.refunds) }

// Returns are the returns of the case, in the order they were requested.
func (c Case) Returns() []Return {
	out := slices.Clone(c.returns)
	for i := range out {
		out[i].Goods = slices.Clone(out[i].Goods)
		for k := range out[i].Goods {
			out[i].Goods[k].Grades = slices.Clone(out[i].Goods[k].Grades)
		}
	}
	return out
}

// Decided reports whether a command of the id was decided before.
func (c Case) Decided(command logistics.ID) bool { return c.decided.has(command) }

// The look-ups go by index, because the elements are large to copy. They return -1 for what is not there.

func (c *Case) line(id logistics.ID) int {
	for i := range c.lines {
		if c.lines[i].ID == id {
			return i
		}
	}
	return -1
}

func (c *Case) find(id logistics.ID) int {
	for i := range c.returns {
		if c.returns[i].ID == id {
			return i
		}
	}
	return -1
}

func (c *Case) refund(id logistics.ID) int {
	for i := range c.refunds {
		if c.refunds[i].ID == id {
			return i
		}
	}
	return -1
}

// goods are the units of a line in a return; none when it has no such line.
func (r *Return) goods(line logistics.ID) Goods {
	for _, g := range r.Goods {
		if g.Line == line {
			return g
		}
	}
	return Goods{Line: line}
}

// grade are the accepted units of a condition; none when there are none.
func (g *Goods) grade(condition logistics.Condition) Grade {
	for _, accepted := range g.Grades {
		if accepted.Condition == condition {
			return accepted
		}
	}
	return Grade{Condition: condition}
}

func (g *Goods) accepted() (units int64) {
	for _, grade := range g.Grades {
		units += grade.Accepted
	}
	return units
}

// Ledger is a line in figures. Each row of units is at most the one before it.
type Ledger struct {
	Sold, Requested, Approved, Received, Accepted, Authorised, Refunded int64

	Refused int64           // received and not accepted
	Paid    logistics.Money // for all units
	Pending logistics.Money // authorised and not confirmed, without fees
	Back    logistics.Money // confirmed, without fees
	Kept    logistics.Money // fees
}

// Ledger adds up what became of a line; ok is false for a line the case does not have.
func (c Case) Ledger(line logistics.ID) (ledger Ledger, ok bool) {
	i := c.line(line)
	if i < 0 {
		return Ledger{}, false
	}
	sold := c.lines[i]
	ledger.Sold, _ = sold.Quantity.Int()
	nothing := logistics.Minor(0, sold.Paid.Currency())
	ledger.Paid, ledger.Pending, ledger.Back, ledger.Kept = sold.Paid, nothing, nothing, nothing
	for k := range c.returns {
		r := &c.returns[k]
		if r.State != StateRequested && r.State != StateApproved {
			continue
		}
		goods := r.goods(line)
		ledger.Requested += goods.Requested
		if r.State == StateApproved {
			ledger.Approved += goods.Requested
		}
		ledger.Received += goods.Received
		ledger.Refused += goods.Refused
		for _, grade := range goods.Grades {
			ledger.Accepted += grade.Accepted
			ledger.Authorised += grade.Authorised
			ledger.Refunded += grade.Refunded
		}
	}
	for k := range c.refunds {
		r := &c.refunds[k]
		if r.Line != line {
			continue
		}
		ledger.Kept = plus(ledger.Kept, r.Fee)
		if r.State == StateConfirmed {
			ledger.Back = plus(ledger.Back, r.Amount)
		} else {
			ledger.Pending = plus(ledger.Pending, r.Amount)
		}
	}
	return ledger, true
}

// plus adds an amount of the same currency. Decide never authorises another one; an event that came
// from elsewhere and does is passed over.
func plus(sum, amount logistics.Money) logistics.Money {
	if total, err := sum.Add(amount); err == nil {
		return total
	}
	return sum
}

// RefundDue is the earliest instant by which a refund has to be paid; ok is false when none is owed or
// the policy set no term.
func (c Case) RefundDue() (due time.Time, ok bool) {
	for _, r := range c.returns {
		for _, goods := range r.Goods {
			for _, grade := range goods.Grades {
				if !grade.Due.IsZero() && (due.IsZero() || grade.Due.Before(due)) {
					due = grade.Due
				}
			}
		}
	}
	return due, !due.IsZero()
}
