package programmes_test

import (
	"encoding/json"
	"regexp"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/programmes"
	"github.com/logicrm/logistics/sla/sevenr"
)

type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

// TestEveryProgrammeIsValid, compiles, and is read back as it was written.
func TestEveryProgrammeIsValid(t *testing.T) {
	all := programmes.All()
	if _, err := sevenr.CompileProgrammes(all, hostZones{}); err != nil {
		t.Error(err)
	}
	for _, p := range all {
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		back, err := sevenr.DecodeProgramme(data)
		if err != nil {
			t.Errorf("%s: %v", p.ID, err)
			continue
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(data) {
			t.Errorf("%s: written again as %s, want %s (%v)", p.ID, again, data, err)
		}
	}
}

// TestEveryProgrammeNamesItsSource, that it is a secondary one, and a year.
func TestEveryProgrammeNamesItsSource(t *testing.T) {
	source := regexp.MustCompile(`^secondary source: \w+, .*\b20[12]\d\b`)
	for _, p := range programmes.All() {
		if !source.MatchString(p.Source) {
			t.Errorf("%s from %s: source %q", p.ID, p.From, p.Source)
		}
	}
}

// TestOneVersionIsInForce: on no date are two versions of one programme in force, and the one that is found is the one.
func TestOneVersionIsInForce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		on := logistics.MustDate("2015-01-01").AddDays(rapid.IntRange(0, 5000).Draw(r, "day"))
		inForce := map[string][]sevenr.Programme{}
		for _, p := range programmes.All() {
			before := !p.From.IsZero() && on.String() < p.From.String()
			after := !p.Until.IsZero() && on.String() >= p.Until.String()
			if !before && !after {
				inForce[p.ID.Value()] = append(inForce[p.ID.Value()], p)
			}
		}
		for _, p := range programmes.All() {
			got, ok := programmes.InForce(p.ID, on)
			want := inForce[p.ID.Value()]
			if len(want) > 1 || ok != (len(want) == 1) || ok && got.From != want[0].From {
				r.Fatalf("%s on %s: found one: %v, from %s; in force: %v", p.ID, on, ok, got.From, want)
			}
		}
	})
}

// TestVersionsMeetWithoutAGap: the day a version ends is the day on which the next one of its id begins.
func TestVersionsMeetWithoutAGap(t *testing.T) {
	ended := map[string]logistics.Date{}
	for _, p := range programmes.All() {
		if until, ok := ended[p.ID.Value()]; ok && until != p.From {
			t.Errorf("%s: ended on %s, next from %s", p.ID, until, p.From)
		}
		ended[p.ID.Value()] = p.Until
	}
}

