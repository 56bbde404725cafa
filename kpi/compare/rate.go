package compare

import (
	"maps"
	"math/big"
	"slices"

	"github.com/logicrm/logistics"
)

// mostBits is how long the denominator of a sum of parts may become: some 79,000 digits.
const mostBits = 1 << 18

// rateOf is the sum of the rate effects, in parts of a scale: over the segments of both periods,
//
//	½·Σ (d/D + d′/D′)(n′/d′ − n/d) = ½·(Σ(d·n′/d′)/D − Σn/D + Σn′/D′ − Σ(d′·n/d)/D′)
//
// so that fractions of one denominator are added first: there are fewer of these than segments, and no more digits
// than all of them have in common.
func rateOf(before, after *whole, segments map[logistics.ID]*segment, scale int64) (rate *big.Rat, ok bool) {
	var then, now big.Int // Σn and Σn′
	ofNow, ofThen := make(map[int64]*big.Int), make(map[int64]*big.Int)
	for _, s := range segments {
		if s.den[0] == 0 || s.den[1] == 0 {
			continue
		}
		then.Add(&then, big.NewInt(s.num[0]))
		now.Add(&now, big.NewInt(s.num[1]))
		addProduct(ofNow, s.den[1], s.den[0], s.num[1])
		addProduct(ofThen, s.den[0], s.den[1], s.num[0])
	}
	left, fits := sumOf(ofNow)
	if !fits {
		return nil, false
	}
	right, fits := sumOf(ofThen)
	if !fits {
		return nil, false
	}
	left.Sub(left, new(big.Rat).SetInt(&then)).Mul(left, big.NewRat(1, before.den))
	right.Sub(new(big.Rat).SetInt(&now), right).Mul(right, big.NewRat(1, after.den))
	rate = left.Add(left, right)
	if rate.Denom().BitLen() > mostBits {
		return nil, false
	}
	return rate.Quo(rate, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(scale), 1))), true
}

// addProduct adds a·b to the numerators over a denominator.
func addProduct(numerators map[int64]*big.Int, den, a, b int64) {
	sum := numerators[den]
	if sum == nil {
		sum = new(big.Int)
		numerators[den] = sum
	}
	sum.Add(sum, new(big.Int).Mul(big.NewInt(a), big.NewInt(b)))
}

// sumOf adds fractions by halves, so that long numbers are few; ok is false where the denominator becomes too long.
func sumOf(numerators map[int64]*big.Int) (sum *big.Rat, ok bool) {
	list := make([]*big.Rat, 0, len(numerators)+1)
	for _, den := range slices.Sorted(maps.Keys(numerators)) {
		list = append(list, new(big.Rat).SetFrac(numerators[den], big.NewInt(den)))
	}
	if len(list) == 0 {
		return new(big.Rat), true
	}
	for len(list) > 1 {
		half := list[:0]
		for i := 0; i < len(list); i += 2 {
			one := list[i]
			if i+1 < len(list) {
				one.Add(one, list[i+1])
			}
			if one.Denom().BitLen() > mostBits {
				return nil, false
			}
			half = append(half, one)
		}
		list = half
	}
	return list[0], true
}
