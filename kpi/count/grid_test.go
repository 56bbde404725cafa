package count_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

var months12 = logistics.PeriodRule{Kind: logistics.EveryMonth, Zone: "Europe/Vienna"}

func newGrid(t testing.TB, ids []logistics.ID, first, last logistics.Date) *count.Grid {
	t.Helper()
	g, err := count.NewGrid(
		metric(t, "on_time_delivery"), months12, ids, first, last, logistics.RightTime, logistics.RightQuantity,
	)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func needs(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func anyRights(r *rapid.T) logistics.Rights {
	var rights logistics.Rights
	for _, right := range []logistics.Right{logistics.RightProduct, logistics.RightQuantity, logistics.RightTime} {
		rights = rights.With(right, rapid.SampledFrom([]logistics.Verdict{
			logistics.Met, logistics.Met, logistics.Missed, logistics.Undetermined,
		}).Draw(r, "verdict"))
	}
	return rights
}

// TestAGridIsACube counts the same lines one by one in a cube, whatever way they are split, and whatever
// is put in too much and taken out again.
func TestAGridIsACube(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		first, last := logistics.MustDate("2024-11-20"), logistics.MustDate("2025-02-03")
		grid, other := newGrid(t, subjects, first, last), newGrid(t, subjects, first, last)
		cube, err := count.NewCube(metric(t, "on_time_delivery"), months12)
		need(r, err)
		entries := make([]count.Entry, rapid.IntRange(0, 40).Draw(r, "lines"))
		for i := range entries {
			subject, date := rapid.SampledFrom(subjects).Draw(r, "subject"), first.AddDays(
				rapid.IntRange(0, last.DaysSince(first)).Draw(r, "day"),
			)
			number, known := grid.Subject(subject)
			day, within := grid.Day(date)
			if !known || !within {
				r.Fatal(subject, date)
			}
			rights := anyRights(r)
			entries[i] = count.Entry{Subject: number, Day: day, Rights: rights}
			// The slow way: one right after the other.
			missed, met := 0, 0
			for _, right := range []logistics.Right{logistics.RightTime, logistics.RightQuantity} {
				if rights.Missed(right) {
					missed++
				}
				if rights.Met(right) {
					met++
				}
			}
			switch {
			case missed > 0:
				err = cube.Add(subject, date, 0, 1)
			case met == 2:
				err = cube.Add(subject, date, 1, 1)
			default:
				err = cube.Exclude(subject, date, "undetermined")
			}
			need(r, err)
		}
		entries = rapid.Permutation(entries).Draw(r, "order")
		cut := rapid.IntRange(0, len(entries)).Draw(r, "cut")
		again := entries[:rapid.IntRange(0, len(entries)).Draw(r, "again")]
		for _, err := range []error{
			grid.Add(entries[:cut]), other.Add(entries[cut:]), grid.Add(again), grid.Remove(again), grid.Merge(other),
		} {
			need(r, err)
		}
		got, err := grid.Cube()
		need(r, err)
		if diff := cmp.Diff(cube.Observations(), got.Observations(), ids); diff != "" {
			r.Fatal(diff)
		}
	})
}

// TestAnOrderIsTheLeastOfItsLines adds orders up as sets of lines first.
func TestAnOrderIsTheLeastOfItsLines(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		grid := newGrid(t, subjects, newYear, newYear.AddDays(90))
		cube, err := count.NewCube(metric(t, "on_time_delivery"), months12)
		need(r, err)
		var entries []count.Entry
		var orders []uint32
		for order := range rapid.IntRange(0, 15).Draw(r, "orders") {
			subject, last := uint32(rapid.IntRange(0, len(subjects)-1).Draw(r, "subject")), uint32(0)
			missed, open := false, false
			for range rapid.IntRange(1, 4).Draw(r, "lines") {
				e := count.Entry{
					Subject: subject, Day: uint32(rapid.IntRange(0, 90).Draw(r, "day")), Rights: anyRights(r),
				}
				entries, orders, last = append(entries, e), append(orders, uint32(order)), max(last, e.Day)
				for _, right := range []logistics.Right{logistics.RightTime, logistics.RightQuantity} {
					missed = missed || e.Rights.Missed(right)
					open = open || !e.Rights.Judged(right)
				}
			}
			date := newYear.AddDays(int(last))
			switch {
			case missed:
				err = cube.Add(subjects[subject], date, 0, 1)
			case open:
				err = cube.Exclude(subjects[subject], date, "undetermined")
			default:
				err = cube.Add(subjects[subject], date, 1, 1)
			}
			need(r, err)
		}
		need(r, grid.AddOrders(entries, orders))
		got, err := grid.Cube()
		need(r, err)
		if diff := cmp.Diff(cube.Observations(), got.Observations(), ids); diff != "" {
			r.Fatal(diff)
		}
	})
}