// TestFiguresByDate are those the sources give, on each date of change and on the day before.
func TestFiguresByDate(t *testing.T) {
	for _, c := range []struct {
		id, on, target, charge string // no target: none in force
	}{
		{"walmart-us-prepaid-on-time-truckload", "2019-12-31", "", ""},
		{"walmart-us-prepaid-on-time-truckload", "2020-01-01", "87.5%", "3%"},
		{"walmart-us-prepaid-on-time-truckload", "2020-09-14", "87.5%", "3%"},
		{"walmart-us-prepaid-on-time-truckload", "2020-09-15", "", ""},
		{"walmart-us-prepaid-on-time-ltl", "2020-09-14", "70%", "3%"},
		{"walmart-us-prepaid-on-time-ltl", "2020-09-15", "", ""},
		{"walmart-us-prepaid-on-time", "2020-09-14", "", ""},
		{"walmart-us-prepaid-on-time", "2020-09-15", "98%", "3%"},
		{"walmart-us-prepaid-on-time", "2024-01-31", "98%", "3%"},
		{"walmart-us-prepaid-on-time", "2024-02-01", "90%", "3%"},
		{"walmart-us-collect-ready", "2020-09-14", "95%", "3%"},
		{"walmart-us-collect-ready", "2020-09-15", "98%", "3%"},
		{"walmart-us-collect-ready", "2024-02-01", "98%", "3%"},
		{"walmart-us-in-full-general", "2020-09-14", "95%", "3%"},
		{"walmart-us-in-full-food", "2020-09-14", "97.5%", "3%"},
		{"walmart-us-in-full", "2020-09-15", "98%", "3%"},
		{"walmart-us-in-full", "2024-01-31", "98%", "3%"},
		{"walmart-us-in-full", "2024-02-01", "95%", "3%"},
		{"target-on-time", "2024-08-03", "100%", "5%"},
		{"target-on-time", "2024-08-04", "100%", "3%"},
		{"target-fill-rate", "2024-08-03", "", ""},
		{"target-fill-rate", "2024-08-04", "95%", "5%"},
		{"target-on-time-release", "2024-08-04", "100%", "1.5%"},
		{"kroger-case-fill", "2018-05-31", "", ""},
		{"kroger-case-fill", "2018-06-01", "95%", "3%"},
		{"unheard-of", "2024-08-04", "", ""},
	} {
		p, ok := programmes.InForce(logistics.MustID(c.id), logistics.MustDate(c.on))
		if ok != (c.target != "") {
			t.Errorf("%s on %s: in force: %v", c.id, c.on, ok)
			continue
		}
		if !ok {
			continue
		}
		target, charge := logistics.MustRatio(c.target), logistics.MustRatio(c.charge)
		if !p.Target.Equal(target) || !p.Charge.Equal(charge) {
			t.Errorf("%s on %s: %s, charge %s; want %s and %s", c.id, c.on, p.Target, p.Charge, c.target, c.charge)
		}
	}
}

