package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// maxCases is how far a float64 counts without a gap.
const maxCases = 1 << 53

func counted2(x1, n1, x2, n2 int64) bool {
	return n1 > 0 && n2 > 0 && n1 <= maxCases-n2 && n2 <= maxCases-n1 && x1 >= 0 && x2 >= 0 && x1 <= n1 && x2 <= n2
}

// NewcombeInterval is the interval of the difference of two independent proportions, x1 of n1 less x2
// of n2, z standard errors to either side: the Wilson intervals of the two, put together as squares. The
// domain is that of [WilsonInterval], and at most 2^53 cases in all.
func NewcombeInterval(x1, n1, x2, n2 int64, z float64) (low, high float64, err error) {
	if !counted2(x1, n1, x2, n2) {
		return 0, 0, ErrDomain
	}
	low1, high1, err := WilsonInterval(x1, n1, z)
	if err != nil {
		return 0, 0, err
	}
	low2, high2, err := WilsonInterval(x2, n2, z)
	if err != nil {
		return 0, 0, err
	}
	p1, p2 := float64(x1)/float64(n1), float64(x2)/float64(n2)
	low = (p1 - p2) - math.Hypot(p1-low1, high2-p2)
	high = (p1 - p2) + math.Hypot(high1-p1, p2-low2)
	return max(low, -1), min(high, 1), nil
}

// PooledZ is the score test of the equality of two proportions, without a correction: the difference in
// standard errors and how probable one as large is, to either side, when there is none. The domain is
// 0 ≤ x ≤ n, n above 0, at most 2^53 cases in all, and between them a success and a failure.
func PooledZ(x1, n1, x2, n2 int64) (z, p float64, err error) {
	if !counted2(x1, n1, x2, n2) || x1+x2 == 0 || x1+x2 == n1+n2 {
		return 0, 0, ErrDomain
	}
	a, b := float64(n1), float64(n2)
	all := (float64(x1) + float64(x2)) / (a + b)
	rest := (float64(n1-x1) + float64(n2-x2)) / (a + b)
	z = (float64(x1)/a - float64(x2)/b) / math.Sqrt(float64(all*rest)*(1/a+1/b))
	return z, twoSided(z), nil
}

// ScoreZ is the score test of a proportion against a given one: the difference in standard errors of
// the given one, and how probable one as large is, to either side. The domain is 0 ≤ x ≤ n, n from 1 to
// 2^53 and a given proportion between 0 and 1, neither of them included.
func ScoreZ(x, n int64, given float64) (z, p float64, err error) {
	if n < 1 || n > maxCases || x < 0 || x > n || !(given > 0 && given < 1) {
		return 0, 0, ErrDomain
	}
	all := float64(n)
	z = (float64(x)/all - given) / math.Sqrt(float64(given*(1-given))/all)
	return z, twoSided(z), nil
}

func twoSided(z float64) float64 { return min(2*upper(math.Abs(z)), 1) }

// FisherExact is how probable a table as improbable as this one, or more, is when two proportions are
// equal, given the margins. The domain is 0 ≤ x ≤ n, n above 0, at most 2^53 cases in all. It takes
// some eighty steps for each standard deviation of the first count.
func FisherExact(x1, n1, x2, n2 int64) (p float64, err error) {
	if !counted2(x1, n1, x2, n2) {
		return 0, ErrDomain
	}
	m := x1 + x2
	low, high := max(0, m-n2), min(n1, m)
	// The product of the mode does not fit 64 bits; where it is one off the walk starts one off.
	mode := int64(float64(n1+1) / float64(n1+n2+2) * float64(m+1))
	return atMostAsProbable(x1, low, high, mode, func(k int64) float64 {
		return float64(n1-k) / float64(k+1) * (float64(m-k) / float64(n2-m+k+1))
	}), nil
}

// BinomialTest is how probable a number of successes as improbable as this one, or more, is under the
// given proportion. The domain is 0 ≤ x ≤ n, n from 1 to 2^53 and a given proportion from 0 to 1. It
// takes some eighty steps for each standard deviation of the count.
func BinomialTest(x, n int64, given float64) (p float64, err error) {
	if n < 1 || n > maxCases || x < 0 || x > n || !(given >= 0 && given <= 1) {
		return 0, ErrDomain
	}
	switch {
	case given == 0 && x == 0, given == 1 && x == n:
		return 1, nil
	case given == 0, given == 1:
		return 0, nil
	}
	return atMostAsProbable(x, 0, n, int64(float64(n)*given), func(k int64) float64 {
		return float64(n-k) / float64(k+1) * (given / (1 - given))
	}), nil
}

