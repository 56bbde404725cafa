package count_test

import (
	"bytes"
	"encoding"
	"errors"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

// copying is a law about copies of one kind of accumulator: what lines come to, and how one is put in or taken out.
type copying[T any] struct {
	put   func(*T, line, bool) error
	clone func(T) T
	bytes func(T) ([]byte, error)
}

func copyingOf[T encoding.BinaryMarshaler, P accumulator[T]](
	clone func(T) T, put func(P, line, bool) error,
) copying[T] {
	return copying[T]{func(a *T, l line, out bool) error { return put(a, l, out) }, clone, func(a T) ([]byte, error) {
		return a.MarshalBinary()
	}}
}

// eachCopying runs a law over every accumulator that is a value.
func eachCopying(t *testing.T, law func(t *rapid.T, c copying[any], zero any)) {
	t.Run("Proportion", anyCopying(copyingOf(copied[count.Proportion], putProportion), law))
	t.Run("Moments", anyCopying(copyingOf(copied[count.Moments], putMoments), law))
	t.Run("Histogram", anyCopying(copyingOf(count.Histogram.Clone, putHistogram), law))
	t.Run("Patterns", anyCopying(copyingOf(count.Patterns.Clone, putPatterns), law))
	t.Run("Frequencies", anyCopying(copyingOf(count.Frequencies.Clone, putFrequencies), law))
}

// anyCopying forgets the type: an accumulator is a pointer to its value, copied by reflection.
func anyCopying[T any](c copying[T], law func(*rapid.T, copying[any], any)) func(*testing.T) {
	all := copying[any]{
		put:   func(a *any, l line, out bool) error { return c.put((*a).(*T), l, out) },
		clone: func(a any) any { own := c.clone(*a.(*T)); return &own },
		bytes: func(a any) ([]byte, error) { return c.bytes(*a.(*T)) },
	}
	return func(t *testing.T) { rapid.Check(t, func(t *rapid.T) { law(t, all, new(T)) }) }
}

// copyOf is what "b := a" makes of the value.
func copyOf(a any) any {
	b := reflect.New(reflect.TypeOf(a).Elem())
	b.Elem().Set(reflect.ValueOf(a).Elem())
	return b.Interface()
}

// change puts lines in, and takes some of them out again.
func change(t *rapid.T, c copying[any], a any, label string) {
	lines := rapid.SliceOfN(anyLine(), 1, 20).Draw(t, label)
	for _, l := range lines {
		need(t, c.put(&a, l, false))
	}
	for _, l := range lines[:rapid.IntRange(0, len(lines)-1).Draw(t, label+" taken out")] {
		need(t, c.put(&a, l, true))
	}
}

// filledWith has so many lines that some accumulators change how they hold them.
func filledWith(t *rapid.T, c copying[any], a any) {
	for range rapid.SampledFrom([]int{0, 1, 1, 20}).Draw(t, "times") {
		for _, l := range rapid.SliceOfN(anyLine(), 0, 20).Draw(t, "lines") {
			need(t, c.put(&a, l, false))
		}
	}
}

func held(t *rapid.T, c copying[any], a any) []byte {
	data, err := c.bytes(a)
	need(t, err)
	return data
}

// TestACopyIsIndependent of its original when it is changed first, and so is the original of it.
func TestACopyIsIndependent(t *testing.T) {
	eachCopying(t, func(t *rapid.T, c copying[any], original any) {
		filledWith(t, c, original)
		before := held(t, c, original)
		second := copyOf(original)
		if !bytes.Equal(held(t, c, second), before) {
			t.Fatal("the copy is something else")
		}
		twin := c.clone(original)
		change(t, c, second, "changes of the copy")
		after := held(t, c, second)
		if !bytes.Equal(held(t, c, original), before) {
			t.Fatalf("the copy changed its original")
		}
		change(t, c, original, "changes of the original")
		if !bytes.Equal(held(t, c, second), after) || !bytes.Equal(held(t, c, twin), before) {
			t.Fatal("the original changed its copy, or its clone")
		}
	})
}

// TestAnOutgrownCopyIsRefused when its original was changed first, or is independent: it never says what it did not
// hold.
func TestAnOutgrownCopyIsRefused(t *testing.T) {
	eachCopying(t, func(t *rapid.T, c copying[any], original any) {
		filledWith(t, c, original)
		need(t, c.put(&original, anyLine().Draw(t, "one"), false)) // it has memory of its own now
		before := held(t, c, original)
		second := copyOf(original)
		change(t, c, original, "changes of the original")
		after := held(t, c, original)
		got, err := c.bytes(second)
		refused := isFault(err, "", conflict)
		if !refused && (err != nil || !bytes.Equal(got, before)) {
			t.Fatalf("%x, %v; it held %x", got, err, before)
		}
		err = c.put(&second, anyLine().Draw(t, "another"), false)
		if refused != isFault(err, "", conflict) {
			t.Fatalf("read it is refused, %v; changed it is %v", refused, err)
		}
		third := c.clone(second)
		if _, err := c.bytes(third); refused != isFault(err, "", conflict) {
			t.Fatalf("its clone: %v", err)
		}
		if !bytes.Equal(held(t, c, original), after) {
			t.Fatal("the copy changed its original")
		}
	})
}

// TestCopiesOfCopiesKeepApart however they are made and in whatever order they are changed: each shows what was done to
// it, or is refused for good.
func TestCopiesOfCopiesKeepApart(t *testing.T) {
	eachCopying(t, func(t *rapid.T, c copying[any], zero any) {
		type held struct {
			value any
			twin  any // has had the same done to it, in memory that nobody shares
		}
		all := []held{{zero, c.clone(zero)}}
		t.Repeat(map[string]func(*rapid.T){
			"copy": func(t *rapid.T) {
				if len(all) < 5 {
					from := rapid.SampledFrom(all).Draw(t, "from")
					all = append(all, held{copyOf(from.value), c.clone(from.twin)})
				}
			},
			"move": func(t *rapid.T) {
				i := rapid.IntRange(0, len(all)-1).Draw(t, "which")
				all[i].value = copyOf(all[i].value)
			},
			"put": func(t *rapid.T) {
				one := rapid.SampledFrom(all).Draw(t, "into")
				l := anyLine().Draw(t, "line")
				if err := c.put(&one.value, l, false); err == nil {
					need(t, c.put(&one.twin, l, false))
				} else if !isFault(err, "", conflict) {
					t.Fatal(err)
				}
			},
			"take out": func(t *rapid.T) {
				one := rapid.SampledFrom(all).Draw(t, "from")
				l := anyLine().Draw(t, "line")
				if err := c.put(&one.value, l, true); err == nil {
					need(t, c.put(&one.twin, l, true))
				}
			},
			"": func(t *rapid.T) {
				for _, one := range all {
					got, err := c.bytes(one.value)
					want, twin := c.bytes(one.twin)
					if need(t, twin); err == nil && !bytes.Equal(got, want) {
						t.Fatalf("%x, want %x", got, want)
					}
				}
			},
		})
	})
}

// TestTheGreatestOfACopyIsItsOwn is what a snapshot is made for.
func TestTheGreatestOfACopyIsItsOwn(t *testing.T) {
	var h count.Histogram
	needs(t, h.Add(7))
	second := h
	needs(t, second.Add(1000))
	needs(t, h.Add(5))
	for _, c := range []struct {
		of   count.Histogram
		want int64
	}{{h, 7}, {second, 1000}} {
		if b, err := c.of.Quantile(logistics.MustRatio("100%")); err != nil || b.Low > c.want || b.High < c.want {
			t.Errorf("%v, %v: want %d", b, err, c.want)
		}
	}
}

// TestOutgrownCopiesSayNothing by any of the verbs that read them, nor go into another.
func TestOutgrownCopiesSayNothing(t *testing.T) {
	var h, otherH count.Histogram
	var p, otherP count.Patterns
	var f, otherF count.Frequencies
	kept, late := logistics.AllMet(logistics.RightTime), logistics.MustID("late")
	for range 200 { // in counts
		needs(t, h.Add(5))
	}
	needs(t, errors.Join(p.Add(kept), f.Add(late, 1)))
	oldH, oldP, oldF := h, p, f
	needs(t, errors.Join(h.Add(5), p.Add(kept), f.Add(late, 1)))
	_, quantile := oldH.Quantile(logistics.MustRatio("1/2"))
	_, list := oldP.List()
	_, top := oldF.Top(1)
	_, times := oldF.Count(late)
	for name, err := range map[string]error{
		"Quantile": quantile, "List": list, "Top": top, "Count": times,
		"Merge of histograms": otherH.Merge(oldH), "Sub of histograms": otherH.Sub(oldH),
		"Merge of patterns": otherP.Merge(oldP), "Sub of patterns": otherP.Sub(oldP),
		"Merge of frequencies": otherF.Merge(oldF), "Sub of frequencies": otherF.Sub(oldF),
		"Histogram.Remove": oldH.Remove(5), "Histogram.Merge": oldH.Merge(otherH), "Histogram.Sub": oldH.Sub(otherH),
		"Patterns.Remove": oldP.Remove(kept), "Patterns.Merge": oldP.Merge(otherP), "Patterns.Sub": oldP.Sub(otherP),
		"Frequencies.Remove": oldF.Remove(late, 1), "Frequencies.Merge": oldF.Merge(otherF),
		"Frequencies.Sub": oldF.Sub(otherF),
	} {
		t.Run(name, func(t *testing.T) { wantFault(t, err, "", conflict) })
	}
	if oldH.N() != 200 || oldP.N() != 1 || oldF.N() != 1 || oldF.Distinct() != 0 {
		t.Errorf("%d, %d, %d of %d", oldH.N(), oldP.N(), oldF.N(), oldF.Distinct())
	}
}

// TestPatternsCopiedByValueEnd: what is added to both sides is counted, or refused, and comes back.
func TestPatternsCopiedByValueEnd(t *testing.T) {
	var p count.Patterns
	all := many(t)[:1<<12]
	needs(t, p.Add(all[0]))
	second := p
	for i, rights := range all {
		needs(t, p.Add(rights))
		if err := second.Add(all[len(all)-1-i]); err != nil {
			wantFault(t, err, "", conflict)
		}
	}
	if p.N() != 1<<12+1 {
		t.Errorf("%d cases", p.N())
	}
}

// TestMergingIntoItselfDoubles whatever is shared in between.
func TestMergingIntoItselfDoubles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h count.Histogram
		var p count.Patterns
		var f count.Frequencies
		for _, l := range rapid.SliceOfN(anyLine(), 0, 150).Draw(t, "lines") {
			need(t, errors.Join(putHistogram(&h, l, false), putPatterns(&p, l, false), putFrequencies(&f, l, false)))
		}
		n, cases, times := h.N(), p.N(), f.N()
		need(t, errors.Join(h.Merge(h), p.Merge(p), f.Merge(f)))
		if h.N() != 2*n || p.N() != 2*cases || f.N() != 2*times {
			t.Fatalf("%d of %d, %d of %d, %d of %d", h.N(), n, p.N(), cases, f.N(), times)
		}
		need(t, errors.Join(h.Sub(h), p.Sub(p), f.Sub(f)))
		if h.N() != 0 || p.N() != 0 || f.N() != 0 || f.Distinct() != 0 {
			t.Fatalf("%d, %d and %d are left", h.N(), p.N(), f.N())
		}
	})
}

