package returns

import (
	"errors"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// money decides the commands that are about a refund.
func (d *decision) money(command Command) ([]Event, error) {
	switch c := command.(type) {
	case AuthoriseRefund:
		return d.authorise(c)
	case ConfirmRefund:
		d.payment(c.Refund)
		return one(PaymentConfirmed{Command: c, EventHeader: d.header()}), nil
	case FailRefund:
		d.payment(c.Refund)
		return one(PaymentFailed{Command: c, EventHeader: d.header()}), nil
	case VoidRefund:
		d.payment(c.Refund)
		return one(PaymentVoided{Command: c, EventHeader: d.header()}), nil
	}
	return nil, nil
}

// payment refuses what the state of a refund, or of its return, does not allow.
func (d *decision) payment(id logistics.ID) {
	i := d.state.refunds.Find(id)
	if i < 0 {
		d.refuse(RefundUnknown, "/refund", id.Param("refund"))
		return
	}
	r := d.state.refunds.At(i)
	if _, ok := r.State.Move(d.verb); !ok {
		d.refuse(RefundNotAllowed, "/refund", id.Param("refund"), logistics.CodeParam("state", r.State.String()),
			logistics.CodeParam("command", d.verb.String()))
		return
	}
	d.allowed(r.Return)
}

// authorise counts units in money and promises what is owed, or a part of it.
func (d *decision) authorise(c AuthoriseRefund) ([]Event, error) {
	if d.state.refunds.Find(c.Refund) >= 0 {
		d.refuse(RefundExists, "/refund", c.Refund.Param("refund"))
	}
	r, ok := d.allowed(c.Return)
	if !ok {
		return nil, nil
	}
	if !c.Amount.IsZero() && c.Amount.Currency() != d.state.currency() {
		return nil, d.otherCurrency(c.Amount)
	}
	ask := d.ask(r, c)
	if len(d.reasons) == 0 && len(ask.Parts) == 0 && !ask.Shipping && r.Owed.Sign() <= 0 {
		d.refuse(NothingOwed, "/return", c.Return.Param("return"))
	}
	if len(d.reasons) > 0 {
		return nil, nil
	}
	c.Items = slices.Clone(c.Items)
	e := RefundAuthorised{Command: c, EventHeader: d.header(), Before: r.Owed}
	due := plus(d.state.nothing(), r.Owed)
	if len(ask.Parts) > 0 || ask.Shipping {
		quote, err := refund.Quote(d.rules.policy.Refund, ask)
		if err != nil {
			return nil, err
		}
		d.take(&e, quote)
		due = plus(due, quote.Refund)
	}
	e.Amount = due
	if !c.Amount.IsZero() {
		e.Amount = c.Amount
	}
	if more(e.Amount, due) {
		d.refuse(AmountOver, "/amount", e.Amount.Param("amount"), due.Param("owed"))
	}
	if left := minus(d.state.captured(), d.state.books.out); more(e.Amount, left) {
		d.refuse(CapturedOver, "/amount", e.Amount.Param("amount"), left.Param("left"))
	}
	d.method(&e, c)
	return one(e), nil
}

// otherCurrency is the fault of an amount that is not in the currency of the order.
func (d *decision) otherCurrency(m logistics.Money) error {
	return logistics.NewFieldError(
		logistics.FaultMismatch, m.String(), "the order was paid in "+d.state.currency().Code(),
	)
}

// take keeps of a quote what a replay needs.
func (d *decision) take(e *RefundAuthorised, quote refund.Result) {
	e.Parts = make([]RefundPart, len(quote.Parts))
	for i := range quote.Parts {
		p := &quote.Parts[i]
		e.Parts[i] = RefundPart{
			Line: p.Line, Condition: p.Condition, Units: p.Units, Gross: p.Gross, Tax: some(p.Tax), Kept: p.Kept,
		}
	}
	e.Shipping, e.Freight, e.ClawBack = some(quote.Shipping), some(quote.FreightKept), some(quote.ClawBack)
}

// some leaves out an amount of nothing.
func some(m logistics.Money) logistics.Money {
	if m.Sign() == 0 {
		return logistics.Money{}
	}
	return m
}

// ask says what is to be counted: the units asked for, or all that are accepted.
func (d *decision) ask(r *record, c AuthoriseRefund) refund.Ask {
	ask := refund.Ask{
		Order: refund.Order{
			Shipping: d.state.books.shipping, ShippingBack: d.state.books.shippingBack,
			ClawedBack: d.state.books.clawedBack,
			Lines:      make([]refund.Line, 0, d.state.lines.Len()),
		},
		Cause: string(r.Cause), DaysLate: d.daysLate(r), FreightBefore: r.Freight,
	}
	for _, l := range d.state.lines.All() {
		ask.Order.Lines = append(ask.Order.Lines, l.Sold.line(l.settled))
	}
	if len(c.Items) > 0 {
		ask.Parts = d.chosen(r, c.Items)
	} else {
		for i := range r.Goods {
			ask.Parts = append(ask.Parts, d.all(&r.Goods[i])...)
		}
	}
	ask.Shipping = d.shipping(r, c, &ask)
	return ask
}

// all are the accepted units of a line for which nothing was promised.
func (d *decision) all(g *Goods) (parts []refund.Part) {
	left, line := g.owed(), d.state.lines.Find(g.Line)
	for i := range g.Lots {
		lot := &g.Lots[i]
		if n := min(lot.Accepted-lot.Refunded, left); n > 0 {
			parts = append(parts, refund.Part{Line: line, Units: n, Condition: lot.Condition})
			left -= n
		}
	}
	return parts
}

// chosen are the units a command names, which have to be accepted and not promised otherwise.
func (d *decision) chosen(r *record, items []Refundable) (parts []refund.Part) {
	taken := make(map[logistics.ID]int64)
	for i, item := range items {
		var open int64
		if g := r.goods(item.Line); g != nil {
			lot := g.lot(item.Condition)
			open = min(lot.Accepted-lot.Refunded, g.owed()-taken[item.Line])
		}
		taken[item.Line] += item.Units
		if item.Units > open {
			d.refuse(NotAccepted, itemPath(i), item.Line.Param("line"), logistics.CountParam("asked", item.Units),
				logistics.CountParam("open", max(open, 0)))
			continue
		}
		parts = append(
			parts, refund.Part{Line: d.state.lines.Find(item.Line), Units: item.Units, Condition: item.Condition},
		)
	}
	return parts
}

// shipping says whether the way out is refunded with this one: once for an order.
func (d *decision) shipping(r *record, c AuthoriseRefund, ask *refund.Ask) bool {
	done := d.state.books.shipping.Sign() <= 0 || ask.Order.ShippingBack.Sign() > 0
	if c.Shipping && done {
		d.refuse(ShippingBefore, "/shipping")
	}
	if done || c.Shipping {
		return c.Shipping && !done
	}
	rule := d.rules.policy.ShippingBack
	if len(ask.Parts) == 0 {
		return false
	}
	return rule.Waived && d.rules.waived(r.Cause) || rule.WholeOrder && d.whole(ask)
}

// whole reports whether nothing of the order is left after this refund.
func (d *decision) whole(ask *refund.Ask) bool {
	for i := range ask.Order.Lines {
		line := &ask.Order.Lines[i]
		counted := line.Settled
		for _, part := range ask.Parts {
			if part.Line == i {
				counted += part.Units
			}
		}
		if counted < line.Units {
			return false
		}
	}
	return true
}

// daysLate is by how many days the goods were sent, or came, after they should have been.
func (d *decision) daysLate(r *record) int {
	moved := r.Sent
	if moved.IsZero() {
		moved = r.Came
	}
	if r.Ship.IsZero() || moved.IsZero() {
		return 0
	}
	return max(logistics.DateOf(moved, d.rules.clock).DaysSince(logistics.DateOf(r.Ship, d.rules.clock)), 0)
}

// method says how the money goes back, and to which tenders.
func (d *decision) method(e *RefundAuthorised, c AuthoriseRefund) {
	days := 0
	for _, l := range d.state.lines.All() {
		if at := l.ShippedAt; !at.IsZero() {
			days = max(days, logistics.DateOf(d.at, d.rules.clock).DaysSince(at.Date()))
		}
	}
	method, err := refund.ChooseMethod(d.rules.policy.MoneyBack, days, c.Method)
	var wrong *refund.MethodError
	if errors.As(err, &wrong) {
		d.refuse(
			MethodNotAllowed, "/method", logistics.CodeParam("method", c.Method),
			logistics.CodesParam("allowed", wrong.Allowed...),
		)
		return
	}
	e.Method = method
	known := func(t tender) bool { return t.ID == c.Tender }
	if !c.Tender.IsZero() && !slices.ContainsFunc(d.state.books.tenders, known) {
		d.refuse(TenderUnknown, "/tender", c.Tender.Param("tender"))
		return
	}
	if method != refund.OriginalPayment || len(d.state.books.tenders) == 0 || e.Amount.Sign() == 0 ||
		len(d.reasons) > 0 {
		return
	}
	portions, err := refund.Allocate(e.Amount, d.tenders(), c.Tender)
	if err != nil { // store credit has used up what the tenders have left
		left := d.state.nothing()
		for _, t := range d.tenders() {
			left = plus(left, minus(t.Captured, t.Refunded))
		}
		d.refuse(CapturedOver, "/amount", e.Amount.Param("amount"), left.Param("left"))
	}
	e.Tenders = portions
}

// tenders are the ways the order was paid, with what went back to each.
func (d *decision) tenders() []refund.Tender {
	out := make([]refund.Tender, len(d.state.books.tenders))
	for i, t := range d.state.books.tenders {
		out[i] = refund.Tender{ID: t.ID, Captured: t.Captured, Refunded: t.refunded}
	}
	return out
}
