package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Gamma is the gamma law of shape a and scale θ: mean aθ, variance aθ².
type Gamma struct{ shape, scale float64 }

// NewGamma takes a shape from 1e-6 to 1e8 and a scale from 1e-100 to 1e18, with a mean of at most 1e12
// and a standard deviation of at most 1e12.
func NewGamma(shape, scale float64) (Gamma, error) {
	if !(shape >= 1e-6 && shape <= 1e8 && scale >= 1e-100 && scale <= 1e18 &&
		shape*scale <= 1e12 && math.Sqrt(shape)*scale <= 1e12) {
		return Gamma{}, ErrDomain
	}
	return Gamma{shape, scale}, nil
}

// NewExponential takes a mean from 1e-100 to 1e12: the gamma law of shape 1.
func NewExponential(mean float64) (Gamma, error) { return NewGamma(1, mean) }

// Mean is aθ.
func (g Gamma) Mean() float64 { return g.shape * g.scale }

// Variance is aθ².
func (g Gamma) Variance() float64 { return g.shape * g.scale * g.scale }

// Discrete is false.
func (g Gamma) Discrete() bool { return false }

// units is x in scales, from 0 on.
func (g Gamma) units(x float64) float64 {
	return min(max(boundX(x), 0)/g.scale, 1e100)
}

// CDF is P(X ≤ x).
func (g Gamma) CDF(x float64) float64 { return gammaLower(g.shape, g.units(x)) }

// Survival is P(X > x).
func (g Gamma) Survival(x float64) float64 { return gammaUpper(g.shape, g.units(x)) }

// pdf is the density times the scale.
func (g Gamma) pdf(u float64) float64 {
	return g.shape / u * poissonTerm(g.shape, u)
}

// Loss is E(X−x)⁺.
func (g Gamma) Loss(x float64) float64 {
	if x = boundX(x); x <= 0 {
		return g.Mean() - x
	}
	a, u := g.shape, g.units(x)
	if u < a+2*math.Sqrt(a) {
		if u < a {
			return g.scale * clean(float64((a-u)*gammaUpper(a, u))+float64(a*poissonTerm(a, u)))
		}
		if u < 2 || a > 20 {
			return g.scale * clean(float64(a*poissonTerm(a, u))-float64((u-a)*gammaUpper(a, u)))
		}
	}
	first, second, _ := repeatedTail(a, u, 2)
	return g.scale * clean(a*u*poissonTerm(a, u)*first*second)
}

// Loss2 is E((X−x)⁺)²/2.
func (g Gamma) Loss2(x float64) float64 {
	if x = boundX(x); x <= 0 {
		return 0.5 * (g.Variance() + float64((g.Mean()-x)*(g.Mean()-x)))
	}
	a, u := g.shape, g.units(x)
	if u < a || u < 1 || u < a+math.Sqrt(a) && a > 20 {
		return g.scale * g.scale * clean(
			0.5*(float64((float64((a-u)*(a-u))+a)*gammaUpper(a, u))+float64(poissonTerm(a, u)*a*(a+1-u))),
		)
	}
	first, second, third := repeatedTail(a, u, 3)
	return g.scale * g.scale * clean(a*u*u*poissonTerm(a, u)*first*second*third)
}

// ComplementaryLoss is E(x−X)⁺.
func (g Gamma) ComplementaryLoss(x float64) float64 {
	a, u := g.shape, g.units(x)
	if u > a {
		return g.scale * (float64((u-a)*gammaLower(a, u)) + float64(a*poissonTerm(a, u)))
	}
	first, _ := risingSums(a, u)
	return g.scale * first
}

// ComplementaryLoss2 is E((x−X)⁺)²/2.
func (g Gamma) ComplementaryLoss2(x float64) float64 {
	a, u := g.shape, g.units(x)
	if u > a+math.Sqrt(a) && u > 1 {
		return g.scale * g.scale * clean(
			0.5*(float64((float64((a-u)*(a-u))+a)*gammaLower(a, u))-float64(poissonTerm(a, u)*a*(a+1-u))),
		)
	}
	_, second := risingSums(a, u)
	return g.scale * g.scale * second
}

