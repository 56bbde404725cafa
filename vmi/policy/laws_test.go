package policy_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/vmi/policy"
)

// anyLaw makes a law of any kind.
func anyLaw() *rapid.Generator[policy.Distribution] {
	return rapid.Custom(func(r *rapid.T) policy.Distribution {
		if rapid.Bool().Draw(r, "whole") {
			return wholeLaw().Draw(r, "law")
		}
		mean := rapid.Float64Range(0.5, 500).Draw(r, "mean")
		deviation := mean * rapid.Float64Range(0.05, 1.5).Draw(r, "variation")
		switch rapid.IntRange(0, 3).Draw(r, "kind") {
		case 0:
			return must(policy.Normal(mean, deviation))
		case 1:
			return must(policy.Gamma(mean, deviation))
		case 2:
			return must(policy.Lognormal(mean, deviation))
		}
		return must(policy.Empirical(rapid.SliceOfN(rapid.Float64Range(0, 300), 1, 20).Draw(r, "values"), nil))
	})
}

func wholeLaw() *rapid.Generator[policy.Distribution] {
	return rapid.Custom(func(r *rapid.T) policy.Distribution {
		mean := rapid.Float64Range(0.2, 60).Draw(r, "mean")
		switch rapid.IntRange(0, 3).Draw(r, "kind") {
		case 0:
			return must(policy.Poisson(mean))
		case 1:
			return must(policy.NegativeBinomial(mean, mean*rapid.Float64Range(1.05, 6).Draw(r, "ratio")))
		case 2:
			return must(policy.CompoundPoisson(mean/5, weights(r, 8)))
		}
		return pmfLaw(r)
	})
}

func weights(r *rapid.T, most int) []float64 {
	list := rapid.SliceOfN(rapid.Float64Range(0, 1), 2, most).Draw(r, "weights")
	list[len(list)-1] += 0.05
	return list
}

// pmfLaw is a demand of one period by its probabilities.
func pmfLaw(r *rapid.T) policy.Distribution {
	return must(policy.Convolved(weights(r, 12), []float64{0, 1}))
}

func someCosts(r *rapid.T) policy.Costs {
	return policy.Costs{
		Order: rapid.Float64Range(0.5, 300).Draw(r, "order"), Holding: rapid.Float64Range(0.2, 10).Draw(r, "holding"),
		Backorder: rapid.Float64Range(0.5, 100).Draw(r, "backorder"),
	}
}

// Service and stock.

func TestServiceAndFactorInvertEachOther(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := rapid.Float64Range(0.001, 0.99999).Draw(r, "p")
		q := rapid.Float64Range(0.01, 50).Draw(r, "q")
		k := must(policy.CycleFactor(policy.CycleService(p)))
		if back := must(policy.CycleServiceOf(k)); !near(float64(back), p, 1e-12) {
			r.Fatalf("P1 %v comes back as %v", p, back)
		}
		k = must(policy.FillFactor(q, p))
		if back := must(policy.FillOf(q, k)); !near(1-back, 1-p, 1e-12/(1-p)) {
			r.Fatalf("P2 %v comes back as %v", p, back)
		}
		if again := must(policy.FillFactor(q, must(policy.FillOf(q, k)))); math.Abs(again-k) > 1e-9*(1+math.Abs(k)) &&
			p < 0.9999 {
			r.Fatalf("factor %v comes back as %v", k, again)
		}
		if simple := must(policy.SimpleFillFactor(q, p)); simple < k-1e-9 {
			r.Fatalf("the approximation %v is below %v", simple, k)
		}
	})
}

func TestHigherServiceNeverLowersTheReorderPointOfAnyLaw(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		law := anyLaw().Draw(r, "law")
		low := rapid.Float64Range(0.3, 0.999).Draw(r, "p")
		high := rapid.Float64Range(low, 0.9999).Draw(r, "higher")
		q := rapid.Float64Range(1, 200).Draw(r, "q")
		a, b := must(policy.ReorderPointForCycle(law, policy.CycleService(low))), must(
			policy.ReorderPointForCycle(law, policy.CycleService(high)),
		)
		if b < a-1e-9*math.Abs(a) {
			r.Fatalf("P1: %v at %v, %v at %v", a, low, b, high)
		}
		a, b = must(policy.ReorderPointForFill(law, q, low)), must(policy.ReorderPointForFill(law, q, high))
		if b < a-1e-9*(math.Abs(a)+q) {
			r.Fatalf("P2: %v at %v, %v at %v", a, low, b, high)
		}
		a, b = must(policy.ReorderPointForLostSales(law, q, low)), must(policy.ReorderPointForLostSales(law, q, high))
		if b < a-1e-9*(math.Abs(a)+q) {
			r.Fatalf("lost sales: %v at %v, %v at %v", a, low, b, high)
		}
	})
}

