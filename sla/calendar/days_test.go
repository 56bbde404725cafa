package calendar_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// anyDay draws a date of the horizon, its end included.
func anyDay(s sample) *rapid.Generator[logistics.Date] {
	return rapid.Custom(func(t *rapid.T) logistics.Date {
		return s.first.AddDays(rapid.IntRange(0, s.end.DaysSince(s.first)).Draw(t, "day"))
	})
}

// longSample has a horizon of some months, so that days have somewhere to go.
func longSample(t *rapid.T, h host) sample {
	zone := rapid.SampledFrom(zoneNames).Draw(t, "zone")
	first := anyFirst(h[zone]).Draw(t, "first")
	return draw(t, h, zone, first, first.AddDays(70))
}

func TestCountIsAdditiveAndAntisymmetric(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		s := longSample(t, h)
		a, b, c := anyDay(s).Draw(t, "a"), anyDay(s).Draw(t, "b"), anyDay(s).Draw(t, "c")
		ab, err := s.clock.Count(a, b)
		bc, err2 := s.clock.Count(b, c)
		ac, err3 := s.clock.Count(a, c)
		ba, err4 := s.clock.Count(b, a)
		if err := errors.Join(err, err2, err3, err4); err != nil || ab+bc != ac || ab != -ba {
			t.Fatalf("%d + %d, at once %d, back %d, %v", ab, bc, ac, ba, err)
		}
		if a.Compare(b) <= 0 && (ab < 0 || ab > b.DaysSince(a)) {
			t.Fatalf("%d working days of %d", ab, b.DaysSince(a))
		}
	})
}

func TestOffsetInvertsCount(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		s := longSample(t, h)
		d, n := anyDay(s).Draw(t, "d"), rapid.IntRange(-30, 30).Draw(t, "n")
		moved, err := s.clock.Offset(d, n)
		if err != nil {
			if !errors.Is(err, logistics.ErrHorizon) && !errors.Is(err, logistics.ErrNeverOpen) {
				t.Fatal(err)
			}
			return
		}
		working, err := s.clock.IsWorkingDay(moved)
		if err != nil || !working {
			t.Fatalf("%d days from %s is %s, no working day (%v)", n, d, moved, err)
		}
		// From a working day n steps are n days counted; from another one the first step leads onto one.
		counted, err := s.clock.Count(d, moved)
		if from, _ := s.clock.IsWorkingDay(d); !from && n > 0 {
			counted++
		}
		if err != nil || counted != n {
			t.Fatalf("%d days from %s is %s, counted %d, %v", n, d, moved, counted, err)
		}
	})
}

func TestRollLandsOnTheNearestWorkingDay(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		s := longSample(t, h)
		d := anyDay(s).Draw(t, "d")
		for _, roll := range []calendar.Roll{
			calendar.Following, calendar.Preceding, calendar.ModifiedFollowing, calendar.ModifiedPreceding,
		} {
			moved, err := s.clock.Roll(d, roll)
			if err != nil {
				continue
			}
			if working, err := s.clock.IsWorkingDay(moved); !working || err != nil {
				t.Fatalf("%s rolls %s to %s, %v", roll, d, moved, err)
			}
			if again, err := s.clock.Roll(moved, roll); err != nil || again != moved {
				t.Fatalf("%s rolls %s on to %s, %v", roll, moved, again, err)
			}
			between := map[bool]int{}
			for x := min(d.DaysSince(s.first), moved.DaysSince(s.first)); x < max(
				d.DaysSince(s.first), moved.DaysSince(s.first),
			); x++ {
				working, _ := s.clock.IsWorkingDay(s.first.AddDays(x))
				between[working && s.first.AddDays(x) != moved]++
			}
			if between[true] > 0 {
				t.Fatalf("%s rolls %s over a working day to %s", roll, d, moved)
			}
			_, from, _ := d.Civil()
			_, to, _ := moved.Civil()
			forward, back := roll == calendar.Following, roll == calendar.Preceding
			if forward && moved.Compare(d) < 0 || back && moved.Compare(d) > 0 {
				t.Fatalf("%s rolls %s to %s", roll, d, moved)
			}
			if !forward && !back && from != to {
				// A modified roll leaves the month only when it holds no working day on either side.
				other := map[calendar.Roll]calendar.Roll{
					calendar.ModifiedFollowing: calendar.Following, calendar.ModifiedPreceding: calendar.Preceding,
				}[roll]
				plain, err := s.clock.Roll(d, other)
				if _, month, _ := plain.Civil(); err == nil && month == from {
					t.Fatalf("%s rolls %s to %s, where %s stays in the month", roll, d, moved, plain)
				}
			}
		}
	})
}

