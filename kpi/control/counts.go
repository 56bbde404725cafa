package control

import (
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Count is how often something happened in a period, of how much. The size is the number of cases for
// proportions, and the opportunity in the host's unit (pallets, hours, thousands of lines) for rates; it is
// not used by [Events]. A period without cases has neither events nor a size; it is missing.
type Count struct {
	Events int64   `json:"events"`
	Size   float64 `json:"size,omitzero"`
}

// ChartCounts draws counts: [Proportion], [Number], [Events], [Rate], [LaneyProportion], [LaneyRate] or
// [IndividualsPrime].
func ChartCounts(kind Kind, counts []Count, o Options) (Chart, error) {
	if kind < Proportion || kind > IndividualsPrime {
		return Chart{}, wrongKind(kind, "a chart of counts")
	}
	var faults logistics.Faults
	o.check(len(counts), &faults)
	o.checkUsed(kind, &faults)
	for i, c := range counts {
		checkCountAt(kind, i, c, &faults)
		if o.Within != 0 && float64(c.Events)+c.Size > mostByDistribution {
			what := "up to 1e12 cases for limits by the distribution"
			faults.OutOfRange("/counts/"+strconv.Itoa(i), text(c.Size), what)
		}
	}
	if err := faults.Err(); err != nil {
		return Chart{}, err
	}
	base, err := present(kind, "/counts", counts[:o.baseline(len(counts))])
	if err != nil {
		return Chart{}, err
	}
	chart := Chart{Limits: o.start(kind), Points: make([]Point, len(counts))}
	l := &chart.Limits
	l.fitCounts(base, o.Screen)
	if l.keepStillCounts(base); !l.Still && (!(l.Sigma > 0) || l.Between < leastBetween) {
		return Chart{}, spreadless("/counts")
	}
	z := make([]float64, len(counts))
	for i, c := range counts {
		chart.Points[i] = l.count(c, &z[i])
	}
	chart.judge(o)
	return chart, nil
}

// missing tells whether a period had no cases.
func (c Count) missing(kind Kind) bool { return kind != Events && c == Count{} }

// present is the counts of periods with cases, at least two of them.
func present(kind Kind, path string, counts []Count) ([]Count, error) {
	isMissing := func(c Count) bool { return c.missing(kind) }
	if slices.ContainsFunc(counts, isMissing) {
		counts = slices.DeleteFunc(slices.Clone(counts), isMissing)
	}
	if len(counts) < 2 {
		var faults logistics.Faults
		what := "at least two points with cases in the baseline"
		faults.Add(path, logistics.FaultRequired, strconv.Itoa(len(counts)), what)
		return nil, faults.Err()
	}
	return counts, nil
}

// leastBetween is a scatter between points that can only be the rounding of figures which are equal.
const leastBetween = 1e-9

// checkCountAt is checkCount of one of many, which may be missing: no path is written for what is right.
func checkCountAt(kind Kind, i int, c Count, faults *logistics.Faults) {
	var own logistics.Faults
	if c.missing(kind) {
		return
	}
	if checkCount(kind, "", c, &own); len(own) > 0 {
		faults.At("/counts/"+strconv.Itoa(i), own.Err())
	}
}

func checkCount(kind Kind, path string, c Count, faults *logistics.Faults) {
	if c.Events < 0 || c.Events > mostFigure {
		faults.OutOfRange(path+"/events", c.Events, "0 to 1e15")
	}
	if kind == Events {
		return
	}
	whole := kind.proportion() || kind == Number
	switch {
	case !(c.Size > 1e-9 && c.Size <= mostFigure):
		faults.OutOfRange(path+"/size", text(c.Size), "above 1e-9, up to 1e15")
	case whole && c.Size != math.Trunc(c.Size):
		faults.OutOfRange(path+"/size", text(c.Size), "whole cases")
	case whole && float64(c.Events) > c.Size:
		what := "must not exceed the cases"
		faults.Conflict(path+"/events", c.Events, what)
	}
}

// fitCounts estimates from a baseline: the proportion or rate of all of it together, never the mean of
// proportions.
func (l *Limits) fitCounts(base []Count, screen bool) {
	events, size := 0.0, 0.0
	for _, c := range base {
		events += float64(c.Events)
		size += c.Size
	}
	if l.Kind == Events {
		size = float64(len(base))
	}
	l.Centre = events / size
	switch l.Kind {
	case Proportion, Number, LaneyProportion:
		l.Sigma = math.Sqrt(l.Centre * (1 - l.Centre))
	case IndividualsPrime:
		l.Sigma = 1 // the moving ranges have the unit of the rate
	default:
		l.Sigma = math.Sqrt(l.Centre)
	}
	switch {
	case !(l.Sigma > 0):
	case l.Kind == IndividualsPrime:
		l.Sigma = l.scatter(base, screen)
	case l.Kind == LaneyProportion || l.Kind == LaneyRate:
		l.Between = l.scatter(base, screen)
	}
}

// keepStillCounts knows a baseline whose statistic is one figure, where nothing else says how it varies: for
// the plain charts it is none or all, of which their distribution has no other.
func (l *Limits) keepStillCounts(base []Count) {
	if l.Kind <= Rate && l.Sigma > 0 {
		return
	}
	if l.oneFigure(base) {
		l.keepStill(l.stat(base[0]))
	}
}

// oneFigure reports whether the statistic of all counts is the same.
func (l *Limits) oneFigure(counts []Count) bool {
	at := l.stat(counts[0])
	for _, c := range counts {
		if s := l.stat(c); s != at && !(l.Kind.rate() && alike(s, at)) {
			return false
		}
	}
	return true
}

// stat is what a chart shows of a count; of numbers it is their proportion.
func (l *Limits) stat(c Count) float64 {
	if l.Kind == Events {
		return float64(c.Events)
	}
	return float64(c.Events) / c.Size
}

// scatter is the standard deviation of the points between themselves, in standard errors of their distribution.
func (l *Limits) scatter(base []Count, screen bool) float64 {
	ranges := make([]float64, len(base)-1)
	for i := range ranges {
		a, b := base[i], base[i+1]
		if l.Kind == IndividualsPrime {
			// The difference of two rates has the variance σ²(1/n + 1/m), and the mean of its amount is √(2/π) of that.
			apart := math.Abs(float64(a.Events)/a.Size - float64(b.Events)/b.Size)
			ranges[i] = math.Sqrt(math.Pi/2) * apart / math.Sqrt(1/a.Size+1/b.Size)
			continue
		}
		ranges[i] = math.Abs(l.standard(a)-l.standard(b)) / l.movingMean()
	}
	factor := l.movingUpper()
	if l.Kind == IndividualsPrime {
		factor = movingUpper
	}
	return screened(ranges, screen, factor)
}

// standard is a count in standard errors of its distribution from the centre.
func (l *Limits) standard(c Count) float64 {
	return (float64(c.Events)/c.Size - l.Centre) / (l.Sigma / math.Sqrt(c.Size))
}

// Count judges a later count by frozen limits.
func (l Limits) Count(c Count) (Point, error) {
	if l.Kind < Proportion || l.Kind > IndividualsPrime {
		return Point{}, wrongKind(l.Kind, "a chart of counts")
	}
	var faults logistics.Faults
	l.check(&faults)
	if !c.missing(l.Kind) {
		checkCount(l.Kind, "", c, &faults)
	}
	if l.Within != 0 && float64(c.Events)+c.Size > mostByDistribution {
		faults.OutOfRange("", text(c.Size), "up to 1e12 cases for limits by the distribution")
	}
	if err := faults.Err(); err != nil {
		return Point{}, err
	}
	return l.count(c, new(float64)), nil
}

func (l *Limits) count(c Count, z *float64) Point {
	if c.missing(l.Kind) {
		return Point{Missing: true}
	}
	p := l.normal(c, z)
	if l.Within == 0 || l.Kind > Rate || l.Still {
		return p
	}
	size := c.Size
	if l.Kind == Events {
		size = 1
	}
	tail, scale := (1-l.Within)/2, 1.0
	if l.Kind == Proportion || l.Kind == Rate {
		scale = size
	}
	p.Lower, p.Upper = l.quantile(size, tail)/scale, l.quantile(size, 1-tail)/scale
	p.Beyond = p.Stat < p.Lower || p.Stat > p.Upper
	return p
}

// mostByDistribution is how many cases a distribution is asked about.
const mostByDistribution = 1e12

// quantile of the number of events by the distribution of the chart: binomial, or Poisson.
func (l *Limits) quantile(size, prob float64) float64 {
	if l.Kind == Proportion || l.Kind == Number {
		k, err := stat.BinomialQuantile(int64(size), l.Centre, prob)
		if err == nil {
			return k
		}
	} else if poisson, err := stat.NewPoisson(l.Centre * size); err == nil {
		return poisson.Quantile(prob)
	}
	return l.Centre * size // cannot be: sizes and centre are checked
}

// normal is a point between limits by standard errors.
func (l *Limits) normal(c Count, z *float64) Point {
	events := float64(c.Events)
	switch root := math.Sqrt(c.Size); l.Kind {
	case Events:
		return l.point(events, l.Centre, l.Sigma, 0, math.Inf(1), z)
	case Number:
		return l.point(events, l.Centre*c.Size, l.Sigma*root, 0, c.Size, z)
	case Proportion, LaneyProportion:
		return l.point(events/c.Size, l.Centre, l.Sigma*l.Between/root, 0, 1, z)
	default:
		return l.point(events/c.Size, l.Centre, l.Sigma*l.Between/root, 0, math.Inf(1), z)
	}
}
