package sla_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla"
)

func ExampleEvaluator_Findings() {
	evaluator, err := sla.Compile(agreement(), hostZones{}, nil)
	if err != nil {
		panic(err)
	}
	late := outcome(time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC), logistics.RightTime)
	report, err := evaluator.Attain(sla.Facts{Outcomes: many(20, late)}, march, april)
	for _, f := range evaluator.Findings(report, logistics.MustID("C-1")) {
		fmt.Println(f.Subject, f.Severity, f.Since.Format(time.DateOnly), sla.Reasons().English(f.Reason))
	}
	fmt.Println(err)
	// Output:
	// C-1 critical 2025-04-01 On time: 0% is below the target of 95%: 19 more misses than it allows.
	// C-1 critical 2025-04-01 Perfect line: 0% is below the target of 90%: 18 more misses than it allows.
	// <nil>
}

func ExampleTiming_Finding() {
	running, err := support().Judge(sla.Timeline{Subject: plain(), Events: ticket()[:3]}, monday().Add(-5*time.Hour))
	if err != nil {
		panic(err)
	}
	finding, ok := running.Finding(logistics.MustID("T-1"), logistics.MustRatio("3/4"), monday().Add(-5*time.Hour))
	fmt.Println(finding.Severity, sla.Reasons().English(finding.Reason), finding.Reason.Code == sla.CaseAtRisk, ok)
	_, ok = running.Finding(logistics.MustID("T-1"), logistics.MustRatio("100%"), monday().Add(-5*time.Hour))
	fmt.Println(ok)
	// Output:
	// warning The case has 1 h of its 4 h of working time left. true true
	// false
}

func TestFindingsAreValidAndSurvive(t *testing.T) {
	evaluator, err := sla.Compile(agreement(), hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	in := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		outcomes []logistics.Outcome
		asOf     time.Time
		want     int
	}{
		"missed":   {many(20, outcome(in, logistics.RightTime)), april, 2},
		"met":      {many(20, outcome(in)), april, 0},
		"not over": {many(20, outcome(in, logistics.RightTime)), in, 0},
		"unknown":  {[]logistics.Outcome{{At: in}}, april, 0},
	} {
		report, err := evaluator.Attain(sla.Facts{Outcomes: c.outcomes}, march, c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		findings := evaluator.Findings(report, logistics.MustID("C-1"))
		if len(findings) != c.want {
			t.Errorf("%s: %v", name, findings)
		}
		for _, f := range findings {
			if err := f.Validate(); err != nil || !f.Open(april) || f.Open(in) {
				t.Errorf("%s: %+v, %v", name, f, err)
			}
			golden.Survives(t, f)
		}
	}
	breached, err := support().Judge(sla.Timeline{Subject: plain(), Events: ticket()}, monday())
	if err != nil {
		t.Fatal(err)
	}
	breached.Verdict, breached.Breach = logistics.Missed, in
	f, ok := breached.Finding(logistics.MustID("T-1"), logistics.Ratio{}, monday())
	if !ok || f.Reason.Code != sla.CaseBreached || f.Severity != logistics.SeverityCritical || !f.Since.Equal(in) ||
		f.Validate() != nil {
		t.Errorf("%+v, %v", f, ok)
	}
	if _, ok := (sla.Timing{}).Finding(logistics.MustID("T-1"), logistics.MustRatio("1/2"), monday()); ok {
		t.Error("a timing of nothing is a finding")
	}
}

// TestALimitIsReadFromAnEntitlement: what a tier hands out decides by its dates which limit holds.
func TestALimitIsReadFromAnEntitlement(t *testing.T) {
	rule := timerRule()
	rule.Limits = []sla.Limit{
		{When: logistics.Anyone(), Within: logistics.MustDuration("PT16H")},
		{When: logistics.Where("priority_support", "24x7"), Within: logistics.MustDuration("PT2H")},
	}
	support := []logistics.Entitlement{{
		Name: "priority_support", Value: "24x7", From: logistics.MustDate("2025-03-01"),
		Until:  logistics.MustDate("2025-04-01"),
		Source: logistics.MustID("gold"),
	}}
	list := events(t, "opened 03-28 09:00")
	for _, c := range []struct {
		subject logistics.Attributes
		budget  time.Duration
		verdict logistics.Verdict
	}{
		{plain().Entitled(support, logistics.MustDate("2025-03-28")), 2 * time.Hour, logistics.NotDue},
		{plain().Entitled(support, logistics.MustDate("2025-04-01")), 16 * time.Hour, logistics.NotDue},
		{plain(), 0, logistics.Undetermined}, // nobody knows what the customer is entitled to
	} {
		got := judge(t, rule, c.subject, list, sla.Exclusions{}, berlin(t, "03-28 10:00"))
		if got.Budget != c.budget || got.Verdict != c.verdict {
			t.Errorf("%s: %s within %s, want %s within %s", c.subject, got.Verdict, got.Budget, c.verdict, c.budget)
		}
	}
}

// TestATakenBackRetractionTakesNothingBack in whatever order the three come.
func TestATakenBackRetractionTakesNothingBack(t *testing.T) {
	recorded := berlin(t, "03-31 12:00")
	chain := []logistics.Envelope{
		{
			ID: logistics.MustID("a"), Kind: "opened", At: logistics.MustStamp("2025-03-28T15:00:00Z"),
			Recorded: recorded,
		},
		{ID: logistics.MustID("r1"), Retracts: logistics.MustID("a"), Recorded: recorded},
		{ID: logistics.MustID("r2"), Retracts: logistics.MustID("r1"), Recorded: recorded},
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {1, 2, 0}} {
		for n, want := range []int{0, 1, 0, 1} {
			var list []logistics.Envelope
			for _, i := range order {
				if i < n {
					list = append(list, chain[i])
				}
			}
			got, err := sla.Events(list, hostZones{}, recorded)
			if err != nil || len(got) != want {
				t.Errorf("the first %d in order %v: %v, %v", n, order, got, err)
			}
		}
	}
}
