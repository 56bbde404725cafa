package control_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// TestAssessmentsMirrorEachOther turns a chart upside down, and with it the direction and the target.
func TestAssessmentsMirrorEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := series(t)
		mirrored := make([]float64, len(values))
		for i, x := range values {
			mirrored[i] = -x
		}
		target := float64(rapid.IntRange(0, 100).Draw(t, "target"))
		opposite := -target
		chart, err := control.ChartValues(control.Individuals, values, control.Options{Rules: control.Nelson})
		if err != nil {
			return // it does not vary
		}
		mirror, err := control.ChartValues(control.Individuals, mirrored, control.Options{Rules: control.Nelson})
		if err != nil {
			t.Fatal(err)
		}
		a, err := chart.Assess(logistics.HigherIsBetter, &target)
		b, other := mirror.Assess(logistics.LowerIsBetter, &opposite)
		if err != nil || other != nil {
			t.Fatal(err, other)
		}
		if a.Assurance != b.Assurance || !slices.Equal(a.Variations, b.Variations) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

// TestEverySignalHasAMeaning compares with the words of Assess.
func TestEverySignalHasAMeaning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := rapid.SampledFrom([]control.RuleSet{
			control.Nelson, control.WesternElectric,
			control.Rules(control.Nelson3, control.Nelson4, control.Nelson7, control.Nelson8),
		}).Draw(t, "rules")
		chart, err := control.ChartValues(control.Individuals, series(t), control.Options{Rules: rules, Sigmas: 2})
		if err != nil {
			return
		}
		better := rapid.SampledFrom([]logistics.Direction{"", logistics.HigherIsBetter, logistics.LowerIsBetter}).Draw(
			t, "better",
		)
		a, err := chart.Assess(better, nil)
		if err != nil || a.Assurance != 0 {
			t.Fatal(a, err)
		}
		for i, p := range chart.Points {
			up, side := p.Stat > p.Centre, true
			switch {
			case p.Beyond:
			case p.Fired.Has(control.Nelson3):
				up = p.Stat > chart.Points[i-1].Stat
			default:
				side = false
				for _, r := range p.Fired.List() {
					side = side || r != control.Nelson4 && r != control.Nelson7 && r != control.Nelson8
				}
			}
			want := control.CommonCause
			switch {
			case !p.Beyond && p.Fired == 0:
			case !side:
				want = control.SpecialCause
			case better == "":
				want = control.NeutralLow
				if up {
					want = control.NeutralHigh
				}
			case up == (better == logistics.HigherIsBetter):
				want = control.Improvement
			default:
				want = control.Concern
			}
			if a.Variations[i] != want {
				t.Fatalf("point %d %+v: %s, want %s", i, p, a.Variations[i], want)
			}
		}
	})
}

func TestAssuranceOfEveryKind(t *testing.T) {
	counts := late()
	for _, kind := range []control.Kind{
		control.Proportion, control.LaneyProportion, control.IndividualsPrime, control.Rate, control.LaneyRate,
	} {
		chart, err := control.ChartCounts(kind, counts, control.Options{})
		if err != nil {
			t.Fatal(err)
		}
		last := chart.Points[len(chart.Points)-1]
		for target, want := range map[float64]control.Assurance{
			last.Upper + 0.001: control.ConsistentPass, last.Lower - 0.001: control.ConsistentFail,
			last.Centre: control.Inconsistent, last.Upper: control.Inconsistent, last.Lower: control.Inconsistent,
		} {
			a, err := chart.Assess(logistics.LowerIsBetter, &target)
			if err != nil || a.Assurance != want {
				t.Errorf("%s against %v: %s, %v, want %s", kind, target, a.Assurance, err, want)
			}
		}
	}
}

func TestReasonsOfAnAssessment(t *testing.T) {
	chart, err := control.ChartValues(control.Individuals, hours(), control.Options{
		Baseline: 12, Rules: control.Nelson,
	})
	if err != nil {
		t.Fatal(err)
	}
	for target, code := range map[float64]logistics.Code{
		20: control.AssuredFail, 36: control.NotAssured, 60: control.AssuredPass,
	} {
		a, err := chart.Assess(logistics.LowerIsBetter, &target)
		if err != nil {
			t.Fatal(err)
		}
		reasons := a.Reasons()
		if reasons[0].Code != code {
			t.Errorf("%v: %v", target, reasons[0])
		}
		signals := []string{}
		for _, r := range reasons[1:] {
			if r.Code != control.PointSignals || r.Param("variation") != control.Concern.String() {
				t.Errorf("%v", r)
			}
			signals = append(signals, r.Path)
		}
		want := []string{}
		for _, i := range chart.Signals() {
			want = append(want, fmt.Sprintf("/points/%d", i))
		}
		if !slices.Equal(signals, want) {
			t.Errorf("%v, want %v", signals, want)
		}
	}
}

