package stat

import (
	"math/big"
	"strconv"
)

// SixDigits is the text of a statistic in a reason: more digits would depend on the machine.
func SixDigits(f float64) string { return strconv.FormatFloat(f, 'g', 6, 64) }

// Shown holds a probability against a confidence of num in den: it is shown what chance gives no more often than
// that leaves. The probability is taken with the digits that reasons give it, so that a verdict can be made again
// from them.
func Shown(p float64, num, den int64) bool {
	told, ok := new(big.Rat).SetString(SixDigits(p))
	return ok && den > 0 && told.Cmp(big.NewRat(den-num, den)) <= 0
}
