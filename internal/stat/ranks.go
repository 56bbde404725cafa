package stat

import (
	"cmp"
	"math"
	"slices"
)

// maxRanked is the most values that are ranked together: cubes of their number still fit 64 bits.
const maxRanked = 1 << 20

// ranked is values of several groups by rank.
type ranked struct {
	n int64 // of all values
	// of each group, how far the sum of its ranks is from the mean one, doubled: whole numbers, tied or not
	away []int64
	cube int64 // n³−n less t³−t of every tie: 12 n times the variance of a rank
}

// rank puts the values of all groups in one order; those that are tied share the mean of their ranks.
func rank(groups ...[]float64) (ranked, error) {
	type place struct {
		value float64
		group int
	}
	var places []place
	for g, values := range groups {
		if len(values) == 0 || len(places)+len(values) > maxRanked {
			return ranked{}, ErrDomain
		}
		for _, v := range values {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return ranked{}, ErrDomain
			}
			places = append(places, place{v, g})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.value, b.value) })
	n := int64(len(places))
	r := ranked{n: n, away: make([]int64, len(groups)), cube: n*n*n - n}
	for i := 0; i < len(places); {
		end := i + 1
		for end < len(places) && places[end].value == places[i].value {
			end++
		}
		twice := int64(i + 1 + end)
		for _, p := range places[i:end] {
			r.away[p.group] += twice - (n + 1)
		}
		t := int64(end - i)
		r.cube -= t*t*t - t
		i = end
	}
	if r.cube == 0 { // a single value, or one tie of all
		return ranked{}, ErrDomain
	}
	return r, nil
}

// KruskalWallis is the test of whether groups of values lie at one level, by the ranks of the values, with
// the correction for ties:
//
//	H = (12/(N(N+1))·Σ Rᵢ²/nᵢ − 3(N+1)) / (1 − Σ(t³−t)/(N³−N))
//
// and how probable one as large is when they do, by the chi-squared law of one degree of freedom fewer
// than there are groups: near enough from five values a group on. The domain is two groups or more, none
// of them empty, at most 2^20 finite values in all, and not all of them equal.
func KruskalWallis(groups [][]float64) (statistic float64, freedom int, p float64, err error) {
	if len(groups) < 2 {
		return 0, 0, 0, ErrDomain
	}
	r, err := rank(groups...)
	if err != nil {
		return 0, 0, 0, err
	}
	for i, away := range r.away {
		statistic += float64(away) * float64(away) / float64(len(groups[i]))
	}
	// The formula above, as the share of the squares that lies between the groups: nothing is lost where it is small.
	statistic *= 3 * float64(r.n-1) / float64(r.cube)
	freedom = len(groups) - 1
	return statistic, freedom, chiSquaredAbove(statistic, freedom), nil
}

// chiSquaredAbove is the upper tail of the chi-squared law.
func chiSquaredAbove(x float64, freedom int) float64 {
	return min(gammaUpper(float64(freedom)/2, x/2), 1)
}

// MannWhitney is the rank sum test of whether the values of two groups lie at one level: in how many of
// the pairs of a first and a second value the first is larger, a tie counting half, and how probable a
// number as far from half of the pairs is, to either side, when they do. The law is the normal one, with
// the corrections for ties and for continuity: near enough from ten values each on. The domain is that of
// [KruskalWallis].
func MannWhitney(first, second []float64) (pairs, p float64, err error) {
	r, err := rank(first, second)
	if err != nil {
		return 0, 0, err
	}
	a, b, n := float64(len(first)), float64(len(second)), float64(r.n)
	twice := float64(r.away[0]) // twice as far as the pairs are from half of them
	variance := a * b / 12 * (float64(r.cube) / (n * (n - 1)))
	z := max(math.Abs(twice)-1, 0) / 2 / math.Sqrt(variance)
	return (float64(a*b) + twice) / 2, twoSided(z), nil
}
