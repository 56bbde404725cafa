package exact

import (
	"math"
	"math/big"
	"strconv"
)

// FromFloat is the crossing from statistics to exact numbers: the exact binary value of f, rounded
// once to scale decimals. NaN and infinities are ErrNotFinite.
func FromFloat(f float64, scale int, m Mode) (Num, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Num{}, ErrNotFinite
	}
	if !m.Valid() {
		return Num{}, ErrMode
	}
	if scale < 0 || scale > MaxScale {
		return Num{}, ErrPrecision
	}
	if math.Abs(f) >= 1e35 {
		return Num{}, ErrOverflow
	}
	exactValue := new(big.Rat).SetFloat64(f)
	top := new(big.Int).Mul(exactValue.Num(), bigPow10(scale))
	return fromBig(divBig(top, exactValue.Denom(), m), scale)
}

// Float64 is the crossing from exact numbers to statistics: the float64 nearest to n.
func (n Num) Float64() float64 {
	const exactIntegers = 1 << 53
	if n.wide == nil && n.coef > -exactIntegers && n.coef < exactIntegers {
		return float64(n.coef) / float64(pow10[n.scale]) // both exact, so the quotient is the nearest
	}
	f, _ := strconv.ParseFloat(n.String(), 64) // bounded digits: always in range
	return f
}
