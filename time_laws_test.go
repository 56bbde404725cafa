package logistics_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

var zoneNames = []string{
	"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago",
	"Pacific/Apia",
}

func dates() *rapid.Generator[logistics.Date] {
	return rapid.Custom(func(t *rapid.T) logistics.Date {
		return logistics.MustDate("1995-01-01").AddDays(rapid.IntRange(0, 14000).Draw(t, "day"))
	})
}

// stampText draws the parts of a stamp, so that a test can leave some out.
type stampText struct{ date, hour, minute, second, fraction, offset, zone string }

func (s stampText) String() string {
	text := s.date + s.hour + s.minute + s.second + s.fraction + s.offset
	if s.zone != "" {
		text += "[" + s.zone + "]"
	}
	return text
}

func stampTexts() *rapid.Generator[stampText] {
	return rapid.Custom(func(t *rapid.T) stampText {
		// Days on which some zone changes its clocks are drawn often.
		date := rapid.OneOf(dates(), rapid.SampledFrom([]logistics.Date{
			logistics.MustDate("2025-03-30"), logistics.MustDate("2025-10-26"), logistics.MustDate("2024-09-08"),
			logistics.MustDate("2025-03-09"), logistics.MustDate("2024-10-06"), logistics.MustDate("2011-12-30"),
		})).Draw(t, "date")
		s := stampText{
			date:   date.String(),
			hour:   rapid.StringMatching(`T([01][0-9]|2[0-3])`).Draw(t, "hour"),
			minute: rapid.StringMatching(`:[0-5][0-9]`).Draw(t, "minute"),
			second: rapid.StringMatching(`:[0-5][0-9]`).Draw(t, "second"),
		}
		s.fraction = rapid.SampledFrom([]string{"", ".5", ".000000001", ".0"}).Draw(t, "fraction")
		s.zone = rapid.SampledFrom(append(zoneNames, "")).Draw(t, "zone")
		if s.zone == "" {
			s.offset = rapid.SampledFrom([]string{"", "Z", "+05:45", "-08:00", "+14:00", "-12:00"}).Draw(t, "offset")
		}
		return s
	})
}

// coarser drops the finest part that is there.
func (s stampText) coarser() stampText {
	switch {
	case s.fraction != "":
		s.fraction = ""
	case s.second != "":
		s.second = ""
	case s.minute != "":
		s.minute = ""
	case s.hour != "":
		s.hour, s.offset = "", ""
	}
	return s
}

func interval(t rapid.TB, s string) logistics.Interval {
	stamp, err := logistics.ParseStamp(s)
	if err != nil {
		t.Fatal(err)
	}
	i, err := stamp.Interval(hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestStampTextInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := stampTexts().Draw(t, "stamp")
		for range 4 {
			stamp, err := logistics.ParseStamp(s.String())
			if err != nil {
				t.Fatal(err)
			}
			if stamp.String() != s.String() && s.fraction != ".000000001" {
				t.Fatalf("%q reads as %q", s, stamp)
			}
			back, err := logistics.ParseStamp(stamp.String())
			if err != nil || back != stamp || back.Compare(stamp) != 0 {
				t.Fatalf("%q reads as %q, %v", stamp, back, err)
			}
			s = s.coarser()
			if s.hour == "" {
				break
			}
		}
	})
}

func TestAWiderStampMeansMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := stampTexts().Draw(t, "stamp")
		fine := interval(t, s.String())
		for range 4 {
			offset := s.offset
			s = s.coarser()
			if s.offset != offset {
				break // without its clock the stamp would lose its offset too, which is drawn below
			}
			if wide := interval(t, s.String()); s.second != "" && s.fraction == "" && !wide.Contains(fine) {
				// To the second is taken as the instant: a fraction of it lies within the second.
				if fine.Earliest().Sub(wide.Earliest()) >= time.Second {
					t.Fatalf("%s lies outside %q", fine, s)
				}
			} else if s.second == "" && !wide.Contains(fine) {
				t.Fatalf("%s is not within %q: %s", fine, s, wide)
			}
		}
		s.zone, s.offset = "", ""
		if unknown := interval(t, s.String()); !unknown.Contains(fine) && s.second == "" {
			t.Fatalf("%s is not within %q on an unknown clock: %s", fine, s, unknown)
		}
	})
}

