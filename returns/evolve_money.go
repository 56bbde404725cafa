package returns

import (
	"slices"

	"github.com/logicrm/logistics"
)

func (c *Case) authorise(e *RefundAuthorised) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
	charged := !e.Shipping.IsZero() || !e.Freight.IsZero() || !e.ClawBack.IsZero()
	owed := r.Owed
	if charged {
		owed = minus(minus(plus(owed, e.Shipping), e.Freight), e.ClawBack)
	}
	for i := range e.Parts {
		part := &e.Parts[i]
		if g := r.goods(part.Line); g != nil {
			g.at(part.Condition).Refunded += part.Units
		}
		owed = plus(owed, part.Gross)
		if part.Kept.Sign() != 0 {
			owed = minus(owed, part.Kept)
		}
	}
	r.Owed = minus(owed, e.Amount)
	if !e.Freight.IsZero() {
		c.rest(r).Freight = plus(r.Freight, e.Freight)
	}
	r.unpaid++
	p := c.addRefund()
	p.ID, p.Return, p.State, p.Method = e.Command.Refund, e.Command.Return, RefundPending, e.Method
	p.Amount, p.Parts = e.Amount, c.parts(e.Parts)
	if charged || len(e.Tenders) > 0 {
		p.more = &charges{e.Shipping, e.Freight, e.ClawBack, slices.Clone(e.Tenders)}
	}
	if c.replay == nil {
		c.changeBooks().add(p)
	}
}

// pay puts a refund into a state. Money that did not go out is owed again.
func (c *Case) pay(id logistics.ID, to RefundState) {
	p := c.changeRefund(id)
	if p == nil {
		return
	}
	before := p.State
	p.State = to
	lost := before.Counts() && !to.Counts()
	if lost && c.replay == nil {
		b := c.changeBooks()
		b.out = minus(b.out, p.Amount)
		b.repay(p, true)
	}
	if before != RefundPending && !lost {
		return
	}
	r := c.change(p.Return)
	if r == nil {
		return
	}
	if before == RefundPending {
		r.unpaid--
	}
	if lost {
		r.Owed = plus(r.Owed, p.Amount)
	}
}

func (c *Case) plan(e *OutboundPlanned) {
	r, g := c.changeGoods(e.Command.Return, e.Command.Line)
	if g == nil {
		return
	}
	switch {
	case e.Command.Kind == SendBack:
		g.SentBack += e.Command.Units
	case e.Difference.IsZero():
		g.Replaced += e.Command.Units
	default:
		g.Exchanged += e.Command.Units
		if e.Difference.Sign() < 0 {
			r.Owed = minus(r.Owed, e.Difference)
		}
	}
	g.Review = min(g.Review, g.open())
	product := e.Command.Product
	if i := c.lines.Find(e.Command.Line); product.IsZero() && i >= 0 {
		product = c.lines.At(i).Product
	}
	o := c.addOutbound()
	o.Outbound = Outbound{
		ID: e.Command.Outbound, Return: e.Command.Return, Line: e.Command.Line, Kind: e.Command.Kind, Product: product,
		Units: e.Command.Units, Credit: e.Credit, Difference: e.Difference, HoldUntil: e.HoldUntil,
	}
	r.reach(0, o.open())
}
