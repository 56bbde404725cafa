package demand

import (
	"math"

	"github.com/logicrm/logistics"
)

// checkHorizon checks a series and the number of periods ahead.
func checkHorizon(faults *logistics.Faults, series []float64, least, horizon int) {
	checkSeries(faults, "/series", series, least)
	checkCount(faults, "/horizon", horizon, 1, mostHorizon)
}

// flat forecasts the same for every period: the mean of so many figures, off by so much a period.
func flat(middle, off, figures float64, horizon int) Forecast {
	f := ahead(horizon)
	single := off / math.Sqrt(1+1/figures)
	for h := range horizon {
		f.Mean[h], f.Deviation[h], f.shock[h] = middle, off, single
	}
	f.common = func(periods int) float64 { return square(float64(periods)*single) / figures }
	return f.done()
}

// Naive forecasts the last observation.
func Naive(series []float64, horizon int) (Forecast, error) { return SeasonalNaive(series, 1, horizon) }

// SeasonalNaive forecasts the last observation of the same season; period is the number of seasons.
func SeasonalNaive(series []float64, period, horizon int) (Forecast, error) {
	var faults logistics.Faults
	checkCount(&faults, "/period", period, 1, mostPeriod)
	checkHorizon(&faults, series, max(period, 0)+1, horizon)
	if err := faults.Err(); err != nil {
		return Forecast{}, err
	}
	n, squares := len(series), 0.0
	for i := period; i < n; i++ {
		squares += square(series[i] - series[i-period])
	}
	sigma := math.Sqrt(squares / float64(n-period))
	f := ahead(horizon)
	for h := range horizon {
		f.Mean[h] = series[n-period+h%period]
		f.Deviation[h] = sigma * math.Sqrt(float64(h/period+1))
		f.shock[h] = sigma
	}
	f.response = func(_, k int) float64 {
		if k%period == 0 {
			return 1
		}
		return 0
	}
	return f.done(), nil
}

// Drift goes on along the line from the first to the last observation.
func Drift(series []float64, horizon int) (Forecast, error) {
	var faults logistics.Faults
	checkHorizon(&faults, series, 3, horizon)
	if err := faults.Err(); err != nil {
		return Forecast{}, err
	}
	n := len(series)
	slope := (series[n-1] - series[0]) / float64(n-1)
	squares := 0.0
	for i := 1; i < n; i++ {
		squares += square(series[i] - series[i-1] - slope)
	}
	sigma := math.Sqrt(squares / float64(n-2))
	f := ahead(horizon)
	for h := range horizon {
		steps := float64(h + 1)
		f.Mean[h] = series[n-1] + steps*slope
		f.Deviation[h] = sigma * math.Sqrt(steps*(1+steps/float64(n-1)))
		f.shock[h] = sigma
	}
	f.response = func(int, int) float64 { return 1 }
	f.common = func(periods int) float64 {
		steps := float64(periods*(periods+1)) / 2 // the error of the slope, as often as it is taken
		return square(steps*sigma) / float64(n-1)
	}
	return f.done(), nil
}

// Average forecasts the mean of all observations.
func Average(series []float64, horizon int) (Forecast, error) {
	var faults logistics.Faults
	checkHorizon(&faults, series, 2, horizon)
	if err := faults.Err(); err != nil {
		return Forecast{}, err
	}
	n := float64(len(series))
	f := flat(mean(series), deviation(series)*math.Sqrt(1+1/n), n, horizon)
	f.DegreesOfFreedom = n - 1
	return f, nil
}

// MovingAverage forecasts the mean of the last so many observations; the deviation is that of the same
// forecast one period ahead, made along the series.
func MovingAverage(series []float64, window, horizon int) (Forecast, error) {
	var faults logistics.Faults
	checkCount(&faults, "/window", window, 1, mostPoints)
	checkHorizon(&faults, series, min(max(window, 0), mostPoints-1)+1, horizon)
	if err := faults.Err(); err != nil {
		return Forecast{}, err
	}
	squares := 0.0
	for i := window; i < len(series); i++ {
		squares += square(series[i] - mean(series[i-window:i]))
	}
	off := math.Sqrt(squares / float64(len(series)-window))
	return flat(mean(series[len(series)-window:]), off, float64(window), horizon), nil
}
