package sla

import (
	"time"

	"github.com/logicrm/logistics"
)

// DaysFrom says where the days of a limit are counted from.
type DaysFrom string

// The two ways. A limit in working days that says neither counts from the opening, one in calendar days from the
// date.
const (
	// FromOpening counts from the date of the next opening: of a case that begins on a Saturday, from Monday. Where
	// the time of day has passed by then, and no day lies between, it is due on the next working day.
	FromOpening DaysFrom = "opening"
	// FromDate counts from the date on which the case begins, open or not. A time of that day which has passed
	// leaves no time at all.
	FromDate DaysFrom = "date"
)

// Roll says where the last day of a limit in calendar days goes when it is no working day.
type Roll string

// The rolls. A limit that says neither stays where it is.
const (
	RollFollowing Roll = "following"
	RollPreceding Roll = "preceding"
)

// Limit is how much time a case may take: so much open time ("PT16H"), or until a time of day so many working
// days (Days: 3) or calendar days (Within: "P3D") after it begins. Days are always working days, and Within is never in
// them.
//
// A limit in days is due at the instant it names, open or not: by 17:00 at the time of day, by 24:00 at midnight
// where its last day can be a closed one, as calendar days without a roll can, and else at the close of that working
// day. It is turned into the open time between the start and that instant, so that it can be paused like any other:
// what is paused or excluded moves it by the open time that takes, and so by nothing on a closed day. A case that is
// paused when its limit ends is due when the pause ends.
type Limit struct {
	When     logistics.Selector `json:"when"`
	Calendar logistics.ID       `json:"calendar,omitzero"` // whose open time counts; absent: that of the rule
	// exact: open time; days: calendar days after the first
	Within logistics.Duration `json:"within,omitzero"`
	Days   int                `json:"days,omitzero"` // working days after the first; 0 is that day itself
	// on the last day, after 00:00; 24:00 is its end, which is what calendar days without a time mean
	By       logistics.TimeOfDay `json:"by,omitzero"`
	SameTime bool                `json:"same_time,omitzero"` // on the last day at the time of day of the beginning
	From     DaysFrom            `json:"from,omitzero"`
	// what begins at this time of day or later counts from the next working day; absent: whatever the time
	CutOff logistics.TimeOfDay `json:"cut_off,omitzero"`
	Roll   Roll                `json:"roll,omitzero"` // of calendar days
}

// openTime reports whether the limit is a length of open time, and not a day.
func (l Limit) openTime() bool { return l.Within.Exact() != 0 }

// calendarDays reports whether the limit is in calendar days.
func (l Limit) calendarDays() bool { return l.Within.Days() != 0 }

// validate reports every fault; roundTheClock is whether the rule has no calendar.
func (l Limit) validate(path string, roundTheClock bool, faults *logistics.Faults) {
	faults.At(path+"/when", l.When.Validate())
	if l.When.IsZero() {
		faults.Required(path+"/when", "a condition is required; any stands for everyone")
	}
	inDays := l.Days != 0 || l.By.Seconds() != 0 || l.SameTime
	switch {
	case l.Within.Any() || l.Within.Negative() || l.Within.Days() != 0 && l.Within.Exact() != 0:
		faults.OutOfRange(path+"/within", l.Within, "exact time or calendar days, not below zero")
	case l.openTime() && inDays, l.calendarDays() && l.Days != 0:
		faults.Conflict(path+"/within", l.Within, "within a time, or by a day")
	case l.Within.IsZero() && !inDays:
		faults.Required(path+"/within", "within a time, or by a day")
	}
	if l.Days < 0 || l.Days > maxDays {
		faults.OutOfRange(path+"/days", l.Days, "0 to 3660 working days")
	}
	if l.Within.Days() > maxDays {
		faults.OutOfRange(path+"/within", l.Within, "at most 3660 calendar days")
	}
	if l.Days > 0 && l.By.Seconds() == 0 && !l.SameTime {
		faults.Required(path+"/by", "a time after 00:00; 24:00 is the end of the day")
	}
	if l.By.Seconds() > 24*3600 {
		faults.OutOfRange(path+"/by", l.By, "at most 24:00")
	}
	switch alone := roundTheClock && l.Calendar.IsZero(); {
	case alone && l.calendarDays():
		faults.Conflict(path+"/within", l.Within, "days need a calendar")
	case alone && inDays:
		faults.Conflict(path+"/days", l.Days, "days need a calendar")
	}
	l.validateDays(path, faults)
}

