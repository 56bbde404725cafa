package stat_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/stat"
	"pgregory.net/rapid"
)

// within tells whether a figure is one of a table, with a relative tolerance. The tables round what is 0 to a trifle.
func within(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*math.Abs(want)+1e-16
}

// around is within, for figures that are sums of terms of the order of 1.
func around(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*max(1, math.Abs(want))
}

// answers tells whether an answer is what a table has: a figure, or none, which wants an error.
func answers(t *testing.T, got float64, err error, want string, tolerance float64) bool {
	t.Helper()
	switch want {
	case "", "NA", "NaN":
		return err != nil
	}
	return err == nil && within(got, number(t, want), tolerance)
}

// eachRow holds the rows of a table against the answers to them; it says how many agree.
func eachRow(t *testing.T, name string, agrees func(row map[string]string) bool) {
	t.Helper()
	rows, passed := golden.Table(t, "testdata/"+name), 0
	for _, row := range rows {
		if !agrees(row) {
			t.Errorf("%v", row)
			continue
		}
		passed++
	}
	if len(rows) == 0 {
		t.Errorf("%s has no rows", name)
	}
	t.Logf("%s: %d rows passed of %d", name, passed, len(rows))
}

func integer(t *testing.T, text string) int64 { return int64(number(t, text)) }

func TestBinomialIntervalsAreThoseOfR(t *testing.T) {
	eachRow(t, "kpi_binomial_ci.csv", func(row map[string]string) bool {
		x, n, confidence := integer(t, row["x"]), integer(t, row["n"]), number(t, row["conf"])
		low, high, err := stat.ClopperPearson(x, n, confidence)
		exact := answers(t, low, err, row["cp_lo"], 1e-9) && answers(t, high, err, row["cp_hi"], 1e-9)
		z, err := stat.NormalQuantile((1 + confidence) / 2)
		if err != nil {
			t.Fatal(err)
		}
		low, high, err = stat.WilsonInterval(x, n, z)
		return exact && answers(t, low, err, row["wilson_lo"], 1e-9) && answers(t, high, err, row["wilson_hi"], 1e-9)
	})
}

func TestTwoProportionsAreThoseOfR(t *testing.T) {
	z95, err := stat.NormalQuantile(0.975)
	if err != nil {
		t.Fatal(err)
	}
	eachRow(t, "kpi_two_proportions.csv", func(row map[string]string) bool {
		x1, n1, x2, n2 := integer(t, row["x1"]), integer(t, row["n1"]), integer(t, row["x2"]), integer(t, row["n2"])
		low, high, err := stat.NewcombeInterval(x1, n1, x2, n2, z95)
		interval := answers(t, low, err, row["newcombe95_lo"], 1e-8) &&
			answers(t, high, err, row["newcombe95_hi"], 1e-8)
		z, p, err := stat.PooledZ(x1, n1, x2, n2)
		pooled := answers(t, z, err, row["z_pooled"], 1e-8) && answers(t, p, err, row["p_two_sided"], 1e-8)
		p, err = stat.FisherExact(x1, n1, x2, n2)
		return interval && pooled && answers(t, p, err, row["fisher_two_sided"], 1e-8)
	})
}

// TestProportionsThatDoNotVaryHaveNoZ, which tables leave blank.
func TestProportionsThatDoNotVaryHaveNoZ(t *testing.T) {
	for _, x := range []int64{0, 7} {
		if z, p, err := stat.PooledZ(x, 7, x, 7); !answers(t, z, err, "", 0) || !answers(t, p, err, "", 0) {
			t.Errorf("%v %v %v", z, p, err)
		}
	}
}

func TestWelchIsThatOfR(t *testing.T) {
	eachRow(t, "kpi_two_sample_means.csv", func(row map[string]string) bool {
		sd1, sd2 := number(t, row["sd1"]), number(t, row["sd2"])
		low, high, p, err := stat.WelchInterval(
			number(t, row["mean1"]), sd1*sd1, 40, number(t, row["mean2"]), sd2*sd2, 20, 0.95,
		)
		return answers(t, low, err, row["welch95_lo"], 1e-8) && answers(t, high, err, row["welch95_hi"], 1e-8) &&
			answers(t, p, err, row["welch_p"], 1e-8)
	})
}

