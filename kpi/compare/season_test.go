package compare_test

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/compare"
	"pgregory.net/rapid"
)

// table reads the columns of a file by name; an empty cell is NaN.
func table(t *testing.T, path string) map[string][]float64 {
	t.Helper()
	names, rows := golden.Rows(t, path)
	columns := map[string][]float64{}
	for _, row := range rows {
		for i, name := range names {
			value := math.NaN()
			var err error
			if row[i] != "" {
				if value, err = strconv.ParseFloat(row[i], 64); err != nil {
					t.Fatal(err)
				}
			}
			columns[name] = append(columns[name], value)
		}
	}
	return columns
}

func alike(a, b float64) bool { return math.Abs(a-b) <= 1e-10*max(1, math.Abs(b)) }

func TestSeasonsAreThoseOfR(t *testing.T) {
	columns := table(t, "testdata/kpi_seasonality_airpassengers.csv")
	values := columns["y"]
	if len(values) != 144 {
		t.Fatalf("%d rows", len(values))
	}
	for _, c := range []struct {
		model compare.SeasonModel
		name  string
	}{{compare.Multiplicative, "mult"}, {compare.Additive, "add"}} {
		s, err := compare.Seasons(c.model, 12, values)
		if err != nil {
			t.Fatal(err)
		}
		for i := range values {
			if want := columns[c.name+"_seasonal"][i]; !alike(s.Indices[i%12], want) {
				t.Errorf("%s %d: index %v, want %v", c.name, i, s.Indices[i%12], want)
			}
			trend, rest := math.NaN(), math.NaN()
			if k := i - s.First; k >= 0 && k < len(s.Trend) {
				trend, rest = s.Trend[k], s.Residual[k]
			}
			want := columns[c.name+"_trend"][i]
			if math.IsNaN(want) != math.IsNaN(trend) || !math.IsNaN(want) && !alike(trend, want) {
				t.Errorf("%s %d: trend %v, want %v", c.name, i, trend, want)
			}
			if list := columns[c.name+"_random"]; list != nil && !math.IsNaN(list[i]) && !alike(rest, list[i]) {
				t.Errorf("%s %d: rest %v, want %v", c.name, i, rest, list[i])
			}
		}
	}
}

func anySeries(t *rapid.T) (model compare.SeasonModel, cycle int, values []float64) {
	model = rapid.SampledFrom([]compare.SeasonModel{compare.Multiplicative, compare.Additive}).Draw(t, "model")
	cycle = rapid.IntRange(2, 13).Draw(t, "cycle")
	values = rapid.SliceOfN(rapid.Float64Range(1, 1000), 2*cycle, 4*cycle).Draw(t, "values")
	return model, cycle, values
}

func anyComparison(t *rapid.T) compare.LikeForLike {
	model, cycle, values := anySeries(t)
	s, err := compare.Seasons(model, cycle, values)
	need(t, err)
	l, err := s.LikeForLike(compare.SeasonFigure{Place: rapid.IntRange(0, cycle-1).Draw(t, "base"), Value: values[0]},
		compare.SeasonFigure{Place: rapid.IntRange(0, cycle-1).Draw(t, "now"), Value: values[1]})
	need(t, err)
	return l
}

func TestIndicesAreBalanced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model, cycle, values := anySeries(t)
		s, err := compare.Seasons(model, cycle, values)
		need(t, err)
		sum := 0.0
		for _, index := range s.Indices {
			sum += index
		}
		want := map[compare.SeasonModel]float64{compare.Multiplicative: float64(cycle), compare.Additive: 0}[model]
		if math.Abs(sum-want) > 1e-9 {
			t.Fatalf("%v sums to %v", s.Indices, sum)
		}
	})
}

func TestTheLevelDoesNotMoveTheSeason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model, cycle, values := anySeries(t)
		s, err := compare.Seasons(model, cycle, values)
		need(t, err)
		by := rapid.Float64Range(1, 50).Draw(t, "by")
		moved := slices.Clone(values)
		for i := range moved {
			if model == compare.Additive {
				moved[i] += by
			} else {
				moved[i] *= by
			}
		}
		m, err := compare.Seasons(model, cycle, moved)
		need(t, err)
		for i, index := range s.Indices {
			if math.Abs(index-m.Indices[i]) > 1e-9 {
				t.Fatalf("%v, then %v", s.Indices, m.Indices)
			}
		}
	})
}

