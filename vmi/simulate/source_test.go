package simulate

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestSourcesHaveTheirMoments draws many figures; mean and variance are held to five of their own standard
// errors.
func TestSourcesHaveTheirMoments(t *testing.T) {
	for name, c := range map[string]struct {
		source                   Source
		mean, variance, kurtosis float64
	}{
		"constant": {Constant(3), 3, 0, 1}, "nothing": {Source{}, 0, 0, 1}, "normal": {Normal(50, 4), 50, 16, 3},
		"gamma":           {Gamma(1.2, 100/1.2), 100, 100 * 100 / 1.2, 3 + 6/1.2},
		"gamma below one": {Gamma(0.4, 5), 2, 10, 3 + 6/0.4},
		"exponential":     {Exponential(4), 4, 16, 9}, "Poisson": {Poisson(12.5), 12.5, 12.5, 3 + 1/12.5},
		"large Poisson": {Poisson(5000), 5000, 5000, 3},
		"no Poisson":    {Poisson(0), 0, 0, 1}, "discrete": {Discrete(2, []float64{1, 0, 3}), 3.5, 0.75, 7.0 / 3},
		"sample": {Sample([]float64{1, 5}), 3, 4, 1},
	} {
		if c.source.err != nil {
			t.Fatal(c.source.err)
		}
		var r rand.PCG
		r.Seed(5, 6)
		const n = 400_000
		var sum, squares float64
		for range n {
			x := c.source.draw(&r) - c.mean
			sum, squares = sum+x, squares+x*x
		}
		if off := 5 * math.Sqrt(c.variance/n); math.Abs(sum/n) > off+1e-9 {
			t.Errorf("%s: the mean is off by %v, at most %v", name, sum/n, off)
		}
		if off := 5 * c.variance * math.Sqrt((c.kurtosis-1)/n); math.Abs(
			squares/n-c.variance,
		) > off+1e-9*c.variance+1e-12 {
			t.Errorf("%s: variance %v, want %v", name, squares/n, c.variance)
		}
	}
}