func TestOrdersOfAGridAreWhole(t *testing.T) {
	g := newGrid(t, subjects, newYear, newYear.AddDays(40))
	wantFault(t, g.AddOrders([]count.Entry{{}}, nil), "/orders", mismatch)
	wantFault(t, g.AddOrders([]count.Entry{{}, {Subject: 1}}, []uint32{4, 4}), "/entries/1/subject", conflict)
	wantFault(t, g.AddOrders([]count.Entry{{Day: 41}}, []uint32{4}), "/entries/0/day", outOfRange)
	if c, err := g.Cube(); err != nil || len(c.Observations()) != 0 {
		t.Errorf("%v, %v", c.Observations(), err)
	}
}

func TestAGridRefusesWhatIsNotItsOwn(t *testing.T) {
	g := newGrid(t, subjects, newYear, newYear.AddDays(40))
	good := count.Entry{Rights: logistics.AllMet(logistics.RightTime, logistics.RightQuantity)}
	wantFault(t, g.Add([]count.Entry{good, {Subject: 99, Day: 99}}), "/entries/1/subject", outOfRange)
	wantFault(t, g.Add([]count.Entry{good, {Subject: 99, Day: 99}}), "/entries/1/day", outOfRange)
	wantFault(t, g.Remove([]count.Entry{good}), "/entries/0", conflict)
	if c, err := g.Cube(); err != nil || len(c.Observations()) != 0 {
		t.Errorf("%v, %v", c.Observations(), err)
	}
	longer := newGrid(t, subjects[:1], newYear, newYear.AddDays(41))
	wantFault(t, g.Merge(longer), "/first", mismatch)
	wantFault(t, g.Merge(longer), "/subjects", mismatch)
	other, err := count.NewGrid(
		metric(t, "in_full"), months12, subjects, newYear, newYear.AddDays(40), logistics.RightQuantity,
	)
	needs(t, err)
	wantFault(t, g.Merge(other), "/of", mismatch)
	wantFault(t, g.Merge(other), "/metric/metric", mismatch)
	if _, known := g.Subject(logistics.MustID("NOBODY")); known {
		t.Error("nobody has a number")
	}
	for _, d := range []logistics.Date{{}, newYear.AddDays(-1), newYear.AddDays(41)} {
		if _, within := g.Day(d); within {
			t.Errorf("%s has a number", d)
		}
	}
}

func TestAGridReportsEveryFault(t *testing.T) {
	_, err := count.NewGrid(
		metric(t, "order_cycle_time"), months12, []logistics.ID{subjects[0], subjects[0], {}}, newYear,
		newYear.AddDays(-1), 0,
	)
	wantFault(t, err, "/metric/kind", unsupported)
	wantFault(t, err, "/subjects/1", duplicate)
	wantFault(t, err, "/subjects/2", required)
	wantFault(t, err, "/of/0", unheardOf)
	wantFault(t, err, "/last", conflict)
	_, err = count.NewGrid(kpi.Metric{}, logistics.PeriodRule{}, nil, logistics.Date{}, newYear)
	wantFault(t, err, "/metric/id", required)
	wantFault(t, err, "/first", required)
	wantFault(t, err, "/of", required)
	_, err = count.NewGrid(metric(t, "in_full"), months12, subjects, newYear, logistics.Date{}, logistics.RightTime)
	wantFault(t, err, "/last", required)
	_, err = count.NewGrid(
		metric(t, "in_full"), months12, subjects, newYear, newYear.AddDays(40_000), logistics.RightTime,
	)
	wantFault(t, err, "/last", outOfRange)
}

