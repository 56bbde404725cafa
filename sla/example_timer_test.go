package sla_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/calendar"
)

// support is the timer of a support desk that is open from nine to five in Berlin.
func support() *sla.Timer {
	clock, err := calendar.Compile(calendar.FromHours(office, logistics.Hours{
		Zone: "Europe/Berlin", Week: logistics.Weekdays(logistics.MustShift("09:00-17:00")),
	}), hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	if err != nil {
		panic(err)
	}
	rule, _ := sla.FromPreset(
		"resolution", office, sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT4H")},
	)
	evaluator, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: clock})
	if err != nil {
		panic(err)
	}
	timer, _ := evaluator.Timer(logistics.MustID("resolution"))
	return timer
}

// ticket was opened on the Friday before the clocks went forward, and waited for the customer.
func ticket() []sla.Event {
	at := func(s string) time.Time {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			panic(err)
		}
		return t
	}
	return []sla.Event{
		{
			ID: logistics.MustID("1"), Kind: "case.opened", At: at("2025-03-28T15:00:00+01:00"),
			Party: logistics.MustID("desk"),
		},
		{
			ID: logistics.MustID("2"), Kind: "case.waiting", At: at("2025-03-28T16:00:00+01:00"),
			Party: logistics.MustID("customer"),
		},
		{
			ID: logistics.MustID("3"), Kind: "customer.replied", At: at("2025-03-31T10:00:00+02:00"),
			Party: logistics.MustID("desk"),
		},
		{ID: logistics.MustID("4"), Kind: "case.resolved", At: at("2025-03-31T13:30:00+02:00")},
	}
}

func monday() time.Time { return time.Date(2025, 3, 31, 15, 0, 0, 0, time.UTC) }

func ExampleTimer_Judge() {
	timing, err := support().Judge(sla.Timeline{Subject: plain(), Events: ticket()}, monday())
	fmt.Println(timing.Verdict, timing.Consumed, "of", timing.Budget, err)
	running, err := support().Judge(sla.Timeline{Subject: plain(), Events: ticket()[:3]}, monday().Add(-5*time.Hour))
	fmt.Println(running.Verdict, "due", running.Due.UTC(), err)
	// Output:
	// missed 4h30m0s of 4h0m0s <nil>
	// not_due due 2025-03-31 11:00:00 +0000 UTC <nil>
}

func ExampleTimer_Explain() {
	explanation, err := support().Explain(sla.Timeline{Subject: plain(), Events: ticket()}, monday())
	for _, s := range explanation.Segments {
		fmt.Println(s.From.UTC().Format("Mon 15:04"), s.Class, s.Party, s.Elapsed, "open", s.Open)
	}
	fmt.Println(explanation.LostTimes(), err)
	// Output:
	// Fri 14:00 counted desk PT1H open PT1H
	// Fri 15:00 paused customer PT65H open PT2H
	// Mon 08:00 counted desk PT3H30M open PT3H30M
	// Mon 11:30 stopped desk PT3H30M open PT3H30M
	// [{desk counted PT4H30M} {customer paused PT2H}] <nil>
}

func ExampleTimer_Smallest() {
	timer := support()
	change, missed, err := timer.Smallest(sla.Timeline{Subject: plain(), Events: ticket()}, monday())
	fmt.Println("resolved by", change.By.UTC())
	fmt.Println(missed, change.Lacking, change.Exclusion.From.UTC(), change.Exclusion.To.UTC(), err)
	// Output:
	// resolved by 2025-03-31 11:00:00 +0000 UTC
	// true PT30M 2025-03-31 11:00:00 +0000 UTC 2025-03-31 11:30:00 +0000 UTC <nil>
}

func ExampleTiming_Forecast() {
	running, err := support().Judge(sla.Timeline{Subject: plain(), Events: ticket()[:3]}, monday().Add(-5*time.Hour))
	if err != nil {
		fmt.Println(err)
		return
	}
	forecast, err := running.Forecast([]time.Duration{time.Hour, 2 * time.Hour, 2 * time.Hour, 3 * time.Hour}, 1.96)
	fmt.Printf(
		"%s left; %s took longer, %.2f to %.2f, %v\n", forecast.Slack, forecast.Longer, forecast.Low, forecast.High,
		err,
	)
	// Output:
	// PT1H left; 3/4 took longer, 0.30 to 0.95, <nil>
}

