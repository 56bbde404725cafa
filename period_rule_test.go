package logistics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/logicrm/logistics"
)

// retailers is the calendar of the retailers of the United States: weeks from Sunday, the year ends on the Saturday
// nearest to 31 January.
func retailers(kind logistics.PeriodKind) logistics.PeriodRule {
	return logistics.PeriodRule{
		Kind: kind, Zone: "America/New_York", YearRule: logistics.NearestWeek, AnchorDay: 7, YearMonth: 2,
	}
}

func ExamplePeriodRule() {
	rule := retailers(logistics.FourFiveFour)
	day := logistics.MustDate("2024-02-03") // the last day of the 53rd week
	fmt.Println(rule.Of(day))
	rule.Span = logistics.EveryYear
	fmt.Println(rule.Of(day), rule.Of(day).Days()/7)
	// Output:
	// 2023-12-31/2024-02-04
	// 2023-01-29/2024-02-04 53
}

func ExamplePeriodRule_Equal() {
	a, b := retailers(logistics.FourFiveFour), retailers(logistics.FourFourFive)
	fmt.Println(a.Equal(a), a.Equal(b))
	// Output:
	// true false
}

// TestRetailPeriods holds the months of published retail years, by a rule, by their first days and from a Saturday.
func TestRetailPeriods(t *testing.T) {
	given := func(kind logistics.PeriodKind, start string, long ...string) logistics.PeriodRule {
		r := logistics.PeriodRule{Kind: kind, Zone: "UTC", YearStart: logistics.MustDate(start)}
		for _, text := range long {
			r.LongYears = append(r.LongYears, logistics.MustDate(text))
		}
		return r
	}
	for _, c := range []struct {
		rule       logistics.PeriodRule
		date, want string
	}{
		{retailers(logistics.FourFiveFour), "2024-01-28", "2023-12-31/2024-02-04"},
		{retailers(logistics.FourFourFive), "2024-01-28", "2023-12-24/2024-02-04"},
		{retailers(logistics.FiveFourFour), "2024-01-28", "2023-12-31/2024-02-04"},
		{retailers(logistics.FourFiveFour), "2024-02-04", "2024-02-04/2024-03-03"},
		{given(logistics.FourFiveFour, "2026-01-31"), "2026-03-30", "2026-02-28/2026-04-04"},
		{given(logistics.FourFourFive, "2026-01-31"), "2026-03-30", "2026-03-28/2026-05-02"},
		{given(logistics.FourFiveFour, "2022-01-30", "2023-01-29"), "2024-01-28", "2023-12-31/2024-02-04"},
		{given(logistics.FourFiveFour, "2022-01-30"), "2024-01-28", "2024-01-28/2024-02-25"},
	} {
		if err := c.rule.Validate(); err != nil {
			t.Errorf("%+v: %v", c.rule, err)
		}
		if p := c.rule.Of(logistics.MustDate(c.date)); p.String() != c.want {
			t.Errorf("%s %s: %s, want %s", c.rule.Kind, c.date, p, c.want)
		}
	}
}

