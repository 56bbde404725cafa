package calendar

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"math"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/clock"
	"github.com/logicrm/logistics/internal/zone"
)

// And is open when both are: the dock is open and the carrier runs. The horizon of a combination is
// what both know; its working days are the dates, in the zone of the first, that have open time, those
// that one of the two does not count too.
func And(a, b *Clock) (*Clock, error) { return combine(a, b, " and ", clock.Intersect) }

// Or is open when one of them is.
func Or(a, b *Clock) (*Clock, error) { return combine(a, b, " or ", clock.Union) }

// Minus is open when a is and b is not.
func Minus(a, b *Clock) (*Clock, error) { return combine(a, b, " minus ", clock.Minus) }

// Not is open when c is not.
func (c *Clock) Not() *Clock {
	if c.loc == nil {
		return &Clock{}
	}
	return withOpenDays(c.clock.Complement(), "not "+c.horizon.name, c.loc)
}

func combine(a, b *Clock, how string, operation func(a, b *clock.Clock) (*clock.Clock, error)) (*Clock, error) {
	if err := both(a, b); err != nil {
		return nil, err
	}
	combined, err := operation(&a.clock, &b.clock)
	if err != nil {
		return nil, err
	}
	return withOpenDays(combined, joined(a.horizon.name, how, b.horizon.name), a.loc), nil
}

// both refuses clocks that are none.
func both(a, b *Clock) error {
	var faults logistics.Faults
	for _, one := range []struct {
		path  string
		clock *Clock
	}{{"/a", a}, {"/b", b}} {
		if one.clock == nil || one.clock.loc == nil {
			faults.Required(one.path, "a compiled calendar")
		}
	}
	return faults.Err()
}

// withOpenDays takes every date with open time for a working day: a combination has no shifts that
// could start on one. Dates that the horizon holds only a part of are not known.
func withOpenDays(compiled *clock.Clock, name string, loc *time.Location) *Clock {
	reader := zone.NewReader(loc)
	from, to := compiled.Horizon()
	first, _ := reader.Local(from.Unix())
	for reader.StartOfDay(first) < from.Unix() {
		first++
	}
	end, _ := reader.Local(to.Unix())
	open := func(day int64) bool {
		start, end := reader.StartOfDay(day), reader.StartOfDay(day+1)
		d, err := compiled.Between(time.Unix(start, 0), time.Unix(end, 0))
		return d > 0 && err == nil
	}
	h := &horizon{name, loc, dateOf(first), dateOf(end)}
	any := [7]bool{true, true, true, true, true, true, true}
	return newClock(compiled, clock.NewDays(first, end, open), h, any)
}

// Fingerprint is a hash of every opening, closing and working day and of the horizon, in hexadecimal.
// Two clocks with one fingerprint measure and count the same, however their calendars were written; a
// new edition of the zone rules changes it where it changes an edge. The zero Clock has none.
func (c *Clock) Fingerprint() string {
	hash := sha256.New()
	write := func(n int64) {
		var buffer [8]byte
		binary.BigEndian.PutUint64(buffer[:], uint64(n))
		hash.Write(buffer[:])
	}
	if c.loc == nil {
		return ""
	}
	from, to := c.clock.Horizon()
	write(from.Unix())
	write(to.Unix())
	for span := range c.clock.Spans() {
		write(span.Open)
		write(span.Close)
	}
	write(math.MinInt64) // no opening or closing, so that the days cannot be mistaken for one
	last, _ := zone.Local(c.loc, to.Unix())
	for d, _ := zone.Local(c.loc, from.Unix()); d <= last; d++ {
		if holds, err := c.days.Holds(d); holds && err == nil {
			write(d)
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// Change is a stretch of time that one clock has open and another has not.
type Change struct {
	Open   time.Time `json:"open,omitzero"`
	Close  time.Time `json:"close,omitzero"`
	Opened bool      `json:"opened,omitzero"` // open in the new clock only; else in the old one only
}

// Diff lists what is open in one clock and not in the other, in order of time, over what both know.
func Diff(old, updated *Clock) ([]Change, error) {
	if err := both(old, updated); err != nil {
		return nil, err
	}
	closed, err := clock.Minus(&old.clock, &updated.clock)
	if err != nil {
		return nil, err
	}
	opened, err := clock.Minus(&updated.clock, &old.clock)
	if err != nil {
		return nil, err
	}
	changes := []Change{}
	add := func(span clock.Span, isOpen bool) {
		changes = append(
			changes, Change{time.Unix(span.Open, 0).In(updated.loc), time.Unix(span.Close, 0).In(updated.loc), isOpen},
		)
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
