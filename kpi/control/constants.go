package control

import (
	"math"
	"strconv"

	"gonum.org/v1/gonum/integrate/quad"

	"github.com/logicrm/logistics"
)

// Constants are the factors for limits from subgroups of a size, under the normal distribution.
type Constants struct {
	N          int     `json:"n"`
	MeanRange  float64 `json:"mean_range"`  // d2, mean of the range, in standard deviations
	RangeSigma float64 `json:"range_sigma"` // d3, standard deviation of the range
	Unbias     float64 `json:"unbias"`      // c4, mean of the sample standard deviation
	A2         float64 `json:"a2"`          // limits of means from ranges
	A3         float64 `json:"a3"`          // limits of means from standard deviations
	B3         float64 `json:"b3"`          // limits of standard deviations from their mean
	B4         float64 `json:"b4"`
	B5         float64 `json:"b5"` // limits of standard deviations from a given sigma
	B6         float64 `json:"b6"`
	D1         float64 `json:"d1"` // limits of ranges from a given sigma
	D2         float64 `json:"d2"`
	D3         float64 `json:"d3"` // limits of ranges from their mean
	D4         float64 `json:"d4"`
	E2         float64 `json:"e2"` // limits of single values from ranges
}

// mostSubgroup is the largest subgroup.
const mostSubgroup = 1000

// ConstantsOf computes the factors for subgroups of n, from 2 to 1000.
func ConstantsOf(n int) (Constants, error) {
	if n < 2 || n > mostSubgroup {
		return Constants{}, logistics.NewFieldError(
			logistics.FaultOutOfRange, strconv.Itoa(n), "a subgroup of 2 to 1000",
		)
	}
	c := Constants{N: n, MeanRange: d2(n), RangeSigma: d3(n), Unbias: c4(n)}
	root, wide := math.Sqrt(float64(n)), 3*math.Sqrt(1-c.Unbias*c.Unbias)
	c.A2 = 3 / (c.MeanRange * root)
	c.A3 = 3 / (c.Unbias * root)
	c.B3, c.B4 = math.Max(0, 1-wide/c.Unbias), 1+wide/c.Unbias
	c.B5, c.B6 = math.Max(0, c.Unbias-wide), c.Unbias+wide
	c.D1, c.D2 = math.Max(0, c.MeanRange-3*c.RangeSigma), c.MeanRange+3*c.RangeSigma
	c.D3, c.D4 = c.D1/c.MeanRange, c.D2/c.MeanRange
	c.E2 = 3 / c.MeanRange
	return c, nil
}

// normal is the distribution and its complement, each with its relative precision.
func normal(z float64) (below, above float64) {
	return math.Erfc(-z/math.Sqrt2) / 2, math.Erfc(z/math.Sqrt2) / 2
}

// The normal distribution is nothing beyond reach; on the whole line the trapezoidal rule of a smooth function
// converges faster than any power of the step.
const (
	reach = 9.0
	step  = 1.0 / 8
)

// d2 is the mean of the range: ∫ 1 − Φ(x)ⁿ − (1−Φ(x))ⁿ dx.
func d2(n int) float64 {
	sum := 0.5 * (1 - 2*math.Pow(0.5, float64(n))) // the integrand is even
	for x := step; x < reach; x += step {
		_, above := normal(x)
		// 1 − Φⁿ without cancellation, far out where Φ is nearly 1
		sum += -math.Expm1(float64(n)*math.Log1p(-above)) - math.Pow(above, float64(n))
	}
	return 2 * step * sum
}

// d3 is the standard deviation of the range: the second moment is 2 ∫ r·P(R>r) dr, and
// P(R≤r) = n ∫ φ(x)(Φ(x+r)−Φ(x))ⁿ⁻¹ dx.
func d3(n int) float64 {
	exceeds := func(r float64) float64 {
		sum := 0.0
		for x := -reach; x <= reach; x += step {
			_, over := normal(x)
			_, past := normal(x + r)
			sum += math.Exp(-x*x/2) * math.Pow(over-past, float64(n-1))
		}
		return math.Max(0, 1-float64(n)*sum*step/math.Sqrt(2*math.Pi))
	}
	second := 2 * quad.Fixed(func(r float64) float64 { return r * exceeds(r) }, 0, 2*reach, 64, quad.Legendre{}, 1)
	mean := d2(n)
	return math.Sqrt(second - mean*mean)
}

// c4 is the mean of the sample standard deviation: √(2/(n−1)) · Γ(n/2) ÷ Γ((n−1)/2).
func c4(n int) float64 {
	m := float64(n)
	upper, _ := math.Lgamma(m / 2)
	lower, _ := math.Lgamma((m - 1) / 2)
	return math.Sqrt(2/(m-1)) * math.Exp(upper-lower)
}

// rounded is a constant as the printed tables have it.
func rounded(x float64) float64 { return math.Round(x*1000) / 1000 }

// The constants of moving ranges of two, which need no integral.
const (
	movingMean   = 2 / math.SqrtPi                            // d2(2)
	movingUpper  = 1 + 3*0.852502466427415668/movingMean      // D4(2); d3(2) = √(2 − 4/π)
	movingMedian = math.Sqrt2 * 0.674489750196081743202227014 // the upper quartile of the normal distribution
)
