package logistics

import "sort"

// Currency is an ISO 4217 currency with its number of minor-unit digits (0 for JPY, 2 for EUR, 3 for
// KWD, 4 for CLF). The zero Currency is none. Currencies compare with ==.
type Currency struct {
	code   [3]byte
	digits uint8
}

// ParseCurrency reads an active ISO 4217 alphabetic code in capitals.
func ParseCurrency(code string) (Currency, error) {
	if code == "" {
		return Currency{}, NewFieldError(FaultRequired, "", "an ISO 4217 code")
	}
	if len(code) == 3 {
		// The table is one string of fixed-width rows, so a look-up is a search without a map.
		rows := len(currencyTable) / currencyRow
		i := sort.Search(rows, func(i int) bool { return currencyTable[i*currencyRow:i*currencyRow+3] >= code })
		if i < rows && currencyTable[i*currencyRow:i*currencyRow+3] == code {
			return Currency{[3]byte{code[0], code[1], code[2]}, currencyTable[i*currencyRow+3] - '0'}, nil
		}
	}
	return Currency{}, NewFieldError(FaultUnknown, code, "not an ISO 4217 code")
}

// MustCurrency is [ParseCurrency] for literals in programs; it panics on a fault.
func MustCurrency(code string) Currency { return must(ParseCurrency(code)) }

// Code is the alphabetic code, "" for none.
func (c Currency) Code() string {
	if c.IsZero() {
		return ""
	}
	return string(c.code[:])
}

// Digits is the number of decimals of the minor unit.
func (c Currency) Digits() int { return int(c.digits) }

// IsZero reports whether there is no currency.
func (c Currency) IsZero() bool { return c.code == [3]byte{} }

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (c Currency) Equal(o Currency) bool { return c == o }

// String is the alphabetic code.
func (c Currency) String() string { return c.Code() }

// MarshalText writes the alphabetic code.
func (c Currency) MarshalText() ([]byte, error) { return []byte(c.Code()), nil }

// UnmarshalText reads the alphabetic code; empty text is no currency.
func (c *Currency) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = Currency{}
		return nil
	}
	return parseInto(c, ParseCurrency, text)
}
