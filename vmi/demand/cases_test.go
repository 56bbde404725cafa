package demand_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/vmi/demand"
	"github.com/logicrm/logistics/vmi/policy"
)

// everyMethod runs all methods for demand that is often zero.
func everyMethod(t *testing.T, series []float64) map[demand.Method]demand.Fit {
	t.Helper()
	fits := map[demand.Method]demand.Fit{}
	for _, m := range []demand.Method{demand.Croston, demand.SBA, demand.SBJ, demand.TSB, demand.SES} {
		for _, o := range []demand.Options{
			{Method: m, Alpha: 0.1, Beta: 0.2, MeanStart: true},
			{Method: m, OptimiseFor: demand.MeanAbsoluteRate},
			{Method: m, Alpha: 0.1, Beta: 0.2},
		} {
			fit, err := demand.FitSmoother(series, o)
			if err != nil || math.IsNaN(fit.Forecast) || math.IsInf(fit.Forecast, 0) {
				t.Errorf("%s: %v, %v", m, fit.Forecast, err)
			}
			fits[m] = fit
		}
	}
	return fits
}

// A peer drops negative sizes but keeps their interval, another breaks off.
func TestNegativeReturnsAreDemandsOfThatSize(t *testing.T) {
	series := []float64{3, 0, -1, 4, 0, 0, 2, 0, 5}
	fits := everyMethod(t, series)
	if got := fitted(
		t, series, demand.Options{Method: demand.Croston, Alpha: 0.1, Beta: 0.1},
	).Forecast; !near(got, 2.143100007391529, 1e-14) {
		t.Errorf("%v", got)
	}
	if !slices.Contains(codes(fits[demand.Croston].Reasons()), demand.SeriesReturns) {
		t.Errorf("%v", fits[demand.Croston].Reasons())
	}
	law, err := demand.ForLeadTime(series, 3)
	if err != nil || !near(law.Mean(), 3*14.0/9, 1e-12) || law.CDF(-1) != 0 ||
		!slices.Contains(codes(law.Reasons()), demand.SeriesReturns) {
		t.Errorf("%v %v %v", law.Mean(), law.Reasons(), err)
	}
}

// Peers break off on a series without demand.
func TestAllZeroSeriesForecastsNothing(t *testing.T) {
	series := make([]float64, 12)
	for m, fit := range everyMethod(t, series) {
		if fit.Forecast != 0 || !slices.Contains(codes(fit.Reasons()), demand.AllZero) {
			t.Errorf("%s: %v %v", m, fit.Forecast, fit.Reasons())
		}
	}
	if c, err := demand.Classify(series, demand.Reading{MinDemands: demand.FewDemands}); err != nil ||
		c.Class != demand.NoDemand {
		t.Errorf("%v %v", c, err)
	}
	law, err := demand.ForLeadTime(series, 7)
	if err != nil || law.Quantile(0.999999) != 0 || !slices.Contains(codes(law.Reasons()), demand.DistributionNone) {
		t.Errorf("%v %v", law.Reasons(), err)
	}
	if x, err := demand.IMAPA(series, 0, 0); x != 0 || err != nil {
		t.Errorf("%v %v", x, err)
	}
	model, err := demand.AutoETS(series, 1)
	if err != nil {
		t.Fatal(err)
	}
	if f, err := model.Forecast(3); err != nil || math.Abs(f.Mean[2]) > 1e-6 {
		t.Errorf("%v %v", f, err)
	}
}

// Peers break off on a series with a single demand.
func TestSingleDemandIsItsOwnSizeAndInterval(t *testing.T) {
	series := []float64{0, 0, 0, 0, 2, 0, 0}
	for m, fit := range everyMethod(t, series) {
		if !slices.Contains(codes(fit.Reasons()), demand.SingleDemand) {
			t.Errorf("%s: %v", m, fit.Reasons())
		}
	}
	if got := fitted(t, series, demand.Options{Method: demand.Croston, Alpha: 0.1, Beta: 0.1}).Forecast; got != 0.4 {
		t.Errorf("%v", got)
	}
	law, err := demand.ForLeadTime(series, 7)
	if err != nil || !near(law.Mean(), 2, 1e-12) || !slices.Contains(codes(law.Reasons()), demand.DistributionFromFew) {
		t.Errorf("%v %v %v", law.Mean(), law.Reasons(), err)
	}
}

