package logistics

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics/internal/period"
)

// PeriodKind names how a [PeriodRule] cuts time.
type PeriodKind string

// The kinds of period. The last three before rolling are the months of a retail year, of as many weeks as they say.
const (
	EveryDay      PeriodKind = "day"
	EveryWeek     PeriodKind = "iso_week"    // Monday to Sunday
	SundayWeek    PeriodKind = "sunday_week" // Sunday to Saturday
	AnchoredWeek  PeriodKind = "week"        // seven days from AnchorDay
	EveryMonth    PeriodKind = "month"       // of the calendar, or from AnchorDay to AnchorDay
	EveryQuarter  PeriodKind = "quarter"
	EveryYear     PeriodKind = "year"
	FourFourFive  PeriodKind = "4-4-5"
	FourFiveFour  PeriodKind = "4-5-4"
	FiveFourFour  PeriodKind = "5-4-4"
	RollingPeriod PeriodKind = "rolling"
)

// YearRule says where a retail year ends.
type YearRule string

// The rules, both of the last day of the retailer's week. The retail calendar of the United States is nearest, with
// weeks from Sunday and years from February.
const (
	NearestWeek YearRule = "nearest" // the one nearest to the last day of the month before YearMonth
	LastWeek    YearRule = "last"    // the last one in that month
)

// PeriodRule says which period a date falls into. It is data of a policy. A field that its kind has no use for is a
// fault.
//
// A retail year has 52 weeks or 53, and the 53rd belongs to its last month. Which years are long follows from a
// YearRule, or is given: by YearStart and LongYears.
type PeriodRule struct {
	Kind PeriodKind `json:"kind"`
	Zone string     `json:"zone"` // whose days these are, an IANA name
	// month: 2 to 28, the day a billing month starts on; week, retail year by a rule: 1 to 7, Monday to Sunday, the day
	// weeks start on
	AnchorDay int `json:"anchor_day,omitzero"`
	// quarter, year, retail year by a rule: 2 to 12, the month a fiscal year starts in
	YearMonth int        `json:"year_month,omitzero"`
	YearStart Date       `json:"year_start,omitzero"`   // retail: first date of a fiscal year
	LongYears []Date     `json:"long_years,omitempty"`  // retail: first dates of later years of 53 weeks, in order
	YearRule  YearRule   `json:"year_rule,omitzero"`    // retail, in place of the two before
	Span      PeriodKind `json:"span,omitzero"`         // retail: quarter or year; absent: its months
	RollDays  int        `json:"rolling_days,omitzero"` // rolling: how many days end with the date
}

// Equal reports whether two rules are the same.
func (r PeriodRule) Equal(o PeriodRule) bool {
	return r.Kind == o.Kind && r.Zone == o.Zone && r.AnchorDay == o.AnchorDay && r.YearMonth == o.YearMonth &&
		r.YearStart == o.YearStart && r.YearRule == o.YearRule && r.Span == o.Span && r.RollDays == o.RollDays &&
		slices.Equal(r.LongYears, o.LongYears)
}

// Validate reports every fault of the rule.
func (r PeriodRule) Validate() error {
	var faults Faults
	if err := checkZoneName(r.Zone); err != nil {
		faults.At("/zone", err)
	}
	_, retail := r.retailWeeks()
	known := retail || slices.Contains([]PeriodKind{
		EveryDay, EveryWeek, SundayWeek, AnchoredWeek, EveryMonth, EveryQuarter, EveryYear, RollingPeriod,
	}, r.Kind)
	if !known {
		faults.Unknown("/kind", r.Kind, "day, week, iso_week, month, quarter, year, 4-4-5, rolling and their like")
	}
	number := func(path string, value int, used bool, least, most int) {
		switch {
		case value != 0 && known && !used:
			faults.Conflict(path, value, "of no use for this kind of period")
		case used && value < least || value < 0 || value > most:
			faults.OutOfRange(path, value, strconv.Itoa(max(least, 1))+" to "+strconv.Itoa(most))
		}
	}
	weeks := r.Kind == AnchoredWeek || retail && r.YearRule != ""
	if weeks {
		number("/anchor_day", r.AnchorDay, true, 1, 7)
	} else {
		number("/anchor_day", r.AnchorDay, r.Kind == EveryMonth, 0, 28)
	}
	ofYear := r.Kind == EveryQuarter || r.Kind == EveryYear || weeks && retail
	number("/year_month", r.YearMonth, ofYear, 0, 12)
	number("/rolling_days", r.RollDays, r.Kind == RollingPeriod, 1, maxDays)
	r.validateYears(known, retail, &faults)
	return faults.Err()
}

