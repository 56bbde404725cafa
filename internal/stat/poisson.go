package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Poisson is the Poisson law.
type Poisson struct{ mean float64 }

// NewPoisson takes a mean from 0 to 1e8.
func NewPoisson(mean float64) (*Poisson, error) {
	if !(mean >= 0 && mean <= 1e8) {
		return nil, ErrDomain
	}
	return &Poisson{mean}, nil
}

// Mean is the parameter.
func (p *Poisson) Mean() float64 { return p.mean }

// Variance is the mean.
func (p *Poisson) Variance() float64 { return p.mean }

// Discrete is true.
func (p *Poisson) Discrete() bool { return true }

// PMF is P(X = k).
func (p *Poisson) PMF(k float64) float64 {
	if !(k >= 0 && k <= maxX) || k != math.Floor(k) {
		return 0
	}
	return poissonTerm(k, p.mean)
}

// CDF is P(X ≤ x).
func (p *Poisson) CDF(x float64) float64 {
	k := math.Floor(boundX(x))
	switch {
	case k < 0:
		return 0
	case p.mean == 0:
		return 1
	}
	return gammaUpper(k+1, p.mean)
}

// Survival is P(X > x).
func (p *Poisson) Survival(x float64) float64 {
	k := math.Floor(boundX(x))
	switch {
	case k < 0:
		return 1
	case p.mean == 0:
		return 0
	}
	return gammaLower(k+1, p.mean)
}

// Quantile is the smallest whole number with CDF ≥ prob.
func (p *Poisson) Quantile(prob float64) float64 {
	prob = boundP(prob)
	z := mathext.NormalQuantile(prob)
	return searchQuantile(p, prob, p.mean+z*math.Sqrt(p.mean)+(z*z-1)/6)
}

// Loss is E(X−x)⁺.
func (p *Poisson) Loss(x float64) float64 { return interpolatedLoss(p, boundX(x)) }

// Loss2 is E(X−x)⁺(X−x−1)⁺/2.
func (p *Poisson) Loss2(x float64) float64 { return interpolatedLoss2(p, boundX(x)) }

// ComplementaryLoss is E(x−X)⁺.
func (p *Poisson) ComplementaryLoss(x float64) float64 { return interpolatedShort(p, boundX(x)) }

// ComplementaryLoss2 is E(x−X)⁺(x−X−1)⁺/2.
func (p *Poisson) ComplementaryLoss2(x float64) float64 { return interpolatedShort2(p, boundX(x)) }

func (p *Poisson) lossAt(k float64) float64 {
	m := p.mean
	if k > m+2*math.Sqrt(m) || k <= 8 && k > m {
		first, _ := risingSums(k, m)
		return first
	}
	return clean(float64((m-k)*p.Survival(k)) + float64(m*poissonTerm(k, m)))
}

func (p *Poisson) loss2At(k float64) float64 {
	m := p.mean
	if k > m+math.Sqrt(m) || k <= 8 && k > m {
		_, second := risingSums(k, m)
		return second
	}
	return clean(0.5 * (float64((float64((m-k)*(m-k))+k)*p.Survival(k)) + float64(m*(m-k)*poissonTerm(k, m))))
}

func (p *Poisson) shortAt(k float64) float64 {
	m := p.mean
	if k < m-2*math.Sqrt(m) || k <= 40 {
		first, _ := fallingSums(p, k)
		return first
	}
	return clean(float64((k-m)*p.CDF(k)) + float64(m*poissonTerm(k, m)))
}

func (p *Poisson) short2At(k float64) float64 {
	m := p.mean
	if k < m+math.Sqrt(m) || k <= 40 {
		_, second := fallingSums(p, k)
		return second
	}
	return clean(0.5*(float64((k-m)*(k-m))+m-(k-m)) - p.loss2At(k) - p.lossAt(k))
}

// Fill writes P(X = from), P(X = from+1), … for a whole from: one term in full, where they are largest,
// and the others by recursion to both sides.
func (p *Poisson) Fill(list []float64, from float64) {
	n := len(list)
	if n == 0 {
		return
	}
	anchor := int(max(min(math.Floor(p.mean)-from, float64(n-1)), 0))
	k := from + float64(anchor)
	list[anchor] = p.PMF(k)
	for i := anchor + 1; i < n; i++ {
		if k := from + float64(i); k > 0 {
			list[i] = list[i-1] * p.mean / k
		} else {
			list[i] = p.PMF(k)
		}
	}
	for i := anchor - 1; i >= 0; i-- {
		k := from + float64(i)
		if list[i] = 0; k >= 0 && p.mean > 0 {
			list[i] = list[i+1] * (k + 1) / p.mean
		}
	}
}
