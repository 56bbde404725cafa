package calendar_test

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the tests run on machines without zone files

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/calendar"
)

type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

func readTable(t testing.TB, path string) [][]string {
	t.Helper()
	_, rows := golden.Rows(t, path)
	return rows
}

func readJSON[T any](t testing.TB, path string) T {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var value T
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

const clockData = "../../internal/clock/testdata/"

// tableClocks compiles the calendars of the tables.
func tableClocks(t testing.TB, policy calendar.HolidayPolicy, changes calendar.Changes) map[string]*calendar.Clock {
	t.Helper()
	type entry struct {
		Zone     string                 `json:"tz"`
		Holidays []logistics.Date       `json:"holidays"`
		Week     map[string][][2]string `json:"week"`
	}
	clocks := make(map[string]*calendar.Clock)
	for name, e := range readJSON[map[string]entry](t, clockData+"sla_calendars.json") {
		shifts := make(map[string][]logistics.Shift)
		for weekday, edges := range e.Week {
			for _, edge := range edges {
				shifts[weekday] = append(shifts[weekday], logistics.MustShift(edge[0]+"-"+edge[1]))
			}
		}
		c := calendar.Calendar{
			Schema: calendar.Schema(), ID: logistics.MustID(name), Zone: e.Zone,
			Week: logistics.Week{
				Monday: shifts["mon"], Tuesday: shifts["tue"], Wednesday: shifts["wed"], Thursday: shifts["thu"],
				Friday: shifts["fri"], Saturday: shifts["sat"], Sunday: shifts["sun"],
			},
			Holidays: calendar.Holidays{Policy: policy, Dates: e.Holidays}, Changes: changes,
		}
		compiled, err := calendar.Compile(
			c, hostZones{}, logistics.MustDate("2023-11-30"), logistics.MustDate("2028-02-02"),
		)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		clocks[name] = compiled
	}
	return clocks
}

func instant(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func number(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// edgeCalendar tells the calendars whose edges lie inside a change of the clocks: the general tables
// count those by what the wall shows, which no single reading of an edge can express.
func edgeCalendar(name string) bool { return strings.HasPrefix(name, "e") }

func TestBetweenAndAddAgreeWithTheTables(t *testing.T) {
	byStart, byClip := tableClocks(
		t, calendar.ByStart, calendar.Changes{},
	), tableClocks(t, calendar.ByClip, calendar.Changes{})
	passed, read, left := 0, 0, 0
	for _, row := range readTable(t, clockData+"sla_between.csv.gz") {
		if edgeCalendar(row[0]) {
			left++
			continue
		}
		read++
		a, b := instant(t, row[1]), instant(t, row[2])
		start, err := byStart[row[0]].Between(a, b)
		if err != nil {
			t.Fatal(err)
		}
		clip, err := byClip[row[0]].Between(a, b)
		if err != nil {
			t.Fatal(err)
		}
		if int(start.Seconds()) != number(t, row[3]) || int(clip.Seconds()) != number(t, row[4]) {
			t.Errorf("%q: %s and %s", row, start, clip)
			continue
		}
		passed++
	}
	for _, row := range readTable(t, clockData+"sla_add.csv.gz") {
		if edgeCalendar(row[0]) {
			left++
			continue
		}
		read++
		c, at, d := byStart[row[0]], instant(t, row[1]), time.Duration(number(t, row[2]))*time.Second
		earliest, err := c.Add(at, d)
		if err != nil {
			t.Fatal(err)
		}
		latest, err := c.AddToOpen(at, d)
		if err != nil {
			t.Fatal(err)
		}
		if !earliest.Equal(instant(t, row[3])) || !latest.Equal(instant(t, row[4])) {
			t.Errorf("%q: %s and %s", row, earliest.UTC(), latest.UTC())
			continue
		}
		passed++
	}
	t.Logf("%d of %d rows; %d of calendars with edges in a change of the clocks left out", passed, read, left)
}

func TestEdgesAgreeWithTheTable(t *testing.T) {
	clocks := tableClocks(t, calendar.ByStart, calendar.Changes{})
	passed, read, left := 0, 0, 0
	for _, row := range readTable(t, clockData+"sla_openat.csv.gz") {
		if edgeCalendar(row[0]) {
			left++
			continue
		}
		read++
		c, at := clocks[row[0]], instant(t, row[1])
		open, err := c.IsOpen(at)
		if err != nil {
			t.Fatal(err)
		}
		good := open == (row[2] == "1")
		for i, edge := range []func(time.Time) (time.Time, error){c.NextOpen, c.NextClose, c.PrevOpen, c.PrevClose} {
			got, err := edge(at)
			want := row[3+i] // blank: there is none within the horizon
			if want == "" && err == nil || want != "" && (err != nil || !got.Equal(instant(t, want))) {
				t.Errorf("%q: edge %d is %s, %v", row, i, got.UTC(), err)
				good = false
			}
		}
		if good {
			passed++
		}
	}
	t.Logf("%d of %d rows; %d of calendars with edges in a change of the clocks left out", passed, read, left)
	if passed != read {
		t.Errorf("%d of %d rows", passed, read)
	}
}

func TestChangesOfTheClocksAgreeWithTheTable(t *testing.T) {
	variants := []map[string]*calendar.Clock{
		tableClocks(t, calendar.ByStart, calendar.Changes{RepeatedOpen: calendar.First, RepeatedClose: calendar.First}),
		tableClocks(t, calendar.ByStart, calendar.Changes{RepeatedOpen: calendar.First, RepeatedClose: calendar.Last}),
		tableClocks(t, calendar.ByStart, calendar.Changes{RepeatedOpen: calendar.Last, RepeatedClose: calendar.Last}),
	}
	rows := readTable(t, clockData+"sla_dst_policy.csv.gz")
	passed := 0
	for _, row := range rows {
		good := true
		for i, clocks := range variants {
			got, err := clocks[row[0]].Between(instant(t, row[1]), instant(t, row[2]))
			if err != nil || int(got.Seconds()) != number(t, row[4+i]) {
				t.Errorf("%q: %s, %v", row, got, err)
				good = false
			}
		}
		if good {
			passed++
		}
	}
	t.Logf("%d of %d rows", passed, len(rows))
}

func TestWorkingDaysAgreeWithTheTable(t *testing.T) {
	meta := readJSON[struct {
		Holidays map[string][]logistics.Date `json:"holidays"`
	}](t, "testdata/holidays.json")
	compiled := make(map[string]*calendar.Clock)
	rows := readTable(t, "testdata/sla_busdays.csv.gz")
	passed := 0
	for _, row := range rows {
		key := row[2] + row[3]
		if compiled[key] == nil {
			compiled[key] = maskClock(t, row[2], meta.Holidays[row[3]])
		}
		c := compiled[key]
		a, b, n := logistics.MustDate(row[0]), logistics.MustDate(row[1]), number(t, row[5])
		count, err := c.Count(a, b)
		if err != nil {
			t.Fatal(err)
		}
		want := number(t, row[4])
		got := []string{}
		for _, roll := range []calendar.Roll{calendar.Following} {
			d, err := c.Roll(a, roll)
			got = append(got, text(t, d, err))
		}
		for _, roll := range []calendar.Roll{calendar.Following, calendar.Preceding} {
			d, err := c.OffsetRolled(a, n, roll)
			got = append(got, text(t, d, err))
		}
		for _, roll := range []calendar.Roll{calendar.ModifiedFollowing, calendar.ModifiedPreceding} {
			d, err := c.Roll(a, roll)
			got = append(got, text(t, d, err))
		}
		if count != want || !slices.Equal(got, row[6:11]) {
			t.Errorf("%q: %d, %q", row, count, got)
			continue
		}
		passed++
	}
	t.Logf("%d of %d rows", passed, len(rows))
}

func text(t testing.TB, d logistics.Date, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return d.String()
}

// maskClock is open on the weekdays of a mask of ones and noughts from Monday.
func maskClock(t testing.TB, mask string, holidays []logistics.Date) *calendar.Clock {
	t.Helper()
	var days [7][]logistics.Shift
	for i, c := range mask {
		if c == '1' {
			days[i] = []logistics.Shift{logistics.MustShift("00:00-24:00")}
		}
	}
	compiled, err := calendar.Compile(calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID(mask), Zone: "UTC",
		Week: logistics.Week{
			Monday: days[0], Tuesday: days[1], Wednesday: days[2], Thursday: days[3], Friday: days[4],
			Saturday: days[5], Sunday: days[6],
		},
		Holidays: calendar.Holidays{Dates: holidays},
	}, hostZones{}, logistics.MustDate("2022-01-01"), logistics.MustDate("2028-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}