func TestTheReorderPointKeepsItsPromise(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		law := anyLaw().Draw(r, "law")
		p := rapid.Float64Range(0.3, 0.9999).Draw(r, "p")
		q := math.Ceil(rapid.Float64Range(1, 200).Draw(r, "q"))
		s := must(policy.ReorderPointForFill(law, q, p))
		got := must(policy.EvaluateReorder(law, s, q))
		if got.FillRate < p-1e-9 {
			r.Fatalf("%v at %v: asked %v, delivered %v", law.Name(), s, p, got.FillRate)
		}
		if law.Discrete() {
			if below := must(policy.EvaluateReorder(law, s-1, q)); below.FillRate >= p {
				r.Fatalf("%v would do: %v", s-1, below.FillRate)
			}
		} else if !near(got.FillRate, p, 1e-8) {
			r.Fatalf("%v: asked %v, delivered %v", law.Name(), p, got.FillRate)
		}
		lost := must(policy.EvaluateReorder(law, must(policy.ReorderPointForLostSales(law, q, p)), q))
		if lost.LostSalesFill < p-1e-9 {
			r.Fatalf("lost sales: asked %v, delivered %v", p, lost.LostSalesFill)
		}
	})
}

// Loss functions.

func TestLossesDifferByTheDistanceFromTheMean(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		law := anyLaw().Draw(r, "law")
		x := rapid.Float64Range(-100, 800).Draw(r, "x")
		up, down := law.Loss(x), law.ComplementaryLoss(x)
		scale := math.Abs(x) + law.Mean()
		if math.Abs(up-down-(law.Mean()-x)) > 1e-9*scale {
			r.Fatalf("%v at %v: %v − %v", law.Name(), x, up, down)
		}
		if up < 0 || down < 0 || up < law.Mean()-x-1e-9*scale {
			r.Fatalf("%v at %v: %v, %v", law.Name(), x, up, down)
		}
		d := rapid.Float64Range(0.1, 50).Draw(r, "d")
		left, right := law.Loss(x-d), law.Loss(x+d)
		if right > up+1e-9 || left+right < 2*up-1e-9*scale {
			r.Fatalf("%v is not falling and convex at %v: %v, %v, %v", law.Name(), x, left, up, right)
		}
		if p, q := law.CDF(x), law.Survival(x); math.Abs(p+q-1) > 1e-9 || p < 0 || q < 0 {
			r.Fatalf("%v at %v: %v and %v", law.Name(), x, p, q)
		}
	})
}

func TestTheSecondOrderLossAddsUpTheFirst(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		law := anyLaw().Draw(r, "law")
		x := math.Floor(rapid.Float64Range(-20, 300).Draw(r, "x"))
		drop, between := law.Loss2(x)-law.Loss2(x+1), 0.0
		if law.Discrete() {
			between = law.Loss(x + 1)
		} else { // Simpson over steps that a sample's corners hardly disturb
			const n = 2000
			for i := range n {
				a := x + float64(i)/n
				between += (law.Loss(a) + 4*law.Loss(a+0.5/n) + law.Loss(a+1.0/n)) / (6 * n)
			}
		}
		if math.Abs(drop-between) > 1e-6*(1+between)+1e-11*law.Loss2(x) {
			r.Fatalf("%v from %v: %v, added up %v", law.Name(), x, drop, between)
		}
	})
}

func TestTheQuantileIsTheSmallestThatReaches(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		law := anyLaw().Draw(r, "law")
		p := rapid.Float64Range(1e-6, 1-1e-9).Draw(r, "p")
		x := law.Quantile(p)
		if law.CDF(x) < p-1e-12 || law.Discrete() && x > 0 && law.CDF(x-1) >= p+1e-15 || law.Discrete() &&
			x != math.Floor(x) {
			r.Fatalf("%v: %v at %v reaches %v, below %v", law.Name(), x, p, law.CDF(x), law.CDF(x-1))
		}
	})
}

// Lots.

