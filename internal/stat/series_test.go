package stat_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/stat"
)

func TestAutocorrelationsAreThoseOfR(t *testing.T) {
	want := column(t, "testdata/kpi_acf.csv", "acf")
	got, err := stat.Autocorrelations(column(t, "testdata/kpi_airpassengers.csv", "y"), len(want)-1)
	if err != nil || len(got) != 25 {
		t.Fatal(len(got), err)
	}
	for lag, w := range want {
		if !within(got[lag], w, 1e-9) {
			t.Errorf("lag %d: %v, want %v", lag, got[lag], w)
		}
	}
}

func TestLjungBoxIsThatOfR(t *testing.T) {
	values := column(t, "testdata/kpi_airpassengers.csv", "y")
	rows := golden.Table(t, "testdata/kpi_ljungbox.csv")
	for _, row := range rows {
		q, p, err := stat.LjungBox(values, int(integer(t, row["lag"])))
		if err != nil || !near(q, number(t, row["ljung"]), 1e-9) || math.Abs(p-number(t, row["p"])) > 1e-15 {
			t.Errorf("%v: %v %v %v", row, q, p, err)
		}
	}
	if len(rows) != 3 {
		t.Errorf("%d rows", len(rows))
	}
}

// steps are whole numbers, so that moving and scaling them is exact.
func steps(t *rapid.T) []float64 {
	values := rapid.SliceOfN(
		rapid.Map(rapid.IntRange(-50, 50), func(i int) float64 { return float64(i) }), 2, 40,
	).Draw(t, "values")
	values[0] = 51
	return values
}

// correlationsTwin is the formula in whole numbers.
func correlationsTwin(values []float64, last int) (list []float64) {
	n, sum := int64(len(values)), int64(0)
	for _, v := range values {
		sum += int64(v)
	}
	product := func(lag int) *big.Int {
		all := new(big.Int)
		for i := range len(values) - lag {
			all.Add(all, big.NewInt((n*int64(values[i])-sum)*(n*int64(values[i+lag])-sum)))
		}
		return all
	}
	for lag := range last + 1 {
		r, _ := new(big.Rat).SetFrac(product(lag), product(0)).Float64()
		list = append(list, r)
	}
	return list
}

func TestAutocorrelationsAreTheirFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := steps(t)
		last := rapid.IntRange(0, len(values)-1).Draw(t, "last")
		got, err := stat.Autocorrelations(values, last)
		want := correlationsTwin(values, last)
		if err != nil || got[0] != 1 || len(got) != len(want) {
			t.Fatal(got, err)
		}
		sum := 0.0
		for lag, r := range got {
			if math.Abs(r-want[lag]) > 1e-12 || math.Abs(r) > 1 {
				t.Fatalf("%v, want %v", got, want)
			}
			if n := float64(len(values)); lag > 0 {
				sum += n * (n + 2) * r * r / (n - float64(lag))
			}
		}
		if last == 0 {
			return
		}
		q, p, err := stat.LjungBox(values, last)
		if err != nil || !around(q, sum, 1e-12) || !(p >= 0 && p <= 1) {
			t.Fatalf("%v %v %v, want %v", q, p, err, sum)
		}
	})
}

func TestMovingAndScalingLeavesTheAutocorrelations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := steps(t)
		by, scale := float64(
			rapid.IntRange(-1e6, 1e6).Draw(t, "by"),
		), rapid.SampledFrom([]float64{1, -1, 0x1p-1000, -0x1p900}).Draw(t, "scale")
		other := slices.Clone(values)
		for i, v := range other {
			other[i] = (v + by) * scale
		}
		last := len(values) - 1
		a, err := stat.Autocorrelations(values, last)
		b, errOther := stat.Autocorrelations(other, last)
		slices.Reverse(other)
		c, errBack := stat.Autocorrelations(other, last)
		if err != nil || errOther != nil || errBack != nil || !slices.Equal(a, b) {
			t.Fatalf("%v and %v: %v %v %v", a, b, err, errOther, errBack)
		}
		for lag := range a {
			if math.Abs(a[lag]-c[lag]) > 1e-12 {
				t.Fatalf("%v, backwards %v", a, c)
			}
		}
		q, p, err := stat.LjungBox(values, last)
		q2, p2, errOther := stat.LjungBox(other, last)
		if err != nil || errOther != nil || !around(q, q2, 1e-9) || math.Abs(p-p2) > 1e-9 {
			t.Fatalf("%v %v and %v %v", q, p, q2, p2)
		}
	})
}

// A lag more never makes the statistic smaller.
func TestMoreLagsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values, before := steps(t), 0.0
		for last := 1; last < len(values); last++ {
			q, _, err := stat.LjungBox(values, last)
			if err != nil || q < before*(1-1e-12) {
				t.Fatalf("%v after %v: %v", q, before, err)
			}
			before = q
		}
	})
}

func TestSeriesRefuseWhatLiesOutside(t *testing.T) {
	for i, c := range []struct {
		values []float64
		last   int
	}{
		{nil, 0},
		{[]float64{1}, 0},
		{[]float64{0.1, 0.1, 0.1}, 1},
		{[]float64{1, 2}, -1},
		{[]float64{1, 2}, 2},
		{[]float64{1, math.NaN()}, 1},
		{[]float64{math.Inf(1), 1}, 1},
		{[]float64{math.MaxFloat64, -math.MaxFloat64}, 1},
		{make([]float64, 1<<20), 512},
	} {
		if r, err := stat.Autocorrelations(c.values, c.last); !errors.Is(err, stat.ErrDomain) || r != nil {
			t.Errorf("%d: %v %v", i, r, err)
		}
		if q, p, err := stat.LjungBox(c.values, c.last); !errors.Is(err, stat.ErrDomain) || q != 0 || p != 0 {
			t.Errorf("%d: %v %v %v", i, q, p, err)
		}
	}
	if _, _, err := stat.LjungBox([]float64{1, 2}, 0); !errors.Is(err, stat.ErrDomain) {
		t.Error(err)
	}
	long := make([]float64, 1<<20)
	for i := range long {
		long[i] = float64(i)
	}
	if q, p, err := stat.LjungBox(long, 20); err != nil || p != 0 || math.IsInf(q, 0) {
		t.Errorf("a long climb: %v %v %v", q, p, err)
	}
}
