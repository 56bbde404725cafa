package count

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"

	"github.com/logicrm/logistics"
)

// Moments accumulates the number, the sum and the sum of squares of whole values, exactly, in 128
// bits: mean and variance are the same whatever the order and the split. Least and greatest are not
// kept, because they could not be removed again. The zero Moments has counted nothing, and is the
// identity of Merge. Moments compare with ==, and a copy is independent of the original.
type Moments struct {
	n                       int64
	sumHigh                 int64 // the sum in two's complement; below 2^63 values it cannot overflow
	sumLow                  uint64
	squaresHigh, squaresLow uint64
}

// momentsOf is the Moments of one value.
func momentsOf(x int64) Moments {
	high, low := square(x)
	return Moments{1, x >> 63, uint64(x), high, low}
}

func square(x int64) (high, low uint64) {
	m := uint64(x)
	if x < 0 {
		m = -m
	}
	return bits.Mul64(m, m)
}

// Add counts one more value. It is Merge without the way round by the Moments of one value.
func (m *Moments) Add(x int64) error {
	high, low := square(x)
	low, carry := bits.Add64(m.squaresLow, low, 0)
	high, carry = bits.Add64(m.squaresHigh, high, carry)
	if carry != 0 || m.n == math.MaxInt64 {
		return m.Merge(momentsOf(x)) // to say what is wrong
	}
	m.squaresLow, m.squaresHigh = low, high
	m.sumLow, carry = bits.Add64(m.sumLow, uint64(x), 0)
	m.sumHigh += x>>63 + int64(carry)
	m.n++
	return nil
}

// Remove takes out a value that was added. What can be seen not to have been added is refused.
func (m *Moments) Remove(x int64) error { return m.Sub(momentsOf(x)) }

// Merge adds what another has counted.
func (m *Moments) Merge(o Moments) error {
	if m.n > math.MaxInt64-o.n {
		return fault("", logistics.FaultOutOfRange, digits(o.n), "the number of values does not fit 64 bits")
	}
	sumLow, carry := bits.Add64(m.sumLow, o.sumLow, 0)
	sumHigh := m.sumHigh + o.sumHigh + int64(carry)
	squaresLow, carry := bits.Add64(m.squaresLow, o.squaresLow, 0)
	squaresHigh, carry := bits.Add64(m.squaresHigh, o.squaresHigh, carry)
	if carry != 0 {
		return fault("", logistics.FaultOutOfRange, digits(o.n), "the sum of squares does not fit 128 bits")
	}
	*m = Moments{m.n + o.n, sumHigh, sumLow, squaresHigh, squaresLow}
	return nil
}

// Sub takes out what another has counted: it undoes Merge.
func (m *Moments) Sub(o Moments) error {
	sumLow, borrow := bits.Sub64(m.sumLow, o.sumLow, 0)
	sumHigh := m.sumHigh - o.sumHigh - int64(borrow)
	squaresLow, borrow := bits.Sub64(m.squaresLow, o.squaresLow, 0)
	squaresHigh, borrow := bits.Sub64(m.squaresHigh, o.squaresHigh, borrow)
	rest := Moments{m.n - o.n, sumHigh, sumLow, squaresHigh, squaresLow}
	if borrow != 0 || !rest.possible() {
		return fault("", logistics.FaultConflict, digits(o.n), "cannot remove more than was added")
	}
	*m = rest
	return nil
}

// possible reports whether there can be values with these moments: no values have sums of zero, and
// n·Σx² is never below (Σx)² (Cauchy and Schwarz).
func (m Moments) possible() bool {
	if m.n <= 0 {
		return m == Moments{}
	}
	_, ok := m.spread()
	return ok
}

