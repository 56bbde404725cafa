package calendar

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/clock"
)

// PartDay is a day that comes every year with a part of its hours: Christmas Eve until noon, Maundy Thursday until
// two. Of the shifts of the week, season or rotation it leaves what lies in its own; a day that is closed stays
// closed. Where it is observed on another day, that one is cut as well, or instead, as for a holiday.
type PartDay struct {
	Rule
	Shifts []logistics.Shift `json:"shifts"` // what stays open
}

func (c Calendar) validatePartDays(faults *logistics.Faults) {
	if !fits("/part_days", len(c.PartDays), maxRules, faults) {
		return
	}
	for i, p := range c.PartDays {
		path := "/part_days/" + strconv.Itoa(i)
		p.validate(path, faults)
		day := []logistics.DayHours{{Date: someDate(), Shifts: p.Shifts}}
		if len(p.Shifts) == 0 {
			faults.Required(path+"/shifts", "what stays open; a day that is closed is a holiday")
			continue
		}
		moveFaults("/dates/0", path, logistics.Hours{Zone: "UTC", Dates: day}.Validate(), faults)
	}
}

// someDate is one on which every shift is as good as on another.
func someDate() logistics.Date { return dateOf(0) }

// partDays are the day numbers of all part days around the range, with which of them cut the day.
func (c Calendar) partDays(from, to int64, open func(logistics.Date) bool) map[int64][]int {
	if len(c.PartDays) == 0 {
		return nil
	}
	days := make(map[int64][]int)
	for i, p := range c.PartDays {
		p.ruled(from, to, open, func(day int64) {
			if day >= from-margin && day < to+margin {
				days[day] = append(days[day], i)
			}
		})
	}
	return days
}

// cutToParts leaves of the usual shifts what lies in those of every part day of their date.
func (c Calendar) cutToParts(plan *clock.Plan, parts map[int64][]int) {
	if len(parts) > 0 && plan.Usual == nil {
		plan.Usual = make(map[int64][]clock.Shift, len(parts))
	}
	for day, cutting := range parts {
		usual := clock.Plan{Week: plan.Week, Usual: plan.Usual}
		shifts := usual.ShiftsOf(day)
		for _, i := range cutting {
			shifts = common(shifts, clockShifts(c.PartDays[i].Shifts))
		}
		plan.Usual[day] = shifts
	}
}

// common is what lies in a shift of either list, in order.
func common(a, b []clock.Shift) []clock.Shift {
	both := make([]clock.Shift, 0, len(a))
	for _, x := range a {
		for _, y := range b {
			if s := (clock.Shift{Open: max(x.Open, y.Open), Close: min(x.Close, y.Close)}); s.Open < s.Close {
				both = append(both, s)
			}
		}
	}
	slices.SortFunc(both, func(x, y clock.Shift) int { return int(x.Open) - int(y.Open) })
	return both
}
