package calendar_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// anyPair draws two clocks of different zones whose horizons overlap.
func anyPair(t *rapid.T, h host) (a, b sample) {
	a = anySample(h).Draw(t, "a")
	first := a.first.AddDays(rapid.IntRange(-3, 3).Draw(t, "apart"))
	return a, draw(t, h, rapid.SampledFrom(zoneNames).Draw(t, "zone"), first, first.AddDays(sampleDays))
}

type operation func(a, b *calendar.Clock) (*calendar.Clock, error)

func combined(t fatal, operation operation, a, b *calendar.Clock) *calendar.Clock {
	t.Helper()
	c, err := operation(a, b)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return c
}

func TestAndPlusOrConserves(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPair(t, h)
		and, or := combined(t, calendar.And, a.clock, b.clock), combined(t, calendar.Or, a.clock, b.clock)
		from, to := and.Horizon()
		parts := between(t, a.clock, from, to) + between(t, b.clock, from, to)
		if both, either := whole(t, and), whole(t, or); both+either != parts {
			t.Fatalf("both %s, either %s, of %s", both, either, parts)
		}
		if and.Location() != a.clock.Location() {
			t.Fatalf("in %s", and.Location())
		}
	})
}

func TestNotSumsToElapsed(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anySample(h).Draw(t, "sample").clock
		x, y := anyInstant(c).Draw(t, "x"), anyInstant(c).Draw(t, "y")
		if open, closed := between(t, c, x, y), between(t, c.Not(), x, y); open+closed != y.Sub(x) {
			t.Fatalf("open %s, closed %s, of %s", open, closed, y.Sub(x))
		}
		if changes, err := calendar.Diff(c, c.Not().Not()); err != nil || len(changes) != 0 {
			t.Fatalf("not not: %v, %v", changes, err)
		}
	})
}

func TestMinusIsAndNot(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPair(t, h)
		minus, and := combined(t, calendar.Minus, a.clock, b.clock), combined(t, calendar.And, a.clock, b.clock.Not())
		if !slices.Equal(segments(t, minus), segments(t, and)) || minus.Fingerprint() != and.Fingerprint() {
			t.Fatalf("%v, and not %v", segments(t, minus), segments(t, and))
		}
		// The three parts of "or" are disjoint and complete.
		other, both := combined(t, calendar.Minus, b.clock, a.clock), combined(t, calendar.And, a.clock, b.clock)
		if sum := whole(t, minus) + whole(t, other) + whole(t, both); sum != whole(
			t, combined(t, calendar.Or, a.clock, b.clock),
		) {
			t.Fatalf("parts of %s", sum)
		}
	})
}

func TestACombinationOpensAsItsPartsDo(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPair(t, h)
		and := combined(t, calendar.And, a.clock, b.clock)
		x := anyInstant(and).Draw(t, "x")
		if _, to := and.Horizon(); x.Equal(to) {
			return
		}
		inA, errA := a.clock.IsOpen(x)
		inB, errB := b.clock.IsOpen(x)
		for name, c := range map[string]struct {
			operation operation
			want      bool
		}{"and": {calendar.And, inA && inB}, "or": {calendar.Or, inA || inB}, "minus": {calendar.Minus, inA && !inB}} {
			got, err := combined(t, c.operation, a.clock, b.clock).IsOpen(x)
			if errs := errors.Join(err, errA, errB); errs != nil || got != c.want {
				t.Fatalf("%s at %s: %v, %v", name, x, got, errs)
			}
		}
	})
}

func TestWorkingDaysOfACombinationAreWholeDates(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPair(t, h)
		or := combined(t, calendar.Or, a.clock, b.clock)
		from, to := or.Horizon()
		for d := a.first.AddDays(-4); d.Compare(a.end.AddDays(4)) < 0; d = d.AddDays(1) {
			start, end := d.Start(or.Location()), d.AddDays(1).Start(or.Location())
			got, err := or.IsWorkingDay(d)
			if start.Before(from) || end.After(to) || !start.Before(to) {
				if err == nil && start.Before(end) && got {
					t.Fatalf("%s is a working day, but the horizon is %s to %s", d, from, to)
				}
				continue
			}
			if open := between(t, or, start, end); err != nil || got != (open > 0) {
				t.Fatalf("%s is open for %s, and a working day: %v, %v", d, open, got, err)
			}
		}
	})
}

