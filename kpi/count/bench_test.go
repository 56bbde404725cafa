package count_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

// TestHotPathsDoNotAllocate holds for figures that are there already, and for accumulators.
func TestHotPathsDoNotAllocate(t *testing.T) {
	c := newCube(t, "on_time_delivery", logistics.EveryMonth)
	o := logistics.Observation{
		Metric: c.Metric().ID, Version: 1, Subject: subjects[0], Period: logistics.MustPeriod("2025-01-01"), Num: 1,
		Den: 1,
	}
	var p, more count.Proportion
	var m, n count.Moments
	for _, err := range []error{c.Exclude(subjects[0], newYear, "waived"), more.Add(1, 2), n.Add(1 << 40)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, verb := range map[string]func() error{
		"Cube.Add":            func() error { return c.Add(subjects[0], newYear, 1, 1) },
		"Cube.Exclude":        func() error { return c.Exclude(subjects[0], newYear, "waived") },
		"Cube.AddObservation": func() error { return c.AddObservation(o) },
		"Proportion.Merge":    func() error { return p.Merge(more) },
		"Moments.Add":         func() error { return m.Add(-7) },
		"Moments.Merge":       func() error { return m.Merge(n) },
	} {
		if got := testing.AllocsPerRun(100, func() {
			if err := verb(); err != nil {
				t.Fatal(err)
			}
		}); got != 0 {
			t.Errorf("%s allocates %v times", name, got)
		}
	}
}

// BenchmarkCubeAdd adds lines of 1000 subjects over a year, as they come.
func BenchmarkCubeAdd(b *testing.B) {
	c := newCube(b, "on_time_delivery", logistics.EveryMonth)
	ids := make([]logistics.ID, 1000)
	for i := range ids {
		ids[i] = logistics.MustID("C-" + string(rune('A'+i%26)) + string(rune('A'+i/26)))
	}
	add := func(i int) error { return c.Add(ids[i*7919%len(ids)], newYear.AddDays(i*31%365), int64(i&1), 1) }
	for i := range 365 * len(ids) {
		if err := add(i); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if err := add(i); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCalibration is a fixed loop, to hold the others against on another machine.
func BenchmarkCalibration(b *testing.B) {
	x := uint64(1)
	for range b.N {
		for range 100 {
			x = x*6364136223846793005 + 1442695040888963407
		}
	}
	if x == 0 {
		b.Fatal("cannot be")
	}
}

func BenchmarkProportionMerge(b *testing.B) {
	var p, more count.Proportion
	if err := more.Add(1, 2); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Merge(more); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMomentsAdd(b *testing.B) {
	var m count.Moments
	b.ReportAllocs()
	for i := range b.N {
		if err := m.Add(int64(i)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCubeMerge(b *testing.B) {
	shard := newCube(b, "on_time_delivery", logistics.EveryMonth)
	for i := range 12000 {
		id := logistics.MustID("C-" + string(rune('A'+i%26)) + string(rune('A'+i/26%26)))
		if err := shard.Add(id, newYear.AddDays(i*31%365), int64(i&1), 1); err != nil {
			b.Fatal(err)
		}
	}
	sum := newCube(b, "on_time_delivery", logistics.EveryMonth)
	b.ReportAllocs()
	for b.Loop() {
		if err := sum.Merge(shard); err != nil {
			b.Fatal(err)
		}
	}
}
