package refund_test

import (
	"errors"
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

func ExampleQuote() {
	terms := refund.Terms{
		Restocking: logistics.MustRatio("15%"),
		Freight:    logistics.MustMoney("4.50 EUR"),
		Waived:     []string{"damaged", "wrong_item"},
		Rounding:   logistics.HalfUp,
	}
	ask := refund.Ask{
		Order: refund.Order{Lines: []refund.Line{{
			ID: logistics.MustID("1"), Units: 3, Paid: logistics.MustMoney("100 EUR"),
			Tax: logistics.MustMoney("15.97 EUR"), Settled: 1,
		}}},
		Parts: []refund.Part{{Line: 0, Units: 1}},
		Cause: "changed_mind",
	}
	quote, err := refund.Quote(terms, ask)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, part := range quote.Parts {
		fmt.Println(part.Units, "of line", part.Line, "cost", part.Gross, "with tax of", part.Tax)
	}
	fmt.Println("kept", quote.Kept, "refund", quote.Refund)
	ask.Cause = "damaged"
	if quote, err = refund.Quote(terms, ask); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("kept", quote.Kept, "refund", quote.Refund)
	// Output:
	// 1 of line 1 cost 33.34 EUR with tax of 5.33 EUR
	// kept 9.50 EUR refund 23.84 EUR
	// kept 0.00 EUR refund 33.34 EUR
}

func ExampleQuote_faults() {
	terms := refund.Terms{Restocking: logistics.MustRatio("120%")}
	_, err := refund.Quote(terms, refund.Ask{
		Order: refund.Order{Lines: []refund.Line{
			{ID: logistics.MustID("1"), Units: 2, Paid: logistics.MustMoney("9.99 EUR"), Settled: 1},
		}},
		Parts: []refund.Part{{Line: 0, Units: 2}, {Line: 7, Units: 1}},
	})
	fmt.Println(err)
	// Output:
	// logistics: /ask/parts/0/units: conflict "2": only 1 units are left
	// logistics: /ask/parts/1/line: unknown "7": no line of the order
	// logistics: /terms/restocking: out_of_range "120/100": from 0 to 100%
	// logistics: /terms/rounding: required: how amounts are rounded to the minor unit
}

// Five of six units come back, and what is kept is below the minimum of the coupon: it is charged at
// its list value.
func ExampleResult_Steps() {
	terms := refund.Terms{
		Promotion: refund.Promotion{Minimum: logistics.MustMoney("300 USD")}, Rounding: logistics.HalfUp,
	}
	quote, err := refund.Quote(terms, refund.Ask{
		Order: refund.Order{Lines: []refund.Line{{
			ID: logistics.MustID("A"), Units: 6, List: logistics.MustMoney("300 USD"),
			Paid: logistics.MustMoney("270 USD"),
		}}},
		Parts: []refund.Part{{Line: 0, Units: 5}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range quote.Steps() {
		fmt.Println(step.Name, "=", step.Formula, "=", step.Result)
	}
	// Output:
	// gross_of_part_1 = round(paid * (settled + now) / sold) - round(paid * settled / sold) = 225.00 USD
	// gross = gross_of_part_1 = 225.00 USD
	// claw_back_due = max(share - max(paid_goods - list_kept, 0), 0) = 5.00 USD
	// claw_back = min(claw_back_due - clawed_back, gross - kept_of_part_1) = 5.00 USD
	// kept = kept_of_part_1 = 0.00 USD
	// refund = gross + shipping - claw_back - kept = 220.00 USD
	// returnable = paid - before - gross - shipping = 45.00 USD
	// paid = before + refund + kept + claw_back + returnable = 270.00 USD
}

func ExampleResult_Reasons() {
	terms := refund.Terms{
		Late: []refund.LateFee{
			{UntilDays: 30, Share: logistics.MustRatio("20%")}, {Share: logistics.MustRatio("100%")},
		},
		Freight: logistics.MustMoney("7.50 USD"), Rounding: logistics.HalfUp,
	}
	quote, err := refund.Quote(terms, refund.Ask{
		Order: refund.Order{
			Lines: []refund.Line{{ID: logistics.MustID("A"), Units: 1, Paid: logistics.MustMoney("8 USD")}},
		},
		Parts:    []refund.Part{{Line: 0, Units: 1}},
		DaysLate: 30,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, reason := range quote.Reasons() {
		fmt.Println(refund.Reasons().English(reason))
	}
	fmt.Println("refund", quote.Refund)
	// Output:
	// $1.60 is deducted for line A, which came back late (20% of $8.00).
	// $7.50 is deducted for the return freight.
	// Of $9.10 in fees only $8.00 is deducted, so that the refund does not fall below zero.
	// refund 0.00 USD
}

func ExampleReasons() {
	text, _ := refund.Reasons().Text(refund.FreightKept)
	fmt.Println(text)
	// Output:
	// {amount} is deducted for the return freight.
}

func ExampleTerms_Validate() {
	terms := refund.Terms{
		Late: []refund.LateFee{
			{UntilDays: 30, Share: logistics.MustRatio("20%")}, {Share: logistics.MustRatio("200%")},
		},
		Rounding: logistics.HalfUp,
	}
	var faults logistics.Faults
	faults.At("/refund", terms.Validate())
	fmt.Println(faults.Err())
	// Output:
	// logistics: /refund/late/1/share: out_of_range "200/100": from 0 to 100%
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

func ExampleShares() {
	shares, err := refund.Shares(logistics.MustMoney("10 USD"), []logistics.Money{
		logistics.MustMoney("33.33 USD"), logistics.MustMoney("33.33 USD"), logistics.MustMoney("33.34 USD"),
	})
	fmt.Println(shares, err)
	// Output:
	// [3.33 USD 3.33 USD 3.34 USD] <nil>
}

func ExampleCheckAmount() {
	fmt.Println(refund.CheckAmount(logistics.MustMoney("2.23 USD"), logistics.MustMoney("1.23 USD")))
	fmt.Println(refund.CheckAmount(logistics.MustMoney("-5 USD"), logistics.MustMoney("1.23 USD")))
	// Output:
	// refund: $2.23 requested; only $1.23 can be refunded.
	// logistics: /amount: out_of_range "-5.00 USD": not below zero
}

func ExampleAmountError_Reason() {
	err := refund.CheckAmount(logistics.MustMoney("2.23 USD"), logistics.MustMoney("1.23 USD"))
	var exceeds *refund.AmountError
	if errors.As(err, &exceeds) {
		fmt.Println(exceeds.Reason().Code, exceeds.Reason().Param("available"))
	}
	// Output:
	// refund.amount.exceeds_available 1.23 USD
}

func ExampleAvailable() {
	fmt.Println(refund.Available([]refund.Tender{
		{
			ID: logistics.MustID("card"), Captured: logistics.MustMoney("100 USD"),
			Refunded: logistics.MustMoney("60 USD"),
		},
		{ID: logistics.MustID("gift"), Captured: logistics.MustMoney("5 USD")},
	}))
	// Output:
	// 45.00 USD <nil>
}

func ExampleAllocate() {
	tenders := []refund.Tender{
		{ID: logistics.MustID("p1"), Captured: logistics.MustMoney("10 USD")},
		{ID: logistics.MustID("p2"), Captured: logistics.MustMoney("14.99 USD")},
	}
	portions, err := refund.Allocate(logistics.MustMoney("20 USD"), tenders, logistics.MustID("p2"))
	for _, portion := range portions {
		fmt.Println(portion.Tender, portion.Amount)
	}
	fmt.Println(err)
	// Output:
	// p2 14.99 USD
	// p1 5.01 USD
	// <nil>
}

func ExampleChooseMethod() {
	limit := refund.MoneyBack{Days: 90}
	fmt.Println(refund.ChooseMethod(limit, 90, ""))
	fmt.Println(refund.ChooseMethod(limit, 91, ""))
	_, err := refund.ChooseMethod(limit, 91, refund.OriginalPayment)
	fmt.Println(err)
	// Output:
	// original_payment <nil>
	// store_credit <nil>
	// refund: A refund to the original payment method is not possible; only store credit is.
}

func ExampleMoneyBack_Allowed() {
	limit := refund.MoneyBack{Days: 90}
	fmt.Println(limit.Allowed(90), limit.Allowed(91))
	// Output:
	// [original_payment store_credit] [store_credit]
}

func ExampleMoneyBack_Validate() {
	var faults logistics.Faults
	faults.At("/money_back", refund.MoneyBack{Days: -1}.Validate())
	fmt.Println(faults.Err())
	// Output:
	// logistics: /money_back/days: out_of_range "-1": at least 0
}

func ExampleMethodError_Reason() {
	_, err := refund.ChooseMethod(refund.MoneyBack{Days: 90}, 91, refund.OriginalPayment)
	var refused *refund.MethodError
	if errors.As(err, &refused) {
		fmt.Println(refused.Reason().Code, refused.Allowed)
	}
	// Output:
	// refund.method.not_allowed [store_credit]
}

func ExampleSettle() {
	// What came back cost 45 after a discount of 5, and so 45 is its credit.
	dearer, err := refund.Settle(logistics.MustMoney("45 USD"), logistics.MustMoney("60 USD"), logistics.Money{})
	fmt.Println(dearer.Difference, dearer.Direction, err)
	cheaper, err := refund.Settle(
		logistics.MustMoney("45 USD"), logistics.MustMoney("30 USD"), logistics.MustMoney("5 USD"),
	)
	fmt.Println(cheaper.Difference, cheaper.Direction, err)
	// Output:
	// 15.00 USD customer_owes <nil>
	// -10.00 USD refund_due <nil>
}