func TestMissingIsRefusedWhereItWouldBeTakenForZero(t *testing.T) {
	series := []float64{1, 2, math.NaN(), 4, 5}
	_, classify := demand.Classify(series, demand.Reading{MinDemands: 2})
	_, smooth := demand.FitSmoother(series, demand.Options{Method: demand.SBA})
	_, law := demand.ForLeadTime(series, 2)
	_, ets := demand.AutoETS(series, 1)
	_, naive := demand.Naive(series, 1)
	_, adida := demand.ADIDA(series, 0, 0)
	for i, err := range []error{classify, smooth, law, ets, naive, adida} {
		var fault *logistics.FieldError
		if !errors.As(err, &fault) || fault.Path != "/series/2" {
			t.Errorf("%d: %v", i, err)
		}
	}
}

func TestFaults(t *testing.T) {
	good := []float64{4, 5, 6, 5, 4, 6, 7, 5, 6, 5}
	nan := math.NaN()
	fit := func(f func() error) error { return f() }
	start := logistics.MustDate("2025-01-06")
	for name, c := range map[string]struct {
		err   error
		paths string
	}{
		"classify": {
			fit(func() error { _, err := demand.Classify(nil, demand.Reading{MinDemands: 1}); return err }),
			"/min_demands /series",
		},
		"new smoother": {
			fit(func() error { _, err := demand.NewSmoother(0, -1, nan); return err }), "/alpha /beta /method",
		},
		"fit smoother": {fit(func() error {
			_, err := demand.FitSmoother(
				good, demand.Options{Method: demand.TSB, Alpha: 2, Rate: 2, Size: nan, OptimiseFor: 9},
			)
			return err
		}), "/alpha /optimise_for /rate /size"},
		"aggregate": {fit(func() error { _, err := demand.Aggregate(good, 11); return err }), "/periods"},
		"adida":     {fit(func() error { _, err := demand.ADIDA(good, -1, 2); return err }), "/alpha /periods"},
		"naive":     {fit(func() error { _, err := demand.Naive(good, 0); return err }), "/horizon"},
		"snaive":    {fit(func() error { _, err := demand.SeasonalNaive(good, 10, 1); return err }), "/series"},
		"moving":    {fit(func() error { _, err := demand.MovingAverage(good, 10, 1); return err }), "/series"},
		"simple":    {fit(func() error { _, err := demand.SimpleSmoothing(good, 2); return err }), "/alpha"},
		"holt": {
			fit(func() error { _, err := demand.HoltSmoothing(good, demand.Constants{Gamma: 0.5}); return err }),
			"/gamma",
		},
		"holt-winters": {
			fit(func() error { _, err := demand.HoltWinters(good, 5, false, demand.Constants{Phi: 2}); return err }),
			"/phi /series",
		},
		"multiplied": {
			fit(func() error { _, err := demand.FitHoltWinters(make([]float64, 20), 4, true); return err }), "/series",
		},
		"model":      {fit(func() error { _, err := demand.FitETS(good, 1, "AAX"); return err }), "/model"},
		"no seasons": {fit(func() error { _, err := demand.FitETS(good, 1, "ANA"); return err }), "/period"},
		"zeros": {
			fit(func() error { _, err := demand.FitETS([]float64{1, 0, 2, 3, 4}, 1, "MNN"); return err }), "/model",
		},
		"constants": {fit(func() error {
			_, err := demand.FitETSStart(good, 1, "ANN", demand.Constants{Beta: 0.1, Gamma: 0.1, Phi: 0.9})
			return err
		}), "/beta /gamma /phi"},
		"run": {
			fit(
				func() error {
					_, err := demand.RunETS(good, 1, "ANN", demand.Constants{}, nan, nan, good)
					return err
				},
			), "/level /seasons /trend",
		},
		"broken": {
			fit(func() error { _, err := demand.RunETS(good, 1, "MNN", demand.Constants{}, -5, 0, nil); return err }),
			"",
		},
		"auto":    {fit(func() error { _, err := demand.AutoETS(good[:3], 0); return err }), "/period /series"},
		"decoded": {fit(func() error { _, err := demand.ETS{Model: "ANN"}.Forecast(1); return err }), "/period"},
		"too long": {
			fit(func() error { _, err := demand.AutoETS(make([]float64, 10_001), 1); return err }), "/series",
		},
		"theta":    {fit(func() error { _, err := demand.Theta(good, 0, 0); return err }), "/horizon /period"},
		"interval": {fit(func() error { _, _, err := demand.Forecast{}.Interval(1); return err }), ""},
		"total": {
			fit(func() error { _, _, err := demand.Forecast{Mean: good}.Total(11); return err }),
			"/cumulative /deviation /periods",
		},
		"total decoded": {
			fit(func() error { _, _, err := demand.Forecast{Mean: good}.Total(1); return err }),
			"/cumulative /deviation",
		},
		"measure": {
			fit(func() error { _, err := demand.Measure(good, good[1:], nil, 0); return err }), "/forecast /period",
		},
		"pinball": {
			fit(func() error { _, err := demand.Pinball(good, good[1:], 2); return err }), "/probability /quantile",
		},
		"lead": {fit(func() error { _, err := demand.ForLeadTime(good, 0); return err }), "/periods"},
		"leads": {
			fit(func() error { _, err := demand.ForLeadTimes(good, []float64{-1, 0}); return err }), "/periods/0",
		},
		"no leads": {
			fit(func() error { _, err := demand.ForLeadTimes(good, []float64{0, 0}); return err }), "/periods",
		},
		"nothing known": {
			fit(func() error { _, err := demand.Clean(demand.Points([]float64{nan}), demand.Cleaning{}); return err }),
			"/points",
		},
		"missing": {fit(func() error {
			_, err := demand.Clean(demand.Points([]float64{nan, 1}), demand.Cleaning{RefuseMissing: true, Period: -1})
			return err
		}), "/period /points/0"},
		"endless": {fit(func() error {
			_, err := demand.Clean([]demand.Point{{Units: math.Inf(1)}}, demand.Cleaning{})
			return err
		}), "/points/0/units"},
		"no start": {
			fit(func() error { _, err := demand.Align(nil, logistics.Date{}, 0, false); return err }),
			"/days /reports /start",
		},
		"uneven": {fit(func() error {
			_, err := demand.Align(
				[]demand.Report{
					{Period: logistics.MustPeriod("2025-01-06/2025-01-14")},
					{Units: nan},
					{Period: logistics.MustPeriod("2025-01-05/2025-01-06")},
				}, start, 7, false,
			)
			return err
		}), "/reports/0/period /reports/1/period /reports/1/units /reports/2/period"},
		"overlap": {fit(func() error {
			_, err := demand.Align(
				[]demand.Report{
					{Period: logistics.MustPeriod("2025-01-06/2025-01-13")},
					{Period: logistics.MustPeriod("2025-01-12/2025-01-13")},
				}, start, 7, false,
			)
			return err
		}), "/reports/1/period"},
		"tracker": {fit(func() error { _, err := demand.NewTracker(0, nan); return err }), "/alpha /limit"},
		"backtest": {fit(func() error {
			_, err := demand.RunBacktest(good, demand.Test{Service: 2, Holding: -1, Shortage: nan})
			return err
		}), "/candidates /first /holding /periods /service /shortage /step"},
		"too late": {fit(func() error {
			_, err := demand.RunBacktest(good, demand.Test{First: 9, Step: 1, Periods: 2, Service: 0.9}, nil)
			return err
		}), "/candidates/0"},
		"no periods": {fit(func() error {
			_, err := demand.RunBacktest(
				good, demand.Test{First: 9, Step: 1, Periods: 2, Service: 0.9}, demand.NormalApproximation(),
			)
			return err
		}), "/first"},
		"candidate": {fit(func() error {
			_, err := demand.RunBacktest(
				good, demand.Test{First: 2, Step: 1, Periods: 2, Service: 0.9}, demand.Automatic(1),
			)
			return err
		}), "/candidates/0/series"},
	} {
		if !errors.Is(c.err, logistics.ErrInvalid) {
			t.Errorf("%s: %v", name, c.err)
			continue
		}
		var many logistics.Faults
		var one *logistics.FieldError
		var paths []string
		if errors.As(c.err, &many) {
			for _, f := range many {
				paths = append(paths, f.Path)
			}
		} else if errors.As(c.err, &one) {
			paths = append(paths, one.Path)
		}
		if got := strings.Join(paths, " "); got != c.paths {
			t.Errorf("%s: %q, want %q: %v", name, got, c.paths, c.err)
		}
	}
}

