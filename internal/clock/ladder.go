package clock

// ladder finds the last of many ascending keys that is not above a value. The range of the keys is cut
// into equal buckets, a power of two wide, about two for each key; each knows where its search starts.
// Evenly spread keys are found at once, crowded ones by halving.
type ladder struct {
	keys []int64
	base int64 // where the first bucket starts
	bits uint  // a bucket is 1<<bits wide
	last []int32
}

// fewKeys is how many keys are searched one by one, which for a handful is quicker than halving.
const fewKeys = 8

// newLadder indexes keys for values in [base, top].
func newLadder(keys []int64, base, top int64) ladder {
	l := ladder{keys: keys, base: base}
	width := uint64(top - base)
	for width>>l.bits >= 2*uint64(len(keys)) && l.bits < 63 {
		l.bits++
	}
	l.last = make([]int32, width>>l.bits+2)
	i := 0
	for bucket := range l.last {
		start := base + int64(bucket)<<l.bits
		for i < len(keys) && keys[i] <= start {
			i++
		}
		l.last[bucket] = int32(i - 1)
	}
	return l
}

// find returns the index of the last key at or below the value, -1 when there is none. The value is in
// the range of the ladder and there is at least one key.
func (l *ladder) find(value int64) int {
	bucket := uint64(value-l.base) >> l.bits
	i, most := int(l.last[bucket]), int(l.last[bucket+1])
	for most-i > fewKeys {
		middle := int(uint(i+most+1) >> 1)
		if l.keys[middle] <= value {
			i = middle
		} else {
			most = middle - 1
		}
	}
	for i < most && l.keys[i+1] <= value {
		i++
	}
	return i
}
