package calendar_test

import (
	"errors"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// Each test here is a case that some engine for working time is known to get wrong.

// weekdays is a calendar of the same shifts from Monday to Friday.
func weekdays(zone string, shifts ...string) calendar.Calendar {
	var list []logistics.Shift
	for _, s := range shifts {
		list = append(list, logistics.MustShift(s))
	}
	return calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID("weekdays"), Zone: zone, Week: logistics.Weekdays(list...),
	}
}

// everyday is a calendar of the same shifts on every date.
func everyday(zone string, shifts ...string) calendar.Calendar {
	c := weekdays(zone, shifts...)
	c.Week.Saturday, c.Week.Sunday = c.Week.Monday, c.Week.Monday
	return c
}

func office(t fatal, first, end string) *calendar.Clock {
	t.Helper()
	return compile(
		t, weekdays("Europe/Berlin", "09:00-17:00"), hostZones{}, logistics.MustDate(first), logistics.MustDate(end),
	)
}

func year2025(t fatal, c calendar.Calendar) *calendar.Clock {
	t.Helper()
	return compile(t, c, hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
}

// at reads an instant on the wall of a zone where it is shown once.
func at(t testing.TB, zone, wall string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02T15:04:05", wall, loc)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

const newYork = "America/New_York"

func TestOvernightShiftIsMeasured(t *testing.T) {
	c := year2025(t, weekdays(newYork, "22:00-30:00"))
	from, to := at(t, newYork, "2025-06-02T00:00:00"), at(t, newYork, "2025-06-09T00:00:00")
	if got := between(t, c, from, to); got != 40*time.Hour {
		t.Errorf("a week of nights is %s", got)
	}
	due, err := c.Add(at(t, newYork, "2025-06-06T01:08:00"), 8*time.Hour) // Friday, in the night of Thursday
	if err != nil || !due.Equal(at(t, newYork, "2025-06-07T01:08:00")) {
		t.Errorf("due %s, %v", due, err)
	}
}

func TestNeverOpenIsAnErrorNotAHang(t *testing.T) {
	c := year2025(t, weekdays(newYork))
	now := at(t, newYork, "2025-06-02T12:00:00")
	for name, call := range map[string]func() error{
		"next open":  func() error { _, err := c.NextOpen(now); return err },
		"next close": func() error { _, err := c.NextClose(now); return err },
		"prev open":  func() error { _, err := c.PrevOpen(now); return err },
		"prev close": func() error { _, err := c.PrevClose(now); return err },
		"add":        func() error { _, err := c.Add(now, time.Hour); return err },
		"add open":   func() error { _, err := c.AddToOpen(now, -time.Hour); return err },
		"offset":     func() error { _, err := c.Offset(logistics.MustDate("2025-06-02"), 1); return err },
	} {
		if err := call(); !errors.Is(err, logistics.ErrNeverOpen) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if open, err := c.IsOpen(now); open || err != nil {
		t.Errorf("open: %v, %v", open, err)
	}
	if d := between(t, c, now, now.Add(time.Hour)); d != 0 {
		t.Errorf("open for %s", d)
	}
}

func TestTheHorizonIsAnErrorNotAWrongNumber(t *testing.T) {
	c := office(t, "2025-01-01", "2025-02-01")
	from, to := c.Horizon()
	inside := at(t, "Europe/Berlin", "2025-01-15T12:00:00")
	for name, call := range map[string]func() error{
		"between":         func() error { _, err := c.Between(inside, to.Add(1)); return err },
		"between, before": func() error { _, err := c.Between(from.Add(-1), inside); return err },
		"add":             func() error { _, err := c.Add(inside, 1000*time.Hour); return err },
		"add, back":       func() error { _, err := c.Add(inside, -1000*time.Hour); return err },
		"add from beyond": func() error { _, err := c.Add(to.Add(time.Hour), 0); return err },
		"add to open":     func() error { _, err := c.AddToOpen(from, whole(t, c)); return err },
		"is open":         func() error { _, err := c.IsOpen(to); return err },
		"next open":       func() error { _, err := c.NextOpen(to.Add(-time.Hour)); return err },
		"next close":      func() error { _, err := c.NextClose(to.Add(-time.Hour)); return err },
		"prev open":       func() error { _, err := c.PrevOpen(from); return err },
		"prev close":      func() error { _, err := c.PrevClose(from); return err },
		"segments":        func() error { _, err := c.Segments(inside, to.Add(time.Hour)); return err },
	} {
		if err := call(); !errors.Is(err, logistics.ErrHorizon) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestArgumentZoneDoesNotMatter(t *testing.T) {
	c := year2025(t, weekdays(newYork, "09:00-17:00"))
	from, to := at(t, newYork, "2025-06-02T13:00:00"), at(t, newYork, "2025-06-02T20:00:00")
	for _, loc := range []*time.Location{time.UTC, from.Location(), time.FixedZone("", 14*3600)} {
		if got := between(t, c, from.In(loc), to.In(loc)); got != 4*time.Hour {
			t.Errorf("in %s %s", loc, got)
		}
	}
}

func TestDSTSundayKeepsWallClock(t *testing.T) {
	c := year2025(t, everyday(newYork, "09:00-17:00"))
	for _, day := range []string{"2025-03-09", "2025-11-02"} {
		open, err := c.NextOpen(at(t, newYork, day+"T00:00:00"))
		if err != nil || !open.Equal(at(t, newYork, day+"T09:00:00")) {
			t.Errorf("opens at %s, %v", open, err)
		}
		closes, err := c.NextClose(open)
		if err != nil || !closes.Equal(at(t, newYork, day+"T17:00:00")) {
			t.Errorf("closes at %s, %v", closes, err)
		}
	}
}

func TestRoundTheClockIsElapsedTime(t *testing.T) {
	c := year2025(t, everyday(newYork, "00:00-24:00"))
	for _, row := range []struct {
		day  string
		want time.Duration
	}{{"2025-03-08", 24 * time.Hour}, {"2025-03-09", 23 * time.Hour}, {"2025-11-02", 25 * time.Hour}} {
		loc := at(t, newYork, row.day+"T00:00:00").Location()
		d := logistics.MustDate(row.day)
		if got := between(t, c, d.Start(loc), d.AddDays(1).Start(loc)); got != row.want {
			t.Errorf("%s has %s", row.day, got)
		}
	}
	from, to := c.Horizon()
	if got := whole(t, c); got != to.Sub(from) {
		t.Errorf("%s of %s: time is lost at midnight", got, to.Sub(from))
	}
}

func TestClosingInstantIsClosed(t *testing.T) {
	c := year2025(t, weekdays(newYork, "09:10-09:40", "10:00-17:00"))
	for wall, want := range map[string]bool{
		"09:09:59": false, "09:10:00": true, "09:39:59": true, "09:40:00": false, "09:50:00": false, "16:59:59": true,
		"17:00:00": false,
	} {
		if got, err := c.IsOpen(at(t, newYork, "2025-06-02T"+wall)); got != want || err != nil {
			t.Errorf("open at %s: %v, %v", wall, got, err)
		}
	}
}

func TestReversedRangeIsNegative(t *testing.T) {
	c := year2025(t, weekdays(newYork, "09:00-17:00"))
	from, to := at(t, newYork, "2025-06-02T00:00:00"), at(t, newYork, "2025-06-03T00:00:00")
	if got := between(t, c, to, from); got != -8*time.Hour {
		t.Errorf("back %s", got)
	}
	back, err := c.Add(at(t, newYork, "2025-06-03T10:00:00"), -4*time.Hour)
	if err != nil || !back.Equal(at(t, newYork, "2025-06-02T14:00:00")) {
		t.Errorf("four hours back is %s, %v", back, err)
	}
	none, err := c.Segments(to, from)
	if err != nil {
		t.Fatal(err)
	}
	for s := range none {
		t.Errorf("a segment %v of a reversed range", s)
	}
}

func TestSecondsAreKept(t *testing.T) {
	c := year2025(t, weekdays(newYork, "09:00:30-17:00"))
	day := at(t, newYork, "2025-06-02T00:00:00")
	if got := between(t, c, day, day.Add(24*time.Hour)); got != 28770*time.Second {
		t.Errorf("open for %s", got)
	}
	if got := between(t, c, day.Add(10*time.Hour), day.Add(10*time.Hour+59*time.Second+1)); got != 59*time.Second+1 {
		t.Errorf("open for %s", got)
	}
	due, err := c.Add(day.Add(10*time.Hour), 59*time.Second)
	if err != nil || due.Sub(day) != 10*time.Hour+59*time.Second {
		t.Errorf("due %s, %v", due, err)
	}
}

func TestOverlappingShiftsCountOnce(t *testing.T) {
	c := year2025(t, weekdays(newYork, "12:00-17:00", "09:00-13:00"))
	day := at(t, newYork, "2025-06-02T00:00:00")
	if got := between(t, c, day, day.Add(24*time.Hour)); got != 8*time.Hour {
		t.Errorf("open for %s", got)
	}
	if closes, err := c.NextClose(day); err != nil || closes.Sub(day) != 17*time.Hour {
		t.Errorf("closes at %s, %v", closes, err)
	}
}

func TestLunchBreakIsClosed(t *testing.T) {
	c := year2025(t, weekdays(newYork, "09:00-12:00", "13:00-17:00"))
	due, err := c.Add(at(t, newYork, "2025-06-02T11:30:00"), time.Hour)
	if err != nil || !due.Equal(at(t, newYork, "2025-06-02T13:30:00")) {
		t.Errorf("due %s, %v", due, err)
	}
}

func TestLordHoweHalfHour(t *testing.T) {
	// The clocks go from 02:00 to 02:30 on 5 October 2025.
	const zone = "Australia/Lord_Howe"
	c := year2025(t, everyday(zone, "01:45-02:45"))
	noon := at(t, zone, "2025-10-04T12:00:00")
	if got := between(t, c, noon, noon.Add(24*time.Hour)); got != 30*time.Minute {
		t.Errorf("open for %s", got)
	}
	c = year2025(t, everyday(zone, "01:45-02:15"))
	if got := between(t, c, noon, noon.Add(24*time.Hour)); got != 15*time.Minute {
		t.Errorf("a close inside the gap: open for %s", got)
	}
}

func TestSantiagoMissingMidnight(t *testing.T) {
	// On 7 September 2025 the day begins at 01:00.
	const zone = "America/Santiago"
	c := year2025(t, everyday(zone, "00:00-24:00"))
	loc := at(t, zone, "2025-09-06T12:00:00").Location()
	d := logistics.MustDate("2025-09-07")
	if got := between(t, c, d.Start(loc), d.AddDays(1).Start(loc)); got != 23*time.Hour {
		t.Errorf("the day has %s", got)
	}
	c = year2025(t, everyday(zone, "00:00-08:00"))
	open, err := c.NextOpen(at(t, zone, "2025-09-06T12:00:00"))
	if err != nil || !open.Equal(at(t, zone, "2025-09-07T01:00:00")) {
		t.Errorf("opens at %s, %v", open, err)
	}
	if n, err := c.Count(d.AddDays(-1), d.AddDays(2)); n != 3 || err != nil {
		t.Errorf("%d working days, %v", n, err)
	}
}

func TestSkippedAndRepeatedEdgesAreNamed(t *testing.T) {
	// New York skips 02:00 to 03:00 on 9 March 2025 and repeats 01:00 to 02:00 on 2 November.
	spring, autumn := at(t, newYork, "2025-03-09T00:00:00"), at(t, newYork, "2025-11-02T00:00:00")
	for _, row := range []struct {
		changes calendar.Changes
		shift   string
		night   time.Time
		want    time.Duration
	}{
		{calendar.Changes{}, "02:30-06:00", spring, 3 * time.Hour},
		{calendar.Changes{Skipped: calendar.AtTransition}, "02:30-06:00", spring, 3 * time.Hour},
		{calendar.Changes{Skipped: calendar.Forward}, "02:30-06:00", spring, 150 * time.Minute},
		{calendar.Changes{Skipped: calendar.Backward}, "02:30-06:00", spring, 210 * time.Minute},
		{calendar.Changes{}, "02:10-02:50", spring, 0},
		{calendar.Changes{}, "01:15-01:45", autumn, 90 * time.Minute},
		{calendar.Changes{RepeatedOpen: calendar.Last}, "01:15-01:45", autumn, 30 * time.Minute},
		{calendar.Changes{RepeatedClose: calendar.First}, "01:15-01:45", autumn, 30 * time.Minute},
		{calendar.Changes{RepeatedOpen: calendar.Last, RepeatedClose: calendar.First}, "01:15-01:45", autumn, 0},
	} {
		doc := everyday(newYork, row.shift)
		doc.Changes = row.changes
		if got := between(t, year2025(t, doc), row.night, row.night.Add(12*time.Hour)); got != row.want {
			t.Errorf("%+v %s: %s, want %s", row.changes, row.shift, got, row.want)
		}
	}
}

func TestDeadlineAtTheCloseAndWorkAtTheOpening(t *testing.T) {
	c := year2025(t, weekdays(newYork, "09:00-17:00"))
	start := at(t, newYork, "2025-06-06T09:00:00") // a Friday
	deadline, err := c.Add(start, 8*time.Hour)
	if err != nil || !deadline.Equal(at(t, newYork, "2025-06-06T17:00:00")) {
		t.Errorf("deadline %s, %v", deadline, err)
	}
	work, err := c.AddToOpen(start, 8*time.Hour)
	if err != nil || !work.Equal(at(t, newYork, "2025-06-09T09:00:00")) {
		t.Errorf("work starts %s, %v", work, err)
	}
}

func TestAHolidayTakesOnlyWhatItShould(t *testing.T) {
	// Wednesday 5 March 2025 is a holiday; nights are worked, and the date has an extra hour at noon.
	doc := everyday("UTC", "22:00-30:00")
	doc.Holidays.Dates = []logistics.Date{logistics.MustDate("2025-03-05")}
	doc.Extra = []logistics.DayHours{
		{Date: logistics.MustDate("2025-03-05"), Shifts: []logistics.Shift{logistics.MustShift("12:00-13:00")}},
	}
	from, to := at(t, "UTC", "2025-03-05T00:00:00"), at(t, "UTC", "2025-03-06T12:00:00")
	for policy, want := range map[calendar.HolidayPolicy]time.Duration{
		"":               (6 + 1) * time.Hour, // the night of the eve runs on, its own does not start
		calendar.ByStart: (6 + 1) * time.Hour,
		calendar.ByClip:  (1 + 6) * time.Hour, // the night of the eve stops, its own opens at 24:00
	} {
		doc.Holidays.Policy = policy
		c := year2025(t, doc)
		if got := between(t, c, from, to); got != want {
			t.Errorf("%q: %s, want %s", policy, got, want)
		}
		if early, err := c.IsOpen(from.Add(time.Hour)); err != nil || early != (policy != calendar.ByClip) {
			t.Errorf("%q: open at 01:00 of the holiday: %v, %v", policy, early, err)
		}
	}
	// Hours of its own make it no holiday at all.
	doc.Dates = []logistics.DayHours{
		{Date: logistics.MustDate("2025-03-05"), Shifts: []logistics.Shift{logistics.MustShift("08:00-10:00")}},
	}
	if got := between(t, year2025(t, doc), from, to); got != (6+2+1)*time.Hour {
		t.Errorf("with hours of its own: %s", got)
	}
}
