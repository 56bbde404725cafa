package control

import (
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
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
	Ties      Ties      `json:"ties,omitzero"`     // what a point equal to the one before does to a trend
	Centring  Centring  `json:"centring,omitzero"` // of ranges and standard deviations of unequal subgroups
	// Which way is better. It is read only where the baseline does not vary: there it is the worse side that
	// is beyond the limits, and either side where no way is better.
	Direction logistics.Direction `json:"direction,omitempty"`
	// what people call the points, such as the names of their periods: none, or one for each that is charted; of moving
	// ranges one for each value, of which the first has no point
	Labels []string `json:"labels,omitempty"`
}

// Limits are what a baseline says about a process: frozen, they judge later points. Rules and ties are not among them:
// whoever lets rules see later points gives their z to a [Watch] that treats ties as the chart did.
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
	// The baseline does not vary: the limits are the centre line, and Sigma is 0.
	Still     bool                `json:"still,omitzero"`
	Direction logistics.Direction `json:"direction,omitempty"` // the better way, read where Still
	Centring  Centring            `json:"centring,omitzero"`
}

// Point is one point of a chart with its own limits.
type Point struct {
	Stat   float64 `json:"stat"`
	Centre float64 `json:"centre"`
	Sigma  float64 `json:"sigma"` // standard error of the statistic at this point
	Lower  float64 `json:"lower"`
	Upper  float64 `json:"upper"`
	// Standard errors from the centre line, which rules judge, up to 1e15; nil where Sigma is 0.
	Z       *float64 `json:"z,omitzero"`
	Beyond  bool     `json:"beyond"`
	Missing bool     `json:"missing,omitzero"` // there were no cases; nothing else is said then
	Fired   RuleSet  `json:"fired"`
}

// Chart is limits with the points they were drawn for, in order.
type Chart struct {
	Limits Limits   `json:"limits"`
	Points []Point  `json:"points"`
	Labels []string `json:"labels,omitempty"` // of the points, where they have any
}

// labelOf is what people call a point, if anything.
func labelOf(labels []string, i int) string {
	if i < len(labels) {
		return labels[i]
	}
	return ""
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
	mostLabel  = 200
	mostLimit  = 1e30 // of limits: rates and times are beyond the figures they are from

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
	if o.Ties > TiePasses {
		faults.Unknown("/options/ties", int(o.Ties), "not a way to treat ties")
	}
	if o.Centring > AllOfOne {
		faults.Unknown("/options/centring", int(o.Centring), "not a way to set the centre line")
	}
	checkDirection("/options/direction", o.Direction, faults)
	checkLabels("/options/labels", o.Labels, n, faults)
}

// checkLabels reports labels that are not one for each of n points.
func checkLabels(path string, labels []string, n int, faults *logistics.Faults) {
	if labels == nil {
		return
	}
	if len(labels) != n {
		faults.Conflict(path, len(labels), "none, or one for each of "+strconv.Itoa(n)+" points")
	}
	for i, label := range labels {
		wire.CheckText(path+"/"+strconv.Itoa(i), label, "what people call the point", mostLabel, faults)
	}
}

// checkDirection reports a direction that there is not.
func checkDirection(path string, d logistics.Direction, faults *logistics.Faults) {
	if d != "" && d != logistics.HigherIsBetter && d != logistics.LowerIsBetter {
		faults.Unknown(path, d, "higher_is_better, lower_is_better or none")
	}
}

// checkUsed refuses options that change nothing on a chart of a kind.
func (o Options) checkUsed(kind Kind, faults *logistics.Faults) {
	subgroups := kind >= XBar && kind <= StandardDeviation
	ranges := kind == LaneyProportion || kind == LaneyRate || kind == IndividualsPrime ||
		kind == Individuals || kind == MovingRange || kind == Time
	if o.Within != 0 && (kind < Proportion || kind > Rate) {
		what := "only charts of counts have limits by a distribution"
		faults.Unsupported("/options/within", text(o.Within), what)
	}
	switch {
	case o.Estimator == 0:
	case o.Estimator == MedianRange && subgroups:
		faults.Unsupported("/options/estimator", o.Estimator, "only for single values")
	case kind >= Proportion && kind <= IndividualsPrime || kind == Gap:
		faults.Unsupported("/options/estimator", o.Estimator, "charts of counts take no estimator")
	}
	switch {
	case !o.Screen:
	case !ranges:
		faults.Unsupported("/options/screen", o.Screen, "this chart has no moving ranges")
	case o.Estimator > AverageRange:
		faults.Unsupported("/options/screen", o.Screen, "this estimator takes no mean of moving ranges")
	}
	if o.Rounded && !o.takesFactors(kind) {
		faults.Unsupported("/options/rounded", o.Rounded, "this chart has no factors of printed tables")
	}
	if o.Centring != 0 && kind != Range && kind != StandardDeviation {
		what := "only charts of ranges and standard deviations have a choice of centre line"
		faults.Unsupported("/options/centring", o.Centring, what)
	}
	if o.Ties != 0 && o.Rules&ofTies == 0 {
		faults.Unsupported("/options/ties", o.Ties, "only nelson_3 and nelson_4 look at ties")
	}
}

