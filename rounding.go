package logistics

import (
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/exact"
)

// Rounding says which neighbour an amount between two minor units becomes. It is always part of a
// policy; the zero Rounding is refused.
type Rounding uint8

// The rounding modes, named as in ISO/IEC 60559 and commercial usage.
const (
	HalfEven Rounding = iota + 1 // nearest, ties to the even neighbour
	HalfUp                       // nearest, ties away from zero
	HalfDown                     // nearest, ties toward zero
	AwayFromZero
	TowardZero
	Ceiling // toward positive infinity
	Floor   // toward negative infinity
)

var roundingNames = []string{
	"unspecified", "half_even", "half_up", "half_down", "away_from_zero", "toward_zero", "ceiling", "floor",
}

// The order of the kernel's modes is ours: a change on either side stops compiling here.
var _ = [1]struct{}{}[int(Floor)-int(exact.Floor)]

// Valid reports whether r is one of the modes above.
func (r Rounding) Valid() bool { return exact.Mode(r).Valid() }

// String is the text on the wire.
func (r Rounding) String() string { return enum.Name(r, roundingNames) }

// MarshalText refuses the zero Rounding.
func (r Rounding) MarshalText() ([]byte, error) { return enumText(r, roundingNames) }

// UnmarshalText reads the form of String.
func (r *Rounding) UnmarshalText(text []byte) error { return enumParse(r, roundingNames, text) }
