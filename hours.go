package logistics

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/logicrm/logistics/internal/clock"
	"github.com/logicrm/logistics/internal/zone"
)

// Shift is a stretch of a day on the wall clock, from one reading up to another. It belongs to the date
// it starts on and may run into the next: "22:00-30:00" ends at six in the morning.
type Shift struct {
	open, close TimeOfDay
}

// NewShift returns a shift that starts within a day and ends after it starts.
func NewShift(open, closing TimeOfDay) (Shift, error) {
	if open.seconds >= 86400 {
		return Shift{}, NewFieldError(FaultOutOfRange, open.String(), "a shift starts before 24:00")
	}
	if closing.seconds <= open.seconds {
		return Shift{}, NewFieldError(
			FaultConflict, open.String()+"-"+closing.String(), "ends before it starts; past midnight is 24:00 and more",
		)
	}
	return Shift{open, closing}, nil
}

// ParseShift reads "09:00-17:00" or "22:00-30:00".
func ParseShift(s string) (Shift, error) {
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		return Shift{}, NewFieldError(FaultSyntax, s, "a shift like 09:00-17:00")
	}
	open, err := ParseTimeOfDay(from)
	if err != nil {
		return Shift{}, err
	}
	closing, err := ParseTimeOfDay(to)
	if err != nil {
		return Shift{}, err
	}
	return NewShift(open, closing)
}

// MustShift is [ParseShift] for literals in programs; it panics on a fault.
func MustShift(s string) Shift { return must(ParseShift(s)) }

// Open is the first reading of the shift.
func (s Shift) Open() TimeOfDay { return s.open }

// Close is the reading at which it is over.
func (s Shift) Close() TimeOfDay { return s.close }

// IsZero reports whether the shift is absent.
func (s Shift) IsZero() bool { return s == Shift{} }

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (s Shift) Equal(o Shift) bool { return s == o }

// String is "09:00-17:00"; "" for an absent shift.
func (s Shift) String() string {
	if s.IsZero() {
		return ""
	}
	return s.open.String() + "-" + s.close.String()
}

// MarshalText writes the form of String.
func (s Shift) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the form of String; empty text is an absent shift.
func (s *Shift) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = Shift{}
		return nil
	}
	return parseInto(s, ParseShift, text)
}

// Week is the shifts of each weekday; a day without shifts is closed. Shifts that overlap count once.
type Week struct {
	Monday    []Shift `json:"mon,omitempty"`
	Tuesday   []Shift `json:"tue,omitempty"`
	Wednesday []Shift `json:"wed,omitempty"`
	Thursday  []Shift `json:"thu,omitempty"`
	Friday    []Shift `json:"fri,omitempty"`
	Saturday  []Shift `json:"sat,omitempty"`
	Sunday    []Shift `json:"sun,omitempty"`
}

