package count

import (
	"math"
	"math/bits"
)

// finest is how many buckets an octave has.
const (
	finestBits = 4
	finest     = 1 << finestBits
	lastPlace  = finest + (63-finestBits)*finest + finest - 1
)

// place is the bucket of a value: 0 for 0, and mirrored around it. Signs come as they like, so there is no branch for
// them.
func place(x int64) int {
	sign := x >> 63 // -1 below zero: with it, two's complement turns a sign
	return placeOf(uint64((x^sign)-sign)) ^ int(sign) - int(sign)
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
