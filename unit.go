package logistics

import (
	"sort"

	"github.com/logicrm/logistics/internal/enum"
)

// Dimension groups units between which an exact factor exists.
type Dimension uint8

// The dimensions. Packages (boxes, pallets) and Unrelated units have no factors between them: what a
// box holds is master data, not arithmetic.
const (
	Counted   Dimension = iota + 1 // pieces, pairs, dozens
	Mass                           // grams to long tons
	Volume                         // litres, gallons, cubic feet
	Length                         // millimetres to nautical miles
	Area                           // square measures
	Elapsed                        // seconds to weeks
	Packages                       // boxes, cartons, pallets
	Unrelated                      // temperature, energy, percent, calendar units
)

var dimensionNames = []string{
	"unspecified", "counted", "mass", "volume", "length", "area", "elapsed", "packages", "unrelated",
}

// String is the text on the wire.
func (d Dimension) String() string { return enum.Name(d, dimensionNames) }

// MarshalText refuses the zero Dimension.
func (d Dimension) MarshalText() ([]byte, error) { return enumText(d, dimensionNames) }

// UnmarshalText reads the form of String.
func (d *Dimension) UnmarshalText(text []byte) error { return enumParse(d, dimensionNames, text) }

// Unit is a unit of measure by its UN/ECE Recommendation 20 code ("EA", "KGM", "LTR"), with the
// package codes of Recommendation 21 in their Rec 20 form ("XPX" is a pallet). The zero Unit is none.
// Units compare with ==.
type Unit struct {
	row1 uint16 // position in the table plus one; never written anywhere
}

type unitRow struct {
	code, name string
	dimension  Dimension
	num, den   int64
}

// Each is the unit "EA".
func Each() Unit { return MustUnit("EA") }

// ParseUnit reads a code in capitals. A code the table does not have is a fault, so that a typing
// error never becomes a unit of its own.
func ParseUnit(code string) (Unit, error) {
	if code == "" {
		return Unit{}, NewFieldError(FaultRequired, "", "a UN/ECE Rec 20 code")
	}
	i := sort.Search(len(unitTable), func(i int) bool { return unitTable[i].code >= code })
	if i == len(unitTable) || unitTable[i].code != code {
		return Unit{}, NewFieldError(FaultUnknown, code, "not a UN/ECE Rec 20 code used in trade")
	}
	return Unit{uint16(i + 1)}, nil
}

// MustUnit is [ParseUnit] for literals in programs; it panics on a fault.
func MustUnit(code string) Unit { return must(ParseUnit(code)) }

func (u Unit) row() unitRow {
	if u.row1 == 0 {
		return unitRow{}
	}
	return unitTable[u.row1-1]
}

// Code is the Rec 20 code, "" for none.
func (u Unit) Code() string { return u.row().code }

// Name is the English name.
func (u Unit) Name() string { return u.row().name }

// Dimension is the group of units it can be converted to.
func (u Unit) Dimension() Dimension { return u.row().dimension }

// IsZero reports whether there is no unit.
func (u Unit) IsZero() bool { return u.row1 == 0 }

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (u Unit) Equal(o Unit) bool { return u == o }

// String is the code.
func (u Unit) String() string { return u.Code() }

// MarshalText writes the code.
func (u Unit) MarshalText() ([]byte, error) { return []byte(u.Code()), nil }

// UnmarshalText reads the code; empty text is no unit.
func (u *Unit) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*u = Unit{}
		return nil
	}
	return parseInto(u, ParseUnit, text)
}
