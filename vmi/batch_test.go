package vmi_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi"
	"github.com/logicrm/logistics/vmi/policy"
)

// TestPlanAgreesWithPropose makes the documents for a row, and finds the same figures.
func TestPlanAgreesWithPropose(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a, p, d := agreements().Draw(r, "agreement"), positions().Draw(r, "position"), demands().Draw(r, "demand")
		a.PackRounding, a.FreshFor, a.Authority = logistics.Ceiling, logistics.AnyTime(), vmi.AuthorityPropose
		service, _ := a.ServiceLevel.Float()
		row := vmi.Row{
			Demand:  policy.Demand{MeanPerDay: d.Mean.Float(), SDPerDay: d.SD.Float()},
			Lead:    policy.LeadTime{MeanDays: a.LeadTime.Mean.Float(), SDDays: a.LeadTime.SD.Float()},
			Service: policy.CycleService(service), Review: a.Review.Float(), Pack: a.Pack.Float(),
			Minimum: a.Minimum.Float(), Maximum: a.Maximum.Float(),
			MinimumOrder: a.MinimumOrder.Float(), MaximumOrder: a.MaximumOrder.Float(),
			UpToMaximum: a.OrderUpTo == vmi.UpToMaximum,
			OnHand:      p.OnHand.Float(), OnOrder: p.OnOrder.Float(), Allocated: p.Allocated.Float(),
		}
		if row.Maximum == 0 && !a.Maximum.IsZero() || row.MaximumOrder > 0 && row.MaximumOrder < row.Pack {
			return // a maximum of nothing is none in a row
		}
		want := propose(r, a, p, d, morning)
		var out [1]vmi.Planned
		if err := vmi.Plan([]vmi.Row{row}, out[:]); err != nil {
			r.Fatal(err)
		}
		got := out[0]
		packs, _ := want.Quantity.ShareOf(a.Pack)
		if got.Position != want.InventoryPosition.Float() || got.ReorderPoint != want.ReorderPoint.Float() ||
			got.Target != want.Target.Float() ||
			got.Packs*packs.Den() != packs.Num() {
			r.Fatalf(
				"%+v is planned as %+v; proposed are %s at %s, reorder point %s, target %s", row, got, want.Quantity,
				want.InventoryPosition, want.ReorderPoint, want.Target,
			)
		}
	})
}

func soapRow() vmi.Row {
	return vmi.Row{
		Demand: policy.Demand{MeanPerDay: 20, SDPerDay: 6}, Lead: policy.LeadTime{MeanDays: 5, SDDays: 1},
		Service: 0.95, Review: 7, Pack: 12,
		Minimum: 60, Maximum: 400, OnHand: 100,
	}
}

func TestFaultsOfRows(t *testing.T) {
	nan := math.NaN()
	bad := vmi.Row{
		Demand: policy.Demand{MeanPerDay: nan}, Lead: policy.LeadTime{MeanDays: -1}, Review: nan, Pack: 0, Minimum: 9,
		Maximum: 3, MinimumOrder: -1, MaximumOrder: 1e9,
		OnHand: nan, OnOrder: -1, Allocated: math.Inf(1),
	}
	out := make([]vmi.Planned, 3)
	err := vmi.Plan([]vmi.Row{soapRow(), bad, {Pack: 5, UpToMaximum: true, MaximumOrder: 4}}, out)
	want := "/1/allocated /1/lead_days /1/maximum /1/maximum_order /1/mean_per_day /1/minimum_order /1/on_hand " +
		"/1/on_order /1/pack /1/review /2/maximum /2/maximum_order"
	if got := listOf(err); got != want || out[0] != (vmi.Planned{}) {
		t.Errorf("%s, %+v", got, out[0])
	}
	if err := vmi.Plan([]vmi.Row{soapRow()}, nil); err == nil {
		t.Error("planned into nothing")
	}
	unsure := soapRow()
	unsure.Service = 2
	if err := vmi.Plan([]vmi.Row{soapRow(), unsure}, out); listOf(err) != "/1/service" {
		t.Errorf("%v", err)
	}
}

func TestPlanDoesNotAllocate(t *testing.T) {
	rows, out := []vmi.Row{soapRow(), soapRow()}, make([]vmi.Planned, 2)
	if n := testing.AllocsPerRun(100, func() { _ = vmi.Plan(rows, out) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if out[0].Packs != 15 || out[0].ReorderPoint != 140 || out[0].Target != 280 {
		t.Errorf("%+v", out[0])
	}
}

// BenchmarkPlan is a row with its level: the reorder point, the target and the packs.
func BenchmarkPlan(b *testing.B) {
	rows, out := make([]vmi.Row, 10_000), make([]vmi.Planned, 10_000)
	for i := range rows {
		rows[i] = soapRow()
		rows[i].Demand.MeanPerDay = float64(i%90) + 0.5
		rows[i].OnHand = float64(i * 7 % 300)
		rows[i].Service = policy.CycleService(0.9 + 0.001*float64(i%95))
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if err := vmi.Plan(rows, out); err != nil {
			b.Fatal(err)
		}
		n += len(rows)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/row")
}

// TestRowsBeyondTheArithmeticAreRefused: neither a pack that rounds to nothing nor a reorder point that does
// not fit is planned, and no other row is either.
func TestRowsBeyondTheArithmeticAreRefused(t *testing.T) {
	good := vmi.Row{
		Demand: policy.Demand{MeanPerDay: 20, SDPerDay: 6}, Lead: policy.LeadTime{MeanDays: 5, SDDays: 1},
		Service: 0.95, Review: 7, Pack: 12, OnHand: 100,
	}
	tiny, wide, long := good, good, good
	tiny.Pack = 4e-7
	wide.Demand.SDPerDay, wide.Lead.MeanDays = 1e12, 36525
	long.Demand.MeanPerDay, long.Lead.MeanDays = 9e6, 36525
	for name, bad := range map[string]vmi.Row{"tiny pack": tiny, "wide demand": wide, "large demand": long} {
		out := make([]vmi.Planned, 3)
		err := vmi.Plan([]vmi.Row{good, bad, bad}, out)
		var faults logistics.Faults
		if !errors.As(err, &faults) || len(faults) != 2 || !strings.HasPrefix(faults[0].Path, "/1") ||
			!strings.HasPrefix(faults[1].Path, "/2") {
			t.Errorf("%s: %v", name, err)
		}
		if out[0] != (vmi.Planned{}) {
			t.Errorf("%s: half of the rows are planned: %+v", name, out)
		}
	}
}
