package logistics

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics/internal/iso"
	"github.com/logicrm/logistics/internal/zone"
)

// Duration is a length of time as contracts write it: civil days, exact time, or both, or no limit.
// "P2D" is two civil days in the zone of whatever it is added to (47 to 49 hours when clocks change);
// "PT48H" is 48 hours. Durations compare with ==. The zero Duration is none.
type Duration struct {
	days  int32
	exact time.Duration
	any   bool
}

const (
	maxDays = iso.MaxDays
	century = maxDays * 24 * time.Hour
)

// NewDuration is civil days and exact time together, each up to a century (36,525 days) and both in one
// direction. More, and parts of opposite sign, are faults.
func NewDuration(days int, exact time.Duration) (Duration, error) {
	switch {
	case days < -maxDays || days > maxDays:
		return Duration{}, NewFieldError(FaultOutOfRange, strconv.Itoa(days), "at most 36525 days")
	case exact < -century || exact > century:
		return Duration{}, NewFieldError(FaultOutOfRange, exact.String(), "at most a century")
	case days > 0 && exact < 0 || days < 0 && exact > 0:
		return Duration{}, NewFieldError(FaultConflict, exact.String(), "days and exact time in opposite directions")
	}
	return Duration{days: int32(days), exact: exact}, nil
}

// Days is n civil days, for literals in programs; it panics beyond a century. For figures that were
// computed or given see [NewDuration].
func Days(n int) Duration { return must(NewDuration(n, 0)) }

// Exactly is an exact length of time, for literals in programs; it panics beyond a century. For figures
// that were computed or given see [NewDuration].
func Exactly(d time.Duration) Duration { return must(NewDuration(0, d)) }

// AnyTime is no limit: an early tolerance of AnyTime accepts whatever comes before the window.
func AnyTime() Duration { return Duration{any: true} }

// MustDuration is [ParseDuration] for literals in programs; it panics on a fault.
func MustDuration(s string) Duration { return must(ParseDuration(s)) }

// Days is the part in civil days.
func (d Duration) Days() int { return int(d.days) }

// Exact is the part in exact time.
func (d Duration) Exact() time.Duration { return d.exact }

// Any reports whether there is no limit.
func (d Duration) Any() bool { return d.any }

// Negative reports whether a part of d is below zero.
func (d Duration) Negative() bool { return d.days < 0 || d.exact < 0 }

// Neg is the same length the other way; no limit stays no limit.
func (d Duration) Neg() Duration { return Duration{-d.days, -d.exact, d.any} }

// AddTo moves an instant: civil days first, in the location of t and keeping its wall clock, then the
// exact part. A duration without limit leaves t as it is; ask Any first.
func (d Duration) AddTo(t time.Time) time.Time {
	if d.days != 0 {
		t = zone.AddDays(t.Location(), t, int(d.days))
	}
	return t.Add(d.exact)
}

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (d Duration) Equal(o Duration) bool { return d == o }

// IsZero reports whether d is none.
func (d Duration) IsZero() bool { return d == Duration{} }

// String is the ISO 8601 form, "PT0S" for none.
func (d Duration) String() string {
	if d.any {
		return "any"
	}
	return string(iso.AppendLength(make([]byte, 0, 24), int(d.days), d.exact))
}

// MarshalText writes the form of String.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads any form of [ParseDuration].
func (d *Duration) UnmarshalText(text []byte) error { return parseInto(d, ParseDuration, text) }
