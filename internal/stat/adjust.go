package stat

import (
	"cmp"
	"slices"
)

func probabilities(p []float64) bool {
	return !slices.ContainsFunc(p, func(q float64) bool { return !(q >= 0 && q <= 1) })
}

// upwards is the places of p by its size.
func upwards(p []float64) ([]int, error) {
	if !probabilities(p) {
		return nil, ErrDomain
	}
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	return order, nil
}

// Bonferroni is each p times their number, at most 1. The domain is any number of p, none as well, each
// from 0 to 1.
func Bonferroni(p []float64) ([]float64, error) {
	if !probabilities(p) {
		return nil, ErrDomain
	}
	adjusted := make([]float64, len(p))
	for i, q := range p {
		adjusted[i] = min(float64(len(p))*q, 1)
	}
	return adjusted, nil
}

// Holm is p adjusted so that what stays below a level does so falsely, even once, no more often than the
// level says, whatever the tests have to do with each other: the smallest of m times m, the next times
// m−1, and so on, none below the one before, at most 1. The domain is that of [Bonferroni].
func Holm(p []float64) ([]float64, error) {
	order, err := upwards(p)
	if err != nil {
		return nil, err
	}
	adjusted, before := make([]float64, len(p)), 0.0
	for i, place := range order {
		before = max(before, min(float64(len(p)-i)*p[place], 1))
		adjusted[place] = before
	}
	return adjusted, nil
}

// BenjaminiHochberg is p adjusted so that of what stays below a level no larger a share than the level is
// expected to be false, where the tests do not depend on each other or only the same way: the i-th smallest
// of m times m/i, none above the one after. The domain is that of [Bonferroni].
func BenjaminiHochberg(p []float64) ([]float64, error) {
	order, err := upwards(p)
	if err != nil {
		return nil, err
	}
	adjusted, after := make([]float64, len(p)), 1.0
	for i := len(order) - 1; i >= 0; i-- {
		place := order[i]
		after = min(after, float64(len(p))/float64(i+1)*p[place])
		adjusted[place] = after
	}
	return adjusted, nil
}
