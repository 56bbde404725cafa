package compare

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/internal/stat"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// Comparer compares figures of a metric. It is immutable and safe for concurrent use. The zero
// Comparer, and none, refuse every figure.
type Comparer struct {
	metric kpi.Metric
	test   GapTest
}

// Compile prepares the comparison of figures of a metric. All faults are returned: those of the definition below
// /metric, those of the test below /test.
func Compile(metric kpi.Metric, test GapTest) (*Comparer, error) {
	var faults logistics.Faults
	faults.At("/metric", metric.Validate())
	faults.At("/test", test.Validate())
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return &Comparer{metric, test.withDefaults()}, nil
}

// usable refuses a comparer that Compile did not make.
func (c *Comparer) usable() error {
	if c == nil || c.metric.ID.IsZero() {
		return fault("/metric", logistics.FaultRequired, "", "make the comparer with compare.Compile")
	}
	return nil
}

// Gap compares the figure of now with that of base: another period, or another subject. Proportions are
// tested; the gap of two means is exact but Untested, since their spread is not in an observation: see
// [Comparer.GapOfMeans]. Figures of another metric, version or unit are refused, and periods of one
// subject that overlap, because their cases are not independent.
func (c *Comparer) Gap(base, now logistics.Observation) (Gap, error) {
	g, err := c.gap(base, now)
	if err != nil || g.Difference.IsZero() || c.metric.Kind != kpi.KindProportion {
		return g, err
	}
	f := GapFigures{Method: NewcombePooled, Confidence: c.test.Confidence, MinExpected: c.test.MinExpected}
	all, met := float64(now.Den)+float64(base.Den), float64(now.Num)+float64(base.Num)
	f.Expected = float64(min(now.Den, base.Den)) * min(met, all-met) / all
	f.Low, f.High, err = stat.NewcombeInterval(now.Num, now.Den, base.Num, base.Den, c.test.z())
	if err != nil {
		return Gap{}, tooMany(now.Den)
	}
	if f.Expected < float64(f.MinExpected) {
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

// GapToTarget compares a figure with the target of the metric, which the metric must have. The gap of a
// mean is exact but Untested.
func (c *Comparer) GapToTarget(now logistics.Observation) (Gap, error) {
	if err := c.usable(); err != nil {
		return Gap{}, err
	}
	var faults logistics.Faults
	faults.At("/now", c.metric.CheckObservation(now))
	share := c.metric.Target
	if share.IsZero() {
		faults.Required("/metric/target", "the target to compare with")
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	g, err := c.untested(logistics.Observation{}, now, share)
	if err != nil || g.Difference.IsZero() || c.metric.Kind != kpi.KindProportion {
		return g, err
	}
	f := GapFigures{Method: WilsonScore, Confidence: c.test.Confidence, MinExpected: c.test.MinExpected}
	target, _ := share.Float()
	f.Expected = float64(now.Den) * float64(min(share.Num(), share.Den()-share.Num())) / float64(share.Den())
	if f.Expected < float64(f.MinExpected) {
		f.Method = ClopperPearson
		f.Low, f.High, err = stat.ClopperPearson(now.Num, now.Den, c.test.confidence())
		if err == nil {
			f.P, err = stat.BinomialTest(now.Num, now.Den, target)
		}
	} else {
		f.Low, f.High, err = stat.WilsonInterval(now.Num, now.Den, c.test.z())
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
	Observation logistics.Observation `json:"observation"`
	Moments     count.Moments         `json:"moments"`
}

// agrees reports whether the moments are of the values that the observation sums.
func (m Measured) agrees() bool {
	mean, err := m.Moments.Mean()
	return err == nil && mean.Num() == m.Observation.Num && mean.Den() == m.Observation.Den
}

// GapOfMeans is Gap with what the values of each mean vary by. It stays Untested where a mean is of one
// value, or where no value differs from another.
func (c *Comparer) GapOfMeans(base, now Measured) (Gap, error) {
	if err := c.usable(); err != nil {
		return Gap{}, err
	}
	var faults logistics.Faults
	if c.metric.Kind != kpi.KindMean {
		what := "only means have moments: use Gap"
		faults.Unsupported("/metric/kind", c.metric.Kind, what)
	}
	for _, side := range []struct {
		path string
		m    Measured
	}{{"/base", base}, {"/now", now}} {
		if !side.m.agrees() {
			what := "number and sum must be those of the observation"
			faults.Mismatch(side.path+"/moments", digits(side.m.Moments.N()), what)
		}
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	g, err := c.gap(base.Observation, now.Observation)
	if err != nil || g.Difference.IsZero() {
		return g, err
	}
	spread, known := now.Moments.Variance()
	spreadBase, knownBase := base.Moments.Variance()
	if !known || !knownBase || spread+spreadBase == 0 {
		return g, nil
	}
	scale := 1.0
	for range c.metric.Scale {
		scale *= 10
	}
	mean, _ := g.Value.Float()
	meanBase, _ := g.Reference.Float()
	f := GapFigures{Method: WelchUnequalSpread, Confidence: c.test.Confidence}
	f.Low, f.High, f.P, err = stat.WelchInterval(mean, spread/(scale*scale), now.Moments.N(),
		meanBase, spreadBase/(scale*scale), base.Moments.N(), c.test.confidence())
	if err != nil {
		return Gap{}, tooMany(now.Observation.Den)
	}
	return g.judged(f), nil
}

// GapOfRates is Gap for a mean whose numerator counts events that come one by one and apart from each
// other, such as complaints over orders: exact tests for few and for many. The metric has a counted unit
// and no decimals.
func (c *Comparer) GapOfRates(base, now logistics.Observation) (Gap, error) {
	if err := c.usable(); err != nil {
		return Gap{}, err
	}
	var faults logistics.Faults
	m := &c.metric
	if m.Kind != kpi.KindMean || m.Unit.Dimension() != logistics.Counted || m.Scale != 0 {
		what := "events need a counted unit and no decimals"
		faults.Unsupported("/metric/unit", m.Unit.Code(), what)
	}
	for _, side := range []struct {
		path string
		num  int64
	}{{"/base/num", base.Num}, {"/now/num", now.Num}} {
		if side.num < 0 {
			faults.OutOfRange(side.path, digits(side.num), "must be 0 or greater")
		}
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	g, err := c.gap(base, now)
	if err != nil || g.Difference.IsZero() {
		return g, err
	}
	f := GapFigures{Method: GarwoodRatio, Confidence: c.test.Confidence}
	f.Low, f.High, err = stat.RateDifference(
		now.Num, float64(now.Den), base.Num, float64(base.Den), c.test.confidence())
	if err == nil {
		f.P, err = stat.RateRatioTest(now.Num, float64(now.Den), base.Num, float64(base.Den))
	}
	if err != nil {
		return Gap{}, tooMany(now.Den)
	}
	return g.judged(f), nil
}

func tooMany(cases int64) error {
	what := "too many cases, or figures too large, for a test"
	return fault("/now/den", logistics.FaultOutOfRange, digits(cases), what)
}

func (c *Comparer) gap(base, now logistics.Observation) (Gap, error) {
	if err := c.usable(); err != nil {
		return Gap{}, err
	}
	var faults logistics.Faults
	faults.At("/base", c.metric.CheckObservation(base))
	faults.At("/now", c.metric.CheckObservation(now))
	if base.Subject == now.Subject && overlap(base.Period, now.Period) {
		what := "overlaps " + base.Period.String() + " of the same subject"
		faults.Conflict("/now/period", now.Period, what)
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	reference := base.Value()
	if reference.IsZero() && base.Den > 0 {
		return Gap{}, fault("/base/den", logistics.FaultOutOfRange, digits(base.Den), "too many cases for the scale")
	}
	return c.untested(base, now, reference)
}

func overlap(a, b logistics.Period) bool {
	return !a.IsZero() && !b.IsZero() && a.Start().Compare(b.End()) < 0 && b.Start().Compare(a.End()) < 0
}

// untested is the gap as far as counting goes.
func (c *Comparer) untested(base, now logistics.Observation, reference logistics.Ratio) (Gap, error) {
	g := Gap{
		Base: cloned(base), Now: cloned(now), Label: c.metric.Label(), Reference: reference, Value: now.Value(),
		Direction: c.metric.Direction, Significance: Untested,
	}
	if g.Value.IsZero() && now.Den > 0 {
		return Gap{}, fault("/now/den", logistics.FaultOutOfRange, digits(now.Den), "too many cases for the scale")
	}
	if g.Value.IsZero() || g.Reference.IsZero() {
		return g, nil
	}
	difference := exact.Rat(g.Value)
	num, den, fits := exact.Terms(difference.Sub(difference, exact.Rat(g.Reference)))
	if !fits {
		what := "the difference from " + g.Reference.String() + " does not fit 64 bits"
		return Gap{}, fault("/now", logistics.FaultOutOfRange, g.Value.String(), what)
	}
	var err error
	g.Difference, err = logistics.NewRatio(num, den)
	return g, err
}
