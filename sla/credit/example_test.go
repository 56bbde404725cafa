package credit_test

import (
	"encoding/json"
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

// march is one objective attained at 92 % and missed, on an invoice of a thousand euros. A host takes the
// charges from the report of an agreement: sla.Report.Bill.
func march() credit.Bill {
	return credit.Bill{
		Period:   logistics.MustPeriod("2025-03"),
		Invoices: []credit.Invoice{{Amount: logistics.MustMoney("1000 EUR")}},
		Charges: []credit.Charge{{
			Objective: logistics.MustID("otif"), Verdict: logistics.Missed, Tally: logistics.Tally{Good: 92, Bad: 8},
		}},
	}
}

func ExampleSettle() {
	statement, err := credit.Settle(schedule(), march())
	fmt.Println(statement.Total, err)
	for _, reason := range statement.Reasons() {
		fmt.Println(credit.Reasons().English(reason))
	}
	// Output:
	// 100.00 EUR <nil>
	// Otif: a credit of €100.00 is due (€1,000.00 × 10%).
}

func ExampleBiller_Settle() {
	compiled, err := credit.Compile(schedule())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, period := range []string{"2025-03", "2025-04"} {
		bill := march()
		bill.Period = logistics.MustPeriod(period)
		statement, err := compiled.Settle(bill)
		fmt.Println(statement.Period, statement.Total, err)
	}
	// Output:
	// 2025-03 100.00 EUR <nil>
	// 2025-04 100.00 EUR <nil>
}

// In a year of 12,000 EUR no more than 5 % is credited, 600 EUR; 540 EUR of them already are.
func ExampleBiller_Settle_year() {
	policy := schedule()
	policy.Annual = logistics.MustRatio("5%")
	compiled, err := credit.Compile(policy)
	if err != nil {
		fmt.Println(err)
		return
	}
	bill := march()
	bill.Year = credit.Year{Credited: logistics.MustMoney("540 EUR"), Charges: logistics.MustMoney("12000 EUR")}
	statement, err := compiled.Settle(bill)
	fmt.Println(statement.Total, err)
	for _, reason := range statement.Reasons() {
		fmt.Println(credit.Reasons().English(reason))
	}
	// Output:
	// 60.00 EUR <nil>
	// Otif: a credit of €100.00 is due (€1,000.00 × 10%).
	// Credits of €100.00 are limited to €60.00, the amount left under the annual cap.
	// Otif: of the credit of €100.00, €60.00 is paid.
}

// Half of a credit comes back after two months at the target or above.
func ExampleBiller_EarnedBack() {
	policy := schedule()
	policy.EarnBack = credit.EarnBack{Periods: 2, Target: logistics.MustRatio("98%"), Share: logistics.MustRatio("50%")}
	compiled, err := credit.Compile(policy)
	if err != nil {
		fmt.Println(err)
		return
	}
	history := []credit.Past{
		{
			Period: logistics.MustPeriod("2025-03"), Tally: logistics.Tally{Good: 92, Bad: 8},
			Credit: logistics.MustMoney("100 EUR"), Missed: true,
		},
		{Period: logistics.MustPeriod("2025-04"), Tally: logistics.Tally{Good: 99, Bad: 1}},
		{Period: logistics.MustPeriod("2025-05"), Tally: logistics.Tally{Good: 98, Bad: 2}},
	}
	fmt.Println(compiled.EarnedBack(history[:2]))
	fmt.Println(compiled.EarnedBack(history))
	// Output:
	//  <nil>
	// 50.00 EUR <nil>
}

func ExampleBiller_ClaimBy() {
	policy := schedule()
	policy.Claim = credit.Claim{Within: logistics.Days(30)}
	compiled, err := credit.Compile(policy)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(compiled.ClaimBy(logistics.MustDate("2025-03-31"), nil))
	// Output:
	// 2025-04-30 true <nil>
}

// A claim that was decided late: four of the eight misses were the customer's own. The statement of March is
// closed, so that there is a second version of it, and what it changes is a document of its own.
func ExampleBiller_Revise() {
	compiled, err := credit.Compile(schedule())
	if err != nil {
		fmt.Println(err)
		return
	}
	closed, err := compiled.Settle(march())
	if err != nil {
		fmt.Println(err)
		return
	}
	corrected := march()
	corrected.Charges[0].Tally = logistics.Tally{Good: 92, Bad: 4, Waived: 4}
	statement, difference, err := compiled.Revise(closed, corrected)
	fmt.Println(statement.Version, statement.Total, err)
	fmt.Println(difference.From, difference.To, difference.Due)
	for _, sentence := range difference.Sentences(logistics.Language{}) {
		fmt.Println(sentence)
	}
	// Output:
	// 2 50.00 EUR <nil>
	// 1 2 -50.00 EUR
	// Otif: €50.00 is to be repaid: €50.00 is owed and €100.00 was paid.
}

func ExampleDifferenceOf() {
	closed, err := credit.Settle(schedule(), march())
	if err != nil {
		fmt.Println(err)
		return
	}
	difference, err := credit.DifferenceOf(closed, closed)
	fmt.Println(difference.Due, len(difference.Lines), err)
	fmt.Println(difference.Sentences(logistics.Language{})[0])
	// Output:
	// 0.00 EUR 0 <nil>
	// Mar 2025: €100.00 was paid and is still owed; nothing is to be paid or repaid.
}

// What would a schedule that is only being negotiated have cost in spring?
func ExampleBiller_Simulate() {
	compiled, err := credit.Compile(schedule())
	if err != nil {
		fmt.Println(err)
		return
	}
	april := march()
	april.Period = logistics.MustPeriod("2025-04")
	april.Charges[0].Tally = logistics.Tally{Good: 97, Bad: 3}
	statements, total, err := compiled.Simulate([]credit.Bill{march(), april})
	for _, statement := range statements {
		fmt.Println(statement.Period, statement.Total)
	}
	fmt.Println(total, err)
	// Output:
	// 2025-03 100.00 EUR
	// 2025-04 50.00 EUR
	// 150.00 EUR <nil>
}

func ExampleCompile() {
	policy := schedule()
	policy.Rounding = 0
	_, err := credit.Compile(policy)
	fmt.Println(err)
	// Output:
	// logistics: /rounding: required: how a credit is rounded to the minor unit
}

func ExampleSchedule_Validate() {
	policy := schedule()
	policy.Steps[1].Credit = logistics.MustRatio("5%") // no more than the step above
	fmt.Println(policy.Validate())
	// Output:
	// logistics: /steps/1/credit: conflict "5/100": each credit must be above the one before
}

func ExampleDecodeSchedule() {
	_, err := credit.DecodeSchedule([]byte(`{"schema":"logistics/credit.schedule/2","stepps":[],"cap":"15"}`))
	fmt.Println(err)
	// Output:
	// logistics: /cap: out_of_range "15/1": above 0 and up to 100%
	// logistics: /id: required: id is required
	// logistics: /rounding: required: how a credit is rounded to the minor unit
	// logistics: /stepps: unknown "stepps": no such field
	// logistics: /steps: out_of_range "0": 1 to 100 steps
}

// Facts are documents too: a charge of an incident is a few fields.
func ExampleCharge() {
	var charge credit.Charge
	err := json.Unmarshal([]byte(`{
		"objective": "on-time", "incident": "1Z999", "verdict": "missed",
		"freight": {"amount": "42.10", "currency": "USD"}, "excused": "weather"
	}`), &charge)
	fmt.Println(charge.Objective, charge.Freight, charge.Excused, err)
	// Output:
	// on-time 42.10 USD weather <nil>
}

func ExampleReasons() {
	text, _ := credit.Reasons().Text(credit.StepApplied)
	fmt.Println(text)
	// Output:
	// {objective}: a credit of {amount} is due ({formula}).
}