// spread is n·Σx² − (Σx)², lowest word first; ok is false when it is below zero.
func (m Moments) spread() (words [4]uint64, ok bool) {
	n := uint64(m.n)
	var a, b [4]uint64
	var high, carry uint64
	high, a[0] = bits.Mul64(m.squaresLow, n)
	a[2], a[1] = bits.Mul64(m.squaresHigh, n)
	a[1], carry = bits.Add64(a[1], high, 0)
	a[2] += carry

	sumHigh, sumLow := uint64(m.sumHigh), m.sumLow
	if m.sumHigh < 0 {
		sumLow, carry = bits.Sub64(0, sumLow, 0)
		sumHigh, _ = bits.Sub64(0, sumHigh, carry)
	}
	b[1], b[0] = bits.Mul64(sumLow, sumLow)
	b[3], b[2] = bits.Mul64(sumHigh, sumHigh)
	crossHigh, crossLow := bits.Mul64(sumHigh, sumLow)
	for range 2 { // (h+l)² = h² + 2hl + l²
		b[1], carry = bits.Add64(b[1], crossLow, 0)
		b[2], carry = bits.Add64(b[2], crossHigh, carry)
		b[3] += carry
	}
	borrow := uint64(0)
	for i := range words {
		words[i], borrow = bits.Sub64(a[i], b[i], borrow)
	}
	return words, borrow == 0
}

// N is how many values were counted.
func (m Moments) N() int64 { return m.n }

// Mean is the exact mean: the sum over the number. No values are no data; a sum beyond 64 bits is a
// fault.
func (m Moments) Mean() (logistics.Ratio, error) {
	if m.sumHigh != int64(m.sumLow)>>63 {
		what := "the sum of these values does not fit 64 bits"
		return logistics.Ratio{}, fault("", logistics.FaultOutOfRange, digits(m.n), what)
	}
	return logistics.NewRatio(int64(m.sumLow), m.n)
}

// Variance is the sample variance (n−1 in the denominator): the exact fraction, rounded once to the
// nearest float64. ok is false for fewer than two values.
func (m Moments) Variance() (variance float64, ok bool) {
	if m.n < 2 {
		return 0, false
	}
	words, _ := m.spread()
	var bytes [32]byte
	for i, word := range words {
		binary.BigEndian.PutUint64(bytes[8*(3-i):], word)
	}
	top := new(big.Int).SetBytes(bytes[:])
	bottom := new(big.Int).Mul(big.NewInt(m.n), big.NewInt(m.n-1))
	variance, _ = new(big.Rat).SetFrac(top, bottom).Float64()
	return variance, true
}

const momentsSize = 2 + 5*8

// AppendBinary appends the canonical bytes: the same values always give the same ones. They are the
// letter M, the version 1, the number of values in eight bytes, and sum and sum of squares in sixteen
// each, big-endian, the sum in two's complement.
func (m Moments) AppendBinary(dst []byte) ([]byte, error) {
	dst = append(dst, momentsTag, binaryVersion)
	for _, word := range [5]uint64{uint64(m.n), uint64(m.sumHigh), m.sumLow, m.squaresHigh, m.squaresLow} {
		dst = binary.BigEndian.AppendUint64(dst, word)
	}
	return dst, nil
}

// MarshalBinary is AppendBinary to a slice of its own.
func (m Moments) MarshalBinary() ([]byte, error) {
	return m.AppendBinary(make([]byte, 0, momentsSize))
}

// MarshalText is the form of MarshalBinary in base64.
func (m Moments) MarshalText() ([]byte, error) { return textOf(m) }

// UnmarshalText reads the form of MarshalText and refuses all others.
func (m *Moments) UnmarshalText(text []byte) error { return readText(text, m) }

// UnmarshalBinary reads the bytes of AppendBinary and refuses all others, and moments that no values
// can have.
func (m *Moments) UnmarshalBinary(data []byte) error {
	if err := checkHead(data, momentsTag); err != nil {
		return err
	}
	if len(data) != momentsSize {
		return corrupt("not of the length of moments")
	}
	word := func(i int) uint64 { return binary.BigEndian.Uint64(data[2+8*i:]) }
	read := Moments{int64(word(0)), int64(word(1)), word(2), word(3), word(4)}
	if !read.possible() {
		return fault("", logistics.FaultConflict, digits(read.n), "no values can have these moments")
	}
	*m = read
	return nil
}
