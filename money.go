package logistics

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/logicrm/logistics/internal/exact"
)

// Money is an exact amount in one currency. It is a value: operations return a new Money. Amounts may
// have up to 12 decimals, so that a rate of 0.0042 EUR per piece is money too; [Money.Round] takes an
// amount to the minor unit of its currency, once, where the policy says so.
//
// The zero Money is no amount in no currency. It is the identity of Add, so a sum starts from it;
// otherwise arithmetic across currencies is a [CurrencyError]. Money does not compare with == (1.5 and
// 1.50 are the same amount): use Equal or Cmp.
type Money struct {
	_        [0]func()
	amount   exact.Num
	currency Currency
}

// CurrencyError says that two amounts of different currencies met.
type CurrencyError struct {
	Operation   string
	Left, Right Money
}

// Error names the operation and both operands.
func (e *CurrencyError) Error() string {
	return fmt.Sprintf("logistics: %s of %s and %s: currencies differ", e.Operation, e.Left, e.Right)
}

// Is makes every CurrencyError an [ErrInvalid].
func (e *CurrencyError) Is(target error) bool { return target == ErrInvalid }

// ParseMoney reads an amount and a currency: ParseMoney("12.50", "EUR"). All faults are returned, with
// the paths /amount and /currency.
func ParseMoney(amount, currency string) (Money, error) {
	c, currencyErr := ParseCurrency(currency)
	n, amountErr := exact.Parse(amount)
	if currencyErr == nil && amountErr == nil {
		return Money{amount: n, currency: c}, nil
	}
	var faults Faults
	if amountErr != nil {
		faults.At("/amount", numberFault(amount, amountErr))
	}
	faults.At("/currency", currencyErr)
	return Money{}, faults.Err()
}

// MustMoney reads "12.50 EUR", for literals in programs; it panics on a fault.
func MustMoney(s string) Money {
	amount, currency, _ := strings.Cut(s, " ")
	return must(ParseMoney(amount, currency))
}

// Minor returns units minor units of the currency: Minor(1250, EUR) is 12.50 EUR. Of no currency it is
// the zero Money.
func Minor(units int64, currency Currency) Money {
	if currency.IsZero() {
		return Money{}
	}
	n, _ := exact.New(units, currency.Digits()) // at most 4 digits: always within bounds
	return Money{amount: n, currency: currency}
}

// MoneyFromDecimal takes over a decimal of the host.
func MoneyFromDecimal(amount decimal.Decimal, currency Currency) (Money, error) {
	if currency.IsZero() {
		return Money{}, NewFieldError(FaultRequired, "", "an ISO 4217 code")
	}
	n, err := exact.FromDecimal(amount)
	if err != nil {
		return Money{}, NewFieldError(FaultTooLong, "", "at most 34 digits, 12 of them decimals")
	}
	return Money{amount: n, currency: currency}, nil
}

// Decimal shows the amount as a decimal.
func (m Money) Decimal() decimal.Decimal { return m.amount.Decimal() }

// Currency of the amount; none for the zero Money.
func (m Money) Currency() Currency { return m.currency }

// MinorUnits is the amount in whole minor units; ok is false when it has sub-units or does not fit.
func (m Money) MinorUnits() (units int64, ok bool) { return m.amount.Units(m.currency.Digits()) }

// Units is m × 10^decimals as a whole number; ok is false when it is none, or does not fit.
func (m Money) Units(decimals int) (n int64, ok bool) { return m.amount.Units(decimals) }

// Float is the nearest float64, for statistics.
func (m Money) Float() float64 { return m.amount.Float64() }

// IsZero reports whether m is the zero Money: no amount at all. For an amount of nothing, see Sign.
func (m Money) IsZero() bool { return m.currency.IsZero() }

// Sign is -1, 0 or 1.
func (m Money) Sign() int { return m.amount.Sign() }

// Neg returns −m.
func (m Money) Neg() Money { return Money{amount: m.amount.Neg(), currency: m.currency} }

// Abs returns the amount without its sign.
func (m Money) Abs() Money { return Money{amount: m.amount.Abs(), currency: m.currency} }

// Add returns m + o.
func (m Money) Add(o Money) (Money, error) {
	if m.currency != o.currency {
		switch {
		case m.IsZero():
			return o, nil
		case o.IsZero():
			return m, nil
		}
		return Money{}, &CurrencyError{"sum", m, o}
	}
	sum, err := m.amount.Add(o.amount)
	if err != nil {
		return Money{}, numberFault(m.String(), err)
	}
	return Money{amount: sum, currency: m.currency}, nil
}

// Sub returns m − o.
func (m Money) Sub(o Money) (Money, error) {
	if m.currency != o.currency && !m.IsZero() && !o.IsZero() {
		return Money{}, &CurrencyError{"difference", m, o}
	}
	return m.Add(o.Neg())
}

// Cmp compares amounts of one currency.
func (m Money) Cmp(o Money) (int, error) {
	if m.currency != o.currency {
		return 0, &CurrencyError{"comparison", m, o}
	}
	return m.amount.Cmp(o.amount), nil
}

// Equal reports whether currency and amount are the same.
func (m Money) Equal(o Money) bool {
	return m.currency == o.currency && m.amount.Cmp(o.amount) == 0
}

