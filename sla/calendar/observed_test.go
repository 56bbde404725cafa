package calendar_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// sixDays is a depot in New York that works on Saturdays, with the federal holidays observed in one manner.
func sixDays(how calendar.Observance) calendar.Calendar {
	doc := weekdays(newYork, "09:00-17:00")
	doc.Week.Saturday = doc.Week.Friday
	doc.Holidays.Rules = federalHolidays()
	for i, rule := range doc.Holidays.Rules {
		if rule.Saturday != 0 {
			doc.Holidays.Rules[i].Observed = how
		}
	}
	return doc
}

func works(t fatal, c *calendar.Clock, date string) bool {
	t.Helper()
	holds, err := c.IsWorkingDay(logistics.MustDate(date))
	if err != nil {
		t.Fatalf("%s: %v", date, err)
	}
	return holds
}

// TestASixDayDepotKeepsItsHolidays: 4 July 2026 and 25 December 2021 are Saturdays, observed on Fridays; 4 July 2027
// is a Sunday, on which the depot is closed anyway.
func TestASixDayDepotKeepsItsHolidays(t *testing.T) {
	for _, row := range []struct {
		how                                calendar.Observance
		friday, saturday, monday, december bool
	}{
		{"", false, false, false, false},
		{calendar.Also, false, false, false, false},
		{calendar.Instead, false, true, false, true},
		{calendar.WhenClosed, true, false, false, false},
	} {
		first, end := logistics.MustDate("2021-01-01"), logistics.MustDate("2028-01-01")
		c := compile(t, sixDays(row.how), hostZones{}, first, end)
		for date, want := range map[string]bool{
			"2026-07-03": row.friday, "2026-07-04": row.saturday, "2021-12-25": row.december,
			"2021-12-24": row.friday, "2027-07-05": row.monday, "2027-07-04": false, "2026-07-02": true,
		} {
			if got := works(t, c, date); got != want {
				t.Errorf("%q: works on %s: %v", row.how, date, got)
			}
		}
	}
}

// TestMovedOnlyFromDaysThatAreClosedAnyway: seasons, rotations and dated entries say whether a day is.
func TestMovedOnlyFromDaysThatAreClosedAnyway(t *testing.T) {
	saturdays := logistics.Week{Saturday: shifts("09:00-12:00"), Friday: shifts("09:00-12:00")}
	fourth := logistics.MustDate("2026-07-04")
	for name, row := range map[string]struct {
		change func(c *calendar.Calendar)
		moved  bool
	}{
		"a five-day week": {func(*calendar.Calendar) {}, true},
		"a season": {func(c *calendar.Calendar) {
			c.Seasons = []calendar.Season{{From: fourth, Through: fourth, Week: saturdays}}
		}, false},
		"a rotation": {func(c *calendar.Calendar) {
			c.Rotation = calendar.Rotation{Start: fourth.AddDays(-5), Weeks: []logistics.Week{saturdays}}
		}, false},
		"another turn": {func(c *calendar.Calendar) {
			c.Rotation = calendar.Rotation{Start: fourth.AddDays(2), Weeks: []logistics.Week{saturdays, c.Week}}
		}, true},
		"a dated closure": {func(c *calendar.Calendar) {
			c.Week.Saturday, c.Dates = c.Week.Friday, []logistics.DayHours{{Date: fourth}}
		}, true},
	} {
		doc := weekdays(newYork, "09:00-17:00")
		doc.Holidays.Rules = []calendar.Rule{observed(fixed("Independence Day", 7, 4, -1, 1), calendar.WhenClosed)}
		row.change(&doc)
		c := compile(t, doc, hostZones{}, logistics.MustDate("2026-01-01"), logistics.MustDate("2027-01-01"))
		if friday, saturday := works(t, c, "2026-07-03"), works(t, c, "2026-07-04"); friday == row.moved || saturday {
			t.Errorf("%s: works on Friday: %v, on Saturday: %v", name, friday, saturday)
		}
	}
}

