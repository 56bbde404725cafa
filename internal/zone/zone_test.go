package zone

import (
	"errors"
	"math"
	"testing"
	"time"
	_ "time/tzdata" // the tests also run where no zone files are installed

	"pgregory.net/rapid"
)

// Zones with every oddity on record: half-hour changes, negative saving time, changes at and across
// midnight, moved date lines, offsets in seconds, long-range rules, none at all.
var zoneNames = []string{
	"UTC", "America/New_York", "Europe/Berlin", "Europe/Dublin", "Asia/Kathmandu", "Australia/Lord_Howe",
	"America/Santiago", "Africa/Cairo", "Asia/Beirut", "America/Havana", "America/St_Johns", "Pacific/Apia",
	"Pacific/Kwajalein", "Africa/Monrovia", "Africa/Casablanca", "America/Juneau", "Asia/Manila",
	"Antarctica/Troll", "Asia/Gaza", "Pacific/Kiritimati", "America/Sao_Paulo", "Atlantic/Azores",
}

func load(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func loadAll(t testing.TB) []*time.Location {
	t.Helper()
	all := []*time.Location{time.FixedZone("west", -12*3600), time.FixedZone("absurd", 999999)}
	for _, name := range zoneNames {
		all = append(all, load(t, name))
	}
	return all
}

// anyUnix draws instants from 1850 to 2150, half of them within two days of a change of offset.
func anyUnix(loc *time.Location) *rapid.Generator[int64] {
	return rapid.Custom(func(t *rapid.T) int64 {
		unix := rapid.Int64Range(-3786825600, 5680281600).Draw(t, "unix")
		if rapid.Bool().Draw(t, "near a change") {
			if _, end := time.Unix(unix, 0).In(loc).ZoneBounds(); !end.IsZero() {
				unix = end.Unix() + rapid.Int64Range(-2*secondsPerDay, 2*secondsPerDay).Draw(t, "from the change")
			}
		}
		return unix
	})
}

func TestResolveRoundTrips(t *testing.T) {
	zones := loadAll(t)
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		unix := anyUnix(loc).Draw(t, "unix")
		day, second := Local(loc, unix)
		reading := Candidates(loc, day, second)
		if reading.Kind == Skipped || unix != reading.First && unix != reading.Last {
			t.Fatalf("%v: %d shows day %d second %d, which reads %+v", loc, unix, day, second, reading)
		}
		if (reading.Kind == Unique) != (reading.First == reading.Last) {
			t.Fatalf("%v: a %v reading from %d to %d", loc, reading.Kind, reading.First, reading.Last)
		}
		for _, back := range []int64{reading.First, reading.Last} {
			if d, s := Local(loc, back); d != day || s != second {
				t.Fatalf("%v: %d shows day %d second %d, not day %d second %d", loc, back, d, s, day, second)
			}
		}
		carry := rapid.Int64Range(-3, 3).Draw(t, "carry")
		if moved := Candidates(loc, day-carry, second+carry*secondsPerDay); moved != reading {
			t.Fatalf("%v: the same wall time in another form reads %+v, not %+v", loc, moved, reading)
		}
	})
}

func TestSkippedReadingsLieBetweenTheSidesOfTheChange(t *testing.T) {
	zones := loadAll(t)
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		wallDay, wallSecond := Local(time.UTC, anyUnix(loc).Draw(t, "wall"))
		reading := Candidates(loc, wallDay, wallSecond)
		if reading.Kind != Skipped {
			return
		}
		seen++
		wall := wallDay*secondsPerDay + wallSecond
		show := func(unix int64) int64 {
			day, second := Local(loc, unix)
			return day*secondsPerDay + second
		}
		after, before := show(reading.Transition), show(reading.Transition-1)+1
		if before > wall || after <= wall {
			t.Fatalf("%v: the change at %d does not skip %d", loc, reading.Transition, wall)
		}
		gap := after - before
		if reading.Last-reading.First != gap || reading.First >= reading.Transition ||
			reading.Last < reading.Transition {
			t.Fatalf("%v: one-sided readings %+v around a gap of %d", loc, reading, gap)
		}
		if forward, backward := show(reading.Last), show(reading.First); forward != wall+gap || backward != wall-gap {
			t.Fatalf("%v: %d moved to %d and %d over a gap of %d", loc, wall, backward, forward, gap)
		}
	})
	t.Logf("%d skipped readings", seen)
}

