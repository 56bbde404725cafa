package control_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/kpi/control"
)

func TestKindAndEstimatorText(t *testing.T) {
	rules.Enum(
		t, control.XBar, control.Range, control.StandardDeviation, control.Individuals, control.MovingRange,
		control.Time, control.Gap, control.Proportion, control.Number, control.Events, control.Rate,
		control.LaneyProportion, control.LaneyRate, control.IndividualsPrime,
	)
	rules.Enum(t, control.AverageRange, control.MedianRange, control.AverageDeviation, control.PooledDeviation)
}

// series are whole numbers, so that scaling and mirroring them is exact.
func series(t *rapid.T) []float64 {
	return rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 100), func(i int) float64 { return float64(i) }), 3, 40).Draw(
		t, "values",
	)
}

func options(t *rapid.T, n int) control.Options {
	return control.Options{
		Sigmas:   float64(rapid.IntRange(0, 4).Draw(t, "sigmas")),
		Baseline: rapid.SampledFrom([]int{0, 2, n}).Draw(t, "baseline"),
		Screen:   rapid.Bool().Draw(t, "screen"), Rounded: rapid.Bool().Draw(t, "rounded"), Rules: control.Nelson,
	}
}

// fitting are the options that say something on a chart of a kind; others are refused.
func fitting(kind control.Kind, o control.Options) control.Options {
	plain := kind == control.Gap || kind >= control.Proportion && kind <= control.Rate
	subgroups := kind <= control.StandardDeviation
	o.Screen = o.Screen && !plain && !subgroups && o.Estimator <= control.AverageRange
	switch kind {
	case control.XBar, control.Individuals, control.Time:
		o.Rounded = o.Rounded && o.Estimator <= control.AverageRange
	case control.StandardDeviation:
		o.Rounded = o.Rounded && o.Estimator == control.AverageRange
	default:
		o.Rounded = o.Rounded && !plain && kind != control.IndividualsPrime
	}
	return o
}

// sameZ tells whether two points are as many standard errors from their centre lines, or have none.
func sameZ(p, q control.Point) bool {
	return p.Z == nil && q.Z == nil || p.Z != nil && q.Z != nil && *p.Z == *q.Z
}

func samePoint(p, q control.Point) bool {
	same := sameZ(p, q)
	p.Z, q.Z = nil, nil
	return same && p == q
}

func sameChart(a, b control.Chart) bool {
	return a.Limits == b.Limits && slices.EqualFunc(a.Points, b.Points, samePoint)
}

func TestUnitsDoNotChangeAChart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := series(t)
		o := options(t, len(values))
		o.Estimator = rapid.SampledFrom([]control.Estimator{
			0, control.AverageRange, control.MedianRange, control.AverageDeviation,
		}).Draw(t, "estimator")
		kind := rapid.SampledFrom([]control.Kind{control.Individuals, control.MovingRange}).Draw(t, "kind")
		scaled := make([]float64, len(values))
		for i, x := range values {
			scaled[i] = 1024 * x // a power of two has no rounding
		}
		a, err := control.ChartValues(kind, values, fitting(kind, o))
		b, other := control.ChartValues(kind, scaled, fitting(kind, o))
		if (err == nil) != (other == nil) {
			t.Fatalf("%v and %v", err, other)
		}
		for i, p := range a.Points {
			q := b.Points[i]
			if q.Stat != 1024*p.Stat || q.Lower != 1024*p.Lower || q.Upper != 1024*p.Upper || !sameZ(q, p) ||
				q.Beyond != p.Beyond || q.Fired != p.Fired {
				t.Fatalf("%+v and %+v", p, q)
			}
		}
	})
}

func TestChartIsFrozenLimitsPointByPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := series(t)
		o := options(t, len(values))
		o.Rules = 0
		same := func(chart control.Chart, err error, judge func(l control.Limits, i int) (control.Point, error)) {
			for i, p := range chart.Points {
				if q, fault := judge(chart.Limits, i); err != nil || fault != nil || !samePoint(q, p) {
					t.Fatalf("%+v and %+v: %v, %v", p, q, err, fault)
				}
				if p.Z != nil && !(math.Abs(*p.Z) <= 1e15) || math.IsNaN(p.Upper) || p.Lower > p.Centre ||
					p.Upper < p.Centre {
					t.Fatalf("%+v", p)
				}
			}
		}
		for _, kind := range []control.Kind{control.Individuals, control.Time, control.Gap} {
			chart, err := control.ChartValues(kind, values, fitting(kind, o))
			same(chart, err, func(l control.Limits, i int) (control.Point, error) { return l.Value(values[i]) })
		}
		chart, err := control.ChartValues(control.MovingRange, values, fitting(control.MovingRange, o))
		same(chart, err, func(l control.Limits, i int) (control.Point, error) {
			return l.Value(math.Abs(values[i+1] - values[i]))
		})
		counts, groups := []control.Count{}, [][]float64{}
		for i, x := range values {
			counts = append(counts, control.Count{Events: int64(x), Size: 100 + float64(i)})
			groups = append(groups, append([]float64{x}, values[:1+i%3]...))
		}
		for kind := control.Proportion; kind <= control.IndividualsPrime; kind++ {
			chart, err := control.ChartCounts(kind, counts, fitting(kind, o))
			same(chart, err, func(l control.Limits, i int) (control.Point, error) { return l.Count(counts[i]) })
		}
		for kind := control.XBar; kind <= control.StandardDeviation; kind++ {
			chart, err := control.ChartSubgroups(kind, groups, fitting(kind, o))
			same(chart, err, func(l control.Limits, i int) (control.Point, error) { return l.Subgroup(groups[i]) })
		}
	})
}

func TestInputsAreNotChanged(t *testing.T) {
	values := []float64{5, 3, 9, 1, 4}
	kept := slices.Clone(values)
	_, first := control.ChartValues(control.Time, values, control.Options{Estimator: control.MedianRange})
	_, second := control.Runs(values)
	_, third := control.XmR(values, control.Aim{})
	if err := errors.Join(first, second, third); err != nil || !slices.Equal(values, kept) {
		t.Errorf("%v: %v", values, err)
	}
}

func TestNumberIsProportionTimesSize(t *testing.T) {
	counts := datasets(t)["orangejuice"].counts
	p, err := control.ChartCounts(control.Proportion, counts, control.Options{})
	np, other := control.ChartCounts(control.Number, counts, control.Options{})
	for i := range p.Points {
		if err != nil || other != nil || !near(np.Points[i].Upper, p.Points[i].Upper*50, 1e-12) ||
			p.Points[i].Beyond != np.Points[i].Beyond {
			t.Errorf("%+v and %+v", p.Points[i], np.Points[i])
		}
	}
}

// code tells whether an error has a fault with a code at a path.
func code(err error, path string, want logistics.FaultCode) bool {
	var faults logistics.Faults
	var one *logistics.FieldError
	if errors.As(err, &faults) {
		return slices.ContainsFunc(faults, func(f *logistics.FieldError) bool {
			return f.Path == path && f.Code == want
		})
	}
	return errors.As(err, &one) && one.Path == path && one.Code == want
}

