package logistics

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/logicrm/logistics/internal/enum"
)

// Interval is the range of instants a stamp can mean, both ends included. The zero Interval is absent.
type Interval struct {
	earliest, latest time.Time
}

// NewInterval returns the interval between two instants, both included.
func NewInterval(earliest, latest time.Time) (Interval, error) {
	if latest.Before(earliest) {
		return Interval{}, NewFieldError(FaultConflict, latest.Format(time.RFC3339), "ends before it starts")
	}
	return newInterval(earliest, latest), nil
}

// At is the interval of one instant.
func At(t time.Time) Interval { return newInterval(t, t) }

func newInterval(earliest, latest time.Time) Interval {
	return Interval{earliest.Round(0), latest.Round(0)} // without the monotonic reading
}

// Earliest is the first instant that can be meant.
func (i Interval) Earliest() time.Time { return i.earliest }

// Latest is the last instant that can be meant.
func (i Interval) Latest() time.Time { return i.latest }

// IsZero reports whether the interval is absent.
func (i Interval) IsZero() bool { return i.earliest.IsZero() && i.latest.IsZero() }

// String is both ends in RFC 3339: "2025-03-03T08:00:00Z/2025-03-03T08:59:59.999999999Z"; "" for an absent
// interval.
func (i Interval) String() string {
	if i.IsZero() {
		return ""
	}
	return i.earliest.Format(time.RFC3339Nano) + "/" + i.latest.Format(time.RFC3339Nano)
}

// MarshalText writes the form of String.
func (i Interval) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads the form of String; empty text is an absent interval.
func (i *Interval) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*i = Interval{}
		return nil
	}
	from, to, _ := strings.Cut(string(text), "/")
	first, firstErr := ParseStamp(from)
	last, lastErr := ParseStamp(to)
	var faults Faults
	earliest, latest := instant(first, "", &faults), instant(last, "", &faults)
	if firstErr != nil || lastErr != nil || len(faults) > 0 || first.IsZero() || last.IsZero() {
		return NewFieldError(FaultSyntax, string(text), "two instants with offsets and a slash")
	}
	read, err := NewInterval(earliest, latest)
	if err != nil {
		return err
	}
	*i = read
	return nil
}

// Equal reports whether both ends are the same instants.
func (i Interval) Equal(o Interval) bool {
	return i.earliest.Equal(o.earliest) && i.latest.Equal(o.latest)
}

// Contains reports whether o lies inside i.
func (i Interval) Contains(o Interval) bool {
	return !o.earliest.Before(i.earliest) && !o.latest.After(i.latest)
}

// EndRule says whether the last instant of a window belongs to it.
type EndRule uint8

// The two end rules.
const (
	Until EndRule = iota + 1 // half-open: at the end it is too late
	By                       // a deadline: at the end it is still met
)

var endRuleNames = []string{"unspecified", "until", "by"}

// String is the text on the wire.
func (e EndRule) String() string { return enum.Name(e, endRuleNames) }

// MarshalText refuses the zero EndRule.
func (e EndRule) MarshalText() ([]byte, error) { return enumText(e, endRuleNames) }

// UnmarshalText reads the form of String.
func (e *EndRule) UnmarshalText(text []byte) error { return enumParse(e, endRuleNames, text) }

// Window is the time a promise leaves: from one instant to another, the last one in it or not by its
// [EndRule]. Without a start anything early is in time. The location of its end is the zone in which
// civil days of tolerance are counted. The zero Window is absent.
type Window struct {
	from, to time.Time
	end      EndRule
}

// NewWindow returns a window. The zero from leaves the start open. An end before the start is a fault,
// and so is a half-open window that holds no instant.
func NewWindow(from, to time.Time, end EndRule) (Window, error) {
	var faults Faults
	if to.IsZero() {
		faults.Required("/to", "a window needs an end")
	}
	if end != Until && end != By {
		faults.Required("/end", "until or by")
	}
	if !from.IsZero() && (to.Before(from) || end == Until && to.Equal(from)) {
		faults.Conflict("/to", to.Format(time.RFC3339), "ends before it starts")
	}
	if err := faults.Err(); err != nil {
		return Window{}, err
	}
	return Window{from.Round(0), to.Round(0), end}, nil
}

// Deadline is the window that ends at t, t included, and has no start. That of the zero time is absent.
func Deadline(t time.Time) Window {
	if t.IsZero() {
		return Window{}
	}
	return Window{to: t.Round(0), end: By}
}

// WholeDay is the window of a civil date in a zone. That of an absent date, or in no zone, is absent.
func WholeDay(d Date, loc *time.Location) Window { return Period{d, d.AddDays(1)}.Window(loc) }

// From is the first instant of the window; zero when its start is open.
func (w Window) From() time.Time { return w.from }

// To is the end of the window.
func (w Window) To() time.Time { return w.to }

