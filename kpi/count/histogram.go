package count

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Histogram accumulates whole values of either sign in buckets whose width is a sixteenth of their power of
// two: minutes early and late, days, cents. Values of up to 31 to either side have a bucket of their own; any
// other is known to within one part in sixteen, and the middle of its bucket is off by less than one
// part in thirty-two. Counts are whole, so that the quantiles are the same whatever the order and the split,
// and values can be removed again. The zero Histogram has counted nothing, and is the identity of Merge.
//
// A copy is independent: it takes memory of its own when it is first changed. A copy whose original was changed before
// that has lost what it held: from then on it is a [logistics.FaultConflict], and Clone is what should have been used.
type Histogram struct {
	self *Histogram // whose memory it is
	content
	// memory is the counts from the first bucket with something to the last, or wider. While the values are few it has
	// their places as they came, four in a word: a hundredth of the memory. All together this is as long as a line of
	// the cache.
	memory []int64
	open   int64 // the places that do not fill a word yet: memory is written to when they do, and not read
	low    int16 // place of the first bucket; while memory has no counts, too low for any place to be in it
	few    uint8 // how many values are kept by themselves
	dense  bool  // they are in counts
}

// fewValues is how many are kept by themselves, and noCounts the low of a memory that holds them.
const (
	fewValues = 128
	noCounts  = math.MinInt16
)

// Add counts one more value.
func (h *Histogram) Add(x int64) error {
	if h.self != h || h.n == math.MaxInt64 {
		if err := h.own(1); err != nil {
			return err
		}
	}
	p := place(x)
	if i := p - int(h.low); uint(i) < uint(len(h.memory)) {
		h.memory[i]++
	} else {
		h.countAnother(p, 1)
	}
	h.one(p)
	return nil
}

// own makes sure of memory of its own, and of room for so many more values.
func (h *Histogram) own(more int64) error {
	if h.self != h {
		if !h.intact() {
			return outgrown()
		}
		h.memory, h.self = slices.Clone(h.memory), h
	}
	if h.n > math.MaxInt64-more {
		return fault("", logistics.FaultOutOfRange, digits(more), "the number of values does not fit 64 bits")
	}
	return nil
}

// intact reports whether the memory holds what it held when this was last changed.
func (h *Histogram) intact() bool {
	var held content
	h.each(func(p int, n int64) bool {
		held.add(p, n)
		return true
	})
	return held == h.content
}

// each visits the places with values until it is told to stop: in order, unless they are few.
func (h *Histogram) each(visit func(p int, n int64) bool) {
	if !h.dense {
		for i := range int(h.few) {
			if !visit(h.fewAt(i), 1) {
				return
			}
		}
		return
	}
	for i, n := range h.memory {
		if n != 0 && !visit(int(h.low)+i, n) {
			return
		}
	}
}

const perWord = 4

// fewAt is the place of a value that is kept by itself.
func (h *Histogram) fewAt(i int) int {
	word := h.open
	if i/perWord < int(h.few)/perWord {
		word = h.memory[i/perWord]
	}
	return int(int16(word >> (i % perWord * 16)))
}

// pushFew keeps one more value by itself.
func (h *Histogram) pushFew(p int) {
	h.open |= int64(uint16(p)) << (h.few % perWord * 16)
	if h.few++; h.few%perWord == 0 {
		if h.memory == nil {
			h.memory, h.low = make([]int64, 0, perWord), noCounts
		}
		h.memory = append(h.memory, h.open)
		h.open = 0
	}
}

// popFew takes the last value out that is kept by itself.
func (h *Histogram) popFew() int {
	h.few--
	if last := len(h.memory) - 1; h.few%perWord == perWord-1 {
		h.memory, h.open = h.memory[:last], h.memory[last]
	}
	p := h.fewAt(int(h.few))
	h.open &^= 0xffff << (h.few % perWord * 16)
	return p
}

// count counts n values of a place, which is 1 where they are few.
func (h *Histogram) count(p int, n int64) {
	if i := p - int(h.low); uint(i) < uint(len(h.memory)) {
		h.memory[i] += n
	} else {
		h.countAnother(p, n)
	}
}

// countAnother counts values of a place that has no count yet.
func (h *Histogram) countAnother(p int, n int64) {
	if !h.dense {
		if h.few < fewValues && n == 1 {
			h.pushFew(p)
			return
		}
		h.spread()
		h.count(p, n)
		return
	}
	h.memory[h.widen(p)] += n
}

// spread moves the values that were few into counts.
func (h *Histogram) spread() {
	if h.dense {
		return
	}
	before := *h
	h.memory, h.open, h.low, h.few, h.dense = nil, 0, 0, 0, true
	before.each(func(p int, n int64) bool {
		h.count(p, n)
		return true
	})
}

// Remove takes out a value that was added. What can be seen not to have been added is refused.
func (h *Histogram) Remove(x int64) error {
	if err := h.own(0); err != nil {
		return err
	}
	p := place(x)
	if !h.holds(p, 1) {
		return fault("", logistics.FaultConflict, digits(x), "cannot remove what was never added")
	}
	if h.dense {
		h.memory[p-int(h.low)]--
	} else {
		h.dropFew(h.fewOf(p))
	}
	h.add(p, -1)
	return nil
}

// dropFew takes out a value that is kept by itself; the last comes in its place.
func (h *Histogram) dropFew(at int) {
	last := h.popFew()
	if at == int(h.few) {
		return
	}
	word := &h.open
	if at/perWord < int(h.few)/perWord {
		word = &h.memory[at/perWord]
	}
	shift := at % perWord * 16
	*word = *word&^(0xffff<<shift) | int64(uint16(last))<<shift
}

