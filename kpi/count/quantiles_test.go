package count_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// dockToStock is what nine of ten receipts were put away within, in tenths of hours.
func dockToStock(d logistics.Direction) kpi.Metric {
	return kpi.Metric{
		Schema: "logistics/kpi.metric/1", ID: logistics.MustID("dock_to_stock_p90"), Version: 1,
		Name: "Dock-to-stock time, 9 of 10", Stage: kpi.Transaction, Kind: kpi.KindQuantile,
		Quantile: logistics.MustRatio("90%"), Unit: logistics.MustUnit("HUR"), Scale: 1, Direction: d,
	}
}

// receipt is a value of a subject on a day, or what is left out.
type receipt struct {
	subject logistics.ID
	date    logistics.Date
	value   int64
	code    string
}

func anyReceipt() *rapid.Generator[receipt] {
	return rapid.Custom(func(t *rapid.T) receipt {
		return receipt{
			subject: rapid.SampledFrom(subjects).Draw(t, "subject"),
			date:    newYear.AddDays(rapid.IntRange(0, 60).Draw(t, "day")),
			value:   rapid.OneOf(rapid.Int64Range(-40, 40), rapid.Int64Range(-1e12, 1e12)).Draw(t, "value"),
			code:    rapid.SampledFrom([]string{"", "", "", "waived", "open"}).Draw(t, "code"),
		}
	})
}

func quantilesOf(t *rapid.T, m kpi.Metric, receipts []receipt) *count.Quantiles {
	q, err := count.NewQuantiles(m, months)
	need(t, err)
	for _, r := range receipts {
		if r.code != "" {
			need(t, q.Exclude(r.subject, r.date, r.code))
			continue
		}
		need(t, q.Add(r.subject, r.date, r.value))
	}
	return q
}

func figuresFound(t *rapid.T, q *count.Quantiles) []logistics.Observation {
	list, err := q.Observations()
	need(t, err)
	return list
}

var directions = []logistics.Direction{logistics.HigherIsBetter, logistics.LowerIsBetter}

// TestQuantilesAreThoseOfTheSortedValues, on the worse side by no more than a bucket, and a target that is met is met
// by the value itself.
func TestQuantilesAreThoseOfTheSortedValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := dockToStock(rapid.SampledFrom(directions).Draw(t, "direction"))
		receipts := rapid.SliceOfN(anyReceipt(), 0, 40).Draw(t, "receipts")
		cells := 0
		for _, o := range figuresFound(t, quantilesOf(t, m, receipts)) {
			cells++
			var values []int64
			left := int64(0)
			for _, r := range receipts {
				switch {
				case r.subject != o.Subject || !o.Period.Contains(r.date):
				case r.code != "":
					left++
				default:
					values = append(values, r.value)
				}
			}
			for _, c := range o.Excluded {
				left -= c.Count
			}
			if o.Den != int64(len(values)) || left != 0 {
				t.Fatalf("%v of %d values", o, len(values))
			}
			if len(values) == 0 {
				continue
			}
			slices.Sort(values)
			true90, got := values[(9*len(values)+9)/10-1], o.Num/o.Den // the smallest that 90 % do not exceed
			off := got - true90
			if m.Direction == logistics.HigherIsBetter {
				off = -off
			}
			if o.Num%o.Den != 0 || off < 0 || float64(off) > math.Abs(float64(true90))/15 {
				t.Fatalf("%d, the quantile is %d", got, true90)
			}
			m.Target = logistics.MustRatio("2")
			reading, err := kpi.Read(m, o)
			need(t, err)
			met := true90 <= 20
			if m.Direction == logistics.HigherIsBetter {
				met = true90 >= 20
			}
			if (reading.Verdict == logistics.Met) != met { // 2.0 hours have a bucket of their own
				t.Fatalf("%d against 20 is %s", true90, reading.Verdict)
			}
		}
		seen := map[[2]string]bool{}
		for _, r := range receipts {
			seen[[2]string{r.subject.String(), months.Of(r.date).String()}] = true
		}
		if cells != len(seen) {
			t.Fatalf("%d figures of %d", cells, len(seen))
		}
	})
}

// TestQuantilesMergeAndForget: merged parts are the whole, and what is taken out was never there.
func TestQuantilesMergeAndForget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := dockToStock(logistics.LowerIsBetter)
		receipts := rapid.SliceOfN(anyReceipt(), 0, 30).Draw(t, "receipts")
		more := rapid.SliceOfN(anyReceipt(), 0, 10).Draw(t, "more")
		cut := rapid.IntRange(0, len(receipts)).Draw(t, "cut")
		mixed := rapid.Permutation(receipts).Draw(t, "order")
		one, two := quantilesOf(t, m, mixed[:cut]), quantilesOf(t, m, mixed[cut:])
		kept := figuresFound(t, two)
		want := figuresFound(t, quantilesOf(t, m, receipts))
		for _, r := range more {
			if r.code == "" {
				need(t, one.Add(r.subject, r.date, r.value))
			}
		}
		need(t, one.Merge(two))
		for _, r := range more {
			if r.code == "" {
				need(t, one.Remove(r.subject, r.date, r.value))
			}
		}
		if got := figuresFound(t, one); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
		if !reflect.DeepEqual(figuresFound(t, two), kept) {
			t.Fatal("the other was changed")
		}
	})
}

