package count

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/logicrm/logistics"
)

// Pattern is a number of cases, orders or lines, that were judged and missed alike.
type Pattern struct {
	Rights logistics.Rights `json:"rights"`
	Cases  int64            `json:"cases"`
}

// Patterns counts cases by which of the seven rights were judged and which of those were missed: what
// compare.DivideMisses divides. The zero Patterns has counted nothing, and is the identity of Merge.
//
// A copy is independent: it takes memory of its own when it is first changed. A copy whose original was changed before
// that has lost what it held: from then on it is a [logistics.FaultConflict], and Clone is what should have been used.
type Patterns struct {
	self *Patterns // whose memory it is
	content
	few  []slot               // while they are few, a hash table: of each customer there are few
	used int                  // slots of it
	all  *[everyPattern]int64 // by number, when they are many; nil while they are few
}

// slot is a pattern that came up, and may be gone again: its key, and below it its count. 0 is a free slot.
type slot uint32

const countBits = 16

func slotOf(key uint16, count int64) slot { return slot(key)<<countBits | slot(count) }

func (s slot) key() uint16  { return uint16(s >> countBits) }
func (s slot) count() int64 { return int64(s & (1<<countBits - 1)) }

// A table has at most fewSlots, a power of two of which a quarter or more is free, and an accumulator with a table at
// most fewCases, so that a count fits its slot. Beyond, an array of all patterns is quicker and costs a few bytes a
// case. BenchmarkPatternTables compares both, and a map.
const (
	leastSlots = 8
	fewSlots   = 128
	fewCases   = 8192
)

// Add counts one more case.
func (p *Patterns) Add(rights logistics.Rights) error {
	if p.self != p || p.n == math.MaxInt64 {
		if err := p.own(1); err != nil {
			return err
		}
	}
	key := keyOf(rights)
	// Nearly always it is a pattern that came up before, in the first slot it can be in.
	if p.all != nil {
		p.all[numberOf(key)]++
	} else if s := p.first(key); s != nil && s.key() == key && p.n < fewCases {
		*s++
	} else {
		p.count(key, 1)
		return nil
	}
	p.one(int(key))
	return nil
}

// count counts cases of a pattern, or takes out some that are there.
func (p *Patterns) count(key uint16, cases int64) {
	p.add(int(key), cases)
	if p.all == nil {
		if s := p.place(key); s != nil {
			*s += slot(cases) // below zero in two's complement: the key above stays
			return
		}
	}
	p.all[numberOf(key)] += cases
}

// place is the slot of a pattern, made where there is none; nil where all is in the array.
func (p *Patterns) place(key uint16) *slot {
	if s := p.find(key); s != nil && *s != 0 && p.n <= fewCases {
		return s
	}
	return p.another(key)
}

// firstSlot is where the slot of a key is looked for first, in a table of any size. Fibonacci hashing: Knuth, The Art
// of Computer Programming 3, 6.4.
func firstSlot(key uint16) int { return int(scattered(int(key)) >> 57) }

// first is that slot; nil where there is none at all.
func (p *Patterns) first(key uint16) *slot {
	if len(p.few) == 0 {
		return nil
	}
	return &p.few[firstSlot(key)&(len(p.few)-1)]
}

// find is the slot of a key, or the free one that it would take; nil where there is no slot at all.
func (p *Patterns) find(key uint16) *slot {
	at := firstSlot(key)
	for range p.few {
		if s := &p.few[at&(len(p.few)-1)]; s.key() == key || *s == 0 {
			return s
		}
		at++
	}
	return nil
}

// another makes room for a pattern that has none, or moves all into the array.
func (p *Patterns) another(key uint16) *slot {
	if p.n > fewCases || p.used == fewSlots/4*3 {
		p.spread()
		return nil
	}
	if p.used == len(p.few)/4*3 {
		before := p.few
		p.few, p.used = make([]slot, max(leastSlots, 2*len(before))), 0
		for _, s := range before {
			if s.count() > 0 {
				*p.find(s.key()) = s
				p.used++
			}
		}
	}
	p.used++
	s := p.find(key)
	*s = slotOf(key, 0)
	return s
}

// spread moves the patterns that were few into the array of all.
func (p *Patterns) spread() {
	all := new([everyPattern]int64)
	p.each(func(key uint16, count int64) { all[numberOf(key)] = count })
	p.few, p.used, p.all = nil, 0, all
}

// own makes sure of memory of its own, and of room for so many more cases.
func (p *Patterns) own(more int64) error {
	if p.self != p {
		if !p.intact() {
			return outgrown()
		}
		p.detach()
		p.self = p
	}
	if p.n > math.MaxInt64-more {
		return fault("", logistics.FaultOutOfRange, digits(more), "the number of cases does not fit 64 bits")
	}
	return nil
}

func (p *Patterns) detach() {
	p.few = slices.Clone(p.few)
	if p.all != nil {
		all := *p.all
		p.all = &all
	}
}

// intact reports whether the memory holds what it held when this was last changed.
func (p *Patterns) intact() bool {
	var held content
	p.each(func(key uint16, count int64) { held.add(int(key), count) })
	return held == p.content
}