// TestACopyOfWhatIsMadeIsRefused: cubes, counters, grids and orders are made as pointers, and copies change nothing.
func TestACopyOfWhatIsMadeIsRefused(t *testing.T) {
	cube := newCube(t, "on_time_delivery", logistics.EveryMonth)
	counter := newCounter(t, everyCounting()...)
	grid := newGrid(t, subjects, newYear, newYear.AddDays(40))
	orders := newOrders(t, 3)
	line := lineCase()
	line.Signs = "a -b"
	row, err := counter.Prepare(line, midFebruary)
	needs(t, err)
	entry := count.Entry{Rights: logistics.AllMet(logistics.RightTime, logistics.RightQuantity)}
	entries, one := []count.Entry{entry}, []uint32{0}
	needs(t, errors.Join(
		cube.Add(subjects[0], newYear, 1, 1), counter.Add([]count.Row{row}), grid.Add(entries), orders.Add(
			entries, one,
		)))
	cube2, counter2, grid2, orders2 := *cube, *counter, *grid, *orders
	day := logistics.Observation{
		Metric: cube.Metric().ID, Version: 1, Subject: subjects[0], Period: logistics.MustPeriod("2025-01-01"), Num: 1,
		Den: 1,
	}
	_, prepared := counter2.Prepare(line, midFebruary)
	for name, err := range map[string]error{
		"Cube.Add":            cube2.Add(subjects[0], newYear, 1, 1),
		"Cube.Exclude":        cube2.Exclude(subjects[0], newYear, "waived"),
		"Cube.AddObservation": cube2.AddObservation(day), "Cube.RemoveObservation": cube2.RemoveObservation(day),
		"Cube.Merge": cube2.Merge(cube), "Counter.Add": counter2.Add([]count.Row{row}), "Counter.Prepare": prepared,
		"Counter.Remove": counter2.Remove([]count.Row{row}), "Counter.Merge": counter2.Merge(counter),
		"Grid.Add": grid2.Add(entries), "Grid.AddOrders": grid2.AddOrders(entries, one),
		"Grid.Remove": grid2.Remove(entries), "Grid.Merge": grid2.Merge(grid),
		"Orders.Add": orders2.Add(entries, one), "Orders.Merge": orders2.Merge(orders),
	} {
		t.Run(name, func(t *testing.T) { wantFault(t, err, "", unsupported) })
	}
	needs(t, errors.Join(cube.Merge(&cube2), grid.Merge(&grid2), counter.Merge(&counter2), orders.Merge(&orders2)))
	if o := cube2.Observations(); len(o) != 1 || o[0].Den != 2 { // it shows what the original has
		t.Errorf("%v", o)
	}
}

