package stat_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/stat"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func list(r *rapid.T, label string, most int) []float64 {
	weights := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, most).Draw(r, label)
	weights[len(weights)-1] += 0.01
	return weights
}

// someLaw draws parameters from all of their domains.
func someLaw(r *rapid.T) stat.Law {
	switch rapid.IntRange(0, 7).Draw(r, "kind") {
	case 0:
		return must(
			stat.NewNormal(rapid.Float64Range(-1e12, 1e12).Draw(r, "mean"), rapid.Float64Range(0, 1e12).Draw(r, "sd")),
		)
	case 1:
		return must(
			stat.NewGamma(
				math.Pow(10, rapid.Float64Range(-6, 7).Draw(r, "shape")),
				math.Pow(10, rapid.Float64Range(-20, 5).Draw(r, "scale")),
			),
		)
	case 2:
		return must(stat.NewPoisson(math.Pow(10, rapid.Float64Range(-12, 5).Draw(r, "mean"))))
	case 3:
		return must(
			stat.NewNegativeBinomial(
				math.Pow(10, rapid.Float64Range(-6, 3).Draw(r, "r")), rapid.Float64Range(0.001, 0.9999).Draw(r, "p"),
			),
		)
	case 4:
		return must(
			stat.NewLognormal(rapid.Float64Range(-100, 8).Draw(r, "mu"), rapid.Float64Range(1e-6, 6).Draw(r, "sigma")),
		)
	case 5:
		return must(stat.NewLattice(list(r, "weights", 20)))
	case 6:
		return must(stat.CompoundPoisson(rapid.Float64Range(0, 900).Draw(r, "events"), list(r, "sizes", 6)))
	}
	return must(stat.NewSample(list(r, "values", 10), nil))
}

func TestEveryFigureOfALawIsFiniteForEveryArgument(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		l := someLaw(r)
		x := rapid.OneOf(
			rapid.Float64(), rapid.Float64Range(-10, 100),
			rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, 1}),
		).Draw(r, "x")
		figures := []float64{
			l.Mean(), l.Variance(), l.CDF(x), l.Survival(x), l.Quantile(x), l.Loss(x), l.Loss2(x),
			l.ComplementaryLoss(x), l.ComplementaryLoss2(x),
		}
		for i, f := range figures {
			if math.IsNaN(f) || math.IsInf(f, 0) || f < 0 && i != 0 && i != 4 {
				r.Fatalf("%T %+v at %v: %v", l, l, x, figures)
			}
		}
		if l.CDF(x) > 1+1e-12 || l.Survival(x) > 1+1e-12 {
			r.Fatalf("%T at %v: %v", l, x, figures)
		}
	})
}

func TestQuantilesRiseAndInvert(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		l := someLaw(r)
		p := rapid.Float64Range(1e-12, 1-1e-12).Draw(r, "p")
		higher := rapid.Float64Range(p, 1-1e-13).Draw(r, "higher")
		x := l.Quantile(p)
		if y := l.Quantile(higher); y < x-1e-12*math.Abs(x) {
			r.Fatalf("%T: %v at %v, %v at %v", l, x, p, y, higher)
		}
		digits := 1e-9 + 1e-15*math.Abs(x)/(math.Sqrt(l.Variance())+1e-300) // what the last one of x moves
		if back := l.CDF(x); back < p-digits && x < 1e15 && x > 1e-290 {
			r.Fatalf("%T: %v at %v comes back as %v", l, x, p, back)
		}
		if l.Discrete() && (x != math.Floor(x) || x < 0 || x > 0 && l.CDF(x-1) > p+1e-12) {
			r.Fatalf("%T: %v at %v is not the smallest: %v", l, x, p, l.CDF(x-1))
		}
	})
}

func TestPoissonOverAGammaLeadTimeIsNegativeBinomial(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rate, shape, scale := rapid.Float64Range(0.1, 20).Draw(r, "rate"), rapid.Float64Range(0.5, 10).Draw(
			r, "shape",
		), rapid.Float64Range(0.1, 3).Draw(r, "scale")
		n := must(stat.NewNegativeBinomial(shape, 1/(1+rate*scale)))
		lead := must(stat.NewGamma(shape, scale))
		k := float64(rapid.IntRange(0, 40).Draw(r, "k"))
		// Mixed over quantiles of the lead time by the midpoint rule.
		const steps = 1000
		mixed := 0.0
		for i := range steps {
			p := must(stat.NewPoisson(rate * lead.Quantile((float64(i)+0.5)/steps)))
			mixed += p.CDF(k) / steps
		}
		if math.Abs(mixed-n.CDF(k)) > 5e-3 {
			r.Fatalf("%v, mixed %v", n.CDF(k), mixed)
		}
	})
}

