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
	if !e.fitted {
		faults.Required("", "a model as it was fitted, not decoded")
	}
	if err := faults.Err(); err != nil {
		return Forecast{}, err
	}
	f := empty(horizon)
	base, ring, weight := make([]float64, horizon), make([]float64, horizon), make([]float64, horizon)
	damped, grown := 1.0, 0.0
	for h := range horizon {
		if e.form.trend {
			damped *= e.Constants.Phi
			grown += damped
		}
		base[h] = e.level + grown*e.trend
		weight[h] = e.Constants.Alpha + e.Constants.Beta*grown
		f.Mean[h] = base[h]
		switch e.form.season {
		case additive:
			ring[h] = e.seasons[h%e.Period]
			f.Mean[h] += ring[h]
		case multiplied:
			ring[h] = e.seasons[h%e.Period]
			f.Mean[h] *= ring[h]
		}
		f.shock[h] = e.sigma
		if e.form.relative {
			f.shock[h] = e.sigma * math.Abs(f.Mean[h])
		}
	}
	f.response = e.response(weight, base, ring)
	switch {
	case e.form.relative && e.form.season == multiplied:
		e.products(&f)
	case e.form.relative:
		e.relative(&f, weight)
	default:
		f.spread()
	}
	return f, nil
}

// response is what a unit of error in period i does to period i+k.
func (e ETS) response(weight, base, ring []float64) func(i, k int) float64 {
	period, gamma := e.Period, e.Constants.Gamma
	return func(i, k int) float64 {
		sum := weight[k-1]
		switch e.form.season {
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
func (e ETS) relative(f *Forecast, weight []float64) {
	variance := e.sigma * e.sigma
	theta := make([]float64, len(f.Mean))
	for h, mu := range f.Mean {
		theta[h] = mu * mu
		for j := 1; j <= h; j++ {
			c := weight[j-1]
			if e.form.season == additive && j%e.Period == 0 {
				c += e.Constants.Gamma
			}
			theta[h] += variance * c * c * theta[h-j]
		}
		f.Deviation[h] = math.Sqrt(math.Max((1+variance)*theta[h]-mu*mu, 0))
	}
}
