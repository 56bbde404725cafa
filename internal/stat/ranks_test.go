package stat_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/stat"
)

// column reads the numbers of a column.
func column(t *testing.T, path, name string) []float64 {
	t.Helper()
	var list []float64
	for _, row := range golden.Table(t, path) {
		list = append(list, number(t, row[name]))
	}
	return list
}

// byMonth are the values of each month less the mean of their year, twelvefold: ties have to stay ties.
func byMonth(values []float64) [][]float64 {
	groups := make([][]float64, 12)
	for year := range slices.Chunk(values, 12) {
		sum := 0.0
		for _, v := range year {
			sum += v
		}
		for i, v := range year {
			groups[i] = append(groups[i], 12*v-sum)
		}
	}
	return groups
}

func TestKruskalWallisIsThatOfR(t *testing.T) {
	rows := golden.Table(t, "testdata/kpi_seasonality_test.csv")
	for _, row := range rows {
		h, freedom, p, err := stat.KruskalWallis(byMonth(column(t, "testdata/kpi_airpassengers.csv", "y")))
		if err != nil || math.Abs(h-number(t, row["stat"])) > 5e-7 || int64(freedom) != integer(t, row["df"]) ||
			!near(p, number(t, row["p"]), 2e-5) {
			t.Errorf("%v: %v %v %v %v", row, h, freedom, p, err) // the table has nine digits, and five of p
		}
	}
	if len(rows) != 1 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestMannWhitneyIsThatOfR(t *testing.T) {
	values := column(t, "testdata/kpi_delivery_hours.csv", "value")
	if len(values) != 60 {
		t.Fatalf("%d values", len(values))
	}
	for _, row := range golden.Table(t, "testdata/kpi_two_sample_means.csv") {
		pairs, p, err := stat.MannWhitney(values[:40], values[40:])
		if err != nil || pairs != number(t, row["mannwhitney_W"]) ||
			!near(p, number(t, row["mannwhitney_p_normal_cc"]), 1e-9) {
			t.Errorf("%v: %v %v %v", row, pairs, p, err)
		}
	}
}

// someGroups are whole numbers, so that there are ties.
func someGroups(t *rapid.T, least, most int) [][]float64 {
	value := rapid.Map(rapid.IntRange(-8, 8), func(i int) float64 { return float64(i) })
	groups := rapid.SliceOfN(rapid.SliceOfN(value, 1, 12), least, most).Draw(t, "groups")
	groups[0] = append(groups[0], 9)
	groups[1] = append(groups[1], -9)
	return groups
}

// ranksByCounting are the ranks of the values of a group among all, each by looking at every other value.
func ranksByCounting(groups [][]float64, values []float64) (ranks []float64) {
	for _, v := range values {
		below, same := 0, 0
		for _, other := range slices.Concat(groups...) {
			if other < v {
				below++
			} else if other == v {
				same++
			}
		}
		ranks = append(ranks, float64(below)+float64(same+1)/2)
	}
	return ranks
}

// tiesByCounting is Σ(t³−t): a tie of t values is met t times.
func tiesByCounting(groups [][]float64) (sum float64) {
	all := slices.Concat(groups...)
	for _, v := range all {
		same := 0.0
		for _, other := range all {
			if other == v {
				same++
			}
		}
		sum += same*same - 1
	}
	return sum
}

func TestKruskalWallisIsItsFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := someGroups(t, 2, 6)
		n, sum := float64(len(slices.Concat(groups...))), 0.0
		for _, values := range groups {
			total := 0.0
			for _, r := range ranksByCounting(groups, values) {
				total += r
			}
			sum += total * total / float64(len(values))
		}
		want := (12/(n*(n+1))*sum - 3*(n+1)) / (1 - tiesByCounting(groups)/(n*n*n-n))
		h, freedom, p, err := stat.KruskalWallis(groups)
		if err != nil || math.Abs(h-want) > 1e-9 || freedom != len(groups)-1 || !(p >= 0 && p <= 1) {
			t.Fatalf("%v %v %v %v: want %v", h, freedom, p, err, want)
		}
	})
}

func TestMannWhitneyIsItsFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := someGroups(t, 2, 2)
		want := 0.0
		for _, a := range groups[0] {
			for _, b := range groups[1] {
				if a > b {
					want++
				} else if a == b {
					want += 0.5
				}
			}
		}
		a, b := float64(len(groups[0])), float64(len(groups[1]))
		sigma := math.Sqrt(a * b / 12 * (a + b + 1 - tiesByCounting(groups)/((a+b)*(a+b-1))))
		z := want - a*b/2
		switch {
		case z > 0:
			z -= 0.5
		case z < 0:
			z += 0.5
		}
		below, _ := stat.NormalCDF(-math.Abs(z / sigma))
		pairs, p, err := stat.MannWhitney(groups[0], groups[1])
		if err != nil || pairs != want || !near(p, min(2*below, 1), 1e-9) {
			t.Fatalf("%v %v %v: want %v %v", pairs, p, err, want, 2*below)
		}
		back, turned, err := stat.MannWhitney(groups[1], groups[0])
		if err != nil || back != a*b-pairs || turned != p {
			t.Fatalf("%v %v, turned %v %v, %v", pairs, p, back, turned, err)
		}
	})
}

func TestRankTestsSeeTheOrderOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := someGroups(t, 2, 6)
		h, _, p, err := stat.KruskalWallis(groups)
		pairs, q, other := stat.MannWhitney(groups[0], groups[1])
		if err != nil || other != nil {
			t.Fatal(err, other)
		}
		bend := rapid.SampledFrom(
			[]func(float64) float64{math.Exp, math.Cbrt, math.Atan, func(x float64) float64 { return 1e100*x - 3 }},
		).Draw(t, "bend")
		bent := make([][]float64, len(groups))
		for i, values := range groups {
			for _, v := range rapid.Permutation(values).Draw(t, "order") {
				bent[i] = append(bent[i], bend(v))
			}
		}
		h2, _, p2, err := stat.KruskalWallis(bent)
		pairs2, q2, other := stat.MannWhitney(bent[0], bent[1])
		if err != nil || other != nil || h != h2 || p != p2 || pairs != pairs2 || q != q2 {
			t.Fatalf("%v %v %v %v, bent %v %v %v %v", h, p, pairs, q, h2, p2, pairs2, q2)
		}
	})
}

func TestTheOrderOfTheGroupsIsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := someGroups(t, 2, 6)
		h, _, p, err := stat.KruskalWallis(groups)
		h2, _, p2, other := stat.KruskalWallis(rapid.Permutation(groups).Draw(t, "order"))
		if err != nil || other != nil || !around(h, h2, 1e-12) || !around(p, p2, 1e-12) {
			t.Fatalf("%v %v and %v %v", h, p, h2, p2)
		}
		turned := make([][]float64, len(groups))
		for i, values := range groups {
			for _, v := range values {
				turned[i] = append(turned[i], -v)
			}
		}
		if h2, _, _, _ = stat.KruskalWallis(turned); h != h2 {
			t.Fatalf("%v, turned %v", h, h2)
		}
	})
}

// Two groups are both tests: H is the square of z without the correction for continuity.
func TestTwoGroupsAreOneQuestion(t *testing.T) {
	h, _, p, err := stat.KruskalWallis([][]float64{{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 11}})
	pairs, q, other := stat.MannWhitney([]float64{1, 2, 3, 4, 5, 6}, []float64{7, 8, 9, 10, 11})
	if err != nil || other != nil || pairs != 0 || !near(h, 7.5, 1e-12) || !(q > p) || math.Abs(q-p) > 0.003 {
		t.Errorf("%v %v %v and %v %v %v", h, p, err, pairs, q, other)
	}
}

func TestRanksRefuseWhatLiesOutside(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(-1)
	many := make([]float64, 1<<20)
	many[0] = 1
	for i, groups := range [][][]float64{
		nil, {{1, 2}}, {{1, 2}, nil}, {nil, {1}}, {{1}, {nan}}, {{inf}, {1}}, {{3, 3}, {3}}, {many, {1}},
	} {
		if h, freedom, p, err := stat.KruskalWallis(groups); !errors.Is(err, stat.ErrDomain) || h != 0 ||
			freedom != 0 || p != 0 {
			t.Errorf("%d: %v %v %v %v", i, h, freedom, p, err)
		}
		if len(groups) < 2 {
			continue
		}
		if pairs, p, err := stat.MannWhitney(groups[0], groups[1]); !errors.Is(err, stat.ErrDomain) || pairs != 0 ||
			p != 0 {
			t.Errorf("%d: %v %v %v", i, pairs, p, err)
		}
	}
	if h, _, p, err := stat.KruskalWallis([][]float64{many[:1<<19], many[1<<19:]}); err != nil || !near(h, 1, 1e-6) ||
		p > 1 {
		t.Errorf("as many as there may be: %v %v %v", h, p, err)
	}
}
