package kpi

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
// split, and can be taken out again. Up to 2^24 different ones are counted. The zero Frequencies has
// counted nothing, and is the identity of Merge. A copy shares memory with the original: use Clone.
type Frequencies struct {
	counts map[logistics.ID]int64 // every count above zero
	n      int64
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
	if n > math.MaxInt64-f.n {
		return fault("/count", logistics.FaultOutOfRange, digits(n), "the sum does not fit 64 bits")
	}
	if len(f.counts) >= most {
		if _, known := f.counts[id]; !known {
			return tooManyIDs(most)
		}
	}
	if f.counts == nil {
		f.counts = make(map[logistics.ID]int64)
	}
	f.counts[id] += n
	f.n += n
	return nil
}

// Remove takes out n of a thing that were added. What was not added is refused.
func (f *Frequencies) Remove(id logistics.ID, n int64) error {
	if id.IsZero() || n < 1 {
		return checkFrequency(id, n)
	}
	if f.counts[id] < n {
		return fault("/count", logistics.FaultConflict, digits(n), "more taken out than were added of "+id.String())
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
}

func checkFrequency(id logistics.ID, n int64) error {
	var faults logistics.Faults
	if id.IsZero() {
		faults.Add("/id", logistics.FaultRequired, "", "what is counted")
	}
	if n < 1 {
		faults.Add("/count", logistics.FaultOutOfRange, digits(n), "at least 1")
	}
	return faults.Err()
}

func tooManyIDs(most int) *logistics.FieldError {
	return fault("/id", logistics.FaultTooMany, digits(int64(most)), "different ids in one accumulator")
}

// Merge adds what another has counted.
func (f *Frequencies) Merge(o Frequencies) error { return f.merge(o, maxDistinct) }

func (f *Frequencies) merge(o Frequencies, most int) error {
	if o.n > math.MaxInt64-f.n {
		return fault("/count", logistics.FaultOutOfRange, digits(o.n), "the sum does not fit 64 bits")
	}
	if len(f.counts)+len(o.counts) > most {
		distinct := len(f.counts)
		for id := range o.counts {
			if _, known := f.counts[id]; !known {
				distinct++
			}
		}
		if distinct > most {
			return tooManyIDs(most)
		}
	}
	if f.counts == nil {
		f.counts = make(map[logistics.ID]int64, len(o.counts))
	}
	for id, n := range o.counts {
		f.counts[id] += n
	}
	f.n += o.n
	return nil
}

// Sub takes out what another has counted: it undoes Merge. On a fault nothing is taken out.
func (f *Frequencies) Sub(o Frequencies) error {
	for id, n := range o.counts {
		if f.counts[id] < n {
			return fault("/count", logistics.FaultConflict, digits(o.n), "more taken out than was added")
		}
	}
	for id, n := range o.counts {
		f.take(id, n)
	}
	return nil
}

// Clone is a Frequencies of its own.
func (f Frequencies) Clone() Frequencies {
	f.counts = maps.Clone(f.counts)
	return f
}

// N is how often anything came up: the sum of all counts.
func (f Frequencies) N() int64 { return f.n }

// Distinct is how many different things came up.
func (f Frequencies) Distinct() int { return len(f.counts) }

// Count is how often one thing came up.
func (f Frequencies) Count(id logistics.ID) int64 { return f.counts[id] }

// Top has the k most frequent things, or all when there are fewer, ordered by count from the greatest, then
// by id.
func (f Frequencies) Top(k int) []Frequency {
	if k = min(k, len(f.counts)); k <= 0 {
		return []Frequency{}
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
	return slices.Clone(top[:k])
}

const frequenciesTag = 'F'

// AppendBinary appends the canonical bytes: the same counts always give the same ones. They are the
// letter F, the version 1, and for every thing, ordered by scheme and value of its id, the length of the
// text of the id in one byte, the text, and the count as an unsigned varint.
func (f Frequencies) AppendBinary(dst []byte) ([]byte, error) {
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
	return nil
}
