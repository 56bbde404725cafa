package promise_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/promise"
)

// leaving is a service with departures and one day of transit.
func leaving(d promise.Departures) promise.Service {
	s := service("00:00", 0, 1)
	s.Departures = d
	return s
}

// TestAnOrderAfterTheCutOffOfADepartureTakesTheNextOne, whatever the days of the order.
func TestAnOrderAfterTheCutOffOfADepartureTakesTheNextOne(t *testing.T) {
	first, end := logistics.MustDate("2020-01-01"), logistics.MustDate("2027-01-01")
	mondays := promise.Departures{
		Weekdays: []string{"mon"}, CutOff: promise.Before{Days: 2, At: logistics.MustTimeOfDay("17:00")},
	}
	// Until the Sunday before.
	fridays := promise.Departures{
		Monthly: []promise.MonthlyDay{{Weekday: "fri", Nth: 1}},
		CutOff:  promise.Before{Days: 5, At: logistics.MustTimeOfDay("24:00")},
	}
	listed := promise.Departures{
		Dates:  []logistics.Date{logistics.MustDate("2026-09-01"), logistics.MustDate("2026-08-05")},
		CutOff: promise.Before{At: logistics.MustTimeOfDay("10:00")},
	}
	for _, ships := range []string{"1000000", "1111111", "1111110"} {
		for _, carries := range []string{"1111100", "1111110"} {
			for _, row := range []struct {
				departures           promise.Departures
				order, ship, deliver string
			}{
				{mondays, "2026-08-02T12:00:00", "2026-08-10", "2026-08-11"}, // a Sunday
				{mondays, "2026-08-01T16:59:59", "2026-08-03", "2026-08-04"}, // the Saturday before
				{mondays, "2026-08-01T17:00:00", "2026-08-10", "2026-08-11"}, // at the cut-off it is late
				{mondays, "2026-08-03T00:00:01", "2026-08-10", "2026-08-11"},
				{fridays, "2020-09-28T09:00:00", "2020-11-06", ""}, // a Monday: the Friday is 2 October
				{fridays, "2020-09-27T23:59:59", "2020-10-02", ""},
				{fridays, "2020-09-28T00:00:00", "2020-11-06", ""},
				{listed, "2026-08-05T09:59:59", "2026-08-05", "2026-08-06"},
				{listed, "2026-08-05T10:00:00", "2026-09-01", "2026-09-02"},
			} {
				if ships == "1000000" && len(row.departures.Weekdays) == 0 {
					continue
				}
				p := compile(t, leaving(row.departures), promise.Calendars{
					Zone: time.UTC, Ship: maskClock(t, "UTC", ships, first, end),
					Carry: maskClock(t, "UTC", carries, first, end), Receive: logistics.RoundTheClock{},
				})
				order, err := time.Parse("2006-01-02T15:04:05", row.order)
				if err != nil {
					t.Fatal(err)
				}
				d, err := p.Promise(order)
				arrives := row.deliver == "" || d.Deliver.String() == row.deliver
				if err != nil || d.Ship.String() != row.ship || !arrives {
					t.Errorf("%s, ships %s, carries %s: leaves %s, arrives %s, %v",
						row.order, ships, carries, d.Ship, d.Deliver, err)
				}
			}
		}
	}
}

// TestDeparturesOnClosedDays: 29 May 2025 is a Thursday and a holiday.
func TestDeparturesOnClosedDays(t *testing.T) {
	for closed, want := range map[promise.OnClosed]string{
		"": "2025-06-05", promise.Dropped: "2025-06-05", promise.LeaveBefore: "2025-05-28",
		promise.LeaveAfter: "2025-05-30",
	} {
		p := compile(t, leaving(promise.Departures{
			Weekdays: []string{"thu"}, CutOff: promise.Before{At: logistics.MustTimeOfDay("12:00")}, Closed: closed,
		}), berlin(t))
		explained, err := p.Explain(at(t, "2025-05-26T09:00:00"))
		if err != nil || explained.Dates.Ship.String() != want {
			t.Errorf("%q: %+v, %v", closed, explained.Dates, err)
		}
		if !slices.ContainsFunc(explained.Closed, func(c promise.Closed) bool {
			return c.Party == promise.Shipper && c.From.String() == "2025-05-29" && c.Through == c.From
		}) {
			t.Errorf("%q: the holiday is not named: %+v", closed, explained.Closed)
		}
	}
}

