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
	few []keyed              // while they are few, in the order in which they came up: of each customer there are few
	all *[everyPattern]int64 // by key, when they are many; nil while they are few
	_   [8]byte              // so that it is as long as a line of the cache
}

// keyed is a pattern that came up, and may be gone again.
type keyed struct {
	count int64
	key   uint16
}

// fewPatterns is how many are looked for one by one.
const fewPatterns = 128

// Add counts one more case.
func (p *Patterns) Add(rights logistics.Rights) error {
	if p.self != p || p.n == math.MaxInt64 {
		if err := p.own(1); err != nil {
			return err
		}
	}
	key := keyOf(rights)
	p.one(int(key))
	if len(p.few) > 0 && p.few[0].key == key { // the first to come up is what most cases are
		p.few[0].count++
		return nil
	}
	*p.place(key)++
	return nil
}

// place is where the cases of a pattern are counted, made where there is none.
func (p *Patterns) place(key uint16) *int64 {
	if p.all != nil {
		return &p.all[key]
	}
	for i := range p.few {
		if p.few[i].key == key {
			return &p.few[i].count
		}
	}
	return p.another(key)
}

// another makes room for a pattern that has none.
func (p *Patterns) another(key uint16) *int64 {
	if len(p.few) < fewPatterns {
		if p.few == nil {
			p.few = make([]keyed, 0, 4)
		}
		p.few = append(p.few, keyed{key: key})
		return &p.few[len(p.few)-1].count
	}
	p.all = new([everyPattern]int64)
	for _, one := range p.few {
		p.all[one.key] = one.count
	}
	p.few = nil
	return &p.all[key]
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
	for _, one := range p.few {
		if one.count > 0 {
			visit(one.key, one.count)
		}
	}
	if p.all == nil {
		return
	}
	for key, count := range p.all {
		if count > 0 {
			visit(uint16(key), count)
		}
	}
}

// cases is how many there are of a pattern.
func (p *Patterns) cases(key uint16) int64 {
	if p.all != nil {
		return p.all[key]
	}
	for _, one := range p.few {
		if one.key == key {
			return one.count
		}
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
		return fault("", logistics.FaultConflict, rights.String(), "taken out and never added")
	}
	*p.place(key)--
	p.add(int(key), -1)
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
	o.each(func(key uint16, count int64) {
		*p.place(key) += count
		p.add(int(key), count)
	})
	return nil
}

// Sub takes out what another has counted: it undoes Merge. On a fault nothing is taken out.
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
		return fault("", logistics.FaultConflict, digits(lacking), "more taken out than was added")
	}
	o.each(func(key uint16, count int64) {
		*p.place(key) -= count
		p.add(int(key), -count)
	})
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
		order uint16
		count int64
	}
	list := make([]counted, 0, len(p.few))
	p.each(func(key uint16, count int64) {
		judged, missed := bitsOf(key)
		list = append(list, counted{uint16(judged)<<8 | uint16(missed), count})
	})
	slices.SortFunc(list, func(a, b counted) int { return cmp.Compare(a.order, b.order) })
	dst = append(dst, patternsTag, binaryVersion)
	for _, one := range list {
		dst = append(dst, byte(one.order>>8), byte(one.order))
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
	last := -1
	for rest := data[2:]; len(rest) > 0; {
		if len(rest) < 3 {
			return corrupt("ends within a pattern")
		}
		rights, err := logistics.RightsOf(rest[0], rest[1])
		if err != nil {
			return err
		}
		order := int(rest[0])<<8 | int(rest[1])
		if order <= last {
			return corrupt("patterns are not in order")
		}
		count, after, ok := readCount(rest[2:])
		if !ok || count > math.MaxInt64-read.n {
			return corrupt("a pattern without a count")
		}
		key := keyOf(rights)
		*read.place(key) += count
		read.add(int(key), count)
		rest, last = after, order
	}
	*p = read
	p.self = p
	return nil
}