// weekdays are the members of Week by time.Weekday, with their JSON names.
func (w Week) weekdays() ([7][]Shift, [7]string) {
	return [7][]Shift{w.Sunday, w.Monday, w.Tuesday, w.Wednesday, w.Thursday, w.Friday, w.Saturday},
		[7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
}

// Weekdays is a week with the same shifts from Monday to Friday.
func Weekdays(shifts ...Shift) Week {
	return Week{Monday: shifts, Tuesday: shifts, Wednesday: shifts, Thursday: shifts, Friday: shifts}.Clone()
}

// Clone is a week that shares nothing with w.
func (w Week) Clone() Week {
	for _, day := range []*[]Shift{
		&w.Monday, &w.Tuesday, &w.Wednesday, &w.Thursday, &w.Friday, &w.Saturday, &w.Sunday,
	} {
		*day = slices.Clone(*day)
	}
	return w
}

// DayHours replaces the week on one date. No shifts means closed.
type DayHours struct {
	Date   Date    `json:"date"`
	Shifts []Shift `json:"shifts"`
	Note   string  `json:"note,omitzero"`
}

// Hours is when something is open, as data: weekly shifts, dates that differ, holidays, and the zone
// whose wall clock they are read on.
type Hours struct {
	Zone     string     `json:"zone"` // IANA name
	Week     Week       `json:"week"`
	Dates    []DayHours `json:"dates,omitempty"`
	Holidays []Date     `json:"holidays,omitempty"` // dates on which no shift starts, unless Dates says otherwise
}

// Clone is hours that share nothing with h.
func (h Hours) Clone() Hours {
	h.Week, h.Dates, h.Holidays = h.Week.Clone(), slices.Clone(h.Dates), slices.Clone(h.Holidays)
	for i, d := range h.Dates {
		h.Dates[i].Shifts = slices.Clone(d.Shifts)
	}
	return h
}

const (
	maxShifts  = 48
	maxHorizon = 146097 // days of 400 years, after which the calendar repeats
)

// Validate reports every fault of the hours.
func (h Hours) Validate() error {
	var faults Faults
	h.validate(&faults)
	return faults.Err()
}

func (h Hours) validate(faults *Faults) {
	if err := checkZoneName(h.Zone); err != nil {
		faults.At("/zone", err)
	}
	shifts, names := h.Week.weekdays()
	for i, day := range shifts {
		checkShifts("/week/"+names[i], day, faults)
	}
	if len(h.Dates)+len(h.Holidays) > 10*maxDays {
		faults.TooMany("/dates", len(h.Dates)+len(h.Holidays), "at most 365250 dates")
		return
	}
	seen := make(map[Date]bool, len(h.Dates))
	for i, d := range h.Dates {
		path := "/dates/" + strconv.Itoa(i)
		checkShifts(path+"/shifts", d.Shifts, faults)
		switch {
		case d.Date.IsZero():
			faults.Required(path+"/date", "date is required")
		case seen[d.Date]:
			faults.Duplicate(path+"/date", d.Date, "the date has hours already")
		}
		seen[d.Date] = true
	}
	for i, d := range h.Holidays {
		if d.IsZero() {
			faults.Required("/holidays/"+strconv.Itoa(i), "date is required")
		}
	}
}

func checkShifts(path string, shifts []Shift, faults *Faults) {
	if len(shifts) > maxShifts {
		faults.TooMany(path, len(shifts), "at most 48 shifts a day")
		return
	}
	for i, s := range shifts {
		if s.IsZero() {
			faults.Required(path+"/"+strconv.Itoa(i), "a shift like 09:00-17:00")
		}
	}
}

// Compile prepares the hours for the dates from first up to, and without, end; 400 years at most. The
// zone is looked up in zones. Where the clocks skip the opening or closing of a shift, it opens or
// closes at the change; where they repeat it, a shift opens at the first reading and closes at the
// second. All faults are returned.
func (h Hours) Compile(zones Zones, first, end Date) (*WorkingHours, error) {
	var faults Faults
	h.validate(&faults)
	if first.IsZero() || end.Compare(first) <= 0 || end.DaysSince(first) > maxHorizon {
		faults.OutOfRange("", first.String()+"/"+end.String(), "the horizon must be from one day to 400 years")
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	loc := faults.Zone("/zone", zones, h.Zone)
	if loc == nil {
		return nil, faults.Err()
	}
	plan := clock.Plan{
		Loc: loc, Holiday: clock.HolidayStart,
		Gap: zone.GapTransition, OpenOverlap: zone.OverlapFirst, CloseOverlap: zone.OverlapLast,
		Days: make(map[int64][]clock.Shift, len(h.Dates)),
	}
	week, _ := h.Week.weekdays()
	var may [7]bool
	for i, day := range week {
		plan.Week[i] = clockShifts(day)
		may[i] = len(day) > 0
	}
	for _, d := range h.Dates {
		plan.Days[d.Date.day()] = clockShifts(d.Shifts)
		may[d.Date.Weekday()] = may[d.Date.Weekday()] || len(d.Shifts) > 0
	}
	for _, d := range h.Holidays {
		plan.Holidays = append(plan.Holidays, d.day())
	}
	compiled, err := clock.Compile(plan, first.day(), end.day())
	if err != nil {
		faults.OutOfRange("", nil, err.Error())
		return nil, faults.Err()
	}
	return &WorkingHours{*compiled, *clock.NewDays(first.day(), end.day(), plan.Starts()), loc, may}, nil
}

func clockShifts(shifts []Shift) []clock.Shift {
	out := make([]clock.Shift, len(shifts))
	for i, s := range shifts {
		out[i] = clock.Shift{Open: s.open.seconds, Close: s.close.seconds}
	}
	return out
}

// WorkingHours is [Hours] compiled: a [WorkingTime] and [WorkingDays] of constant cost for any span.
// It is immutable and safe for concurrent use. The zero WorkingHours know no dates, and answer [ErrHorizon].
type WorkingHours struct {
	clock clock.Clock
	days  clock.Days
	loc   *time.Location
	may   [7]bool // by weekday, whether a shift can start on it
}

// Between is the working time from a to b, exact to the nanosecond.
func (w *WorkingHours) Between(a, b time.Time) (time.Duration, error) { return w.clock.Between(a, b) }

// Add is the earliest instant at which d of working time has passed since t.
func (w *WorkingHours) Add(t time.Time, d time.Duration) (time.Time, error) {
	return w.clock.Add(t, d, clock.LandEarliest)
}

// IsOpen reports whether t is working time.
func (w *WorkingHours) IsOpen(t time.Time) (bool, error) { return w.clock.IsOpen(t) }

// Count is the number of working days, dates on which a shift starts, from a up to, and without, b.
func (w *WorkingHours) Count(a, b Date) (int, error) { return w.days.Count(a.day(), b.day()) }

// Offset is the nth working day after or before d.
func (w *WorkingHours) Offset(d Date, n int) (Date, error) {
	day, err := w.days.Offset(d.day(), n)
	if err != nil {
		return Date{}, err
	}
	return dateOf(day), nil
}

// MayWorkOn reports whether a working day can be one of the weekday, by the week and all dates, those beyond the
// horizon too.
func (w *WorkingHours) MayWorkOn(weekday time.Weekday) bool {
	return weekday >= time.Sunday && weekday <= time.Saturday && w.may[weekday]
}

// Location is the zone of the hours.
func (w *WorkingHours) Location() *time.Location { return w.loc }
