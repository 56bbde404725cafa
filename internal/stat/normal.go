package stat

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// ErrDomain says that an argument lies outside the domain of the function.
var ErrDomain = errors.New("stat: outside the domain of the function")

// NormalCDF is the probability that a standard normal variable is at most z, for every z but NaN. Both
// tails keep their relative precision.
func NormalCDF(z float64) (float64, error) {
	if math.IsNaN(z) {
		return 0, ErrDomain
	}
	return upper(-z), nil
}

// NormalPDF is the standard normal density, for every z but NaN.
func NormalPDF(z float64) (float64, error) {
	if math.IsNaN(z) {
		return 0, ErrDomain
	}
	return density(z), nil
}

// NormalQuantile is the z that a standard normal variable stays below with probability p, for p
// between 0 and 1, neither of them included.
func NormalQuantile(p float64) (float64, error) {
	if !(p > 0 && p < 1) { // NaN is neither
		return 0, ErrDomain
	}
	return mathext.NormalQuantile(p), nil
}

// NormalLoss is the expected excess of a standard normal variable over z, E[max(X−z, 0)], for every
// finite z: the units short in a cycle, in standard deviations of demand.
func NormalLoss(z float64) (float64, error) {
	if math.IsNaN(z) || math.IsInf(z, 0) {
		return 0, ErrDomain
	}
	return loss(z), nil
}

// NormalLoss2 is the second-order loss of a standard normal variable, E[max(X−z, 0)²]/2, for every z
// from −1e150 to 1e150.
func NormalLoss2(z float64) (float64, error) {
	if !(math.Abs(z) <= 1e150) {
		return 0, ErrDomain
	}
	return loss2(z), nil
}

const (
	rootTwoPi = 2.5066282746310005024157652848110452530 // √(2π)
	tailFrom  = 4                                       // below it the plain difference keeps 14 digits
	rootTwoLo = -9.667293313452913e-17                  // √2 − math.Sqrt2
	twoByPi   = 1.1283791670955125738961589031215451717 // 2/√π
)

// density rounds z² only after its leading half was taken off: the square of a z of 38 would else lose
// three digits of the density.
func density(z float64) float64 {
	z = math.Abs(z)
	if z < tailFrom {
		return math.Exp(-0.5*float64(z*z)) / rootTwoPi
	}
	if z > 39 {
		return 0
	}
	head := float64(float32(z)) // 24 bits: its square is exact
	return math.Exp(-0.5*head*head) * math.Exp(-0.5*(z-head)*(z+head)) / rootTwoPi
}

// upper is P(X > z). math.Erfc is good to the last digit, but z/√2 is not: far out the rounding of the
// argument is taken back with the derivative.
func upper(z float64) float64 {
	a := z / math.Sqrt2
	p := 0.5 * math.Erfc(a)
	if z > 2 && z < 38.6 {
		rest := (math.FMA(-a, math.Sqrt2, z) - float64(a*rootTwoLo)) / math.Sqrt2
		p -= float64(0.5 * rest * twoByPi * math.Exp(-float64(a*a)))
	}
	return p
}

func loss(z float64) float64 {
	if z < 0 {
		return upperLoss(-z) - z
	}
	return upperLoss(z)
}

func loss2(z float64) float64 {
	if z < 0 {
		return 0.5*(1+float64(z*z)) - upperLoss2(-z)
	}
	return upperLoss2(z)
}

// upperLoss is the loss for z not below 0. Far out the density and the tail are nearly equal and their
// difference would keep no digit, so there the difference is taken inside an approximation of the tail.
func upperLoss(z float64) float64 {
	switch {
	case z < tailFrom:
		return density(z) - float64(z*0.5*math.Erfc(z/math.Sqrt2))
	case z < 5.7:
		// tail ÷ density = 1/(z + k) with k = 1/(z + 2/(z + 3/(z + …))), so density − z·tail is this:
		k := 1 / mills(z, 2)
		return density(z) * (k / (z + k))
	}
	// Cody's form of the tail, φ/z·(1 − √π·r(1/x²)) with x = z/√2, gives the difference outright.
	y := 2 / (z * z)
	top := horner(
		y, 0.0163153871373020978, 0.305326634961232344, 0.360344899949804439, 0.125781726111229246,
		0.0160837851487422766, 0.000658749161529837803,
	)
	bottom := horner(
		y, 1, 2.56852019228982242, 1.87295284992346725, 0.527905102951428412, 0.0605183413124413191,
		0.00233520497626869185,
	)
	return density(z) * y * top / bottom * 1.7724538509055160272981674833411451828
}

