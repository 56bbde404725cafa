package policy_test

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/vmi/policy"
)

func level(t rapid.TB, demand policy.Demand, lead policy.LeadTime, service policy.CycleService) policy.Level {
	l, err := policy.ReorderPoint(demand, lead, service)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func close12(got, want float64) bool { return math.Abs(got-want) <= 1e-12*math.Abs(want) }

func TestReorderPointAgainstTheOracle(t *testing.T) {
	_, rows := golden.Rows(t, "testdata/cycle_service.csv")
	if len(rows) != 18 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, row := range rows {
		n := make([]float64, len(row))
		for i, text := range row {
			var err error
			if n[i], err = strconv.ParseFloat(text, 64); err != nil {
				t.Fatal(err)
			}
		}
		l := level(
			t, policy.Demand{MeanPerDay: n[0], SDPerDay: n[1]}, policy.LeadTime{MeanDays: n[2], SDDays: n[3]},
			policy.CycleService(n[4]),
		)
		if !close12(l.Deviation(), n[5]) || !close12(l.SafetyFactor(), n[6]) || !close12(l.SafetyStock(), n[7]) ||
			!close12(l.ReorderPoint(), n[8]) {
			t.Errorf("%v: %v, %v, %v, %v", row, l.Deviation(), l.SafetyFactor(), l.SafetyStock(), l.ReorderPoint())
		}
		if !close12(l.LeadTimeDemand(), n[0]*n[2]) {
			t.Errorf("%v: demand of the lead time %v", row, l.LeadTimeDemand())
		}
	}
}

func TestEveryFaultIsReported(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	all := []string{"/demand/mean_per_day", "/demand/sd_per_day", "/lead/mean_days", "/lead/sd_days", "/service"}
	for _, c := range []struct {
		demand  policy.Demand
		lead    policy.LeadTime
		service policy.CycleService
		want    []string
	}{
		{
			policy.Demand{MeanPerDay: nan, SDPerDay: nan},
			policy.LeadTime{MeanDays: nan, SDDays: nan},
			policy.CycleService(nan), all,
		},
		{policy.Demand{MeanPerDay: -1, SDPerDay: -1}, policy.LeadTime{MeanDays: -1, SDDays: -1}, -0.1, all},
		{policy.Demand{MeanPerDay: inf, SDPerDay: 2e12}, policy.LeadTime{MeanDays: 40000, SDDays: inf}, 1.1, all},
		{policy.Demand{}, policy.LeadTime{}, 0, all[4:]},
		{policy.Demand{}, policy.LeadTime{}, 1, all[4:]},
		{policy.Demand{SDPerDay: -1}, policy.LeadTime{}, 0.5, all[1:2]},
		{policy.Demand{}, policy.LeadTime{MeanDays: -1}, 0.5, all[2:3]},
		{policy.Demand{}, policy.LeadTime{SDDays: -1}, 0.5, all[3:4]},
	} {
		got, err := policy.ReorderPoint(c.demand, c.lead, c.service)
		var faults logistics.Faults
		if !errors.As(err, &faults) || !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%v: %v", c, err)
			continue
		}
		var paths []string
		for _, f := range faults {
			paths = append(paths, f.Path)
		}
		if !slices.Equal(paths, c.want) || got != (policy.Level{}) {
			t.Errorf("faults at %q, want %q", paths, c.want)
		}
	}
}

func TestTheBoundsAreInside(t *testing.T) {
	l := level(
		t, policy.Demand{MeanPerDay: 1e12, SDPerDay: 1e12}, policy.LeadTime{MeanDays: 36525, SDDays: 36525}, 0.999999,
	)
	if math.IsInf(l.ReorderPoint(), 0) || math.IsNaN(l.ReorderPoint()) {
		t.Errorf("%v", l.ReorderPoint())
	}
}

func demands() *rapid.Generator[policy.Demand] {
	return rapid.Custom(func(r *rapid.T) policy.Demand {
		return policy.Demand{
			MeanPerDay: rapid.Float64Range(0, 1e6).Draw(r, "mean"), SDPerDay: rapid.Float64Range(0, 1e6).Draw(r, "sd"),
		}
	})
}

func leads() *rapid.Generator[policy.LeadTime] {
	return rapid.Custom(func(r *rapid.T) policy.LeadTime {
		return policy.LeadTime{
			MeanDays: rapid.Float64Range(0, 400).Draw(r, "days"), SDDays: rapid.Float64Range(0, 400).Draw(r, "sd"),
		}
	})
}

func services(least float64) *rapid.Generator[policy.CycleService] {
	return rapid.Map(
		rapid.Float64Range(least, 0.999999), func(p float64) policy.CycleService { return policy.CycleService(p) },
	)
}

