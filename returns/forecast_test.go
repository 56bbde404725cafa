package returns_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// TestForecastIsWhatEveryUnitDoes adds up unit by unit: each comes back after a lag or not at all.
func TestForecastIsWhatEveryUnitDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sales := rapid.SliceOfN(rapid.Int64Range(0, 40), 0, 8).Draw(t, "sales")
		var lags []returns.Lag
		left := int64(100)
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, 9), 0, 5, rapid.ID).Draw(t, "lags") {
			percent := rapid.Int64Range(0, min(left, 30)).Draw(t, "share")
			left -= percent
			share, err := logistics.NewRatio(percent, 100)
			if err != nil {
				t.Fatal(err)
			}
			lags = append(lags, returns.Lag{Periods: n, Share: share})
		}
		period := rapid.IntRange(1, 20).Draw(t, "period")
		got, err := returns.Forecast(sales, lags, period)
		if err != nil {
			t.Fatal(err)
		}
		mean, variance := 0.0, 0.0
		for sold, n := range sales {
			for range n {
				for _, lag := range lags {
					if sold+1+lag.Periods == period {
						p := float64(lag.Share.Num()) / float64(lag.Share.Den())
						mean, variance = mean+p, variance+p*(1-p)
					}
				}
			}
		}
		if math.Abs(got.Mean-mean) > 1e-9 || math.Abs(got.Variance-variance) > 1e-9 ||
			math.Abs(got.Deviation-math.Sqrt(variance)) > 1e-9 {
			t.Fatalf("%+v, want %v and %v", got, mean, variance)
		}
	})
}

func TestFaultsOfAForecast(t *testing.T) {
	half := logistics.MustRatio("1/2")
	_, err := returns.Forecast(
		[]int64{1, -1},
		[]returns.Lag{{1, half}, {1, half}, {-1, logistics.Ratio{}}, {3, logistics.MustRatio("3/2")}, {4, half}}, 0,
	)
	if got, want := paths(err), "/lags /lags/1/periods /lags/2/periods /lags/2/share /lags/3/share /period "+
		"/sales/1"; got != want {
		t.Errorf("%s, want %s: %v", got, want, err)
	}
}
