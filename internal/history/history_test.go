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
			logistics.MustStamp("2025-03-01"), logistics.MustStamp("2025-03-01T10:00"), logistics.MustStamp("2025-03-02T10:00Z"),
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
			if other.Event.Recorded.After(e.Event.Recorded) || other.Event.Recorded.Equal(e.Event.Recorded) && string(b) > string(a) {
				wins = false
			}
		}
		if wins && !slices.Contains(known, e) {
			known = append(known, e)
		}
	}
	live := []note{}
	for _, e := range known {
		retracted := slices.ContainsFunc(known, func(o note) bool { return o.Event.Retracts == e.Event.ID })
		if !retracted && e.Event.Retracts.IsZero() {
			live = append(live, e)
		}
	}
	slices.SortFunc(live, func(a, b note) int {
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
	retraction := note{Event: logistics.Envelope{ID: logistics.MustID("b"), Recorded: epoch, Retracts: logistics.MustID("a")}}
	for _, events := range [][]note{{event, retraction}, {retraction, event}} {
		if live := history.Live(kind(), events, epoch.Add(time.Hour)); len(live) != 0 {
			t.Errorf("%v is live", live)
		}
	}
	if live := history.Live(kind(), []note{event, retraction}, epoch.Add(-time.Hour)); len(live) != 0 {
		t.Errorf("%v was known before it was recorded", live)
	}
}
