package exact

import "math/big"

// Fraction is a whole number over another that is not 0, as a ratio with data is one.
type Fraction interface {
	Num() int64
	Den() int64
}

// Rat is the fraction for arithmetic in fractions of any size; it is fresh.
func Rat(f Fraction) *big.Rat { return big.NewRat(f.Num(), f.Den()) }

// Terms are numerator and denominator of x in lowest terms; ok is false where one of them does not fit 64 bits.
func Terms(x *big.Rat) (num, den int64, ok bool) {
	if !x.Num().IsInt64() || !x.Denom().IsInt64() {
		return 0, 0, false
	}
	return x.Num().Int64(), x.Denom().Int64(), true
}
