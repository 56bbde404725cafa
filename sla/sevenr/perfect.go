package sevenr

import "github.com/logicrm/logistics"

// LineTally tallies lines on some of the rights together: LineTally(outcomes, RightTime) is on time,
// with RightQuantity it is on time and in full.
func LineTally(outcomes []logistics.Outcome, rights ...logistics.Right) logistics.Tally {
	var tally logistics.Tally
	for _, o := range outcomes {
		tally = tally.Count(o.Judge(rights...), 1)
	}
	return tally
}

// OrderTally tallies orders on some of the rights together: an order is as good as the least of its
// lines that is not waived. Outcomes may come in any order; one without an order id is an order of its
// own. To tally shipments, give the outcomes the ids of their shipments.
func OrderTally(outcomes []logistics.Outcome, rights ...logistics.Right) logistics.Tally {
	return tallyOrders(outcomes, func(o logistics.Outcome) logistics.Verdict { return o.Judge(rights...) })
}

// PerfectOrders tallies orders on the verdict of their lines: an order is perfect when all its lines
// are (SCOR RL.1.1). Unlike OrderTally with all seven rights it leaves out what a policy waived.
func PerfectOrders(outcomes []logistics.Outcome) logistics.Tally {
	return tallyOrders(outcomes, func(o logistics.Outcome) logistics.Verdict { return o.Verdict })
}

func tallyOrders(outcomes []logistics.Outcome, judge func(logistics.Outcome) logistics.Verdict) logistics.Tally {
	var tally logistics.Tally
	orders := make(map[logistics.ID]logistics.Verdict, len(outcomes))
	for _, o := range outcomes {
		if o.Order.IsZero() {
			tally = tally.Count(judge(o), 1)
			continue
		}
		verdict, ok := orders[o.Order]
		if !ok {
			verdict = logistics.Waived
		}
		orders[o.Order] = logistics.And(verdict, judge(o))
	}
	for _, verdict := range orders {
		tally = tally.Count(verdict, 1)
	}
	return tally
}
