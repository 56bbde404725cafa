package stat

import "math"

// maxWidth bounds z: no probability that a float64 can hold lies farther out.
const maxWidth = 40

// WilsonInterval is the score interval of a proportion, z standard errors to either side: with the z
// of 0.975 it holds the true proportion in about 95 of 100 cases, small samples included. The domain
// is 0 ≤ successes ≤ n, n above 0 and z from 0 to 40. It is exactly 0 below when there was no success,
// and exactly 1 above when there was no failure.
func WilsonInterval(successes, n int64, z float64) (low, high float64, err error) {
	if n <= 0 || successes < 0 || successes > n || !(z >= 0 && z <= maxWidth) {
		return 0, 0, ErrDomain
	}
	s, f, all := float64(successes), float64(n-successes), float64(n)
	square := float64(z * z)
	spread := z * math.Sqrt(float64(s*f)/all+square/4)
	top := s + square/2 + spread
	if top == 0 {
		return 0, 0, nil
	}
	// The product of the two roots is known, which saves the lower one from a difference of near equals.
	low = float64(s*s) / all / top
	high = 1
	if successes < n {
		high = min(top/(all+square), 1)
	}
	return low, high, nil
}

// TwoSidedZ is how many standard errors an interval of that confidence reaches to either side: 1.96 of 0.95. The
// domain is a confidence between 0 and 1, neither of them included, and far enough from both for what it leaves to
// either side to be known.
func TwoSidedZ(confidence float64) (z float64, err error) {
	if !(confidence > 0 && confidence < 1 && 1-confidence < 1) {
		return 0, ErrDomain
	}
	z, err = NormalQuantile((1 - confidence) / 2)
	return -z, err
}
