package returns

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Lag is the share of what is sold that comes back so many periods later.
type Lag struct {
	Periods int             `json:"periods"`
	Share   logistics.Ratio `json:"share"`
}

// Expected is how many units will come back in a period.
type Expected struct {
	Mean      float64 `json:"mean"`
	Variance  float64 `json:"variance"`
	Deviation float64 `json:"deviation"`
}

// Forecast expects the returns of a period from what was sold before: sales hold the units of the
// periods 1, 2, 3 and so on, and each unit comes back after a lag with the share of the lag,
// independently of the others. It is the distributed lag of P. Kelle, E. A. Silver (1989) and of L. B.
// Toktay (2003): the mean is the sum of share times sales, the variance that of sales × share ×
// (1 - share).
func Forecast(sales []int64, lags []Lag, period int) (Expected, error) {
	var faults logistics.Faults
	if period < 1 {
		faults.OutOfRange("/period", period, "periods must be 1 or more")
	}
	for i, n := range sales {
		if n < 0 {
			faults.OutOfRange("/sales/"+strconv.Itoa(i), n, "units, not below zero")
		}
	}
	total := 0.0
	seen := make(map[int]bool, len(lags))
	for i, lag := range lags {
		path := "/lags/" + strconv.Itoa(i)
		if lag.Periods < 0 || seen[lag.Periods] {
			faults.Duplicate(path+"/periods", lag.Periods, "each number of periods once, none below zero")
		}
		seen[lag.Periods] = true
		if lag.Share.IsZero() || lag.Share.Num() < 0 || lag.Share.Num() > lag.Share.Den() {
			faults.OutOfRange(path+"/share", lag.Share, "from 0 to 100%")
			continue
		}
		share, _ := lag.Share.Float()
		total += share
	}
	if total > 1+1e-9 {
		faults.Conflict("/lags", strconv.FormatFloat(total, 'g', 6, 64), "more would come back than was sold")
	}
	if err := faults.Err(); err != nil {
		return Expected{}, err
	}
	var e Expected
	for _, lag := range lags {
		sold := period - lag.Periods
		if sold < 1 || sold > len(sales) {
			continue
		}
		share, _ := lag.Share.Float()
		n := float64(sales[sold-1])
		e.Mean += n * share
		e.Variance += n * share * (1 - share)
	}
	e.Deviation = math.Sqrt(e.Variance)
	return e, nil
}
