package demand_test

import (
	"fmt"
	"math"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/demand"
	"github.com/logicrm/logistics/vmi/policy"
)

// parts is the demand of a spare part in 20 weeks.
func parts() []float64 {
	return []float64{0, 0, 5, 0, 0, 0, 3, 0, 4, 0, 0, 2, 0, 0, 0, 0, 6, 0, 3, 0}
}

// quarters is the demand of five years of quarters, growing, with a season.
func quarters() []float64 {
	return []float64{112, 98, 121, 150, 118, 104, 130, 158, 127, 109, 138, 170, 133, 118, 146, 179, 141, 125, 153, 190}
}

func Example() {
	law, err := demand.ForLeadTime(parts(), 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("enough in 95 of 100 lead times:", law.Quantile(0.95))
	for _, sentence := range law.Sentences(logistics.Language{}) {
		fmt.Println(sentence)
	}
	// Output:
	// enough in 95 of 100 lead times: 13
	// With 6 demands in 20 periods the demand cannot be classified; at least 10 demands are needed.
	// Demand over 4 periods is built from the sizes on record, and from how often demand came: 6 demands in 20 periods.
	// There are only 6 demands on record, so the number of demands in 4 periods is taken as uncertain.
}

func ExampleClassify() {
	c, err := demand.Classify(parts(), demand.Reading{MinDemands: 5})
	fmt.Printf(
		"%s, by %s: a demand every %.2f periods, squared variation %.3f %v\n", c.Class, c.Method, c.Interval,
		c.VariationSq, err,
	)
	few, _ := demand.Classify(parts(), demand.Reading{MinDemands: demand.FewDemands})
	fmt.Println(few.Sentences(logistics.Language{})[0])
	// Output:
	// intermittent, by sba: a demand every 3.17 periods, squared variation 0.147 <nil>
	// With 6 demands in 20 periods the demand cannot be classified; at least 10 demands are needed.
}

func ExampleReasons() {
	lumpy, _ := demand.Reasons().Term("lumpy")
	text, _ := demand.Reasons().Text(demand.AllZero)
	fmt.Println(lumpy.Meaning)
	fmt.Println(text)
	// Output:
	// Demand comes in few periods, and its sizes vary widely.
	// There is no demand, so the forecast is 0.
}

func ExampleNewSmoother() {
	s, err := demand.NewSmoother(demand.SBA, 0.1, 0.1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, y := range parts() {
		s.Update(y)
	}
	s.Update(math.NaN()) // missing: nothing changes
	fmt.Printf("%.3f a week: %.3f every %.3f weeks\n", s.Forecast(), s.Size(), s.Rate())
	// Output:
	// 1.374 a week: 4.443 every 3.073 weeks
}

func ExampleSmoother_Update() {
	s, _ := demand.NewSmoother(demand.TSB, 0.2, 0.1)
	for _, y := range []float64{4, 0, 0, 4} {
		fmt.Print(s.Update(y), " ")
	}
	fmt.Printf("%v %.3f\n", s.Update(math.NaN()), s.Forecast())
	// Output:
	// true true true true false 3.316
}

func ExampleSmoother_UpdateAll() {
	s, _ := demand.NewSmoother(demand.Croston, 0.1, 0.1)
	fmt.Println(s.UpdateAll([]float64{0, 4, 0, math.NaN(), 4}), s.Forecast())
	// Output:
	// 4 2
}

func ExampleFitSmoother() {
	fit, err := demand.FitSmoother(parts(), demand.Options{Method: demand.Croston, Alpha: 0.1, Beta: 0.1})
	fmt.Printf("%.4f, first forecast for week %d %v\n", fit.Forecast, fit.First, err)
	best, _ := demand.FitSmoother(parts(), demand.Options{Method: demand.Croston, OptimiseFor: demand.MeanAbsoluteRate})
	fmt.Println("optimised is better:", best.Value < fit.Value)
	// Output:
	// 1.4459, first forecast for week 3 <nil>
	// optimised is better: true
}

func ExampleAggregate() {
	fmt.Println(demand.Aggregate([]float64{9, 1, 2, 3, 4}, 2))
	// Output:
	// [3 7] <nil>
}

func ExampleADIDA() {
	f, err := demand.ADIDA(parts(), 4, 0.2)
	fmt.Printf("%.4f %v\n", f, err)
	// Output:
	// 1.2308 <nil>
}

func ExampleIMAPA() {
	f, err := demand.IMAPA(parts(), 4, 0.2)
	fmt.Printf("%.4f %v\n", f, err)
	// Output:
	// 1.2605 <nil>
}

func ExampleNaive() {
	f, err := demand.Naive([]float64{10, 12, 11, 13}, 2)
	fmt.Println(f.Mean, err)
	// Output:
	// [13 13] <nil>
}

func ExampleSeasonalNaive() {
	f, err := demand.SeasonalNaive(quarters(), 4, 6)
	fmt.Println(f.Mean, err)
	// Output:
	// [141 125 153 190 141 125] <nil>
}

func ExampleDrift() {
	f, err := demand.Drift([]float64{10, 12, 11, 13}, 2)
	fmt.Println(f.Mean, err)
	// Output:
	// [14 15] <nil>
}

func ExampleAverage() {
	f, err := demand.Average([]float64{10, 12, 11, 13}, 1)
	low, high, _ := f.Interval(0.9)
	fmt.Printf("%.2f to %.2f %v\n", low, high, err)
	// Output:
	// [8.10] to [14.90] <nil>
}

func ExampleMovingAverage() {
	f, err := demand.MovingAverage([]float64{10, 12, 11, 13}, 2, 1)
	fmt.Println(f.Mean, err)
	// Output:
	// [12] <nil>
}

func ExampleSimpleSmoothing() {
	track, err := demand.SimpleSmoothing([]float64{10, 12, 11, 13}, 0.5)
	fmt.Println(track.Level, track.Squares, err)
	// Output:
	// 12 8 <nil>
}

func ExampleHoltSmoothing() {
	track, err := demand.HoltSmoothing([]float64{10, 12, 11, 13}, demand.Constants{Alpha: 0.5, Beta: 0.5, Phi: 0.9})
	fmt.Printf("%.3f %+.3f %v\n", track.Level, track.Trend, err)
	// Output:
	// 13.195 +0.893 <nil>
}

func ExampleHoltWinters() {
	track, err := demand.HoltWinters(quarters(), 4, false, demand.Constants{Alpha: 0.3, Beta: 0.1, Gamma: 0.2})
	if err != nil {
		fmt.Println(err)
		return
	}
	track.Update(149) // the next quarter is known
	fmt.Printf("level %.2f, trend %.2f, seasons %.2f\n", track.Level, track.Trend, track.Seasons())
	// Output:
	// level 157.40, trend 2.13, seasons [-23.11 1.16 30.05 -6.72]
}

func ExampleFitHoltWinters() {
	track, err := demand.FitHoltWinters(quarters(), 4, true)
	fixed, _ := demand.HoltWinters(quarters(), 4, true, demand.Constants{Alpha: 0.3, Beta: 0.1, Gamma: 0.2})
	fmt.Println(track.Squares < fixed.Squares, err)
	// Output:
	// true <nil>
}

func ExampleTrack_Forecast() {
	track, _ := demand.HoltWinters(quarters(), 4, true, demand.Constants{Alpha: 0.3, Beta: 0.1, Gamma: 0.2})
	f, err := track.Forecast(4)
	fmt.Printf("%.1f ± %.1f %v\n", f.Mean, f.Deviation, err)
	// Output:
	// [149.6 131.3 162.2 200.0] ± [1.6 1.7 1.9 2.1] <nil>
}

func ExampleFitETS() {
	model, err := demand.FitETS(quarters(), 4, "AAA")
	fmt.Printf(
		"%s: log-likelihood %.1f with %d parameters %v\n", model.Model, model.LogLikelihood, model.Parameters, err,
	)
	// Output:
	// AAA: log-likelihood -39.5 with 9 parameters <nil>
}

func ExampleFitETSStart() {
	model, err := demand.FitETSStart(quarters(), 4, "AAN", demand.Constants{Alpha: 0.3, Beta: 0.05})
	fmt.Printf("from %.1f, %d parameters %v\n", model.Level, model.Parameters, err)
	// Output:
	// from 109.5, 3 parameters <nil>
}

func ExampleRunETS() {
	model, err := demand.RunETS([]float64{10, 12, 11, 13}, 1, "ANN", demand.Constants{Alpha: 0.5}, 10, 0, nil)
	fmt.Println(model.Fitted, model.MSE, err)
	// Output:
	// [10 10 11 11] 2 <nil>
}

func ExampleAutoETS() {
	model, err := demand.AutoETS(quarters(), 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	f, _ := model.Forecast(4)
	fmt.Printf("%s: %.0f\n", model.Model, f.Mean)
	// Output:
	// MAM: [149 131 162 199]
}

func ExampleETS_Forecast() {
	model, _ := demand.RunETS([]float64{10, 12, 11, 13}, 1, "ANN", demand.Constants{Alpha: 0.5}, 10, 0, nil)
	f, err := model.Forecast(2)
	fmt.Printf("%.2f ± %.3f %v\n", f.Mean, f.Deviation, err)
	// Output:
	// [12.00 12.00] ± [2.000 2.236] <nil>
}

func ExampleTheta() {
	f, err := demand.Theta(quarters(), 4, 4)
	fmt.Printf("%.0f %v\n", f.Mean, err)
	// Output:
	// [149 130 160 195] <nil>
}

func ExampleForecast_Interval() {
	f, _ := demand.Naive([]float64{10, 12, 11, 13}, 2)
	low, high, err := f.Interval(0.8)
	fmt.Printf("%.2f to %.2f %v\n", low, high, err)
	// Output:
	// [10.78 9.86] to [15.22 16.14] <nil>
}

func ExampleForecast_Total() {
	f, _ := demand.Naive([]float64{10, 12, 11, 13}, 3)
	mean, deviation, err := f.Total(3)
	fmt.Printf("%.0f ± %.3f, single periods are off by %.3f %v\n", mean, deviation, f.Deviation, err)
	// Output:
	// 39 ± 6.481, single periods are off by [1.732 2.449 3.000] <nil>
}

func ExampleForecast_LeadTimeDemand() {
	model, _ := demand.FitETS(quarters(), 4, "MAM")
	f, _ := model.Forecast(4)
	law, err := f.LeadTimeDemand(2)
	fmt.Printf("%s, mean %.0f, 95 of 100 below %.0f %v\n", law.Name(), law.Mean(), law.Quantile(0.95), err)
	// Output:
	// normal, mean 280, 95 of 100 below 282 <nil>
}

func ExampleForLeadTime() {
	law, err := demand.ForLeadTime(parts(), 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	var taken policy.LeadTimeDemand = law // what policies ask of a forecast
	fmt.Printf("mean %.2f, stock %v\n", taken.Mean(), taken.Quantile(0.95))
	// Output:
	// mean 4.60, stock 13
}

func ExampleForLeadTimes() {
	law, err := demand.ForLeadTimes(parts(), []float64{0, 0, 1, 2, 1}) // two to four weeks
	fmt.Printf("mean %.2f, stock %v %v\n", law.Mean(), law.Quantile(0.95), err)
	// Output:
	// mean 3.45, stock 11 <nil>
}

func ExampleMeasure() {
	a, err := demand.Measure([]float64{10, 12, 8}, []float64{11, 11, 9}, []float64{8, 10, 9, 11}, 1)
	fmt.Printf("ME %.3f, MAE %.3f, RMSE %.3f, MASE %.3f, WAPE %.3f %v\n", a.ME, a.MAE, a.RMSE, a.MASE, a.WAPE, err)
	// Output:
	// ME -0.333, MAE 1.000, RMSE 1.000, MASE 0.600, WAPE 0.100 <nil>
}

func ExamplePinball() {
	fmt.Println(demand.Pinball([]float64{10, 12}, []float64{11, 11}, 0.75))
	// Output:
	// 0.5 <nil>
}

func ExamplePoints() {
	fmt.Println(demand.Points([]float64{3, math.NaN(), 0}))
	// Output:
	// [{3 false false} {0 true false} {0 false false}]
}

func ExampleClean() {
	cleaned, err := demand.Clean(
		[]demand.Point{{Units: 4}, {Missing: true}, {Units: -3}, {Units: 2, OutOfStock: true}, {Units: 8}},
		demand.Cleaning{},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cleaned.Series, "returned:", cleaned.Returns)
	for _, sentence := range cleaned.Sentences(logistics.Language{}) {
		fmt.Println(sentence)
	}
	// Output:
	// [4 5 0 6 8] returned: [0 0 3 0 0]
	// Period 2 has no record; 5 is filled in.
	// Period 3 has a net return (-3); its demand is taken as 0.
	// Period 4 ran out of stock after 2; its demand is taken as 6.
}

func ExampleAlign() {
	points, err := demand.Align([]demand.Report{
		{Period: logistics.MustPeriod("2025-01-06/2025-01-13"), Units: 70},
		{Period: logistics.MustPeriod("2025-01-13/2025-01-27"), Units: 84}, // two weeks in one report
	}, logistics.MustDate("2025-01-06"), 7, true)
	for _, p := range points {
		fmt.Print(p.Units, " ")
	}
	fmt.Println(err)
	// Output:
	// 70 42 42 <nil>
}

func ExampleNewTracker() {
	tracker, err := demand.NewTracker(0.1, 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 5 {
		tracker.Update(12, 10)
	}
	fmt.Println(tracker.Alarm(), tracker.Sentences(logistics.Language{})[0])
	// Output:
	// true The forecast is too low: its tracking signal of 5 is beyond the limit of 4.
}

func ExampleConvolution() {
	law, err := demand.Convolution().LeadTimeDemand(parts(), 4)
	fmt.Println(law.Quantile(0.95), err)
	// Output:
	// 13 <nil>
}

func ExampleNormalApproximation() {
	law, err := demand.NormalApproximation().LeadTimeDemand(parts(), 4)
	fmt.Printf("%.2f %v\n", law.Quantile(0.95), err)
	// Output:
	// 11.03 <nil>
}

func ExampleAutomatic() {
	law, err := demand.Automatic(4).LeadTimeDemand(quarters(), 2)
	fmt.Printf("%.0f %v\n", law.Quantile(0.95), err)
	// Output:
	// 282 <nil>
}

func ExampleRunBacktest() {
	var series []float64
	for range 6 {
		series = append(series, parts()...)
	}
	back,
		err := demand.RunBacktest(
		series, demand.Test{First: 40, Step: 4, Periods: 4, Service: 0.95, Holding: 1, Shortage: 20},
		demand.NormalApproximation(), demand.Convolution(),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, sentence := range back.Sentences(logistics.Language{}) {
		fmt.Println(strings.ReplaceAll(sentence, ". ", ".\n"))
	}
	// Output:
	// Normal approximation costs least: 6.22 per lead time on average, with a stock of 10.8.
	// Stock was enough in 100% of 20 trials; the target is 95%.
	// Convolution of the history costs 7.2 per lead time on average, with a stock of 11.8.
	// Stock was enough in 100% of 20 trials; the target is 95%.
}
