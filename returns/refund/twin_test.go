package refund_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/returns/refund"
)

// decimalUnits is the naive twin of Units, half up, the way one writes it with decimals.
func decimalUnits(paid, sold, settled, now int64) decimal.Decimal {
	upTo := func(k int64) decimal.Decimal {
		return decimal.NewFromInt(paid).Mul(decimal.NewFromInt(k)).DivRound(decimal.NewFromInt(sold), 0)
	}
	return upTo(settled + now).Sub(upTo(settled))
}

func TestUnitsAgreeWithDecimals(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		paid := rapid.Int64Range(0, math.MaxInt64).Draw(r, "paid")
		sold := rapid.Int64Range(1, math.MaxInt64).Draw(r, "sold")
		settled := rapid.Int64Range(0, sold).Draw(r, "settled")
		now := rapid.Int64Range(0, sold-settled).Draw(r, "now")
		want := decimalUnits(paid, sold, settled, now)
		if got, err := refund.Units(paid, sold, settled, now, logistics.HalfUp); err != nil ||
			!want.Equal(decimal.NewFromInt(got)) {
			r.Fatalf("%d, %v; want %s", got, err, want)
		}
	})
}

// rounded is the twin of every rounding of amounts not below zero: exact fractions.
func rounded(paid, k, sold int64, mode logistics.Rounding) *big.Int {
	q, rest := new(big.Int).QuoRem(new(big.Int).Mul(big.NewInt(paid), big.NewInt(k)), big.NewInt(sold), new(big.Int))
	half := new(big.Int).Lsh(rest, 1).Cmp(big.NewInt(sold))
	up := false
	switch mode {
	case logistics.HalfEven:
		up = half > 0 || half == 0 && q.Bit(0) == 1
	case logistics.HalfUp:
		up = half >= 0
	case logistics.HalfDown:
		up = half > 0
	case logistics.AwayFromZero, logistics.Ceiling:
		up = rest.Sign() > 0
	}
	if up {
		q.Add(q, big.NewInt(1))
	}
	return q
}

func TestUnitsAgreeWithFractionsInEveryRounding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		most := rapid.SampledFrom([]int64{20, 1000, math.MaxInt64}).Draw(r, "most")
		paid, sold := rapid.Int64Range(0, most).Draw(r, "paid"), rapid.Int64Range(1, most).Draw(r, "sold")
		settled := rapid.Int64Range(0, sold).Draw(r, "settled")
		now := rapid.Int64Range(0, sold-settled).Draw(r, "now")
		for _, mode := range modes {
			want := new(big.Int).Sub(rounded(paid, settled+now, sold, mode), rounded(paid, settled, sold, mode))
			if got, err := refund.Units(paid, sold, settled, now, mode); err != nil || !want.IsInt64() ||
				got != want.Int64() {
				r.Fatalf("%s: %d, %v; want %s", mode, got, err, want)
			}
		}
	})
}

// decimalShares is the naive twin of Shares: floors, then one unit at a time to the largest remainder.
func decimalShares(amount int64, weights []int64) []int64 {
	sum := decimal.Zero
	for _, w := range weights {
		sum = sum.Add(decimal.NewFromInt(w))
	}
	parts, rests := make([]int64, len(weights)), make([]decimal.Decimal, len(weights))
	left := amount
	for i, w := range weights {
		quotient, rest := decimal.NewFromInt(amount).Mul(decimal.NewFromInt(w)).QuoRem(sum, 0)
		parts[i], rests[i] = quotient.IntPart(), rest
		left -= parts[i]
	}
	for ; left > 0; left-- {
		best := 0
		for i := range rests {
			if rests[i].GreaterThan(rests[best]) {
				best = i
			}
		}
		parts[best]++
		rests[best] = decimal.NewFromInt(-1)
	}
	return parts
}

func TestSharesSumAndAgreeWithDecimals(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 1, 40).Draw(r, "weights")
		var most int64
		lines := make([]logistics.Money, len(weights))
		for i, w := range weights {
			lines[i] = logistics.Minor(w, currency)
			most += w
		}
		if most == 0 {
			r.Skip("no weight")
		}
		discount := rapid.Int64Range(0, most).Draw(r, "discount")
		got, err := refund.Shares(logistics.Minor(discount, currency), lines)
		if err != nil {
			r.Fatal(err)
		}
		want := decimalShares(discount, weights)
		var total int64
		for i, share := range got {
			units, _ := share.MinorUnits()
			if units != want[i] || units < 0 || units > weights[i] || share.Currency() != currency {
				r.Fatalf("share %d of weight %d is %d, want %d", i, weights[i], units, want[i])
			}
			total += units
		}
		if total != discount {
			r.Fatalf("the shares sum to %d of %d", total, discount)
		}
	})
}

// TestUnitsAtTheBounds crosses the bounds below which floats divide, where their quotients are tightest: with
// counts just below whole quotients.
func TestUnitsAtTheBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paid := 1<<31 + rapid.Int64Range(-40, 40).Draw(t, "paid")
		sold := 1<<20 + rapid.Int64Range(-40, 40).Draw(t, "sold")
		if rapid.Bool().Draw(t, "few") {
			sold = rapid.Int64Range(1, 9).Draw(t, "sold")
		}
		settled := rapid.Int64Range(0, sold-1).Draw(t, "settled")
		now := rapid.Int64Range(1, sold-settled).Draw(t, "now")
		got, err := refund.Units(paid, sold, settled, now, logistics.HalfUp)
		want, _ := exact.CumulativeShare(paid, settled, now, sold, exact.HalfUp)
		if err != nil || got != want {
			t.Fatalf("%d from %d of %d for %d: %d, want %d: %v", now, settled, sold, paid, got, want, err)
		}
	})
}