// tiny is where squares have no more digits: no demand is that small.
const tiny = 1e-100

// atLeast allows for the last digits of a float64.
func atLeast(got, want float64) bool { return got >= want-1e-12*math.Abs(want)-tiny }

func TestMoreDemandNeverLowersTheReorderPoint(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		demand, lead, service := demands().Draw(r, "demand"), leads().Draw(r, "lead"), services(0.5).Draw(r, "service")
		more, longer := demand, lead
		more.MeanPerDay += rapid.Float64Range(0, 1e6).Draw(r, "more")
		longer.MeanDays += rapid.Float64Range(0, 400).Draw(r, "longer")
		low := level(r, demand, lead, service).ReorderPoint()
		if high := level(r, more, lead, service).ReorderPoint(); !atLeast(high, low) {
			r.Fatalf("%v with more demand, %v without", high, low)
		}
		if high := level(r, demand, longer, service).ReorderPoint(); !atLeast(high, low) {
			r.Fatalf("%v with a longer lead time, %v without", high, low)
		}
	})
}

func TestHigherServiceNeverLowersStock(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		demand, lead, service := demands().Draw(r, "demand"), leads().Draw(r, "lead"), services(0.001).Draw(
			r, "service",
		)
		higher := policy.CycleService(rapid.Float64Range(float64(service), 0.9999999).Draw(r, "higher"))
		if low, high := level(r, demand, lead, service), level(r, demand, lead, higher); !atLeast(
			high.ReorderPoint(), low.ReorderPoint(),
		) || !atLeast(high.SafetyStock(), low.SafetyStock()) {
			r.Fatalf("%v at %v, %v at %v", low.ReorderPoint(), service, high.ReorderPoint(), higher)
		}
	})
}

func TestMoreVariationNeverLowersTheReorderPoint(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		demand, lead, service := demands().Draw(r, "demand"), leads().Draw(r, "lead"), services(0.5).Draw(r, "service")
		rougher, lessSure := demand, lead
		rougher.SDPerDay += rapid.Float64Range(0, 1e6).Draw(r, "rougher")
		lessSure.SDDays += rapid.Float64Range(0, 400).Draw(r, "less sure")
		low := level(r, demand, lead, service).ReorderPoint()
		if !atLeast(level(r, rougher, lead, service).ReorderPoint(), low) ||
			!atLeast(level(r, demand, lessSure, service).ReorderPoint(), low) {
			r.Fatalf("more variation lowers %v", low)
		}
	})
}

func TestTheLevelScalesWithTheUnit(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		demand, lead, service := demands().Draw(r, "demand"), leads().Draw(r, "lead"), services(0.5).Draw(r, "service")
		// a power of two is exact
		dozens := policy.Demand{MeanPerDay: demand.MeanPerDay / 16, SDPerDay: demand.SDPerDay / 16}
		pieces, inDozens := level(r, demand, lead, service).ReorderPoint(), level(
			r, dozens, lead, service,
		).ReorderPoint()
		if math.Abs(pieces-16*inDozens) > 1e-12*pieces+tiny {
			r.Fatalf("%v and 16 times %v", pieces, inDozens)
		}
	})
}

func TestServiceOfOneHalfNeedsNoSafetyStock(t *testing.T) {
	l := level(t, policy.Demand{MeanPerDay: 20, SDPerDay: 6}, policy.LeadTime{MeanDays: 5, SDDays: 1}, 0.5)
	if l.SafetyStock() != 0 || l.ReorderPoint() != 100 {
		t.Errorf("%v, of which %v for safety", l.ReorderPoint(), l.SafetyStock())
	}
	if below := level(
		t, policy.Demand{MeanPerDay: 20, SDPerDay: 6}, policy.LeadTime{MeanDays: 5}, 0.3,
	); below.SafetyStock() >= 0 {
		t.Errorf("a service of 0.3 keeps %v", below.SafetyStock())
	}
}

func TestReorderPointDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		l, _ := policy.ReorderPoint(
			policy.Demand{MeanPerDay: 20, SDPerDay: 6}, policy.LeadTime{MeanDays: 5, SDDays: 1}, 0.95,
		)
		_ = l.ReorderPoint()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkReorderPoint(b *testing.B) {
	demand, lead := policy.Demand{MeanPerDay: 20, SDPerDay: 6}, policy.LeadTime{MeanDays: 5, SDDays: 1}
	b.ReportAllocs()
	for b.Loop() {
		l, err := policy.ReorderPoint(demand, lead, 0.95)
		if err != nil || l.ReorderPoint() < 100 {
			b.Fatal(err)
		}
	}
}
