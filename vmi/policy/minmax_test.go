package policy_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/vmi/policy"
)

// chainCost is the cost of an (s, S) policy from the stationary distribution of the position after a
// review, found by running the chain: no renewal function, no truncation.
func chainCost(costs policy.Costs, period, protection policy.Distribution, s, top int) float64 {
	n := top - s
	at := make([]float64, n) // at[j]: position top−j
	at[0] = 1
	orders := 0.0
	for range 20000 {
		next := make([]float64, n)
		orders = 0
		for j, p := range at {
			left := 1.0
			for k := 0; j+k < n; k++ {
				chance := period.Probability(float64(k))
				next[j+k] += p * chance
				left -= chance
			}
			next[0] += p * left
			orders += p * left
		}
		moved := 0.0
		for j := range at {
			next[j] = (next[j] + at[j]) / 2 // half a step, so that a chain that cycles settles too
			moved = max(moved, math.Abs(next[j]-at[j]))
		}
		at = next
		if moved < 1e-16 {
			break
		}
	}
	sum := costs.Order * orders
	for j, p := range at {
		y := float64(top - j)
		sum += p * (costs.Holding*protection.ComplementaryLoss(y) + costs.Backorder*protection.Loss(y))
	}
	return sum
}

func TestMinMaxCostIsThatOfTheChain(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs := someCosts(r)
		daily := weights(r, 8)
		period := must(policy.Convolved(daily, []float64{0, 1}))
		protection := must(policy.Convolved(daily, append(make([]float64, rapid.IntRange(1, 4).Draw(r, "periods")), 1)))
		s := rapid.IntRange(-5, 10).Draw(r, "s")
		top := s + rapid.IntRange(1, 12).Draw(r, "width")
		got := must(policy.MinMaxCost(costs, period, protection, float64(s), float64(top), nil))
		if want := chainCost(costs, period, protection, s, top); !near(got.Cost, want, 1e-9) {
			r.Fatalf("%v, the chain gives %v", got, want)
		}
	})
}

func TestNoOtherMinMaxIsCheaper(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs := policy.Costs{
			Order: rapid.Float64Range(0, 20).Draw(r, "order"), Holding: rapid.Float64Range(0.5, 5).Draw(r, "holding"),
			Backorder: rapid.Float64Range(0.5, 20).Draw(r, "backorder"),
		}
		daily := weights(r, 6)
		period := must(policy.Convolved(daily, []float64{0, 1}))
		protection := must(policy.Convolved(daily, []float64{0, 0, 1}))
		if rapid.Bool().Draw(r, "at once") {
			protection = period
		}
		best := must(policy.OptimalMinMax(costs, period, protection, nil))
		if at := must(
			policy.MinMaxCost(costs, period, protection, best.ReorderPoint, best.OrderUpTo, nil),
		); !near(at.Cost, best.Cost, 1e-12) || !near(at.OrderChance, best.OrderChance, 1e-12) {
			r.Fatalf("%v costs %v", best, at)
		}
		least := math.Inf(1)
		for s := -12.0; s < 15; s++ {
			for top := s + 1; top < 32; top++ {
				least = min(least, must(policy.MinMaxCost(costs, period, protection, s, top, nil)).Cost)
			}
		}
		if best.Cost > least*(1+1e-12) {
			r.Fatalf("%v, a scan gives %v", best, least)
		}
	})
}

func TestTheLargestDemandCounts(t *testing.T) {
	// Two of three demands are as large as the list is long; worked by hand: m = 1/(1−.2), positions 2
	// and 1, the latter with probability .5.
	law := must(policy.Convolved([]float64{0.2, 0.5, 0.3}, []float64{0, 1}))
	costs := policy.Costs{Order: 1, Holding: 2, Backorder: 3}
	m0, m1 := 1/0.8, 0.5/0.8/0.8
	g := func(y float64) float64 {
		sum := 0.0
		for k, p := range []float64{0.2, 0.5, 0.3} {
			sum += p * (2*max(y-float64(k), 0) + 3*max(float64(k)-y, 0))
		}
		return sum
	}
	want := (1 + m0*g(2) + m1*g(1)) / (m0 + m1)
	if got := must(policy.MinMaxCost(costs, law, law, 0, 2, nil)); !near(got.Cost, want, 1e-14) {
		t.Errorf("%v, by hand %v", got.Cost, want)
	}
}