// TestAFieldOfAPeriodRuleChangesSomething, or it is a fault.
func TestAFieldOfAPeriodRuleChangesSomething(t *testing.T) {
	date := logistics.MustDate("2025-02-02")
	fields := []struct {
		path string
		set  func(*logistics.PeriodRule)
	}{
		{"/anchor_day", func(r *logistics.PeriodRule) { r.AnchorDay = 3 }},
		{"/year_month", func(r *logistics.PeriodRule) { r.YearMonth = 5 }},
		{"/year_start", func(r *logistics.PeriodRule) { r.YearStart = date.AddDays(7) }},
		{"/long_years", func(r *logistics.PeriodRule) { r.LongYears = []logistics.Date{date.AddDays(364)} }},
		{"/year_rule", func(r *logistics.PeriodRule) { r.YearRule = logistics.LastWeek }},
		{"/span", func(r *logistics.PeriodRule) { r.Span = logistics.EveryQuarter }},
		{"/rolling_days", func(r *logistics.PeriodRule) { r.RollDays = 28 }},
	}
	sound := []struct {
		rule logistics.PeriodRule
		uses []string
	}{
		{logistics.PeriodRule{Kind: logistics.EveryDay}, nil},
		{logistics.PeriodRule{Kind: logistics.EveryWeek}, nil},
		{logistics.PeriodRule{Kind: logistics.SundayWeek}, nil},
		{logistics.PeriodRule{Kind: logistics.AnchoredWeek, AnchorDay: 6}, []string{"/anchor_day"}},
		{logistics.PeriodRule{Kind: logistics.EveryMonth}, []string{"/anchor_day"}},
		{logistics.PeriodRule{Kind: logistics.EveryQuarter}, []string{"/year_month"}},
		{logistics.PeriodRule{Kind: logistics.EveryYear}, []string{"/year_month"}},
		{logistics.PeriodRule{Kind: logistics.RollingPeriod, RollDays: 7}, []string{"/rolling_days"}},
		{
			logistics.PeriodRule{Kind: logistics.FourFourFive, YearStart: date.AddDays(-364)},
			[]string{"/year_start", "/long_years", "/span"},
		},
		{
			logistics.PeriodRule{Kind: logistics.FiveFourFour, YearRule: logistics.NearestWeek, AnchorDay: 7},
			[]string{"/anchor_day", "/year_month", "/year_rule", "/span"},
		},
	}
	for _, c := range sound {
		c.rule.Zone = "UTC"
		if err := c.rule.Validate(); err != nil {
			t.Errorf("%s: %v", c.rule.Kind, err)
		}
		for _, f := range fields {
			rule := c.rule
			f.set(&rule)
			err := rule.Validate()
			if f.path == "/year_rule" && err != nil && rule.Kind == logistics.FourFourFive {
				continue // then what it had is of no use
			}
			if slices.Contains(c.uses, f.path) {
				changes := false
				for d := date.AddDays(-1000); !changes && d.Compare(date.AddDays(1000)) < 0; d = d.AddDays(1) {
					changes = rule.Of(d) != c.rule.Of(d)
				}
				if err != nil || !changes {
					t.Errorf("%s with %s: changes something %v, %v", c.rule.Kind, f.path, changes, err)
				}
				continue
			}
			var faults logistics.Faults
			if !errors.As(err, &faults) || len(faults) != 1 || faults[0].Path != f.path {
				t.Errorf("%s with %s: %v", c.rule.Kind, f.path, err)
			}
		}
	}
}

// TestPeriodRulesTellTheirFaults, each with its path.
func TestPeriodRulesTellTheirFaults(t *testing.T) {
	date := logistics.MustDate("2025-02-02")
	for path, rule := range map[string]logistics.PeriodRule{
		"/kind":       {Kind: "fortnight"},
		"/anchor_day": {Kind: logistics.AnchoredWeek, AnchorDay: 8},
		"/year_month": {Kind: logistics.EveryYear, YearMonth: 13},
		"/year_start": {Kind: logistics.FourFiveFour},
		"/year_rule":  {Kind: logistics.FourFiveFour, YearRule: "first", AnchorDay: 1},
		"/span":       {Kind: logistics.FourFiveFour, YearStart: date, Span: logistics.EveryWeek},
		"/long_years/1": {
			Kind: logistics.FourFiveFour, YearStart: date,
			LongYears: []logistics.Date{date.AddDays(364), date.AddDays(728)}, // the one before has 371 days
		},
		"/long_years": {Kind: logistics.FourFiveFour, YearStart: date, LongYears: make([]logistics.Date, 101)},
	} {
		rule.Zone = "UTC"
		var faults logistics.Faults
		if err := rule.Validate(); !errors.As(err, &faults) || len(faults) != 1 ||
			faults[0].Path != path {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestRetailRulesAreDocuments: what is written reads back and cuts the same.
func TestRetailRulesAreDocuments(t *testing.T) {
	rule := logistics.PeriodRule{
		Kind: logistics.FourFiveFour, Zone: "UTC", YearStart: logistics.MustDate("2022-01-30"),
		LongYears: []logistics.Date{logistics.MustDate("2023-01-29")}, Span: logistics.EveryQuarter,
	}
	data, err := json.Marshal(rule)
	if err != nil {
		t.Fatal(err)
	}
	var read logistics.PeriodRule
	if err := json.Unmarshal(data, &read); err != nil || !read.Equal(rule) {
		t.Errorf("%s: %+v, %v", data, read, err)
	}
	if read.YearRule = logistics.LastWeek; read.Equal(rule) {
		t.Error("another rule is equal")
	}
}

// TestTheLastPeriodOfTheCalendarReadsBack, which ends on a date that cannot be written alone.
func TestTheLastPeriodOfTheCalendarReadsBack(t *testing.T) {
	for _, rule := range []logistics.PeriodRule{
		{Kind: logistics.EveryDay},
		{Kind: logistics.EveryMonth},
		{Kind: logistics.EveryYear},
		{Kind: logistics.FourFourFive, YearStart: logistics.MustDate("9998-12-26")},
	} {
		p := rule.Of(logistics.MustDate("9999-12-31"))
		if p.IsZero() {
			continue
		}
		read, err := logistics.ParsePeriod(p.String())
		if err != nil || read != p {
			t.Errorf("%s: %s reads as %s, %v", rule.Kind, p, read, err)
		}
	}
}