// A series that is trend and season and nothing else gives them back, and like for like is the trend.
func TestAPureSeasonIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cycle := rapid.IntRange(2, 13).Draw(t, "cycle")
		amounts := rapid.SliceOfN(rapid.Float64Range(-100, 100), cycle, cycle).Draw(t, "amounts")
		mean := 0.0
		for _, a := range amounts {
			mean += a / float64(cycle)
		}
		slope := rapid.Float64Range(-5, 5).Draw(t, "slope")
		values := make([]float64, 3*cycle)
		for i := range values {
			values[i] = slope*float64(i) + amounts[i%cycle] - mean
		}
		s, err := compare.Seasons(compare.Additive, cycle, values)
		need(t, err)
		for i, index := range s.Indices {
			if math.Abs(index-(amounts[i]-mean)) > 1e-9 {
				t.Fatalf("%v of %v", s.Indices, amounts)
			}
		}
		base, now := rapid.IntRange(0, len(values)-1).Draw(t, "base"), rapid.IntRange(0, len(values)-1).Draw(t, "now")
		there, err := s.LikeForLike(
			compare.SeasonFigure{Place: base % cycle, Value: values[base]},
			compare.SeasonFigure{Place: now % cycle, Value: values[now]},
		)
		need(t, err)
		back, err := s.LikeForLike(there.Now, there.Base)
		need(t, err)
		if math.Abs(there.Adjusted-slope*float64(now-base)) > 1e-9 || there.Adjusted != -back.Adjusted ||
			there.Raw != -back.Raw {
			t.Fatalf("%+v, back %+v", there, back)
		}
		if text, err := json.Marshal(there); err != nil || there.Reasons()[0].Code != compare.SeasonCompared {
			t.Fatalf("%s, %v", text, err)
		}
	})
}

func TestSeasonsRefuseWhatGivesNone(t *testing.T) {
	_, err := compare.Seasons("cubic", 1, []float64{math.NaN(), math.Inf(1)})
	wantFaults(t, err, "/model: unknown", "/cycle: out_of_range", "/values/0: out_of_range", "/values/1: out_of_range")
	_, err = compare.Seasons(compare.Multiplicative, 2, []float64{1, 0, -2})
	wantFaults(t, err, "/values: required", "/values/1: out_of_range", "/values/2: out_of_range")
	_, err = compare.Seasons(compare.Additive, 2, []float64{
		math.MaxFloat64, math.MaxFloat64, math.MaxFloat64, math.MaxFloat64,
	})
	wantFaults(t, err, "/values: out_of_range")
	_, err = compare.Seasons(compare.Additive, 367, nil)
	wantFaults(t, err, "/cycle: out_of_range")
	_, err = compare.Season{}.LikeForLike(compare.SeasonFigure{}, compare.SeasonFigure{Value: math.NaN()})
	wantFaults(
		t, err, "/season/model: unknown", "/season/indices: out_of_range", "/base/place: out_of_range",
		"/now/value: out_of_range",
	)
	nothing := []float64{math.NaN()}
	err = compare.Season{
		Model: compare.Multiplicative, Indices: []float64{0, 2}, Trend: nothing, Residual: nothing,
	}.Validate()
	wantFaults(t, err, "/indices/0: out_of_range", "/trend/0: out_of_range", "/residual/0: out_of_range")
	_, err = compare.Season{Model: compare.Additive, Indices: []float64{0, 0}}.LikeForLike(
		compare.SeasonFigure{Value: -math.MaxFloat64}, compare.SeasonFigure{Value: math.MaxFloat64},
	)
	wantFaults(t, err, "/now/value: out_of_range")
}

func TestQuantilesKeepToTheValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e300, 1e300), 1, 40).Draw(t, "values")
		definition := rapid.IntRange(1, 9).Draw(t, "definition")
		n := rapid.Int64Range(0, 100).Draw(t, "percent")
		p, _ := logistics.NewRatio(n, 100)
		next, _ := logistics.NewRatio(min(n+1, 100), 100)
		got, err := compare.Quantiles(
			values, definition, logistics.MustRatio("0%"), p, next, logistics.MustRatio("100%"),
		)
		need(t, err)
		slack := 1e-12 * max(math.Abs(got[0]), math.Abs(got[3]))
		if got[0] != slices.Min(values) || got[3] != slices.Max(values) || got[1] > got[2]+slack ||
			got[1] < got[0]-slack || got[2] > got[3]+slack {
			t.Fatalf("%v of %v", got, values)
		}
		again, err := compare.Quantiles(rapid.Permutation(values).Draw(t, "order"), definition, p)
		need(t, err)
		if again[0] != got[1] {
			t.Fatalf("%v, in another order %v", got[1], again[0])
		}
	})
}

func TestQuantilesRefuseWhatHasNone(t *testing.T) {
	_, err := compare.Quantiles(nil, 0, logistics.Ratio{}, logistics.MustRatio("101%"))
	wantFaults(t, err, "/values: required", "/definition: out_of_range", "/at/0: required", "/at/1: out_of_range")
	_, err = compare.Quantiles([]float64{1, math.NaN()}, 10)
	wantFaults(t, err, "/values/1: out_of_range", "/definition: out_of_range")
}
