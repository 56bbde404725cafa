package policy

import (
	"math"

	"github.com/logicrm/logistics"
)

// PriceBreak is a unit price that holds from a quantity on.
type PriceBreak struct {
	From      float64 `json:"from"`
	UnitPrice float64 `json:"unit_price"`
}

// Purchase is what a lot at a price that depends on its size is chosen by: the cost of an order, the
// rate of demand, the cost of carrying stock as a share of its value in a unit of time, and the prices.
// The first price holds from 0; the quantities rise and the prices do not.
type Purchase struct {
	Order        float64      `json:"order"`
	Rate         float64      `json:"rate"`
	CarryingRate float64      `json:"carrying_rate"`
	Prices       []PriceBreak `json:"prices,omitempty"`
}

// DiscountLot is the lot with the least cost, the price of the goods included.
type DiscountLot struct {
	Quantity         float64 `json:"quantity"`
	Cost             float64 `json:"cost"`
	Price            int     `json:"price"` // the index of the last price that the lot reaches
	ByOrder          float64 `json:"by_order"`
	ByRate           float64 `json:"by_rate"`
	ByCarryingRate   float64 `json:"by_carrying_rate"`
	AverageUnitPrice float64 `json:"average_unit_price"`
	AtBreak          bool    `json:"at_break,omitzero"` // the lot is just large enough for its price
}

// AllUnitsDiscount is the best lot when the price of the whole lot is the one that its size reaches.
func AllUnitsDiscount(p Purchase) (DiscountLot, error) {
	if err := p.check(); err != nil {
		return DiscountLot{}, err
	}
	best := DiscountLot{Cost: math.Inf(1)}
	for i, price := range p.Prices {
		carrying := p.CarryingRate * price.UnitPrice
		q := math.Sqrt(2 * p.Order * p.Rate / carrying)
		if i+1 < len(p.Prices) && q >= p.Prices[i+1].From {
			continue // at the next price the same lot is no dearer
		}
		atBreak := q < price.From
		q = max(q, price.From)
		cost := float64(p.Rate*price.UnitPrice) + float64(p.Order*p.Rate/q) + float64(carrying*q/2)
		if cost < best.Cost {
			best = DiscountLot{
				Quantity: q, Cost: cost, Price: i, AtBreak: atBreak, AverageUnitPrice: price.UnitPrice,
				ByOrder: p.Rate / q, ByRate: price.UnitPrice + p.Order/q, ByCarryingRate: price.UnitPrice * q / 2,
			}
		}
	}
	return best, nil
}

// IncrementalDiscount is the best lot when each price holds for the units above its quantity only.
func IncrementalDiscount(p Purchase) (DiscountLot, error) {
	if err := p.check(); err != nil {
		return DiscountLot{}, err
	}
	best := DiscountLot{Cost: math.Inf(1)}
	extra := 0.0 // what the lot costs more than at the present price alone
	for i, price := range p.Prices {
		if i > 0 {
			extra += (p.Prices[i-1].UnitPrice - price.UnitPrice) * price.From
		}
		carrying := p.CarryingRate * price.UnitPrice
		q := math.Sqrt(2 * (p.Order + extra) * p.Rate / carrying)
		if q < price.From || i+1 < len(p.Prices) && q >= p.Prices[i+1].From {
			continue // the least cost is never at a break: the curve bends down there
		}
		cost := float64(p.Rate*price.UnitPrice) + float64(
			(p.Order+extra)*p.Rate/q,
		) + float64(carrying*q/2) + float64(p.CarryingRate*extra/2)
		if cost < best.Cost {
			best = DiscountLot{
				Quantity: q, Cost: cost, Price: i, AverageUnitPrice: price.UnitPrice + extra/q,
				ByOrder: p.Rate / q, ByRate: price.UnitPrice + (p.Order+extra)/q,
				ByCarryingRate: price.UnitPrice*q/2 + extra/2,
			}
		}
	}
	return best, nil
}

func (p Purchase) check() error {
	var faults logistics.Faults
	checkNumber(&faults, "/order", p.Order, leastCost, maxMoney)
	checkRate(&faults, p.Rate)
	checkNumber(&faults, "/carrying_rate", p.CarryingRate, leastCost, 1e6)
	if len(p.Prices) == 0 {
		faults.Required("/prices", "at least one price")
	}
	for i, price := range p.Prices {
		checkNumber(&faults, at("/prices", i)+"/from", price.From, 0, maxUnits)
		checkNumber(&faults, at("/prices", i)+"/unit_price", price.UnitPrice, leastCost, maxMoney)
		switch {
		case i == 0:
			if price.From > 0 {
				faults.Conflict("/prices/0/from", text(price.From), "the first price must start at 0")
			}
			continue
		case price.From <= p.Prices[i-1].From:
			faults.Conflict(
				at("/prices", i)+"/from", text(price.From), "must be above the quantity of the price before",
			)
		}
		if price.UnitPrice > p.Prices[i-1].UnitPrice {
			faults.Conflict(at("/prices", i)+"/unit_price", text(price.UnitPrice), "must not be above the price before")
		}
	}
	return faults.Err()
}
