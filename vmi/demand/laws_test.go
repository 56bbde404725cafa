package demand_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/vmi/demand"
)

// histories draws demand that is often zero, of whole units.
func histories(least, most int) *rapid.Generator[[]float64] {
	return rapid.Custom(func(r *rapid.T) []float64 {
		zeros := rapid.IntRange(0, 9).Draw(r, "zeros in ten")
		return rapid.SliceOfN(rapid.Custom(func(r *rapid.T) float64 {
			if rapid.IntRange(0, 9).Draw(r, "kind") < zeros {
				return 0
			}
			return float64(rapid.IntRange(1, 200).Draw(r, "units"))
		}), least, most).Draw(r, "series")
	})
}

func methods() *rapid.Generator[demand.Method] {
	return rapid.SampledFrom([]demand.Method{demand.Croston, demand.SBA, demand.SBJ, demand.TSB, demand.SES})
}

func fitted(t rapid.TB, series []float64, o demand.Options) demand.Fit {
	t.Helper()
	fit, err := demand.FitSmoother(series, o)
	if err != nil {
		t.Fatal(err)
	}
	return fit
}

func TestCrostonOfConstantDemandIsSizeOverInterval(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		every, size := rapid.IntRange(1, 12).Draw(r, "every"), float64(rapid.IntRange(1, 1000).Draw(r, "size"))
		alpha, beta := rapid.Float64Range(0, 1).Draw(r, "alpha"), rapid.Float64Range(0, 1).Draw(r, "beta")
		series := make([]float64, every*rapid.IntRange(1, 20).Draw(r, "times"))
		for i := every - 1; i < len(series); i += every {
			series[i] = size
		}
		want := size / float64(every)
		for method, factor := range map[demand.Method]float64{
			demand.Croston: 1, demand.SBA: 1 - beta/2, demand.SBJ: 1 - beta/(2-beta),
		} {
			if got := fitted(
				r, series, demand.Options{Method: method, Alpha: alpha, Beta: beta},
			).Forecast; got != factor*size/float64(every) {
				r.Fatalf("%s: %v, want %v of %v", method, got, factor, want)
			}
		}
	})
}

func TestSBAIsCrostonTimesItsFactor(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		series, beta := histories(1, 60).Draw(r, "series"), rapid.Float64Range(0, 1).Draw(r, "beta")
		o := demand.Options{Method: demand.Croston, Alpha: 0.2, Beta: beta}
		croston := fitted(r, series, o).Forecast
		o.Method = demand.SBA
		if got := fitted(r, series, o).Forecast; !near(got, (1-beta/2)*croston, 1e-14) {
			r.Fatalf("%v, want %v", got, (1-beta/2)*croston)
		}
	})
}

func TestTSBStaysWithinTheSizes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		series := histories(1, 60).Draw(r, "series")
		fit := fitted(r, series, demand.Options{
			Method: demand.TSB, Alpha: rapid.Float64Range(0, 1).Draw(r, "alpha"),
			Beta: rapid.Float64Range(0, 1).Draw(r, "beta"),
		})
		most := slices.Max(series)
		for _, f := range append(fit.Fitted, fit.Forecast) {
			if !(f >= 0 && f <= most*(1+1e-12)) {
				r.Fatalf("%v outside of 0 to %v", f, most)
			}
		}
	})
}

func TestSmoothersAreScaleEquivariant(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		series := histories(1, 60).Draw(r, "series")
		scale := rapid.Float64Range(0.01, 100).Draw(r, "scale")
		o := demand.Options{
			Method: methods().Draw(r, "method"), Alpha: 0.3, Beta: 0.15, MeanStart: rapid.Bool().Draw(r, "mean start"),
		}
		scaled := slices.Clone(series)
		for i := range scaled {
			scaled[i] *= scale
		}
		if a, b := fitted(r, series, o).Forecast, fitted(r, scaled, o).Forecast; !near(b, scale*a, 1e-12) {
			r.Fatalf("%v for %v times as much, %v before", b, scale, a)
		}
	})
}

// TestLeadingZerosAreTheFirstInterval documents what a gap before the first demand does: it is the first
// interval of Croston's methods, and lowers TSB from a start of nothing.
func TestLeadingZerosAreTheFirstInterval(t *testing.T) {
	for _, gap := range []int{0, 1, 5} {
		series := append(make([]float64, gap), 6)
		if got := fitted(
			t, series, demand.Options{Method: demand.Croston, Alpha: 0.1, Beta: 0.1},
		).Forecast; got != 6/float64(gap+1) {
			t.Errorf("after %d zeros %v", gap, got)
		}
	}
}

