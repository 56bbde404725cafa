package compare_test

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/compare"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

var (
	january  = logistics.MustPeriod("2025-01")
	february = logistics.MustPeriod("2025-02")
)

func compiled(t testing.TB, m kpi.Metric) *compare.Comparer {
	return comparing(t, m, compare.GapTest{})
}

func comparing(t testing.TB, m kpi.Metric, test compare.GapTest) *compare.Comparer {
	t.Helper()
	e, err := compare.Compile(m, test)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func figureOf(m kpi.Metric, period logistics.Period, num, den int64) logistics.Observation {
	return logistics.Observation{
		Metric: m.ID, Version: m.Version, Subject: subjects[0], Period: period, Num: num, Den: den, Unit: m.Unit,
		Currency: m.Currency, Scale: m.Scale,
	}
}

func anyCases(m kpi.Metric, period logistics.Period, label string) *rapid.Generator[logistics.Observation] {
	return rapid.Custom(func(t *rapid.T) logistics.Observation {
		den := rapid.OneOf(rapid.Int64Range(0, 30), rapid.Int64Range(0, 5000)).Draw(t, label+" den")
		o := figureOf(m, period, rapid.Int64Range(0, den).Draw(t, label+" num"), den)
		if n := rapid.Int64Range(0, 2).Draw(t, label+" waived"); n > 0 {
			o = o.Excluding("waived", n)
		}
		return o
	})
}

func anyGap() *rapid.Generator[compare.Gap] {
	return rapid.Custom(func(t *rapid.T) compare.Gap {
		m, _ := kpi.Lookup(logistics.MustID(rapid.SampledFrom([]string{
			"on_time_delivery", "return_rate", "order_cycle_time",
		}).Draw(t, "metric")))
		m.Target = logistics.MustRatio(rapid.SampledFrom([]string{"0%", "50%", "95%", "100%"}).Draw(t, "target"))
		e, err := compare.Compile(m, compare.GapTest{})
		need(t, err)
		base, now := anyCases(m, january, "base").Draw(t, "base"), anyCases(m, february, "now").Draw(t, "now")
		var g compare.Gap
		if rapid.Bool().Draw(t, "to target") {
			g, err = e.GapToTarget(now)
		} else {
			g, err = e.Gap(base, now)
		}
		need(t, err)
		return g
	})
}

// significanceFrom recomputes the significance from the reasons alone.
func significanceFrom(reasons []logistics.Reason) compare.Significance {
	for _, r := range reasons {
		if r.Code != compare.GapShown && r.Code != compare.GapNotShown {
			continue
		}
		var p big.Rat
		p.SetString(r.Param("p"))
		confidence := logistics.MustRatio(r.Param("confidence"))
		alpha := new(big.Rat).Sub(big.NewRat(1, 1), big.NewRat(confidence.Num(), confidence.Den()))
		order, _ := logistics.MustRatio(exactly(r, "value")).Cmp(logistics.MustRatio(exactly(r, "reference")))
		if r.Param("direction") == "lower_is_better" {
			order = -order
		}
		switch {
		case p.Cmp(alpha) > 0 || order == 0:
			return compare.NotShown
		case order > 0:
			return compare.ShownBetter
		default:
			return compare.ShownWorse
		}
	}
	return compare.Untested
}

func TestReasonsOfAGapSuffice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGap().Draw(t, "gap")
		reasons := g.Reasons()
		if got := significanceFrom(reasons); got != g.Significance {
			t.Fatalf("the reasons %+v say %v, the gap %v", reasons, got, g.Significance)
		}
		left := len(g.Base.Excluded) + len(g.Now.Excluded)
		for _, r := range reasons {
			if r.Code == kpi.LeftOut {
				left--
			}
			renders(t, r)
		}
		if left != 0 {
			t.Fatalf("%d codes are not told in %+v", left, reasons)
		}
	})
}

func TestAGapIsExactAndFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGap().Draw(t, "gap")
		f := g.Figures
		if g.Value.IsZero() || g.Reference.IsZero() {
			if g.Significance != compare.Untested || !g.Difference.IsZero() || f != (compare.GapFigures{}) {
				t.Fatalf("nothing was measured: %+v", g)
			}
			return
		}
		back := new(big.Rat).Add(big.NewRat(g.Difference.Num(), g.Difference.Den()), big.NewRat(
			g.Reference.Num(), g.Reference.Den(),
		))
		if back.Cmp(big.NewRat(g.Value.Num(), g.Value.Den())) != 0 {
			t.Fatalf("%v + %v is not %v", g.Reference, g.Difference, g.Value)
		}
		difference, _ := g.Difference.Float()
		const rounding = 1e-12
		if f.Method != "" && !(f.P >= 0 && f.P <= 1 && f.Low <= difference+rounding && f.High >= difference-rounding) {
			t.Fatalf("%+v about %v", f, difference)
		}
		if text, err := json.Marshal(g); err != nil {
			t.Fatalf("%s, %v", text, err)
		}
	})
}

