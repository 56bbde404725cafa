package policy_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/vmi/policy"
)

func TestEveryReasonIsASentence(t *testing.T) {
	busy, idle := make([]float64, 60), make([]float64, 60)
	for i := range busy {
		busy[i] = float64(i % 5)
		if i%9 == 0 {
			idle[i] = 4
		}
	}
	week := policy.LeadTime{MeanDays: 7}
	var given []logistics.Reason
	take := func(reasons []logistics.Reason) { given = append(given, reasons...) }
	for _, c := range []struct {
		evidence policy.Evidence
		code     logistics.Code
		name     string
	}{
		{policy.Evidence{}, policy.DistributionNone, "none"},
		{policy.Evidence{Daily: make([]float64, 40), Counted: true, Lead: week}, policy.DistributionNone, "none"},
		{policy.Evidence{Demand: policy.Demand{MeanPerDay: 4}, Lead: week}, policy.DistributionConstant, "normal"},
		{policy.Evidence{Daily: busy, Counted: true, Lead: week}, policy.DistributionSampled, "convolved"},
		{
			policy.Evidence{Daily: idle, Counted: true, LeadDays: []float64{0, 1, 2}},
			policy.DistributionIntermittent,
			"convolved",
		},
		{
			policy.Evidence{Daily: idle, Counted: true, Lead: policy.LeadTime{MeanDays: 7, SDDays: 1}},
			policy.DistributionOverdispersed, "negative_binomial",
		},
		{
			policy.Evidence{Daily: idle[:20], Counted: true, Lead: week},
			policy.DistributionOverdispersed,
			"negative_binomial",
		},
		{
			policy.Evidence{Daily: idle, Counted: true, Demand: policy.Demand{MeanPerDay: 1, SDPerDay: 1}, Lead: week},
			policy.DistributionPoisson, "poisson",
		},
		{
			policy.Evidence{Demand: policy.Demand{MeanPerDay: 4, SDPerDay: 2.09}, Counted: true, Lead: week},
			policy.DistributionPoisson, "poisson",
		},
		{
			policy.Evidence{Demand: policy.Demand{MeanPerDay: 4, SDPerDay: 2.1}, Counted: true, Lead: week},
			policy.DistributionOverdispersed, "negative_binomial",
		},
		{
			policy.Evidence{Demand: policy.Demand{MeanPerDay: 4, SDPerDay: 1}, Counted: true, Lead: week},
			policy.DistributionNormal, "normal",
		},
		{
			policy.Evidence{Demand: policy.Demand{MeanPerDay: 4, SDPerDay: 2.6}, Lead: week},
			policy.DistributionNormal,
			"normal",
		},
		{
			policy.Evidence{Demand: policy.Demand{MeanPerDay: 4, SDPerDay: 2.7}, Lead: week},
			policy.DistributionSkewed,
			"gamma",
		},
		{
			policy.Evidence{Demand: policy.Demand{MeanPerDay: 1e9, SDPerDay: 1e9}, Counted: true, Lead: week},
			policy.DistributionSkewed, "gamma",
		},
		{policy.Evidence{Daily: []float64{1.5, 2.5, 2}, Lead: week}, policy.DistributionNormal, "normal"},
	} {
		choice, err := policy.Choose(c.evidence)
		if err != nil {
			t.Errorf("%+v: %v", c.evidence, err)
			continue
		}
		reasons := choice.Reasons()
		if len(reasons) != 1 || reasons[0].Code != c.code || choice.Distribution.Name() != c.name {
			t.Errorf("%+v: %s for %v, want %s for %s", c.evidence, choice.Distribution.Name(), reasons, c.name, c.code)
		}
		take(reasons)
	}
	item := policy.StockedItem{
		DemandPerYear: 200, Quantity: 129, UnitValue: 2, CarryingRate: 0.24, Deviation: 21.2, MinFactor: 1,
	}
	worked := must(policy.StockoutCostFactor(item, 300))
	if worked.Reason != "" || worked.Reasons()[0].Code != policy.FactorWorkedOut {
		t.Errorf("%v for %v", worked, worked.Reasons())
	}
	take(worked.Reasons())
	take(must(policy.UnitTimeShortFactor(item, 0.4)).Reasons())
	take(must(policy.StockoutIntervalFactor(item, 2)).Reasons())
	for _, f := range []policy.Factor{
		must(policy.StockoutCostFactor(item, 1)), must(policy.UnitShortFactor(item, 0.01)),
		must(policy.StockoutIntervalFactor(item, 0.1)),
	} {
		if f.Value != 1 || f.Reason != policy.FactorAtMinimum {
			t.Errorf("%v is not the least factor", f)
		}
		take(f.Reasons())
	}
	sentences.Golden(t, policy.Reasons(), given...)
}

