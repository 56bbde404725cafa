package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// binomial is the number of successes in n cases, by the tails of the beta law: Abramowitz, Stegun, 26.5.24.
type binomial struct {
	n float64
	p float64
}

func (b binomial) CDF(k float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= b.n:
		return 1
	}
	return mathext.RegIncBeta(b.n-k, k+1, 1-b.p)
}

func (b binomial) Survival(k float64) float64 {
	switch {
	case k < 0:
		return 1
	case k >= b.n:
		return 0
	}
	return mathext.RegIncBeta(k+1, b.n-k, b.p)
}

// BinomialQuantile is the smallest number of successes in n cases whose probability not to be exceeded is at
// least prob. The domain is n from 1 to 2^40, and a proportion and prob between 0 and 1, neither of them
// included.
func BinomialQuantile(n int64, proportion, prob float64) (float64, error) {
	if n < 1 || n > maxEvents || !(proportion > 0 && proportion < 1) || !(prob > 0 && prob < 1) {
		return 0, ErrDomain
	}
	b := binomial{float64(n), proportion}
	mean := b.n * b.p
	guess := mean + mathext.NormalQuantile(prob)*math.Sqrt(mean*(1-b.p))
	return min(searchQuantile(b, prob, min(guess, b.n)), b.n), nil
}
