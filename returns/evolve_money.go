package returns

import (
	"slices"

	"github.com/logicrm/logistics"
)

func (c *Case) authorise(e RefundAuthorised) {
	r := c.change(e.Command.Return)
	if r == nil {
		return
	}
	owed := plus(r.Owed, e.Shipping)
	owed = minus(minus(owed, e.Freight), e.ClawBack)
	for _, part := range e.Parts {
		if g := r.goods(part.Line); g != nil {
			g.at(part.Condition).Refunded += part.Units
		}
		owed = minus(plus(owed, part.Gross), part.Kept)
	}
	r.Owed, r.Freight = minus(owed, e.Amount), plus(r.Freight, e.Freight)
	c.refunds = grow(c.owned, c.refunds, Refund{
		ID: e.Command.Refund, Return: e.Command.Return, State: RefundPending, Parts: e.Parts, Shipping: e.Shipping,
		Freight: e.Freight, ClawBack: e.ClawBack, Amount: e.Amount, Method: e.Method, Tenders: e.Tenders,
	})
}

// pay puts a refund into a state. Money that did not go out is owed again.
func (c *Case) pay(id logistics.ID, to RefundState) {
	i := c.refund(id)
	if i < 0 {
		return
	}
	if !c.owned {
		c.refunds = slices.Clone(c.refunds)
	}
	before := c.refunds[i].State
	c.refunds[i].State = to
	if r := c.change(c.refunds[i].Return); r != nil && before.Counts() && !to.Counts() {
		r.Owed = plus(r.Owed, c.refunds[i].Amount)
	}
}

func (c *Case) plan(e OutboundPlanned) {
	g, r := c.goodsOf(e.Command.Return, e.Command.Line)
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
	if i := c.line(e.Command.Line); product.IsZero() && i >= 0 {
		product = c.lines[i].Product
	}
	c.outbounds = grow(c.owned, c.outbounds, Outbound{
		ID: e.Command.Outbound, Return: e.Command.Return, Line: e.Command.Line, Kind: e.Command.Kind, Product: product,
		Units: e.Command.Units, Credit: e.Credit, Difference: e.Difference, HoldUntil: e.HoldUntil,
	})
}
