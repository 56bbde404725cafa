package kpi

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Histogram accumulates whole values of either sign in buckets whose width is a sixteenth of their power of
// two: minutes early and late, days, cents. Values of up to 31 to either side have a bucket of their own; any
// other is known to within one part in sixteen, and the middle of its bucket is off by less than one
// part in thirty-two. Counts are whole, so that the quantiles are the same whatever the order and the split,
// and values can be taken out again. The zero Histogram has counted nothing, and is the identity of Merge.
// A copy shares memory with the original: use Clone.
type Histogram struct {
	few    []int16 // while they are few, the places of the values as they came: a hundredth of the memory
	low    int     // place of the first bucket
	counts []int64 // from the first bucket with something to the last, or wider; nil while they are few
	n      int64
}

// fewValues is how many are kept by themselves.
const fewValues = 128

// finest is how many buckets an octave has.
const (
	finestBits = 4
	finest     = 1 << finestBits
	lastPlace  = finest + (63-finestBits)*finest + finest - 1
)

// place is the bucket of a value: 0 for 0, and mirrored around it.
func place(x int64) int {
	if x >= 0 {
		return placeOf(uint64(x))
	}
	return -placeOf(-uint64(x))
}

func placeOf(m uint64) int {
	if m < finest {
		return int(m)
	}
	octave := bits.Len64(m) - 1 - finestBits
	return finest + octave*finest + int(m>>octave)&(finest-1)
}

// Bucket is where a value lies: from Low to High, both included.
type Bucket struct {
	Low  int64 `json:"low"`
	High int64 `json:"high"`
}

// Middle is the value to show for a bucket: off by less than one part in thirty-two.
func (b Bucket) Middle() int64 { return b.Low + int64(uint64(b.High-b.Low)/2) }

// bucketAt are the values of a place.
func bucketAt(p int) Bucket {
	if p < 0 {
		b := bucketAt(-p)
		if b.High < 0 { // the least int64, whose amount no int64 has
			return Bucket{math.MinInt64, math.MinInt64}
		}
		return Bucket{-b.High, -b.Low}
	}
	if p < finest {
		return Bucket{int64(p), int64(p)}
	}
	octave := p/finest - 1
	low := uint64(finest+p%finest) << octave
	high := low + 1<<octave - 1
	return Bucket{int64(low), int64(high)}
}

// Add counts one more value.
func (h *Histogram) Add(x int64) error {
	if h.n == math.MaxInt64 {
		return fault("", logistics.FaultOutOfRange, digits(h.n), "the number of values does not fit 64 bits")
	}
	h.count(place(x), 1)
	h.n++
	return nil
}

// count counts n values of a place, which is 1 where they are few.
func (h *Histogram) count(p int, n int64) {
	if h.counts == nil {
		if len(h.few) < fewValues && n == 1 {
			if h.few == nil {
				h.few = make([]int16, 0, finest)
			}
			h.few = append(h.few, int16(p))
			return
		}
		h.spread()
	}
	i := p - h.low
	if uint(i) >= uint(len(h.counts)) {
		i = h.widen(p)
	}
	h.counts[i] += n
}

// spread moves the values that were few into counts.
func (h *Histogram) spread() {
	if h.counts != nil {
		return
	}
	few := h.few
	h.few, h.low, h.counts = nil, 0, []int64{}
	for _, p := range few {
		h.count(int(p), 1)
	}
}

// Remove takes out a value that was added. What can be seen not to have been added is refused.
func (h *Histogram) Remove(x int64) error {
	p := place(x)
	if at := slices.Index(h.few, int16(p)); at >= 0 {
		last := len(h.few) - 1
		h.few[at] = h.few[last]
		h.few = h.few[:last]
		h.n--
		return nil
	}
	i := p - h.low
	if uint(i) >= uint(len(h.counts)) || h.counts[i] == 0 {
		return fault("", logistics.FaultConflict, digits(x), "taken out and never added")
	}
	h.counts[i]--
	h.n--
	return nil
}

