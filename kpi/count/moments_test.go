package count_test

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/count"
)

// scaled is a decimal number in units of 10^-decimals.
func scaled(t *testing.T, text string, decimals int) int64 {
	t.Helper()
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) > decimals {
		t.Fatalf("%s has more than %d decimals", text, decimals)
	}
	n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", decimals-len(fraction)), 10, 64)
	needs(t, err)
	return n
}

// unscaled are mean, variance and standard deviation of values in units of 10^-decimals.
func unscaled(t *testing.T, m count.Moments, decimals int) (mean, variance, sd float64) {
	t.Helper()
	ratio, err := m.Mean()
	needs(t, err)
	variance, ok := m.Variance()
	if !ok {
		t.Fatal("no variance")
	}
	unit := int64(math.Pow10(decimals))
	mean, _ = new(big.Rat).Mul(big.NewRat(ratio.Num(), ratio.Den()), big.NewRat(1, unit)).Float64()
	return mean, variance / float64(unit) / float64(unit), math.Sqrt(variance) / float64(unit)
}

func float(t *testing.T, text string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(text, 64)
	needs(t, err)
	return f
}

func off(got, want float64) float64 { return math.Abs(got-want) / math.Abs(want) }

// The numerical accuracy sets of NIST's Statistical Reference Datasets, with their certified values: large
// means, small deviations. One value comes first, then two in turn.
func TestMomentsOfTheReferenceDatasets(t *testing.T) {
	rows := golden.Table(t, "testdata/kpi_strd_univariate.csv")
	passed := 0
	for _, row := range rows {
		var m count.Moments
		add := func(list string) {
			for text := range strings.SplitSeq(list, ";") {
				needs(t, m.Add(scaled(t, text, 1)))
			}
		}
		first, rest, repeated := strings.Cut(row["construct"], " then 500x")
		add(first)
		if repeated {
			for range 500 {
				add(strings.Trim(rest, "()"))
			}
		}
		mean, _, sd := unscaled(t, m, 1)
		if strconv.FormatInt(m.N(), 10) != row["n"] || mean != float(t, row["certified_mean"]) || sd != float(
			t, row["certified_sd"],
		) {
			t.Errorf("%s: %d values, mean %v, deviation %v; want %v", row["dataset"], m.N(), mean, sd, row)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

// By R: mean, var and sd of the sets in kpi_quantile_data.csv.
func TestMomentsAgreeWithR(t *testing.T) {
	const decimals = 4
	sets := map[string]*count.Moments{}
	for _, row := range golden.Table(t, "testdata/kpi_quantile_data.csv") {
		if sets[row["dataset"]] == nil {
			sets[row["dataset"]] = new(count.Moments)
		}
		// The shortest text of the same float64: the table has all its digits.
		shortest := strconv.FormatFloat(float(t, row["value"]), 'f', -1, 64)
		needs(t, sets[row["dataset"]].Add(scaled(t, shortest, decimals)))
	}
	rows := golden.Table(t, "testdata/kpi_moments.csv")
	worst, passed := 0.0, 0
	for _, row := range rows {
		m := *sets[row["dataset"]]
		mean, variance, sd := unscaled(t, m, decimals)
		far := max(off(mean, float(t, row["mean"])), off(variance, float(t, row["var"])), off(sd, float(t, row["sd"])))
		worst = max(worst, far)
		if strconv.FormatInt(m.N(), 10) != row["n"] || far > 1e-15 {
			t.Errorf(
				"%s: %d values, mean %v, variance %v, deviation %v; want %v", row["dataset"], m.N(), mean, variance,
				sd, row,
			)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d, worst %.1e", passed, len(rows), worst)
}