func TestRatesAreThoseOfR(t *testing.T) {
	eachRow(t, "kpi_poisson_rates.csv", func(row map[string]string) bool {
		x1, t1, x2, t2 := integer(t, row["x1"]), number(t, row["t1"]), integer(t, row["x2"]), number(t, row["t2"])
		low, high, err := stat.PoissonInterval(x1, t1, 0.95)
		interval := answers(t, low, err, row["rate1_exact95_lo"], 1e-8) &&
			answers(t, high, err, row["rate1_exact95_hi"], 1e-8)
		p, err := stat.RateRatioTest(x1, t1, x2, t2)
		return interval && answers(t, p, err, row["p_two_sided"], 1e-8)
	})
}

// poissonTail is the probability of at least x events, summed.
func poissonTail(x int64, mean float64) float64 {
	term, below := math.Exp(-mean), 0.0
	for k := range x {
		below += term
		term *= mean / float64(k+1)
	}
	return 1 - below
}

func TestEndsOfARateLeaveHalfOfTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Int64Range(0, 60).Draw(t, "events")
		exposure := rapid.Float64Range(0.1, 100).Draw(t, "exposure")
		confidence := rapid.Float64Range(0.5, 0.999).Draw(t, "confidence")
		low, high, err := stat.PoissonInterval(x, exposure, confidence)
		if err != nil || low > float64(x)/exposure || high < float64(x)/exposure {
			t.Fatalf("%v %v %v", low, high, err)
		}
		half := (1 - confidence) / 2
		if x > 0 && math.Abs(poissonTail(x, low*exposure)-half) > 1e-8 ||
			math.Abs(1-poissonTail(x+1, high*exposure)-half) > 1e-8 {
			t.Fatalf("%v to %v leaves other than %v", low, high, half)
		}
	})
}

func TestQuantilesAreThoseOfR(t *testing.T) {
	sets := map[string][]float64{}
	for _, row := range golden.Table(t, "testdata/kpi_quantile_data.csv") {
		sets[row["dataset"]] = append(sets[row["dataset"]], number(t, row["value"]))
	}
	for _, values := range sets {
		slices.Sort(values)
	}
	eachRow(t, "kpi_quantiles.csv", func(row map[string]string) bool {
		// The table has the float64 nearest to a share of few decimals.
		p, _ := new(big.Rat).SetString(strconv.FormatFloat(number(t, row["p"]), 'f', -1, 64))
		num, den := p.Num().Int64(), p.Denom().Int64()
		got, err := stat.SampleQuantile(sets[row["dataset"]], num, den, int(integer(t, row["type"])))
		return answers(t, got, err, row["q"], 1e-12)
	})
}

// fisherTwin sums the tables in whole numbers.
func fisherTwin(x1, n1, x2, n2 int64) float64 {
	m := x1 + x2
	ways := func(k int64) *big.Int {
		return new(big.Int).Mul(new(big.Int).Binomial(n1, k), new(big.Int).Binomial(n2, m-k))
	}
	own, sum := ways(x1), new(big.Int)
	for k := max(0, m-n2); k <= min(n1, m); k++ {
		if w := ways(k); w.Cmp(own) <= 0 {
			sum.Add(sum, w)
		}
	}
	p, _ := new(big.Rat).SetFrac(sum, new(big.Int).Binomial(n1+n2, m)).Float64()
	return p
}

func TestFisherIsTheSumOfTheTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n1, n2 := rapid.Int64Range(1, 60).Draw(t, "n1"), rapid.Int64Range(1, 60).Draw(t, "n2")
		x1, x2 := rapid.Int64Range(0, n1).Draw(t, "x1"), rapid.Int64Range(0, n2).Draw(t, "x2")
		got, err := stat.FisherExact(x1, n1, x2, n2)
		if want := fisherTwin(x1, n1, x2, n2); err != nil || !near(got, want, 1e-11) {
			t.Fatalf("%v, %v: want %v", got, err, want)
		}
	})
}

// binomialTwin sums the probabilities of a proportion of a ÷ b in whole numbers.
func binomialTwin(x, n, a, b int64) float64 {
	power := func(base, exponent int64) *big.Int {
		return new(big.Int).Exp(big.NewInt(base), big.NewInt(exponent), nil)
	}
	ways := func(k int64) *big.Int {
		w := new(big.Int).Binomial(n, k)
		return w.Mul(w, power(a, k)).Mul(w, power(b-a, n-k))
	}
	own, sum := ways(x), new(big.Int)
	for k := range n + 1 {
		if w := ways(k); w.Cmp(own) <= 0 {
			sum.Add(sum, w)
		}
	}
	p, _ := new(big.Rat).SetFrac(sum, power(b, n)).Float64()
	return p
}

