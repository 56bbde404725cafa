package clock

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/logicrm/logistics/internal/zone"
)

// tenYears is nine to five in New York from 2020 to 2030.
func tenYears(t testing.TB) *Clock {
	t.Helper()
	return compile(
		t, officeHours(newYork(t)), zone.DayNumber(2020, time.January, 1), zone.DayNumber(2030, time.January, 1),
	)
}

func TestQueriesDoNotAllocate(t *testing.T) {
	c := tenYears(t)
	loc := newYork(t)
	a, b := time.Date(2024, 3, 8, 10, 0, 0, 7, loc), time.Date(2027, 3, 8, 10, 0, 0, 0, loc)
	for what, call := range map[string]func(){
		"Between":   func() { _, _ = c.Between(a, b) },
		"Add":       func() { _, _ = c.Add(a, 1000*time.Hour, LandLatest) },
		"IsOpen":    func() { _, _ = c.IsOpen(a) },
		"NextOpen":  func() { _, _ = c.NextOpen(a) },
		"NextClose": func() { _, _ = c.NextClose(a) },
		"PrevOpen":  func() { _, _ = c.PrevOpen(a) },
		"PrevClose": func() { _, _ = c.PrevClose(a) },
		"Horizon":   func() { _, _ = c.Horizon() },
		"beyond":    func() { _, _ = c.Between(a, time.Time{}) },
	} {
		if n := testing.AllocsPerRun(100, call); n != 0 {
			t.Errorf("%s: %v allocations", what, n)
		}
	}
}

func TestTheTableIsSmall(t *testing.T) {
	c := tenYears(t)
	spans := len(c.spans())
	if table := 24 * cap(c.rows); table > 24*(spans+2) {
		t.Errorf("%d bytes for %d spans", table, spans)
	}
	if index := 4 * (cap(c.byOpen.last) + cap(c.byBefore.last)); index > 16*spans+64 {
		t.Errorf("%d bytes of index for %d spans", index, spans)
	}
	plan := officeHours(newYork(t))
	if n := testing.AllocsPerRun(5, func() { _, _ = Compile(plan, 18262, 21915) }); n > 20 {
		t.Errorf("compiling ten years: %v allocations", n)
	}
}

func BenchmarkBetween(b *testing.B) {
	c := tenYears(b)
	start := time.Date(2020, 1, 2, 14, 30, 0, 0, time.UTC)
	for _, span := range []struct {
		name string
		days int
	}{{"day", 1}, {"month", 30}, {"year", 365}, {"tenyears", 3640}} {
		end := start.Add(time.Duration(span.days)*24*time.Hour + 90*time.Minute)
		b.Run(span.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = c.Between(start, end)
			}
		})
	}
	instants := randomInstants()
	b.Run("random", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_, _ = c.Between(instants[i%len(instants)], instants[(i+1)%len(instants)])
		}
	})
}

// randomInstants are spread over the years 2020 to 2029.
func randomInstants() []time.Time {
	random := rand.New(rand.NewPCG(1, 2))
	instants := make([]time.Time, 4096)
	for i := range instants {
		instants[i] = time.Unix(1577923200+random.Int64N(315000000), 0).UTC()
	}
	return instants
}

func BenchmarkAdd(b *testing.B) {
	c := tenYears(b)
	start := time.Date(2024, 6, 3, 14, 30, 0, 0, time.UTC)
	b.Run("fixed8h", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = c.Add(start, 8*time.Hour, LandEarliest)
		}
	})
	instants := randomInstants()
	random := rand.New(rand.NewPCG(3, 4))
	amounts := make([]time.Duration, len(instants))
	for i := range amounts {
		amounts[i] = time.Duration(random.Int64N(int64(2000 * time.Hour)))
	}
	b.Run("random", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			_, _ = c.Add(instants[i%len(instants)], amounts[i%len(amounts)], LandEarliest)
		}
	})
}

func BenchmarkIsOpen(b *testing.B) {
	c := tenYears(b)
	instants := randomInstants()
	for i := 0; b.Loop(); i++ {
		_, _ = c.IsOpen(instants[i%len(instants)])
	}
}

func BenchmarkCompileTenYears(b *testing.B) {
	plan := officeHours(newYork(b))
	from, to := zone.DayNumber(2020, time.January, 1), zone.DayNumber(2030, time.January, 1)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = Compile(plan, from, to)
	}
}

func BenchmarkUnion(b *testing.B) {
	c := tenYears(b)
	nights := c.Complement()
	for b.Loop() {
		_, _ = Union(c, nights)
	}
}