func TestTheLotCostIsFlatAroundItsLeast(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs, rate := someCosts(r), rapid.Float64Range(1, 1e4).Draw(r, "rate")
		best := must(policy.EconomicOrderQuantity(costs, rate))
		times := rapid.Float64Range(0.05, 20).Draw(r, "times")
		if cost := must(
			policy.LotCost(costs, rate, times*best.Quantity),
		); !near(cost/best.Cost, (times+1/times)/2, 1e-12) {
			r.Fatalf("%v times the quantity costs %v of %v", times, cost, best.Cost)
		}
		dear := costs
		dear.Order *= 4
		if lot := must(policy.EconomicOrderQuantity(dear, rate)); !near(lot.Quantity, 2*best.Quantity, 1e-14) {
			r.Fatalf("%v, not twice %v", lot.Quantity, best.Quantity)
		}
		waiting := must(policy.PlannedBackorders(costs, rate))
		made := must(
			policy.EconomicProductionQuantity(costs, rate, rate*rapid.Float64Range(1.01, 100).Draw(r, "production")),
		)
		if waiting.Cost > best.Cost || made.Cost > best.Cost {
			r.Fatalf("%v, %v, %v", best.Cost, waiting.Cost, made.Cost)
		}
	})
}

func TestADiscountOnAllUnitsIsTheCheapest(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := policy.Purchase{
			Order: rapid.Float64Range(1, 1000).Draw(r, "order"), Rate: rapid.Float64Range(10, 1e5).Draw(r, "rate"),
			CarryingRate: rapid.Float64Range(0.05, 0.5).Draw(r, "carrying"),
		}
		from, price := 0.0, rapid.Float64Range(5, 100).Draw(r, "price")
		for range rapid.IntRange(1, 5).Draw(r, "breaks") {
			p.Prices = append(p.Prices, policy.PriceBreak{From: from, UnitPrice: price})
			from += rapid.Float64Range(1, 5000).Draw(r, "step")
			price *= rapid.Float64Range(0.7, 1).Draw(r, "off")
		}
		all, step := must(policy.AllUnitsDiscount(p)), must(policy.IncrementalDiscount(p))
		none := p
		none.Prices = p.Prices[:1]
		flat := must(policy.AllUnitsDiscount(none))
		if all.Cost > step.Cost*(1+1e-12) || step.Cost > flat.Cost*(1+1e-12) {
			r.Fatalf("%v, %v, %v", all.Cost, step.Cost, flat.Cost)
		}
	})
}

func TestNoLotIsCheaperThanTheDiscountLots(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := policy.Purchase{
			Order: 100, Rate: 1000, CarryingRate: 0.2, Prices: []policy.PriceBreak{{0, 10}, {300, 9.5}, {900, 9.4}},
		}
		p.Order = rapid.Float64Range(1, 400).Draw(r, "order")
		q := rapid.Float64Range(1, 3000).Draw(r, "q")
		at, bill := 0, 0.0
		for i, price := range p.Prices {
			if q >= price.From {
				at = i
				upTo := q
				if i+1 < len(p.Prices) {
					upTo = min(q, p.Prices[i+1].From)
				}
				bill += (upTo - price.From) * price.UnitPrice
			}
		}
		all := p.Rate*p.Prices[at].UnitPrice + p.Order*p.Rate/q + p.CarryingRate*p.Prices[at].UnitPrice*q/2
		step := p.Rate*bill/q + p.Order*p.Rate/q + p.CarryingRate*bill/2
		if best := must(policy.AllUnitsDiscount(p)); best.Cost > all*(1+1e-12) {
			r.Fatalf("%v costs %v, the best %v", q, all, best)
		}
		if best := must(policy.IncrementalDiscount(p)); best.Cost > step*(1+1e-12) {
			r.Fatalf("%v costs %v, the best %v", q, step, best)
		}
	})
}

// (r, Q).