// horner is the polynomial of degree 5, its products rounded.
func horner(y, c5, c4, c3, c2, c1, c0 float64) float64 {
	return float64(y*(float64(y*(float64(y*(float64(y*(float64(y*c5)+c4))+c3))+c2))+c1)) + c0
}

// upperLoss2 is the second-order loss for z not below 0, with the same care.
func upperLoss2(z float64) float64 {
	if z < 2.5 {
		return 0.5 * (float64((float64(z*z)+1)*0.5*math.Erfc(z/math.Sqrt2)) - float64(z*density(z)))
	}
	a := 1 / mills(z, 3)          // tail ÷ density is 1/(z + b) with b = 1/(z + 2a)
	b := 1 / (z + 2*a)            // and density − z·tail is density·b/(z + b)
	m := 1 / (z + b)              // so that (1 + z²)·tail − z·density is
	return density(z) * m * a * b // 2·density·a·b/(z + b)
}

// mills is z + n/(z + (n+1)/(z + …)), the continued fraction of Laplace from its n-th level on. The
// number of levels is enough for 16 digits from z = 2.5 on.
func mills(z float64, n int) float64 {
	rest := z
	for k := 20 + int(700/(z*z)); k >= n; k-- {
		rest = z + float64(k)/rest
	}
	return rest
}

// NormalFillFactor is the safety factor k at which the expected shortage of a cycle, in standard
// deviations, is the fraction 1−fill of the order quantity q: loss(k) − loss(k+q) = q·(1−fill). The
// second term takes off the shortage that was there before the order came in. q is from 1e-6 to 1e9,
// fill between 0 and 1.
func NormalFillFactor(q, fill float64) (float64, error) {
	if !(q >= 1e-6 && q <= 1e9 && fill > 0 && fill < 1) {
		return 0, ErrDomain
	}
	if fill < 0.5 { // the mirror, where the tangents below never leave the convex side
		return -q - fillFactor(q, fill), nil
	}
	return fillFactor(q, 1-fill), nil
}

// fillFactor solves lossDrop(k, q) = q·short for a short of at most one half. The logarithm of the drop
// is concave and falls, so each tangent from the right ends on the right: the steps cannot swing.
func fillFactor(q, short float64) float64 {
	target := q * short
	k := mathext.NormalQuantile(1 - short)
	if short < 1e-9 {
		k = -mathext.NormalQuantile(short)
	}
	for range 60 {
		drop := lossDrop(k, q)
		if drop <= 0 { // beyond the smallest float64
			k--
			continue
		}
		slope := upper(k) - upper(k+q)
		step := float64(drop / slope * math.Log(drop/target))
		k += step
		if math.Abs(step) <= 1e-15*(1+math.Abs(k)) {
			break
		}
	}
	return k
}

// NormalLossDrop is loss(k) − loss(k+q) for finite k and q from 0 to 1e15: the standardised shortage of
// a cycle that an order quantity of q ends.
func NormalLossDrop(k, q float64) (float64, error) {
	if math.IsNaN(k) || math.IsInf(k, 0) || !(q >= 0 && q <= maxX) {
		return 0, ErrDomain
	}
	return lossDrop(k, q), nil
}

// lossDrop takes the difference as the area below the tail when q is small, where two losses would be
// nearly equal. In the tail, which falls by e^−kq over q, small is against 1/k.
func lossDrop(k, q float64) float64 {
	if q*(2+math.Abs(k)) > 0.5 {
		return loss(k) - loss(k+q)
	}
	// Gauss–Legendre with five points.
	half, mid := q/2, k+q/2
	const x1, x2 = 0.53846931010568309103631442070020880497, 0.90617984593866399279762687829939296513
	const w0, w1, w2 = 0.56888888888888888888888888888888888889, 0.47862867049936646804129151483563819291,
		0.23692688505618908751426404071991736264
	near, far := float64(half*x1), float64(half*x2)
	sum := float64(w0*upper(mid)) + float64(w1*(upper(mid-near)+upper(mid+near)))
	return half * (sum + float64(w2*(upper(mid-far)+upper(mid+far))))
}

