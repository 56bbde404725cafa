package compare_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/compare"
	"pgregory.net/rapid"
)

func TestSeasonalIsThatOfR(t *testing.T) {
	want := table(t, "testdata/kpi_seasonality_test.csv")
	s, err := compare.Seasonal(12, table(t, "testdata/kpi_seasonality_airpassengers.csv")["y"], logistics.Ratio{})
	if err != nil || len(want["stat"]) != 1 || s.Verdict != compare.SeasonsShown || s.Cycles != 12 {
		t.Fatal(s, err)
	}
	// The table has nine digits of H and five of p.
	if math.Abs(s.Statistic-want["stat"][0]) > 5e-7 || float64(s.DegreesOfFreedom) != want["df"][0] ||
		math.Abs(s.P/want["p"][0]-1) > 2e-5 {
		t.Errorf("%+v, want %v", s, want)
	}
	if !(s.PCorrected > s.P && s.PCorrected < 1e-17) {
		t.Errorf("%+v", s)
	}
}

// wholeSeries are whole numbers, so that their cycles can be moved exactly.
func wholeSeries(t *rapid.T) (cycle int, values []float64) {
	cycle = rapid.IntRange(2, 9).Draw(t, "cycle")
	value := rapid.Map(rapid.IntRange(0, 30), func(i int) float64 { return float64(i) })
	return cycle, rapid.SliceOfN(value, 1, 8*cycle).Draw(t, "values")
}

func seasonal(t *rapid.T, cycle int, values []float64) compare.Seasonality {
	s, err := compare.Seasonal(cycle, values, logistics.Ratio{})
	need(t, err)
	return s
}

func sameSeasonality(a, b compare.Seasonality) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9 }
	return near(a.Statistic, b.Statistic) && near(a.P, b.P) && near(a.PCorrected, b.PCorrected) &&
		a.Verdict == b.Verdict && a.Cycles == b.Cycles
}

func TestTheLevelOfACycleIsNoSeason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cycle, values := wholeSeries(t)
		moved := slices.Clone(values)
		for i := range moved {
			moved[i] += float64(1000 * (i / cycle))
		}
		if a, b := seasonal(t, cycle, values), seasonal(t, cycle, moved); !sameSeasonality(a, b) {
			t.Fatalf("%+v, moved %+v", a, b)
		}
	})
}

func TestUnitsAndOrderAreNoSeason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cycle, values := wholeSeries(t)
		whole := len(values) / cycle * cycle
		scale := rapid.SampledFrom([]float64{1, -1, 0x1p1000, -0x1p-1000}).Draw(t, "scale")
		places := rapid.Permutation(upTo(cycle)).Draw(t, "places")
		cycles := rapid.Permutation(upTo(len(values)/cycle)).Draw(t, "cycles")
		var mixed []float64
		for _, c := range cycles {
			for _, place := range places {
				mixed = append(mixed, scale*values[c*cycle+place])
			}
		}
		mixed = append(mixed, values[whole:]...) // what is left is not looked at
		if a, b := seasonal(t, cycle, values), seasonal(t, cycle, mixed); !sameSeasonality(a, b) {
			t.Fatalf("%+v, mixed %+v", a, b)
		}
	})
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// seasonalTwin is H by counting, in whole numbers as far as there are any.
func seasonalTwin(cycle int, values []float64) float64 {
	whole := values[:len(values)/cycle*cycle]
	rest := make([]float64, len(whole))
	for i, v := range whole {
		rest[i] = float64(cycle) * v
		for _, other := range whole[i/cycle*cycle : (i/cycle+1)*cycle] {
			rest[i] -= other
		}
	}
	n, cycles, ties := float64(len(whole)), float64(len(whole)/cycle), 0.0
	sums := make([]float64, cycle)
	for i, v := range rest {
		below, same := 0.0, 0.0
		for _, other := range rest {
			if other < v {
				below++
			} else if other == v {
				same++
			}
		}
		sums[i%cycle] += below + (same+1)/2
		ties += same*same - 1
	}
	h := -3 * (n + 1)
	for _, sum := range sums {
		h += 12 / (n * (n + 1)) * sum * sum / cycles
	}
	return h / (1 - ties/(n*n*n-n))
}

// chiSquaredTwin is the upper tail for an even number of degrees: the first terms of a Poisson law.
func chiSquaredTwin(x float64, freedom int) float64 {
	term, sum := math.Exp(-x/2), 0.0
	for i := range freedom / 2 {
		sum += term
		term *= x / 2 / float64(i+1)
	}
	return sum
}

func TestSeasonalIsItsFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cycle, values := wholeSeries(t)
		s := seasonal(t, cycle, values)
		if s.Verdict == compare.SeasonsTooFew {
			if s.Cycles >= s.Needed || s.Statistic != 0 || s.P != 1 || s.PCorrected != 1 {
				t.Fatalf("%+v", s)
			}
			return
		}
		h := seasonalTwin(cycle, values)
		if math.IsNaN(h) { // all are tied
			h = 0
		}
		n, c := float64(s.Cycles*cycle), float64(s.Cycles)
		if math.Abs(s.Statistic-h) > 1e-9 || s.DegreesOfFreedom != cycle-1 || s.PCorrected < s.P-1e-12 {
			t.Fatalf("%+v, want %v", s, h)
		}
		if cycle%2 == 1 && (math.Abs(s.P-chiSquaredTwin(h, cycle-1)) > 1e-9 ||
			math.Abs(s.PCorrected-chiSquaredTwin(h*(n-c)/(n-1), cycle-1)) > 1e-9) {
			t.Fatalf("%+v", s)
		}
	})
}

// seasonVerdictFrom recomputes the verdict from the reason alone.
func seasonVerdictFrom(r logistics.Reason) compare.SeasonVerdict {
	cycles, _ := strconv.Atoi(r.Param("cycles"))
	needed, _ := strconv.Atoi(r.Param("needed"))
	enough, shown := cycles >= needed, isShownBy(r, "p_corrected")
	switch {
	case r.Code == compare.SeasonalityTooFew && !enough:
		return compare.SeasonsTooFew
	case r.Code == compare.SeasonalityShown && enough && shown:
		return compare.SeasonsShown
	case r.Code == compare.SeasonalityNotShown && enough && !shown:
		return compare.SeasonsNotShown
	}
	return ""
}

func anySeasonality(t *rapid.T) compare.Seasonality {
	cycle, values := wholeSeries(t)
	if rapid.Bool().Draw(t, "seasonal") {
		for i := range values {
			values[i] += float64(100 * (i % cycle))
		}
	}
	return seasonal(t, cycle, values)
}

func TestReasonsOfASeasonalitySuffice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySeasonality(t)
		reasons := s.Reasons()
		if len(reasons) != 1 || seasonVerdictFrom(reasons[0]) != s.Verdict {
			t.Fatalf("the reasons %+v, the verdict %v", reasons, s.Verdict)
		}
		renders(t, reasons[0])
	})
}

// everySeasonality has a series for each verdict, so that no draw decides which of them is seen.
func everySeasonality(t testing.TB) map[logistics.Code]compare.Seasonality {
	t.Helper()
	of := func(cycles int, quarters ...float64) compare.Seasonality {
		s, err := compare.Seasonal(4, slices.Repeat(quarters, cycles), logistics.Ratio{})
		needs(t, err)
		return s
	}
	return map[logistics.Code]compare.Seasonality{
		compare.SeasonalityShown:    of(6, 10, 20, 30, 40),
		compare.SeasonalityNotShown: of(6, 25, 25, 25, 25),
		compare.SeasonalityTooFew:   of(2, 10, 20, 30, 40),
	}
}

func TestEveryVerdictOnSeasonsIsGiven(t *testing.T) {
	for code, s := range everySeasonality(t) {
		if r := s.Reasons()[0]; r.Code != code || seasonVerdictFrom(r) != s.Verdict {
			t.Errorf("%+v is told as %+v, want %s", s, r, code)
		}
	}
}

func TestTheFewestCyclesThatShowASeason(t *testing.T) {
	for _, c := range []struct {
		cycle, needed int
		confidence    string
	}{{2, 6, "95%"}, {3, 4, "95%"}, {4, 3, "95%"}, {7, 3, "95%"}, {12, 2, "95%"}, {366, 2, "95%"}, {12, 3, "99%"}, {
		2, 2, "50%",
	}} {
		confidence := logistics.MustRatio(c.confidence)
		// The strongest season without ties: what differs within a place is less than what differs between them.
		values := make([]float64, c.needed*c.cycle)
		for i := range values {
			values[i] = float64(1000*(i%c.cycle)) + float64((i/c.cycle+1)*(i%c.cycle))
		}
		s, err := compare.Seasonal(c.cycle, values, confidence)
		if err != nil || s.Verdict != compare.SeasonsShown || s.Needed != c.needed {
			t.Errorf("%d places at %s: %+v, %v", c.cycle, c.confidence, s, err)
		}
		s, err = compare.Seasonal(c.cycle, values[1:], confidence)
		if err != nil || s.Verdict != compare.SeasonsTooFew || s.Cycles != c.needed-1 {
			t.Errorf("%d places at %s and a value less: %+v, %v", c.cycle, c.confidence, s, err)
		}
	}
	nearly := logistics.MustRatio("9007199254740991/9007199254740992")
	if s, err := compare.Seasonal(2, nil, nearly); err != nil || s.Needed < 80 || s.Needed >= 199 {
		t.Errorf("nearly sure: %+v, %v", s, err)
	}
}

