package refund

import (
	"math/bits"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Units is the gross amount, in minor units, of the next now units of a line for which paid minor units
// were paid, when settled of its sold units were refunded before.
func Units(paid, sold, settled, now int64, rounding logistics.Rounding) (int64, error) {
	if paid < 0 || settled < 0 || now < 0 || sold < 1 || settled > sold-now || !rounding.Valid() {
		return 0, logistics.NewFieldError(logistics.FaultOutOfRange, "",
			"an amount not below zero, a rounding, and 0 <= settled <= settled + now <= sold")
	}
	return between(paid, sold, settled, now, rounding), nil
}

// between is [Units] for figures that are known to be in order.
func between(paid, sold, settled, now int64, rounding logistics.Rounding) int64 {
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
// because a refund asks for it twice per part.
func halfUp(paid, k, sold int64) int64 {
	high, low := bits.Mul64(uint64(paid), uint64(k))
	divisor := uint64(sold)
	var quotient, rest uint64
	if high == 0 {
		quotient, rest = low/divisor, low%divisor // much cheaper than 128 by 64 bits
	} else {
		quotient, rest = bits.Div64(high, low, divisor) // k <= sold: the quotient fits
	}
	if rest >= divisor-rest {
		quotient++
	}
	return int64(quotient)
}