func TestUpdatesOneByOneAreTheBatch(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		series, method := histories(9, 60).Draw(r, "series"), methods().Draw(r, "method")
		batch := fitted(r, series, demand.Options{Method: method, Alpha: 0.25, Beta: 0.4})
		s, err := demand.NewSmoother(method, 0.25, 0.4)
		if err != nil {
			r.Fatal(err)
		}
		for i, y := range series {
			if i >= batch.First && len(batch.Fitted) > 0 && s.Forecast() != batch.Fitted[i-batch.First] {
				r.Fatalf("before %d: %v, the batch has %v", i, s.Forecast(), batch.Fitted[i-batch.First])
			}
			s.Update(y)
			if s.Update(math.NaN()) || s.Update(math.Inf(1)) {
				r.Fatal("took what is no number")
			}
		}
		gaps := slices.Insert(slices.Clone(series), rapid.IntRange(0, len(series)).Draw(r, "missing at"), math.NaN())
		all, _ := demand.NewSmoother(method, 0.25, 0.4)
		if n := all.UpdateAll(gaps); n != len(series) || all != s {
			r.Fatalf("%+v after %d at once, %+v one by one", all, n, s)
		}
		if s.Forecast() != batch.Forecast {
			r.Fatalf("%v, the batch has %v", s.Forecast(), batch.Forecast)
		}
		c := demand.Constants{Alpha: 0.3, Beta: 0.2, Gamma: 0.4, Phi: 0.9}
		cut := rapid.IntRange(9, len(series)).Draw(r, "cut")
		whole, err := demand.HoltWinters(series, 4, false, c)
		if err != nil {
			r.Fatal(err)
		}
		part, err := demand.HoltWinters(series[:cut], 4, false, c)
		if err != nil {
			r.Fatal(err)
		}
		for _, y := range series[cut:] {
			part.Update(y)
			if part.Update(math.NaN()) {
				r.Fatal("took what is no number")
			}
		}
		if part.Level != whole.Level || part.Trend != whole.Trend || !slices.Equal(part.Seasons(), whole.Seasons()) {
			r.Fatalf("%+v, the batch has %+v", part, whole)
		}
	})
}

func TestHoltWintersIsShiftEquivariant(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		series := histories(13, 60).Draw(r, "series")
		shift := rapid.Float64Range(-1000, 1000).Draw(r, "shift")
		c := demand.Constants{
			Alpha: rapid.Float64Range(0, 1).Draw(r, "alpha"), Beta: rapid.Float64Range(0, 1).Draw(r, "beta"),
			Gamma: rapid.Float64Range(0, 1).Draw(r, "gamma"),
		}
		shifted := slices.Clone(series)
		for i := range shifted {
			shifted[i] += shift
		}
		forecast := func(series []float64) demand.Forecast {
			track, err := demand.HoltWinters(series, 6, false, c)
			if err != nil {
				r.Fatal(err)
			}
			f, err := track.Forecast(12)
			if err != nil {
				r.Fatal(err)
			}
			return f
		}
		a, b := forecast(series), forecast(shifted)
		size := slices.MaxFunc(append(a.Mean, 1000), func(x, y float64) int { return int(math.Abs(x) - math.Abs(y)) })
		for i := range a.Mean {
			if math.Abs(a.Mean[i]+shift-b.Mean[i]) > 1e-9*math.Abs(size) {
				r.Fatalf("%v becomes %v by a shift of %v", a.Mean[i], b.Mean[i], shift)
			}
		}
	})
}

func TestTheLawKeepsTheMean(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		series := histories(1, 60).Draw(r, "series")
		if rapid.Bool().Draw(r, "parts of a unit") {
			for i := range series {
				series[i] /= 4
			}
		}
		weights := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 12).Draw(r, "weights")
		weights = append(weights, 0.5)
		var sum, lead, total float64
		for _, y := range series {
			sum += y
		}
		for n, w := range weights {
			lead += float64(n) * w
			total += w
		}
		law, err := demand.ForLeadTimes(series, weights)
		if err != nil {
			r.Fatal(err)
		}
		if want := lead / total * sum / float64(len(series)); !near(law.Mean(), want, 1e-9) {
			r.Fatalf("%s: mean %v, want %v", law.Name(), law.Mean(), want)
		}
	})
}

