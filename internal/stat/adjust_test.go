package stat_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/stat"
)

var adjustments = map[string]func([]float64) ([]float64, error){
	"bh": stat.BenjaminiHochberg, "holm": stat.Holm, "bonferroni": stat.Bonferroni,
}

func TestAdjustmentsAreThoseOfR(t *testing.T) {
	p := column(t, "testdata/kpi_p_adjust.csv", "p")
	for name, adjust := range adjustments {
		want := column(t, "testdata/kpi_p_adjust.csv", name)
		got, err := adjust(p)
		if err != nil || len(got) != 15 {
			t.Fatal(name, len(got), err)
		}
		for i := range got {
			if math.Abs(got[i]-want[i]) > 1e-12 {
				t.Errorf("%s of %v: %v, want %v", name, p[i], got[i], want[i])
			}
		}
	}
}

func anyP(t *rapid.T) []float64 {
	return rapid.SliceOfN(
		rapid.OneOf(
			rapid.Float64Range(0, 1), rapid.Float64Range(0, 0.05), rapid.SampledFrom([]float64{0, 0.01, 0.05, 1}),
		), 0, 40,
	).Draw(t, "p")
}

// rejected are the p that the procedure itself, which goes down or up the sorted ones, rejects at a level.
func rejected(name string, p []float64, level float64) (at float64) {
	sorted, n := slices.Sorted(slices.Values(p)), float64(len(p))
	at = -1
	for i, q := range sorted {
		switch k := float64(i + 1); name {
		case "holm": // down from the smallest, until one is not
			if q > level/(n-k+1) {
				return at
			}
			at = q
		case "bh": // up to the largest one that is
			if q <= k/n*level {
				at = q
			}
		default:
			if q <= level/n {
				at = q
			}
		}
	}
	return at
}

func TestAdjustedPRejectWhatTheProcedureRejects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, level := anyP(t), rapid.Float64Range(0.001, 0.5).Draw(t, "level")
		for name, adjust := range adjustments {
			got, err := adjust(p)
			if err != nil || len(got) != len(p) {
				t.Fatal(name, err)
			}
			at := rejected(name, p, level)
			for i, q := range p {
				if math.Abs(got[i]-level) > 1e-12 && (got[i] <= level) != (q <= at) {
					t.Fatalf("%s at %v: %v becomes %v, the procedure ends at %v", name, level, q, got[i], at)
				}
			}
		}
	})
}

func TestAdjustmentsKeepTheOrderAndRaise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyP(t)
		kept := slices.Clone(p)
		bh, _ := stat.BenjaminiHochberg(p)
		holm, _ := stat.Holm(p)
		bonferroni, _ := stat.Bonferroni(p)
		if !slices.Equal(p, kept) {
			t.Fatalf("%v became %v", kept, p)
		}
		for i, q := range p {
			if !(q <= bh[i] && bh[i] <= holm[i] && holm[i] <= bonferroni[i] && bonferroni[i] <= 1) {
				t.Fatalf("%v: %v, %v, %v", q, bh[i], holm[i], bonferroni[i])
			}
			for k, other := range p {
				if q < other && (bh[i] > bh[k] || holm[i] > holm[k]) || q == other &&
					(bh[i] != bh[k] || holm[i] != holm[k]) {
					t.Fatalf("%v and %v: %v and %v, %v and %v", q, other, bh[i], bh[k], holm[i], holm[k])
				}
			}
		}
	})
}

func TestAdjustmentsDoNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyP(t)
		back := slices.Clone(p)
		slices.Reverse(back)
		for name, adjust := range adjustments {
			a, err := adjust(p)
			b, other := adjust(back)
			slices.Reverse(b)
			if err != nil || other != nil || !slices.Equal(a, b) {
				t.Fatalf("%s: %v and %v", name, a, b)
			}
		}
	})
}

func TestAdjustmentsRefuseWhatIsNoProbability(t *testing.T) {
	for name, adjust := range adjustments {
		for _, p := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1)} {
			if got, err := adjust([]float64{0.5, p}); !errors.Is(err, stat.ErrDomain) || got != nil {
				t.Errorf("%s of %v: %v %v", name, p, got, err)
			}
		}
		if got, err := adjust(nil); err != nil || len(got) != 0 {
			t.Errorf("%s of none: %v %v", name, got, err)
		}
		if got, err := adjust([]float64{0.3}); err != nil || got[0] != 0.3 {
			t.Errorf("%s of one: %v %v", name, got, err)
		}
	}
}
