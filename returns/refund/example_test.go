package refund_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

func ExampleQuote() {
	terms := refund.Terms{Fee: logistics.MustRatio("15%"), Rounding: logistics.HalfUp}
	line := refund.Line{Paid: logistics.MustMoney("100 EUR"), Sold: 3, Settled: 1, Now: 1}
	quote, err := refund.Quote(terms, line)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range quote.Steps() {
		fmt.Println(step.Name, "=", step.Formula, "=", step.Result)
	}
	// Output:
	// before = round(paid * settled / sold) = 33.33 EUR
	// gross = round(paid * (settled + now) / sold) - before = 33.34 EUR
	// kept = round(gross * fee) = 5.00 EUR
	// refund = gross - kept = 28.34 EUR
	// returnable = paid - before - gross = 33.33 EUR
	// paid = before + refund + kept + returnable = 100.00 EUR
}

func ExampleQuote_faults() {
	_, err := refund.Quote(refund.Terms{Fee: logistics.MustRatio("120%")}, refund.Line{Paid: logistics.MustMoney("9.999 EUR"), Sold: 2, Settled: 1, Now: 2})
	fmt.Println(err)
	// Output:
	// logistics: /line/now: conflict "2": only 1 units are left
	// logistics: /line/paid: out_of_range "9.999 EUR": whole minor units
	// logistics: /terms/fee: out_of_range "120/100": from 0 to 100%
	// logistics: /terms/rounding: required: how amounts are rounded to the minor unit
}

func ExampleUnits() {
	for settled := range int64(3) { // 10.00 paid for three, one after the other
		fmt.Println(refund.Units(1000, 3, settled, 1, logistics.HalfUp))
	}
	// Output:
	// 333 <nil>
	// 334 <nil>
	// 333 <nil>
}
