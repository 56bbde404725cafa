package peers

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

const (
	firstYear = 2015
	endYear   = 2038 // ten years of arguments, and ten more for 20,000 hours
)

func newYork(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// The cache of holidays of the peer holds three years by default. Longer questions go past it again and
// again; a program that knows them beforehand can make it hold all of its dates.
const (
	cacheByDefault = 3 * 365
	cacheOfAll     = (endYear - firstYear + 2) * 366
)

// newPeer is the calendar of rickar/cal with its cache.
func newPeer(cacheSize int) *cal.BusinessCalendar {
	cal.CacheMaxSize = cacheSize
	peer := cal.NewBusinessCalendar()
	peer.Cacheable = true
	peer.AddHoliday(us.Holidays...)
	peer.SetWorkHours(9*time.Hour, 17*time.Hour)
	return peer
}

// document is the same calendar here. The holidays are the dates the peer takes for them.
func document(t testing.TB) calendar.Calendar {
	t.Helper()
	peer := newPeer(cacheOfAll)
	c := calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID("OFFICE"), Zone: "America/New_York",
		Week: logistics.Weekdays(logistics.MustShift("09:00-17:00")),
	}
	loc := newYork(t)
	for d := logistics.MustDate("2015-01-01"); d.Compare(logistics.MustDate("2038-01-01")) < 0; d = d.AddDays(1) {
		if _, observed, _ := peer.IsHoliday(d.Start(loc)); observed {
			c.Holidays.Dates = append(c.Holidays.Dates, d)
		}
	}
	return c
}

func newClock(t testing.TB) *calendar.Clock {
	t.Helper()
	clock, err := calendar.Compile(document(t), logistics.ZoneMap{"America/New_York": newYork(t)},
		logistics.MustDate("2015-01-01"), logistics.MustDate("2038-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	return clock
}

// instants are random whole minutes of ten years, on the wall of New York.
func instants(loc *time.Location, n int) []time.Time {
	random := rand.New(rand.NewPCG(1, 2))
	list := make([]time.Time, n)
	for i := range list {
		list[i] = time.Date(firstYear, 1, 2, 0, random.IntN(10*365*1440), 0, 0, loc)
	}
	return list
}

func TestBothAgree(t *testing.T) {
	clock, peer := newClock(t), newPeer(cacheOfAll)
	all := instants(newYork(t), 400)
	for i := 0; i < len(all); i += 2 {
		a, b := all[i], all[i+1]
		if i%4 == 0 { // within a fortnight
			b = a.Add(time.Duration(b.Unix()%(14*86400)) * time.Second)
		}
		if b.Before(a) {
			a, b = b, a
		}
		open, err := clock.Between(a, b)
		if want := peer.WorkHoursInRange(a, b); err != nil || open != want {
			t.Errorf("from %s to %s: %s, %v, the peer says %s", a, b, open, err, want)
		}
		d := time.Duration(1+b.Unix()/60%(500*60)) * time.Minute
		due, err := clock.Add(a, d)
		if want := peer.AddWorkHours(a, d); err != nil || !due.Equal(want) {
			t.Errorf("%s after %s: %s, %v, the peer says %s", d, a, due, err, want)
		}
	}
}

func TestOursDoNotAllocate(t *testing.T) {
	clock := newClock(t)
	from := time.Date(firstYear, 3, 2, 10, 0, 0, 0, newYork(t))
	if n := testing.AllocsPerRun(100, func() {
		_, _ = clock.Between(from, from.AddDate(10, 0, 0))
		_, _ = clock.Add(from, 20000*time.Hour)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// perCall is how many nanoseconds one call takes: the quickest of eleven rounds, each long enough to be
// measured. What else the machine does can only make a round slower.
func perCall(call func(i int)) float64 {
	const round = time.Millisecond
	run := func(calls int) time.Duration {
		started := time.Now()
		for i := range calls {
			call(i)
		}
		return time.Since(started)
	}
	calls := 1
	for run(calls) < round {
		calls *= 2
	}
	quickest := run(calls)
	for range 10 {
		quickest = min(quickest, run(calls))
	}
	return float64(quickest) / float64(calls)
}

// compare measures the peer with either cache and ours, one after the other, and then ours in the way of
// benchmarks.
func compare(b *testing.B, ours func(i int), theirs func(peer *cal.BusinessCalendar, i int)) {
	b.Helper()
	our := perCall(ours)
	var peers [2]float64
	for k, size := range []int{cacheByDefault, cacheOfAll} {
		peer := newPeer(size)
		ask := func(i int) { theirs(peer, i) }
		ask(0) // fills the cache
		peers[k] = perCall(ask)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		ours(n)
		n++
	}
	b.ReportMetric(peers[0]/our, "x_peer")
	b.ReportMetric(peers[1]/our, "x_peer_large_cache")
	b.ReportMetric(peers[0], "peer-ns/op")
}

func BenchmarkBetween(b *testing.B) {
	clock := newClock(b)
	from := time.Date(2016, 3, 1, 10, 0, 0, 0, newYork(b))
	for _, span := range []struct {
		name string
		to   time.Time
	}{
		{"1day", from.AddDate(0, 0, 1)},
		{"1month", from.AddDate(0, 1, 0)},
		{"1year", from.AddDate(1, 0, 0)},
		{"10years", from.AddDate(10, 0, 0)},
	} {
		b.Run(span.name, func(b *testing.B) {
			compare(b, func(int) {
				if _, err := clock.Between(from, span.to); err != nil {
					b.Fatal(err)
				}
			}, func(peer *cal.BusinessCalendar, _ int) { peer.WorkHoursInRange(from, span.to) })
		})
	}
}

func BenchmarkAdd(b *testing.B) {
	clock := newClock(b)
	starts := instants(newYork(b), 1024)
	for _, span := range []struct {
		name string
		d    time.Duration
	}{{"8h", 8 * time.Hour}, {"20000h", 20000 * time.Hour}} {
		b.Run(span.name, func(b *testing.B) {
			compare(b, func(i int) {
				if _, err := clock.Add(starts[i%len(starts)], span.d); err != nil {
					b.Fatal(err)
				}
			}, func(peer *cal.BusinessCalendar, i int) { peer.AddWorkHours(starts[i%len(starts)], span.d) })
		})
	}
}

func BenchmarkIsOpen(b *testing.B) {
	clock := newClock(b)
	starts := instants(newYork(b), 1024)
	compare(b, func(i int) {
		if _, err := clock.IsOpen(starts[i%len(starts)]); err != nil {
			b.Fatal(err)
		}
	}, func(peer *cal.BusinessCalendar, i int) { peer.IsWorkTime(starts[i%len(starts)]) })
}

// BenchmarkCompile10years is what the constant cost of a question is paid with, once.
func BenchmarkCompile10years(b *testing.B) {
	c := document(b)
	zones := logistics.ZoneMap{"America/New_York": newYork(b)}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calendar.Compile(
			c, zones, logistics.MustDate("2015-01-01"), logistics.MustDate("2025-01-01"),
		); err != nil {
			b.Fatal(err)
		}
	}
}
