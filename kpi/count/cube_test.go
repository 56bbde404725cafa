package count_test

import (
	"math"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

var all = logistics.MustID("all")

// viennese periods are those of a kind; retail years begin on a Sunday.
func viennese(kind logistics.PeriodKind) logistics.PeriodRule {
	rule := logistics.PeriodRule{Kind: kind, Zone: "Europe/Vienna"}
	if kind == logistics.FourFourFive {
		rule.YearStart = logistics.MustDate("2025-01-26")
	}
	return rule
}

func newCube(t testing.TB, id string, kind logistics.PeriodKind) *count.Cube {
	t.Helper()
	c, err := count.NewCube(metric(t, id), viennese(kind))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// summed is a figure counted directly, line by line.
func summed(lines []line, which func(line) bool) (num, den, out int64) {
	for _, l := range lines {
		if !which(l) {
			continue
		}
		num += l.num
		den += l.den
		if l.code != "" {
			out++
		}
	}
	return num, den, out
}

func equals(t *rapid.T, o logistics.Observation, lines []line, which func(line) bool) {
	t.Helper()
	num, den, out := summed(lines, which)
	left := int64(0)
	for _, c := range o.Excluded {
		left += c.Count
	}
	if o.Num != num || o.Den != den || left != out {
		t.Fatalf("%v: got %d/%d and %d out, counted %d/%d and %d", o.Subject, o.Num, o.Den, left, num, den, out)
	}
}

func TestRollUpEqualsDirect(t *testing.T) {
	kinds := []logistics.PeriodKind{
		logistics.EveryDay, logistics.EveryWeek, logistics.EveryMonth, logistics.EveryQuarter, logistics.EveryYear,
		logistics.FourFourFive,
	}
	rapid.Check(t, func(t *rapid.T) {
		lines := draw(t, "lines")
		rule := viennese(rapid.SampledFrom(kinds).Draw(t, "kind"))
		c, err := count.NewCube(cubeMetric(t), rule)
		need(t, err)
		for _, l := range lines {
			need(t, fill(c, l))
		}
		for _, o := range c.Observations() {
			equals(t, o, lines, func(l line) bool { return l.subject == o.Subject && o.Period.Contains(l.date) })
		}
		for _, s := range subjects {
			o, err := c.Total(s)
			need(t, err)
			equals(t, o, lines, func(l line) bool { return l.subject == s })
		}
		up, err := c.RollUp(nil, all)
		need(t, err)
		for _, o := range up.Observations() {
			equals(t, o, lines, func(l line) bool { return o.Period.Contains(l.date) })
		}
		total, err := up.Total(all)
		need(t, err)
		equals(t, total, lines, func(line) bool { return true })
	})
}

func cubeMetric(t *rapid.T) kpi.Metric {
	m, ok := kpi.Lookup(logistics.MustID("on_time_delivery"))
	if !ok {
		t.Fatal("no such metric")
	}
	return m
}

func TestRollUpGoesByParents(t *testing.T) {
	c := newCube(t, "on_time_delivery", logistics.EveryMonth)
	for _, s := range subjects {
		if err := c.Add(s, newYear, 1, 2); err != nil {
			t.Fatal(err)
		}
	}
	gold := logistics.MustID("gold")
	parents := map[logistics.ID]logistics.ID{subjects[0]: gold, subjects[2]: gold}
	up, err := c.RollUp(parents, all)
	if err != nil {
		t.Fatal(err)
	}
	got := up.Observations()
	if len(got) != 2 || got[0].Subject != all || got[0].Den != 2 || got[1].Subject != gold || got[1].Den != 4 {
		t.Errorf("got %+v", got)
	}
	_, err = c.RollUp(parents, logistics.ID{})
	wantFault(t, err, "/parents", required)
}

func TestFinerObservationsAddUpToTheSameCube(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := draw(t, "lines")
		m := cubeMetric(t)
		days, err := count.NewCube(m, logistics.PeriodRule{Kind: logistics.EveryDay, Zone: "Europe/Vienna"})
		need(t, err)
		direct, again := cubes(m).of(t, lines), cubes(m).of(t, nil)
		for _, l := range lines {
			need(t, fill(days, l))
		}
		for _, o := range days.Observations() {
			need(t, again.AddObservation(o))
		}
		same(t, cubes(m), again, direct)
	})
}

func TestTrendHasAPointForEveryPeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := draw(t, "lines")
		c := cubes(cubeMetric(t)).of(t, lines)
		first := newYear.AddDays(rapid.IntRange(-40, 150).Draw(t, "first"))
		last := first.AddDays(rapid.IntRange(0, 150).Draw(t, "days"))
		points, err := c.Trend(subjects[0], first, last)
		need(t, err)
		if !points[0].Observation.Period.Contains(first) || !points[len(points)-1].Observation.Period.Contains(last) {
			t.Fatalf("%v to %v: %v", first, last, points)
		}
		for i, p := range points {
			if i > 0 && p.Observation.Period.Start() != points[i-1].Observation.Period.End() {
				t.Fatalf("a gap before %v", p.Observation.Period)
			}
			equals(t, p.Observation, lines, func(l line) bool {
				return l.subject == subjects[0] && p.Observation.Period.Contains(l.date)
			})
			if p.Missing != (p.Observation.Den == 0) {
				t.Fatalf("missing %v with %d cases", p.Missing, p.Observation.Den)
			}
		}
	})
}

func TestNothingMeasuredIsMissingAndNotZero(t *testing.T) {
	c := newCube(t, "on_time_delivery", logistics.EveryMonth)
	if err := c.Add(subjects[0], newYear, 0, 4); err != nil {
		t.Fatal(err)
	}
	if err := c.Exclude(subjects[0], newYear.AddMonths(1), "waived"); err != nil {
		t.Fatal(err)
	}
	points, err := c.Trend(subjects[0], newYear, newYear.AddMonths(2))
	if err != nil || len(points) != 3 {
		t.Fatal(points, err)
	}
	if p := points[0]; p.Missing || p.Observation.Value().IsZero() {
		t.Errorf("none of four: %+v", p)
	}
	if p := points[1]; !p.Missing || !p.Observation.Value().IsZero() || len(p.Observation.Excluded) != 1 {
		t.Errorf("all left out: %+v", p)
	}
	if p := points[2]; !p.Missing || p.Observation.Subject != subjects[0] {
		t.Errorf("no line: %+v", p)
	}
	if o, err := c.Total(subjects[2]); err != nil || o.Den != 0 || !o.Period.IsZero() {
		t.Errorf("the total of nothing: %+v, %v", o, err)
	}
}

func TestFaultsOfCubes(t *testing.T) {
	var none logistics.Date
	c := newCube(t, "on_time_delivery", logistics.EveryMonth)
	cycle := newCube(t, "order_cycle_time", logistics.EveryMonth)
	if err := cycle.Add(subjects[0], newYear, math.MinInt64, 1); err != nil {
		t.Fatal(err)
	}
	trend := func(first, last logistics.Date) error {
		_, err := newCube(t, "in_full", logistics.EveryDay).Trend(subjects[0], first, last)
		return err
	}
	for _, f := range []struct {
		name string
		err  error
		path string
		code logistics.FaultCode
	}{
		{"no cases", c.Add(subjects[0], newYear, 0, 0), "/den", outOfRange},
		{"more than cases", c.Add(subjects[0], newYear, 2, 1), "/num", conflict},
		{"no subject", c.Add(logistics.ID{}, newYear, 1, 1), "/subject", required},
		{"no date", c.Add(subjects[0], none, 1, 1), "/date", required},
		{
			"the beginning of the calendar",
			newCube(t, "in_full", logistics.SundayWeek).Add(subjects[0], logistics.MustDate("0001-01-01"), 1, 1),
			"/date", outOfRange,
		},
		{"no code", c.Exclude(subjects[0], newYear, ""), "", required},
		{"no subject left out", c.Exclude(logistics.ID{}, newYear, "a"), "/subject", required},
		{"a sum too low", cycle.Add(subjects[0], newYear, -1, 1), "/num", outOfRange},
		{"a sum too high", cycle.Add(subjects[0], newYear, 0, math.MaxInt64), "/den", outOfRange},
		{"a trend backwards", trend(newYear, newYear.AddDays(-1)), "/last", conflict},
		{"a trend from nowhere", trend(none, newYear), "/date", required},
		{"a trend without end", trend(newYear, newYear.AddDays(20000)), "/last", tooMany},
	} {
		t.Run(f.name, func(t *testing.T) { wantFault(t, f.err, f.path, f.code) })
	}
	if got := c.Observations(); len(got) != 0 {
		t.Errorf("refused lines were counted: %+v", got)
	}
	_, err := count.NewCube(metric(t, "in_full"), logistics.PeriodRule{
		Kind: logistics.RollingPeriod, Zone: "UTC", RollDays: 7,
	})
	wantFault(t, err, "/rule/kind", unsupported)
	_, err = count.NewCube(metric(t, "in_full"), logistics.PeriodRule{})
	wantFault(t, err, "/rule/zone", badSyntax)
}

