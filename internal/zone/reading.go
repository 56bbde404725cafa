package zone

import (
	"time"

	"github.com/logicrm/logistics/internal/enum"
)

// Kind says how often a wall clock shows a reading.
type Kind uint8

// The kinds of reading.
const (
	Unique   Kind = iota + 1 // shown once, as almost every reading is
	Skipped                  // never shown: the clock was put forward over it
	Repeated                 // shown more than once: the clock was put back over it
)

// String returns the name of the kind.
func (k Kind) String() string {
	return enum.Name(k, []string{"unspecified", "unique", "skipped", "repeated"})
}

// Reading is all that can be said about what one wall clock shows. Instants are Unix seconds.
type Reading struct {
	Kind Kind

	// First and Last are the instants of the reading, equal when it is unique. For a skipped one they
	// are the two one-sided readings: First by the offset after the change, which lies before it, and
	// Last by the offset before the change, which lies after it.
	First, Last int64

	// Transition is the instant of the change that skipped the reading, and 0 for the other kinds.
	Transition int64
}

// Resolve picks the instant that the two policies name. Both are checked, needed or not, so that a
// missing policy shows at once and not on the last Sunday of March.
func (r Reading) Resolve(gap Gap, overlap Overlap) (int64, error) {
	if !gap.Valid() || !overlap.Valid() {
		return 0, ErrPolicy
	}
	switch r.Kind {
	case Skipped:
		return r.resolveGap(gap)
	case Repeated:
		return r.resolveOverlap(overlap)
	default:
		return r.First, nil
	}
}

func (r Reading) resolveGap(gap Gap) (int64, error) {
	switch gap {
	case GapTransition:
		return r.Transition, nil
	case GapForward:
		return r.Last, nil
	case GapBackward:
		return r.First, nil
	default:
		return 0, ErrSkipped
	}
}

func (r Reading) resolveOverlap(overlap Overlap) (int64, error) {
	switch overlap {
	case OverlapFirst:
		return r.First, nil
	case OverlapLast:
		return r.Last, nil
	default:
		return 0, ErrRepeated
	}
}

// Candidates returns what the wall clock of loc makes of second seconds after 00:00 of a civil day.
// The second may be negative or beyond the day.
func Candidates(loc *time.Location, day, second int64) Reading {
	r := Reader{loc: loc}
	return r.Candidates(day, second)
}

// Resolve returns the instant of a reading under the two policies.
func Resolve(loc *time.Location, day, second int64, gap Gap, overlap Overlap) (int64, error) {
	r := Reader{loc: loc}
	return r.Resolve(day, second, gap, overlap)
}
