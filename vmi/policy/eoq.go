package policy

import (
	"math"

	"github.com/logicrm/logistics"
)

// Lot is an order quantity with its cost.
type Lot struct {
	Quantity       float64     `json:"quantity"`
	Cost           float64     `json:"cost"`            // of a unit of time, without the price of the goods
	BackorderShare float64     `json:"backorder_share"` // of the quantity that is owed when it comes in
	Sensitivity    Sensitivity `json:"sensitivity"`
	// of the time that production runs; 0 when lots come in at once
	ProductionShare float64 `json:"production_share"`
}

// EconomicOrderQuantity is the lot that balances the cost of orders and of stock when demand is a
// steady rate: √(2·order·rate/holding).
func EconomicOrderQuantity(costs Costs, rate float64) (Lot, error) {
	if err := checkLot(costs, rate, false); err != nil {
		return Lot{}, err
	}
	q := math.Sqrt(2 * costs.Order * rate / costs.Holding)
	return Lot{
		Quantity: q, Cost: math.Sqrt(2 * costs.Order * rate * costs.Holding),
		Sensitivity: Sensitivity{Order: rate / q, Holding: q / 2, Rate: costs.Order / q},
	}, nil
}

// EconomicProductionQuantity is the lot when it comes in at the rate of production, which is above that
// of demand, so that a part is gone before the rest is made.
func EconomicProductionQuantity(costs Costs, rate, production float64) (Lot, error) {
	var faults logistics.Faults
	costs.check(&faults, leastCost, false)
	checkRate(&faults, rate)
	checkNumber(&faults, "/production", production, leastCost, maxMoney)
	if len(faults) == 0 && !(production > rate) {
		faults.Conflict("/production", text(production), "must be above the rate of demand")
	}
	if err := faults.Err(); err != nil {
		return Lot{}, err
	}
	kept := (production - rate) / production
	q := math.Sqrt(2 * costs.Order * rate / (costs.Holding * kept))
	// The highest stock is q·(1 − rate/production), so more demand also means less stock.
	return Lot{
		Quantity: q, Cost: math.Sqrt(2 * costs.Order * rate * costs.Holding * kept), ProductionShare: rate / production,
		Sensitivity: Sensitivity{
			Order: rate / q, Holding: kept * q / 2, Rate: costs.Order/q - costs.Holding*q/(2*production),
		},
	}, nil
}

// PlannedBackorders is the lot when customers wait, at a cost: a part holding/(holding+backorder) of
// each lot is owed when it comes in.
func PlannedBackorders(costs Costs, rate float64) (Lot, error) {
	if err := checkLot(costs, rate, true); err != nil {
		return Lot{}, err
	}
	owed := costs.Holding / (costs.Holding + costs.Backorder)
	kept := costs.Backorder / (costs.Holding + costs.Backorder)
	q := math.Sqrt(2 * costs.Order * rate / (costs.Holding * kept))
	return Lot{
		Quantity: q, Cost: math.Sqrt(2 * costs.Order * rate * costs.Holding * kept), BackorderShare: owed,
		Sensitivity: Sensitivity{
			Order: rate / q, Holding: kept * kept * q / 2, Backorder: owed * owed * q / 2, Rate: costs.Order / q,
		},
	}, nil
}

// LotCost is the cost of a unit of time when orders have the given quantity and nothing is owed. Near
// the economic quantity it is flat: twice as much, or half, costs a quarter more.
func LotCost(costs Costs, rate, quantity float64) (float64, error) {
	var faults logistics.Faults
	costs.check(&faults, 0, false)
	checkRate(&faults, rate)
	checkNumber(&faults, "/quantity", quantity, leastCost, maxUnits)
	if err := faults.Err(); err != nil {
		return 0, err
	}
	return float64(costs.Order*rate/quantity) + float64(costs.Holding*quantity/2), nil
}

func checkLot(costs Costs, rate float64, backorders bool) error {
	var faults logistics.Faults
	costs.check(&faults, leastCost, backorders)
	checkRate(&faults, rate)
	return faults.Err()
}
