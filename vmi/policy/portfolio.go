package policy

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// PortfolioItem is an item under an (s, Q) policy among others.
type PortfolioItem struct {
	Demand    LeadTimeDemand // of its lead time
	Rate      float64        // its demand in a unit of time, which is its weight in the aggregate fill rate
	Quantity  float64        // of an order
	UnitValue float64
}

// Portfolio is a reorder point for each item.
type Portfolio struct {
	ReorderPoints []float64 `json:"reorder_points,omitempty"`
	FillRates     []float64 `json:"fill_rates,omitempty"`
	FillRate      float64   `json:"fill_rate"`   // the share of all demand that is met at once
	StockValue    float64   `json:"stock_value"` // of the expected stock on hand
	// the value of stock that the last unit of demand met in a unit of time took
	Multiplier float64 `json:"multiplier"`
}

// LeastStock finds the reorder points at which the items together meet the share fill of their demand
// with the least value of stock on hand: the same multiplier of Lagrange for all of them, so that a unit
// of money in stock prevents as much shortage in one item as in another. No cheaper set of reorder points
// has the same fill rate as the result or a higher one; the result can be above the target by a step of
// an item in whole units. This holds for distributions that are log-concave, as the normal, Poisson,
// gamma and negative binomial distributions are unless they are very skewed (shape below 1); for others
// the result meets the target too, with a stock that can be above the least.
func LeastStock(items []PortfolioItem, fill float64) (Portfolio, error) {
	var faults logistics.Faults
	if len(items) == 0 {
		faults.Required("/items", "at least one item")
	}
	for i, item := range items {
		checkLaw(&faults, at("/items", i)+"/demand", item.Demand)
		checkNumber(&faults, at("/items", i)+"/rate", item.Rate, leastCost, maxUnits)
		checkNumber(&faults, at("/items", i)+"/quantity", item.Quantity, leastCost, maxUnits)
		checkNumber(&faults, at("/items", i)+"/unit_value", item.UnitValue, leastCost, maxMoney)
	}
	checkNumber(&faults, "/fill", fill, 1e-6, 1-1e-12)
	if err := faults.Err(); err != nil {
		return Portfolio{}, err
	}
	shelf := make([]shelfItem, len(items))
	demand := 0.0
	for i, item := range items {
		shelf[i] = newShelfItem(item)
		demand += item.Rate
	}
	// The multiplier is between nothing for a unit and more than all stock for the rarest shortage.
	low, high := -300.0, 300.0
	for range 64 {
		mid := (low + high) / 2
		if unmet(shelf, math.Exp(mid)) <= demand*(1-fill) {
			high = mid
		} else {
			low = mid
		}
	}
	p := Portfolio{Multiplier: math.Exp(high)}
	short := 0.0
	for _, s := range shelf {
		level := s.level(p.Multiplier)
		missed := s.short(level)
		short += s.rate * missed
		p.ReorderPoints = append(p.ReorderPoints, level)
		p.FillRates = append(p.FillRates, share(1-missed))
		_, kept := curve{mean: s.law.Mean(), law: s.law}.averages(level, s.q)
		p.StockValue += s.value * kept
	}
	p.FillRate = share(1 - short/demand)
	return p, nil
}

// unmet is the demand of a unit of time that waits when a unit of it is worth the multiplier.
func unmet(shelf []shelfItem, multiplier float64) float64 {
	sum := 0.0
	for _, s := range shelf {
		sum += s.rate * s.short(s.level(multiplier))
	}
	return sum
}

type shelfItem struct {
	law            stat.Law
	rate, q, value float64
	low, high      float64 // of the reorder point: from nothing in stock to nothing short
}

func newShelfItem(item PortfolioItem) shelfItem {
	s := shelfItem{law: lawOf(item.Demand), rate: item.Rate, q: item.Quantity, value: item.UnitValue}
	if s.law.Discrete() {
		s.q = math.Ceil(s.q)
	}
	s.low, s.high = s.law.Quantile(rarest)-s.q, s.law.Quantile(1)+1
	return s
}

// rarest is the probability of a demand that no item is stocked below.
const rarest = 1e-15

// short is the share of demand that is not met at once.
func (s shelfItem) short(level float64) float64 { return lossDrop(s.law, level, s.q) / s.q }

// prevents is the shortage in a cycle that the next unit prevents.
func (s shelfItem) prevents(level float64) float64 {
	return s.law.Survival(level) - s.law.Survival(level+s.q)
}

// level is the lowest from which a further unit is not worth its value: what it adds to the stock on
// hand is value·fill, and what it prevents multiplier·rate/q·prevents. The ratio of the two is the slope
// of the logarithm of the mean of the distribution over an order quantity, which falls when the
// distribution is log-concave.
func (s shelfItem) level(multiplier float64) float64 {
	next := 0.0
	if s.law.Discrete() {
		next = 1
	}
	worth := func(level float64) bool {
		fill := (s.law.ComplementaryLoss(level+next+s.q) - s.law.ComplementaryLoss(level+next)) / s.q
		return multiplier*s.rate/s.q*s.prevents(level) > s.value*fill
	}
	low, high := s.low, s.high
	if !worth(low) {
		return low
	}
	for range 200 {
		mid := low + (high-low)/2
		if s.law.Discrete() {
			mid = math.Floor(mid)
		}
		if mid <= low || mid >= high {
			break
		}
		if worth(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}
