package clock

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // the tests also run where no zone files are installed

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/zone"
)

// The days of the tables, with one more at either end so that every zone covers them.
var (
	tableFrom = zone.DayNumber(2023, time.November, 30)
	tableTo   = zone.DayNumber(2028, time.February, 2)
)

// calendar is one entry of sla_calendars.json.
type calendar struct {
	Zone     string                 `json:"tz"`
	Holidays []string               `json:"holidays"`
	Week     map[string][][2]string `json:"week"`
}

func readCalendars(t testing.TB) map[string]calendar {
	t.Helper()
	text, err := os.ReadFile("testdata/sla_calendars.json")
	if err != nil {
		t.Fatal(err)
	}
	var calendars map[string]calendar
	if err := json.Unmarshal(text, &calendars); err != nil {
		t.Fatal(err)
	}
	return calendars
}

// readTable returns the rows below the heading.
func readTable(t testing.TB, file string) [][]string {
	t.Helper()
	_, rows := golden.Rows(t, "testdata/"+file)
	return rows
}

func (c calendar) plan(t testing.TB) Plan {
	t.Helper()
	loc, err := time.LoadLocation(c.Zone)
	if err != nil {
		t.Fatal(err)
	}
	plan := Plan{
		Loc: loc, Holiday: HolidayStart,
		Gap: zone.GapTransition, OpenOverlap: zone.OverlapFirst, CloseOverlap: zone.OverlapFirst,
	}
	for _, text := range c.Holidays {
		date := parse(t, text+"T00:00:00Z")
		plan.Holidays = append(plan.Holidays, zone.DayNumber(date.Date()))
	}
	for weekday := range plan.Week {
		name := strings.ToLower(time.Weekday(weekday).String()[:3])
		for _, shift := range c.Week[name] {
			plan.Week[weekday] = append(plan.Week[weekday], Shift{seconds(t, shift[0]), seconds(t, shift[1])})
		}
	}
	return plan
}

func seconds(t testing.TB, clock string) int32 {
	t.Helper()
	hours, minutes, _ := strings.Cut(clock, ":")
	h, hourErr := strconv.Atoi(hours)
	m, minuteErr := strconv.Atoi(minutes)
	if err := errors.Join(hourErr, minuteErr); err != nil {
		t.Fatal(err)
	}
	return int32(h*3600 + m*60)
}

