package clock

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestLadderFindsWhatAScanFinds crowds the openings into a corner of the range, where buckets are full.
func TestLadderFindsWhatAScanFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.Int64Range(-1<<40, 1<<40).Draw(t, "base")
		width := rapid.Int64Range(1, 1<<33).Draw(t, "width")
		corner := rapid.Int64Range(0, width).Draw(t, "corner")
		keys := rapid.SliceOfNDistinct(rapid.Int64Range(0, min(width, 400)), 1, 200, rapid.ID).Draw(t, "keys")
		rows := []row{{opens: base}}
		slices.Sort(keys)
		for _, key := range keys {
			rows = append(rows, row{opens: base + min(corner, width-min(width, 400)) + key})
		}
		rows = append(rows, row{opens: math.MaxInt64})
		c := Clock{horizon: Span{Open: base, Close: base + width}, rows: rows}
		c.byOpen = newLadder(rows, row.opening, base, base+width)
		values := []int64{base, base + width, base + width/2}
		for _, r := range rows[1 : len(rows)-1] {
			values = append(values, r.opens)
		}
		for _, value := range values {
			for _, beside := range []int64{-1, 0, 1} {
				value := min(max(value+beside, base), base+width)
				want := 0
				for i, r := range rows {
					if r.opens <= value {
						want = i
					}
				}
				if got := c.at(value); got != want {
					t.Fatalf("%d is found at %d, want %d", value, got, want)
				}
				if got := c.byOpen.halve(rows, row.opening, value); got != want {
					t.Fatalf("%d is found at %d by halving, want %d", value, got, want)
				}
			}
		}
		if most := 2*len(keys) + 2; len(c.byOpen.last) > most {
			t.Fatalf("%d buckets for %d keys", len(c.byOpen.last), len(keys))
		}
	})
}

// TestACrowdCountsLikeItsSpans asks a clock whose spans all lie in one bucket of both ladders.
func TestACrowdCountsLikeItsSpans(t *testing.T) {
	var spans []Span
	for i := range int64(200) {
		spans = append(spans, Span{Open: 1000 + 3*i, Close: 1001 + 3*i})
	}
	spans = append(spans, Span{Open: 1 << 20, Close: 1 << 28}) // so that 200 seconds before it are next to nothing
	c, err := FromSpans(spans, 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	if c.byOpen.start(1300) >= 0 || c.byBefore.start(100) >= 0 {
		t.Fatal("there is no crowd")
	}
	start := time.Unix(0, 0)
	for second := int64(990); second < 1700; second++ {
		var want int64
		for _, span := range spans {
			want += max(min(second, span.Close)-span.Open, 0)
		}
		at := time.Unix(second, 0)
		if d, err := c.Between(start, at); err != nil || d != time.Duration(want)*time.Second {
			t.Fatalf("%d: %v, %v, want %d s", second, d, err, want)
		}
		if back, err := c.Between(at, start); err != nil || back != -time.Duration(want)*time.Second {
			t.Fatalf("%d: %v, %v, want -%d s", second, back, err, want)
		}
		if want == 0 || want == c.total {
			continue
		}
		due, err := c.Add(start, time.Duration(want)*time.Second, LandLatest)
		if from := spans[want].Open; err != nil || due.Unix() != from {
			t.Fatalf("%d s after the start: %v, %v, want %d", want, due, err, from)
		}
	}
}
