package vmi

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// today is the date at the place; without a zone the date in UTC.
func (c *Planner) today(asOf time.Time) logistics.Date { return logistics.DateOf(asOf, c.place()) }

// local is an instant on the clock of the place; without a zone in UTC.
func (c *Planner) local(asOf time.Time) time.Time { return asOf.Round(0).In(c.place()) }

func (c *Planner) place() *time.Location {
	if c.clock == nil {
		return time.UTC
	}
	return c.clock
}

// closed says why no order may be placed on a date; "" when one may.
func (c *Planner) closed(today logistics.Date) logistics.Code {
	a := &c.agreement
	frozen := func(p logistics.Period) bool { return p.Contains(today) }
	switch {
	case !a.Effective.IsZero() && !a.Effective.Contains(today):
		return NotEffective
	case slices.ContainsFunc(a.Frozen, frozen):
		return FrozenPeriod
	case len(a.OrderOn) > 0 && !slices.Contains(a.OrderOn, weekdays[today.Weekday()]):
		return NotAnOrderDay
	}
	return ""
}

// count works out the inventory position:
//
//	on hand - held + what counts as coming + proposed - allocated - backorders
func (c *Planner) count(p *Proposal, today logistics.Date, sum *arithmetic) {
	position := &p.Position
	stock := sum.sub(sum.sub(position.OnHand, position.Allocated), position.Backorders)
	stock = sum.sub(sum.add(stock, position.Proposed), position.Held)
	if c.agreement.Include != IncludeNone {
		stock = sum.add(stock, position.OnOrder)
	} else if position.OnOrder.Sign() > 0 {
		p.LateSupply = sum.add(p.LateSupply, position.OnOrder)
	}
	for _, r := range position.Receipts {
		if c.counts(r.Due, today) {
			stock = sum.add(stock, r.Quantity)
		} else {
			p.LateSupply = sum.add(p.LateSupply, r.Quantity)
		}
	}
	p.InventoryPosition = stock
}

// counts reports whether a receipt is soon enough.
func (c *Planner) counts(due, today logistics.Date) bool {
	switch c.agreement.Include {
	case IncludeNone:
		return false
	case IncludeHorizon:
		days := float64(due.DaysSince(today))
		return days <= c.agreement.LeadTime.Mean.Float()+c.agreement.Review.Float()
	}
	return true
}
