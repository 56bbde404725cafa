package returns

import (
	"slices"

	"github.com/logicrm/logistics"
)

// request holds every line against the ledger and the rules.
func (d *decision) request(c Request) ([]Event, error) {
	if d.state.returns.Find(c.Return) >= 0 {
		d.refuse(ReturnExists, "/return", c.Return.Param("return"))
	}
	var findings, overridden []Finding
	facts := Facts{Incomplete: c.Incomplete, Authorised: true, Actor: d.env.Actor, History: d.env.History}
	a := assessment{rules: d.rules, facts: &facts, at: d.at, known: &windows{rules: d.rules}}
	for i, item := range c.Items {
		sold := d.returnable(i, item)
		if sold == nil {
			continue
		}
		facts.Line = sold
		if !d.rules.policy.Review.Value.IsZero() {
			value, err := d.value(sold, item.Units)
			if err != nil {
				return nil, err
			}
			facts.Value = value
		}
		a.Assessment = Assessment{}
		a.run()
		facts.History = History{} // it is about the request, and was looked at
		for _, f := range a.Findings {
			f.Reason.Path = itemPath(i)
			findings = append(findings, f)
		}
		for _, f := range a.Overridden {
			f.Reason.Path = itemPath(i)
			overridden = append(overridden, f)
		}
	}
	ineligible := func(f Finding) bool { return f.Eligibility == Ineligible }
	if slices.ContainsFunc(findings, ineligible) || len(d.reasons) > 0 {
		d.reasons = append(d.reasons, reasonsOf(findings)...)
		return nil, nil
	}
	approveBy, err := d.rules.due(d.rules.policy.Limits.Approve, d.at)
	if err != nil {
		return nil, err
	}
	c.Items = slices.Clone(c.Items)
	e := Requested{
		Command: c, EventHeader: d.header(), History: d.env.History, Review: reasonsOf(findings),
		Overridden: reasonsOf(overridden),
		ApproveBy:  approveBy,
	}
	if d.rules.policy.RefundFrom == FromRequest {
		e.RefundFrom, err = d.rules.due(d.rules.policy.Limits.Refund, d.at)
	}
	return one(e), err
}

// returnable is the line of an item, unless there is nothing to ask for; more than is left is refused.
func (d *decision) returnable(i int, item Item) *Sold {
	k := d.state.lines.Find(item.Line)
	if k < 0 {
		d.refuse(LineUnknown, itemPath(i), item.Line.Param("line"))
		return nil
	}
	sold := d.state.lines.At(k)
	if sold.returnable() == 0 {
		d.refuse(NoneShipped, itemPath(i), item.Line.Param("line"))
		return nil
	}
	if left := sold.left(); item.Units > left {
		d.refuse(NotReturnable, itemPath(i), item.Line.Param("line"), logistics.CountParam("asked", item.Units),
			logistics.CountParam("left", left),
			logistics.CountParam("shipped", sold.returnable()))
	}
	return &sold.Sold
}

// value is what was paid for units of a line.
func (d *decision) value(sold *Sold, units int64) (logistics.Money, error) {
	share, err := logistics.NewRatio(units, sold.Units)
	if err != nil {
		return logistics.Money{}, err
	}
	return sold.Paid.Share(share, d.rules.policy.Refund.Rounding)
}

func (d *decision) approve(c Approve) ([]Event, error) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return nil, nil
	}
	if r.Hold && !d.may(RightReview) {
		d.refuse(ReturnOnHold, "/return", c.Return.Param("return"))
	}
	for i, item := range c.Items {
		d.within(r, i, item, NotOutstanding, func(g *Goods) int64 { return g.Requested })
	}
	shipBy, err := d.rules.due(d.rules.policy.Limits.Ship, d.at)
	c.Items = slices.Clone(c.Items)
	return one(Approved{Command: c, EventHeader: d.header(), ShipBy: shipBy}), err
}

// within refuses an item of more units than are open for it.
func (d *decision) within(r *record, i int, item Item, code logistics.Code, open func(*Goods) int64) {
	var left int64
	if g := r.goods(item.Line); g != nil {
		left = open(g)
	}
	if item.Units > left {
		d.refuse(
			code, itemPath(i), item.Line.Param("line"), logistics.CountParam("asked", item.Units),
			logistics.CountParam("open", left),
		)
	}
}

// untouched refuses to end a return of which something has come, or for which something has gone out.
func (d *decision) untouched(r *record) {
	var here int64
	for i := range r.Goods {
		here += r.Goods[i].pool() + r.Goods[i].replaced()
	}
	if here > 0 {
		d.refuse(GoodsHere, "/return", r.ID.Param("return"), logistics.CountParam("units", here))
	}
}

func (d *decision) cancel(c Cancel) {
	if r, ok := d.allowed(c.Return); ok {
		d.untouched(r)
	}
}

func (d *decision) expire(c Expire) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return
	}
	d.untouched(r)
	due := r.Approve
	if r.State == StateApproved {
		due = r.Ship
	}
	if due.IsZero() || !d.at.After(due) {
		d.refuse(ClockNotPassed, "/return", c.Return.Param("return"))
	}
}
