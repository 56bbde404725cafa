package demand

import (
	"math"

	"github.com/logicrm/logistics"
)

// Accuracy is how far forecasts were from what came; an error is the actual less the forecast. A measure
// whose denominator is 0 is not known, and listed so.
type Accuracy struct {
	N     int     `json:"n"`
	ME    float64 `json:"me"`    // mean error
	RMSE  float64 `json:"rmse"`  // root of the mean squared error
	MAE   float64 `json:"mae"`   // mean absolute error
	MPE   float64 `json:"mpe"`   // mean error in per cent of the actual
	MAPE  float64 `json:"mape"`  // mean absolute error in per cent of the actual
	MASE  float64 `json:"mase"`  // MAE over that of the seasonal naive forecast of the training series
	RMSSE float64 `json:"rmsse"` // RMSE over the root mean square of the same
	WAPE  float64 `json:"wape"`  // sum of absolute errors over the sum of actuals
	Bias  float64 `json:"bias"`  // sum of errors over the sum of actuals
	ACF1  float64 `json:"acf1"`  // autocorrelation of the errors at lag 1
	// Unknown names the measures that are not known and shown as 0, in the order above: MPE and MAPE when
	// an actual is 0 or next to it, MASE and RMSSE when the training series is constant or too short, WAPE
	// and Bias when the actuals sum to 0, ACF1 when the errors are all alike.
	Unknown []string `json:"unknown,omitempty"`
}

// Measure compares forecasts with actuals. The training series scales MASE and RMSSE; period is its
// number of seasons, 1 for none.
func Measure(actual, forecast, training []float64, period int) (Accuracy, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/actual", actual, 1)
	checkSeries(&faults, "/forecast", forecast, 1)
	checkSeries(&faults, "/training", training, 0)
	checkCount(&faults, "/period", period, 1, mostPeriod)
	if len(actual) != len(forecast) {
		faults.Mismatch("/forecast", text(float64(len(forecast))), "one for each actual")
	}
	if err := faults.Err(); err != nil {
		return Accuracy{}, err
	}
	a := Accuracy{N: len(actual)}
	n := float64(a.N)
	errs := make([]float64, a.N)
	total, percent := 0.0, true
	for i, y := range actual {
		e := y - forecast[i]
		errs[i] = e
		total += y
		a.ME += e / n
		a.RMSE += e * e / n
		a.MAE += math.Abs(e) / n
		share, ok := over(e, y)
		percent = percent && ok
		a.MPE += 100 * share / n
		a.MAPE += 100 * math.Abs(share) / n
	}
	a.RMSE = math.Sqrt(a.RMSE)
	known := func(is bool, name string) {
		if !is {
			a.Unknown = append(a.Unknown, name)
		}
	}
	if !percent {
		a.MPE, a.MAPE = 0, 0
	}
	known(percent, "mpe")
	known(percent, "mape")
	absolute, squares := naiveScale(training, period)
	var ok [5]bool
	a.MASE, ok[0] = over(a.MAE, absolute)
	a.RMSSE, ok[1] = over(a.RMSE, math.Sqrt(squares))
	a.WAPE, ok[2] = over(a.MAE*n, max(total, 0))
	a.Bias, ok[3] = over(a.ME*n, max(total, 0))
	a.ACF1, ok[4] = autocorrelation(errs, 1)
	for i, name := range [...]string{"mase", "rmsse", "wape", "bias", "acf1"} {
		known(ok[i], name)
	}
	return a, nil
}

// over is a ratio; false when its denominator is 0, or so small that the ratio means nothing.
func over(a, b float64) (float64, bool) {
	if r := a / b; b != 0 && finite(r) {
		return r, true
	}
	return 0, false
}

// naiveScale is the mean absolute and the mean squared step from a season to the same one a round later.
func naiveScale(training []float64, period int) (absolute, squares float64) {
	n := len(training) - period
	if n < 1 {
		return 0, 0
	}
	for i := period; i < len(training); i++ {
		step := training[i] - training[i-period]
		absolute += math.Abs(step) / float64(n)
		squares += step * step / float64(n)
	}
	return absolute, squares
}

// autocorrelation of a list at a lag; false when it does not vary, or is too short.
func autocorrelation(list []float64, lag int) (float64, bool) {
	middle := mean(list)
	var cross, squares float64
	for i, y := range list {
		squares += square(y - middle)
		if i >= lag {
			cross += (y - middle) * (list[i-lag] - middle)
		}
	}
	if squares == 0 || lag >= len(list) {
		return 0, false
	}
	return cross / squares, true
}

// Pinball is the mean loss of a quantile that was forecast for a probability: p for each unit it was too
// low, 1 − p for each it was too high. The true quantile has the least.
func Pinball(actual, quantile []float64, probability float64) (float64, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/actual", actual, 1)
	checkSeries(&faults, "/quantile", quantile, 1)
	checkNumber(&faults, "/probability", probability, 0, 1)
	if len(actual) != len(quantile) {
		faults.Mismatch("/quantile", text(float64(len(quantile))), "one for each actual")
	}
	if err := faults.Err(); err != nil {
		return 0, err
	}
	sum := 0.0
	for i, y := range actual {
		if off := y - quantile[i]; off > 0 {
			sum += probability * off
		} else {
			sum -= (1 - probability) * off
		}
	}
	return sum / float64(len(actual)), nil
}
