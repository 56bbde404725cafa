package demand

import (
	"math"
	"slices"

	"github.com/logicrm/logistics"
)

const mostPeriod = 400 // seasons in a year of days, and a few more

// Constants of exponential smoothing. A constant of 0 keeps what was there at the start.
type Constants struct {
	Alpha float64 `json:"alpha"`          // of the level
	Beta  float64 `json:"beta,omitzero"`  // of the trend
	Gamma float64 `json:"gamma,omitzero"` // of the seasons
	Phi   float64 `json:"phi,omitzero"`   // what is left of the trend from period to period; 0 means 1
}

func (c Constants) check(faults *logistics.Faults) {
	checkNumber(faults, "/alpha", c.Alpha, 0, 1)
	checkNumber(faults, "/beta", c.Beta, 0, 1)
	checkNumber(faults, "/gamma", c.Gamma, 0, 1)
	checkNumber(faults, "/phi", c.Phi, 0, 1)
}

// Track is a series smoothed to its end: level, trend and seasons. [Track.Update] takes the next
// observation in constant time. It is used as a pointer.
type Track struct {
	Constants Constants
	Level     float64
	Trend     float64
	Squares   float64 // sum of squared errors one period ahead
	Errors    int     // how many they are

	seasons        []float64
	at             int // the place of the next season
	multiplicative bool
	trended        bool
}

// Seasons is what each season adds to the level, or multiplies it by, the next season first.
func (t *Track) Seasons() []float64 {
	return append(slices.Clone(t.seasons[t.at:]), t.seasons[:t.at]...)
}

// SimpleSmoothing is exponential smoothing of the level, which begins with the first observation.
func SimpleSmoothing(series []float64, alpha float64) (*Track, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, 2)
	c := Constants{Alpha: alpha, Phi: 1}
	c.check(&faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	t := &Track{Constants: c, Level: series[0]}
	t.run(series[1:])
	return t, nil
}

// HoltSmoothing has a trend too, damped when Phi is below 1. It begins with the second observation and
// its distance from the first.
func HoltSmoothing(series []float64, c Constants) (*Track, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, 3)
	c.check(&faults)
	if c.Gamma != 0 {
		faults.Conflict("/gamma", text(c.Gamma), "the model has no seasons")
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	t := &Track{Constants: c.filled(), Level: series[1], Trend: series[1] - series[0], trended: true}
	t.run(series[2:])
	return t, nil
}

