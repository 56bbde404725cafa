package calendar

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/clock"
	"github.com/logicrm/logistics/internal/zone"
)

// Clock is working time compiled for a range of dates. It is a [logistics.WorkingTime] and
// [logistics.WorkingDays], immutable, and safe for concurrent use.
type Clock struct {
	clock *clock.Clock
	days  *clock.Days
	loc   *time.Location
}

// Segment is a stretch of open time from Open up to, and without, Close.
type Segment struct {
	Open, Close time.Time
}

// Between is the open time from a to b, below zero when b is before a.
func (c *Clock) Between(a, b time.Time) (time.Duration, error) { return c.clock.Between(a, b) }

// Add is the earliest instant at which d of open time has passed since t; a d below zero counts back.
// Where d is used up at a close, that is the instant of the close: a deadline.
func (c *Clock) Add(t time.Time, d time.Duration) (time.Time, error) {
	return c.clock.Add(t, d, clock.LandEarliest)
}

// AddToOpen is the latest instant up to which no more than d of open time has passed since t. Where d
// is used up at a close, that is the next opening: when the work after it can start.
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

// Count is the number of working days from a up to, and without, b; below zero when b is before a.
func (c *Clock) Count(a, b logistics.Date) (int, error) { return c.days.Count(day(a), day(b)) }

// Offset is the nth working day after d, or before it for n below zero; for 0 it is d itself when d is
// a working day, and the next one when it is not.
func (c *Clock) Offset(d logistics.Date, n int) (logistics.Date, error) {
	moved, err := c.days.Offset(day(d), n)
	if err != nil {
		return logistics.Date{}, err
	}
	return dateOf(moved), nil
}

// IsWorkingDay reports whether a shift starts on the date.
func (c *Clock) IsWorkingDay(d logistics.Date) (bool, error) { return c.days.Holds(day(d)) }

// Roll says where a date goes that is no working day.
type Roll string

// The business-day conventions.
const (
	Following         Roll = "following"
	Preceding         Roll = "preceding"
	ModifiedFollowing Roll = "modified_following" // following, unless that is in the next month: preceding
	ModifiedPreceding Roll = "modified_preceding" // preceding, unless that is in the month before: following
)

// Roll moves a date to a working day by a convention; a working day stays where it is.
func (c *Clock) Roll(d logistics.Date, roll Roll) (logistics.Date, error) {
	if holds, err := c.days.Holds(day(d)); holds || err != nil {
		return d, err
	}
	forward := roll == Following || roll == ModifiedFollowing
	if !forward && roll != Preceding && roll != ModifiedPreceding {
		return logistics.Date{}, logistics.NewFieldError(logistics.FaultUnknown, string(roll), "following, preceding or either modified")
	}
	step := map[bool]int{true: 1, false: -1}
	moved, err := c.Offset(d, step[forward])
	if err != nil || roll == Following || roll == Preceding {
		return moved, err
	}
	if month(moved) != month(d) {
		return c.Offset(d, step[!forward])
	}
	return moved, nil
}

func month(d logistics.Date) time.Month {
	_, m, _ := d.Civil()
	return m
}

// OffsetRolled moves a date to a working day by a convention, and then by n working days.
func (c *Clock) OffsetRolled(d logistics.Date, n int, roll Roll) (logistics.Date, error) {
	rolled, err := c.Roll(d, roll)
	if err != nil {
		return logistics.Date{}, err
	}
	return c.Offset(rolled, n)
}

// And is open when both are: the dock is open and the carrier runs. Its horizon is what both know.
func And(a, b *Clock) (*Clock, error) { return combine(a, b, clock.Intersect) }

// Or is open when one of them is.
func Or(a, b *Clock) (*Clock, error) { return combine(a, b, clock.Union) }

// Minus is open when a is and b is not.
func Minus(a, b *Clock) (*Clock, error) { return combine(a, b, clock.Minus) }

// Not is open when c is not.
func (c *Clock) Not() *Clock { return withOpenDays(c.clock.Complement(), c.loc) }

func combine(a, b *Clock, operation func(a, b *clock.Clock) (*clock.Clock, error)) (*Clock, error) {
	combined, err := operation(a.clock, b.clock)
	if err != nil {
		return nil, err
	}
	return withOpenDays(combined, a.loc), nil
}

// withOpenDays takes every date with open time for a working day: a combination has no shifts that
// could start on one.
func withOpenDays(compiled *clock.Clock, loc *time.Location) *Clock {
	open := make(map[int64]bool)
	for span := range compiled.Spans() {
		first, _ := zone.Local(loc, span.Open)
		last, _ := zone.Local(loc, span.Close-1)
		for d := first; d <= last; d++ {
			open[d] = true
		}
	}
	from, to := compiled.Horizon()
	first, _ := zone.Local(loc, from.Unix())
	end, second := zone.Local(loc, to.Unix())
	if second > 0 {
		end++
	}
	return &Clock{compiled, clock.NewDays(first, end, func(d int64) bool { return open[d] }), loc}
}

// Fingerprint is a hash of every opening and closing and of the horizon, in hexadecimal. Two clocks
// with one fingerprint measure the same, however their calendars were written; a new edition of the
// zone rules changes it where it changes an edge.
func (c *Clock) Fingerprint() string {
	hash := sha256.New()
	write := func(unix int64) {
		var buffer [8]byte
		binary.BigEndian.PutUint64(buffer[:], uint64(unix))
		hash.Write(buffer[:])
	}
	from, to := c.clock.Horizon()
	write(from.Unix())
	write(to.Unix())
	for span := range c.clock.Spans() {
		write(span.Open)
		write(span.Close)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// Change is a stretch of time that one clock has open and another has not.
type Change struct {
	Open, Close time.Time
	Opened      bool // open in the new clock only; else in the old one only
}

// Diff lists what is open in one clock and not in the other, in order of time, over what both know.
func Diff(old, updated *Clock) ([]Change, error) {
	closed, err := clock.Minus(old.clock, updated.clock)
	if err != nil {
		return nil, err
	}
	opened, err := clock.Minus(updated.clock, old.clock)
	if err != nil {
		return nil, err
	}
	changes := []Change{}
	add := func(span clock.Span, isOpen bool) {
		changes = append(changes, Change{time.Unix(span.Open, 0).In(updated.loc), time.Unix(span.Close, 0).In(updated.loc), isOpen})
	}
	next, stop := iter.Pull(opened.Spans())
	defer stop()
	gained, more := next()
	for lost := range closed.Spans() {
		for more && gained.Open < lost.Open {
			add(gained, true)
			gained, more = next()
		}
		add(lost, false)
	}
	for ; more; gained, more = next() {
		add(gained, true)
	}
	return changes, nil
}
