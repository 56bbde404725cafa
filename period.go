package logistics

import (
	"strings"
	"time"

	"github.com/logicrm/logistics/internal/period"

	"github.com/logicrm/logistics/internal/iso"
)

// Period is a span of civil dates a figure belongs to: a month, a week, a quarter, any range. It holds
// whole dates, the end not included; the zone they are days of is said by the rule that made it.
// Periods compare with ==. The zero Period is absent.
type Period struct {
	start, end Date
}

// NewPeriod returns the dates from start up to, and without, end.
func NewPeriod(start, end Date) (Period, error) {
	if start.IsZero() || end.Compare(start) <= 0 {
		return Period{}, NewFieldError(FaultConflict, start.String()+"/"+end.String(), "a period has at least one day")
	}
	return Period{start, end}, nil
}

// Month is a calendar month.
func Month(year int, month time.Month) (Period, error) {
	start, err := NewDate(year, month, 1)
	if err != nil {
		return Period{}, err
	}
	return NewPeriod(start, start.AddMonths(1))
}

// ParsePeriod reads "2025-03" (month), "2025-Q1", "2025" (years and quarters of the calendar),
// "2025-W10" (ISO 8601 week), "2025-03-03" (day), or "2025-01-26/2025-02-23" (end not included).
func ParsePeriod(s string) (Period, error) {
	if from, to, ok := strings.Cut(s, "/"); ok {
		start, err := ParseDate(from)
		if err != nil {
			return Period{}, err
		}
		if to == "10000-01-01" { // the day after the last date that can be written
			return NewPeriod(start, Date{endOfDates})
		}
		end, err := ParseDate(to)
		if err != nil {
			return Period{}, err
		}
		return NewPeriod(start, end)
	}
	start, end, fault, ok := period.Parse(s)
	switch err := isoFault(s, fault); {
	case err != nil:
		return Period{}, err
	case ok:
		return NewPeriod(dateAt(start), dateAt(end))
	case len(s) < 4 || !iso.AllDigits(s[:4]):
		return Period{}, NewFieldError(
			FaultSyntax, s, "a period like 2025-03, 2025-Q1, 2025-W10 or 2025-01-26/2025-02-23")
	}
	day, err := ParseDate(s)
	if err != nil {
		return Period{}, err
	}
	return NewPeriod(day, day.AddDays(1))
}

// MustPeriod is [ParsePeriod] for literals in programs; it panics on a fault.
func MustPeriod(s string) Period { return must(ParsePeriod(s)) }

// Start is the first date.
func (p Period) Start() Date { return p.start }

// End is the first date after the period.
func (p Period) End() Date { return p.end }

// Days is the number of dates.
func (p Period) Days() int { return p.end.DaysSince(p.start) }

// Contains reports whether the date is in the period.
func (p Period) Contains(d Date) bool { return d.Compare(p.start) >= 0 && d.Compare(p.end) < 0 }

// Window is the half-open window of the period in a zone. That of an absent period, or in no zone, is
// absent.
func (p Period) Window(loc *time.Location) Window {
	if p.start.IsZero() || p.end.IsZero() || loc == nil {
		return Window{}
	}
	return Window{p.start.Start(loc), p.end.Start(loc), Until}
}

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (p Period) Equal(o Period) bool { return p == o }

// Compare orders by start, then end.
func (p Period) Compare(o Period) int {
	if c := p.start.Compare(o.start); c != 0 {
		return c
	}
	return p.end.Compare(o.end)
}

// IsZero reports whether the period is absent.
func (p Period) IsZero() bool { return p == Period{} }

// String is the shortest form ParsePeriod reads; "" for an absent period.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	if p.Days() == 1 {
		return p.start.String()
	}
	if text := period.Append(nil, p.start.day(), p.end.day()); text != nil {
		return string(text)
	}
	return p.start.String() + "/" + p.end.String()
}

// MarshalText writes the form of String.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the form of String; empty text is an absent period.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	return parseInto(p, ParsePeriod, text)
}
