package control_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// TestTheSumIsTheGreatestOfAllStarts adds up the scores from every start, and takes the greatest.
func TestTheSumIsTheGreatestOfAllStarts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		usual, other := rapid.Float64Range(0.01, 0.99).Draw(t, "usual"), rapid.Float64Range(0.01, 0.99).Draw(t, "other")
		c, err := control.NewBernoulliCUSUM(usual, other, 5)
		if usual == other {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		// What a case adds is seen from a sum that cannot fall to nought.
		odds := func(p float64) float64 { return p / (1 - p) }
		m := max(2, int64(math.Round(-math.Log(odds(other)/odds(usual))/math.Log((1-other)/(1-usual)))))
		of, others := m-1, int64(-1)
		if other < usual {
			of, others = 1-m, 1
		}
		var scores []int64
		for _, sort := range rapid.SliceOfN(rapid.Bool(), 1, 40).Draw(t, "cases") {
			if sort {
				scores = append(scores, of)
			} else {
				scores = append(scores, others)
			}
			want, tail := int64(0), int64(0)
			for i := len(scores) - 1; i >= 0; i-- {
				tail += scores[i]
				want = max(want, tail)
			}
			if p := c.Add(sort); p.Sum != want || p.Signal != (want >= 5) {
				t.Fatalf("%+v, want %d", p, want)
			}
		}
	})
}

// TestRunLengthsOfCasesSolveTheirEquation puts them back: a case from here, and then the run length from there.
func TestRunLengthsOfCasesSolveTheirEquation(t *testing.T) {
	for _, c := range []struct {
		usual, other, actual float64
		decision             int64
	}{
		{0.1, 0.2, 0.1, 12},
		{0.1, 0.2, 0.3, 12},
		{0.05, 0.1, 0.07, 30},
		{0.2, 0.1, 0.2, 12},
		{0.2, 0.1, 0.05, 8},
		{0.5, 0.6, 0.5, 4},
		{0.9, 0.8, 0.9, 4},
		{0.1, 0.2, 0.1, 1},
		{0.2, 0.1, 0.2, 1},
	} {
		chart, err := control.NewBernoulliCUSUM(c.usual, c.other, c.decision)
		if err != nil {
			t.Fatal(err)
		}
		// Walk the chain by the chart itself: the chance of no signal yet, summed over all numbers of cases.
		chance := map[control.BernoulliCUSUM]float64{chart: 1}
		length := 0.0
		for range 200_000 {
			next := make(map[control.BernoulliCUSUM]float64, len(chance))
			left := 0.0
			for state, p := range chance {
				left += p
				for sort, q := range map[bool]float64{true: c.actual, false: 1 - c.actual} {
					after := state
					if !after.Add(sort).Signal {
						next[after] += p * q
					}
				}
			}
			length += left
			if chance = next; left < 1e-14 {
				break
			}
		}
		got, err := control.ARLOfBernoulliCUSUM(c.usual, c.other, c.decision, c.actual)
		if err != nil || math.Abs(got-length) > 1e-9*length {
			t.Errorf("%+v: %v, want %v, %v", c, got, length, err)
		}
	}
}

// TestRunLengthsOfCasesAgreeWithSimulation has its seed fixed; four standard errors are allowed.
func TestRunLengthsOfCasesAgreeWithSimulation(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, actual := range []float64{0.01, 0.02, 0.04} {
		want, err := control.ARLOfBernoulliCUSUM(0.01, 0.02, 200, actual)
		if err != nil {
			t.Fatal(err)
		}
		const runs = 400
		sum, squares := 0.0, 0.0
		for range runs {
			c, err := control.NewBernoulliCUSUM(0.01, 0.02, 200)
			if err != nil {
				t.Fatal(err)
			}
			n := 1.0
			for !c.Add(r.Float64() < actual).Signal {
				n++
			}
			sum, squares = sum+n, squares+n*n
		}
		mean := sum / runs
		if off := math.Sqrt((squares/runs - mean*mean) / runs); math.Abs(mean-want) > 4*off {
			t.Errorf("%v: %v cases, want %v ± %v", actual, mean, want, off)
		}
	}
}

// TestAWiderDecisionIntervalSignalsLater holds for false alarms and for what is to be found.
func TestAWiderDecisionIntervalSignalsLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		usual := rapid.Float64Range(0.02, 0.4).Draw(t, "usual")
		other := usual * rapid.SampledFrom([]float64{0.5, 0.8, 1.5, 2}).Draw(t, "times")
		decision := rapid.Int64Range(1, 60).Draw(t, "decision")
		for _, actual := range []float64{usual, other} {
			a, err := control.ARLOfBernoulliCUSUM(usual, other, decision, actual)
			b, later := control.ARLOfBernoulliCUSUM(usual, other, decision+1, actual)
			if err != nil || later != nil {
				return // beyond what can be computed
			}
			if b < a*(1-1e-12) {
				t.Fatalf("%v cases at %d, %v at %d", a, decision, b, decision+1)
			}
		}
		same, err := control.ARLOfBernoulliCUSUM(usual, other, decision, usual)
		sooner, found := control.ARLOfBernoulliCUSUM(usual, other, decision, other)
		if err == nil && found == nil && sooner > same*(1+1e-12) {
			t.Fatalf("a change is found after %v cases, a false alarm comes after %v", sooner, same)
		}
	})
}

func TestFaultsOfBernoulliCUSUMs(t *testing.T) {
	_, err := control.NewBernoulliCUSUM(0, math.NaN(), 0)
	for path, want := range map[string]logistics.FaultCode{
		"/usual": logistics.FaultOutOfRange, "/other": logistics.FaultOutOfRange,
		"/decision": logistics.FaultOutOfRange,
	} {
		if !code(err, path, want) {
			t.Errorf("no %s at %s: %v", want, path, err)
		}
	}
	if _, err := control.NewBernoulliCUSUM(0.1, 0.1, 5); !code(err, "/other", logistics.FaultConflict) {
		t.Error(err)
	}
	if _, err := control.ARLOfBernoulliCUSUM(0.1, 0.2, 5, 1); !code(err, "/actual", logistics.FaultOutOfRange) {
		t.Error(err)
	}
	if _, err := control.ARLOfBernoulliCUSUM(0.000001, 0.000002, 1_000_000, 0.1); !code(
		err, "/decision", logistics.FaultTooMany,
	) {
		t.Error(err)
	}
	if _, err := control.ARLOfBernoulliCUSUM(0.1, 0.2, 2000, 0.01); !code(err, "", logistics.FaultOutOfRange) {
		t.Error(err)
	}
}

func TestACaseDoesNotAllocate(t *testing.T) {
	c, err := control.NewBernoulliCUSUM(0.01, 0.02, 200)
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(100, func() { c.Add(true) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
