package sla_test

import (
	"fmt"
	"testing"
	"time"

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
	// Perfect line: the agreed level was reached, so no credit is due.
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
	seen := map[logistics.Verdict]bool{}
	for _, good := range []int{0, 2, 30} {
		for _, late := range []int{0, 1, 3} {
			for _, volume := range []int64{0, 6} {
				for _, asOf := range []time.Time{at, april} {
					a := agreement()
					a.Objectives[0].MinVolume, a.Objectives[1].MinVolume = volume, 0
					outcomes := append(many(good, outcome(at)), many(late, outcome(at, logistics.RightTime))...)
					report, err := sla.Attain(a, hostZones{}, nil, sla.Facts{Outcomes: outcomes}, march, asOf)
					if err != nil {
						t.Fatal(err)
					}
					settleReport(t, report, seen)
				}
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("only %v were judged", seen)
	}
}

// settleReport holds the bill of a report and its statement against the report.
func settleReport(t *testing.T, report sla.Report, seen map[logistics.Verdict]bool) {
	t.Helper()
	why := map[logistics.Verdict]logistics.Code{
		logistics.Met: credit.Attained, logistics.Missed: credit.StepApplied, logistics.Waived: credit.Waived,
		logistics.NotDue: credit.NotOver, logistics.Undetermined: credit.NoData,
	}
	bill := report.Bill(credit.Invoice{Amount: logistics.MustMoney("1000 EUR")})
	statement, err := credit.Settle(table(), bill)
	if err != nil || bill.Period != report.Period || len(bill.Charges) != len(report.Attained) {
		t.Fatalf("%v of %v, %v", bill, report, err)
	}
	for i, a := range report.Attained {
		c, line := bill.Charges[i], statement.Lines[i]
		seen[a.Verdict] = true
		if c.Objective != a.Objective || c.Verdict != a.Verdict || c.Tally != a.Tally || c.Failing != a.Tally.Bad {
			t.Errorf("%v is charged as %v", a, c)
		}
		if line.Why != why[a.Verdict] || (line.Uncapped.Sign() > 0) != (a.Verdict == logistics.Missed) {
			t.Errorf("%v is credited as %s, %s", a, line.Why, line.Uncapped)
		}
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
