package credit_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

// march is one objective attained at 92 %, on charges of a thousand euros.
func march() []credit.Charge {
	return []credit.Charge{{
		Objective: logistics.MustID("otif"), Tally: logistics.Tally{Good: 92, Bad: 8}, Charges: logistics.MustMoney("1000 EUR"),
	}}
}

func ExampleSettle() {
	statement, err := credit.Settle(schedule(), logistics.MustPeriod("2025-03"), march())
	fmt.Println(statement.Total, err)
	for _, reason := range statement.Reasons() {
		fmt.Println(credit.Reasons().Render(reason))
	}
	// Output:
	// 100.00 EUR <nil>
	// 92/100 of otif is below 95/100: 10/100 of 1000.00 EUR is 100.00 EUR
}

func ExampleCompiled_Settle() {
	compiled, err := credit.Compile(schedule())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, period := range []string{"2025-03", "2025-04"} {
		statement, err := compiled.Settle(logistics.MustPeriod(period), march())
		fmt.Println(statement.Period, statement.Total, err)
	}
	// Output:
	// 2025-03 100.00 EUR <nil>
	// 2025-04 100.00 EUR <nil>
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
	// logistics: /steps/1/credit: conflict "5/100": credits grow from step to step
}

func ExampleDecodeSchedule() {
	_, err := credit.DecodeSchedule([]byte(`{"schema":"logistics/credit.schedule/1","stepps":[],"cap":"15"}`))
	fmt.Println(err)
	// Output:
	// logistics: /stepps: unknown "stepps": no such field
}

func ExampleReasons() {
	for _, line := range credit.Reasons() {
		fmt.Println(line.Code)
	}
	// Output:
	// credit.step.applied
	// credit.level.attained
	// credit.level.no_data
	// credit.total.capped
}