// Normal is the normal law; a deviation of 0 leaves its mean alone. The zero value is a demand of 0.
type Normal struct{ mean, sd float64 }

// NewNormal takes a mean from −1e12 to 1e12 and a standard deviation from 0 to 1e12.
func NewNormal(mean, sd float64) (Normal, error) {
	if !(math.Abs(mean) <= 1e12 && sd >= 0 && sd <= 1e12) {
		return Normal{}, ErrDomain
	}
	if sd < 1e-100 { // squares below have no digits
		sd = 0
	}
	return Normal{mean, sd}, nil
}

// Mean is E(X).
func (n Normal) Mean() float64 { return n.mean }

// Variance is E(X−mean)².
func (n Normal) Variance() float64 { return n.sd * n.sd }

// Discrete is false.
func (n Normal) Discrete() bool { return false }

// scaled is x in deviations from the mean, held where the square of a deviation has digits.
func (n Normal) scaled(x float64) float64 {
	z := (boundX(x) - n.mean) / n.sd
	return max(-1e100, min(z, 1e100))
}

// CDF is P(X ≤ x).
func (n Normal) CDF(x float64) float64 {
	if n.sd == 0 {
		return pointCDF(n.mean, x)
	}
	return upper(-n.scaled(x))
}

// Survival is P(X > x).
func (n Normal) Survival(x float64) float64 {
	if n.sd == 0 {
		return 1 - pointCDF(n.mean, x)
	}
	return upper(n.scaled(x))
}

// Quantile is the x with CDF(x) = p.
func (n Normal) Quantile(p float64) float64 {
	return n.mean + float64(n.sd*mathext.NormalQuantile(boundP(p)))
}

// Loss is E(X−x)⁺.
func (n Normal) Loss(x float64) float64 {
	if n.sd == 0 {
		return max(n.mean-boundX(x), 0)
	}
	if z := n.scaled(x); z > 0 {
		return n.sd * upperLoss(z)
	} else {
		return float64(n.sd*upperLoss(-z)) + (n.mean - boundX(x))
	}
}

// ComplementaryLoss is E(x−X)⁺, the loss mirrored at the mean.
func (n Normal) ComplementaryLoss(x float64) float64 {
	return n.Loss(n.mean + (n.mean - boundX(x)))
}

// Loss2 is E((X−x)⁺)²/2.
func (n Normal) Loss2(x float64) float64 {
	over := n.mean - boundX(x)
	if n.sd == 0 {
		over = max(over, 0)
		return 0.5 * over * over
	}
	if z := n.scaled(x); z > 0 {
		return n.sd * n.sd * upperLoss2(z)
	} else {
		return clean(0.5*(float64(n.sd*n.sd)+float64(over*over)) - float64(n.sd*n.sd*upperLoss2(-z)))
	}
}

// ComplementaryLoss2 is E((x−X)⁺)²/2.
func (n Normal) ComplementaryLoss2(x float64) float64 {
	return n.Loss2(n.mean + (n.mean - boundX(x)))
}

func pointCDF(at, x float64) float64 {
	if boundX(x) >= at {
		return 1
	}
	return 0
}

// Deviation is the square root of the variance, as it was given.
func (n Normal) Deviation() float64 { return n.sd }

// NormalLossQuantile is the z at which the standard normal loss is the given one, from 1e-300 to 1e12.
func NormalLossQuantile(expected float64) (float64, error) {
	if !(expected >= 1e-300 && expected <= 1e12) {
		return 0, ErrDomain
	}
	// The logarithm of the loss is concave, as in fillFactor; to the left the loss is nearly −z.
	z := -expected
	if expected < 0.3 {
		z = math.Sqrt(-2 * math.Log(expected) * 0.8)
	}
	for range 60 {
		at := loss(z)
		if at <= 0 {
			z--
			continue
		}
		step := float64(at / upper(z) * math.Log(at/expected))
		z += step
		if math.Abs(step) <= 1e-15*(1+math.Abs(z)) {
			break
		}
	}
	return z, nil
}
