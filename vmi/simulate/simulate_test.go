package simulate_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/simulate"
)

// poisson is the probability of n, for small means.
func poisson(mean float64, n int) float64 {
	log, _ := math.Lgamma(float64(n) + 1)
	return math.Exp(float64(n)*math.Log(mean) - mean - log)
}

// expect sums a figure of net stock over the demand before it.
func expect(position, mean float64, f func(net float64) float64) (sum float64) {
	if mean == 0 {
		return f(position)
	}
	for n := range 400 {
		sum += poisson(mean, n) * f(position-float64(n))
	}
	return sum
}

func onHand(net float64) float64  { return math.Max(net, 0) }
func waiting(net float64) float64 { return math.Max(-net, 0) }
func ready(net float64) float64 {
	if net > 0 {
		return 1
	}
	return 0
}

// theory is what a rule delivers in the long run, summed by hand over its positions.
type theory struct{ onHand, waiting, ready, fill float64 }

// periodic sums over the positions right after a review, each with its probability. A position is met by
// lead + 1 periods of demand at the end of the period in which its order arrives, and by one more for each
// of the periods up to the next review.
func periodic(positions map[float64]float64, every, lead int, mean float64) (t theory) {
	for position, share := range positions {
		for j := range every {
			before, after := float64(lead+j)*mean, float64(lead+j+1)*mean
			w := share / float64(every)
			t.onHand += w * expect(position, after, onHand)
			t.waiting += w * expect(position, after, waiting)
			t.ready += w * expect(position, after, ready)
			t.fill += w * (1 - (expect(position, after, waiting)-expect(position, before, waiting))/mean)
		}
	}
	return t
}

// chain is the long run of the position right after a review, by following it for a long time.
func chain(start, mean float64, every int, order func(position float64) float64) map[float64]float64 {
	now := map[float64]float64{start: 1}
	sum := map[float64]float64{}
	const steps, kept = 600, 300 // a mean over half of them, whatever the period of the chain
	for step := range steps {
		next := map[float64]float64{}
		for position, p := range now {
			for n := range 120 {
				if q := p * poisson(mean*float64(every), n); q > 1e-14 {
					after := position - float64(n)
					next[after+order(after)] += q
				}
			}
		}
		now = next
		if step >= steps-kept {
			for position, p := range now {
				sum[position] += p / kept
			}
		}
	}
	return sum
}

// tolerance is the quantile of Student's t with 29 degrees of freedom that leaves 0.1 % outside.
const tolerance = 3.66

func TestSimulationAgreesWithTheory(t *testing.T) {
	uniform := func(from, n int) map[float64]float64 {
		m := map[float64]float64{}
		for i := range n {
			m[float64(from+i)] = 1 / float64(n)
		}
		return m
	}
	upTo := func(s, S float64) func(float64) float64 {
		return func(p float64) float64 {
			if p <= s {
				return S - p
			}
			return 0
		}
	}
	for name, c := range map[string]struct {
		setup simulate.Setup
		want  theory
	}{
		"base stock": {
			simulate.Setup{
				Rule: simulate.Rule{Kind: simulate.BaseStock, UpTo: 36}, Demand: simulate.Poisson(6),
				Lead: simulate.Constant(4),
			},
			periodic(map[float64]float64{36: 1}, 1, 4, 6),
		},
		"periodic order-up-to": {
			simulate.Setup{
				Rule: simulate.Rule{Kind: simulate.PeriodicOrderUpTo, UpTo: 22, Every: 3}, Demand: simulate.Poisson(4),
				Lead: simulate.Constant(2),
			},
			periodic(map[float64]float64{22: 1}, 3, 2, 4),
		},
		"reorder point, order-up-to": {
			simulate.Setup{
				Rule:   simulate.Rule{Kind: simulate.ReorderPointOrderUpTo, Reorder: 11, UpTo: 30},
				Demand: simulate.Poisson(3), Lead: simulate.Constant(2),
			},
			periodic(chain(30, 3, 1, upTo(11, 30)), 1, 2, 3),
		},
		"periodic reorder point": {
			simulate.Setup{
				Rule:   simulate.Rule{Kind: simulate.PeriodicReorderPoint, Reorder: 14, UpTo: 28, Every: 2},
				Demand: simulate.Poisson(3), Lead: simulate.Constant(1),
			},
			periodic(chain(28, 3, 2, upTo(14, 28)), 2, 1, 3),
		},
		"reorder point, lots": {
			simulate.Setup{
				Rule: simulate.Rule{Kind: simulate.ReorderPointLots, Reorder: 10, Lot: 12}, Demand: simulate.Poisson(3),
				Lead: simulate.Constant(2),
			},
			periodic(uniform(11, 12), 1, 2, 3),
		},
	} {
		c.setup.Periods, c.setup.Warmup, c.setup.Seed, c.setup.Start = 400_000, 1000, 7, 20
		got, err := simulate.Run(c.setup)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, name, got, c.want)
	}
}

