package stat

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// ErrDomain says that an argument lies outside the domain of the function.
var ErrDomain = errors.New("stat: outside the domain of the function")

// NormalCDF is the probability that a standard normal variable is at most z, for every z but NaN. Both
// tails keep their relative precision.
func NormalCDF(z float64) (float64, error) {
	if math.IsNaN(z) {
		return 0, ErrDomain
	}
	return 0.5 * math.Erfc(-z/math.Sqrt2), nil
}

// NormalQuantile is the z that a standard normal variable stays below with probability p, for p
// between 0 and 1, neither of them included.
func NormalQuantile(p float64) (float64, error) {
	if !(p > 0 && p < 1) { // NaN is neither
		return 0, ErrDomain
	}
	return mathext.NormalQuantile(p), nil
}

// NormalLoss is the expected excess of a standard normal variable over z, E[max(X−z, 0)], for every
// finite z: the units short in a cycle, in standard deviations of demand.
func NormalLoss(z float64) (float64, error) {
	switch {
	case math.IsNaN(z) || math.IsInf(z, 0):
		return 0, ErrDomain
	case z < 0:
		return upperLoss(-z) - z, nil
	default:
		return upperLoss(z), nil
	}
}

const (
	rootTwoPi = 2.5066282746310005024157652848110452530 // √(2π)
	tailFrom  = 4                                       // below it the plain difference keeps 14 digits
	tailDepth = 80                                      // levels of the fraction, enough for 16 digits from tailFrom on
)

// upperLoss is the loss for z not below 0. Far out the density and the tail are nearly equal and their
// difference would keep no digit, so there the difference is taken inside the continued fraction.
func upperLoss(z float64) float64 {
	density := math.Exp(-0.5*float64(z*z)) / rootTwoPi
	if z < tailFrom {
		return density - float64(z*0.5*math.Erfc(z/math.Sqrt2))
	}
	// tail ÷ density = 1/(z + k) with k = 1/(z + 2/(z + 3/(z + …))), so density − z·tail is this:
	rest := z
	for n := tailDepth; n >= 2; n-- {
		rest = z + float64(n)/rest
	}
	k := 1 / rest
	return density * (k / (z + k))
}
