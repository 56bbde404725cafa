package calendar_test

import (
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// tenYears is an office in New York with federal holidays.
func tenYears(t fatal) *calendar.Clock {
	doc := weekdays(newYork, "09:00-17:00")
	doc.Holidays.Rules = federalHolidays()
	return compile(t, doc, hostZones{}, logistics.MustDate("2020-01-01"), logistics.MustDate("2030-01-01"))
}

func TestVerbsDoNotAllocate(t *testing.T) {
	c := tenYears(t)
	from, to := at(t, newYork, "2020-01-01T00:00:00"), at(t, newYork, "2029-12-31T00:00:00")
	d := logistics.MustDate("2025-03-01")
	for name, verb := range map[string]func(){
		"between":     func() { _, _ = c.Between(from, to) },
		"add":         func() { _, _ = c.Add(from, 20000*time.Hour) },
		"add to open": func() { _, _ = c.AddToOpen(to, -10000*time.Hour) },
		"is open":     func() { _, _ = c.IsOpen(to) },
		"next open":   func() { _, _ = c.NextOpen(from) },
		"next close":  func() { _, _ = c.NextClose(from) },
		"prev open":   func() { _, _ = c.PrevOpen(to) },
		"prev close":  func() { _, _ = c.PrevClose(to) },
		"count":       func() { _, _ = c.Count(d, d.AddDays(1000)) },
		"offset":      func() { _, _ = c.Offset(d, 1000) },
		"roll":        func() { _, _ = c.Roll(d, calendar.ModifiedFollowing) },
	} {
		if n := testing.AllocsPerRun(100, verb); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	doc := weekdays(newYork, "09:00-17:00")
	doc.Holidays.Rules = federalHolidays()
	seasons := full()
	seasons.Rotation = calendar.Rotation{}
	for name, doc := range map[string]calendar.Calendar{"holidays": doc, "everything": full(), "seasons": seasons} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := calendar.Compile(
					doc, zonesOf(b), logistics.MustDate("2020-01-01"), logistics.MustDate("2030-01-01"),
				); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// zonesOf is a host that has found its zones already.
func zonesOf(t testing.TB) logistics.ZoneMap {
	m := logistics.ZoneMap{}
	for _, name := range []string{newYork, hamburg} {
		m[name] = at(t, name, "2025-01-01T00:00:00").Location()
	}
	return m
}

func BenchmarkBetween(b *testing.B) {
	c := tenYears(b)
	from := at(b, newYork, "2020-01-01T00:00:00")
	for name, to := range map[string]time.Time{
		"day": from.AddDate(0, 0, 1), "month": from.AddDate(0, 1, 0), "year": from.AddDate(1, 0, 0),
		"ten years": from.AddDate(9, 11, 30),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Between(from, to); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAdd(b *testing.B) {
	c := tenYears(b)
	from := at(b, newYork, "2020-01-02T11:00:00")
	for name, d := range map[string]time.Duration{"8 h": 8 * time.Hour, "15000 h": 15000 * time.Hour} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Add(from, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkIsOpen(b *testing.B) {
	c := tenYears(b)
	at := at(b, newYork, "2024-06-03T11:00:00")
	b.ReportAllocs()
	for b.Loop() {
		if open, err := c.IsOpen(at); err != nil || !open {
			b.Fatal(err)
		}
	}
}

func BenchmarkOffset(b *testing.B) {
	c := tenYears(b)
	d := logistics.MustDate("2020-06-03")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Offset(d, 1000); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAnd(b *testing.B) {
	one, other := tenYears(b), compile(
		b, full(), hostZones{}, logistics.MustDate("2020-01-01"), logistics.MustDate("2030-01-01"),
	)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calendar.And(one, other); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFingerprint(b *testing.B) {
	c := tenYears(b)
	for b.Loop() {
		_ = c.Fingerprint()
	}
}
