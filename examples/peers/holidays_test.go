package peers

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/de"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

func everyDay() logistics.Week {
	week := logistics.Weekdays(logistics.MustShift("08:00-18:00"))
	week.Saturday, week.Sunday = week.Friday, week.Friday
	return week
}

var zones = logistics.ZonesFunc(time.LoadLocation)

// more are countries and states whose lists have functions and exceptions of their own.
func more() []Country {
	return append(Countries(),
		Country{"AU-WA", "Australia/Perth", au.HolidaysWA}, Country{"AU-VIC", "Australia/Melbourne", au.HolidaysVIC},
		Country{"DE-SN", "Europe/Berlin", de.HolidaysSN}, Country{"DE-BE", "Europe/Berlin", de.HolidaysBE},
	)
}

// TestHolidaysAreThoseOfThePeer asks about every date of ten years. A week that is open every day shows both the day
// itself, which the peer calls actual, and the other one, which it calls observed.
func TestHolidaysAreThoseOfThePeer(t *testing.T) {
	for _, how := range []calendar.Observance{calendar.Also, calendar.Instead, calendar.WhenClosed} {
		clocks, err := Compile(more(), everyDay(), how, zones, 2020, 2029)
		if err != nil {
			t.Fatal(err)
		}
		for _, country := range more() {
			clock := clocks[country.Code]
			closed := 0
			end := logistics.MustDate("2030-01-01")
			for d := logistics.MustDate("2020-01-01"); d.Compare(end) < 0; d = d.AddDays(1) {
				want := false
				for _, h := range country.Holidays {
					peer := &cal.Calendar{Holidays: []*cal.Holiday{h}}
					actual, observed, _ := peer.IsHoliday(d.Start(clock.Location()))
					switch how {
					case calendar.Also:
						want = want || actual || observed
					case calendar.Instead:
						want = want || observed
					case calendar.WhenClosed: // nothing is closed anyway, but a weekday can have a second holiday
						want = want || actual || observed && actualOf(h, d).Weekday() != time.Saturday &&
							actualOf(h, d).Weekday() != time.Sunday
					}
				}
				works, err := clock.IsWorkingDay(d)
				if err != nil || works == want {
					t.Errorf(
						"%s, %s, %s: open %v, the peer has a holiday: %v, %v", country.Code, how, d, works, want, err,
					)
				}
				if !works {
					closed++
				}
			}
			if closed < 60 {
				t.Errorf("%s: %d holidays in ten years", country.Code, closed)
			}
		}
	}
}

// actualOf is the day itself of a holiday that is observed on a date.
func actualOf(h *cal.Holiday, d logistics.Date) logistics.Date {
	year, _, _ := d.Civil()
	for y := year - 1; y <= year+1; y++ {
		if actual, observed := h.Calc(y); !actual.IsZero() && dateOf(observed) == d {
			return dateOf(actual)
		}
	}
	return logistics.Date{}
}

// TestRulesAreFew: what the peer finds by its fields is one rule here, not one a year.
func TestRulesAreFew(t *testing.T) {
	for _, country := range Countries() {
		rules := Rules(country.Holidays, 2020, 2029, "")
		if len(rules) > 2*len(country.Holidays)+6 {
			t.Errorf("%s: %d rules of %d holidays", country.Code, len(rules), len(country.Holidays))
		}
	}
}

func TestCompileRefusesYearsThereAreNot(t *testing.T) {
	for _, years := range [][2]int{{0, 2020}, {2020, 9999}, {2025, 2020}} {
		if _, err := Compile(Countries(), everyDay(), "", zones, years[0], years[1]); err == nil {
			t.Errorf("%v", years)
		}
	}
	if _, err := Compile(Countries(), everyDay(), "", logistics.ZoneMap{}, 2020, 2021); err == nil {
		t.Error("a host without zones")
	}
}

func ExampleCompile() {
	week := logistics.Weekdays(logistics.MustShift("08:00-18:00"))
	clocks, err := Compile(Countries(), week, calendar.Also, zones, 2026, 2026)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, country := range Countries() {
		days, err := clocks[country.Code].Count(logistics.MustDate("2026-01-01"), logistics.MustDate("2027-01-01"))
		fmt.Println(country.Code, days, err)
	}
	// Output:
	// US 250 <nil>
	// GB 253 <nil>
	// DE 254 <nil>
	// CA 249 <nil>
	// AU 253 <nil>
}

func ExampleRules() {
	for _, country := range Countries()[:1] {
		for _, rule := range Rules(country.Holidays, 2024, 2030, calendar.WhenClosed)[:3] {
			date, observed, _ := rule.On(2028)
			fmt.Println(rule.Name, date, observed)
		}
	}
	// Output:
	// New Year's Day 2028-01-01 2027-12-31
	// Martin Luther King Jr. Day 2028-01-17 2028-01-17
	// Presidents' Day 2028-02-21 2028-02-21
}
