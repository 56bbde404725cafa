package control

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Options are how limits are set. The zero Options are three standard errors around the estimate from all
// points, without rules.
type Options struct {
	Sigmas float64 `json:"sigmas,omitzero"` // how many standard errors to either side; 0 is 3
	// in place of Sigmas: the least share of points that the distribution of counts puts within the limits
	Within    float64   `json:"within,omitzero"`
	Baseline  int       `json:"baseline,omitzero"`  // how many of the first points the limits are from; 0 is all
	Estimator Estimator `json:"estimator,omitzero"` // of the spread, for subgroups and values
	Screen    bool      `json:"screen,omitzero"`    // leave moving ranges above their own limit out, once
	Rounded   bool      `json:"rounded,omitzero"`   // factors of ranges with the three decimals of printed tables
	Rules     RuleSet   `json:"rules,omitzero"`
}

// Limits are what a baseline says about a process: frozen, they judge later points.
type Limits struct {
	Kind   Kind    `json:"kind"`
	Centre float64 `json:"centre"` // of the statistic; of [Number] the proportion, of [Time] the transformed time
	// of a single value; of proportions, events and rates by their distribution, for a size of 1
	Sigma float64 `json:"sigma"`
	// of Laney's charts, how much wider than their distribution the points scatter; else 1
	Between float64 `json:"between"`
	Sigmas  float64 `json:"sigmas"`
	Within  float64 `json:"within,omitzero"` // in place of Sigmas, by the quantiles of the distribution
	Rounded bool    `json:"rounded,omitzero"`
}

// Point is one point of a chart with its own limits.
type Point struct {
	Stat   float64 `json:"stat"`
	Centre float64 `json:"centre"`
	Sigma  float64 `json:"sigma"` // standard error of the statistic at this point
	Lower  float64 `json:"lower"`
	Upper  float64 `json:"upper"`
	Z      float64 `json:"z"` // standard errors from the centre line, which rules judge
	Beyond bool    `json:"beyond"`
	Fired  RuleSet `json:"fired"`
}

// Chart is limits with the points they were drawn for, in order.
type Chart struct {
	Limits Limits  `json:"limits"`
	Points []Point `json:"points"`
}

// Signals is the places of the points that are beyond a limit or at which a rule fired.
func (c Chart) Signals() []int {
	signals := []int{}
	for i, p := range c.Points {
		if p.Beyond || p.Fired != 0 {
			signals = append(signals, i)
		}
	}
	return signals
}

const (
	mostFigure = 1e15
	mostPoints = 1_000_000
	mostSigmas = 10.0

	leastWithin, mostWithin = 0.5, 0.999999
)

// isFigure tells whether a number is one that can be squared.
func isFigure(x float64) bool { return math.Abs(x) <= mostFigure }

// figure reports a number that is none, or that is too large to be squared.
func figure(path string, x float64, faults *logistics.Faults) {
	if !isFigure(x) {
		faults.OutOfRange(path, text(x), "a number up to 1e15")
	}
}

func text(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }

// check reports the faults of the options for a series of n points.
func (o Options) check(n int, faults *logistics.Faults) {
	switch {
	case n < 2:
		faults.Add("", logistics.FaultRequired, strconv.Itoa(n), "a chart needs at least two points")
	case n > mostPoints:
		faults.TooMany("", n, "at most 1000000 points")
	}
	if !(o.Sigmas >= 0 && o.Sigmas <= mostSigmas) {
		faults.OutOfRange("/options/sigmas", text(o.Sigmas), "above 0, up to 10; 0 is 3")
	}
	switch {
	case o.Within == 0:
	case !(o.Within > leastWithin && o.Within <= mostWithin):
		what := "above 0.5, up to 0.999999; 0 is by standard errors"
		faults.OutOfRange("/options/within", text(o.Within), what)
	case o.Sigmas != 0:
		what := "give sigmas or within, not both"
		faults.Conflict("/options/within", text(o.Within), what)
	}
	if o.Baseline != 0 && (o.Baseline < 2 || o.Baseline > n) {
		what := "2 up to all points; 0 is all"
		faults.OutOfRange("/options/baseline", o.Baseline, what)
	}
	if o.Estimator > PooledDeviation {
		faults.Unknown("/options/estimator", int(o.Estimator), "not an estimator")
	}
	if o.Rules&^allRules != 0 {
		what := "contains bits of no known rule"
		faults.Unknown("/options/rules", int(o.Rules), what)
	}
}

// checkNoDistribution refuses limits by a distribution where there is none.
func (o Options) checkNoDistribution(faults *logistics.Faults) {
	if o.Within != 0 {
		what := "only charts of counts have limits by a distribution"
		faults.Unsupported("/options/within", text(o.Within), what)
	}
}

// baseline is how many of n points limits are from.
func (o Options) baseline(n int) int {
	if o.Baseline == 0 {
		return n
	}
	return o.Baseline
}

// start is limits that have only what the options say.
func (o Options) start(kind Kind) Limits {
	l := Limits{Kind: kind, Between: 1, Sigmas: o.Sigmas, Within: o.Within, Rounded: o.Rounded}
	if l.Sigmas == 0 {
		l.Sigmas = 3
	}
	return l
}

// check reports limits that no chart has given: they would make figures that are none.
func (l Limits) check(faults *logistics.Faults) {
	figure("/limits/centre", l.Centre, faults)
	for _, f := range []struct {
		path string
		x    float64
	}{{"/limits/sigma", l.Sigma}, {"/limits/between", l.Between}, {"/limits/sigmas", l.Sigmas}} {
		if !(f.x > 0 && f.x <= mostFigure) {
			faults.OutOfRange(f.path, text(f.x), "above 0, up to 1e15")
		}
	}
	if l.Within != 0 && !(l.Within > leastWithin && l.Within <= mostWithin) {
		what := "above 0.5, up to 0.999999; 0 is by standard errors"
		faults.OutOfRange("/limits/within", text(l.Within), what)
	}
}

// wrongKind refuses a chart for points of another sort.
func wrongKind(k Kind, wanted string) *logistics.FieldError {
	return logistics.NewFieldError(logistics.FaultUnsupported, k.String(), wanted)
}

// still refuses limits of points that do not vary: every other figure would be infinitely far away.
func still(path string) *logistics.Faults {
	var faults logistics.Faults
	what := "the baseline does not vary, so there is no spread to set limits from"
	faults.Conflict(path, nil, what)
	return &faults
}

// point places a statistic between limits that are Sigmas standard errors from the centre, and within
// what the statistic can be.
func (l Limits) point(stat, centre, sigma, least, most float64) Point {
	p := Point{
		Stat: stat, Centre: centre, Sigma: sigma,
		Lower: math.Max(least, centre-l.Sigmas*sigma), Upper: math.Min(most, centre+l.Sigmas*sigma),
	}
	if sigma > 0 {
		p.Z = (stat - centre) / sigma
	}
	p.Beyond = stat < p.Lower || stat > p.Upper
	return p
}

// judge lets the rules see all points.
func (c *Chart) judge(rules RuleSet) {
	w := NewWatch(rules)
	for i := range c.Points {
		c.Points[i].Fired = w.Add(c.Points[i].Z)
	}
}