// TestNilAndZeroValuesAreFaultsOrNothing, and never a panic.
func TestNilAndZeroValuesAreFaultsOrNothing(t *testing.T) {
	var noCube *count.Cube
	var noCounter *count.Counter
	var noGrid *count.Grid
	var noOrders *count.Orders
	unmade := func(name string, err error) {
		t.Helper()
		if !isFault(err, "", unsupported) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, c := range []*count.Cube{noCube, {}} {
		unmade("Cube.Add", c.Add(subjects[0], newYear, 1, 1))
		unmade("Cube.Exclude", c.Exclude(subjects[0], newYear, "waived"))
		unmade("Cube.AddObservation", c.AddObservation(logistics.Observation{}))
		unmade("Cube.Merge", c.Merge(newCube(t, "in_full", logistics.EveryMonth)))
		_, err := c.RollUp(nil, all)
		unmade("Cube.RollUp", err)
		_, err = c.Trend(subjects[0], newYear, newYear)
		unmade("Cube.Trend", err)
		o, err := c.Total(subjects[0])
		if len(c.Observations()) != 0 || err != nil || o.Den != 0 || !c.Metric().ID.IsZero() {
			t.Errorf("%v, %v, %v", c.Observations(), o, err)
		}
		wantFault(t, newCube(t, "in_full", logistics.EveryMonth).Merge(c), "/other", required)
	}
	for _, c := range []*count.Counter{noCounter, {}} {
		_, err := c.Prepare(lineCase(), midFebruary)
		unmade("Counter.Prepare", err)
		unmade("Counter.Add", c.Add(nil))
		unmade("Counter.Remove", c.Remove([]count.Row{{}}))
		unmade("Counter.Merge", c.Merge(newCounter(t, everyCounting()...)))
		if o, err := c.Observations(); err != nil || len(o) != 0 || c.Counts("line") {
			t.Errorf("%v, %v", o, err)
		}
		if _, err := c.Cube(all); err == nil {
			t.Error("a cube of nothing")
		}
		wantFault(t, newCounter(t, everyCounting()...).Merge(c), "/other", required)
	}
	for _, g := range []*count.Grid{noGrid, {}} {
		unmade("Grid.Add", g.Add(make([]count.Entry, 1)))
		unmade("Grid.AddOrders", g.AddOrders(make([]count.Entry, 1), make([]uint32, 1)))
		unmade("Grid.Remove", g.Remove(nil))
		own := newGrid(t, subjects, newYear, newYear)
		unmade("Grid.Merge", g.Merge(own))
		_, subject := g.Subject(subjects[0])
		_, day := g.Day(newYear)
		if _, err := g.Cube(); err == nil || subject || day {
			t.Error("a cube of nothing", subject, day)
		}
		wantFault(t, own.Merge(g), "/other", required)
	}
	for _, o := range []*count.Orders{noOrders, {}} {
		unmade("Orders.Add", o.Add(nil, nil))
		unmade("Orders.Merge", o.Merge(newOrders(t, 0)))
		if entries, err := o.Entries(nil); err != nil || len(entries) != 0 {
			t.Errorf("%v, %v", entries, err)
		}
	}
	wantFault(t, newOrders(t, 1).Merge(nil), "/other", required)
	wantFault(t, newOrders(t, 1).Merge(&count.Orders{}), "/orders", mismatch)
	var m count.Moments
	mean, err := m.Mean()
	if v, ok := m.Variance(); err != nil || !mean.IsZero() || ok || v != 0 {
		t.Errorf("%v, %v, %v", mean, err, v)
	}
	if cases := count.LiveCases(nil, midFebruary); len(cases) != 0 {
		t.Errorf("%v", cases)
	}
}

// TestTooManyToAddLeaveNoTrace in what is counted.
func TestTooManyToAddLeaveNoTrace(t *testing.T) {
	var f, most count.Frequencies
	late := logistics.MustID("late")
	needs(t, errors.Join(f.Add(late, 3), most.Add(late, math.MaxInt64)))
	wantFault(t, f.Merge(most), "/count", outOfRange)
	if n, err := f.Count(late); err != nil || n != 3 || f.N() != 3 {
		t.Errorf("%d, %v", n, err)
	}
}
