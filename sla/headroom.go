package sla

import (
	"math"
	"math/big"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Headroom is how far a tally stands from a target, in whole cases.
type Headroom struct {
	// more cases, all missed, that would still leave the target kept; 0 when it is not kept now
	MissesLeft int64 `json:"misses_left"`
	// more cases kept in a row that would reach the target; 0 when it is kept now, -1 when none ever will
	HitsNeeded int64 `json:"hits_needed"`
	Budget     int64 `json:"budget"` // misses the judged cases allow
	Spent      int64 `json:"spent"`  // misses there were
	// share missed ÷ share that may be: above 1 the budget is used up faster than it grows; no data for a target of
	// 100%
	Burn logistics.Ratio `json:"burn,omitzero"`
}

// HeadroomOf computes the headroom of a tally. Without judged cases, or without a target, all is zero.
func HeadroomOf(t logistics.Tally, target logistics.Ratio) Headroom {
	judged := t.Judged()
	if judged <= 0 || target.Num() <= 0 || target.Num() > target.Den() {
		return Headroom{}
	}
	num, den := big.NewInt(target.Num()), big.NewInt(target.Den())
	allowed := new(big.Int).Sub(den, num) // of every den cases so many may be missed
	all, good := big.NewInt(judged), big.NewInt(t.Good)
	h := Headroom{Spent: t.Bad, Budget: quotient(product(all, allowed), den)}
	switch {
	case h.Spent <= h.Budget:
		// good ÷ (judged + k) ≥ target for k up to good ÷ target − judged.
		h.MissesLeft = quotient(new(big.Int).Sub(product(good, den), product(all, num)), num)
	case allowed.Sign() == 0:
		h.HitsNeeded = -1
	default:
		// (good + k) ÷ (judged + k) ≥ target from k = (target·judged − good) ÷ (1 − target), rounded up.
		lacking := new(big.Int).Sub(product(all, num), product(good, den))
		h.HitsNeeded = quotient(lacking.Add(lacking, allowed).Sub(lacking, big.NewInt(1)), allowed)
	}
	if allowed.Sign() > 0 {
		h.Burn = ratio(product(big.NewInt(t.Bad), den), product(all, allowed))
	}
	return h
}

func product(a, b *big.Int) *big.Int { return new(big.Int).Mul(a, b) }

// quotient is a ÷ b rounded down; beyond 64 bits it is the largest number, which no count reaches.
func quotient(a, b *big.Int) int64 {
	q := new(big.Int).Div(a, b)
	if !q.IsInt64() {
		return math.MaxInt64
	}
	return q.Int64()
}

// ratio is a ÷ b in lowest terms; no data where even those do not fit.
func ratio(a, b *big.Int) logistics.Ratio {
	lowest := new(big.Rat).SetFrac(a, b)
	if !lowest.Num().IsInt64() || !lowest.Denom().IsInt64() {
		return logistics.Ratio{}
	}
	r, _ := logistics.NewRatio(lowest.Num().Int64(), lowest.Denom().Int64())
	return r
}

// Forecast is how likely a running case is to be missed.
type Forecast struct {
	Slack logistics.Duration `json:"slack"` // open time left
	// of the sample, how many took longer than that from this point on
	Longer logistics.Ratio `json:"longer,omitzero"`
	Low    float64         `json:"low"` // the Wilson interval around it
	High   float64         `json:"high"`
}

// Forecast holds the open time a case has left against what like cases took from the same point on,
// which the host passes in: their remaining open times. z is the width of the interval in standard
// deviations: 1.96 for 95 %. An empty sample has no data and the interval from 0 to 1. A case that is
// decided is a fault: there is nothing left to forecast.
func (t Timing) Forecast(remaining []time.Duration, z float64) (Forecast, error) {
	if t.Verdict != logistics.NotDue || t.State == Pending {
		return Forecast{}, logistics.NewFieldError(
			logistics.FaultConflict, t.State.String(), "only a case that has begun and is not decided",
		)
	}
	slack, err := logistics.NewDuration(0, t.Remaining())
	if err != nil {
		return Forecast{}, err
	}
	f := Forecast{Slack: slack, High: 1}
	if len(remaining) == 0 {
		return f, nil
	}
	longer := int64(0)
	for _, d := range remaining {
		if d > t.Remaining() {
			longer++
		}
	}
	low, high, err := stat.WilsonInterval(longer, int64(len(remaining)), z)
	if err != nil {
		return Forecast{}, err
	}
	f.Low, f.High = low, high
	f.Longer, err = logistics.NewRatio(longer, int64(len(remaining)))
	return f, err
}