// takesFactors reports whether a chart of a kind takes the factors of ranges that tables print.
func (o Options) takesFactors(kind Kind) bool {
	switch kind {
	case Range, MovingRange, LaneyProportion, LaneyRate:
		return true
	case XBar, Individuals, Time:
		return o.Estimator <= AverageRange
	case StandardDeviation:
		return o.Estimator == AverageRange
	}
	return false
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
	l := Limits{
		Kind: kind, Between: 1, Sigmas: o.Sigmas, Within: o.Within, Rounded: o.Rounded, Direction: o.Direction,
		Centring: o.Centring,
	}
	if l.Sigmas == 0 {
		l.Sigmas = 3
	}
	return l
}

// check reports limits that no chart has given: they would make figures that are none.
func (l Limits) check(faults *logistics.Faults) {
	if !(math.Abs(l.Centre) <= mostLimit) {
		faults.OutOfRange("/limits/centre", text(l.Centre), "a number up to 1e30")
	}
	sigma := l.Sigma
	if l.Still {
		sigma = 1
		if l.Sigma != 0 {
			faults.Conflict("/limits/sigma", text(l.Sigma), "must be 0 where the baseline does not vary")
		}
	}
	for _, f := range []struct {
		path string
		x    float64
	}{{"/limits/sigma", sigma}, {"/limits/between", l.Between}, {"/limits/sigmas", l.Sigmas}} {
		if !(f.x > 0 && f.x <= mostLimit) {
			faults.OutOfRange(f.path, text(f.x), "above 0, up to 1e30")
		}
	}
	if l.Centring > AllOfOne {
		faults.Unknown("/limits/centring", int(l.Centring), "not a way to set the centre line")
	}
	checkDirection("/limits/direction", l.Direction, faults)
	if l.Within != 0 && !(l.Within > leastWithin && l.Within <= mostWithin) {
		what := "above 0.5, up to 0.999999; 0 is by standard errors"
		faults.OutOfRange("/limits/within", text(l.Within), what)
	}
}

// wrongKind refuses a chart for points of another sort.
func wrongKind(k Kind, wanted string) *logistics.FieldError {
	return logistics.NewFieldError(logistics.FaultUnsupported, k.String(), wanted)
}

// still refuses points of which none differs where it takes a difference to say anything.
func still(path string) error {
	var faults logistics.Faults
	faults.Conflict(path, nil, "the points do not vary")
	return faults.Err()
}

// spreadless refuses limits of points that vary, but not where the spread is taken from: every other figure
// would be infinitely far away.
func spreadless(path string) error {
	var faults logistics.Faults
	faults.Conflict(path, nil, "the points vary, and what the spread is taken from does not")
	return faults.Err()
}

// keepStill makes limits of a baseline that does not vary: the centre line is all there is.
func (l *Limits) keepStill(centre float64) {
	l.Still, l.Centre, l.Sigma, l.Between = true, centre, 0, 1
}

// point places a statistic between limits that are Sigmas standard errors from the centre, and within
// what the statistic can be. The place for Z is the caller's.
func (l *Limits) point(stat, centre, sigma, least, most float64, z *float64) Point {
	if l.Still {
		return l.stillPoint(stat, centre)
	}
	p := Point{
		Stat: stat, Centre: centre, Sigma: sigma,
		Lower: math.Max(least, centre-l.Sigmas*sigma), Upper: math.Min(most, centre+l.Sigmas*sigma),
	}
	if sigma > 0 {
		*z = (stat - centre) / sigma
		if !isFigure(*z) {
			*z = math.Copysign(mostFigure, *z)
		}
		p.Z = z
	}
	p.Beyond = stat < p.Lower || stat > p.Upper
	return p
}

// sameRate is how far apart rates that are equal may be, as a share of them: their sizes need not be whole.
const sameRate = 1e-12

// stillPoint is beyond its limits when it is off the centre line, on the worse side where there is one.
func (l *Limits) stillPoint(stat, centre float64) Point {
	p := Point{Stat: stat, Centre: centre, Lower: centre, Upper: centre}
	if l.Kind.rate() && alike(stat, centre) {
		return p
	}
	p.Beyond = worse(l.Direction, stat, centre)
	return p
}

// worse tells whether a figure is off a level to the worse side, or to any where there is none.
func worse(d logistics.Direction, x, level float64) bool {
	return x < level && d != logistics.LowerIsBetter || x > level && d != logistics.HigherIsBetter
}

func alike(a, b float64) bool { return math.Abs(a-b) <= sameRate*math.Max(math.Abs(a), math.Abs(b)) }

// judge lets the rules see all points, and gives them their labels. Where the baseline does not vary the only
// rule there can be is the one of a point that is beyond the limits.
func (c *Chart) judge(o Options) {
	if o.Labels != nil {
		c.Labels = slices.Clone(o.Labels[len(o.Labels)-len(c.Points):]) // a moving range is of its second value
	}
	w := NewWatch(o.Rules).Treating(o.Ties)
	for i := range c.Points {
		p := &c.Points[i]
		switch {
		case p.Missing:
			w.Gap()
		case p.Z != nil:
			p.Fired = w.Add(*p.Z)
		case p.Beyond:
			p.Fired = o.Rules & first
		}
	}
}

// first is the rules of a point that is beyond its limits.
const first = RuleSet(1)<<(WesternElectric1-1) | RuleSet(1)<<(Nelson1-1)
