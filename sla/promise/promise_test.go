package promise_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"
	_ "time/tzdata" // the tests run on machines without zone files

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/sla/calendar"
	"github.com/logicrm/logistics/sla/promise"
)

type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

// maskClock works on the weekdays of a mask of ones and noughts from Monday.
func maskClock(t fatal, zone, mask string, first, end logistics.Date, holidays ...logistics.Date) *calendar.Clock {
	t.Helper()
	var days [7][]logistics.Shift
	for i, c := range mask {
		if c == '1' {
			days[i] = []logistics.Shift{logistics.MustShift("08:00-18:00")}
		}
	}
	clock, err := calendar.Compile(calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID(mask), Zone: zone,
		Week: logistics.Week{
			Monday: days[0], Tuesday: days[1], Wednesday: days[2], Thursday: days[3], Friday: days[4],
			Saturday: days[5], Sunday: days[6],
		},
		Holidays: calendar.Holidays{Dates: holidays},
	}, hostZones{}, first, end)
	if err != nil {
		t.Fatalf("%s: %v", mask, err)
	}
	return clock
}

func service(cutOff string, handling, transit int) promise.Service {
	return promise.Service{
		Schema: "logistics/promise.service/2", ID: logistics.MustID("STANDARD"),
		CutOffs:  promise.Daily(logistics.MustTimeOfDay(cutOff)),
		Handling: handling, Transit: transit,
	}
}

func compile(t fatal, s promise.Service, c promise.Calendars) *promise.Scheduler {
	t.Helper()
	p, err := promise.Compile(s, c)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return p
}

func readTable(t *testing.T) [][]string {
	t.Helper()
	_, rows := golden.Rows(t, "testdata/sla_promise.csv.gz")
	return rows
}

func TestPromiseAgreesWithTheTable(t *testing.T) {
	data, err := os.ReadFile("testdata/holidays.json")
	if err != nil {
		t.Fatal(err)
	}
	var meta struct {
		Holidays map[string][]logistics.Date `json:"holidays"`
	}
	if err := json.Unmarshal(data, &meta); err != nil {
		t.Fatal(err)
	}
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	clocks := map[string]*calendar.Clock{}
	clock := func(mask, holidays string) *calendar.Clock {
		if clocks[mask+holidays] == nil {
			clocks[mask+holidays] = maskClock(
				t, "UTC", mask, logistics.MustDate("2023-01-01"), logistics.MustDate("2028-01-01"),
				meta.Holidays[holidays]...,
			)
		}
		return clocks[mask+holidays]
	}
	rows := readTable(t)
	passed := 0
	for _, row := range rows {
		order, err := time.Parse("2006-01-02T15:04:05", row[0])
		if err != nil {
			t.Fatal(err)
		}
		p := compile(t, service(row[1], number(row[4]), number(row[7])), promise.Calendars{
			Zone: time.UTC, Ship: clock(row[2], row[3]), Carry: clock(row[5], row[6]), Receive: clock(row[8], row[9]),
		})
		dates, err := p.Promise(order)
		limit, errBack := p.OrderBy(dates.Deliver)
		if err := errors.Join(err, errBack); err != nil || dates.Ship.String() != row[10] ||
			dates.Deliver.String() != row[11] || !order.Before(limit) {
			t.Errorf("%q: ships %s, arrives %s, order by %s, %v", row, dates.Ship, dates.Deliver, limit, err)
			continue
		}
		passed++
	}
	t.Logf("%d of %d rows", passed, len(rows))
}

// berlin is a shop that ships on weekdays until 14:00, a carrier that runs to Saturday, and a dock that
// takes deliveries on weekdays; Thursday 29 May 2025 is a holiday everywhere.
func berlin(t fatal) promise.Calendars {
	first, end := logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01")
	ascension := logistics.MustDate("2025-05-29")
	ship := maskClock(t, "Europe/Berlin", "1111100", first, end, ascension)
	return promise.Calendars{
		Zone: ship.Location(), Ship: ship,
		Carry:   maskClock(t, "Europe/Berlin", "1111110", first, end, ascension),
		Receive: maskClock(t, "Europe/Berlin", "1111100", first, end, ascension),
	}
}

