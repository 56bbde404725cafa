package refund

import (
	"math/bits"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Units is the gross amount, in minor units, of the next now units of a line for which paid minor units
// were paid, when settled of its sold units were refunded before.
func Units(paid, sold, settled, now int64, rounding logistics.Rounding) (int64, error) {
	if paid|settled|now < 0 || sold < 1 || settled > sold-now {
		return 0, errUnits()
	}
	if rounding == logistics.HalfUp { // as between does, without the call
		if paid < smallAmount && sold < smallCount {
			d, half := float64(sold), sold/2
			return int64(float64(paid*(settled+now)+half)/d) - int64(float64(paid*settled+half)/d), nil
		}
		return halfUp(paid, settled+now, sold) - halfUp(paid, settled, sold), nil
	}
	if !rounding.Valid() {
		return 0, errUnits()
	}
	return between(paid, sold, settled, now, rounding), nil
}

func errUnits() error {
	return logistics.NewFieldError(
		logistics.FaultOutOfRange, "",
		"an amount not below zero, a rounding, and 0 <= settled <= settled + now <= sold",
	)
}

// Below these bounds a quotient of floats, cut off, is that of whole numbers, and a machine divides floats
// the faster: the products are below 2^51 and so exact, and a quotient that is not whole is at least 1/sold
// away from the next whole number, which is more than the last digit of a float below 2^31.
const (
	smallAmount = 1 << 31
	smallCount  = 1 << 20
)

// between is [Units] for figures that are known to be in order.
func between(paid, sold, settled, now int64, rounding logistics.Rounding) int64 {
	if rounding == logistics.HalfUp {
		return halfUp(paid, settled+now, sold) - halfUp(paid, settled, sold)
	}
	return upTo(settled+now, paid, sold, rounding) - upTo(settled, paid, sold, rounding)
}

// upTo is the gross amount of the first k units: the C of the package page.
func upTo(k, paid, sold int64, rounding logistics.Rounding) int64 {
	if rounding == logistics.HalfUp {
		return halfUp(paid, k, sold)
	}
	amount, _ := exact.MulDiv(paid, k, sold, exact.Mode(rounding))
	return amount
}

// halfUp is paid × k ÷ sold, ties up, for 0 <= k <= sold. It is the usual rounding, and written out
// because a refund asks for it twice per part: half of the divisor is added, and the quotient cut off.
func halfUp(paid, k, sold int64) int64 {
	divisor := uint64(sold)
	high, low := bits.Mul64(uint64(paid), uint64(k))
	low, carry := bits.Add64(low, divisor/2, 0)
	if high += carry; high == 0 {
		return int64(low / divisor) // much cheaper than 128 by 64 bits
	}
	quotient, _ := bits.Div64(high, low, divisor) // k <= sold: the quotient fits
	return int64(quotient)
}
