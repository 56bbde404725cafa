package calendar_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// faults are the paths and codes of an error, in order.
func faults(err error) []string {
	var found logistics.Faults
	errors.As(err, &found)
	list := []string{}
	for _, f := range found {
		list = append(list, f.Path+" "+string(f.Code))
	}
	return list
}

func shifts(texts ...string) []logistics.Shift {
	var list []logistics.Shift
	for _, s := range texts {
		list = append(list, logistics.MustShift(s))
	}
	return list
}

func TestCalendarReportsEveryFault(t *testing.T) {
	day := logistics.MustDate("2025-03-03")
	twice := []logistics.DayHours{
		{Date: day, Shifts: shifts("09:00-17:00")},
		{Date: day, Shifts: []logistics.Shift{{}}},
		{Shifts: shifts("09:00-17:00")},
	}
	many := make([]logistics.Shift, 49)
	for i := range many {
		many[i] = logistics.MustShift("09:00-17:00")
	}
	bad := calendar.Calendar{
		Schema: "logistics/calendar/9", Zone: "../etc/passwd",
		Week: logistics.Week{Monday: []logistics.Shift{{}}, Sunday: many},
		Seasons: []calendar.Season{
			{},
			{From: day, Through: day.AddDays(-1), Week: logistics.Week{Friday: []logistics.Shift{{}}}},
			{From: day, EachYear: calendar.YearPart{From: calendar.MustMonthDay("03-01")}},
			{EachYear: calendar.YearPart{From: calendar.MustMonthDay("03-01")}},
			{EachYear: calendar.YearPart{Through: calendar.MustMonthDay("03-01")}},
		},
		Rotation: calendar.Rotation{Weeks: []logistics.Week{{}, {Tuesday: []logistics.Shift{{}}}}},
		Dates:    twice, Extra: twice, Closures: append(slices.Clone(twice), logistics.DayHours{Date: day.AddDays(1)}),
		Holidays: calendar.Holidays{
			Policy: "never", Dates: []logistics.Date{day, {}},
			Rules: []calendar.Rule{
				{},
				{
					Name: "a", Kind: calendar.FixedDate, Month: 2, Day: 30, Weekday: "mon", Offset: 367, Saturday: -367,
					Sunday: 367, FirstYear: 2020, LastYear: 2019,
				},
				{
					Name: "b", Kind: calendar.NthWeekday, Month: 13, Day: 1, Weekday: "monday", Nth: 6, FirstYear: -1,
					LastYear: 10000,
				},
				{Name: "c", Kind: calendar.EasterSunday, Month: 4, Nth: 1},
				{Name: "d", Kind: calendar.NthWeekday, Month: 1, Day: 1, Weekday: "mon"},
				{Name: "e", Kind: calendar.FixedDate, Month: 1, Day: 1, Observed: calendar.Also},
				{Name: "f", Kind: calendar.FixedDate, Month: 1, Day: 1, Saturday: 1, Observed: "both"},
			},
		},
		PartDays: []calendar.PartDay{
			{Rule: calendar.Rule{Name: "g", Kind: calendar.EasterSunday}}, {Shifts: []logistics.Shift{{}}},
		},
		Uncounted: calendar.Uncounted{
			Weekdays: []string{"sat", "saturday", "sat"}, Dates: []logistics.Date{{}}, Rules: []calendar.Rule{{}},
		},
		Changes: calendar.Changes{Skipped: "a", RepeatedOpen: "b", RepeatedClose: "c"},
	}
	want := []string{
		"/clock_changes/repeated_close unknown", "/clock_changes/repeated_open unknown",
		"/clock_changes/skipped unknown",
		"/closures/1/date duplicate", "/closures/1/shifts/0 required", "/closures/2/date required",
		"/closures/3/shifts required",
		"/dates/1/date duplicate", "/dates/1/shifts/0 required", "/dates/2/date required",
		"/extra/1/date duplicate", "/extra/1/shifts/0 required", "/extra/2/date required",
		"/holidays/dates/1 required", "/holidays/policy unknown",
		"/holidays/rules/0/kind unknown", "/holidays/rules/0/name required",
		"/holidays/rules/1/day out_of_range", "/holidays/rules/1/last_year conflict",
		"/holidays/rules/1/observed_saturday out_of_range",
		"/holidays/rules/1/observed_sunday out_of_range", "/holidays/rules/1/offset out_of_range",
		"/holidays/rules/1/weekday conflict",
		"/holidays/rules/2/day out_of_range", "/holidays/rules/2/first_year out_of_range",
		"/holidays/rules/2/last_year out_of_range",
		"/holidays/rules/2/nth out_of_range", "/holidays/rules/2/weekday unknown",
		"/holidays/rules/3/day conflict", "/holidays/rules/3/weekday conflict", "/holidays/rules/4/nth out_of_range",
		"/holidays/rules/5/observed conflict", "/holidays/rules/6/observed unknown",
		"/id required", "/part_days/0/shifts required", "/part_days/1/kind unknown", "/part_days/1/name required",
		"/part_days/1/shifts/0 required", "/rotation/start required", "/rotation/weeks/1/tue/0 required",
		"/schema unsupported",
		"/seasons/0/from required", "/seasons/0/through required", "/seasons/1/through conflict",
		"/seasons/1/week/fri/0 required", "/seasons/2/each_year conflict", "/seasons/3/each_year/through required",
		"/seasons/4/each_year/from required", "/uncounted/dates/0 required", "/uncounted/rules/0/kind unknown",
		"/uncounted/rules/0/name required", "/uncounted/weekdays/1 unknown", "/uncounted/weekdays/2 duplicate",
		"/week/mon/0 required", "/week/sun too_many", "/zone syntax",
	}
	if got := faults(bad.Validate()); !slices.Equal(got, want) {
		t.Errorf("faults\n%q\nwant\n%q", got, want)
	}
	// A name that climbs the tree of files is never handed to the host.
	_, err := calendar.Compile(bad, refuser{t}, day, day)
	if got := faults(err); !slices.Equal(got, append([]string{" out_of_range"}, want...)) {
		t.Errorf("faults %q", got)
	}
}