// TestCandidatesMatchesEverySecond looks at every second that could show the reading.
func TestCandidatesMatchesEverySecond(t *testing.T) {
	zones := loadAll(t)[2:] // an absurd offset is out of sight of the scan
	checks := 0
	rapid.Check(t, func(t *rapid.T) {
		if checks++; checks > 25 {
			return
		}
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		wall := anyUnix(loc).Draw(t, "wall")
		var shown []int64
		for unix := wall - reach; unix <= wall+reach; unix++ {
			if _, offset := time.Unix(unix, 0).In(loc).Zone(); unix+int64(offset) == wall {
				shown = append(shown, unix)
			}
		}
		got := Candidates(loc, 0, wall)
		switch {
		case len(shown) == 0 && got.Kind == Skipped:
		case len(shown) == 1 && got == Reading{Kind: Unique, First: shown[0], Last: shown[0]}:
		case len(shown) > 1 && got == Reading{Kind: Repeated, First: shown[0], Last: shown[len(shown)-1]}:
		default:
			t.Fatalf("%v: %d is shown at %v, got %+v", loc, wall, shown, got)
		}
	})
}

// The long-range rules of zone data are cut at the ends of years, where nothing may get lost.
func TestTheTurnOfTheYearIsUnique(t *testing.T) {
	zones := loadAll(t)
	for year := 2024; year <= 2100; year++ {
		newYear := DayNumber(year, time.January, 1) * secondsPerDay
		for _, loc := range zones {
			if loc.String() == "Africa/Casablanca" {
				continue // its changes follow Ramadan through the year
			}
			reader := NewReader(loc)
			for unix := newYear - 3*secondsPerDay; unix <= newYear+3*secondsPerDay; unix += 3600 {
				day, second := Local(loc, unix)
				want := Reading{Kind: Unique, First: unix, Last: unix}
				if got := Candidates(loc, day, second); got != want {
					t.Fatalf("%v: %d reads %+v", loc, unix, got)
				}
				if got := reader.Candidates(day, second); got != want {
					t.Fatalf("%v: %d reads %+v by the reader", loc, unix, got)
				}
			}
		}
	}
}

func TestReaderRemembersNothingThatMatters(t *testing.T) {
	zones := loadAll(t)
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		reader := NewReader(loc)
		unix := anyUnix(loc).Draw(t, "unix")
		for range 20 {
			day, second := Local(loc, unix)
			if d, s := reader.Local(unix); d != day || s != second {
				t.Fatalf("%v: reader shows day %d second %d at %d, want %d and %d", loc, d, s, unix, day, second)
			}
			if got, want := reader.Candidates(day, second), Candidates(loc, day, second); got != want {
				t.Fatalf("%v: reader says %+v, want %+v", loc, got, want)
			}
			if got, want := reader.StartOfDay(day), StartOfDay(loc, day); got != want {
				t.Fatalf("%v: reader starts day %d at %d, want %d", loc, day, got, want)
			}
			unix += rapid.Int64Range(-40*secondsPerDay, 40*secondsPerDay).Draw(t, "step")
		}
	})
}

func FuzzResolve(f *testing.F) {
	zones := loadAll(f)
	f.Add(uint8(7), int64(19974), int64(1800), uint8(1), uint8(1))      // Santiago, the midnight of 2024-09-08
	f.Add(uint8(5), int64(20001), int64(7200), uint8(2), uint8(2))      // Lord Howe, half an hour put forward
	f.Add(uint8(11), int64(15338), int64(43200), uint8(3), uint8(3))    // Apia, a date that never happened
	f.Add(uint8(13), int64(736), int64(0), uint8(4), uint8(0))          // Monrovia, 44 minutes and 30 seconds
	f.Add(uint8(3), int64(-719162), int64(-1), uint8(0), uint8(1))      // the first day there is
	f.Add(uint8(3), int64(math.MaxInt64), int64(9), uint8(1), uint8(1)) // no day at all
	f.Add(uint8(1), int64(math.MinInt64), int64(math.MinInt64), uint8(1), uint8(1))
	f.Fuzz(func(t *testing.T, zoneIndex uint8, day, second int64, gap, overlap uint8) {
		loc := zones[int(zoneIndex)%len(zones)]
		unix, err := Resolve(loc, day, second, Gap(gap), Overlap(overlap))
		if !Gap(gap).Valid() || !Overlap(overlap).Valid() {
			if !errors.Is(err, ErrPolicy) {
				t.Fatalf("policies %d and %d: %v", gap, overlap, err)
			}
			return
		}
		if day < -719162 || day > 2932896 || second < -1<<40 || second > 1<<40 {
			return // no number is promised, only an end
		}
		reading := Candidates(loc, day, second)
		switch {
		case err == nil && (unix < reading.First || unix > reading.Last):
			t.Fatalf("%v: %d outside of %+v", loc, unix, reading)
		case errors.Is(err, ErrSkipped) && reading.Kind != Skipped,
			errors.Is(err, ErrRepeated) && reading.Kind != Repeated:
			t.Fatalf("%v: %v for %+v", loc, err, reading)
		case err == nil && reading.Kind != Skipped:
			if d, s := Local(loc, unix); d*secondsPerDay+s != day*secondsPerDay+second {
				t.Fatalf(
					"%v: day %d second %d resolves to %d, which shows day %d second %d", loc, day, second, unix, d, s,
				)
			}
		}
	})
}