func TestNoNeighbourOfTheReorderPolicyIsCheaper(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs, rate := someCosts(r), rapid.Float64Range(1, 500).Draw(r, "rate")
		law := anyLaw().Draw(r, "law")
		best, err := policy.OptimalReorder(costs, rate, law)
		if err != nil {
			r.Fatal(err)
		}
		if at := must(
			policy.ReorderCost(costs, rate, law, best.ReorderPoint, best.Quantity),
		); !near(at.Cost, best.Cost, 1e-9) {
			r.Fatalf("%v: costs %v, said %v", law.Name(), at.Cost, best.Cost)
		}
		up, wide := rapid.Float64Range(-20, 20).Draw(r, "up"), rapid.Float64Range(-0.9, 3).Draw(r, "wide")*best.Quantity
		other := must(policy.ReorderCost(costs, rate, law, best.ReorderPoint+up, max(best.Quantity+wide, 1)))
		if other.Cost < best.Cost*(1-1e-9) {
			r.Fatalf("%v: %v is cheaper than %v", law.Name(), other, best)
		}
		given := must(policy.BestReorderPoint(costs, rate, law, best.Quantity))
		if !near(given.Cost, best.Cost, 1e-9) {
			r.Fatalf("%v: for %v %v, not %v", law.Name(), best.Quantity, given, best)
		}
		// Without any variation the cost is that of planned backorders: variation never makes it less.
		if lot := must(policy.PlannedBackorders(costs, rate)); !law.Discrete() && best.Cost < lot.Cost*(1-1e-9) {
			r.Fatalf("%v is below %v", best.Cost, lot.Cost)
		}
	})
}

func TestReorderPolicyOfACertainDemandIsPlannedBackorders(t *testing.T) {
	costs := policy.Costs{Order: 8, Holding: 0.225, Backorder: 5}
	best := must(policy.OptimalReorder(costs, 1300, must(policy.Normal(100, 0))))
	lot := must(policy.PlannedBackorders(costs, 1300))
	if !near(best.Cost, lot.Cost, 1e-12) || !near(best.Quantity, lot.Quantity, 1e-9) ||
		!near(best.ReorderPoint, 100-lot.BackorderShare*lot.Quantity, 1e-9) {
		t.Errorf("%v, not %v", best, lot)
	}
}

// scanReorder tries every whole (r, Q), the cost summed position by position.
func scanReorder(costs policy.Costs, rate float64, law policy.Distribution, span int) float64 {
	best := math.Inf(1)
	mean := math.Floor(law.Mean())
	for q := 1; q <= span; q++ {
		for r := mean - float64(span); r <= mean+float64(span); r++ {
			sum := costs.Order * rate
			for y := r + 1; y <= r+float64(q); y++ {
				sum += costs.Holding*law.ComplementaryLoss(y) + costs.Backorder*law.Loss(y)
			}
			best = min(best, sum/float64(q))
		}
	}
	return best
}

func TestTheReorderPolicyOfWholeUnitsIsThatOfAScan(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs := policy.Costs{
			Order: rapid.Float64Range(0.1, 5).Draw(r, "order"), Holding: rapid.Float64Range(0.5, 5).Draw(r, "holding"),
			Backorder: rapid.Float64Range(0.5, 30).Draw(r, "backorder"),
		}
		rate := rapid.Float64Range(0.5, 5).Draw(r, "rate")
		law := must(policy.Poisson(rapid.Float64Range(0.1, 4).Draw(r, "mean")))
		if rapid.Bool().Draw(r, "clumped") {
			law = must(policy.NegativeBinomial(2, rapid.Float64Range(2.1, 6).Draw(r, "variance")))
		}
		got := must(policy.OptimalReorder(costs, rate, law))
		if want := scanReorder(costs, rate, law, 16); got.Cost > want*(1+1e-12) || got.Quantity < 16 &&
			math.Abs(got.ReorderPoint-law.Mean()) < 15 && !near(got.Cost, want, 1e-12) {
			r.Fatalf("%v, a scan gives %v", got, want)
		}
	})
}

