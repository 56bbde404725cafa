package simulate_test

import (
	"fmt"

	"github.com/logicrm/logistics/vmi/simulate"
)

// What does a reorder point of 30 with an order-up-to level of 80 really deliver?
func ExampleRun() {
	result, err := simulate.Run(simulate.Setup{
		Rule:   simulate.Rule{Kind: simulate.ReorderPointOrderUpTo, Reorder: 30, UpTo: 80},
		Demand: simulate.Poisson(6), Lead: simulate.Constant(4), Start: 80, Warmup: 1000, Periods: 100_000, Seed: 1,
	})
	low, high := result.FillRate.Interval(1.96)
	fmt.Printf(
		"%.4f of demand at once, between %.4f and %.4f; %.1f on hand; %v\n", result.FillRate.Mean, low, high,
		result.OnHand.Mean, err,
	)
	// Output:
	// 0.9799 of demand at once, between 0.9792 and 0.9807; 27.0 on hand; <nil>
}

// Continuous review: customers come one by one, two in a unit of time.
func ExampleRunner_Run() {
	var runner simulate.Runner // kept for the next item
	result, err := runner.Run(simulate.Setup{
		Rule:   simulate.Rule{Kind: simulate.ReorderPointLot, Reorder: 8, Lot: 15},
		Demand: simulate.Constant(1), Arrivals: 2, Lead: simulate.Constant(4), Start: 20, Periods: 100_000, Seed: 1,
	})
	fmt.Printf("%.3f ready, %d orders %v\n", result.ReadyRate.Mean, result.Orders, err)
	// Output:
	// 0.926 ready, 6666 orders <nil>
}

func ExampleEstimate_Interval() {
	fmt.Println(simulate.Estimate{Mean: 0.95, Error: 0.01}.Interval(2))
	// Output:
	// 0.9299999999999999 0.97
}

// rate is what a base stock of 12 serves of a demand, a period after the order.
func rate(demand simulate.Source) string {
	result, err := simulate.Run(simulate.Setup{
		Rule: simulate.Rule{Kind: simulate.BaseStock, UpTo: 12}, Demand: demand, Lead: simulate.Constant(1),
		Periods: 100_000, Seed: 1,
	})
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%.3f", result.FillRate.Mean)
}

func ExampleConstant() {
	fmt.Println(rate(simulate.Constant(5)))
	// Output:
	// 1.000
}

func ExampleNormal() {
	fmt.Println(rate(simulate.Normal(5, 2)))
	// Output:
	// 0.921
}

func ExampleGamma() {
	fmt.Println(rate(simulate.Gamma(1.2, 5/1.2)))
	// Output:
	// 0.715
}

func ExampleExponential() {
	fmt.Println(rate(simulate.Exponential(5)))
	// Output:
	// 0.691
}

func ExamplePoisson() {
	fmt.Println(rate(simulate.Poisson(5)))
	// Output:
	// 0.895
}

func ExampleDiscrete() {
	fmt.Println(rate(simulate.Discrete(4, []float64{0.2, 0.6, 0.2})))
	// Output:
	// 1.000
}

func ExampleSample() {
	fmt.Println(rate(simulate.Sample([]float64{0, 0, 3, 17})))
	// Output:
	// 0.525
}