func TestSwappingTheFiguresTurnsTheGap(t *testing.T) {
	turned := map[compare.Significance]compare.Significance{
		compare.ShownBetter: compare.ShownWorse, compare.ShownWorse: compare.ShownBetter,
		compare.NotShown: compare.NotShown, compare.Untested: compare.Untested,
	}
	rapid.Check(t, func(t *rapid.T) {
		m, _ := kpi.Lookup(logistics.MustID("on_time_delivery"))
		e, err := compare.Compile(m, compare.GapTest{})
		need(t, err)
		base, now := anyCases(m, january, "base").Draw(t, "base"), anyCases(m, february, "now").Draw(t, "now")
		there, err := e.Gap(base, now)
		need(t, err)
		back, err := e.Gap(now, base)
		need(t, err)
		near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
		if there.Difference.Num() != -back.Difference.Num() || back.Significance != turned[there.Significance] ||
			!near(there.Figures.Low, -back.Figures.High) || !near(there.Figures.P, back.Figures.P) {
			t.Fatalf("there %+v, back %+v", there, back)
		}
		m.Direction = logistics.LowerIsBetter
		e, err = compare.Compile(m, compare.GapTest{})
		need(t, err)
		mirrored, err := e.Gap(base, now)
		need(t, err)
		if mirrored.Significance != turned[there.Significance] || !cmp.Equal(mirrored.Figures, there.Figures) {
			t.Fatalf("higher is better %+v, lower %+v", there, mirrored)
		}
	})
}

func TestMoreConfidenceNeverShowsMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _ := kpi.Lookup(logistics.MustID("on_time_delivery"))
		at := func(confidence string, base, now logistics.Observation) compare.Gap {
			e, err := compare.Compile(m, compare.GapTest{Confidence: logistics.MustRatio(confidence)})
			need(t, err)
			g, err := e.Gap(base, now)
			need(t, err)
			return g
		}
		base, now := anyCases(m, january, "base").Draw(t, "base"), anyCases(m, february, "now").Draw(t, "now")
		sure, less := at("99%", base, now), at("90%", base, now)
		if less.Significance == compare.NotShown && sure.Significance != compare.NotShown ||
			sure.Figures.Low > less.Figures.Low || sure.Figures.High < less.Figures.High {
			t.Fatalf("99%%: %+v, 90%%: %+v", sure, less)
		}
	})
}

func TestMethodsOfAGap(t *testing.T) {
	m := metric(t, "on_time_delivery")
	m.Target = logistics.MustRatio("95%")
	e := comparing(t, m, compare.GapTest{MinExpected: 4})
	for _, c := range []struct {
		base, now    logistics.Observation
		target       bool
		method       compare.GapMethod
		significance compare.Significance
		codes        []logistics.Code
	}{
		{
			base: figureOf(m, january, 820, 900), now: figureOf(m, february, 859, 880),
			method: compare.NewcombePooled, significance: compare.ShownBetter,
			codes: []logistics.Code{compare.GapShown},
		},
		{
			base: figureOf(m, january, 9, 10), now: figureOf(m, february, 3, 10),
			// 4 are expected: see below
			method: compare.NewcombePooled, significance: compare.ShownWorse, codes: []logistics.Code{compare.GapShown},
		},
		{
			now: figureOf(m, february, 540, 600), target: true, method: compare.WilsonScore,
			significance: compare.ShownWorse, codes: []logistics.Code{compare.GapShown},
		},
		{
			now: figureOf(m, february, 54, 57), target: true, method: compare.ClopperPearson,
			significance: compare.NotShown, codes: []logistics.Code{compare.GapNotShown, compare.GapFewCases},
		},
		{
			base: figureOf(m, january, 0, 0), now: figureOf(m, february, 3, 4).Excluding("waived", 2),
			significance: compare.Untested, codes: []logistics.Code{compare.GapNoData, kpi.LeftOut},
		},
	} {
		g, err := e.Gap(c.base, c.now)
		if c.target {
			g, err = e.GapToTarget(c.now)
		}
		var codes []logistics.Code
		for _, r := range g.Reasons() {
			codes = append(codes, r.Code)
		}
		if err != nil || g.Figures.Method != c.method || g.Significance != c.significance || !slices.Equal(
			codes, c.codes,
		) {
			t.Errorf("%v to %v: %v, %v %v %v", c.base.Ratio(), c.now.Ratio(), err, g.Figures, g.Significance, codes)
		}
	}
	g, err := compiled(t, m).Gap(figureOf(m, january, 9, 10), figureOf(m, february, 3, 10))
	if err != nil || g.Figures.Method != compare.NewcombeFisher || g.Figures.Expected != 4 ||
		g.Significance != compare.ShownWorse {
		t.Errorf("few cases: %+v, %v", g, err)
	}
}

