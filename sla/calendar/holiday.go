package calendar

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// RuleKind says how the date of a holiday is found in a year.
type RuleKind string

// The kinds of rule.
const (
	FixedDate    RuleKind = "fixed"   // Month and Day
	NthWeekday   RuleKind = "weekday" // the Nth Weekday on or after Month and Day; for Nth below zero, on or before
	EasterSunday RuleKind = "easter"  // Offset days from Easter Sunday
	Orthodox     RuleKind = "orthodox_easter"
)

// Rule is a holiday that comes every year.
type Rule struct {
	Name    string   `json:"name"`
	Kind    RuleKind `json:"kind"`
	Month   int      `json:"month,omitzero"`
	Day     int      `json:"day,omitzero"`
	Weekday string   `json:"weekday,omitzero"` // "mon" to "sun"
	Nth     int      `json:"nth,omitzero"`     // 1 to 5, or -1 to -5
	Offset  int      `json:"offset,omitzero"`  // days from the date the rest of the rule gives
	// days to move it by when it falls on a Saturday: -1 is the Friday
	Saturday  int        `json:"observed_saturday,omitzero"`
	Sunday    int        `json:"observed_sunday,omitzero"` // and when it falls on a Sunday: 1 is the Monday
	Observed  Observance `json:"observed,omitzero"`        // what becomes of the day itself; absent: also
	FirstYear int        `json:"first_year,omitzero"`
	LastYear  int        `json:"last_year,omitzero"`
}

// weekdayNames are the texts of Rule.Weekday, by time.Weekday.
func weekdayNames() []string { return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

func (r Rule) validate(path string, faults *logistics.Faults) {
	if r.Name == "" {
		faults.Required(path+"/name", "a holiday has a name")
	}
	switch r.Kind {
	case FixedDate, NthWeekday:
		if !existsInLeapYear(r.Month, r.Day) {
			faults.OutOfRange(path+"/day", strconv.Itoa(r.Month)+"-"+strconv.Itoa(r.Day), "no such month and day")
		}
	case EasterSunday, Orthodox:
		if r.Month != 0 || r.Day != 0 {
			faults.Conflict(
				path+"/day", strconv.Itoa(r.Month)+"-"+strconv.Itoa(r.Day), "Easter has no fixed month and day",
			)
		}
	default:
		faults.Unknown(path+"/kind", r.Kind, "fixed, weekday, easter or orthodox_easter")
	}
	switch isWeekday := slices.Contains(weekdayNames(), r.Weekday); {
	case r.Kind == NthWeekday:
		if !isWeekday {
			faults.Unknown(path+"/weekday", r.Weekday, "mon to sun")
		}
		if r.Nth == 0 || r.Nth > 5 || r.Nth < -5 {
			faults.OutOfRange(path+"/nth", r.Nth, "1 to 5, or -1 to -5")
		}
	case r.Weekday != "" || r.Nth != 0:
		faults.Conflict(path+"/weekday", r.Weekday, "only of the kind weekday")
	}
	for _, moved := range []struct {
		name string
		days int
	}{{"/offset", r.Offset}, {"/observed_saturday", r.Saturday}, {"/observed_sunday", r.Sunday}} {
		if moved.days < -366 || moved.days > 366 {
			faults.OutOfRange(path+moved.name, moved.days, "at most a year away")
		}
	}
	r.validateMoves(path, faults)
	r.validateObserved(path, faults)
	if r.FirstYear < 0 || r.FirstYear > 9999 {
		faults.OutOfRange(path+"/first_year", r.FirstYear, "1 to 9999")
	}
	switch {
	case r.LastYear < 0 || r.LastYear > 9999:
		faults.OutOfRange(path+"/last_year", r.LastYear, "1 to 9999")
	case r.LastYear != 0 && r.LastYear < r.FirstYear:
		faults.Conflict(path+"/last_year", r.LastYear, "ends before it starts")
	}
}

// validateMoves refuses to move a holiday from a weekday on which it never falls: all but a fixed date have one of
// their own.
func (r Rule) validateMoves(path string, faults *logistics.Faults) {
	weekday := r.Offset // Easter is a Sunday
	switch r.Kind {
	case NthWeekday:
		weekday += slices.Index(weekdayNames(), r.Weekday)
	case EasterSunday, Orthodox:
	default:
		return
	}
	switch weekday = (weekday%7 + 7) % 7; {
	case r.Saturday != 0 && weekday != int(time.Saturday):
		faults.Conflict(path+"/observed_saturday", r.Saturday, "it never falls on a Saturday")
	case r.Sunday != 0 && weekday != int(time.Sunday):
		faults.Conflict(path+"/observed_sunday", r.Sunday, "it never falls on a Sunday")
	}
}

func existsInLeapYear(month, day int) bool {
	_, err := logistics.NewDate(2024, time.Month(month), day)
	return err == nil
}

// On is the date of the holiday in a year, and the date it is observed on. ok is false in years it
// does not exist: before its first, after its last, or without a February 29.
func (r Rule) On(year int) (date, observed logistics.Date, ok bool) {
	if r.FirstYear != 0 && year < r.FirstYear || r.LastYear != 0 && year > r.LastYear {
		return logistics.Date{}, logistics.Date{}, false
	}
	switch r.Kind {
	case EasterSunday:
		date = easter(year)
	case Orthodox:
		date = orthodoxEaster(year)
	default:
		start, err := logistics.NewDate(year, time.Month(r.Month), r.Day)
		if err != nil {
			return logistics.Date{}, logistics.Date{}, false
		}
		date = start
		if r.Kind == NthWeekday {
			date = r.nth(start)
		}
	}
	date = date.AddDays(r.Offset)
	observed = date
	switch date.Weekday() {
	case time.Saturday:
		observed = date.AddDays(r.Saturday)
	case time.Sunday:
		observed = date.AddDays(r.Sunday)
	}
	return date, observed, written(date) && written(observed)
}

func (r Rule) nth(start logistics.Date) logistics.Date {
	want := slices.Index(weekdayNames(), r.Weekday)
	if want < 0 {
		return logistics.Date{} // Validate says so
	}
	ahead := (want - int(start.Weekday()) + 7) % 7
	if r.Nth > 0 {
		return start.AddDays(ahead + 7*(r.Nth-1))
	}
	back := (7 - ahead) % 7
	return start.AddDays(-back + 7*(r.Nth+1))
}

// easter is Easter Sunday of the Gregorian calendar.
func easter(year int) logistics.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	date, _ := logistics.NewDate(year, time.Month(n/31), n%31+1)
	return date
}

// orthodoxEaster is Easter Sunday of the Julian calendar as a date of the Gregorian.
func orthodoxEaster(year int) logistics.Date {
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	n := d + e + 114
	date, _ := logistics.NewDate(year, time.Month(n/31), n%31+1)
	return date.AddDays(year/100 - year/400 - 2) // the calendars drift apart by three days in four centuries
}

// written reports whether a date exists and can be written: the day after the last of all cannot.
func written(d logistics.Date) bool {
	year, _, _ := d.Civil()
	return !d.IsZero() && year <= 9999
}