// crowd is many prepared lines of 5,000 customers over 37 months.
func crowd(b testing.TB) (*count.Grid, []logistics.ID, []count.Entry) {
	b.Helper()
	ids := make([]logistics.ID, 5000)
	for i := range ids {
		ids[i] = logistics.MustID("C-" + strconv.Itoa(i))
	}
	first := logistics.MustDate("2022-01-01")
	g := newGrid(b, ids, first, logistics.MustDate("2025-01-31"))
	r := rand.New(rand.NewPCG(1, 2))
	entries := make([]count.Entry, 1<<20)
	for i := range entries {
		rights := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
		if r.IntN(8) == 0 {
			rights = rights.With(logistics.RightTime, logistics.Missed)
		}
		entries[i] = count.Entry{Subject: uint32(r.IntN(len(ids))), Day: uint32(r.IntN(1127)), Rights: rights}
	}
	return g, ids, entries
}

func TestAddingToAGridDoesNotAllocate(t *testing.T) {
	g, _, entries := crowd(t)
	if n := testing.AllocsPerRun(3, func() {
		if err := g.Add(entries); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestManyEntriesGoInTogetherOrNotAtAll has more of them than are looked at at once.
func TestManyEntriesGoInTogetherOrNotAtAll(t *testing.T) {
	kept := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
	entries, orders := make([]count.Entry, 10_000), make([]uint32, 10_000)
	for i := range entries {
		orders[i] = uint32(i / 3)
		entries[i] = count.Entry{Subject: orders[i] % uint32(len(subjects)), Day: orders[i] % 90, Rights: kept}
		if i%7 == 0 {
			entries[i].Rights = kept.With(logistics.RightTime, logistics.Missed)
		}
	}
	last := newYear.AddDays(90)
	nothing := func(g *count.Grid) {
		t.Helper()
		if c, err := g.Cube(); err != nil || len(c.Observations()) != 0 {
			t.Errorf("%v, %v", c.Observations(), err)
		}
	}
	for _, at := range []int{4095, 4096, 9_999} {
		bad := slices.Clone(entries)
		bad[at].Day = 91
		g := newGrid(t, subjects, newYear, last)
		path := "/entries/" + strconv.Itoa(at) + "/day"
		wantFault(t, g.Add(bad), path, outOfRange)
		wantFault(t, g.AddOrders(bad, orders), path, outOfRange)
		nothing(g)
	}
	torn := slices.Clone(entries)
	torn[9_998].Subject = (torn[9_998].Subject + 1) % 3
	g := newGrid(t, subjects, newYear, last)
	wantFault(t, g.AddOrders(torn, orders), "/entries/9998/subject", conflict)
	nothing(g)

	// In one call, and order by order: order 1365 lies across the first 4,096.
	one, by := newGrid(t, subjects, newYear, last), newGrid(t, subjects, newYear, last)
	needs(t, one.AddOrders(entries, orders))
	for i := 0; i < len(entries); i += 3 {
		end := min(i+3, len(entries))
		needs(t, by.AddOrders(entries[i:end], orders[i:end]))
	}
	want, err := by.Cube()
	needs(t, err)
	got, err := one.Cube()
	needs(t, err)
	if diff := cmp.Diff(want.Observations(), got.Observations(), ids); diff != "" {
		t.Error(diff)
	}
	needs(t, one.Add(entries))
	needs(t, one.Remove(entries))
	if got, err = one.Cube(); err != nil || !cmp.Equal(want.Observations(), got.Observations(), cmp.Comparer(
		func(a, b logistics.ID) bool { return a == b },
	)) {
		t.Error("what was added and taken out is left", err)
	}
}