const (
	sameTerm = 1 + 1e-7 // probabilities this near are the same one, as in R
	lastTerm = 1e-300   // of the greatest: what lies farther out is nothing, and nothing below it keeps its digits
)

// atMostAsProbable sums the terms of a law with one peak that are not above the term of x, walking
// outwards from about the peak. Up gives the term of k+1 over that of k.
func atMostAsProbable(x, low, high, from int64, up func(k int64) float64) float64 {
	from = min(max(from, low), high)
	own := walk(from, low, high, up, func(k int64, _ float64) bool { return k == x }, nil)
	var sum, all float64
	walk(from, low, high, up, nil, func(term float64) {
		all += term
		if term <= float64(own*sameTerm) {
			sum += term
		}
	})
	return min(sum/all, 1)
}

// walk goes over the terms, that of from being 1, to both sides. It returns the term where until holds.
func walk(
	from, low, high int64, up func(k int64) float64, until func(k int64, term float64) bool, each func(term float64),
) float64 {
	visit := func(k int64, term float64) bool {
		if each != nil {
			each(term)
		}
		return until != nil && until(k, term)
	}
	term := 1.0
	if visit(from, term) {
		return term
	}
	for k := from; k < high && term > lastTerm; k++ {
		term *= up(k)
		if visit(k+1, term) {
			return term
		}
	}
	term = 1
	for k := from; k > low && term > lastTerm; k-- {
		term /= up(k - 1)
		if visit(k-1, term) {
			return term
		}
	}
	return 0
}

// ClopperPearson is the exact interval of a proportion: it holds the true one in at least the share
// confidence of all cases, however few. The domain is 0 ≤ successes ≤ n, n from 1 to 2^40 and a
// confidence between 0 and 1, neither of them included.
func ClopperPearson(successes, n int64, confidence float64) (low, high float64, err error) {
	if n < 1 || n > maxEvents || successes < 0 || successes > n || !(confidence > 0 && confidence < 1) {
		return 0, 0, ErrDomain
	}
	s, f, tail := float64(successes), float64(n-successes), (1-confidence)/2
	high = 1
	if successes > 0 {
		low = mathext.InvRegIncBeta(s, f+1, tail)
	}
	if successes < n {
		high = 1 - mathext.InvRegIncBeta(f, s+1, tail)
	}
	return low, high, nil
}

// WelchInterval is the interval of the difference of two means of independent samples whose variances
// need not be equal, first less second, and how probable a difference as large is, to either side, when
// there is none. The domain is finite means, finite variances from 0 up and not both 0, from 2 to 2^53
// values each and a confidence between 0 and 1, neither of them included.
func WelchInterval(
	mean1, variance1 float64, n1 int64, mean2, variance2 float64, n2 int64, confidence float64,
) (low, high, p float64, err error) {
	if n1 < 2 || n2 < 2 || n1 > maxCases || n2 > maxCases || !(confidence > 0 && confidence < 1) ||
		!(variance1 >= 0 && variance2 >= 0) {
		return 0, 0, 0, ErrDomain
	}
	a, b := variance1/float64(n1), variance2/float64(n2)
	difference, sum := mean1-mean2, a+b
	if !(sum > 0) || math.IsInf(sum, 0) || math.IsInf(difference, 0) || math.IsNaN(difference) {
		return 0, 0, 0, ErrDomain
	}
	// The shares keep the squares from leaving the range.
	a, b = a/sum, b/sum
	freedom := 1 / (float64(a*a)/float64(n1-1) + float64(b*b)/float64(n2-1))
	deviation := math.Sqrt(sum)
	half := float64(deviation * studentWidth(1-confidence, freedom))
	t := difference / deviation
	low, high = difference-half, difference+half
	if math.IsInf(low, 0) || math.IsInf(high, 0) || math.IsInf(t, 0) {
		return 0, 0, 0, ErrDomain
	}
	return low, high, mathext.RegIncBeta(freedom/2, 0.5, freedom/(freedom+float64(t*t))), nil
}

// studentWidth is the t that Student's law stays within but for the given share, half to either side.
func studentWidth(outside, freedom float64) float64 {
	y := mathext.InvRegIncBeta(0.5, freedom/2, 1-outside) // t²/(ν+t²)
	return math.Sqrt(freedom * (y / (1 - y)))
}