func TestFaultsOfQuantiles(t *testing.T) {
	m := dockToStock(logistics.LowerIsBetter)
	q, err := count.NewQuantiles(m, months)
	needs(t, err)
	needs(t, q.Add(subjects[0], newYear, math.MaxInt64))
	if _, err := q.Observations(); err != nil {
		t.Error(err)
	}
	needs(t, q.Add(subjects[0], newYear, math.MaxInt64))
	_, err = q.Observations()
	wantFault(t, err, "/num", outOfRange)
	needs(t, q.Remove(subjects[0], newYear, math.MaxInt64))
	wantFault(t, q.Remove(subjects[0], newYear, 5), "", conflict)
	wantFault(t, q.Remove(subjects[1], newYear, 5), "/den", conflict)
	wantFault(t, q.Add(logistics.ID{}, newYear, 5), "/subject", required)
	wantFault(t, q.Add(subjects[0], logistics.Date{}, 5), "/date", required)
	wantFault(t, q.Exclude(subjects[0], newYear, ""), "", required)
	wantFault(t, q.Merge(nil), "/other", required)
	median := m
	median.Quantile = logistics.MustRatio("1/2")
	other, err := count.NewQuantiles(median, months)
	needs(t, err)
	wantFault(t, q.Merge(other), "/metric/quantile", mismatch)
	copied := *q
	wantFault(t, copied.Add(subjects[0], newYear, 1), "", unsupported)
	wantFault(t, new(count.Quantiles).Merge(q), "", unsupported)
	_, err = count.NewQuantiles(metric(t, "in_full"), months)
	wantFault(t, err, "/metric/kind", unsupported)
	_, err = count.NewCube(m, months)
	wantFault(t, err, "/metric/kind", unsupported)
	_, err = count.NewCounter(months, vienna, m)
	wantFault(t, err, "/metrics/0/counting", required)
	var none *count.Quantiles
	if list, err := none.Observations(); err != nil || len(list) != 0 || none.Metric() != (kpi.Metric{}) {
		t.Errorf("%v, %v", list, err)
	}
	if o, err := q.Observations(); err != nil || len(o) != 1 || q.Metric() != m {
		t.Errorf("%v, %v", o, err)
	}
}

// TestTheTargetOfAQuantileIsHeldExactly: the figure keeps the target when, and only when, the quantile of the sorted
// values does, wherever the target lies in a bucket.
func TestTheTargetOfAQuantileIsHeldExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := dockToStock(rapid.SampledFrom([]logistics.Direction{
			logistics.LowerIsBetter, logistics.HigherIsBetter,
		}).Draw(t, "direction"))
		m.Quantile = logistics.MustRatio(
			rapid.SampledFrom([]string{"90%", "50%", "1/3", "99%", "10%"}).Draw(t, "share"),
		)
		target := rapid.Int64Range(900, 1100).Draw(t, "target")
		m.Target, _ = logistics.NewRatio(target, rapid.SampledFrom([]int64{10, 7}).Draw(t, "of"))
		q, err := count.NewQuantiles(m, months)
		need(t, err)
		values := rapid.SliceOfN(rapid.Int64Range(1000, 1150), 1, 30).Draw(t, "values") // tenths of hours
		for _, v := range values {
			need(t, q.Add(subjects[0], newYear, v))
		}
		slices.Sort(values)
		rank := (m.Quantile.Num()*int64(len(values)) + m.Quantile.Den() - 1) / m.Quantile.Den()
		exact, err := logistics.NewRatio(values[rank-1], 10)
		need(t, err)
		o := figuresFound(t, q)[0]
		told, err := logistics.NewRatio(o.Num, 10*o.Den)
		need(t, err)
		keeps := func(r logistics.Ratio) bool {
			order, err := r.Cmp(m.Target)
			need(t, err)
			return order == 0 || order < 0 == (m.Direction == logistics.LowerIsBetter)
		}
		if keeps(told) != keeps(exact) {
			t.Fatalf("told %s, it is %s, the target is %s", told, exact, m.Target)
		}
	})
	m := dockToStock(logistics.LowerIsBetter)
	a, errA := count.NewQuantiles(m, months)
	m.Target = logistics.MustRatio("24/1")
	b, errB := count.NewQuantiles(m, months)
	if errA != nil || errB != nil || a.Merge(b) == nil {
		t.Error("values that were counted by two targets came together")
	}
}
