package demand

import (
	"math"

	"github.com/logicrm/logistics"
)

// Aggregate adds up the series in blocks of so many periods, the last block ending with the series. What
// is too short for a block at the beginning is left out.
func Aggregate(series []float64, periods int) ([]float64, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, 1)
	checkCount(&faults, "/periods", periods, 1, max(len(series), 1))
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return blocks(series, periods), nil
}

func blocks(series []float64, periods int) []float64 {
	n := len(series) / periods
	sums := make([]float64, n)
	for i, y := range series[len(series)-n*periods:] {
		sums[i/periods] += y
	}
	return sums
}

// ADIDA forecasts the demand of a period from blocks, in which zeros are fewer: aggregate, forecast by
// simple exponential smoothing, disaggregate in equal parts. Periods 0 takes the mean interval between
// demands, rounded; alpha 0 takes the constant with the least squared error.
func ADIDA(series []float64, periods int, alpha float64) (float64, error) {
	periods, err := level(series, periods, alpha)
	if err != nil {
		return 0, err
	}
	return aggregated(series, periods, alpha), nil
}

// IMAPA is the mean of [ADIDA] over blocks of 1, 2, … periods, up to the number given.
func IMAPA(series []float64, periods int, alpha float64) (float64, error) {
	periods, err := level(series, periods, alpha)
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for k := 1; k <= periods; k++ {
		sum += aggregated(series, k, alpha)
	}
	return sum / float64(periods), nil
}

// level checks the arguments and finds the number of periods of a block.
func level(series []float64, periods int, alpha float64) (int, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, 1)
	checkCount(&faults, "/periods", periods, 0, max(len(series), 1))
	checkNumber(&faults, "/alpha", alpha, 0, 1)
	if err := faults.Err(); err != nil {
		return 0, err
	}
	if periods == 0 {
		last, n := 0, 0
		for i, y := range series {
			if y != 0 {
				last, n = i+1, n+1
			}
		}
		periods = 1
		if n > 0 {
			periods = max(1, int(math.Round(float64(last)/float64(n))))
		}
	}
	return periods, nil
}

func aggregated(series []float64, periods int, alpha float64) float64 {
	sums := blocks(series, periods)
	if alpha == 0 {
		alpha = bestAlpha(sums)
	}
	level, _ := smoothed(sums, alpha)
	return level / float64(periods)
}

// smoothed is the level at the end and the sum of squared errors on the way.
func smoothed(series []float64, alpha float64) (level, squares float64) {
	level = series[0]
	for _, y := range series[1:] {
		off := y - level
		squares += off * off
		level += alpha * off
	}
	return level, squares
}

// bestAlpha looks at a grid first, as the error may have more than one valley, then narrows down.
func bestAlpha(series []float64) float64 {
	const steps = 32
	at := func(alpha float64) float64 { _, squares := smoothed(series, alpha); return squares }
	best, least := 1.0/steps, math.Inf(1)
	for i := 1; i <= steps; i++ {
		if squares := at(float64(i) / steps); squares < least {
			best, least = float64(i)/steps, squares
		}
	}
	low, high := best-1.0/steps, min(best+1.0/steps, 1)
	for range 40 {
		a, b := low+(high-low)*0.382, low+(high-low)*0.618
		if at(a) <= at(b) {
			high = b
		} else {
			low = a
		}
	}
	if middle := (low + high) / 2; at(middle) < least {
		best = middle
	}
	return best
}
