package exact

import (
	"math/big"
	"strconv"
	"strings"
)

// Parse reads a plain decimal: an optional minus, digits without needless leading zeros, and
// optionally a point with at least one digit behind it. Exponents, signs of plus, separators, NaN and
// Inf are ErrSyntax; a number out of bounds is ErrTooLong. The text is scanned once, and never
// multiplied out before its length is known.
func Parse(s string) (Num, error) {
	digits := strings.TrimPrefix(s, "-")
	whole, fraction, hasPoint := strings.Cut(digits, ".")
	if !allDigits(whole) || hasPoint && !allDigits(fraction) || len(whole) > 1 && whole[0] == '0' {
		return Num{}, ErrSyntax
	}
	if len(whole)+len(fraction) > MaxDigits {
		// A minor unit writes decimals that are zero: they are no digits of the number.
		fraction = strings.TrimRight(fraction, "0")
	}
	if len(whole) > MaxDigits || len(fraction) > MaxScale || len(whole)+len(fraction) > MaxDigits {
		return Num{}, ErrTooLong
	}
	scale := uint8(len(fraction))
	if len(whole)+len(fraction) <= 18 {
		c := accumulate(accumulate(0, whole), fraction)
		if len(digits) != len(s) {
			c = -c
		}
		return Num{coef: c, scale: scale}, nil
	}
	c, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		return Num{}, ErrSyntax
	}
	if len(digits) != len(s) {
		c.Neg(c)
	}
	return narrow(c, scale), nil
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func accumulate(c int64, digits string) int64 {
	for i := range len(digits) {
		c = c*10 + int64(digits[i]-'0')
	}
	return c
}

// Append appends the canonical text of n with at least least decimals: trailing zeros beyond those
// are dropped, so that equal numbers have equal text. There is no negative zero.
func (n Num) Append(dst []byte, least int) []byte {
	n = n.trim(least)
	var buffer [48]byte
	var digits []byte
	if n.wide != nil {
		digits = n.wide.Append(buffer[:0], 10)
	} else {
		digits = strconv.AppendInt(buffer[:0], n.coef, 10)
	}
	if digits[0] == '-' {
		dst = append(dst, '-')
		digits = digits[1:]
	}
	scale := int(n.scale)
	if len(digits) <= scale {
		dst = append(dst, '0')
	} else {
		dst = append(dst, digits[:len(digits)-scale]...)
		digits = digits[len(digits)-scale:]
	}
	decimals := max(scale, least)
	if decimals == 0 {
		return dst
	}
	dst = append(dst, '.')
	if scale > 0 {
		for range scale - len(digits) {
			dst = append(dst, '0')
		}
		dst = append(dst, digits...)
	}
	for range decimals - scale {
		dst = append(dst, '0')
	}
	return dst
}

// String is the canonical text without needless decimals.
func (n Num) String() string { return string(n.Append(nil, 0)) }
