package simulate

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Source draws random figures. The zero Source always draws nothing.
type Source struct {
	kind   kind
	a, b   float64
	values []float64 // in the order of their shares
	upTo   []float64 // cumulative shares
	guide  []int32   // where to begin to look, for equal steps of the share
	err    error
}

type kind uint8

const (
	constant kind = iota
	normal
	gamma
	exponential
	table
)

// Constant draws one figure for ever.
func Constant(x float64) Source { return Source{kind: constant, a: x}.checked(x, x) }

// Normal draws from the normal distribution, cut at zero.
func Normal(mean, sd float64) Source { return Source{kind: normal, a: mean, b: sd}.checked(mean, sd) }

// Gamma draws from the gamma distribution with a shape above zero.
func Gamma(shape, scale float64) Source {
	s := Source{kind: gamma, a: shape, b: scale}.checked(shape, scale)
	if shape == 0 {
		s.err = fault("/shape", shape, "must be above 0")
	}
	return s
}

// Exponential draws from the exponential distribution.
func Exponential(mean float64) Source { return Source{kind: exponential, a: mean}.checked(mean, mean) }

// checked keeps the fault of a parameter until the source is used.
func (s Source) checked(a, b float64) Source {
	if !(a >= 0 && a <= mostFigure && b >= 0 && b <= mostFigure) {
		s.err = fault("", math.Min(a, b), "0 to 1e12")
	}
	return s
}

func fault(path string, value float64, detail string) error {
	e := logistics.NewFieldError(logistics.FaultOutOfRange, strconv.FormatFloat(value, 'g', 12, 64), detail)
	e.Path = path
	return e
}

const mostFigure = 1e12

// Discrete draws the numbers from first on, each with its probability. The probabilities are scaled to
// sum to one.
func Discrete(first int, probabilities []float64) Source {
	values := make([]float64, len(probabilities))
	for i := range values {
		values[i] = float64(first + i)
	}
	return weighted(values, probabilities)
}

// Poisson draws from the Poisson distribution.
func Poisson(mean float64) Source {
	if !(mean >= 0 && mean <= 1e6) {
		return Source{err: fault("/mean", mean, "from 0 to 1e6")}
	}
	// Far from the mean nothing is left of the probability: twelve deviations, and some for small means.
	last := int(mean + 12*math.Sqrt(mean) + 30)
	first := max(int(mean-12*math.Sqrt(mean)-30), 0)
	p := make([]float64, last-first+1)
	for i := range p {
		n := float64(first + i)
		log, _ := math.Lgamma(n + 1)
		if p[i] = math.Exp(n*math.Log(mean) - mean - log); mean == 0 {
			p[i] = 0
			p[0] = 1
		}
	}
	return Discrete(first, p)
}

// Sample draws one of the values at random: a history as it was.
func Sample(values []float64) Source {
	weights := make([]float64, len(values))
	for i := range weights {
		weights[i] = 1
	}
	return weighted(slices.Clone(values), weights)
}

// weighted draws from a table by inversion: a guide says where to begin for each of equal steps of the
// share, so that a draw takes constant time.
func weighted(values, weights []float64) Source {
	s := Source{kind: table, values: values}
	total := 0.0
	for i, w := range weights {
		if !(w >= 0 && w <= mostFigure) {
			return Source{err: fault("/"+strconv.Itoa(i), w, "a weight from 0 to 1e12")}
		}
		if !(values[i] >= 0 && values[i] <= mostFigure) {
			return Source{err: fault("/"+strconv.Itoa(i), values[i], "a figure from 0 to 1e12")}
		}
		total += w
	}
	if !(total > 0) {
		return Source{err: fault("", total, "weights must add up to more than 0")}
	}
	s.upTo = make([]float64, len(weights))
	sum, last := 0.0, 0
	for i, w := range weights {
		sum += w
		s.upTo[i] = sum / total
		if w > 0 {
			last = i
		}
	}
	for i := last; i < len(s.upTo); i++ {
		s.upTo[i] = 1 // whatever the sums have lost
	}
	s.guide = make([]int32, len(values)+1)
	k := 0
	for g := range s.guide {
		for s.upTo[k] < float64(g)/float64(len(values)) {
			k++
		}
		s.guide[g] = int32(k)
	}
	return s
}

// draw is the next figure of a stream.
func (s *Source) draw(r *rand.PCG) float64 {
	switch s.kind {
	case table:
		u := unit(r)
		k := s.guide[int(u*float64(len(s.values)))]
		for s.upTo[k] <= u {
			k++
		}
		return s.values[k]
	case normal:
		return math.Max(s.a+s.b*gauss(r), 0)
	case gamma:
		return s.b * gammaDraw(r, s.a)
	case exponential:
		return s.a * expo(r)
	}
	return s.a
}

// unit is uniform from 0 up to 1.
func unit(r *rand.PCG) float64 { return float64(r.Uint64()>>11) / (1 << 53) }

func expo(r *rand.PCG) float64 { return -math.Log1p(-unit(r)) }

// gauss is one standard normal figure, by the polar method.
func gauss(r *rand.PCG) float64 {
	for range 1000 { // each round ends with more than three in four
		x, y := 2*unit(r)-1, 2*unit(r)-1
		if q := x*x + y*y; q > 0 && q < 1 {
			return x * math.Sqrt(-2*math.Log(q)/q)
		}
	}
	return 0
}

// gammaDraw is by Marsaglia and Tsang; below a shape of one a power of a uniform figure brings it back.
func gammaDraw(r *rand.PCG, shape float64) float64 {
	boost := 1.0
	if shape < 1 {
		boost = math.Pow(1-unit(r), 1/shape)
		shape++
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for range 1000 { // each round ends with more than nineteen in twenty
		x := gauss(r)
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-unit(r)) < 0.5*x*x+d*(1-v+math.Log(v)) {
			return boost * d * v
		}
	}
	return boost * d
}