func ExampleNewExclusions() {
	from := time.Date(2025, 3, 31, 8, 0, 0, 0, time.UTC)
	strike, err := sla.NewExclusions([]sla.Exclusion{{From: from, To: from.Add(time.Hour), Reason: "strike"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	timing, err := support().Judge(sla.Timeline{Subject: plain(), Events: ticket(), Exclusions: strike}, monday())
	fmt.Println(timing.Verdict, timing.Consumed, err)
	_, err = sla.NewExclusions([]sla.Exclusion{{From: from, To: from}})
	fmt.Println(err)
	// Output:
	// met 3h30m0s <nil>
	// logistics: /0/reason: required: a reason is required
	// logistics: /0/to: conflict "2025-03-31T08:00:00Z": ends before it starts
}

func ExampleEvents() {
	events, err := sla.Events([]logistics.Envelope{
		{
			ID: logistics.MustID("1"), Kind: "case.opened", At: logistics.MustStamp("2025-03-28T15:00[Europe/Berlin]"),
			Recorded: monday(),
		},
	}, hostZones{}, monday())
	fmt.Println(events[0].Kind, events[0].At, err)
	// Output:
	// case.opened 2025-03-28 15:00:00 +0100 CET <nil>
}

func ExampleSelect() {
	agreements := versions()
	selection := sla.Select(agreements, subject("tier", "key"), logistics.MustDate("2025-04-01"), april)
	fmt.Println(agreements[selection.Position].ID, agreements[selection.Position].Version)
	for _, reason := range selection.Reasons {
		fmt.Println("-", sla.Reasons().English(reason))
	}
	// Output:
	// key 3
	// - Version 1 of agreement key was replaced by version 2.
	// - Version 2 of agreement key was replaced by version 3.
	// - Version 3 of agreement key applies.
	// - Version 1 of agreement air is not in force on 1 Apr 2025.
	// - Version 1 of agreement blank applies to nobody: it does not say to whom.
	// - Version 1 of agreement everybody also applies, but agreement key takes precedence.
}

func ExamplePresets() {
	for _, p := range sla.Presets()[:3] {
		fmt.Println(p.Name, p.Rule.Start, p.Rule.Stop)
	}
	// Output:
	// dispatch [order.released] [shipment.dispatched]
	// pickup [shipment.tendered] [shipment.picked_up]
	// transit [shipment.picked_up] [shipment.arrived]
}

func ExampleFromPreset() {
	rule, ok := sla.FromPreset(
		"dock_to_stock", office, sla.Limit{When: logistics.Anyone(), Days: 2, By: logistics.MustTimeOfDay("24:00")},
	)
	fmt.Println(rule.Start, rule.Stop, rule.Limits[0].Days, ok)
	// Output:
	// [receipt.arrived] [receipt.put_away] 2 true
}

func ExampleDefaultLevels() {
	for _, l := range sla.DefaultLevels()[:2] {
		fmt.Println(l.Tier, l.Level.Metric, l.Level.Value.Percent(0))
	}
	// Output:
	// key on_time_delivery 98%
	// key perfect_order 95%
}

func ExampleObjective_WithLevel() {
	objective, err := agreement().Objectives[0].WithLevel(logistics.ServiceLevel{
		Metric: logistics.MustID("on_time_delivery"), Value: logistics.MustRatio("97%"), Source: "customer survey",
		Year: 2025, N: 120,
	})
	fmt.Println(objective.Target, objective.Source.Source, err)
	// Output:
	// 97/100 customer survey <nil>
}

func ExampleHeadroomOf() {
	h := sla.HeadroomOf(logistics.Tally{Good: 970, Bad: 30}, logistics.MustRatio("95%"))
	fmt.Printf(
		"%d of %d spent, %d more misses left, burning at %s\n", h.Spent, h.Budget, h.MissesLeft, h.Burn.Percent(0),
	)
	fmt.Println(
		sla.HeadroomOf(logistics.Tally{Good: 90, Bad: 10}, logistics.MustRatio("95%")).HitsNeeded,
		"in a row to recover",
	)
	// Output:
	// 30 of 50 spent, 21 more misses left, burning at 60%
	// 100 in a row to recover
}

func ExampleCaseOf() {
	timing, err := support().Judge(sla.Timeline{Subject: plain(), Events: ticket()}, monday())
	c := sla.CaseOf(logistics.MustID("T-17"), logistics.MustID("resolution"), plain(), timing)
	fmt.Println(c.Verdict, c.At.UTC(), err)
	// Output:
	// missed 2025-03-31 11:00:00 +0000 UTC <nil>
}

func ExampleBook_Merge() {
	evaluator, err := sla.Compile(agreement(), hostZones{}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	first, err := evaluator.NewBook()
	if err != nil {
		fmt.Println(err)
		return
	}
	second, err := evaluator.NewBook() // on another machine
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, o := range delivered() {
		o.Customer = logistics.MustID("C-1")
		if i%2 == 0 {
			first.Add(&o)
		} else {
			second.Add(&o)
		}
	}
	if err := first.Merge(second); err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range first.Reports(april) {
		fmt.Println(c.Customer, c.Report.Period, c.Report.Attained[0].Attainment, c.Report.Verdict)
	}
	// Output:
	// C-1 2025-03 37/40 missed
}

func ExampleEvaluator_NewBook() {
	rolling := agreement()
	rolling.Period = logistics.PeriodRule{Kind: logistics.RollingPeriod, Zone: "UTC", RollDays: 28}
	evaluator, err := sla.Compile(rolling, hostZones{}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = evaluator.NewBook()
	fmt.Println(err)
	// Output:
	// logistics: conflict "rolling": rolling periods overlap; use Attain
}
