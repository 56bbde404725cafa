package demand_test

import (
	"strings"
	"testing"

	"github.com/logicrm/logistics/vmi/demand"
)

// compared holds a forecast to the figures of a row, which may leave intervals out.
func compared(t *testing.T, row map[string]string, f demand.Forecast, tolerance float64) bool {
	t.Helper()
	ok := allNear(f.Mean, figures(row["forecast12"]), tolerance)
	for _, c := range []struct {
		probability float64
		low, high   string
	}{{0.8, "lo80", "hi80"}, {0.95, "lo95", "hi95"}} {
		if row[c.low] == "" {
			continue
		}
		low, high, err := f.Interval(c.probability)
		if err != nil || !allNear(low, figures(row[c.low]), tolerance) ||
			!allNear(high, figures(row[c.high]), tolerance) {
			ok = false
		}
	}
	return ok
}

func TestFixedSmoothingAgainstTheOracle(t *testing.T) {
	all := allSeries(t)
	passed, of, better, betterOf := 0, 0, 0, 0
	for _, row := range table(t, "exp_smoothing.csv.gz") {
		series, method := all[row["series"]], row["method"]
		p := figures(row["params"])
		var track *demand.Track
		var f demand.Forecast
		var err error
		multiplicative := strings.HasSuffix(method, "multiplicative")
		switch {
		case strings.Contains(method, "SES fixed"):
			track, err = demand.SimpleSmoothing(series.values, p[0])
		case strings.Contains(method, "Holt fixed"):
			track, err = demand.HoltSmoothing(series.values, demand.Constants{Alpha: p[0], Beta: p[1]})
		case strings.Contains(method, "HoltWinters fixed"):
			track, err = demand.HoltWinters(
				series.values, series.period, multiplicative, demand.Constants{Alpha: p[0], Beta: p[1], Gamma: p[2]},
			)
		case strings.Contains(method, "HoltWinters optim"):
			betterOf++
			track, err = demand.FitHoltWinters(series.values, series.period, multiplicative)
			if want := figures(row["sse_or_mse"])[0]; err != nil || track.Squares > want*(1+1e-9) {
				t.Errorf(
					"%s %s: %v squares with %+v, theirs %v: %v", row["series"], method, track.Squares, track.Constants,
					want, err,
				)
				continue
			}
			better++
			continue
		case strings.HasSuffix(method, "::naive"):
			f, err = demand.Naive(series.values, 12)
		case strings.HasSuffix(method, "::snaive"):
			f, err = demand.SeasonalNaive(series.values, series.period, 12)
		case strings.HasSuffix(method, "::rwf_drift"):
			f, err = demand.Drift(series.values, 12)
		case strings.HasSuffix(method, "::meanf"):
			f, err = demand.Average(series.values, 12)
		default:
			continue
		}
		of++
		if err != nil {
			t.Errorf("%s %s: %v", row["series"], method, err)
			continue
		}
		ok := true
		if track != nil {
			f, err = track.Forecast(12)
			ok = near(track.Squares, figures(row["sse_or_mse"])[0], 1e-9) && err == nil
			if states := figures(row["loglik_aic_aicc_bic"]); len(states) > 0 {
				ok = ok && allNear(append([]float64{track.Level, track.Trend}, track.Seasons()...), states, 1e-9)
			}
		}
		if !ok || !compared(t, row, f, 1e-9) {
			t.Errorf("%s %s %v: %v, want %v", row["series"], method, p, f.Mean, row["forecast12"])
			continue
		}
		passed++
	}
	t.Logf("fixed: %d rows passed of %d; optimised Holt-Winters no worse: %d of %d", passed, of, better, betterOf)
}

func TestMeasureAgainstTheOracle(t *testing.T) {
	all := allSeries(t)
	passed, rows := 0, table(t, "accuracy.csv")
	for _, row := range rows {
		series := all[row["series"]]
		n, h := int(figures(row["train_n"])[0]), int(figures(row["h"])[0])
		training, test := series.values[:n], series.values[n:n+h]
		lag := 1
		if row["model"] == "snaive" {
			lag = series.period
		}
		actual, forecast := training[lag:], training[:n-lag]
		tolerance := 1e-10
		switch row["model"] {
		case "ses":
			model, err := demand.FitETS(training, 1, "ANN")
			if err != nil {
				t.Fatal(err)
			}
			actual, forecast, tolerance = training, model.Fitted, 1e-2 // an optimiser's figures
			if row["set"] == "Test set" {
				f, err := model.Forecast(h)
				if err != nil {
					t.Fatal(err)
				}
				actual, forecast = test, f.Mean
			}
		default:
			if row["set"] == "Test set" {
				f, err := demand.SeasonalNaive(training, lag, h)
				if err != nil {
					t.Fatal(err)
				}
				actual, forecast = test, f.Mean
			}
		}
		a, err := demand.Measure(actual, forecast, training, series.period)
		if err != nil {
			t.Fatal(err)
		}
		got := []float64{a.ME, a.RMSE, a.MAE, a.MPE, a.MAPE, a.MASE, a.ACF1}
		ok := true
		if row["model"] == "ses" && row["set"] == "Training set" {
			ok = a.RMSE <= figures(row["RMSE"])[0]*(1+1e-6)
		} else {
			for i, name := range []string{"ME", "RMSE", "MAE", "MPE", "MAPE", "MASE", "ACF1"} {
				ok = ok && near(got[i], figures(row[name])[0], tolerance)
			}
		}
		if !ok {
			t.Errorf("%v: %v", row, got)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}
