package sla_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
)

func warned(rule *sla.TimerRule) {
	for _, share := range []string{"50%", "75%", "90%", "100%"} {
		rule.Warnings = append(rule.Warnings, logistics.MustRatio(share))
	}
}

func TestWarningsByHand(t *testing.T) {
	compiled := deskTimer(t, warned, sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT10H")})
	line := opened(t, "2026-11-27 15:00") // a Friday: two hours, and eight on Monday
	for _, c := range []struct {
		name   string
		add    []sla.Event
		asOf   string
		want   []string
		passed int
		paused bool
	}{
		{"begun", nil, "2026-11-27 15:00", []string{"30 11:00", "30 13:30", "30 15:00", "30 16:00"}, 0, false},
		{"half used", nil, "2026-11-30 11:00", []string{"30 11:00", "30 13:30", "30 15:00", "30 16:00"}, 1, false},
		{
			"paused",
			[]sla.Event{{Kind: "case.waiting", At: at(t, "2026-11-30 12:00")}},
			"2026-11-30 14:00",
			[]string{"30 11:00", "30 15:30", "30 17:00", "01 09:00"},
			1, true,
		},
		{
			"stopped",
			[]sla.Event{{Kind: "case.resolved", At: at(t, "2026-11-30 14:00")}},
			"2026-11-30 17:00",
			[]string{"30 11:00", "30 13:30"},
			2, false,
		},
	} {
		with := line
		with.Events = append(with.Events[:1:1], c.add...)
		warnings, err := compiled.Warnings(with, at(t, c.asOf))
		if err != nil || len(warnings) != len(c.want) {
			t.Fatalf("%s: %+v, %v", c.name, warnings, err)
		}
		for i, w := range warnings {
			when := w.At.In(desk(t).Location()).Format("02 15:04")
			if when != c.want[i] || w.Passed != (i < c.passed) || w.Earliest != (c.paused && !w.Passed) {
				t.Errorf("%s: %s at %s (%+v), want %s", c.name, w.Share, when, w, c.want[i])
			}
		}
	}
	for _, bad := range [][]logistics.Ratio{
		{logistics.MustRatio("0/1")},
		{logistics.MustRatio("3/2")},
		{logistics.MustRatio("1/2"), logistics.MustRatio("50%")},
		make([]logistics.Ratio, 101),
	} {
		rule, _ := sla.FromPreset(
			"resolution", office, sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT10H")},
		)
		rule.Warnings = bad
		if _, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: desk(t)}); len(paths(err)) != 1 {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

// TestAWarningIsTheFirstInstantItsShareIsUsed: judged at it the share is used, and just before it is not; the whole
// is the due date.
func TestAWarningIsTheFirstInstantItsShareIsUsed(t *testing.T) {
	rule := timerRule()
	warned(&rule)
	compiled := timer(t, rule)
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		line := sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}
		asOf := berlin(t, "03-26 09:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "as of")) * time.Minute)
		whole, err := compiled.Judge(line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		warnings, err := compiled.Warnings(line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		for _, w := range warnings {
			if w.Share.Num() == w.Share.Den() && whole.State != sla.Stopped && !w.At.Equal(whole.Due) ||
				w.At.After(whole.Due) {
				r.Fatalf("all is used at %s, due %s", w.At, whole.Due)
			}
			if w.Passed && w.At.After(asOf) {
				r.Fatalf("%s passed, and is at %s", w.Share, w.At)
			}
			if !w.Passed && whole.State == sla.Paused {
				continue // the date moves
			}
			known := line
			known.Events = nil
			for _, e := range list {
				if !e.At.After(asOf) {
					known.Events = append(known.Events, e)
				}
			}
			on, err := compiled.Judge(known, w.At)
			if err != nil {
				r.Fatal(err)
			}
			before, err := compiled.Judge(known, w.At.Add(-1))
			if err != nil {
				r.Fatal(err)
			}
			if on.Cycles == whole.Cycles && on.State != sla.Stopped && !on.Used().AtLeast(w.Share) {
				r.Fatalf("at %s %s of %s is used, not %s", w.At, on.Consumed, on.Budget, w.Share)
			}
			if before.Cycles == whole.Cycles && w.Share.Num() < w.Share.Den() && before.Used().AtLeast(w.Share) {
				r.Fatalf("just before %s %s of %s is used: %s", w.At, before.Consumed, before.Budget, w.Share)
			}
		}
		if whole.State == sla.Running && len(warnings) != 4 {
			r.Fatalf("%d warnings of a case that runs", len(warnings))
		}
	})
}

// TestAWarningThatPassedLiesBehind whatever the limit, also one that leaves no time.
func TestAWarningThatPassedLiesBehind(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rule := timerRule()
		warned(&rule)
		rule.Limits = []sla.Limit{limits().Draw(r, "limit")}
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		line := sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}
		asOf := berlin(t, "03-24 08:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "as of")) * time.Minute)
		warnings, err := timer(t, rule).Warnings(line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		for _, w := range warnings {
			if w.Passed == w.At.After(asOf) {
				r.Fatalf("%+v at %s", w, asOf)
			}
		}
	})
	// By ten of a day that is excluded until three, asked at eleven: nothing is left from three on.
	compiled := deskTimer(t, warned, sla.Limit{
		When: logistics.Anyone(), By: logistics.MustTimeOfDay("08:00"), From: sla.FromDate,
	})
	line := opened(t, "2026-11-25 09:00")
	line.Exclusions = prepared(t, []sla.Exclusion{
		{From: at(t, "2026-11-25 09:00"), To: at(t, "2026-11-25 15:00"), Reason: "strike"},
	})
	warnings, err := compiled.Warnings(line, at(t, "2026-11-25 11:00"))
	if err != nil || len(warnings) != 4 {
		t.Fatalf("%+v, %v", warnings, err)
	}
	for _, w := range warnings {
		if w.Passed || !w.At.Equal(at(t, "2026-11-25 15:00")) {
			t.Errorf("%+v", w)
		}
	}
}
