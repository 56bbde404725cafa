package policy_test

import (
	"fmt"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/policy"
)

// weeks are the laws of two and of three weeks, each week with 10 units on average.
func weeks() (lead, protection policy.Distribution) {
	lead, err := policy.Poisson(20)
	if err != nil {
		panic(err)
	}
	protection, err = policy.Poisson(30)
	if err != nil {
		panic(err)
	}
	return lead, protection
}

func tell(p policy.Performance, err error) {
	fmt.Printf(
		"P1 %.4f, P2 %.4f, P3 %.4f, %.2f in stock, %.3f owed, %v\n", p.CycleService, p.FillRate, p.ReadyRate, p.OnHand,
		p.Backorders, err,
	)
}

func ExampleEvaluateReorder() {
	lead, _ := weeks()
	tell(policy.EvaluateReorder(lead, 24, 15))
	// Output:
	// P1 0.8432, P2 0.9675, P3 0.9675, 12.06 in stock, 0.060 owed, <nil>
}

func ExampleEvaluateOrderUpTo() {
	lead, protection := weeks()
	tell(policy.EvaluateOrderUpTo(lead, protection, 38))
	// Output:
	// P1 0.9352, P2 0.9794, P3 0.9110, 8.21 in stock, 0.206 owed, <nil>
}

func ExampleEvaluateMinMax() {
	lead, protection := weeks()
	week, err := policy.Poisson(10)
	if err != nil {
		fmt.Println(err)
		return
	}
	tell(policy.EvaluateMinMax(week, lead, protection, 34, 50, nil))
	// Output:
	// P1 0.9729, P2 0.9911, P3 0.9632, 14.74 in stock, 0.089 owed, <nil>
}

func ExampleEvaluateLots() {
	lead, protection := weeks()
	tell(policy.EvaluateLots(lead, protection, 34, 12))
	// Output:
	// P1 0.9526, P2 0.9843, P3 0.9359, 10.66 in stock, 0.157 owed, <nil>
}

func ExampleReorderPointForCycle() {
	lead, _ := weeks()
	fmt.Println(policy.ReorderPointForCycle(lead, 0.95))
	// Output:
	// 28 <nil>
}

func ExampleReorderPointForFill() {
	lead, _ := weeks()
	fmt.Println(policy.ReorderPointForFill(lead, 15, 0.98))
	// Output:
	// 26 <nil>
}

func ExampleReorderPointForLostSales() {
	lead, _ := weeks()
	fmt.Println(policy.ReorderPointForLostSales(lead, 15, 0.98))
	// Output:
	// 26 <nil>
}

func ExampleOrderUpToForFill() {
	lead, protection := weeks()
	fmt.Println(policy.OrderUpToForFill(lead, protection, 0.98))
	// Output:
	// 39 <nil>
}

func ExampleCycleFactor() {
	k, err := policy.CycleFactor(0.975)
	fmt.Printf("%.5f %v\n", k, err)
	// Output:
	// 1.95996 <nil>
}

func ExampleCycleServiceOf() {
	p, err := policy.CycleServiceOf(2)
	fmt.Printf("%.5f %v\n", float64(p), err)
	// Output:
	// 0.97725 <nil>
}

func ExampleFillFactor() {
	// The order quantity is half a standard deviation of the demand of the lead time.
	exact, err := policy.FillFactor(0.5, 0.9)
	if err != nil {
		fmt.Println(err)
		return
	}
	simple, err := policy.SimpleFillFactor(0.5, 0.9)
	fmt.Printf("%.4f, where the textbook's approximation keeps %.4f, %v\n", exact, simple, err)
	// Output:
	// 1.0449, where the textbook's approximation keeps 1.2556, <nil>
}

func ExampleFillOf() {
	p, err := policy.FillOf(0.5, 1.25)
	fmt.Printf("%.4f %v\n", p, err)
	// Output:
	// 0.9312 <nil>
}

func ExampleSimpleFillFactor() {
	k, err := policy.SimpleFillFactor(4, 0.98)
	fmt.Printf("%.4f %v\n", k, err)
	// Output:
	// 1.0212 <nil>
}

func ExampleLostSalesFactor() {
	k, err := policy.LostSalesFactor(4, 0.98)
	fmt.Printf("%.4f %v\n", k, err)
	// Output:
	// 1.0107 <nil>
}

func pump() policy.StockedItem {
	return policy.StockedItem{
		DemandPerYear: 200, Quantity: 129, UnitValue: 2, CarryingRate: 0.24, Deviation: 21.2, MinFactor: 1.5,
	}
}

func why(f policy.Factor, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, sentence := range f.Sentences(logistics.Language{}) {
		fmt.Println(strings.ReplaceAll(sentence, "). ", ").\n"))
	}
}

func ExampleStockoutCostFactor() {
	why(policy.StockoutCostFactor(pump(), 300))
	why(policy.StockoutCostFactor(pump(), 3))
	// Output:
	// A cost ratio of 18.2 gives a safety factor of 2.41 (cost per stock-out, B1).
	// A cost ratio of 0.182 justifies no safety stock (cost per stock-out, B1).
	// The lowest allowed safety factor, 1.5, is used.
}

func ExampleUnitShortFactor() {
	why(policy.UnitShortFactor(pump(), 2))
	// Output:
	// A rate of 0.077 stock-outs per cycle gives a safety factor of 1.42 (cost per unit short, B2).
}

func ExampleUnitTimeShortFactor() {
	why(policy.UnitTimeShortFactor(pump(), 20))
	// Output:
	// A shortage of 0.072 standard deviations per cycle gives a safety factor of 1.07 (cost per unit-year short, B3).
}

func ExampleStockoutIntervalFactor() {
	why(policy.StockoutIntervalFactor(pump(), 4))
	// Output:
	// A rate of 0.161 stock-outs per cycle gives a safety factor of 0.989 (time between stock-outs, TBS).
}

func ExampleLeastStock() {
	cheap, dear := must(policy.Normal(100, 30)), must(policy.Normal(20, 8))
	shelf, err := policy.LeastStock([]policy.PortfolioItem{
		{Demand: cheap, Rate: 1200, Quantity: 300, UnitValue: 1},
		{Demand: dear, Rate: 240, Quantity: 60, UnitValue: 50},
	}, 0.98)
	fmt.Printf(
		"at %.1f and %.1f: %.4f and %.4f, together %.4f, %v\n", shelf.ReorderPoints[0], shelf.ReorderPoints[1],
		shelf.FillRates[0], shelf.FillRates[1], shelf.FillRate, err,
	)
	// Output:
	// at 163.3 and 14.0: 0.9994 and 0.8832, together 0.9800, <nil>
}
