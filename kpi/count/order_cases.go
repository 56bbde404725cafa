package count

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// OrderPatterns counts orders by what they missed: a right of an order is missed where one of its lines
// missed it, and met where all of them met it, apart from lines that are waived. All lines of an order go
// into the same call, and an outcome without an order is an order of its own. The patterns are ordered
// by their text.
func OrderPatterns(outcomes []logistics.Outcome) ([]Pattern, error) {
	var faults logistics.Faults
	orders := jointOrders(outcomes, byVerdict, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	var patterns Patterns
	for i := range orders {
		if err := patterns.Add(orders[i].lines.rights()); err != nil {
			return nil, err
		}
	}
	return patterns.List()
}

// OrderCases are the cases of orders, put together as [OrderPatterns] does it: their signs are the rights that
// were judged, they are done with their last line, and open while a line that is not due leaves them undecided.
func OrderCases(outcomes []logistics.Outcome) ([]Case, error) {
	var faults logistics.Faults
	orders := jointOrders(outcomes, byVerdict, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	cases := make([]Case, len(orders))
	for i := range orders {
		o := &orders[i]
		cases[i] = caseOf(kpi.GrainOrder, o.customer, o.at, o.lines.verdict(), o.lines.rights())
		cases[i].Event.ID = o.id
	}
	return cases, nil
}

// LineCase is the case of a judged line: its signs are the rights that were judged, as in "right_time". It is known by
// order and line. A line that is not due is open.
func LineCase(o logistics.Outcome) Case {
	c := caseOf(kpi.GrainLine, o.Customer, o.At, o.Verdict, o.Rights)
	c.Event.ID, c.Order = o.Line, o.Order
	return c
}

func caseOf(
	grain kpi.Grain, subject logistics.ID, at time.Time, v logistics.Verdict, rights logistics.Rights,
) Case {
	c := Case{Schema: caseDocument().Schema(), Grain: grain, Subject: subject, Signs: kpi.SignsOf(rights)}
	if !at.IsZero() {
		c.Done = logistics.StampOf(at)
	}
	switch v {
	case logistics.Waived:
		c.State = StateWaived
	case logistics.NotDue:
		c.State, c.Done = StateOpen, logistics.Stamp{}
	}
	return c
}
