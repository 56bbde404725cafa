package exact

import (
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

const (
	// MaxDigits is how many significant digits a number may have.
	MaxDigits = 34
	// MaxScale is how many decimals a number may have.
	MaxScale = 12
)

// Num is an exact decimal number. The zero Num is 0. Two Nums with the same value may differ inside
// (1.5 and 1.50), so compare them with Cmp.
type Num struct {
	coef  int64
	wide  *big.Int // set when the coefficient does not fit coef; never changed once set
	scale uint8
}

var pow10 = [...]int64{
	1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// New returns coef × 10^-scale for a scale of 0 to MaxScale; a larger scale is ErrPrecision.
func New(coef int64, scale int) (Num, error) {
	if scale < 0 || scale > MaxScale {
		return Num{}, ErrPrecision
	}
	return Num{coef: coef, scale: uint8(scale)}, nil
}

// Int returns n as a Num.
func Int(n int64) Num { return Num{coef: n} }

// FromDecimal takes a decimal of the host over, refusing what is out of bounds.
func FromDecimal(d decimal.Decimal) (Num, error) {
	exponent := d.Exponent()
	// Bound the exponent before any arithmetic: 1e2000000 must cost nothing.
	if exponent > MaxDigits || exponent < -4*MaxDigits {
		if d.IsZero() {
			return Num{}, nil
		}
		return Num{}, ErrTooLong
	}
	coefficient := d.Coefficient()
	if coefficient.BitLen() > 8*MaxDigits {
		return Num{}, ErrTooLong
	}
	if exponent > 0 {
		coefficient.Mul(coefficient, bigPow10(int(exponent)))
		exponent = 0
	}
	n, err := fromBig(coefficient, int(-exponent))
	if err != nil {
		return Num{}, ErrTooLong
	}
	return n, nil
}

// Decimal shows n as a decimal.
func (n Num) Decimal() decimal.Decimal {
	if n.wide != nil {
		return decimal.NewFromBigInt(n.wide, -int32(n.scale))
	}
	return decimal.New(n.coef, -int32(n.scale))
}

// Scale is how many decimals the number is held with.
func (n Num) Scale() int { return int(n.scale) }

// Sign is -1, 0 or 1.
func (n Num) Sign() int {
	if n.wide != nil {
		return n.wide.Sign()
	}
	return sign(n.coef)
}

// Neg returns -n.
func (n Num) Neg() Num {
	if n.wide == nil && n.coef != math.MinInt64 {
		return Num{coef: -n.coef, scale: n.scale}
	}
	return narrow(new(big.Int).Neg(n.big()), n.scale)
}

// Abs returns |n|.
func (n Num) Abs() Num {
	if n.Sign() < 0 {
		return n.Neg()
	}
	return n
}

// Add returns n + o.
func (n Num) Add(o Num) (Num, error) {
	if n.wide == nil && o.wide == nil {
		if n.scale == o.scale {
			if sum, ok := Add(n.coef, o.coef); ok {
				return Num{coef: sum, scale: n.scale}, nil
			}
		} else if a, b, scale, ok := align(n, o); ok {
			if sum, ok := Add(a, b); ok {
				return Num{coef: sum, scale: scale}, nil
			}
		}
	}
	a, b, scale := alignBig(n, o)
	return fromBig(new(big.Int).Add(a, b), scale)
}

// Sub returns n − o.
func (n Num) Sub(o Num) (Num, error) { return n.Add(o.Neg()) }

// Mul returns n × o exactly; a product with more than MaxScale decimals is ErrPrecision.
func (n Num) Mul(o Num) (Num, error) {
	scale := int(n.scale) + int(o.scale)
	if n.wide == nil && o.wide == nil && scale <= MaxScale {
		if product, ok := mulInt64(n.coef, o.coef); ok {
			return Num{coef: product, scale: uint8(scale)}, nil
		}
	}
	return fromBig(new(big.Int).Mul(n.big(), o.big()), scale)
}

// MulRound returns n × o rounded once to scale decimals.
func (n Num) MulRound(o Num, scale int, m Mode) (Num, error) {
	return n.Ratio(o, Int(1), scale, m)
}

// Quo returns n ÷ o rounded once to scale decimals.
func (n Num) Quo(o Num, scale int, m Mode) (Num, error) {
	return n.Ratio(Int(1), o, scale, m)
}

// Ratio returns n × multiplier ÷ divisor rounded once to scale decimals.
func (n Num) Ratio(multiplier, divisor Num, scale int, m Mode) (Num, error) {
	if divisor.Sign() == 0 {
		return Num{}, ErrDivideByZero
	}
	if scale < 0 || scale > MaxScale {
		return Num{}, ErrPrecision
	}
	if !m.Valid() {
		return Num{}, ErrMode
	}
	// n·m/d = (cn·cm / cd) · 10^-(sn+sm-sd); shift brings the quotient to the scale asked for.
	shift := scale - (int(n.scale) + int(multiplier.scale) - int(divisor.scale))
	if n.wide == nil && multiplier.wide == nil && divisor.wide == nil {
		if c, ok := ratioInt64(n.coef, multiplier.coef, divisor.coef, shift, m); ok {
			return Num{coef: c, scale: uint8(scale)}, nil
		}
	}
	top := new(big.Int).Mul(n.big(), multiplier.big())
	bottom := new(big.Int).Set(divisor.big())
	if shift >= 0 {
		top.Mul(top, bigPow10(shift))
	} else {
		bottom.Mul(bottom, bigPow10(-shift))
	}
	return fromBig(divBig(top, bottom, m), scale)
}

// ratioInt64 is Ratio while everything but the product fits 64 bits.
func ratioInt64(a, b, c int64, shift int, m Mode) (int64, bool) {
	if shift >= len(pow10) || -shift >= len(pow10) {
		return 0, false
	}
	ok := true
	if shift >= 0 {
		a, ok = mulInt64(a, pow10[shift])
	} else {
		c, ok = mulInt64(c, pow10[-shift])
	}
	if !ok {
		return 0, false
	}
	q, err := MulDiv(a, b, c, m)
	return q, err == nil
}

// Round returns n with at most scale decimals.
func (n Num) Round(scale int, m Mode) (Num, error) {
	if scale >= int(n.scale) && m.Valid() && scale <= MaxScale {
		return n, nil
	}
	return n.Ratio(Int(1), Int(1), scale, m)
}

// Units returns n as a whole number of 10^-scale, if it is one and fits an int64.
func (n Num) Units(scale int) (int64, bool) {
	if scale < 0 || scale > MaxScale {
		return 0, false
	}
	t := n.trim(scale)
	if t.wide != nil || int(t.scale) > scale {
		return 0, false
	}
	return mulInt64(t.coef, pow10[scale-int(t.scale)])
}

// Cmp compares values: 1.5 and 1.50 are equal.
func (n Num) Cmp(o Num) int {
	if n.wide == nil && o.wide == nil {
		if n.scale == o.scale {
			return compareInt64(n.coef, o.coef)
		}
		if n.scale < o.scale {
			return CompareProducts(n.coef, pow10[o.scale-n.scale], o.coef, 1)
		}
		return CompareProducts(n.coef, 1, o.coef, pow10[n.scale-o.scale])
	}
	a, b, _ := alignBig(n, o)
	return a.Cmp(b)
}

// trim drops trailing zeros down to least decimals.
func (n Num) trim(least int) Num {
	if n.wide != nil {
		c, scale := new(big.Int).Set(n.wide), n.scale
		var q, r big.Int
		ten := big.NewInt(10)
		for int(scale) > least {
			if q.QuoRem(c, ten, &r); r.Sign() != 0 {
				break
			}
			c.Set(&q)
			scale--
		}
		return narrow(c, scale)
	}
	for int(n.scale) > least && n.coef%10 == 0 {
		n.coef /= 10
		n.scale--
	}
	return n
}

func (n Num) big() *big.Int {
	if n.wide != nil {
		return n.wide
	}
	return big.NewInt(n.coef)
}

// align brings two narrow numbers to the larger scale.
func align(n, o Num) (a, b int64, scale uint8, ok bool) {
	if n.scale < o.scale {
		a, ok = mulInt64(n.coef, pow10[o.scale-n.scale])
		return a, o.coef, o.scale, ok
	}
	b, ok = mulInt64(o.coef, pow10[n.scale-o.scale])
	return n.coef, b, n.scale, ok
}

func alignBig(n, o Num) (a, b *big.Int, scale int) {
	a, b = n.big(), o.big()
	switch {
	case n.scale < o.scale:
		return new(big.Int).Mul(a, bigPow10(int(o.scale-n.scale))), b, int(o.scale)
	case n.scale > o.scale:
		return a, new(big.Int).Mul(b, bigPow10(int(n.scale-o.scale))), int(n.scale)
	default:
		return a, b, int(n.scale)
	}
}

// fromBig holds c × 10^-scale to the bounds: it drops trailing zeros where there are too many
// decimals, and takes the narrow form where that is enough. It keeps c.
func fromBig(c *big.Int, scale int) (Num, error) {
	if scale > MaxScale {
		var q, r big.Int
		if q.QuoRem(c, bigPow10(scale-MaxScale), &r); r.Sign() != 0 {
			return Num{}, ErrPrecision
		}
		c, scale = &q, MaxScale
	}
	if c.CmpAbs(bigPow10(MaxDigits)) >= 0 {
		return Num{}, ErrOverflow
	}
	return narrow(c, uint8(scale)), nil
}

func narrow(c *big.Int, scale uint8) Num {
	if c.IsInt64() {
		return Num{coef: c.Int64(), scale: scale}
	}
	return Num{wide: c, scale: scale}
}

func divBig(a, b *big.Int, m Mode) *big.Int {
	negative := a.Sign()*b.Sign() < 0
	q, r := new(big.Int).QuoRem(a, b, new(big.Int))
	if r.Sign() == 0 {
		return q
	}
	half := new(big.Int).Lsh(r, 1).CmpAbs(b)
	if m.away(negative, q.Bit(0) == 1, half) {
		if negative {
			return q.Sub(q, big.NewInt(1))
		}
		return q.Add(q, big.NewInt(1))
	}
	return q
}

func bigPow10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

func mulInt64(a, b int64) (int64, bool) {
	product, err := MulDiv(a, b, 1, Down)
	return product, err == nil
}

func compareInt64(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}
