package clock

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/logicrm/logistics/internal/zone"
)

const (
	longestRange = 146097 // days: 400 Gregorian years, after which the calendar repeats

	// margin is how many days around the range are resolved too: a shift reaches three dates on, and a
	// zone may move a reading by one more.
	margin = 4

	mostSpans = 1 << 22 // about 100 MB of table

	firstDay = -719162 // 0001-01-01
	endDay   = 2932897 // 10000-01-01
)

// Compile resolves a plan for the civil days [fromDay, toDay). The horizon runs from the start of the
// one to the start of the other. Shifts of the days around it count where they reach into it, so that
// a clock agrees with every other one of the same plan wherever both know.
func Compile(plan Plan, fromDay, toDay int64) (*Clock, error) {
	if err := plan.check(fromDay, toDay); err != nil {
		return nil, err
	}
	c := compiler{plan: &plan, from: fromDay, to: toDay, reader: zone.NewReader(plan.Loc)}
	c.sortHolidays()
	if err := c.addDays(); err != nil {
		return nil, err
	}
	if err := c.faults.err(); err != nil {
		return nil, err
	}
	horizon := Span{Open: c.reader.StartOfDay(fromDay), Close: c.reader.StartOfDay(toDay)}
	if horizon.Open == horizon.Close {
		return nil, ErrRange // one date, and it never happened
	}
	return build(sweep(merge(c.spans), c.closures(), horizon, onlyFirst), horizon), nil
}

// check returns every fault of the plan that shows without resolving it.
func (p *Plan) check(fromDay, toDay int64) error {
	var faults []error
	if p.Loc == nil {
		faults = append(faults, ErrNoZone)
	}
	if fromDay < firstDay || toDay > endDay || toDay <= fromDay || toDay-fromDay > longestRange {
		faults = append(faults, ErrRange)
	}
	for _, policy := range []struct {
		known bool
		field string
	}{
		{p.Gap.Valid(), "gap"},
		{p.OpenOverlap.Valid(), "open overlap"},
		{p.CloseOverlap.Valid(), "close overlap"},
		{p.Holiday.Valid() || p.Holiday == 0 && len(p.Holidays) == 0, "holiday"},
	} {
		if !policy.known {
			faults = append(faults, fmt.Errorf("%w: %s", ErrPolicy, policy.field))
		}
	}
	if err := p.checkShifts(); err != nil {
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

func (p *Plan) checkShifts() error {
	var faults ShiftErrors
	for weekday, shifts := range p.Week {
		for i, shift := range shifts {
			if !shift.valid() {
				faults = append(faults, &ShiftError{
					Weekday: time.Weekday(weekday), Index: i, Shift: shift, Cause: ErrShift,
				})
			}
		}
	}
	for _, dated := range []map[int64][]Shift{p.Usual, p.Days} {
		for day, shifts := range dated {
			for i, shift := range shifts {
				if !shift.valid() {
					faults = append(faults, &ShiftError{
						Dated: true, Day: day, Weekday: zone.Weekday(day), Index: i, Shift: shift, Cause: ErrShift,
					})
				}
			}
		}
	}
	return faults.err()
}

// compiler carries the state of one compilation.
type compiler struct {
	plan     *Plan
	from, to int64 // civil days
	reader   zone.Reader
	holidays []int64 // ascending, within the margin, without those that an entry in Days overrides
	spans    []Span
	faults   ShiftErrors
	refused  map[place]bool
}

func (c *compiler) sortHolidays() {
	for _, day := range c.plan.Holidays {
		if _, dated := c.plan.Days[day]; !dated && day >= c.from-margin && day < c.to+margin {
			c.holidays = append(c.holidays, day)
		}
	}
	slices.Sort(c.holidays)
	c.holidays = slices.Compact(c.holidays)
}

// addDays resolves the shifts of every day, in order.
func (c *compiler) addDays() error {
	perWeek := 0
	for _, shifts := range c.plan.Week {
		perWeek += len(shifts)
	}
	c.spans = make([]Span, 0, min(int(c.to-c.from+2*margin)/7*perWeek+perWeek, mostSpans))
	holidays := c.holidays
	for day := c.from - margin; day < c.to+margin; day++ {
		for len(holidays) > 0 && holidays[0] < day {
			holidays = holidays[1:]
		}
		isHoliday := len(holidays) > 0 && holidays[0] == day
		shifts, dated := c.plan.shiftsOf(day)
		if isHoliday && c.plan.Holiday == HolidayStart && !dated {
			continue
		}
		if len(c.spans)+len(shifts) > mostSpans {
			return ErrTooMany
		}
		_, usual := c.plan.Usual[day]
		for i, shift := range shifts {
			c.addShift(day, i, shift, dated || usual)
		}
	}
	return nil
}

func (c *compiler) addShift(day int64, index int, shift Shift, dated bool) {
	opens, openErr := c.reader.Resolve(day, int64(shift.Open), c.plan.Gap, c.plan.OpenOverlap)
	closes, closeErr := c.reader.Resolve(day, int64(shift.Close), c.plan.Gap, c.plan.CloseOverlap)
	if err := errors.Join(openErr, closeErr); err != nil {
		c.reject(day, index, shift, dated, err)
		return
	}
	if opens < closes { // a gap, or an overlap read from the inside, leaves nothing of the shift
		c.spans = append(c.spans, Span{Open: opens, Close: closes})
	}
}

// reject notes a shift that a policy refuses, the first time only: one that fails every spring is one
// fault. A day of the margin counts where its shift reaches into the range by the wall.
func (c *compiler) reject(day int64, index int, shift Shift, dated bool, cause error) {
	if day >= c.to || day < c.from && day*secondsPerDay+int64(shift.Close) <= c.from*secondsPerDay {
		return
	}
	fault := &ShiftError{
		Dated: dated, Day: day, Weekday: zone.Weekday(day), Index: index, Shift: shift, Cause: cause,
	}
	if c.refused[fault.place()] {
		return
	}
	if c.refused == nil {
		c.refused = map[place]bool{}
	}
	c.refused[fault.place()] = true
	c.faults = append(c.faults, fault)
}

// closures are the holidays as spans from midnight to midnight, where they close their date.
func (c *compiler) closures() []Span {
	if c.plan.Holiday != HolidayClip {
		return nil
	}
	closed := make([]Span, 0, len(c.holidays))
	for _, day := range c.holidays {
		closed = append(closed, Span{Open: c.reader.StartOfDay(day), Close: c.reader.StartOfDay(day + 1)})
	}
	return merge(closed)
}
