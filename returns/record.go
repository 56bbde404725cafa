package returns

import (
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

// record is a return.
type record struct {
	Return
	refundFrom  time.Time // the refund is not due before goods or proof of their sending have come
	noted       clocks    // that are known to be overdue
	unpaid      int       // refunds that are authorised, and not answered
	undelivered int       // outbounds that have not reached the customer
}

// Key is the id of the return.
func (r *record) Key() logistics.ID { return r.ID }

// Clone copies the lists that are written to.
func (r *record) Clone() record {
	c := *r
	c.Return = r.Return.clone()
	return c
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

// payment is a refund. Its lists are written once.
type payment struct{ Refund }

// Key is the id of the refund.
func (p *payment) Key() logistics.ID { return p.ID }

// Clone shares the lists, which nothing writes to.
func (p *payment) Clone() payment { return *p }

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

// sums are what the refunds of a case add up to.
type sums struct {
	out          logistics.Money // promised or paid
	shippingBack logistics.Money
	clawedBack   logistics.Money
}

// add counts a refund. What was given back for the way out, and clawed back, stays counted whatever became
// of the money, because it is owed again.
func (s *sums) add(r *Refund) {
	if !r.Shipping.IsZero() || !r.ClawBack.IsZero() {
		s.shippingBack, s.clawedBack = plus(s.shippingBack, r.Shipping), plus(s.clawedBack, r.ClawBack)
	}
	if r.State.Counts() {
		s.out = plus(s.out, r.Amount)
	}
}

// pay counts what a refund gives back to the tenders of the order, or, taken back, gave.
func pay(tenders []tender, portions []refund.Portion, taken bool) {
	for _, p := range portions {
		for i := range tenders {
			switch {
			case tenders[i].ID != p.Tender:
			case taken:
				tenders[i].refunded = minus(tenders[i].refunded, p.Amount)
			default:
				tenders[i].refunded = plus(tenders[i].refunded, p.Amount)
			}
		}
	}
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
	if len(c.tenders) > 0 {
		for _, t := range c.tenders {
			total = plus(total, t.Captured)
		}
		return total
	}
	for _, l := range c.lines.All() {
		total = plus(total, l.Paid)
	}
	return plus(total, c.shipping)
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