// Times returns m × n exactly.
func (m Money) Times(n int64) (Money, error) {
	product, err := m.amount.Mul(exact.Int(n))
	if err != nil {
		return Money{}, numberFault(m.String(), err)
	}
	return Money{amount: product, currency: m.currency}, nil
}

// For returns the price of a quantity at m for each unit, rounded once to the minor unit. A price or a
// quantity that is absent is a fault: it is not a price of nothing.
func (m Money) For(q Quantity, r Rounding) (Money, error) {
	if m.IsZero() || q.IsZero() {
		return Money{}, NewFieldError(FaultRequired, "", "a price and a quantity are required")
	}
	product, err := m.amount.MulRound(q.value, m.currency.Digits(), exact.Mode(r))
	if err != nil {
		return Money{}, numberFault(m.String(), err)
	}
	return Money{amount: product, currency: m.currency}, nil
}

// Share returns m × share, rounded once to the minor unit. A share without data is a fault.
func (m Money) Share(share Ratio, r Rounding) (Money, error) {
	if share.IsZero() {
		return Money{}, NewFieldError(FaultRequired, "", "the share has no data")
	}
	product, err := m.amount.Ratio(exact.Int(share.num), exact.Int(share.den), m.currency.Digits(), exact.Mode(r))
	if err != nil {
		return Money{}, numberFault(m.String(), err)
	}
	return Money{amount: product, currency: m.currency}, nil
}

// ShareOf is m ÷ o as an exact ratio, for two amounts of one currency; ok is false for different
// currencies, for o not above zero, and for figures beyond 64 bits.
func (m Money) ShareOf(o Money) (r Ratio, ok bool) {
	if m.currency != o.currency {
		return Ratio{}, false
	}
	return shareOf(m.amount, o.amount)
}

// Convert returns m in another currency at a rate of the host's: so many units of it for one of m's
// currency, rounded once to its minor unit. Limits of carriage conventions are written in XDR.
func (m Money) Convert(rate Ratio, to Currency, r Rounding) (Money, error) {
	switch {
	case m.IsZero() || to.IsZero():
		return Money{}, NewFieldError(FaultRequired, "", "an amount and a currency")
	case rate.num <= 0:
		return Money{}, NewFieldError(FaultOutOfRange, rate.String(), "a rate above zero")
	}
	converted, err := m.amount.Ratio(exact.Int(rate.num), exact.Int(rate.den), to.Digits(), exact.Mode(r))
	if err != nil {
		return Money{}, numberFault(m.String(), err)
	}
	return Money{amount: converted, currency: to}, nil
}

// Round returns m in whole minor units.
func (m Money) Round(r Rounding) (Money, error) {
	rounded, err := m.amount.Round(m.currency.Digits(), exact.Mode(r))
	if err != nil {
		return Money{}, numberFault(m.String(), err)
	}
	return Money{amount: rounded, currency: m.currency}, nil
}

// Allocate splits m, which must be whole minor units, in proportion to weights by the largest
// remainder: the parts sum to m, each is within one minor unit of its exact share, a weight of zero
// gets nothing, equal remainders are served in order, and −m is split as the mirror image of m.
func (m Money) Allocate(weights []int64) ([]Money, error) {
	units := make([]int64, len(weights))
	if err := m.AllocateInto(units, weights); err != nil {
		return nil, err
	}
	parts := make([]Money, len(units))
	for i, u := range units {
		parts[i] = Minor(u, m.currency)
	}
	return parts, nil
}

// AllocateInto is [Money.Allocate] without allocation: it writes the parts into dst in minor units.
func (m Money) AllocateInto(dst, weights []int64) error {
	units, ok := m.MinorUnits()
	if !ok {
		return NewFieldError(FaultOutOfRange, m.String(), "only whole minor units can be split; round first")
	}
	if err := exact.Allocate(dst, units, weights); err != nil {
		return NewFieldError(FaultOutOfRange, "", err.Error())
	}
	return nil
}

// AppendText appends the form of String.
func (m Money) AppendText(dst []byte) ([]byte, error) {
	if m.IsZero() {
		return dst, nil
	}
	dst = m.amount.Append(dst, m.currency.Digits())
	dst = append(dst, ' ')
	return append(dst, m.currency.code[:]...), nil
}

// String is "12.50 EUR", with at least the decimals of the minor unit; "" for the zero Money.
func (m Money) String() string {
	text, _ := m.AppendText(nil)
	return string(text)
}

// MarshalJSON writes {"amount":"12.50","currency":"EUR"}, and null for the zero Money.
func (m Money) MarshalJSON() ([]byte, error) {
	if m.IsZero() {
		return []byte("null"), nil
	}
	dst := append(make([]byte, 0, 48), `{"amount":"`...)
	dst = m.amount.Append(dst, m.currency.Digits())
	dst = append(dst, `","currency":"`...)
	dst = append(dst, m.currency.code[:]...)
	return append(dst, `"}`...), nil
}

// UnmarshalJSON reads the form of MarshalJSON. The amount is text, never a JSON number.
func (m *Money) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*m = Money{}
		return nil
	}
	var amount, currency string
	if err := readObject(data, member{"amount", &amount}, member{"currency", &currency}); err != nil {
		return err
	}
	value, err := ParseMoney(amount, currency)
	if err != nil {
		return err
	}
	*m = value
	return nil
}