func TestADemandMayBeShorterThanTheDistanceOfTheLevels(t *testing.T) {
	law := must(policy.Convolved([]float64{0.6, 0.4}, []float64{0, 1}))
	costs := policy.Costs{Order: 200, Holding: 0.5, Backorder: 5}
	best := must(policy.OptimalMinMax(costs, law, law, nil))
	if best.OrderUpTo-best.ReorderPoint < 10 {
		t.Fatalf("%v is no case of it", best)
	}
	if want := chainCost(costs, law, law, int(best.ReorderPoint), int(best.OrderUpTo)); !near(best.Cost, want, 1e-9) {
		t.Errorf("%v, the chain gives %v", best, want)
	}
}

func TestATailWithoutProbabilityChangesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs, daily := someCosts(r), weights(r, 10)
		longer := append(append([]float64{}, daily...), make([]float64, 30)...)
		a := must(policy.Convolved(daily, []float64{0, 1}))
		b := must(policy.Convolved(longer, []float64{0, 1}))
		if x, y := must(policy.OptimalMinMax(costs, a, a, nil)), must(policy.OptimalMinMax(costs, b, b, nil)); x != y {
			r.Fatalf("%v and %v", x, y)
		}
	})
}

func TestWithoutAnOrderCostTheLevelsAreABaseStock(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs := someCosts(r)
		costs.Order = 0
		law := wholeLaw().Draw(r, "law")
		if law.CDF(0) >= 1 {
			return
		}
		best := must(policy.OptimalMinMax(costs, law, law, nil))
		base := must(policy.Newsvendor(costs, law))
		if best.ReorderPoint != best.OrderUpTo-1 || !near(best.Cost, base.Cost, 1e-9) {
			r.Fatalf("%v, base stock %v", best, base)
		}
	})
}

func TestScratchIsOnlyRoom(t *testing.T) {
	var scratch policy.Scratch
	rapid.Check(t, func(r *rapid.T) {
		costs := someCosts(r)
		law := wholeLaw().Draw(r, "law")
		if law.CDF(0) >= 1 {
			return
		}
		if a, b := must(
			policy.OptimalMinMax(costs, law, law, &scratch),
		), must(policy.OptimalMinMax(costs, law, law, nil)); a != b {
			r.Fatalf("%v with used room, %v with fresh", a, b)
		}
	})
}

func TestEvaluationsOfPeriodicReviewAgree(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		daily := weights(r, 8)
		period := must(policy.Convolved(daily, []float64{0, 1}))
		lead := must(policy.Convolved(daily, []float64{0, 0, 1}))
		protection := must(policy.Convolved(daily, []float64{0, 0, 0, 1}))
		level := float64(rapid.IntRange(-3, 25).Draw(r, "level"))
		single := must(policy.EvaluateOrderUpTo(lead, protection, level))
		minMax := must(policy.EvaluateMinMax(period, lead, protection, level-1, level, nil))
		lots := must(policy.EvaluateLots(lead, protection, level-1, 1))
		for _, p := range []policy.Performance{minMax, lots} {
			if !near(p.CycleService, single.CycleService, 1e-12) || !near(p.OnHand, single.OnHand, 1e-12) ||
				!near(p.Backorders, single.Backorders, 1e-12) || math.Abs(p.FillRate-single.FillRate) > 1e-12 ||
				!near(p.ReadyRate, single.ReadyRate, 1e-12) {
				r.Fatalf("%v, not %v", p, single)
			}
		}
		// On hand less backorders is the mean position less the mean demand.
		wide := must(policy.EvaluateLots(lead, protection, level, 6))
		if got, want := wide.OnHand-wide.Backorders, level+3.5-protection.Mean(); math.Abs(got-want) > 1e-9 {
			r.Fatalf("%v, not %v", got, want)
		}
		if min(wide.FillRate, wide.CycleService, wide.ReadyRate) < 0 || wide.CycleService > wide.FillRate+1e-12 &&
			wide.ReadyRate > 1 {
			r.Fatal(wide)
		}
		cost := must(policy.MinMaxCost(policy.Costs{Holding: 2, Backorder: 7}, period, protection, level-4, level, nil))
		p := must(policy.EvaluateMinMax(period, lead, protection, level-4, level, nil))
		if math.Abs(cost.Cost-(2*p.OnHand+7*p.Backorders)) > 1e-9*cost.Cost+1e-12 {
			r.Fatalf("%v, not that of %v", cost, p)
		}
		if to := must(policy.OrderUpToForFill(lead, protection, 0.9)); must(
			policy.EvaluateOrderUpTo(lead, protection, to),
		).FillRate < 0.9-1e-12 ||
			must(policy.EvaluateOrderUpTo(lead, protection, to-1)).FillRate >= 0.9 {
			r.Fatalf("%v is not the lowest level", to)
		}
	})
}

