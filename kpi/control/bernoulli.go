package control

import (
	"math"

	"github.com/logicrm/logistics"
)

// BernoulliCUSUM watches cases one by one, as they come: parcels damaged or not, calls answered or not. It
// finds a small lasting change of a proportion sooner than a chart of proportions, which has to wait for enough
// cases to make a point. It adds up whole numbers and is a plain value; a copy is a snapshot.
type BernoulliCUSUM struct {
	of, others int64 // what a case of the sort adds, and any other
	decision   int64
	sum        int64
}

// BernoulliPoint is the sum after a case.
type BernoulliPoint struct {
	Sum    int64 `json:"sum"`
	Signal bool  `json:"signal"`
}

const (
	leastProportion = 1e-6
	mostReference   = 10_000_000
	mostDecision    = 1_000_000
	mostSteps       = 1 << 28
)

// NewBernoulliCUSUM takes the usual proportion of events, the other one that is to be found, above or below it,
// and the decision interval. A case of the sort adds m−1 to the sum and any other takes 1 off, which does not
// fall below 0; or the other way round where fewer are to be found. The sum signals from the decision interval
// on, which is chosen by [ARLOfBernoulliCUSUM]. The reference m is the whole number nearest to
// −ln(p₁(1−p₀)/(p₀(1−p₁))) ÷ ln((1−p₁)/(1−p₀)): cases of one in m leave the sum where it is.
func NewBernoulliCUSUM(usual, other float64, decision int64) (BernoulliCUSUM, error) {
	var faults logistics.Faults
	checkProportion("/usual", usual, &faults)
	checkProportion("/other", other, &faults)
	if usual == other {
		faults.Conflict("/other", text(other), "must differ from the usual probability")
	}
	if decision < 1 || decision > mostDecision {
		faults.OutOfRange("/decision", text(float64(decision)), "1 to 1000000")
	}
	if err := faults.Err(); err != nil {
		return BernoulliCUSUM{}, err
	}
	reference := max(2, int64(math.Round(reference(usual, other))))
	c := BernoulliCUSUM{of: reference - 1, others: -1, decision: decision}
	if other < usual {
		c.of, c.others = 1-reference, 1
	}
	return c, nil
}

func checkProportion(path string, p float64, faults *logistics.Faults) {
	if !(p >= leastProportion && p <= 1-leastProportion) {
		faults.OutOfRange(path, text(p), "0.000001 to 0.999999")
	}
}

// reference is the number of cases of which one is of the sort, half way between the two proportions.
func reference(usual, other float64) float64 {
	odds := math.Log(other/usual) + math.Log1p(-usual) - math.Log1p(-other)
	return min(odds/(math.Log1p(-usual)-math.Log1p(-other)), mostReference)
}

// Add takes the next case. A signal does not start the sum anew; NewBernoulliCUSUM does.
func (c *BernoulliCUSUM) Add(ofTheSort bool) BernoulliPoint {
	step := c.others
	if ofTheSort {
		step = c.of
	}
	c.sum = min(max(c.sum+step, 0), math.MaxInt64/2)
	return BernoulliPoint{c.sum, c.sum >= c.decision}
}

// ARLOfBernoulliCUSUM is the average number of cases to the first signal when the proportion is the actual one,
// from a sum of 0: exactly, from the Markov chain of the sums. What takes more than 2^28 steps is refused, which
// is a large decision interval together with a rare sort.
func ARLOfBernoulliCUSUM(usual, other float64, decision int64, actual float64) (float64, error) {
	c, err := NewBernoulliCUSUM(usual, other, decision)
	var faults logistics.Faults
	faults.At("", err)
	checkProportion("/actual", actual, &faults)
	if steps := float64(decision) * math.Abs(float64(c.of)); err == nil && steps > mostSteps {
		faults.TooMany("/decision", text(steps), "at most 2^28 steps")
	}
	if err := faults.Err(); err != nil {
		return 0, err
	}
	if c.of > 0 {
		return finite(climbing(int(c.of), int(decision), actual))
	}
	return finite(sinking(int(-c.of), int(decision), actual))
}

// affine is L = add + times·L′ between two sums; rest is 1 − times, kept because it is small.
type affine struct{ add, times, rest float64 }

// then puts another below.
func (f affine) then(g affine) affine {
	return affine{f.add + f.times*g.add, f.times * g.times, f.rest + f.times*g.rest}
}

// climbing solves Lᵢ = 1 + p·Lᵢ₊ᵤ + (1−p)·Lᵢ₋₁, where L is 0 from the decision interval on and the sum stays
// at 0. From the top downwards Lᵢ is affine in Lᵢ₋₁; everything that is added is positive.
func climbing(up, decision int, p float64) float64 {
	maps := make([]affine, decision)
	for i := decision - 1; ; i-- {
		// Lᵢ₊ᵤ in terms of Lᵢ.
		far := affine{0, 0, 1}
		if i+up < decision {
			far = affine{0, 1, 0}
			for k := i + up; k > i; k-- {
				far = far.then(maps[k])
			}
		}
		if i == 0 {
			return (1 + p*far.add) / (p * far.rest)
		}
		stays := 1 - p + p*far.rest // 1 − p·times
		maps[i] = affine{(1 + p*far.add) / stays, (1 - p) / stays, p * far.rest / stays}
	}
}

// sinking solves Lᵢ = 1 + (1−p)·Lᵢ₊₁ + p·Lᵢ₋ᵤ from the bottom upwards, where Lᵢ − Lᵢ₊₁ is known at each sum.
func sinking(down, decision int, p float64) float64 {
	drops, sum := make([]float64, decision+1), 0.0 // drops[i] is L₀ − Lᵢ
	for i := range decision {
		// Lᵢ₋ᵤ − Lᵢ is the sum of the drops between them.
		between := drops[i] - drops[max(0, i-down)]
		sum += (1 + p*between) / (1 - p)
		drops[i+1] = sum
	}
	return sum
}
