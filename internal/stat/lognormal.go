package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Lognormal is the law whose logarithm is normal with mean mu and deviation sigma.
type Lognormal struct{ mu, sigma, mean, square float64 }

// NewLognormal takes a mu from −100 to 28 and a sigma from 1e-6 to 6 with a mean of at most 1e12.
func NewLognormal(mu, sigma float64) (*Lognormal, error) {
	if !(mu >= -100 && mu <= 28 && sigma >= 1e-6 && sigma <= 6) {
		return nil, ErrDomain
	}
	l := &Lognormal{mu: mu, sigma: sigma, mean: math.Exp(mu + 0.5*sigma*sigma), square: math.Exp(2*mu + 2*sigma*sigma)}
	if l.mean > 1e12 {
		return nil, ErrDomain
	}
	return l, nil
}

// Mean is e^(mu + sigma²/2).
func (l *Lognormal) Mean() float64 { return l.mean }

// Variance is mean²·(e^(sigma²) − 1).
func (l *Lognormal) Variance() float64 { return l.mean * l.mean * math.Expm1(l.sigma*l.sigma) }

// Discrete is false.
func (l *Lognormal) Discrete() bool { return false }

// factor is (ln x − mu)/sigma for x > 0.
func (l *Lognormal) factor(x float64) float64 { return (math.Log(x) - l.mu) / l.sigma }

// CDF is P(X ≤ x).
func (l *Lognormal) CDF(x float64) float64 {
	if x = boundX(x); x <= 0 {
		return 0
	}
	return upper(-l.factor(x))
}

// Survival is P(X > x).
func (l *Lognormal) Survival(x float64) float64 {
	if x = boundX(x); x <= 0 {
		return 1
	}
	return upper(l.factor(x))
}

// Quantile is the x with CDF(x) = p.
func (l *Lognormal) Quantile(p float64) float64 {
	return min(math.Exp(l.mu+float64(l.sigma*mathext.NormalQuantile(boundP(p)))), maxX)
}

// Loss is E(X−x)⁺ = E(X)·Φ(sigma−d) − x·Φ(−d). Beyond two deviations both terms are the density times a
// ratio of Mills, so that only the ratios are subtracted.
func (l *Lognormal) Loss(x float64) float64 {
	if x = boundX(x); x <= 0 {
		return l.mean - x
	}
	d := l.factor(x)
	if d < 2 || d < l.sigma+1 {
		return clean(float64(l.mean*upper(d-l.sigma)) - float64(x*upper(d)))
	}
	return clean(x * density(d) * (tailRatio(d-l.sigma) - tailRatio(d)))
}

// ComplementaryLoss is E(x−X)⁺.
func (l *Lognormal) ComplementaryLoss(x float64) float64 {
	if x = boundX(x); x <= 0 {
		return 0
	}
	d := l.factor(x)
	if d > -2 {
		return clean(float64(x*upper(-d)) - float64(l.mean*upper(l.sigma-d)))
	}
	return clean(x * density(d) * (tailRatio(-d) - tailRatio(l.sigma-d)))
}

// Loss2 is E((X−x)⁺)²/2, kept to about 1e-16/sigma² of itself.
func (l *Lognormal) Loss2(x float64) float64 {
	if x = boundX(x); x <= 0 {
		return 0.5 * (l.Variance() + float64((l.mean-x)*(l.mean-x)))
	}
	d := l.factor(x)
	if d < 2 || d < 2*l.sigma+1 {
		return clean(
			0.5 * (float64(l.square*upper(d-2*l.sigma)) - float64(2*x*l.mean*upper(d-l.sigma)) + float64(x*x*upper(d))),
		)
	}
	return clean(0.5 * x * x * density(d) * (tailRatio(d-2*l.sigma) - 2*tailRatio(d-l.sigma) + tailRatio(d)))
}

// ComplementaryLoss2 is E((x−X)⁺)²/2, kept like Loss2.
func (l *Lognormal) ComplementaryLoss2(x float64) float64 {
	if x = boundX(x); x <= 0 {
		return 0
	}
	d := l.factor(x)
	if d > -2 {
		return clean(
			0.5 *
				(float64(l.square*upper(2*l.sigma-d)) - float64(2*x*l.mean*upper(l.sigma-d)) + float64(x*x*upper(-d))),
		)
	}
	return clean(0.5 * x * x * density(d) * (tailRatio(2*l.sigma-d) - 2*tailRatio(l.sigma-d) + tailRatio(-d)))
}

// tailRatio is the ratio of Mills, P(X > z) over the density, for z from 1 on.
func tailRatio(z float64) float64 {
	if z < tailFrom {
		return upper(z) / density(z)
	}
	return 1 / (z + 1/mills(z, 2))
}
