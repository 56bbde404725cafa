package control_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// extreme are figures of every size that is taken.
func extreme() *rapid.Generator[float64] {
	size := rapid.SampledFrom([]float64{0, 5e-324, 1e-323, 1e-310, 1e-300, 1e-162, 1e-9, 1, 1.5, 3, 1e9, 1e15})
	return rapid.Map(size, func(x float64) float64 { return x })
}

// written is what fails on NaN and infinities, however deep they are.
func written(t *rapid.T, v any) {
	if _, err := json.Marshal(v); err != nil {
		t.Fatalf("%v: %+v", err, v)
	}
}

// says all there is of a chart, and holds it to be the same after JSON.
func says(t *rapid.T, chart control.Chart) {
	written(t, chart)
	target := 1.0
	a, err := chart.Assess(logistics.HigherIsBetter, &target)
	if err != nil {
		t.Fatalf("%v: %+v", err, chart)
	}
	read := again(t, chart)
	b, err := read.Assess(logistics.HigherIsBetter, &target)
	if err != nil || chart.Draw() != read.Draw() || !slices.Equal(chart.Signals(), read.Signals()) ||
		!slices.Equal(sentencesOf(a), sentencesOf(b)) || !slices.Equal(sentencesOf(a), sentencesOf(again(t, a))) {
		t.Fatalf("%+v and after JSON %+v: %v", chart, read, err)
	}
	for i := range chart.Points {
		change, err := chart.Change(i)
		same, other := read.Change(i)
		if (err == nil) != (other == nil) || change != same {
			t.Fatalf("%+v, %v and after JSON %+v, %v", change, err, same, other)
		}
		if err == nil || chart.Limits.Kind != control.Number && !chart.Limits.Still && !chart.Points[i].Missing {
			if err != nil {
				t.Fatalf("point %d of %+v: %v", i, chart, err)
			}
			written(t, change)
		}
	}
}

func sentencesOf(a control.Assessment) []string { return a.Sentences(logistics.Language{}) }

// TestNoFigureOfAChartIsNone, whatever the values: what is not refused is a number.
func TestNoFigureOfAChartIsNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(extreme(), 2, 12).Draw(t, "values")
		o := control.Options{
			Baseline: rapid.SampledFrom([]int{0, 2}).Draw(t, "baseline"), Rules: control.Nelson,
			Estimator: rapid.SampledFrom([]control.Estimator{
				0, control.MedianRange, control.AverageDeviation,
			}).Draw(t, "estimator"),
		}
		for kind := control.Individuals; kind <= control.Gap; kind++ {
			if chart, err := control.ChartValues(kind, values, fitting(kind, o)); err == nil {
				says(t, chart)
			}
		}
		o.Estimator = 0
		groups, counts := [][]float64{}, []control.Count{}
		for i, x := range values {
			groups = append(groups, []float64{x, values[len(values)-1-i], values[0]})
			counts = append(counts, control.Count{Events: int64(x), Size: values[len(values)-1-i]})
		}
		for kind := control.XBar; kind <= control.StandardDeviation; kind++ {
			if chart, err := control.ChartSubgroups(kind, groups, fitting(kind, o)); err == nil {
				says(t, chart)
			}
		}
		for kind := control.Proportion; kind <= control.IndividualsPrime; kind++ {
			if chart, err := control.ChartCounts(kind, counts, fitting(kind, o)); err == nil {
				says(t, chart)
			}
		}
		if xmr, err := control.XmR(values, control.Aim{Baseline: o.Baseline}); err == nil {
			written(t, xmr)
			read := again(t, xmr)
			if read.Draw() != xmr.Draw() ||
				!slices.Equal(read.Sentences(logistics.Language{}), xmr.Sentences(logistics.Language{})) {
				t.Fatalf("%s and after JSON %s", xmr.Draw(), read.Draw())
			}
		}
		runs, err := control.Runs(values)
		if written(t, runs); err != nil {
			t.Fatal(err)
		}
		if i, err := control.Independent(append(values, 1, 2, 3), 0, logistics.Ratio{}); err == nil {
			written(t, i)
		}
	})
}