// TestTheListIsFresh: what a caller does to it is not seen by the next.
func TestTheListIsFresh(t *testing.T) {
	written := func() string {
		data, err := json.Marshal(programmes.All())
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	before := written()
	mine := programmes.All()
	for i := range mine {
		mine[i].Rights[0] = logistics.RightPlace
		mine[i].Target = logistics.MustRatio("1%")
	}
	if got, ok := programmes.InForce(mine[0].ID, mine[0].From); !ok || got.Rights[0] == logistics.RightPlace {
		t.Errorf("%s in force: %v, rights %v", mine[0].ID, ok, got.Rights)
	}
	if diff := cmp.Diff(before, written()); diff != "" {
		t.Error(diff)
	}
}

// delivery is some cases of 10 USD each, due on a date in Chicago, that came so many hours after the day began.
func delivery(t testing.TB, due string, ordered, came int64, hours time.Duration) sevenr.Line {
	t.Helper()
	chicago, err := time.LoadLocation("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	window := logistics.WholeDay(logistics.MustDate(due), chicago)
	cases := logistics.MustUnit("XCS")
	return sevenr.Line{
		Value: logistics.Minor(ordered*1000, logistics.MustCurrency("USD")),
		Promised: sevenr.Promised{
			Product: logistics.MustID("P"), Quantity: logistics.Count(ordered, cases), Window: window,
		},
		Deliveries: []sevenr.Delivery{{
			Product: logistics.MustID("P"), Quantity: logistics.Count(came, cases), Condition: logistics.Intact,
			At: logistics.At(window.From().Add(hours * time.Hour)),
		}},
	}
}

// TestChargesByHand: of 100 cases 92 come inside the window, under the goals of the time.
func TestChargesByHand(t *testing.T) {
	for _, c := range []struct {
		name, id, due  string
		ordered, came  [2]int64
		hours          [2]time.Duration // after the due day began, for each of two lines
		share, verdict string
		charge         string
	}{
		{
			"8 late in 2023", "walmart-us-prepaid-on-time", "2023-05-10",
			[2]int64{92, 8},
			[2]int64{92, 8},
			[2]time.Duration{9, 30},
			"92/100", "missed", "2.40 USD", // 3 % of 80 USD
		},
		{
			"8 late since February 2024", "walmart-us-prepaid-on-time", "2024-05-10",
			[2]int64{92, 8},
			[2]int64{92, 8},
			[2]time.Duration{9, 30},
			"92/100", "met", "0.00 USD",
		},
		{
			"11 early since February 2024", "walmart-us-prepaid-on-time", "2024-05-10",
			[2]int64{89, 11},
			[2]int64{89, 11},
			[2]time.Duration{9, -2},
			"89/100", "missed", "3.30 USD",
		},
		{
			"11 ready early", "walmart-us-collect-ready", "2024-05-10",
			[2]int64{89, 11},
			[2]int64{89, 11},
			[2]time.Duration{9, -2},
			"100/100", "met", "0.00 USD",
		},
		{
			"6 short, the rest late", "walmart-us-in-full", "2024-05-10",
			[2]int64{90, 10},
			[2]int64{84, 10},
			[2]time.Duration{30, 30},
			"94/100", "missed", "1.80 USD",
		},
		{
			"a surplus makes up for nothing", "walmart-us-in-full", "2024-05-10",
			[2]int64{90, 10},
			[2]int64{84, 16},
			[2]time.Duration{9, 9},
			"94/100", "missed", "1.80 USD",
		},
		{
			"a day late at Target, before August 2024", "target-on-time", "2024-08-03",
			[2]int64{50, 50},
			[2]int64{50, 50},
			[2]time.Duration{9, 30},
			"50/100", "missed", "25.00 USD",
		},
		{
			"a day late at Target, since August 2024", "target-on-time", "2024-08-04",
			[2]int64{50, 50},
			[2]int64{50, 50},
			[2]time.Duration{9, 30},
			"100/100", "met", "0.00 USD",
		},
		{
			"two days late at Target, since August 2024", "target-on-time", "2024-08-04",
			[2]int64{50, 50},
			[2]int64{50, 50},
			[2]time.Duration{9, 54},
			"50/100", "missed", "15.00 USD",
		},
		{
			"an order at 94 %", "kroger-case-fill", "2018-06-11",
			[2]int64{90, 10},
			[2]int64{84, 10},
			[2]time.Duration{9, 9},
			"94/100", "missed", "1.80 USD",
		},
	} {
		p, ok := programmes.InForce(logistics.MustID(c.id), logistics.MustDate(c.due))
		if !ok {
			t.Fatalf("%s: none in force", c.name)
		}
		auditor, err := sevenr.CompileProgrammes([]sevenr.Programme{p}, hostZones{})
		if err != nil {
			t.Fatal(err)
		}
		lines := []sevenr.Line{
			delivery(t, c.due, c.ordered[0], c.came[0], c.hours[0]),
			delivery(t, c.due, c.ordered[1], c.came[1], c.hours[1]),
		}
		scores, err := auditor.Score(lines, lines[0].Promised.Window.Last().AddDate(0, 0, 40))
		if err != nil {
			t.Fatal(err)
		}
		s := scores[0]
		if !s.Share.Equal(logistics.MustRatio(c.share)) || s.Verdict.String() != c.verdict ||
			!s.Charge.Equal(logistics.MustMoney(c.charge)) {
			t.Errorf(
				"%s: %s, %s, %s; want %s, %s, %s",
				c.name, s.Share, s.Verdict, s.Charge, c.share, c.verdict, c.charge,
			)
		}
	}
}

// TestOnListsOneOfEachID, and none for a date that is absent.
func TestOnListsOneOfEachID(t *testing.T) {
	if list := programmes.On(logistics.Date{}); len(list) != 0 {
		t.Errorf("%d on no date", len(list))
	}
	for _, text := range []string{"2019-06-01", "2022-01-01", "2024-09-01"} {
		on := logistics.MustDate(text)
		seen := map[logistics.ID]bool{}
		for _, p := range programmes.On(on) {
			again, ok := programmes.InForce(p.ID, on)
			if seen[p.ID] || !ok || again.From != p.From {
				t.Errorf("%s on %s: %v, twice %v", p.ID, text, ok, seen[p.ID])
			}
			seen[p.ID] = true
		}
		if len(seen) == 0 {
			t.Errorf("none on %s", text)
		}
	}
}
