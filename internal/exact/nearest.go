package exact

import "math/big"

// Nearest is the whole number nearest to x, of two the even one; ok is false when it does not fit 64 bits.
func Nearest(x *big.Rat) (n int64, ok bool) {
	// Twice the number, so that the half is whole.
	twice := new(big.Int).Lsh(x.Num(), 1)
	halves, rest := new(big.Int).DivMod(twice, x.Denom(), new(big.Int))
	whole := new(big.Int).Rsh(halves, 1)
	if halves.Bit(0) == 1 && (rest.Sign() > 0 || whole.Bit(0) == 1) {
		whole.Add(whole, big.NewInt(1))
	}
	return whole.Int64(), whole.IsInt64()
}
