package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// PoissonInterval is the exact interval of a rate of events over an exposure. The domain is events from
// 0 to 2^53, a finite exposure above 0 and a confidence between 0 and 1, neither of them included.
func PoissonInterval(events int64, exposure, confidence float64) (low, high float64, err error) {
	if events < 0 || events >= maxCases || !exposed(exposure) || !(confidence > 0 && confidence < 1) {
		return 0, 0, ErrDomain
	}
	x, tail := float64(events), (1-confidence)/2
	if events > 0 {
		low = mathext.GammaIncRegInv(x, tail) / exposure
	}
	high = mathext.GammaIncRegCompInv(x+1, tail) / exposure
	if math.IsInf(high, 0) || math.IsNaN(high) {
		return 0, 0, ErrDomain
	}
	return low, high, nil
}

// maxEvents bounds how long an exact test walks, and how small a share an exact interval is asked for.
const maxEvents = 1 << 40

func exposed(exposure float64) bool { return exposure > 0 && !math.IsInf(exposure, 0) }

// RateDifference is the interval of the difference of two rates, first less second: the exact intervals
// of the two, put together as squares. The domain is that of [PoissonInterval].
func RateDifference(x1 int64, t1 float64, x2 int64, t2, confidence float64) (low, high float64, err error) {
	low1, high1, err := PoissonInterval(x1, t1, confidence)
	if err != nil {
		return 0, 0, err
	}
	low2, high2, err := PoissonInterval(x2, t2, confidence)
	if err != nil {
		return 0, 0, err
	}
	r1, r2 := float64(x1)/t1, float64(x2)/t2
	return (r1 - r2) - math.Hypot(r1-low1, high2-r2), (r1 - r2) + math.Hypot(high1-r1, r2-low2), nil
}

// RateRatioTest is how probable a split of the events as improbable as this one, or more, is when the
// two rates are equal. The domain is that of [PoissonInterval] and at most 2^40 events in all; without
// events it is 1.
func RateRatioTest(x1 int64, t1 float64, x2 int64, t2 float64) (p float64, err error) {
	if x1 < 0 || x2 < 0 || x1 > maxEvents || x2 > maxEvents-x1 || !exposed(t1) || !exposed(t2) {
		return 0, ErrDomain
	}
	if x1+x2 == 0 {
		return 1, nil
	}
	return BinomialTest(x1, x1+x2, 1/(1+t2/t1))
}
