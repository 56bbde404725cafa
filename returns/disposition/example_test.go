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
	// - Restocking is not possible:
	//     it does not accept goods of grade B.
	// - Refurbishing is best, with a net recovery of €131.00:
	//     it recovers €156.00 (78% × €200.00),
	//     less €25.00 for processing and €0.00 for transport.
	// - Return to vendor has a net recovery of €111.00, below €131.00:
	//     it recovers €120.00 (60% × €200.00),
	//     less €9.00 for processing and €0.00 for transport.
	// - Liquidation has a net recovery of €18.00, below €131.00:
	//     it recovers €20.00 (10% × €200.00),
	//     less €2.00 for processing and €0.00 for transport.
	// - Scrapping has a net recovery of -€1.50, below €131.00:
	//     it recovers €0.00 (0% × €200.00),
	//     less €1.50 for processing and €0.00 for transport.
	// - Returnless refund is not possible:
	//     the goods have already come back.
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
	// logistics: /options: out_of_range "0": 1 to 64 dispositions
	// logistics: /rounding: required: how recovered value is rounded to the minor unit
	// logistics: /version: out_of_range "0": version must be 1 or greater
}

func ExampleReasons() {
	text, _ := disposition.Reasons().Text(disposition.NothingOpen)
	fmt.Println(text)
	// Output:
	// No disposition is possible for these goods, so there is no recovery to weigh.
}

func ExampleChoose_expected() {
	choice, err := disposition.Choose(laptops(), laptop("200 USD"))
	fmt.Println(choice.Disposition(), choice.Net(), err)
	for _, reason := range choice.Reasons() {
		say(reason)
	}
	// Output:
	// restock 183.10 USD <nil>
	// - Restocking is best, with a net recovery of $183.10:
	//     it recovers $189.10 (95% × 100% × $200.00 × (1 − 1%)^1 + (1 − 95%) × $20.00),
	//     less $6.00 for processing and $0.00 for transport.
	// - Refurbishing has a net recovery of $108.64, below $183.10:
	//     it recovers $133.64 (85% × 80% × $200.00 × (1 − 1%)^4 + (1 − 85%) × $20.00),
	//     less $25.00 for processing and $0.00 for transport.
	// - Return to vendor has a net recovery of $111.00, below $183.10:
	//     it recovers $120.00 (60% × $200.00),
	//     less $9.00 for processing and $0.00 for transport.
	// - Liquidation has a net recovery of $18.00, below $183.10:
	//     it recovers $20.00 (10% × $200.00),
	//     less $2.00 for processing and $0.00 for transport.
	// - Recycling has a net recovery of -$1.50, below $183.10:
	//     it recovers $0.00 (0% × $200.00),
	//     less $1.50 for processing and $0.00 for transport.
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
	// - Restocking is not possible:
	//     its quota is used up.
	// - Refurbishing has a net recovery of $98.55, below $111.00:
	//     it recovers $123.55 (85% × 80% × $200.00 × (1 − 1%)^(4 + 8) + (1 − 85%) × $20.00),
	//     less $25.00 for processing and $0.00 for transport.
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
		fmt.Println(strings.ReplaceAll(disposition.Reasons().English(reason), ": ", ":\n  "))
	}
	fmt.Println("worth its way back from", r.BreakEven)
	// Output:
	// true -1.15 USD <nil>
	// The customer keeps the goods:
	//   restocking would leave -$1.15 ($9.35 less $10.50 for transport and handling), below the limit of $0.00.
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
	// Refurbishing becomes best when return to vendor takes more than 1.98 weeks; it currently takes 0 weeks.
	// Refurbishing becomes best when refurbishing takes less than 2.22 weeks; it currently takes 4 weeks.
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
	// Waiting 1 days costs $0.27: the net recovery of restocking falls from $183.10 to $182.83.
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
	// days = 1 / (capacity - arrivals) = 0.5
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
	// Graded goods recover €160.80, ungraded goods €111.00 by return to vendor: grading is worth €49.80.
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
	// logistics: /split: mismatch "2": some inspected units have no disposition
}