// widen makes room for a place, with some to spare, and returns its index.
func (h *Histogram) widen(p int) int {
	if len(h.counts) == 0 {
		h.low, h.counts = p, make([]int64, 1, finest)
		return 0
	}
	low, high := min(h.low, p), max(h.low+len(h.counts)-1, p)
	if p < h.low {
		low = max(low-finest, -lastPlace)
	} else {
		high = min(high+finest, lastPlace)
	}
	counts := make([]int64, high-low+1)
	copy(counts[h.low-low:], h.counts)
	h.low, h.counts = low, counts
	return p - low
}

// Clone is a Histogram of its own.
func (h Histogram) Clone() Histogram {
	h.few, h.counts = slices.Clone(h.few), slices.Clone(h.counts)
	return h
}

// whole is the same values in counts.
func (h Histogram) whole() Histogram {
	if h.counts == nil {
		h.spread()
	}
	return h
}

// Merge adds what another has counted.
func (h *Histogram) Merge(o Histogram) error {
	if h.n > math.MaxInt64-o.n {
		return fault("", logistics.FaultOutOfRange, digits(o.n), "the number of values does not fit 64 bits")
	}
	for _, p := range o.few {
		h.count(int(p), 1)
	}
	for i, count := range o.counts {
		if count > 0 {
			h.count(o.low+i, count)
		}
	}
	h.n += o.n
	return nil
}

// Sub takes out what another has counted: it undoes Merge. On a fault nothing is taken out.
func (h *Histogram) Sub(o Histogram) error {
	h.spread()
	o = o.whole()
	for i, count := range o.counts {
		if at := o.low + i - h.low; count > 0 && (uint(at) >= uint(len(h.counts)) || h.counts[at] < count) {
			return fault("", logistics.FaultConflict, digits(count), "more taken out than was added")
		}
	}
	for i, count := range o.counts {
		if count > 0 {
			h.counts[o.low+i-h.low] -= count
		}
	}
	h.n -= o.n
	return nil
}

// N is how many values were counted.
func (h Histogram) N() int64 { return h.n }

// Quantile is the bucket of the smallest value that a share of all values does not exceed: 1/2 is the
// median, 95 % what 19 of 20 stay within, 0 the least. ok is false when there is no value, or the
// share is not from 0 to 1.
func (h Histogram) Quantile(share logistics.Ratio) (b Bucket, ok bool) {
	if h.n == 0 || share.Den() <= 0 || share.Num() < 0 || share.Num() > share.Den() {
		return Bucket{}, false
	}
	// The first place where cumulative ÷ n reaches the share, compared without rounding.
	h = h.whole()
	cumulative := int64(0)
	for i, count := range h.counts {
		cumulative += count
		if count > 0 && exact.CompareProducts(cumulative, share.Den(), share.Num(), h.n) >= 0 {
			return bucketAt(h.low + i), true
		}
	}
	return Bucket{}, false
}

// AppendBinary appends the canonical bytes: the same values always give the same ones. They are the
// letter H, the version 1, and for every bucket that has something, in order, its place as a signed and its
// count as an unsigned varint.
func (h Histogram) AppendBinary(dst []byte) ([]byte, error) {
	dst = append(dst, histogramTag, binaryVersion)
	h = h.whole()
	for i, count := range h.counts {
		if count > 0 {
			dst = binary.AppendVarint(dst, int64(h.low+i))
			dst = binary.AppendUvarint(dst, uint64(count))
		}
	}
	return dst, nil
}

// MarshalBinary is AppendBinary to a slice of its own.
func (h Histogram) MarshalBinary() ([]byte, error) { return h.AppendBinary(nil) }

// UnmarshalBinary reads the bytes of AppendBinary and refuses all others.
func (h *Histogram) UnmarshalBinary(data []byte) error {
	if err := checkHead(data, histogramTag); err != nil {
		return err
	}
	var read Histogram
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
		i := int(at) - read.low
		if uint(i) >= uint(len(read.counts)) {
			i = read.widen(int(at))
		}
		read.counts[i] = int64(count)
		read.n += int64(count)
	}
	if canonical, _ := read.AppendBinary(nil); string(canonical) != string(data) {
		return corrupt("not the shortest form")
	}
	*h = read
	return nil
}