func TestFaultsOfAssessments(t *testing.T) {
	nan := math.NaN()
	_, err := (control.Chart{}).Assess("sideways", &nan)
	for path, want := range map[string]logistics.FaultCode{
		"/points": logistics.FaultRequired, "/aim/direction": logistics.FaultUnknown,
		"/aim/target": logistics.FaultOutOfRange,
	} {
		if !code(err, path, want) {
			t.Errorf("no fault at %s: %v", path, err)
		}
	}
	_, err = (control.Chart{Limits: control.Limits{Kind: 99}, Points: []control.Point{{}}}).Assess("", nil)
	if !code(err, "/limits/kind", logistics.FaultUnknown) {
		t.Error(err)
	}
	for path, p := range map[string]control.Point{
		"/points/0/sigma": {Sigma: -1}, "/points/0/upper": {Lower: 2, Upper: 1}, "/points/0/fired": {Fired: 1 << 15},
		"/points/0": {Missing: true, Beyond: true},
	} {
		_, err = (control.Chart{Points: []control.Point{p}}).Assess("", nil)
		var faults logistics.Faults
		if !errors.As(err, &faults) || faults[0].Path != path {
			t.Errorf("%+v: %v", p, err)
		}
	}
	_, err = (control.Chart{Points: []control.Point{{Z: new(1.0)}}}).Change(0)
	if !code(err, "/points/0/z", logistics.FaultConflict) {
		t.Error(err)
	}
	_, err = (control.Chart{Points: []control.Point{{}, {Sigma: 1, Z: new(math.Inf(1))}}}).Assess("", nil)
	if !code(err, "/points/1", logistics.FaultOutOfRange) {
		t.Error(err)
	}
}

// TestPhasesAreChartsOfTheirOwn cuts a series anywhere and draws the parts by themselves.
func TestPhasesAreChartsOfTheirOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := series(t)
		cut := rapid.IntRange(1, len(values)-1).Draw(t, "cut")
		frozen := control.Options{Baseline: rapid.SampledFrom([]int{0, 2}).Draw(t, "baseline"), Rules: control.Nelson}
		draw := func(from, to int, o control.Options) (control.Chart, error) {
			return control.ChartValues(control.Individuals, values[from:to], o)
		}
		phased, err := control.ChartPhases(
			len(values), []control.Phase{{Options: frozen}, {From: cut, Because: "another carrier"}}, draw,
		)
		first, one := draw(0, cut, frozen)
		second, two := draw(cut, len(values), control.Options{})
		if (err == nil) != (one == nil && two == nil) {
			t.Fatal(err, one, two)
		}
		if err != nil {
			return
		}
		if !sameChart(phased.Phases[0].Chart, first) || !sameChart(phased.Phases[1].Chart, second) {
			t.Fatalf("%v", phased)
		}
		want := first.Signals()
		for _, i := range second.Signals() {
			want = append(want, cut+i)
		}
		if !slices.Equal(phased.Signals(), want) {
			t.Fatalf("%v, want %v", phased.Signals(), want)
		}
	})
}

func TestFaultsOfPhases(t *testing.T) {
	draw := func(from, to int, o control.Options) (control.Chart, error) {
		return control.ChartValues(control.Individuals, hours()[from:to], o)
	}
	_, err := control.ChartPhases(20, nil, draw)
	if !code(err, "/phases", logistics.FaultRequired) {
		t.Error(err)
	}
	_, err = control.ChartPhases(20, []control.Phase{
		{From: 1},
		{From: 1, Because: string(make([]byte, 201))},
		{From: 20, Because: "\xc3"},
		{From: 5},
	}, draw)
	for path, want := range map[string]logistics.FaultCode{
		"/phases/0/from": logistics.FaultOutOfRange, "/phases/1/from": logistics.FaultOutOfRange,
		"/phases/1/because": logistics.FaultTooLong,
		"/phases/2/from":    logistics.FaultOutOfRange, "/phases/2/because": logistics.FaultEncoding,
		"/phases/3/from": logistics.FaultOutOfRange, "/phases/3/because": logistics.FaultRequired,
	} {
		if !code(err, path, want) {
			t.Errorf("no %s at %s: %v", want, path, err)
		}
	}
	_, err = control.ChartPhases(20, []control.Phase{{}, {From: 19, Because: "a new dock"}}, draw)
	if !code(err, "/phases/1", logistics.FaultRequired) {
		t.Error(err)
	}
}