func TestUndershootOfSingleUnitsIsNone(t *testing.T) {
	lead := must(policy.Poisson(7))
	unit := must(policy.Convolved([]float64{0, 1}, []float64{0, 1}))
	law := must(policy.WithUndershoot(lead, unit))
	for x := 0.0; x < 30; x++ {
		if !near(law.CDF(x), lead.CDF(x), 1e-12) {
			t.Errorf("at %v: %v, not %v", x, law.CDF(x), lead.CDF(x))
		}
	}
}

func TestUndershootHasTheMeanOfTheStationaryExcess(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		sizes := weights(r, 9)
		step := must(policy.Convolved(sizes, []float64{0, 1}))
		nothing := must(policy.Poisson(0))
		law := must(policy.WithUndershoot(nothing, step))
		// E(U) = (E(X²)/E(X) − 1)/2 for whole steps.
		square := step.Variance() + step.Mean()*step.Mean()
		if want := (square/step.Mean() - 1) / 2; math.Abs(law.Mean()-want) > 1e-12*(1+want) {
			r.Fatalf("%v, not %v", law.Mean(), want)
		}
	})
	smooth := must(policy.WithUndershoot(must(policy.Normal(100, 20)), must(policy.Exponential(10))))
	// What is left of an exponential step is exponential.
	if !near(smooth.Mean(), 110, 1e-12) || !near(smooth.Variance(), 500, 1e-12) || smooth.Name() != "normal" {
		t.Errorf("%s %v %v", smooth.Name(), smooth.Mean(), smooth.Variance())
	}
	if wide := must(
		policy.WithUndershoot(must(policy.Normal(5, 2)), must(policy.Gamma(10, 20))),
	); wide.Name() != "gamma" {
		t.Error(wide.Name())
	}
}

// scanPortfolio is the least value of stock at which no more than short waits, over all whole reorder
// points of three items.
func scanPortfolio(items []policy.PortfolioItem, short float64) float64 {
	type point struct{ short, value float64 }
	var points [3][]point
	for i, item := range items {
		for s := -item.Quantity; s <= 18; s++ {
			p := must(policy.EvaluateReorder(item.Demand, s, item.Quantity))
			points[i] = append(points[i], point{item.Rate * (1 - p.FillRate), item.UnitValue * p.OnHand})
		}
	}
	best := math.Inf(1)
	for _, a := range points[0] {
		for _, b := range points[1] {
			for _, c := range points[2] {
				if a.short+b.short+c.short <= short {
					best = min(best, a.value+b.value+c.value)
				}
			}
		}
	}
	return best
}

func TestNoPortfolioOfTheSameFillIsCheaper(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var items []policy.PortfolioItem
		demand := 0.0
		for range 3 {
			item := policy.PortfolioItem{
				Demand:    must(policy.Poisson(rapid.Float64Range(0.5, 4).Draw(r, "mean"))),
				Rate:      rapid.Float64Range(1, 50).Draw(r, "rate"),
				Quantity:  float64(rapid.IntRange(1, 8).Draw(r, "quantity")),
				UnitValue: rapid.Float64Range(1, 100).Draw(r, "value"),
			}
			items, demand = append(items, item), demand+item.Rate
		}
		got := must(policy.LeastStock(items, rapid.Float64Range(0.5, 0.995).Draw(r, "fill")))
		want := scanPortfolio(items, demand*(1-got.FillRate)*(1+1e-12))
		if got.StockValue > want*(1+1e-9) {
			r.Fatalf("%v, a scan gives %v", got, want)
		}
	})
}

func TestAPortfolioMeetsItsTargetWithOneMultiplier(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var items []policy.PortfolioItem
		for range rapid.IntRange(1, 6).Draw(r, "items") {
			mean := rapid.Float64Range(5, 500).Draw(r, "mean")
			items = append(items, policy.PortfolioItem{
				Demand:    must(policy.Normal(mean, mean*rapid.Float64Range(0.05, 0.4).Draw(r, "variation"))),
				Rate:      mean * 12,
				Quantity:  mean * rapid.Float64Range(0.2, 4).Draw(r, "quantity"),
				UnitValue: rapid.Float64Range(1, 100).Draw(r, "value"),
			})
		}
		fill := rapid.Float64Range(0.8, 0.9999).Draw(r, "fill")
		got := must(policy.LeastStock(items, fill))
		if got.FillRate < fill-1e-9 || len(got.ReorderPoints) != len(items) {
			r.Fatalf("asked %v: %v", fill, got)
		}
		if more := must(policy.LeastStock(items, fill+(1-fill)/2)); more.StockValue < got.StockValue*(1-1e-9) {
			r.Fatalf("more fill for less stock: %v and %v", got, more)
		}
	})
}