// TestTheMannersOfObservingAreOneWhereNothingIsOpenOnWeekends, and the default never opens what another closes.
func TestTheMannersOfObservingAreOneWhereNothingIsOpenOnWeekends(t *testing.T) {
	manners := []calendar.Observance{"", calendar.Also, calendar.Instead, calendar.WhenClosed}
	rapid.Check(t, func(t *rapid.T) {
		first := anyFirst(time.UTC).Draw(t, "first")
		end := first.AddDays(sampleDays)
		near := rapid.Custom(func(t *rapid.T) logistics.Date {
			return first.AddDays(rapid.IntRange(-3, sampleDays+2).Draw(t, "date"))
		})
		// Moved to Friday or Monday, as everywhere.
		fixed := func(r calendar.Rule) bool { return r.Kind == calendar.FixedDate }
		rule := anyRule(near).Filter(fixed).Draw(t, "rule")
		rule.Saturday = rapid.SampledFrom([]int{-1, 2}).Draw(t, "saturday")
		rule.Sunday = rapid.SampledFrom([]int{-2, 1}).Draw(t, "sunday")
		week := anyWeek().Draw(t, "week")
		of := func(how calendar.Observance) *calendar.Clock {
			doc := weekdays("UTC", "09:00-17:00")
			rule.Observed = how
			doc.Week, doc.Holidays.Rules = week, []calendar.Rule{rule}
			return compile(t, doc, hostZones{}, first, end)
		}
		both := of("")
		for _, how := range manners {
			if changes, err := calendar.Diff(of(how), both); err != nil || len(changes) > 0 && changes[0].Opened {
				t.Fatalf("%q: %v, %v", how, changes, err)
			}
		}
		week.Saturday, week.Sunday = nil, nil
		for _, how := range manners {
			if a, b := of(how).Fingerprint(), of("").Fingerprint(); a != b {
				t.Fatalf("%q differs", how)
			}
		}
	})
}

// TestPartDaysFollowEaster: Maundy Thursday closes at two, whatever the week has; what is closed stays closed.
func TestPartDaysFollowEaster(t *testing.T) {
	doc := weekdays(hamburg, "08:00-12:00", "13:00-17:00")
	doc.PartDays = []calendar.PartDay{
		{Rule: easter("Maundy Thursday", -3), Shifts: shifts("00:00-14:00")},
		{Rule: easter("Easter Sunday", 0), Shifts: shifts("00:00-14:00")},
		{Rule: fixed("Christmas Eve", 12, 24, 0, 0), Shifts: shifts("00:00-07:00")},
	}
	c := compile(t, doc, hostZones{}, logistics.MustDate("2024-01-01"), logistics.MustDate("2027-01-01"))
	for date, hours := range map[string]float64{
		"2024-03-28": 5, "2025-04-17": 5, "2026-04-02": 5, // Thursdays before Easter
		"2025-04-16": 8, "2025-04-20": 0, "2025-12-24": 0, "2025-12-23": 8,
	} {
		d := logistics.MustDate(date)
		open := between(t, c, d.Start(c.Location()), d.AddDays(1).Start(c.Location()))
		if open.Hours() != hours || works(t, c, date) != (hours > 0) {
			t.Errorf("%s: open for %s", date, open)
		}
	}
}

// TestPartsOfEachYearKeepTheLeapDay: one that begins on it begins on March 1 of other years, one that ends on it
// ends on February 28, and some run over New Year.
func TestPartsOfEachYearKeepTheLeapDay(t *testing.T) {
	for _, row := range []struct {
		from, through string
		in, out       []string
	}{
		{"02-29", "03-02", []string{"2023-03-01", "2024-02-29", "2023-03-02"}, []string{"2023-02-28", "2024-02-28"}},
		{"02-27", "02-29", []string{"2023-02-28", "2024-02-29"}, []string{"2023-03-01", "2024-03-01", "2023-02-26"}},
		{"02-29", "02-29", []string{"2024-02-29"}, []string{"2023-02-28", "2023-03-01", "2024-03-01"}},
		{"12-24", "01-06", []string{"2023-12-24", "2024-01-06", "2023-12-31"}, []string{"2023-12-23", "2024-01-07"}},
	} {
		doc := calendar.Calendar{ID: logistics.MustID("SEASON"), Zone: "UTC", Seasons: []calendar.Season{{
			EachYear: calendar.YearPart{
				From: calendar.MustMonthDay(row.from), Through: calendar.MustMonthDay(row.through),
			},
			Week: everyday("UTC", "09:00-10:00").Week,
		}}}
		c := compile(t, doc, hostZones{}, logistics.MustDate("2023-01-01"), logistics.MustDate("2025-01-01"))
		for _, date := range row.in {
			if !works(t, c, date) {
				t.Errorf("%s to %s: not on %s", row.from, row.through, date)
			}
		}
		for _, date := range row.out {
			if works(t, c, date) {
				t.Errorf("%s to %s: on %s", row.from, row.through, date)
			}
		}
	}
}