func TestOffsetRolledIsARollAndAnOffset(t *testing.T) {
	c := office(t, "2025-01-01", "2026-01-01")
	for _, row := range []struct {
		from string
		n    int
		roll calendar.Roll
		want string
	}{
		{"2025-03-01", 0, calendar.Following, "2025-03-03"}, // a Saturday
		{"2025-03-01", 1, calendar.Following, "2025-03-04"},
		{"2025-03-01", 1, calendar.Preceding, "2025-03-03"},
		{"2025-03-01", -1, calendar.Following, "2025-02-28"},
		{"2025-05-31", 0, calendar.ModifiedFollowing, "2025-05-30"},
		{"2025-06-01", 0, calendar.ModifiedPreceding, "2025-06-02"},
	} {
		got, err := c.OffsetRolled(logistics.MustDate(row.from), row.n, row.roll)
		if err != nil || got.String() != row.want {
			t.Errorf("%s %+d %s is %s, %v, want %s", row.from, row.n, row.roll, got, err, row.want)
		}
	}
}

func TestWorkingDaysKnowNightsAndClosures(t *testing.T) {
	night := func(closures ...logistics.DayHours) calendar.Calendar {
		c := weekdays("UTC", "22:00-30:00")
		c.Closures = closures
		return c
	}
	closed := func(date, shift string) logistics.DayHours {
		return logistics.DayHours{Date: logistics.MustDate(date), Shifts: []logistics.Shift{logistics.MustShift(shift)}}
	}
	for _, row := range []struct {
		name string
		doc  calendar.Calendar
		want string // of Monday 3 to Sunday 9 March 2025
	}{
		{"a night belongs to its eve", night(), "1111100"},
		{"its first half closed", night(closed("2025-03-03", "22:00-24:00")), "1111100"},
		{"closed to the end by its own date", night(closed("2025-03-03", "00:00-30:00")), "0111100"},
		{
			"closed by both dates", night(closed("2025-03-03", "12:00-24:00"), closed("2025-03-04", "00:00-06:00")),
			"0111100",
		},
		{
			"closed by the date before",
			night(closed("2025-03-03", "22:00-48:00"), closed("2025-03-05", "00:00-06:00")), "0011100",
		},
	} {
		c := compile(t, row.doc, hostZones{}, logistics.MustDate("2025-03-03"), logistics.MustDate("2025-03-10"))
		got := []byte{}
		for d := logistics.MustDate("2025-03-03"); d.Compare(logistics.MustDate("2025-03-10")) < 0; d = d.AddDays(1) {
			working, err := c.IsWorkingDay(d)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, map[bool]byte{true: '1', false: '0'}[working])
		}
		if string(got) != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

func TestDaysBeyondTheHorizonAreErrors(t *testing.T) {
	c := office(t, "2025-01-01", "2025-02-01")
	in, out := logistics.MustDate("2025-01-11"), logistics.MustDate("2025-02-02") // a Saturday, and a date too far
	calls := map[string]func() error{
		"count to":    func() error { _, err := c.Count(in, out); return err },
		"count from":  func() error { _, err := c.Count(logistics.Date{}, in); return err },
		"offset from": func() error { _, err := c.Offset(out, 0); return err },
		"offset to":   func() error { _, err := c.Offset(in, 100); return err },
		"offset back": func() error { _, err := c.Offset(in, -100); return err },
		"is working":  func() error { _, err := c.IsWorkingDay(out); return err },
		"roll":        func() error { _, err := c.Roll(out, calendar.Following); return err },
		"roll the end": func() error {
			_, err := c.Roll(logistics.MustDate("2025-02-01"), calendar.Following)
			return err
		},
		"offset rolled": func() error { _, err := c.OffsetRolled(out, 1, calendar.Following); return err },
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, logistics.ErrHorizon) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, d := range []logistics.Date{in, logistics.MustDate("2025-01-10")} {
		if _, err := c.Roll(d, "nearest"); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("an unknown roll of %s: %v", d, err)
		}
	}
	none := compile(t, weekdays("UTC"), hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2025-02-01"))
	if _, err := none.Offset(in, 1); !errors.Is(err, logistics.ErrNeverOpen) {
		t.Errorf("offset on no working day: %v", err)
	}
	if n, err := none.Count(in, logistics.MustDate("2025-02-01")); n != 0 || err != nil {
		t.Errorf("%d working days of none, %v", n, err)
	}
}

func TestADateThatNeverHappenedIsNoHorizon(t *testing.T) {
	// Samoa went from 29 to 31 December 2011.
	skipped := logistics.MustDate("2011-12-30")
	_, err := calendar.Compile(weekdays("Pacific/Apia", "09:00-17:00"), hostZones{}, skipped, skipped.AddDays(1))
	if !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a horizon of no time: %v", err)
	}
	c := compile(t, weekdays("Pacific/Apia", "09:00-17:00"), hostZones{}, skipped.AddDays(-1), skipped.AddDays(2))
	if got := whole(t, c); got != 8*time.Hour { // Thursday; Friday did not happen, Saturday is closed
		t.Errorf("open for %s", got)
	}
}
