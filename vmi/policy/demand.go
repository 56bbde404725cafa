package policy

import (
	"math"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// LeadTimeDemand is the distribution of the demand over a stretch of time: the lead time, the lead time and a
// review period, or a single period, as the policy that takes it says. It is the one thing that
// policies ask of a forecast. Each method must be defined for every argument and never give NaN.
type LeadTimeDemand interface {
	Mean() float64
	Variance() float64
	CDF(x float64) float64      // P(X ≤ x)
	Quantile(p float64) float64 // the smallest x with CDF(x) ≥ p, a whole number for a discrete distribution
	Loss(x float64) float64     // E(X−x)⁺, the units short of a stock of x
	Loss2(x float64) float64    // E((X−x)⁺)²/2; for a discrete distribution E(X−x)⁺(X−x−1)⁺/2
	Discrete() bool             // all values are whole numbers from 0 on
	Name() string               // "normal", "poisson", …
}

var _ LeadTimeDemand = Distribution{}

// Distribution is a [LeadTimeDemand] of a named kind: [Normal], [Gamma], [Lognormal], [Poisson],
// [NegativeBinomial], [CompoundPoisson], [Empirical] or [Convolved] make one. The zero value is a
// demand of nothing. An x beyond ±1e15 is taken as that bound, and NaN as the lower one, as if nothing
// were in stock; a p outside of 0 to 1, or NaN, as the nearest number inside, NaN as the upper one.
type Distribution struct {
	law    stat.Law
	recipe *distributionForm // what made it, and makes it again from a document
}

func (l Distribution) kernel() stat.Law {
	if l.law == nil {
		return stat.Normal{}
	}
	return l.law
}

// Mean is the expected demand.
func (l Distribution) Mean() float64 { return l.kernel().Mean() }

// Variance is the expected square of the distance from the mean.
func (l Distribution) Variance() float64 { return l.kernel().Variance() }

// CDF is the probability that the demand is at most x.
func (l Distribution) CDF(x float64) float64 { return l.kernel().CDF(x) }

// Survival is the probability that the demand is above x. It keeps its digits where CDF is nearly 1.
func (l Distribution) Survival(x float64) float64 { return l.kernel().Survival(x) }

// Quantile is the smallest x that the demand stays at or below with probability p.
func (l Distribution) Quantile(p float64) float64 { return l.kernel().Quantile(p) }

// Loss is the expected demand above x, E(X−x)⁺.
func (l Distribution) Loss(x float64) float64 { return l.kernel().Loss(x) }

// Loss2 is the second-order loss, E((X−x)⁺)²/2, for a discrete distribution E(X−x)⁺(X−x−1)⁺/2: the loss added
// up over all levels above x.
func (l Distribution) Loss2(x float64) float64 { return l.kernel().Loss2(x) }

// ComplementaryLoss is what is left of a stock of x on average, E(x−X)⁺.
func (l Distribution) ComplementaryLoss(x float64) float64 { return l.kernel().ComplementaryLoss(x) }

// ComplementaryLoss2 is E((x−X)⁺)²/2, for a discrete distribution E(x−X)⁺(x−X−1)⁺/2.
func (l Distribution) ComplementaryLoss2(x float64) float64 { return l.kernel().ComplementaryLoss2(x) }

// Discrete tells whether the demand comes in whole numbers from 0 on.
func (l Distribution) Discrete() bool { return l.kernel().Discrete() }

// Probability is that of exactly k units; 0 for a distribution that is not discrete.
func (l Distribution) Probability(k float64) float64 {
	if counting, ok := l.kernel().(stat.Counting); ok {
		return counting.PMF(k)
	}
	return 0
}

// Name is the kind of the distribution: "normal", "gamma", "lognormal", "poisson", "negative_binomial",
// "compound_poisson", "empirical" or "convolved"; "none" for the zero value.
func (l Distribution) Name() string {
	if l.recipe == nil {
		return "none"
	}
	return l.recipe.Kind
}

// Normal is the normal distribution, for a demand of many independent customers. A deviation of 0 is a demand
// that is always its mean.
func Normal(mean, deviation float64) (Distribution, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/mean", mean, 0, maxUnits)
	checkNumber(&faults, "/deviation", deviation, 0, maxUnits)
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	n, err := stat.NewNormal(mean, deviation)
	return made(n, distributionForm{Kind: "normal", Mean: mean, Deviation: deviation}, err)
}

// Gamma is the gamma distribution, which is never below 0 and skewed to the right: erratic demand, or a lead
// time that varies much.
func Gamma(mean, deviation float64) (Distribution, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/mean", mean, tiniest, maxUnits)
	checkNumber(&faults, "/deviation", deviation, tiniest, maxUnits)
	if len(faults) == 0 {
		checkNumber(&faults, "/deviation", deviation, mean*1e-4, mean*1e3)
	}
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	spread := deviation / mean
	g, err := stat.NewGamma(1/(spread*spread), deviation*spread)
	return made(g, distributionForm{Kind: "gamma", Mean: mean, Deviation: deviation}, err)
}

// Exponential is the gamma distribution with a deviation as large as its mean.
func Exponential(mean float64) (Distribution, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/mean", mean, tiniest, maxUnits)
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	g, err := stat.NewExponential(mean)
	return made(g, distributionForm{Kind: "gamma", Mean: mean}, err)
}

// Lognormal is the lognormal distribution, for demand with rare, very large values.
func Lognormal(mean, deviation float64) (Distribution, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/mean", mean, 1e-12, maxUnits)
	checkNumber(&faults, "/deviation", deviation, 1e-12, maxUnits)
	if len(faults) == 0 {
		checkNumber(&faults, "/deviation", deviation, mean*1e-5, mean*1e3)
	}
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	square := math.Log1p(float64((deviation / mean) * (deviation / mean)))
	l, err := stat.NewLognormal(math.Log(mean)-square/2, math.Sqrt(square))
	return made(l, distributionForm{Kind: "lognormal", Mean: mean, Deviation: deviation}, err)
}

// Poisson is the Poisson distribution, for single units asked for independently of each other. A mean of 0 is
// no demand.
func Poisson(mean float64) (Distribution, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/mean", mean, 0, maxCounted)
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	p, err := stat.NewPoisson(mean)
	return made(p, distributionForm{Kind: "poisson", Mean: mean}, err)
}

// NegativeBinomial is the discrete distribution whose variance is above its mean: orders of varying size, or
// single units over a lead time that varies.
func NegativeBinomial(mean, variance float64) (Distribution, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/mean", mean, 1e-9, maxCounted)
	checkNumber(&faults, "/variance", variance, 1e-9, 1e11)
	if len(faults) == 0 && !(variance > mean) {
		faults.Conflict(
			"/variance", text(variance), "must be above the mean; where it equals the mean use a Poisson distribution",
		)
	}
	if len(faults) == 0 {
		checkNumber(&faults, "/variance", variance, mean*(1+1e-9)+mean*mean*1e-9, min(mean*1e4, mean+mean*mean*1e6))
	}
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	n, err := stat.NewNegativeBinomial(mean*(mean/(variance-mean)), mean/variance)
	return made(n, distributionForm{Kind: "negative_binomial", Mean: mean, Variance: variance}, err)
}

// CompoundPoisson is the distribution of orders that come independently of each other, orders of them on
// average, size[k] being the weight of an order of k units.
func CompoundPoisson(orders float64, size []float64) (Distribution, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/orders", orders, 0, 1e6)
	checkWeights(&faults, "/size", size)
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	l, err := stat.CompoundPoisson(orders, size)
	return listed(l, "compound_poisson", tooLong("/size", err))
}

// Empirical is the distribution of observed demands; weights, when given, is as long and says how much each
// counts. Whole values make a discrete distribution.
func Empirical(values, weights []float64) (Distribution, error) {
	var faults logistics.Faults
	if len(values) == 0 {
		faults.Required("/values", "at least one observation")
	}
	for i, v := range values {
		checkNumber(&faults, at("/values", i), v, 0, maxUnits)
	}
	if weights != nil {
		checkWeights(&faults, "/weights", weights)
		if len(weights) != len(values) {
			faults.Mismatch("/weights", count(len(weights)), "one weight for each value")
		}
	}
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	s, err := stat.NewSample(values, weights)
	return made(
		s, distributionForm{Kind: "empirical", Values: slices.Clone(values), Weights: slices.Clone(weights)}, err,
	)
}

// Convolved is the distribution of the demand over a whole number of days: daily[k] is the weight of a demand
// of k units in a day, days[n] that of a lead time of n days. It is exact; a fixed lead time of n days
// is a list of n zeros and a 1.
func Convolved(daily, days []float64) (Distribution, error) {
	var faults logistics.Faults
	checkWeights(&faults, "/daily", daily)
	checkWeights(&faults, "/days", days)
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	day, err := stat.NewLattice(daily)
	if err == nil {
		day, err = day.Over(days)
	}
	return listed(day, "convolved", tooLong("/days", err))
}

func made(law stat.Law, recipe distributionForm, err error) (Distribution, error) {
	if err != nil {
		var faults logistics.Faults
		faults.At("", err)
		return Distribution{}, faults.Err()
	}
	return Distribution{law, &recipe}, nil
}

// listed is a distribution that is held as the list of its probabilities.
func listed(l *stat.Lattice, kind string, err error) (Distribution, error) {
	if err != nil {
		return made(nil, distributionForm{}, err)
	}
	return made(l, distributionForm{Kind: kind, Probabilities: l.Probabilities()}, nil)
}
