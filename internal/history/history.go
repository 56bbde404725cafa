package history

import (
	"bytes"
	"cmp"
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
	if len(events) <= few && kind.plain(events) {
		return kind.few(events, asOf)
	}
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
	taken := kind.takenBack(events, known)
	order := make([]placed, 0, len(known))
	for id, i := range known {
		if e := kind.Envelope(&events[i]); !taken[id] && e.Retracts.IsZero() {
			order = append(order, placed{instant(e), e, i})
		}
	}
	// Positions are sorted, for events are large.
	slices.SortFunc(order, placed.compare)
	live := make([]E, len(order))
	for to, from := range order {
		live[to] = events[from.position]
	}
	return live
}

// few events are folded without tables.
const few = 16

// plain reports whether no event takes one back or has the id of another.
func (k Kind[E]) plain(events []E) bool {
	for i := range events {
		e := k.Envelope(&events[i])
		if !e.Retracts.IsZero() {
			return false
		}
		for j := range i {
			if k.Envelope(&events[j]).ID == e.ID {
				return false
			}
		}
	}
	return true
}

// few is Live for a few events that are plain.
func (k Kind[E]) few(events []E, asOf time.Time) []E {
	var space [few]placed
	order := space[:0]
	for i := range events {
		e := k.Envelope(&events[i])
		if e.Recorded.After(asOf) {
			continue
		}
		p := placed{instant(e), e, i}
		m := len(order)
		order = append(order, p)
		for ; m > 0 && p.compare(order[m-1]) < 0; m-- {
			order[m] = order[m-1]
		}
		order[m] = p
	}
	live := make([]E, len(order))
	for to, from := range order {
		live[to] = events[from.position]
	}
	return live
}

// takenBack are the ids of what does not hold because a retraction that holds takes it back. Events that
// nothing takes back hold; what they take back does not, and takes nothing back itself. Of a circle, each
// of which takes back the next, none holds.
func (k Kind[E]) takenBack(events []E, known map[logistics.ID]int) map[logistics.ID]bool {
	against := make(map[logistics.ID]int) // retractions of an event that may still hold
	for _, i := range known {
		if e := k.Envelope(&events[i]); !e.Retracts.IsZero() {
			against[e.Retracts]++
		}
	}
	taken := make(map[logistics.ID]bool, len(against))
	if len(against) == 0 {
		return taken
	}
	var holds []logistics.ID
	for id := range known {
		if against[id] == 0 {
			holds = append(holds, id)
		}
	}
	for len(holds) > 0 {
		id := holds[len(holds)-1]
		holds = holds[:len(holds)-1]
		target := k.Envelope(&events[known[id]]).Retracts
		at, there := known[target]
		if target.IsZero() || !there || taken[target] {
			continue
		}
		taken[target] = true
		next := k.Envelope(&events[at]).Retracts
		if against[next]--; next.IsZero() || against[next] > 0 || taken[next] {
			continue
		}
		if _, there := known[next]; there {
			holds = append(holds, next)
		}
	}
	for id := range known {
		if against[id] > 0 {
			taken[id] = true // what a retraction takes back that holds, and circles
		}
	}
	return taken
}

// supersedes reports whether a counts in place of b, which has the same id.
func (k Kind[E]) supersedes(a, b *E) bool {
	if order := k.Envelope(a).Recorded.Compare(k.Envelope(b).Recorded); order != 0 {
		return order > 0
	}
	return bytes.Compare(k.Canonical(a), k.Canonical(b)) > 0
}

// placed is an event with what it is ordered by.
type placed struct {
	at       time.Time
	envelope *logistics.Envelope
	position int
}

// instant is the earliest that an event can have happened. One without an offset is read as if in UTC:
// among events of one clock that is their order, and stamps of zones want the room's own reading of time.
func instant(e *logistics.Envelope) time.Time {
	if e.At.IsZero() {
		return time.Time{}
	}
	return e.At.IntervalIn(time.UTC).Earliest()
}

// compare is a total order: when it happened, when that was recorded, the id.
func (p placed) compare(o placed) int {
	return cmp.Or(
		p.at.Compare(o.at), p.envelope.At.Compare(o.envelope.At),
		p.envelope.Recorded.Compare(o.envelope.Recorded), p.envelope.ID.Compare(o.envelope.ID))
}