// TestEveryReasonIsASentence reaches each code of the catalogue.
func TestEveryReasonIsASentence(t *testing.T) {
	law := func(series []float64, periods int) []logistics.Reason {
		d, err := demand.ForLeadTime(series, periods)
		if err != nil {
			t.Fatal(err)
		}
		return d.Reasons()
	}
	best := func(method demand.Method, by demand.Cost, series ...float64) []logistics.Reason {
		return fitted(t, series, demand.Options{Method: method, OptimiseFor: by}).Reasons()
	}
	track := func(forecast float64) []logistics.Reason {
		tracker, _ := demand.NewTracker(0.2, 4)
		for range 6 {
			tracker.Update(10, forecast)
		}
		return tracker.Reasons()
	}
	seldom, err := demand.Classify(parts(), demand.Reading{MinDemands: 5})
	if err != nil {
		t.Fatal(err)
	}
	smooth, erratic := make([]float64, 40), make([]float64, 40)
	for i := range smooth {
		smooth[i] = 100.5 + float64(i%3)
		erratic[i] = 0.5 + float64(i%7)*float64(i%7)*float64(i%5)
	}
	cleaned, err := demand.Clean(
		[]demand.Point{
			{Units: 3, OutOfStock: true}, {Units: -2}, {Missing: true}, {Units: 9}, {Units: 12, OutOfStock: true},
		}, demand.Cleaning{},
	)
	if err != nil {
		t.Fatal(err)
	}
	back, err := demand.RunBacktest(
		smooth, demand.Test{First: 20, Step: 2, Periods: 3, Service: 0.9, Holding: 1, Shortage: 9},
		demand.Convolution(), demand.NormalApproximation(),
	)
	if err != nil {
		t.Fatal(err)
	}
	var given []logistics.Reason
	for _, c := range []struct {
		reasons []logistics.Reason
		codes   []logistics.Code
	}{
		{seldom.Reasons(), []logistics.Code{demand.ClassByCuts}},
		{law(smooth, 3), []logistics.Code{demand.ClassByCuts, demand.NotWhole, demand.DistributionNormal}},
		{law(erratic, 3), []logistics.Code{demand.ClassByCuts, demand.NotWhole, demand.DistributionGamma}},
		{
			law([]float64{1, 2, 3, 2, 1, 2, 3, 1, 2, 3, 1}, 2),
			[]logistics.Code{demand.ClassByCuts, demand.DistributionConvolved},
		},
		{
			law([]float64{3e6, 2e6, 1e6}, 4),
			[]logistics.Code{
				demand.ClassTooFew, demand.TooLarge, demand.DistributionNormal, demand.DistributionFromFew,
			},
		},
		{
			law([]float64{0, -1, 0, 1}, 2),
			[]logistics.Code{
				demand.ClassTooFew, demand.SeriesReturns, demand.DistributionConvolved, demand.DistributionFromFew,
			},
		},
		{law(make([]float64, 3), 2), []logistics.Code{demand.ClassNoDemand, demand.DistributionNone}},
		{best(demand.SBA, demand.MeanSquaredRate, 0, 0), []logistics.Code{demand.AllZero}},
		{best(demand.TSB, demand.MeanAbsoluteRate, 0, 1), []logistics.Code{demand.SingleDemand, demand.Optimised}},
		{best(demand.SBA, demand.MeanSquaredRate, 3, -1, 4), []logistics.Code{demand.SeriesReturns, demand.Optimised}},
		{best(demand.SES, demand.MeanAbsoluteError, 3, 5, 4, 6), []logistics.Code{demand.Optimised}},
		{
			law(parts(), 4),
			[]logistics.Code{demand.ClassTooFew, demand.DistributionConvolved, demand.DistributionFromFew},
		},
		{
			cleaned.Reasons(),
			[]logistics.Code{demand.StockOutRaised, demand.ReturnTaken, demand.MissingFilled, demand.StockOutKept},
		},
		{track(10), []logistics.Code{demand.OnTrack}},
		{track(5), []logistics.Code{demand.TooLow}},
		{track(15), []logistics.Code{demand.TooHigh}},
		{back.Reasons(), []logistics.Code{demand.NotChampion, demand.Champion}},
	} {
		if got := codes(c.reasons); !slices.Equal(got, c.codes) {
			t.Errorf("%v, want %v", got, c.codes)
		}
		given = append(given, c.reasons...)
	}
	sentences.Golden(t, demand.Reasons(), given...)
}

