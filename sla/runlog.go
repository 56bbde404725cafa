package sla

import (
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

func newWords() *words {
	return &words{
		parties: []logistics.ID{{}}, changes: [][2]string{{}}, kind: map[string]int32{},
		party: map[logistics.ID]int32{{}: 0}, change: map[[2]string]int32{{}: 0},
		zone: map[*time.Location]int32{}, offset: map[int]int32{},
	}
}

// packed is an event but for its id. When it became known orders nothing.
type packed struct {
	second              int64
	nanosecond          int32
	kind, party, change int32
	zone                int32
}

// number finds a text, made where it is not.
func number[T comparable](list *[]T, numbers map[T]int32, text T) int32 {
	if few := *list; len(few) <= 12 { // faster than a table
		for i := range few {
			if few[i] == text {
				return int32(i)
			}
		}
	}
	n, ok := numbers[text]
	if !ok {
		n = int32(len(*list))
		*list = append(*list, text)
		numbers[text] = n
	}
	return n
}

func (w *words) pack(e *Event) packed {
	p := packed{second: e.At.Unix(), nanosecond: int32(e.At.Nanosecond())}
	p.kind = number(&w.kinds, w.kind, e.Kind)
	if !e.Party.IsZero() {
		p.party = number(&w.parties, w.party, e.Party)
	}
	if e.Attribute != "" {
		p.change = number(&w.changes, w.change, [2]string{e.Attribute, e.Value})
	}
	if zone := e.At.Location(); zone.String() != "" {
		p.zone = number(&w.zones, w.zone, zone)
		return p
	}
	name, offset := e.At.Zone()
	n, ok := w.offset[offset]
	if !ok {
		n = int32(len(w.zones))
		w.zones = append(w.zones, time.FixedZone(name, offset))
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

// diary is the events of a case, in the order they came.
type diary struct {
	words  *words
	ids    []logistics.ID
	events []packed
}

// appendTo unpacks the events.
func (h *diary) appendTo(list []Event) []Event {
	for i := range h.events {
		list = append(list, h.words.unpack(h.ids[i], &h.events[i]))
	}
	return list
}

// joined is a history of the events of two.
func joined(a, b *diary, w *words) diary {
	h := diary{words: w}
	for _, e := range b.appendTo(a.appendTo(nil)) {
		h.ids, h.events = append(h.ids, e.ID), append(h.events, w.pack(&e))
	}
	return h
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
