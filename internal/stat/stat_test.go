package stat_test

import (
	"errors"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/stat"
)

func table(t *testing.T, path string) [][]string {
	t.Helper()
	_, rows := golden.Rows(t, path)
	return rows
}

func number(t *testing.T, text string) float64 {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestNormalAgainstTheOracle(t *testing.T) {
	functions := map[string]struct {
		compute   func(float64) (float64, error)
		tolerance float64
	}{
		"loss":         {stat.NormalLoss, 1e-13},
		"distribution": {stat.NormalCDF, 1e-13},
		"quantile":     {stat.NormalQuantile, 1e-14},
	}
	for _, row := range table(t, "testdata/normal.csv") {
		function := functions[row[0]]
		want := number(t, row[2])
		got, err := function.compute(number(t, row[1]))
		if err != nil || math.Abs(got-want) > function.tolerance*math.Abs(want) {
			t.Errorf("%s(%s) = %v, %v; want %v", row[0], row[1], got, err, want)
		}
	}
}

func TestKnownValues(t *testing.T) {
	for p, want := range map[float64]float64{0.95: 1.6448536269514722, 0.99: 2.3263478740408408, 0.5: 0} {
		if got, err := stat.NormalQuantile(p); err != nil || math.Abs(got-want) > 1e-15*max(want, 1) {
			t.Errorf("quantile %v = %v, %v", p, got, err)
		}
	}
	if got, err := stat.NormalLoss(3); err != nil || math.Abs(got-0.000382154) > 5e-10 {
		t.Errorf("loss at 3 = %v, %v", got, err)
	}
	if got, err := stat.NormalCDF(math.Inf(1)); err != nil || got != 1 {
		t.Errorf("distribution at infinity = %v, %v", got, err)
	}
}

func TestWilsonAgainstTheOracle(t *testing.T) {
	for _, row := range table(t, "testdata/wilson.csv") {
		z, err := stat.NormalQuantile(1 - (1-number(t, row[2]))/2)
		if err != nil {
			t.Fatal(err)
		}
		low, high, err := stat.WilsonInterval(int64(number(t, row[0])), int64(number(t, row[1])), z)
		if err != nil || math.Abs(low-number(t, row[3])) > 1e-12 || math.Abs(high-number(t, row[4])) > 1e-12 {
			t.Errorf("%v: %v to %v, %v", row, low, high, err)
		}
	}
}

func TestOutsideTheDomainIsAnErrorAndNeverNaN(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, p := range []float64{0, 1, -1, 2, nan, inf, -inf, math.Copysign(0, -1)} {
		if got, err := stat.NormalQuantile(p); !errors.Is(err, stat.ErrDomain) || got != 0 {
			t.Errorf("quantile %v = %v, %v", p, got, err)
		}
	}
	if got, err := stat.NormalCDF(nan); !errors.Is(err, stat.ErrDomain) || got != 0 {
		t.Errorf("distribution of NaN = %v, %v", got, err)
	}
	for _, z := range []float64{nan, inf, -inf} {
		if got, err := stat.NormalLoss(z); !errors.Is(err, stat.ErrDomain) || got != 0 {
			t.Errorf("loss at %v = %v, %v", z, got, err)
		}
	}
	for _, c := range []struct {
		s, n int64
		z    float64
	}{{0, 0, 1}, {-1, 5, 1}, {6, 5, 1}, {1, 5, -1}, {1, 5, nan}, {1, 5, 41}, {1, 5, inf}} {
		if low, high, err := stat.WilsonInterval(c.s, c.n, c.z); !errors.Is(err, stat.ErrDomain) || low != 0 ||
			high != 0 {
			t.Errorf("Wilson of %v: %v, %v, %v", c, low, high, err)
		}
	}
}

func finite(r *rapid.T, from, to float64, label string) float64 {
	return rapid.Float64Range(from, to).Draw(r, label)
}

func TestEveryResultIsFinite(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		x := rapid.Float64().Draw(r, "x")
		n := rapid.Int64Range(1, math.MaxInt64).Draw(r, "n")
		low, high, _ := stat.WilsonInterval(rapid.Int64Range(0, n).Draw(r, "s"), n, x)
		p, _ := stat.NormalCDF(x)
		z, _ := stat.NormalQuantile(x)
		loss, _ := stat.NormalLoss(x)
		for _, got := range []float64{low, high, p, z, loss} {
			if math.IsNaN(got) || math.IsInf(got, 0) {
				r.Fatalf("at %v: %v", x, got)
			}
		}
	})
}

