package sla

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/internal/stat"
)

// Headroom is how far a tally stands from a target, in whole cases.
type Headroom struct {
	MissesLeft int64           // more misses that would still leave the target kept; 0 when it is not kept now
	HitsNeeded int64           // more cases kept in a row that would reach the target; 0 when it is kept now, -1 when none ever will
	Budget     int64           // misses the judged cases allow
	Spent      int64           // misses there were
	Burn       logistics.Ratio // share missed ÷ share that may be: above 1 the budget is used up faster than it grows; no data for a target of 100%
}

// HeadroomOf computes the headroom of a tally. Without judged cases, or without a target, all is zero.
func HeadroomOf(t logistics.Tally, target logistics.Ratio) Headroom {
	judged := t.Judged()
	if judged <= 0 || target.Num() <= 0 || target.Num() > target.Den() {
		return Headroom{}
	}
	h := Headroom{Spent: t.Bad}
	num, den := target.Num(), target.Den()
	h.Budget = mulDiv(judged, den-num, den, exact.Floor)
	if h.Spent <= h.Budget {
		// good ÷ (judged + k) ≥ target for k up to good ÷ target − judged.
		h.MissesLeft = mulDiv(t.Good, den, num, exact.Floor) - judged
	} else {
		// (good + k) ÷ (judged + k) ≥ target from k = (target·judged − good) ÷ (1 − target).
		h.HitsNeeded = -1
		if den > num {
			lacking := mulDiv(judged, num, 1, exact.Floor) - mulDiv(t.Good, den, 1, exact.Floor)
			h.HitsNeeded = mulDiv(lacking, 1, den-num, exact.Ceiling)
		}
	}
	if den > num {
		h.Burn, _ = logistics.NewRatio(mulDiv(t.Bad, den, 1, exact.Floor), mulDiv(judged, den-num, 1, exact.Floor))
	}
	return h
}

// mulDiv is a·b ÷ c; beyond 64 bits it is the largest number, which no count reaches.
func mulDiv(a, b, c int64, m exact.Mode) int64 {
	n, err := exact.MulDiv(a, b, c, m)
	if err != nil {
		return 1<<63 - 1
	}
	return n
}

// Forecast is how likely a running case is to be missed.
type Forecast struct {
	Slack     time.Duration   // open time left
	Longer    logistics.Ratio // of the sample, how many took longer than that from this point on
	Low, High float64         // the Wilson interval around it
}

// Forecast holds the open time a case has left against what like cases took from the same point on,
// which the host passes in: their remaining open times. z is the width of the interval in standard
// deviations: 1.96 for 95 %. An empty sample has no data and the interval from 0 to 1. A case that is
// decided is a fault: there is nothing left to forecast.
func (t Timing) Forecast(remaining []time.Duration, z float64) (Forecast, error) {
	if t.Verdict != logistics.NotDue {
		return Forecast{}, logistics.NewFieldError(logistics.FaultConflict, t.Verdict.String(), "only a case that is not decided")
	}
	f := Forecast{Slack: t.Remaining(), High: 1}
	if len(remaining) == 0 {
		return f, nil
	}
	longer := int64(0)
	for _, d := range remaining {
		if d > f.Slack {
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