func TestSensitivitiesAreDerivatives(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs, rate := someCosts(r), rapid.Float64Range(5, 500).Draw(r, "rate")
		law := must(policy.Normal(100, rapid.Float64Range(5, 60).Draw(r, "sd")))
		verbs := map[string]func(policy.Costs, float64) (float64, policy.Sensitivity){
			"eoq": func(c policy.Costs, rate float64) (float64, policy.Sensitivity) {
				lot := must(policy.EconomicOrderQuantity(c, rate))
				return lot.Cost, lot.Sensitivity
			},
			"epq": func(c policy.Costs, rate float64) (float64, policy.Sensitivity) {
				lot := must(policy.EconomicProductionQuantity(c, rate, 2000))
				return lot.Cost, lot.Sensitivity
			},
			"backorders": func(c policy.Costs, rate float64) (float64, policy.Sensitivity) {
				lot := must(policy.PlannedBackorders(c, rate))
				return lot.Cost, lot.Sensitivity
			},
			"newsvendor": func(c policy.Costs, _ float64) (float64, policy.Sensitivity) {
				level := must(policy.Newsvendor(c, law))
				return level.Cost, level.Sensitivity
			},
			"reorder": func(c policy.Costs, rate float64) (float64, policy.Sensitivity) {
				p := must(policy.OptimalReorder(c, rate, law))
				return p.Cost, p.Sensitivity
			},
		}
		for name, verb := range verbs {
			_, got := verb(costs, rate)
			for i, by := range []struct {
				value float64
				at    func(float64) (policy.Costs, float64)
				want  float64
			}{
				{
					costs.Order, func(x float64) (policy.Costs, float64) {
						c := costs
						c.Order = x
						return c, rate
					}, got.Order,
				},
				{
					costs.Holding, func(x float64) (policy.Costs, float64) {
						c := costs
						c.Holding = x
						return c, rate
					}, got.Holding,
				},
				{
					costs.Backorder, func(x float64) (policy.Costs, float64) {
						c := costs
						c.Backorder = x
						return c, rate
					}, got.Backorder,
				},
				{rate, func(x float64) (policy.Costs, float64) { return costs, x }, got.Rate},
			} {
				step := 1e-5 * by.value
				high, _ := verb(by.at(by.value + step))
				low, _ := verb(by.at(by.value - step))
				if slope := (high - low) / (2 * step); math.Abs(
					slope-by.want,
				) > 1e-6*math.Abs(by.want)+1e-8*high/by.value {
					r.Fatalf("%s by figure %d: %v, measured %v", name, i, by.want, slope)
				}
			}
		}
	})
}

// power draws a number from all orders of magnitude between two powers of ten.
func power(r *rapid.T, low, high float64, label string) float64 {
	return math.Pow(10, rapid.Float64Range(low, high).Draw(r, label))
}

func TestTheReorderPolicyHoldsForCostsOfEveryMagnitude(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		costs := policy.Costs{
			Order: power(r, -4, 6, "order"), Holding: power(r, -4, 4, "holding"),
			Backorder: power(r, -4, 6, "backorder"),
		}
		mean, rate := power(r, -3, 6, "mean"), power(r, -3, 6, "rate")
		law := must(policy.Normal(mean, mean*power(r, -3, 0.5, "variation")))
		switch rapid.IntRange(0, 2).Draw(r, "kind") {
		case 1:
			law = must(policy.Gamma(mean, mean*power(r, -3, 0.5, "variation")))
		case 2:
			law = must(policy.NegativeBinomial(min(mean, 1e4), min(mean, 1e4)*(1+power(r, -2, 1, "over"))))
		}
		best, err := policy.OptimalReorder(costs, rate, law)
		if err != nil {
			r.Fatal(err)
		}
		if at := must(
			policy.ReorderCost(costs, rate, law, best.ReorderPoint, best.Quantity),
		); !near(at.Cost, best.Cost, 1e-8) {
			r.Fatalf("%v costs %v", best, at.Cost)
		}
		up, wide := rapid.Float64Range(-0.5, 0.5).Draw(r, "up"), power(r, -1, 1, "wide")
		if other := must(
			policy.ReorderCost(costs, rate, law, best.ReorderPoint+up*best.Quantity, wide*best.Quantity),
		); other.Cost < best.Cost*(1-1e-8) {
			r.Fatalf("%v is cheaper than %v", other, best)
		}
	})
}

func TestProbabilitiesAreThoseOfTheLaw(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		law := wholeLaw().Draw(r, "law")
		k := float64(rapid.IntRange(0, 60).Draw(r, "k"))
		if got, want := law.Probability(k), law.CDF(k)-law.CDF(k-1); math.Abs(got-want) > 1e-12 {
			r.Fatalf("%s at %v: %v, not %v", law.Name(), k, got, want)
		}
		if got, want := law.ComplementaryLoss2(k+1)-law.ComplementaryLoss2(k), law.ComplementaryLoss(k); math.Abs(
			got-want,
		) > 1e-9*(1+law.ComplementaryLoss2(k)) {
			r.Fatalf("%s at %v: %v, not %v", law.Name(), k, got, want)
		}
	})
	if p := must(policy.Normal(5, 1)).Probability(5); p != 0 {
		t.Errorf("a single value of a normal law has probability %v", p)
	}
	if (policy.Distribution{}).Name() != "none" || (policy.Distribution{}).Loss(-2) != 2 ||
		(policy.Distribution{}).CDF(0) != 1 {
		t.Error("the zero value is no demand of nothing")
	}
}