func TestTheBinomialTestIsTheSumOfTheCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 60).Draw(t, "n")
		x := rapid.Int64Range(0, n).Draw(t, "x")
		a := rapid.Int64Range(0, 100).Draw(t, "percent")
		got, err := stat.BinomialTest(x, n, float64(a)/100)
		if want := binomialTwin(x, n, a, 100); err != nil || !near(got, want, 1e-11) {
			t.Fatalf("%v, %v: want %v", got, err, want)
		}
	})
}

// sameChance does not tell apart what lies where the sums end.
func sameChance(p, q float64) bool { return near(p, q, 1e-6) || max(p, q) < 1e-280 }

func TestTestsDoNotDependOnWhatIsCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n1, n2 := rapid.Int64Range(1, 1e6).Draw(t, "n1"), rapid.Int64Range(1, 1e6).Draw(t, "n2")
		x1, x2 := rapid.Int64Range(0, n1).Draw(t, "x1"), rapid.Int64Range(0, n2).Draw(t, "x2")
		p, _ := stat.FisherExact(x1, n1, x2, n2)
		mirrored, _ := stat.FisherExact(n1-x1, n1, n2-x2, n2)
		swapped, _ := stat.FisherExact(x2, n2, x1, n1)
		if !sameChance(p, mirrored) || !sameChance(p, swapped) {
			t.Fatalf("%v, of the failures %v, swapped %v", p, mirrored, swapped)
		}
		low, high, _ := stat.NewcombeInterval(x1, n1, x2, n2, 2)
		back, forth, _ := stat.NewcombeInterval(x2, n2, x1, n1, 2)
		if difference := float64(x1)/float64(n1) - float64(x2)/float64(n2); low != -forth || high != -back ||
			difference < low || difference > high {
			t.Fatalf("%v to %v, swapped %v to %v, about %v", low, high, back, forth, difference)
		}
	})
}

func TestComparisonsRefuseWhatLiesOutside(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	of := func(_ float64, err error) error { return err }
	of2 := func(_, _ float64, err error) error { return err }
	of3 := func(_, _, _ float64, err error) error { return err }
	for i, err := range []error{
		of2(stat.NewcombeInterval(1, 0, 1, 2, 1)), of2(stat.NewcombeInterval(3, 2, 1, 2, 1)),
		of2(stat.NewcombeInterval(1, 2, -1, 2, 1)),
		of2(stat.NewcombeInterval(1, 2, 1, 2, nan)), of2(stat.NewcombeInterval(1, math.MaxInt64, 1, 2, 1)),
		of2(stat.PooledZ(0, 2, 0, 2)), of2(stat.PooledZ(2, 2, 2, 2)), of2(stat.PooledZ(1, 1<<53, 1, 1)),
		of2(stat.ScoreZ(1, 2, 0)), of2(stat.ScoreZ(1, 2, 1)), of2(stat.ScoreZ(1, 2, nan)), of2(stat.ScoreZ(1, 0, 0.5)),
		of2(stat.ScoreZ(3, 2, 0.5)),
		of2(stat.ClopperPearson(1, 0, 0.95)), of2(stat.ClopperPearson(1, 2, 1)), of2(stat.ClopperPearson(-1, 2, 0.95)),
		of2(stat.ClopperPearson(1, 2, nan)),
		of(stat.FisherExact(1, 0, 1, 2)), of(stat.FisherExact(1, 2, 3, 2)), of(stat.BinomialTest(1, 0, 0.5)),
		of(stat.BinomialTest(3, 2, 0.5)),
		of(stat.BinomialTest(1, 2, nan)), of(stat.BinomialTest(1, 2, 1.5)),
		of3(stat.WelchInterval(1, 0, 2, 2, 0, 2, 0.95)), of3(stat.WelchInterval(1, 1, 1, 2, 1, 2, 0.95)),
		of3(stat.WelchInterval(nan, 1, 2, 2, 1, 2, 0.95)),
		of3(stat.WelchInterval(inf, 1, 2, 2, 1, 2, 0.95)), of3(stat.WelchInterval(1, inf, 2, 2, 1, 2, 0.95)),
		of3(stat.WelchInterval(1, -1, 2, 2, 1, 2, 0.95)),
		of3(stat.WelchInterval(1, 1, 2, 2, 1, 2, 1)),
		of3(stat.WelchInterval(math.MaxFloat64, 1, 2, -math.MaxFloat64, 1, 2, 0.95)),
		of2(stat.PoissonInterval(-1, 1, 0.95)), of2(stat.PoissonInterval(1, 0, 0.95)),
		of2(stat.PoissonInterval(1, nan, 0.95)),
		of2(stat.PoissonInterval(1, inf, 0.95)), of2(stat.PoissonInterval(1, 1, 0)),
		of2(stat.RateDifference(1, 1, 1, 0, 0.95)),
		of2(stat.RateDifference(1, 0, 1, 1, 0.95)), of(stat.RateRatioTest(1, 1, -1, 1)),
		of(stat.RateRatioTest(1, inf, 1, 1)), of(stat.RateRatioTest(1<<53, 1, 1, 1)),
		of(stat.SampleQuantile(nil, 1, 2, 7)), of(stat.SampleQuantile([]float64{1}, 0, 0, 7)),
		of(stat.SampleQuantile([]float64{1}, 1, 2, 0)),
		of(stat.SampleQuantile([]float64{1}, 1, 2, 10)), of(stat.SampleQuantile([]float64{1}, 3, 2, 7)),
		of(stat.SampleQuantile([]float64{1}, -1, 2, 7)), of(stat.SampleQuantile([]float64{1}, 1, -2, 7)),
		of(stat.TwoSidedZ(0)), of(stat.TwoSidedZ(1)), of(stat.TwoSidedZ(nan)), of(stat.TwoSidedZ(1e-17)),
	} {
		if !errors.Is(err, stat.ErrDomain) {
			t.Errorf("%d: %v", i, err)
		}
	}
}

