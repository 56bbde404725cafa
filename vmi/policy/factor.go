package policy

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Factor is a safety factor: the safety stock in standard deviations of the demand of the lead time.
type Factor struct {
	Value  float64        `json:"value"`
	Reason logistics.Code `json:"reason,omitzero"` // why it is the lowest one allowed; "" when it was computed
	Rule   string         `json:"rule"`            // B1, B2, B3 or TBS
	// what the rule compares: a probability, a loss, or the argument of a logarithm
	Target float64 `json:"target"`
}

// CycleFactor is the safety factor for a cycle service (P1).
func CycleFactor(service CycleService) (float64, error) {
	var faults logistics.Faults
	checkChance(&faults, "/service", float64(service))
	if err := faults.Err(); err != nil {
		return 0, err
	}
	return stat.NormalQuantile(float64(service))
}

// CycleServiceOf is the cycle service that a safety factor gives: the inverse of [CycleFactor].
func CycleServiceOf(factor float64) (CycleService, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/factor", factor, -38, 38)
	if err := faults.Err(); err != nil {
		return 0, err
	}
	p, err := stat.NormalCDF(factor)
	return CycleService(p), err
}

// FillFactor is the safety factor for a fill rate (P2) when customers wait, deviations being the order
// quantity in standard deviations of the demand of the lead time.
func FillFactor(deviations, fill float64) (float64, error) {
	if err := checkFillFactor(deviations, fill); err != nil {
		return 0, err
	}
	return stat.NormalFillFactor(deviations, fill)
}

// FillOf is the fill rate that a safety factor gives: the inverse of [FillFactor].
func FillOf(deviations, factor float64) (float64, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/deviations", deviations, 1e-6, 1e9)
	checkNumber(&faults, "/factor", factor, -1.1e9, 38) // a low fill rate has one far below 0
	if err := faults.Err(); err != nil {
		return 0, err
	}
	drop, err := stat.NormalLossDrop(factor, deviations)
	return share(1 - drop/deviations), err
}

// SimpleFillFactor is the textbook's approximation of [FillFactor], which counts all that is short at
// the end of a cycle and not only what became so in it. It is never below the exact factor.
func SimpleFillFactor(deviations, fill float64) (float64, error) {
	if err := checkFillFactor(deviations, fill); err != nil {
		return 0, err
	}
	return stat.NormalLossQuantile(deviations * (1 - fill))
}

// LostSalesFactor is the safety factor for a fill rate when customers do not wait.
func LostSalesFactor(deviations, fill float64) (float64, error) {
	if err := checkFillFactor(deviations, fill); err != nil {
		return 0, err
	}
	return stat.NormalLossQuantile(deviations * ((1 - fill) / fill))
}

func checkFillFactor(deviations, fill float64) error {
	var faults logistics.Faults
	checkNumber(&faults, "/deviations", deviations, 1e-6, 1e9)
	checkNumber(&faults, "/fill", fill, 1e-6, 1-0x1p-53)
	return faults.Err()
}

// StockedItem is an item under an (s, Q) policy with normal demand, as the rules want it that weigh a
// shortage against the cost of carrying stock.
type StockedItem struct {
	DemandPerYear float64 `json:"demand_per_year"`
	Quantity      float64 `json:"quantity"`
	UnitValue     float64 `json:"unit_value"`
	CarryingRate  float64 `json:"carrying_rate"` // the rate is a share of the value in a year
	Deviation     float64 `json:"deviation"`     // of the demand of the lead time
	MinFactor     float64 `json:"min_factor"`    // what the factor is when a shortage is not worth preventing
}

func (i StockedItem) check(path string, target float64) error {
	var faults logistics.Faults
	checkNumber(&faults, "/item/demand_per_year", i.DemandPerYear, leastCost, maxUnits)
	checkNumber(&faults, "/item/quantity", i.Quantity, leastCost, maxUnits)
	checkNumber(&faults, "/item/unit_value", i.UnitValue, leastCost, maxMoney)
	checkNumber(&faults, "/item/carrying_rate", i.CarryingRate, leastCost, 1e6)
	checkNumber(&faults, "/item/deviation", i.Deviation, leastCost, maxUnits)
	checkNumber(&faults, "/item/min_factor", i.MinFactor, -38, 38)
	checkNumber(&faults, path, target, leastCost, maxMoney)
	return faults.Err()
}

// StockoutCostFactor is the factor with the least cost when each stock-out costs perStockout, however
// long and deep (B1).
func StockoutCostFactor(item StockedItem, perStockout float64) (Factor, error) {
	if err := item.check("/per_stockout", perStockout); err != nil {
		return Factor{}, err
	}
	carried := math.Sqrt(2*math.Pi) * item.UnitValue * item.Deviation * item.CarryingRate
	argument := (item.DemandPerYear / item.Quantity) * (perStockout / carried)
	f := Factor{Target: argument, Rule: ruleStockoutCost}
	if argument <= 1 {
		return f.least(item), nil
	}
	f.Value = math.Sqrt(2 * math.Log(argument))
	return f, nil
}

// UnitShortFactor is the factor with the least cost when each unit short costs the share perValue of
// its value (B2).
func UnitShortFactor(item StockedItem, perValue float64) (Factor, error) {
	if err := item.check("/per_value", perValue); err != nil {
		return Factor{}, err
	}
	return Factor{Rule: ruleUnitShort}.beyond(item, item.Quantity*item.CarryingRate/(item.DemandPerYear*perValue))
}

// UnitTimeShortFactor is the factor with the least cost when each unit short costs the share perValue
// of its value in a year (B3).
func UnitTimeShortFactor(item StockedItem, perValue float64) (Factor, error) {
	if err := item.check("/per_value", perValue); err != nil {
		return Factor{}, err
	}
	f := Factor{
		Rule:   ruleUnitTimeShort,
		Target: (item.Quantity / item.Deviation) * (item.CarryingRate / (perValue + item.CarryingRate)),
	}
	var err error
	if f.Value, err = stat.NormalLossQuantile(f.Target); err != nil {
		return f.least(item), nil
	}
	return f, nil
}

// StockoutIntervalFactor is the factor at which a stock-out comes once in the given number of years on
// average (TBS).
func StockoutIntervalFactor(item StockedItem, years float64) (Factor, error) {
	if err := item.check("/years", years); err != nil {
		return Factor{}, err
	}
	return Factor{Rule: ruleStockoutInterval}.beyond(item, item.Quantity/(item.DemandPerYear*years))
}

// beyond is the factor that demand passes with probability p.
func (f Factor) beyond(item StockedItem, p float64) (Factor, error) {
	f.Target = p
	if !(p < 1) || p < leastChance {
		return f.least(item), nil
	}
	z, err := stat.NormalQuantile(p)
	f.Value = -z
	return f, err
}

func (f Factor) least(item StockedItem) Factor {
	f.Value, f.Reason = item.MinFactor, FactorAtMinimum
	return f
}

// Reasons tells how the factor came about.
func (f Factor) Reasons() []logistics.Reason {
	code := f.Reason
	if code == "" {
		code = FactorWorkedOut
	}
	return []logistics.Reason{{Code: code, Params: []logistics.Param{
		logistics.CodeParam("rule", f.Rule), number("target", f.Target), number("factor", f.Value),
	}}}
}