// TestAHolidayOnTheWayIsNamed: Thanksgiving moves an arrival, and says so.
func TestAHolidayOnTheWayIsNamed(t *testing.T) {
	first, end := logistics.MustDate("2026-01-01"), logistics.MustDate("2027-01-01")
	days := maskClock(t, "America/New_York", "1111100", first, end, logistics.MustDate("2026-11-26"))
	p := compile(t, service("14:00", 0, 2), promise.Calendars{
		Zone: days.Location(), Ship: days, Carry: days, Receive: days,
	})
	order := logistics.MustDate("2026-11-24").At(logistics.MustTimeOfDay("09:00"), days.Location())
	explained, err := p.Explain(order)
	says := explained.Sentences(logistics.Language{})
	want := []string{
		"The carrier is closed for 1 day between 24 Nov 2026 and 27 Nov 2026.",
		"The carrier is closed on 26 Nov 2026.",
	}
	if err != nil || explained.Dates.Deliver.String() != "2026-11-27" || !slices.Equal(says, want) {
		t.Errorf("%s, %q, %v", explained.Dates.Deliver, says, err)
	}
}

// TestCollectionIsApartFromTransit: collected on a Saturday it travels from Monday on, as what was collected on Friday.
func TestCollectionIsApartFromTransit(t *testing.T) {
	first, end := logistics.MustDate("2026-01-01"), logistics.MustDate("2027-01-01")
	c := promise.Calendars{
		Zone: time.UTC, Ship: logistics.RoundTheClock{}, Receive: logistics.RoundTheClock{},
		Collect: maskClock(t, "UTC", "0000110", first, end), Carry: maskClock(t, "UTC", "1111100", first, end),
	}
	for _, row := range []struct {
		transit           int
		order, over, last string
	}{
		{1, "2026-08-07", "2026-08-07", "2026-08-10"},
		{1, "2026-08-08", "2026-08-08", "2026-08-10"},
		{1, "2026-08-09", "2026-08-14", "2026-08-17"},
		{0, "2026-08-08", "2026-08-08", "2026-08-10"},
		{2, "2026-08-08", "2026-08-08", "2026-08-11"},
	} {
		p := compile(t, service("24:00", 0, row.transit), c)
		d, err := p.Promise(logistics.MustDate(row.order).Start(time.UTC))
		if err != nil || d.HandOver.String() != row.over || d.Deliver.String() != row.last {
			t.Errorf("%+v: handed over %s, arrives %s, %v", row, d.HandOver, d.Deliver, err)
		}
	}
}

// TestWhatClosesNothingIsAFault: nothing ever ships on Saturdays.
func TestWhatClosesNothingIsAFault(t *testing.T) {
	first, end := logistics.MustDate("2026-01-01"), logistics.MustDate("2027-01-01")
	hours := logistics.Hours{Zone: "UTC", Week: logistics.Weekdays(logistics.MustShift("08:00-16:00"))}
	compiled, err := hours.Compile(hostZones{}, first, end)
	if err != nil {
		t.Fatal(err)
	}
	saturday := service("14:00", 0, 0)
	saturday.CutOffs.Saturday = logistics.MustTimeOfDay("17:00")
	weekly := leaving(promise.Departures{
		Weekdays: []string{"mon", "sat"}, Monthly: []promise.MonthlyDay{{Day: 1}, {Weekday: "sun", Nth: 1}},
		CutOff: promise.Before{At: logistics.MustTimeOfDay("10:00")},
	})
	moved := weekly
	moved.Departures.Closed = promise.LeaveAfter
	for _, row := range []struct {
		service promise.Service
		want    []string
	}{
		{saturday, []string{"/cut_offs/sat conflict"}},
		{weekly, []string{"/departures/monthly/1/weekday conflict", "/departures/weekdays/1 conflict"}},
		{moved, []string{}},
		{service("14:00", 0, 0), []string{}},
	} {
		for _, ship := range []logistics.WorkingDays{maskClock(t, "UTC", "1111100", first, end), compiled} {
			c := promise.Calendars{Zone: time.UTC, Ship: ship, Carry: ship, Receive: ship}
			_, err := promise.Compile(row.service, c)
			if got := faults(err); !slices.Equal(got, row.want) {
				t.Errorf("%q, want %q", got, row.want)
			}
		}
	}
}

