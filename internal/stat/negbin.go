package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NegativeBinomial is the law of the failures before the r-th success of probability p, r not
// necessarily whole: mean r(1−p)/p, variance r(1−p)/p². Poisson demand over a gamma lead time has it.
type NegativeBinomial struct{ r, p, q, mean, spread float64 }

// NewNegativeBinomial takes an r from 1e-6 to 1e9 and a p from 1e-4 up to, but not including, 1, with a
// mean of at most 1e7: the sums below stay within their bound.
func NewNegativeBinomial(r, p float64) (*NegativeBinomial, error) {
	if !(r >= 1e-6 && r <= 1e9 && p >= 1e-4 && p < 1 && r*(1-p)/p <= 1.0001e7) {
		return nil, ErrDomain
	}
	n := &NegativeBinomial{r: r, p: p, q: 1 - p, mean: r * (1 - p) / p}
	n.spread = math.Sqrt(n.mean / p)
	return n, nil
}

// Mean is r(1−p)/p.
func (n *NegativeBinomial) Mean() float64 { return n.mean }

// Variance is r(1−p)/p².
func (n *NegativeBinomial) Variance() float64 { return n.mean / n.p }

// Discrete is true.
func (n *NegativeBinomial) Discrete() bool { return true }

// PMF is P(X = k).
func (n *NegativeBinomial) PMF(k float64) float64 {
	switch {
	case !(k >= 0 && k <= maxX) || k != math.Floor(k):
		return 0
	case k == 0:
		return math.Exp(n.r * math.Log(n.p))
	}
	return n.r / (n.r + k) * binomialTerm(n.r, k, n.p, n.q)
}

// tails are P(X ≤ k) and P(X > k), the smaller one by the continued fraction of the incomplete beta
// function: that of gonum keeps 10 digits where both parameters are large.
func (n *NegativeBinomial) tails(k float64) (lower, upper float64) {
	front := n.PMF(k + 1)
	if n.q < (k+2)/(k+n.r+3) {
		upper = min(front*betaFraction(k+1, n.r, n.q), 1)
		return 1 - upper, upper
	}
	lower = min(front*(k+1)/n.r*betaFraction(n.r, k+1, n.p), 1)
	return lower, 1 - lower
}

// betaFraction is the incomplete beta function I(a, b; x) over x^a·(1−x)^b/(a·B(a, b)), for x below
// (a+1)/(a+b+2), by the method of Lentz.
func betaFraction(a, b, x float64) float64 {
	const tiny = 1e-300
	c, d := 1.0, 1-(a+b)*x/(a+1)
	if math.Abs(d) < tiny {
		d = tiny
	}
	d = 1 / d
	f := d
	for m := 1.0; m < maxTerms; m++ {
		for _, term := range [2]float64{
			m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m)),
			-(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1)),
		} {
			if d = 1 + term*d; math.Abs(d) < tiny {
				d = tiny
			}
			if c = 1 + term/c; math.Abs(c) < tiny {
				c = tiny
			}
			d = 1 / d
			f *= c * d
		}
		if math.Abs(c*d-1) <= 2*epsilon {
			break
		}
	}
	return f
}

// CDF is P(X ≤ x).
func (n *NegativeBinomial) CDF(x float64) float64 {
	if x = boundX(x); x < 0 {
		return 0
	}
	lower, _ := n.tails(math.Floor(x))
	return clean(lower)
}

// Survival is P(X > x).
func (n *NegativeBinomial) Survival(x float64) float64 {
	if x = boundX(x); x < 0 {
		return 1
	}
	_, upper := n.tails(math.Floor(x))
	return clean(upper)
}

// Quantile is the smallest whole number with CDF ≥ p.
func (n *NegativeBinomial) Quantile(p float64) float64 {
	p = boundP(p)
	guess := n.mean + n.spread*mathext.NormalQuantile(p)
	if a := n.r; a < 1e7 {
		guess = Gamma{shape: a, scale: n.mean / a}.Quantile(p)
	}
	return searchQuantile(n, p, guess)
}

// Loss is E(X−x)⁺.
func (n *NegativeBinomial) Loss(x float64) float64 { return interpolatedLoss(n, boundX(x)) }

// Loss2 is E(X−x)⁺(X−x−1)⁺/2.
func (n *NegativeBinomial) Loss2(x float64) float64 { return interpolatedLoss2(n, boundX(x)) }

// ComplementaryLoss is E(x−X)⁺.
func (n *NegativeBinomial) ComplementaryLoss(x float64) float64 {
	return interpolatedShort(n, boundX(x))
}

// ComplementaryLoss2 is E(x−X)⁺(x−X−1)⁺/2.
func (n *NegativeBinomial) ComplementaryLoss2(x float64) float64 {
	return interpolatedShort2(n, boundX(x))
}

func (n *NegativeBinomial) lossAt(k float64) float64 {
	if k > n.mean+n.spread || k <= 8 && k > n.mean {
		first, _ := n.risingSums(k)
		return first
	}
	return clean(float64((n.mean-k)*n.Survival(k)) + float64((k+n.r)*n.q/n.p*n.PMF(k)))
}

func (n *NegativeBinomial) loss2At(k float64) float64 {
	if k > n.mean || k <= 8 {
		_, second := n.risingSums(k)
		return second
	}
	beta := n.q / n.p
	tail := float64(n.r*(n.r+1)*beta*beta) - float64(2*n.r*beta*k) + float64(k*(k+1))
	return clean(0.5 * (float64(tail*n.Survival(k)) + float64(((n.r+1)*beta-k)*(k+n.r)*beta*n.PMF(k))))
}

func (n *NegativeBinomial) shortAt(k float64) float64 {
	if k < n.mean-2*n.spread || k <= 60 {
		first, _ := fallingSums(n, k)
		return first
	}
	return clean(float64((k-n.mean)*n.CDF(k)) + float64((k+n.r)*n.q/n.p*n.PMF(k)))
}

func (n *NegativeBinomial) short2At(k float64) float64 {
	if k < n.mean+n.spread || k <= 60 {
		_, second := fallingSums(n, k)
		return second
	}
	over := k - n.mean
	return clean(0.5*(n.Variance()+float64(over*over)-over) - n.loss2At(k) - n.lossAt(k))
}

// risingSums are Σ j·p(k+j) and Σ j(j−1)/2·p(k+j).
func (n *NegativeBinomial) risingSums(k float64) (first, second float64) {
	term := n.PMF(k)
	for j := 1.0; j < maxTerms; j++ {
		term *= (k + j - 1 + n.r) * n.q / (k + j)
		first += j * term
		second += 0.5 * j * (j - 1) * term
		if k+j > n.mean && (j*j*term <= epsilon*epsilon*second || term < vanished) {
			break
		}
	}
	return first, second
}
