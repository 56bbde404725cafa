package kpi

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// OrderPatterns counts orders by what they missed: a right of an order is missed where one of its lines
// missed it, and met where all of them met it, apart from lines that are waived. All lines of an order go
// into the same call, and an outcome without an order is an order of its own. The patterns are ordered
// by their text.
func OrderPatterns(outcomes []logistics.Outcome) ([]Pattern, error) {
	type order struct {
		customer logistics.ID
		verdicts [logistics.RightTime + 1]logistics.Verdict
	}
	var faults logistics.Faults
	var orders []order
	known := make(map[logistics.ID]int, len(outcomes))
	for i, o := range outcomes {
		k, again := known[o.Order]
		if !again || o.Order.IsZero() {
			k, again = len(orders), false
			known[o.Order] = k
			orders = append(orders, order{customer: o.Customer})
		}
		if orders[k].customer != o.Customer {
			faults.Add("/outcomes/"+strconv.Itoa(i)+"/customer", logistics.FaultConflict, o.Customer.String(), "the order is of "+orders[k].customer.String())
		}
		for _, r := range logistics.AllRights() {
			v := o.Judge(r)
			if again {
				v = logistics.And(orders[k].verdicts[r], v)
			}
			orders[k].verdicts[r] = v
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	counts := make(map[logistics.Rights]int64)
	for _, o := range orders {
		var rights logistics.Rights
		for _, r := range logistics.AllRights() {
			rights = rights.With(r, o.verdicts[r])
		}
		counts[rights]++
	}
	patterns := make([]Pattern, 0, len(counts))
	for rights, cases := range counts {
		patterns = append(patterns, Pattern{rights, cases})
	}
	slices.SortFunc(patterns, func(a, b Pattern) int { return cmp.Compare(a.Rights.String(), b.Rights.String()) })
	return patterns, nil
}
