package workflow_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/workflow"
)

// thing is an element with a list of its own.
type thing struct {
	id    logistics.ID
	marks []int
}

func (t *thing) Key() logistics.ID { return t.id }

func (t *thing) Clone() thing { return thing{t.id, slices.Clone(t.marks)} }

type things = workflow.List[thing, *thing]

// ids of every form: near each other, one the beginning of the other, of a scheme and with the same value.
func someIDs() *rapid.Generator[logistics.ID] {
	return rapid.Custom(func(t *rapid.T) logistics.ID {
		switch rapid.IntRange(0, 3).Draw(t, "form") {
		case 0:
			return logistics.MustID(fmt.Sprintf("R-%d", rapid.IntRange(0, 400).Draw(t, "number")))
		case 1:
			return logistics.MustID(strings.Repeat("a", rapid.IntRange(1, 64).Draw(t, "length")))
		case 2:
			return logistics.MustID(rapid.SampledFrom([]string{
				"gln:4012345000023", "4012345000023", "host:gln:4", "gln", "ä", "ã",
			}).Draw(t, "text"))
		}
		return logistics.MustID(rapid.StringMatching(`[a-c]{1,5}`).Draw(t, "letters"))
	})
}

// twin is the naive list: a slice that is copied whole, and searched from its end.
type twin []thing

func (w twin) clone() twin {
	out := make(twin, len(w))
	for i := range w {
		out[i] = w[i].Clone()
	}
	return out
}

func (w twin) find(id logistics.ID) int {
	for i := len(w) - 1; i >= 0; i-- {
		if w[i].id == id {
			return i
		}
	}
	return -1
}

func agrees(t *rapid.T, l things, w twin, probes []logistics.ID) {
	if l.Len() != len(w) {
		t.Fatalf("%d elements, want %d", l.Len(), len(w))
	}
	var got twin
	for i, e := range l.All() {
		if i != len(got) || l.At(i) != e {
			t.Fatalf("element %d is visited as the %dth", i, len(got))
		}
		got = append(got, e.Clone())
	}
	if diff := cmp.Diff(w, got, cmp.AllowUnexported(thing{})); diff != "" && len(w)+len(got) > 0 {
		t.Fatalf("(-twin +list):\n%s", diff)
	}
	for _, id := range probes {
		if at, want := l.Find(id), w.find(id); at != want {
			t.Fatalf("%s is at %d, want %d of %d", id, at, want, len(w))
		}
	}
}

// TestAListIsItsNaiveTwin goes on from any of the lists there were, and looks at all of them again: what is done to
// one is not seen in another. Lists begin empty, or from a slice.
func TestAListIsItsNaiveTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		probes := rapid.SliceOfN(someIDs(), 1, 20).Draw(t, "probes")
		start := twin{}
		for _, id := range rapid.SliceOfN(someIDs(), 0, 80).Draw(t, "start") {
			start = append(start, thing{id: id})
		}
		lists, twins := []things{{}}, []twin{nil}
		lists, twins = append(lists, workflow.ListOf(start.clone())), append(twins, start)
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			from := rapid.IntRange(0, len(lists)-1).Draw(t, "from")
			l, w := lists[from], twins[from].clone()
			if len(w) > 0 && rapid.Bool().Draw(t, "change") {
				i, mark := rapid.IntRange(0, len(w)-1).Draw(t, "at"), rapid.Int().Draw(t, "mark")
				e := l.Change(i)
				e.marks = append(e.marks, mark)
				w[i].marks = append(w[i].marks, mark)
			} else {
				id := someIDs().Draw(t, "id")
				*l.Add() = thing{id: id}
				w = append(w, thing{id: id})
			}
			lists, twins = append(lists, l), append(twins, w)
		}
		for i := range lists {
			agrees(t, lists[i], twins[i], append(probes, slices.Collect(idsOf(twins[i]))...))
		}
	})
}

func idsOf(w twin) func(func(logistics.ID) bool) {
	return func(yield func(logistics.ID) bool) {
		for _, e := range w {
			if !yield(e.id) {
				return
			}
		}
	}
}

func numbered(n int) []thing {
	list := make([]thing, n)
	for i := range list {
		list[i].id = logistics.MustID(fmt.Sprintf("R-%d", i))
	}
	return list
}

// TestALongListFindsEverything passes every border of the trie, and the number of look-ups after which an index is
// built.
func TestALongListFindsEverything(t *testing.T) {
	const n = 3000
	for _, late := range []int{0, 1, 8, 9, 31, 32, 33, 1023, 1024, 1025, n} {
		all := numbered(n)
		l := workflow.ListOf(all[:late:late])
		for _, e := range all[late:] {
			*l.Add() = e
		}
		for round := range 2 {
			for i := range n {
				if at := l.Find(all[i].id); at != i {
					t.Fatalf("%d of %d is found at %d, in round %d", i, late, at, round)
				}
			}
		}
		if at := l.Find(logistics.MustID("R-x")); at != -1 {
			t.Errorf("what is not there is at %d", at)
		}
		for i, e := range l.All() {
			if e.id != all[i].id {
				t.Fatalf("%s stands at %d", e.id, i)
			}
		}
		for i := range l.All() {
			if i == late {
				break // ends the walk, wherever it is
			}
		}
	}
}

// TestListsAreReadByMany builds the index of one list from many goroutines.
func TestListsAreReadByMany(t *testing.T) {
	all := numbered(500)
	l := workflow.ListOf(slices.Clone(all))
	var wait sync.WaitGroup
	for g := range 8 {
		wait.Go(func() {
			mine := l // a copy of its own, with the same elements
			for i := range all {
				at := (i*7 + g) % len(all)
				if found := mine.Find(all[at].id); found != at {
					t.Errorf("%d is found at %d", at, found)
					return
				}
			}
			*mine.Add() = thing{id: logistics.MustID(fmt.Sprintf("mine-%d", g))}
		})
	}
	wait.Wait()
	if l.Len() != len(all) {
		t.Errorf("%d elements", l.Len())
	}
}

// TestALookUpDoesNotAllocate, whether the id is among the last ones, in an index, or not there.
func TestALookUpDoesNotAllocate(t *testing.T) {
	l := workflow.ListOf(numbered(300))
	for i := range 300 {
		*l.Add() = thing{id: logistics.MustID(fmt.Sprintf("S-%d", i))}
	}
	for range 10 { // the index is built by then
		l.Find(logistics.MustID("R-0"))
	}
	probes := []logistics.ID{
		logistics.MustID("S-299"), logistics.MustID("S-7"), logistics.MustID("R-7"), logistics.MustID("T"),
	}
	if n := testing.AllocsPerRun(100, func() {
		for _, id := range probes {
			l.Find(id)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestGrowthOfALookUp(t *testing.T) {
	golden.Growth(t, 8000, func(n int) func() {
		all := numbered(n)
		return func() {
			var l things
			for _, e := range all {
				if l.Find(e.id) < 0 {
					*l.Add() = e
				}
				l.Change(l.Len() / 2)
			}
		}
	})
}
