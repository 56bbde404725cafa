package count

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

// TestASeriesIsASortedList, block by block: the same days go into both, in any order, and some go again.
func TestASeriesIsASortedList(t *testing.T) {
	first := logistics.MustDate("2000-01-01")
	day := func(n int) cell {
		p, err := logistics.NewPeriod(first.AddDays(2*n), first.AddDays(2*n+1)) // every other day has no period
		if err != nil {
			panic(err)
		}
		return cell{period: p, counts: counts{num: int64(n)}}
	}
	rapid.Check(t, func(t *rapid.T) {
		var s series
		var list []int
		n := rapid.SampledFrom([]int{3, mostCells, 3 * mostCells}).Draw(t, "n")
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		switch rapid.IntRange(0, 2).Draw(t, "order") {
		case 1:
			slices.Reverse(order)
		case 2:
			order = rapid.Permutation(order).Draw(t, "mixed")
		}
		for _, i := range order {
			at, found := s.find(first.AddDays(2 * i))
			if found {
				t.Fatalf("day %d was there", i)
			}
			s.insert(at, day(i))
			k, _ := slices.BinarySearch(list, i)
			list = slices.Insert(list, k, i)
		}
		for range rapid.IntRange(0, n).Draw(t, "taken out") {
			k := rapid.IntRange(0, len(list)-1).Draw(t, "which")
			at, found := s.find(first.AddDays(2 * list[k]))
			if !found {
				t.Fatalf("day %d is gone", list[k])
			}
			s.remove(at)
			list = slices.Delete(list, k, k+1)
		}
		var got []int
		for c := range s.all() {
			got = append(got, int(c.counts.num))
		}
		if !slices.Equal(got, list) || s.len() != len(list) {
			t.Fatalf("%d days, want %d: %v, want %v", s.len(), len(list), got, list)
		}
		for i := range n {
			at, found := s.find(first.AddDays(2 * i))
			if _, there := slices.BinarySearch(list, i); found != there || found && s.at(at).counts.num != int64(i) {
				t.Fatalf("day %d is found: %v", i, found)
			}
			if _, found := s.find(first.AddDays(2*i + 1)); found {
				t.Fatalf("a day without a period is found after day %d", i)
			}
		}
		for _, block := range s.blocks {
			if len(block) == 0 || len(block) > mostCells {
				t.Fatalf("a block of %d", len(block))
			}
		}
		if len(list) > 0 {
			span, err := s.span()
			if err != nil || span.Start() != first.AddDays(2*list[0]) || span.End() != first.AddDays(
				2*list[len(list)-1]+1,
			) {
				t.Fatalf("%v, %v", span, err)
			}
		}
		for c := range s.all() { // it can be left
			_ = c
			break
		}
	})
}
