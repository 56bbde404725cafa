package policy

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// WithUndershoot is the distribution of the demand of the lead time together with the undershoot: by how much
// the position is below the reorder point when it is noticed, which is not nothing where customers take
// many units at a time or stock is reviewed periodically. The distribution step is that of one order of a
// customer, or of the demand of one period of review.
//
// For distributions of whole numbers the result is exact as the order quantity grows: the undershoot u has the
// probability P(X > u)/E(X). Otherwise its mean and variance are those of a gamma step with the mean and
// variance of the given one, and the sum is taken as gamma, or as normal when its deviation is below a
// quarter of its mean.
func WithUndershoot(lead, step LeadTimeDemand) (Distribution, error) {
	var faults logistics.Faults
	checkLaw(&faults, "/lead", lead)
	checkLaw(&faults, "/step", step)
	if len(faults) == 0 && !(step.Mean() >= leastCost) {
		faults.Conflict("/step", text(step.Mean()), "a mean above 0")
	}
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	if lead.Discrete() && step.Discrete() {
		return wholeUndershoot(lawOf(lead), lawOf(step))
	}
	mean, spread := step.Mean(), step.Variance()/(step.Mean()*step.Mean())
	// E(U) = E(X²)/2E(X) and E(U²) = E(X³)/3E(X), with E(X³) = E(X)³(1+c²)(1+2c²) for a gamma distribution.
	under := mean * (1 + spread) / 2
	square := mean * mean * (1 + spread) * (1 + 2*spread) / 3
	return twoMoments(lead.Mean()+under, lead.Variance()+square-under*under)
}

// twoMoments is the normal distribution while it is hardly ever below 0, and the gamma distribution beyond.
func twoMoments(mean, variance float64) (Distribution, error) {
	deviation := math.Sqrt(variance)
	if deviation <= normalUntil*mean {
		return Normal(mean, deviation)
	}
	return Gamma(mean, deviation)
}

func wholeUndershoot(lead, step stat.Law) (Distribution, error) {
	top := step.Quantile(1) + 1
	if top+lead.Quantile(1) > maxValues {
		return Distribution{}, tooLong("/step", stat.ErrDomain)
	}
	under := make([]float64, int(top))
	for u := range under {
		under[u] = step.Survival(float64(u))
	}
	short, err := stat.NewLattice(under)
	if err != nil {
		return Distribution{}, tooLong("/step", err)
	}
	base, err := latticeOf(lead)
	if err == nil {
		base, err = base.Plus(short)
	}
	return listed(base, "convolved", tooLong("/lead", err))
}

// latticeOf is the distribution as a list, up to where nothing is left.
func latticeOf(law stat.Law) (*stat.Lattice, error) {
	if l, ok := law.(*stat.Lattice); ok {
		return l, nil
	}
	var s Scratch
	return stat.NewLattice(s.probabilities(law, int(law.Quantile(1))+1))
}