func TestHigherServiceNeverLowersStock(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		law, err := demand.ForLeadTime(histories(1, 60).Draw(r, "series"), rapid.IntRange(1, 14).Draw(r, "periods"))
		if err != nil {
			r.Fatal(err)
		}
		p := rapid.Float64Range(0.01, 0.99).Draw(r, "p")
		q := rapid.Float64Range(p, 0.999).Draw(r, "q")
		if law.Quantile(p) > law.Quantile(q) {
			r.Fatalf("%v at %v, %v at %v", law.Quantile(p), p, law.Quantile(q), q)
		}
	})
}

func TestCleaningConservesUnits(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		series := rapid.SliceOfN(rapid.Float64Range(-50, 100), 1, 40).Draw(r, "series")
		cleaned, err := demand.Clean(demand.Points(series), demand.Cleaning{})
		if err != nil {
			r.Fatal(err)
		}
		for i, y := range series {
			if !near(cleaned.Series[i]-cleaned.Returns[i], y, 1e-12) || cleaned.Series[i] < 0 {
				r.Fatalf("%v becomes %v less %v", y, cleaned.Series[i], cleaned.Returns[i])
			}
		}
	})
}

// TestUncensoredIsTheProductLimitMean beside the textbook: survival as a product over the observed demands.
func TestUncensoredIsTheProductLimitMean(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(2, 15).Draw(r, "n")
		points := make([]demand.Point, n)
		for i := range points {
			points[i] = demand.Point{
				Units: 0.3 + float64(rapid.IntRange(0, 1000).Draw(r, "units")), OutOfStock: rapid.Bool().Draw(r, "out"),
			}
		}
		cleaned, err := demand.Clean(points, demand.Cleaning{})
		if err != nil {
			r.Fatal(err)
		}
		greatest := -1.0
		for _, p := range points {
			if !p.OutOfStock {
				greatest = math.Max(greatest, p.Units)
			}
		}
		for i, p := range points {
			want := p.Units
			if p.OutOfStock && p.Units < greatest {
				survival, sum, mass := 1.0, 0.0, 0.0
				observed := slices.Clone(points)
				slices.SortStableFunc(observed, func(a, b demand.Point) int {
					if a.Units < b.Units {
						return -1
					} else if a.Units > b.Units {
						return 1
					}
					return 0
				})
				for _, q := range observed {
					if q.OutOfStock {
						continue
					}
					atRisk, same := 0.0, 0.0
					for _, other := range points {
						if other.Units >= q.Units {
							atRisk++
						}
						if other == q {
							same++
						}
					}
					drop := survival / atRisk
					if same > 1 { // equal demands leave one after the other
						return
					}
					if q.Units == greatest {
						drop = survival
					}
					survival -= drop
					if q.Units > p.Units {
						sum, mass = sum+drop*q.Units, mass+drop
					}
				}
				want = sum / mass
			}
			if !near(cleaned.Series[i], want, 1e-9) {
				r.Fatalf("%v becomes %v, want %v", p, cleaned.Series[i], want)
			}
		}
	})
}

func TestAlignConservesUnits(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		start := logistics.MustDate("2025-01-06")
		days := rapid.IntRange(1, 10).Draw(r, "days")
		var reports []demand.Report
		sum, at := 0.0, 0
		for range rapid.IntRange(1, 20).Draw(r, "reports") {
			length := rapid.IntRange(1, 9).Draw(r, "length")
			period, err := logistics.NewPeriod(start.AddDays(at), start.AddDays(at+length))
			if err != nil {
				r.Fatal(err)
			}
			units := float64(rapid.IntRange(0, 100).Draw(r, "units"))
			reports = append(reports, demand.Report{Period: period, Units: units})
			sum, at = sum+units, at+length
		}
		for at%days != 0 { // whole buckets, so that none is missing
			period, _ := logistics.NewPeriod(start.AddDays(at), start.AddDays(at+1))
			reports = append(reports, demand.Report{Period: period})
			at++
		}
		points, err := demand.Align(reports, start, days, true)
		if err != nil {
			r.Fatal(err)
		}
		for _, p := range points {
			sum -= p.Units
			if p.Missing {
				r.Fatalf("missing in %v", points)
			}
		}
		if math.Abs(sum) > 1e-9 || len(points) != at/days {
			r.Fatalf("%v units too few in %d buckets", sum, len(points))
		}
	})
}

