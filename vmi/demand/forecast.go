package demand

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Forecast is what is expected in each period ahead, and how far off it may be.
type Forecast struct {
	Mean      []float64 `json:"mean"`
	Deviation []float64 `json:"deviation"` // the standard deviation of the error
	Freedom   float64   `json:"freedom,omitzero"`
	// For the demand of several periods together the errors must be known one by one: shock[i] is the
	// deviation of what is new in period i, response(i, k) what one unit of it does to period i+k, and
	// common the variance of what the first periods share from before, such as an uncertain mean.
	shock    []float64
	response func(i, k int) float64
	common   func(periods int) float64
}

const mostHorizon = 1_000

// Interval is the range that holds the demand of each period with the probability given. It is read from
// the normal law; with Freedom above 0 from Student's, as the deviation was estimated from so few figures.
func (f Forecast) Interval(probability float64) (low, high []float64, err error) {
	if !(probability > 0 && probability < 1) {
		return nil, nil, logistics.NewFieldError(logistics.FaultOutOfRange, text(probability), "a probability between 0 and 1")
	}
	p := 0.5 + probability/2
	z, err := stat.NormalQuantile(min(p, 1-0x1p-53))
	if err != nil {
		return nil, nil, logistics.NewFieldError(logistics.FaultOutOfRange, text(probability), "a probability between 0 and 1")
	}
	if f.Freedom > 0 {
		z = distuv.StudentsT{Sigma: 1, Nu: f.Freedom}.Quantile(min(p, 1-0x1p-53))
	}
	low, high = make([]float64, len(f.Mean)), make([]float64, len(f.Mean))
	for i, m := range f.Mean {
		low[i], high[i] = m-z*f.Deviation[i], m+z*f.Deviation[i]
	}
	return low, high, nil
}

// Total is the mean and the deviation of the demand of the first so many periods together. Errors of one
// forecast go the same way, so that the deviation is more than that of independent periods. For a model
// with multiplicative parts the deviation is that of the model drawn straight at the forecast.
func (f Forecast) Total(periods int) (mean, deviation float64, err error) {
	if periods < 1 || periods > len(f.Mean) {
		var faults logistics.Faults
		checkCount(&faults, "/periods", periods, 1, len(f.Mean))
		return 0, 0, faults.Err()
	}
	if f.shock == nil {
		return 0, 0, logistics.NewFieldError(logistics.FaultRequired, "", "a forecast as it was made: a decoded one does not know how its errors go together")
	}
	variance := 0.0
	if f.common != nil {
		variance = f.common(periods)
	}
	for i := range periods {
		mean += f.Mean[i]
		sum := 1.0
		if f.response != nil {
			for k := 1; i+k < periods; k++ {
				sum += f.response(i, k)
			}
		}
		variance += square(f.shock[i] * sum)
	}
	return mean, math.Sqrt(variance), nil
}

// LeadTimeDemand is the law of the demand of the first so many periods together, as package policy takes
// it: normal, or gamma where the normal law would often be below zero. A forecast below zero is taken as
// no demand.
func (f Forecast) LeadTimeDemand(periods int) (Distribution, error) {
	mean, deviation, err := f.Total(periods)
	if err != nil {
		return Distribution{}, err
	}
	d := Distribution{Periods: float64(periods)}
	if err := d.take(mean, deviation); err != nil {
		return Distribution{}, err
	}
	return d, nil
}
