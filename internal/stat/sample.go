package stat

import (
	"cmp"
	"math"
	"slices"
)

// Sample is the law of a list of observed demands with weights.
type Sample struct {
	at, lower, upper []float64 // the distinct values in order, P(X ≤ at), P(X > at)
	mean, variance   float64
}

// NewSample takes at least one value, none below 0 or above 1e12, and as many weights, none below 0 or
// above 1e100 and not all 0; no weights at all weigh alike. The lists are not kept. When all values are
// whole and below 2^20 the law is a [Lattice].
func NewSample(values, weights []float64) (Law, error) {
	if len(values) == 0 || weights != nil && len(weights) != len(values) {
		return nil, ErrDomain
	}
	type point struct{ at, weight float64 }
	points := make([]point, len(values))
	total, isWhole := 0.0, true
	for i, v := range values {
		points[i] = point{v, 1}
		if weights != nil {
			points[i].weight = weights[i]
		}
		if !(v >= 0 && v <= 1e12 && points[i].weight >= 0 && points[i].weight <= 1e100) {
			return nil, ErrDomain
		}
		total += points[i].weight
		isWhole = isWhole && v == math.Floor(v) && v < maxCount
	}
	if total == 0 {
		return nil, ErrDomain
	}
	if isWhole {
		pmf := make([]float64, int(slices.Max(values))+1)
		for _, p := range points {
			pmf[int(p.at)] += p.weight
		}
		return NewLattice(pmf)
	}
	slices.SortFunc(points, func(a, b point) int { return cmp.Compare(a.at, b.at) })
	s := &Sample{}
	weight := make([]float64, 0, len(points))
	for _, p := range points {
		if n := len(s.at); n > 0 && s.at[n-1] == p.at {
			weight[n-1] += p.weight
			continue
		}
		if p.weight > 0 {
			s.at, weight = append(s.at, p.at), append(weight, p.weight)
		}
	}
	n := len(s.at)
	s.lower, s.upper = make([]float64, n), make([]float64, n)
	sum := 0.0
	for i := n - 1; i >= 0; i-- {
		s.upper[i] = sum / total
		sum += weight[i]
	}
	sum = 0
	for i, w := range weight {
		sum += w
		s.lower[i] = min(sum/total, 1)
		s.mean += s.at[i] * (w / total)
	}
	s.lower[n-1] = 1
	for i, w := range weight {
		away := s.at[i] - s.mean
		s.variance += away * away * (w / total)
	}
	return s, nil
}

// Mean is E(X).
func (s *Sample) Mean() float64 { return s.mean }

// Variance is E(X−mean)², of the law and not an estimate.
func (s *Sample) Variance() float64 { return s.variance }

// Discrete is false: the values need not be whole.
func (s *Sample) Discrete() bool { return false }

// after is the number of values up to x.
func (s *Sample) after(x float64) int {
	i, found := slices.BinarySearch(s.at, x)
	if found {
		i++
	}
	return i
}

// CDF is P(X ≤ x).
func (s *Sample) CDF(x float64) float64 {
	if i := s.after(boundX(x)); i > 0 {
		return s.lower[i-1]
	}
	return 0
}

// Survival is P(X > x).
func (s *Sample) Survival(x float64) float64 {
	if i := s.after(boundX(x)); i > 0 {
		return s.upper[i-1]
	}
	return 1
}

// Quantile is the smallest value with CDF ≥ p.
func (s *Sample) Quantile(p float64) float64 {
	i, _ := slices.BinarySearch(s.lower, boundP(p))
	return s.at[min(i, len(s.at)-1)]
}

// weight is the probability of the i-th value.
func (s *Sample) weight(i int) float64 {
	if i == 0 {
		return 1 - s.upper[0]
	}
	return s.upper[i-1] - s.upper[i]
}

// Loss is E(X−x)⁺, the area of the upper tail above x.
func (s *Sample) Loss(x float64) float64 {
	x = boundX(x)
	i := s.after(x)
	sum, above := 0.0, 1.0
	if i > 0 {
		above = s.upper[i-1]
	}
	for ; i < len(s.at); i++ {
		sum += (s.at[i] - x) * above
		x, above = s.at[i], s.upper[i]
	}
	return sum
}

// ComplementaryLoss is E(x−X)⁺, the area of the lower tail below x.
func (s *Sample) ComplementaryLoss(x float64) float64 {
	x = boundX(x)
	sum := 0.0
	for i := s.after(x) - 1; i >= 0; i-- {
		sum += (x - s.at[i]) * s.lower[i]
		x = s.at[i]
	}
	return sum
}

// Loss2 is E((X−x)⁺)²/2.
func (s *Sample) Loss2(x float64) float64 {
	x = boundX(x)
	sum := 0.0
	for i := s.after(x); i < len(s.at); i++ {
		over := s.at[i] - x
		sum += 0.5 * over * over * s.weight(i)
	}
	return sum
}

// ComplementaryLoss2 is E((x−X)⁺)²/2.
func (s *Sample) ComplementaryLoss2(x float64) float64 {
	x = boundX(x)
	sum := 0.0
	for i := s.after(x) - 1; i >= 0; i-- {
		over := x - s.at[i]
		sum += 0.5 * over * over * s.weight(i)
	}
	return sum
}
