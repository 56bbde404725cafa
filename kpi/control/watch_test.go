package control_test

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/kpi/control"
)

// table reads a file of cases.
func table(t testing.TB, name string) []map[string]string {
	t.Helper()
	return golden.Table(t, "testdata/"+name)
}

// number reads a cell; what is no number is NaN.
func number(cell string) float64 {
	f, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

func near(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))
}

var everyRule = []control.Rule{
	control.WesternElectric1, control.WesternElectric2, control.WesternElectric3, control.WesternElectric4,
	control.Nelson1, control.Nelson2, control.Nelson3, control.Nelson4,
	control.Nelson5, control.Nelson6, control.Nelson7, control.Nelson8,
}

func TestRuleText(t *testing.T) {
	rules.Enum(
		t, control.WesternElectric1, control.WesternElectric2, control.WesternElectric3, control.WesternElectric4,
		control.Nelson1, control.Nelson2, control.Nelson3, control.Nelson4,
		control.Nelson5, control.Nelson6, control.Nelson7, control.Nelson8,
	)
}

func TestRulesAgainstTheOracle(t *testing.T) {
	columns := []string{"we1", "we2", "we3", "we4", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8"}
	watch, series := control.NewWatch(0), ""
	passed, cells, rows := 0, 0, table(t, "rules.csv.gz")
	for _, row := range rows {
		if row["series"] != series {
			series = row["series"]
			watch = control.NewWatch(control.WesternElectric | control.Nelson)
		}
		fired := watch.Add(number(row["z"]))
		for i, column := range columns {
			cells++
			if fired.Has(everyRule[i]) != (row[column] == "1") {
				t.Errorf("series %s point %s: %s is %v", series, row["i"], column, fired.Has(everyRule[i]))
				continue
			}
			passed++
		}
	}
	t.Logf("%d cells passed of %d in %d rows", passed, cells, len(rows))
}

// naive says rule by rule, from the words, whether a rule fires at the last of the points.
func naive(rule control.Rule, z []float64) bool {
	last := func(n int, holds func(w []float64) bool) bool { return len(z) >= n && holds(z[len(z)-n:]) }
	count := func(w []float64, holds func(x float64) bool) (n int) {
		for _, x := range w {
			if holds(x) {
				n++
			}
		}
		return n
	}
	zone := func(k int, n int, beyond float64) bool {
		return last(n, func(w []float64) bool {
			high := func(x float64) bool { return x > beyond }
			low := func(x float64) bool { return x < -beyond }
			end := w[n-1]
			return high(end) && count(w, high) >= k || low(end) && count(w, low) >= k
		})
	}
	switch rule {
	case control.WesternElectric1, control.Nelson1:
		return zone(1, 1, 3)
	case control.WesternElectric2, control.Nelson5:
		return zone(2, 3, 2)
	case control.WesternElectric3, control.Nelson6:
		return zone(4, 5, 1)
	case control.WesternElectric4:
		return zone(8, 8, 0)
	case control.Nelson2:
		return zone(9, 9, 0)
	case control.Nelson3:
		return last(6, func(w []float64) bool {
			rising, falling := true, true
			for i := range 5 {
				rising = rising && w[i+1] > w[i]
				falling = falling && w[i+1] < w[i]
			}
			return rising || falling
		})
	case control.Nelson4:
		return last(14, func(w []float64) bool {
			for i := range 12 {
				if (w[i+1]-w[i])*(w[i+2]-w[i+1]) >= 0 {
					return false
				}
			}
			return true
		})
	case control.Nelson7:
		return last(15, func(w []float64) bool {
			return count(w, func(x float64) bool { return math.Abs(x) <= 1 }) == 15
		})
	default:
		return last(8, func(w []float64) bool {
			high, low := count(w, func(x float64) bool { return x > 1 }), count(w, func(x float64) bool {
				return x < -1
			})
			return high+low == 8 && high > 0 && low > 0
		})
	}
}

// points are series in which patterns are frequent: steps of a half, so that ties and points on the zones
// occur, within a band that may be narrow or to one side.
func points(t *rapid.T) []float64 {
	low := rapid.IntRange(-8, 1).Draw(t, "low")
	high := rapid.IntRange(low, 8).Draw(t, "high")
	halves := rapid.Map(rapid.IntRange(low, high), func(i int) float64 { return float64(i) / 2 })
	z := rapid.SliceOfN(halves, 0, 60).Draw(t, "z")
	if rapid.Bool().Draw(t, "zigzag") {
		for i := range z {
			z[i] *= float64(1 - 2*(i%2))
		}
	}
	return z
}

func TestWatchIsTheNaiveReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := points(t)
		fired := control.Flag(control.WesternElectric|control.Nelson, z)
		for i := range z {
			for _, rule := range everyRule {
				if want := naive(rule, z[:i+1]); fired[i].Has(rule) != want {
					t.Fatalf("%v at %d of %v: %v", rule, i, z, !want)
				}
			}
		}
	})
}

func TestFlagIsWatchPointByPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := control.RuleSet(rapid.Uint16().Draw(t, "set"))
		z := points(t)
		all := control.Flag(control.WesternElectric|control.Nelson, z)
		watch := control.NewWatch(set)
		for i, fired := range control.Flag(set, z) {
			snapshot := watch
			if one := watch.Add(z[i]); one != fired || snapshot.Add(z[i]) != one || fired != all[i]&set {
				t.Fatalf("at %d: %v and %v", i, one, fired)
			}
		}
	})
}

func TestRulesAreTheSameInTheMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := points(t)
		mirrored := make([]float64, len(z))
		for i := range z {
			mirrored[i] = -z[i]
		}
		if !slices.Equal(control.Flag(control.Nelson, z), control.Flag(control.Nelson, mirrored)) {
			t.Fatal("above and below are not judged alike")
		}
	})
}

func TestGapStartsAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := points(t), points(t)
		joined := append(append(slices.Clone(before), math.NaN()), after...)
		fired := control.Flag(control.Nelson, joined)
		if fired[len(before)] != 0 || !slices.Equal(fired[len(before)+1:], control.Flag(control.Nelson, after)) {
			t.Fatal("a pattern reaches across the gap")
		}
	})
}

func TestRuleSetText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := control.Rules(rapid.SliceOf(rapid.SampledFrom(everyRule)).Draw(t, "rules")...)
		text, err := set.MarshalText()
		var back control.RuleSet
		if err != nil || back.UnmarshalText(text) != nil || back != set || control.Rules(set.List()...) != set {
			t.Fatalf("%q: %v, %v", text, back, err)
		}
	})
	var set control.RuleSet
	if _, err := control.RuleSet(1 << 15).MarshalText(); err == nil || set.UnmarshalText([]byte("nelson_9")) == nil {
		t.Error("what is no rule is refused")
	}
	if control.Rules(0, 13, 99) != 0 || control.RuleSet(0xffff).Has(0) {
		t.Error("what is no rule is in no set")
	}
}

func TestWatchDoesNotAllocate(t *testing.T) {
	watch := control.NewWatch(control.Nelson)
	if n := testing.AllocsPerRun(100, func() { watch.Add(1.5) }); n != 0 {
		t.Errorf("%v allocations a point", n)
	}
}

func BenchmarkWatch(b *testing.B) {
	z := make([]float64, 4096)
	seed := uint64(1)
	for i := range z {
		seed = seed*6364136223846793005 + 1442695040888963407
		z[i] = float64(seed>>40)/(1<<24)*8 - 4
	}
	watch := control.NewWatch(control.WesternElectric | control.Nelson)
	var fired control.RuleSet
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		fired |= watch.Add(z[i&4095])
		i++
	}
	if fired == 0 {
		b.Error("nothing fired")
	}
}
