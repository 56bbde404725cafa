package stat

import (
	"math"
	"slices"
)

// Lattice is a law on the whole numbers 0, 1, … n that is held as a list. Every probability, tail and
// loss was summed from the side where it is small.
type Lattice struct {
	pmf, lower, upper []float64 // P(X = k), P(X ≤ k), P(X > k)
	loss, loss2       []float64
	short, short2     []float64
	mean, variance    float64
}

// NewLattice takes at least one weight, none below 0 and not all 0; they are divided by their sum. The
// list is not kept. At most 2^20 values are taken.
func NewLattice(weights []float64) (*Lattice, error) {
	total := 0.0
	for _, w := range weights {
		if !(w >= 0 && w <= 1e100) {
			return nil, ErrDomain
		}
		total += w
	}
	if total == 0 || float64(len(weights)) > maxCount {
		return nil, ErrDomain
	}
	pmf := slices.Clone(weights)
	for len(pmf) > 1 && pmf[len(pmf)-1] == 0 {
		pmf = pmf[:len(pmf)-1]
	}
	for k := range pmf {
		pmf[k] /= total
	}
	return newLattice(pmf), nil
}

// LatticeOf takes the probabilities of another lattice, as they are. They have to add up to 1.
func LatticeOf(probabilities []float64) (*Lattice, error) {
	total := 0.0
	for _, p := range probabilities {
		if !(p >= 0 && p <= 1) {
			return nil, ErrDomain
		}
		total += p
	}
	n := len(probabilities)
	if float64(n) > maxCount || !(math.Abs(total-1) < 1e-9) || n > 1 && probabilities[n-1] == 0 {
		return nil, ErrDomain
	}
	return newLattice(slices.Clone(probabilities)), nil
}

// newLattice keeps the list, which adds up to 1 and has no zeros at its end.
func newLattice(pmf []float64) *Lattice {
	n := len(pmf)
	room := make([]float64, 6*(n+1))
	part := func(i int) []float64 { return room[i*(n+1) : (i+1)*(n+1) : (i+1)*(n+1)] }
	l := &Lattice{
		pmf: pmf, lower: part(0), upper: part(1), loss: part(2), loss2: part(3), short: part(4), short2: part(5),
	}
	for k := n - 2; k >= 0; k-- {
		l.upper[k] = l.upper[k+1] + pmf[k+1]
		l.loss[k] = l.loss[k+1] + l.upper[k]
		l.loss2[k] = l.loss2[k+1] + l.loss[k+1]
	}
	sum := 0.0
	for k, p := range pmf {
		l.mean += float64(k) * p
		sum += p
		l.lower[k] = min(sum, 1)
		if l.upper[k] < 0.5 {
			l.lower[k] = 1 - l.upper[k]
		}
		if k > 0 {
			l.short[k] = l.short[k-1] + l.lower[k-1]
			l.short2[k] = l.short2[k-1] + l.short[k-1]
		}
	}
	for k, p := range pmf {
		away := float64(k) - l.mean
		l.variance += away * away * p
	}
	return l
}

// Mean is E(X).
func (l *Lattice) Mean() float64 { return l.mean }

// Variance is E(X−mean)².
func (l *Lattice) Variance() float64 { return l.variance }

// Discrete is true.
func (l *Lattice) Discrete() bool { return true }

// Probabilities are those of 0, 1, …: the list itself, not to be changed.
func (l *Lattice) Probabilities() []float64 { return l.pmf }

// at is the place of x in the lists; ok is false beyond the last value.
func (l *Lattice) at(x float64) (k int, ok bool) {
	if x >= float64(len(l.pmf)) {
		return 0, false
	}
	return int(x), true
}

// PMF is P(X = k).
func (l *Lattice) PMF(k float64) float64 {
	if !(k >= 0) || k != math.Floor(k) {
		return 0
	}
	if i, ok := l.at(k); ok {
		return l.pmf[i]
	}
	return 0
}

// CDF is P(X ≤ x).
func (l *Lattice) CDF(x float64) float64 {
	if x = boundX(x); x < 0 {
		return 0
	}
	if k, ok := l.at(x); ok {
		return l.lower[k]
	}
	return 1
}

// Survival is P(X > x).
func (l *Lattice) Survival(x float64) float64 {
	if x = boundX(x); x < 0 {
		return 1
	}
	if k, ok := l.at(x); ok {
		return l.upper[k]
	}
	return 0
}

