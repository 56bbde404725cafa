package kpi

import (
	"math/big"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// GapTest says how sure one wants to be of a gap. The zero GapTest is 95% and 5.
type GapTest struct {
	Confidence logistics.Ratio `json:"confidence,omitzero"` // between 0 and 1; absent: 95%
	FewBelow   int             `json:"few_below,omitzero"`  // exact test where fewer cases than this are expected of a sort; absent: 5
}

const (
	usualFew = 5
	maxFew   = 1000
)

// Validate reports every fault.
func (t GapTest) Validate() error {
	var faults logistics.Faults
	if c := t.Confidence; !c.IsZero() && (c.Num() <= 0 || c.Num() >= c.Den()) {
		faults.Add("/confidence", logistics.FaultOutOfRange, c.String(), "above 0 and below 100%")
	} else if f, ok := c.Float(); ok && (f >= 1 || 1-f >= 1) {
		faults.Add("/confidence", logistics.FaultOutOfRange, c.String(), "too near to 0 or to 100%")
	}
	if t.FewBelow < 0 || t.FewBelow > maxFew {
		faults.Add("/few_below", logistics.FaultOutOfRange, strconv.Itoa(t.FewBelow), "0 to 1000 cases")
	}
	return faults.Err()
}

func (t GapTest) withDefaults() GapTest {
	if t.Confidence.IsZero() {
		t.Confidence = logistics.MustRatio("95%")
	}
	if t.FewBelow == 0 {
		t.FewBelow = usualFew
	}
	return t
}

// Significance says whether a gap can be told from chance, and which way it goes.
type Significance string

// The significances.
const (
	ShownBetter Significance = "better"
	ShownWorse  Significance = "worse"
	NotShown    Significance = "not_shown" // chance gives as much; that is not the same as no gap
	Untested    Significance = "untested"  // no data, or the spread of the values is not known
)

// GapMethod names the interval and the test of a gap.
type GapMethod string

// The methods.
const (
	NewcombePooled     GapMethod = "newcombe_pooled_z"              // two proportions
	NewcombeFisher     GapMethod = "newcombe_fisher_exact"          // two proportions of few cases
	WilsonScore        GapMethod = "wilson_score_z"                 // a proportion against its target
	ClopperPearson     GapMethod = "clopper_pearson_binomial_exact" // the same of few cases
	WelchUnequalSpread GapMethod = "welch_t"                        // two means
	GarwoodRatio       GapMethod = "garwood_rate_ratio_exact"       // two rates of events
)

// GapFigures are what the test found. They are statistics, not counts: float64.
type GapFigures struct {
	Method     GapMethod       `json:"method"`
	Confidence logistics.Ratio `json:"confidence"`
	Low        float64         `json:"low"` // of the difference
	High       float64         `json:"high"`
	P          float64         `json:"p"`                  // how often chance alone gives as much, to either side
	Expected   float64         `json:"expected,omitzero"`  // the smallest number of cases expected of a sort; none for a mean
	FewBelow   int             `json:"few_below,omitzero"` // where the exact test begins; none for a mean
}

// Gap is how far a figure is from another of the same metric, or from the target.
type Gap struct {
	Base         logistics.Observation `json:"base,omitzero"` // the other figure; absent: the target
	Now          logistics.Observation `json:"now"`
	Reference    logistics.Ratio       `json:"reference,omitzero"`  // value of Base, or the target
	Value        logistics.Ratio       `json:"value,omitzero"`      // value of Now
	Difference   logistics.Ratio       `json:"difference,omitzero"` // Value − Reference, exactly; absent: no data
	Direction    logistics.Direction   `json:"direction"`
	Significance Significance          `json:"significance"`
	Figures      GapFigures            `json:"figures,omitzero"` // absent: untested
}

// Gap holds the figure of now against that of base: another period, or another subject. Proportions are
// tested; the gap of two means is exact but Untested, since their spread is not in an observation: see
// [Evaluator.GapOfMeans]. Figures of another metric, version or unit are refused, and periods of one
// subject that overlap, because their cases are not independent.
func (e *Evaluator) Gap(base, now logistics.Observation, test GapTest) (Gap, error) {
	g, err := e.gap(base, now, test)
	if err != nil || g.Difference.IsZero() || e.metric.Kind != KindProportion {
		return g, err
	}
	test = test.withDefaults()
	f := GapFigures{Method: NewcombePooled, Confidence: test.Confidence, FewBelow: test.FewBelow}
	all, met := float64(now.Den)+float64(base.Den), float64(now.Num)+float64(base.Num)
	f.Expected = float64(min(now.Den, base.Den)) * min(met, all-met) / all
	f.Low, f.High, err = stat.NewcombeInterval(now.Num, now.Den, base.Num, base.Den, width(test.Confidence))
	if err != nil {
		return Gap{}, tooMany(now.Den)
	}
	if f.Expected < float64(test.FewBelow) {
		f.Method = NewcombeFisher
		f.P, err = stat.FisherExact(now.Num, now.Den, base.Num, base.Den)
	} else {
		_, f.P, err = stat.PooledZ(now.Num, now.Den, base.Num, base.Den)
	}
	if err != nil {
		return Gap{}, tooMany(now.Den)
	}
	return g.judged(f), nil
}

// GapToTarget holds a figure against the target of the metric, which the metric must have. The gap of a
// mean is exact but Untested.
func (e *Evaluator) GapToTarget(now logistics.Observation, test GapTest) (Gap, error) {
	var faults logistics.Faults
	faults.At("/now", e.metric.checkObservation(now))
	faults.At("/test", test.Validate())
	if e.metric.Target.IsZero() {
		faults.Add("/metric/target", logistics.FaultRequired, "", "what the figure is held against")
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	g, err := e.untested(logistics.Observation{}, now, e.metric.Target)
	if err != nil || g.Difference.IsZero() || e.metric.Kind != KindProportion {
		return g, err
	}
	test = test.withDefaults()
	f := GapFigures{Method: WilsonScore, Confidence: test.Confidence, FewBelow: test.FewBelow}
	target, _ := e.metric.Target.Float()
	share := e.metric.Target
	f.Expected = float64(now.Den) * float64(min(share.Num(), share.Den()-share.Num())) / float64(share.Den())
	if f.Expected < float64(test.FewBelow) {
		f.Method = ClopperPearson
		confidence, _ := test.Confidence.Float()
		f.Low, f.High, err = stat.ClopperPearson(now.Num, now.Den, confidence)
		if err == nil {
			f.P, err = stat.BinomialTest(now.Num, now.Den, target)
		}
	} else {
		f.Low, f.High, err = stat.WilsonInterval(now.Num, now.Den, width(test.Confidence))
		if err == nil {
			_, f.P, err = stat.ScoreZ(now.Num, now.Den, target)
		}
	}
	if err != nil {
		return Gap{}, tooMany(now.Den)
	}
	f.Low, f.High = f.Low-target, f.High-target
	return g.judged(f), nil
}

// Measured is the observation of a mean with the moments of its values, one value for each case.
type Measured struct {
	Observation logistics.Observation
	Moments     Moments
}

// GapOfMeans is Gap with what the values of each mean vary by. It stays Untested where a mean is of one
// value, or where no value differs from another.
func (e *Evaluator) GapOfMeans(base, now Measured, test GapTest) (Gap, error) {
	var faults logistics.Faults
	if e.metric.Kind != KindMean {
		faults.Add("/metric/kind", logistics.FaultUnsupported, string(e.metric.Kind), "the gap of proportions needs no moments")
	}
	for _, side := range []struct {
		path string
		m    Measured
	}{{"/base", base}, {"/now", now}} {
		if !side.m.agrees() {
			faults.Add(side.path+"/moments", logistics.FaultMismatch, digits(side.m.Moments.n), "number and sum are those of the observation")
		}
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	g, err := e.gap(base.Observation, now.Observation, test)
	if err != nil || g.Difference.IsZero() {
		return g, err
	}
	test = test.withDefaults()
	spread, known := now.Moments.Variance()
	spreadBase, knownBase := base.Moments.Variance()
	if !known || !knownBase || spread+spreadBase == 0 {
		return g, nil
	}
	scale := 1.0
	for range e.metric.Scale {
		scale *= 10
	}
	mean, _ := g.Value.Float()
	meanBase, _ := g.Reference.Float()
	confidence, _ := test.Confidence.Float()
	f := GapFigures{Method: WelchUnequalSpread, Confidence: test.Confidence}
	f.Low, f.High, f.P, err = stat.WelchInterval(mean, spread/(scale*scale), now.Moments.n,
		meanBase, spreadBase/(scale*scale), base.Moments.n, confidence)
	if err != nil {
		return Gap{}, tooMany(now.Observation.Den)
	}
	return g.judged(f), nil
}

// GapOfRates is Gap for a mean whose numerator counts events that come one by one and apart from each
// other, such as complaints over orders: exact tests for few and for many. The metric has a counted unit
// and no decimals.
func (e *Evaluator) GapOfRates(base, now logistics.Observation, test GapTest) (Gap, error) {
	var faults logistics.Faults
	if e.metric.Kind != KindMean || e.metric.Unit.Dimension() != logistics.Counted || e.metric.Scale != 0 {
		faults.Add("/metric/unit", logistics.FaultUnsupported, e.metric.Unit.Code(), "events are whole and have a counted unit")
	}
	for _, side := range []struct {
		path string
		num  int64
	}{{"/base/num", base.Num}, {"/now/num", now.Num}} {
		if side.num < 0 {
			faults.Add(side.path, logistics.FaultOutOfRange, digits(side.num), "events are not below zero")
		}
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	g, err := e.gap(base, now, test)
	if err != nil || g.Difference.IsZero() {
		return g, err
	}
	test = test.withDefaults()
	confidence, _ := test.Confidence.Float()
	f := GapFigures{Method: GarwoodRatio, Confidence: test.Confidence}
	f.Low, f.High, err = stat.RateDifference(now.Num, float64(now.Den), base.Num, float64(base.Den), confidence)
	if err == nil {
		f.P, err = stat.RateRatioTest(now.Num, float64(now.Den), base.Num, float64(base.Den))
	}
	if err != nil {
		return Gap{}, tooMany(now.Den)
	}
	return g.judged(f), nil
}

// agrees reports whether the moments are of the values that the observation sums.
func (m Measured) agrees() bool {
	return m.Moments.n == m.Observation.Den && int64(m.Moments.sumLow) == m.Observation.Num &&
		m.Moments.sumHigh == m.Observation.Num>>63
}

func tooMany(cases int64) error {
	return fault("/now/den", logistics.FaultOutOfRange, digits(cases), "too many cases, or figures too large, for a test")
}

// width is how many standard errors the interval reaches to either side.
func width(confidence logistics.Ratio) float64 {
	c, _ := confidence.Float()
	z, err := stat.NormalQuantile((1 - c) / 2)
	if err != nil {
		return 0 // cannot be: the confidence is checked
	}
	return -z
}

func (e *Evaluator) gap(base, now logistics.Observation, test GapTest) (Gap, error) {
	var faults logistics.Faults
	faults.At("/base", e.metric.checkObservation(base))
	faults.At("/now", e.metric.checkObservation(now))
	faults.At("/test", test.Validate())
	if base.Subject == now.Subject && overlap(base.Period, now.Period) {
		faults.Add("/now/period", logistics.FaultConflict, now.Period.String(), "has days of "+base.Period.String()+" of the same subject")
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	reference := base.Value()
	if reference.IsZero() && base.Den > 0 {
		return Gap{}, fault("/base/den", logistics.FaultOutOfRange, digits(base.Den), "too many cases for the scale")
	}
	return e.untested(base, now, reference)
}

func overlap(a, b logistics.Period) bool {
	return !a.IsZero() && !b.IsZero() && a.Start().Compare(b.End()) < 0 && b.Start().Compare(a.End()) < 0
}

// untested is the gap as far as counting goes.
func (e *Evaluator) untested(base, now logistics.Observation, reference logistics.Ratio) (Gap, error) {
	g := Gap{Base: cloned(base), Now: cloned(now), Reference: reference, Value: now.Value(), Direction: e.metric.Direction, Significance: Untested}
	if g.Value.IsZero() && now.Den > 0 {
		return Gap{}, fault("/now/den", logistics.FaultOutOfRange, digits(now.Den), "too many cases for the scale")
	}
	if g.Value.IsZero() || g.Reference.IsZero() {
		return g, nil
	}
	difference := rational(g.Value)
	fits := false
	if g.Difference, fits = ratioOf(difference.Sub(difference, rational(g.Reference))); !fits {
		return Gap{}, fault("/now", logistics.FaultOutOfRange, g.Value.String(), "the difference from "+g.Reference.String()+" does not fit 64 bits")
	}
	return g, nil
}

func (g Gap) judged(f GapFigures) Gap {
	g.Figures = f
	better := g.Difference.Num() > 0
	if g.Direction == logistics.LowerIsBetter {
		better = g.Difference.Num() < 0
	}
	switch {
	case g.Difference.Num() == 0 || !f.shown():
		g.Significance = NotShown
	case better:
		g.Significance = ShownBetter
	default:
		g.Significance = ShownWorse
	}
	return g
}

// shown holds p, with the digits that the reasons show, against what the confidence leaves to chance.
// Exact tests do reach it exactly, and the last bits of a float64 are not what a verdict hangs on.
func (f GapFigures) shown() bool {
	return stat.Shown(f.P, f.Confidence.Num(), f.Confidence.Den())
}

// rational is a ratio that has data.
func rational(r logistics.Ratio) *big.Rat { return big.NewRat(r.Num(), r.Den()) }

// ratioOf is the reduced ratio, where it fits.
func ratioOf(r *big.Rat) (ratio logistics.Ratio, fits bool) {
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return logistics.Ratio{}, false
	}
	ratio, err := logistics.NewRatio(r.Num().Int64(), r.Denom().Int64())
	return ratio, err == nil
}