// TestNoFigureOfACapabilityIsNone, whatever the spread within and the specification.
func TestNoFigureOfACapabilityIsNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(extreme(), 2, 9).Draw(t, "values")
		s := control.Specification{
			Lower: -extreme().Draw(t, "lower"), Upper: extreme().Draw(t, "upper"),
			Target:    rapid.SampledFrom([]float64{0, values[0]}).Draw(t, "target"),
			OpenBelow: rapid.Bool().Draw(t, "open below"), OpenAbove: rapid.Bool().Draw(t, "open above"),
		}
		r, err := control.Capability(values, extreme().Draw(t, "within"), s)
		if err == nil {
			written(t, r)
		}
	})
	_, err := control.Capability([]float64{1, 2}, 5e-324, control.Specification{Lower: 0, Upper: 1.5, Target: 1.5})
	if !code(err, "/within", logistics.FaultOutOfRange) {
		t.Error(err)
	}
	_, err = control.Capability([]float64{1, 2}, 1e-300, control.Specification{Lower: 0, Upper: 3, Target: 1})
	if !code(err, "/within", logistics.FaultOutOfRange) {
		t.Error(err)
	}
}

func TestRunLengthsOfExtremeDesigns(t *testing.T) {
	if length, err := control.ARLOfEWMA(0.1, 5e-324, 0.9); err != nil || length != 1 {
		t.Errorf("%v, %v", length, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		shift := rapid.SampledFrom([]float64{-10, -0.9, -5e-324, 0, 5e-324, 0.9, 10}).Draw(t, "shift")
		width := rapid.SampledFrom([]float64{5e-324, 1e-323, 1e-310, 1e-160, 1e-9, 0.1, 3, 10, 100}).Draw(t, "width")
		lambda := rapid.SampledFrom([]float64{0.001, 0.1, 0.5, 0.999, 1}).Draw(t, "lambda")
		allowance := rapid.SampledFrom([]float64{0, 5e-324, 1e-160, 0.5, 10}).Draw(t, "allowance")
		for _, of := range []func() (float64, error){
			func() (float64, error) { return control.ARLOfEWMA(lambda, width, shift) },
			func() (float64, error) { return control.ARLOfCUSUM(allowance, width, shift) },
		} {
			if length, err := of(); err == nil && !(length >= 1 && length <= 1e10) {
				t.Fatalf("%v", length)
			}
		}
	})
}

// TestStreamsOfExtremeFiguresStayNumbers in the unit of the figures.
func TestStreamsOfExtremeFiguresStayNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := control.Process{Centre: extreme().Draw(t, "centre"), Sigma: extreme().Draw(t, "sigma")}
		ewma, err := control.NewEWMA(p, 0.2, 3)
		cusum, other := control.NewCUSUM(p, 0.5, 5, 2.5)
		if err != nil || other != nil {
			return
		}
		for _, x := range rapid.SliceOf(extreme()).Draw(t, "values") {
			if point, err := ewma.Add(x); err == nil {
				written(t, point)
			}
			if point, err := cusum.Add(x); err == nil {
				written(t, point)
			}
		}
	})
}

// any figure, with those that are none.
func wild() *rapid.Generator[float64] {
	return rapid.SampledFrom([]float64{
		math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, 5e-324, -1, 0, 1, 2,
	})
}

