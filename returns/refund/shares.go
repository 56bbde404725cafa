package refund

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Shares splits an amount, such as an order discount, over lines in proportion to their weights, such
// as their list values, by the largest remainder: the shares sum to the amount, each is within one
// minor unit of its exact share, and equal remainders are served in the order of the lines. When the
// amount is not above the sum of the weights, no share is above its weight.
func Shares(amount logistics.Money, weights []logistics.Money) ([]logistics.Money, error) {
	var space [2 * onStack]int64
	units := space[:]
	if n := 2 * len(weights); n > len(space) {
		units = make([]int64, n)
	}
	heavy, parts := units[:len(weights)], units[len(weights):2*len(weights)]
	var faults logistics.Faults
	currency := amount.Currency()
	if amount.IsZero() {
		faults.Required("/amount", "an amount with its currency")
	}
	total := minor(amount, currency, at("/amount", ""), &faults)
	var sum int64
	for i := range weights {
		heavy[i] = minor(weights[i], currency, place{name: "/weights", row: i}, &faults)
		sum = min(sum+heavy[i], mostMinor+1)
	}
	switch {
	case len(faults) > 0:
	case sum > mostMinor:
		faults.OutOfRange("/weights", nil, "all together: at most "+strconv.FormatInt(mostMinor, 10)+" minor units")
	case sum == 0 && total > 0:
		faults.Required("/weights", "a weight above zero")
	}
	if len(faults) > 0 {
		return nil, faults.Err()
	}
	if sum > 0 {
		if err := exact.Allocate(parts, total, heavy); err != nil {
			return nil, err
		}
	}
	shares := make([]logistics.Money, len(weights))
	for i, part := range parts {
		shares[i] = logistics.Minor(part, currency)
	}
	return shares, nil
}