func TestCleanTellsMissingZeroAndNegativeApart(t *testing.T) {
	points := []demand.Point{
		{Units: 4}, {Missing: true}, {Units: 0}, {Units: -3}, {Units: 2, OutOfStock: true}, {Units: 8}, {Units: 8},
	}
	for name, c := range map[string]struct {
		cleaning        demand.Cleaning
		series, returns []float64
	}{
		// 2, out of stock, stands before 4, 8 and 8, each as likely as the others.
		"default": {demand.Cleaning{}, []float64{4, 5, 0, 0, 7, 8, 8}, []float64{0, 0, 0, 3, 0, 0, 0}},
		"kept": {
			demand.Cleaning{KeepReturns: true, KeepOutOfStock: true},
			[]float64{4, 3, 0, -3, 2, 8, 8},
			make([]float64, 7),
		},
		"seasons": {demand.Cleaning{Period: 4}, []float64{4, 8, 0, 0, 7, 8, 8}, []float64{0, 0, 0, 3, 0, 0, 0}},
	} {
		cleaned, err := demand.Clean(points, c.cleaning)
		if err != nil || !slices.Equal(cleaned.Series, c.series) || !slices.Equal(cleaned.Returns, c.returns) {
			t.Errorf("%s: %v %v, want %v %v: %v", name, cleaned.Series, cleaned.Returns, c.series, c.returns, err)
		}
	}
}

