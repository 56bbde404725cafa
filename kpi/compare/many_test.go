package compare_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/compare"
	"pgregory.net/rapid"
)

func anyFamily() *rapid.Generator[[]compare.Gap] { return rapid.SliceOfN(anyGap(), 0, 12) }

var bothAdjustments = []compare.GapAdjustment{compare.Holm, compare.BenjaminiHochberg}

func adjusted(t *rapid.T, gaps []compare.Gap, adjustment compare.GapAdjustment) []compare.AdjustedGap {
	a, err := compare.AdjustGaps(gaps, adjustment)
	need(t, err)
	return a
}

func isShown(s compare.Significance) bool { return s == compare.ShownBetter || s == compare.ShownWorse }

func TestLookingAtManyNeverShowsMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gaps := anyFamily().Draw(t, "gaps")
		tested := 0
		for _, g := range gaps {
			if g.Significance != compare.Untested {
				tested++
			}
		}
		holm, hochberg := adjusted(t, gaps, ""), adjusted(t, gaps, compare.BenjaminiHochberg)
		for i, g := range gaps {
			a, b := holm[i], hochberg[i]
			if a.Adjustment != compare.Holm || a.Family != tested || b.Family != tested || !reflect.DeepEqual(
				a.Gap, g,
			) {
				t.Fatalf("%+v of %+v, %d tested", a, g, tested)
			}
			if g.Significance == compare.Untested {
				if a.Significance != compare.Untested || a.P != 0 || b.Significance != compare.Untested || b.P != 0 {
					t.Fatalf("untested: %+v, %+v", a, b)
				}
				continue
			}
			if !(g.Figures.P <= b.P && b.P <= a.P && a.P <= 1) {
				t.Fatalf("%v becomes %v and %v", g.Figures.P, b.P, a.P)
			}
			if b.Significance != g.Significance && b.Significance != compare.NotShown ||
				a.Significance != b.Significance && a.Significance != compare.NotShown {
				t.Fatalf("%v becomes %v and %v", g.Significance, b.Significance, a.Significance)
			}
		}
	})
}

// adjustedTwin is the formula of the documentation, each time from the beginning.
func adjustedTwin(p []float64, place int, adjustment compare.GapAdjustment) float64 {
	m, rank := float64(len(p)), func(j int) float64 { // how many are not above the j-th
		n := 0.0
		for i, q := range p {
			if q < p[j] || q == p[j] && i <= j {
				n++
			}
		}
		return n
	}
	result := 0.0
	if adjustment == compare.BenjaminiHochberg {
		result = 1
	}
	for j := range p {
		if adjustment == compare.BenjaminiHochberg && rank(j) >= rank(place) {
			result = min(result, m/rank(j)*p[j])
		}
		if adjustment == compare.Holm && rank(j) <= rank(place) {
			result = max(result, (m-rank(j)+1)*p[j])
		}
	}
	return min(result, 1)
}

func TestAdjustedGapsAreTheirFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gaps := anyFamily().Draw(t, "gaps")
		var p []float64
		for _, g := range gaps {
			if g.Significance != compare.Untested {
				p = append(p, g.Figures.P)
			}
		}
		for _, adjustment := range bothAdjustments {
			place := 0
			for _, a := range adjusted(t, gaps, adjustment) {
				if a.Significance == compare.Untested {
					continue
				}
				if want := adjustedTwin(p, place, adjustment); math.Abs(a.P-want) > 1e-12 {
					t.Fatalf("%s: %v, want %v", adjustment, a.P, want)
				}
				place++
			}
		}
	})
}

func TestOneGapAloneStaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGap().Draw(t, "gap")
		for _, adjustment := range bothAdjustments {
			if a := adjusted(t, []compare.Gap{g}, adjustment)[0]; a.Significance != g.Significance ||
				a.P != g.Figures.P {
				t.Fatalf("%+v", a)
			}
		}
	})
}

func TestTheOrderOfTheGapsIsKeptAndIsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gaps := anyFamily().Draw(t, "gaps")
		order := rapid.Permutation(upTo(len(gaps))).Draw(t, "order")
		var mixed []compare.Gap
		for _, i := range order {
			mixed = append(mixed, gaps[i])
		}
		for _, adjustment := range bothAdjustments {
			a, b := adjusted(t, gaps, adjustment), adjusted(t, mixed, adjustment)
			for k, i := range order {
				if !reflect.DeepEqual(a[i], b[k]) {
					t.Fatalf("%+v and %+v", a[i], b[k])
				}
			}
		}
	})
}

func TestAdjustedGapsAreFresh(t *testing.T) {
	m := metric(t, "on_time_delivery")
	g, err := compiled(t, m).Gap(figureOf(m, january, 820, 900), figureOf(m, february, 859, 880).Excluding("waived", 2))
	if err != nil {
		t.Fatal(err)
	}
	a, err := compare.AdjustGaps([]compare.Gap{g}, compare.Holm)
	if err != nil {
		t.Fatal(err)
	}
	g.Now.Excluded[0].Count = 9
	if a[0].Gap.Now.Excluded[0].Count != 2 {
		t.Errorf("%+v", a[0].Gap.Now)
	}
}

// isShownBy tells whether the p of a reason shows something at its confidence.
func isShownBy(r logistics.Reason, name string) bool {
	p, ok := new(big.Rat).SetString(r.Param(name))
	if !ok {
		return false
	}
	confidence := logistics.MustRatio(r.Param("confidence"))
	return p.Cmp(big.NewRat(confidence.Den()-confidence.Num(), confidence.Den())) <= 0
}