// TestFieldsThatContradictEachOtherDoNotPanic: they are faults, or what can be said of them is said.
func TestFieldsThatContradictEachOtherDoNotPanic(t *testing.T) {
	labels := rapid.SampledFrom([]string{"", "May", "\xc3", "a very long name\nof a month"})
	point := rapid.Custom(func(t *rapid.T) control.Point {
		p := control.Point{
			Missing: rapid.Bool().Draw(t, "missing"), Stat: wild().Draw(t, "stat"),
			Centre: wild().Draw(t, "centre"), Sigma: wild().Draw(t, "sigma"), Lower: wild().Draw(t, "lower"),
			Upper: wild().Draw(t, "upper"), Beyond: rapid.Bool().Draw(t, "beyond"),
			Fired: control.RuleSet(rapid.Uint16().Draw(t, "fired")),
		}
		if rapid.Bool().Draw(t, "has z") {
			p.Z = new(wild().Draw(t, "z"))
		}
		return p
	})
	rapid.Check(t, func(t *rapid.T) {
		chart := control.Chart{
			Limits: control.Limits{
				Kind: control.Kind(rapid.Uint8().Draw(t, "kind")), Centre: wild().Draw(t, "centre"),
				Sigma: wild().Draw(t, "sigma"), Between: wild().Draw(t, "between"), Sigmas: wild().Draw(t, "sigmas"),
				Within: wild().Draw(t, "within"), Still: rapid.Bool().Draw(t, "still"),
			},
			Points: rapid.SliceOfN(point, 0, 4).Draw(t, "points"),
			Labels: rapid.SliceOfN(labels, 0, 4).Draw(t, "labels"),
		}
		chart.Draw()
		chart.Signals()
		target := wild().Draw(t, "target")
		if a, err := chart.Assess(logistics.HigherIsBetter, &target); err == nil {
			a.Reasons()
			written(t, a)
		}
		for i := range chart.Points {
			if change, err := chart.Change(i); err == nil {
				written(t, change)
			}
		}
		control.PhasedChart{Phases: []control.PhaseChart{{Chart: chart}, {Phase: control.Phase{From: -7}}}}.Draw()
		for _, judge := range []func() (control.Point, error){
			func() (control.Point, error) { return chart.Limits.Value(1) },
			func() (control.Point, error) { return chart.Limits.Count(control.Count{Events: 1, Size: 2}) },
			func() (control.Point, error) { return chart.Limits.Subgroup([]float64{1, 2}) },
		} {
			if p, err := judge(); err == nil {
				written(t, p)
			}
		}
		a := control.Assessment{
			Kind: chart.Limits.Kind, Direction: "sideways", Target: &target,
			Assurance: control.Assurance(rapid.Uint8().Draw(t, "assurance")), Lower: chart.Limits.Centre,
			Upper: chart.Limits.Sigma,
			Variations: []control.Variation{
				0, 1, control.Missing, control.Variation(rapid.Uint8().Draw(t, "variation")),
			},
			Fired: []control.RuleSet{0xffff}, Labels: []string{"May"},
		}
		a.Reasons()
		a.Sentences(logistics.Language{})
		xmr := control.XmRChart{
			Lower: chart.Limits.Centre, Upper: chart.Limits.Sigma, Assurance: a.Assurance,
			Points: []control.XmRPoint{{Value: target, Pattern: 9, Variation: 99}},
		}
		xmr.Draw()
		xmr.Sentences(logistics.Language{})
		control.FunnelPlot{Level: target, Points: []control.FunnelPoint{{Stat: target}}}.Draw()
	})
}

// TestEveryOptionOfAChartSaysSomething: one that is refused for a kind has its own fault, and each of the others
// changes some chart of that kind.
func TestEveryOptionOfAChartSaysSomething(t *testing.T) {
	values := []float64{4, 9, 9, 3, 1, 2, 3, 5, 6, 9, 90, 4, 3, 5, 2, 8}
	draw := func(kind control.Kind, o control.Options) (control.Chart, error) {
		counts, groups := []control.Count{}, [][]float64{}
		for i, x := range values {
			counts = append(counts, control.Count{Events: int64(x), Size: 100 + 9*float64(i%4)})
			groups = append(groups, append([]float64{x}, values[:2+i%3]...))
		}
		switch {
		case kind <= control.StandardDeviation:
			return control.ChartSubgroups(kind, groups, o)
		case kind <= control.Gap:
			return control.ChartValues(kind, values, o)
		}
		return control.ChartCounts(kind, counts, o)
	}
	for kind := control.XBar; kind <= control.IndividualsPrime; kind++ {
		plain, err := draw(kind, control.Options{Rules: control.Nelson})
		if err != nil {
			t.Fatal(kind, err)
		}
		for path, o := range map[string]control.Options{
			"/options/within":    {Within: 0.9, Rules: control.Nelson},
			"/options/screen":    {Screen: true, Rules: control.Nelson},
			"/options/rounded":   {Rounded: true, Rules: control.Nelson},
			"/options/estimator": {Estimator: control.PooledDeviation, Rules: control.Nelson},
			"/options/centring":  {Centring: control.AllOfOne, Rules: control.Nelson},
			"/options/ties":      {Ties: control.TiePasses, Rules: control.Nelson},
		} {
			chart, err := draw(kind, o)
			if err == nil && path != "/options/ties" &&
				slices.EqualFunc(chart.Points, plain.Points, samePoint) {
				t.Errorf("%s: %s changes nothing", kind, path)
			}
			var faults logistics.Faults
			if err != nil && (!errors.As(err, &faults) || len(faults) != 1 || faults[0].Path != path) {
				t.Errorf("%s: %s: %v", kind, path, err)
			}
		}
		_, err = draw(kind, control.Options{Ties: control.TiePasses, Rules: control.WesternElectric})
		if err == nil {
			t.Errorf("%s: ties say something without a rule that looks at them", kind)
		}
	}
}
