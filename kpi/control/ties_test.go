package control_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/kpi/control"
)

func TestTiesAndCentringText(t *testing.T) {
	rules.Enum(t, control.TieEnds, control.TiePasses)
	rules.Enum(t, control.EachOfItsOwn, control.AllOfOne)
}

// TestTiesPassedOverAreAsIfTheyWereNotThere: trends and alternations are those of the series without them, and no
// other rule sees a difference between the schools.
func TestTiesPassedOverAreAsIfTheyWereNotThere(t *testing.T) {
	trends := control.Rules(control.Nelson3, control.Nelson4)
	rapid.Check(t, func(t *rapid.T) {
		step := rapid.SampledFrom([]float64{-1, 0, 1, 1, 1})
		swing := rapid.Bool().Draw(t, "swing")
		z, at := []float64{}, 0.0
		for i := range rapid.IntRange(0, 60).Draw(t, "points") {
			by := step.Draw(t, "step")
			if swing && i%2 == 1 {
				by = -by
			}
			at += by
			z = append(z, at)
		}
		watch, distinct := control.NewWatch(control.Nelson).Treating(control.TiePasses), []float64{}
		ended := control.NewWatch(control.Nelson).Treating(control.TieEnds)
		for i, x := range z {
			tie := i > 0 && x == z[i-1]
			want := control.RuleSet(0)
			if !tie {
				distinct = append(distinct, x)
				want = control.Flag(trends, distinct)[len(distinct)-1]
			}
			fired, other := watch.Add(x), ended.Add(x)
			if fired&trends != want {
				t.Fatalf("point %d: %s, want %s", i, fired, want)
			}
			if fired&^trends != other&^trends {
				t.Fatalf("point %d: %s and %s", i, fired, other)
			}
			if plain := control.Flag(control.Nelson, z[:i+1])[i]; plain != other {
				t.Fatalf("point %d: %s by default, %s by its school", i, plain, other)
			}
		}
	})
}

func TestChartsHaveASchoolOfTies(t *testing.T) {
	values := []float64{1, 2, 3, 3, 4, 5, 6, 3, 3}
	for school, want := range map[control.Ties][]int{0: {}, control.TieEnds: {}, control.TiePasses: {6}} {
		chart, err := control.ChartValues(control.Individuals, values, control.Options{
			Sigmas: 9, Rules: control.Rules(control.Nelson3), Ties: school,
		})
		if err != nil || !slices.Equal(chart.Signals(), want) {
			t.Errorf("%s: %v, %v", school, chart.Signals(), err)
		}
	}
	watch := control.NewWatch(control.Rules(control.Nelson3)).Treating(control.TiePasses)
	watch.Gap()
	if watch != control.NewWatch(control.Rules(control.Nelson3)).Treating(control.TiePasses) {
		t.Error("a gap changes the school")
	}
}

// unequal are subgroups of whole numbers and of 2 to 6.
func unequal(t *rapid.T) [][]float64 {
	whole := rapid.Map(rapid.IntRange(0, 50), func(i int) float64 { return float64(i) })
	return append(rapid.SliceOfN(rapid.SliceOfN(whole, 2, 6), 2, 12).Draw(t, "groups"), []float64{1, 4, 2})
}

// TestOneCentreLineIsTheMeanOfAllSpreads, each by its size; limits are as far from either centre line.
func TestOneCentreLineIsTheMeanOfAllSpreads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := unequal(t)
		kind := rapid.SampledFrom([]control.Kind{control.Range, control.StandardDeviation}).Draw(t, "kind")
		own, err := control.ChartSubgroups(kind, groups, control.Options{})
		one, other := control.ChartSubgroups(kind, groups, control.Options{Centring: control.AllOfOne})
		if err != nil || other != nil || one.Limits.Sigma != own.Limits.Sigma {
			t.Fatal(err, other)
		}
		sum, n := 0.0, 0
		for i, p := range one.Points {
			sum += p.Stat * float64(len(groups[i]))
			n += len(groups[i])
		}
		for i, p := range one.Points {
			if q := own.Points[i]; !near(p.Centre, sum/float64(n), 1e-9) || p.Sigma != q.Sigma || p.Stat != q.Stat {
				t.Fatalf("point %d: %+v and %+v", i, p, q)
			}
			later, err := again(t, one.Limits).Subgroup(groups[i])
			if p.Fired = 0; err != nil || !samePoint(p, later) {
				t.Fatalf("point %d: %+v, later %+v: %v", i, p, later, err)
			}
		}
	})
}

// TestCentreLinesOfEqualSizesAreOne whichever way they are set.
func TestCentreLinesOfEqualSizesAreOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := unequal(t)
		for i := range groups {
			groups[i] = append(groups[i], 1, 2, 3, 4)[:4]
		}
		for _, kind := range []control.Kind{control.Range, control.StandardDeviation} {
			own, err := control.ChartSubgroups(kind, groups, control.Options{Centring: control.EachOfItsOwn})
			one, other := control.ChartSubgroups(kind, groups, control.Options{Centring: control.AllOfOne})
			if err != nil || other != nil || !near(own.Limits.Centre, one.Limits.Centre, 1e-12) {
				t.Fatalf("%+v, %v and %+v, %v", own.Limits, err, one.Limits, other)
			}
		}
	})
}
