package kpi

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/logicrm/logistics"
)

// Patterns counts cases by which of the seven rights were judged and which of those were missed: what
// DivideMisses divides. The zero Patterns has counted nothing, and is the identity of Merge. A copy shares
// memory with the original: use Clone.
type Patterns struct {
	// A hash table: there are few patterns where there are many cases, and of each customer fewer, so
	// that a place for all 2187 would mostly be empty. Its length is a power of two, and a quarter of it
	// or more is free.
	slots []slot
	used  int
	n     int64
}

// slot is a pattern that came up, and may be gone again.
type slot struct {
	count int64
	key   uint16 // 0 is a free slot
}

// keyOf is what was judged, then what was missed. No right has the highest bit: it keeps a key from
// being 0.
func keyOf(rights logistics.Rights) uint16 {
	judged, missed := rights.Bits()
	return 1<<15 | uint16(judged)<<8 | uint16(missed)
}

func (s slot) bits() (judged, missed uint8) { return uint8(s.key >> 8 &^ (1 << 7)), uint8(s.key) }

// find is the slot of a key, or the free one that it would take; nil where there is no slot at all.
func (p *Patterns) find(key uint16) *slot {
	if len(p.slots) == 0 {
		return nil
	}
	last := uint32(len(p.slots) - 1)
	// Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4.
	for i := uint32(key) * 0x9E3779B1 >> 16; ; i++ {
		if s := &p.slots[i&last]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// add counts cases that are known to fit.
func (p *Patterns) add(key uint16, cases int64) {
	s := p.find(key)
	if s == nil || s.key == 0 {
		s = p.take(key)
	}
	s.count += cases
	p.n += cases
}

// take makes a slot the one of a key that has none.
func (p *Patterns) take(key uint16) *slot {
	if p.used >= len(p.slots)/4*3 {
		old := p.slots
		p.slots, p.used = make([]slot, max(8, 2*len(old))), 0
		for _, s := range old {
			if s.count > 0 {
				*p.find(s.key) = s
				p.used++
			}
		}
	}
	p.used++
	s := p.find(key)
	s.key = key
	return s
}

// Add counts one more case.
func (p *Patterns) Add(rights logistics.Rights) error {
	if p.n == math.MaxInt64 {
		return fault("", logistics.FaultOutOfRange, digits(p.n), "the number of cases does not fit 64 bits")
	}
	p.add(keyOf(rights), 1)
	return nil
}

// Remove takes out a case that was added. What was not added is refused.
func (p *Patterns) Remove(rights logistics.Rights) error {
	s := p.find(keyOf(rights))
	if s == nil || s.count == 0 {
		return fault("", logistics.FaultConflict, rights.String(), "taken out and never added")
	}
	s.count--
	p.n--
	return nil
}

// Merge adds what another has counted.
func (p *Patterns) Merge(o Patterns) error {
	if p.n > math.MaxInt64-o.n {
		return fault("", logistics.FaultOutOfRange, digits(o.n), "the number of cases does not fit 64 bits")
	}
	for _, s := range o.slots {
		if s.count > 0 {
			p.add(s.key, s.count)
		}
	}
	return nil
}

// Sub takes out what another has counted: it undoes Merge. On a fault nothing is taken out.
func (p *Patterns) Sub(o Patterns) error {
	for _, s := range o.slots {
		if s.count == 0 {
			continue
		}
		if have := p.find(s.key); have == nil || have.count < s.count {
			return fault("", logistics.FaultConflict, digits(s.count), "more taken out than was added")
		}
	}
	for _, s := range o.slots {
		if s.count > 0 {
			p.find(s.key).count -= s.count
		}
	}
	p.n -= o.n
	return nil
}

// Clone is a Patterns of its own.
func (p Patterns) Clone() Patterns {
	p.slots = slices.Clone(p.slots)
	return p
}

// N is how many cases were counted.
func (p Patterns) N() int64 { return p.n }

// List has every pattern that was counted, ordered by its text.
func (p Patterns) List() []Pattern {
	type named struct {
		Pattern
		text string
	}
	counted := p.counted()
	list := make([]named, 0, len(counted))
	for _, s := range counted {
		rights, err := logistics.RightsOf(s.bits())
		if err != nil {
			continue // cannot be: the key was made of rights
		}
		list = append(list, named{Pattern{rights, s.count}, rights.String()})
	}
	slices.SortFunc(list, func(a, b named) int { return cmp.Compare(a.text, b.text) })
	patterns := make([]Pattern, len(list))
	for i, p := range list {
		patterns[i] = p.Pattern
	}
	return patterns
}

// counted are the slots with cases, ordered by key.
func (p Patterns) counted() []slot {
	counted := make([]slot, 0, p.used)
	for _, s := range p.slots {
		if s.count > 0 {
			counted = append(counted, s)
		}
	}
	slices.SortFunc(counted, func(a, b slot) int { return cmp.Compare(a.key, b.key) })
	return counted
}

const patternsTag = 'R'

// AppendBinary appends the canonical bytes: the same cases always give the same ones. They are the letter
// R, the version 1, and for every pattern that was counted the rights judged and the rights missed in one
// byte each, the first right in the lowest bit, and its count as an unsigned varint. Patterns are ordered
// by these two bytes.
func (p Patterns) AppendBinary(dst []byte) ([]byte, error) {
	dst = append(dst, patternsTag, binaryVersion)
	for _, s := range p.counted() {
		judged, missed := s.bits()
		dst = append(dst, judged, missed)
		dst = binary.AppendUvarint(dst, uint64(s.count))
	}
	return dst, nil
}

// MarshalBinary is AppendBinary to a slice of its own.
func (p Patterns) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

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
		read.add(key, count)
		rest, last = after, key
	}
	*p = read
	return nil
}

// readCount reads an unsigned varint in its shortest form, of 1 or more.
func readCount(data []byte) (count int64, rest []byte, ok bool) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n == 0 || n > math.MaxInt64 || data[size-1] == 0 {
		return 0, nil, false
	}
	return int64(n), data[size:], true
}
