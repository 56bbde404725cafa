package control_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// drawing is a chart of a series of whole numbers, with the same figure of a count or a subgroup in place of each.
type drawing struct {
	kind  control.Kind
	chart func(values []float64, o control.Options) (control.Chart, error)
	later func(l control.Limits, x float64) (control.Point, error)
}

// size is a size of many, so that equal shares have unequal sizes.
func size(i int) int64 { return int64(1 + i%4) }

// drawings are all kinds of chart whose statistic is the value, where only an equal value is the same.
func drawings() []drawing {
	list := []drawing{}
	for _, kind := range []control.Kind{control.Individuals, control.Time} {
		list = append(list, drawing{kind, func(values []float64, o control.Options) (control.Chart, error) {
			return control.ChartValues(kind, values, o)
		}, func(l control.Limits, x float64) (control.Point, error) { return l.Value(x) }})
	}
	for _, kind := range []control.Kind{
		control.LaneyProportion, control.LaneyRate, control.IndividualsPrime,
	} {
		counts := func(values []float64) (counts []control.Count) {
			for i, x := range values {
				counts = append(counts, control.Count{Events: int64(x) * size(i), Size: float64(100 * size(i))})
			}
			return counts
		}
		list = append(list, drawing{kind, func(values []float64, o control.Options) (control.Chart, error) {
			return control.ChartCounts(kind, counts(values), o)
		}, func(l control.Limits, x float64) (control.Point, error) { return l.Count(counts([]float64{x})[0]) }})
	}
	groups := func(values []float64) (groups [][]float64) {
		for _, x := range values {
			groups = append(groups, []float64{x / 10, x / 10, x / 10}) // whose sum is not three times as much
		}
		return groups
	}
	return append(list, drawing{control.XBar, func(values []float64, o control.Options) (control.Chart, error) {
		return control.ChartSubgroups(control.XBar, groups(values), o)
	}, func(l control.Limits, x float64) (control.Point, error) { return l.Subgroup(groups([]float64{x})[0]) }})
}

// isWorse is the figures that a baseline without variation does not expect.
func isWorse(better logistics.Direction, x, level float64) bool {
	switch better {
	case logistics.HigherIsBetter:
		return x < level
	case logistics.LowerIsBetter:
		return x > level
	default:
		return x != level
	}
}

// TestChartOfConstantValuesSignalsWhatIsOffThem, of every kind, whatever rules there are, on the worse side where
// there is one, and so do its frozen limits after JSON.
func TestChartOfConstantValuesSignalsWhatIsOffThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(drawings()).Draw(t, "drawing")
		level := float64(rapid.IntRange(0, 100).Draw(t, "level"))
		n := rapid.IntRange(2, 30).Draw(t, "baseline")
		values := slices.Repeat([]float64{level}, n)
		near := rapid.Map(rapid.IntRange(-2, 2), func(i int) float64 { return max(0, min(level+float64(i), 100)) })
		values = append(values, rapid.SliceOfN(near, 0, 20).Draw(t, "later")...)
		o := control.Options{
			Baseline: n, Rules: rapid.SampledFrom([]control.RuleSet{0, control.Nelson, control.WesternElectric}).Draw(
				t, "rules",
			),
			Direction: rapid.SampledFrom([]logistics.Direction{
				"", logistics.HigherIsBetter, logistics.LowerIsBetter,
			}).Draw(t, "better"),
		}
		chart, err := d.chart(values, o)
		if err != nil || !chart.Limits.Still {
			t.Fatalf("%s: %+v, %v", d.kind, chart.Limits, err)
		}
		limits := again(t, chart.Limits)
		off := []int{}
		for i, x := range values {
			p := chart.Points[i]
			if isWorse(o.Direction, x, level) {
				off = append(off, i)
				want := o.Rules & control.Rules(control.WesternElectric1, control.Nelson1)
				if p.Fired != want || !p.Beyond {
					t.Fatalf("%s: point %d: %+v, want %s", d.kind, i, p, want)
				}
			}
			if p.Z != nil || p.Sigma != 0 || p.Lower != p.Centre || p.Upper != p.Centre {
				t.Fatalf("%s: %+v", d.kind, p)
			}
			if i%4 == 0 { // one of size 1
				later, err := d.later(limits, x)
				if p.Fired = 0; err != nil || !samePoint(later, p) {
					t.Fatalf("%s: later %+v, %v, at once %+v", d.kind, later, err, p)
				}
			}
		}
		if !slices.Equal(chart.Signals(), off) {
			t.Fatalf("%s: %v, want %v", d.kind, chart.Signals(), off)
		}
	})
}

