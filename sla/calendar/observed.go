package calendar

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/zone"
)

// Observance says what becomes of the day itself of a holiday that is observed on another one. Where nothing is open
// on weekends, all say the same.
type Observance string

// The manners of observing.
const (
	// Also closes both days. It is what a rule means that says nothing: nobody is open on the day itself, nor on the
	// one that the law gives for it.
	Also    Observance = "also"
	Instead Observance = "instead" // moved: the day itself is one like any other
	// WhenClosed moves a holiday only where the week, season, rotation or dated entry has the day itself closed anyway;
	// else it is kept on its day, and the other one is one like any other.
	WhenClosed Observance = "when_closed"
)

func (r Rule) validateObserved(path string, faults *logistics.Faults) {
	switch {
	case !slices.Contains([]Observance{"", Also, Instead, WhenClosed}, r.Observed):
		faults.Unknown(path+"/observed", r.Observed, "also, instead or when_closed")
	case r.Observed != "" && r.Saturday == 0 && r.Sunday == 0:
		faults.Conflict(path+"/observed", r.Observed, "no weekday moves it")
	}
}

// days are the dates that the rule closes for a year; open tells on which something is open but for holidays.
func (r Rule) days(year int, open func(logistics.Date) bool) []logistics.Date {
	date, observed, ok := r.On(year)
	switch {
	case !ok:
		return nil
	case date == observed:
		return []logistics.Date{date}
	case r.Observed == Instead || r.Observed == WhenClosed && !open(date):
		return []logistics.Date{observed}
	case r.Observed == WhenClosed:
		return []logistics.Date{date}
	}
	return []logistics.Date{date, observed}
}

// aroundYears is by how many years an offset and an observance can move a date.
const aroundYears = 3

// ruled visits the dates around the range that the rule closes.
func (r Rule) ruled(from, to int64, open func(logistics.Date) bool, visit func(day int64)) {
	first, _, _ := zone.Civil(from)
	last, _, _ := zone.Civil(to)
	for year := max(first-aroundYears, 1); year <= min(last+aroundYears, 9999); year++ {
		for _, d := range r.days(year, open) {
			visit(day(d))
		}
	}
}

// holidays are the day numbers of all holidays around the range.
func (c Calendar) holidays(from, to int64, open func(logistics.Date) bool) []int64 {
	days := make([]int64, 0, len(c.Holidays.Dates))
	for _, d := range c.Holidays.Dates {
		days = append(days, day(d))
	}
	for _, rule := range c.Holidays.Rules {
		rule.ruled(from, to, open, func(day int64) { days = append(days, day) })
	}
	return days
}