func parse(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func compile(t testing.TB, plan Plan, fromDay, toDay int64) *Clock {
	t.Helper()
	c, err := Compile(plan, fromDay, toDay)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// counted holds the clocks of the calendars whose edges lie in a gap or an overlap, by membership: a
// count of two million minutes each, made once.
var counted struct {
	sync.Once
	clocks map[string]*Clock
}

func countedClocks(t testing.TB) map[string]*Clock {
	t.Helper()
	counted.Do(func() {
		counted.clocks = map[string]*Clock{}
		for name, calendar := range readCalendars(t) {
			if isEdgeCase(name) {
				counted.clocks[name] = membershipClock(t, calendar.plan(t), tableFrom, tableTo)
			}
		}
	})
	return counted.clocks
}

// isEdgeCase tells whether a calendar has edges in a gap or an overlap.
func isEdgeCase(name string) bool { return strings.HasPrefix(name, "e") }

// oracleClocks compiles every calendar of the tables but the edge cases, which the tables count by
// membership. Those have no holidays.
func oracleClocks(t testing.TB, holiday HolidayPolicy) map[string]*Clock {
	t.Helper()
	clocks := map[string]*Clock{}
	for name, calendar := range readCalendars(t) {
		if !isEdgeCase(name) {
			plan := calendar.plan(t)
			plan.Holiday = holiday
			clocks[name] = compile(t, plan, tableFrom, tableTo)
		}
	}
	maps.Copy(clocks, countedClocks(t))
	return clocks
}

// count counts a row that holds. The edge cases are answered by minutes that the test labels itself, which no setting
// of a calendar does: they hold the kernel to the labels, and are not among the rows that a calendar answers.
func count(calendar string, met, labels *int) {
	if isEdgeCase(calendar) {
		*labels++
	} else {
		*met++
	}
}

func TestBetweenMeetsEveryReferenceRow(t *testing.T) {
	starts, clips := oracleClocks(t, HolidayStart), oracleClocks(t, HolidayClip)
	rows, met, labels := readTable(t, "sla_between.csv.gz"), 0, 0
	for _, row := range rows {
		a, b := parse(t, row[1]), parse(t, row[2])
		byStart, startErr := starts[row[0]].Between(a, b)
		byClip, clipErr := clips[row[0]].Between(a, b)
		if startErr == nil && clipErr == nil && inSeconds(byStart) == row[3] && inSeconds(byClip) == row[4] {
			count(row[0], &met, &labels)
		} else {
			t.Errorf("%v: %v (%v) and %v (%v)", row, byStart, startErr, byClip, clipErr)
		}
	}
	t.Logf("%d of %d rows; %d more by labels of minutes", met, len(rows)-labels, labels)
}

func inSeconds(d time.Duration) string {
	if d%time.Second != 0 {
		return d.String()
	}
	return strconv.FormatInt(int64(d/time.Second), 10)
}

func TestAddMeetsEveryReferenceRow(t *testing.T) {
	clocks := oracleClocks(t, HolidayStart)
	rows, met, labels := readTable(t, "sla_add.csv.gz"), 0, 0
	for _, row := range rows {
		start := parse(t, row[1])
		add, err := strconv.ParseInt(row[2], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		earliest, earliestErr := clocks[row[0]].Add(start, time.Duration(add)*time.Second, LandEarliest)
		latest, latestErr := clocks[row[0]].Add(start, time.Duration(add)*time.Second, LandLatest)
		if earliestErr == nil && latestErr == nil && earliest.Equal(parse(t, row[3])) &&
			latest.Equal(parse(t, row[4])) {
			count(row[0], &met, &labels)
		} else {
			t.Errorf("%v: %v (%v) and %v (%v)", row, earliest, earliestErr, latest, latestErr)
		}
	}
	t.Logf("%d of %d rows; %d more by labels of minutes", met, len(rows)-labels, labels)
}

func TestEdgesMeetEveryReferenceRow(t *testing.T) {
	clocks := oracleClocks(t, HolidayStart)
	rows, met, labels := readTable(t, "sla_openat.csv.gz"), 0, 0
	for _, row := range rows {
		c, at, good := clocks[row[0]], parse(t, row[1]), true
		if open, err := c.IsOpen(at); err != nil || open != (row[2] == "1") {
			t.Errorf("%v: open %v (%v)", row, open, err)
			good = false
		}
		for i, find := range []func(time.Time) (time.Time, error){c.NextOpen, c.NextClose, c.PrevOpen, c.PrevClose} {
			got, err := find(at)
			want := row[3+i]
			if want == "" && !errors.Is(err, ErrHorizon) || want != "" && (err != nil || !got.Equal(parse(t, want))) {
				t.Errorf("%v: column %d is %v (%v)", row, 3+i, got, err)
				good = false
			}
		}
		if good {
			count(row[0], &met, &labels)
		}
	}
	t.Logf("%d of %d rows; %d more by labels of minutes", met, len(rows)-labels, labels)
}

func TestOverlapPoliciesMeetEveryReferenceRow(t *testing.T) {
	calendars := readCalendars(t)
	columns := []struct{ open, close zone.Overlap }{
		{zone.OverlapFirst, zone.OverlapFirst},
		{zone.OverlapFirst, zone.OverlapLast},
		{zone.OverlapLast, zone.OverlapLast},
	}
	clocks := map[string][]*Clock{}
	for name, calendar := range calendars {
		if !isEdgeCase(name) {
			continue
		}
		plan := calendar.plan(t)
		clocks[name] = append(clocks[name], countedClocks(t)[name])
		for _, column := range columns {
			plan.OpenOverlap, plan.CloseOverlap = column.open, column.close
			clocks[name] = append(clocks[name], compile(t, plan, tableFrom, tableTo))
		}
	}
	rows, met := readTable(t, "sla_dst_policy.csv.gz"), 0
	for _, row := range rows {
		good := true
		for i, c := range clocks[row[0]] {
			if got, err := c.Between(parse(t, row[1]), parse(t, row[2])); err != nil || inSeconds(got) != row[3+i] {
				t.Errorf("%v: column %d is %v (%v)", row, 3+i, got, err)
				good = false
			}
		}
		if good {
			met++
		}
	}
	t.Logf("%d of %d rows", met, len(rows))
}

// TestCompileIsMembership holds every calendar without an edge in an overlap against the wall clock,
// minute by minute for four years, under both holiday policies.
func TestCompileIsMembership(t *testing.T) {
	calendars := readCalendars(t)
	for _, name := range slices.Sorted(maps.Keys(calendars)) {
		if isEdgeCase(name) {
			continue
		}
		plan := calendars[name].plan(t)
		minutes := newNaive(&plan, tableFrom, tableTo)
		for _, policy := range []HolidayPolicy{HolidayStart, HolidayClip} {
			plan.Holiday = policy
			got, want := compile(t, plan, tableFrom, tableTo), minutes.clock(t, minutes.member(), tableFrom, tableTo)
			if !slices.Equal(got.spans(), want.spans()) || got.horizon != want.horizon {
				t.Errorf("%s under %v: compiled and counted differ", name, policy)
			}
		}
	}
}
