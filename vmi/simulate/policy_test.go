package simulate_test

import (
	"testing"

	"github.com/logicrm/logistics/vmi/policy"
	"github.com/logicrm/logistics/vmi/simulate"
)

func law(t *testing.T, mean float64) policy.Distribution {
	t.Helper()
	l, err := policy.Poisson(mean)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestSimulationAgreesWithPolicies runs each rule that package policy evaluates in closed form: the fill rate
// lies in the interval of the simulation, and where stock is watched all the time so does everything else.
func TestSimulationAgreesWithPolicies(t *testing.T) {
	run := func(rule simulate.Rule, mean, lead float64) simulate.Result {
		t.Helper()
		r, err := simulate.Run(simulate.Setup{
			Rule: rule, Demand: simulate.Poisson(mean), Lead: simulate.Constant(lead), Periods: 500_000, Warmup: 1000,
			Seed: 17, Start: 20,
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	within := func(name string, e simulate.Estimate, want float64, err error) {
		t.Helper()
		if low, high := e.Interval(tolerance); err != nil || want < low || want > high || e.Error > 0.01 {
			t.Errorf("%s: %v in closed form, and from %v to %v here: %v", name, want, low, high, err)
		}
	}
	p, err := policy.EvaluateOrderUpTo(law(t, 8), law(t, 20), 22)
	within(
		"(R,S)", run(simulate.Rule{Kind: simulate.PeriodicOrderUpTo, UpTo: 22, Every: 3}, 4, 2).FillRate, p.FillRate,
		err,
	)
	p, err = policy.EvaluateOrderUpTo(law(t, 24), law(t, 30), 36)
	base := run(simulate.Rule{Kind: simulate.BaseStock, UpTo: 36}, 6, 4)
	within("base stock", base.FillRate, p.FillRate, err)
	p, err = policy.EvaluateMinMax(law(t, 3), law(t, 6), law(t, 9), 11, 30, nil)
	within(
		"(s,S)", run(simulate.Rule{Kind: simulate.ReorderPointOrderUpTo, Reorder: 11, UpTo: 30}, 3, 2).FillRate,
		p.FillRate, err,
	)
	p, err = policy.EvaluateMinMax(law(t, 6), law(t, 3), law(t, 9), 14, 28, nil)
	within(
		"(R,s,S)",
		run(simulate.Rule{Kind: simulate.PeriodicReorderPoint, Reorder: 14, UpTo: 28, Every: 2}, 3, 1).FillRate,
		p.FillRate, err,
	)
	p, err = policy.EvaluateLots(law(t, 6), law(t, 9), 10, 12)
	within(
		"(s,nQ)", run(simulate.Rule{Kind: simulate.ReorderPointLots, Reorder: 10, Lot: 12}, 3, 2).FillRate, p.FillRate,
		err,
	)

	p, err = policy.EvaluateReorder(law(t, 8), 8, 15)
	got, runErr := simulate.Run(simulate.Setup{
		Rule: simulate.Rule{Kind: simulate.ReorderPointLot, Reorder: 8, Lot: 15}, Demand: simulate.Constant(1),
		Arrivals: 2, Lead: simulate.Constant(4),
		Periods: 800_000, Warmup: 2000, Seed: 23, Start: 20,
	})
	if runErr != nil {
		t.Fatal(runErr)
	}
	within("(s,Q) fill rate", got.FillRate, p.FillRate, err)
	within("(s,Q) cycle service", got.CycleService, p.CycleService, err)
	within("(s,Q) ready rate", got.ReadyRate, p.ReadyRate, err)
	for name, pair := range map[string]struct {
		e    simulate.Estimate
		want float64
	}{"on hand": {got.OnHand, p.OnHand}, "waiting": {got.Backorders, p.Backorders}} {
		if low, high := pair.e.Interval(tolerance); pair.want < low || pair.want > high {
			t.Errorf("(s,Q) %s: %v in closed form, and from %v to %v here", name, pair.want, low, high)
		}
	}
}
