package policy

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Performance is what a policy does for the customer, and what it keeps. Where stock is reviewed
// periodically OnHand, Backorders and ReadyRate are those at the end of a period, and otherwise those
// of a time at random.
type Performance struct {
	CycleService float64 `json:"cycle_service"` // P1: the probability that nothing is short before the next receipt
	// P2: the share of demand that is met at once, when customers wait for the rest
	FillRate float64 `json:"fill_rate"`
	// P2 when they do not wait: Q/(Q + short per cycle), for (s, Q) policies with one order out
	LostSalesFill float64 `json:"lost_sales_fill"`
	ReadyRate     float64 `json:"ready_rate"` // P3: the probability of stock on hand
	OnHand        float64 `json:"on_hand"`
	Backorders    float64 `json:"backorders"`
	ShortPerCycle float64 `json:"short_per_cycle"` // ESC: the expected units short when a receipt comes in
}

// EvaluateReorder is the performance of an (s, Q) policy with stock that is watched all the time and
// customers who take a little at a time; demand is the distribution of the lead time. The fill rate is
// exact: it takes off what was short already before the order came in. With quantity 1 and a distribution
// of whole numbers this is the base stock policy of level reorderPoint+1.
func EvaluateReorder(demand LeadTimeDemand, reorderPoint, quantity float64) (Performance, error) {
	var faults logistics.Faults
	checkLaw(&faults, "/demand", demand)
	checkNumber(&faults, "/reorder_point", reorderPoint, -maxUnits, maxUnits)
	checkNumber(&faults, "/quantity", quantity, leastCost, maxUnits)
	if err := faults.Err(); err != nil {
		return Performance{}, err
	}
	law := lawOf(demand)
	short := law.Loss(reorderPoint)
	fill := share(1 - lossDrop(law, reorderPoint, quantity)/quantity)
	c := curve{mean: law.Mean(), law: law}
	owed, kept := c.averages(reorderPoint, quantity)
	return Performance{
		CycleService: law.CDF(reorderPoint), FillRate: fill, ReadyRate: fill, OnHand: kept, Backorders: owed,
		ShortPerCycle: short, LostSalesFill: quantity / (quantity + short),
	}, nil
}

// lossDrop is the expected shortage of a cycle that ends with an order of q: Loss(s) − Loss(s+q).
func lossDrop(law stat.Law, s, q float64) float64 {
	if n, ok := law.(stat.Normal); ok {
		if sd := n.Deviation(); sd > 0 {
			if drop, err := stat.NormalLossDrop((s-n.Mean())/sd, q/sd); err == nil {
				return sd * drop
			}
		}
	}
	return max(law.Loss(s)-law.Loss(s+q), 0)
}

// share holds a probability that was computed as a difference.
func share(f float64) float64 { return max(0, min(f, 1)) }

// EvaluateOrderUpTo is the performance of an (R, S) policy: at each review what is missing to orderUpTo is
// ordered. The distribution lead is that of the demand of the lead time, protection that of the lead time and a
// period of review.
func EvaluateOrderUpTo(lead, protection LeadTimeDemand, orderUpTo float64) (Performance, error) {
	var faults logistics.Faults
	checkPeriods(&faults, lead, protection)
	checkNumber(&faults, "/order_up_to", orderUpTo, -maxUnits, maxUnits)
	if err := faults.Err(); err != nil {
		return Performance{}, err
	}
	var m mixture
	m.add(1, lawOf(lead), lawOf(protection), orderUpTo)
	return m.performance(lead, protection), nil
}

// EvaluateMinMax is the performance of an (R, s, S) policy for distributions of whole numbers, the position
// after a review being S less what went since the last order. See [EvaluateOrderUpTo] for the distributions;
// period is the distribution of the demand between two reviews.
func EvaluateMinMax(
	period, lead, protection LeadTimeDemand, reorderPoint, orderUpTo float64, scratch *Scratch,
) (Performance, error) {
	var faults logistics.Faults
	checkPeriods(&faults, lead, protection)
	if err := faults.Err(); err != nil {
		return Performance{}, err
	}
	if err := checkMinMax(Costs{Holding: 1, Backorder: 1}, period, protection); err != nil {
		return Performance{}, err
	}
	if err := checkLevels(reorderPoint, orderUpTo); err != nil {
		return Performance{}, err
	}
	if scratch == nil {
		scratch = new(Scratch)
	}
	n := int(orderUpTo - reorderPoint)
	w := search{pmf: scratch.probabilities(lawOf(period), n)}
	w.renewal = append(grown(&scratch.renewal, 0, n+1), 1/(1-w.pmf[0]))
	w.visits(n - 1)
	reviews := 0.0
	for _, m := range w.renewal {
		reviews += m
	}
	var sum mixture
	for j, m := range w.renewal {
		sum.add(m/reviews, lawOf(lead), lawOf(protection), orderUpTo-float64(j))
	}
	return sum.performance(lead, protection), nil
}

// EvaluateLots is the performance of an (R, s, nQ) policy for distributions of whole numbers: at each
// review with the position at or below reorderPoint, as many lots are ordered as lift it above. The
// position after a review is then uniform on reorderPoint+1 … reorderPoint+lot.
func EvaluateLots(lead, protection LeadTimeDemand, reorderPoint, lot float64) (Performance, error) {
	var faults logistics.Faults
	checkPeriods(&faults, lead, protection)
	if len(faults) == 0 && !protection.Discrete() {
		faults.Unsupported("/protection", protection.Name(), "a distribution of whole numbers")
	}
	if err := faults.Err(); err != nil {
		return Performance{}, err
	}
	if err := checkLevels(reorderPoint, reorderPoint+lot); err != nil {
		return Performance{}, err
	}
	var sum mixture
	for y := reorderPoint + 1; y <= reorderPoint+lot; y++ {
		sum.add(1/lot, lawOf(lead), lawOf(protection), y)
	}
	return sum.performance(lead, protection), nil
}

func checkPeriods(faults *logistics.Faults, lead, protection LeadTimeDemand) {
	checkLaw(faults, "/lead", lead)
	checkLaw(faults, "/protection", protection)
	if len(*faults) == 0 && !(protection.Mean() > lead.Mean()) {
		faults.Conflict("/protection", text(protection.Mean()), "must be above the demand of the lead time alone")
	}
}

// mixture adds up the figures of the positions that a policy has after a review.
type mixture struct {
	cycle, ready, owed, before, kept float64
}

func (m *mixture) add(weight float64, lead, protection stat.Law, y float64) {
	m.cycle += weight * protection.CDF(y)
	on := y
	if protection.Discrete() {
		on = math.Ceil(y) - 1 // a stock of at least one unit
	}
	m.ready += weight * protection.CDF(on)
	m.owed += weight * protection.Loss(y)
	m.kept += weight * protection.ComplementaryLoss(y)
	m.before += weight * lead.Loss(y)
}

func (m *mixture) performance(lead, protection LeadTimeDemand) Performance {
	demand := protection.Mean() - lead.Mean()
	return Performance{
		CycleService: share(m.cycle), FillRate: share(1 - (m.owed-m.before)/demand), ReadyRate: share(m.ready),
		OnHand: m.kept, Backorders: m.owed, ShortPerCycle: m.owed,
	}
}
