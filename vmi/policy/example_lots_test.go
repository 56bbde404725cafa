package policy_test

import (
	"fmt"

	"github.com/logicrm/logistics/vmi/policy"
)

func ExampleEconomicOrderQuantity() {
	lot, err := policy.EconomicOrderQuantity(policy.Costs{Order: 8, Holding: 0.225}, 1300)
	fmt.Printf("%.2f a lot cost %.2f a year, %v\n", lot.Quantity, lot.Cost, err)
	fmt.Printf("an order dearer by 1 adds %.2f\n", lot.Sensitivity.Order)
	// Output:
	// 304.05 a lot cost 68.41 a year, <nil>
	// an order dearer by 1 adds 4.28
}

func ExampleEconomicProductionQuantity() {
	lot, err := policy.EconomicProductionQuantity(policy.Costs{Order: 8, Holding: 0.225}, 1300, 2600)
	fmt.Printf(
		"%.2f a lot cost %.2f a year, the line runs %.0f%% of it, %v\n", lot.Quantity, lot.Cost,
		100*lot.ProductionShare, err,
	)
	// Output:
	// 429.99 a lot cost 48.37 a year, the line runs 50% of it, <nil>
}

func ExamplePlannedBackorders() {
	lot, err := policy.PlannedBackorders(policy.Costs{Order: 8, Holding: 0.225, Backorder: 5}, 1300)
	fmt.Printf(
		"%.2f a lot cost %.2f a year, %.1f%% of it owed, %v\n", lot.Quantity, lot.Cost, 100*lot.BackorderShare, err,
	)
	// Output:
	// 310.81 a lot cost 66.92 a year, 4.3% of it owed, <nil>
}

func ExampleLotCost() {
	costs := policy.Costs{Order: 8, Holding: 0.225}
	for _, quantity := range []float64{152, 304, 608} {
		cost, err := policy.LotCost(costs, 1300, quantity)
		fmt.Printf("%v: %.2f %v\n", quantity, cost, err)
	}
	// Output:
	// 152: 85.52 <nil>
	// 304: 68.41 <nil>
	// 608: 85.51 <nil>
}

func candy() policy.Purchase {
	return policy.Purchase{Order: 8, Rate: 1300, CarryingRate: 0.3, Prices: []policy.PriceBreak{
		{From: 0, UnitPrice: 0.75}, {From: 400, UnitPrice: 0.72}, {From: 800, UnitPrice: 0.68},
	}}
}

func ExampleAllUnitsDiscount() {
	lot, err := policy.AllUnitsDiscount(candy())
	fmt.Printf("%.0f a lot, %.2f a year, at a break: %v, %v\n", lot.Quantity, lot.Cost, lot.AtBreak, err)
	// Output:
	// 800 a lot, 978.60 a year, at a break: true, <nil>
}

func ExampleIncrementalDiscount() {
	lot, err := policy.IncrementalDiscount(candy())
	fmt.Printf("%.2f a lot, %.2f a year, %v\n", lot.Quantity, lot.Cost, err)
	// Output:
	// 304.05 a lot, 1043.41 a year, <nil>
}

func ExampleNewsvendor() {
	demand, err := policy.Normal(50, 8)
	if err != nil {
		fmt.Println(err)
		return
	}
	level, err := policy.Newsvendor(policy.Costs{Holding: 0.18, Backorder: 0.7}, demand)
	fmt.Printf("%.3f costs %.4f, a ratio of %.4f, %v\n", level.Level, level.Cost, level.CriticalRatio, err)
	// Output:
	// 56.604 costs 1.9976, a ratio of 0.7955, <nil>
}

func ExampleSeasonQuantity() {
	demand, err := policy.Normal(50, 8)
	if err != nil {
		fmt.Println(err)
		return
	}
	lot, err := policy.SeasonQuantity(policy.Prices{Price: 1, Cost: 0.3, Salvage: 0.12}, demand)
	fmt.Printf(
		"%.3f earn %.2f, %.2f are sold and %.2f left, %v\n", lot.Quantity, lot.Profit, lot.ExpectedSales, lot.LeftOver,
		err,
	)
	// Output:
	// 56.604 earn 33.00, 49.08 are sold and 7.52 left, <nil>
}

func ExampleOptimalReorder() {
	demand, err := policy.Normal(108.3333, 43.3013) // of a lead time of a month
	if err != nil {
		fmt.Println(err)
		return
	}
	costs := policy.Costs{Order: 8, Holding: 0.225, Backorder: 7.5}
	best, err := policy.OptimalReorder(costs, 1300, demand)
	fmt.Printf("at %.2f order %.2f: %.3f a year, %v\n", best.ReorderPoint, best.Quantity, best.Cost, err)
	whole, err := policy.Poisson(108)
	if err != nil {
		fmt.Println(err)
		return
	}
	best, err = policy.OptimalReorder(costs, 1300, whole)
	fmt.Printf("at %v order %v: %.3f a year, %v\n", best.ReorderPoint, best.Quantity, best.Cost, err)
	// Output:
	// at 126.87 order 328.45: 78.071 a year, <nil>
	// at 100 order 312: 68.608 a year, <nil>
}

func ExampleReorderCost() {
	demand, err := policy.Normal(108.3333, 43.3013)
	if err != nil {
		fmt.Println(err)
		return
	}
	costs := policy.Costs{Order: 8, Holding: 0.225, Backorder: 7.5}
	given, err := policy.ReorderCost(costs, 1300, demand, 190, 304)
	fmt.Printf(
		"%.2f a year, with %.2f in stock and %.3f owed on average, %v\n", given.Cost, given.Sensitivity.Holding,
		given.Sensitivity.Backorder, err,
	)
	// Output:
	// 86.98 a year, with 233.69 in stock and 0.025 owed on average, <nil>
}

func ExampleBestReorderPoint() {
	demand, err := policy.Normal(108.3333, 43.3013)
	if err != nil {
		fmt.Println(err)
		return
	}
	pallet, err := policy.BestReorderPoint(policy.Costs{Order: 8, Holding: 0.225, Backorder: 7.5}, 1300, demand, 300)
	fmt.Printf("order %v at %.2f: %.3f a year, %v\n", pallet.Quantity, pallet.ReorderPoint, pallet.Cost, err)
	// Output:
	// order 300 at 129.43: 78.348 a year, <nil>
}

func ExampleOptimalMinMax() {
	period, err := policy.Poisson(6)
	if err != nil {
		fmt.Println(err)
		return
	}
	best, err := policy.OptimalMinMax(policy.Costs{Order: 5, Holding: 1, Backorder: 4}, period, period, nil)
	fmt.Printf(
		"at %v or below up to %v: %.5f a period, an order in %.0f%% of them, %v\n", best.ReorderPoint, best.OrderUpTo,
		best.Cost, 100*best.OrderChance, err,
	)
	// Output:
	// at 4 or below up to 10: 8.03411 a period, an order in 68% of them, <nil>
}

func ExampleMinMaxCost() {
	period, err := policy.Poisson(6)
	if err != nil {
		fmt.Println(err)
		return
	}
	given, err := policy.MinMaxCost(policy.Costs{Order: 5, Holding: 1, Backorder: 4}, period, period, 6, 12, nil)
	fmt.Printf("%.5f a period, %v\n", given.Cost, err)
	// Output:
	// 8.78041 a period, <nil>
}
