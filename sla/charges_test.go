package sla_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/credit"
)

// table credits every attainment below 100 %, so that only the verdict can hold a credit back.
func table() credit.Schedule {
	return credit.Schedule{
		ID: logistics.MustID("table"), Rounding: logistics.HalfEven,
		Steps: []credit.Step{{Below: logistics.MustRatio("100%"), Credit: logistics.MustRatio("10%")}},
	}
}

// A month of which on time was missed and the perfect line was not: each is charged as it was judged.
func ExampleReport_Bill() {
	report, err := sla.Attain(agreement(), hostZones{}, nil, sla.Facts{Outcomes: delivered()}, march, april)
	if err != nil {
		fmt.Println(err)
		return
	}
	statement, err := credit.Settle(table(), report.Bill(credit.Invoice{Amount: logistics.MustMoney("1000 EUR")}))
	fmt.Println(statement.Period, statement.Total, err)
	for _, sentence := range statement.Sentences(logistics.Language{}) {
		fmt.Println(sentence)
	}
	// Output:
	// 2025-03 100.00 EUR <nil>
	// On time: a credit of €100.00 is due (€1,000.00 × 10%).
	// Perfect line: the level was attained, so no credit is due.
}

// A parcel that came too late is an incident by itself.
func ExampleCase_Charge() {
	late := sla.Case{
		ID: logistics.MustID("1Z-7"), Objective: logistics.MustID("delivery"), At: april, Verdict: logistics.Missed,
	}
	charge := late.Charge()
	fmt.Println(charge.Objective, charge.Incident, charge.Verdict, charge.Failing)
	// Output:
	// delivery 1Z-7 missed 1
}

// TestABillIsWhatTheReportSays: nothing of a verdict is lost between the report and the statement, whatever
// the period, the volume and the facts are.
func TestABillIsWhatTheReportSays(t *testing.T) {
	at := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)
	why := map[logistics.Verdict]logistics.Code{
		logistics.Met: credit.Attained, logistics.Missed: credit.StepApplied, logistics.Waived: credit.Waived,
		logistics.NotDue: credit.NotOver, logistics.Undetermined: credit.NoData,
	}
	seen := map[logistics.Verdict]bool{}
	rapid.Check(t, func(r *rapid.T) {
		a := agreement()
		a.Objectives[0].MinVolume = rapid.SampledFrom([]int64{0, 6}).Draw(r, "least volume")
		outcomes := append(
			many(rapid.SampledFrom([]int{0, 2, 30}).Draw(r, "good"), outcome(at)),
			many(rapid.IntRange(0, 3).Draw(r, "late"), outcome(at, logistics.RightTime))...,
		)
		asOf := rapid.SampledFrom([]time.Time{at, april}).Draw(r, "as of")
		report, err := sla.Attain(a, hostZones{}, nil, sla.Facts{Outcomes: outcomes}, march, asOf)
		if err != nil {
			r.Fatal(err)
		}
		bill := report.Bill(credit.Invoice{Amount: logistics.MustMoney("1000 EUR")})
		statement, err := credit.Settle(table(), bill)
		if err != nil || bill.Period != report.Period || len(bill.Charges) != len(report.Attained) {
			r.Fatalf("%v of %v, %v", bill, report, err)
		}
		for i, a := range report.Attained {
			c, line := bill.Charges[i], statement.Lines[i]
			seen[a.Verdict] = true
			if c.Objective != a.Objective || c.Verdict != a.Verdict || c.Tally != a.Tally || c.Failing != a.Tally.Bad {
				r.Fatalf("%v is charged as %v", a, c)
			}
			if line.Why != why[a.Verdict] || (line.Uncapped.Sign() > 0) != (a.Verdict == logistics.Missed) {
				r.Fatalf("%v is credited as %s, %s", a, line.Why, line.Uncapped)
			}
		}
	})
	if len(seen) != len(why) {
		t.Errorf("only %v were judged", seen)
	}
}

func TestAChargeOfACaseIsJudgedAsTheCase(t *testing.T) {
	for verdict, failing := range map[logistics.Verdict]int64{
		logistics.Missed: 1, logistics.Met: 0, logistics.Waived: 0, logistics.NotDue: 0, logistics.Undetermined: 0,
	} {
		c := sla.Case{ID: logistics.MustID("1"), Objective: logistics.MustID("reply"), Verdict: verdict}.Charge()
		if c.Verdict != verdict || c.Failing != failing || c.Tally != (logistics.Tally{}).Count(verdict, 1) ||
			c.Incident != logistics.MustID("1") || c.Objective != logistics.MustID("reply") {
			t.Errorf("%s is charged as %v", verdict, c)
		}
	}
}