// TestNothingIsNaN runs everything on any series of figures.
func TestNothingIsNaN(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		figure := rapid.OneOf(
			rapid.Just(0.0), rapid.Float64Range(-1e12, 1e12), rapid.Float64Range(-5, 5),
			rapid.SampledFrom([]float64{1, 3, 1e-9, 1e12}),
		)
		series := rapid.SliceOfN(figure, 1, 30).Draw(r, "series")
		fine := func(name string, err error, list ...float64) {
			for _, x := range list {
				if err == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
					r.Fatalf("%s: %v", name, list)
				}
			}
		}
		c, err := demand.Classify(series, demand.Reading{MinDemands: 2})
		fine("class", err, c.Interval, c.VariationSq)
		for _, o := range []demand.Options{
			{Method: methods().Draw(r, "method"), Alpha: 0.5, Beta: 1},
			{Method: demand.SBA, OptimiseFor: demand.MeanSquaredRate},
			{Method: demand.TSB, OptimiseFor: demand.MeanAbsoluteError},
		} {
			fit, err := demand.FitSmoother(series, o)
			fine("smoother", err, append(fit.Fitted, fit.Forecast, fit.Value)...)
		}
		x, err := demand.IMAPA(series, 0, 0)
		fine("imapa", err, x)
		check := func(name string, f demand.Forecast, err error) {
			fine(name, err, f.Mean...)
			fine(name, err, f.Deviation...)
			if err != nil {
				return
			}
			m, d, err := f.Total(3)
			fine(name, err, m, d)
			if law, err := f.LeadTimeDemand(3); err == nil {
				fine(name, nil, law.Quantile(0.99), law.Loss(1))
			}
		}
		f, err := demand.SeasonalNaive(series, 3, 5)
		check("snaive", f, err)
		f, err = demand.Drift(series, 5)
		check("drift", f, err)
		f, err = demand.MovingAverage(series, 2, 5)
		check("moving average", f, err)
		f, err = demand.Theta(series, 4, 5)
		check("theta", f, err)
		for _, multiplicative := range []bool{false, true} {
			if track, err := demand.HoltWinters(
				series, 3, multiplicative, demand.Constants{Alpha: 0.4, Beta: 0.2, Gamma: 0.5},
			); err == nil {
				f, err = track.Forecast(5)
				check("holt-winters", f, err)
			}
		}
		if model, err := demand.AutoETS(series, 4); err == nil {
			fine("ets", nil, model.LogLikelihood, model.AICc, model.MSE)
			f, err = model.Forecast(5)
			check("ets "+model.Model, f, err)
		}
		if law, err := demand.ForLeadTime(series, 4); err == nil {
			fine("law", nil, law.Mean(), law.Variance(), law.Quantile(0.99), law.Loss(2))
			_ = law.Reasons()
		}
		a, err := demand.Measure(series, slices.Repeat([]float64{1}, len(series)), series, 2)
		fine("measure", err, a.ME, a.RMSE, a.MAE, a.MPE, a.MAPE, a.MASE, a.RMSSE, a.WAPE, a.Bias, a.ACF1)
	})
}