func TestChartsRefuse(t *testing.T) {
	nan, two := math.NaN(), []float64{1, 2}
	values := func(kind control.Kind, values []float64, o control.Options) error {
		_, err := control.ChartValues(kind, values, fitting(kind, o))
		return err
	}
	counts := func(kind control.Kind, o control.Options, counts ...control.Count) error {
		_, err := control.ChartCounts(kind, counts, fitting(kind, o))
		return err
	}
	groups := func(kind control.Kind, o control.Options, groups ...[]float64) error {
		_, err := control.ChartSubgroups(kind, groups, fitting(kind, o))
		return err
	}
	good, bad := control.Count{Events: 3, Size: 10}, control.Count{Events: 9, Size: 10}
	frozen := control.Limits{Kind: control.MovingRange, Centre: 1, Sigma: 1, Between: 1, Sigmas: 3}
	_, negative := frozen.Value(-1)
	_, notCount := frozen.Count(good)
	_, notGroup := frozen.Subgroup(two)
	_, notValue := control.Limits{Kind: control.Rate}.Value(1)
	_, badCount := control.Limits{Kind: control.Rate}.Count(control.Count{Events: -1, Size: 1})
	_, badGroup := control.Limits{Kind: control.XBar}.Subgroup([]float64{1})
	_, fewRuns := control.Runs([]float64{1})
	_, nanRuns := control.Runs([]float64{1, nan})
	_, badAim := control.XmR(two, control.Aim{Direction: "up", Target: &nan, Baseline: 3})
	_, screenedXmR := control.XmR([]float64{2, 2, 2, 2, 9, 9}, control.Aim{Screen: true})
	_, badSpecification := control.Capability(two, 0, control.Specification{Lower: 2, Upper: 1})
	_, badTarget := control.Capability(two, 1, control.Specification{Lower: 0, Upper: 1, Target: 2})
	_, noSide := control.Capability(two, 1, control.Specification{OpenBelow: true, OpenAbove: true})
	_, manyRuns := control.Runs(make([]float64, 1_000_001))
	_, stillCapability := control.Capability([]float64{1, 1}, 1, control.Specification{Lower: 0, Upper: 1})
	_, notDispersion := control.DispersionOf(control.Gap, []control.Count{good, good})
	_, badDispersion := control.DispersionOf(control.Rate, []control.Count{good, {Events: 1}})
	_, stillDispersion := control.DispersionOf(control.Proportion, []control.Count{{Size: 5}, {Size: 5}})
	for i, c := range []struct {
		err  error
		path string
		code logistics.FaultCode
	}{
		{values(control.Individuals, nil, control.Options{}), "", logistics.FaultRequired},
		{values(control.Individuals, []float64{1}, control.Options{}), "", logistics.FaultRequired},
		{values(control.Individuals, []float64{1, nan}, control.Options{}), "/values/1", logistics.FaultOutOfRange},
		{
			values(control.Individuals, []float64{math.Inf(-1), 1}, control.Options{}), "/values/0",
			logistics.FaultOutOfRange,
		},
		{
			values(control.Individuals, []float64{2, 2, 2, 9, 9, 9}, control.Options{Estimator: control.MedianRange}),
			"/values", logistics.FaultConflict,
		},
		{
			values(control.Individuals, []float64{2, 2, 2, 2, 9, 9}, control.Options{Screen: true}), "/values",
			logistics.FaultConflict,
		},
		{values(control.Time, []float64{2, -1}, control.Options{}), "/values/1", logistics.FaultOutOfRange},
		{values(control.Gap, []float64{2, -1}, control.Options{}), "/values/1", logistics.FaultOutOfRange},
		{values(control.XBar, two, control.Options{}), "", logistics.FaultUnsupported},
		{values(0, two, control.Options{}), "", logistics.FaultUnsupported},
		{values(control.Individuals, two, control.Options{Sigmas: nan}), "/options/sigmas", logistics.FaultOutOfRange},
		{values(control.Individuals, two, control.Options{Sigmas: 11}), "/options/sigmas", logistics.FaultOutOfRange},
		{
			values(control.Individuals, two, control.Options{Baseline: 3}), "/options/baseline",
			logistics.FaultOutOfRange,
		},
		{
			values(control.Individuals, two, control.Options{Baseline: 1}), "/options/baseline",
			logistics.FaultOutOfRange,
		},
		{values(control.Individuals, two, control.Options{Estimator: 9}), "/options/estimator", logistics.FaultUnknown},
		{values(control.Individuals, two, control.Options{Rules: 1 << 15}), "/options/rules", logistics.FaultUnknown},
		{values(control.Individuals, make([]float64, 1_000_001), control.Options{}), "", logistics.FaultTooMany},
		{counts(control.Individuals, control.Options{}, good, good), "", logistics.FaultUnsupported},
		{
			counts(control.Proportion, control.Options{}, good, control.Count{Events: 1}), "/counts/1/size",
			logistics.FaultOutOfRange,
		},
		{
			counts(control.Rate, control.Options{}, good, control.Count{Events: 1, Size: nan}), "/counts/1/size",
			logistics.FaultOutOfRange,
		},
		{
			counts(control.Events, control.Options{}, good, control.Count{Events: -1}), "/counts/1/events",
			logistics.FaultOutOfRange,
		},
		{
			counts(control.Number, control.Options{}, good, control.Count{Events: 1, Size: 1.5}), "/counts/1/size",
			logistics.FaultOutOfRange,
		},
		{
			counts(control.LaneyProportion, control.Options{}, good, control.Count{Events: 6, Size: 5}),
			"/counts/1/events", logistics.FaultConflict,
		},
		{
			counts(control.Rate, control.Options{Estimator: control.MedianRange}, good, good), "/options/estimator",
			logistics.FaultUnsupported,
		},
		{groups(control.Individuals, control.Options{}, two, two), "", logistics.FaultUnsupported},
		{groups(control.XBar, control.Options{}, two, []float64{1}), "/subgroups/1", logistics.FaultOutOfRange},
		{groups(control.XBar, control.Options{}, two, []float64{1, nan}), "/subgroups/1/1", logistics.FaultOutOfRange},
		{
			groups(control.XBar, control.Options{}, []float64{1, 1}, []float64{2, 2}), "/subgroups",
			logistics.FaultConflict,
		},
		{
			counts(control.LaneyRate, control.Options{Screen: true}, good, good, good, good, good, bad), "/counts",
			logistics.FaultConflict,
		},
		{
			groups(control.XBar, control.Options{Centring: control.AllOfOne}, two, two), "/options/centring",
			logistics.FaultUnsupported,
		},
		{values(control.Individuals, two, control.Options{Centring: 3}), "/options/centring", logistics.FaultUnknown},
		{values(control.Individuals, two, control.Options{Ties: 3}), "/options/ties", logistics.FaultUnknown},
		{
			values(control.Individuals, two, control.Options{Direction: "up"}), "/options/direction",
			logistics.FaultUnknown,
		},
		{
			values(control.Individuals, two, control.Options{Labels: []string{"May"}}), "/options/labels",
			logistics.FaultConflict,
		},
		{
			values(control.Individuals, two, control.Options{Labels: []string{"May", ""}}), "/options/labels/1",
			logistics.FaultRequired,
		},
		{
			groups(control.XBar, control.Options{Estimator: control.MedianRange}, two, two), "/options/estimator",
			logistics.FaultUnsupported,
		},
		{negative, "", logistics.FaultOutOfRange},
		{notCount, "", logistics.FaultUnsupported},
		{notGroup, "", logistics.FaultUnsupported},
		{notValue, "", logistics.FaultUnsupported},
		{badCount, "/events", logistics.FaultOutOfRange},
		{badGroup, "", logistics.FaultOutOfRange},
		{badGroup, "/limits/sigma", logistics.FaultOutOfRange},
		{badCount, "/limits/between", logistics.FaultOutOfRange},
		{fewRuns, "/values", logistics.FaultRequired},
		{nanRuns, "/values/1", logistics.FaultOutOfRange},
		{badAim, "/aim/direction", logistics.FaultUnknown},
		{badAim, "/aim/target", logistics.FaultOutOfRange},
		{badAim, "/aim/baseline", logistics.FaultOutOfRange},
		{screenedXmR, "/values", logistics.FaultConflict},
		{badSpecification, "/within", logistics.FaultOutOfRange},
		{badSpecification, "/specification/upper", logistics.FaultConflict},
		{badTarget, "/specification/target", logistics.FaultConflict},
		{noSide, "/specification", logistics.FaultRequired},
		{manyRuns, "/values", logistics.FaultTooMany},
		{stillCapability, "/values", logistics.FaultConflict},
		{notDispersion, "", logistics.FaultUnsupported},
		{badDispersion, "/counts/1/size", logistics.FaultOutOfRange},
		{stillDispersion, "/counts", logistics.FaultConflict},
	} {
		if !code(c.err, c.path, c.code) {
			t.Errorf("case %d: %v, want %s at %q", i, c.err, c.code, c.path)
		}
	}
}