func TestSumsThatDoNotFitAreRefused(t *testing.T) {
	c := newCube(t, "order_cycle_time", logistics.EveryMonth)
	for i := range 2 {
		for _, s := range subjects[:2] {
			if err := c.Add(s, newYear.AddMonths(i), math.MaxInt64, 1); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, err := c.Total(subjects[0])
	wantFault(t, err, "/num", outOfRange)
	_, err = c.RollUp(nil, all)
	wantFault(t, err, "/num", outOfRange)

	other := newCube(t, "order_cycle_time", logistics.EveryMonth)
	for _, f := range []struct {
		subject logistics.ID
		num     int64
	}{{subjects[0], 0}, {subjects[1], 1}} {
		if err := other.Add(f.subject, newYear, f.num, 7); err != nil {
			t.Fatal(err)
		}
	}
	wantFault(t, c.Merge(other), "/num", outOfRange)
	if got := c.Observations()[0]; got.Den != 1 {
		t.Errorf("half of a refused cube was merged: %+v", got)
	}
	full := newCube(t, "in_full", logistics.EveryMonth)
	for i, o := range filled(t, 1000, "a").Excluded() {
		if err := full.Exclude(subjects[0], newYear, o.Code); err != nil {
			t.Fatal(i, err)
		}
	}
	wantFault(t, full.Exclude(subjects[0], newYear, "b"), "/excluded", tooMany)
	if got := full.Observations()[0].Excluded; len(got) != 1000 {
		t.Errorf("%d codes after a refused one", len(got))
	}
}

func TestMixedFiguresAreAMismatch(t *testing.T) {
	base := newCube(t, "order_cycle_time", logistics.EveryMonth)
	for _, f := range []struct {
		name   string
		change func(*kpi.Metric, *logistics.PeriodRule)
		path   string
	}{
		{"metric", func(m *kpi.Metric, _ *logistics.PeriodRule) { m.ID = all }, "/metric/metric"},
		{"version", func(m *kpi.Metric, _ *logistics.PeriodRule) { m.Version = 2 }, "/metric/version"},
		{"unit", func(m *kpi.Metric, _ *logistics.PeriodRule) { m.Unit = logistics.MustUnit("DAY") }, "/metric/unit"},
		{"scale", func(m *kpi.Metric, _ *logistics.PeriodRule) { m.Scale = 0 }, "/metric/scale"},
		{"kind", func(m *kpi.Metric, _ *logistics.PeriodRule) {
			m.Kind, m.Unit, m.Scale, m.Counting = kpi.KindProportion, logistics.Unit{}, 0, kpi.Counting{}
		}, "/metric/kind"},
		{
			"counting", func(m *kpi.Metric, _ *logistics.PeriodRule) { m.Counting.Dated = kpi.DatedDue },
			"/metric/counting",
		},
		{"rule", func(_ *kpi.Metric, r *logistics.PeriodRule) { r.Zone = "Asia/Tokyo" }, "/rule"},
	} {
		t.Run(f.name, func(t *testing.T) {
			m, rule := metric(t, "order_cycle_time"), viennese(logistics.EveryMonth)
			f.change(&m, &rule)
			other, err := count.NewCube(m, rule)
			if err != nil {
				t.Fatal(err)
			}
			wantFault(t, base.Merge(other), f.path, mismatch)
		})
	}
}

func TestFaultsOfObservations(t *testing.T) {
	m := metric(t, "order_cycle_time")
	for _, f := range []struct {
		name   string
		change func(*logistics.Observation)
		path   string
		code   logistics.FaultCode
	}{
		{"metric", func(o *logistics.Observation) { o.Metric = all }, "/metric", mismatch},
		{"version", func(o *logistics.Observation) { o.Version = 2 }, "/version", mismatch},
		{"unit", func(o *logistics.Observation) { o.Unit = logistics.MustUnit("DAY") }, "/unit", mismatch},
		{"scale", func(o *logistics.Observation) { o.Scale = 2 }, "/scale", mismatch},
		{"subject", func(o *logistics.Observation) { o.Subject = logistics.ID{} }, "/subject", required},
		{"period", func(o *logistics.Observation) { o.Period = logistics.Period{} }, "/period", required},
		{"figures", func(o *logistics.Observation) { o.Den = -1 }, "/den", outOfRange},
		{"no cases", func(o *logistics.Observation) { o.Den = 0 }, "/num", conflict},
		{"code", func(o *logistics.Observation) { o.Excluded[0].Code = " " }, "/excluded/0/code", badSyntax},
		{"count", func(o *logistics.Observation) { o.Excluded[0].Count = 0 }, "/excluded/0/count", outOfRange},
	} {
		t.Run(f.name, func(t *testing.T) {
			o := logistics.Observation{
				Metric: m.ID, Version: 1, Subject: subjects[0], Period: logistics.MustPeriod("2025-01"), Num: 1, Den: 1,
				Unit: m.Unit, Scale: 1, Excluded: []logistics.CodeCount{{Code: "waived", Count: 1}},
			}
			c := newCube(t, "order_cycle_time", logistics.EveryMonth)
			if err := c.AddObservation(o); err != nil {
				t.Fatal(err)
			}
			f.change(&o)
			wantFault(t, c.AddObservation(o), f.path, f.code)
		})
	}
	c := newCube(t, "in_full", logistics.EveryMonth)
	o := logistics.Observation{
		Metric: c.Metric().ID, Version: 1, Subject: subjects[0], Period: logistics.MustPeriod("2025-01-31/2025-02-02"),
		Num: 1, Den: 1,
	}
	wantFault(t, c.AddObservation(o), "/period", conflict)
	o.Period = logistics.MustPeriod("2025-02")
	wantFault(t, c.RemoveObservation(o), "/den", conflict)
	o.Num, o.Den, o.Excluded = 0, 0, []logistics.CodeCount{{Code: "waived", Count: 1}}
	wantFault(t, c.RemoveObservation(o), "/excluded", conflict)
	o.Period = logistics.MustPeriod("0001-01-01")
	wantFault(t, newCube(t, "in_full", logistics.SundayWeek).AddObservation(o), "/date", outOfRange)
}

func TestACubeKeepsNothingItWasGiven(t *testing.T) {
	c := newCube(t, "in_full", logistics.EveryMonth)
	o := logistics.Observation{
		Metric: c.Metric().ID, Version: 1, Subject: subjects[0], Period: logistics.MustPeriod("2025-01"),
		Num: 1, Den: 2, Excluded: []logistics.CodeCount{{Code: "waived", Count: 3}},
	}
	merged := newCube(t, "in_full", logistics.EveryMonth)
	for _, err := range []error{c.AddObservation(o), merged.Merge(c), merged.Merge(merged)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := merged.Observations()[0]; got.Den != 4 || got.Excluded[0].Count != 6 {
		t.Errorf("a cube merged into itself doubles; got %+v", got)
	}
	o.Excluded[0].Count = 99
	c.Observations()[0].Excluded[0].Count = 99
	if err := merged.Exclude(subjects[0], newYear, "waived"); err != nil {
		t.Fatal(err)
	}
	if got := c.Observations()[0].Excluded[0].Count; got != 3 {
		t.Errorf("the cube now says %d", got)
	}
}