func TestDeparturesReportEveryFault(t *testing.T) {
	day := logistics.MustDate("2025-05-05")
	s := leaving(promise.Departures{
		Weekdays: []string{"mon", "monday", "mon"},
		Monthly: []promise.MonthlyDay{
			{},
			{Weekday: "fri", Nth: 6},
			{Day: 32},
			{Day: 1, Nth: 1},
			{Day: -2},
			{Weekday: "fri", Nth: 1},
			{Weekday: "fri", Nth: 1},
		},
		Dates:  []logistics.Date{day, {}, day},
		CutOff: promise.Before{Days: -1, At: logistics.MustTimeOfDay("24:01"), Zone: "../etc"}, Closed: "moved",
	})
	s.CutOffs, s.Price = promise.Daily(logistics.MustTimeOfDay("14:00")), logistics.MustMoney("-1 EUR")
	want := []string{
		"/cut_offs conflict", "/departures/cut_off/at out_of_range", "/departures/cut_off/days_before out_of_range",
		"/departures/cut_off/zone syntax", "/departures/dates/1 required", "/departures/dates/2 duplicate",
		"/departures/monthly/0/nth out_of_range", "/departures/monthly/0/weekday unknown",
		"/departures/monthly/1/nth out_of_range", "/departures/monthly/2/day out_of_range",
		"/departures/monthly/3 conflict", "/departures/monthly/4/day out_of_range", "/departures/monthly/6 duplicate",
		"/departures/on_closed unknown", "/departures/weekdays/1 unknown", "/departures/weekdays/2 duplicate",
		"/price out_of_range",
	}
	if got := faults(s.Validate()); !slices.Equal(got, want) {
		t.Errorf("faults\n%q\nwant\n%q", got, want)
	}
	many := leaving(promise.Departures{
		Weekdays: make([]string, 8), Monthly: make([]promise.MonthlyDay, 101), Dates: make([]logistics.Date, 20001),
		CutOff: promise.Before{Days: 367},
	})
	want = []string{
		"/departures/cut_off/at required", "/departures/cut_off/days_before out_of_range", "/departures/dates too_many",
		"/departures/monthly too_many", "/departures/weekdays too_many",
	}
	if got := faults(many.Validate()); !slices.Equal(got, want) {
		t.Errorf("faults\n%q\nwant\n%q", got, want)
	}
	most := leaving(promise.Departures{
		Weekdays: []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"},
		CutOff:   promise.Before{Days: 366, At: logistics.MustTimeOfDay("24:00")},
	})
	if err := most.Validate(); err != nil {
		t.Error(err)
	}
	none := leaving(promise.Departures{Closed: promise.Dropped})
	want = []string{"/departures required", "/departures/cut_off/at required"}
	if got := faults(none.Validate()); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for _, zones := range []logistics.Zones{nil, logistics.ZoneMap{}} {
		c := berlin(t)
		c.Zones = zones
		_, err := promise.Compile(ferry(), c)
		if got := faults(err); !slices.Equal(got, []string{"/departures/cut_off/zone unknown"}) {
			t.Errorf("%v", err)
		}
	}
}

