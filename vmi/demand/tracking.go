package demand

import (
	"math"

	"github.com/logicrm/logistics"
)

// Tracker watches a forecast that goes on and on: the sum of its errors over their mean size. A forecast
// without bias stays near zero; one that is always too low or too high leaves the limits.
type Tracker struct {
	alpha, limit float64
	sum, size    float64
	n            int
}

// NewTracker takes the constant by which the mean size of the errors is smoothed, above 0 to 1, and the
// limit of the signal, 4 being usual.
func NewTracker(alpha, limit float64) (Tracker, error) {
	var faults logistics.Faults
	checkNumber(&faults, "/alpha", alpha, 1e-6, 1)
	checkNumber(&faults, "/limit", limit, 1e-6, 1e6)
	if err := faults.Err(); err != nil {
		return Tracker{}, err
	}
	return Tracker{alpha: alpha, limit: limit}, nil
}

// Update takes what came and what had been forecast, and tells whether it did: a figure that is missing or
// beyond the bounds changes nothing.
func (t *Tracker) Update(actual, forecast float64) bool {
	if !finite(actual) || !finite(forecast) {
		return false
	}
	off := actual - forecast
	t.sum += off
	if t.n++; t.n == 1 {
		t.size = math.Abs(off)
	} else {
		t.size += t.alpha * (math.Abs(off) - t.size)
	}
	return true
}

// Signal is the sum of the errors over their mean size, above zero when the forecast is too low; 0 as long
// as there were no errors.
func (t *Tracker) Signal() float64 {
	if t.size <= 0 {
		return 0
	}
	return t.sum / t.size
}

// Alarm tells whether the signal is beyond the limit.
func (t *Tracker) Alarm() bool { return math.Abs(t.Signal()) > t.limit }

// Reset begins the sum anew, after the forecast was put right.
func (t *Tracker) Reset() { t.sum = 0 }

// Reasons says whether the forecast is on track.
func (t *Tracker) Reasons() []logistics.Reason {
	code := OnTrack
	switch {
	case t.Alarm() && t.sum > 0:
		code = TooLow
	case t.Alarm():
		code = TooHigh
	}
	return []logistics.Reason{{Code: code, Params: []logistics.Param{
		number("signal", t.Signal()), number("limit", t.limit),
	}}}
}
