package count

import (
	"cmp"
	"encoding/binary"
	"maps"
	"math"
	"slices"

	"github.com/logicrm/logistics"
)

// Frequencies counts how often each of many things came up: codes of complaints, products returned,
// customers served. All of them are kept, so that the most frequent are exact, whatever the order and the
// split, and can be removed again. Up to 2^24 different ones are counted. The zero Frequencies has
// counted nothing, and is the identity of Merge.
//
// A copy is independent: it takes memory of its own when it is first changed. A copy whose original was changed before
// that has lost what it held: from then on it is a [logistics.FaultConflict], and Clone is what should have been used.
type Frequencies struct {
	self   *Frequencies           // whose memory it is
	counts map[logistics.ID]int64 // every count above zero
	n      int64
	taken  uint64  // how many were removed
	moved  *uint64 // how many went into the memory or out, for all that share it; nil where there is none
}

// Frequency is how often one thing came up.
type Frequency struct {
	ID    logistics.ID `json:"id"`
	Count int64        `json:"count"`
}

// maxDistinct bounds what an accumulator can be made to hold: some gigabytes.
const maxDistinct = 1 << 24

// Add counts n more of a thing, at least one.
func (f *Frequencies) Add(id logistics.ID, n int64) error { return f.add(id, n, maxDistinct) }

func (f *Frequencies) add(id logistics.ID, n int64, most int) error {
	if id.IsZero() || n < 1 {
		return checkFrequency(id, n)
	}
	if f.self != f || f.n > math.MaxInt64-n {
		if err := f.own(n); err != nil {
			return err
		}
	}
	if len(f.counts) >= most {
		if _, known := f.counts[id]; !known {
			return tooManyIDs(most)
		}
	}
	f.counts[id] += n
	f.added(n)
	return nil
}

// added goes on after n more were counted.
func (f *Frequencies) added(n int64) {
	f.n += n
	*f.moved += uint64(n)
}

// stand is what moved has to be for the memory to be as it was when this was last changed.
func (f *Frequencies) stand() uint64 { return uint64(f.n) + 2*f.taken }

func (f *Frequencies) intact() bool { return f.moved == nil || *f.moved == f.stand() }

// own makes sure of memory of its own, and of room for so many more.
func (f *Frequencies) own(more int64) error {
	if f.self != f {
		if !f.intact() {
			return outgrown()
		}
		f.detach()
		f.self = f
	}
	if f.n > math.MaxInt64-more {
		return fault("/count", logistics.FaultOutOfRange, digits(more), "the sum does not fit 64 bits")
	}
	return nil
}

func (f *Frequencies) detach() {
	moved := f.stand()
	f.moved = &moved
	if f.counts = maps.Clone(f.counts); f.counts == nil {
		f.counts = make(map[logistics.ID]int64)
	}
}

// Remove takes out n of a thing that were added. What was not added is refused.
func (f *Frequencies) Remove(id logistics.ID, n int64) error {
	if id.IsZero() || n < 1 {
		return checkFrequency(id, n)
	}
	if err := f.own(0); err != nil {
		return err
	}
	if f.counts[id] < n {
		what := "cannot remove more than were added of " + id.String()
		return fault("/count", logistics.FaultConflict, digits(n), what)
	}
	f.take(id, n)
	return nil
}

// take takes out what is known to be there; a count that comes to nothing goes.
func (f *Frequencies) take(id logistics.ID, n int64) {
	if f.counts[id] -= n; f.counts[id] == 0 {
		delete(f.counts, id)
	}
	f.n -= n
	f.taken += uint64(n)
	*f.moved += uint64(n)
}

func checkFrequency(id logistics.ID, n int64) error {
	var faults logistics.Faults
	if id.IsZero() {
		faults.Required("/id", "id is required")
	}
	if n < 1 {
		faults.OutOfRange("/count", digits(n), "at least 1")
	}
	return faults.Err()
}

func tooManyIDs(most int) error {
	return fault("/id", logistics.FaultTooMany, digits(int64(most)), "too many different ids in one accumulator")
}

// Merge adds what another has counted.
func (f *Frequencies) Merge(o Frequencies) error { return f.merge(o, maxDistinct) }

func (f *Frequencies) merge(o Frequencies, most int) error {
	if !o.intact() {
		return outgrown()
	}
	if err := f.own(o.n); err != nil {
		return err
	}
	if distinct := len(f.counts); distinct+len(o.counts) > most {
		for id := range o.counts {
			if _, known := f.counts[id]; !known {
				distinct++
			}
		}
		if distinct > most {
			return tooManyIDs(most)
		}
	}
	for id, n := range o.counts {
		f.counts[id] += n
	}
	f.added(o.n)
	return nil
}