func TestCompoundPoissonHasItsMoments(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		events := rapid.Float64Range(0.01, 2000).Draw(r, "events")
		weights := list(r, "sizes", 9)
		size := must(stat.NewLattice(weights))
		l := must(stat.CompoundPoisson(events, weights))
		mean, variance := events*size.Mean(), events*(size.Variance()+size.Mean()*size.Mean())
		if math.Abs(l.Mean()-mean) > 1e-10*mean || math.Abs(l.Variance()-variance) > 1e-9*variance {
			r.Fatalf("%v and %v, not %v and %v", l.Mean(), l.Variance(), mean, variance)
		}
	})
}

func TestCompoundPoissonOfUnitsIsPoisson(t *testing.T) {
	for _, mean := range []float64{0.01, 3, 250, 5000} {
		l, p := must(stat.CompoundPoisson(mean, []float64{0, 1})), must(stat.NewPoisson(mean))
		for _, q := range []float64{1e-6, 0.1, 0.5, 0.99, 1 - 1e-9} {
			x := p.Quantile(q)
			if l.Quantile(q) != x || !near(l.Loss(x), p.Loss(x), 1e-11) || !near(l.PMF(x), p.PMF(x), 1e-11) {
				t.Errorf("%v at %v: %v and %v", mean, x, l.Loss(x), p.Loss(x))
			}
		}
	}
}

func TestALatticeIsItsDirectSums(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		weights := list(r, "weights", 15)
		l := must(stat.NewLattice(weights))
		total := 0.0
		for _, w := range weights {
			total += w
		}
		x := rapid.OneOf(
			rapid.Float64Range(-5, 25), rapid.Map(rapid.IntRange(-5, 25), func(k int) float64 { return float64(k) }),
		).Draw(r, "x")
		var cdf, above, loss, loss2, short, short2 float64
		for k, w := range weights {
			p, over := w/total, float64(k)-x
			if over <= 0 {
				cdf += p
			} else {
				above += p
			}
			loss += p * max(over, 0)
			loss2 += p * max(over, 0) * max(over-1, 0) / 2
			short += p * max(-over, 0)
			short2 += p * max(-over, 0) * max(-over-1, 0) / 2
		}
		for i, pair := range [][2]float64{
			{l.CDF(x), cdf},
			{l.Survival(x), above},
			{l.Loss(x), loss},
			{l.Loss2(x), loss2},
			{l.ComplementaryLoss(x), short},
			{l.ComplementaryLoss2(x), short2},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-12*(1+pair[1]) {
				r.Fatalf("figure %d at %v: %v, summed %v", i, x, pair[0], pair[1])
			}
		}
	})
}

func TestOtherCountsInterpolateLikeALattice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		mean := rapid.Float64Range(0.1, 30).Draw(r, "mean")
		var l stat.Counting = must(stat.NewPoisson(mean))
		if rapid.Bool().Draw(r, "clumped") {
			l = must(stat.NewNegativeBinomial(mean/2, 1.0/3))
		}
		pmf := make([]float64, 600)
		for k := range pmf {
			pmf[k] = l.PMF(float64(k))
		}
		listed := must(stat.NewLattice(pmf))
		x := rapid.Float64Range(-3, 90).Draw(r, "x")
		for i, pair := range [][2]float64{
			{l.CDF(x), listed.CDF(x)},
			{l.Survival(x), listed.Survival(x)},
			{l.Loss(x), listed.Loss(x)},
			{l.Loss2(x), listed.Loss2(x)},
			{l.ComplementaryLoss(x), listed.ComplementaryLoss(x)},
			{l.ComplementaryLoss2(x), listed.ComplementaryLoss2(x)},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-11*(1e-10+pair[1]) {
				r.Fatalf("%T figure %d at %v: %v, listed %v", l, i, x, pair[0], pair[1])
			}
		}
	})
}

func TestSumsOfDemandsAreTheDirectOnes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		daily, days := list(r, "daily", 6), list(r, "days", 4)
		day, lead := must(stat.NewLattice(daily)), must(stat.NewLattice(days))
		sum := must(day.Over(days))
		mean := lead.Mean() * day.Mean()
		variance := lead.Mean()*day.Variance() + lead.Variance()*day.Mean()*day.Mean()
		if math.Abs(sum.Mean()-mean) > 1e-12*(1+mean) || math.Abs(sum.Variance()-variance) > 1e-11*(1+variance) {
			r.Fatalf("%v and %v, not %v and %v", sum.Mean(), sum.Variance(), mean, variance)
		}
		power := must(stat.NewLattice([]float64{1}))
		for range len(days) - 1 {
			power = must(power.Plus(day))
		}
		times := must(day.Times(len(days) - 1))
		for k := range times.Probabilities() {
			if x := float64(k); math.Abs(times.PMF(x)-power.PMF(x)) > 1e-14 {
				r.Fatalf("%v and %v at %v", times.PMF(x), power.PMF(x), x)
			}
		}
	})
}

