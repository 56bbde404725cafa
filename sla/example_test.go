package sla_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
)

// delivered is a month of forty lines, three of them late.
func delivered() []logistics.Outcome {
	at := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)
	return append(many(37, outcome(at)), many(3, outcome(at, logistics.RightTime))...)
}

func ExampleAttain() {
	report, err := sla.Attain(agreement(), hostZones{}, nil, sla.Facts{Outcomes: delivered()}, march, april)
	fmt.Println(report.Verdict, err)
	for _, reason := range report.Reasons() {
		fmt.Println(sla.Reasons().English(reason))
	}
	// Output:
	// missed <nil>
	// On time: 92.5% is below the target of 95%: 1 more miss than it allows.
	// Perfect line: 92.5% reaches the target of 90%; 1 more miss would still have met it.
}

func ExampleEvaluator_Attain() {
	evaluator, err := sla.Compile(agreement(), hostZones{}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, month := range []string{"2025-02", "2025-03"} {
		report, err := evaluator.Attain(sla.Facts{Outcomes: delivered()}, logistics.MustPeriod(month), april)
		fmt.Println(month, report.Verdict, report.Attained[0].Attainment, err)
	}
	// Output:
	// 2025-02 undetermined  <nil>
	// 2025-03 missed 37/40 <nil>
}

func ExampleCompile() {
	_, err := sla.Compile(agreement(), logistics.ZoneMap{}, nil) // this host knows no zone but UTC
	fmt.Println(err)
	// Output:
	// logistics: /period/zone: unknown "Europe/Berlin": no such time zone here
}

func ExampleAgreement_Validate() {
	a := agreement()
	a.Objectives[0].Target = logistics.MustRatio("101%")
	fmt.Println(a.Validate())
	// Output:
	// logistics: /objectives/0/target: out_of_range "101/100": above 0 and up to 100%
}

func ExampleDecodeAgreement() {
	_, err := sla.DecodeAgreement([]byte(`{
		"schema": "logistics/sla.agreement/1", "id": "gold", "version": "1",
		"objectives": [{"rights": [], "target": "1"}]
	}`))
	fmt.Println(err)
	// Output:
	// logistics: /objectives/0/id: required: id is required
	// logistics: /objectives/0/rights: required: at least one of the seven, or a timer
	// logistics: /period/kind: unknown: day, week, iso_week, month, quarter, year, 4-4-5, rolling and their like
	// logistics: /period/zone: syntax: an IANA time zone name
	// logistics: /version: syntax "\"1\"": a whole number
}

func ExampleReasons() {
	text, _ := sla.Reasons().Text(sla.TargetNotOver)
	fmt.Println(text)
	// Output:
	// {objective}: the period is not over yet; {attainment} so far.
}