// Quantile is the smallest whole number with CDF ≥ p.
func (l *Lattice) Quantile(p float64) float64 {
	p = boundP(p)
	low, high := -1, len(l.pmf)-1
	for high-low > 1 {
		mid := (low + high) / 2
		reached := l.lower[mid] >= p
		if p > 0.5 {
			reached = l.upper[mid] <= 1-p
		}
		if reached {
			high = mid
		} else {
			low = mid
		}
	}
	return float64(high)
}

// Loss is E(X−x)⁺.
func (l *Lattice) Loss(x float64) float64 { return interpolatedLoss(l, boundX(x)) }

// Loss2 is E(X−x)⁺(X−x−1)⁺/2.
func (l *Lattice) Loss2(x float64) float64 { return interpolatedLoss2(l, boundX(x)) }

// ComplementaryLoss is E(x−X)⁺.
func (l *Lattice) ComplementaryLoss(x float64) float64 { return interpolatedShort(l, boundX(x)) }

// ComplementaryLoss2 is E(x−X)⁺(x−X−1)⁺/2.
func (l *Lattice) ComplementaryLoss2(x float64) float64 { return interpolatedShort2(l, boundX(x)) }

func (l *Lattice) lossAt(k float64) float64 {
	if i, ok := l.at(k); ok {
		return l.loss[i]
	}
	return 0
}

func (l *Lattice) loss2At(k float64) float64 {
	if i, ok := l.at(k); ok {
		return l.loss2[i]
	}
	return 0
}

func (l *Lattice) shortAt(k float64) float64 {
	if i, ok := l.at(k); ok {
		return l.short[i]
	}
	return clean(k - l.mean)
}

func (l *Lattice) short2At(k float64) float64 {
	if i, ok := l.at(k); ok {
		return l.short2[i]
	}
	over := k - l.mean
	return clean(0.5 * (l.variance + float64(over*over) - over))
}

// Plus is the law of the sum with an independent demand.
func (l *Lattice) Plus(other *Lattice) (*Lattice, error) {
	n := float64(len(l.pmf)) + float64(len(other.pmf)) - 1
	if n > maxCount || float64(len(l.pmf))*float64(len(other.pmf)) > maxWork {
		return nil, ErrDomain
	}
	return newLattice(normalised(convolve(nil, l.pmf, other.pmf))), nil
}

// Times is the law of the sum of n independent demands; n may be 0.
func (l *Lattice) Times(n int) (*Lattice, error) {
	return l.Over(append(make([]float64, max(n, 0)), 1))
}

// Over is the law of the demand over a number of days that is k with a probability in proportion to
// days[k]: the powers of the daily law are made one after the other and mixed.
func (l *Lattice) Over(days []float64) (*Lattice, error) {
	mixture, err := NewLattice(days)
	if err != nil {
		return nil, err
	}
	most, width := float64(len(mixture.pmf)-1), float64(len(l.pmf)-1)
	if most*width >= maxCount || most*most*width*(width+1)/2 > maxWork {
		return nil, ErrDomain
	}
	sum := make([]float64, int(most*width)+1)
	power, next := []float64{1}, []float64(nil)
	for k, w := range mixture.pmf {
		if k > 0 {
			next = convolve(next, power, l.pmf)
			power, next = next, power
		}
		if w > 0 {
			for i, p := range power {
				sum[i] += w * p
			}
		}
	}
	return newLattice(normalised(sum)), nil
}

// convolve writes the probabilities of a sum of two independent demands over into, which may be nil.
func convolve(into, a, b []float64) []float64 {
	n := len(a) + len(b) - 1
	if cap(into) < n {
		into = make([]float64, n)
	}
	into = into[:n]
	clear(into)
	for i, p := range a {
		if p == 0 {
			continue
		}
		row := into[i : i+len(b)]
		for j, q := range b {
			row[j] += p * q
		}
	}
	return into
}

// normalised divides by the sum, which is 1 but for rounding, and takes zeros off the end.
func normalised(pmf []float64) []float64 {
	total := 0.0
	for _, p := range pmf {
		total += p
	}
	for k := range pmf {
		pmf[k] /= total
	}
	for len(pmf) > 1 && pmf[len(pmf)-1] == 0 {
		pmf = pmf[:len(pmf)-1]
	}
	return pmf
}