const maxDays = 3660

// validateDays reports the faults of what only limits in days have.
func (l Limit) validateDays(path string, faults *logistics.Faults) {
	if l.SameTime && l.By.Seconds() != 0 {
		faults.Conflict(path+"/same_time", nil, "by a time of day, or at the same time")
	}
	if l.SameTime && l.Days == 0 && !l.calendarDays() {
		faults.Required(path+"/days", "the same time is that of a later day")
	}
	if l.From != "" && l.From != FromOpening && l.From != FromDate {
		faults.Unknown(path+"/from", l.From, "opening or date")
	}
	if l.CutOff.Seconds() > 24*3600 {
		faults.OutOfRange(path+"/cut_off", l.CutOff, "at most 24:00")
	}
	if l.Roll != "" && l.Roll != RollFollowing && l.Roll != RollPreceding {
		faults.Unknown(path+"/roll", l.Roll, "following or preceding")
	}
	if l.Roll != "" && !l.calendarDays() {
		faults.Conflict(path+"/roll", l.Roll, "only calendar days end on a closed day")
	}
	if l.openTime() && (l.From != "" || l.CutOff.Seconds() != 0) {
		faults.Conflict(path+"/from", l.From, "open time counts from the beginning, whatever the day")
	}
}

// track is what a limit is measured on.
type track struct {
	clock logistics.WorkingTime
	days  logistics.WorkingCalendar // nil: round the clock
	id    logistics.ID
}

func trackOf(id logistics.ID, days logistics.WorkingCalendar) track {
	if days == nil {
		return track{clock: logistics.RoundTheClock{}}
	}
	return track{clock: days, days: days, id: id}
}

// addToOpen is the instant at which d of open time has passed and more begins to pass: behind the close,
// where the earliest such instant is the close.
func (t *track) addToOpen(from time.Time, d time.Duration) (time.Time, error) {
	at, err := t.clock.Add(from, d+1)
	return at.Add(-1), err
}

// anyDate reports whether the limit in days can end on a closed day: then its 24:00 is no close, but midnight.
func (l Limit) anyDate() bool {
	return l.calendarDays() && l.Roll == "" || !l.calendarDays() && l.Days == 0 && l.From == FromDate
}

// budget is the open time a case may take that starts at an instant. named is the instant that a limit in days
// names, where that is a time of day or midnight; the end of a working day is its close.
func (t *track) budget(l *Limit, started time.Time) (budget time.Duration, named time.Time, err error) {
	if l.openTime() {
		return l.Within.Exact(), time.Time{}, nil
	}
	due, err := t.dueDay(l, started)
	if err != nil || due.Before(started) { // by a time of the same day that has passed: at once
		return 0, time.Time{}, err
	}
	if l.SameTime || l.By.Seconds()%(24*3600) != 0 || l.anyDate() {
		named = due
	}
	budget, err = t.clock.Between(started, due)
	return budget, named, err
}

// dueDay is the instant a limit in days names.
func (t *track) dueDay(l *Limit, started time.Time) (time.Time, error) {
	from, rolls := started, l.From == FromOpening || l.From == "" && !l.calendarDays()
	if rolls {
		opening, err := t.addToOpen(started, 0)
		if err != nil {
			return time.Time{}, err
		}
		from = opening
	}
	loc := t.days.Location()
	first := logistics.DateOf(from, loc)
	if l.CutOff.Seconds() != 0 && !from.Before(first.At(l.CutOff, loc)) {
		next, err := t.days.Offset(first, 1)
		if err != nil {
			return time.Time{}, err
		}
		first = next
	}
	last, err := t.lastDay(l, first, rolls)
	if err != nil {
		return time.Time{}, err
	}
	due, err := t.timeOn(l, last, from)
	if err == nil && rolls && !due.After(from) {
		if last, err = t.days.Offset(last, 1); err == nil {
			due, err = t.timeOn(l, last, from)
		}
	}
	return due, err
}