// Quantile is the x with CDF(x) = p.
func (g Gamma) Quantile(p float64) float64 {
	p = boundP(p)
	z := mathext.NormalQuantile(p)
	a := g.shape
	c := 1 - 1/(9*a) + z/(3*math.Sqrt(a)) // Wilson and Hilferty
	guess := a * c * c * c
	if !(c > 0.2) { // the first term of the series
		l, _ := math.Lgamma(a + 1)
		guess = math.Exp((math.Log(p) + l) / a)
	}
	return g.scale * g.solve(p, guess)
}

// solve finds u with P(a, u) = p by tangents to the logarithm of the smaller tail, against ln u on the
// left and u on the right, where these are nearly straight; an interval that shrinks keeps them in.
func (g Gamma) solve(p, u float64) float64 {
	low, high := 0.0, 1e100
	for range 300 {
		if !(u > low && u < high) {
			switch {
			case high > 1e99:
				u = 2*low + 1
			case low == 0:
				u = high * 0x1p-30
			default:
				u = low + (high-low)/2
			}
		}
		if u < 1e-300 {
			return 0 // no float64 is that small
		}
		var next float64
		if p <= 0.5 {
			lower := gammaLower(g.shape, u)
			if lower < p {
				low = u
			} else {
				high = u
			}
			next = u * math.Exp(-math.Log(lower/p)*lower/(u*g.pdf(u)))
		} else {
			above := gammaUpper(g.shape, u)
			if above > 1-p {
				low = u
			} else {
				high = u
			}
			next = u + math.Log(above/(1-p))*above/g.pdf(u)
		}
		if math.Abs(next-u) <= 2e-16*u || high-low <= 2e-16*high {
			break
		}
		u = next
	}
	return u
}

// The regularised incomplete gamma functions are those of gonum, except for a large shape beyond the
// range of its asymptotic series: there its other series end after 2000 terms, which is too early.
func gammaUpper(a, u float64) float64 {
	if gonumIsShort(a, u) {
		if u < a {
			return 1 - gammaLower(a, u)
		}
		first, _, _ := repeatedTail(a, u, 1)
		return clean(a * poissonTerm(a, u) * first)
	}
	return clean(mathext.GammaIncRegComp(a, u))
}

func gammaLower(a, u float64) float64 {
	if gonumIsShort(a, u) {
		if u > a {
			return 1 - gammaUpper(a, u)
		}
		term := poissonTerm(a, u)
		sum := term
		for j := 1.0; j < maxTerms && term > epsilon*sum; j++ {
			term *= u / (a + j)
			sum += term
		}
		return sum
	}
	return clean(mathext.GammaIncReg(a, u))
}

func gonumIsShort(a, u float64) bool {
	return a > 150 && math.Abs(u-a) >= 0.28*a || a >= 200 && math.Abs(u-a) >= 4.4*math.Sqrt(a)
}

// risingSums are Σ j·w(a+j) and Σ j(j−1)/2·w(a+j) over j from 1 on, with w(k) = u^k·e^−u/Γ(k+1). For a
// whole a they are the losses of a Poisson demand of mean u over a; for a shape a they are the
// complementary losses of a gamma demand below u. All terms are positive, so no digit is lost.
func risingSums(a, u float64) (first, second float64) {
	term := poissonTerm(a, u)
	if term == 0 && a > u {
		return 0, 0
	}
	for j := 1.0; j < maxTerms; j++ {
		term *= u / (a + j)
		first += j * term
		second += 0.5 * j * (j - 1) * term
		if a+j > u && (j*j*term <= epsilon*epsilon*second || term < vanished) {
			break
		}
	}
	return first, second
}

// repeatedTail are the ratios of the repeated integrals of the gamma tail above u > 0, from the
// continued fraction of Tricomi's function in its first argument:
//
//	r(n) = 1/(u + 2n − b − n(n+1−b)·r(n+1)),  b = a + order
//
// u^order·w·a times the product of the first ratios is the integral. The depth is doubled until nothing
// moves.
func repeatedTail(a, u float64, order int) (first, second, third float64) {
	b := a + float64(order)
	for depth := 32; depth <= maxTerms; depth *= 2 {
		rest, before := 0.0, first
		for n := float64(depth); n >= 1; n-- {
			rest = 1 / (u + 2*n - b - n*(n+1-b)*rest)
			switch n {
			case 3:
				third = rest
			case 2:
				second = rest
			}
		}
		first = rest
		if math.Abs(first-before) <= 4e-16*math.Abs(first) {
			break
		}
	}
	return first, second, third
}