func TestBucketsWithGapsAreMissing(t *testing.T) {
	points, err := demand.Align([]demand.Report{
		{Period: logistics.MustPeriod("2025-01-06/2025-01-13"), Units: 7},
		{Period: logistics.MustPeriod("2025-01-20/2025-01-22"), Units: 2},
		{Period: logistics.MustPeriod("2025-01-22/2025-02-03"), Units: 12, OutOfStock: true},
	}, logistics.MustDate("2025-01-06"), 7, true)
	want := []demand.Point{{Units: 7}, {Missing: true}, {Units: 7, OutOfStock: true}, {Units: 7, OutOfStock: true}}
	if err != nil || !slices.Equal(points, want) {
		t.Errorf("%v, want %v: %v", points, want, err)
	}
}

// always stocks a fixed level.
type always struct{ level float64 }

func (always) Name() string { return "always" }
func (a always) LeadTimeDemand([]float64, int) (policy.LeadTimeDemand, error) {
	law, err := policy.Normal(a.level, 0)
	return law, err
}

func TestTheChampionCostsLeast(t *testing.T) {
	series := []float64{5, 5, 5, 7, 5, 3, 5, 9}
	b, err := demand.RunBacktest(
		series, demand.Test{First: 2, Step: 2, Periods: 2, Service: 0.9, Holding: 1, Shortage: 4}, always{10},
		always{12}, always{14}, always{12},
	)
	if err != nil {
		t.Fatal(err)
	}
	// What came: 12, 8, 14.
	want := []struct{ delivered, fill, stock, cost float64 }{
		{1.0 / 3, 1 - 6.0/34, 10, (8.0 + 2 + 16) / 3},
		{2.0 / 3, 1 - 2.0/34, 12, (0 + 4 + 8.0) / 3},
		{1, 1, 14, (2 + 6 + 0.0) / 3},
		{2.0 / 3, 1 - 2.0/34, 12, 4},
	}
	for i, w := range want {
		r := b.Results[i]
		if r.Origins != 3 || !near(r.Delivered, w.delivered, 1e-12) || !near(r.Fill, w.fill, 1e-12) ||
			!near(r.Stock, w.stock, 1e-12) || !near(r.Cost, w.cost, 1e-12) {
			t.Errorf("%+v, want %+v", r, w)
		}
	}
	if b.Champion != 2 {
		t.Errorf("champion %d", b.Champion)
	}
}

