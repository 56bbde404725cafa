package sla

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// An event counts once, by its id: logs overlap, and systems send again. Of two contents under one id the one recorded
// later counts, of two recorded at once the greater in the order of [byTime], as in the package history; the other is
// passed over, and said to be. Nothing tells events without an id apart: each counts.

// readable are the events that happened by asOf, each id once, in the order of time, and those that others took the
// place of. apart says that each is later than the one before.
func readable(events, scratch []Event, asOf time.Time) (read []Event, apart bool, replaced []Event) {
	read, apart = inOrder(events, scratch)
	if read = upTo(read, asOf); twice(read) {
		read, replaced = onceEach(read)
		apart = ascending(read)
	}
	return read, apart, replaced
}

// upTo are those of the events, in the order of time, that happened by asOf.
func upTo(events []Event, asOf time.Time) []Event {
	n := len(events)
	if n == 0 || !events[n-1].At.After(asOf) {
		return events
	}
	known, _ := slices.BinarySearchFunc(events, asOf, func(e Event, asOf time.Time) int {
		if e.At.After(asOf) {
			return 1
		}
		return -1
	})
	return events[:known]
}

// few events are looked through without allocating.
const few = 128

// rising are how many of the events come first and have ids in rising order, as systems number them: each once.
func rising(events []Event) int {
	for i := 1; i < len(events); i++ {
		if events[i].ID.Value() <= events[i-1].ID.Value() {
			return i
		}
	}
	return len(events)
}

// twice reports whether an id comes more than once.
func twice(events []Event) bool {
	if rising(events) == len(events) {
		return false
	}
	if len(events) > few {
		seen := make(map[logistics.ID]struct{}, len(events))
		for i := range events {
			if id := events[i].ID; !id.IsZero() {
				if _, again := seen[id]; again {
					return true
				}
				seen[id] = struct{}{}
			}
		}
		return false
	}
	var table [2 * few]uint8 // by the print of an id, or the next place that is free: its position, from one
	for i := range events {
		id := &events[i].ID
		if id.IsZero() {
			continue
		}
		at := printOfID(id.Value())
		for ; table[at] != 0; at++ {
			if events[table[at]-1].ID == *id {
				return true
			}
		}
		table[at] = uint8(i + 1)
	}
	return false
}

// printOfID tells most ids apart: by their length and their last four letters, which is where they differ.
func printOfID(id string) uint8 {
	n := len(id)
	if n < 4 {
		print := uint8(n)
		for i := range n {
			print = print*31 + id[i]
		}
		return print
	}
	last := uint32(id[n-4]) | uint32(id[n-3])<<8 | uint32(id[n-2])<<16 | uint32(id[n-1])<<24
	return uint8((last + uint32(n)) * 0x9E3779B1 >> 24)
}

// onceEach takes each id once out of events in the order of time. Copies go without a word.
func onceEach(events []Event) (once, replaced []Event) {
	best := make(map[logistics.ID]int, len(events))
	for i := range events {
		at, again := best[events[i].ID]
		if !again || supersedes(&events[i], &events[at]) {
			best[events[i].ID] = i
		}
	}
	once = make([]Event, 0, len(events))
	for i := range events {
		e := &events[i]
		winner := best[e.ID]
		switch n := len(replaced); {
		case e.ID.IsZero() || winner == i:
			once = append(once, *e)
		case same(e, &events[winner]) || n > 0 && same(e, &replaced[n-1]): // equal events stand together
		default:
			replaced = append(replaced, *e)
		}
	}
	return once, replaced
}

// supersedes reports whether a counts in place of b, which has the same id.
func supersedes(a, b *Event) bool {
	if order := a.Recorded.Compare(b.Recorded); order != 0 {
		return order > 0
	}
	return byTime(*a, *b) > 0
}

// same reports whether two events are one, told twice.
func same(a, b *Event) bool {
	return a.ID == b.ID && !a.ID.IsZero() && a.Kind == b.Kind && a.Party == b.Party && a.Attribute == b.Attribute &&
		a.Value == b.Value && a.At.Equal(b.At)
}

// passReplaced notes the events that others took the place of.
func (m *machine) passReplaced(replaced []Event) {
	m.result.Ignored = len(replaced)
	if m.watch == nil || m.watch.passed == nil {
		return
	}
	for i := range replaced {
		e := &replaced[i]
		m.watch.passed(Ignored{Event: e.ID, Kind: e.Kind, At: m.local(e.At), Reason: EventReplaced, State: Pending})
	}
}
