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

// OrderTally tallies orders on some of the rights together; lines become orders as [logistics.JoinLines] has
// it, and its fault is the only one. To tally shipments, give the outcomes the ids of their shipments.
func OrderTally(outcomes []logistics.Outcome, rights ...logistics.Right) (logistics.Tally, error) {
	orders, err := logistics.JoinLines(outcomes)
	if err != nil {
		return logistics.Tally{}, err
	}
	return LineTally(orders, rights...), nil
}

// PerfectOrders tallies orders on all seven rights: an order is perfect when all its lines are (SCOR
// RL.1.1).
func PerfectOrders(outcomes []logistics.Outcome) (logistics.Tally, error) {
	all := logistics.AllRights()
	return OrderTally(outcomes, all[:]...)
}