// The score test and the Wilson interval are one thing seen from two sides.
func TestScoresLieAtTheEndsOfWilson(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(2, 1e6).Draw(t, "n")
		x := rapid.Int64Range(1, n-1).Draw(t, "x")
		z := rapid.Float64Range(0.1, 4).Draw(t, "z")
		low, high, err := stat.WilsonInterval(x, n, z)
		if err != nil {
			t.Fatal(err)
		}
		above, p, err := stat.ScoreZ(x, n, low)
		below, q, errHigh := stat.ScoreZ(x, n, high)
		want, _ := stat.NormalCDF(-z)
		if err != nil || errHigh != nil || !near(above, z, 1e-6) || !near(below, -z, 1e-6) || !near(p, 2*want, 1e-4) ||
			!near(q, 2*want, 1e-4) {
			t.Fatalf("%v %v and %v %v, want %v %v", above, p, below, q, z, 2*want)
		}
	})
}

func TestRateDifferencesTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x1, x2 := rapid.Int64Range(0, 1000).Draw(t, "x1"), rapid.Int64Range(0, 1000).Draw(t, "x2")
		t1, t2 := rapid.Float64Range(0.1, 1000).Draw(t, "t1"), rapid.Float64Range(0.1, 1000).Draw(t, "t2")
		low, high, err := stat.RateDifference(x1, t1, x2, t2, 0.95)
		back, forth, errBack := stat.RateDifference(x2, t2, x1, t1, 0.95)
		difference := float64(x1)/t1 - float64(x2)/t2
		if err != nil || errBack != nil || low != -forth || high != -back || difference < low || difference > high {
			t.Fatalf("%v to %v, back %v to %v, about %v", low, high, back, forth, difference)
		}
		p, err := stat.RateRatioTest(x1, t1, x2, t2)
		turned, errBack := stat.RateRatioTest(x2, t2, x1, t1)
		if err != nil || errBack != nil || !sameChance(p, turned) {
			t.Fatalf("%v, turned %v", p, turned)
		}
	})
}

func TestNothingHappenedIsNoDifference(t *testing.T) {
	if p, err := stat.RateRatioTest(0, 1, 0, 2); p != 1 || err != nil {
		t.Errorf("%v, %v", p, err)
	}
	for given, want := range map[float64]float64{0: 0, 1: 0} {
		if p, err := stat.BinomialTest(1, 2, given); p != want || err != nil {
			t.Errorf("%v: %v, %v", given, p, err)
		}
	}
}