// TestIntervalsHoldWhatTheyPromise draws series from models and counts how often the interval holds the next
// figures: that of the model the series was drawn from, and that of a fit. Where constants and start are
// estimated, a little less than promised is right.
func TestIntervalsHoldWhatTheyPromise(t *testing.T) {
	const runs, n, horizon, promised = 300, 120, 6, 0.9
	for _, model := range []string{"ANN", "AAN", "ANA", "MNN"} {
		r := rand.New(rand.NewPCG(11, 12))
		held, of := [2]int{}, 0
		for range runs {
			series := make([]float64, n+horizon)
			level, trend := 200.0, 0.0
			ring := []float64{20, -10, 5, -15}
			if model != "ANA" {
				ring = []float64{0, 0, 0, 0}
			}
			seasons := slices.Clone(ring)
			if model != "ANA" {
				seasons = nil
			}
			if model == "AAN" {
				trend = 0.5
			}
			for i := range series {
				e := 8 * r.NormFloat64()
				if model == "MNN" {
					e = 0.04 * level * r.NormFloat64()
				}
				series[i] = level + trend + ring[i%4] + e
				level += trend + 0.3*e
				if model == "AAN" {
					trend += 0.05 * e
				}
				if model == "ANA" {
					ring[i%4] += 0.1 * e
				}
			}
			fit, err := demand.FitETS(series[:n], 4, model)
			if err != nil {
				t.Fatal(err)
			}
			c, slope := demand.Constants{Alpha: 0.3}, 0.0
			switch model {
			case "AAN":
				c.Beta, slope = 0.05, 0.5
			case "ANA":
				c.Gamma = 0.1
			}
			own, err := demand.RunETS(series[:n], 4, model, c, 200, slope, seasons)
			if err != nil {
				t.Fatal(err)
			}
			of += horizon
			for i, m := range []demand.ETS{own, fit} {
				f, err := m.Forecast(horizon)
				if err != nil {
					t.Fatal(err)
				}
				low, high, err := f.Interval(promised)
				if err != nil {
					t.Fatal(err)
				}
				for h := range horizon {
					if y := series[n+h]; low[h] <= y && y <= high[h] {
						held[i]++
					}
				}
			}
		}
		known, estimated := float64(held[0])/float64(of), float64(held[1])/float64(of)
		t.Logf("%s: of %d the model held %.3f, the fit %.3f, promised %v", model, of, known, estimated, promised)
		// Six periods of one series go together: the interval of the share is that of 300 series.
		off := 2.6 * math.Sqrt(promised*(1-promised)/runs)
		if math.Abs(known-promised) > off || estimated < promised-off || estimated > promised+off {
			t.Errorf("%s: %v and %v held", model, known, estimated)
		}
	}
}

// TestTotalIsTheSumOfPaths draws the demand of several periods from the models themselves.
func TestTotalIsTheSumOfPaths(t *testing.T) {
	series := make([]float64, 60)
	r := rand.New(rand.NewPCG(3, 1))
	for i := range series {
		series[i] = 100 + 10*float64(i%4) + 6*r.NormFloat64()
	}
	for _, c := range []struct {
		model  string
		damped float64
		ring   []float64
	}{{"ANN", 0, nil}, {"AAdA", 0.9, []float64{1, -2, 3, -2}}, {"MAN", 0, nil}, {"MAM", 0, []float64{0.9, 1, 1.1, 1}}} {
		constants := demand.Constants{Alpha: 0.4, Phi: c.damped}
		if c.model != "ANN" {
			constants.Beta = 0.1
		}
		if c.ring != nil {
			constants.Gamma = 0.2
		}
		model, err := demand.RunETS(series, 4, c.model, constants, 100, 0, c.ring)
		if err != nil {
			t.Fatal(err)
		}
		f, err := model.Forecast(5)
		if err != nil {
			t.Fatal(err)
		}
		mean, deviation, err := f.Total(5)
		if err != nil {
			t.Fatal(err)
		}
		// The model goes on: its own one-step forecasts, each with a new error.
		const runs = 4000
		var sum, squares float64
		first, _ := model.Forecast(1)
		sigma := first.Deviation[0]
		for range runs {
			path, total := slices.Clone(series), 0.0
			for range 5 {
				next, err := demand.RunETS(path, 4, c.model, constants, 100, 0, c.ring)
				if err != nil {
					t.Fatal(err)
				}
				one, _ := next.Forecast(1)
				off := sigma
				if c.model[0] == 'M' {
					off = sigma / first.Mean[0] * one.Mean[0]
				}
				y := one.Mean[0] + off*r.NormFloat64()
				path, total = append(path, y), total+y
			}
			sum, squares = sum+total, squares+(total-mean)*(total-mean)
		}
		if off := math.Abs(sum/runs - mean); off > 5*deviation/math.Sqrt(runs) {
			t.Errorf("%s: mean %v, drawn %v", c.model, mean, sum/runs)
		}
		if drawn := math.Sqrt(squares / runs); math.Abs(drawn/deviation-1) > 0.06 {
			t.Errorf("%s: deviation %v, drawn %v", c.model, deviation, drawn)
		}
	}
}

