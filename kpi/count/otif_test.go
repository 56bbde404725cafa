package count_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// TestOnTimeInFullIsBothOfOneLine: it counts the lines that met both rights, which are no more than met either, and
// misses a line that missed one, whatever is known of the other.
func TestOnTimeInFullIsBothOfOneLine(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := newCounter(t, metric(t, "on_time_delivery"), metric(t, "in_full"), metric(t, "on_time_in_full"))
		both, missed := int64(0), int64(0)
		sign := rapid.SampledFrom([]string{"", "-", "?"})
		for range rapid.IntRange(0, 20).Draw(r, "lines") {
			x := lineCase()
			time, quantity := sign.Draw(r, "time"), sign.Draw(r, "quantity")
			x.Signs = ""
			for name, is := range map[string]string{"right_time": time, "right_quantity": quantity} {
				if is != "?" {
					x.Signs = x.Signs.And(is + name)
				}
			}
			switch {
			case time == "-" || quantity == "-":
				missed++
			case time == "" && quantity == "":
				both++
			}
			row, err := c.Prepare(x, midFebruary)
			need(r, err)
			need(r, c.Add([]count.Row{row}))
		}
		good := map[string]logistics.Observation{}
		all, err := c.Observations()
		need(r, err)
		for _, o := range all {
			good[o.Metric.Value()] = o
		}
		otif := good["on_time_in_full"]
		if otif.Num != both || otif.Den != both+missed || otif.Num > good["on_time_delivery"].Num ||
			otif.Num > good["in_full"].Num {
			r.Fatalf("%v, want %d of %d", good, both, both+missed)
		}
	})
	orders := metric(t, "orders_on_time_in_full")
	if orders.Counting.Good != metric(t, "on_time_in_full").Counting.Good || orders.Counting.Grain != kpi.GrainOrder {
		t.Errorf("%+v", orders.Counting)
	}
}
