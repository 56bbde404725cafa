package count_test

import (
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// The volume of a large distributor: ten million prepared lines in four million orders of five thousand
// customers over thirty-seven months. Each operation of these benchmarks is a line.
const (
	volumeLines     = 10_000_000
	volumeOrders    = volumeLines * 2 / 5
	volumeCustomers = 5000
	volumeDays      = 1127
	volumeMonths    = 37
)

var volumeFirst = logistics.MustDate("2022-01-01")

// volume is the lines in the order of their orders, and what a shop floor has beside them.
type volume struct {
	ids     []logistics.ID
	entries []count.Entry
	orders  []uint32
	minutes []int64  // early below, late above
	groups  []uint32 // customer and month
}

// A line of every order comes first, so that two or three are together.
var lines = sync.OnceValue(func() *volume {
	v := &volume{
		ids: make([]logistics.ID, volumeCustomers), entries: make([]count.Entry, volumeLines),
		orders:  make([]uint32, volumeLines),
		minutes: make([]int64, volumeLines), groups: make([]uint32, volumeLines),
	}
	for i := range v.ids {
		v.ids[i] = logistics.MustID("CUSTOMER-" + strconv.Itoa(1_000_000+i))
	}
	month := make([]uint32, volumeDays)
	for d := range month {
		year, m, _ := volumeFirst.AddDays(d).Civil()
		month[d] = uint32((year-2022)*12 + int(m) - 1)
	}
	r := rand.New(rand.NewPCG(1, 2))
	kept := logistics.AllMet(
		logistics.RightProduct, logistics.RightCondition, logistics.RightCustomer, logistics.RightQuantity,
		logistics.RightCost, logistics.RightPlace, logistics.RightTime,
	)
	var e count.Entry
	for i := range v.entries {
		if i%5 == 0 || i%5 == 2 {
			e = count.Entry{Subject: uint32(r.IntN(volumeCustomers)), Day: uint32(r.IntN(volumeDays))}
		}
		e.Rights = kept
		switch bits := r.Uint32(); {
		case bits%16 < 2:
			e.Rights = kept.With(logistics.RightTime, logistics.Missed)
		case bits%64 == 2:
			e.Rights = kept.With(logistics.RightQuantity, logistics.Missed)
		case bits%256 == 3:
			e.Rights = kept.With(logistics.RightCondition, logistics.Undetermined)
		}
		v.entries[i], v.orders[i] = e, uint32(i/5*2+i%5/2-i%5/4)
		v.minutes[i] = int64(r.NormFloat64() * 600)
		v.groups[i] = e.Subject*volumeMonths + month[e.Day]
	}
	return v
})

// mixed are the same lines in no order at all.
var mixed = sync.OnceValue(func() *volume {
	v := lines()
	m := &volume{
		ids: v.ids, entries: make([]count.Entry, volumeLines), orders: make([]uint32, volumeLines), minutes: v.minutes,
		groups: v.groups,
	}
	for to, from := range rand.New(rand.NewPCG(3, 4)).Perm(volumeLines) {
		m.entries[to], m.orders[to] = v.entries[from], v.orders[from]
	}
	return m
})

func volumeGrid(b *testing.B) *count.Grid {
	b.Helper()
	return newGrid(b, lines().ids, volumeFirst, volumeFirst.AddDays(volumeDays-1))
}

// rates runs work over as many lines as b wants, in passes over all of them and batches within.
func rates(b *testing.B, work func(from, to int) error) {
	b.Helper()
	const batch = 4096
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; {
		from := i % volumeLines
		to := min(from+batch, from+b.N-i, volumeLines)
		if err := work(from, to); err != nil {
			b.Fatal(err)
		}
		i += to - from
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
}

// BenchmarkOTIF counts lines on time and in full of 185,000 customer months: by number, by name, and in a
// plain map for comparison.
func BenchmarkOTIF(b *testing.B) {
	v := lines()
	b.Run("numbers", func(b *testing.B) {
		g := volumeGrid(b)
		rates(b, func(from, to int) error { return g.Add(v.entries[from:to]) })
	})
	b.Run("names", func(b *testing.B) {
		g := volumeGrid(b)
		batch := make([]count.Entry, 4096)
		rates(b, func(from, to int) error {
			for i, e := range v.entries[from:to] {
				e.Subject, _ = g.Subject(v.ids[e.Subject])
				batch[i] = e
			}
			return g.Add(batch[:to-from])
		})
	})
	b.Run("plain_map", func(b *testing.B) {
		type key struct {
			id    logistics.ID
			month uint32
		}
		counted := make(map[key]*[3]int64)
		of := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
		rates(b, func(from, to int) error {
			for i, e := range v.entries[from:to] {
				k := key{v.ids[e.Subject], v.groups[from+i] % volumeMonths}
				c := counted[k]
				if c == nil {
					c = new([3]int64)
					counted[k] = c
				}
				c[e.Rights.Joint(of)%3]++
			}
			return nil
		})
	})
}

// BenchmarkPerfectOrder counts orders as good as the least of their lines: lines of an order together, lines in
// no order at all, and the latter in plain maps. The orders are added to the grid when all lines are in.
func BenchmarkPerfectOrder(b *testing.B) {
	v := lines()
	b.Run("contiguous", func(b *testing.B) {
		g := volumeGrid(b)
		rates(b, func(from, to int) error { return g.AddOrders(v.entries[from:to], v.orders[from:to]) })
	})
	b.Run("any_order", func(b *testing.B) {
		v := mixed()
		g := volumeGrid(b)
		joint := make([]count.Entry, 0, volumeOrders)
		orders, err := count.NewOrders(volumeOrders)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		b.ResetTimer()
		for left := b.N; left > 0; left -= volumeLines {
			n := min(left, volumeLines)
			if err := orders.Add(v.entries[:n], v.orders[:n]); err != nil {
				b.Fatal(err)
			}
			if joint, err = orders.Entries(joint[:0]); err != nil {
				b.Fatal(err)
			}
			if err := g.Add(joint); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
	})
	b.Run("plain_map", func(b *testing.B) {
		v := mixed()
		type order struct {
			group uint32
			bad   bool
		}
		of := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
		b.ReportAllocs()
		b.ResetTimer()
		for left := b.N; left > 0; left -= volumeLines {
			known := make(map[uint32]*order)
			for i, e := range v.entries[:min(left, volumeLines)] {
				o := known[v.orders[i]]
				if o == nil {
					o = &order{group: e.Subject*volumeMonths + e.Day/31}
					known[v.orders[i]] = o
				}
				o.bad = o.bad || e.Rights.Joint(of) != logistics.Met
			}
			counted := make(map[uint32][2]int64)
			for _, o := range known {
				c := counted[o.group]
				c[0]++
				if o.bad {
					c[1]++
				}
				counted[o.group] = c
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
	})
}

// BenchmarkMeans takes exact mean and variance of 185,000 groups, and float ones in a plain map.
func BenchmarkMeans(b *testing.B) {
	v := lines()
	b.Run("exact", func(b *testing.B) {
		groups := make([]count.Moments, volumeCustomers*volumeMonths)
		rates(b, func(from, to int) error {
			for i := from; i < to; i++ {
				if err := groups[v.groups[i]].Add(v.minutes[i]); err != nil {
					return err
				}
			}
			return nil
		})
	})
	b.Run("plain_map", func(b *testing.B) {
		type welford struct{ n, mean, square float64 }
		groups := make(map[uint32]*welford)
		rates(b, func(from, to int) error {
			for i := from; i < to; i++ {
				w := groups[v.groups[i]]
				if w == nil {
					w = new(welford)
					groups[v.groups[i]] = w
				}
				x := float64(v.minutes[i])
				w.n++
				off := x - w.mean
				w.mean += off / w.n
				w.square += off * (x - w.mean)
			}
			return nil
		})
	})
}

// BenchmarkPercentiles fills the histograms that p50 and p95 are read from: of every customer, which hold
// thousands of lines, and of every customer month, which hold some fifty and are made anew in every pass.
func BenchmarkPercentiles(b *testing.B) {
	v := lines()
	b.Run("customers", func(b *testing.B) {
		groups := make([]count.Histogram, volumeCustomers)
		add := func(from, to int) error {
			for i := from; i < to; i++ {
				if err := groups[v.groups[i]/volumeMonths].Add(v.minutes[i]); err != nil {
					return err
				}
			}
			return nil
		}
		if err := add(0, volumeLines); err != nil {
			b.Fatal(err)
		}
		rates(b, add)
	})
	b.Run("customer_months", func(b *testing.B) {
		var groups []count.Histogram
		rates(b, func(from, to int) error {
			if from == 0 {
				groups = make([]count.Histogram, volumeCustomers*volumeMonths)
			}
			for i := from; i < to; i++ {
				if err := groups[v.groups[i]].Add(v.minutes[i]); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// sixty are metrics of order lines, of every kind of counting.
func sixty() []kpi.Metric {
	var metrics []kpi.Metric
	for i := range 60 {
		c, kind := kpi.Counting{Good: kpi.Signs("s" + strconv.Itoa(i%30))}, kpi.KindProportion
		switch i % 6 {
		case 2:
			c.Good = "right_time right_quantity -" + c.Good
		case 3:
			c.Among, c.Good = c.Good, "right_time"
		case 4:
			c, kind = kpi.Counting{Numerator: "v" + strconv.Itoa(i%4)}, kpi.KindMean
		case 5:
			c, kind = kpi.Counting{Numerator: "v" + strconv.Itoa(i%4), Denominator: "w"}, kpi.KindRatio
		}
		metrics = append(metrics, metricOf("m"+strconv.Itoa(i), kind, c))
	}
	return metrics
}

// preparedRows are a million lines, two or three of an order together, prepared by a counter; there are ten
// passes over them in ten million.
func preparedRows(b *testing.B, metrics []kpi.Metric, n int) (*count.Counter, []count.Row) {
	b.Helper()
	c := newCounter(b, metrics...)
	v := lines()
	r := rand.New(rand.NewPCG(3, 4))
	rows := make([]count.Row, n)
	for i := range rows {
		var err error
		if rows[i], err = c.Prepare(volumeCase(v, r, i), time.Time{}); err != nil {
			b.Fatal(err)
		}
	}
	return c, rows
}

func volumeCase(v *volume, r *rand.Rand, i int) count.Case {
	e := v.entries[i]
	x := count.Case{
		Schema: "logistics/kpi.case/1", Grain: kpi.GrainLine, Subject: v.ids[e.Subject],
		Done: logistics.OnDate(volumeFirst.AddDays(int(e.Day))),
	}
	x.Event.ID = logistics.MustID("L-" + strconv.Itoa(i))
	text := make([]byte, 0, 400)
	for _, name := range []string{"right_time", "right_quantity"} {
		text = append(sign(text, r), name...)
	}
	for k := range 30 {
		text = append(sign(text, r), 's')
		text = strconv.AppendInt(text, int64(k), 10)
	}
	x.Signs = kpi.Signs(text)
	x.Counts = map[string]int64{"w": 10, "v0": r.Int64N(10), "v1": r.Int64N(10), "v2": r.Int64N(10), "v3": r.Int64N(10)}
	return x
}

// sign begins one more sign, one in twenty of which is a failure.
func sign(text []byte, r *rand.Rand) []byte {
	if len(text) > 0 {
		text = append(text, ' ')
	}
	if r.IntN(20) == 0 {
		text = append(text, '-')
	}
	return text
}

// BenchmarkCatalogue counts sixty metrics of every line in one pass, and prepares such lines.
func BenchmarkCatalogue(b *testing.B) {
	b.Run("sixty", func(b *testing.B) {
		c, rows := preparedRows(b, sixty(), 1<<20)
		b.ReportAllocs()
		b.ResetTimer()
		for left := b.N; left > 0; left -= len(rows) {
			if err := c.Add(rows[:min(left, len(rows))]); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
	})
	b.Run("prepare", func(b *testing.B) {
		c := newCounter(b, sixty()...)
		v, r := lines(), rand.New(rand.NewPCG(3, 4))
		cases := make([]count.Case, 1<<12)
		for i := range cases {
			cases[i] = volumeCase(v, r, i)
		}
		b.ReportAllocs()
		b.ResetTimer()
		for i := range b.N {
			if _, err := c.Prepare(cases[i%len(cases)], time.Time{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkCores does the same work on one core and on two, each with a half of the lines and figures of its
// own; the merge at the end is not counted.
func BenchmarkCores(b *testing.B) {
	v := lines()
	work := map[string]func(b *testing.B) func(from, to int) error{
		"otif": func(b *testing.B) func(from, to int) error {
			g := volumeGrid(b)
			return func(from, to int) error { return g.Add(v.entries[from:to]) }
		},
		"means": func(*testing.B) func(from, to int) error {
			groups := make([]count.Moments, volumeCustomers*volumeMonths)
			return func(from, to int) error {
				for i := from; i < to; i++ {
					if err := groups[v.groups[i]].Add(v.minutes[i]); err != nil {
						return err
					}
				}
				return nil
			}
		},
		"catalogue": func(b *testing.B) func(from, to int) error {
			c, rows := preparedRows(b, sixty(), 1<<18)
			return func(from, to int) error {
				for ; from < to; from += len(rows) {
					if err := c.Add(rows[:min(to-from, len(rows))]); err != nil {
						return err
					}
				}
				return nil
			}
		},
	}
	for _, name := range []string{"otif", "means", "catalogue"} {
		for cores := 1; cores <= 2; cores++ {
			b.Run(name+"/"+strconv.Itoa(cores), func(b *testing.B) {
				var each []func(from, to int) error
				for range cores {
					each = append(each, work[name](b))
				}
				var group sync.WaitGroup
				begin := make(chan struct{})
				for core, do := range each {
					group.Go(func() {
						part := volumeLines / cores
						if err := do(core*part, (core+1)*part); err != nil { // so that no memory is new
							b.Error(err)
						}
						<-begin
						for left := b.N / cores; left > 0; left -= part {
							if err := do(core*part, core*part+min(left, part)); err != nil {
								b.Error(err)
							}
						}
					})
				}
				time.Sleep(time.Second) // all are at the line
				b.ResetTimer()
				close(begin)
				group.Wait()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
			})
		}
	}
}