// refuser is a host that must not be asked.
type refuser struct{ t *testing.T }

func (r refuser) Zone(name string) (*time.Location, error) {
	r.t.Errorf("the host was asked for %q", name)
	return nil, nil
}

func TestCalendarReportsWhatIsTooMuch(t *testing.T) {
	doc := weekdays("UTC", "09:00-17:00")
	doc.Seasons = make([]calendar.Season, 101)
	doc.Rotation.Weeks = make([]logistics.Week, 54)
	doc.Dates, doc.Extra, doc.Closures = make([]logistics.DayHours, 20001), make([]logistics.DayHours, 20001), make(
		[]logistics.DayHours, 20001,
	)
	doc.Holidays = calendar.Holidays{Dates: make([]logistics.Date, 20001), Rules: make([]calendar.Rule, 501)}
	doc.PartDays = make([]calendar.PartDay, 501)
	doc.Uncounted = calendar.Uncounted{
		Weekdays: make([]string, 8), Dates: make([]logistics.Date, 20001), Rules: make([]calendar.Rule, 501),
	}
	got := faults(doc.Validate())
	for _, want := range []string{
		"/closures too_many", "/dates too_many", "/extra too_many", "/holidays/dates too_many",
		"/holidays/rules too_many", "/part_days too_many", "/rotation/weeks too_many", "/seasons too_many",
		"/uncounted/dates too_many", "/uncounted/rules too_many", "/uncounted/weekdays too_many",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q", want)
		}
	}
	doc = weekdays("UTC", "09:00-17:00")
	doc.Rotation.Start = logistics.MustDate("2025-01-01")
	if got := faults(doc.Validate()); !slices.Equal(got, []string{"/rotation/weeks required"}) {
		t.Errorf("a rotation of no weeks: %q", got)
	}
	dense := make([]logistics.Shift, 0, 48)
	for _, hour := range []string{
		"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17",
		"18", "19", "20", "21", "22", "23",
	} {
		dense = append(dense, shifts(hour+":00-"+hour+":10", hour+":30-"+hour+":40")...)
	}
	week := logistics.Week{
		Monday: dense, Tuesday: dense, Wednesday: dense, Thursday: dense, Friday: dense, Saturday: dense, Sunday: dense,
	}
	doc = calendar.Calendar{Schema: calendar.Schema(), ID: logistics.MustID("dense"), Zone: "UTC", Week: week}
	_, err := calendar.Compile(doc, hostZones{}, logistics.MustDate("2000-01-01"), logistics.MustDate("2400-01-01"))
	if got := faults(err); !slices.Equal(got, []string{" too_many"}) {
		t.Errorf("seven million shifts: %q", got)
	}
}

