package calendar

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Season is a week that holds for a range of dates, or for a part of each year.
type Season struct {
	Name     string         `json:"name,omitzero"`
	From     logistics.Date `json:"from,omitzero"`
	Through  logistics.Date `json:"through,omitzero"`   // the last date of it
	EachYear YearPart       `json:"each_year,omitzero"` // instead of both dates
	Week     logistics.Week `json:"week"`
}

// YearPart is a part of each year; it may run over New Year. One that begins on February 29 begins on March 1 in
// the other years, one that ends there ends on February 28, and one that does both comes in leap years only.
type YearPart struct {
	From    MonthDay `json:"from"`
	Through MonthDay `json:"through"` // the last day of it
}

// IsZero reports whether there is no part.
func (p YearPart) IsZero() bool { return p == YearPart{} }

// holds reports whether the date lies in the part; in none lies no date.
func (p YearPart) holds(d logistics.Date) bool {
	if p.IsZero() {
		return false
	}
	_, month, day := d.Civil()
	at := MonthDay{uint8(month), uint8(day)}.order()
	from, through := p.From.order(), p.Through.order()
	if from <= through {
		return at >= from && at <= through
	}
	return at >= from || at <= through
}

// MonthDay is a day of each year, as "12-24". The zero MonthDay is absent.
type MonthDay struct{ month, day uint8 }

// NewMonthDay is the day of a month; February 29 is one.
func NewMonthDay(month time.Month, day int) (MonthDay, error) {
	if !existsInLeapYear(int(month), day) {
		return MonthDay{}, logistics.NewFieldError(
			logistics.FaultOutOfRange, strconv.Itoa(int(month))+"-"+strconv.Itoa(day), "no such month and day",
		)
	}
	return MonthDay{uint8(month), uint8(day)}, nil
}

// ParseMonthDay reads the text: month and day, with two digits each.
func ParseMonthDay(s string) (MonthDay, error) {
	// 2000 was a leap year.
	d, err := logistics.ParseDate("2000-" + s)
	if err != nil {
		return MonthDay{}, logistics.NewFieldError(logistics.FaultSyntax, s, "month and day, like 12-24")
	}
	_, month, day := d.Civil()
	return MonthDay{uint8(month), uint8(day)}, nil
}

// MustMonthDay is ParseMonthDay for literals: it panics.
func MustMonthDay(s string) MonthDay {
	m, err := ParseMonthDay(s)
	if err != nil {
		panic(err)
	}
	return m
}

// IsZero reports whether the day is absent.
func (m MonthDay) IsZero() bool { return m == MonthDay{} }

// order compares days within a year.
func (m MonthDay) order() int { return int(m.month)*100 + int(m.day) }

// String is the text; that of an absent day is empty.
func (m MonthDay) String() string {
	if m.IsZero() {
		return ""
	}
	return string([]byte{'0' + m.month/10, '0' + m.month%10, '-', '0' + m.day/10, '0' + m.day%10})
}

// MarshalText writes the text.
func (m MonthDay) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the text.
func (m *MonthDay) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = MonthDay{}
		return nil
	}
	read, err := ParseMonthDay(string(text))
	if err != nil {
		return err
	}
	*m = read
	return nil
}

func (s Season) validate(path string, faults *logistics.Faults) {
	switch {
	case s.EachYear.IsZero():
		if s.From.IsZero() {
			faults.Required(path+"/from", "the first date, or a part of each year")
		}
		if s.Through.IsZero() {
			faults.Required(path+"/through", "the last date, or a part of each year")
		} else if s.Through.Compare(s.From) < 0 {
			faults.Conflict(path+"/through", s.Through, "ends before it starts")
		}
	case !s.From.IsZero() || !s.Through.IsZero():
		faults.Conflict(path+"/each_year", s.EachYear.From, "either dates or a part of each year")
	default:
		if s.EachYear.From.IsZero() {
			faults.Required(path+"/each_year/from", "the first day")
		}
		if s.EachYear.Through.IsZero() {
			faults.Required(path+"/each_year/through", "the last day")
		}
	}
	validateWeek(path+"/week", s.Week, faults)
}

// hidden reports whether on each date of a season one of those before it holds, so that it never does. A part of each
// year is hidden by parts of each year alone.
func (s Season) hidden(before []Season) bool {
	if !s.EachYear.IsZero() {
		return s.EachYear.hidden(before)
	}
	if s.From.IsZero() || s.Through.Compare(s.From) < 0 {
		return false
	}
	const wholeYears = 2 * 366 // dates in a row that parts of each year hold: then they hold all
	for d, row := s.From, 0; d.Compare(s.Through) <= 0 && row <= wholeYears && !d.IsZero(); {
		next, found := d, false
		for _, b := range before {
			switch {
			case !b.holds(d):
			case !b.EachYear.IsZero():
				found = true
			case next.Compare(b.Through) <= 0:
				next = b.Through.AddDays(1)
			}
		}
		switch {
		case next != d:
			d, row = next, 0
		case found:
			d, row = d.AddDays(1), row+1
		default:
			return false
		}
	}
	return true
}

// hidden reports whether parts of each year that come before hold all days of this one.
func (p YearPart) hidden(before []Season) bool {
	if p.From.IsZero() || p.Through.IsZero() {
		return false
	}
	first, _ := logistics.NewDate(2024, time.January, 1) // a year that has them all
	for n := range 366 {
		d := first.AddDays(n)
		taken := func(b Season) bool { return b.EachYear.holds(d) }
		if p.holds(d) && !slices.ContainsFunc(before, taken) {
			return false
		}
	}
	return true
}

// holds reports whether the date lies in the season.
func (s Season) holds(d logistics.Date) bool {
	if !s.EachYear.IsZero() {
		return s.EachYear.holds(d)
	}
	return d.Compare(s.From) >= 0 && d.Compare(s.Through) <= 0
}
