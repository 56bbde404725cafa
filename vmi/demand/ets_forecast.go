package demand

import (
	"math"

	"github.com/logicrm/logistics"
)

// Forecast goes on from the end. Means and deviations are those of the model, exactly; for seasons that
// multiply with additive errors the deviation is that of the model drawn straight at the forecast.
func (e ETS) Forecast(horizon int) (Forecast, error) {
	var faults logistics.Faults
	checkCount(&faults, "/horizon", horizon, 1, mostHorizon)
	form := e.check(&faults)
	if err := faults.Err(); err != nil {
		return Forecast{}, err
	}
	f := ahead(horizon)
	base, ring, weight := make([]float64, horizon), make([]float64, horizon), make([]float64, horizon)
	damped, grown := 1.0, 0.0
	for h := range horizon {
		if form.trend {
			damped *= e.Constants.Phi
			grown += damped
		}
		base[h] = e.EndLevel + grown*e.EndTrend
		weight[h] = e.Constants.Alpha + e.Constants.Beta*grown
		f.Mean[h] = base[h]
		switch form.season {
		case additive:
			ring[h] = e.EndSeasons[h%e.Period]
			f.Mean[h] += ring[h]
		case multiplied:
			ring[h] = e.EndSeasons[h%e.Period]
			f.Mean[h] *= ring[h]
		}
		f.shock[h] = e.Sigma
		if form.relative {
			f.shock[h] = e.Sigma * math.Abs(f.Mean[h])
		}
	}
	f.response = e.response(form, weight, base, ring)
	switch {
	case form.relative && form.season == multiplied:
		e.products(&f, form)
	case form.relative:
		e.relative(&f, form, weight)
	default:
		f.spread()
	}
	return f.done(), nil
}

// check refuses a model that no fit has made, as a document may have it.
func (e ETS) check(faults *logistics.Faults) form {
	shape, ok := parseForm(e.Model)
	if !ok {
		faults.Unknown("/model", e.Model, "a fitted model, from ANN to MAdM")
		return form{}
	}
	checkCount(faults, "/period", e.Period, 1, mostPeriod)
	if seasons := seasonCount(shape, e.Period); seasons > 1 && len(e.EndSeasons) != seasons || seasons <= 1 &&
		len(e.EndSeasons) > 0 {
		faults.Mismatch("/end_seasons", len(e.EndSeasons), "one for each season of the period")
	}
	checkNumber(faults, "/end_level", e.EndLevel, -mostUnits, mostUnits)
	checkNumber(faults, "/end_trend", e.EndTrend, -mostUnits, mostUnits)
	checkNumber(faults, "/sigma", e.Sigma, 0, mostUnits)
	return shape
}

// response is what a unit of error in period i does to period i+k.
func (e ETS) response(form form, weight, base, ring []float64) func(i, k int) float64 {
	period, gamma := e.Period, e.Constants.Gamma
	return func(i, k int) float64 {
		sum := weight[k-1]
		switch form.season {
		case additive:
			if k%period == 0 {
				sum += gamma
			}
		case multiplied:
			sum *= ring[i+k] / away(ring[i])
			if k%period == 0 {
				sum += gamma * base[i+k] / away(base[i])
			}
		}
		return sum
	}
}

// relative works out deviations of a model with relative errors and additive parts. With θ the mean square
// of the forecast of a period as it will be made, θ(h) = μ(h)² + σ²·Σ c(j)²·θ(h−j), and the variance is
// (1+σ²)·θ − μ².
func (e ETS) relative(f *projection, form form, weight []float64) {
	variance := e.Sigma * e.Sigma
	theta := make([]float64, len(f.Mean))
	for h, mu := range f.Mean {
		theta[h] = mu * mu
		for j := 1; j <= h; j++ {
			c := weight[j-1]
			if form.season == additive && j%e.Period == 0 {
				c += e.Constants.Gamma
			}
			theta[h] += variance * c * c * theta[h-j]
		}
		f.Deviation[h] = math.Sqrt(math.Max((1+variance)*theta[h]-mu*mu, 0))
	}
}
