package sla_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/calendar"
)

// supportAgreement holds cases of two priorities on the hours of the desk.
func supportAgreement() *sla.Evaluator {
	clock, err := calendar.Compile(calendar.FromHours(office, logistics.Hours{
		Zone: "Europe/Berlin", Week: logistics.Weekdays(logistics.MustShift("09:00-17:00")),
	}), hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	if err != nil {
		panic(err)
	}
	rule, _ := sla.FromPreset(
		"resolution", office,
		sla.Limit{When: logistics.Where("priority", "P1"), Within: logistics.MustDuration("PT4H")},
		sla.Limit{When: logistics.Where("priority", "P2"), Within: logistics.MustDuration("PT16H")},
	)
	rule.Warnings = []logistics.Ratio{logistics.MustRatio("50%"), logistics.MustRatio("75%")}
	a := timed(rule)
	a.Attributes = []sla.AttributeValues{{Name: "priority", Values: []string{"P1", "P2"}}}
	a.Objectives = a.Objectives[2:]
	evaluator, err := sla.Compile(a, hostZones{}, sla.Clocks{office: clock})
	if err != nil {
		panic(err)
	}
	return evaluator
}

// ticketLog is the same life of two tickets, of which one is more urgent, and one misspelt.
func ticketLog() sla.Log {
	var log sla.Log
	for _, ticketID := range []string{"T-1", "T-2", "T-3"} {
		for _, e := range ticket() {
			log.Entries = append(log.Entries, sla.Entry{Case: logistics.MustID(ticketID), Event: e})
		}
	}
	for i, priority := range []string{"P1", "P2", "p1"} {
		log.Cases = append(log.Cases, sla.LogCase{
			ID:      logistics.MustID(fmt.Sprint("T-", i+1)),
			Subject: logistics.AttributesOf(map[string]string{"priority": priority}),
		})
	}
	return log
}

func ExampleEvaluator_Run() {
	run, err := supportAgreement().Run(ticketLog(), monday())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range run.Cases() {
		fmt.Println(c.ID, c.Timing.Verdict, "due", c.Timing.Due.UTC().Format("Mon 15:04"), c.Used)
	}
	fmt.Println(run.Used(logistics.MustID("resolution")))
	// Output:
	// T-1 missed due Mon 11:00 [{desk counted PT4H30M} {customer paused PT2H}]
	// T-2 met due Tue 15:00 [{desk counted PT4H30M} {customer paused PT2H}]
	// [{customer paused PT4H} {desk counted PT9H}]
}

func ExampleRun_Merge() {
	evaluator, log := supportAgreement(), ticketLog()
	first, err := evaluator.Run(sla.Log{Entries: log.Entries[:6], Cases: log.Cases}, monday())
	if err != nil {
		fmt.Println(err)
		return
	}
	second, err := evaluator.Run(sla.Log{Entries: log.Entries[6:]}, monday()) // on another machine
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := first.Merge(second); err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range first.Cases() {
		fmt.Println(c.ID, c.Timing.Verdict, c.Timing.Consumed)
	}
	// Output:
	// T-1 missed 4h30m0s
	// T-2 met 4h30m0s
}

func ExampleRun_Faults() {
	run, err := supportAgreement().Run(ticketLog(), monday())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(run.Faults())
	// Output:
	// logistics: /cases/T-3/resolution/subject/priority: unknown "p1": the agreement lists other values
}

func ExampleEvaluator_Breakdown() {
	evaluator := supportAgreement()
	run, err := evaluator.Run(ticketLog(), monday())
	if err != nil {
		fmt.Println(err)
		return
	}
	parts, err := evaluator.Breakdown(run.Facts(), march, april, "priority")
	for _, p := range parts {
		fmt.Printf("%q %s\n", p.Value, p.Report.Attained[0].Attainment.Percent(0))
	}
	fmt.Println(err)
	// Output:
	// "P1" 0%
	// "P2" no data
	// "p1" no data
	// <nil>
}

func ExampleTimer_Warnings() {
	timer, _ := supportAgreement().Timer(logistics.MustID("resolution"))
	urgent := logistics.AttributesOf(map[string]string{"priority": "P1"})
	warnings, err := timer.Warnings(sla.Timeline{Subject: urgent, Events: ticket()[:3]}, monday().Add(-6*time.Hour))
	for _, w := range warnings {
		fmt.Println(sla.Reasons().English(w.Reason()))
	}
	fmt.Println(err)
	// Output:
	// 50% of the time was used up on 31 Mar 2025, 11:00 UTC+2.
	// 75% of the time will be used up on 31 Mar 2025, 12:00 UTC+2.
	// <nil>
}

func ExampleBook_AddCase() {
	evaluator := supportAgreement()
	run, err := evaluator.Run(ticketLog(), monday())
	if err != nil {
		fmt.Println(err)
		return
	}
	book, err := evaluator.NewBook()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range run.Facts().Cases {
		if err := book.AddCase(logistics.MustID("C-1"), c); err != nil {
			fmt.Println(err)
		}
	}
	for _, r := range book.Reports(april) {
		fmt.Println(r.Report.Period, r.Report.Attained[0].Tally.Bad, "missed")
	}
	fmt.Println(book.Undated(), "could not be judged")
	fmt.Println(book.AddCase(logistics.MustID("C-1"), sla.Case{Objective: logistics.MustID("resolutoin")}))
	// Output:
	// 2025-03 1 missed
	// 2025-04 0 missed
	// 1 could not be judged
	// logistics: /objective: unknown "resolutoin": no objective of the agreement
}

func ExampleBook_RemoveCase() {
	evaluator := supportAgreement()
	book, err := evaluator.NewBook()
	if err != nil {
		fmt.Println(err)
		return
	}
	wrong := sla.Case{Objective: logistics.MustID("resolution"), At: monday(), Verdict: logistics.Missed}
	right := wrong
	right.Verdict = logistics.Met
	customer := logistics.MustID("C-1")
	fmt.Println(book.AddCase(customer, wrong))
	fmt.Println(book.RemoveCase(customer, wrong), book.AddCase(customer, right))
	fmt.Println(book.Reports(april)[0].Report.Attained[0].Tally.Attainment())
	// Output:
	// <nil>
	// <nil> <nil>
	// 1/1
}
