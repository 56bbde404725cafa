package calendar

import (
	"iter"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/clock"
)

// Clock is working time compiled for a range of dates. It is a [logistics.WorkingTime] and
// [logistics.WorkingDays], immutable, and safe for concurrent use. Clocks come from [Compile] and from
// other clocks; the zero Clock knows no dates, and answers [logistics.ErrHorizon].
type Clock struct {
	clock clock.Clock
	days  clock.Days
	loc   *time.Location
	// what errors say of it, and the weekdays it may work on
	horizon  *horizon
	weekdays [7]bool
}

// newClock puts a clock together.
func newClock(compiled *clock.Clock, days *clock.Days, h *horizon, weekdays [7]bool) *Clock {
	return &Clock{*compiled.Saying(h), *days, h.loc, h, weekdays}
}

// Segment is a stretch of open time from Open up to, and without, Close.
type Segment struct {
	Open  time.Time `json:"open,omitzero"`
	Close time.Time `json:"close,omitzero"`
}

// Between is the open time from a to b, below zero when b is before a.
func (c *Clock) Between(a, b time.Time) (time.Duration, error) { return c.clock.Between(a, b) }

// Add is the earliest instant at which d of open time has passed since t; a d below zero counts back.
// Where d is used up at a close, that is the instant of the close: a deadline. With no d at all it is,
// for a t that is not open, the close before it.
func (c *Clock) Add(t time.Time, d time.Duration) (time.Time, error) {
	return c.clock.Add(t, d, clock.LandEarliest)
}

// AddToOpen is the latest instant up to which no more than d of open time has passed since t. Where d
// is used up at a close, that is the next opening: when the work after it can start. With no d at all
// it is t itself, or the opening after it.
func (c *Clock) AddToOpen(t time.Time, d time.Duration) (time.Time, error) {
	return c.clock.Add(t, d, clock.LandLatest)
}

// IsOpen reports whether t is open time. At the close it is not.
func (c *Clock) IsOpen(t time.Time) (bool, error) { return c.clock.IsOpen(t) }

// NextOpen is the first opening at or after t.
func (c *Clock) NextOpen(t time.Time) (time.Time, error) { return c.clock.NextOpen(t) }

// NextClose is the first close after t.
func (c *Clock) NextClose(t time.Time) (time.Time, error) { return c.clock.NextClose(t) }

// PrevOpen is the last opening at or before t.
func (c *Clock) PrevOpen(t time.Time) (time.Time, error) { return c.clock.PrevOpen(t) }

// PrevClose is the last close at or before t.
func (c *Clock) PrevClose(t time.Time) (time.Time, error) { return c.clock.PrevClose(t) }

// Segments walks the open time between a and b, in order, cut at a and b. Together the segments are
// exactly Between(a, b); for b before a there are none.
func (c *Clock) Segments(a, b time.Time) (iter.Seq[Segment], error) {
	if c.loc == nil {
		return nil, logistics.ErrHorizon
	}
	spans, err := c.clock.Segments(a, b)
	if err != nil {
		return nil, err
	}
	return func(yield func(Segment) bool) {
		for span := range spans {
			s := Segment{time.Unix(span.Open, 0).In(c.loc), time.Unix(span.Close, 0).In(c.loc)}
			if s.Open.Before(a) {
				s.Open = a.In(c.loc)
			}
			if s.Close.After(b) {
				s.Close = b.In(c.loc)
			}
			if s.Open.Before(s.Close) && !yield(s) {
				return
			}
		}
	}, nil
}

// Horizon is the range the clock knows: from the first instant up to the last.
func (c *Clock) Horizon() (from, to time.Time) { return c.clock.Horizon() }

// Location is the zone of the calendar; of a combination, that of the first clock.
func (c *Clock) Location() *time.Location { return c.loc }

// MayWorkOn reports whether a working day can be one of the weekday, by all weeks, seasons and dates of the calendar,
// those beyond the horizon too. A combination may work on any.
func (c *Clock) MayWorkOn(weekday time.Weekday) bool {
	return weekday >= time.Sunday && weekday <= time.Saturday && c.weekdays[weekday]
}
