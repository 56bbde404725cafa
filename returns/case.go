package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// Return is one return of a case.
type Return struct {
	ID         logistics.ID    `json:"id"`
	Cause      Cause           `json:"cause"`
	State      State           `json:"state"`
	Hold       bool            `json:"hold,omitzero"` // the request waits for a person
	Goods      []Goods         `json:"goods"`
	Unexpected []Arrival       `json:"unexpected,omitempty"` // came with it, and is not part of it
	Asked      time.Time       `json:"asked"`
	Sent       time.Time       `json:"sent,omitzero"`    // when the first units were dispatched
	Came       time.Time       `json:"came,omitzero"`    // when the first units came
	Owed       logistics.Money `json:"owed,omitzero"`    // of units that were counted, and in no refund
	Freight    logistics.Money `json:"freight,omitzero"` // of the way back, kept
	Deadlines  Deadlines       `json:"deadlines,omitzero"`
}

// Deadlines are the instants by which something has to happen; absent ones are not set.
type Deadlines struct {
	Approve    time.Time `json:"approve_by,omitzero"`
	Ship       time.Time `json:"ship_by,omitzero"`
	Inspect    time.Time `json:"inspect_by,omitzero"`
	Refund     time.Time `json:"refund_by,omitzero"`
	refundFrom time.Time // not before goods or proof of their sending have come
	noted      []Clock   // that are known to be overdue
}

// IsZero reports whether nothing is set.
func (d Deadlines) IsZero() bool {
	return d.Approve.IsZero() && d.Ship.IsZero() && d.Inspect.IsZero() && d.Refund.IsZero() && d.refundFrom.IsZero() && len(d.noted) == 0
}

// Refund is one refund of a case.
type Refund struct {
	ID       logistics.ID     `json:"id"`
	Return   logistics.ID     `json:"return"`
	State    RefundState      `json:"state"`
	Parts    []RefundPart     `json:"parts,omitempty"`
	Shipping logistics.Money  `json:"shipping,omitzero"`
	Freight  logistics.Money  `json:"freight,omitzero"`
	ClawBack logistics.Money  `json:"claw_back,omitzero"`
	Amount   logistics.Money  `json:"amount"`
	Method   refund.Method    `json:"method"`
	Tenders  []refund.Portion `json:"tenders,omitempty"`
}

// Outbound are goods that go out on a return.
type Outbound struct {
	ID         logistics.ID    `json:"id"`
	Return     logistics.ID    `json:"return"`
	Line       logistics.ID    `json:"line"`
	Kind       OutboundKind    `json:"kind"`
	Product    logistics.ID    `json:"product"`
	Units      int64           `json:"units"`
	Delivered  int64           `json:"delivered,omitzero"`
	Back       int64           `json:"back,omitzero"`       // the customer sent the replacement itself
	Credit     logistics.Money `json:"credit,omitzero"`     // what was paid for the units
	Difference logistics.Money `json:"difference,omitzero"` // above zero the customer owes it; it is never charged by itself
	HoldUntil  time.Time       `json:"hold_until,omitzero"` // an advance: by then the goods have to come
	noted      bool
}

// open is how many units have not reached the customer. What came back did.
func (o *Outbound) open() int64 { return o.Units - max(o.Delivered, o.Back) }

// Case is all the returns of one order, under one version: only so can two returns not take together
// what neither may take alone. It is a value: [Evolve] makes a new one, and what its methods return is
// fresh. The zero Case has not been opened.
type Case struct {
	order, customer logistics.ID
	lines           []Sold
	shipping        logistics.Money
	tenders         []Tender
	returns         []Return
	refunds         []Refund
	outbounds       []Outbound
	version         int64
	decided         *decided
	owned           bool      // while a history is folded: the lists are nobody else's
	spare           []decided // and this many links are needed
}

// decided is the list of the commands that were decided, the latest first, each with its first event.
// Its links never change, so the cases of one history share them.
type decided struct {
	event  Event
	before *decided
}

// find is the event a command led to; nil when it was not decided.
func (d *decided) find(command logistics.ID) Event {
	for ; d != nil; d = d.before {
		if d.event.by() == command {
			return d.event
		}
	}
	return nil
}

// Order is the id of the order; absent for a case that was not opened.
func (c Case) Order() logistics.ID { return c.order }

// Customer is who bought.
func (c Case) Customer() logistics.ID { return c.customer }

// Version is the number of events so far.
func (c Case) Version() int64 { return c.version }

// Lines are the lines that were sold.
func (c Case) Lines() []Sold { return slices.Clone(c.lines) }

