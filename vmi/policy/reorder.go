package policy

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// ReorderPolicy is an (r, Q) policy: when the inventory position falls to ReorderPoint, Quantity is
// ordered. For a distribution of whole numbers both are whole.
type ReorderPolicy struct {
	ReorderPoint float64     `json:"reorder_point"`
	Quantity     float64     `json:"quantity"`
	Cost         float64     `json:"cost"` // expected, of a unit of time
	Sensitivity  Sensitivity `json:"sensitivity"`
}

// OptimalReorder is the (r, Q) policy with the least cost of orders, stock and backorders when stock is
// watched all the time. The rate is the demand of a unit of time, demand the distribution of the lead time. It
// is exact for Poisson demand and, for the continuous distributions, in the usual model in which the inventory
// position is uniform between r and r + Q; for other distributions of whole numbers it is exact when customers
// ask for single units.
func OptimalReorder(costs Costs, rate float64, demand LeadTimeDemand) (ReorderPolicy, error) {
	var faults logistics.Faults
	costs.check(&faults, leastCost, true)
	checkRate(&faults, rate)
	checkLaw(&faults, "/demand", demand)
	if err := faults.Err(); err != nil {
		return ReorderPolicy{}, err
	}
	c := newCurve(costs, demand)
	if c.law.Discrete() {
		return optimalWhole(costs, rate, c), nil
	}
	r, q, cost, ok := c.level(costs.Order * rate)
	if !ok {
		return ReorderPolicy{}, unsettled("/demand")
	}
	return c.policy(costs, rate, r, q, cost), nil
}

// level finds the height g of the curve at which the area between g and the curve is the cost of the
// orders of a unit of time; it is the least cost, and the curve is at g at both ends (Zheng). The area
// is convex in g with the width as its slope, and each end is found by tangents to a convex curve: no
// step of either can swing. The asymptotes of the curve bound the ends.
func (c curve) level(orders float64) (r, q, cost float64, ok bool) {
	least := c.at(c.best())
	share := c.holding * (c.backorder / (c.holding + c.backorder))
	g := math.Sqrt(2*orders*share + least*least)
	if g-least < 1e-9*least {
		if r, q, cost, ok = c.bottom(orders, least); ok {
			return r, q, cost, true
		}
	}
	left, right := c.mean-g/c.backorder, c.mean+g/c.holding
	for range 100 {
		left = c.end(max(left, c.mean-g/c.backorder), c.mean-g/c.backorder, g)
		right = c.end(min(right, c.mean+g/c.holding), c.mean+g/c.holding, g)
		q = right - left
		step := (orders - (g*q - c.area(left, right))) / q
		if !(q > 0) || math.IsNaN(step) {
			return 0, 0, 0, false
		}
		if g+step <= least {
			step = (least - g) / 2
		}
		g += step
		// The ends move with the height by its slope there.
		left += step / c.slope(left)
		right += step / c.slope(right)
		if math.Abs(step) <= 1e-9*g { // the next would be its square
			return left, right - left, g, right > left
		}
	}
	return left, right - left, g, right > left // the last digits move to and fro
}

// bottom is the policy where orders cost so little that only the bottom of the curve counts, which there
// is a parabola: the width is the cube root of 12·orders over its curvature. It is ok when the cost of
// the orders is lost in the last digits of the rest, so that the level could not be found.
func (c curve) bottom(orders, least float64) (r, q, cost float64, ok bool) {
	switch c.law.(type) {
	case stat.Normal, stat.Gamma, *stat.Lognormal:
	default:
		return 0, 0, 0, false // need not be smooth
	}
	best, near := c.best(), 1e-4*math.Sqrt(c.law.Variance())
	if near == 0 {
		return 0, 0, 0, false
	}
	curvature := (c.slope(best+near) - c.slope(best-near)) / (2 * near)
	q = math.Cbrt(12 * orders / curvature)
	cost = least + 1.5*orders/q
	return best - q/2, q, cost, curvature > 0 && q > 0 && cost-least < 1e-9*least
}

// end follows tangents from y, or from the asymptote when y is on the wrong side, to where the curve is
// at height g. Once on the right side they stay there, but for the last digits near the minimum.
func (c curve) end(y, asymptote, g float64) float64 {
	left, restarted := asymptote < c.mean, false
	for range 100 {
		slope := c.slope(y)
		if slope == 0 || slope < 0 != left {
			if restarted {
				return y
			}
			y, restarted = asymptote, true
			continue
		}
		next := y + (g-c.at(y))/slope
		if left {
			next = max(next, asymptote)
		} else {
			next = min(next, asymptote)
		}
		if math.Abs(next-y) <= 1e-12*math.Abs(next-c.mean) { // the next would be beyond the last digit
			return next
		}
		y = next
	}
	return y
}

