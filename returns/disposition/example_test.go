package disposition_test

import (
	"fmt"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

// say prints a sentence over some lines.
func say(reason logistics.Reason) {
	lines := strings.NewReplacer(": ", ":\n    ", ", less", ",\n    less")
	fmt.Println("-", lines.Replace(disposition.Reasons().English(reason)))
}

func ExampleChoose() {
	item := disposition.Item{Value: logistics.MustMoney("200 EUR"), Grade: "B"}
	choice, err := disposition.Choose(policy(), item)
	fmt.Println(choice.Disposition(), choice.Net(), err)
	for _, reason := range choice.Reasons() {
		say(reason)
	}
	// Output:
	// refurbish 131.00 EUR <nil>
	// - restock is not open to grade B
	// - refurbish is best with 131.00 EUR:
	//     78/100 of 200.00 EUR is 156.00 EUR,
	//     less 25.00 EUR to process and 0.00 EUR to bring in
	// - vendor_credit comes to 111.00 EUR, below 131.00 EUR:
	//     60/100 of 200.00 EUR is 120.00 EUR,
	//     less 9.00 EUR to process and 0.00 EUR to bring in
	// - liquidate comes to 18.00 EUR, below 131.00 EUR:
	//     10/100 of 200.00 EUR is 20.00 EUR,
	//     less 2.00 EUR to process and 0.00 EUR to bring in
	// - scrap comes to -1.50 EUR, below 131.00 EUR:
	//     0/100 of 200.00 EUR is 0.00 EUR,
	//     less 1.50 EUR to process and 0.00 EUR to bring in
	// - keep_the_item is not open:
	//     the goods are here already
}

func ExampleChooser_Choose() {
	compiled, err := disposition.Compile(policy())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, value := range []string{"12 EUR", "20 EUR"} { // worth its way back?
		choice, err := compiled.Choose(disposition.Item{
			Value: logistics.MustMoney(value), Grade: "A", Inbound: logistics.MustMoney("10.50 EUR"),
		})
		fmt.Println(value, choice.Disposition(), choice.Net(), err)
	}
	// Output:
	// 12 EUR keep_the_item 0.00 EUR <nil>
	// 20 EUR restock 2.50 EUR <nil>
}

func ExampleCompile() {
	p := policy()
	p.Options[1].Cost = logistics.MustMoney("25 USD")
	_, err := disposition.Compile(p)
	fmt.Println(err)
	// Output:
	// logistics: /options/1/cost: mismatch "25.00 USD": one currency for a policy
}

func ExamplePolicy_Validate() {
	p := policy()
	p.Options[0].Recovery[0].Share = logistics.MustRatio("105%")
	fmt.Println(p.Validate())
	// Output:
	// logistics: /options/0/recovery/0/share: out_of_range "105/100": from 0 to 100%
}

func ExampleDecodePolicy() {
	_, err := disposition.DecodePolicy([]byte(`{"schema":"logistics/disposition.policy/1","option":[]}`))
	fmt.Println(err)
	// Output:
	// logistics: /id: required: id is required
	// logistics: /option: unknown "option": no such field
	// logistics: /options: out_of_range "0": 1 to 64 ways out
	// logistics: /rounding: required: how recovered value is rounded to the minor unit
	// logistics: /version: out_of_range "0": version must be 1 or greater
}

func ExampleReasons() {
	for _, line := range disposition.Reasons() {
		fmt.Println(line.Code)
	}
	// Output:
	// disposition.option.chosen
	// disposition.option.lower
	// disposition.option.tied
	// disposition.option.grade_not_listed
	// disposition.option.goods_here
	// disposition.option.hazardous
	// disposition.option.quota_used_up
	// disposition.returnless.keep
	// disposition.returnless.bring_in
	// disposition.returnless.may_not_keep
	// disposition.returnless.nothing_open
	// disposition.flip.beyond
	// disposition.flip.within
	// disposition.backlog.loses
	// disposition.backlog.turns
	// disposition.grading.worth
	// disposition.grading.needed
}

func ExampleChoose_expected() {
	choice, err := disposition.Choose(laptops(), laptop("200 USD"))
	fmt.Println(choice.Disposition(), choice.Net(), err)
	for _, reason := range choice.Reasons() {
		say(reason)
	}
	// Output:
	// restock 183.10 USD <nil>
	// - restock is best with 183.10 USD:
	//     95/100 × 100/100 of 200.00 USD × (1 − 1/100)^1 + (1 − 95/100) × 20.00 USD is 189.10 USD,
	//     less 6.00 USD to process and 0.00 USD to bring in
	// - refurbish comes to 108.64 USD, below 183.10 USD:
	//     85/100 × 80/100 of 200.00 USD × (1 − 1/100)^4 + (1 − 85/100) × 20.00 USD is 133.64 USD,
	//     less 25.00 USD to process and 0.00 USD to bring in
	// - vendor_credit comes to 111.00 USD, below 183.10 USD:
	//     60/100 of 200.00 USD is 120.00 USD,
	//     less 9.00 USD to process and 0.00 USD to bring in
	// - liquidate comes to 18.00 USD, below 183.10 USD:
	//     10/100 of 200.00 USD is 20.00 USD,
	//     less 2.00 USD to process and 0.00 USD to bring in
	// - recycle comes to -1.50 USD, below 183.10 USD:
	//     0/100 of 200.00 USD is 0.00 USD,
	//     less 1.50 USD to process and 0.00 USD to bring in
}

func ExampleChooser_With() {
	compiled, err := disposition.Compile(laptops())
	if err != nil {
		fmt.Println(err)
		return
	}
	none := int64(0)
	now, err := compiled.With([]disposition.Load{
		{Disposition: disposition.Restock, Left: &none},
		{Disposition: disposition.Refurbish, Queue: logistics.MustRatio("8")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	choice, err := now.Choose(laptop("200 USD"))
	fmt.Println(choice.Disposition(), choice.Net(), err)
	for _, reason := range choice.Reasons()[:2] {
		say(reason)
	}
	// Output:
	// vendor_credit 111.00 USD <nil>
	// - restock is not open:
	//     nothing is left of its quota
	// - refurbish comes to 98.55 USD, below 111.00 USD:
	//     85/100 × 80/100 of 200.00 USD × (1 − 1/100)^(4 + 8) + (1 − 85/100) × 20.00 USD is 123.55 USD,
	//     less 25.00 USD to process and 0.00 USD to bring in
}

func ExampleChooser_ReturnlessRefund() {
	compiled, err := disposition.Compile(workshop())
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := compiled.ReturnlessRefund(cheap("12 USD"))
	fmt.Println(r.Keep, r.Margin, err)
	for _, reason := range r.Reasons() {
		fmt.Println(disposition.Reasons().English(reason))
	}
	fmt.Println("worth its way back from", r.BreakEven)
	// Output:
	// true -1.15 USD <nil>
	// the customer keeps it: restock would bring 9.35 USD, less 10.50 USD to have it here is -1.15 USD, below 0.00 USD
	// worth its way back from 13.22 USD
}

func ExampleChoice_Flips() {
	p := laptops()
	p.Options = p.Options[1:3] // refurbish, or the vendor's credit
	choice, err := disposition.Choose(p, laptop("200 USD"))
	fmt.Println(choice.Disposition(), choice.Net(), err)
	for _, flip := range choice.Flips() {
		for _, reason := range flip.Reasons() {
			fmt.Println(disposition.Reasons().English(reason))
		}
	}
	// Output:
	// vendor_credit 111.00 USD <nil>
	// refurbish wins once vendor_credit takes more than 1.98 weeks; it takes 0.00
	// refurbish wins once refurbish takes less than 2.22 weeks; it takes 4.00
}

func ExampleChooser_BacklogCost() {
	compiled, err := disposition.Compile(laptops())
	if err != nil {
		fmt.Println(err)
		return
	}
	w, err := compiled.BacklogCost(laptop("200 USD"), logistics.MustRatio("1"))
	fmt.Println(w.Lost, err)
	for _, reason := range w.Reasons() {
		fmt.Println(disposition.Reasons().English(reason))
	}
	// Output:
	// 0.27 USD <nil>
	// 1 days of waiting cost 0.27 USD: restock falls from 183.10 USD to 182.83 USD
}

func ExampleDelay() {
	queue, err := disposition.Delay(disposition.Bench{
		Arrivals: logistics.MustRatio("98"), Capacity: logistics.MustRatio("100"),
		Value: logistics.MustMoney("200 USD"), Decay: logistics.MustRatio("1%"), Rounding: logistics.HalfUp,
	})
	fmt.Println(queue.Days, queue.PerDay, err)
	for _, step := range queue.Steps() {
		fmt.Println(step.Name, "=", step.Formula, "=", step.Result)
	}
	// Output:
	// 0.5 14.06 USD <nil>
	// days = 1 / (capacity - arrivals) = 0.50
	// loss_per_item_day = value * (1 - (1 - decay)^(1/7)) = 0.28694641
	// per_day = days * loss_per_item_day * arrivals = 14.06 USD
}

func ExampleChooser_Inspection() {
	compiled, err := disposition.Compile(policy())
	if err != nil {
		fmt.Println(err)
		return
	}
	n, err := compiled.Inspection(disposition.Item{Value: logistics.MustMoney("200 EUR")}, []disposition.Belief{
		{Grade: "A", Weight: 60}, {Grade: "B", Weight: 30}, {Grade: "C", Weight: 10},
	})
	fmt.Println(n.Worth, err)
	for _, reason := range n.Reasons() {
		fmt.Println(disposition.Reasons().English(reason))
	}
	// Output:
	// 49.80 EUR <nil>
	// graded it brings 160.80 EUR, ungraded vendor_credit brings 111.00 EUR: knowing the grade is worth 49.80 EUR
}

func ExampleConsolidate() {
	n, err := disposition.Consolidate(disposition.Collection{
		Arrivals: logistics.MustRatio("20"), Shipment: logistics.MustMoney("100 USD"),
		Holding: logistics.MustMoney("0.25 USD"),
		Whole:   true, Rounding: logistics.HalfUp,
	})
	fmt.Println(n.Days, n.CostPerDay, err)
	for _, step := range n.Steps() {
		fmt.Println(step.Name, "=", step.Formula, "=", step.Result)
	}
	// Output:
	// 6 31.67 USD <nil>
	// held = holding + value * (1 - (1 - decay)^(1/7)) = 0.25
	// optimum = sqrt(2 * shipment / (held * arrivals)) = 6.3245553
	// days = cheaper whole neighbour of optimum = 6
	// cost_per_day = shipment / days + held * arrivals * days / 2 = 31.67 USD
}

func ExampleDispose() {
	fmt.Println(disposition.Dispose(
		5,
		[]disposition.Units{{Disposition: disposition.Restock, Units: 3}, {Disposition: disposition.Scrap, Units: 2}},
	))
	fmt.Println(disposition.Dispose(5, []disposition.Units{{Disposition: disposition.Restock, Units: 3}}))
	// Output:
	// <nil>
	// logistics: /split: mismatch "2": units that were inspected have no way
}
