package calendar_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/us"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// knownEasters are dates as almanacs give them, the earliest and latest possible ones among them.
var knownEasters = []string{
	"1818-03-22", "1886-04-25", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2001-04-15", "2002-03-31",
	"2003-04-20",
	"2004-04-11", "2005-03-27", "2006-04-16", "2007-04-08", "2008-03-23", "2009-04-12", "2010-04-04", "2011-04-24",
	"2012-04-08",
	"2013-03-31", "2014-04-20", "2015-04-05", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12",
	"2021-04-04",
	"2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
	"2030-04-21",
	"2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25", "2036-04-13", "2037-04-05", "2038-04-25",
	"2049-04-18",
	"2076-04-19", "2100-03-28", "2285-03-22",
}

var knownOrthodoxEasters = []string{
	"2000-04-30", "2001-04-15", "2002-05-05", "2003-04-27", "2004-04-11", "2005-05-01", "2006-04-23", "2007-04-08",
	"2008-04-27",
	"2009-04-19", "2010-04-04", "2011-04-24", "2012-04-15", "2013-05-05", "2014-04-20", "2015-04-12", "2016-05-01",
	"2017-04-16",
	"2018-04-08", "2019-04-28", "2020-04-19", "2021-05-02", "2022-04-24", "2023-04-16", "2024-05-05", "2025-04-20",
	"2026-04-12",
	"2027-05-02", "2028-04-16", "2029-04-08", "2030-04-28", "2031-04-13", "2032-05-02", "2033-04-24", "2034-04-09",
	"2035-04-29",
}

func TestEastersAreKnown(t *testing.T) {
	for kind, known := range map[calendar.RuleKind][]string{
		calendar.EasterSunday: knownEasters, calendar.Orthodox: knownOrthodoxEasters,
	} {
		for _, s := range known {
			want := logistics.MustDate(s)
			year, _, _ := want.Civil()
			if got, observed, ok := (calendar.Rule{Name: "Easter", Kind: kind}).On(year); !ok || got != want ||
				observed != want {
				t.Errorf("%s of %d is %s, not %s", kind, year, got, want)
			}
		}
	}
}

func TestEasterFollowsTheTablesOfMoons(t *testing.T) {
	for year := 1901; year <= 2199; year++ {
		date, _, _ := calendar.Rule{Kind: calendar.EasterSunday}.On(year)
		if want := tableEaster(year); civil(date) != want {
			t.Errorf("Easter of %d is %s", year, date)
		}
		if year > 2099 {
			continue
		}
		if date, _, _ := (calendar.Rule{Kind: calendar.Orthodox}).On(year); civil(date) != tableOrthodoxEaster(year) {
			t.Errorf("Orthodox Easter of %d is %s", year, date)
		}
	}
	for year := 1; year <= 9999; year++ {
		for _, kind := range []calendar.RuleKind{calendar.EasterSunday, calendar.Orthodox} {
			if date, _, ok := (calendar.Rule{Kind: kind}).On(year); !ok || date.Weekday() != time.Sunday {
				t.Errorf("%s of %d is %s, a %s", kind, year, date, date.Weekday())
			}
		}
	}
}

func fixed(name string, month, day, saturday, sunday int) calendar.Rule {
	return calendar.Rule{
		Name: name, Kind: calendar.FixedDate, Month: month, Day: day, Saturday: saturday, Sunday: sunday,
	}
}

func nth(name string, month, day int, weekday string, n int) calendar.Rule {
	return calendar.Rule{Name: name, Kind: calendar.NthWeekday, Month: month, Day: day, Weekday: weekday, Nth: n}
}

func easter(name string, offset int) calendar.Rule {
	return calendar.Rule{Name: name, Kind: calendar.EasterSunday, Offset: offset}
}

func years(r calendar.Rule, first, last int) calendar.Rule {
	r.FirstYear, r.LastYear = first, last
	return r
}

func federalHolidays() []calendar.Rule {
	return []calendar.Rule{
		fixed("New Year's Day", 1, 1, -1, 1), nth("Martin Luther King Jr. Day", 1, 1, "mon", 3),
		nth("Presidents' Day", 2, 1, "mon", 3),
		nth("Memorial Day", 5, 31, "mon", -1), years(fixed("Juneteenth", 6, 19, -1, 1), 2021, 0),
		fixed("Independence Day", 7, 4, -1, 1),
		nth("Labor Day", 9, 1, "mon", 1), nth("Columbus Day", 10, 1, "mon", 2), fixed("Veterans Day", 11, 11, -1, 1),
		nth("Thanksgiving Day", 11, 1, "thu", 4), fixed("Christmas Day", 12, 25, -1, 1),
	}
}

