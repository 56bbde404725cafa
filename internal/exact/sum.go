package exact

// Add is a + b; ok is false when that does not fit 64 bits.
func Add(a, b int64) (sum int64, ok bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0)
}

// Sub is a − b; ok is false when that does not fit 64 bits.
func Sub(a, b int64) (difference int64, ok bool) {
	difference = a - b
	return difference, (difference < a) == (b > 0)
}