// Sub removes what another has counted: it undoes Merge. On a fault nothing is removed.
func (f *Frequencies) Sub(o Frequencies) error {
	if !o.intact() {
		return outgrown()
	}
	if err := f.own(0); err != nil {
		return err
	}
	for id, n := range o.counts {
		if f.counts[id] < n {
			return fault("/count", logistics.FaultConflict, digits(o.n), "cannot remove more than was added")
		}
	}
	for id, n := range o.counts {
		f.take(id, n)
	}
	return nil
}

// Clone is a Frequencies of its own, whatever becomes of this one.
func (f Frequencies) Clone() Frequencies {
	if f.intact() {
		f.detach()
		f.self = nil
	}
	return f
}

// N is how often anything came up: the sum of all counts.
func (f Frequencies) N() int64 { return f.n }

// Distinct is how many different things came up. A copy that has lost what it held has none.
func (f Frequencies) Distinct() int {
	if !f.intact() {
		return 0
	}
	return len(f.counts)
}

// Count is how often one thing came up.
func (f Frequencies) Count(id logistics.ID) (int64, error) {
	if !f.intact() {
		return 0, outgrown()
	}
	return f.counts[id], nil
}

// Top has the k most frequent things, or all when there are fewer, ordered by count from the greatest, then
// by id.
func (f Frequencies) Top(k int) ([]Frequency, error) {
	if !f.intact() {
		return nil, outgrown()
	}
	if k = min(k, len(f.counts)); k <= 0 {
		return []Frequency{}, nil
	}
	order := func(a, b Frequency) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), a.ID.Compare(b.ID))
	}
	// Whenever twice as many are at hand the lesser half goes, so that a few of very many are not
	// found by sorting them all.
	top := make([]Frequency, 0, 2*k)
	full := false
	for id, n := range f.counts {
		next := Frequency{id, n}
		if full && order(next, top[k-1]) > 0 {
			continue
		}
		if top = append(top, next); len(top) == 2*k {
			slices.SortFunc(top, order)
			top, full = top[:k], true
		}
	}
	slices.SortFunc(top, order)
	return slices.Clone(top[:k]), nil
}

// AppendBinary appends the canonical bytes: the same counts always give the same ones. They are the
// letter F, the version 1, and for every thing, ordered by scheme and value of its id, the length of the
// text of the id in one byte, the text, and the count as an unsigned varint.
func (f Frequencies) AppendBinary(dst []byte) ([]byte, error) {
	if !f.intact() {
		return nil, outgrown()
	}
	dst = append(dst, frequenciesTag, binaryVersion)
	for _, id := range slices.SortedFunc(maps.Keys(f.counts), logistics.ID.Compare) {
		text := id.String()
		dst = append(dst, byte(len(text)))
		dst = append(dst, text...)
		dst = binary.AppendUvarint(dst, uint64(f.counts[id]))
	}
	return dst, nil
}

// MarshalBinary is AppendBinary to a slice of its own.
func (f Frequencies) MarshalBinary() ([]byte, error) { return f.AppendBinary(nil) }

// MarshalText is the form of MarshalBinary in base64.
func (f Frequencies) MarshalText() ([]byte, error) { return textOf(f) }

// UnmarshalText reads the form of MarshalText and refuses all others.
func (f *Frequencies) UnmarshalText(text []byte) error { return readText(text, f) }

// UnmarshalBinary reads the bytes of AppendBinary and refuses all others.
func (f *Frequencies) UnmarshalBinary(data []byte) error {
	if err := checkHead(data, frequenciesTag); err != nil {
		return err
	}
	var read Frequencies
	var last logistics.ID
	for rest := data[2:]; len(rest) > 0; {
		end := 1 + int(rest[0])
		if len(rest) < end {
			return corrupt("ends within an id")
		}
		text := string(rest[1:end])
		id, err := logistics.ParseID(text)
		if err != nil {
			return err
		}
		if id.String() != text || last.Compare(id) >= 0 {
			return corrupt("ids are not in order, or not in their own form")
		}
		count, after, ok := readCount(rest[end:])
		if !ok {
			return corrupt("an id without a count")
		}
		if err := read.Add(id, count); err != nil {
			return err
		}
		rest, last = after, id
	}
	*f = read
	f.self = f
	return nil
}