func TestASampleIsItsDirectSums(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 50), 1, 12).Draw(r, "values")
		values[0] += 0.5
		weights := make([]float64, len(values))
		total := 0.0
		for i := range weights {
			weights[i] = rapid.Float64Range(0.01, 3).Draw(r, "weight")
			total += weights[i]
		}
		l := must(stat.NewSample(values, weights))
		if l.Discrete() {
			return
		}
		x := rapid.OneOf(rapid.Float64Range(-5, 60), rapid.SampledFrom(values)).Draw(r, "x")
		var cdf, loss, loss2, short, short2 float64
		for i, v := range values {
			p := weights[i] / total
			if v <= x {
				cdf += p
			}
			loss += p * max(v-x, 0)
			loss2 += p * max(v-x, 0) * max(v-x, 0) / 2
			short += p * max(x-v, 0)
			short2 += p * max(x-v, 0) * max(x-v, 0) / 2
		}
		for i, pair := range [][2]float64{
			{l.CDF(x), cdf},
			{l.Survival(x), 1 - cdf},
			{l.Loss(x), loss},
			{l.Loss2(x), loss2},
			{l.ComplementaryLoss(x), short},
			{l.ComplementaryLoss2(x), short2},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-11*(1+pair[1]) {
				r.Fatalf("figure %d at %v: %v, summed %v", i, x, pair[0], pair[1])
			}
		}
	})
}

func TestTheFillFactorSolvesItsEquation(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		q := math.Pow(10, rapid.Float64Range(-5, 6).Draw(r, "q"))
		short := math.Pow(10, rapid.Float64Range(-14, -0.01).Draw(r, "short"))
		k := must(stat.NormalFillFactor(q, 1-short))
		if drop := must(stat.NormalLossDrop(k, q)); math.Abs(drop-q*short) > 1e-11*q*short+2e-16*q {
			r.Fatalf("%v at %v and %v leaves %v short", k, q, short, drop)
		}
		z := must(stat.NormalLossQuantile(short))
		if back := must(stat.NormalLoss(z)); !near(back, short, 1e-13) {
			r.Fatalf("%v comes back as %v", short, back)
		}
	})
}

func TestPoissonFillIsItsProbabilities(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := must(stat.NewPoisson(rapid.Float64Range(0, 200).Draw(r, "mean")))
		from := float64(rapid.IntRange(-20, 300).Draw(r, "from"))
		room := make([]float64, rapid.IntRange(0, 60).Draw(r, "length"))
		p.Fill(room, from)
		for i, got := range room {
			if want := p.PMF(from + float64(i)); math.Abs(got-want) > 1e-12*want+1e-300 {
				r.Fatalf("%v at %v, not %v", got, from+float64(i), want)
			}
		}
	})
}

func TestLawsOutsideTheirDomainAreErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	check := func(name string, err error) {
		if !errors.Is(err, stat.ErrDomain) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, bad := range []float64{nan, inf, -inf, -1} {
		_, err := stat.NewPoisson(bad)
		check("poisson", err)
		_, err = stat.NewGamma(bad, 1)
		check("shape", err)
		_, err = stat.NewGamma(1, bad)
		check("scale", err)
		_, err = stat.NewExponential(bad)
		check("exponential", err)
		_, err = stat.NewNormal(0, bad)
		check("deviation", err)
		_, err = stat.NewNegativeBinomial(bad, 0.5)
		check("r", err)
		_, err = stat.NewNegativeBinomial(1, bad)
		check("p", err)
		_, err = stat.NewLognormal(0, bad)
		check("sigma", err)
		_, err = stat.NewLattice([]float64{1, bad})
		check("weights", err)
		_, err = stat.CompoundPoisson(bad, []float64{0, 1})
		check("events", err)
		_, err = stat.CompoundPoisson(1, []float64{bad})
		check("sizes", err)
		_, err = stat.NewSample([]float64{bad}, nil)
		check("values", err)
		_, err = stat.NewSample([]float64{1}, []float64{bad})
		check("weights of a sample", err)
		_, err = stat.NormalFillFactor(bad, 0.5)
		check("quantity", err)
		_, err = stat.NormalFillFactor(1, bad)
		check("fill", err)
		_, err = stat.NormalLossQuantile(bad)
		check("loss", err)
		_, err = stat.NormalLossDrop(0, bad)
		check("drop", err)
	}
	_, err := stat.NewNormal(nan, 1)
	check("mean", err)
	_, err = stat.NewLognormal(27, 6)
	check("lognormal mean", err)
	_, err = stat.NewLattice(nil)
	check("no weights", err)
	_, err = stat.NewLattice([]float64{0, 0})
	check("weights of 0", err)
	_, err = stat.NewSample([]float64{1}, []float64{0})
	check("a sample that weighs nothing", err)
	_, err = stat.NewSample([]float64{1, 2}, []float64{1})
	check("too few weights", err)
	_, err = stat.NormalPDF(nan)
	check("density", err)
	_, err = stat.NormalLoss2(1e200)
	check("second loss", err)
	_, err = stat.NormalLossDrop(nan, 1)
	check("drop at", err)
	wide := must(stat.NewLattice(append(make([]float64, 5000), 1)))
	_, err = wide.Times(5000)
	check("too long a sum", err)
	_, err = stat.CompoundPoisson(1e6, append(make([]float64, 5000), 1))
	check("too many orders", err)
	huge := must(stat.NewLattice(append(make([]float64, 600_000), 1)))
	_, err = huge.Plus(huge)
	check("too long a list", err)
	_, err = huge.Over(nil)
	check("no days", err)
}