func TestChanceItselfIsEnough(t *testing.T) {
	m := metric(t, "on_time_delivery")
	g, err := compiled(t, m).Gap(figureOf(m, january, 1, 1), figureOf(m, february, 0, 19)) // p is 1/20
	if err != nil || g.Significance != compare.ShownWorse {
		t.Errorf("%+v, %v", g, err)
	}
	less := compare.GapTest{Confidence: logistics.MustRatio("95.001%")}
	g, err = comparing(t, m, less).Gap(figureOf(m, january, 1, 1), figureOf(m, february, 0, 19))
	if err != nil || g.Significance != compare.NotShown {
		t.Errorf("%+v, %v", g, err)
	}
}

// complaints counts events over orders.
func complaints(t testing.TB) kpi.Metric {
	t.Helper()
	m := metric(t, "order_cycle_time")
	m.ID, m.Unit, m.Scale = logistics.MustID("complaints"), logistics.Each(), 0
	return m
}

func TestRatesOfEventsAreTestedExactly(t *testing.T) {
	m := complaints(t)
	e := compiled(t, m)
	g, err := e.GapOfRates(figureOf(m, january, 7, 24), figureOf(m, february, 0, 25))
	if err != nil || g.Significance != compare.ShownBetter || g.Figures.Method != compare.GarwoodRatio ||
		math.Abs(g.Figures.P-0.0067624821502071377) > 1e-10 {
		t.Errorf("%+v, %v", g, err)
	}
	g, err = e.GapOfRates(figureOf(m, january, 0, 24), figureOf(m, february, 0, 25))
	if err != nil || g.Significance != compare.NotShown || g.Figures.P != 1 {
		t.Errorf("%+v, %v", g, err)
	}
	_, err = e.GapOfRates(figureOf(m, january, -1, 24), figureOf(m, february, -2, 25))
	wantFaults(t, err, "/base/num: out_of_range", "/now/num: out_of_range")
	m = metric(t, "order_cycle_time")
	_, err = compiled(t, m).GapOfRates(figureOf(m, january, 1, 24), figureOf(m, february, 2, 25))
	wantFaults(t, err, "/metric/unit: unsupported")
	m = complaints(t)
	g, err = e.GapOfRates(figureOf(m, january, 0, 0), figureOf(m, february, 0, 25))
	if err != nil || g.Significance != compare.Untested || g.Reasons()[0].Path != "/base" {
		t.Errorf("%+v, %v", g, err)
	}
	_, err = e.GapOfRates(figureOf(m, january, 1<<41, 1<<20), figureOf(m, february, 1<<41, 1<<21))
	wantFaults(t, err, "/now/den: out_of_range")
	_, err = e.GapOfRates(figureOf(m, january, 1, math.MaxInt64), figureOf(m, february, math.MaxInt64, math.MaxInt64))
	wantFaults(t, err, "/now/den: out_of_range")
}

func momentsOf(t testing.TB, values ...int64) (m count.Moments, sum int64) {
	t.Helper()
	for _, v := range values {
		sum += v
		if err := m.Add(v); err != nil {
			t.Fatal(err)
		}
	}
	return m, sum
}

func measuredOf(t testing.TB, m kpi.Metric, period logistics.Period, values ...int64) compare.Measured {
	t.Helper()
	all, sum := momentsOf(t, values...)
	return compare.Measured{Observation: figureOf(m, period, sum, int64(len(values))), Moments: all}
}

func TestMeansAreTestedByTheirSpread(t *testing.T) {
	m := metric(t, "order_cycle_time")
	e := compiled(t, m)
	base, now := measuredOf(t, m, january, 480, 520, 500, 510), measuredOf(t, m, february, 400, 410, 390, 405)
	g, err := e.GapOfMeans(base, now)
	if err != nil || g.Significance != compare.ShownBetter || g.Figures.Method != compare.WelchUnequalSpread ||
		g.Figures.High >= 0 {
		t.Errorf("%+v, %v", g, err)
	}
	for _, none := range []compare.Measured{measuredOf(t, m, february, 400), measuredOf(t, m, february)} {
		if g, err = e.GapOfMeans(base, none); err != nil || g.Significance != compare.Untested {
			t.Errorf("%+v, %v", g, err)
		}
	}
	g, err = e.GapOfMeans(measuredOf(t, m, january, 400, 400), measuredOf(t, m, february, 390, 390))
	if err != nil || g.Significance != compare.Untested || g.Reasons()[0].Code != compare.GapNoSpread {
		t.Errorf("no spread: %+v, %v", g, err)
	}
}

