package disposition_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

func ExampleChoose() {
	item := disposition.Item{Value: logistics.MustMoney("200 EUR"), Grade: "B"}
	choice, err := disposition.Choose(policy(), item)
	fmt.Println(choice.Way(), choice.Net(), err)
	for _, reason := range choice.Reasons() {
		fmt.Println("-", disposition.Reasons().Render(reason))
	}
	// Output:
	// refurbish 131.00 EUR <nil>
	// - restock is not open to grade B
	// - refurbish is best with 131.00 EUR: 78/100 of 200.00 EUR is 156.00 EUR, less 25.00 EUR to process and 0.00 EUR to bring in
	// - vendor_credit comes to 111.00 EUR, below 131.00 EUR: 60/100 of 200.00 EUR is 120.00 EUR, less 9.00 EUR to process and 0.00 EUR to bring in
	// - liquidate comes to 18.00 EUR, below 131.00 EUR: 10/100 of 200.00 EUR is 20.00 EUR, less 2.00 EUR to process and 0.00 EUR to bring in
	// - scrap comes to -1.50 EUR, below 131.00 EUR: 0/100 of 200.00 EUR is 0.00 EUR, less 1.50 EUR to process and 0.00 EUR to bring in
	// - keep_the_item is not open: the goods are here already
}

func ExampleCompiled_Choose() {
	compiled, err := disposition.Compile(policy())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, value := range []string{"12 EUR", "20 EUR"} { // worth its way back?
		choice, err := compiled.Choose(disposition.Item{Value: logistics.MustMoney(value), Grade: "A", Inbound: logistics.MustMoney("10.50 EUR")})
		fmt.Println(value, choice.Way(), choice.Net(), err)
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
	// logistics: /option: unknown "option": no such field
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
}
