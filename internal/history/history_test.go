package history_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/history"
)

type note struct {
	Event logistics.Envelope
	Text  string
}

func kind() history.Kind[note] {
	return history.Kind[note]{
		Envelope: func(n *note) *logistics.Envelope { return &n.Event },
		Canonical: func(n *note) []byte {
			data, _ := json.Marshal(n)
			return data
		},
	}
}

var epoch = time.Date(2025, 3, 3, 0, 0, 0, 0, time.UTC)

func notes() *rapid.Generator[[]note] {
	ids := []logistics.ID{logistics.MustID("a"), logistics.MustID("b"), logistics.MustID("c"), logistics.MustID("d")}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) note {
		n := note{Text: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "text")}
		n.Event.ID = rapid.SampledFrom(ids).Draw(t, "id")
		n.Event.Recorded = epoch.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "recorded")) * time.Hour)
		n.Event.At = rapid.SampledFrom([]logistics.Stamp{
			logistics.MustStamp("2025-03-01"), logistics.MustStamp("2025-03-01T10:00"),
			logistics.MustStamp("2025-03-02T10:00Z"),
		}).Draw(t, "at")
		if rapid.IntRange(0, 3).Draw(t, "retraction") == 0 {
			n.Event.Retracts = rapid.SampledFrom(ids).Draw(t, "retracts")
		}
		return n
	}), 0, 12)
}

// naive is the definition read aloud: no maps, no order of arrival.
func naive(events []note, asOf time.Time) []note {
	var known []note
	for _, e := range events {
		if e.Event.Recorded.After(asOf) {
			continue
		}
		wins := true
		for _, other := range events {
			if other.Event.ID != e.Event.ID || other.Event.Recorded.After(asOf) {
				continue
			}
			a, _ := json.Marshal(e)
			b, _ := json.Marshal(other)
			if other.Event.Recorded.After(e.Event.Recorded) || other.Event.Recorded.Equal(e.Event.Recorded) &&
				string(b) > string(a) {
				wins = false
			}
		}
		if wins && !slices.Contains(known, e) {
			known = append(known, e)
		}
	}
	holds := holding(known)
	live := []note{}
	for _, e := range known {
		if holds[e.Event.ID] && e.Event.Retracts.IsZero() {
			live = append(live, e)
		}
	}
	slices.SortFunc(live, func(a, b note) int {
		if c := instant(a).Compare(instant(b)); c != 0 {
			return c
		}
		if c := a.Event.At.Compare(b.Event.At); c != 0 {
			return c
		}
		if c := a.Event.Recorded.Compare(b.Event.Recorded); c != 0 {
			return c
		}
		return a.Event.ID.Compare(b.Event.ID)
	})
	return live
}

func instant(n note) time.Time { return n.Event.At.IntervalIn(time.UTC).Earliest() }

// holding asks over and over until nothing changes: an event holds when all that take it back do not, and
// does not hold when one that takes it back does. What neither rule reaches does not hold.
func holding(known []note) map[logistics.ID]bool {
	settled := map[logistics.ID]bool{}
	for range len(known) + 1 {
		for _, e := range known {
			holds, open := true, false
			for _, o := range known {
				if o.Event.Retracts != e.Event.ID {
					continue
				}
				switch held, ok := settled[o.Event.ID]; {
				case !ok:
					open = true
				case held:
					holds = false
				}
			}
			if !holds || !open {
				settled[e.Event.ID] = holds
			}
		}
	}
	return settled
}

func TestARetractionThatIsTakenBackTakesNothingBack(t *testing.T) {
	at := logistics.MustStamp("2025-03-01T10:00Z")
	event := func(id, retracts string) note {
		n := note{Event: logistics.Envelope{ID: logistics.MustID(id), Recorded: epoch, At: at}}
		if retracts != "" {
			n.Event.Retracts = logistics.MustID(retracts)
		}
		return n
	}
	chain := []note{event("a", ""), event("r1", "a"), event("r2", "r1"), event("r3", "r2")}
	for n, want := range map[int]int{1: 1, 2: 0, 3: 1, 4: 0} {
		for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}} {
			var events []note
			for _, i := range order {
				if i < n {
					events = append(events, chain[i])
				}
			}
			if live := history.Live(kind(), events, epoch); len(live) != want {
				t.Errorf("%d of the chain in order %v: %d live, want %d", n, order, len(live), want)
			}
		}
	}
	circle := []note{event("a", ""), event("r1", "r2"), event("r2", "r1"), event("r3", "a")}
	if live := history.Live(kind(), append(circle, event("b", "")), epoch); len(live) != 1 {
		t.Errorf("beside a circle: %v", live)
	}
}

func TestLiveAgreesWithItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := notes().Draw(t, "events")
		asOf := epoch.Add(time.Duration(rapid.IntRange(-1, 4).Draw(t, "as of")) * time.Hour)
		if diff := cmp.Diff(naive(events, asOf), history.Live(kind(), events, asOf)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestOrderAndCopiesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := notes().Draw(t, "events")
		before := slices.Clone(events)
		twice := rapid.Permutation(append(slices.Clone(events), events...)).Draw(t, "twice")
		asOf := epoch.Add(2 * time.Hour)
		if diff := cmp.Diff(history.Live(kind(), events, asOf), history.Live(kind(), twice, asOf)); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(before, events); diff != "" {
			t.Fatalf("the input was changed: %s", diff)
		}
	})
}

func TestARetractionMayComeFirst(t *testing.T) {
	event := note{Event: logistics.Envelope{ID: logistics.MustID("a"), Recorded: epoch.Add(time.Hour)}}
	retraction := note{
		Event: logistics.Envelope{ID: logistics.MustID("b"), Recorded: epoch, Retracts: logistics.MustID("a")},
	}
	for _, events := range [][]note{{event, retraction}, {retraction, event}} {
		if live := history.Live(kind(), events, epoch.Add(time.Hour)); len(live) != 0 {
			t.Errorf("%v is live", live)
		}
	}
	if live := history.Live(kind(), []note{event, retraction}, epoch.Add(-time.Hour)); len(live) != 0 {
		t.Errorf("%v was known before it was recorded", live)
	}
}
