package demand

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestSlopeIsTheDifferenceQuotient holds the way back to differences of the way there, for every model.
func TestSlopeIsTheDifferenceQuotient(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	series := make([]float64, 40)
	for i := range series {
		series[i] = 50 + float64(i) + 10*float64(i%4) + 5*r.NormFloat64()
	}
	for _, f := range append(
		forms(series, 4), form{season: multiplied}, form{season: multiplied, trend: true, damped: true},
	) {
		s := newSearch(f, series, 4, nil)
		x := make([]float64, s.descent.n)
		for i := range x {
			x[i] = 0.3 * r.NormFloat64()
		}
		slope, other := make([]float64, len(x)), make([]float64, len(x))
		s.objective(x, slope)
		for i := range x {
			const step = 1e-5
			keep := x[i]
			x[i] = keep + step
			up := s.objective(x, other)
			x[i] = keep - step
			down := s.objective(x, other)
			x[i] = keep
			if want := (up - down) / (2 * step); math.Abs(slope[i]-want) > 1e-4*(1+math.Abs(want)) {
				t.Errorf("%s: slope %d is %v, want %v", f, i, slope[i], want)
			}
		}
	}
}
