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
	Deviation []float64 `json:"deviation"` // the standard deviation of the error of each period
	// Cumulative is that of the first one, two, … periods together: errors of one forecast go the same way,
	// so that it is more than that of independent periods.
	Cumulative []float64 `json:"cumulative"`
	// that the deviation was estimated with; 0: it is known
	DegreesOfFreedom float64 `json:"degrees_of_freedom,omitzero"`
}

// projection is what a forecast is made with: how the errors of its periods go together. shock[i] is the
// deviation of what is new in period i, response(i, k) what one unit of it does to period i+k, and common
// the variance of what the first periods share from before, such as an uncertain mean.
type projection struct {
	Forecast
	shock    []float64
	response func(i, k int) float64
	common   func(periods int) float64
}

func ahead(horizon int) projection {
	return projection{
		Forecast: Forecast{
			Mean: make([]float64, horizon), Deviation: make([]float64, horizon), Cumulative: make([]float64, horizon),
		},
		shock: make([]float64, horizon),
	}
}

// done is the forecast with the deviations of its first periods together.
func (e projection) done() Forecast {
	sums := make([]float64, len(e.Mean)) // what a unit of the error of a period does to all up to here
	for last := range e.Mean {
		variance := 0.0
		if e.common != nil {
			variance = e.common(last + 1)
		}
		for i := range last {
			if e.response != nil {
				sums[i] += e.response(i, last-i)
			}
			variance += square(e.shock[i] * (1 + sums[i]))
		}
		e.Cumulative[last] = math.Sqrt(variance + square(e.shock[last]))
	}
	return e.Forecast
}

const mostHorizon = 1_000

// Interval is the range that holds the demand of each period with the probability given. It is read from
// the normal distribution; with DegreesOfFreedom above 0 from Student's, as the deviation was estimated
// from so few figures.
func (f Forecast) Interval(probability float64) (low, high []float64, err error) {
	if !(probability > 0 && probability < 1) {
		return nil, nil, logistics.NewFieldError(
			logistics.FaultOutOfRange, text(probability), "a probability between 0 and 1",
		)
	}
	var faults logistics.Faults
	if f.checkLists(&faults); len(faults) > 0 {
		return nil, nil, faults.Err()
	}
	p := 0.5 + probability/2
	z, err := stat.NormalQuantile(min(p, 1-0x1p-53))
	if err != nil {
		return nil, nil, logistics.NewFieldError(
			logistics.FaultOutOfRange, text(probability), "a probability between 0 and 1",
		)
	}
	if f.DegreesOfFreedom/2 > 0 { // the half of the least number there is is 0
		z = distuv.StudentsT{Sigma: 1, Nu: f.DegreesOfFreedom}.Quantile(min(p, 1-0x1p-53))
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
	var faults logistics.Faults
	checkCount(&faults, "/periods", periods, 1, max(len(f.Mean), 1))
	f.checkLists(&faults)
	if err := faults.Err(); err != nil {
		return 0, 0, err
	}
	for _, m := range f.Mean[:periods] {
		mean += m
	}
	return mean, f.Cumulative[periods-1], nil
}

// checkLists refuses a forecast whose lists are not of one length, as a document may have them.
func (f Forecast) checkLists(faults *logistics.Faults) {
	if len(f.Mean) == 0 {
		faults.Required("/mean", "a forecast of at least one period")
	}
	if len(f.Deviation) != len(f.Mean) {
		faults.Mismatch("/deviation", len(f.Deviation), "one for each mean")
	}
	if len(f.Cumulative) != len(f.Mean) {
		faults.Mismatch("/cumulative", len(f.Cumulative), "one for each mean")
	}
}

// LeadTimeDemand is the distribution of the demand of the first so many periods together, as package policy
// takes it: normal, or gamma where the normal distribution would often be below zero. A forecast below zero
// is taken as no demand.
func (f Forecast) LeadTimeDemand(periods int) (FittedDemand, error) {
	mean, deviation, err := f.Total(periods)
	if err != nil {
		return FittedDemand{}, err
	}
	d := FittedDemand{Periods: float64(periods)}
	if err := d.take(mean, deviation); err != nil {
		return FittedDemand{}, err
	}
	return d, nil
}