func TestClocksWithoutACommonHorizonDoNotCombine(t *testing.T) {
	a, b := office(t, "2025-01-01", "2025-02-01"), office(t, "2025-02-01", "2025-03-01")
	for name, operation := range map[string]operation{"and": calendar.And, "or": calendar.Or, "minus": calendar.Minus} {
		if _, err := operation(a, b); !errors.Is(err, logistics.ErrHorizon) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := calendar.Diff(a, b); !errors.Is(err, logistics.ErrHorizon) {
		t.Errorf("diff: %v", err)
	}
	// An hour in common is less than a date: time is known, days are not.
	berlin := compile(
		t, weekdays("Europe/Berlin", "00:00-24:00"), hostZones{}, logistics.MustDate("2025-02-01"),
		logistics.MustDate("2025-03-01"),
	)
	utc := compile(
		t, weekdays("UTC", "00:00-24:00"), hostZones{}, logistics.MustDate("2025-01-01"),
		logistics.MustDate("2025-02-01"),
	)
	c, err := calendar.Or(berlin, utc)
	if err != nil {
		t.Fatal(err)
	}
	if got := whole(t, c); got != time.Hour {
		t.Errorf("%s in common", got)
	}
	for _, d := range []string{"2025-01-31", "2025-02-01", "2025-02-02"} {
		if _, err := c.IsWorkingDay(logistics.MustDate(d)); !errors.Is(err, logistics.ErrHorizon) {
			t.Errorf("%s: %v", d, err)
		}
	}
}

func TestDiffIsEmptyOnlyForEqualClocks(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPair(t, h)
		changes, err := calendar.Diff(a.clock, b.clock)
		if err != nil {
			t.Fatal(err)
		}
		gained, lost := combined(t, calendar.Minus, b.clock, a.clock), combined(t, calendar.Minus, a.clock, b.clock)
		var opened, closed time.Duration
		last := time.Time{}
		for _, change := range changes {
			if change.Open.Before(last) || !change.Open.Before(change.Close) {
				t.Fatalf("%v after %s", change, last)
			}
			last = change.Close
			if change.Opened {
				opened += change.Close.Sub(change.Open)
			} else {
				closed += change.Close.Sub(change.Open)
			}
		}
		if opened != whole(t, gained) || closed != whole(t, lost) {
			t.Fatalf("opened %s of %s, closed %s of %s", opened, whole(t, gained), closed, whole(t, lost))
		}
		from, to := gained.Horizon()
		one, _ := a.clock.Segments(from, to)
		other, _ := b.clock.Segments(from, to)
		equal := slices.EqualFunc(slices.Collect(one), slices.Collect(other), func(x, y calendar.Segment) bool {
			return x.Open.Equal(y.Open) && x.Close.Equal(y.Close)
		})
		if equal != (len(changes) == 0) {
			t.Fatalf("equal: %v, changes %v", equal, changes)
		}
		if a.clock.Fingerprint() == b.clock.Fingerprint() && !equal {
			t.Fatal("two clocks with one fingerprint")
		}
		if same, err := calendar.Diff(a.clock, a.clock); err != nil || same == nil || len(same) != 0 {
			t.Fatalf("of itself: %v, %v", same, err)
		}
	})
}

// rewritten says the same in other words: a season and a rotation for the week, shifts cut in two and in
// another order, days and holidays backwards, a rule as dates.
func rewritten(t *rapid.T, s sample) calendar.Calendar {
	c := s.doc
	// A part of a shift lies within it only where a later reading is never an earlier instant.
	ordered := c.Changes.Skipped != calendar.Forward && c.Changes.Skipped != calendar.Backward
	split := func(shifts []logistics.Shift) []logistics.Shift {
		var out []logistics.Shift
		for _, one := range slices.Backward(shifts) {
			open, closing := one.Open().Seconds(), one.Close().Seconds()
			if middle := (open + closing) / 120 * 60; ordered && middle > open && middle < closing && middle < 86400 {
				first, _ := logistics.ParseTimeOfDay(
					time.Time{}.Add(time.Duration(middle) * time.Second).Format("15:04"),
				)
				early, _ := logistics.NewShift(one.Open(), first)
				out = append(out, one, early, one) // a part of it once more, and itself twice
				continue
			}
			out = append(out, one)
		}
		return out
	}
	week := func(w logistics.Week) logistics.Week {
		return logistics.Week{
			Monday: split(w.Monday), Tuesday: split(w.Tuesday), Wednesday: split(w.Wednesday),
			Thursday: split(w.Thursday),
			Friday:   split(w.Friday), Saturday: split(w.Saturday), Sunday: split(w.Sunday),
		}
	}
	if c.Rotation.IsZero() {
		start := s.first.AddDays(-int(s.first.Weekday()))
		c.Rotation = calendar.Rotation{Start: start, Weeks: []logistics.Week{week(c.Week), c.Week, week(c.Week)}}
		c.Week = logistics.Week{}
	} else {
		c.Seasons = slices.Concat(
			c.Seasons,
			[]calendar.Season{
				{From: logistics.MustDate("0001-01-01"), Through: logistics.MustDate("0001-12-31"), Week: c.Week},
			},
		)
	}
	backwards := func(days []logistics.DayHours) []logistics.DayHours {
		days = slices.Clone(days)
		slices.Reverse(days)
		for i := range days {
			days[i].Shifts, days[i].Note = split(days[i].Shifts), "in other words"
		}
		return days
	}
	c.Dates, c.Extra, c.Closures = backwards(c.Dates), backwards(c.Extra), backwards(c.Closures)
	c.Holidays.Dates = slices.Concat(c.Holidays.Dates, c.Holidays.Dates)
	if rules := c.Holidays.Rules; len(rules) > 0 {
		year, _, _ := s.first.Civil()
		asked := &twin{doc: s.doc}
		for d := logistics.MustDate("1970-01-01").AddDays(int(civilOf(year-1, 1, 1))); ; d = d.AddDays(1) {
			if at, _, _ := d.Civil(); at > year+2 {
				break
			}
			if asked.ruled(rules[0], civil(d)) {
				c.Holidays.Dates = append(c.Holidays.Dates, d)
			}
		}
		c.Holidays.Rules = rules[1:]
	}
	if c.Holidays.Policy == "" {
		c.Holidays.Policy = calendar.ByStart
	}
	if c.Changes.Skipped == "" {
		c.Changes.Skipped = calendar.AtTransition
	}
	c.ID = rapid.SampledFrom([]logistics.ID{logistics.MustID("other"), c.ID}).Draw(t, "id")
	return c
}