// TestASaturdayHalfDayCountsForHoursOnly.
func TestASaturdayHalfDayCountsForHoursOnly(t *testing.T) {
	doc := weekdays(hamburg, "08:00-16:00")
	doc.Week.Saturday = shifts("08:00-12:00")
	all := year2025(t, doc)
	doc.Uncounted = calendar.Uncounted{
		Weekdays: []string{"sat"}, Rules: []calendar.Rule{fixed("Christmas Eve", 12, 24, 0, 0)},
		Dates: []logistics.Date{logistics.MustDate("2025-06-02")},
	}
	some := year2025(t, doc)
	if a, b := whole(t, all), whole(t, some); a != b {
		t.Errorf("open for %s, and with days that do not count for %s", a, b)
	}
	first, end := logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01")
	a, errA := all.Count(first, end)
	b, errB := some.Count(first, end)
	if errA != nil || errB != nil || a-b != 52+1+1 {
		t.Errorf("%d and %d working days, %v, %v", a, b, errA, errB)
	}
	if next, err := some.Offset(logistics.MustDate("2025-05-30"), 1); err != nil || next.String() != "2025-06-03" {
		t.Errorf("the working day after a Friday is %s, %v", next, err)
	}
	for weekday, want := range map[time.Weekday]bool{
		time.Friday: true, time.Saturday: false, time.Sunday: false, 7: false, -1: false,
	} {
		if got := some.MayWorkOn(weekday); got != want {
			t.Errorf("may work on %s: %v", weekday, got)
		}
	}
}

// TestErrorsOfTheHorizonNameWhatWasAsked: the calendar, the instant or the date, and the limits.
func TestErrorsOfTheHorizonNameWhatWasAsked(t *testing.T) {
	doc := weekdays(hamburg, "08:00-16:00")
	c := year2025(t, doc)
	other := year2025(t, weekdays(newYork, "08:00-16:00"))
	both, err := calendar.And(c, other)
	if err != nil {
		t.Fatal(err)
	}
	inside, outside := at(t, hamburg, "2025-06-02T10:00:00"), at(t, hamburg, "2026-06-02T10:00:00")
	in, out := logistics.MustDate("2025-06-02"), logistics.MustDate("2026-06-02")
	many := c
	for range 60 {
		if many, err = calendar.Or(many, c); err != nil {
			t.Fatal(err)
		}
	}
	for name, ask := range map[string]func() error{
		"between":     func() error { _, err := c.Between(inside, outside); return err },
		"between ab":  func() error { _, err := c.Between(outside, inside); return err },
		"add":         func() error { _, err := c.Add(outside, time.Hour); return err },
		"add to open": func() error { _, err := c.AddToOpen(outside, time.Hour); return err },
		"is open":     func() error { _, err := c.IsOpen(outside); return err },
		"next open":   func() error { _, err := c.NextOpen(outside); return err },
		"next close":  func() error { _, err := c.NextClose(outside); return err },
		"prev open":   func() error { _, err := c.PrevOpen(outside); return err },
		"prev close":  func() error { _, err := c.PrevClose(outside); return err },
		"segments":    func() error { _, err := c.Segments(inside, outside); return err },
		"count":       func() error { _, err := c.Count(in, out); return err },
		"count ab":    func() error { _, err := c.Count(out, in); return err },
		"offset":      func() error { _, err := c.Offset(out, 0); return err },
		"working day": func() error { _, err := c.IsWorkingDay(out); return err },
		"roll":        func() error { _, err := c.Roll(out, calendar.Following); return err },
		"combined":    func() error { _, err := both.IsOpen(outside); return err },
		"complement":  func() error { _, err := c.Not().IsOpen(outside); return err },
		"many":        func() error { _, err := many.IsOpen(outside); return err },
	} {
		err := ask()
		var beyond *calendar.HorizonError
		if !errors.Is(err, logistics.ErrHorizon) || !errors.As(err, &beyond) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !beyond.At.IsZero() && !beyond.At.Equal(outside) || beyond.At.IsZero() && beyond.Date != out {
			t.Errorf("%s names %s and %s", name, beyond.At, beyond.Date)
		}
		for _, part := range []string{"weekdays", "2025-01-0", "2026-01-01", "2026-06-02", "outside the horizon"} {
			if !strings.Contains(err.Error(), part) || len(err.Error()) > 400 {
				t.Errorf("%s: no %s in %q", name, part, err)
			}
		}
	}
	// An answer beyond the horizon names where one started.
	_, err = c.Add(inside, 1e5*time.Hour)
	var beyond *calendar.HorizonError
	if !errors.As(err, &beyond) || !beyond.At.Equal(inside) {
		t.Errorf("%v", err)
	}
	var none calendar.Clock
	if _, err := none.Count(in, out); err != logistics.ErrHorizon {
		t.Errorf("the zero clock: %v", err)
	}
}

func TestMonthDaysAreRead(t *testing.T) {
	for text, ok := range map[string]bool{
		"02-29": true, "12-31": true, "": false, "02-30": false, "2-3": false, "00-01": false, "12-24-01": false,
	} {
		m, err := calendar.ParseMonthDay(text)
		if (err == nil) != ok || ok && m.String() != text || m.IsZero() == ok {
			t.Errorf("%q: %q, %v", text, m, err)
		}
		var read calendar.MonthDay
		if err := read.UnmarshalText([]byte(text)); (err == nil) != (ok || text == "") || read != m {
			t.Errorf("%q: %q, %v", text, read, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a literal that is none does not panic")
		}
	}()
	calendar.MustMonthDay("13-01")
}
