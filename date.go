package logistics

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics/internal/iso"
	"github.com/logicrm/logistics/internal/zone"
)

// Date is a civil date of the years 1 to 9999 in the Gregorian calendar, without a place. Dates
// compare with == and with Compare. The zero Date is absent.
type Date struct {
	n int32 // days since 0000-12-31, so that absent is 0
}

const dateBias = 719163 // day number of 1970-01-01 counted from 0000-12-31

// NewDate returns a date; one that does not exist (February 30) is a fault.
func NewDate(year int, month time.Month, day int) (Date, error) {
	if year < 1 || year > 9999 || !zone.Valid(year, month, day) {
		return Date{}, NewFieldError(
			FaultOutOfRange, strconv.Itoa(year)+"-"+strconv.Itoa(int(month))+"-"+strconv.Itoa(day), "no such date",
		)
	}
	return dateOf(zone.DayNumber(year, month, day)), nil
}

// dateOf takes a day number of internal/zone.
func dateOf(day int64) Date { return Date{int32(day + dateBias)} }

func (d Date) day() int64 { return int64(d.n) - dateBias }

// DateOf is the civil date of an instant in a zone. Without a zone, and outside the years 1 to 9999, it
// is absent; so it is of the zero time, which is no instant anybody meant.
func DateOf(t time.Time, loc *time.Location) Date {
	if loc == nil || t.IsZero() || t.Year() < 0 || t.Year() > 10000 {
		return Date{}
	}
	day, _ := zone.Local(loc, t.Unix())
	if day <= -dateBias || day >= endOfDates-dateBias {
		return Date{}
	}
	return dateOf(day)
}

// ParseDate reads "2025-03-03".
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' || !iso.AllDigits(s[:4]) || !iso.AllDigits(s[5:7]) ||
		!iso.AllDigits(s[8:]) {
		return Date{}, NewFieldError(FaultSyntax, s, "a date like 2025-03-03")
	}
	d, err := NewDate(int(iso.Number(s[:4])), time.Month(int(iso.Number(s[5:7]))), int(iso.Number(s[8:])))
	if err != nil {
		return Date{}, NewFieldError(FaultOutOfRange, s, "no such date")
	}
	return d, nil
}

// MustDate is [ParseDate] for literals in programs; it panics on a fault.
func MustDate(s string) Date { return must(ParseDate(s)) }

// Civil returns year, month and day.
func (d Date) Civil() (int, time.Month, int) { return zone.Civil(d.day()) }

// Weekday of the date.
func (d Date) Weekday() time.Weekday { return zone.Weekday(d.day()) }

// AddDays moves by civil days. The day after 9999-12-31 can be reached, because it is the end of that
// day and of its month and year, but not written; a result further out, or before the year 1, is the
// zero Date.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return Date{}
	}
	return dateAt(d.day() + int64(n))
}

// dateAt is the date of a day; absent out of the years 1 to 9999 and the day after them.
func dateAt(day int64) Date {
	if day < 1-dateBias || day > endOfDates-dateBias {
		return Date{}
	}
	return dateOf(day)
}

// endOfDates is the day after 9999-12-31.
const endOfDates = 2932897 + dateBias

// AddMonths moves by months; a day the month does not have becomes its last.
func (d Date) AddMonths(n int) Date {
	year, month, day := d.Civil()
	months := year*12 + int(month) - 1 + n
	year, month = months/12, time.Month(months%12+1)
	switch {
	case year == 10000 && month == time.January && day == 1:
		return Date{endOfDates}
	case d.IsZero() || months < 12 || year > 9999:
		return Date{}
	}
	for !zone.Valid(year, month, day) {
		day--
	}
	return dateOf(zone.DayNumber(year, month, day))
}

// DaysSince is the number of days from o to d.
func (d Date) DaysSince(o Date) int { return int(d.n - o.n) }

// Compare is -1, 0 or 1; an absent date is before every other.
func (d Date) Compare(o Date) int {
	switch {
	case d.n < o.n:
		return -1
	case d.n > o.n:
		return 1
	default:
		return 0
	}
}

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (d Date) Equal(o Date) bool { return d == o }

// Start is the first instant of the date in a zone. It is not always midnight: where the clocks skip
// midnight, the date begins when they land. An absent date, and no zone, give the zero time.
func (d Date) Start(loc *time.Location) time.Time {
	if d.IsZero() || loc == nil {
		return time.Time{}
	}
	return time.Unix(zone.StartOfDay(loc, d.day()), 0).In(loc)
}

// At is the instant at which the wall clocks of a zone show t on the date; 24:00 and more are readings of
// the next date. Where the clocks skip the reading it is the instant of the change, where they show it
// twice the first. An absent date, and no zone, give the zero time.
func (d Date) At(t TimeOfDay, loc *time.Location) time.Time {
	if d.IsZero() || loc == nil {
		return time.Time{}
	}
	days, second := int64(t.seconds/86400), int64(t.seconds%86400)
	reading := zone.Candidates(loc, d.day()+days, second)
	first := reading.First
	if reading.Kind == zone.Skipped {
		first = reading.Transition
	}
	return time.Unix(first, 0).In(loc)
}

// IsZero reports whether the date is absent.
func (d Date) IsZero() bool { return d.n == 0 }

func (d Date) append(dst []byte) []byte {
	year, month, day := d.Civil()
	dst = iso.AppendPadded(dst, year, 4)
	dst = append(dst, '-')
	dst = iso.AppendPadded(dst, int(month), 2)
	dst = append(dst, '-')
	return iso.AppendPadded(dst, day, 2)
}

// String is "2025-03-03"; "" for an absent date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.append(nil))
}

// MarshalText writes the form of String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of String; empty text is an absent date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	return parseInto(d, ParseDate, text)
}

// TimeOfDay is a reading of the wall clock in seconds since 00:00. It runs to 48:00, so that a shift
// that ends on the next date can say "30:00". The zero TimeOfDay is 00:00. TimesOfDay compare with ==.
type TimeOfDay struct {
	seconds int32
}

// ParseTimeOfDay reads "09:00" or "09:00:30", up to "48:00".
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	seconds, fault := iso.ParseTimeOfDay(s)
	return TimeOfDay{seconds}, isoFault(s, fault)
}

// MustTimeOfDay is [ParseTimeOfDay] for literals in programs; it panics on a fault.
func MustTimeOfDay(s string) TimeOfDay { return must(ParseTimeOfDay(s)) }

// Seconds since 00:00.
func (t TimeOfDay) Seconds() int { return int(t.seconds) }

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (t TimeOfDay) Equal(o TimeOfDay) bool { return t == o }

// String is "09:00", with seconds where there are any.
func (t TimeOfDay) String() string {
	clock := iso.Clock{Seconds: t.seconds, Parts: 2}
	if t.seconds%60 != 0 {
		clock.Parts = 3
	}
	return string(clock.Append(nil))
}

// MarshalText writes the form of String.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the form of String.
func (t *TimeOfDay) UnmarshalText(text []byte) error { return parseInto(t, ParseTimeOfDay, text) }
