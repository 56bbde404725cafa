package demand

import (
	"math"

	"github.com/logicrm/logistics"
)

// Theta is the method that won the M3 competition: simple exponential smoothing of the series without its
// seasons, with half the slope of its line as drift. Seasons multiply, and are taken out when the
// autocorrelation at a round is significant at a tenth and they leave every observation above zero.
func Theta(series []float64, period, horizon int) (Forecast, error) {
	var faults logistics.Faults
	checkCount(&faults, "/period", period, 1, mostPeriod)
	checkHorizon(&faults, series, 4, horizon)
	if len(series) > mostFitted {
		faults.TooMany("/series", text(float64(len(series))), "at most "+text(mostFitted)+" observations")
	}
	if err := faults.Err(); err != nil {
		return Forecast{}, err
	}
	n := len(series)
	adjusted, factors := series, []float64(nil)
	if period > 1 && n > 2*period && seasonalByTest(series, period) {
		if factors = seasonFactors(series, period); factors != nil {
			adjusted = make([]float64, n)
			for i, y := range series {
				adjusted[i] = y / factors[i%period]
			}
		}
	}
	ses, err := FitETS(adjusted, 1, "ANN")
	if err != nil {
		return Forecast{}, err
	}
	alpha := math.Max(ses.Constants.Alpha, 1e-10)
	_, slope := line(adjusted)
	f := ahead(horizon)
	grown := -math.Expm1(float64(n)*math.Log1p(-math.Min(alpha, 1-1e-16))) / alpha
	for h := range horizon {
		f.Mean[h] = ses.EndLevel + slope/2*(float64(h)+grown)
		if factors != nil {
			f.Mean[h] *= factors[(n+h)%period]
		}
		f.shock[h] = ses.Sigma
		f.Deviation[h] = ses.Sigma * math.Sqrt(1+float64(h)*alpha*alpha)
	}
	f.response = func(int, int) float64 { return alpha }
	return f.done(), nil
}

// seasonalByTest compares the autocorrelation at a round with its standard error.
func seasonalByTest(series []float64, period int) bool {
	sum := 0.0
	for lag := 1; lag < period; lag++ {
		r, _ := autocorrelation(series, lag)
		sum += r * r
	}
	r, ok := autocorrelation(series, period)
	const z = 1.6448536269514722 // normal quantile of 0.95
	return ok && math.Abs(r) > z*math.Sqrt((1+2*sum)/float64(len(series)))
}

// seasonFactors are the mean ratios of the observations to their moving average, one on average; nil where
// one is not above zero.
func seasonFactors(series []float64, period int) []float64 {
	center := centred(series, period)
	factors, counts := make([]float64, period), make([]float64, period)
	half := period / 2
	for i := half; i+half < len(series); i++ {
		if center[i] <= 0 {
			return nil
		}
		factors[i%period] += series[i] / center[i]
		counts[i%period]++
	}
	middle := 0.0
	for i := range factors {
		if counts[i] == 0 {
			return nil
		}
		factors[i] /= counts[i]
		middle += factors[i] / float64(period)
	}
	for i := range factors {
		if factors[i] /= middle; !(factors[i] > 1e-6) {
			return nil
		}
	}
	return factors
}
