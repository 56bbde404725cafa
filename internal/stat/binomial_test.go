package stat_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/stat"
)

// TestBinomialQuantilesAreThoseOfASum adds the probabilities up one by one.
func TestBinomialQuantilesAreThoseOfASum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 300).Draw(t, "n")
		p := rapid.Float64Range(0.001, 0.999).Draw(t, "p")
		prob := rapid.Float64Range(0.0001, 0.9999).Draw(t, "prob")
		got, err := stat.BinomialQuantile(n, p, prob)
		if err != nil {
			t.Fatal(err)
		}
		all, _ := math.Lgamma(float64(n) + 1)
		sum, want := 0.0, float64(n)
		for k := 0.0; k <= float64(n); k++ {
			chosen, _ := math.Lgamma(k + 1)
			rest, _ := math.Lgamma(float64(n) - k + 1)
			sum += math.Exp(all - chosen - rest + k*math.Log(p) + (float64(n)-k)*math.Log1p(-p))
			if math.Abs(sum-prob) < 1e-12 {
				return // which side it is on is a matter of rounding
			}
			if sum >= prob {
				want = k
				break
			}
		}
		if got != want {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

func TestBinomialQuantileDomain(t *testing.T) {
	for _, c := range []struct {
		n       int64
		p, prob float64
	}{
		{0, 0.5, 0.5},
		{1<<40 + 1, 0.5, 0.5},
		{10, 0, 0.5},
		{10, 1, 0.5},
		{10, math.NaN(), 0.5},
		{10, 0.5, 0},
		{10, 0.5, 1},
		{10, 0.5, math.NaN()},
	} {
		if _, err := stat.BinomialQuantile(c.n, c.p, c.prob); err == nil {
			t.Errorf("%v is taken", c)
		}
	}
}