func TestLevelCyclesShowNothing(t *testing.T) {
	for _, values := range [][]float64{make([]float64, 12), {0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 7e9, 7e9, 7e9, -5, -5, -5}} {
		if s, err := compare.Seasonal(
			3, values, logistics.Ratio{},
		); err != nil || s.Verdict != compare.SeasonsNotShown || s.P != 1 || s.PCorrected != 1 {
			t.Errorf("%v: %+v, %v", values, s, err)
		}
	}
}

// noise are values without any season.
func noise(random *rand.Rand, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = 100 + random.NormFloat64()
	}
	return values
}

func TestWhereThereAreNoSeasonsFewAreShown(t *testing.T) {
	const runs = 2000
	for _, cycle := range []int{2, 4, 7, 12} {
		for _, cycles := range []int{8, 20} {
			random := rand.New(rand.NewPCG(1, uint64(cycle)))
			shown, commonly := 0, 0
			for range runs {
				s, err := compare.Seasonal(cycle, noise(random, cycle*cycles), logistics.Ratio{})
				if err != nil {
					t.Fatal(err)
				}
				if s.Verdict == compare.SeasonsShown {
					shown++
				}
				if s.P <= 0.05 {
					commonly++
				}
			}
			if shown > runs*65/1000 || commonly < shown {
				t.Errorf("%d cycles of %d: %d of %d shown, by P %d", cycles, cycle, shown, runs, commonly)
			}
		}
	}
}

func TestATrendIsTakenOutFirst(t *testing.T) {
	const runs = 300
	climbing, level := 0, 0
	random := rand.New(rand.NewPCG(2, 2))
	for range runs {
		values := noise(random, 9*12)
		for i := range values {
			values[i] += 0.2 * float64(i)
		}
		s, err := compare.Seasonal(12, values, logistics.Ratio{})
		if err != nil {
			t.Fatal(err)
		}
		if s.Verdict == compare.SeasonsShown {
			climbing++
		}
		taken, err := compare.Seasons(compare.Additive, 12, values)
		if err != nil {
			t.Fatal(err)
		}
		rest := values[taken.First : taken.First+len(taken.Trend)]
		for i, trend := range taken.Trend {
			rest[i] -= trend
		}
		if s, err = compare.Seasonal(12, rest, logistics.Ratio{}); err != nil {
			t.Fatal(err)
		}
		if s.Verdict == compare.SeasonsShown {
			level++
		}
	}
	if climbing < runs*9/10 || level > runs*8/100 {
		t.Errorf(
			"of %d trends without a season %d are shown as one, and %d when the trend is taken out", runs, climbing,
			level,
		)
	}
}

func TestSeasonalRefusesWhatIsNoSeries(t *testing.T) {
	_, err := compare.Seasonal(1, []float64{1, math.NaN(), math.Inf(-1)}, logistics.MustRatio("100%"))
	wantFaults(
		t, err, "/cycle: out_of_range", "/values/1: out_of_range", "/values/2: out_of_range",
		"/confidence: out_of_range",
	)
	_, err = compare.Seasonal(367, make([]float64, 1<<20+1), logistics.Ratio{})
	wantFaults(t, err, "/cycle: out_of_range", "/values: too_many")
	s, err := compare.Seasonal(366, make([]float64, 1<<20), logistics.Ratio{})
	if err != nil || s.Verdict != compare.SeasonsNotShown {
		t.Errorf("as many as there may be: %+v, %v", s, err)
	}
	s, err = compare.Seasonal(
		2, []float64{-math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64}, logistics.MustRatio("50%"),
	)
	if err != nil || s.Verdict != compare.SeasonsShown {
		t.Errorf("as large as there are: %+v, %v", s, err)
	}
}