func at(t testing.TB, wall string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02T15:04:05", wall, loc)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestEveryReasonIsASentence(t *testing.T) {
	var given []logistics.Reason
	for _, row := range []struct {
		name, order string
		handling    int
		deliver     string
		says        []string
	}{
		{"nothing in the way", "2025-05-26T13:59:59", 0, "2025-05-27", []string{}},
		{"at the cut-off it is late", "2025-05-26T14:00:00", 0, "2025-05-28", []string{
			"The order came on 26 May 2025, 14:00 UTC+2, and had to be in before 14:00, so work starts on 27 May 2025.",
		}},
		{"a holiday", "2025-05-29T09:00:00", 0, "2025-06-02", []string{
			"No orders are shipped on 29 May 2025, so work starts on 30 May 2025.",
			"The receiver does not accept deliveries on 31 May 2025; the delivery is due on 2 Jun 2025.",
		}},
		{"the end of the week", "2025-05-30T15:00:00", 0, "2025-06-03", []string{
			"The order came on 30 May 2025, 15:00 UTC+2, and had to be in before 14:00, so work starts on 2 Jun 2025.",
		}},
	} {
		dates, err := compile(t, service("14:00", row.handling, 1), berlin(t)).Promise(at(t, row.order))
		if err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		says := []string{}
		for _, reason := range dates.Reasons() {
			says, given = append(says, promise.Reasons().English(reason)), append(given, reason)
		}
		if dates.Deliver.String() != row.deliver || !slices.Equal(says, row.says) {
			t.Errorf("%s: %s, %q", row.name, dates.Deliver, says)
		}
	}
	weekdays := service("14:00", 0, 1)
	weekdays.CutOffs = promise.CutOffs{Monday: logistics.MustTimeOfDay("14:00")}
	tuesday, err := compile(t, weekdays, berlin(t)).Promise(at(t, "2025-05-27T08:00:00"))
	if err != nil || len(tuesday.Reasons()) == 0 || tuesday.Reasons()[0].Code != promise.NotTaken {
		t.Fatalf("%v, %v", tuesday.Reasons(), err)
	}
	given = append(given, tuesday.Reasons()...)
	// A carrier that does not run on the day of shipping.
	calendars := berlin(t)
	calendars.Carry = maskClock(t, "UTC", "0101010", logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	dates, err := compile(t, service("14:00", 0, 1), calendars).Promise(at(t, "2025-05-26T09:00:00"))
	if err != nil || len(dates.Reasons()) != 3 || dates.Reasons()[0].Code != promise.NoCarrierDay {
		t.Fatalf("%v, %v", dates.Reasons(), err)
	}
	given = append(given, dates.Reasons()...)
	given = append(given, explainedReasons(t)...)
	sentences.Golden(t, promise.Reasons(), append(given, comparedReasons(t)...)...)
}

// explainedReasons are those of orders with closed days on the way, and of departures.
func explainedReasons(t *testing.T) []logistics.Reason {
	t.Helper()
	var given []logistics.Reason
	explain := func(s promise.Service, c promise.Calendars, orders ...string) {
		for _, order := range orders {
			explained, err := compile(t, s, c).Explain(at(t, order))
			if err != nil {
				t.Fatal(err)
			}
			given = append(given, explained.Reasons()...)
		}
	}
	explain(service("14:00", 1, 1), berlin(t), "2025-05-28T09:00:00", "2025-05-30T09:00:00")
	explain(service("14:00", 0, 3), berlin(t), "2025-05-27T09:00:00", "2025-05-28T15:00:00")
	weekly := service("00:00", 0, 1)
	weekly.Departures = promise.Departures{
		Weekdays: []string{"thu"}, CutOff: promise.Before{Days: 1, At: logistics.MustTimeOfDay("17:00")},
	}
	explain(weekly, berlin(t), "2025-05-26T09:00:00", "2025-05-21T18:00:00")
	weekly.Departures.Closed = promise.LeaveAfter
	explain(weekly, berlin(t), "2025-05-26T09:00:00")
	return given
}

func TestGraceEndsWithTheDate(t *testing.T) {
	for _, row := range []struct{ cutOff, grace, order, start string }{
		{"14:00", "PT5M", "2025-05-26T14:04:59", "2025-05-26"},
		{"14:00", "PT5M", "2025-05-26T14:05:00", "2025-05-27"},
		{"23:00", "PT2H", "2025-05-26T23:59:59", "2025-05-26"},
		{"23:00", "PT2H", "2025-05-27T00:30:00", "2025-05-27"},
		{"24:00", "PT0S", "2025-05-26T23:59:59", "2025-05-26"},
		{"00:00", "PT0S", "2025-05-26T00:00:01", "2025-05-27"},
		{"02:30", "PT0S", "2025-03-31T02:29:59", "2025-03-31"},
	} {
		s := service(row.cutOff, 0, 0)
		s.Grace = logistics.MustDuration(row.grace)
		dates, err := compile(t, s, berlin(t)).Promise(at(t, row.order))
		if err != nil || dates.Start.String() != row.start {
			t.Errorf("%s with %s, ordered %s: starts %s, %v", row.cutOff, row.grace, row.order, dates.Start, err)
		}
	}
}

func TestPromisesWithoutCalendarsOfTheirOwn(t *testing.T) {
	always := logistics.RoundTheClock{}
	p := compile(
		t, service("24:00", 1, 2), promise.Calendars{Zone: time.UTC, Ship: always, Carry: always, Receive: always},
	)
	dates, err := p.Promise(at(t, "2025-05-31T12:00:00"))
	if err != nil || dates.Deliver.String() != "2025-06-03" {
		t.Errorf("arrives %s, %v", dates.Deliver, err)
	}
	limit, err := p.OrderBy(dates.Deliver)
	if err != nil || !limit.Equal(time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("order by %s, %v", limit, err)
	}
}

func faults(err error) []string {
	var found logistics.Faults
	errors.As(err, &found)
	list := []string{}
	for _, f := range found {
		list = append(list, f.Path+" "+string(f.Code))
	}
	return list
}

func TestCompileReportsEveryFault(t *testing.T) {
	late := logistics.MustTimeOfDay("24:01")
	bad := promise.Service{
		Schema: "logistics/promise/1", CutOffs: promise.CutOffs{Daily: late, Friday: late},
		Grace: logistics.MustDuration("P1D"), Handling: -1,
		Transit: 3661,
	}
	want := []string{
		"/calendars/carry required", "/calendars/receive required", "/calendars/ship required",
		"/calendars/zone required", "/cut_offs/daily out_of_range", "/cut_offs/fri out_of_range", "/grace unsupported",
		"/handling_days out_of_range",
		"/id required", "/schema unsupported", "/transit_days out_of_range",
	}
	_, err := promise.Compile(bad, promise.Calendars{})
	if got := faults(err); !slices.Equal(got, want) {
		t.Errorf("faults %q, want %q", got, want)
	}
	var none *logistics.WorkingHours
	_, err = promise.Compile(service("14:00", 0, 0), promise.Calendars{
		Zone: time.UTC, Ship: none, Carry: none, Receive: logistics.RoundTheClock{}, Collect: none,
	})
	want = []string{"/calendars/carry required", "/calendars/collect required", "/calendars/ship required"}
	if got := faults(err); !slices.Equal(got, want) {
		t.Errorf("pointers to nothing: %q, want %q", got, want)
	}
	for _, at := range []string{"24:00", "00:00"} {
		s := service(at, 0, 0)
		s.Grace = logistics.MustDuration("PT5M")
		if got := faults(s.Validate()); !slices.Equal(got, []string{"/grace conflict"}) {
			t.Errorf("a grace after %s: %q", at, got)
		}
	}
	for _, row := range []struct {
		grace, want string
	}{{"PT1H", ""}, {"any", "unsupported"}, {"-PT1S", "out_of_range"}, {"PT24H1S", "out_of_range"}, {"PT24H", ""}} {
		s := service("14:00", 0, 0)
		s.Grace = logistics.MustDuration(row.grace)
		got := faults(s.Validate())
		if row.want == "" && len(got) != 0 || row.want != "" && !slices.Equal(got, []string{"/grace " + row.want}) {
			t.Errorf("a grace of %s: %q", row.grace, got)
		}
	}
}

// days is a party whose calendar ends at some call.
type days struct {
	logistics.RoundTheClock
	calls *int
}

func (d days) Offset(from logistics.Date, n int) (logistics.Date, error) {
	*d.calls--
	if *d.calls < 0 {
		return logistics.Date{}, logistics.ErrHorizon
	}
	return d.RoundTheClock.Offset(from, n)
}

func TestWhatACalendarRefusesIsPassedOn(t *testing.T) {
	calls := 0
	party := days{calls: &calls}
	p := compile(
		t, service("14:00", 1, 1), promise.Calendars{Zone: time.UTC, Ship: party, Carry: party, Receive: party},
	)
	for most := range 6 {
		calls = most
		if dates, err := p.Promise(
			time.Date(2025, 5, 26, 15, 0, 0, 0, time.UTC),
		); !errors.Is(err, logistics.ErrHorizon) || dates != (promise.Dates{}) {
			t.Errorf("after %d calls: %+v, %v", most, dates, err)
		}
		if calls = min(most, 4); most < 5 {
			if limit, err := p.OrderBy(logistics.MustDate("2025-05-26")); !errors.Is(err, logistics.ErrHorizon) ||
				!limit.IsZero() {
				t.Errorf("after %d calls: %s, %v", most, limit, err)
			}
		}
	}
	calls = 100
	if _, err := p.ShipBy(logistics.Date{}); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no date: %v", err)
	}
	if _, err := p.OrderBy(logistics.MustDate("9999-12-31")); err != nil {
		t.Errorf("the last date of all: %v", err)
	}
}

func TestCutOffsAtChangesOfTheClocks(t *testing.T) {
	calendars := berlin(t)
	calendars.Ship = maskClock(
		t, "Europe/Berlin", "1111111", logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"),
	)
	p := compile(t, service("02:30", 0, 0), calendars)
	for _, row := range []struct{ order, limit string }{
		{"2025-03-30T00:00:00Z", "2025-03-30T01:00:00Z"}, // 02:30 is skipped: at the change
		{"2025-10-26T00:00:00Z", "2025-10-26T01:30:00Z"}, // 02:30 is shown twice: the second time
	} {
		order, err := time.Parse(time.RFC3339, row.order)
		if err != nil {
			t.Fatal(err)
		}
		dates, err := p.Promise(order)
		if err != nil || dates.Limit.UTC().Format(time.RFC3339) != row.limit {
			t.Errorf("%s: the limit is %s, %v", row.order, dates.Limit.UTC(), err)
		}
	}
}
