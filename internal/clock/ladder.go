package clock

import "sort"

// ladder tells where to search rows that ascend by one of their fields. The range of the field is cut
// into equal buckets, a power of two wide, about two for each row; each knows the last row at or below
// its start. Evenly spread rows are found at once, crowded ones by halving.
type ladder struct {
	base int64 // where the first bucket starts
	bits uint  // a bucket is 1<<bits wide
	last []int32
}

// fewRows is how many rows are searched one by one, which for a handful is quicker than halving.
const fewRows = 8

func (r row) opening() int64    { return r.opens }
func (r row) openBefore() int64 { return r.before }

// newLadder indexes rows, the last of them a sentinel, for values of a field in [base, top].
func newLadder(rows []row, field func(row) int64, base, top int64) ladder {
	l := ladder{base: base}
	width, most := uint64(top-base), max(uint64(len(rows)-2), 1)
	for width>>l.bits >= 2*most && l.bits < 63 {
		l.bits++
	}
	l.last = make([]int32, width>>l.bits+2)
	i := 0
	for bucket := range l.last {
		start := base + int64(bucket)<<l.bits
		for i+2 < len(rows) && field(rows[i+1]) <= start {
			i++
		}
		l.last[bucket] = int32(i)
	}
	for bucket, i := range l.last[:len(l.last)-1] { // from left to right: the next one is not marked yet
		if l.last[bucket+1]-i > fewRows {
			l.last[bucket] = ^i
		}
	}
	return l
}

// start returns a row from which the last one whose field is not above the value is a few steps away,
// or a negative number where there are too many to step through. The value is in the range of the ladder.
func (l *ladder) start(value int64) int { return int(l.last[uint64(value-l.base)>>l.bits]) }

// halve returns the last row whose field is not above the value.
func (l *ladder) halve(rows []row, field func(row) int64, value int64) int {
	bucket := uint64(value-l.base) >> l.bits
	i, most := plain(l.last[bucket]), plain(l.last[bucket+1])
	return i + sort.Search(most-i, func(k int) bool { return field(rows[i+1+k]) > value })
}

// plain is the row of a bucket, crowded or not.
func plain(last int32) int { return int(max(last, ^last)) }