// Last is the last instant in the window: its end for By, the nanosecond before it for Until. The date it
// falls on is the one the window belongs to. Of an absent window it is the zero time.
func (w Window) Last() time.Time {
	if w.end == Until {
		return w.to.Add(-1)
	}
	return w.to
}

// End is the end rule.
func (w Window) End() EndRule { return w.end }

// Equal reports whether both ends are the same instants and the end rule is the same. The zones may
// differ.
func (w Window) Equal(o Window) bool {
	return w.from.Equal(o.from) && w.to.Equal(o.to) && w.end == o.end
}

// IsZero reports whether the window is absent.
func (w Window) IsZero() bool { return w.end == 0 }

// Judge holds what happened against the window: Met when every instant that can be meant is inside, Missed
// when none is, Undetermined in between. An absent window or interval is Undetermined.
func (w Window) Judge(happened Interval) Verdict {
	return w.JudgeWithin(happened, Duration{}, Duration{})
}

// JudgeWithin is Judge of the window widened by the tolerances early and late. It is the one place where
// on-time is decided.
func (w Window) JudgeWithin(happened Interval, early, late Duration) Verdict {
	if w.end == 0 || happened.IsZero() {
		return Undetermined
	}
	before := w.places(happened.earliest, early, late)
	after := before
	if !happened.latest.Equal(happened.earliest) {
		after = w.places(happened.latest, early, late)
	}
	switch {
	case before == 0 && after == 0:
		return Met
	case before == after:
		return Missed
	default:
		return Undetermined
	}
}

// places says on which side of the tolerated window an instant lies: -1 early, 0 inside, 1 late.
func (w Window) places(t time.Time, early, late Duration) int {
	if !early.any && !w.from.IsZero() {
		from := w.from
		if !early.IsZero() {
			from = early.Neg().AddTo(from.In(w.to.Location()))
		}
		if t.Before(from) {
			return -1
		}
	}
	if late.any {
		return 0
	}
	to := w.to
	if !late.IsZero() {
		to = late.AddTo(to)
	}
	if t.After(to) || w.end == Until && t.Equal(to) {
		return 1
	}
	return 0
}

// JudgeMissing is the verdict at asOf on something that has not happened: NotDue while it can still
// be in time, Missed when it no longer can. At the zero instant nothing is known.
func (w Window) JudgeMissing(asOf time.Time, late Duration) Verdict {
	if w.end == 0 || asOf.IsZero() {
		return Undetermined
	}
	if w.places(asOf, AnyTime(), late) > 0 {
		return Missed
	}
	return NotDue
}

// Off is how far outside the window, before any tolerance, something happened at the least: negative
// when early, positive when late, zero when it can have been inside. What is further off than a century (a
// year that was mistyped) is off by a century.
func (w Window) Off(happened Interval) time.Duration {
	off := time.Duration(0)
	switch {
	case w.end == 0 || happened.IsZero():
		return 0
	case happened.earliest.After(w.to):
		off = happened.earliest.Sub(w.to)
	case w.end == Until && happened.earliest.Equal(w.to):
		return 1 // at the end it is too late, by the least there is
	case !w.from.IsZero() && happened.latest.Before(w.from):
		off = happened.latest.Sub(w.from)
	}
	return min(max(off, -century), century)
}

type windowJSON struct {
	From Stamp   `json:"from,omitzero"`
	To   Stamp   `json:"to"`
	End  EndRule `json:"end"`
}

// MarshalJSON writes {"from":…,"to":…,"end":"by"} with offsets, and null for an absent window. The
// name of the zone is not kept: it belongs to the promise or the place. A window that is read back
// counts civil days of tolerance by the offset of its end; where clocks change in between, make the
// window from its promise again.
func (w Window) MarshalJSON() ([]byte, error) {
	if w.IsZero() {
		return []byte("null"), nil
	}
	form := windowJSON{To: StampOf(w.to), End: w.end}
	if !w.from.IsZero() {
		form.From = StampOf(w.from)
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads the form of MarshalJSON; both stamps need an offset.
func (w *Window) UnmarshalJSON(data []byte) error {
	var form windowJSON
	err := readObject(data, member{"from", &form.From}, member{"to", &form.To}, member{"end", &form.End})
	if err != nil {
		return err
	}
	if form == (windowJSON{}) {
		*w = Window{}
		return nil
	}
	var faults Faults
	from, to := instant(form.From, "/from", &faults), instant(form.To, "/to", &faults)
	if err := faults.Err(); err != nil {
		return err
	}
	read, err := NewWindow(from, to, form.End)
	if err != nil {
		return err
	}
	*w = read
	return nil
}

func instant(s Stamp, path string, faults *Faults) time.Time {
	if s.IsZero() {
		return time.Time{}
	}
	if !s.hasOffset || s.precision < PrecisionSecond {
		faults.Syntax(path, s, "an instant to the second, with an offset")
		return time.Time{}
	}
	start := s.IntervalIn(nil).earliest
	return start.In(time.FixedZone("", int(s.offset)*60))
}
