package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// What a case holds many of, with what it alone has to know about them.

// line is a line that was sold, with what is counted of it over all returns.
type line struct {
	Sold
	requested int64 // in returns that are under way or closed
	settled   int64 // counted in money
}

// Key is the id of the line.
func (l *line) Key() logistics.ID { return l.ID }

// Clone has no lists to copy.
func (l *line) Clone() line { return *l }

// left is how many units can still be asked for.
func (l *line) left() int64 { return l.returnable() - l.requested }

// record is a return. What many returns have nothing of is kept apart, so that a long history needs less room; it is
// always there, and read as if it were a part.
type record struct {
	ID          logistics.ID
	Cause       Cause
	State       State
	Hold        bool
	noted       clocks // that are known to be overdue
	unpaid      int32  // refunds that are authorised, and not answered
	undelivered int32  // outbounds that have not reached the customer
	Goods       []Goods
	Asked, Came time.Time
	Owed        logistics.Money
	*rest
}

// rest is the rest of a record.
type rest struct {
	DueBy
	refundFrom time.Time // the refund is not due before goods or proof of their sending have come
	Sent       time.Time
	Unexpected []Arrival
	Freight    logistics.Money
}

// Key is the id of the return.
func (r *record) Key() logistics.ID { return r.ID }

// Clone copies what is written to.
func (r *record) Clone() record {
	c, rest := *r, *r.rest
	rest.Unexpected = slices.Clone(rest.Unexpected)
	c.Goods, c.rest = cloned(r.Goods), &rest
	return c
}

func cloned(goods []Goods) []Goods {
	out := slices.Clone(goods)
	for i := range out {
		out[i] = out[i].clone()
	}
	return out
}

// view is the return as it is shown.
func (r *record) view() Return {
	return Return{
		ID: r.ID, Cause: r.Cause, State: r.State, Hold: r.Hold, Goods: cloned(r.Goods),
		Unexpected: slices.Clone(r.Unexpected),
		Asked:      r.Asked, Sent: r.Sent, Came: r.Came, Owed: r.Owed, Freight: r.Freight, DueBy: r.DueBy,
	}
}

// recordOf is a return that was shown.
func recordOf(r *Return) record {
	return record{
		ID: r.ID, Cause: r.Cause, State: r.State, Hold: r.Hold, Goods: r.Goods, Asked: r.Asked, Came: r.Came,
		Owed: r.Owed,
		rest: &rest{DueBy: r.DueBy, Sent: r.Sent, Unexpected: r.Unexpected, Freight: r.Freight},
	}
}

// goods is the ledger of a line in a return; nil when it has no such line.
func (r *record) goods(line logistics.ID) *Goods {
	for i := range r.Goods {
		if r.Goods[i].Line == line {
			return &r.Goods[i]
		}
	}
	return nil
}

// moving reports whether money or goods of the return are on their way to the customer.
func (r *record) moving() bool { return r.unpaid > 0 || r.undelivered > 0 }

// share is what a return counts for of a line: its units as long as it is live, and what was counted in
// money whatever became of it.
func (r *record) share(g *Goods) (requested, settled int64) {
	if r.State.Live() {
		requested = g.Requested
	}
	return requested, g.Refunded() + g.Exchanged
}

// payment is a refund. What many refunds have nothing of is kept apart. Its lists are written once.
type payment struct {
	ID, Return logistics.ID
	State      RefundState
	Method     refund.Method
	Parts      []RefundPart
	Amount     logistics.Money
	more       *charges // absent: none
}

// charges are the rest of a payment.
type charges struct {
	Shipping, Freight, ClawBack logistics.Money
	Tenders                     []refund.Portion
}

// Key is the id of the refund.
func (p *payment) Key() logistics.ID { return p.ID }

// Clone shares the lists, which nothing writes to.
func (p *payment) Clone() payment { return *p }

func (p *payment) charges() charges {
	if p.more == nil {
		return charges{}
	}
	return *p.more
}

// view is the refund as it is shown.
func (p *payment) view() Refund {
	c := p.charges()
	return Refund{
		ID: p.ID, Return: p.Return, State: p.State, Method: p.Method, Parts: slices.Clone(p.Parts), Amount: p.Amount,
		Shipping: c.Shipping, Freight: c.Freight, ClawBack: c.ClawBack, Tenders: slices.Clone(c.Tenders),
	}
}

