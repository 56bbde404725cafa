package policy

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// ReorderPointForCycle is the lowest reorder point at which no order cycle runs out with the given
// probability: a quantile of the demand of the lead time, whatever its distribution. [ReorderPoint] is the same
// for a normal demand with all its steps.
func ReorderPointForCycle(demand LeadTimeDemand, service CycleService) (float64, error) {
	var faults logistics.Faults
	checkLaw(&faults, "/demand", demand)
	checkChance(&faults, "/service", float64(service))
	if err := faults.Err(); err != nil {
		return 0, err
	}
	return demand.Quantile(float64(service)), nil
}

// ReorderPointForFill is the lowest reorder point at which an (s, Q) policy meets the share fill of
// demand at once, when customers wait for the rest: Loss(s) − Loss(s+Q) = Q·(1−fill). A distribution of whole
// numbers gives a whole number.
func ReorderPointForFill(demand LeadTimeDemand, quantity, fill float64) (float64, error) {
	if err := checkFill(demand, quantity, fill); err != nil {
		return 0, err
	}
	law := lawOf(demand)
	if n, ok := law.(stat.Normal); ok && n.Deviation() > 0 {
		if k, err := stat.NormalFillFactor(quantity/n.Deviation(), fill); err == nil {
			return n.Mean() + float64(k*n.Deviation()), nil
		}
	}
	if law.Discrete() {
		quantity = math.Ceil(quantity)
	}
	return lowest(law, drop{law: law, q: quantity}, quantity*(1-fill)), nil
}

// ReorderPointForLostSales is that of [ReorderPointForFill] when customers do not wait and no more than
// one order is out at a time: Loss(s) = Q·(1−fill)/fill.
func ReorderPointForLostSales(demand LeadTimeDemand, quantity, fill float64) (float64, error) {
	if err := checkFill(demand, quantity, fill); err != nil {
		return 0, err
	}
	law := lawOf(demand)
	short := quantity * ((1 - fill) / fill)
	if n, ok := law.(stat.Normal); ok && n.Deviation() > 0 {
		if k, err := stat.NormalLossQuantile(short / n.Deviation()); err == nil {
			return n.Mean() + float64(k*n.Deviation()), nil
		}
	}
	return lowest(law, drop{law: law, q: math.Inf(1)}, short), nil
}

// OrderUpToForFill is the lowest order-up-to level at which an (R, S) policy meets the share fill of
// demand at once; see [EvaluateOrderUpTo] for the distributions.
func OrderUpToForFill(lead, protection LeadTimeDemand, fill float64) (float64, error) {
	var faults logistics.Faults
	checkPeriods(&faults, lead, protection)
	checkChance(&faults, "/fill", fill)
	if err := faults.Err(); err != nil {
		return 0, err
	}
	demand := protection.Mean() - lead.Mean()
	return lowest(lawOf(protection), drop{law: lawOf(protection), lead: lawOf(lead)}, demand*(1-fill)), nil
}

func checkFill(demand LeadTimeDemand, quantity, fill float64) error {
	var faults logistics.Faults
	checkLaw(&faults, "/demand", demand)
	checkNumber(&faults, "/quantity", quantity, leastCost, maxUnits)
	checkChance(&faults, "/fill", fill)
	return faults.Err()
}

// drop is the expected shortage of a cycle as a function of the level: it falls with the level.
type drop struct {
	law  stat.Law
	q    float64  // of an order, infinite for none
	lead stat.Law // of an (R, S) policy; nil for an (s, Q) policy
}

func (d drop) at(x float64) float64 {
	switch {
	case d.lead != nil:
		return max(d.law.Loss(x)-d.lead.Loss(x), 0)
	case math.IsInf(d.q, 1):
		return d.law.Loss(x)
	}
	return lossDrop(d.law, x, d.q)
}

// slope is minus the derivative.
func (d drop) slope(x float64) float64 {
	switch {
	case d.lead != nil:
		return d.law.Survival(x) - d.lead.Survival(x)
	case math.IsInf(d.q, 1):
		return d.law.Survival(x)
	}
	return d.law.Survival(x) - d.law.Survival(x+d.q)
}

// lowest is the lowest level at which the shortage is no more than allowed. Tangents to the logarithm,
// which is nearly straight in the tail, are kept inside an interval that always shrinks; a distribution of
// whole numbers is searched by halves.
func lowest(law stat.Law, d drop, allowed float64) float64 {
	spread := math.Sqrt(law.Variance()) + 1
	low, high := law.Mean(), law.Mean()+spread
	if law.Discrete() {
		low, high = math.Floor(low), math.Ceil(high)
	}
	for stride := math.Ceil(spread); d.at(high) > allowed && high < 1e15; stride *= 2 {
		low, high = high, high+stride
	}
	for stride := math.Ceil(spread); d.at(low) <= allowed && low > -1e15; stride *= 2 {
		low, high = low-stride, low
	}
	x := low
	for range 400 {
		if law.Discrete() {
			if high-low <= 1 {
				break
			}
			x = math.Floor(low + (high-low)/2)
		}
		short := d.at(x)
		if short <= allowed {
			high = min(high, x)
		} else {
			low = max(low, x)
		}
		if law.Discrete() {
			continue
		}
		next := low + (high-low)/2
		if slope := d.slope(x); slope > 0 && short > 0 {
			if tangent := x + short/slope*math.Log(short/allowed); tangent > low && tangent < high {
				next = tangent
			}
		}
		if math.Abs(next-x) <= 1e-15*(math.Abs(next)+spread) || high-low <= 1e-15*(math.Abs(high)+spread) {
			return next
		}
		x = next
	}
	return high
}
