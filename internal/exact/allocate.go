package exact

import (
	"math/bits"
	"slices"
)

// onStack is how many parts a split handles without allocating.
const onStack = 32

// Allocate writes into dst, one entry for each weight, the parts of total in proportion to weights by
// the largest remainder: every part is its exact share rounded down or up to a whole unit, the parts
// sum to total, a zero weight gets nothing, equal remainders are served in index order, and a negative
// total is split as its mirror image. dst and weights have the same length and may not overlap.
func Allocate(dst []int64, total int64, weights []int64) error {
	if len(dst) != len(weights) {
		return ErrWeights
	}
	sum, err := sumWeights(weights)
	if err != nil {
		return err
	}
	whole := magnitude(total)
	var smallRemainders [onStack]uint64
	remainders := smallRemainders[:0]
	if len(weights) > onStack {
		remainders = make([]uint64, 0, len(weights))
	}
	left := whole
	for i, w := range weights {
		hi, lo := bits.Mul64(whole, uint64(w))
		q, r := bits.Div64(hi, lo, sum) // w <= sum, so the quotient is at most whole
		dst[i] = int64(q)
		remainders = append(remainders, r)
		left -= q
	}
	giveRemainder(dst, remainders, int(left))
	if total < 0 {
		for i, part := range dst {
			dst[i] = -part
		}
	}
	return nil
}

func sumWeights(weights []int64) (uint64, error) {
	var sum uint64
	for _, w := range weights {
		if w < 0 {
			return 0, ErrWeights
		}
		next := sum + uint64(w)
		if next > 1<<63-1 {
			return 0, ErrOverflow
		}
		sum = next
	}
	if sum == 0 {
		return 0, ErrWeights
	}
	return sum, nil
}

// giveRemainder adds one unit to the left parts with the largest remainders. There are always fewer
// units left than parts with a remainder, so a part with none is never touched.
func giveRemainder(dst []int64, remainders []uint64, left int) {
	if left == 0 {
		return
	}
	var smallOrder [onStack]int
	order := smallOrder[:0]
	if len(dst) > onStack {
		order = make([]int, 0, len(dst))
	}
	for i := range dst {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case remainders[a] > remainders[b]:
			return -1
		case remainders[a] < remainders[b]:
			return 1
		default:
			return 0
		}
	})
	for _, i := range order[:left] {
		dst[i]++
	}
}