// again is a value after JSON.
func again[T any](t interface{ Fatal(...any) }, v T) (read T) {
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &read)
	}
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// TestNoneAndAllHaveNoOther, which is where a distribution of counts has no spread, nor have ranges of none.
func TestNoneAndAllHaveNoOther(t *testing.T) {
	counts := func(kind control.Kind, within float64, counts ...control.Count) (control.Chart, error) {
		return control.ChartCounts(kind, counts, control.Options{Baseline: 2, Within: within})
	}
	none, all := control.Count{Size: 7}, control.Count{Events: 1e11, Size: 1e11}
	one, most := control.Count{Events: 1, Size: 9}, control.Count{Events: 8, Size: 9}
	for i, c := range []struct {
		kind     control.Kind
		usual, x control.Count
		level    float64 // of x
	}{
		{control.Proportion, none, one, 0},
		{control.Proportion, all, most, 1},
		{control.Number, none, one, 0},
		{control.Number, all, most, 9},
		{control.Events, control.Count{}, one, 0},
		{control.Rate, none, one, 0},
		{control.LaneyProportion, all, most, 1},
		{control.LaneyRate, none, one, 0},
		{control.IndividualsPrime, none, one, 0},
	} {
		within := 0.0
		if c.kind <= control.Rate {
			within = 0.99
		}
		for _, w := range []float64{0, within} {
			chart, err := counts(c.kind, w, c.usual, c.usual, c.usual, c.x)
			if err != nil || !slices.Equal(chart.Signals(), []int{3}) || chart.Points[3].Upper != c.level {
				t.Errorf("case %d: %+v, %v", i, chart, err)
			}
		}
	}
	ranges, err := control.ChartSubgroups(
		control.Range, [][]float64{{1, 1}, {2, 2}, {3, 4}}, control.Options{Baseline: 2},
	)
	spreads, other := control.ChartSubgroups(
		control.StandardDeviation, [][]float64{{1, 1}, {2, 2}, {3, 4}}, control.Options{Baseline: 2},
	)
	moving, third := control.ChartValues(control.MovingRange, []float64{4, 4, 4, 5}, control.Options{Baseline: 3})
	gaps, fourth := control.ChartValues(control.Gap, []float64{0, 0, 4}, control.Options{Baseline: 2})
	for i, chart := range []control.Chart{ranges, spreads, moving, gaps} {
		if !slices.Equal(chart.Signals(), []int{2}) {
			t.Errorf("%d: %+v", i, chart)
		}
	}
	if err != nil || other != nil || third != nil || fourth != nil {
		t.Error(err, other, third, fourth)
	}
}

// months are n of a hundred orders of which so many were on time.
func months(n int, good int64) []control.Count {
	return slices.Repeat([]control.Count{{Events: good, Size: 100}}, n)
}

