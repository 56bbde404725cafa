package clock

import (
	"time"

	"github.com/logicrm/logistics/internal/zone"
)

const (
	secondsPerDay = 86400

	// longestShift bounds a shift so that only a few days before an instant can reach it.
	longestShift = 48 * 3600
)

// Shift is one stretch of open time, [Open, Close), in seconds the wall shows from the local 00:00 of
// the day it belongs to. Open lies within the day; Close is at most 48 hours after Open, and beyond
// 86400 it lies on a following date. The zero value is not a shift.
type Shift struct {
	Open, Close int32
}

// valid reports whether the shift keeps its bounds.
func (s Shift) valid() bool {
	return s.Open >= 0 && s.Open < secondsPerDay && s.Close > s.Open && s.Close-longestShift <= s.Open
}

// HolidayPolicy says what a holiday does to the shifts around it. The zero value is unspecified, and
// is refused when there are holidays.
type HolidayPolicy uint8

// The holiday policies. Under both, an entry in [Plan.Days] for the same date wins over the holiday.
const (
	HolidayStart HolidayPolicy = iota + 1 // no shift starts on the date; one from the day before runs on
	HolidayClip                           // the date is closed from its local 00:00 to its 24:00
)

// Plan is the opening hours of one place. Compile does not keep or change it.
//
// A date takes its shifts from Days, else from Usual, else from Week. A holiday closes what Usual and
// Week have, and not what Days has.
//
// The clip of a holiday closes its date whoever opened it: a night shift of the eve stops at 00:00,
// while one of the holiday itself starts at 24:00 and runs on. A date with an entry in Days is not
// clipped at all.
type Plan struct {
	Loc   *time.Location
	Week  [7][]Shift        // by time.Weekday
	Usual map[int64][]Shift // by civil day: instead of the week, in a season or a rotation; empty is closed
	Days  map[int64][]Shift // by civil day: instead of either, and open in spite of a holiday; empty is closed

	Holidays []int64 // civil days, in any order
	Holiday  HolidayPolicy

	Gap          zone.Gap     // an edge the wall never shows
	OpenOverlap  zone.Overlap // an opening the wall shows twice
	CloseOverlap zone.Overlap // a close the wall shows twice
}

// Starts tells on which days a shift starts.
func (p *Plan) Starts() func(day int64) bool {
	holidays := make(map[int64]bool, len(p.Holidays))
	for _, day := range p.Holidays {
		holidays[day] = true
	}
	return func(day int64) bool {
		shifts, dated := p.shiftsOf(day)
		return len(shifts) > 0 && (dated || !holidays[day])
	}
}

// ShiftsOf are the shifts of a day, holidays left aside.
func (p *Plan) ShiftsOf(day int64) []Shift {
	shifts, _ := p.shiftsOf(day)
	return shifts
}

// shiftsOf are the shifts of a day that is no holiday; dated tells whether they hold on one, too.
func (p *Plan) shiftsOf(day int64) (shifts []Shift, dated bool) {
	if shifts, ok := p.Days[day]; ok {
		return shifts, true
	}
	if shifts, ok := p.Usual[day]; ok {
		return shifts, false
	}
	return p.Week[zone.Weekday(day)], false
}

// Span is a stretch of open time, [Open, Close), in Unix seconds.
type Span struct {
	Open, Close int64
}

// Landing says where [Clock.Add] lands when the time asked for is used up exactly at a close: every
// instant until the next opening has the same open time before it. The zero value is unspecified and
// is refused.
type Landing uint8

// The landings.
const (
	LandEarliest Landing = iota + 1 // the first such instant: at the close, as a deadline does
	LandLatest                      // the last such instant: at the next opening, as a promise does
)
