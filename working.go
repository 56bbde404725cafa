package logistics

import (
	"time"

	"github.com/logicrm/logistics/internal/clock"
)

// ErrHorizon says that an answer lies outside the dates a calendar was compiled for: unknown, so not
// given. Compile it for more.
var ErrHorizon = clock.ErrHorizon

// ErrNeverOpen says that a calendar has no working time at all, so that nothing can ever fall due.
var ErrNeverOpen = clock.ErrNeverOpen

// WorkingTime measures time while something is open. Every clock of a policy runs on one: an agreement
// on the customer's hours, a refund deadline on the shop's.
type WorkingTime interface {
	// Between is the working time from a to b, below zero when b is before a.
	Between(a, b time.Time) (time.Duration, error)
	// Add is the earliest instant at which d of working time has passed since t: a deadline that falls
	// on the close stays there. A d below zero counts back.
	Add(t time.Time, d time.Duration) (time.Time, error)
}

// WorkingDays counts civil dates on which something is open.
type WorkingDays interface {
	// Count is the number of working days from a up to, and without, b; below zero when b is before a.
	Count(a, b Date) (int, error)
	// Offset is the nth working day after d, or before it for n below zero; for 0 it is d itself when d
	// is a working day, and the next one when it is not.
	Offset(d Date, n int) (Date, error)
}

// WorkingCalendar is both, with the zone its days are days of: [WorkingHours], a calendar of sla/calendar,
// or the host's own.
type WorkingCalendar interface {
	WorkingTime
	WorkingDays
	// Location is the zone of the calendar.
	Location() *time.Location
}

// RoundTheClock is open always: working time is elapsed time, and every date is a working day.
type RoundTheClock struct{}

// Between is the elapsed time.
func (RoundTheClock) Between(a, b time.Time) (time.Duration, error) {
	d := b.Sub(a)
	if !a.Add(d).Equal(b) {
		return 0, ErrHorizon // more than the 292 years a duration holds
	}
	return d, nil
}

// Add moves by elapsed time.
func (RoundTheClock) Add(t time.Time, d time.Duration) (time.Time, error) { return t.Add(d), nil }

// Count is the number of dates.
func (RoundTheClock) Count(a, b Date) (int, error) {
	if a.IsZero() || b.IsZero() {
		return 0, NewFieldError(FaultRequired, "", "two dates")
	}
	return b.DaysSince(a), nil
}

// Offset is the date n days later.
func (RoundTheClock) Offset(d Date, n int) (Date, error) {
	moved := d.AddDays(n)
	if moved.IsZero() {
		return Date{}, ErrHorizon
	}
	return moved, nil
}
