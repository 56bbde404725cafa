package stat

import "math"

// Law is a probability law of a demand. Every method is defined for every argument: an x beyond ±1e15
// is taken as that bound and NaN as the lower one, as if nothing were in stock; a p that is not below 1
// is taken as the greatest float64 below it, a p not above 0 as the smallest normal one. No result is
// NaN or infinite.
type Law interface {
	Mean() float64
	Variance() float64
	CDF(x float64) float64                // P(X ≤ x)
	Survival(x float64) float64           // P(X > x), with its own relative precision
	Quantile(p float64) float64           // the smallest x with CDF ≥ p
	Loss(x float64) float64               // E(X−x)⁺
	Loss2(x float64) float64              // E((X−x)⁺)²/2; for a discrete law E(X−x)⁺(X−x−1)⁺/2
	ComplementaryLoss(x float64) float64  // E(x−X)⁺
	ComplementaryLoss2(x float64) float64 // E((x−X)⁺)²/2; for a discrete law E(x−X)⁺(x−X−1)⁺/2
	Discrete() bool                       // all its values are whole numbers from 0 on
}

// Counting is a discrete law that knows the probability of a single value.
type Counting interface {
	Law
	PMF(k float64) float64
}

const (
	maxX     = 1e15               // beyond it a unit is wrong
	maxP     = 1 - 0x1p-53        // the greatest float64 below 1
	minP     = 0x1p-1022          // the smallest with all its digits
	maxTerms = 1 << 22            // of any series here: a few milliseconds
	vanished = 1e-305             // a term below has no digits left, and could stay where it is for ever
	epsilon  = 0x1p-53            // half a unit in the last place
	maxCount = float64(1<<20 - 1) // of the values of a law that is held as a list
	maxWork  = float64(1 << 29)   // multiplications of a convolution: half a second
)

func boundX(x float64) float64 {
	if !(x > -maxX) {
		return -maxX
	}
	return min(x, maxX)
}

func boundP(p float64) float64 {
	if !(p < 1) {
		return maxP
	}
	return max(p, minP)
}

// clean is for what must be a probability or a loss: rounding never makes it negative.
func clean(f float64) float64 { return max(f, 0) }

// whole splits x into the whole number below and the rest.
func whole(x float64) (below, rest float64) {
	below = math.Floor(x)
	return below, x - below
}