// paymentOf is a refund that was shown.
func paymentOf(r *Refund) payment {
	p := payment{ID: r.ID, Return: r.Return, State: r.State, Method: r.Method, Parts: r.Parts, Amount: r.Amount}
	if !r.Shipping.IsZero() || !r.Freight.IsZero() || !r.ClawBack.IsZero() || len(r.Tenders) > 0 {
		p.more = &charges{r.Shipping, r.Freight, r.ClawBack, r.Tenders}
	}
	return p
}

// shipment is an outbound.
type shipment struct {
	Outbound
	noted bool // it is known to be overdue
}

// Key is the id of the outbound.
func (s *shipment) Key() logistics.ID { return s.ID }

// Clone has no lists to copy.
func (s *shipment) Clone() shipment { return *s }

// tender is a way the order was paid, with what goes back to it.
type tender struct {
	Tender
	refunded logistics.Money
}

// clocks is a set of clocks.
type clocks uint8

// allClocks are the clocks in the order of a return.
var allClocks = []Clock{ClockApprove, ClockShip, ClockInspect, ClockRefund, ClockHold}

func (c Clock) bit() clocks {
	for i, clock := range allClocks {
		if clock == c {
			return 1 << i
		}
	}
	return 0
}

func (c clocks) has(clock Clock) bool { return c&clock.bit() != 0 }

func (c clocks) list() (list []Clock) {
	for _, clock := range allClocks {
		if c.has(clock) {
			list = append(list, clock)
		}
	}
	return list
}

// books are what a case was opened with, and what its refunds add up to. Cases share them until a refund moves money.
type books struct {
	order, customer logistics.ID
	shipping        logistics.Money
	tenders         []tender
	out             logistics.Money // of refunds that are promised or paid
	shippingBack    logistics.Money
	clawedBack      logistics.Money
}

// add counts a refund. What was given back for the way out, and clawed back, stays counted whatever became
// of the money, because it is owed again.
func (b *books) add(p *payment) {
	if p.more != nil {
		b.shippingBack, b.clawedBack = plus(b.shippingBack, p.more.Shipping), plus(b.clawedBack, p.more.ClawBack)
	}
	if p.State.Counts() {
		b.out = plus(b.out, p.Amount)
		b.repay(p, false)
	}
}

// repay counts what a refund gives back to the tenders of the order, or, taken back, gave.
func (b *books) repay(p *payment, taken bool) {
	if p.more == nil {
		return
	}
	for _, portion := range p.more.Tenders {
		for i := range b.tenders {
			t := &b.tenders[i]
			switch {
			case t.ID != portion.Tender:
			case taken:
				t.refunded = minus(t.refunded, portion.Amount)
			default:
				t.refunded = plus(t.refunded, portion.Amount)
			}
		}
	}
}

// book are the books of a case, to be read; empty ones of a case that was not opened.
func (c *Case) book() *books {
	if c.books == nil {
		return new(books)
	}
	return c.books
}

// changeBooks are the books of a case, to be written to.
func (c *Case) changeBooks() *books {
	if c.replay == nil {
		own := *c.book()
		own.tenders = slices.Clone(own.tenders)
		c.books = &own
	}
	return c.books
}

// currency is that of the order.
func (c *Case) currency() logistics.Currency {
	if c.lines.Len() == 0 {
		return logistics.Currency{}
	}
	return c.lines.At(0).Paid.Currency()
}

// nothing is no money in the currency of the order.
func (c *Case) nothing() logistics.Money { return logistics.Minor(0, c.currency()) }

// captured is what was paid for the order.
func (c *Case) captured() logistics.Money {
	total := c.nothing()
	b := c.book()
	if len(b.tenders) > 0 {
		for _, t := range b.tenders {
			total = plus(total, t.Captured)
		}
		return total
	}
	for _, l := range c.lines.All() {
		total = plus(total, l.Paid)
	}
	return plus(total, b.shipping)
}

// plus adds an amount of the same currency. Decide never promises another one; an event that came from
// elsewhere and does is passed over.
func plus(sum, amount logistics.Money) logistics.Money {
	if amount.IsZero() {
		return sum
	}
	return add(sum, amount)
}

// minus takes an amount of the same currency away.
func minus(sum, amount logistics.Money) logistics.Money {
	if amount.IsZero() {
		return sum
	}
	return add(sum, amount.Neg())
}

func add(sum, amount logistics.Money) logistics.Money {
	if sum.IsZero() {
		return amount
	}
	if total, err := sum.Add(amount); err == nil {
		return total
	}
	return sum
}