// each visits the patterns with cases.
func (p *Patterns) each(visit func(key uint16, count int64)) {
	for _, s := range p.few {
		if s.count() > 0 {
			visit(s.key(), s.count())
		}
	}
	if p.all == nil {
		return
	}
	for number, count := range p.all {
		if count > 0 {
			visit(keyAt(number), count)
		}
	}
}

// cases is how many there are of a pattern.
func (p *Patterns) cases(key uint16) int64 {
	if p.all != nil {
		return p.all[numberOf(key)]
	}
	if s := p.find(key); s != nil {
		return s.count()
	}
	return 0
}

// Remove takes out a case that was added. What was not added is refused.
func (p *Patterns) Remove(rights logistics.Rights) error {
	if err := p.own(0); err != nil {
		return err
	}
	key := keyOf(rights)
	if p.cases(key) == 0 {
		return fault("", logistics.FaultConflict, rights.String(), "cannot remove what was never added")
	}
	p.count(key, -1)
	return nil
}

// Merge adds what another has counted.
func (p *Patterns) Merge(o Patterns) error {
	if !o.intact() {
		return outgrown()
	}
	if err := p.own(o.n); err != nil {
		return err
	}
	o.each(p.count)
	return nil
}

// Sub removes what another has counted: it undoes Merge. On a fault nothing is removed.
func (p *Patterns) Sub(o Patterns) error {
	if !o.intact() {
		return outgrown()
	}
	if err := p.own(0); err != nil {
		return err
	}
	lacking := int64(0)
	o.each(func(key uint16, count int64) {
		if p.cases(key) < count {
			lacking = count
		}
	})
	if lacking > 0 {
		return fault("", logistics.FaultConflict, digits(lacking), "cannot remove more than was added")
	}
	o.each(func(key uint16, count int64) { p.count(key, -count) })
	return nil
}

// Clone is a Patterns of its own, whatever becomes of this one.
func (p Patterns) Clone() Patterns {
	p.detach()
	p.self = nil
	return p
}

// N is how many cases were counted.
func (p Patterns) N() int64 { return p.n }

// List has every pattern that was counted, ordered by its text.
func (p Patterns) List() ([]Pattern, error) {
	if !p.intact() {
		return nil, outgrown()
	}
	type named struct {
		Pattern
		text string
	}
	list := []named{}
	p.each(func(key uint16, count int64) {
		if rights, err := logistics.RightsOf(bitsOf(key)); err == nil { // it cannot be otherwise
			list = append(list, named{Pattern{rights, count}, rights.String()})
		}
	})
	slices.SortFunc(list, func(a, b named) int { return cmp.Compare(a.text, b.text) })
	patterns := make([]Pattern, len(list))
	for i, one := range list {
		patterns[i] = one.Pattern
	}
	return patterns, nil
}

// AppendBinary appends the canonical bytes: the same cases always give the same ones. They are the letter
// R, the version 1, and for every pattern that was counted the rights judged and the rights missed in one
// byte each, the first right in the lowest bit, and its count as an unsigned varint. Patterns are ordered
// by these two bytes.
func (p Patterns) AppendBinary(dst []byte) ([]byte, error) {
	if !p.intact() {
		return nil, outgrown()
	}
	type counted struct {
		key   uint16
		count int64
	}
	list := make([]counted, 0, len(p.few))
	p.each(func(key uint16, count int64) { list = append(list, counted{key, count}) })
	slices.SortFunc(list, func(a, b counted) int { return cmp.Compare(a.key, b.key) })
	dst = append(dst, patternsTag, binaryVersion)
	for _, one := range list {
		judged, missed := bitsOf(one.key)
		dst = append(dst, judged, missed)
		dst = binary.AppendUvarint(dst, uint64(one.count))
	}
	return dst, nil
}

// MarshalBinary is AppendBinary to a slice of its own.
func (p Patterns) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// MarshalText is the form of MarshalBinary in base64.
func (p Patterns) MarshalText() ([]byte, error) { return textOf(p) }

// UnmarshalText reads the form of MarshalText and refuses all others.
func (p *Patterns) UnmarshalText(text []byte) error { return readText(text, p) }

// UnmarshalBinary reads the bytes of AppendBinary and refuses all others.
func (p *Patterns) UnmarshalBinary(data []byte) error {
	if err := checkHead(data, patternsTag); err != nil {
		return err
	}
	var read Patterns
	last := uint16(0)
	for rest := data[2:]; len(rest) > 0; {
		if len(rest) < 3 {
			return corrupt("ends within a pattern")
		}
		rights, err := logistics.RightsOf(rest[0], rest[1])
		if err != nil {
			return err
		}
		key := keyOf(rights)
		if key <= last {
			return corrupt("patterns are not in order")
		}
		count, after, ok := readCount(rest[2:])
		if !ok || count > math.MaxInt64-read.n {
			return corrupt("a pattern without a count")
		}
		read.count(key, count)
		rest, last = after, key
	}
	*p = read
	p.self = p
	return nil
}