// lastDay is the date a limit in days ends on.
func (t *track) lastDay(l *Limit, first logistics.Date, rolls bool) (logistics.Date, error) {
	if !l.calendarDays() {
		if l.Days == 0 && !rolls {
			return first, nil
		}
		return t.days.Offset(first, l.Days)
	}
	last := first.AddDays(l.Within.Days())
	if last.IsZero() {
		return last, logistics.ErrHorizon
	}
	if l.Roll == "" {
		return last, nil
	}
	following, err := t.days.Offset(last, 0)
	if err != nil || l.Roll == RollFollowing || following == last {
		return following, err
	}
	return t.days.Offset(last, -1)
}

// timeOn is the instant on the last day; where clocks show the time twice, the second.
func (t *track) timeOn(l *Limit, last logistics.Date, from time.Time) (time.Time, error) {
	loc := t.days.Location()
	clock, rest := clockText(l.By), time.Duration(0)
	switch {
	case l.SameTime:
		reading := from.In(loc)
		clock, rest = reading.Format(time.TimeOnly), time.Duration(reading.Nanosecond())
	case l.By.Seconds() == 24*3600 || l.By.Seconds() == 0:
		return last.AddDays(1).Start(loc), nil
	}
	stamp, err := logistics.ParseStamp(last.String() + "T" + clock)
	if err != nil {
		return time.Time{}, err
	}
	return stamp.IntervalIn(loc).Latest().Add(rest), nil
}

// clockText is a time of day below 24:00 to the second.
func clockText(t logistics.TimeOfDay) string {
	text := t.String()
	if len(text) == len("16:00") {
		text += ":00"
	}
	return text
}

// Reasons tell the limit in words: what is allowed, and how its days are counted.
func (l Limit) Reasons() []logistics.Reason {
	one := func(code logistics.Code, params ...logistics.Param) logistics.Reason {
		return logistics.Reason{Code: code, Params: params}
	}
	if l.openTime() {
		return []logistics.Reason{one(LimitOpenTime, logistics.WorkingTimeParam("within", l.Within.Exact()))}
	}
	days, by := logistics.CountParam("days", int64(l.Days)), l.By
	if l.calendarDays() {
		days = logistics.CountParam("days", int64(l.Within.Days()))
		if by.Seconds() == 0 {
			by = logistics.MustTimeOfDay("24:00")
		}
	}
	var reasons []logistics.Reason
	closes := by.Seconds() == 24*3600 && !l.anyDate()
	switch {
	case l.calendarDays() && l.SameTime:
		reasons = append(reasons, one(LimitCalendarDaysSameTime, days))
	case l.calendarDays() && closes:
		reasons = append(reasons, one(LimitCalendarDaysClose, days))
	case l.calendarDays():
		reasons = append(reasons, one(LimitCalendarDays, days, by.Param("by")))
	case l.SameTime:
		reasons = append(reasons, one(LimitWorkingDaysSameTime, days))
	case closes:
		reasons = append(reasons, one(LimitWorkingDaysClose, days))
	default:
		reasons = append(reasons, one(LimitWorkingDays, days, by.Param("by")))
	}
	switch {
	case l.From == FromDate, l.From == "" && l.calendarDays():
		reasons = append(reasons, one(LimitFromDate))
	default:
		reasons = append(reasons, one(LimitFromOpening))
	}
	if l.CutOff.Seconds() != 0 {
		reasons = append(reasons, one(LimitCutOff, l.CutOff.Param("cut_off")))
	}
	switch l.Roll {
	case RollFollowing:
		reasons = append(reasons, one(LimitRollsForward))
	case RollPreceding:
		reasons = append(reasons, one(LimitRollsBack))
	}
	return reasons
}

// Sentences tells the limit in a language; the zero Language is English.
func (l Limit) Sentences(in logistics.Language) []string { return Reasons().Sentences(l.Reasons(), in) }