// familyVerdictFrom recomputes the significance among many from the reasons alone.
func familyVerdictFrom(reasons []logistics.Reason) compare.Significance {
	var alone []logistics.Reason
	for _, r := range reasons {
		if strings.HasPrefix(r.Path, "/gap") {
			alone = append(alone, r)
		}
	}
	before := significanceFrom(alone)
	first := reasons[0]
	switch {
	case before == compare.Untested:
		return compare.Untested
	case first.Code == compare.GapNeverShown && before == compare.NotShown:
		return compare.NotShown
	case first.Code == compare.GapNoLongerShown && isShown(before) && !isShownBy(first, "adjusted"):
		return compare.NotShown
	case first.Code == compare.GapStillShown && isShownBy(first, "adjusted"):
		return before
	}
	return ""
}

func TestReasonsOfAGapAmongManySuffice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		adjustment := rapid.SampledFrom(bothAdjustments).Draw(t, "adjustment")
		for _, a := range adjusted(t, anyFamily().Draw(t, "gaps"), adjustment) {
			reasons := a.Reasons()
			if got := familyVerdictFrom(reasons); got != a.Significance {
				t.Fatalf("the reasons %+v say %v, the gap %v", reasons, got, a.Significance)
			}
			for _, r := range reasons {
				renders(t, r)
			}
		}
	})
	seen := map[logistics.Code]bool{}
	family, err := compare.AdjustGaps(scorecard(), compare.Holm)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range family {
		seen[a.Reasons()[0].Code] = true
	}
	for _, code := range []logistics.Code{compare.GapStillShown, compare.GapNoLongerShown, compare.GapNeverShown} {
		if !seen[code] {
			t.Errorf("%s was never given", code)
		}
	}
}

// Nothing has changed, and 40 figures are compared, over and over.
func TestAFamilyIsFalselyShownNoMoreOftenThanOneGap(t *testing.T) {
	const runs, family = 200, 40
	m := metric(t, "on_time_delivery")
	e := compiled(t, m)
	random := rand.New(rand.NewPCG(3, 3))
	onTime := func() (n int64) {
		for range 500 {
			if random.Float64() < 0.9 {
				n++
			}
		}
		return n
	}
	alone, together := 0, 0
	for range runs {
		var gaps []compare.Gap
		for range family {
			g, err := e.Gap(figureOf(m, january, onTime(), 500), figureOf(m, february, onTime(), 500))
			if err != nil {
				t.Fatal(err)
			}
			gaps = append(gaps, g)
		}
		if slices.ContainsFunc(gaps, func(g compare.Gap) bool { return isShown(g.Significance) }) {
			alone++
		}
		a, err := compare.AdjustGaps(gaps, compare.Holm)
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(a, func(a compare.AdjustedGap) bool { return isShown(a.Significance) }) {
			together++
		}
	}
	if alone < runs*3/4 || together > runs*8/100 {
		t.Errorf("of %d families without a change %d have a gap alone, %d together", runs, alone, together)
	}
}

func TestChanceItselfIsEnoughAmongMany(t *testing.T) {
	m := metric(t, "on_time_delivery")
	g, err := compiled(t, m).Gap(figureOf(m, january, 820, 900), figureOf(m, february, 859, 880))
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range map[float64]compare.Significance{0.025: compare.ShownBetter, 0.0250001: compare.NotShown} {
		g.Figures.P = p
		if a, err := compare.AdjustGaps(
			[]compare.Gap{g, g}, compare.Holm,
		); err != nil || a[0].Significance != want || a[1].Significance != want {
			t.Errorf("%v: %+v, %v", p, a, err)
		}
	}
}

func TestFamiliesRefuseWhatIsNoGap(t *testing.T) {
	m := metric(t, "on_time_delivery")
	gap := func(confidence string) compare.Gap {
		e := comparing(t, m, compare.GapTest{Confidence: logistics.MustRatio(confidence)})
		g, err := e.Gap(figureOf(m, january, 820, 900), figureOf(m, february, 859, 880))
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	good := gap("95%")
	nan, claimed, empty, bare, sure := good, good, good, good, good
	nan.Figures.P = math.NaN()
	claimed.Significance = compare.ShownWorse
	empty.Significance = compare.Untested
	bare.Difference = logistics.Ratio{}
	bare.Significance = compare.NotShown
	sure.Figures.Confidence = logistics.MustRatio("100%")
	_, err := compare.AdjustGaps([]compare.Gap{good, gap("99%"), nan, claimed, empty, bare, sure, {}}, "tukey")
	wantFaults(t, err,
		"/adjustment: unknown", "/gaps/1/figures/confidence: mismatch", "/gaps/2/figures/p: out_of_range",
		"/gaps/3/significance: conflict", "/gaps/4/figures: conflict", "/gaps/5/significance: conflict",
		"/gaps/6/figures/confidence: out_of_range", "/gaps/6/figures/confidence: mismatch",
		"/gaps/7/figures/confidence: required")
	if err != nil && strings.Contains(err.Error(), "/gaps/0") {
		t.Error(err)
	}
	for _, p := range []float64{-0.1, 1.1} {
		nan.Figures.P = p
		_, err = compare.AdjustGaps([]compare.Gap{nan}, compare.Holm)
		wantFaults(t, err, "/gaps/0/figures/p: out_of_range")
	}
	if a, err := compare.AdjustGaps([]compare.Gap{good, gap("19/20")}, compare.Holm); err != nil || a[0].Family != 2 {
		t.Errorf("95%% is 19/20: %+v, %v", a, err)
	}
	if a, err := compare.AdjustGaps(nil, compare.Holm); err != nil || a == nil || len(a) != 0 {
		t.Errorf("none: %+v, %v", a, err)
	}
}
