package lot

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Period is one step of the horizon.
type Period struct {
	Demand  float64 `json:"demand"`
	Setup   float64 `json:"setup"`          // for an order, whatever its size
	Holding float64 `json:"holding"`        // for a unit that is left at its end
	Price   float64 `json:"price,omitzero"` // for a unit that is ordered in it
}

// Periods makes a list from demand alone, with costs that do not change.
func Periods(demand []float64, setup, holding float64) []Period {
	list := make([]Period, len(demand))
	for i, d := range demand {
		list[i] = Period{Demand: d, Setup: setup, Holding: holding}
	}
	return list
}

// Plan is the orders of a horizon, and what they cost.
type Plan struct {
	Orders   []float64 `json:"orders"` // for each period
	Setup    float64   `json:"setup"`
	Holding  float64   `json:"holding"`
	Purchase float64   `json:"purchase"`
}

// Cost is all that a plan costs.
func (p Plan) Cost() float64 { return p.Setup + p.Holding + p.Purchase }

// Bounds: beyond them a unit or a decimal point is wrong, and products could overflow.
const (
	mostPeriods = 10_000
	mostFigure  = 1e15
)

// check reports every fault of the periods.
func check(periods []Period) error {
	var faults logistics.Faults
	if len(periods) == 0 || len(periods) > mostPeriods {
		faults.OutOfRange("/periods", len(periods), "1 to 10,000 periods")
		return faults.Err()
	}
	for i := range periods {
		p := &periods[i]
		// Two comparisons for the four: neither the least nor the greatest of figures with a NaN is fine.
		if min(p.Demand, p.Setup, p.Holding, p.Price) >= 0 &&
			max(p.Demand, p.Setup, p.Holding, p.Price) <= mostFigure &&
			(p.Demand == 0 || p.Demand >= leastFigure) {
			continue
		}
		path := "/periods/" + strconv.Itoa(i)
		if checkFigure(path+"/demand", p.Demand, &faults); p.Demand > 0 && p.Demand < leastFigure {
			faults.OutOfRange(path+"/demand", strconv.FormatFloat(p.Demand, 'g', 12, 64), "0, or at least 1e-9")
		}
		checkFigure(path+"/setup", p.Setup, &faults)
		checkFigure(path+"/holding", p.Holding, &faults)
		checkFigure(path+"/price", p.Price, &faults)
	}
	return faults.Err()
}

// leastFigure is the smallest demand above nothing: a smaller one has no digits left after a division.
const leastFigure = 1e-9

// fine is false for NaN too.
func fine(f float64) bool { return f >= 0 && f <= mostFigure }

func checkFigure(path string, f float64, faults *logistics.Faults) {
	if !fine(f) {
		faults.OutOfRange(path, strconv.FormatFloat(f, 'g', 12, 64), "a number from 0 to 1e15")
	}
}

// cost works out what orders cost. The orders meet every demand.
func cost(periods []Period, orders []float64) Plan {
	plan := Plan{Orders: orders}
	stock := 0.0
	for i := range periods {
		if orders[i] > 0 {
			plan.Setup += periods[i].Setup
			plan.Purchase += periods[i].Price * orders[i]
		}
		stock = math.Max(stock+orders[i]-periods[i].Demand, 0)
		plan.Holding += periods[i].Holding * stock
	}
	return plan
}

// cover turns the first period of each order into orders: an order covers everything up to the next one.
func cover(periods []Period, starts []bool) Plan {
	orders := make([]float64, len(periods))
	at := 0
	for i := range periods {
		if starts[i] {
			at = i
		}
		orders[at] += periods[i].Demand
	}
	return cost(periods, orders)
}
