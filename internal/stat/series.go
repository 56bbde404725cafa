package stat

import "math"

// deviations are values less their mean, in units of the greatest distance from the first: neither their
// sum nor their squares can leave the range, and what the values have in common costs no digits.
func deviations(values []float64) ([]float64, error) {
	if len(values) < 2 {
		return nil, ErrDomain
	}
	list, most := make([]float64, len(values)), 0.0
	for i, v := range values {
		list[i] = v - values[0]
		if math.IsNaN(list[i]) || math.IsInf(list[i], 0) {
			return nil, ErrDomain
		}
		most = max(most, math.Abs(list[i]))
	}
	if most == 0 {
		return nil, ErrDomain
	}
	mean := 0.0
	for i := range list {
		list[i] /= most
		mean += list[i]
	}
	mean /= float64(len(list))
	for i := range list {
		list[i] -= mean
	}
	return list, nil
}

// Autocorrelations are how values in equal steps go with those before them, at every lag from 0, where
// it is 1, to the last:
//
//	rₖ = Σ (xₜ − x̄)(xₜ₊ₖ − x̄) / Σ (xₜ − x̄)²
//
// Both sums are over what there is, so that no lag is beyond ±1. The domain is two finite values or more,
// not all equal and none too far from the first for a float64, a last lag from 0 to one below their
// number, and at most 2^29 products.
func Autocorrelations(values []float64, last int) ([]float64, error) {
	if last < 0 || last >= len(values) || float64(len(values))*float64(last+1) > maxWork {
		return nil, ErrDomain
	}
	d, err := deviations(values)
	if err != nil {
		return nil, err
	}
	r := make([]float64, last+1)
	for lag := range r {
		for i := range len(d) - lag {
			r[lag] += float64(d[i] * d[i+lag])
		}
	}
	squares := r[0]
	for lag := range r {
		r[lag] /= squares
	}
	return r, nil
}

// LjungBox is the test of whether values in equal steps depend on those before them, at any lag from 1
// to the last:
//
//	Q = n(n+2)·Σ rₖ²/(n−k)
//
// and how probable one as large is when they do not, by the chi-squared law of as many degrees of freedom
// as there are lags. The domain is that of [Autocorrelations], with a last lag from 1 on.
func LjungBox(values []float64, last int) (statistic, p float64, err error) {
	if last < 1 {
		return 0, 0, ErrDomain
	}
	r, err := Autocorrelations(values, last)
	if err != nil {
		return 0, 0, err
	}
	n := float64(len(values))
	for lag := 1; lag <= last; lag++ {
		statistic += float64(r[lag]*r[lag]) / (n - float64(lag))
	}
	statistic *= n * (n + 2)
	return statistic, chiSquaredAbove(statistic, last), nil
}