func TestFingerprintIgnoresHowItWasWritten(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		s := anySample(h).Draw(t, "sample")
		other := compile(t, rewritten(t, s), h, s.first, s.end)
		if changes, err := calendar.Diff(s.clock, other); err != nil || len(changes) != 0 {
			t.Fatalf("%v, %v", changes, err)
		}
		if s.clock.Fingerprint() != other.Fingerprint() {
			t.Fatal("one clock with two fingerprints")
		}
	})
}

func TestFingerprintTellsClocksApart(t *testing.T) {
	base := office(t, "2025-01-01", "2026-01-01")
	seen := map[string]string{base.Fingerprint(): "the office"}
	later := weekdays("Europe/Berlin", "09:00-17:00:01")
	holiday := weekdays("Europe/Berlin", "09:00-17:00")
	holiday.Holidays.Dates = []logistics.Date{logistics.MustDate("2025-12-25")}
	// The same open time, but the second half of the night begins on the Saturday.
	night, halves := weekdays("Europe/Berlin", "22:00-30:00"), weekdays("Europe/Berlin", "22:00-24:00")
	for _, day := range []*[]logistics.Shift{
		&halves.Week.Tuesday, &halves.Week.Wednesday, &halves.Week.Thursday, &halves.Week.Friday, &halves.Week.Saturday,
	} {
		*day = append(slices.Clone(*day), logistics.MustShift("00:00-06:00"))
	}
	for name, c := range map[string]calendar.Calendar{
		"a second more": later, "a holiday": holiday, "another zone": weekdays("Europe/London", "09:00-17:00"),
		"night": night, "halves": halves,
	} {
		print := compile(
			t, c, hostZones{}, logistics.MustDate("2025-01-02"), logistics.MustDate("2026-01-01"),
		).Fingerprint()
		if other, ok := seen[print]; ok {
			t.Errorf("%s has the fingerprint of %s", name, other)
		}
		seen[print] = name
	}
	if base.Fingerprint() == office(t, "2025-01-01", "2026-01-02").Fingerprint() {
		t.Error("a longer horizon has the same fingerprint")
	}
}

// TestACombinationCountsADateThatShowsTwice is about dates that the clocks leave and come back to.
func TestACombinationCountsADateThatShowsTwice(t *testing.T) {
	// In Newfoundland the clocks went from 00:01 of Sunday 27 October 1991 back to 23:01 of Saturday: the
	// shift of Friday ends at the second midnight, and the first minute of Sunday is within it.
	doc := weekdays("America/St_Johns")
	doc.Week.Friday = shifts("00:00-48:00")
	c := compile(t, doc, hostZones{}, logistics.MustDate("1991-10-21"), logistics.MustDate("1991-11-04"))
	sunday := logistics.MustDate("1991-10-27")
	if working, err := c.IsWorkingDay(sunday); working || err != nil {
		t.Errorf("a shift starts on Sunday: %v, %v", working, err)
	}
	if working, err := c.Not().Not().IsWorkingDay(sunday); !working || err != nil {
		t.Errorf("Sunday has open time: %v, %v", working, err)
	}
}
