package clock

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/logicrm/logistics/internal/zone"
)

// The sentinel errors.
var (
	ErrNoZone    = errors.New("clock: plan without a location")
	ErrRange     = errors.New("clock: range empty, longer than 400 years, or outside the years 1 to 9999")
	ErrPolicy    = errors.New("clock: policy unspecified or unknown")
	ErrShift     = errors.New("clock: a shift opens within its day and closes after that, at most 48 hours later")
	ErrSpan      = errors.New("clock: span closes before it opens")
	ErrTooMany   = errors.New("clock: more spans than a clock holds")
	ErrHorizon   = errors.New("logistics: outside the horizon of the calendar")
	ErrNeverOpen = errors.New("logistics: the calendar is never open, or no day of it counts")
	ErrDuration  = errors.New("clock: open time longer than a time.Duration")
)

// ShiftError is one faulty shift and where the plan has it. It is always handled as a pointer, and is
// an [ErrShift] whatever its cause.
type ShiftError struct {
	Dated   bool         // in Plan.Days[Day] or Plan.Usual[Day], not in Plan.Week[Weekday]
	Day     int64        // the entry in Days or Usual, or the first date on which a shift of the week failed
	Weekday time.Weekday // the entry in Week, or the weekday of Day
	Index   int          // within the entry
	Shift   Shift
	Cause   error // [ErrShift]: out of bounds; [zone.ErrSkipped], [zone.ErrRepeated]: refused by a policy
}

// Error renders the fault in one line.
func (e *ShiftError) Error() string {
	entry := "week/" + strings.ToLower(e.Weekday.String())
	if e.Dated {
		year, month, day := zone.Civil(e.Day)
		entry = fmt.Sprintf("days/%04d-%02d-%02d", year, int(month), day)
	}
	return fmt.Sprintf("%s/%d: shift from %d to %d: %v", entry, e.Index, e.Shift.Open, e.Shift.Close, e.Cause)
}

// Is makes every ShiftError an [ErrShift].
func (e *ShiftError) Is(target error) bool { return target == ErrShift }

// Unwrap returns the cause.
func (e *ShiftError) Unwrap() error { return e.Cause }

// ShiftErrors are all the faulty shifts of a plan: those of the week by weekday, then those of the
// days by date, each entry by index.
type ShiftErrors []*ShiftError

// Error renders every fault, a line each.
func (e ShiftErrors) Error() string {
	lines := make([]string, len(e))
	for i, fault := range e {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.Is and errors.As every fault.
func (e ShiftErrors) Unwrap() []error {
	each := make([]error, len(e))
	for i, fault := range e {
		each[i] = fault
	}
	return each
}

// err returns nil when there is no fault, and the faults in order otherwise.
func (e ShiftErrors) err() error {
	if len(e) == 0 {
		return nil
	}
	slices.SortFunc(e, func(a, b *ShiftError) int { return a.place().compare(b.place()) })
	return e
}

// place is where a plan has a shift: the entry, by civil day or by weekday, and the index in it.
type place struct {
	dated bool
	entry int64
	index int
}

func (e *ShiftError) place() place {
	if e.Dated {
		return place{dated: true, entry: e.Day, index: e.Index}
	}
	return place{entry: int64(e.Weekday), index: e.Index}
}

// compare puts the week before the days.
func (p place) compare(q place) int {
	if p.dated != q.dated {
		if q.dated {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(p.entry, q.entry), cmp.Compare(p.index, q.index))
}