func TestTheDistributionIsSymmetric(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		z := finite(r, -40, 40, "z")
		a, _ := stat.NormalCDF(z)
		b, _ := stat.NormalCDF(-z)
		if math.Abs(a+b-1) > 1e-15 {
			r.Fatalf("%v and %v at %v", a, b, z)
		}
	})
}

func TestTheQuantileInvertsTheDistribution(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := finite(r, 1e-300, 0.5, "p")
		z, _ := stat.NormalQuantile(p)
		back, _ := stat.NormalCDF(z)
		if math.Abs(back-p) > 1e-12*p {
			r.Fatalf("%v comes back as %v", p, back)
		}
		if p > 1e-3 { // 1−p is exact enough there
			mirror, _ := stat.NormalQuantile(1 - p)
			if math.Abs(mirror+z) > 1e-12*(1+math.Abs(z)) {
				r.Fatalf("%v at %v, %v at its mirror", z, p, mirror)
			}
		}
	})
}

func TestTheLossAndItsMirrorDifferByTheArgument(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		z := finite(r, 0, 1e6, "z")
		up, _ := stat.NormalLoss(z)
		down, _ := stat.NormalLoss(-z)
		if math.Abs(down-z-up) > 1e-15*(1+z) {
			r.Fatalf("%v and %v at %v", up, down, z)
		}
	})
}

func TestTheLossFallsAndIsNeverBelowZero(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := finite(r, -40, 40, "a")
		b := a + finite(r, 0.001, 10, "step")
		left, _ := stat.NormalLoss(a)
		right, _ := stat.NormalLoss(b)
		if right < 0 || right > left || a < 30 && right == left || left < -a {
			r.Fatalf("%v at %v, %v at %v", left, a, right, b)
		}
	})
}

func TestWilsonHoldsTheProportionAndMirrors(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.Int64Range(1, 1e9).Draw(r, "n")
		s := rapid.Int64Range(0, n).Draw(r, "successes")
		z := finite(r, 0, 6, "z")
		low, high, _ := stat.WilsonInterval(s, n, z)
		share := float64(s) / float64(n)
		if low < 0 || high > 1 || low > share+1e-15 || high < share-1e-15 {
			r.Fatalf("%v is not in %v to %v", share, low, high)
		}
		if s == 0 && low != 0 || s == n && high != 1 {
			r.Fatalf("%d of %d: %v to %v", s, n, low, high)
		}
		left, right, _ := stat.WilsonInterval(n-s, n, z)
		if math.Abs(left-(1-high)) > 1e-14 || math.Abs(right-(1-low)) > 1e-14 {
			r.Fatalf("%v to %v, mirrored %v to %v", low, high, left, right)
		}
		wideLow, wideHigh, _ := stat.WilsonInterval(s, n, z+1)
		if wideLow > low+1e-15 || wideHigh < high-1e-15 {
			r.Fatalf("more confidence is narrower: %v to %v in %v to %v", low, high, wideLow, wideHigh)
		}
	})
}

func TestNothingAllocates(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		_, _ = stat.NormalQuantile(0.95)
		_, _ = stat.NormalCDF(2)
		_, _ = stat.NormalLoss(5)
		_, _, _ = stat.WilsonInterval(9, 10, 1.96)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkNormalQuantile(b *testing.B) {
	for b.Loop() {
		if _, err := stat.NormalQuantile(0.95); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNormalLoss(b *testing.B) {
	for b.Loop() {
		if _, err := stat.NormalLoss(2); err != nil {
			b.Fatal(err)
		}
	}
}
