package calendar

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/clock"
	"github.com/logicrm/logistics/internal/zone"
)

// longestHorizon is 400 years of the calendar, in days.
const longestHorizon = 146097

// Compile prepares the calendar for the dates from first up to, and without, end; 400 years at most.
// All faults are returned.
func Compile(c Calendar, zones logistics.Zones, first, end logistics.Date) (*Clock, error) {
	var faults logistics.Faults
	faults.At("", c.Validate())
	if first.IsZero() || end.Compare(first) <= 0 || end.DaysSince(first) > longestHorizon {
		faults.OutOfRange("", first.String()+"/"+end.String(), "the horizon must be from one day to 400 years")
	}
	loc := faults.Zone("/zone", zones, c.Zone)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	from, to := day(first), day(end)
	base := c.plan(loc, from, to)
	extra, closed := layer(base, c.Extra), layer(base, c.Closures)
	compiled, err := clock.Compile(base, from, to)
	addRefused(err, c.pathOf, &faults)
	for _, l := range []struct {
		plan    clock.Plan
		path    string
		days    []logistics.DayHours
		combine func(a, b *clock.Clock) (*clock.Clock, error)
	}{
		{extra, "/extra", c.Extra, clock.Union},
		{closed, "/closures", c.Closures, clock.Minus},
	} {
		if len(l.days) == 0 {
			continue
		}
		over, err := clock.Compile(l.plan, from, to)
		addRefused(err, func(e *clock.ShiftError) string { return datedPath(l.path, l.days, e) }, &faults)
		if len(faults) == 0 {
			compiled, err = l.combine(compiled, over)
			addRefused(err, nil, &faults)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	works, counts := workingDay(base, extra, closed), c.counts(from, to, c.usuallyOpen())
	days := clock.NewDays(from, to, func(day int64) bool { return works(day) && counts(day) })
	return newClock(compiled, days, &horizon{c.ID.String(), loc, first, end}, c.weekdays()), nil
}

// day is the day number of the kernels. That of an absent date lies before every horizon.
func day(d logistics.Date) int64 { return zone.DayNumber(d.Civil()) }

// dateOf is the date of a day number; absent outside the years 1 to 9999.
func dateOf(day int64) logistics.Date {
	d, _ := logistics.NewDate(zone.Civil(day))
	return d
}

// plan resolves the data to the shifts of each date, extra shifts and closures left aside.
func (c Calendar) plan(loc *time.Location, from, to int64) clock.Plan {
	open := c.usuallyOpen()
	plan := clock.Plan{
		Loc: loc, Week: clockWeek(c.Week), Holiday: clock.HolidayStart, Holidays: c.holidays(from, to, open),
		Gap: zone.GapTransition, OpenOverlap: zone.OverlapFirst, CloseOverlap: zone.OverlapLast,
		Usual: c.usual(from, to), Days: dated(c.Dates),
	}
	c.cutToParts(&plan, c.partDays(from, to, open))
	if c.Holidays.Policy == ByClip {
		plan.Holiday = clock.HolidayClip
	}
	// Both vocabularies have the same texts; what Validate let through is known here, and "" changes nothing.
	_ = plan.Gap.UnmarshalText([]byte(c.Changes.Skipped))
	_ = plan.OpenOverlap.UnmarshalText([]byte(c.Changes.RepeatedOpen))
	_ = plan.CloseOverlap.UnmarshalText([]byte(c.Changes.RepeatedClose))
	return plan
}

// layer is a plan of single dates that is laid over the base.
func layer(base clock.Plan, days []logistics.DayHours) clock.Plan {
	return clock.Plan{
		Loc: base.Loc, Gap: base.Gap, OpenOverlap: base.OpenOverlap, CloseOverlap: base.CloseOverlap, Days: dated(days),
	}
}

func dated(days []logistics.DayHours) map[int64][]clock.Shift {
	shifts := make(map[int64][]clock.Shift, len(days))
	for _, d := range days {
		shifts[day(d.Date)] = clockShifts(d.Shifts)
	}
	return shifts
}

const margin = 4 // shifts of the days around the range reach into it

// usual fills in the weeks of seasons and rotation, where they are not the ordinary one.
func (c Calendar) usual(from, to int64) map[int64][]clock.Shift {
	if len(c.Seasons) == 0 && c.Rotation.IsZero() {
		return nil
	}
	seasons := make([][7][]clock.Shift, len(c.Seasons))
	for i, s := range c.Seasons {
		seasons[i] = clockWeek(s.Week)
	}
	turns := make([][7][]clock.Shift, len(c.Rotation.Weeks))
	for i, w := range c.Rotation.Weeks {
		turns[i] = clockWeek(w)
	}
	usual := make(map[int64][]clock.Shift, to-from+2*margin)
	for n := from - margin; n < to+margin; n++ {
		d := dateOf(n)
		switch season, turn := c.sourceOf(d); {
		case d.IsZero(): // before the year 1 or after 9999
		case season >= 0:
			usual[n] = seasons[season][d.Weekday()]
		case turn >= 0:
			usual[n] = turns[turn][d.Weekday()]
		}
	}
	return usual
}

// sourceOf tells which season, or else which week of the rotation, a date takes its shifts from; -1 is
// none of them.
func (c Calendar) sourceOf(d logistics.Date) (season, turn int) {
	season = slices.IndexFunc(c.Seasons, func(s Season) bool { return s.holds(d) })
	if season >= 0 || len(c.Rotation.Weeks) == 0 {
		return season, -1
	}
	cycle := 7 * len(c.Rotation.Weeks)
	since := d.DaysSince(c.Rotation.Start) % cycle
	return -1, (since + cycle) % cycle / 7
}

// usuallyOpen tells on which dates a shift starts but for holidays.
func (c Calendar) usuallyOpen() func(logistics.Date) bool {
	dated := make(map[logistics.Date]bool, len(c.Dates))
	for _, d := range c.Dates {
		dated[d.Date] = len(d.Shifts) > 0
	}
	return func(d logistics.Date) bool {
		if open, given := dated[d]; given {
			return open
		}
		week := c.Week
		switch season, turn := c.sourceOf(d); {
		case season >= 0:
			week = c.Seasons[season].Week
		case turn >= 0:
			week = c.Rotation.Weeks[turn]
		}
		return len(clockWeek(week)[d.Weekday()]) > 0
	}
}

// workingDay tells on which days a shift starts that closures leave something of.
func workingDay(base, extra, closed clock.Plan) func(day int64) bool {
	starts := base.Starts()
	return func(day int64) bool {
		if len(closed.Days) == 0 {
			return starts(day) || len(extra.Days[day]) > 0
		}
		shifts := extra.Days[day]
		if starts(day) {
			shifts = slices.Concat(base.ShiftsOf(day), shifts)
		}
		// A closure reaches into the next date, and a shift does, too.
		for _, beside := range []int64{-1, 0, 1} {
			for _, hole := range closed.Days[day+beside] {
				shifts = cut(shifts, hole, int32(beside)*86400)
			}
		}
		return len(shifts) > 0
	}
}

// cut takes a hole, moved by some seconds, out of the shifts of one date.
func cut(shifts []clock.Shift, hole clock.Shift, moved int32) []clock.Shift {
	var left []clock.Shift
	for _, s := range shifts {
		if before := (clock.Shift{Open: s.Open, Close: min(s.Close, hole.Open+moved)}); before.Close > before.Open {
			left = append(left, before)
		}
		if after := (clock.Shift{Open: max(s.Open, hole.Close+moved), Close: s.Close}); after.Close > after.Open {
			left = append(left, after)
		}
	}
	return left
}

// addRefused turns what the kernel refuses into faults with paths. A shift that is refused every
// spring is one fault.
func addRefused(err error, pathOf func(*clock.ShiftError) string, faults *logistics.Faults) {
	add := func(path string, code logistics.FaultCode, detail string) {
		if !slices.ContainsFunc(*faults, func(f *logistics.FieldError) bool { return f.Path == path }) {
			faults.Add(path, code, "", detail)
		}
	}
	var refused clock.ShiftErrors
	switch {
	case err == nil:
	case errors.As(err, &refused):
		for _, e := range refused {
			how := "skip"
			if errors.Is(e.Cause, zone.ErrRepeated) {
				how = "repeat"
			}
			add(
				pathOf(e), logistics.FaultConflict,
				"the clocks "+how+" an edge of it, on "+dateOf(e.Day).String()+" first",
			)
		}
	case errors.Is(err, clock.ErrTooMany):
		add("", logistics.FaultTooMany, "more shifts than a clock holds")
	default:
		add("", logistics.FaultOutOfRange, "a horizon of one date, which never happened there")
	}
}

// pathOf is where the document has a shift of the base plan.
func (c Calendar) pathOf(e *clock.ShiftError) string {
	if !e.Dated {
		return weekPath("/week", e)
	}
	if path := datedPath("/dates", c.Dates, e); path != "" {
		return path
	}
	if parts := c.partDays(e.Day, e.Day+1, c.usuallyOpen())[e.Day]; len(parts) > 0 {
		return "/part_days/" + strconv.Itoa(parts[0]) + "/shifts"
	}
	season, turn := c.sourceOf(dateOf(e.Day))
	if season >= 0 {
		return weekPath("/seasons/"+strconv.Itoa(season)+"/week", e)
	}
	return weekPath("/rotation/weeks/"+strconv.Itoa(turn), e)
}

func weekPath(path string, e *clock.ShiftError) string {
	return path + "/" + weekdayNames()[e.Weekday] + "/" + strconv.Itoa(e.Index)
}

// datedPath is where a list has a shift; "" when it has none of that date.
func datedPath(path string, days []logistics.DayHours, e *clock.ShiftError) string {
	i := slices.IndexFunc(days, func(d logistics.DayHours) bool { return day(d.Date) == e.Day })
	if i < 0 {
		return ""
	}
	return path + "/" + strconv.Itoa(i) + "/shifts/" + strconv.Itoa(e.Index)
}

func clockWeek(w logistics.Week) [7][]clock.Shift {
	return [7][]clock.Shift{
		time.Sunday: clockShifts(w.Sunday), time.Monday: clockShifts(w.Monday), time.Tuesday: clockShifts(w.Tuesday),
		time.Wednesday: clockShifts(w.Wednesday), time.Thursday: clockShifts(w.Thursday),
		time.Friday:   clockShifts(w.Friday),
		time.Saturday: clockShifts(w.Saturday),
	}
}

func clockShifts(shifts []logistics.Shift) []clock.Shift {
	out := make([]clock.Shift, len(shifts))
	for i, s := range shifts {
		out[i] = clock.Shift{Open: int32(s.Open().Seconds()), Close: int32(s.Close().Seconds())}
	}
	return out
}
