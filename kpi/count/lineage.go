package count

import "github.com/logicrm/logistics"

// content tells what an accumulator holds without looking: how many, and a sum over all of them that is hardly ever
// the same for two different contents. Copies share memory until one of them is changed; whether the memory still
// holds what a copy was made of is asked by adding it up again.
type content struct {
	n    int64
	mark uint64
}

// add counts n more of a key, or fewer below zero.
func (c *content) add(key int, n int64) {
	c.n += n
	c.mark += scattered(key) * uint64(n)
}

// one counts one more of a key.
func (c *content) one(key int) {
	c.n++
	c.mark += scattered(key)
}

// scattered spreads a key over 64 bits, and folds the upper onto the lower so that equal sums of keys do not give
// equal sums of these.
func scattered(key int) uint64 {
	x := uint64(key) * 0x9E3779B97F4A7C15
	return x ^ x>>29
}

// outgrown is the fault of a copy whose memory was changed by another: what it held is gone.
func outgrown() error {
	return fault("", logistics.FaultConflict, "", "the original of this copy was changed since: use Clone")
}
