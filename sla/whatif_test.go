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
		change, ok, err := compiled.Smallest(line, asOf)
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
	change, ok, err := compiled.Smallest(line, at(t, "2026-12-11 14:45"))
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
	line := sla.Timeline{Subject: subject("priority", "high"), Events: events(
		t, "opened 03-28 09:00", "resolved 03-28 15:00", "reopened 03-31 09:00", "resolved 03-31 16:00",
	)}
	if change, ok, err := timer(t, rule).Smallest(line, berlin(t, "04-01 09:00")); ok || err != nil {
		t.Errorf("%+v, %v", change, err)
	}
}

// TestTheSmallestChangeFlipsTheVerdictUnderEveryCarry: with what is proposed the case is not missed, and with a minute
// less, of either end, it is; no other stretch that would do has less.
func TestTheSmallestChangeFlipsTheVerdictUnderEveryCarry(t *testing.T) {
	for _, carry := range []sla.Carry{sla.CarryTime, sla.CarryShare} {
		flipped := 0
		rapid.Check(t, func(r *rapid.T) {
			rule := timerRule()
			rule.Carry = carry
			for i, priority := range []string{"", "high", "planned", "week"} {
				rule.Limits[i] = limits().Draw(r, "limit")
				rule.Limits[i].When = logistics.Where("priority", priority)
			}
			compiled := timer(t, rule)
			list := changing(r, histories(t).Draw(r, "events"))
			excluded, asOf := exclusions(t).Draw(r, "exclusions"), berlin(t, "04-20 12:00")
			line := sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}
			x, err := compiled.Explain(line, asOf)
			if err != nil {
				r.Fatal(err)
			}
			change, ok, err := compiled.Smallest(line, asOf)
			if err != nil || ok != (x.Timing.Verdict == logistics.Missed) {
				r.Fatalf("%s, a change: %v, %v", x.Timing.Verdict, ok, err)
			}
			if !ok {
				return
			}
			flipped++
			with := func(e sla.Exclusion) sla.Timing {
				line.Exclusions = prepared(r, append(slices.Clone(excluded), e))
				got, err := compiled.Judge(line, asOf)
				if err != nil {
					r.Fatal(err)
				}
				return got
			}
			after := with(change.Exclusion)
			if after.Verdict == logistics.Missed || x.Timing.Consumed-after.Consumed != change.Lacking.Exact() {
				r.Fatalf("with %+v it is %+v", change, after)
			}
			late, early := change.Exclusion, change.Exclusion
			late.From, early.To = late.From.Add(time.Minute), early.To.Add(-time.Minute)
			for _, less := range []sla.Exclusion{late, early} {
				if less.From.Before(less.To) && with(less).Verdict != logistics.Missed {
					r.Fatalf("a minute less than %+v would have done", change.Exclusion)
				}
			}
			from := berlin(t, "03-24 08:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "from")) * time.Minute)
			other := sla.Exclusion{
				From:   from,
				To:     from.Add(time.Duration(rapid.IntRange(1, 5000).Draw(r, "length")) * time.Minute),
				Reason: "x",
			}
			got := with(other)
			if cost := x.Timing.Consumed - got.Consumed; got.Verdict != logistics.Missed &&
				got.Cycles == x.Timing.Cycles &&
				cost < change.Lacking.Exact() {
				r.Fatalf("%+v would have done with %s, %+v", other, cost, change)
			}
		})
		if flipped == 0 {
			t.Error("no case was missed")
		}
	}
}

// TestTheSmallestChangeWeighsTheShare: an hour of the shorter limit weighs more.
func TestTheSmallestChangeWeighsTheShare(t *testing.T) {
	rule, _ := sla.FromPreset(
		"resolution", logistics.ID{},
		sla.Limit{When: logistics.Where("priority", "high"), Within: logistics.MustDuration("PT4H")},
		sla.Limit{When: logistics.Where("priority", "low"), Within: logistics.MustDuration("PT8H")},
	)
	rule.Carry = sla.CarryShare
	evaluator, err := sla.Compile(timed(rule), hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	compiled, _ := evaluator.Timer(logistics.MustID("resolution"))
	for _, c := range []struct{ from, to, changed, closed, excludeFrom, excludeTo, lacking string }{
		// Eight of eight hours are used at 16:00, and nothing is left for the other limit.
		{"low", "high", "17:00", "17:30", "16:00", "17:30", "PT1H30M"},
		// 3 h 45 min of four hours leave a sixteenth of eight: half an hour.
		{"high", "low", "13:00", "13:30", "11:45", "13:00", "PT1H15M"},
	} {
		line := opened(t, "2026-11-25 08:00")
		line.Subject = subject("priority", c.from)
		line.Events = append(
			line.Events,
			sla.Event{Kind: "case.raised", At: at(t, "2026-11-25 "+c.changed), Attribute: "priority", Value: c.to},
			sla.Event{Kind: "case.resolved", At: at(t, "2026-11-25 "+c.closed)},
		)
		change, ok, err := compiled.Smallest(line, at(t, "2026-11-26 08:00"))
		if err != nil || !ok || change.Lacking != logistics.MustDuration(c.lacking) ||
			!change.Exclusion.From.Equal(at(t, "2026-11-25 "+c.excludeFrom)) ||
			!change.Exclusion.To.Equal(at(t, "2026-11-25 "+c.excludeTo)) {
			t.Errorf("%s to %s: %+v, %v", c.from, c.to, change, err)
		}
	}
}