func TestChoiceForOverdispersedCounts(t *testing.T) {
	counts := datasets(t)["logi_late_orders"].counts
	choice, err := control.ChooseCounts(control.Proportion, counts)
	if err != nil || choice.Kind != control.LaneyProportion {
		t.Fatalf("%+v, %v", choice, err)
	}
	plain, _ := control.ChartCounts(control.Proportion, counts, control.Options{})
	laney, _ := control.ChartCounts(choice.Kind, counts, control.Options{})
	if p, l := len(plain.Signals()), len(laney.Signals()); p != 16 || l != 1 {
		t.Errorf("the plain chart flags %d months and Laney's %d, want 16 and 1", p, l)
	}
}

func TestChoiceGivesEveryReason(t *testing.T) {
	many := func(n int, counts ...control.Count) (out []control.Count) {
		for len(out) < n {
			out = append(out, counts...)
		}
		return out
	}
	group := func(sizes ...int) (groups [][]float64) {
		for _, n := range sizes {
			groups = append(groups, make([]float64, n))
		}
		return groups
	}
	of := func(n int64) control.Count { return control.Count{Events: n, Size: 1000} }
	given := map[logistics.Code]bool{}
	for i, c := range []struct {
		kind   control.Kind
		counts []control.Count
		groups [][]float64
		want   control.Kind
		why    logistics.Code
	}{
		{
			kind: control.Proportion, counts: many(24, of(90), of(110)), want: control.Proportion,
			why: "control.choose.as_distributed",
		},
		{
			kind: control.Rate, counts: many(24, of(10), of(190)), want: control.LaneyRate,
			why: "control.choose.overdispersed",
		},
		{
			kind: control.Events, counts: many(24, of(10), of(190)), want: control.Individuals,
			why: "control.choose.overdispersed",
		},
		{
			kind: control.Rate, counts: many(24, of(99), of(101)), want: control.LaneyRate,
			why: "control.choose.underdispersed",
		},
		{
			kind: control.Events, counts: many(24, of(0)), want: control.Events,
			why: "control.choose.constant",
		},
		{kind: control.Rate, counts: many(24, of(0), of(1)), want: control.Gap, why: "control.choose.rare_events"},
		{kind: control.Rate, counts: many(4, of(90), of(110)), want: control.Rate, why: "control.choose.few_points"},
		{groups: group(1, 1), want: control.Individuals, why: "control.choose.single_values"},
		{groups: group(5, 5), want: control.XBar, why: "control.choose.small_subgroups"},
		{groups: group(25, 25), want: control.XBar, why: "control.choose.large_subgroups"},
		{groups: group(4, 5), want: control.XBar, why: "control.choose.unequal_sizes"},
	} {
		choice, err := control.ChooseSubgroups(c.groups)
		if c.counts != nil {
			choice, err = control.ChooseCounts(c.kind, c.counts)
		}
		found := false
		for _, r := range choice.Reasons {
			given[r.Code] = true
			found = found || r.Code == c.why
			if _, err := control.Reasons().Render(r, logistics.Language{}); err != nil {
				t.Error(err)
			}
		}
		if err != nil || choice.Kind != c.want || !found {
			t.Errorf("case %d: %+v, %v", i, choice, err)
		}
	}
	for line := range control.Reasons().Texts() {
		if strings.HasPrefix(string(line.Code), "control.choose.") && !given[line.Code] {
			t.Errorf("%s is never given", line.Code)
		}
	}
	_, mixed := control.ChooseSubgroups(group(1, 3))
	_, empty := control.ChooseSubgroups(group(0, 3))
	_, nan := control.ChooseSubgroups([][]float64{{1}, {math.NaN()}})
	if !code(mixed, "/subgroups", logistics.FaultConflict) || !code(empty, "/subgroups/0", logistics.FaultOutOfRange) ||
		!code(nan, "/subgroups/1/0", logistics.FaultOutOfRange) {
		t.Errorf("%v, %v, %v", mixed, empty, nan)
	}
	if _, err := control.ChooseCounts(control.Gap, nil); !code(err, "", logistics.FaultUnsupported) {
		t.Error(err)
	}
}