func TestGapsRefuseWhatDoesNotBelongTogether(t *testing.T) {
	m := metric(t, "on_time_delivery")
	e := compiled(t, m)
	good := figureOf(m, january, 1, 2)
	other := figureOf(m, february, 3, 2)
	other.Version, other.Metric = 2, logistics.MustID("in_full")
	bad := compare.GapTest{Confidence: logistics.MustRatio("100%"), MinExpected: -1}
	_, err := compare.Compile(kpi.Metric{}, bad)
	wantFaults(t, err, "/metric/id: required", "/test/confidence: out_of_range", "/test/min_expected: out_of_range")
	_, err = e.Gap(good, other)
	wantFaults(t, err, "/now/metric: mismatch", "/now/version: mismatch", "/now/num: conflict")
	_, err = e.Gap(good, good)
	wantFaults(t, err, "/now/period: conflict")
	_, err = e.Gap(good, figureOf(m, february, -1, 2))
	wantFaults(t, err, "/now/num: out_of_range")
	_, err = e.GapToTarget(good)
	wantFaults(t, err, "/metric/target: required")
	_, err = e.Gap(figureOf(m, january, 1, math.MaxInt64-2), figureOf(m, february, 1, math.MaxInt64))
	wantFaults(t, err, "/now: out_of_range")
	_, err = e.Gap(figureOf(m, january, 1, math.MaxInt64), figureOf(m, february, math.MaxInt64, math.MaxInt64))
	wantFaults(t, err, "/now/den: out_of_range")
	m.Target = logistics.MustRatio("50%")
	_, err = compiled(t, m).GapToTarget(figureOf(m, february, 1<<52, 1<<54))
	wantFaults(t, err, "/now/den: out_of_range")
	_, err = e.GapOfMeans(compare.Measured{Observation: good}, compare.Measured{})
	wantFaults(t, err, "/metric/kind: unsupported", "/base/moments: mismatch")
	near := compare.GapTest{Confidence: logistics.MustRatio("9223372036854775806/9223372036854775807")}
	wantFaults(t, near.Validate(), "/confidence: out_of_range")
	m = metric(t, "order_cycle_time")
	e = compiled(t, m)
	_, err = e.Gap(figureOf(m, january, 1, math.MaxInt64), figureOf(m, february, 1, 1))
	wantFaults(t, err, "/base/den: out_of_range")
	_, err = e.Gap(figureOf(m, january, 1, 1), figureOf(m, february, 1, math.MaxInt64))
	wantFaults(t, err, "/now/den: out_of_range")
}

func TestTheEdgesOfATest(t *testing.T) {
	for _, c := range []struct {
		test compare.GapTest
		want string
	}{
		{compare.GapTest{MinExpected: 1000}, ""},
		{compare.GapTest{MinExpected: 1001}, "/min_expected: out_of_range"},
		{compare.GapTest{Confidence: logistics.MustRatio("0%")}, "above 0 and below 100%"},
		{compare.GapTest{Confidence: logistics.MustRatio("100%")}, "above 0 and below 100%"},
		{compare.GapTest{Confidence: logistics.MustRatio("1%")}, ""},
	} {
		if err := c.test.Validate(); c.want != "" {
			wantFaults(t, err, c.want)
		} else if err != nil {
			t.Errorf("%+v: %v", c.test, err)
		}
	}
	m := metric(t, "on_time_delivery")
	m.Target = logistics.MustRatio("95%")
	g, err := compiled(t, m).GapToTarget(figureOf(m, february, 90, 100)) // 5 late ones are expected, and 5 are not few
	if err != nil || g.Figures.Method != compare.WilsonScore || g.Figures.Expected != 5 {
		t.Errorf("%+v, %v", g, err)
	}
	m = metric(t, "order_cycle_time")
	g, err = compiled(t, m).GapOfMeans(measuredOf(t, m, january, 480, 490), measuredOf(t, m, february, 380, 390))
	if err != nil || g.Significance != compare.ShownBetter {
		t.Errorf("as much spread in both: %+v, %v", g, err)
	}
}