func TestWideningAStampNeverFlipsMetToMissed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := stampTexts().Draw(t, "stamp")
		s.fraction = ""
		fine := interval(t, s.String())
		end := fine.Latest().Add(time.Duration(rapid.Int64Range(-30*3600, 30*3600).Draw(t, "slack")) * time.Second)
		rule := rapid.SampledFrom([]logistics.EndRule{logistics.Until, logistics.By}).Draw(t, "rule")
		window, err := logistics.NewWindow(
			end.Add(-time.Duration(rapid.Int64Range(1, 48*3600).Draw(t, "width"))*time.Second), end, rule,
		)
		if err != nil {
			t.Fatal(err)
		}
		verdict := window.Judge(fine)
		widenings := []stampText{s.coarser(), s.coarser().coarser(), s}
		widenings[2].zone, widenings[2].offset = "", ""
		for _, wide := range widenings {
			got := window.Judge(interval(t, wide.String()))
			if got != verdict && got != logistics.Undetermined {
				t.Fatalf("%q is %s for %v, widened to %q it is %s", s, verdict, window, wide, got)
			}
		}
	})
}

func TestWideningAToleranceNeverTurnsMetToMissed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(2025, 3, 28, 0, 0, 0, 0, location(t, "Europe/Berlin")).Add(
			time.Duration(rapid.Int64Range(0, 4*86400).Draw(t, "at")) * time.Second,
		)
		window := logistics.WholeDay(logistics.MustDate("2025-03-30"), location(t, "Europe/Berlin"))
		durations := rapid.SampledFrom([]logistics.Duration{
			{}, logistics.Days(1), logistics.Days(2), logistics.Exactly(90 * time.Minute), logistics.AnyTime(),
		})
		early, late := durations.Draw(t, "early"), durations.Draw(t, "late")
		if window.JudgeWithin(logistics.At(at), early, late) != logistics.Met {
			return
		}
		for _, wider := range []logistics.Duration{logistics.AnyTime(), logistics.Days(3)} {
			if early.Any() {
				wider = logistics.AnyTime()
			}
			if got := window.JudgeWithin(logistics.At(at), wider, logistics.AnyTime()); got != logistics.Met {
				t.Fatalf("%s met within %s and %s is %s within more", at, early, late, got)
			}
		}
	})
}

func TestEndRules(t *testing.T) {
	noon := time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)
	none := logistics.Duration{}
	by := logistics.Deadline(noon)
	until, err := logistics.NewWindow(noon.Add(-time.Hour), noon, logistics.Until)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		window logistics.Window
		at     time.Time
		early  logistics.Duration
		late   logistics.Duration
		want   logistics.Verdict
		off    time.Duration
	}{
		{"met at the deadline is met", by, noon, none, none, logistics.Met, 0},
		{"a nanosecond after it is not", by, noon.Add(1), none, none, logistics.Missed, 1},
		{"a window is half-open", until, noon, none, none, logistics.Missed, 1},
		{"its start belongs to it", until, noon.Add(-time.Hour), none, none, logistics.Met, 0},
		{"before its start is early", until, noon.Add(-61 * time.Minute), none, none, logistics.Missed, -time.Minute},
		{
			"early within tolerance", until, noon.Add(-61 * time.Minute), logistics.MustDuration("PT1M"), none,
			logistics.Met, -time.Minute,
		},
		{"any early", until, noon.Add(-99 * time.Hour), logistics.AnyTime(), none, logistics.Met, -98 * time.Hour},
		{
			"late tolerance keeps the rule", until, noon.Add(time.Minute), none, logistics.MustDuration("PT1M"),
			logistics.Missed, time.Minute,
		},
		{
			"deadline with tolerance", by, noon.Add(time.Minute), none, logistics.MustDuration("PT1M"), logistics.Met,
			time.Minute,
		},
		{"no start accepts early", by, noon.Add(-9999 * time.Hour), none, none, logistics.Met, 0},
	} {
		at := logistics.At(c.at)
		if got := c.window.JudgeWithin(at, c.early, c.late); got != c.want || c.window.Off(at) != c.off {
			t.Errorf("%s: %s, off %s; want %s, %s", c.name, got, c.window.Off(at), c.want, c.off)
		}
	}
	if by.JudgeMissing(noon, none) != logistics.NotDue || by.JudgeMissing(noon.Add(1), none) != logistics.Missed ||
		until.JudgeMissing(noon, none) != logistics.Missed ||
		(logistics.Window{}).JudgeMissing(noon, none) != logistics.Undetermined {
		t.Error("a missing delivery is due at the end, by the end rule")
	}
	if (logistics.Window{}).Judge(logistics.At(noon)) != logistics.Undetermined ||
		by.Judge(logistics.Interval{}) != logistics.Undetermined {
		t.Error("nothing promised or nothing known is undetermined")
	}
}

