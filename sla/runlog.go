package sla

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// words are the texts and zones that the events of a run have in common: there are few of them, and an event that
// names them by number is a third of its size and nothing for the collector to follow. They are written while a
// run is made, and only read after that.
type words struct {
	kinds   []string
	parties []logistics.ID
	changes [][2]string // attribute and value
	zones   []*time.Location
	kind    map[string]int32
	party   map[logistics.ID]int32
	change  map[[2]string]int32
	zone    map[*time.Location]int32
	offset  map[int]int32 // of zones without a name: a parser makes a new one for each instant
}

func newWords() *words { return &words{parties: []logistics.ID{{}}, changes: [][2]string{{}}} }

// packed is an event but for its id, and for when it was recorded, which few logs have.
type packed struct {
	second              int64
	nanosecond          int32
	kind, party, change int32
	zone                int32
}

// number finds a text, made where it is not. A few are faster than a table, and most runs have no more.
func number[T comparable](list *[]T, numbers *map[T]int32, text T) int32 {
	all := *list
	if len(all) <= 12 {
		for i := range all {
			if all[i] == text {
				return int32(i)
			}
		}
	} else if n, ok := (*numbers)[text]; ok {
		return n
	}
	*list = append(all, text)
	if len(all) == 12 {
		*numbers = make(map[T]int32)
		for i := range all {
			(*numbers)[all[i]] = int32(i)
		}
	}
	if len(all) >= 12 {
		(*numbers)[text] = int32(len(all))
	}
	return int32(len(all))
}

func (w *words) pack(e *Event) packed {
	p := packed{second: e.At.Unix(), nanosecond: int32(e.At.Nanosecond())}
	p.kind = number(&w.kinds, &w.kind, e.Kind)
	if !e.Party.IsZero() {
		p.party = number(&w.parties, &w.party, e.Party)
	}
	if e.Attribute != "" {
		p.change = number(&w.changes, &w.change, [2]string{e.Attribute, e.Value})
	}
	if zone := e.At.Location(); zone.String() != "" {
		p.zone = number(&w.zones, &w.zone, zone)
		return p
	}
	name, offset := e.At.Zone()
	n, ok := w.offset[offset]
	if !ok {
		n = int32(len(w.zones))
		w.zones = append(w.zones, time.FixedZone(name, offset))
		if w.offset == nil {
			w.offset = make(map[int]int32)
		}
		w.offset[offset] = n
	}
	p.zone = n
	return p
}

func (w *words) unpack(id logistics.ID, p *packed) Event {
	return Event{
		ID: id, Kind: w.kinds[p.kind], Party: w.parties[p.party],
		At:        time.Unix(p.second, int64(p.nanosecond)).In(w.zones[p.zone]),
		Attribute: w.changes[p.change][0], Value: w.changes[p.change][1],
	}
}

// diary is the events of a case, in the order they came. It is not changed once it is written.
type diary struct {
	words    *words
	ids      []logistics.ID
	events   []packed
	recorded []time.Time // nil where none was
}

// appendTo unpacks the events.
func (h *diary) appendTo(list []Event) []Event {
	for i := range h.events {
		e := h.words.unpack(h.ids[i], &h.events[i])
		if h.recorded != nil {
			e.Recorded = h.recorded[i]
		}
		list = append(list, e)
	}
	return list
}

// diaryOf packs events.
func diaryOf(events []Event, w *words) diary {
	h := diary{words: w, ids: make([]logistics.ID, len(events)), events: make([]packed, len(events))}
	for i := range events {
		h.ids[i], h.events[i] = events[i].ID, w.pack(&events[i])
		if !events[i].Recorded.IsZero() {
			if h.recorded == nil {
				h.recorded = make([]time.Time, len(events))
			}
			h.recorded[i] = events[i].Recorded
		}
	}
	return h
}

// merged are the diaries that came to a case by merging. They are put together when somebody asks, and not by each
// merge: so that many small runs cost no more than one large one.
type merged struct {
	diary       diary
	left, right *merged
	many        int // diaries, those that came twice counted twice; no more than maxMerged
}

const maxMerged = 1 << 20 // as a hint of how much room is needed

func (m *merged) size() int {
	if m == nil {
		return 0
	}
	return m.many
}

// with are the diaries of both, and one more.
func (m *merged) with(h diary, other *merged) *merged {
	return &merged{h, m, other, min(m.size()+other.size()+1, maxMerged)}
}

// together are the events of a diary and of all that were merged with it, in the order of time, without copies. A
// diary that was merged more than once counts once.
func (h *diary) together(m *merged) []Event {
	all := h.appendTo(make([]Event, 0, len(h.events)+m.size()))
	diaries := make(map[*packed]struct{}, m.size()+1)
	add := func(h *diary) bool {
		if len(h.events) == 0 {
			return false
		}
		if _, again := diaries[&h.events[0]]; again {
			return false
		}
		diaries[&h.events[0]] = struct{}{}
		return true
	}
	add(h)
	seen := make(map[*merged]struct{}, m.size())
	for open := []*merged{m}; len(open) > 0; {
		m, open = open[len(open)-1], open[:len(open)-1]
		if m == nil {
			continue
		}
		if _, again := seen[m]; again {
			continue
		}
		seen[m] = struct{}{}
		open = append(open, m.right, m.left)
		if add(&m.diary) {
			all = m.diary.appendTo(all)
		}
	}
	slices.SortFunc(all, byTime)
	kept := all[:0]
	for _, e := range all {
		if n := len(kept); n > 0 && same(&kept[n-1], &e) {
			kept[n-1] = e // recorded last
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// rows are where cases stand, by id. Ids of the host's own, which most are, are found by their text alone.
type rows struct {
	host  map[string]int32
	other map[logistics.ID]int32
}

func newRows(many int) rows {
	return rows{host: make(map[string]int32, many), other: make(map[logistics.ID]int32)}
}

func (r *rows) find(id logistics.ID) (row int32, ok bool) {
	if id.Scheme() == logistics.SchemeHost {
		row, ok = r.host[id.Value()]
		return row, ok
	}
	row, ok = r.other[id]
	return row, ok
}

func (r *rows) add(id logistics.ID, row int32) {
	if id.Scheme() == logistics.SchemeHost {
		r.host[id.Value()] = row
		return
	}
	r.other[id] = row
}
