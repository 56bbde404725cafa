package returns

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// free is how many units something can still go out for.
func (g *Goods) free(kind OutboundKind) int64 {
	gone := max(g.Rejected(), g.SentBack)
	switch kind {
	case Advance:
		return g.Requested - gone - g.Refunded() - g.replaced()
	case SendBack: // what is here, was not accepted, and is not promised otherwise
		return min(
			g.Received()-g.SentBack-g.Disposed(), g.pool()-g.SentBack-max(g.Accepted(), g.Refunded()+g.replaced()),
		)
	}
	return g.pool() - gone - g.Refunded() - g.replaced()
}

// plan promises goods. A replacement of another value is settled against what was paid for the units:
// what the customer owes is recorded and never charged by itself.
func (d *decision) plan(c PlanOutbound) ([]Event, error) {
	if d.state.outbounds.Find(c.Outbound) >= 0 {
		d.refuse(OutboundExists, "/outbound", c.Outbound.Param("outbound"))
	}
	g := d.goodsOf(c.Return, c.Line)
	if g == nil {
		return nil, nil
	}
	open := g.free(c.Kind)
	if !c.Value.IsZero() {
		open = min(open, g.owed()) // money is settled for accepted units only
	}
	if c.Units > open {
		d.refuse(
			NotFree, "/units", c.Line.Param("line"), logistics.CountParam("asked", c.Units),
			logistics.CountParam("open", max(open, 0)),
		)
	}
	if c.Kind != SendBack && c.Units > c.Available {
		d.refuse(
			ReplacementLacking, "/available", logistics.CountParam("asked", c.Units),
			logistics.CountParam("available", c.Available),
		)
	}
	if len(d.reasons) > 0 {
		return nil, nil
	}
	e := OutboundPlanned{Command: c, EventHeader: d.header()}
	var err error
	if c.Kind == Advance {
		if e.HoldUntil, err = d.rules.due(d.rules.policy.Limits.Hold, d.at); err != nil {
			return nil, err
		}
	}
	if c.Value.IsZero() {
		return one(e), nil
	}
	if c.Value.Currency() != d.state.currency() {
		return nil, d.otherCurrency(c.Value)
	}
	sold := d.state.lines.At(d.state.lines.Find(c.Line))
	paid, _ := sold.Paid.MinorUnits()
	credit, err := refund.Units(paid, sold.Units, sold.settled, c.Units, d.rules.policy.Refund.Rounding)
	if err != nil {
		return nil, err
	}
	e.Credit = logistics.Minor(credit, d.state.currency())
	if difference := minus(c.Value, e.Credit); difference.Sign() != 0 {
		e.Difference = difference
	}
	return one(e), nil
}