func TestPerfectMonthsConsistentlyPass(t *testing.T) {
	choice, err := control.ChooseCounts(control.Proportion, months(24, 100))
	if err != nil || choice.Kind != control.Proportion || choice.Reasons[0].Code != control.Constant {
		t.Fatalf("%+v, %v", choice, err)
	}
	chart, err := control.ChartCounts(choice.Kind, months(24, 100), control.Options{Rules: control.Nelson})
	if err != nil || len(chart.Signals()) != 0 {
		t.Fatalf("%+v, %v", chart, err)
	}
	values := slices.Repeat([]float64{1}, 24)
	for target, want := range map[float64]control.Assurance{
		0.95: control.ConsistentPass, 1: control.ConsistentPass, 1.01: control.ConsistentFail,
	} {
		a, err := chart.Assess(logistics.HigherIsBetter, &target)
		xmr, other := control.XmR(values, control.Aim{Direction: logistics.HigherIsBetter, Target: &target})
		if err != nil || other != nil || a.Assurance != want || xmr.Assurance != want {
			t.Errorf("%v: %+v and %+v, %v, %v", target, a, xmr, err, other)
		}
	}
	most := 0.0
	late, err := control.ChartCounts(control.Proportion, months(24, 0), control.Options{})
	a, other := late.Assess(logistics.LowerIsBetter, &most)
	if err != nil || other != nil || a.Assurance != control.ConsistentPass {
		t.Errorf("%+v, %v, %v", a, err, other)
	}
	worse := -0.01
	if a, err = late.Assess(logistics.LowerIsBetter, &worse); err != nil || a.Assurance != control.ConsistentFail {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestCollapseAfterPerfectMonthsIsSeen by charts and by XmR, and told with the month.
func TestCollapseAfterPerfectMonthsIsSeen(t *testing.T) {
	names := []string{}
	for _, year := range []string{"2025", "2026"} {
		for month := range strings.FieldsSeq("01 02 03 04 05 06 07 08 09 10 11 12") {
			names = append(names, year+"-"+month)
		}
	}
	names = names[:14]
	counts := slices.Concat(months(12, 100), months(1, 90), months(1, 100))
	chart, err := control.ChartCounts(control.Proportion, counts, control.Options{
		Baseline: 12, Rules: control.WesternElectric, Labels: names,
	})
	if err != nil || !slices.Equal(chart.Signals(), []int{12}) ||
		chart.Points[12].Fired != control.Rules(control.WesternElectric1) {
		t.Fatalf("%+v, %v", chart, err)
	}
	a, err := chart.Assess(logistics.HigherIsBetter, nil)
	want := "2026-01 differs by more than chance explains (concern): off the level that never varied."
	if told := a.Sentences(logistics.Language{}); err != nil || !slices.Equal(told, []string{want}) {
		t.Errorf("%q, %v", told, err)
	}
	values := append(slices.Repeat([]float64{0.97}, 12), 0.9, 0.98)
	for better, off := range map[logistics.Direction][]control.Pattern{
		logistics.HigherIsBetter: {control.BeyondLimit, 0}, logistics.LowerIsBetter: {0, control.BeyondLimit},
		"": {control.BeyondLimit, control.BeyondLimit},
	} {
		xmr, err := control.XmR(values, control.Aim{Direction: better, Baseline: 12, Labels: names})
		if err != nil || xmr.Lower != 0.97 || xmr.Upper != 0.97 || xmr.Points[12].Pattern != off[0] ||
			xmr.Points[13].Pattern != off[1] || xmr.Points[0].Pattern != 0 {
			t.Errorf("%s: %+v, %v", better, xmr, err)
		}
		for _, r := range xmr.Reasons() {
			if r.Code != control.PeriodSignals || r.Param("rules") != "beyond_limit" {
				t.Errorf("%+v", r)
			}
		}
	}
}

// TestPeriodsWithoutCasesAreLeftOut puts some into a series: its limits and other points stay as they are.
func TestPeriodsWithoutCasesAreLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]control.Kind{
			control.Proportion, control.Number, control.Rate, control.LaneyProportion, control.LaneyRate,
			control.IndividualsPrime,
		}).Draw(t, "kind")
		full := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) control.Count {
			return control.Count{Events: rapid.Int64Range(0, 5).Draw(t, "events"), Size: float64(
				rapid.IntRange(5, 9).Draw(t, "size"),
			)}
		}), 2, 20).Draw(t, "counts")
		gaps := rapid.SliceOfN(rapid.IntRange(0, 2), len(full), len(full)).Draw(t, "gaps")
		var gapped []control.Count
		for i, c := range full {
			gapped = append(append(gapped, make([]control.Count, gaps[i])...), c)
		}
		chart, err := control.ChartCounts(kind, gapped, control.Options{})
		whole, other := control.ChartCounts(kind, full, control.Options{})
		if (err == nil) != (other == nil) || chart.Limits.Centre != whole.Limits.Centre ||
			chart.Limits.Sigma != whole.Limits.Sigma || chart.Limits.Between != whole.Limits.Between {
			t.Fatalf("%+v, %v and %+v, %v", chart.Limits, err, whole.Limits, other)
		}
		left := slices.DeleteFunc(slices.Clone(chart.Points), func(p control.Point) bool { return p.Missing })
		if !slices.EqualFunc(left, whole.Points, samePoint) || len(chart.Points) != len(gapped) && err == nil {
			t.Fatalf("%+v and %+v", left, whole.Points)
		}
		if err != nil {
			return
		}
		missing := strings.Count(chart.Draw(), "  missing\n")
		a, err := chart.Assess("", nil)
		told := 0
		for _, v := range a.Variations {
			if v == control.Missing {
				told++
			}
		}
		if want := len(gapped) - len(full); err != nil || missing != want || told != want {
			t.Fatalf("%d drawn and %d assessed as missing, want %d: %v", missing, told, want, err)
		}
		choice, err := control.ChooseCounts(control.Proportion, gapped)
		same, other := control.ChooseCounts(control.Proportion, full)
		if (err == nil) != (other == nil) || choice.Kind != same.Kind || choice.Dispersion != same.Dispersion {
			t.Fatalf("%+v, %v and %+v, %v", choice, err, same, other)
		}
	})
}

