package zone

import (
	"testing"
	"time"
)

func TestNothingAllocates(t *testing.T) {
	berlin := load(t, "Europe/Berlin")
	gapDay, _ := wallTime(t, "2024-03-31T00:00:00")
	now := time.Unix(1718000000, 5).In(berlin)
	for what, call := range map[string]func(){
		"Resolve":      func() { _, _ = Resolve(berlin, 19900, 32400, GapTransition, OverlapFirst) },
		"Resolve, gap": func() { _, _ = Resolve(berlin, gapDay, 9000, GapTransition, OverlapFirst) },
		"StartOfDay":   func() { _ = StartOfDay(berlin, gapDay) },
		"Local":        func() { _, _ = Local(berlin, 1718000000) },
		"AddDays":      func() { _ = AddDays(berlin, now, 200) },
		"Reader": func() {
			reader := NewReader(berlin)
			_, _ = reader.Resolve(19900, 32400, GapTransition, OverlapFirst)
			_ = reader.StartOfDay(19901)
		},
	} {
		if n := testing.AllocsPerRun(100, call); n != 0 {
			t.Errorf("%s: %v allocations", what, n)
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	for _, name := range []string{"America/New_York", "Asia/Kathmandu", "UTC"} {
		loc := load(b, name)
		b.Run(name+"/unique", func(b *testing.B) {
			for b.Loop() {
				_, _ = Resolve(loc, 19900, 32400, GapTransition, OverlapFirst)
			}
		})
		b.Run(name+"/reader", func(b *testing.B) {
			reader := NewReader(loc)
			for b.Loop() {
				_, _ = reader.Resolve(19900, 32400, GapTransition, OverlapFirst)
			}
		})
	}
	newYork := load(b, "America/New_York")
	for what, wall := range map[string]string{"gap": "2024-03-10T02:30:00", "overlap": "2024-11-03T01:30:00"} {
		day, second := wallTime(b, wall)
		b.Run("America/New_York/"+what, func(b *testing.B) {
			for b.Loop() {
				_, _ = Resolve(newYork, day, second, GapTransition, OverlapFirst)
			}
		})
	}
}

func BenchmarkStartOfDay(b *testing.B) {
	newYork := load(b, "America/New_York")
	for b.Loop() {
		_ = StartOfDay(newYork, 19900)
	}
}
