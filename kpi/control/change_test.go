package control_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// TestChangeIsWhereAStepBegan plants a step much larger than the noise.
func TestChangeIsWhereAStepBegan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(8, 30).Draw(t, "before")
		after := rapid.IntRange(1, 10).Draw(t, "after")
		by := float64(rapid.SampledFrom([]int{-500, 500}).Draw(t, "step"))
		noise := rapid.SliceOfN(rapid.IntRange(0, 9), n+after, n+after).Draw(t, "noise")
		values := make([]float64, n+after)
		for i := range values {
			values[i] = 100 + float64(noise[i]+i%2*10)
			if i >= n {
				values[i] += by
			}
		}
		chart, err := control.ChartValues(control.Individuals, values, control.Options{Baseline: n})
		change, other := chart.Change(len(values) - 1)
		if err != nil || other != nil || change.From != n || math.Abs(change.Level-110-by) > 15 {
			t.Fatalf("%+v, want a change at %d: %v, %v", change, n, err, other)
		}
	})
}

// TestChangeIsTheNaiveMaximum computes the likelihood of every start by itself.
func TestChangeIsTheNaiveMaximum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) control.Count {
			return control.Count{Events: rapid.Int64Range(0, 40).Draw(t, "events"), Size: float64(
				rapid.IntRange(40, 90).Draw(t, "size"),
			)}
		}), 2, 25).Draw(t, "counts")
		counts = append(counts, control.Count{Events: 7, Size: 60})
		chart, err := control.ChartCounts(control.Proportion, counts, control.Options{})
		signal := rapid.IntRange(0, len(counts)-1).Draw(t, "signal")
		change, other := chart.Change(signal)
		if err != nil || other != nil {
			t.Fatal(err, other)
		}
		gain := func(from int) float64 { // of the best common level from there on
			weights, weighted := 0.0, 0.0
			for _, p := range chart.Points[from : signal+1] {
				weights += 1 / (p.Sigma * p.Sigma)
				weighted += p.Stat / (p.Sigma * p.Sigma)
			}
			level, total := weighted/weights, 0.0
			for _, p := range chart.Points[from : signal+1] {
				old, better := (p.Stat-p.Centre)/p.Sigma, (p.Stat-level)/p.Sigma
				total += (old*old - better*better) / 2
			}
			return total
		}
		for from := range signal + 1 {
			if g := gain(from); g > change.Evidence+1e-6*(1+change.Evidence) || from == change.From && !near(
				g, change.Evidence, 1e-6,
			) {
				t.Fatalf("from %d: %v, chosen %+v", from, g, change)
			}
		}
	})
}

func TestChangeOfTimes(t *testing.T) {
	times := []float64{9, 11, 10, 12, 8, 10, 11, 9, 40, 44, 42, 39}
	chart, err := control.ChartValues(control.Time, times, control.Options{Baseline: 8})
	change, other := chart.Change(11)
	if err != nil || other != nil || change.From != 8 || math.Abs(change.Level-41) > 1 {
		t.Errorf("%+v: %v, %v", change, err, other)
	}
}

func TestChangeRefuses(t *testing.T) {
	chart, _ := control.ChartCounts(control.Number, late(), control.Options{})
	if _, err := chart.Change(0); !code(err, "", logistics.FaultUnsupported) {
		t.Error(err)
	}
	chart.Limits.Kind = control.Proportion
	for _, signal := range []int{-1, len(chart.Points)} {
		if _, err := chart.Change(signal); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%d: %v", signal, err)
		}
	}
}