// policy adds the sensitivities. Stock and backorders differ by what the position is above the mean
// demand on average, and the cost holds both: two equations, without asking the distribution again.
func (c curve) policy(costs Costs, rate, r, q, cost float64) ReorderPolicy {
	above := r + q/2 - c.mean
	if c.law.Discrete() {
		above += 0.5
	}
	owed := max((cost-costs.Order*rate/q-costs.Holding*above)/(costs.Holding+costs.Backorder), 0)
	return ReorderPolicy{
		ReorderPoint: r, Quantity: q, Cost: cost,
		Sensitivity: Sensitivity{Order: rate / q, Holding: max(owed+above, 0), Backorder: owed, Rate: costs.Order / q},
	}
}

// ReorderCost is the expected cost of a unit of time of any (r, Q) policy: the cost to hold another
// policy against the best one.
func ReorderCost(
	costs Costs, rate float64, demand LeadTimeDemand, reorderPoint, quantity float64,
) (ReorderPolicy, error) {
	var faults logistics.Faults
	costs.check(&faults, 0, true)
	checkRate(&faults, rate)
	checkLaw(&faults, "/demand", demand)
	checkNumber(&faults, "/reorder_point", reorderPoint, -maxUnits, maxUnits)
	checkNumber(&faults, "/quantity", quantity, leastCost, maxUnits)
	if err := faults.Err(); err != nil {
		return ReorderPolicy{}, err
	}
	c := newCurve(costs, demand)
	if c.law.Discrete() {
		reorderPoint, quantity = math.Floor(reorderPoint), math.Ceil(quantity)
	}
	cost := costs.Order * rate / quantity
	if c.law.Discrete() {
		owed, kept := c.averages(reorderPoint, quantity)
		cost += float64(costs.Holding*kept) + float64(costs.Backorder*owed)
	} else {
		cost = (float64(costs.Order*rate) + c.area(reorderPoint, reorderPoint+quantity)) / quantity
	}
	return c.policy(costs, rate, reorderPoint, quantity, cost), nil
}

// averages are the backorders and the stock when the position is uniform on r+1 … r+q, or between r and
// r+q for a continuous distribution.
func (c curve) averages(r, q float64) (owed, kept float64) {
	owed = (c.law.Loss2(r) - c.law.Loss2(r+q)) / q
	kept = (c.law.ComplementaryLoss2(r+q) - c.law.ComplementaryLoss2(r)) / q
	if c.law.Discrete() {
		kept += (c.law.ComplementaryLoss(r+q) - c.law.ComplementaryLoss(r)) / q
	}
	return max(owed, 0), max(kept, 0)
}

// BestReorderPoint is the (r, Q) policy with the least cost for a quantity that is given, such as a
// pallet or the economic order quantity. Of a quantity that is not whole, a distribution of whole numbers takes
// the next one.
func BestReorderPoint(costs Costs, rate float64, demand LeadTimeDemand, quantity float64) (ReorderPolicy, error) {
	var faults logistics.Faults
	costs.check(&faults, 0, true)
	checkRate(&faults, rate)
	checkLaw(&faults, "/demand", demand)
	checkNumber(&faults, "/quantity", quantity, leastCost, maxUnits)
	if err := faults.Err(); err != nil {
		return ReorderPolicy{}, err
	}
	c := newCurve(costs, demand)
	isWhole := c.law.Discrete()
	if isWhole {
		quantity = math.Ceil(quantity)
	}
	// The cost falls while the curve is lower at the far end than at the near one, and no longer.
	high := c.best()
	low := high - quantity
	for range 200 {
		mid := low + (high-low)/2
		if isWhole {
			mid = math.Floor(mid)
		}
		if mid <= low || mid >= high {
			break
		}
		near := mid
		if isWhole {
			near = mid + 1 // the lowest position of the cycle
		}
		if c.at(near+quantity) < c.at(near) {
			low = mid
		} else {
			high = mid
		}
	}
	r := high
	if isWhole && c.at(low+1+quantity) >= c.at(low+1) {
		r = low
	}
	return ReorderCost(costs, rate, demand, r, quantity)
}

func unsettled(path string) error {
	var faults logistics.Faults
	faults.Conflict(path, nil, "no best policy was found: the figures of the distribution contradict each other")
	return faults.Err()
}

var _ stat.Law = foreign{}
