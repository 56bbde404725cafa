package policy

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Costs are what an order costs, and what a unit costs in a unit of time: on the shelf, or owed to a
// customer. The unit of time is that of the rate of demand, or the period of review.
type Costs struct {
	Order     float64 `json:"order"`
	Holding   float64 `json:"holding"`
	Backorder float64 `json:"backorder"`
}

// check reports costs that are out of bounds. The backorder cost is only looked at where it counts.
func (c Costs) check(faults *logistics.Faults, leastOrder float64, backorders bool) {
	checkNumber(faults, "/costs/order", c.Order, leastOrder, maxMoney)
	checkNumber(faults, "/costs/holding", c.Holding, leastCost, maxMoney)
	if backorders {
		checkNumber(faults, "/costs/backorder", c.Backorder, leastCost, maxMoney)
	}
}

func checkRate(faults *logistics.Faults, rate float64) {
	checkNumber(faults, "/rate", rate, leastCost, maxUnits)
}

// Sensitivity is by how much the least cost moves when a figure does: its derivative by the figure. At
// an optimum this is the derivative of the cost of the plan itself, since the plan cannot be improved.
type Sensitivity struct {
	Order     float64 `json:"order"`
	Holding   float64 `json:"holding"`
	Backorder float64 `json:"backorder"` // by each of the [Costs]
	Rate      float64 `json:"rate"`      // by the rate of demand, the distribution of demand staying as it is
}

// curve is the expected cost of a unit of time as a function of the inventory position at its
// beginning: h·E(y−X)⁺ + p·E(X−y)⁺, which is convex.
type curve struct {
	holding, backorder, mean float64
	law                      stat.Law
}

func newCurve(costs Costs, demand LeadTimeDemand) curve {
	law := lawOf(demand)
	return curve{costs.Holding, costs.Backorder, law.Mean(), law}
}

// at takes the loss of the side where it is small.
func (c curve) at(y float64) float64 {
	if y < c.mean {
		return float64(c.backorder*(c.mean-y)) + float64((c.holding+c.backorder)*c.law.ComplementaryLoss(y))
	}
	return float64(c.holding*(y-c.mean)) + float64((c.holding+c.backorder)*c.law.Loss(y))
}

// slope is the derivative at y.
func (c curve) slope(y float64) float64 {
	if y < c.mean {
		return float64((c.holding+c.backorder)*c.law.CDF(y)) - c.backorder
	}
	return c.holding - float64((c.holding+c.backorder)*c.law.Survival(y))
}

// best is the level with the least cost: the quantile of p/(h+p).
func (c curve) best() float64 { return c.law.Quantile(c.backorder / (c.holding + c.backorder)) }

// area is the integral from low to high for a continuous distribution. It is taken from the mean to either
// side, or, when both are on one side, without the part up to the mean, which could be much larger.
func (c curve) area(low, high float64) float64 {
	both := c.holding + c.backorder
	switch {
	case low >= c.mean:
		return float64(
			c.holding*(high-low)*((low-c.mean)+(high-c.mean))/2,
		) + float64(both*(c.law.Loss2(low)-c.law.Loss2(high)))
	case high <= c.mean:
		return float64(c.backorder*(high-low)*((c.mean-low)+(c.mean-high))/2) + float64(
			both*(c.law.ComplementaryLoss2(high)-c.law.ComplementaryLoss2(low)),
		)
	}
	return c.areaUp(high) - c.areaUp(low)
}

func (c curve) areaUp(y float64) float64 {
	both := c.holding + c.backorder
	if away := y - c.mean; away < 0 {
		return -(0.5*c.backorder*away*away + both*(c.law.ComplementaryLoss2(c.mean)-c.law.ComplementaryLoss2(y)))
	} else {
		return 0.5*c.holding*away*away + both*(c.law.Loss2(c.mean)-c.law.Loss2(y))
	}
}

// lawOf is the distribution as the kernels want it.
func lawOf(demand LeadTimeDemand) stat.Law {
	if l, ok := demand.(Distribution); ok {
		return l.kernel()
	}
	return foreign{demand}
}

// foreign is a distribution of another package: what it does not give is computed from what it gives.
type foreign struct{ LeadTimeDemand }

func (f foreign) Survival(x float64) float64          { return max(1-f.CDF(x), 0) }
func (f foreign) ComplementaryLoss(x float64) float64 { return max(x-f.Mean()+f.Loss(x), 0) }

func (f foreign) ComplementaryLoss2(x float64) float64 {
	over := x - f.Mean()
	square := f.Variance() + over*over
	if f.Discrete() {
		return max(0.5*(square-over)-f.Loss2(x)-f.Loss(x), 0)
	}
	return max(0.5*square-f.Loss2(x), 0)
}
