package sevenr

import "github.com/logicrm/logistics"

// PerfectOrders tallies orders: an order is perfect when all its lines are (SCOR RL.1.1), and is
// otherwise as good as the least of its lines. Its verdict is And over the outcomes that share an
// order id, so outcomes may come in any order; an outcome without one is an order of its own.
func PerfectOrders(outcomes []logistics.Outcome) logistics.Tally {
	var tally logistics.Tally
	orders := make(map[logistics.ID]logistics.Verdict, len(outcomes))
	for _, o := range outcomes {
		if o.Order.IsZero() {
			tally = tally.Count(o.Verdict, 1)
			continue
		}
		verdict, ok := orders[o.Order]
		if !ok {
			verdict = logistics.Waived
		}
		orders[o.Order] = logistics.And(verdict, o.Verdict)
	}
	for _, verdict := range orders {
		tally = tally.Count(verdict, 1)
	}
	return tally
}

// RightTally tallies one right over lines. Of the lines on which it was not judged, those of waived
// verdict count as waived, those not due as not due, and the rest as undetermined.
func RightTally(outcomes []logistics.Outcome, right logistics.Right) logistics.Tally {
	var tally logistics.Tally
	for _, o := range outcomes {
		switch {
		case o.Rights.Missed(right):
			tally = tally.Count(logistics.Missed, 1)
		case o.Rights.Met(right):
			tally = tally.Count(logistics.Met, 1)
		case o.Verdict == logistics.Waived || o.Verdict == logistics.NotDue:
			tally = tally.Count(o.Verdict, 1)
		default:
			tally = tally.Count(logistics.Undetermined, 1)
		}
	}
	return tally
}
