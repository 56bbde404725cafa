package peers

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/us"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// Country is a list of holidays of rickar/cal, and the zone whose dates they are.
type Country struct {
	Code     string // ISO 3166
	Zone     string
	Holidays []*cal.Holiday
}

// Countries are the United States, the United Kingdom, Germany, Canada and Australia. Where holidays differ within
// a country, it is those of all of it, and for Australia those of New South Wales; other lists of the peer, like
// those of the German states, are used in the same way.
func Countries() []Country {
	return []Country{
		{"US", "America/New_York", us.Holidays},
		{"GB", "Europe/London", gb.Holidays},
		{"DE", "Europe/Berlin", de.Holidays},
		{"CA", "America/Toronto", ca.Holidays},
		{"AU", "Australia/Sydney", au.HolidaysNSW},
	}
}

// Compile makes a clock for each country, for the years from first up to, and with, last. The week is open in all of
// them, and holidays are observed as how says; "" closes their own day and the other one.
func Compile(
	countries []Country, week logistics.Week, how calendar.Observance, zones logistics.Zones, first, last int,
) (map[string]*calendar.Clock, error) {
	from, err := logistics.NewDate(first, time.January, 1)
	end, errEnd := logistics.NewDate(last+1, time.January, 1)
	if err := errors.Join(err, errEnd); err != nil {
		return nil, err
	}
	clocks := make(map[string]*calendar.Clock, len(countries))
	for _, country := range countries {
		id, err := logistics.ParseID(country.Code)
		if err != nil {
			return nil, err
		}
		// A holiday of the years beside can be observed in one of these.
		rules := Rules(country.Holidays, first-1, last+1, how)
		clock, err := calendar.Compile(calendar.Calendar{
			ID: id, Zone: country.Zone, Week: week, Holidays: calendar.Holidays{Rules: rules},
		}, zones, from, end)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", country.Code, err)
		}
		clocks[country.Code] = clock
	}
	return clocks, nil
}

// Rules are the rules of a calendar for holidays of rickar/cal, in the years from first up to, and with, last. Each
// holds for the years in which it gives the dates of the peer; where the peer has a way of its own to find a date, or
// observes it on another day for the sake of a second holiday, that year has rules of its own.
func Rules(holidays []*cal.Holiday, first, last int, how calendar.Observance) []calendar.Rule {
	var rules []calendar.Rule
	for _, h := range holidays {
		rule, known := ruleOf(h, how)
		agreed := 0 // the year since which the rule has agreed
		for year := first; year <= last; year++ {
			if known && agrees(rule, h, year) {
				if agreed == 0 {
					agreed = year
				}
				continue
			}
			rules, agreed = added(rules, rule, agreed, year-1), 0
			rules = append(rules, ofYear(h, year, how)...)
		}
		rules = added(rules, rule, agreed, last)
	}
	return rules
}

// added adds a rule for some years, if there are any.
func added(rules []calendar.Rule, rule calendar.Rule, first, last int) []calendar.Rule {
	if first == 0 {
		return rules
	}
	rule.FirstYear, rule.LastYear = first, last
	return append(rules, rule)
}

// ruleOf is how a holiday is found by its fields. The peer finds it by a function, which cannot be read: whether the
// rule says the same is seen by its dates.
func ruleOf(h *cal.Holiday, how calendar.Observance) (rule calendar.Rule, known bool) {
	rule = calendar.Rule{Name: h.Name, Month: int(h.Month), Day: h.Day}
	weekday := strings.ToLower(h.Weekday.String()[:3])
	switch {
	case h.Month == 0:
		rule = calendar.Rule{Name: h.Name, Kind: calendar.EasterSunday, Offset: h.Offset}
		if h.Julian {
			rule.Kind = calendar.Orthodox
		}
	case h.Offset == 0:
		rule.Kind = calendar.FixedDate
	case h.Day != 0:
		rule.Kind, rule.Weekday, rule.Nth = calendar.NthWeekday, weekday, h.Offset
	case h.Offset > 0:
		rule.Kind, rule.Day, rule.Weekday, rule.Nth = calendar.NthWeekday, 1, weekday, h.Offset
	default: // from the end of the month
		lastDay := time.Date(2024, h.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
		if h.Month == time.February {
			return rule, false
		}
		rule.Kind, rule.Day, rule.Weekday, rule.Nth = calendar.NthWeekday, lastDay, weekday, h.Offset
	}
	rule.Offset += h.CalcOffset
	for _, alternative := range h.Observed {
		switch alternative.Day {
		case time.Saturday:
			rule.Saturday = alternative.Offset
		case time.Sunday:
			rule.Sunday = alternative.Offset
		}
	}
	if rule.Saturday != 0 || rule.Sunday != 0 {
		rule.Observed = how
	}
	return rule, true
}

// agrees tells whether a rule gives the dates of the peer in a year.
func agrees(rule calendar.Rule, h *cal.Holiday, year int) bool {
	actual, observed := h.Calc(year)
	date, moved, exists := rule.On(year)
	if !exists || actual.IsZero() {
		return !exists && actual.IsZero()
	}
	return date == dateOf(actual) && moved == dateOf(observed)
}

func dateOf(t time.Time) logistics.Date { return logistics.DateOf(t, t.Location()) }

// ofYear are the rules for what the peer has in one year.
func ofYear(h *cal.Holiday, year int, how calendar.Observance) []calendar.Rule {
	actual, observed := h.Calc(year)
	if actual.IsZero() {
		return nil
	}
	fixed := func(t time.Time) calendar.Rule {
		y, month, day := t.Date()
		return calendar.Rule{
			Name: h.Name, Kind: calendar.FixedDate, Month: int(month), Day: day, FirstYear: y, LastYear: y,
		}
	}
	rule := fixed(actual)
	days := dateOf(observed).DaysSince(dateOf(actual))
	switch weekday := actual.Weekday(); {
	case days == 0:
		return []calendar.Rule{rule}
	case weekday == time.Saturday:
		rule.Saturday, rule.Observed = days, how
		return []calendar.Rule{rule}
	case weekday == time.Sunday:
		rule.Sunday, rule.Observed = days, how
		return []calendar.Rule{rule}
	case how == calendar.Instead:
		return []calendar.Rule{fixed(observed)}
	}
	return []calendar.Rule{rule, fixed(observed)}
}
