package sla_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
)

// TestTheDueDateIsKept: whatever becomes of a case that ran on from some instant, it is due when it was due then.
func TestTheDueDateIsKept(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		line := sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}
		last := berlin(t, "03-24 08:00")
		if len(list) > 0 {
			last = list[len(list)-1].At
		}
		first, err := compiled.Judge(line, last)
		if err != nil {
			r.Fatal(err)
		}
		later := last.Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "later")) * time.Minute)
		got, err := compiled.Judge(line, later)
		if err != nil {
			r.Fatal(err)
		}
		switch {
		case got.Cycles > 0 && got.Due.IsZero():
			r.Fatalf("it is not due: %+v", got)
		case got.State == sla.Paused && got.Consumed < got.Budget:
			if !got.Earliest || got.Due.Before(first.Due) {
				r.Fatalf("paused it is due %s, and was %s: %+v", got.Due, first.Due, got)
			}
		case got.Earliest || !got.Due.Equal(first.Due):
			r.Fatalf("it is due %s, and was %s: %+v", got.Due, first.Due, got)
		}
		// A stop does not move it either.
		stopped := line
		stopped.Events = append(slices.Clone(list), sla.Event{Kind: "resolved", At: later})
		after, err := compiled.Judge(stopped, later.AddDate(0, 1, 0))
		if err != nil || !after.Due.Equal(got.Due) && got.State != sla.Stopped {
			r.Fatalf("stopped at %s it was due %s, and running %s, %v", later, after.Due, got.Due, err)
		}
	})
}

