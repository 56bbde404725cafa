package lot_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/lot"
)

// months are the demands of a year, with 54 for an order and 0.40 for a unit held a month.
func months() []lot.Period {
	return lot.Periods([]float64{10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41}, 54, 0.4)
}

func ExampleWagnerWhitin() {
	plan, err := lot.WagnerWhitin(months())
	fmt.Println(plan.Orders, plan.Cost(), err)
	// Output:
	// [84 0 0 130 283 0 140 0 124 160 279 0] 501.2 <nil>
}

func ExampleWork_WagnerWhitin() {
	var work lot.Work // kept for the next item
	cost, err := work.WagnerWhitin(months())
	fmt.Printf("%.2f %v\n", cost, err)
	// Output:
	// 501.20 <nil>
}

func ExampleSilverMeal() {
	plan, err := lot.SilverMeal(months())
	fmt.Println(plan.Orders, plan.Cost(), err)
	// Output:
	// [84 0 0 130 283 0 140 0 124 160 279 0] 501.2 <nil>
}

func ExamplePartPeriod() {
	plan, err := lot.PartPeriod(months())
	fmt.Println(plan.Orders, plan.Cost(), err)
	// Output:
	// [84 0 0 284 0 217 0 176 0 398 0 41] 600 <nil>
}

func ExampleLeastUnitCost() {
	plan, err := lot.LeastUnitCost(months())
	fmt.Println(plan.Orders, plan.Cost(), err)
	// Output:
	// [84 0 0 284 0 217 0 176 0 160 238 41] 558.8 <nil>
}

func ExampleFixedPeriods() {
	plan, err := lot.FixedPeriods(months(), 2)
	fmt.Println(plan.Orders, plan.Cost(), err)
	// Output:
	// [72 0 142 0 283 0 140 0 284 0 279 0] 553.6 <nil>
}

func ExampleLotForLot() {
	plan, err := lot.LotForLot(months())
	fmt.Println(plan.Cost(), err)
	// Output:
	// 648 <nil>
}

// Orders of whole layers of 48, at least two and at most five of them.
func ExampleConstrained() {
	plan, err := lot.Constrained(months(), lot.Order{Minimum: 96, Multiple: 48, Maximum: 240}, 20)
	fmt.Println(plan.Orders, plan.Cost(), err)
	// Output:
	// [0 96 0 144 240 0 144 0 144 192 240 0] 578 <nil>
}

func ExamplePeriods() {
	fmt.Println(lot.Periods([]float64{5, 0}, 54, 0.4))
	// Output:
	// [{5 54 0.4 0} {0 54 0.4 0}]
}

func ExamplePlan_Cost() {
	fmt.Println(lot.Plan{Setup: 54, Holding: 4, Purchase: 2}.Cost())
	// Output:
	// 60
}

// family has 40 for an order, and a little for each item in it.
func family() []lot.Member {
	return []lot.Member{
		{Demand: 86, Setup: 15, Holding: 6}, {Demand: 12, Setup: 15, Holding: 6}, {Demand: 1, Setup: 15, Holding: 6},
	}
}

func ExampleJointReplenishment() {
	c, err := lot.JointReplenishment(40, family())
	fmt.Printf("every %.3f, multiples %v, cost %.2f %v\n", c.Base, c.Multiples, c.Cost, err)
	// Output:
	// every 0.486, multiples [1 1 5], cost 300.38 <nil>
}

func ExampleSilverCycle() {
	c, err := lot.SilverCycle(40, family())
	fmt.Printf("every %.3f, multiples %v, cost %.2f %v\n", c.Base, c.Multiples, c.Cost, err)
	// Output:
	// every 0.486, multiples [1 1 5], cost 300.38 <nil>
}

func ExamplePowerOfTwo() {
	c, err := lot.PowerOfTwo(40, family())
	fmt.Printf("every %.3f, multiples %v, cost %.2f %v\n", c.Base, c.Multiples, c.Cost, err)
	// Output:
	// every 0.491, multiples [1 1 4], cost 300.45 <nil>
}

// Two pallets have to go, and the truck has places for six: the item that would run out first goes on.
func ExampleFill() {
	load, err := lot.Fill(lot.Size{Pallets: 6, Weight: 4000}, []lot.Candidate{
		{
			Item: logistics.MustID("water"), Pack: 480, Must: 2, Max: 6, Stock: 300, Demand: 120,
			Size: lot.Size{Pallets: 1, Weight: 700},
		},
		{
			Item: logistics.MustID("crisps"), Pack: 200, Max: 4, Stock: 150, Demand: 40,
			Size: lot.Size{Pallets: 1, Weight: 90},
		},
	})
	fmt.Println(load.Vehicles, load.Used, load.Left, err)
	for _, l := range load.Items {
		fmt.Printf("%s %d, lasts %.1f days\n", l.Item, l.Packs, l.Cover)
	}
	// Output:
	// 1 {2370 0 6} [pallets] <nil>
	// water 3, lasts 14.5 days
	// crisps 3, lasts 18.8 days
}

func ExampleProfile_Round() {
	p := lot.Profile{{Size: 6, From: 1}, {Size: 48, From: 40}} // cartons, and layers from five sixths on
	fmt.Println(p.Round(37), p.Round(41))
	// Output:
	// 42 48
}

func ExampleProfile_Validate() {
	fmt.Println(lot.Profile{{Size: 6, From: 1}, {Size: 50, From: 40}}.Validate())
	// Output:
	// logistics: /1/size: conflict "50": must be a larger multiple of the size before
}
