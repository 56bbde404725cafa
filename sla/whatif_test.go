package sla_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
)

// TestStoppedByThenItWouldHaveBeenKept, and an instant later it would not.
func TestStoppedByThenItWouldHaveBeenKept(t *testing.T) {
	compiled := timer(t, timerRule())
	flipped := 0
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		list = slices.DeleteFunc(list, func(e sla.Event) bool { return e.Kind == "reopened" || e.Kind == "rerouted" })
		asOf := berlin(t, "04-20 12:00")
		line := sla.Timeline{
			Subject: subject("priority", "high"), Events: list, Exclusions: prepared(r, excluded),
		}
		x, err := compiled.Explain(line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		change, ok, err := compiled.Smallest(x)
		if err != nil {
			r.Fatal(err)
		}
		if !ok {
			return
		}
		flipped++
		for late, want := range []logistics.Verdict{logistics.Met, logistics.Missed} {
			stopped := line
			stop := sla.Event{Kind: "resolved", At: change.By.Add(time.Duration(late))}
			stopped.Events = append(slices.Clone(list), stop)
			after, err := compiled.Judge(stopped, asOf)
			if err != nil || after.Verdict != want {
				r.Fatalf("stopped at %s and %d ns it is %s, %v", change.By, late, after.Verdict, err)
			}
		}
	})
	if flipped == 0 {
		t.Error("no case was missed")
	}
}

// TestAnHourTooLateIsToldAsAnInstant: the first change is "resolved by 23:25", and not a day that is excluded.
func TestAnHourTooLateIsToldAsAnInstant(t *testing.T) {
	rule, _ := sla.FromPreset(
		"resolution", logistics.ID{}, sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT26H")},
	)
	evaluator, err := sla.Compile(timed(rule), hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	compiled, _ := evaluator.Timer(logistics.MustID("resolution"))
	line := opened(t, "2026-11-24 21:25")
	line.Events[0].Party = logistics.MustID("desk")
	line.Events = append(line.Events, sla.Event{Kind: "case.resolved", At: at(t, "2026-11-26 00:45")})
	x, err := compiled.Explain(line, at(t, "2026-12-11 14:45"))
	if err != nil {
		t.Fatal(err)
	}
	change, ok, err := compiled.Smallest(x)
	if err != nil || !ok || !change.By.Equal(at(t, "2026-11-25 23:25")) ||
		change.Lacking != logistics.MustDuration("PT1H20M") {
		t.Errorf("%+v, %v", change, err)
	}
	told := sla.Reasons().English(change.Reasons()[0])
	if told != "Stopped by 25 Nov 2026, 23:25 UTC+1, the case would have been kept." {
		t.Errorf("%q", told)
	}
	// The desk has what it used, and nothing of the fifteen days after the case was stopped.
	want := []sla.LostTime{
		{Party: logistics.MustID("desk"), Class: sla.Counted, Open: logistics.MustDuration("PT27H20M")},
	}
	if got := x.LostTimes(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestAMissThatStaysCannotBeUndone by less time in a later cycle.
func TestAMissThatStaysCannotBeUndone(t *testing.T) {
	rule := timerRule()
	rule.ReopenPolicy = sla.FreshKeepFirst
	x, err := timer(t, rule).Explain(sla.Timeline{Subject: subject("priority", "high"), Events: events(
		t, "opened 03-28 09:00", "resolved 03-28 15:00", "reopened 03-31 09:00", "resolved 03-31 16:00",
	)}, berlin(t, "04-01 09:00"))
	if err != nil {
		t.Fatal(err)
	}
	if change, ok, err := timer(t, rule).Smallest(x); ok || err != nil {
		t.Errorf("%+v, %v", change, err)
	}
}
