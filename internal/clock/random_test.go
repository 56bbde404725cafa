package clock

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/zone"
)

// Zones whose offsets are whole minutes from 1973 on, with every kind of change.
var zoneNames = []string{
	"UTC", "America/New_York", "Europe/Berlin", "Europe/Dublin", "Asia/Kathmandu", "Australia/Lord_Howe",
	"America/Santiago", "Africa/Cairo", "America/Havana", "America/St_Johns", "Pacific/Apia", "Antarctica/Troll",
	"Africa/Casablanca",
}

func loadZones(t testing.TB) []*time.Location {
	t.Helper()
	var zones []*time.Location
	for _, name := range zoneNames {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, loc)
	}
	return zones
}

// anyDay draws a civil day from 1990 to 2040, half of the time close to a change of offset.
func anyDay(loc *time.Location) *rapid.Generator[int64] {
	return rapid.Custom(func(t *rapid.T) int64 {
		day := rapid.Int64Range(7305, 25567).Draw(t, "day")
		if rapid.Bool().Draw(t, "near a change") {
			if _, end := time.Unix(day*secondsPerDay, 0).In(loc).ZoneBounds(); !end.IsZero() {
				day, _ = zone.Local(loc, end.Unix())
				day -= rapid.Int64Range(0, 3).Draw(t, "days before")
			}
		}
		return day
	})
}

// anyShifts draws up to three shifts whose edges are multiples of step seconds, often in the night,
// where the clocks change.
func anyShifts(step int32) *rapid.Generator[[]Shift] {
	edge := rapid.OneOf(rapid.Int32Range(0, secondsPerDay-1), rapid.Int32Range(0, 4*3600))
	length := rapid.OneOf(rapid.Int32Range(1, longestShift), rapid.Int32Range(1, 3*3600))
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Shift {
		open := edge.Draw(t, "open") / step * step
		return Shift{open, open + max(length.Draw(t, "length")/step*step, step)}
	}), 0, 3)
}

// anyPlan draws opening hours around the days [fromDay, toDay).
func anyPlan(loc *time.Location, fromDay, toDay int64, step int32) *rapid.Generator[Plan] {
	return rapid.Custom(func(t *rapid.T) Plan {
		plan := Plan{
			Loc: loc, Days: map[int64][]Shift{},
			Holiday: rapid.SampledFrom([]HolidayPolicy{HolidayStart, HolidayClip}).Draw(t, "holiday"),
			Gap: rapid.SampledFrom(
				[]zone.Gap{zone.GapTransition, zone.GapForward, zone.GapBackward},
			).Draw(t, "gap"),
			OpenOverlap: rapid.SampledFrom(
				[]zone.Overlap{zone.OverlapFirst, zone.OverlapLast},
			).Draw(t, "open overlap"),
			CloseOverlap: rapid.SampledFrom(
				[]zone.Overlap{zone.OverlapFirst, zone.OverlapLast},
			).Draw(t, "close overlap"),
		}
		for weekday := range plan.Week {
			if rapid.IntRange(0, 2).Draw(t, "works") > 0 {
				plan.Week[weekday] = anyShifts(step).Draw(t, "week")
			}
		}
		date := rapid.Int64Range(fromDay-4, toDay+3)
		for _, day := range rapid.SliceOfN(date, 0, 3).Draw(t, "dates") {
			plan.Days[day] = anyShifts(step).Draw(t, "shifts")
		}
		plan.Holidays = rapid.SliceOfN(date, 0, 4).Draw(t, "holidays")
		return plan
	})
}

// anyClock draws a clock over two weeks: compiled in some zone, or made of spans as crowded or as
// lonely as spans can be.
func anyClock(zones []*time.Location) *rapid.Generator[*Clock] {
	return rapid.Custom(func(t *rapid.T) *Clock {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		day := anyDay(loc).Draw(t, "from")
		if rapid.Bool().Draw(t, "compiled") {
			plan := anyPlan(loc, day, day+14, 1).Draw(t, "plan")
			c, err := Compile(plan, day, day+14)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		from, to := day*secondsPerDay, (day+14)*secondsPerDay
		width := rapid.SampledFrom([]int64{60, 3600, to - from}).Draw(t, "within")
		at := rapid.Int64Range(from-10, from+width)
		length := rapid.Int64Range(0, width/10)
		spans := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Span {
			open := at.Draw(t, "open")
			return Span{open, open + length.Draw(t, "length")}
		}), 0, 60).Draw(t, "spans")
		c, err := FromSpans(spans, from, to)
		if err != nil {
			t.Fatal(err)
		}
		return c
	})
}

// anyInstant draws an instant of the horizon, its end included, often at an edge or next to one.
func anyInstant(c *Clock) *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		second := rapid.Int64Range(c.horizon.Open, c.horizon.Close).Draw(t, "second")
		if spans := c.spans(); len(spans) > 0 && rapid.Bool().Draw(t, "at an edge") {
			span := rapid.SampledFrom(spans).Draw(t, "span")
			second = rapid.SampledFrom([]int64{span.Open, span.Close}).Draw(t, "edge")
			second += rapid.Int64Range(-1, 1).Draw(t, "beside")
		}
		nano := rapid.SampledFrom([]int64{0, 0, 1, 500000000, 999999999}).Draw(t, "nano")
		second = max(min(second, c.horizon.Close), c.horizon.Open)
		if second == c.horizon.Close {
			nano = 0
		}
		return time.Unix(second, nano).UTC()
	})
}

// between is Between for instants of the horizon.
func between(t *rapid.T, c *Clock, a, b time.Time) time.Duration {
	t.Helper()
	d, err := c.Between(a, b)
	if err != nil {
		t.Fatalf("from %v to %v: %v", a, b, err)
	}
	return d
}
