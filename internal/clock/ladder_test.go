package clock

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLadderFindsWhatAScanFinds crowds the keys into a corner of the range, where buckets are full.
func TestLadderFindsWhatAScanFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.Int64Range(-1<<40, 1<<40).Draw(t, "base")
		width := rapid.Int64Range(1, 1<<33).Draw(t, "width")
		corner := rapid.Int64Range(0, width).Draw(t, "corner")
		keys := rapid.SliceOfNDistinct(rapid.Int64Range(0, min(width, 400)), 1, 200, rapid.ID).Draw(t, "keys")
		for i := range keys {
			keys[i] = base + min(corner, width-min(width, 400)) + keys[i]
		}
		slices.Sort(keys)
		l := newLadder(keys, base, base+width)
		for _, value := range append([]int64{base, base + width, base + width/2}, keys...) {
			for _, beside := range []int64{-1, 0, 1} {
				value := min(max(value+beside, base), base+width)
				want := -1
				for i, key := range keys {
					if key <= value {
						want = i
					}
				}
				if got := l.find(value); got != want {
					t.Fatalf("%d is found at %d, want %d", value, got, want)
				}
			}
		}
		if most := 2*len(keys) + 2; len(l.last) > most {
			t.Fatalf("%d buckets for %d keys", len(l.last), len(keys))
		}
	})
}