// TestADepartureThatNeverTakesPlaceEnds, also where the days have no end.
func TestADepartureThatNeverTakesPlaceEnds(t *testing.T) {
	order := time.Date(2025, 5, 26, 9, 0, 0, 0, time.UTC)
	always := promise.Calendars{
		Zone: time.UTC, Ship: never{}, Carry: logistics.RoundTheClock{}, Receive: logistics.RoundTheClock{},
	}
	for _, s := range []promise.Service{once("2025-05-26"), leaving(promise.Departures{
		Weekdays: []string{"mon"}, CutOff: promise.Before{At: logistics.MustTimeOfDay("10:00")},
	})} {
		p := compile(t, s, always)
		if d, err := p.Promise(order); !errors.Is(err, promise.ErrNoDeparture) || d != (promise.Dates{}) {
			t.Errorf("%+v, %v", d, err)
		}
		limit, err := p.OrderBy(logistics.MustDate("2025-06-02"))
		if !errors.Is(err, promise.ErrNoDeparture) || !limit.IsZero() {
			t.Errorf("%s, %v", limit, err)
		}
	}
}

// TestDeparturesAtTheEndsOfTheCalendar: there is a last day of December 9999, and no day after it.
func TestDeparturesAtTheEndsOfTheCalendar(t *testing.T) {
	always := logistics.RoundTheClock{}
	s := leaving(promise.Departures{
		Monthly: []promise.MonthlyDay{{Day: -1}, {Weekday: "fri", Nth: -1}},
		CutOff:  promise.Before{Days: 1, At: logistics.MustTimeOfDay("10:00")},
	})
	s.Transit = 0
	p := compile(t, s, promise.Calendars{Zone: time.UTC, Ship: always, Carry: always, Receive: always})
	for order, want := range map[string]string{
		"9999-12-20T09:00:00Z": "9999-12-31", "9999-12-30T10:00:00Z": "", "0001-01-02T00:00:00Z": "0001-01-26",
	} {
		at, err := time.Parse(time.RFC3339, order)
		if err != nil {
			t.Fatal(err)
		}
		d, err := p.Promise(at)
		if d.Ship.String() != want || (err == nil) != (want != "") {
			t.Errorf("%s leaves %s, %v", order, d.Ship, err)
		}
	}
	saturdays := compile(t, leaving(promise.Departures{
		Weekdays: []string{"sat"}, CutOff: promise.Before{At: logistics.MustTimeOfDay("10:00")},
	}), promise.Calendars{Zone: time.UTC, Ship: always, Carry: always, Receive: always})
	d, err := saturdays.Promise(time.Date(9999, 12, 30, 9, 0, 0, 0, time.UTC)) // the Saturday after it is in 10000
	if !errors.Is(err, promise.ErrNoDeparture) || d != (promise.Dates{}) {
		t.Errorf("leaves %s, %v", d.Ship, err)
	}
	d, err = saturdays.Promise(time.Date(9999, 12, 20, 9, 0, 0, 0, time.UTC))
	if err != nil || d.Ship.String() != "9999-12-25" {
		t.Errorf("leaves %s, %v", d.Ship, err)
	}
	for date, want := range map[string]string{
		"0001-01-25": "", "0001-01-30": "0001-01-26", "9999-12-30": "9999-11-30",
	} {
		by, err := p.ShipBy(logistics.MustDate(date))
		if by.String() != want || want == "" && !errors.Is(err, promise.ErrNoDeparture) {
			t.Errorf("for %s it leaves by %s, %v", date, by, err)
		}
	}
}

// never ships on Mondays, from the year 1 to 9999.
type never struct{ logistics.RoundTheClock }

func (never) Offset(d logistics.Date, n int) (logistics.Date, error) {
	step := 1
	if n < 0 {
		step = -1
	}
	for !d.IsZero() && (n != 0 || d.Weekday() == time.Monday) {
		if d = d.AddDays(step); n != 0 && d.Weekday() != time.Monday {
			n -= step
		}
	}
	if d.IsZero() {
		return d, logistics.ErrHorizon
	}
	return d, nil
}