// TestACaseBelongsToThePeriodOfItsDueDate whatever its outcome, unless the objective says that of its end.
func TestACaseBelongsToThePeriodOfItsDueDate(t *testing.T) {
	limit := sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT16H")}
	rule, _ := sla.FromPreset("resolution", office, limit)
	resolution := logistics.MustID("resolution")
	for _, c := range []struct {
		name, opened, resolved, seen string
		by                           sla.CaseDate
		verdict                      logistics.Verdict
		due                          string
		period                       string
	}{
		// 2025-01-31 is a Friday: nine hours a day, sixteen are used up on Monday at three.
		{
			"met, due in February", "2025-01-31 08:00", "2025-01-31 10:00", "2025-03-01 09:00", "", logistics.Met,
			"2025-02-03 15:00", "2025-02",
		},
		{
			"missed, due in February", "2025-01-31 08:00", "2025-02-05 10:00", "2025-03-01 09:00", sla.ByDue,
			logistics.Missed, "2025-02-03 15:00", "2025-02",
		},
		{
			"not decided, due in February", "2025-01-31 08:00", "", "2025-01-31 09:00", "", logistics.NotDue,
			"2025-02-03 15:00", "2025-02",
		},
		{
			"met, ended in January", "2025-01-31 08:00", "2025-01-31 10:00", "2025-03-01 09:00", sla.ByEnd,
			logistics.Met, "2025-02-03 15:00", "2025-01",
		},
		{
			"missed, ended in March", "2025-01-31 08:00", "2025-03-03 10:00", "2025-03-04 09:00", sla.ByEnd,
			logistics.Missed, "2025-02-03 15:00", "2025-03",
		},
		{
			"not ended", "2025-01-31 08:00", "", "2025-03-04 09:00", sla.ByEnd, logistics.Missed,
			"2025-02-03 15:00", "",
		},
		// 2026-10-30 is a Friday. Sixteen hours from Thursday at ten are used up on Friday at the close.
		{
			"seen on Sunday", "2026-10-29 10:00", "", "2026-11-01 12:00", "", logistics.NotDue, "2026-10-30 17:00",
			"2026-10",
		},
		{
			"seen on Monday", "2026-10-29 10:00", "", "2026-11-02 12:00", "", logistics.Missed, "2026-10-30 17:00",
			"2026-10",
		},
	} {
		a := timed(rule)
		a.Objectives[2].CasesBy = c.by
		evaluator, err := sla.Compile(a, hostZones{}, sla.Clocks{office: desk(t)})
		if err != nil {
			t.Fatal(err)
		}
		compiled, _ := evaluator.Timer(resolution)
		line := opened(t, c.opened)
		if c.resolved != "" {
			line.Events = append(line.Events, sla.Event{Kind: "case.resolved", At: at(t, c.resolved)})
		}
		asOf := at(t, c.seen)
		got, err := compiled.Judge(line, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if got.Verdict != c.verdict || !got.Due.Equal(at(t, c.due)) {
			t.Errorf("%s: %s, due %s", c.name, got.Verdict, got.Due)
		}
		one := sla.CaseOf(logistics.MustID("T-1"), resolution, plain(), got)
		book := newBook(t, evaluator)
		if err := book.AddCase(logistics.MustID("C-1"), one); err != nil {
			t.Fatal(err)
		}
		if c.period == "" {
			report, err := evaluator.Attain(sla.Facts{Cases: []sla.Case{one}}, march, asOf)
			if err != nil || book.Undated() != 1 || report.Undated != 1 || len(report.Reasons()) != 4 {
				t.Errorf("%s: %d undated, %+v, %v", c.name, book.Undated(), report, err)
			}
			continue
		}
		period := logistics.MustPeriod(c.period)
		report, err := evaluator.Attain(sla.Facts{Cases: []sla.Case{one}}, period, asOf)
		if err != nil || report.Attained[2].Tally != (logistics.Tally{}).Count(c.verdict, 1) {
			t.Errorf("%s: %+v, %v", c.name, report.Attained, err)
		}
		if reports := book.Reports(asOf); len(reports) != 1 || reports[0].Report.Period != period {
			t.Errorf("%s: in a book %+v", c.name, reports)
		}
	}
}

// TestACaseWithoutALimitIsOfThePeriodOfItsStart, because it is due at no time.
func TestACaseWithoutALimitIsOfThePeriodOfItsStart(t *testing.T) {
	only := sla.Limit{When: logistics.Where("priority", "P1"), Within: logistics.MustDuration("PT4H")}
	compiled := deskTimer(t, nil, only)
	line := opened(t, "2025-03-31 10:00")
	line.Events = append(line.Events, sla.Event{Kind: "case.resolved", At: at(t, "2025-04-02 10:00")})
	got, err := compiled.Judge(line, at(t, "2025-05-01 10:00"))
	if err != nil {
		t.Fatal(err)
	}
	one := sla.CaseOf(logistics.ID{}, logistics.MustID("resolution"), plain(), got)
	if one.Verdict != logistics.Undetermined || !one.At.Equal(at(t, "2025-03-31 10:00")) || one.Ended.IsZero() {
		t.Errorf("%+v", one)
	}
}

func TestBreakdownsSumToTheWhole(t *testing.T) {
	evaluator, err := sla.Compile(timed(timerRule()), hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		facts := sla.Facts{Outcomes: outcomes().Draw(r, "outcomes")}
		for range rapid.IntRange(0, 20).Draw(r, "cases") {
			hours := time.Duration(rapid.IntRange(0, 1500).Draw(r, "hour"))
			c := sla.Case{
				Objective: logistics.MustID("resolution"),
				At:        berlin(t, "02-20 09:00").Add(hours * time.Hour),
				Verdict:   rapid.SampledFrom([]logistics.Verdict{logistics.Met, logistics.Missed}).Draw(r, "verdict"),
			}
			if p := rapid.SampledFrom([]string{"unknown", "", "P1", "P2"}).Draw(r, "priority"); p != "unknown" {
				c.Attributes = c.Attributes.With("priority", p)
			}
			c.Attributes = c.Attributes.With("customer", rapid.SampledFrom([]string{"C-1", "C-9"}).Draw(r, "customer"))
			facts.Cases = append(facts.Cases, c)
		}
		whole, err := evaluator.Attain(facts, march, april)
		if err != nil {
			r.Fatal(err)
		}
		for _, attribute := range []string{"priority", "customer"} {
			parts, err := evaluator.Breakdown(facts, march, april, attribute)
			if err != nil {
				r.Fatal(err)
			}
			sums := make([]logistics.Tally, len(whole.Attained))
			for i, p := range parts {
				if i > 0 && !(parts[i-1].Known && (!p.Known || parts[i-1].Value < p.Value)) {
					r.Fatalf("%+v before %+v", parts[i-1], p)
				}
				for k, a := range p.Report.Attained {
					sums[k] = sums[k].Merge(a.Tally)
				}
				var own sla.Facts
				for _, c := range facts.Cases {
					if value, known := c.Attributes.Value(attribute); value == p.Value && known == p.Known {
						own.Cases = append(own.Cases, c)
					}
				}
				for _, o := range facts.Outcomes { // of a line only the customer is known
					if attribute == "customer" && p.Known && o.Customer.String() == p.Value ||
						attribute != "customer" && !p.Known {
						own.Outcomes = append(own.Outcomes, o)
					}
				}
				want, err := evaluator.Attain(own, march, april)
				if err != nil || !slices.Equal(want.Attained, p.Report.Attained) {
					r.Fatalf("%s %q: %+v, want %+v, %v", attribute, p.Value, p.Report, want, err)
				}
			}
			for k, a := range whole.Attained {
				if sums[k] != a.Tally {
					r.Fatalf("by %s %+v, as a whole %+v", attribute, sums[k], a.Tally)
				}
			}
		}
	})
}

// TestWhatHappensLaterChangesNothing of what was said before: not the timing, nor why.
func TestWhatHappensLaterChangesNothing(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		asOf := berlin(t, "03-25 09:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "as of")) * time.Minute)
		known := slices.DeleteFunc(slices.Clone(list), func(e sla.Event) bool { return e.At.After(asOf) })
		x := prepared(r, excluded)
		then, err := compiled.Explain(sla.Timeline{Subject: plain(), Events: known, Exclusions: x}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		now, err := compiled.Explain(sla.Timeline{Subject: plain(), Events: list, Exclusions: x}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(then.Reasons(), now.Reasons()); diff != "" || then.Timing != now.Timing {
			r.Fatalf("%+v, and later %+v:\n%s", then.Timing, now.Timing, diff)
		}
	})
}
