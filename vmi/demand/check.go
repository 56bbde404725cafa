package demand

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Bounds: beyond them a unit or a decimal point is wrong, and sums of squares could overflow.
const (
	mostPoints = 100_000
	mostUnits  = 1e12
)

// checkSeries reports a list that is too short or too long, and every figure that is missing or beyond
// the bounds. A figure below zero is a return, and no fault.
func checkSeries(faults *logistics.Faults, path string, series []float64, least int) {
	if len(series) < least || len(series) > mostPoints {
		faults.OutOfRange(path, len(series), strconv.Itoa(least)+" to "+strconv.Itoa(mostPoints)+" observations")
		return
	}
	for i, y := range series {
		if !(y >= -mostUnits && y <= mostUnits) {
			detail := "a number from -1e12 to 1e12"
			if y != y {
				detail = "missing: clean the series first"
			}
			faults.OutOfRange(path+"/"+strconv.Itoa(i), text(y), detail)
		}
	}
}

// checkNumber reports a figure that is not from least to most; NaN is never.
func checkNumber(faults *logistics.Faults, path string, value, least, most float64) {
	if !(value >= least && value <= most) {
		faults.OutOfRange(path, text(value), "a number from "+text(least)+" to "+text(most))
	}
}

// checkCount reports a whole number that is not from least to most.
func checkCount(faults *logistics.Faults, path string, value, least, most int) {
	if value < least || value > most {
		faults.OutOfRange(path, value, strconv.Itoa(least)+" to "+strconv.Itoa(most))
	}
}

// usable checks a series alone.
func usable(series []float64, least int) error {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, least)
	return faults.Err()
}

func text(f float64) string { return strconv.FormatFloat(f, 'g', 12, 64) }

// finite is false for NaN and for what lies beyond the bounds.
func finite(y float64) bool { return y >= -mostUnits && y <= mostUnits }

func square(x float64) float64 { return x * x }

func mean(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	sum := 0.0
	for _, y := range list {
		sum += y
	}
	return sum / float64(len(list))
}

// deviation is the standard deviation of a sample, with n − 1; 0 for less than two figures.
func deviation(list []float64) float64 {
	if len(list) < 2 {
		return 0
	}
	middle, sum := mean(list), 0.0
	for _, y := range list {
		sum += square(y - middle)
	}
	return math.Sqrt(sum / float64(len(list)-1))
}
