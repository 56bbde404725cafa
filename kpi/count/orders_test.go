package count_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics/kpi/count"
)

func newOrders(t testing.TB, n int) *count.Orders {
	t.Helper()
	o, err := count.NewOrders(n)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestLinesOfOrdersComeInAnyOrder gathers shuffled lines, with copies, over two machines, and counts what the
// grid counts of the lines in order.
func TestLinesOfOrdersComeInAnyOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		type line struct {
			entry count.Entry
			order uint32
		}
		var lines []line
		n := rapid.IntRange(0, 12).Draw(r, "orders")
		for order := range n {
			subject := uint32(rapid.IntRange(0, len(subjects)-1).Draw(r, "subject"))
			for range rapid.IntRange(0, 4).Draw(r, "lines") {
				lines = append(lines, line{
					count.Entry{
						Subject: subject, Day: uint32(rapid.IntRange(0, 90).Draw(r, "day")), Rights: anyRights(r),
					},
					uint32(order),
				})
			}
		}
		split := func(lines []line) (entries []count.Entry, orders []uint32) {
			for _, l := range lines {
				entries, orders = append(entries, l.entry), append(orders, l.order)
			}
			return entries, orders
		}
		inOrder, gathered := newGrid(t, subjects, newYear, newYear.AddDays(90)), newGrid(
			t, subjects, newYear, newYear.AddDays(90),
		)
		entries, orders := split(lines)
		need(r, inOrder.AddOrders(entries, orders))

		lines = append(lines, lines[:rapid.IntRange(0, len(lines)).Draw(r, "copies")]...)
		lines = rapid.Permutation(lines).Draw(r, "order")
		cut := rapid.IntRange(0, len(lines)).Draw(r, "cut")
		one, two := newOrders(t, n), newOrders(t, n)
		need(r, one.Add(split(lines[:cut])))
		need(r, two.Add(split(lines[cut:])))
		need(r, one.Merge(two))
		joint, err := one.Entries(nil)
		need(r, err)
		need(r, gathered.Add(joint))

		want, err := inOrder.Cube()
		need(r, err)
		got, err := gathered.Cube()
		need(r, err)
		if diff := cmp.Diff(want.Observations(), got.Observations(), ids); diff != "" {
			r.Fatal(diff)
		}
	})
}

func TestFaultsOfOrders(t *testing.T) {
	for _, n := range []int{-1, 1<<28 + 1} {
		_, err := count.NewOrders(n)
		wantFault(t, err, "/n", outOfRange)
	}
	o := newOrders(t, 2)
	wantFault(t, o.Add(make([]count.Entry, 2), []uint32{0}), "/orders", mismatch)
	wantFault(t, o.Add(make([]count.Entry, 2), []uint32{0, 2}), "/orders/1", outOfRange)
	wantFault(t, o.Merge(newOrders(t, 3)), "/orders", mismatch)
	if entries, err := o.Entries(nil); err != nil || len(entries) != 0 {
		t.Errorf("%v, %v", entries, err)
	}
	needs(t, o.Add([]count.Entry{{Subject: 1}, {Subject: 2}, {}, {Subject: 2}}, []uint32{1, 1, 0, 1}))
	other := newOrders(t, 2)
	needs(t, other.Add([]count.Entry{{Subject: 3}}, []uint32{0}))
	needs(t, o.Merge(other))
	entries, err := o.Entries([]count.Entry{{}})
	wantFault(t, err, "/orders/0/subject", conflict)
	wantFault(t, err, "/orders/1/subject", conflict)
	if len(entries) != 1 {
		t.Errorf("appended %v", entries[1:])
	}
}
