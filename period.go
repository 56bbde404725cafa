package logistics

import (
	"strconv"
	"strings"
	"time"

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
		end, err := ParseDate(to)
		if err != nil {
			return Period{}, err
		}
		return NewPeriod(start, end)
	}
	if len(s) < 4 || !iso.AllDigits(s[:4]) {
		return Period{}, periodSyntax(s)
	}
	year, rest := int(iso.Number(s[:4])), s[4:]
	switch {
	case rest == "":
		return monthsFrom(year, 1, 12)
	case len(rest) == 3 && rest[:2] == "-Q" && rest[2] >= '1' && rest[2] <= '4':
		return monthsFrom(year, 3*int(rest[2]-'1')+1, 3)
	case len(rest) == 3 && rest[0] == '-' && iso.AllDigits(rest[1:]):
		return monthsFrom(year, int(iso.Number(rest[1:])), 1)
	case len(rest) == 4 && rest[:2] == "-W" && iso.AllDigits(rest[2:]):
		return isoWeek(year, int(iso.Number(rest[2:])))
	default:
		day, err := ParseDate(s)
		if err != nil {
			return Period{}, err
		}
		return NewPeriod(day, day.AddDays(1))
	}
}

// MustPeriod is [ParsePeriod] for literals in programs; it panics on a fault.
func MustPeriod(s string) Period { return must(ParsePeriod(s)) }

func periodSyntax(s string) *FieldError {
	return NewFieldError(FaultSyntax, s, "a period like 2025-03, 2025-Q1, 2025-W10 or 2025-01-26/2025-02-23")
}

func monthsFrom(year, month, months int) (Period, error) {
	start, err := NewDate(year, time.Month(month), 1)
	if err != nil {
		return Period{}, err
	}
	return NewPeriod(start, start.AddMonths(months))
}

// isoWeek is the week with the year's first Thursday counted as week 1.
func isoWeek(year, week int) (Period, error) {
	jan4, err := NewDate(year, time.January, 4)
	if err != nil {
		return Period{}, err
	}
	start := weekStart(jan4).AddDays(7 * (week - 1))
	if y, w := start.isoWeek(); week < 1 || y != year || w != week {
		return Period{}, NewFieldError(FaultOutOfRange, strconv.Itoa(year)+"-W"+strconv.Itoa(week), "no such week")
	}
	return NewPeriod(start, start.AddDays(7))
}

func weekStart(d Date) Date { return d.AddDays(-int(d.Weekday()+6) % 7) }