// HoltWinters has a level, a trend and so many seasons, which are added to the level or multiply it. It
// begins after the first round of seasons, with a start that is read from the first two: the line through
// the moving average, and the mean distance of each season from it.
func HoltWinters(series []float64, period int, multiplicative bool, c Constants) (*Track, error) {
	var faults logistics.Faults
	checkCount(&faults, "/period", period, 2, mostPeriod)
	checkSeries(&faults, "/series", series, 2*min(max(period, 2), mostPeriod)+1)
	c.check(&faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	t, err := seasonalStart(series, period, multiplicative)
	if err != nil {
		return nil, err
	}
	t.Constants = c.filled()
	t.run(series[period:])
	return t, nil
}

// FitHoltWinters is [HoltWinters] with the constants that have the least sum of squared errors, of the
// points that a bounded search looks at.
func FitHoltWinters(series []float64, period int, multiplicative bool) (*Track, error) {
	first, err := HoltWinters(series, period, multiplicative, Constants{Alpha: 0.3, Beta: 0.1, Gamma: 0.1})
	if err != nil {
		return nil, err
	}
	start, err := seasonalStart(series, period, multiplicative)
	if err != nil {
		return nil, err
	}
	seasons := make([]float64, period)
	trial := func(x []float64) float64 {
		t := *start
		t.Constants = Constants{Alpha: x[0], Beta: x[1], Gamma: x[2], Phi: 1}
		t.seasons = seasons
		copy(seasons, start.seasons)
		t.run(series[period:])
		return t.Squares
	}
	best, least := first.Constants, first.Squares
	for _, s := range [][]float64{{0.3, 0.1, 0.1}, {0.1, 0.05, 0.5}, {0.7, 0.05, 0.7}, {0.9, 0.5, 0.3}} {
		x, squares := minimise(trial, s, []float64{0, 0, 0}, []float64{1, 1, 1}, 600)
		if squares < least {
			best, least = Constants{Alpha: x[0], Beta: x[1], Gamma: x[2], Phi: 1}, squares
		}
	}
	return HoltWinters(series, period, multiplicative, best)
}

func (c Constants) filled() Constants {
	if c.Phi == 0 {
		c.Phi = 1
	}
	return c
}

// seasonalStart reads level, trend and seasons from the first two rounds.
func seasonalStart(series []float64, period int, multiplicative bool) (*Track, error) {
	var faults logistics.Faults
	first := series[:2*period]
	center := centred(first, period)
	level, trend := line(center[period/2 : len(center)-period/2])
	seasons := make([]float64, period)
	counts := make([]float64, period)
	for i := period / 2; i < len(first)-period/2; i++ {
		part := first[i] - center[i]
		if multiplicative {
			if center[i] <= 0 {
				faults.Conflict("/series", text(center[i]), "multiplicative seasons need a level above 0")
				return nil, faults.Err()
			}
			part = first[i] / center[i]
		}
		seasons[i%period] += part
		counts[i%period]++
	}
	middle := 0.0
	for i := range seasons {
		seasons[i] /= counts[i]
		middle += seasons[i] / float64(period)
	}
	for i := range seasons {
		if multiplicative {
			if middle == 0 {
				faults.Conflict("/series", nil, "multiplicative seasons need demand in each")
				return nil, faults.Err()
			}
			seasons[i] /= middle
		} else {
			seasons[i] -= middle
		}
	}
	return &Track{Level: level, Trend: trend, seasons: seasons, multiplicative: multiplicative, trended: true}, nil
}

// centred is the moving average of one round around each observation, the two at its ends with half
// their weight when a round is even; 0 where the round does not fit.
func centred(series []float64, period int) []float64 {
	out := make([]float64, len(series))
	half := period / 2
	for i := half; i+half < len(series); i++ {
		sum := 0.0
		for _, y := range series[i-half : i+half+1] {
			sum += y
		}
		if period%2 == 0 {
			sum -= (series[i-half] + series[i+half]) / 2
		}
		out[i] = sum / float64(period)
	}
	return out
}

// line is the intercept, one step before the first point, and the slope of least squares.
func line(list []float64) (intercept, slope float64) {
	n := float64(len(list))
	middle := mean(list)
	var cross, squares float64
	for i, y := range list {
		x := float64(i+1) - (n+1)/2
		cross += x * (y - middle)
		squares += x * x
	}
	if squares > 0 {
		slope = cross / squares
	}
	return middle - slope*(n+1)/2, slope
}

func (t *Track) run(series []float64) {
	for _, y := range series {
		t.observe(y)
	}
}

// Update takes the next observation and tells whether it did: one that is missing or beyond the bounds
// changes nothing, so that the seasons still wait for it.
func (t *Track) Update(y float64) bool {
	if !finite(y) {
		return false
	}
	t.observe(y)
	return true
}

func (t *Track) observe(y float64) {
	c := &t.Constants
	before := t.Level
	carried := 0.0
	if t.trended {
		carried = c.Phi * t.Trend
	}
	base := before + carried
	switch {
	case len(t.seasons) == 0:
		off := y - base
		t.Squares += off * off
		t.Level = base + c.Alpha*off
	case t.multiplicative:
		season := t.seasons[t.at]
		off := y - base*season
		t.Squares += off * off
		t.Level = c.Alpha*(y/away(season)) + (1-c.Alpha)*base
		t.seasons[t.at] = c.Gamma*(y/away(t.Level)) + (1-c.Gamma)*season
	default:
		season := t.seasons[t.at]
		off := y - base - season
		t.Squares += off * off
		t.Level = c.Alpha*(y-season) + (1-c.Alpha)*base
		t.seasons[t.at] = c.Gamma*(y-t.Level) + (1-c.Gamma)*season
	}
	if t.trended {
		t.Trend = c.Beta*(t.Level-before) + (1-c.Beta)*carried
	}
	t.Errors++
	if t.at++; t.at >= len(t.seasons) {
		t.at = 0
	}
}

// away keeps a divisor off zero, where a level or a season of a demand that vanished would be.
func away(x float64) float64 {
	const least = 1e-9
	if math.Abs(x) >= least {
		return x
	}
	return math.Copysign(least, x)
}

// Forecast goes on from the end. The deviation is that of the errors along the series, carried on; with
// seasons that multiply it is that of the model drawn straight at the forecast.
func (t *Track) Forecast(horizon int) (Forecast, error) {
	var faults logistics.Faults
	checkCount(&faults, "/horizon", horizon, 1, mostHorizon)
	if err := faults.Err(); err != nil {
		return Forecast{}, err
	}
	sigma := 0.0
	if t.Errors > 0 {
		sigma = math.Sqrt(t.Squares / float64(t.Errors))
	}
	phi := t.Constants.Phi
	if phi == 0 {
		phi = 1
	}
	seasons, f := t.Seasons(), ahead(horizon)
	base, season := make([]float64, horizon), make([]float64, horizon)
	damped, grown := 1.0, 0.0
	weight := make([]float64, horizon) // what a unit of error does to the level and trend k periods on
	for h := range horizon {
		if t.trended {
			damped *= phi
			grown += damped
		}
		base[h], season[h] = t.Level+grown*t.Trend, 0
		weight[h] = t.Constants.Alpha * (1 + t.Constants.Beta*grown)
		f.Mean[h] = base[h]
		f.shock[h] = sigma
		if len(t.seasons) > 0 {
			season[h] = seasons[h%len(seasons)]
			f.Mean[h] += season[h]
			if t.multiplicative {
				f.Mean[h] = base[h] * season[h]
			}
		}
	}
	f.response = t.response(weight, base, season)
	f.spread()
	return f.done(), nil
}

// response is what a unit of error in period i does to period i+k.
func (t *Track) response(weight, base, season []float64) func(i, k int) float64 {
	period, gamma := len(t.seasons), t.Constants.Gamma*(1-t.Constants.Alpha)
	return func(i, k int) float64 {
		sum := weight[k-1]
		if t.multiplicative {
			sum *= season[i+k] / away(season[i])
		}
		if period > 0 && k%period == 0 {
			if t.multiplicative {
				return sum + gamma*base[i+k]/away(base[i])
			}
			return sum + gamma
		}
		return sum
	}
}

// spread works out the deviation of each period from the shocks before it. Beyond some periods the
// responses repeat, but the sum is short enough to be made whole.
func (f *projection) spread() {
	for h := range f.Mean {
		variance := square(f.shock[h])
		for i := range h {
			variance += square(f.shock[i] * f.response(i, h-i))
		}
		f.Deviation[h] = math.Sqrt(variance)
	}
}
