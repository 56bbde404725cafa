package period

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/zone"
)

func day(text string) int64 {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t.Unix() / 86400
}

func days(t *rapid.T) int64 {
	return rapid.Int64Range(zone.DayNumber(2, 1, 1), zone.DayNumber(9998, 12, 31)).Draw(t, "day")
}

// TestWeeksAreThoseOfTheLibrary holds weeks and their numbers against the standard library.
func TestWeeksAreThoseOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := days(t)
		first := time.Weekday(rapid.IntRange(0, 6).Draw(t, "first"))
		start, end := Week(d, first)
		if start > d || end <= d || end-start != 7 || zone.Weekday(start) != first {
			t.Fatalf("%d is in the week from %d to %d", d, start, end)
		}
		year, week := ISOWeek(d)
		if y, w := time.Unix(d*86400, 0).UTC().ISOWeek(); y != year || w != week {
			t.Fatalf("%d is in week %d of %d, want %d of %d", d, week, year, w, y)
		}
	})
}

// TestMonthsAreThoseOfTheCalendar walks back and forth, day by day, to the first days of periods.
func TestMonthsAreThoseOfTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := days(t)
		months := rapid.SampledFrom([]int{1, 3, 12}).Draw(t, "months")
		anchor, from := 1, time.Month(rapid.IntRange(1, 12).Draw(t, "from"))
		if months == 1 {
			anchor = rapid.IntRange(1, 28).Draw(t, "anchor")
		}
		begins := func(d int64) bool {
			_, month, of := zone.Civil(d)
			return of == anchor && (int(month)-int(from)+12)%months == 0
		}
		start, end := d, d+1
		for !begins(start) {
			start--
		}
		for !begins(end) {
			end++
		}
		if s, e := Months(d, anchor, from, months); s != start || e != end {
			t.Fatalf("%d is from %d to %d, want %d to %d", d, s, e, start, end)
		}
	})
}

func anyRetail() *rapid.Generator[*Retail] {
	return rapid.Custom(func(t *rapid.T) *Retail {
		r := &Retail{Weeks: rapid.SampledFrom([][3]int{{4, 4, 5}, {4, 5, 4}, {5, 4, 4}}).Draw(t, "weeks")}
		if rapid.Bool().Draw(t, "by rule") {
			r.First = time.Weekday(rapid.IntRange(0, 6).Draw(t, "first"))
			r.From = time.Month(rapid.IntRange(1, 12).Draw(t, "from"))
			r.Nearest = rapid.Bool().Draw(t, "nearest")
			return r
		}
		r.Start = day("2020-02-02")
		base := r.Start
		for range rapid.IntRange(0, 6).Draw(t, "long years") {
			base += int64(rapid.IntRange(0, 7).Draw(t, "short years")) * year
			r.Long = append(r.Long, base)
			base += year + 7
		}
		return r
	})
}

// naive cuts forty years and more into periods, one after the other.
func naive(r *Retail, span Span) (starts []int64) {
	var years []int64
	if r.From == 0 {
		for start := r.Start - 3*year; len(years) < 60; {
			years = append(years, start)
			start += year
			if slices.Contains(r.Long, years[len(years)-1]) {
				start += 7
			}
		}
	} else {
		for y := 2000; y < 2060; y++ { // the end of a year, looked for day by day
			last := zone.DayNumber(y, r.From, 1) - 1
			best := last
			for d := last - 6; d <= last+6; d++ {
				ends := zone.Weekday(d+1) == r.First
				if ends && !r.Nearest && d <= last {
					best = d
				}
				if ends && r.Nearest && abs(d-last) <= 3 {
					best = d
				}
			}
			years = append(years, best+1)
		}
	}
	for i, start := range years[:len(years)-1] {
		switch span {
		case Year:
			starts = append(starts, start)
		case Quarter:
			starts = append(starts, start, start+91, start+182, start+273)
		default:
			for range 4 {
				for _, weeks := range r.Weeks {
					starts = append(starts, start)
					start += int64(weeks) * 7
				}
			}
		}
		if weeks := (years[i+1] - years[i]) / 7; weeks != 52 && weeks != 53 {
			panic("a year of neither 52 nor 53 weeks")
		}
	}
	return append(starts, years[len(years)-1])
}

func abs(n int64) int64 { return max(n, -n) }

// TestRetailPeriodsPartitionTheDays, every day of forty years, as the naive cut has it.
func TestRetailPeriodsPartitionTheDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, span := anyRetail().Draw(t, "calendar"), Span(rapid.IntRange(0, 2).Draw(t, "span"))
		if r.Astray() >= 0 {
			t.Fatal("a long year begins inside another")
		}
		starts := naive(r, span)
		d := rapid.Int64Range(starts[0], starts[len(starts)-1]-1).Draw(t, "day")
		i, found := slices.BinarySearch(starts, d)
		if !found {
			i--
		}
		if start, end := r.Of(d, span); start != starts[i] || end != starts[i+1] {
			t.Fatalf("%d is from %d to %d, want %d to %d", d, start, end, starts[i], starts[i+1])
		}
	})
}

// TestKnownRetailYears of the calendar that retailers in the United States publish.
func TestKnownRetailYears(t *testing.T) {
	nrf := Retail{Weeks: [3]int{4, 5, 4}, First: time.Sunday, From: time.February, Nearest: true}
	for first, weeks := range map[string]int64{
		"2012-01-29": 53, "2013-02-03": 52, "2017-01-29": 53, "2018-02-04": 52, "2022-01-30": 52, "2023-01-29": 53,
		"2024-02-04": 52, "2025-02-02": 52,
	} {
		if start, end := nrf.Of(day(first)+200, Year); start != day(first) || end-start != weeks*7 {
			t.Errorf("the year of %s begins on day %d and has %d days", first, start-day(first), end-start)
		}
	}
	for pattern, want := range map[[3]int][2]string{
		{4, 5, 4}: {"2023-12-31", "2024-02-04"}, {4, 4, 5}: {"2023-12-24", "2024-02-04"},
	} {
		nrf.Weeks = pattern
		if start, end := nrf.Of(day("2024-02-01"), Month); start != day(want[0]) || end != day(want[1]) {
			t.Errorf("%v: the last month is from %d to %d, want %v", pattern, start, end, want)
		}
	}
	saturdays := Retail{Weeks: [3]int{4, 5, 4}, Start: day("2026-01-31")}
	if start, end := saturdays.Of(day("2026-03-30"), Month); start != day("2026-02-28") || end != day("2026-04-04") {
		t.Errorf("from %d to %d", start, end)
	}
}

// TestLongYearsThatDoNotFollow are told.
func TestLongYearsThatDoNotFollow(t *testing.T) {
	for _, long := range [][]int64{{day("2019-02-03")}, {day("2021-02-01")}, {day("2020-02-02"), day("2021-01-31")}} {
		r := Retail{Start: day("2020-02-02"), Long: long}
		if r.Astray() < 0 {
			t.Errorf("%v follow", long)
		}
	}
}
