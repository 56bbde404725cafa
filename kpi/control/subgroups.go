package control

import (
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// ChartSubgroups draws what was measured in subgroups of 2 to 1000, of equal or different sizes: [XBar],
// [Range] or [StandardDeviation].
func ChartSubgroups(kind Kind, subgroups [][]float64, o Options) (Chart, error) {
	if kind < XBar || kind > StandardDeviation {
		return Chart{}, wrongKind(kind, "x_bar, range or standard_deviation")
	}
	var faults logistics.Faults
	o.check(len(subgroups), &faults)
	o.checkUsed(kind, &faults)
	for i, group := range subgroups {
		checkSubgroup("/subgroups/"+strconv.Itoa(i), group, &faults)
	}
	if err := faults.Err(); err != nil {
		return Chart{}, err
	}
	base := subgroups[:o.baseline(len(subgroups))]
	chart := Chart{Limits: o.start(kind), Points: make([]Point, len(subgroups))}
	l := &chart.Limits
	l.fitSubgroups(base, o)
	if l.keepStillSubgroups(base); !l.Still && !(l.Sigma > 0) {
		return Chart{}, spreadless("/subgroups")
	}
	z := make([]float64, len(subgroups))
	known := map[int]factors{}
	for i, group := range subgroups {
		f, ok := known[len(group)]
		if !ok {
			f = l.factors(len(group))
			known[len(group)] = f
		}
		chart.Points[i] = l.subgroup(group, f, &z[i])
	}
	chart.judge(o)
	return chart, nil
}

func checkSubgroup(path string, group []float64, faults *logistics.Faults) {
	if len(group) < 2 || len(group) > mostSubgroup {
		faults.OutOfRange(path, len(group), "a subgroup of 2 to 1000")
	}
	for k, x := range group {
		if !isFigure(x) { // no path is written for what is right
			figure(path+"/"+strconv.Itoa(k), x, faults)
		}
	}
}

// fitSubgroups estimates from a baseline. The centre line is of all values, the spread of that within
// subgroups.
func (l *Limits) fitSubgroups(base [][]float64, o Options) {
	estimator := o.Estimator
	if estimator == 0 {
		estimator = AverageRange
		if l.Kind == StandardDeviation {
			estimator = AverageDeviation
		}
	}
	constant := map[int]float64{}
	factor := func(n int) float64 {
		if _, ok := constant[n]; !ok {
			constant[n] = c4(n)
			if estimator == AverageRange {
				constant[n] = l.meanRange(n)
			}
		}
		return constant[n]
	}
	sum, values, spread, squares := 0.0, 0, 0.0, 0.0
	for _, group := range base {
		n := len(group)
		sum += mean(group) * float64(n)
		values += n
		within := variance(group)
		squares += within * float64(n-1)
		if estimator == AverageRange {
			spread += width(group) / factor(n)
		} else {
			spread += math.Sqrt(within) / factor(n)
		}
	}
	l.Centre = sum / float64(values)
	l.Sigma = spread / float64(len(base))
	if estimator == PooledDeviation {
		free := values - len(base)
		l.Sigma = math.Sqrt(squares/float64(free)) / c4(free+1)
	}
	switch {
	case l.Kind == XBar:
	case l.Centring == AllOfOne:
		l.Centre = 0
		for _, group := range base {
			l.Centre += l.spread(group) * float64(len(group)) / float64(values)
		}
	default:
		l.Centre = l.factors(len(base[0])).centre * l.Sigma
	}
}

// keepStillSubgroups knows a baseline whose statistic is one figure: all values, or all spreads are none.
func (l *Limits) keepStillSubgroups(base [][]float64) {
	for _, group := range base {
		if width(group) > 0 || l.Kind == XBar && group[0] != base[0][0] {
			return
		}
	}
	if l.Kind != XBar {
		l.keepStill(0)
		return
	}
	l.keepStill(base[0][0])
}

// spread of a subgroup, as the chart shows it.
func (l *Limits) spread(group []float64) float64 {
	if l.Kind == Range {
		return width(group)
	}
	return math.Sqrt(variance(group))
}

// factors are the centre line and the standard error of a statistic, in standard deviations.
type factors struct{ centre, sigma float64 }

func (l *Limits) factors(n int) factors {
	switch l.Kind {
	case Range:
		return factors{l.meanRange(n), d3(n)}
	case StandardDeviation:
		unbias := c4(n)
		return factors{unbias, math.Sqrt(1 - unbias*unbias)}
	default:
		return factors{0, 1 / math.Sqrt(float64(n))}
	}
}

func (l *Limits) meanRange(n int) float64 {
	if l.Rounded {
		return rounded(d2(n))
	}
	return d2(n)
}

// Subgroup judges a later subgroup by frozen limits.
func (l Limits) Subgroup(group []float64) (Point, error) {
	if l.Kind < XBar || l.Kind > StandardDeviation {
		return Point{}, wrongKind(l.Kind, "x_bar, range or standard_deviation")
	}
	var faults logistics.Faults
	l.check(&faults)
	checkSubgroup("", group, &faults)
	if err := faults.Err(); err != nil {
		return Point{}, err
	}
	return l.subgroup(group, l.factors(len(group)), new(float64)), nil
}

func (l *Limits) subgroup(group []float64, f factors, z *float64) Point {
	if l.Kind == XBar {
		m := mean(group)
		if l.Still && width(group) == 0 {
			m = group[0] // not the rounding of their sum
		}
		return l.point(m, l.Centre, f.sigma*l.Sigma, math.Inf(-1), math.Inf(1), z)
	}
	centre := f.centre * l.Sigma
	if l.Centring == AllOfOne {
		centre = l.Centre
	}
	return l.point(l.spread(group), centre, f.sigma*l.Sigma, 0, math.Inf(1), z)
}

// width is the range of a subgroup.
func width(group []float64) float64 { return slices.Max(group) - slices.Min(group) }
