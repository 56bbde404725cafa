package benchmark_test

import (
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/benchmark"
)

// fieldsOf are the published fields: of shares, of hours, and of a measure that no catalogue has.
func fieldsOf() []benchmark.Reference {
	hours := benchmark.Reference{
		Metric: logistics.MustID("order_cycle_time"), Direction: logistics.LowerIsBetter, Source: "Carriers' Yearbook",
		Year: 2024, Between: benchmark.Interpolate, Quantiles: []benchmark.Quantile{
			{Share: ratio("25%"), Value: ratio("24")}, {Share: ratio("75%"), Value: ratio("72")},
		},
	}
	turns := hours
	turns.Metric, turns.Direction, turns.N = logistics.MustID("inventory_turns"), logistics.HigherIsBetter, 1
	return []benchmark.Reference{onTime(), hours, turns}
}

// fieldReasons are those of positions, rankings, options and concentrations.
func fieldReasons(t *testing.T) (reasons []logistics.Reason) {
	t.Helper()
	tell := func(told []logistics.Reason, err error) {
		if err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, told...)
	}
	for i, values := range [][]string{{"93%", "9138/10324", "99%"}, {"36.5", "100"}, {"30", "12"}} {
		for _, value := range values {
			p, err := fieldsOf()[i].Position(ratio(value))
			tell(p.Reasons(), err)
		}
	}
	for _, list := range [][]int64{{80, 81}, {20, 80, 50}, {0, 100}} {
		var members []benchmark.Member
		for i, good := range list {
			members = append(members, benchmark.Member{
				ID: logistics.MustID("C" + strconv.Itoa(i)), Good: good, Total: 100,
			})
		}
		f, err := benchmark.Rank(members, logistics.HigherIsBetter)
		tell(f.Reasons(), err)
	}
	f, err := benchmark.Efficient(networks())
	tell(f.Reasons(), err)
	for _, items := range [][]benchmark.Item{
		{{ID: logistics.MustID("A"), Effort: 20, Result: 80}, {ID: logistics.MustID("B"), Effort: 80, Result: 20}},
		customers(),
	} {
		c, err := benchmark.Concentrate(items)
		tell(nil, err)
		for _, result := range []string{"80%", "81%", "90%"} {
			h, err := c.Check(ratio("20%"), ratio(result))
			tell(h.Reasons(), err)
		}
	}
	return reasons
}

// TestEveryReasonIsASentence reads positions of shares, hours and turns, rankings, options and concentrations.
func TestEveryReasonIsASentence(t *testing.T) {
	reasons := fieldReasons(t)
	m, _ := kpi.Lookup(logistics.MustID("on_time_delivery"))
	watched := m
	m.Target = ratio("95%")
	for _, given := range []struct {
		m        kpi.Metric
		num, den int64
	}{{m, 96, 100}, {m, 94, 100}, {watched, 0, 0}} {
		r, err := kpi.Read(given.m, logistics.Observation{
			Metric: m.ID, Version: m.Version, Subject: logistics.MustID("NORTH"), Period: logistics.MustPeriod("2025"),
			Num: given.num, Den: given.den, Excluded: []logistics.CodeCount{{Code: "cancelled", Count: 3}},
		})
		if err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, r.Reasons()...)
	}
	sentences.Golden(t, benchmark.Reasons(), reasons...)
}
