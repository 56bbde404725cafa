package compare

import (
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Quantiles are those of values, in any order, at each share from 0 to 1, by one of the nine definitions
// of Hyndman and Fan: 1 is a value that was measured, 6 is that of Weibull, 7 the one of spreadsheets, 8
// the one nearest to unbiased. Without values there is no quantile, which is a fault and not zero.
func Quantiles(values []float64, definition int, at ...logistics.Ratio) ([]float64, error) {
	var faults logistics.Faults
	if len(values) == 0 {
		faults.Required("/values", "at least one value")
	}
	checkFinite("/values", values, &faults)
	if definition < 1 || definition > 9 {
		faults.OutOfRange("/definition", definition, "1 to 9")
	}
	for i, p := range at {
		switch path := "/at/" + strconv.Itoa(i); {
		case p.IsZero():
			faults.Required(path, "a share of the values")
		case p.Num() < 0 || p.Num() > p.Den():
			faults.OutOfRange(path, p, "0 to 100%")
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	sorted := slices.Sorted(slices.Values(values))
	quantiles := make([]float64, len(at))
	for i, p := range at {
		q, err := stat.SampleQuantile(sorted, p.Num(), p.Den(), definition)
		if err != nil { // cannot be: all is checked
			return nil, fault("/at/"+strconv.Itoa(i), logistics.FaultOutOfRange, p.String(), "0 to 100%")
		}
		quantiles[i] = q
	}
	return quantiles, nil
}

func checkFinite(path string, values []float64, faults *logistics.Faults) {
	for i, v := range values {
		if !finite(v) {
			faults.OutOfRange(path+"/"+strconv.Itoa(i), text(v), "a number")
		}
	}
}

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

func text(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