func agree(t *testing.T, name string, got simulate.Result, want theory) {
	t.Helper()
	for what, pair := range map[string]struct {
		got  simulate.Estimate
		want float64
	}{
		"on hand": {got.OnHand, want.onHand}, "waiting": {got.Backorders, want.waiting},
		"ready rate": {got.ReadyRate, want.ready}, "fill rate": {got.FillRate, want.fill},
	} {
		low, high := pair.got.Interval(tolerance)
		if pair.want < low || pair.want > high || pair.got.Error > 0.02*math.Max(pair.got.Mean, 0.05) {
			t.Errorf("%s: %s is %v in theory, and from %v to %v here", name, what, pair.want, low, high)
		}
	}
}

// TestContinuousReviewAgreesWithTheory: the position of (s,Q) is uniform above s for demand one by one.
func TestContinuousReviewAgreesWithTheory(t *testing.T) {
	var want theory
	const s, q, rate, lead = 8, 15, 2.0, 4.0
	for i := 1; i <= q; i++ {
		position := float64(s + i)
		want.onHand += expect(position, rate*lead, onHand) / q
		want.waiting += expect(position, rate*lead, waiting) / q
		want.ready += expect(position, rate*lead, ready) / q
	}
	want.fill = want.ready // arrivals see what time sees
	got, err := simulate.Run(simulate.Setup{
		Rule: simulate.Rule{Kind: simulate.ReorderPointLot, Reorder: s, Lot: q}, Demand: simulate.Constant(1),
		Arrivals: rate, Lead: simulate.Constant(lead),
		Periods: 600_000, Warmup: 2000, Seed: 3, Start: s + q,
	})
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "(s,Q)", got, want)
	cycle := 0.0 // an order is placed at s, and the cycle is good when its lead time asks for no more
	for n := range s + 1 {
		cycle += poisson(rate*lead, n)
	}
	if low, high := got.CycleService.Interval(tolerance); cycle < low || cycle > high {
		t.Errorf("cycle service is %v in theory, and from %v to %v here", cycle, low, high)
	}
}

// TestLostSalesAgreeWithTheory where the order is there at once: every period begins with the base stock.
func TestLostSalesAgreeWithTheory(t *testing.T) {
	served := 0.0
	for n := range 200 {
		served += poisson(5, n) * math.Min(float64(n), 6)
	}
	got, err := simulate.Run(simulate.Setup{
		Rule: simulate.Rule{Kind: simulate.BaseStock, UpTo: 6}, Demand: simulate.Poisson(5), LostSales: true,
		Periods: 300_000, Seed: 11, Start: 6,
		Costs: simulate.Costs{Holding: 1, LostSale: 9},
	})
	if err != nil {
		t.Fatal(err)
	}
	if low, high := got.FillRate.Interval(tolerance); served/5 < low || served/5 > high {
		t.Errorf("fill rate is %v in theory, and from %v to %v here", served/5, low, high)
	}
	cost := (6 - served) + 9*(5-served)
	if low, high := got.Cost.Interval(tolerance); cost < low || cost > high {
		t.Errorf("cost is %v in theory, and from %v to %v here", cost, low, high)
	}
	if got.Backorders.Mean != 0 || math.Abs(got.Lost/got.Demand-(1-got.FillRate.Mean)) > 1e-9 {
		t.Errorf("%+v", got)
	}
}

// setups are any runs that end soon.
func setups() *rapid.Generator[simulate.Setup] {
	return rapid.Custom(func(t *rapid.T) simulate.Setup {
		kinds := []simulate.Kind{
			simulate.ReorderPointLot, simulate.ReorderPointLots, simulate.ReorderPointOrderUpTo,
			simulate.PeriodicOrderUpTo, simulate.PeriodicReorderPoint, simulate.BaseStock,
		}
		source := func(name string) simulate.Source {
			return []simulate.Source{
				simulate.Constant(2), simulate.Poisson(3), simulate.Discrete(0, []float64{0.9, 0, 0.1}),
				simulate.Gamma(0.7, 4), simulate.Normal(5, 2),
				simulate.Exponential(3), simulate.Sample([]float64{0, 0, 7, 1.5}),
				{},
			}[rapid.IntRange(0, 7).Draw(t, name)]
		}
		reorder := float64(rapid.IntRange(-5, 30).Draw(t, "reorder"))
		s := simulate.Setup{
			Rule: simulate.Rule{
				Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Reorder: reorder,
				UpTo: reorder + float64(rapid.IntRange(1, 40).Draw(t, "more")),
				Lot:  float64(rapid.IntRange(1, 20).Draw(t, "lot")), Every: rapid.IntRange(0, 5).Draw(t, "every"),
			},
			Demand: source("demand"), Lead: source("lead"), LostSales: rapid.Bool().Draw(t, "lost sales"),
			Crossing: rapid.Bool().Draw(t, "crossing"),
			Start:    float64(rapid.IntRange(0, 40).Draw(t, "start")), Periods: 400,
			Warmup: rapid.IntRange(0, 50).Draw(t, "warmup"), Seed: rapid.Uint64().Draw(t, "seed"),
		}
		if rapid.Bool().Draw(t, "continuous") {
			s.Arrivals = rapid.Float64Range(0.1, 5).Draw(t, "arrivals")
		}
		return s
	})
}

