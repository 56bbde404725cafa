package exact

import (
	"math"
	"math/big"
	"math/bits"
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
	if c, ok := roundFloat(f, scale, m); ok {
		return Num{coef: c, scale: uint8(scale)}, nil
	}
	return fromFloatBig(f, scale, m)
}

// roundFloat is f × 10^scale rounded by m in 128 bits, where the result fits 64.
func roundFloat(f float64, scale int, m Mode) (int64, bool) {
	fraction, exponent := math.Frexp(math.Abs(f))
	mantissa := uint64(math.Ldexp(fraction, 53)) // f is mantissa × 2^(exponent−53), exactly
	hi, lo := bits.Mul64(mantissa, uint64(pow10[scale]))
	shift := 53 - exponent
	if shift < 0 {
		return 0, false // beyond 2^53 the value is whole; the long way is short enough
	}
	var q uint64
	var half int // twice the remainder against the divisor
	inexact := false
	switch {
	case shift == 0:
		if hi != 0 {
			return 0, false
		}
		q = lo
	case shift < 64:
		if hi>>shift != 0 {
			return 0, false
		}
		q = hi<<(64-shift) | lo>>shift
		rest := lo << (64 - shift)
		inexact, half = rest != 0, compareHalfBit(rest, 0)
	case shift < 128:
		q = hi >> (shift - 64)
		rest := hi << (128 - shift)
		if shift == 64 {
			rest = 0
			inexact, half = lo != 0, compareHalfBit(lo, 0)
		} else {
			inexact, half = rest != 0 || lo != 0, compareHalfBit(rest, lo)
		}
	default:
		inexact, half = hi|lo != 0, -1 // the product has 93 bits: less than half of 2^128
	}
	if inexact && m.away(f < 0, q&1 == 1, half) {
		q++
	}
	c, err := signed(q, f < 0)
	return c, err == nil
}

// compareHalfBit compares a remainder, shifted so that its first bit is worth a half, with that half.
func compareHalfBit(rest, below uint64) int {
	const half = 1 << 63
	switch {
	case rest < half:
		return -1
	case rest == half && below == 0:
		return 0
	default:
		return 1
	}
}

// fromFloatBig is FromFloat by fractions, for what 128 bits do not hold.
func fromFloatBig(f float64, scale int, m Mode) (Num, error) {
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
