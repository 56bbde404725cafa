package sla

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/calendar"
)

type zoneFiles struct{}

func (zoneFiles) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

// tableClocks are the calendars the table was made on.
func tableClocks(t testing.TB) map[string]*calendar.Clock {
	t.Helper()
	text, err := os.ReadFile("../internal/clock/testdata/sla_calendars.json")
	if err != nil {
		t.Fatal(err)
	}
	var entries map[string]struct {
		Zone     string                 `json:"tz"`
		Holidays []logistics.Date       `json:"holidays"`
		Week     map[string][][2]string `json:"week"`
	}
	if err := json.Unmarshal(text, &entries); err != nil {
		t.Fatal(err)
	}
	clocks := make(map[string]*calendar.Clock)
	for name, e := range entries {
		shifts := make(map[string][]logistics.Shift)
		for weekday, edges := range e.Week {
			for _, edge := range edges {
				shifts[weekday] = append(shifts[weekday], logistics.MustShift(edge[0]+"-"+edge[1]))
			}
		}
		clocks[name], err = calendar.Compile(calendar.Calendar{
			Schema: calendar.Schema(), ID: logistics.MustID(name), Zone: e.Zone,
			Holidays: calendar.Holidays{Dates: e.Holidays},
			Week: logistics.Week{
				Monday: shifts["mon"], Tuesday: shifts["tue"], Wednesday: shifts["wed"], Thursday: shifts["thu"],
				Friday: shifts["fri"], Saturday: shifts["sat"], Sunday: shifts["sun"],
			},
		}, zoneFiles{}, logistics.MustDate("2023-11-30"), logistics.MustDate("2028-02-02"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
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

// tableTimer is a timer with one limit for everybody.
func tableTimer(minutes int, days *calendar.Clock) *Timer {
	clocks := Clocks{logistics.MustID("table"): days}
	return newTimer(TimerRule{
		Calendar: logistics.MustID("table"),
		Start:    []string{"start"}, Stop: []string{"stop"}, Pause: []string{"pause"}, Resume: []string{"resume"},
		Reopen: []string{"reopen"}, ReopenPolicy: Continue,
		Limits: []Limit{{When: logistics.Anyone(), Within: logistics.Exactly(time.Duration(minutes) * time.Minute)}},
	}, clocks)
}

func TestTimersAgreeWithTheTable(t *testing.T) {
	_, rows := golden.Rows(t, "testdata/sla_lifecycle.csv.gz")
	clocks := tableClocks(t)
	states := map[string]State{"run": Running, "paused": Paused, "stopped": Stopped}
	passed := 0
	for _, row := range rows {
		minutes, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		timer := tableTimer(minutes, clocks[row[0]])
		var events []Event
		for i, text := range strings.Split(row[2], ";") {
			kind, at, _ := strings.Cut(text, "@")
			events = append(events, Event{ID: logistics.MustID(strconv.Itoa(i)), Kind: kind, At: instant(t, at)})
		}
		var list []Exclusion
		for _, text := range strings.FieldsFunc(row[3], func(r rune) bool { return r == ';' }) {
			from, to, _ := strings.Cut(text, "/")
			list = append(list, Exclusion{From: instant(t, from), To: instant(t, to), Reason: "maintenance"})
		}
		exclusions, err := NewExclusions(list)
		if err != nil {
			t.Fatal(err)
		}
		asOf := instant(t, row[4])
		x, err := timer.Explain(Timeline{Events: events, Exclusions: exclusions}, asOf)
		if err != nil {
			t.Fatalf("%q: %v", row, err)
		}
		got := x.Timing
		var pausedOpen, excludedOpen time.Duration
		for _, lost := range x.LostTimes() {
			switch lost.Class {
			case PausedTime:
				pausedOpen += lost.Open.Exact()
			case ExcludedOut:
				excludedOpen += lost.Open.Exact()
			}
		}
		minutesOf := func(d time.Duration) string { return strconv.FormatFloat(d.Minutes(), 'f', -1, 64) } // exact
		when := func(at time.Time) string {
			if at.IsZero() {
				return ""
			}
			return at.UTC().Format(time.RFC3339)
		}
		deadline := when(got.Due)
		if got.State != Running {
			deadline = "" // the table has it only of what runs
		}
		// The table keeps a case on until more time counts than it may take: beyond its due date, over closed time.
		breach := when(got.Breach)
		if missed := row[10]; missed != "" && breach != "" {
			if counted(t, timer, x, got.Breach, instant(t, missed)) == 0 {
				breach = missed
			}
		} else if missed == "" && got.Consumed == got.Budget {
			breach = ""
		}
		line := []string{
			minutesOf(got.Consumed), minutesOf(pausedOpen), minutesOf(excludedOpen), "", deadline,
			breach, minutesOf(got.Remaining()),
		}
		good := got.State == states[row[8]]
		for i, text := range line {
			if i != 3 && text != row[5+i] {
				good = false
			}
		}
		if at, ok := timer.Check(x); !ok {
			t.Errorf("%q: segment %d does not hold", row, at)
			good = false
		}
		if !good {
			t.Errorf("%q: %s, %q", row, got.State, line)
			continue
		}
		passed++
	}
	t.Logf("%d of %d rows", passed, len(rows))
}

// counted is the open time that counted between two instants.
func counted(t *testing.T, timer *Timer, x Explanation, from, to time.Time) (sum time.Duration) {
	for _, s := range x.Segments {
		a, b := s.From, s.To
		if a.Before(from) {
			a = from
		}
		if to.Before(b) {
			b = to
		}
		if s.Class == Counted && a.Before(b) {
			open, err := timer.base.clock.Between(a, b)
			if err != nil {
				t.Fatal(err)
			}
			sum += open
		}
	}
	return sum
}