func TestLawsDoNotAllocate(t *testing.T) {
	for _, l := range []stat.Law{
		must(stat.NewNormal(10, 3)), must(stat.NewGamma(2, 5)), must(stat.NewLognormal(1, 1)), must(stat.NewPoisson(9)),
		must(stat.NewNegativeBinomial(3, 0.4)), must(stat.NewLattice([]float64{1, 2, 3})),
		must(stat.NewSample([]float64{1.5, 2}, nil)),
	} {
		if n := testing.AllocsPerRun(100, func() {
			_, _, _, _ = l.CDF(7), l.Survival(7.5), l.Loss(7.5), l.Loss2(30)
			_, _, _ = l.ComplementaryLoss(7), l.ComplementaryLoss2(7.5), l.Quantile(0.97)
		}); n != 0 {
			t.Errorf("%T: %v allocations", l, n)
		}
	}
}

func BenchmarkLoss(b *testing.B) {
	for name, l := range map[string]stat.Law{
		"normal": must(stat.NewNormal(10, 3)), "gamma": must(stat.NewGamma(2, 5)),
		"lognormal": must(stat.NewLognormal(1, 1)),
		"poisson":   must(stat.NewPoisson(9)), "negative_binomial": must(stat.NewNegativeBinomial(3, 0.4)),
		"lattice": must(stat.NewLattice([]float64{1, 2, 3})),
	} {
		b.Run(name, func(b *testing.B) {
			sum := 0.0
			for b.Loop() {
				sum += l.Loss(14)
			}
			if math.IsNaN(sum) {
				b.Fatal(sum)
			}
		})
	}
}

func TestTheFunctionsOfTheNormalLawAreItsMethods(t *testing.T) {
	l := must(stat.NewNormal(0, 1))
	for z := -9.0; z < 36; z += 0.37 {
		if got := must(stat.NormalLoss2(z)); !near(got, l.Loss2(z), 1e-13) {
			t.Errorf("second loss at %v: %v and %v", z, got, l.Loss2(z))
		}
		if got, step := must(stat.NormalPDF(z)), 1e-4; math.Abs(z) < 6 &&
			!near(got, (l.CDF(z+step)-l.CDF(z-step))/(2*step), 1e-5) {
			t.Errorf("density at %v: %v", z, got)
		}
		if got, want := must(stat.NormalLossDrop(z, 0.01)), l.Loss(z)-l.Loss(z+0.01); !near(got, want, 1e-10) {
			t.Errorf("drop at %v: %v and %v", z, got, want)
		}
	}
	if wide := must(stat.NewNormal(3, 2.5)); wide.Deviation() != 2.5 || wide.Variance() != 6.25 {
		t.Error(wide)
	}
	for _, k := range []float64{-1, 0.5, math.NaN(), 5} {
		if p := must(stat.NewLattice([]float64{1, 1})).PMF(k); p != 0 {
			t.Errorf("probability of %v is %v", k, p)
		}
	}
	nothing := must(stat.NewPoisson(0))
	if nothing.CDF(0) != 1 || nothing.Survival(0) != 0 || nothing.PMF(1) != 0 || nothing.PMF(0) != 1 ||
		nothing.Quantile(0.9) != 0 {
		t.Error("a Poisson law of mean 0 is not nothing")
	}
}