// validateYears looks at what only retail years have a use for.
func (r PeriodRule) validateYears(known, retail bool, faults *Faults) {
	byRule := retail && r.YearRule != ""
	unused := func(path string, given bool, value any) {
		if known && given {
			faults.Conflict(path, value, "of no use here")
		}
	}
	if !retail || byRule {
		unused("/year_start", !r.YearStart.IsZero(), r.YearStart)
		unused("/long_years", len(r.LongYears) > 0, len(r.LongYears))
	}
	switch {
	case !retail:
		unused("/year_rule", r.YearRule != "", r.YearRule)
		unused("/span", r.Span != "", r.Span)
		return
	case byRule && r.YearRule != NearestWeek && r.YearRule != LastWeek:
		faults.Unknown("/year_rule", r.YearRule, "nearest or last")
	case byRule:
	case r.YearStart.IsZero():
		faults.Required("/year_start", "the first date of a retail year, or a year_rule")
	case len(r.LongYears) > mostLongYears:
		faults.TooMany("/long_years", len(r.LongYears), "at most 100")
	default:
		if i := r.retail(nil).Astray(); i >= 0 {
			faults.Conflict("/long_years/"+strconv.Itoa(i), r.LongYears[i], "no year begins there, in order")
		}
	}
	if r.Span != "" && r.Span != EveryQuarter && r.Span != EveryYear {
		faults.Unknown("/span", r.Span, "quarter or year, or absent for months")
	}
}

const mostLongYears = 100

// Of returns the period d falls into. The rule must be valid. The period of an absent date is absent, and
// so is one that begins before the year 1 or ends after the year 9999.
func (r PeriodRule) Of(d Date) Period {
	if d.IsZero() {
		return Period{}
	}
	start, end := r.cut(d.day())
	p := Period{dateAt(start), dateAt(end)}
	if p.start.IsZero() || p.end.IsZero() {
		return Period{}
	}
	return p
}

// cut is the first day of the period of a day, and the first day behind it.
func (r PeriodRule) cut(day int64) (start, end int64) {
	switch r.Kind {
	case EveryWeek:
		return period.Week(day, time.Monday)
	case SundayWeek:
		return period.Week(day, time.Sunday)
	case AnchoredWeek:
		return period.Week(day, time.Weekday(r.AnchorDay%7))
	case EveryMonth:
		return period.Months(day, max(r.AnchorDay, 1), time.January, 1)
	case EveryQuarter:
		return period.Months(day, 1, time.Month(max(r.YearMonth, 1)), 3)
	case EveryYear:
		return period.Months(day, 1, time.Month(max(r.YearMonth, 1)), 12)
	case RollingPeriod:
		return day + 1 - int64(r.RollDays), day + 1
	case FourFourFive, FourFiveFour, FiveFourFour:
		var space [16]int64 // a century of long years
		calendar, span := r.retail(space[:0]), period.Month
		switch r.Span {
		case EveryQuarter:
			span = period.Quarter
		case EveryYear:
			span = period.Year
		}
		return calendar.Of(day, span)
	default:
		return day, day + 1
	}
}

// retail is the calendar of a retail kind, with its long years in space.
func (r PeriodRule) retail(space []int64) period.Retail {
	weeks, _ := r.retailWeeks()
	if r.YearRule != "" {
		return period.Retail{
			Weeks: weeks, First: time.Weekday(r.AnchorDay % 7), From: time.Month(max(r.YearMonth, 1)),
			Nearest: r.YearRule == NearestWeek,
		}
	}
	for _, d := range r.LongYears {
		space = append(space, d.day())
	}
	return period.Retail{Weeks: weeks, Start: r.YearStart.day(), Long: space}
}

// retailWeeks are those of the months of a quarter.
func (r PeriodRule) retailWeeks() (weeks [3]int, retail bool) {
	switch r.Kind {
	case FourFourFive:
		return [3]int{4, 4, 5}, true
	case FourFiveFour:
		return [3]int{4, 5, 4}, true
	case FiveFourFour:
		return [3]int{5, 4, 4}, true
	}
	return weeks, false
}