func TestNoPatternReachesAcrossAMissingPoint(t *testing.T) {
	base := slices.Repeat([]control.Count{{Events: 45, Size: 100}, {Events: 55, Size: 100}}, 6)
	counts := slices.Concat(base, months(5, 60), []control.Count{{}}, months(5, 60))
	o := control.Options{Baseline: 12, Rules: control.Rules(control.Nelson2)}
	chart, err := control.ChartCounts(control.Proportion, counts, o)
	if err != nil || len(chart.Signals()) != 0 || !chart.Points[17].Missing {
		t.Errorf("%v, %v", chart.Signals(), err)
	}
	whole, err := control.ChartCounts(control.Proportion, slices.Delete(counts, 17, 18), o)
	if err != nil || !slices.Equal(whole.Signals(), []int{19, 20, 21}) {
		t.Errorf("%v, %v", whole.Signals(), err)
	}
}

func TestMissingAndStillPointsRefuse(t *testing.T) {
	counts := append(months(12, 100), control.Count{}, control.Count{Events: 90, Size: 100})
	chart, err := control.ChartCounts(control.Proportion, counts, control.Options{Baseline: 12})
	if err != nil {
		t.Fatal(err)
	}
	for signal, path := range map[int]string{12: "/points/12", 13: "/points/13"} {
		if _, err := chart.Change(signal); !code(err, path, logistics.FaultConflict) {
			t.Errorf("%d: %v", signal, err)
		}
	}
	later, err := chart.Limits.Count(control.Count{})
	if err != nil || later != (control.Point{Missing: true}) {
		t.Errorf("%+v, %v", later, err)
	}
	_, err = (control.Chart{Points: []control.Point{later}}).Assess("", nil)
	if !code(err, "/points", logistics.FaultRequired) {
		t.Error(err)
	}
	_, err = control.ChartCounts(control.Proportion, counts[11:], control.Options{Baseline: 2})
	if !code(err, "/counts", logistics.FaultRequired) {
		t.Error(err)
	}
	_, err = control.ChooseCounts(control.Proportion, counts[11:13])
	if !code(err, "/counts", logistics.FaultRequired) {
		t.Error(err)
	}
	mixed := chart.Limits
	mixed.Sigma = 1
	_, err = mixed.Count(control.Count{Events: 1, Size: 2})
	if !code(err, "/limits/sigma", logistics.FaultConflict) {
		t.Error(err)
	}
}

// TestAllPeersAlikeAreAFunnel of no width.
func TestAllPeersAlikeAreAFunnel(t *testing.T) {
	plot, err := control.Funnel(control.Proportion, []control.Peer{
		{ID: logistics.MustID("north"), Count: control.Count{Events: 40, Size: 40}},
		{ID: logistics.MustID("south"), Count: control.Count{Events: 7, Size: 7}},
	})
	if err != nil || plot.Level != 1 || plot.Inflation != 1 {
		t.Fatalf("%+v, %v", plot, err)
	}
	for _, p := range plot.Points {
		if p.Z != nil || p.Beyond || p.Warning != [2]float64{1, 1} || p.Action != [2]float64{1, 1} {
			t.Errorf("%+v", p)
		}
	}
	if math.IsNaN(plot.Points[0].Stat) || !strings.Contains(plot.Draw(), "north") {
		t.Error(plot.Draw())
	}
}
