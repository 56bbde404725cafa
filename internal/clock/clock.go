package clock

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"time"
)

// Clock is compiled working time over a horizon. It is immutable and safe for concurrent use. The zero
// value has an empty horizon and knows nothing.
type Clock struct {
	horizon Span
	opens   ladder  // the opening of each span
	before  ladder  // the open seconds before each span
	closes  []int64 // the close of each span
	total   int64   // the open seconds of the horizon
}

// FromSpans makes a clock of spans given as Unix seconds, in any order, for the horizon [from, to).
// Empty spans are dropped, those that overlap or touch are joined, and what lies beyond the horizon is
// cut off. The spans are not kept or changed.
func FromSpans(spans []Span, from, to int64) (*Clock, error) {
	const slack = 2 // days by which a horizon in local days may exceed its range in UTC
	if from < (firstDay-slack)*secondsPerDay || to > (endDay+slack)*secondsPerDay ||
		to <= from || to-from > (longestRange+slack)*secondsPerDay {
		return nil, ErrRange
	}
	if len(spans) > mostSpans {
		return nil, ErrTooMany
	}
	var faults []error
	ordered := make([]Span, 0, len(spans))
	for i, span := range spans {
		if span.Close < span.Open {
			faults = append(faults, fmt.Errorf("%w: %d", ErrSpan, i))
		}
		ordered = append(ordered, span)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	horizon := Span{Open: from, Close: to}
	return build(sweep(merge(ordered), nil, horizon, onlyFirst), horizon), nil
}

// build makes the table of spans that are merged and lie within the horizon.
func build(spans []Span, horizon Span) *Clock {
	c := &Clock{horizon: horizon}
	if len(spans) == 0 {
		return c
	}
	opens, before := make([]int64, len(spans)), make([]int64, len(spans))
	c.closes = make([]int64, len(spans))
	for i, span := range spans {
		opens[i], c.closes[i], before[i] = span.Open, span.Close, c.total
		c.total += span.Close - span.Open
	}
	c.opens = newLadder(opens, horizon.Open, horizon.Close)
	c.before = newLadder(before, 0, c.total)
	return c
}

// Horizon returns the instants between which the clock knows its spans, in UTC.
func (c *Clock) Horizon() (from, to time.Time) {
	return time.Unix(c.horizon.Open, 0).UTC(), time.Unix(c.horizon.Close, 0).UTC()
}

// Between returns the open time from a to b, negative when b is before a.
func (c *Clock) Between(a, b time.Time) (time.Duration, error) {
	fromSeconds, fromNanos, fromOK := c.elapsed(a)
	toSeconds, toNanos, toOK := c.elapsed(b)
	if !fromOK || !toOK {
		return 0, ErrHorizon
	}
	seconds := toSeconds - fromSeconds
	const most = math.MaxInt64/int64(time.Second) - 1 // the one leaves room for the nanoseconds
	if seconds > most || seconds < -most {
		return 0, ErrDuration
	}
	return time.Duration(seconds*int64(time.Second) + toNanos - fromNanos), nil
}

// elapsed is the open time from the start of the horizon to t, and false when t lies beyond it. The
// end of the horizon still belongs to it: all the time before is known.
func (c *Clock) elapsed(t time.Time) (seconds, nanos int64, ok bool) {
	second, nano := t.Unix(), int64(t.Nanosecond())
	if second < c.horizon.Open || second > c.horizon.Close || second == c.horizon.Close && nano > 0 {
		return 0, 0, false
	}
	i := c.at(second)
	if i < 0 {
		return 0, 0, true
	}
	if closes := c.closes[i]; second >= closes {
		second, nano = closes, 0
	}
	return c.before.keys[i] + second - c.opens.keys[i], nano, true
}

// at returns the index of the last span that opens at or before a second of the horizon, or -1.
func (c *Clock) at(second int64) int {
	if len(c.closes) == 0 {
		return -1
	}
	return c.opens.find(second)
}

// Add returns the instant at which the open time from t to it is d. Many instants may be, all of them
// closed but the last; the landing says which of them. Going back works the same way, so that
// Between(t, Add(t, d)) is d for either sign. The result has the location of t.
//
// The first instant with no open time before it, and the last with none after it, lie beyond the
// horizon; asking for them is an [ErrHorizon].
func (c *Clock) Add(t time.Time, d time.Duration, landing Landing) (time.Time, error) {
	seconds, nanos, ok := c.elapsed(t)
	switch {
	case !landing.Valid():
		return time.Time{}, ErrPolicy
	case !ok:
		return time.Time{}, ErrHorizon
	case c.total == 0:
		return time.Time{}, ErrNeverOpen
	}
	seconds += int64(d / time.Second)
	nanos += int64(d % time.Second)
	if nanos < 0 {
		seconds, nanos = seconds-1, nanos+int64(time.Second)
	} else if nanos >= int64(time.Second) {
		seconds, nanos = seconds+1, nanos-int64(time.Second)
	}
	second, ok := c.invert(seconds, nanos, landing)
	if !ok {
		return time.Time{}, ErrHorizon
	}
	return time.Unix(second, nanos).In(t.Location()), nil
}

// invert returns the second at which the given open time has passed since the start of the horizon.
func (c *Clock) invert(seconds, nanos int64, landing Landing) (int64, bool) {
	if seconds < 0 || seconds > c.total || seconds == c.total && (nanos > 0 || landing == LandLatest) {
		return 0, false
	}
	i := c.before.find(seconds)
	if landing == LandEarliest && nanos == 0 && c.before.keys[i] == seconds {
		i-- // a span opens with this time on the count, so the one before closed with it
		if i < 0 {
			return 0, false
		}
	}
	return c.opens.keys[i] + seconds - c.before.keys[i], true
}

// Spans returns every span in order of time, cut at the horizon.
func (c *Clock) Spans() iter.Seq[Span] {
	return c.within(c.horizon)
}

// Segments returns the spans of [a, b) in order of time, cut at a and b; none when b is not after a.
// A fraction of a second belongs to the answer whole: a is rounded down and b up.
func (c *Clock) Segments(a, b time.Time) (iter.Seq[Span], error) {
	_, _, fromOK := c.elapsed(a)
	_, _, toOK := c.elapsed(b)
	if !fromOK || !toOK {
		return nil, ErrHorizon
	}
	limit := Span{Open: a.Unix(), Close: roundUp(b)}
	if !b.After(a) {
		limit.Close = limit.Open
	}
	return c.within(limit), nil
}

func (c *Clock) within(limit Span) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for i := max(c.at(limit.Open), 0); i < len(c.closes) && c.opens.keys[i] < limit.Close; i++ {
			span := Span{Open: max(c.opens.keys[i], limit.Open), Close: min(c.closes[i], limit.Close)}
			if span.Open < span.Close && !yield(span) {
				return
			}
		}
	}
}

// spans returns the table as a list.
func (c *Clock) spans() []Span {
	list := make([]Span, len(c.closes))
	for i, closes := range c.closes {
		list[i] = Span{Open: c.opens.keys[i], Close: closes}
	}
	return list
}

// roundUp returns the first whole second at or after t.
func roundUp(t time.Time) int64 {
	if t.Nanosecond() > 0 {
		return t.Unix() + 1
	}
	return t.Unix()
}
