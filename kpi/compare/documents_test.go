package compare_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/compare"
	"github.com/logicrm/logistics/kpi/count"
)

// explained is a result that can say what it comes from.
type explained interface{ Reasons() []logistics.Reason }

// sameDocument sends a result through JSON: it comes back the same, and says the same.
func sameDocument[T any](t *rapid.T, result T) {
	t.Helper()
	data, err := json.Marshal(result)
	need(t, err)
	if strings.Contains(string(data), "null") {
		t.Fatalf("%s", data)
	}
	var back T
	need(t, json.Unmarshal(data, &back))
	if diff := cmp.Diff(result, back, rats, cmp.Comparer(func(a, b count.Moments) bool { return a == b })); diff != "" {
		t.Fatalf("%s: %s", data, diff)
	}
	if r, ok := any(result).(explained); ok {
		if diff := cmp.Diff(r.Reasons(), any(back).(explained).Reasons()); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestResultsAreDocuments(t *testing.T) {
	for name, result := range map[string]func(t *rapid.T){
		"Gap":           func(t *rapid.T) { sameDocument(t, anyGap().Draw(t, "gap")) },
		"Decomposition": func(t *rapid.T) { sameDocument(t, anyChange().Draw(t, "change").decompose(t)) },
		"Misses":        func(t *rapid.T) { sameDocument(t, divided(t, anyPatterns().Draw(t, "patterns"))) },
		"LikeForLike":   func(t *rapid.T) { sameDocument(t, anyComparison(t)) },
		"Seasonality":   func(t *rapid.T) { sameDocument(t, anySeasonality(t)) },
		"Season": func(t *rapid.T) {
			model, cycle, values := anySeries(t)
			s, err := compare.Seasons(model, cycle, values)
			need(t, err)
			sameDocument(t, s)
		},
		"AdjustedGap": func(t *rapid.T) {
			adjustment := rapid.SampledFrom(bothAdjustments).Draw(t, "adjustment")
			for _, gap := range adjusted(t, anyFamily().Draw(t, "gaps"), adjustment) {
				sameDocument(t, gap)
			}
		},
		"Measured": func(t *rapid.T) {
			var m compare.Measured
			m.Observation = anyCases(onTime(), january, "mean").Draw(t, "observation")
			for _, v := range rapid.SliceOfN(rapid.Int64(), 0, 3).Draw(t, "values") {
				need(t, m.Moments.Add(v))
			}
			sameDocument(t, m)
		},
	} {
		t.Run(name, func(t *testing.T) { rapid.Check(t, result) })
	}
}

// TestResultsWire keeps a document of every result.
func TestResultsWire(t *testing.T) {
	m := onTime()
	gap, err := compiled(t, m).Gap(
		figureOf(m, january, 855, 900), figureOf(m, february, 810, 880).Excluding("waived", 2))
	needs(t, err)
	family, err := compare.AdjustGaps(scorecard(), compare.BenjaminiHochberg)
	needs(t, err)
	misses, err := compare.DivideMisses(patterns())
	needs(t, err)
	for name, result := range map[string]any{
		"gap": gap, "decomposition": paradox(t), "misses": misses,
	} {
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", golden.JSON(t, result))
	}
	// The exponential behind these probabilities has another last bit on another machine.
	data, err := os.ReadFile("testdata/wire/v1/adjusted_gaps.json")
	needs(t, err)
	var kept []compare.AdjustedGap
	needs(t, json.Unmarshal(data, &kept))
	golden.Frozen(t, "testdata/wire/v1/adjusted_gaps.json", golden.JSON(t, kept))
	var want, got any
	needs(t, json.Unmarshal(data, &want))
	needs(t, json.Unmarshal(golden.JSON(t, family), &got))
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
		t.Error(diff)
	}
}

// TestZeroResultsExplainThemselves, and parts of results do: nothing panics that a document can leave out.
func TestZeroResultsExplainThemselves(t *testing.T) {
	whole := paradox(t)
	part := compare.Decomposition{Change: whole.Change, Simpson: true, Segments: make([]compare.SegmentChange, 2)}
	for _, result := range []explained{
		compare.Gap{},
		compare.AdjustedGap{},
		compare.Decomposition{},
		part,
		compare.Misses{},
		compare.Misses{Shares: make([]compare.MissShare, 7)},
		compare.LikeForLike{},
		compare.Seasonality{},
		compare.Gap{Difference: logistics.MustRatio("1/2"), Significance: compare.ShownBetter},
	} {
		for _, r := range result.Reasons() {
			renders(t, r)
		}
	}
	if joint := (compare.Misses{}).Joint(); !joint.IsZero() {
		t.Errorf("of nothing: %v", joint)
	}
	if product := (compare.Misses{}).Independent(); product != nil {
		t.Errorf("of nothing: %v", product)
	}
}

// TestZeroComparersRefuse whatever they are given.
func TestZeroComparersRefuse(t *testing.T) {
	var none *compare.Comparer
	for _, c := range []*compare.Comparer{none, {}} {
		for name, compared := range map[string]func() (compare.Gap, error){
			"Gap": func() (compare.Gap, error) {
				return c.Gap(logistics.Observation{}, logistics.Observation{})
			},
			"GapToTarget": func() (compare.Gap, error) { return c.GapToTarget(logistics.Observation{}) },
			"GapOfMeans":  func() (compare.Gap, error) { return c.GapOfMeans(compare.Measured{}, compare.Measured{}) },
			"GapOfRates": func() (compare.Gap, error) {
				return c.GapOfRates(logistics.Observation{}, logistics.Observation{})
			},
		} {
			if _, err := compared(); err == nil || !strings.Contains(err.Error(), "/metric: required") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
