package policy_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/vmi/policy"
)

// anyDistribution draws one of every kind.
func anyDistribution() *rapid.Generator[policy.Distribution] {
	return rapid.Custom(func(r *rapid.T) policy.Distribution {
		mean := rapid.Float64Range(0.1, 50).Draw(r, "mean")
		deviation := mean * rapid.Float64Range(0.1, 2).Draw(r, "variation")
		weights := func(name string) []float64 {
			return append(rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 6).Draw(r, name), 1)
		}
		var d policy.Distribution
		var err error
		switch rapid.IntRange(0, 9).Draw(r, "kind") {
		case 0:
		case 1:
			d, err = policy.Normal(mean, deviation)
		case 2:
			d, err = policy.Gamma(mean, deviation)
		case 3:
			d, err = policy.Exponential(mean)
		case 4:
			d, err = policy.Lognormal(mean, deviation)
		case 5:
			d, err = policy.Poisson(mean)
		case 6:
			d, err = policy.NegativeBinomial(mean, mean*rapid.Float64Range(1.1, 9).Draw(r, "over"))
		case 7:
			d, err = policy.CompoundPoisson(mean, weights("size"))
		case 8:
			values := weights("values")
			d, err = policy.Empirical(values, nil)
		case 9:
			d, err = policy.Convolved(weights("daily"), weights("days"))
		}
		if err != nil {
			r.Fatal(err)
		}
		return d
	})
}

// TestADistributionThatWasKeptIsTheSame to the last bit, whatever is asked of it.
func TestADistributionThatWasKeptIsTheSame(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := anyDistribution().Draw(r, "distribution")
		data, err := json.Marshal(d)
		if err != nil {
			r.Fatal(err)
		}
		var back policy.Distribution
		if err := json.Unmarshal(data, &back); err != nil {
			r.Fatalf("%s: %v", data, err)
		}
		x, p := rapid.Float64Range(-1, 100).Draw(r, "x"), rapid.Float64Range(0, 1).Draw(r, "p")
		for name, pair := range map[string][2]float64{
			"mean": {d.Mean(), back.Mean()}, "variance": {d.Variance(), back.Variance()},
			"cdf":      {d.CDF(x), back.CDF(x)},
			"survival": {d.Survival(x), back.Survival(x)}, "quantile": {d.Quantile(p), back.Quantile(p)},
			"loss": {d.Loss(x), back.Loss(x)}, "loss2": {d.Loss2(x), back.Loss2(x)},
		} {
			if pair[0] != pair[1] {
				r.Fatalf("%s of %s is %v, kept %v", name, data, pair[0], pair[1])
			}
		}
		if again, err := json.Marshal(back); err != nil || string(again) != string(data) || back.Name() != d.Name() {
			r.Fatalf("%s is written as %s, %v", data, again, err)
		}
	})
	for _, bad := range []string{
		`{"kind":"normal","mean":-1}`, `{"kind":"uniform"}`, `{"kind":"convolved","probabilities":[0.5]}`,
		`{"kind":"convolved","probabilities":[2,-1]}`, `{"kind":"empirical"}`, `[]`,
		`{"kind":"convolved","probabilities":[1,0]}`,
	} {
		var d policy.Distribution
		if err := json.Unmarshal([]byte(bad), &d); err == nil || d.Name() != "none" {
			t.Errorf("%s is read as %s", bad, d.Name())
		}
	}
}

func TestResultsAreDocuments(t *testing.T) {
	demand, lead := policy.Demand{MeanPerDay: 20, SDPerDay: 6}, policy.LeadTime{MeanDays: 5, SDDays: 1}
	choice, err := policy.Choose(policy.Evidence{Demand: demand, Lead: lead, Counted: true})
	if err != nil {
		t.Fatal(err)
	}
	level, err := policy.ReorderPoint(demand, lead, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	item := policy.StockedItem{
		DemandPerYear: 1000, Quantity: 100, UnitValue: 5, CarryingRate: 0.25, Deviation: 20, MinFactor: 0.5,
	}
	factor, err := policy.StockoutCostFactor(item, 50)
	if err != nil {
		t.Fatal(err)
	}
	golden.Survives(t, level)
	golden.Survives(t, factor)
	// The kernel of a distribution is made anew, so that its reasons and its text are compared.
	data, err := json.Marshal(choice)
	if err != nil {
		t.Fatal(err)
	}
	var back policy.Choice
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil || string(again) != string(data) || len(back.Reasons()) != len(choice.Reasons()) {
		t.Errorf("%s became %s, %v", data, again, err)
	}
	before, after := level.Steps(), []logistics.Step(nil)
	var kept policy.Level
	if text, err := json.Marshal(level); err != nil || json.Unmarshal(text, &kept) != nil {
		t.Fatal(err)
	}
	if after = kept.Steps(); len(before) != len(after) || before[len(before)-1].Result != after[len(after)-1].Result {
		t.Errorf("a level that was kept has other steps: %v, %v", before, after)
	}
}
