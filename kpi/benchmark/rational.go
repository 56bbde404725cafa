package benchmark

import (
	"math/big"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// fine is how finely an estimate is given: ten-thousandths.
const fine = 10_000

// rounded is a number in ten-thousandths, half to even. The caller keeps it in the range of int64.
func rounded(x *big.Rat) logistics.Ratio {
	n, ok := exact.Nearest(new(big.Rat).Mul(x, big.NewRat(fine, 1)))
	if !ok {
		return logistics.Ratio{}
	}
	r, err := logistics.NewRatio(n, fine)
	if err != nil {
		return logistics.Ratio{}
	}
	return r
}

// between is the point of a line through two others: y at x. The two differ in x.
func between(x, x0, x1, y0, y1 logistics.Ratio) logistics.Ratio {
	share := new(big.Rat).Sub(exact.Rat(x), exact.Rat(x0))
	share.Quo(share, new(big.Rat).Sub(exact.Rat(x1), exact.Rat(x0)))
	rise := new(big.Rat).Sub(exact.Rat(y1), exact.Rat(y0))
	return rounded(rise.Mul(rise, share).Add(rise, exact.Rat(y0)))
}

// inUnit says whether a ratio is a share: known, and from 0 to 1.
func inUnit(r logistics.Ratio) bool { return r.Den() > 0 && r.Num() >= 0 && r.Num() <= r.Den() }

// less compares two known ratios.
func less(a, b logistics.Ratio) bool {
	order, _ := a.Cmp(b)
	return order < 0
}

// same says whether two known ratios are one value, however they were counted.
func same(a, b logistics.Ratio) bool {
	order, _ := a.Cmp(b)
	return order == 0
}
