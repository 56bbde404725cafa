package calendar

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/clock"
)

// Uncounted are the days that are no working days whatever is open on them, like a Saturday until noon: their hours
// count, they do not.
type Uncounted struct {
	Weekdays []string         `json:"weekdays,omitempty"` // "mon" to "sun"
	Dates    []logistics.Date `json:"dates,omitempty"`
	Rules    []Rule           `json:"rules,omitempty"`
}

// IsZero reports whether all days count.
func (u Uncounted) IsZero() bool {
	return len(u.Weekdays) == 0 && len(u.Dates) == 0 && len(u.Rules) == 0
}

func (u Uncounted) validate(faults *logistics.Faults) {
	if fits("/uncounted/weekdays", len(u.Weekdays), 7, faults) {
		for i, weekday := range u.Weekdays {
			path := "/uncounted/weekdays/" + strconv.Itoa(i)
			switch {
			case !slices.Contains(weekdayNames(), weekday):
				faults.Unknown(path, weekday, "mon to sun")
			case slices.Contains(u.Weekdays[:i], weekday):
				faults.Duplicate(path, weekday, "given twice")
			}
		}
	}
	validateDays("/uncounted", u.Dates, u.Rules, faults)
}

// validateDays reports the faults of single dates and of rules that come every year.
func validateDays(path string, dates []logistics.Date, rules []Rule, faults *logistics.Faults) {
	if fits(path+"/dates", len(dates), maxDates, faults) {
		moveFaults("/holidays", path+"/dates", logistics.Hours{Zone: "UTC", Holidays: dates}.Validate(), faults)
	}
	if fits(path+"/rules", len(rules), maxRules, faults) {
		for i, rule := range rules {
			rule.validate(path+"/rules/"+strconv.Itoa(i), faults)
		}
	}
}

// counts tells which days count, whatever is open on them.
func (c Calendar) counts(from, to int64, open func(logistics.Date) bool) func(day int64) bool {
	u := c.Uncounted
	if u.IsZero() {
		return func(int64) bool { return true }
	}
	left := make(map[int64]bool, len(u.Dates))
	for _, d := range u.Dates {
		left[day(d)] = true
	}
	for _, rule := range u.Rules {
		rule.ruled(from, to, open, func(day int64) { left[day] = true })
	}
	return func(day int64) bool {
		return !left[day] && !slices.Contains(u.Weekdays, weekdayNames()[dateOf(day).Weekday()])
	}
}

// weekdays are those on which a shift of the calendar can start and count.
func (c Calendar) weekdays() [7]bool {
	var may [7]bool
	add := func(week [7][]clock.Shift) {
		for i, shifts := range week {
			may[i] = may[i] || len(shifts) > 0
		}
	}
	add(clockWeek(c.Week))
	for _, s := range c.Seasons {
		add(clockWeek(s.Week))
	}
	for _, w := range c.Rotation.Weeks {
		add(clockWeek(w))
	}
	for _, list := range [][]logistics.DayHours{c.Dates, c.Extra} {
		for _, d := range list {
			may[d.Date.Weekday()] = may[d.Date.Weekday()] || len(d.Shifts) > 0
		}
	}
	for i, name := range weekdayNames() {
		may[i] = may[i] && !slices.Contains(c.Uncounted.Weekdays, name)
	}
	return may
}