func TestCivilDaysOfToleranceFollowTheClocks(t *testing.T) {
	berlin := location(t, "Europe/Berlin")
	day := logistics.WholeDay(logistics.MustDate("2025-03-29"), berlin) // the next day has 23 hours
	lastMoment := logistics.MustDate("2025-03-31").Start(berlin).Add(-1)
	if got := day.JudgeWithin(logistics.At(lastMoment), logistics.Duration{}, logistics.Days(1)); got != logistics.Met {
		t.Errorf("the last moment of the next day is %s with a day's tolerance", got)
	}
	if got := day.JudgeWithin(
		logistics.At(lastMoment.Add(1)), logistics.Duration{}, logistics.Days(1),
	); got != logistics.Missed {
		t.Errorf("the day after is %s", got)
	}
	if got := day.JudgeWithin(
		logistics.At(lastMoment), logistics.Duration{}, logistics.Exactly(23*time.Hour),
	); got != logistics.Met {
		t.Errorf("23 hours reach to the end of the short day: %s", got)
	}
}

func TestTheLastDateOfAllHasAnEnd(t *testing.T) {
	last := logistics.MustDate("9999-12-31")
	day := logistics.WholeDay(last, time.UTC)
	if got := day.Judge(logistics.At(last.Start(time.UTC).Add(time.Hour))); got != logistics.Met {
		t.Errorf("within the last day is %s", got)
	}
	for _, kind := range []logistics.PeriodKind{
		logistics.EveryDay, logistics.EveryMonth, logistics.EveryQuarter, logistics.EveryYear,
	} {
		p := logistics.PeriodRule{Kind: kind, Zone: "UTC"}.Of(last)
		if back, err := logistics.ParsePeriod(p.String()); err != nil || back != p || !p.Contains(last) {
			t.Errorf("the last %s is %q, read back %q, %v", kind, p, back, err)
		}
	}
}

func TestEarlyDaysCountInTheZoneOfTheEnd(t *testing.T) {
	newYork := location(t, "America/New_York")
	// The clocks go forward on March 9: a civil day before 13:00 on that day is 13:00 on the 8th, 24 - 1 hours.
	to := time.Date(2025, 3, 9, 18, 0, 0, 0, newYork)
	window, err := logistics.NewWindow(time.Date(2025, 3, 9, 17, 0, 0, 0, time.UTC), to, logistics.By)
	if err != nil {
		t.Fatal(err)
	}
	if got := window.JudgeWithin(
		logistics.At(time.Date(2025, 3, 8, 17, 30, 0, 0, time.UTC)), logistics.Days(1), logistics.Duration{},
	); got != logistics.Missed {
		t.Errorf("12:30 in New York, a civil day early from 13:00, is %s", got)
	}
}

