package history

import (
	"bytes"
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// Kind tells the fold how to read an event type E.
type Kind[E any] struct {
	Envelope  func(*E) *logistics.Envelope
	Canonical func(*E) []byte // bytes that differ when contents do; asked for only when ids collide
}

// Live returns the events that hold at asOf. The events are not changed; the result is fresh.
func Live[E any](kind Kind[E], events []E, asOf time.Time) []E {
	known := make(map[logistics.ID]int, len(events))
	for i := range events {
		e := kind.Envelope(&events[i])
		if e.Recorded.After(asOf) {
			continue
		}
		if j, ok := known[e.ID]; !ok || kind.supersedes(&events[i], &events[j]) {
			known[e.ID] = i
		}
	}
	retracted := make(map[logistics.ID]bool)
	for _, i := range known {
		if e := kind.Envelope(&events[i]); !e.Retracts.IsZero() {
			retracted[e.Retracts] = true
		}
	}
	order := make([]int, 0, len(known))
	for id, i := range known {
		if !retracted[id] && kind.Envelope(&events[i]).Retracts.IsZero() {
			order = append(order, i)
		}
	}
	// Positions are sorted, for events are large.
	slices.SortFunc(order, func(i, j int) int { return compare(kind.Envelope(&events[i]), kind.Envelope(&events[j])) })
	live := make([]E, len(order))
	for to, from := range order {
		live[to] = events[from]
	}
	return live
}

// supersedes reports whether a counts in place of b, which has the same id.
func (k Kind[E]) supersedes(a, b *E) bool {
	if order := k.Envelope(a).Recorded.Compare(k.Envelope(b).Recorded); order != 0 {
		return order > 0
	}
	return bytes.Compare(k.Canonical(a), k.Canonical(b)) > 0
}

// compare is a total order: local date and clock first, because that much is always known, then the
// instant of recording, then the id. Stamps of different zones need the room's own reading of time.
func compare(a, b *logistics.Envelope) int {
	if c := a.At.Compare(b.At); c != 0 {
		return c
	}
	if c := a.Recorded.Compare(b.Recorded); c != 0 {
		return c
	}
	return a.ID.Compare(b.ID)
}