// TestRunsConserveStockAndRepeat: every run keeps its books, stays in its bounds, and is the same again.
func TestRunsConserveStockAndRepeat(t *testing.T) {
	var runner simulate.Runner
	rapid.Check(t, func(t *rapid.T) {
		setup := setups().Draw(t, "setup")
		got, err := runner.Run(setup)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := simulate.Run(setup); again != got {
			t.Fatalf("%+v, and again %+v", got, again)
		}
		for name, e := range map[string]simulate.Estimate{
			"cycle service": got.CycleService, "fill rate": got.FillRate, "ready rate": got.ReadyRate,
		} {
			if !(e.Mean >= 0 && e.Mean <= 1+1e-12) {
				t.Fatalf("%s %v", name, e)
			}
		}
		if !(got.OnHand.Mean >= 0 && got.Backorders.Mean >= 0 && got.Lost >= 0 && got.Lost <= got.Demand) ||
			setup.LostSales && got.Backorders.Mean > 0 {
			t.Fatalf("%+v", got)
		}
	})
}

// TestMoreStockNeverServesLess on the same demand: common random numbers make it so in every run.
func TestMoreStockNeverServesLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		setup := simulate.Setup{
			Rule:   simulate.Rule{Kind: simulate.BaseStock, UpTo: float64(rapid.IntRange(0, 60).Draw(t, "up to"))},
			Demand: simulate.Poisson(5), Lead: simulate.Discrete(1, []float64{0.5, 0.3, 0.2}), Periods: 300,
			Seed: rapid.Uint64().Draw(t, "seed"),
		}
		less, err := simulate.Run(setup)
		if err != nil {
			t.Fatal(err)
		}
		setup.Rule.UpTo += float64(rapid.IntRange(1, 20).Draw(t, "more"))
		more, err := simulate.Run(setup)
		if err != nil || more.Demand != less.Demand || more.FillRate.Mean < less.FillRate.Mean-1e-12 ||
			more.Backorders.Mean > less.Backorders.Mean+1e-12 {
			t.Fatalf("%+v with more, %+v with less: %v", more, less, err)
		}
	})
}

func TestEveryFault(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		setup simulate.Setup
		want  string
	}{
		"nothing": {simulate.Setup{}, "/periods /rule/kind"},
		"all": {simulate.Setup{
			Rule:   simulate.Rule{Kind: simulate.ReorderPointLot, Reorder: nan, Lot: -1, Every: -1},
			Demand: simulate.Normal(-1, 0), Lead: simulate.Gamma(0, 1),
			Arrivals: -1, Start: nan, Warmup: -1, Periods: 10, Batches: 1,
			Costs: simulate.Costs{Holding: -1, Shortage: nan, LostSale: -1, OrderCost: -1},
		}, "/arrivals /batches /costs/holding /costs/lost_sale /costs/order /costs/shortage /demand /lead/shape " +
			"/rule/every /rule/lot /rule/reorder /start /warmup"},
		"S below s": {
			simulate.Setup{
				Rule: simulate.Rule{Kind: simulate.ReorderPointOrderUpTo, Reorder: 5, UpTo: 5}, Periods: 100,
			}, "/rule/up_to",
		},
		"no lot": {simulate.Setup{Rule: simulate.Rule{Kind: simulate.ReorderPointLots}, Periods: 100}, "/rule/lot"},
		"sources": {simulate.Setup{
			Rule: simulate.Rule{Kind: simulate.BaseStock}, Demand: simulate.Discrete(-1, []float64{1}),
			Lead: simulate.Sample(nil), Periods: 100,
		}, "/demand/0 /lead"},
		"weights": {simulate.Setup{
			Rule: simulate.Rule{Kind: simulate.BaseStock}, Demand: simulate.Discrete(0, []float64{nan}),
			Lead: simulate.Poisson(nan), Periods: 100,
		}, "/demand/0 /lead/mean"},
	} {
		_, err := simulate.Run(c.setup)
		var list logistics.Faults
		errors.As(err, &list)
		var paths []string
		for _, f := range list {
			paths = append(paths, f.Path)
		}
		if got := strings.Join(paths, " "); got != c.want || !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %s, want %s: %v", name, got, c.want, err)
		}
	}
}

// weekly is an (s,S) rule on random lead times.
func weekly() simulate.Setup {
	return simulate.Setup{
		Rule: simulate.Rule{Kind: simulate.ReorderPointOrderUpTo, Reorder: 30, UpTo: 80}, Demand: simulate.Poisson(6),
		Lead: simulate.Discrete(3, []float64{0.2, 0.5, 0.3}), Start: 80, Periods: 1000, Seed: 1,
	}
}

func TestARunnerDoesNotAllocate(t *testing.T) {
	var r simulate.Runner
	setup := weekly()
	if _, err := r.Run(setup); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(20, func() { _, _ = r.Run(setup) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkRun1000(b *testing.B) {
	var r simulate.Runner
	setup := weekly()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Run(setup); err != nil {
			b.Fatal(err)
		}
	}
}
