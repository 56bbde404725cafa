package count_test

import (
	"math"
	"slices"
	"sort"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

// wholeValues are few, or so many that they are kept in counts.
func wholeValues() *rapid.Generator[[]int64] {
	few := rapid.SliceOfN(rapid.OneOf(
		rapid.Int64Range(-40, 40), rapid.Int64Range(-100_000, 100_000), rapid.Int64(),
		rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, 0, 31, 32, -31, -32}),
	), 0, 40)
	return rapid.Custom(func(t *rapid.T) []int64 {
		return slices.Repeat(few.Draw(t, "values"), rapid.SampledFrom([]int{1, 1, 4, 12}).Draw(t, "times"))
	})
}

func histogramOf(r *rapid.T, values []int64) count.Histogram {
	var h count.Histogram
	for _, x := range values {
		need(r, h.Add(x))
	}
	return h
}

func bytesOf(r *rapid.T, h count.Histogram) string {
	data, err := h.MarshalBinary()
	need(r, err)
	return string(data)
}

// TestAnyPartitionGivesTheSameHistogram, and what is taken out leaves no trace.
func TestAnyPartitionGivesTheSameHistogram(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		values, more := wholeValues().Draw(r, "values"), wholeValues().Draw(r, "more")
		whole := histogramOf(r, values)
		shuffled := rapid.Permutation(values).Draw(r, "order")
		cut := rapid.IntRange(0, len(values)).Draw(r, "cut")
		a, b := histogramOf(r, shuffled[:cut]), histogramOf(r, shuffled[cut:])
		want := bytesOf(r, whole)
		left, right := a.Clone(), b.Clone()
		need(r, left.Merge(b))
		need(r, right.Merge(a))
		need(r, right.Merge(count.Histogram{}))
		if bytesOf(r, left) != want || bytesOf(r, right) != want || left.N() != int64(len(values)) {
			r.Fatalf("%v in parts are %v and %v, whole %v", values, left, right, whole)
		}
		for _, x := range more {
			need(r, left.Add(x))
		}
		for _, x := range more {
			need(r, left.Remove(x))
		}
		need(r, right.Merge(histogramOf(r, more)))
		need(r, right.Sub(histogramOf(r, more)))
		if bytesOf(r, left) != want || bytesOf(r, right) != want {
			r.Fatalf("%v, with %v and without again, are %v and %v", values, more, left, right)
		}
		var back count.Histogram
		need(r, back.UnmarshalBinary([]byte(want)))
		if bytesOf(r, back) != want || back.N() != whole.N() {
			r.Fatalf("%v back as %v", whole, back)
		}
		if bytesOf(r, a) != bytesOf(r, histogramOf(r, shuffled[:cut])) {
			r.Fatal("a clone was written to")
		}
	})
}

// TestQuantilesAreWithinTheirError sorts the values themselves.
func TestQuantilesAreWithinTheirError(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		values := wholeValues().Draw(r, "values")
		h := histogramOf(r, values)
		share := logistics.MustRatio(rapid.SampledFrom([]string{"0%", "5%", "50%", "95%", "99.9%", "100%"}).Draw(
			r, "share",
		))
		b, err := h.Quantile(share)
		if len(values) == 0 {
			if !isFault(err, "", required) {
				r.Fatalf("of nothing: %v, %v", b, err)
			}
			return
		}
		need(r, err)
		slices.Sort(values)
		f, _ := share.Float()
		at := max(0, sort.Search(len(values), func(i int) bool { return float64(i+1)/float64(len(values)) >= f-1e-15 }))
		x := values[min(at, len(values)-1)]
		if x < b.Low || x > b.High {
			r.Fatalf("the quantile %s of %v is %d, not in %v", share, values, x, b)
		}
		if off := math.Abs(float64(b.Middle()) - float64(x)); off > math.Abs(float64(x))/32+1e-9 {
			r.Fatalf("%d shown as %d, off by %v", x, b.Middle(), off)
		}
		if -31 <= x && x <= 31 && b != (count.Bucket{Low: x, High: x}) {
			r.Fatalf("%d is in %v", x, b)
		}
	})
}

func TestFaultsOfHistograms(t *testing.T) {
	var h, o count.Histogram
	wantFault(t, h.Remove(1), "", conflict)
	needs(t, h.Add(100))
	wantFault(t, h.Remove(1000), "", conflict)
	for _, x := range []int64{100, 100, 7} {
		needs(t, o.Add(x))
	}
	wantFault(t, h.Sub(o), "", conflict)
	if h.N() != 1 {
		t.Errorf("%d values", h.N())
	}
	for share, code := range map[string]logistics.FaultCode{
		"": required, "101%": outOfRange, "-1/2": outOfRange,
	} {
		_, err := h.Quantile(logistics.MustRatio(share))
		wantFault(t, err, "/share", code)
	}
	for _, data := range []string{
		"", "M\x01", "H\x02", "H\x01\x02", "H\x01\x02\x00", "H\x01\x02\x01\x02\x01", "H\x01\x82\x00\x01",
		"H\x01\x80\x80\x04\x01",
	} {
		if err := h.UnmarshalBinary([]byte(data)); err == nil || h.N() != 1 {
			t.Errorf("%q read as %v", data, h)
		}
	}
}

func FuzzHistogramUnmarshal(f *testing.F) {
	for _, data := range []string{"H\x01", "H\x01\x02\x01", "H\x01\x01\x05\x8a\x02\x80\x01"} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var h count.Histogram
		if h.UnmarshalBinary(data) != nil {
			return
		}
		back, err := h.MarshalBinary()
		if err != nil || string(back) != string(data) {
			t.Fatalf("%x back as %x: %v", data, back, err)
		}
		if _, err := h.Quantile(logistics.MustRatio("1/2")); (err == nil) != (h.N() > 0) {
			t.Fatal(h)
		}
	})
}
