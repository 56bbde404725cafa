package logistics

import (
	"errors"
	"strconv"
	"strings"

	"github.com/logicrm/logistics/internal/exact"
)

// Ratio is an exact proportion of two counts, kept as it was counted: 9138/10324 is not reduced, so
// that a rate always shows its numerator and denominator. Its canonical text is that fraction: "95%" is
// read as 95/100 and written so. The zero Ratio is 0/0, "no data": it is neither above nor below
// anything.
type Ratio struct {
	num, den int64
}

// NewRatio returns num/den. A denominator of zero or less is a fault, except that 0/0 is "no data".
func NewRatio(num, den int64) (Ratio, error) {
	if den < 0 || den == 0 && num != 0 {
		return Ratio{}, NewFieldError(FaultOutOfRange, strconv.FormatInt(den, 10), "denominator must be positive")
	}
	return Ratio{num, den}, nil
}

// ParseRatio reads "19/20", "95%", "98.5%" or "0.95"; "" is no data.
func ParseRatio(s string) (Ratio, error) {
	if s == "" {
		return Ratio{}, nil
	}
	if top, bottom, ok := strings.Cut(s, "/"); ok {
		num, numErr := exact.Parse(top)
		den, denErr := exact.Parse(bottom)
		n, numOK := num.Units(0)
		d, denOK := den.Units(0)
		if numErr != nil || denErr != nil || !numOK || !denOK || strings.Contains(s, ".") {
			return Ratio{}, NewFieldError(FaultSyntax, s, "two whole numbers with a slash")
		}
		return NewRatio(n, d)
	}
	plain, percent := strings.CutSuffix(s, "%")
	n, err := exact.Parse(plain)
	if err != nil {
		return Ratio{}, numberFault(s, err)
	}
	scale := n.Scale()
	units, ok := n.Units(scale)
	if !ok {
		return Ratio{}, NewFieldError(FaultTooLong, s, "does not fit")
	}
	if percent {
		scale += 2
	}
	den := int64(1)
	for range scale {
		den *= 10
	}
	return NewRatio(units, den)
}

// MustRatio is [ParseRatio] for literals in programs; it panics on a fault.
func MustRatio(s string) Ratio { return must(ParseRatio(s)) }

// Num is the numerator as counted.
func (r Ratio) Num() int64 { return r.num }

// Den is the denominator as counted; 0 means no data.
func (r Ratio) Den() int64 { return r.den }

// IsZero reports whether there is no data.
func (r Ratio) IsZero() bool { return r.den == 0 }

// Equal reports whether the values are the same: 1/2, 2/4 and 50% are. No data equals no data alone.
// The operator == asks for the same counts.
func (r Ratio) Equal(o Ratio) bool {
	if r.den == 0 || o.den == 0 {
		return r.den == o.den
	}
	return exact.CompareProducts(r.num, o.den, o.num, r.den) == 0
}

// ErrNoData says that a figure was asked for of which nothing was counted.
var ErrNoData = errors.New("logistics: no data")

// Cmp compares two ratios exactly, by cross multiplication in 128 bits. Where one of them is no data it
// gives [ErrNoData].
func (r Ratio) Cmp(o Ratio) (int, error) {
	if r.den == 0 || o.den == 0 {
		return 0, ErrNoData
	}
	return exact.CompareProducts(r.num, o.den, o.num, r.den), nil
}

// AtLeast reports whether r is known and not below target. No rounding comes before the comparison.
func (r Ratio) AtLeast(target Ratio) bool {
	order, err := r.Cmp(target)
	return err == nil && order >= 0
}

// Percent renders the ratio in percent with the given decimals (0 to 9), rounded half to even:
// "88.5%". Only exactly 0 and 1 render as 0% and 100%: what would round onto them renders as the nearest
// figure that is not, so that 1999 of 2000 is never "100%". No data renders as "no data". It is for
// people; compare with [Ratio.Cmp].
func (r Ratio) Percent(decimals int) string {
	if r.den == 0 {
		return "no data"
	}
	decimals = min(max(decimals, 0), 9)
	n, err := exact.Int(r.num).Ratio(exact.Int(100), exact.Int(r.den), decimals, exact.HalfEven)
	if err != nil {
		return "out of range"
	}
	least, _ := exact.New(1, decimals)
	switch {
	case n.Sign() == 0 && r.num > 0:
		n = least
	case n.Sign() == 0 && r.num < 0:
		n = least.Neg()
	case n.Cmp(exact.Int(100)) == 0 && r.num < r.den:
		n, _ = n.Sub(least)
	case n.Cmp(exact.Int(100)) == 0 && r.num > r.den:
		n, _ = n.Add(least)
	}
	return string(n.Append(nil, decimals)) + "%"
}

// Float is the nearest float64, for statistics; no data is ok = false.
func (r Ratio) Float() (value float64, ok bool) {
	if r.den == 0 {
		return 0, false
	}
	return float64(r.num) / float64(r.den), true
}

// String is "19/20", or "" for no data.
func (r Ratio) String() string {
	if r.den == 0 {
		return ""
	}
	return strconv.FormatInt(r.num, 10) + "/" + strconv.FormatInt(r.den, 10)
}

// MarshalText writes the form of String.
func (r Ratio) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads any form of [ParseRatio].
func (r *Ratio) UnmarshalText(text []byte) error { return parseInto(r, ParseRatio, text) }

// shareOf is a ÷ b for b above zero, when both are whole numbers at a common scale; else no data.
func shareOf(a, b exact.Num) (Ratio, bool) {
	for scale := range max(a.Scale(), b.Scale()) + 1 { // the least common scale: decimals may be all zero
		num, numOK := a.Units(scale)
		den, denOK := b.Units(scale)
		if numOK && denOK && den > 0 {
			return Ratio{num, den}, true
		}
	}
	return Ratio{}, false
}