// TestWhatTheCalendarsRefuseOfDeparturesIsPassedOn.
func TestWhatTheCalendarsRefuseOfDeparturesIsPassedOn(t *testing.T) {
	for _, closed := range []promise.OnClosed{promise.Dropped, promise.LeaveBefore, promise.LeaveAfter} {
		calls := 0
		party := days{calls: &calls}
		s := leaving(promise.Departures{
			Weekdays: []string{"mon"}, Closed: closed,
			CutOff: promise.Before{Days: 1, At: logistics.MustTimeOfDay("10:00")},
		})
		s.Handling = 1
		p := compile(t, s, promise.Calendars{Zone: time.UTC, Ship: party, Collect: party, Carry: party, Receive: party})
		order := time.Date(2025, 5, 26, 15, 0, 0, 0, time.UTC)
		for name, ask := range map[string]func() error{
			"promise":  func() error { _, err := p.Promise(order); return err },
			"explain":  func() error { _, err := p.Explain(order); return err },
			"order by": func() error { _, err := p.OrderBy(logistics.MustDate("2025-06-10")); return err },
		} {
			refused := 0
			for most := range 100 {
				calls = most
				err := ask()
				if err == nil {
					break
				}
				if refused++; !errors.Is(err, logistics.ErrHorizon) {
					t.Errorf("%s, %s: %v", closed, name, err)
				}
			}
			if refused < 5 || refused == 100 {
				t.Errorf("%s, %s: %d calls", closed, name, refused)
			}
		}
	}
}

// manyDepartures are n dates, one every other day, the first half of them on days without shipping.
func manyDepartures(t testing.TB, n int) (*promise.Scheduler, logistics.Date) {
	first := logistics.MustDate("2000-01-01")
	var dates, holidays []logistics.Date
	for i := range n {
		dates = append(dates, first.AddDays(2*i))
		if i < n/2 {
			holidays = append(holidays, first.AddDays(2*i))
		}
	}
	slices.Reverse(dates)
	ship := maskClock(t, "UTC", "1111111", first, first.AddDays(2*n+30), holidays...)
	return compile(t, leaving(promise.Departures{
		Dates: dates, CutOff: promise.Before{At: logistics.MustTimeOfDay("10:00")},
	}), promise.Calendars{Zone: time.UTC, Ship: ship, Carry: ship, Receive: ship}), first
}

// TestDeparturesGrowLinearly: the first order looks over every departure that does not take place.
func TestDeparturesGrowLinearly(t *testing.T) {
	golden.Growth(t, 2000, func(n int) func() {
		p, first := manyDepartures(t, n)
		return func() {
			d, err := p.Explain(first.Start(time.UTC))
			if err != nil || len(d.Closed) < n/2 {
				panic(fmt.Sprint(len(d.Closed), err))
			}
		}
	})
}

func BenchmarkDepartures(b *testing.B) {
	c := berlin(b)
	c.Zones = hostZones{}
	p := compile(b, ferry(), c)
	order := at(b, "2025-05-28T16:00:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Promise(order); err != nil {
			b.Fatal(err)
		}
	}
}

// TestADepartureOfItsOwnDayIsNotMoved, though another one is moved to the day.
func TestADepartureOfItsOwnDayIsNotMoved(t *testing.T) {
	for closed, weekday := range map[promise.OnClosed]string{promise.LeaveAfter: "fri", promise.LeaveBefore: "wed"} {
		p := compile(t, leaving(promise.Departures{
			Weekdays: []string{"thu", weekday}, Closed: closed,
			CutOff: promise.Before{At: logistics.MustTimeOfDay("12:00")},
		}), berlin(t))
		order := at(t, "2025-05-28T09:00:00") // the Thursday after it is a holiday
		if closed == promise.LeaveAfter {
			order = at(t, "2025-05-28T13:00:00")
		}
		d, err := p.Promise(order)
		if err != nil || !d.Departure.Planned.IsZero() || !strings.EqualFold(d.Ship.Weekday().String()[:3], weekday) {
			t.Errorf("%s: %+v, %v", closed, d, err)
		}
		for _, r := range d.Reasons() {
			if r.Code == promise.Moved {
				t.Errorf("%s: %+v", closed, r)
			}
		}
		by, err := p.ShipBy(d.Deliver)
		if err != nil || by != d.Ship {
			t.Errorf("%s: ships by %s, %v", closed, by, err)
		}
	}
}