// Refunds are the refunds of the case, in the order they were authorised.
func (c Case) Refunds() []Refund {
	out := slices.Clone(c.refunds)
	for i := range out {
		out[i].Parts, out[i].Tenders = slices.Clone(out[i].Parts), slices.Clone(out[i].Tenders)
	}
	return out
}

// Outbounds are the goods that go out, in the order they were planned.
func (c Case) Outbounds() []Outbound { return slices.Clone(c.outbounds) }

// Returns are the returns of the case, in the order they were requested.
func (c Case) Returns() []Return {
	out := slices.Clone(c.returns)
	for i := range out {
		out[i] = out[i].clone()
	}
	return out
}

// Return finds one of them.
func (c Case) Return(id logistics.ID) (r Return, ok bool) {
	i := c.find(id)
	if i < 0 {
		return Return{}, false
	}
	return c.returns[i].clone(), true
}

func (r *Return) clone() Return {
	c := *r
	c.Unexpected, c.Deadlines.noted = slices.Clone(r.Unexpected), slices.Clone(r.Deadlines.noted)
	c.Goods = slices.Clone(r.Goods)
	for i := range c.Goods {
		c.Goods[i] = c.Goods[i].clone()
	}
	return c
}

// Decided reports whether a command of the id was decided before.
func (c Case) Decided(command logistics.ID) bool { return c.decided.find(command) != nil }

// The look-ups go by index, because the elements are large to copy, and from the end, because most is
// asked of what came last. They return -1 for what is not there.

func (c *Case) line(id logistics.ID) int {
	for i := range c.lines {
		if c.lines[i].ID == id {
			return i
		}
	}
	return -1
}

func (c *Case) find(id logistics.ID) int {
	for i := len(c.returns) - 1; i >= 0; i-- {
		if c.returns[i].ID == id {
			return i
		}
	}
	return -1
}

func (c *Case) refund(id logistics.ID) int {
	for i := len(c.refunds) - 1; i >= 0; i-- {
		if c.refunds[i].ID == id {
			return i
		}
	}
	return -1
}

func (c *Case) outbound(id logistics.ID) int {
	for i := len(c.outbounds) - 1; i >= 0; i-- {
		if c.outbounds[i].ID == id {
			return i
		}
	}
	return -1
}

// goods is the ledger of a line in a return; nil when it has no such line.
func (r *Return) goods(line logistics.ID) *Goods {
	for i := range r.Goods {
		if r.Goods[i].Line == line {
			return &r.Goods[i]
		}
	}
	return nil
}

// currency is that of the order.
func (c *Case) currency() logistics.Currency {
	if len(c.lines) == 0 {
		return logistics.Currency{}
	}
	return c.lines[0].Paid.Currency()
}

// nothing is no money in the currency of the order.
func (c *Case) nothing() logistics.Money { return logistics.Minor(0, c.currency()) }

// captured is what was paid for the order.
func (c *Case) captured() logistics.Money {
	total := c.nothing()
	if len(c.tenders) > 0 {
		for _, t := range c.tenders {
			total = plus(total, t.Captured)
		}
		return total
	}
	for i := range c.lines {
		total = plus(total, c.lines[i].Paid)
	}
	return plus(total, c.shipping)
}

// plus adds an amount of the same currency. Decide never promises another one; an event that came from
// elsewhere and does is passed over.
func plus(sum, amount logistics.Money) logistics.Money {
	if amount.IsZero() {
		return sum
	}
	if sum.IsZero() {
		return amount
	}
	if total, err := sum.Add(amount); err == nil {
		return total
	}
	return sum
}

// minus takes an amount of the same currency away.
func minus(sum, amount logistics.Money) logistics.Money {
	if amount.IsZero() {
		return sum
	}
	return plus(sum, amount.Neg())
}

// settled is how many units of a line have been counted in money, over all returns.
func (c *Case) settled(line logistics.ID) (units int64) {
	for i := range c.returns {
		if g := c.returns[i].goods(line); g != nil {
			units += g.Refunded() + g.Exchanged
		}
	}
	return units
}

// requested is how many units of a line are in returns.
func (c *Case) requested(line logistics.ID) (units int64) {
	for i := range c.returns {
		r := &c.returns[i]
		if !r.State.Live() {
			continue
		}
		if g := r.goods(line); g != nil {
			units += g.Requested
		}
	}
	return units
}

// Returnable is how many units of a line can still be asked for; 0 for a line the case does not have.
func (c Case) Returnable(line logistics.ID) int64 {
	i := c.line(line)
	if i < 0 {
		return 0
	}
	return c.lines[i].returnable() - c.requested(line)
}
