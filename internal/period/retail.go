package period

import (
	"slices"
	"time"

	"github.com/logicrm/logistics/internal/zone"
)

// Retail is a calendar of whole weeks: years of 52 weeks or 53, four quarters of thirteen weeks, each of three months.
// The 53rd week belongs to the last month. Its years begin by a rule, or on the days that are given.
type Retail struct {
	Weeks [3]int // of the months of a quarter: 4, 4 and 5
	// By a rule: weeks begin on First, and a year ends with the last of them in the month before From, or with the one
	// that ends nearest to the last day of that month. From is January to December; 0: by days.
	First   time.Weekday
	From    time.Month
	Nearest bool
	// By days: a year begins on Start. The years that begin on Long have 53 weeks, all others 52.
	Start int64
	Long  []int64 // in order, none before Start
}

// Span is how much of a retail year is a period.
type Span uint8

// The spans.
const (
	Month Span = iota
	Quarter
	Year
)

const (
	quarter = 13 * 7
	year    = 52 * 7
)

// Of is the period of a day.
func (r *Retail) Of(day int64, span Span) (start, end int64) {
	first, next := r.year(day)
	if span == Year {
		return first, next
	}
	k := min((day-first)/quarter, 3)
	start, end = first+k*quarter, first+(k+1)*quarter
	if k == 3 {
		end = next
	}
	if span == Quarter {
		return start, end
	}
	for _, weeks := range r.Weeks[:2] {
		behind := start + int64(7*weeks)
		if day < behind {
			return start, behind
		}
		start = behind
	}
	return start, end
}

// year is the retail year of a day.
func (r *Retail) year(day int64) (start, next int64) {
	if r.From == 0 {
		return r.given(day)
	}
	y, _, _ := zone.Civil(day)
	y++
	for start = r.begins(y); start > day; start = r.begins(y) { // at most two years early
		y--
	}
	return start, r.begins(y + 1)
}

// begins is the first day of the retail year that begins around the first day of From in a year.
func (r *Retail) begins(year int) int64 {
	last := zone.DayNumber(year, r.From, 1) - 1
	start, next := Week(last, r.First)
	if next-1 == last || r.Nearest && next-1-last < last-(start-1) {
		return next
	}
	return start
}

// given is the year of a day by the days that are given. Before the first of them all years have 52 weeks.
func (r *Retail) given(day int64) (start, next int64) {
	if day < r.Start {
		start = r.Start - (r.Start-day+year-1)/year*year
		return start, start + year
	}
	i, found := slices.BinarySearch(r.Long, day)
	if found {
		i++
	}
	base := r.Start
	if i > 0 { // within the last long year that has begun, or behind it
		base = r.Long[i-1]
		if day < base+year+7 {
			return base, base + year + 7
		}
		base += year + 7
	}
	start = base + (day-base)/year*year
	return start, start + year
}

// Astray is the place of the first long year that does not begin where a year begins, after the one before; -1 for
// none.
func (r Retail) Astray() int {
	base := r.Start
	for i, long := range r.Long {
		if long < base || (long-base)%year != 0 {
			return i
		}
		base = long + year + 7
	}
	return -1
}