func TestSmoothingDoesNotAllocate(t *testing.T) {
	series := allSeries(t)["rand7"].values
	s, _ := demand.NewSmoother(demand.SBA, 0.1, 0.1)
	if n := testing.AllocsPerRun(100, func() {
		run := s
		for _, y := range series {
			run.Update(y)
		}
		run.UpdateAll(series)
		_ = run.Forecast()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestEnums(t *testing.T) {
	rules.Enum(t, demand.Smooth, demand.Erratic, demand.Intermittent, demand.Lumpy, demand.NoDemand, demand.TooFew)
	rules.Enum(t, demand.Croston, demand.SBA, demand.SBJ, demand.TSB, demand.SES)
	rules.Enum(t, demand.MeanAbsoluteRate, demand.MeanSquaredRate, demand.MeanAbsoluteError, demand.MeanSquaredError)
}

func codes(reasons []logistics.Reason) (list []logistics.Code) {
	for _, r := range reasons {
		list = append(list, r.Code)
	}
	return list
}

func TestModelsAreScaleEquivariant(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		series := rapid.SliceOfN(rapid.Float64Range(50, 150), 12, 30).Draw(r, "series")
		scale := rapid.Float64Range(0.01, 100).Draw(r, "scale")
		scaled := slices.Clone(series)
		for i := range scaled {
			scaled[i] *= scale
		}
		for _, model := range []string{"ANN", "MAdN", "AAA", "MAM"} {
			c := demand.Constants{Alpha: 0.3}
			ring, wide := []float64(nil), []float64(nil)
			if model[1] == 'A' {
				c.Beta = 0.1
			}
			if model == "MAdN" {
				c.Phi = 0.9
			}
			switch model {
			case "AAA":
				c.Gamma, ring, wide = 0.2, []float64{3, -1, -2}, []float64{3 * scale, -scale, -2 * scale}
			case "MAM":
				c.Gamma, ring, wide = 0.2, []float64{0.9, 1, 1.1}, []float64{0.9, 1, 1.1}
			}
			a, err := demand.RunETS(series, 3, model, c, 100, 1, ring)
			if err != nil {
				continue // a trend has led below zero
			}
			b, err := demand.RunETS(scaled, 3, model, c, 100*scale, scale, wide)
			if err != nil {
				r.Fatal(err)
			}
			x, _ := a.Forecast(5)
			y, _ := b.Forecast(5)
			for h := range 5 {
				if !near(y.Mean[h], scale*x.Mean[h], 1e-8) || !near(y.Deviation[h], scale*x.Deviation[h], 1e-8) {
					r.Fatalf("%s: %v, %v times as much %v", model, x.Mean[h], scale, y.Mean[h])
				}
			}
		}
	})
}

// TestNoNeighbourIsMoreLikelyThanTheFit moves constants and start of a fit a little, many times.
func TestNoNeighbourIsMoreLikelyThanTheFit(t *testing.T) {
	all, r := allSeries(t), rand.New(rand.NewPCG(5, 5))
	for _, name := range []string{"AirPassengers", "JohnsonJohnson", "nottem"} {
		series := all[name]
		for _, model := range []string{"ANN", "AAdN", "AAA", "MAM", "MNM"} {
			fit, err := demand.FitETS(series.values, series.period, model)
			if err != nil {
				t.Fatal(err)
			}
			for range 200 {
				size := math.Pow(10, -1-3*r.Float64())
				c := fit.Constants
				c.Alpha = min(max(c.Alpha+size*r.NormFloat64(), 0), 1)
				if c.Beta > 0 {
					c.Beta = min(max(c.Beta+size*r.NormFloat64(), 0), c.Alpha)
				}
				if c.Gamma > 0 {
					c.Gamma = min(max(c.Gamma+size*r.NormFloat64(), 0), 1-c.Alpha)
				}
				moved := slices.Clone(fit.Seasons)
				for i := range moved {
					moved[i] *= 1 + size*r.NormFloat64()
				}
				near, err := demand.RunETS(
					series.values, series.period, model, c, fit.Level*(1+0.1*size*r.NormFloat64()),
					fit.Trend*(1+size*r.NormFloat64()), moved,
				)
				if err == nil && near.LogLikelihood > fit.LogLikelihood+0.02 {
					t.Errorf("%s %s: %v, the fit has %v", name, model, near.LogLikelihood, fit.LogLikelihood)
				}
			}
		}
	}
}
