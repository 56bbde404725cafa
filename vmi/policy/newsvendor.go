package policy

import (
	"github.com/logicrm/logistics"
)

// StockLevel is the level with the least expected cost for a single stretch of time.
type StockLevel struct {
	Level float64 `json:"level"`
	Cost  float64 `json:"cost"` // expected: of what is left over and of what is short
	// backorder/(holding+backorder), the probability of no shortage that is worth its cost
	CriticalRatio float64     `json:"critical_ratio"`
	Sensitivity   Sensitivity `json:"sensitivity"`
}

// Newsvendor is the stock to have at the beginning of a period whose demand has the distribution, when a unit
// left over costs costs.Holding and a unit short costs.Backorder; an order itself costs nothing. As the
// base stock of a lead time of L periods, the distribution is that of L+1 periods ([Demand.Over]).
func Newsvendor(costs Costs, demand LeadTimeDemand) (StockLevel, error) {
	var faults logistics.Faults
	costs.check(&faults, 0, true)
	checkLaw(&faults, "/demand", demand)
	if err := faults.Err(); err != nil {
		return StockLevel{}, err
	}
	c := newCurve(costs, demand)
	level := c.best()
	return StockLevel{
		Level: level, Cost: c.at(level), CriticalRatio: costs.Backorder / (costs.Holding + costs.Backorder),
		Sensitivity: Sensitivity{Holding: c.law.ComplementaryLoss(level), Backorder: c.law.Loss(level)},
	}, nil
}

// Prices are what a unit is sold for, what it costs, and what is had for it when it is left over.
type Prices struct {
	Price   float64 `json:"price"`
	Cost    float64 `json:"cost"`
	Salvage float64 `json:"salvage"`
}

// SeasonLot is the quantity for a single season with the highest expected profit.
type SeasonLot struct {
	Quantity      float64 `json:"quantity"`
	Profit        float64 `json:"profit"`
	CriticalRatio float64 `json:"critical_ratio"`
	ExpectedSales float64 `json:"expected_sales"`
	LeftOver      float64 `json:"left_over"`
	ByPrice       float64 `json:"by_price"`
	ByCost        float64 `json:"by_cost"`
	BySalvage     float64 `json:"by_salvage"` // the derivatives of the profit
}

// SeasonQuantity is the newsvendor in prices: each unit sold earns price − cost, each unit left over
// loses cost − salvage.
func SeasonQuantity(prices Prices, demand LeadTimeDemand) (SeasonLot, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/prices/price", prices.Price, leastCost, maxMoney)
	checkNumber(&faults, "/prices/cost", prices.Cost, 0, maxMoney)
	checkNumber(&faults, "/prices/salvage", prices.Salvage, -maxMoney, maxMoney)
	if len(faults) == 0 && !(prices.Price-prices.Cost >= leastCost) {
		faults.Conflict("/prices/cost", text(prices.Cost), "must be below the price")
	}
	if len(faults) == 0 && !(prices.Cost-prices.Salvage >= leastCost) {
		faults.Conflict("/prices/salvage", text(prices.Salvage), "must be below the cost")
	}
	checkLaw(&faults, "/demand", demand)
	if err := faults.Err(); err != nil {
		return SeasonLot{}, err
	}
	c := newCurve(Costs{Holding: prices.Cost - prices.Salvage, Backorder: prices.Price - prices.Cost}, demand)
	q := c.best()
	left := c.law.ComplementaryLoss(q)
	sold := q - left
	return SeasonLot{
		Quantity: q, Profit: float64(c.backorder*c.mean) - c.at(q),
		CriticalRatio: c.backorder / (c.holding + c.backorder),
		ExpectedSales: sold, LeftOver: left, ByPrice: sold, ByCost: -q, BySalvage: left,
	}, nil
}
