package policy_test

import (
	"testing"

	"github.com/logicrm/logistics/vmi/policy"
)

// hot are the calls that a host makes for each of its items, with the laws made beforehand. Not one of
// them allocates.
type hot struct {
	name string
	call func() error
}

func hotCalls() []hot {
	var normal, poisson, gamma policy.LeadTimeDemand = must(
		policy.Normal(100, 30),
	), must(policy.Poisson(40)), must(policy.Gamma(100, 60))
	var week policy.LeadTimeDemand = must(policy.Poisson(20))
	lumpy := must(policy.Convolved([]float64{8, 0, 1, 0, 0, 1}, []float64{0, 1}))
	var lumpyDay policy.LeadTimeDemand = lumpy
	costs := policy.Costs{Order: 64, Holding: 1, Backorder: 9}
	scratch := new(policy.Scratch)
	return []hot{
		{"ReorderPoint", func() error {
			_, err := policy.ReorderPoint(
				policy.Demand{MeanPerDay: 20, SDPerDay: 6}, policy.LeadTime{MeanDays: 5, SDDays: 1}, 0.95,
			)
			return err
		}},
		{"CycleNormal", func() error { _, err := policy.ReorderPointForCycle(normal, 0.95); return err }},
		{"FillNormal", func() error { _, err := policy.ReorderPointForFill(normal, 50, 0.98); return err }},
		{"FillGamma", func() error { _, err := policy.ReorderPointForFill(gamma, 50, 0.98); return err }},
		{"FillPoisson", func() error { _, err := policy.ReorderPointForFill(poisson, 20, 0.98); return err }},
		{"LostSalesNormal", func() error { _, err := policy.ReorderPointForLostSales(normal, 50, 0.98); return err }},
		{"EvaluateNormal", func() error { _, err := policy.EvaluateReorder(normal, 140, 50); return err }},
		{"ReorderNormal", func() error { _, err := policy.OptimalReorder(costs, 400, normal); return err }},
		{"ReorderPoisson40", func() error { _, err := policy.OptimalReorder(costs, 20, poisson); return err }},
		{"MinMaxPoisson20", func() error { _, err := policy.OptimalMinMax(costs, week, week, scratch); return err }},
		{
			"MinMaxLumpy", func() error {
				_, err := policy.OptimalMinMax(costs, lumpyDay, lumpyDay, scratch)
				return err
			},
		},
		{"Newsvendor", func() error { _, err := policy.Newsvendor(costs, normal); return err }},
		{"EconomicOrderQuantity", func() error { _, err := policy.EconomicOrderQuantity(costs, 400); return err }},
	}
}

func TestHotCallsDoNotAllocate(t *testing.T) {
	for _, h := range hotCalls() {
		if err := h.call(); err != nil {
			t.Errorf("%s: %v", h.name, err)
		}
		if n := testing.AllocsPerRun(100, func() { _ = h.call() }); n != 0 {
			t.Errorf("%s: %v allocations", h.name, n)
		}
	}
}

func BenchmarkHotCalls(b *testing.B) {
	for _, h := range hotCalls() {
		b.Run(h.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := h.call(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