// holds reports whether there are n values of a place, which is 1 where they are few.
func (h *Histogram) holds(p int, n int64) bool {
	if !h.dense {
		return h.fewOf(p) >= 0
	}
	i := p - int(h.low)
	return uint(i) < uint(len(h.memory)) && h.memory[i] >= n
}

// fewOf is the last value of a place that is kept by itself, or below zero.
func (h *Histogram) fewOf(p int) int {
	i := int(h.few) - 1
	for i >= 0 && h.fewAt(i) != p {
		i--
	}
	return i
}

// widen makes room for a place, with some to spare, and returns its index.
func (h *Histogram) widen(p int) int {
	if len(h.memory) == 0 {
		h.low, h.memory = int16(p), make([]int64, 1, finest)
		return 0
	}
	first := int(h.low)
	low, high := min(first, p), max(first+len(h.memory)-1, p)
	if p < first {
		low = max(low-finest, -lastPlace)
	} else {
		high = min(high+finest, lastPlace)
	}
	counts := make([]int64, high-low+1)
	copy(counts[first-low:], h.memory)
	h.low, h.memory = int16(low), counts
	return p - low
}

// Clone is a Histogram of its own, whatever becomes of this one.
func (h Histogram) Clone() Histogram {
	h.memory, h.self = slices.Clone(h.memory), nil
	return h
}

// whole is the same values in counts.
func (h Histogram) whole() Histogram {
	h.spread()
	return h
}

// Merge adds what another has counted.
func (h *Histogram) Merge(o Histogram) error {
	if !o.intact() {
		return outgrown()
	}
	if err := h.own(o.n); err != nil {
		return err
	}
	o.each(func(p int, n int64) bool {
		h.count(p, n)
		h.add(p, n)
		return true
	})
	return nil
}

// Sub removes what another has counted: it undoes Merge. On a fault nothing is removed.
func (h *Histogram) Sub(o Histogram) error {
	if !o.intact() {
		return outgrown()
	}
	if err := h.own(0); err != nil {
		return err
	}
	h.spread()
	o = o.whole()
	lacking := int64(0)
	o.each(func(p int, n int64) bool {
		if !h.holds(p, n) {
			lacking = n
		}
		return lacking == 0
	})
	if lacking > 0 {
		return fault("", logistics.FaultConflict, digits(lacking), "cannot remove more than was added")
	}
	o.each(func(p int, n int64) bool {
		h.memory[p-int(h.low)] -= n
		h.add(p, -n)
		return true
	})
	return nil
}

// N is how many values were counted.
func (h Histogram) N() int64 { return h.n }

// Quantile is the bucket of the smallest value that a share of all values, from 0 to 1, does not exceed: 1/2 is the
// median, 95 % what 19 of 20 stay within, 0 the least. Without a value there is none, which is a fault and not zero.
func (h Histogram) Quantile(share logistics.Ratio) (Bucket, error) {
	switch {
	case !h.intact():
		return Bucket{}, outgrown()
	case share.IsZero():
		return Bucket{}, fault("/share", logistics.FaultRequired, "", "a share of the values")
	case share.Num() < 0 || share.Num() > share.Den():
		return Bucket{}, fault("/share", logistics.FaultOutOfRange, share.String(), "0 to 100%")
	case h.n == 0:
		return Bucket{}, fault("", logistics.FaultRequired, "", "at least one counted value")
	}
	// The first place where cumulative ÷ n reaches the share, compared without rounding.
	h = h.whole()
	cumulative, at := int64(0), 0
	h.each(func(p int, n int64) bool {
		cumulative, at = cumulative+n, p
		return exact.CompareProducts(cumulative, share.Den(), share.Num(), h.n) < 0
	})
	return bucketAt(at), nil
}

// AppendBinary appends the canonical bytes: the same values always give the same ones. They are the
// letter H, the version 1, and for every bucket that has something, in order, its place as a signed and its
// count as an unsigned varint.
func (h Histogram) AppendBinary(dst []byte) ([]byte, error) {
	if !h.intact() {
		return nil, outgrown()
	}
	dst = append(dst, histogramTag, binaryVersion)
	h = h.whole()
	h.each(func(p int, n int64) bool {
		dst = binary.AppendVarint(dst, int64(p))
		dst = binary.AppendUvarint(dst, uint64(n))
		return true
	})
	return dst, nil
}

// MarshalBinary is AppendBinary to a slice of its own.
func (h Histogram) MarshalBinary() ([]byte, error) { return h.AppendBinary(nil) }

// MarshalText is the form of MarshalBinary in base64.
func (h Histogram) MarshalText() ([]byte, error) { return textOf(h) }

// UnmarshalText reads the form of MarshalText and refuses all others.
func (h *Histogram) UnmarshalText(text []byte) error { return readText(text, h) }

// UnmarshalBinary reads the bytes of AppendBinary and refuses all others.
func (h *Histogram) UnmarshalBinary(data []byte) error {
	if err := checkHead(data, histogramTag); err != nil {
		return err
	}
	read := Histogram{dense: true}
	last := int64(-lastPlace - 1)
	for rest := data[2:]; len(rest) > 0; {
		at, n := binary.Varint(rest)
		if n <= 0 || at <= last || at > lastPlace {
			return corrupt("buckets are not in order")
		}
		rest = rest[n:]
		count, n := binary.Uvarint(rest)
		if n <= 0 || count == 0 || count > uint64(math.MaxInt64-read.n) {
			return corrupt("a bucket without a count")
		}
		rest, last = rest[n:], at
		read.count(int(at), int64(count))
		read.add(int(at), int64(count))
	}
	if canonical, _ := read.AppendBinary(nil); string(canonical) != string(data) {
		return corrupt("not the shortest form")
	}
	*h = read
	h.self = h
	return nil
}
