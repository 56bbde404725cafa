package clock

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"time"
)

// Clock is compiled working time over a horizon. It is immutable and safe for concurrent use. The zero
// value has an empty horizon and knows nothing.
type Clock struct {
	horizon  Span
	rows     []row  // the spans, between a sentinel on either side
	byOpen   ladder // where to search the rows for an instant
	byBefore ladder // where to search them for open time
	total    int64  // the open seconds of the horizon
	beyond   Beyond // makes the errors of instants outside; nil: [ErrHorizon]
}

// Beyond makes the error of an instant that lies outside of a horizon, or whose answer does. It has to be an
// [ErrHorizon].
type Beyond interface{ Beyond(t time.Time) error }

// Saying is the clock with errors that say more.
func (c *Clock) Saying(beyond Beyond) *Clock {
	said := *c
	said.beyond = beyond
	return &said
}

// outside is the error of an instant.
func (c *Clock) outside(t time.Time) error {
	if c.beyond == nil {
		return ErrHorizon
	}
	return c.beyond.Beyond(t)
}

// row is a span and the open seconds before it. All that a question needs of a span lies side by side.
// The first row is a span of nothing where the horizon starts, the last one lies beyond all values, so
// that no search has to look where it is.
type row struct{ opens, closes, before int64 }

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
	c := &Clock{horizon: horizon, rows: make([]row, 0, len(spans)+2)}
	c.rows = append(c.rows, row{opens: horizon.Open, closes: horizon.Open})
	for _, span := range spans {
		c.rows = append(c.rows, row{opens: span.Open, closes: span.Close, before: c.total})
		c.total += span.Close - span.Open
	}
	c.rows = append(c.rows, row{opens: math.MaxInt64, closes: math.MaxInt64, before: math.MaxInt64})
	c.byOpen = newLadder(c.rows, row.opening, horizon.Open, horizon.Close)
	c.byBefore = newLadder(c.rows, row.openBefore, 0, c.total)
	return c
}

// Horizon returns the instants between which the clock knows its spans, in UTC.
func (c *Clock) Horizon() (from, to time.Time) {
	return time.Unix(c.horizon.Open, 0).UTC(), time.Unix(c.horizon.Close, 0).UTC()
}

// mostSeconds is how many whole seconds a Duration holds for sure; the one leaves room for nanoseconds.
const mostSeconds = math.MaxInt64/int64(time.Second) - 1

// Between returns the open time from a to b, negative when b is before a.
//
// The body is that of difference with its calls written out: they would be half of the cost.
func (c *Clock) Between(a, b time.Time) (time.Duration, error) {
	from, to := a.Unix(), b.Unix()
	width := uint64(c.horizon.Close - c.horizon.Open)
	if uint64(from-c.horizon.Open) >= width || uint64(to-c.horizon.Open) >= width {
		return c.difference(a, b)
	}
	i, j := c.byOpen.start(from), c.byOpen.start(to)
	if i|j < 0 {
		return c.difference(a, b)
	}
	first, last := &c.rows[c.step(i, from)], &c.rows[c.step(j, to)]
	nanos := int64(b.Nanosecond()) - int64(a.Nanosecond())
	if from >= first.closes {
		from, nanos = first.closes, nanos+int64(a.Nanosecond())
	}
	if to >= last.closes {
		to, nanos = last.closes, nanos-int64(b.Nanosecond())
	}
	seconds := last.before + to - last.opens - (first.before + from - first.opens)
	if seconds > mostSeconds || seconds < -mostSeconds {
		return 0, ErrDuration
	}
	return time.Duration(seconds*int64(time.Second) + nanos), nil
}

// difference is Between for any two instants: the end of the horizon, those beyond, those among crowds.
func (c *Clock) difference(a, b time.Time) (time.Duration, error) {
	fromSeconds, fromNanos, fromOK := c.elapsed(a)
	toSeconds, toNanos, toOK := c.elapsed(b)
	switch {
	case !fromOK:
		return 0, c.outside(a)
	case !toOK:
		return 0, c.outside(b)
	}
	seconds := toSeconds - fromSeconds
	if seconds > mostSeconds || seconds < -mostSeconds {
		return 0, ErrDuration
	}
	return time.Duration(seconds*int64(time.Second) + toNanos - fromNanos), nil
}

// elapsed is the open time from the start of the horizon to t, and false when t lies beyond it. The
// end of the horizon still belongs to it: all the time before is known.
func (c *Clock) elapsed(t time.Time) (seconds, nanos int64, ok bool) {
	second, nano := t.Unix(), int64(t.Nanosecond())
	if !c.knows(second) {
		return c.total, 0, second == c.horizon.Close && nano == 0
	}
	r := &c.rows[c.at(second)]
	if second >= r.closes {
		second, nano = r.closes, 0
	}
	return r.before + second - r.opens, nano, true
}

// at returns the index of the last row that opens at or before a second of the horizon.
func (c *Clock) at(second int64) int {
	i := c.byOpen.start(second)
	if i < 0 {
		return c.byOpen.halve(c.rows, row.opening, second)
	}
	return c.step(i, second)
}

// step goes on from a row to the last one that opens at or before a second.
func (c *Clock) step(i int, second int64) int {
	for c.rows[i+1].opens <= second {
		i++
	}
	return i
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
		return time.Time{}, c.outside(t)
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
		return time.Time{}, c.outside(t)
	}
	return time.Unix(second, nanos).In(t.Location()), nil
}

// invert returns the second at which the given open time has passed since the start of the horizon.
func (c *Clock) invert(seconds, nanos int64, landing Landing) (int64, bool) {
	if seconds < 0 || seconds > c.total || seconds == c.total && (nanos > 0 || landing == LandLatest) {
		return 0, false
	}
	i := c.byBefore.start(seconds)
	if i < 0 {
		i = c.byBefore.halve(c.rows, row.openBefore, seconds)
	}
	for c.rows[i+1].before <= seconds {
		i++
	}
	if landing == LandEarliest && nanos == 0 && c.rows[i].before == seconds {
		i-- // a span opens with this time on the count, so the one before closed with it
		if i == 0 {
			return 0, false
		}
	}
	return c.rows[i].opens + seconds - c.rows[i].before, true
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
	switch {
	case !fromOK:
		return nil, c.outside(a)
	case !toOK:
		return nil, c.outside(b)
	}
	limit := Span{Open: a.Unix(), Close: roundUp(b)}
	if !b.After(a) {
		limit.Close = limit.Open
	}
	return c.within(limit), nil
}

func (c *Clock) within(limit Span) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		if len(c.rows) == 0 {
			return
		}
		for i := c.at(limit.Open); c.rows[i].opens < limit.Close; i++ {
			span := Span{Open: max(c.rows[i].opens, limit.Open), Close: min(c.rows[i].closes, limit.Close)}
			if span.Open < span.Close && !yield(span) {
				return
			}
		}
	}
}

// spans returns the table as a list.
func (c *Clock) spans() []Span { return slices.Collect(c.Spans()) }

// roundUp returns the first whole second at or after t.
func roundUp(t time.Time) int64 {
	if t.Nanosecond() > 0 {
		return t.Unix() + 1
	}
	return t.Unix()
}
