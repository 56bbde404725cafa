package sla_test

import (
	"slices"
	"strings"
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
			"seen at the close", "2026-10-29 10:00", "", "2026-10-30 17:00", "", logistics.NotDue, "2026-10-30 17:00",
			"2026-10",
		},
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

// TestTheEndOfAMonthIsOfThatMonth: a case due on the last at 24:00 is, by every way to count it; one that is due an
// instant later is not.
func TestTheEndOfAMonthIsOfThatMonth(t *testing.T) {
	rule, _ := sla.FromPreset("resolution", office, sla.Limit{When: logistics.Anyone(), Within: logistics.Days(1)})
	evaluator, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: desk(t)})
	if err != nil {
		t.Fatal(err)
	}
	compiled, _ := evaluator.Timer(logistics.MustID("resolution"))
	asOf := at(t, "2026-03-02 09:00") // 2026-02-28 is a Saturday
	got, err := compiled.Judge(opened(t, "2026-02-27 10:00"), asOf)
	if err != nil || !got.Due.Equal(at(t, "2026-03-01 00:00")) {
		t.Fatalf("%+v, %v", got, err)
	}
	for later, period := range []string{"2026-02", "2026-03"} {
		one := sla.CaseOf(logistics.MustID("T-1"), logistics.MustID("resolution"), plain(), got)
		one.At = one.At.Add(time.Duration(later))
		book := newBook(t, evaluator)
		if err := book.AddCase(logistics.MustID("C-1"), one); err != nil {
			t.Fatal(err)
		}
		reports := book.Reports(asOf)
		if len(reports) != 1 || reports[0].Report.Period != logistics.MustPeriod(period) {
			t.Errorf("%s: in a book %+v", period, reports)
		}
		report, err := evaluator.Attain(sla.Facts{Cases: []sla.Case{one}}, logistics.MustPeriod(period), asOf)
		if err != nil || report.Attained[2].Tally != (logistics.Tally{Bad: 1}) {
			t.Errorf("%s: %+v, %v", period, report, err)
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

// agrees holds a verdict to the due date: what is not due is asked for by then, what is kept was stopped by then, and
// what is missed was not. A limit in open time lets a case run on while no more of it counts.
func agrees(t interface{ Fatalf(string, ...any) }, got sla.Timing, asOf time.Time) {
	end := asOf
	if !got.Stopped.IsZero() {
		end = got.Stopped
	}
	late := !got.Due.IsZero() && end.After(got.Due)
	switch got.Verdict {
	case logistics.NotDue, logistics.Met:
		if late && got.Consumed != got.Budget || got.State != sla.Pending && got.Due.IsZero() {
			t.Fatalf("%s past its due date: %+v at %s", got.Verdict, got, asOf)
		}
	case logistics.Missed:
		if got.Earliest || end.Before(got.Due) || got.Breach.Before(got.Due) {
			t.Fatalf("missed by its due date: %+v at %s", got, asOf)
		}
	}
	if got.Limit >= 0 && got.Consumed > got.Budget && got.State != sla.Cancelled && got.Verdict != logistics.Missed {
		t.Fatalf("%+v at %s", got, asOf)
	}
}

// limits draws a limit of any kind for anyone.
func limits() *rapid.Generator[sla.Limit] {
	times := []string{"09:00", "12:00", "17:00", "19:30", "24:00"}
	return rapid.Custom(func(r *rapid.T) sla.Limit {
		l := sla.Limit{When: logistics.Anyone()}
		by := func() { l.By = logistics.MustTimeOfDay(rapid.SampledFrom(times).Draw(r, "by")) }
		switch rapid.SampledFrom([]string{"open time", "calendar days", "working days", "day"}).Draw(r, "kind") {
		case "open time":
			// Whole days too, which end at the close.
			minutes := rapid.SampledFrom([]int{1, 60, 240, 480, 960, 1337}).Draw(r, "minutes")
			l.Within = logistics.Exactly(time.Duration(minutes) * time.Minute)
			return l
		case "calendar days":
			l.Within = logistics.Days(rapid.IntRange(1, 9).Draw(r, "within"))
			l.Roll = rapid.SampledFrom([]sla.Roll{"", sla.RollFollowing, sla.RollPreceding}).Draw(r, "roll")
			if l.SameTime = rapid.Bool().Draw(r, "same time"); !l.SameTime && rapid.Bool().Draw(r, "by a time") {
				by()
			}
		case "working days":
			l.Days = rapid.IntRange(1, 4).Draw(r, "days")
			if l.SameTime = rapid.Bool().Draw(r, "same time"); !l.SameTime {
				by()
			}
		default:
			by()
		}
		l.From = rapid.SampledFrom([]sla.DaysFrom{"", sla.FromOpening, sla.FromDate}).Draw(r, "from")
		if rapid.Bool().Draw(r, "cut") {
			l.CutOff = logistics.MustTimeOfDay(
				rapid.SampledFrom([]string{"10:00", "16:00", "20:00"}).Draw(r, "cut-off"),
			)
		}
		return l
	})
}

// changing draws events some of which change the priority.
func changing(r *rapid.T, list []sla.Event) []sla.Event {
	for i := range list {
		if rapid.IntRange(0, 2).Draw(r, "change") == 0 {
			list[i].Attribute = "priority"
			list[i].Value = rapid.SampledFrom([]string{"high", "", "planned", "week", "none"}).Draw(r, "priority")
		}
	}
	return list
}

// TestTheVerdictAgreesWithTheDueDate whatever the limit, its changes, pauses and exclusions: by it a case is not
// missed, and past it it is: of a limit in days at once, of one in open time as soon as more of it counts.
func TestTheVerdictAgreesWithTheDueDate(t *testing.T) {
	for _, carry := range []sla.Carry{sla.CarryTime, sla.CarryShare} {
		rapid.Check(t, func(r *rapid.T) {
			rule := timerRule()
			rule.Carry = carry
			for i, priority := range []string{"", "high", "planned", "week"} {
				l := limits().Draw(r, "limit")
				l.When = logistics.Where("priority", priority)
				rule.Limits[i] = l
			}
			rule.Limits = rule.Limits[:4]
			compiled := timer(t, rule)
			list := changing(r, histories(t).Draw(r, "events"))
			line := sla.Timeline{
				Subject:    plain(),
				Events:     list,
				Exclusions: prepared(r, exclusions(t).Draw(r, "exclusions")),
			}
			asOf := berlin(t, "03-24 08:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "as of")) * time.Minute)
			got, err := compiled.Judge(line, asOf)
			if err != nil {
				r.Fatal(err)
			}
			agrees(r, got, asOf)
			if got.State != sla.Running || got.Verdict != logistics.NotDue {
				return
			}
			line.Events = slices.DeleteFunc(slices.Clone(list), func(e sla.Event) bool { return e.At.After(asOf) })
			last, err := compiled.Judge(line, got.Due.AddDate(0, 0, 100))
			if err != nil || last.Verdict != logistics.Missed || !last.Due.Equal(got.Due) {
				r.Fatalf("due %s, and at last %+v, %v", got.Due, last, err)
			}
			inDays := rule.Limits[got.Limit].Within.Exact() == 0
			if inDays && carry == sla.CarryTime && !last.Breach.Equal(got.Due) {
				r.Fatalf("a limit in days ends on the wall: %+v", last)
			}
			for _, at := range []time.Time{got.Due, last.Breach} {
				if at.Before(asOf) {
					continue // it was stopped then, and taken up again before more counted
				}
				on, err := compiled.Judge(line, at)
				if err != nil || on.Verdict != logistics.NotDue || !on.Due.Equal(got.Due) {
					r.Fatalf("due %s, and at %s %+v, %v", got.Due, at, on, err)
				}
			}
			on, err := compiled.Judge(line, last.Breach.Add(1))
			if err != nil || on.Verdict != logistics.Missed {
				r.Fatalf("missed after %s, and at once %+v, %v", last.Breach, on, err)
			}
		})
	}
}

// TestALimitThatEndsOnAClosedDayEndsThere, and not at the close before nor at the next opening.
func TestALimitThatEndsOnAClosedDayEndsThere(t *testing.T) {
	day := sla.Limit{When: logistics.Anyone(), Within: logistics.Days(1)}
	five := sla.Limit{When: logistics.Anyone(), By: logistics.MustTimeOfDay("17:00"), From: sla.FromDate}
	for _, c := range []struct {
		name     string
		limit    sla.Limit
		events   []string // 2026-11-27 is a Friday
		asOf     string
		verdict  logistics.Verdict
		due      string
		earliest bool
	}{
		{"from Friday", day, []string{"opened 27 10:00"}, "28 23:00", logistics.NotDue, "29 00:00", false},
		{"seen on Sunday", day, []string{"opened 27 10:00"}, "29 20:00", logistics.Missed, "29 00:00", false},
		{
			"closed on Saturday", day,
			[]string{"opened 27 10:00", "resolved 28 20:00"},
			"30 20:00", logistics.Met,
			"29 00:00", false,
		},
		{
			"closed on Sunday", day,
			[]string{"opened 27 10:00", "resolved 29 20:00"},
			"30 20:00", logistics.Missed,
			"29 00:00", false,
		},
		{
			"from Saturday, closed on Monday", day,
			[]string{"opened 28 10:00", "resolved 30 08:00"},
			"30 20:00",
			logistics.Missed, "30 00:00", false,
		},
		{
			"by five on Saturday, closed on Sunday", five,
			[]string{"opened 28 10:00", "resolved 29 20:00"},
			"30 20:00",
			logistics.Missed, "28 17:00", false,
		},
		{
			"a pause moves it by the open time it takes", day,
			[]string{"opened 27 10:00", "waiting 27 11:00", "answered 27 12:00"},
			"29 20:00", logistics.NotDue,
			"30 09:00", false,
		},
		{
			"a pause in closed time takes none", day,
			[]string{"opened 27 10:00", "waiting 27 18:00", "answered 28 12:00"},
			"28 20:00", logistics.NotDue,
			"29 00:00", false,
		},
		{
			"paused when it ends, it is not due before the pause ends", day,
			[]string{"opened 27 10:00", "waiting 28 18:00"},
			"29 20:00", logistics.NotDue, "29 20:00", true,
		},
		{
			"and is due then", day,
			[]string{"opened 27 10:00", "waiting 28 18:00", "answered 29 12:00"},
			"29 20:00",
			logistics.Missed, "29 12:00", false,
		},
	} {
		line := sla.Timeline{Subject: plain()}
		for _, text := range c.events {
			kind, when, _ := strings.Cut(text, " ")
			line.Events = append(line.Events, sla.Event{Kind: kind, At: at(t, "2026-11-"+when)})
		}
		compiled := deskTimer(t, func(r *sla.TimerRule) {
			words := timerRule()
			r.Start, r.Stop, r.Pause, r.Resume = words.Start, words.Stop, words.Pause, words.Resume
		}, c.limit)
		got, err := compiled.Judge(line, at(t, "2026-11-"+c.asOf))
		if err != nil || got.Verdict != c.verdict || !got.Due.Equal(at(t, "2026-11-"+c.due)) ||
			got.Earliest != c.earliest {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

// TestAMissStays: what was missed by some instant is missed ever after, whatever the limit changes to, unless a new
// cycle begins or the case is cancelled.
func TestAMissStays(t *testing.T) {
	for _, carry := range []sla.Carry{"", sla.CarryTime, sla.CarryShare} {
		rule := timerRule()
		rule.Carry = carry
		compiled, missed := timer(t, rule), 0
		rapid.Check(t, func(r *rapid.T) {
			list := slices.DeleteFunc(
				changing(r, histories(t).Draw(r, "events")), func(e sla.Event) bool { return e.Kind == "rerouted" },
			)
			line := sla.Timeline{
				Subject: subject("priority", "high"), Events: list,
				Exclusions: prepared(r, exclusions(t).Draw(r, "exclusions")),
			}
			asOf := berlin(t, "03-24 08:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "as of")) * time.Minute)
			later := asOf.Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "later")) * time.Minute)
			then, err := compiled.Judge(line, asOf)
			if err != nil {
				r.Fatal(err)
			}
			now, err := compiled.Judge(line, later)
			if err != nil {
				r.Fatal(err)
			}
			if then.Verdict != logistics.Missed {
				return
			}
			missed++
			if now.Verdict != logistics.Missed || !now.Due.Equal(then.Due) {
				r.Fatalf("it was missed: %+v, and later %+v", then, now)
			}
		})
		if missed == 0 {
			t.Error("no case was missed")
		}
	}
}

// TestWhatHappensLaterChangesNothing of what was said before: not the timing, nor why.
func TestWhatHappensLaterChangesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rule := timerRule()
		rule.Carry = rapid.SampledFrom([]sla.Carry{sla.CarryTime, sla.CarryShare}).Draw(r, "carry")
		rule.ReopenPolicy = rapid.SampledFrom([]sla.Reopen{sla.Continue, sla.FreshKeepFirst}).Draw(r, "reopened")
		for i, priority := range []string{"", "high", "planned", "week"} {
			rule.Limits[i] = limits().Draw(r, "limit")
			rule.Limits[i].When = logistics.Where("priority", priority)
		}
		compiled := timer(t, rule)
		list, excluded := changing(r, histories(t).Draw(r, "events")), exclusions(t).Draw(r, "exclusions")
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
