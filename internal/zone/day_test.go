package zone

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// firstInstant scans for the first instant of a local date, a step at a time.
func firstInstant(loc *time.Location, day, step int64) (int64, bool) {
	for unix := (day - 2) * secondsPerDay; unix < (day+3)*secondsPerDay; unix += step {
		year, month, date := time.Unix(unix, 0).In(loc).Date()
		if DayNumber(year, month, date) == day {
			return unix, true
		}
	}
	return 0, false
}

func TestStartOfDayIsFirstInstant(t *testing.T) {
	zones := loadAll(t)[2:]
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		// From 1973 on every offset is a whole number of minutes.
		unix := rapid.Int64Range(100000000, 4000000000).Draw(t, "unix")
		if _, end := time.Unix(unix, 0).In(loc).ZoneBounds(); rapid.Bool().Draw(t, "near a change") && !end.IsZero() {
			unix = end.Unix() + rapid.Int64Range(-secondsPerDay, secondsPerDay).Draw(t, "from the change")
		}
		day, _ := Local(loc, unix)
		if want, _ := firstInstant(loc, day, 60); StartOfDay(loc, day) != want {
			t.Fatalf("%v: day %d starts at %d, want %d", loc, day, StartOfDay(loc, day), want)
		}
	})
}

func TestKnownStartsOfDays(t *testing.T) {
	for _, known := range []struct{ zone, date, start string }{
		{"America/Santiago", "2024-09-08", "2024-09-08T01:00:00-03:00"},
		{"Africa/Cairo", "2024-04-26", "2024-04-26T01:00:00+03:00"},
		{"America/St_Johns", "2006-10-29", "2006-10-29T00:00:00-02:30"}, // shown twice
		{"America/Havana", "2024-11-03", "2024-11-03T00:00:00-04:00"},   // shown twice
		{"Africa/Monrovia", "1972-01-07", "1972-01-07T00:44:30Z"},
		{"Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00"},
		{"Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00"},
	} {
		loc := load(t, known.zone)
		day, _ := wallTime(t, known.date+"T00:00:00")
		got, want := StartOfDay(loc, day), instant(t, known.start)
		scanned, _ := firstInstant(loc, day, 1)
		if got != want || got != scanned {
			t.Errorf("%s %s starts at %d, want %d, scanned %d", known.zone, known.date, got, want, scanned)
		}
	}
}

func TestADateThatNeverHappenedHasNoLength(t *testing.T) {
	for zone, date := range map[string]string{"Pacific/Apia": "2011-12-30", "Pacific/Kwajalein": "1993-08-21"} {
		loc := load(t, zone)
		day, _ := wallTime(t, date+"T00:00:00")
		if _, happened := firstInstant(loc, day, 60); happened {
			t.Fatalf("%s had a %s", zone, date)
		}
		if start, next := StartOfDay(loc, day), StartOfDay(loc, day+1); start != next {
			t.Errorf("%s %s is %d seconds long", zone, date, next-start)
		}
	}
}

func TestAddDaysKeepsTheWallTime(t *testing.T) {
	zones := loadAll(t)
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		nanos := rapid.Int64Range(0, 999999999).Draw(t, "nanos")
		from := time.Unix(anyUnix(loc).Draw(t, "unix"), nanos).In(rapid.SampledFrom(zones).Draw(t, "shown in"))
		n := rapid.IntRange(-800, 800).Draw(t, "days")
		moved := AddDays(loc, from, n)
		if moved.Location() != from.Location() || moved.Nanosecond() != from.Nanosecond() {
			t.Fatalf("%v moved to %v", from, moved)
		}
		day, second := Local(loc, from.Unix())
		newDay, newSecond := Local(loc, moved.Unix())
		reading := Candidates(loc, day+int64(n), second)
		if reading.Kind != Skipped && (newDay != day+int64(n) || newSecond != second) {
			t.Fatalf("%v: day %d second %d moved by %d to day %d second %d", loc, day, second, n, newDay, newSecond)
		}
		if reading.Kind == Skipped && moved.Unix() != reading.Last {
			t.Fatalf("%v: a skipped reading moved to %d, want %d", loc, moved.Unix(), reading.Last)
		}
		if !AddDays(loc, from, 0).Equal(from) {
			t.Fatalf("%v moved by no days to %v", from, AddDays(loc, from, 0))
		}
	})
}

func TestAddDaysKnowsGapsAndOverlaps(t *testing.T) {
	berlin := load(t, "Europe/Berlin")
	for _, known := range []struct {
		from string
		days int
		want string
	}{
		{"2024-03-30T02:30:00+01:00", 1, "2024-03-31T03:30:00+02:00"},   // forward by the gap
		{"2024-04-01T02:30:00+02:00", -1, "2024-03-31T03:30:00+02:00"},  // from the other side too
		{"2024-10-26T02:30:00+02:00", 1, "2024-10-27T02:30:00+02:00"},   // same offset: the first
		{"2024-10-28T02:30:00+01:00", -1, "2024-10-27T02:30:00+01:00"},  // same offset: the last
		{"2024-10-27T02:30:00+01:00", 0, "2024-10-27T02:30:00+01:00"},   // no days, no move
		{"2024-02-29T12:00:00+01:00", 366, "2025-03-01T12:00:00+01:00"}, // days, not years
	} {
		got := AddDays(berlin, time.Unix(instant(t, known.from), 0).UTC(), known.days)
		if got.Unix() != instant(t, known.want) || got.Location() != time.UTC {
			t.Errorf("%s by %d days: %v, want %s", known.from, known.days, got.In(berlin), known.want)
		}
	}
	apia := load(t, "Pacific/Apia")
	got := AddDays(apia, time.Unix(instant(t, "2011-12-29T12:00:00-10:00"), 0), 1)
	if got.Unix() != instant(t, "2011-12-31T12:00:00+14:00") {
		t.Errorf("onto a date that never happened: %v", got.In(apia))
	}
	troll := load(t, "Antarctica/Troll")
	got = AddDays(troll, time.Unix(instant(t, "2024-10-26T01:30:00+02:00"), 0), 1)
	if got.Unix() != instant(t, "2024-10-27T01:30:00+02:00") {
		t.Errorf("onto an overlap of two hours: %v", got.In(troll))
	}
}
