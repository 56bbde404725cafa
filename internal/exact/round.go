package exact

import (
	"errors"
	"math"
	"math/bits"
)

// Errors of this package. Each is returned as it is, so compare with errors.Is.
var (
	ErrSyntax       = errors.New("exact: not a plain decimal number")
	ErrTooLong      = errors.New("exact: more digits or decimals than allowed")
	ErrOverflow     = errors.New("exact: result has more digits than allowed")
	ErrPrecision    = errors.New("exact: result has more decimals than allowed; round it")
	ErrDivideByZero = errors.New("exact: division by zero")
	ErrNotFinite    = errors.New("exact: not a finite number")
	ErrWeights      = errors.New("exact: weights must not be negative and must not all be zero")
	ErrMode         = errors.New("exact: no rounding mode given")
)

// Mode says which neighbour a number between two representable ones becomes. The zero Mode is no
// mode: it is refused, so that rounding is always a decision somebody made.
type Mode uint8

// The rounding modes. The order is that of the text forms kept by the root package.
const (
	HalfEven Mode = iota + 1 // nearest, ties to the even neighbour
	HalfUp                   // nearest, ties away from zero
	HalfDown                 // nearest, ties toward zero
	Up                       // away from zero
	Down                     // toward zero
	Ceiling                  // toward positive infinity
	Floor                    // toward negative infinity
)

// Valid reports whether m is one of the modes above.
func (m Mode) Valid() bool { return m >= HalfEven && m <= Floor }

// away decides whether a truncated quotient moves one away from zero. half compares twice the
// remainder with the divisor (-1, 0, 1); odd says whether the truncated quotient is odd.
func (m Mode) away(negative, odd bool, half int) bool {
	switch m {
	case HalfEven:
		return half > 0 || half == 0 && odd
	case HalfUp:
		return half >= 0
	case HalfDown:
		return half > 0
	case Up:
		return true
	case Ceiling:
		return !negative
	case Floor:
		return negative
	default: // Down
		return false
	}
}

// MulDiv returns a × b ÷ c rounded by m. The product is taken in 128 bits, so only the result has to
// fit; when it does not, the error is ErrOverflow.
func MulDiv(a, b, c int64, m Mode) (int64, error) {
	if c == 0 {
		return 0, ErrDivideByZero
	}
	if !m.Valid() {
		return 0, ErrMode
	}
	negative := (a < 0) != (b < 0) != (c < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	d := magnitude(c)
	if hi >= d {
		return 0, ErrOverflow
	}
	q, r := bits.Div64(hi, lo, d)
	if r != 0 && m.away(negative, q&1 == 1, compareHalf(r, d)) {
		if q == math.MaxUint64 {
			return 0, ErrOverflow
		}
		q++
	}
	return signed(q, negative)
}

// DivRound returns a ÷ b rounded by m.
func DivRound(a, b int64, m Mode) (int64, error) { return MulDiv(a, 1, b, m) }

// CumulativeShare returns what the next part units of a whole carry of total, when done units have
// been handled before: round(total·(done+part)/whole) − round(total·done/whole). Whatever the sizes
// and the order of the parts, they add up to total exactly when the whole is done.
func CumulativeShare(total, done, part, whole int64, m Mode) (int64, error) {
	if done < 0 || part < 0 || whole <= 0 || done > whole-part {
		return 0, ErrWeights
	}
	upTo, err := MulDiv(total, done+part, whole, m)
	if err != nil {
		return 0, err
	}
	before, err := MulDiv(total, done, whole, m)
	if err != nil {
		return 0, err
	}
	return upTo - before, nil
}

// CompareProducts compares a × b with c × d without overflow.
func CompareProducts(a, b, c, d int64) int {
	leftSign, rightSign := sign(a)*sign(b), sign(c)*sign(d)
	if leftSign != rightSign {
		if leftSign < rightSign {
			return -1
		}
		return 1
	}
	lh, ll := bits.Mul64(magnitude(a), magnitude(b))
	rh, rl := bits.Mul64(magnitude(c), magnitude(d))
	order := compare128(lh, ll, rh, rl)
	if leftSign < 0 {
		return -order
	}
	return order
}

func compare128(ah, al, bh, bl uint64) int {
	switch {
	case ah < bh || ah == bh && al < bl:
		return -1
	case ah == bh && al == bl:
		return 0
	default:
		return 1
	}
}

// compareHalf compares r with d/2 for 0 <= r < d without overflow.
func compareHalf(r, d uint64) int {
	rest := d - r
	switch {
	case r < rest:
		return -1
	case r == rest:
		return 0
	default:
		return 1
	}
}

func sign(x int64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	default:
		return 0
	}
}

// magnitude is |x| as an unsigned number; it is right for the least int64 too.
func magnitude(x int64) uint64 {
	if x < 0 {
		return uint64(-(x + 1)) + 1
	}
	return uint64(x)
}

func signed(q uint64, negative bool) (int64, error) {
	if negative {
		if q > 1<<63 {
			return 0, ErrOverflow
		}
		return int64(-q), nil // two's complement: right for the least int64 too
	}
	if q > math.MaxInt64 {
		return 0, ErrOverflow
	}
	return int64(q), nil
}