func TestTrackerFollowsABias(t *testing.T) {
	tracker, err := demand.NewTracker(0.1, 4)
	if err != nil {
		t.Fatal(err)
	}
	if tracker.Signal() != 0 || tracker.Update(math.NaN(), 1) {
		t.Error("a signal of nothing")
	}
	for i := range 6 {
		tracker.Update(12, 10)
		if want := float64(i + 1); !near(tracker.Signal(), want, 1e-12) || tracker.Alarm() != (want > 4) {
			t.Errorf("after %d: %v %v", i+1, tracker.Signal(), tracker.Alarm())
		}
	}
	if tracker.Reset(); tracker.Signal() != 0 || tracker.Alarm() {
		t.Error("still an alarm")
	}
}

func TestMeasuresThatDivideByNothingAreNamed(t *testing.T) {
	a, err := demand.Measure([]float64{0, 0}, []float64{1, 1}, []float64{3, 3, 3}, 1)
	if want := []string{"mpe", "mape", "mase", "rmsse", "wape", "bias", "acf1"}; err != nil ||
		!slices.Equal(a.Unknown, want) || a.MAE != 1 || a.ME != -1 {
		t.Errorf("%+v %v", a, err)
	}
	a, err = demand.Measure([]float64{2, 4, 6}, []float64{1, 5, 3}, []float64{1, 3, 2, 5}, 1)
	if err != nil || !near(a.WAPE, 5.0/12, 1e-12) || !near(a.Bias, 3.0/12, 1e-12) ||
		!near(a.RMSSE, math.Sqrt((1.0+1+9)/3/((4.0+1+9)/3)), 1e-12) || len(a.Unknown) > 0 {
		t.Errorf("%+v %v", a, err)
	}
}

func TestResultsAreJSON(t *testing.T) {
	c, _ := demand.Classify([]float64{1, 0, 2}, demand.Reading{MinDemands: 2})
	fit := fitted(t, []float64{1, 0, 2}, demand.Options{Method: demand.TSB, Alpha: 0.1, Beta: 0.1})
	model, _ := demand.AutoETS([]float64{1, 2, 3, 2, 3, 4, 3, 4}, 1)
	for _, v := range []any{c, fit, model} {
		if text, err := json.Marshal(v); err != nil || !json.Valid(text) {
			t.Errorf("%T: %v", v, err)
		}
	}
}

func TestReadingSaysHowIntervalsAndVarianceAreCounted(t *testing.T) {
	series := []float64{0, 2, 0, 4, 0, 0, 0, 0}
	for _, test := range []struct {
		how                 demand.Reading
		interval, variation float64
	}{
		{demand.Reading{MinDemands: 2}, 2, 2.0 / 9},
		{demand.Reading{MinDemands: 2, WholeSpan: true}, 4, 2.0 / 9},
		{demand.Reading{MinDemands: 2, WholeSpan: true, Population: true}, 4, 1.0 / 9},
	} {
		c, err := demand.Classify(series, test.how)
		if err != nil || math.Abs(c.Interval-test.interval) > 1e-15 || math.Abs(c.VariationSq-test.variation) > 1e-15 ||
			c.Reading != test.how {
			t.Errorf("%+v: interval %v, squared variation %v, %v", test.how, c.Interval, c.VariationSq, err)
		}
	}
	// One demand has no variance, of whichever kind.
	if c, err := demand.Classify([]float64{0, 3}, demand.Reading{MinDemands: 2, Population: true}); err != nil ||
		c.VariationSq != 0 || c.Class != demand.TooFew {
		t.Errorf("%+v, %v", c, err)
	}
}