func germanHolidays() []calendar.Rule {
	return []calendar.Rule{
		fixed("Neujahr", 1, 1, 0, 0), easter("Karfreitag", -2), easter("Ostermontag", 1),
		fixed("Tag der Arbeit", 5, 1, 0, 0),
		easter("Christi Himmelfahrt", 39), easter("Pfingstmontag", 50), fixed("Tag der Deutschen Einheit", 10, 3, 0, 0),
		fixed("1. Weihnachtstag", 12, 25, 0, 0), fixed("2. Weihnachtstag", 12, 26, 0, 0),
	}
}

func bankHolidays() []calendar.Rule {
	return []calendar.Rule{
		fixed("New Year's Day", 1, 1, 2, 1), easter("Good Friday", -2), easter("Easter Monday", 1),
		years(nth("Early May", 5, 1, "mon", 1), 0, 2019), years(fixed("VE Day", 5, 8, 0, 0), 2020, 2020),
		years(nth("Early May", 5, 1, "mon", 1), 2021, 0),
		years(fixed("Coronation", 5, 8, 0, 0), 2023, 2023),
		years(nth("Spring", 5, 31, "mon", -1), 0, 2021), years(fixed("Spring", 6, 2, 0, 0), 2022, 2022),
		years(nth("Spring", 5, 31, "mon", -1), 2023, 0),
		years(fixed("Platinum Jubilee", 6, 3, 0, 0), 2022, 2022), nth("Summer", 8, 31, "mon", -1),
		// The two days of Christmas never fall on one substitute: each moves by two.
		fixed("Christmas Day", 12, 25, 2, 2), fixed("Boxing Day", 12, 26, 2, 2),
	}
}

func TestHolidaysAgreeWithAnotherLibrary(t *testing.T) {
	for _, country := range []struct {
		name  string
		rules []calendar.Rule
		other []*cal.Holiday
	}{
		{"US", federalHolidays(), us.Holidays},
		{"DE", germanHolidays(), de.Holidays},
		{"GB", bankHolidays(), gb.Holidays},
	} {
		for year := 2020; year <= 2030; year++ {
			got, want := map[string]bool{}, map[string]bool{}
			for _, rule := range country.rules {
				if _, observed, ok := rule.On(year); ok {
					got[observed.String()] = true
				}
			}
			for _, holiday := range country.other {
				if actual, observed := holiday.Calc(year); !actual.IsZero() {
					want[observed.Format(time.DateOnly)] = true
				}
			}
			if a, b := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(a, b) {
				t.Errorf("%s %d: %v, the other library %v", country.name, year, a, b)
			}
		}
	}
}

func TestAnObservedHolidayCrossesNewYear(t *testing.T) {
	doc := weekdays(newYork, "09:00-17:00")
	doc.Holidays.Rules = federalHolidays()
	c := compile(t, doc, hostZones{}, logistics.MustDate("2021-12-27"), logistics.MustDate("2022-01-01"))
	// New Year's Day 2022 is a Saturday, observed on a Friday of the year before.
	if n, err := c.Count(logistics.MustDate("2021-12-27"), logistics.MustDate("2022-01-01")); n != 4 || err != nil {
		t.Errorf("%d working days, %v", n, err)
	}
}

func TestRulesHaveYearsAndLeapDays(t *testing.T) {
	leap := fixed("leap day", 2, 29, 0, 0)
	if _, _, ok := leap.On(2025); ok {
		t.Error("2025 has no February 29")
	}
	if d, _, ok := leap.On(2024); !ok || d != logistics.MustDate("2024-02-29") {
		t.Errorf("leap day %s", d)
	}
	some := years(fixed("some years", 5, 1, 0, 0), 2020, 2022)
	for year, want := range map[int]bool{2019: false, 2020: true, 2022: true, 2023: false} {
		if _, _, ok := some.On(year); ok != want {
			t.Errorf("in %d: %v", year, ok)
		}
	}
	if _, _, ok := (calendar.Rule{Kind: calendar.FixedDate, Month: 12, Day: 31, Offset: 1}).On(9999); ok {
		t.Error("a day after the last of all")
	}
	// The fifth Monday from the first of a month is in the next one, when the month has four.
	if d, _, _ := nth("fifth", 2, 1, "mon", 5).On(2025); d != logistics.MustDate("2025-03-03") {
		t.Errorf("fifth Monday %s", d)
	}
	if d, _, _ := nth("on the day", 9, 1, "mon", 1).On(2025); d != logistics.MustDate("2025-09-01") {
		t.Errorf("first Monday %s", d)
	}
	if d, _, _ := nth("on the day", 9, 1, "mon", -1).On(2025); d != logistics.MustDate("2025-09-01") {
		t.Errorf("last Monday up to it %s", d)
	}
}
