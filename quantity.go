package logistics

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/logicrm/logistics/internal/exact"
)

// Quantity is an exact number of units of measure. It is a value. The zero Quantity is none, the
// identity of Add. Quantities of different units are never added silently: convert with [Quantity.In],
// which knows the exact factors inside one dimension and nothing about what a pallet holds.
// Quantity does not compare with ==: use Equal or Cmp.
type Quantity struct {
	_     [0]func()
	value exact.Num
	unit  Unit
}

// UnitError says that two quantities of different units met.
type UnitError struct {
	Operation   string
	Left, Right Quantity
}

// Error names the operation and both operands.
func (e *UnitError) Error() string {
	return fmt.Sprintf("logistics: %s of %s and %s: units differ", e.Operation, e.Left, e.Right)
}

// Is makes every UnitError an [ErrInvalid].
func (e *UnitError) Is(target error) bool { return target == ErrInvalid }

// ParseQuantity reads a value and a unit code: ParseQuantity("12.5", "KGM"). All faults are returned,
// with the paths /value and /unit.
func ParseQuantity(value, unit string) (Quantity, error) {
	u, unitErr := ParseUnit(unit)
	n, valueErr := exact.Parse(value)
	if unitErr == nil && valueErr == nil {
		return Quantity{value: n, unit: u}, nil
	}
	var faults Faults
	if valueErr != nil {
		faults.At("/value", numberFault(value, valueErr))
	}
	faults.At("/unit", unitErr)
	return Quantity{}, faults.Err()
}

// MustQuantity reads "12.5 KGM", for literals in programs; it panics on a fault.
func MustQuantity(s string) Quantity {
	value, unit, _ := strings.Cut(s, " ")
	return must(ParseQuantity(value, unit))
}

// Count returns n of a unit. Of no unit it is the zero Quantity.
func Count(n int64, unit Unit) Quantity {
	if unit.IsZero() {
		return Quantity{}
	}
	return Quantity{value: exact.Int(n), unit: unit}
}

// QuantityFromDecimal takes over a decimal of the host.
func QuantityFromDecimal(value decimal.Decimal, unit Unit) (Quantity, error) {
	if unit.IsZero() {
		return Quantity{}, NewFieldError(FaultRequired, "", "a UN/ECE Rec 20 code")
	}
	n, err := exact.FromDecimal(value)
	if err != nil {
		return Quantity{}, NewFieldError(FaultTooLong, "", "at most 34 digits, 12 of them decimals")
	}
	return Quantity{value: n, unit: unit}, nil
}

// QuantityFromFloat is the crossing from statistics: f rounded once to decimals. Stock rounds up
// ([Ceiling]). NaN and infinities are faults.
func QuantityFromFloat(f float64, unit Unit, decimals int, r Rounding) (Quantity, error) {
	if unit.IsZero() {
		return Quantity{}, NewFieldError(FaultRequired, "", "a UN/ECE Rec 20 code")
	}
	n, err := exact.FromFloat(f, decimals, exact.Mode(r))
	if err != nil {
		return Quantity{}, NewFieldError(FaultOutOfRange, fmt.Sprint(f), err.Error())
	}
	return Quantity{value: n, unit: unit}, nil
}

// Decimal shows the value as a decimal.
func (q Quantity) Decimal() decimal.Decimal { return q.value.Decimal() }

// Float is the nearest float64, for statistics.
func (q Quantity) Float() float64 { return q.value.Float64() }

// Unit of the quantity; none for the zero Quantity.
func (q Quantity) Unit() Unit { return q.unit }

// Units is q × 10^decimals as a whole number; ok is false when it is none, or does not fit.
func (q Quantity) Units(decimals int) (n int64, ok bool) { return q.value.Units(decimals) }

// Int is the value as a whole number; ok is false when it has decimals or does not fit.
func (q Quantity) Int() (n int64, ok bool) { return q.value.Units(0) }

// IsZero reports whether q is the zero Quantity: none at all. For a value of nothing, see Sign.
func (q Quantity) IsZero() bool { return q.unit.IsZero() }

// Sign is -1, 0 or 1.
func (q Quantity) Sign() int { return q.value.Sign() }

// Neg returns −q.
func (q Quantity) Neg() Quantity { return Quantity{value: q.value.Neg(), unit: q.unit} }