func TestKnownClockChanges(t *testing.T) {
	for _, c := range []struct{ stamp, earliest, latest string }{
		// no midnight
		{"2024-09-08[America/Santiago]", "2024-09-08T04:00:00Z", "2024-09-09T02:59:59.999999999Z"},
		{"2024-09-08T00:30[America/Santiago]", "2024-09-08T04:00:00Z", "2024-09-08T04:30:59.999999999Z"}, // skipped
		// half an hour twice
		{"2025-04-06T01:45[Australia/Lord_Howe]", "2025-04-05T14:45:00Z", "2025-04-05T15:15:59.999999999Z"},
		{"2025-10-26T02:30[Europe/Berlin]", "2025-10-26T00:30:00Z", "2025-10-26T01:30:59.999999999Z"}, // an hour twice
		{"2025-03-30T02:30:00[Europe/Berlin]", "2025-03-30T01:00:00Z", "2025-03-30T01:30:00Z"},        // skipped
		{"2025-05-01T12:00:00[Asia/Kathmandu]", "2025-05-01T06:15:00Z", "2025-05-01T06:15:00Z"},       // +05:45
		// a date that never was
		{"2011-12-30[Pacific/Apia]", "2011-12-30T10:00:00Z", "2011-12-31T09:59:59.999999999Z"},
		// nobody knows where
		{"2025-05-01T12:00:00", "2025-04-30T22:00:00Z", "2025-05-02T00:00:00Z"},
		// the offset decides
		{"2025-05-01T12:00:00+05:45[Europe/Berlin]", "2025-05-01T06:15:00Z", "2025-05-01T06:15:00Z"},
	} {
		i := interval(t, c.stamp)
		if e, l := i.Earliest().UTC().Format(time.RFC3339Nano), i.Latest().UTC().Format(
			time.RFC3339Nano,
		); e != c.earliest || l != c.latest {
			t.Errorf("%s is %s to %s, want %s to %s", c.stamp, e, l, c.earliest, c.latest)
		}
	}
}

func TestStampRefuses(t *testing.T) {
	for text, want := range map[string]logistics.FaultCode{
		"": logistics.FaultSyntax, "2025-02-30": logistics.FaultOutOfRange, "2025-13-01": logistics.FaultOutOfRange,
		"0000-01-01": logistics.FaultOutOfRange, "2025-03-03T24:00": logistics.FaultOutOfRange,
		"2025-03-03T12:60":     logistics.FaultOutOfRange,
		"2025-03-03T12:00:60Z": logistics.FaultOutOfRange, "2025-03-03T12:00+14:01": logistics.FaultOutOfRange,
		"2025-03-03T12:00-15:00": logistics.FaultOutOfRange, "2025-03-03T12:00+0100": logistics.FaultSyntax,
		"2025-03-03 12:00": logistics.FaultSyntax, "2025-3-3": logistics.FaultSyntax,
		"2025-03-03T":           logistics.FaultSyntax,
		"2025-03-03T12:00:00.Z": logistics.FaultTooLong, "2025-03-03T12:00:00.1234567890Z": logistics.FaultTooLong,
		"2025-03-03[../etc/passwd]": logistics.FaultSyntax, "2025-03-03[Europe/Berlin": logistics.FaultSyntax,
		"2025-03-03[Local]": logistics.FaultSyntax, "2025-03-03[]": logistics.FaultSyntax,
		"2025-03-03T12:00\x00": logistics.FaultSyntax, "99999-01-01": logistics.FaultSyntax,
		"2025-03-03X": logistics.FaultSyntax,
	} {
		_, err := logistics.ParseStamp(text)
		var fault *logistics.FieldError
		if !errors.As(err, &fault) || fault.Code != want {
			t.Errorf("ParseStamp(%q): %v, want %s", text, err, want)
		}
	}
	if _, err := logistics.MustStamp(
		"2025-03-03T12:00[Europe/Atlantis]",
	).Interval(hostZones{}); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a zone nobody has: %v", err)
	}
	if _, err := logistics.MustStamp(
		"2025-03-03T12:00[Europe/Berlin]",
	).Interval(nil); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no zones at all: %v", err)
	}
	if _, err := (logistics.Stamp{}).Interval(hostZones{}); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("an absent stamp: %v", err)
	}
}

func TestStampOfKeepsTheInstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := location(t, rapid.SampledFrom(zoneNames).Draw(t, "zone"))
		at := time.Unix(
			rapid.Int64Range(-5e8, 4e9).Draw(t, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanos"),
		).In(loc)
		stamp := logistics.StampOf(at)
		if got := stamp.IntervalIn(nil); !got.Earliest().Equal(at) || !got.Latest().Equal(at) {
			t.Fatalf("%s became %s, %s", at, stamp, got.Earliest())
		}
	})
}

func TestDurationTextInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign") + "P"
		days := rapid.IntRange(0, 400).Draw(t, "days")
		exact := time.Duration(rapid.Int64Range(0, 1e15).Draw(t, "exact"))
		d := logistics.Exactly(exact)
		if days > 0 {
			read, err := logistics.ParseDuration(text + logistics.Days(days).String()[1:])
			if err != nil || max(read.Days(), -read.Days()) != days {
				t.Fatalf("%d days read as %s, %v", days, read, err)
			}
		}
		back, err := logistics.ParseDuration(d.String())
		if err != nil || back != d {
			t.Fatalf("%s (%s) reads as %s, %v", d, exact, back, err)
		}
	})
	for text, want := range map[string]string{
		"P2D": "P2D", "PT90M": "PT1H30M", "P1DT12H": "P1DT12H", "PT0S": "PT0S", "-PT5M": "-PT5M", "any": "any",
		"PT0.5S": "PT0.5S", "P0D": "PT0S", "-P1DT1S": "-P1DT1S", "PT24H": "PT24H",
	} {
		if d, err := logistics.ParseDuration(text); err != nil || d.String() != want {
			t.Errorf("ParseDuration(%q) = %q, %v; want %q", text, d, err, want)
		}
	}
	for _, text := range []string{
		"", "P", "PT", "P1W", "P1M", "P1Y", "PT1M1H", "PT1H1H", "1h", "P1.5D", "PT1.5H", "PT-1H", "P99999D",
		"PT9999999999H", "+P1D", "PT1.S", "P1DT",
	} {
		if d, err := logistics.ParseDuration(text); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("ParseDuration(%q) = %s, %v", text, d, err)
		}
	}
}

func TestPeriodTextInvertsAndRulesPartition(t *testing.T) {
	rules := []logistics.PeriodRule{
		{Kind: logistics.EveryDay, Zone: "UTC"},
		{Kind: logistics.EveryWeek, Zone: "UTC"},
		{Kind: logistics.EveryMonth, Zone: "UTC"},
		{Kind: logistics.SundayWeek, Zone: "UTC"},
		{Kind: logistics.EveryMonth, Zone: "UTC", AnchorDay: 15},
		{Kind: logistics.EveryQuarter, Zone: "UTC"},
		{Kind: logistics.EveryQuarter, Zone: "UTC", YearMonth: 2},
		{Kind: logistics.EveryYear, Zone: "UTC", YearMonth: 4},
		{Kind: logistics.FourFourFive, Zone: "UTC", YearStart: logistics.MustDate("2025-02-02")},
		{Kind: logistics.AnchoredWeek, Zone: "UTC", AnchorDay: 6},
		{Kind: logistics.FourFiveFour, Zone: "UTC", YearRule: logistics.NearestWeek, AnchorDay: 7, YearMonth: 2},
		{
			Kind: logistics.FiveFourFour, Zone: "UTC", YearRule: logistics.LastWeek, AnchorDay: 1,
			Span: logistics.EveryYear,
		},
		{
			Kind: logistics.FourFourFive, Zone: "UTC", YearStart: logistics.MustDate("2022-01-30"),
			LongYears: []logistics.Date{logistics.MustDate("2023-01-29")}, Span: logistics.EveryQuarter,
		},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := dates().Draw(t, "date")
		rule := rapid.SampledFrom(rules).Draw(t, "rule")
		if err := rule.Validate(); err != nil {
			t.Fatal(err)
		}
		p := rule.Of(d)
		if !p.Contains(d) || rule.Of(p.Start()) != p || rule.Of(p.End().AddDays(-1)) != p ||
			rule.Of(p.End()).Start() != p.End() {
			t.Fatalf("%s falls into %s, which is no cell of a partition", d, p)
		}
		back, err := logistics.ParsePeriod(p.String())
		if err != nil || back != p {
			t.Fatalf("%q reads as %q, %v", p, back, err)
		}
	})
	for text, want := range map[string]string{
		"2025-W01": "2024-12-30/2025-01-06", "2020-W53": "2020-12-28/2021-01-04", "2025-Q2": "2025-04-01/2025-07-01",
		"2024-02": "2024-02-01/2024-03-01", "2025": "2025-01-01/2026-01-01", "2025-03-03": "2025-03-03/2025-03-04",
	} {
		p, err := logistics.ParsePeriod(text)
		if err != nil || p.Start().String()+"/"+p.End().String() != want || p.String() != text {
			t.Errorf("ParsePeriod(%q) = %s (%s/%s), %v", text, p, p.Start(), p.End(), err)
		}
	}
	for _, text := range []string{
		"", "25-03", "2025-13", "2025-W54", "2021-W53", "2025-Q5", "2025-03-03/2025-03-03", "2025-03-04/2025-03-03",
		"2025/2026", "2025-W00",
	} {
		if p, err := logistics.ParsePeriod(text); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("ParsePeriod(%q) = %s, %v", text, p, err)
		}
	}
	rolling := logistics.PeriodRule{Kind: logistics.RollingPeriod, Zone: "UTC", RollDays: 28}
	if p := rolling.Of(logistics.MustDate("2025-03-28")); p.Days() != 28 ||
		p.End() != logistics.MustDate("2025-03-29") {
		t.Errorf("rolling 28 days end with the date: %s", p)
	}
	bad := logistics.PeriodRule{Kind: "fortnight", Zone: "..", AnchorDay: 31, YearMonth: 13}
	var faults logistics.Faults
	if err := bad.Validate(); !errors.As(err, &faults) || len(faults) != 4 {
		t.Errorf("four faults expected: %v", err)
	}
}

func TestDatesMoveByCivilDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates().Draw(t, "date")
		n := rapid.IntRange(-4000, 4000).Draw(t, "days")
		moved := d.AddDays(n)
		year, month, day := d.Civil()
		want := time.Date(year, month, day+n, 0, 0, 0, 0, time.UTC)
		if moved.String() != want.Format("2006-01-02") || moved.Weekday() != want.Weekday() || moved.DaysSince(d) != n {
			t.Fatalf("%s and %d days is %s, want %s", d, n, moved, want)
		}
		if logistics.MustDate(moved.String()) != moved {
			t.Fatalf("%q reads as another date", moved)
		}
		months := rapid.IntRange(-300, 300).Draw(t, "months")
		if by := d.AddMonths(months); by.AddDays(1).AddMonths(0).Compare(by) != 1 {
			t.Fatalf("%s and %d months is %s", d, months, by)
		}
	})
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-01-31", 1, "2024-02-29"},
		{"2025-01-31", 1, "2025-02-28"},
		{"2025-03-31", -1, "2025-02-28"},
		{"2025-11-30", 3, "2026-02-28"},
		{"2025-01-15", -13, "2023-12-15"},
	} {
		if got := logistics.MustDate(c.from).AddMonths(c.n); got.String() != c.want {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.n, got, c.want)
		}
	}
	if last := logistics.MustDate("9999-12-31"); last.AddDays(1).IsZero() || !last.AddDays(2).IsZero() ||
		!logistics.MustDate("0001-01-01").AddDays(-1).IsZero() || !last.AddMonths(1).IsZero() {
		t.Error("beyond the years 1 to 9999 there is no date")
	}
}