// TestLimitsByTheLawHoldTheirShare adds up what the law puts within the limits: no less than was asked for, and
// less without the ends.
func TestLimitsByTheLawHoldTheirShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]control.Kind{
			control.Proportion, control.Number, control.Events, control.Rate,
		}).Draw(t, "kind")
		counts := make([]control.Count, rapid.IntRange(2, 6).Draw(t, "points"))
		for i := range counts {
			counts[i] = control.Count{Size: float64(rapid.IntRange(1, 200).Draw(t, "size"))}
			counts[i].Events = int64(rapid.IntRange(0, int(counts[i].Size)).Draw(t, "events"))
		}
		within := rapid.Float64Range(0.6, 0.999).Draw(t, "within")
		chart, err := control.ChartCounts(kind, counts, control.Options{Within: within})
		if err != nil {
			return // nothing varies
		}
		for i, p := range chart.Points {
			size, scale := counts[i].Size, 1.0
			if kind == control.Proportion || kind == control.Rate {
				scale = size
			}
			if kind == control.Events {
				size = 1
			}
			lower, upper := math.Round(p.Lower*scale), math.Round(p.Upper*scale)
			below, above, last := 0.0, 0.0, math.Max(3*size+600, upper)
			for k := 0.0; k <= last; k++ {
				term := lawOf(kind, k, size, chart.Limits.Centre)
				if k < lower {
					below += term
				}
				if k > upper {
					above += term
				}
			}
			tail := (1 - within) / 2
			if below > tail+1e-9 || above > tail+1e-9 {
				t.Fatalf("point %d: %v below %v, %v above %v", i, below, lower, above, upper)
			}
			if below+lawOf(kind, lower, size, chart.Limits.Centre) < tail-1e-9 ||
				above+lawOf(kind, upper, size, chart.Limits.Centre) < tail-1e-9 {
				t.Fatalf("point %d: the limits %v and %v are too wide", i, lower, upper)
			}
		}
	})
}

// lawOf is the probability of k events.
func lawOf(kind control.Kind, k, size, centre float64) float64 {
	lg := func(x float64) float64 { y, _ := math.Lgamma(x + 1); return y }
	if kind == control.Proportion || kind == control.Number {
		if k > size {
			return 0
		}
		return math.Exp(lg(size) - lg(k) - lg(size-k) + k*math.Log(centre) + (size-k)*math.Log1p(-centre))
	}
	mean := centre * size
	return math.Exp(k*math.Log(mean) - mean - lg(k))
}

func TestFaultsOfLimitsByTheLaw(t *testing.T) {
	for _, c := range []struct {
		kind control.Kind
		o    control.Options
		code logistics.FaultCode
	}{
		{control.Proportion, control.Options{Within: 0.5}, logistics.FaultOutOfRange},
		{control.Proportion, control.Options{Within: math.NaN()}, logistics.FaultOutOfRange},
		{control.Proportion, control.Options{Within: 0.99, Sigmas: 3}, logistics.FaultConflict},
		{control.LaneyProportion, control.Options{Within: 0.99}, logistics.FaultUnsupported},
	} {
		if _, err := control.ChartCounts(c.kind, late(), c.o); !code(err, "/options/within", c.code) {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	large := []control.Count{{Events: 1, Size: 1e13}, {Events: 2, Size: 1}}
	_, err := control.ChartCounts(control.Rate, large, control.Options{Within: 0.99})
	if !code(err, "/counts/0", logistics.FaultOutOfRange) {
		t.Error(err)
	}
	if _, err := control.ChartValues(control.Individuals, hours(), control.Options{Within: 0.99}); !code(
		err, "/options/within", logistics.FaultUnsupported,
	) {
		t.Error(err)
	}
	wide := control.Limits{Kind: control.Rate, Centre: 1, Sigma: 1, Between: 1, Sigmas: 3, Within: 2}
	_, err = wide.Count(control.Count{Events: 1, Size: 1})
	if !code(err, "/limits/within", logistics.FaultOutOfRange) {
		t.Error(err)
	}
}