func TestTheChosenLawKeepsTheMoments(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		day := policy.Demand{
			MeanPerDay: rapid.Float64Range(0.05, 100).Draw(r, "mean"),
			SDPerDay:   rapid.Float64Range(0, 30).Draw(r, "sd"),
		}
		lead := policy.LeadTime{
			MeanDays: rapid.Float64Range(0.5, 60).Draw(r, "days"), SDDays: rapid.Float64Range(0, 10).Draw(r, "sd days"),
		}
		choice := must(
			policy.Choose(policy.Evidence{Demand: day, Lead: lead, Counted: rapid.Bool().Draw(r, "counted")}),
		)
		mean := day.MeanPerDay * lead.MeanDays
		variance := lead.MeanDays*day.SDPerDay*day.SDPerDay + day.MeanPerDay*day.MeanPerDay*lead.SDDays*lead.SDDays
		if !near(choice.Distribution.Mean(), mean, 1e-9) {
			r.Fatalf("mean %v, not %v", choice.Distribution.Mean(), mean)
		}
		if got := choice.Distribution.Variance(); choice.Distribution.Name() == "poisson" &&
			math.Abs(got/variance-1) > 0.12 || choice.Distribution.Name() != "poisson" && !near(got, variance, 1e-9) &&
			variance > 1e-9 {
			r.Fatalf("%s: variance %v, not %v", choice.Distribution.Name(), got, variance)
		}
	})
}

func TestReasonsAreACopy(t *testing.T) {
	choice := must(policy.Choose(policy.Evidence{}))
	choice.Reasons()[0].Code = "other"
	if choice.Reasons()[0].Code != policy.DistributionNone {
		t.Error("a caller changed the reasons")
	}
}

// bare hides what a law of this package knows beyond the interface.
type bare struct{ policy.LeadTimeDemand }

func TestALawFromElsewhereGivesTheSame(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		law := anyLaw().Draw(r, "law")
		other := bare{law}
		costs := someCosts(r)
		q := math.Ceil(rapid.Float64Range(1, 100).Draw(r, "q"))
		near9 := func(name string, a, b float64) {
			if math.Abs(a-b) > 1e-7*(1+math.Abs(a)) {
				r.Fatalf("%s of %s: %v, from elsewhere %v", name, law.Name(), a, b)
			}
		}
		near9("newsvendor", must(policy.Newsvendor(costs, law)).Cost, must(policy.Newsvendor(costs, other)).Cost)
		near9(
			"reorder", must(policy.OptimalReorder(costs, 10, law)).Cost,
			must(policy.OptimalReorder(costs, 10, other)).Cost,
		)
		a, b := must(policy.EvaluateReorder(law, 20, q)), must(policy.EvaluateReorder(other, 20, q))
		near9("P2", a.FillRate, b.FillRate)
		near9("stock", a.OnHand, b.OnHand)
		if law.Discrete() && law.CDF(0) < 1 {
			near9(
				"min max", must(policy.OptimalMinMax(costs, law, law, nil)).Cost,
				must(policy.OptimalMinMax(costs, other, other, nil)).Cost,
			)
		}
		if law.Mean() < 0.01 {
			return
		}
		near9(
			"undershoot", must(policy.WithUndershoot(law, law)).Mean(),
			must(policy.WithUndershoot(other, other)).Mean(),
		)
	})
}
