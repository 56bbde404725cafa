package control

import (
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// power makes waiting times with an exponential distribution nearly normal.
const power = 3.6

// ChartValues draws single values: [Individuals], [MovingRange], [Time] or [Gap]. A moving range has one
// point fewer than there are values, the first of them for the second value.
func ChartValues(kind Kind, values []float64, o Options) (Chart, error) {
	if err := checkValues(kind, values, o); err != nil {
		return Chart{}, err
	}
	base := values[:o.baseline(len(values))]
	chart := Chart{Limits: o.start(kind), Points: make([]Point, 0, len(values))}
	l := &chart.Limits
	l.fitValues(base, o)
	if l.keepStillValues(base); !l.Still && !(l.Sigma > 0) { // most neighbours are equal
		return Chart{}, spreadless("/values")
	}
	z := make([]float64, len(values))
	for i, x := range values {
		if kind == MovingRange {
			if i == 0 {
				continue
			}
			x = math.Abs(x - values[i-1])
		}
		chart.Points = append(chart.Points, l.value(x, &z[i]))
	}
	chart.judge(o)
	return chart, nil
}

func checkValues(kind Kind, values []float64, o Options) error {
	if kind < Individuals || kind > Gap {
		return wrongKind(kind, "individuals, moving_range, time or gap")
	}
	var faults logistics.Faults
	o.check(len(values), &faults)
	o.checkUsed(kind, &faults)
	for i, x := range values {
		checkValue(kind, "/values/"+strconv.Itoa(i), x, &faults)
	}
	return faults.Err()
}

func checkValue(kind Kind, path string, x float64, faults *logistics.Faults) {
	figure(path, x, faults)
	switch {
	case kind == Time && x < 0, kind == Gap && x < 0:
		faults.OutOfRange(path, text(x), "must be 0 or greater")
	}
}

// fitValues estimates from a baseline.
func (l *Limits) fitValues(base []float64, o Options) {
	if l.Kind == Gap {
		// The mean number of cases before an event; a geometric distribution from 0 has the variance m(m+1).
		l.Centre = mean(base)
		l.Sigma = math.Sqrt(l.Centre * (l.Centre + 1))
		return
	}
	if l.Kind == Time {
		base = slices.Clone(base)
		for i, x := range base {
			base[i] = math.Pow(x, 1/power)
		}
	}
	ranges := movingRanges(base)
	l.Centre = mean(base)
	switch o.Estimator {
	case AverageDeviation, PooledDeviation:
		l.Sigma = math.Sqrt(variance(base)) / c4(len(base))
	case MedianRange:
		l.Sigma = median(ranges) / movingMedian
	default:
		l.Sigma = screened(ranges, o.Screen, l.movingUpper()) / l.movingMean()
	}
	if l.Kind == MovingRange {
		l.Centre = l.Sigma * l.movingMean()
	}
}

// keepStillValues knows a baseline whose statistic is one figure. Equal gaps vary by their distribution, unless
// they are none.
func (l *Limits) keepStillValues(base []float64) {
	if l.Kind == Gap {
		if l.Sigma == 0 {
			l.keepStill(0)
		}
		return
	}
	if slices.Min(base) != slices.Max(base) {
		return
	}
	switch l.Kind {
	case MovingRange:
		l.keepStill(0)
	case Time:
		l.keepStill(math.Pow(base[0], 1/power))
	default:
		l.keepStill(base[0])
	}
}

// Value judges a later value by frozen limits. For [MovingRange] it is the range.
func (l Limits) Value(x float64) (Point, error) {
	if l.Kind < Individuals || l.Kind > Gap {
		return Point{}, wrongKind(l.Kind, "individuals, moving_range, time or gap")
	}
	var faults logistics.Faults
	l.check(&faults)
	checkValue(l.Kind, "", x, &faults)
	if l.Kind == MovingRange && x < 0 {
		faults.OutOfRange("", text(x), "must be 0 or greater")
	}
	if err := faults.Err(); err != nil {
		return Point{}, err
	}
	return l.value(x, new(float64)), nil
}

func (l *Limits) value(x float64, z *float64) Point {
	switch l.Kind {
	case MovingRange:
		sigma := l.Centre * (l.movingUpper() - 1) / 3
		return l.point(x, l.Centre, sigma, 0, math.Inf(1), z)
	case Gap:
		return l.point(x, l.Centre, l.Sigma, 0, math.Inf(1), z)
	case Time:
		p := l.point(math.Pow(x, 1/power), l.Centre, l.Sigma, 0, math.Inf(1), z)
		if l.Still && p.Stat == p.Centre {
			p.Stat, p.Centre, p.Lower, p.Upper = x, x, x, x // not what is left of it after both powers
			return p
		}
		p.Stat, p.Centre = x, math.Pow(p.Centre, power)
		p.Lower, p.Upper = math.Pow(p.Lower, power), math.Pow(p.Upper, power)
		p.Sigma = (p.Upper - p.Centre) / l.Sigmas // of the upper side: in time the limits are not symmetric
		if p.Sigma == 0 && p.Z != nil {           // the limits are closer than a float64 can tell
			p.Sigma = power * math.Pow(l.Centre, power-1) * l.Sigma
		}
		return p
	default:
		return l.point(x, l.Centre, l.Sigma, math.Inf(-1), math.Inf(1), z)
	}
}

// movingMean is the mean moving range of two, in standard deviations.
func (l *Limits) movingMean() float64 {
	if l.Rounded {
		return rounded(movingMean)
	}
	return movingMean
}

// movingUpper is the upper limit of moving ranges of two, in mean ranges.
func (l *Limits) movingUpper() float64 {
	if l.Rounded {
		return rounded(movingUpper)
	}
	return movingUpper
}

func movingRanges(values []float64) []float64 {
	ranges := make([]float64, len(values)-1)
	for i := range ranges {
		ranges[i] = math.Abs(values[i+1] - values[i])
	}
	return ranges
}

// screened is the mean, without the figures from factor times it on when screen says so.
func screened(figures []float64, screen bool, factor float64) float64 {
	all := mean(figures)
	if !screen {
		return all
	}
	sum, n := 0.0, 0
	for _, x := range figures {
		if x < factor*all {
			sum += x
			n++
		}
	}
	if n == 0 {
		return all
	}
	return sum / float64(n)
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, x := range values {
		sum += x
	}
	return sum / float64(len(values))
}

// variance is that of a sample.
func variance(values []float64) float64 {
	m, sum := mean(values), 0.0
	for _, x := range values {
		sum += (x - m) * (x - m)
	}
	return sum / float64(len(values)-1)
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
