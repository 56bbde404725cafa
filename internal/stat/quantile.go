package stat

import "math/bits"

// SampleQuantile is the quantile of sorted values at the share num in den, by one of the nine definitions of
// Hyndman and Fan, numbered as they are; 7 is the usual one of spreadsheets, 6 that of Weibull. The domain is
// one value or more, a share from 0 to 1 and a definition from 1 to 9. The rank is taken in whole numbers: where
// n times the share is whole, no rounding moves it to the next value.
func SampleQuantile(sorted []float64, num, den int64, definition int) (float64, error) {
	if len(sorted) == 0 || den <= 0 || num < 0 || num > den || definition < 1 || definition > 9 {
		return 0, ErrDomain
	}
	n := uint64(len(sorted))
	at := func(rank uint64) float64 { return sorted[min(max(rank, 1), n)-1] }
	if definition <= 3 {
		rank, rest := shareOf(n, num, den)
		return stepped(at, rank, rest, uint64(den), definition), nil
	}
	// The rank is (before + times·share) ÷ parts.
	p := plotting[definition-4]
	whole, rest := shareOf(p.parts*n+p.more-p.less, num, den)
	whole += p.before
	share := (float64(whole%p.parts) + float64(rest)/float64(den)) / float64(p.parts)
	return between(at(whole/p.parts), at(whole/p.parts+1), share), nil
}

// shareOf is n·num ÷ den, whole and what is left of den. The share is at most 1.
func shareOf(n uint64, num, den int64) (whole, rest uint64) {
	high, low := bits.Mul64(n, uint64(num))
	if high >= uint64(den) { // only where den is 1 and n has 64 bits
		return n, 0
	}
	return bits.Div64(high, low, uint64(den))
}

// stepped are the definitions that give a value of the sample, or the middle of two.
func stepped(at func(uint64) float64, rank, rest, den uint64, definition int) float64 {
	switch {
	case definition == 1 && rest == 0:
		return at(rank)
	case definition == 2 && rest == 0:
		return between(at(rank), at(rank+1), 0.5)
	// the nearest rank, of two the even one
	case definition == 3 && (rest < den-rest || rest == den-rest && rank%2 == 0):
		return at(rank)
	}
	return at(rank + 1)
}

// plotting are the positions of the definitions 4 to 9: a + share·(n+1−a−b), in parts of one. Before is a, more and
// less are 1−a−b.
var plotting = [6]struct{ parts, before, more, less uint64 }{
	{parts: 1},
	{parts: 2, before: 1},
	{parts: 1, more: 1},
	{parts: 1, before: 1, less: 1},
	{parts: 3, before: 1, more: 1},
	{parts: 8, before: 3, more: 2},
}

func between(a, b, share float64) float64 {
	if share == 0 || a == b { // two products of the same value need not sum to it
		return a
	}
	return float64((1-share)*a) + float64(share*b)
}
