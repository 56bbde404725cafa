package count_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/count"
)

// TestACubeGrowsGently whatever order the days of a subject come in, and however many subjects there are.
func TestACubeGrowsGently(t *testing.T) {
	first := logistics.MustDate("1800-01-01")
	upwards := func(n int) []int {
		days := make([]int, n)
		for i := range days {
			days[i] = i
		}
		return days
	}
	backwards := func(n int) []int {
		days := upwards(n)
		slices.Reverse(days)
		return days
	}
	mixed := func(n int) []int { return rand.New(rand.NewPCG(1, 2)).Perm(n) }
	for name, order := range map[string]func(int) []int{"upwards": upwards, "backwards": backwards, "mixed": mixed} {
		t.Run(name, func(t *testing.T) {
			golden.Growth(t, 1<<14, func(n int) func() {
				c, days := newCube(t, "on_time_delivery", logistics.EveryDay), order(n)
				return func() {
					for _, d := range days {
						needs(t, c.Add(subjects[0], first.AddDays(d), 1, 1))
					}
				}
			})
		})
		t.Run(name+", merged", func(t *testing.T) {
			golden.Growth(t, 1<<16, func(n int) func() {
				c := newCube(t, "on_time_delivery", logistics.EveryDay)
				other := newCube(t, "on_time_delivery", logistics.EveryDay)
				for i, d := range order(n) {
					needs(t, []*count.Cube{c, other}[i%2].Add(subjects[0], first.AddDays(d), 1, 1))
				}
				return func() { needs(t, c.Merge(other)) }
			})
		})
	}
	t.Run("taken out from the front", func(t *testing.T) {
		golden.Growth(t, 1<<14, func(n int) func() {
			c := newCube(t, "on_time_delivery", logistics.EveryDay)
			for d := range n {
				needs(t, c.Add(subjects[0], first.AddDays(d), 1, 1))
			}
			days := c.Observations()
			return func() {
				for _, o := range days {
					needs(t, c.RemoveObservation(o))
				}
			}
		})
	})
	t.Run("subjects", func(t *testing.T) {
		golden.Growth(t, 1<<12, func(n int) func() {
			c := newCube(t, "on_time_delivery", logistics.EveryDay)
			ids := make([]logistics.ID, n)
			for i := range ids {
				ids[i] = logistics.MustID("C-" + strconv.Itoa(i))
			}
			return func() {
				for _, id := range ids {
					needs(t, c.Add(id, first, 1, 1))
				}
				if len(c.Observations()) != n {
					t.Error("some are lost")
				}
			}
		})
	})
}

// TestOrdersGrowGently from outcomes to cases, and from cases to those that hold.
func TestOrdersGrowGently(t *testing.T) {
	golden.Growth(t, 1<<14, func(n int) func() {
		outcomes := make([]logistics.Outcome, n)
		cases := make([]count.Case, n)
		for i := range outcomes {
			outcomes[i] = logistics.Outcome{
				Order: logistics.MustID("O-" + strconv.Itoa(i/3)), Line: logistics.MustID(strconv.Itoa(i % 3)),
				Customer: subjects[0], At: midFebruary,
			}
			cases[i] = count.LineCase(outcomes[i])
		}
		return func() {
			if orders, err := count.OrderCases(outcomes); err != nil || len(orders) != (n+2)/3 {
				t.Error(len(orders), err)
			}
			if live := count.LiveCases(cases, midFebruary); len(live) != n {
				t.Errorf("%d of %d", len(live), n)
			}
		}
	})
}