func TestTimeOfDay(t *testing.T) {
	for _, text := range []string{"00:00", "09:00", "23:59:59", "24:00", "30:00", "48:00"} {
		if got, err := logistics.ParseTimeOfDay(text); err != nil || got.String() != text {
			t.Errorf("%q reads as %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "9:00", "09", "09:60", "49:00", "48:00:01", "-1:00", "09:00:00:00", "ab:cd"} {
		if _, err := logistics.ParseTimeOfDay(text); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("ParseTimeOfDay(%q): %v", text, err)
		}
	}
}

func workingHours(t rapid.TB, zone string) *logistics.WorkingHours {
	h := logistics.Hours{
		Zone: zone, Week: logistics.Weekdays(logistics.MustShift("08:00-12:00"), logistics.MustShift("13:00-17:30")),
		Dates: []logistics.DayHours{
			{Date: logistics.MustDate("2025-12-24"), Shifts: []logistics.Shift{logistics.MustShift("08:00-12:00")}},
		},
		Holidays: []logistics.Date{logistics.MustDate("2025-12-25"), logistics.MustDate("2025-12-26")},
	}
	w, err := h.Compile(hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2027-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestAddInvertsBetween(t *testing.T) {
	hours := workingHours(t, "Europe/Berlin")
	for _, working := range []logistics.WorkingTime{hours, logistics.RoundTheClock{}} {
		rapid.Check(t, func(t *rapid.T) {
			at := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC).Add(
				time.Duration(rapid.Int64Range(0, 365*86400).Draw(t, "at")) * time.Second,
			)
			d := time.Duration(rapid.Int64Range(-500*3600, 500*3600).Draw(t, "d")) * time.Second
			due, err := working.Add(at, d)
			if err != nil {
				t.Fatal(err)
			}
			got, err := working.Between(at, due)
			if err != nil || got != d {
				t.Fatalf("%s and %s is %s, %s away, %v", at, d, due, got, err)
			}
		})
	}
	if _, err := hours.Between(
		time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC),
	); !errors.Is(err, logistics.ErrHorizon) {
		t.Errorf("before the horizon: %v", err)
	}
	if _, err := hours.Add(
		time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC), 1000*time.Hour,
	); !errors.Is(err, logistics.ErrHorizon) {
		t.Errorf("beyond the horizon: %v", err)
	}
}

func TestWorkingDaysInvert(t *testing.T) {
	hours := workingHours(t, "Europe/Berlin")
	for _, working := range []logistics.WorkingDays{hours, logistics.RoundTheClock{}} {
		rapid.Check(t, func(t *rapid.T) {
			d := logistics.MustDate("2025-06-01").AddDays(rapid.IntRange(0, 365).Draw(t, "day"))
			n := rapid.IntRange(-80, 80).Draw(t, "n")
			start, err := working.Offset(d, 0)
			if err != nil {
				t.Fatal(err)
			}
			to, err := working.Offset(start, n)
			if err != nil {
				t.Fatal(err)
			}
			if count, err := working.Count(start, to); err != nil || count != n {
				t.Fatalf("%s and %d working days is %s, %d away, %v", start, n, to, count, err)
			}
		})
	}
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2025-12-24", 1, "2025-12-29"},
		{"2025-12-27", 1, "2025-12-29"},
		{"2025-12-27", 0, "2025-12-29"},
		{"2025-12-27", -1, "2025-12-24"},
		{"2025-12-29", -1, "2025-12-24"},
		{"2025-12-27", 2, "2025-12-30"},
	} {
		if got, err := hours.Offset(logistics.MustDate(c.from), c.n); err != nil || got.String() != c.want {
			t.Errorf("%s and %d working days is %s, %v; want %s", c.from, c.n, got, err, c.want)
		}
	}
}

func TestHoursReportEveryFault(t *testing.T) {
	h := logistics.Hours{
		Zone: "", Week: logistics.Week{Monday: make([]logistics.Shift, 2)},
		Dates: []logistics.DayHours{
			{Date: logistics.MustDate("2025-01-01")}, {Date: logistics.MustDate("2025-01-01")}, {},
		},
		Holidays: []logistics.Date{{}},
	}
	_, err := h.Compile(hostZones{}, logistics.MustDate("2025-01-02"), logistics.MustDate("2025-01-01"))
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	want := []string{"", "/dates/1/date", "/dates/2/date", "/holidays/0", "/week/mon/0", "/week/mon/1", "/zone"}
	for i, path := range want {
		if i >= len(faults) || faults[i].Path != path {
			t.Fatalf("faults %v, want paths %q", err, want)
		}
	}
	closed := logistics.Hours{Zone: "UTC"}
	w, err := closed.Compile(hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Add(
		time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC), time.Hour,
	); !errors.Is(err, logistics.ErrNeverOpen) {
		t.Errorf("never open: %v", err)
	}
	if _, err := w.Offset(logistics.MustDate("2025-02-01"), 1); !errors.Is(err, logistics.ErrNeverOpen) {
		t.Errorf("no working day: %v", err)
	}
	if _, err := (logistics.Hours{Zone: "Europe/Atlantis"}).Compile(
		hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"),
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no such zone: %v", err)
	}
}
