package count

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// OrderPatterns counts orders by what they missed. Lines become orders as [logistics.JoinLines] has it; all
// lines of an order go into the same call. The patterns are ordered by their text.
func OrderPatterns(outcomes []logistics.Outcome) ([]Pattern, error) {
	orders, err := joined(outcomes)
	if err != nil {
		return nil, err
	}
	var patterns Patterns
	for i := range orders {
		if err := patterns.Add(orders[i].Rights); err != nil {
			return nil, err
		}
	}
	return patterns.List()
}

// joined are the orders of lines; faults have the path of the outcomes.
func joined(outcomes []logistics.Outcome) ([]logistics.Outcome, error) {
	orders, err := logistics.JoinLines(outcomes)
	if err != nil {
		var faults logistics.Faults
		faults.At("/outcomes", err)
		return nil, faults.Err()
	}
	return orders, nil
}

// OrderCases are the cases of orders, put together by [logistics.JoinLines]: their signs are the rights, by their
// verdicts, as [LineCase] has them. They are due with their latest line, and open while nothing of them is due.
func OrderCases(outcomes []logistics.Outcome) ([]Case, error) {
	orders, err := joined(outcomes)
	if err != nil {
		return nil, err
	}
	cases := make([]Case, len(orders))
	for i := range orders {
		o := &orders[i]
		cases[i] = caseOf(kpi.GrainOrder, o)
		if cases[i].Event.ID = o.Order; o.Order.IsZero() {
			cases[i].Event.ID = o.Line // an order of its own
		}
	}
	return cases, nil
}

// LineCase is the case of a judged line: its signs are the rights, as in "right_time", by their verdicts, so
// that a counter counts what [FromOutcomes] does. It is known by order and line. A line of which nothing is
// due is open. A line that is judged again corrects what was said before once the host says when each became
// known, in Event.Recorded.
func LineCase(o logistics.Outcome) Case {
	c := caseOf(kpi.GrainLine, &o)
	c.Event.ID, c.Order = o.Line, o.Order
	return c
}

func caseOf(grain kpi.Grain, o *logistics.Outcome) Case {
	c := Case{
		Schema: caseDocument().Schema(), Grain: grain, Subject: o.Customer, Signs: kpi.SignsOf(o.Rights),
		Waived: kpi.SignsThatAre(logistics.Waived, o.Rights), NotDue: kpi.SignsThatAre(logistics.NotDue, o.Rights),
		Done: logistics.StampOf(o.At), LatestPromise: logistics.Deadline(o.Due),
	}
	switch v := o.Verdict(); {
	case v == logistics.Waived:
		c.State = StateWaived
	case v == logistics.NotDue && c.Signs == "":
		c.State, c.Done = StateOpen, logistics.Stamp{}
	}
	return c
}