// Add returns q + o.
func (q Quantity) Add(o Quantity) (Quantity, error) {
	if q.unit != o.unit {
		switch {
		case q.IsZero():
			return o, nil
		case o.IsZero():
			return q, nil
		}
		return Quantity{}, &UnitError{"sum", q, o}
	}
	sum, err := q.value.Add(o.value)
	if err != nil {
		return Quantity{}, numberFault(q.String(), err)
	}
	return Quantity{value: sum, unit: q.unit}, nil
}

// Sub returns q − o.
func (q Quantity) Sub(o Quantity) (Quantity, error) {
	if q.unit != o.unit && !q.IsZero() && !o.IsZero() {
		return Quantity{}, &UnitError{"difference", q, o}
	}
	return q.Add(o.Neg())
}

// Cmp compares quantities of one unit.
func (q Quantity) Cmp(o Quantity) (int, error) {
	if q.unit != o.unit {
		return 0, &UnitError{"comparison", q, o}
	}
	return q.value.Cmp(o.value), nil
}

// Equal reports whether unit and value are the same.
func (q Quantity) Equal(o Quantity) bool { return q.unit == o.unit && q.value.Cmp(o.value) == 0 }

// Share returns q × share, rounded once to decimals. A share without data is a fault.
func (q Quantity) Share(share Ratio, decimals int, r Rounding) (Quantity, error) {
	if share.IsZero() {
		return Quantity{}, NewFieldError(FaultRequired, "", "the share has no data")
	}
	n, err := q.value.Ratio(exact.Int(share.num), exact.Int(share.den), decimals, exact.Mode(r))
	if err != nil {
		return Quantity{}, numberFault(q.String(), err)
	}
	return Quantity{value: n, unit: q.unit}, nil
}

// ShareOf is q ÷ o as an exact ratio, for two quantities of one unit; ok is false for different units,
// for o not above zero, and for figures beyond 64 bits.
func (q Quantity) ShareOf(o Quantity) (r Ratio, ok bool) {
	if q.unit != o.unit {
		return Ratio{}, false
	}
	return shareOf(q.value, o.value)
}

// In converts q to another unit of its dimension, rounded once to decimals.
func (q Quantity) In(unit Unit, decimals int, r Rounding) (Quantity, error) {
	from, to := q.unit.row(), unit.row()
	if from.dimension != to.dimension || q.unit != unit && from.dimension >= Packages {
		return Quantity{}, &UnitError{"conversion", q, Quantity{unit: unit}}
	}
	// value × (from.num/from.den) ÷ (to.num/to.den), rounded once at the end.
	top, err := exact.Int(from.num).Mul(exact.Int(to.den))
	if err != nil {
		return Quantity{}, numberFault(q.String(), err)
	}
	bottom, err := exact.Int(from.den).Mul(exact.Int(to.num))
	if err != nil {
		return Quantity{}, numberFault(q.String(), err)
	}
	n, err := q.value.Ratio(top, bottom, decimals, exact.Mode(r))
	if err != nil {
		return Quantity{}, numberFault(q.String(), err)
	}
	return Quantity{value: n, unit: unit}, nil
}

// AppendText appends the form of String.
func (q Quantity) AppendText(dst []byte) ([]byte, error) {
	if q.IsZero() {
		return dst, nil
	}
	dst = q.value.Append(dst, 0)
	dst = append(dst, ' ')
	return append(dst, q.unit.Code()...), nil
}

// String is "12.5 KGM"; "" for the zero Quantity.
func (q Quantity) String() string {
	text, _ := q.AppendText(nil)
	return string(text)
}

// MarshalJSON writes {"value":"12.5","unit":"KGM"}, and null for the zero Quantity.
func (q Quantity) MarshalJSON() ([]byte, error) {
	if q.IsZero() {
		return []byte("null"), nil
	}
	dst := append(make([]byte, 0, 40), `{"value":"`...)
	dst = q.value.Append(dst, 0)
	dst = append(dst, `","unit":"`...)
	dst = append(dst, q.unit.Code()...)
	return append(dst, `"}`...), nil
}

// UnmarshalJSON reads the form of MarshalJSON. The value is text, never a JSON number.
func (q *Quantity) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*q = Quantity{}
		return nil
	}
	var value, unit string
	if err := readObject(data, member{"value", &value}, member{"unit", &unit}); err != nil {
		return err
	}
	read, err := ParseQuantity(value, unit)
	if err != nil {
		return err
	}
	*q = read
	return nil
}