func (d Date) isoWeek() (year, week int) {
	thursday := weekStart(d).AddDays(3)
	year, _, _ = thursday.Civil()
	first, _ := NewDate(year, time.January, 1)
	return year, thursday.DaysSince(first)/7 + 1
}

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
	year, month, day := p.start.Civil()
	switch {
	case p.Days() == 1:
		return p.start.String()
	case day == 1 && p.end == p.start.AddMonths(1):
		return p.start.String()[:7]
	case day == 1 && month%3 == 1 && p.end == p.start.AddMonths(3):
		return p.start.String()[:4] + "-Q" + strconv.Itoa(int(month+2)/3)
	case day == 1 && month == 1 && p.end == p.start.AddMonths(12):
		return p.start.String()[:4]
	case p.Days() == 7 && p.start.Weekday() == time.Monday:
		isoYear, week := p.start.isoWeek()
		if isoYear <= 9999 && isoYear >= year-1 {
			return string(iso.AppendPadded(append(iso.AppendPadded(nil, isoYear, 4), "-W"...), week, 2))
		}
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

// PeriodKind names how a [PeriodRule] cuts time.
type PeriodKind string

// The kinds of period.
const (
	EveryDay      PeriodKind = "day"
	EveryWeek     PeriodKind = "iso_week"    // Monday to Sunday
	SundayWeek    PeriodKind = "sunday_week" // Sunday to Saturday
	EveryMonth    PeriodKind = "month"       // of the calendar, or from AnchorDay to AnchorDay
	EveryQuarter  PeriodKind = "quarter"
	EveryYear     PeriodKind = "year"
	FourFourFive  PeriodKind = "4-4-5" // retail months of 4, 4 and 5 weeks from YearStart
	RollingPeriod PeriodKind = "rolling"
)

// PeriodRule says which period a date falls into. It is data of a policy.
type PeriodRule struct {
	Kind      PeriodKind `json:"kind"`
	Zone      string     `json:"zone"`                  // whose days these are, an IANA name
	AnchorDay int        `json:"anchor_day,omitzero"`   // month: 2 to 28, the day a billing month starts on
	YearMonth int        `json:"year_month,omitzero"`   // quarter, year: 2 to 12, the month a fiscal year starts in
	YearStart Date       `json:"year_start,omitzero"`   // 4-4-5: first date of a fiscal year of 52 weeks
	RollDays  int        `json:"rolling_days,omitzero"` // rolling: how many days end with the date
}

// Validate reports every fault of the rule.
func (r PeriodRule) Validate() error {
	var faults Faults
	if err := checkZoneName(r.Zone); err != nil {
		faults.At("/zone", err)
	}
	switch r.Kind {
	case EveryDay, EveryWeek, SundayWeek, EveryMonth, EveryQuarter, EveryYear:
	case FourFourFive:
		if r.YearStart.IsZero() {
			faults.Required("/year_start", "4-4-5 needs the first date of a fiscal year")
		}
	case RollingPeriod:
		if r.RollDays < 1 || r.RollDays > maxDays {
			faults.OutOfRange("/rolling_days", r.RollDays, "1 to 36525")
		}
	default:
		faults.Unknown("/kind", r.Kind, "day, iso_week, sunday_week, month, quarter, year, 4-4-5 or rolling")
	}
	if r.AnchorDay < 0 || r.AnchorDay > 28 {
		faults.OutOfRange("/anchor_day", r.AnchorDay, "1 to 28: every month has it")
	}
	if r.YearMonth < 0 || r.YearMonth > 12 {
		faults.OutOfRange("/year_month", r.YearMonth, "1 to 12")
	}
	return faults.Err()
}

// Of returns the period d falls into. The rule must be valid. The period of an absent date is absent, and
// so is one that begins before the year 1 or ends after the year 9999.
func (r PeriodRule) Of(d Date) Period {
	if d.IsZero() {
		return Period{}
	}
	p := r.of(d)
	if p.start.IsZero() || p.end.IsZero() {
		return Period{}
	}
	return p
}

func (r PeriodRule) of(d Date) Period {
	year, month, day := d.Civil()
	switch r.Kind {
	case EveryWeek:
		start := weekStart(d)
		return Period{start, start.AddDays(7)}
	case SundayWeek:
		start := d.AddDays(-int(d.Weekday()))
		return Period{start, start.AddDays(7)}
	case EveryMonth:
		start, _ := NewDate(year, month, max(r.AnchorDay, 1))
		if day < max(r.AnchorDay, 1) {
			start = start.AddMonths(-1)
		}
		return Period{start, start.AddMonths(1)}
	case EveryQuarter, EveryYear:
		months := 3
		if r.Kind == EveryYear {
			months = 12
		}
		first, _ := NewDate(year, month, 1)
		start := first.AddMonths(-((int(month) - max(r.YearMonth, 1) + 12) % 12 % months))
		return Period{start, start.AddMonths(months)}
	case FourFourFive:
		return r.fourFourFive(d)
	case RollingPeriod:
		return Period{d.AddDays(1 - r.RollDays), d.AddDays(1)}
	default:
		return Period{d, d.AddDays(1)}
	}
}

// fourFourFive counts 52-week years from YearStart. A 53rd week is a decision of the host: it gives
// the next year its own YearStart.
func (r PeriodRule) fourFourFive(d Date) Period {
	week := int(floorDiv(int64(d.DaysSince(r.YearStart)), 7))
	quarter := int(floorDiv(int64(week), 13))
	within := week - 13*quarter
	from, weeks := 0, 4
	switch {
	case within >= 8:
		from, weeks = 8, 5
	case within >= 4:
		from = 4
	}
	start := r.YearStart.AddDays(7 * (13*quarter + from))
	return Period{start, start.AddDays(7 * weeks)}
}