func TestCompileReportsZoneAndHorizon(t *testing.T) {
	doc := weekdays("Europe/Nowhere", "09:00-17:00")
	first := logistics.MustDate("2025-01-01")
	for _, zones := range []logistics.Zones{nil, hostZones{}, logistics.ZoneMap{}} {
		_, err := calendar.Compile(doc, zones, first, first.AddDays(1))
		if got := faults(err); !slices.Equal(got, []string{"/zone unknown"}) {
			t.Errorf("%q", got)
		}
	}
	doc.Zone = "UTC"
	for _, horizon := range [][2]logistics.Date{
		{first, first}, {first, first.AddDays(-1)}, {{}, first}, {first, {}}, {first, first.AddDays(146098)},
	} {
		_, err := calendar.Compile(doc, hostZones{}, horizon[0], horizon[1])
		if got := faults(err); !slices.Equal(got, []string{" out_of_range"}) {
			t.Errorf("%v: %q", horizon, got)
		}
	}
	for _, horizon := range [][2]string{
		{"2025-01-01", "2425-01-01"}, {"0001-01-01", "0001-02-01"}, {"9999-12-01", "9999-12-31"},
	} {
		doc.Seasons = []calendar.Season{
			{
				EachYear: calendar.YearPart{
					From: calendar.MustMonthDay("01-01"), Through: calendar.MustMonthDay("12-31"),
				},
				Week: logistics.Weekdays(shifts("09:00-10:00")...),
			},
		}
		c := compile(t, doc, hostZones{}, logistics.MustDate(horizon[0]), logistics.MustDate(horizon[1]))
		days, err := c.Count(logistics.MustDate(horizon[0]), logistics.MustDate(horizon[1]))
		if open := whole(t, c); err != nil || open.Hours() != float64(days) {
			t.Errorf("%v: %d hours of the season are open for %s, %v", horizon, days, open, err)
		}
	}
}

