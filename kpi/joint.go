package kpi

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// jointOrder is what the lines of an order come to together.
type jointOrder struct {
	id       logistics.ID // of its first line, where the outcome has no order
	customer logistics.ID
	at       time.Time // of the last line
	verdict  logistics.Verdict
	verdicts [logistics.RightTime + 1]logistics.Verdict
}

// jointOrders puts lines together, each judged as a whole, in the order of their first lines.
func jointOrders(outcomes []logistics.Outcome, judge func(logistics.Outcome) logistics.Verdict, faults *logistics.Faults) []jointOrder {
	var orders []jointOrder
	known := make(map[logistics.ID]int, len(outcomes))
	for i, o := range outcomes {
		k, again := known[o.Order]
		if !again || o.Order.IsZero() {
			k, again = len(orders), false
			known[o.Order] = k
			id := o.Order
			if id.IsZero() {
				id = o.Line
			}
			orders = append(orders, jointOrder{id: id, customer: o.Customer})
		}
		joint := &orders[k]
		if joint.customer != o.Customer {
			faults.Add("/outcomes/"+strconv.Itoa(i)+"/customer", logistics.FaultConflict, o.Customer.String(), "the order is of "+joint.customer.String())
		}
		joint.add(o, judge(o), again)
	}
	return orders
}

// byVerdict judges a line by all its rights, of which one that was waived is in nobody's way.
func byVerdict(o logistics.Outcome) logistics.Verdict { return logistics.And(o.Verdict) }

func (j *jointOrder) add(o logistics.Outcome, verdict logistics.Verdict, again bool) {
	and := func(to *logistics.Verdict, v logistics.Verdict) {
		if again {
			v = logistics.And(*to, v)
		}
		*to = v
	}
	for _, r := range logistics.AllRights() {
		and(&j.verdicts[r], o.Judge(r))
	}
	and(&j.verdict, verdict)
	if o.At.After(j.at) {
		j.at = o.At
	}
}

func (j *jointOrder) rights() logistics.Rights {
	var rights logistics.Rights
	for _, r := range logistics.AllRights() {
		rights = rights.With(r, j.verdicts[r])
	}
	return rights
}

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
		if err := patterns.Add(orders[i].rights()); err != nil {
			return nil, err
		}
	}
	return patterns.List(), nil
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
		cases[i] = caseOf(GrainOrder, o.id, o.customer, o.at, o.verdict, o.rights())
	}
	return cases, nil
}

// LineCase is the case of a judged line: its signs are the rights that were judged, as in "right_time".
// A line that is not due is open.
func LineCase(o logistics.Outcome) Case {
	return caseOf(GrainLine, o.Line, o.Customer, o.At, o.Verdict, o.Rights)
}

func caseOf(grain Grain, id, subject logistics.ID, at time.Time, v logistics.Verdict, rights logistics.Rights) Case {
	c := Case{Schema: caseDocument().Schema(), Grain: grain, Subject: subject, Signs: signsOf(rights)}
	c.Event.ID = id
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