func TestRejectedEdgesAreFaultsOfTheirShifts(t *testing.T) {
	// New York skips 02:00 to 03:00 on Sunday 9 March 2025, and repeats 01:00 to 02:00 on 2 November.
	spring, autumn := logistics.MustDate("2025-03-09"), logistics.MustDate("2025-11-02")
	reject := calendar.Changes{
		Skipped: calendar.RejectGap, RepeatedOpen: calendar.RejectOverlap, RepeatedClose: calendar.RejectOverlap,
	}
	sundays := func(texts ...string) logistics.Week { return logistics.Week{Sunday: shifts(texts...)} }
	for _, row := range []struct {
		name string
		doc  calendar.Calendar
		want []string
	}{
		{"week", calendar.Calendar{Week: sundays("09:00-10:00", "01:30-02:30")}, []string{"/week/sun/1 conflict"}},
		{"season", calendar.Calendar{Seasons: []calendar.Season{
			{From: spring.AddDays(1), Through: spring.AddDays(1)},
			{From: spring, Through: spring, Week: sundays("02:30-05:00")},
		}}, []string{"/seasons/1/week/sun/0 conflict"}},
		{
			"rotation",
			calendar.Calendar{
				Rotation: calendar.Rotation{
					Start: spring.AddDays(-7), Weeks: []logistics.Week{{}, sundays("02:30-05:00")},
				},
			},
			[]string{"/rotation/weeks/1/sun/0 conflict"},
		},
		{
			"part day",
			calendar.Calendar{
				Week: sundays("00:00-05:00"),
				PartDays: []calendar.PartDay{{
					Rule:   calendar.Rule{Name: "a", Kind: calendar.FixedDate, Month: 3, Day: 9},
					Shifts: shifts("02:30-05:00"),
				}},
			},
			[]string{"/part_days/0/shifts conflict"},
		},
		{
			"lists",
			calendar.Calendar{
				Dates: []logistics.DayHours{
					{Date: spring.AddDays(1)}, {Date: spring, Shifts: shifts("05:00-06:00", "00:00-02:59")},
				},
				Extra: []logistics.DayHours{{Date: autumn, Shifts: shifts("01:00-05:00")}},
				Closures: []logistics.DayHours{
					{Date: spring.AddDays(-1), Shifts: shifts("20:00-26:15")},
					{Date: autumn, Shifts: shifts("00:00-01:59")},
				},
			},
			[]string{
				"/closures/0/shifts/0 conflict", "/closures/1/shifts/0 conflict", "/dates/1/shifts/1 conflict",
				"/extra/0/shifts/0 conflict",
			},
		},
	} {
		doc := row.doc
		doc.Schema, doc.ID, doc.Zone, doc.Changes = calendar.Schema(), logistics.MustID("night"), newYork, reject
		_, err := calendar.Compile(doc, hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2035-01-01"))
		if got := faults(err); !slices.Equal(got, row.want) {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
		if _, err := calendar.Compile(
			doc, hostZones{}, logistics.MustDate("2025-05-01"), logistics.MustDate("2025-08-01"),
		); err != nil {
			t.Errorf("%s: where no clock changes: %v", row.name, err)
		}
	}
}

func TestFreeTimeReportsEveryFault(t *testing.T) {
	bad := calendar.FreeTime{
		Schema: "logistics/calendar/1", Unit: calendar.CalendarDays, Beyond: calendar.ElapsedHours, Free: -1,
		Rates: []calendar.Rate{
			{Price: logistics.MustMoney("75 USD")},
			{Through: 5, Price: logistics.MustMoney("-1 USD")},
			{Through: 5, Price: logistics.MustMoney("1 EUR")},
			{Through: 9},
		},
	}
	want := []string{
		"/beyond conflict", "/free out_of_range", "/id required", "/rates/0/through conflict",
		"/rates/1/price out_of_range",
		"/rates/2/price mismatch", "/rates/2/through conflict", "/rates/3/price required", "/rates/3/through conflict",
		"/schema unsupported", "/start unknown",
	}
	if got := faults(bad.Validate()); !slices.Equal(got, want) {
		t.Errorf("faults\n%q\nwant\n%q", got, want)
	}
	hours := with(detention(), func(f *calendar.FreeTime) { f.Start, f.Free, f.Rates = calendar.SameDay, 1e6+1, nil })
	if got := faults(hours.Validate()); !slices.Equal(
		got, []string{"/free out_of_range", "/rates out_of_range", "/start conflict"},
	) {
		t.Errorf("faults %q", got)
	}
	weeks := with(detention(), func(f *calendar.FreeTime) { f.Unit = "weeks" })
	if got := faults(weeks.Validate()); !slices.Equal(got, []string{"/unit unknown"}) {
		t.Errorf("faults %q", got)
	}
	many := with(detention(), func(f *calendar.FreeTime) { f.Rates = make([]calendar.Rate, 101) })
	if got := faults(many.Validate()); !slices.Contains(got, "/rates out_of_range") {
		t.Errorf("faults %q", got)
	}
}

// TestAHolidayIsMovedFromWeekdaysItFallsOn: Easter Monday is never a Saturday, and Easter Sunday is always a Sunday.
func TestAHolidayIsMovedFromWeekdaysItFallsOn(t *testing.T) {
	for _, c := range []struct {
		rule calendar.Rule
		want string
	}{
		{calendar.Rule{Kind: calendar.EasterSunday, Sunday: 1}, ""},
		{calendar.Rule{Kind: calendar.Orthodox, Offset: -1, Saturday: -1}, ""},
		{calendar.Rule{Kind: calendar.EasterSunday, Offset: 1, Sunday: 1}, "/observed_sunday conflict"},
		{calendar.Rule{Kind: calendar.EasterSunday, Offset: 1, Saturday: -1}, "/observed_saturday conflict"},
		{
			calendar.Rule{Kind: calendar.NthWeekday, Month: 11, Day: 1, Weekday: "thu", Nth: 4, Offset: 2, Saturday: 2},
			"",
		},
		{
			calendar.Rule{Kind: calendar.NthWeekday, Month: 11, Day: 1, Weekday: "thu", Nth: 4, Sunday: 1},
			"/observed_sunday conflict",
		},
		{calendar.Rule{Kind: calendar.FixedDate, Month: 1, Day: 1, Saturday: -1, Sunday: 1}, ""},
	} {
		doc := weekdays("UTC", "09:00-17:00")
		c.rule.Name = "x"
		doc.Holidays.Rules = []calendar.Rule{c.rule}
		got := faults(doc.Validate())
		if want := "/holidays/rules/0" + c.want; c.want == "" && len(got) > 0 || c.want != "" &&
			!slices.Equal(got, []string{want}) {
			t.Errorf("%+v: %q", c.rule, got)
		}
		date, observed, ok := c.rule.On(2026)
		if moved := date != observed; !ok || c.want != "" && moved {
			t.Errorf("%+v: %s, %s", c.rule, date, observed)
		}
	}
}

// TestASeasonThatNeverHoldsIsAFault: the first of several seasons holds, so that one whose dates are all taken says
// nothing.
func TestASeasonThatNeverHoldsIsAFault(t *testing.T) {
	dated := func(from, through string) calendar.Season {
		return calendar.Season{From: logistics.MustDate(from), Through: logistics.MustDate(through)}
	}
	yearly := func(from, through string) calendar.Season {
		return calendar.Season{EachYear: calendar.YearPart{
			From: calendar.MustMonthDay(from), Through: calendar.MustMonthDay(through),
		}}
	}
	for name, c := range map[string]struct {
		seasons []calendar.Season
		hidden  []string
	}{
		"inside": {
			[]calendar.Season{dated("2026-06-01", "2026-08-31"), dated("2026-07-01", "2026-07-31")},
			[]string{"/seasons/1 conflict"},
		},
		"the shorter one first": {
			[]calendar.Season{dated("2026-07-01", "2026-07-31"), dated("2026-06-01", "2026-08-31")}, nil,
		},
		"two together": {
			[]calendar.Season{
				dated("2026-06-01", "2026-06-30"), dated("2026-07-01", "2026-07-31"), dated("2026-06-15", "2026-07-15"),
			}, []string{"/seasons/2 conflict"},
		},
		"a day is left": {
			[]calendar.Season{
				dated("2026-06-01", "2026-06-29"), dated("2026-07-01", "2026-07-31"), dated("2026-06-15", "2026-07-15"),
			}, nil,
		},
		"in a part of each year": {
			[]calendar.Season{yearly("11-01", "02-28"), dated("2026-12-01", "2027-01-31")},
			[]string{"/seasons/1 conflict"},
		},
		"over a leap day": {
			[]calendar.Season{yearly("11-01", "02-28"), dated("2027-12-01", "2028-02-29")}, nil,
		},
		"a part of each year": {
			[]calendar.Season{yearly("06-01", "08-31"), yearly("07-01", "07-31")}, []string{"/seasons/1 conflict"},
		},
		"over New Year": {
			[]calendar.Season{yearly("11-01", "02-29"), yearly("12-24", "01-06")}, []string{"/seasons/1 conflict"},
		},
		"the whole year": {
			[]calendar.Season{yearly("01-01", "12-31"), dated("0001-01-01", "9999-12-31")},
			[]string{"/seasons/1 conflict"},
		},
		"every year is not dates": {
			[]calendar.Season{dated("0001-01-01", "9999-12-31"), yearly("07-01", "07-31")}, nil,
		},
	} {
		doc := weekdays("UTC", "09:00-17:00")
		doc.Seasons = c.seasons
		if got := faults(doc.Validate()); !slices.Equal(got, c.hidden) {
			t.Errorf("%s: %q, want %q", name, got, c.hidden)
		}
	}
}
