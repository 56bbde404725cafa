package compare_test

import (
	"math/big"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/compare"
)

// lanes are n segments of a month whose counts follow each other in equal steps, so that hardly any two have a
// denominator in common.
func lanes(period logistics.Period, n int, num, den func(i int) int64) []logistics.Observation {
	m := onTime()
	list := make([]logistics.Observation, n)
	for i := range list {
		list[i] = figureOf(m, period, num(i), den(i))
		list[i].Subject = logistics.MustID("L-" + strconv.Itoa(i))
	}
	return list
}

func steps(from, by int64) func(int) int64 { return func(i int) int64 { return from + by*int64(i) } }

func TestDividingAChangeGrowsGently(t *testing.T) {
	golden.Growth(t, 1280, func(n int) func() {
		base := lanes(january, n, steps(60, 5), steps(100, 7))
		now := lanes(february, n, steps(50, 6), steps(90, 11))
		return func() {
			d, err := compare.Decompose(onTime(), base, now)
			needs(t, err)
			if len(d.Segments) != n {
				t.Errorf("%d segments", len(d.Segments))
			}
		}
	})
}

func TestSeasonsAndQuantilesGrowGently(t *testing.T) {
	values := func(n int) []float64 {
		list := make([]float64, n)
		for i := range list {
			list[i] = float64(i * 7919 % 10007)
		}
		return list
	}
	golden.Growth(t, 1<<14, func(n int) func() {
		list := values(n)
		return func() {
			_, err := compare.Quantiles(list, 7, logistics.MustRatio("95%"))
			needs(t, err)
			_, err = compare.Seasonal(12, list, logistics.Ratio{})
			needs(t, err)
		}
	})
}

// TestManySegmentsSumExactly whatever their counts have in common: the whole is the sum of its parts, one by one.
func TestManySegmentsSumExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "segments")
		counts := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 2*n, 2*n).Draw(t, "counts")
		shares := rapid.SliceOfN(rapid.Int64Range(0, 4), 2*n, 2*n).Draw(t, "shares")
		side := func(at int) (num, den func(int) int64) {
			return func(i int) int64 { return counts[at+i] * shares[at+i] / 4 }, func(i int) int64 {
				return counts[at+i]
			}
		}
		num, den := side(0)
		base := lanes(january, n, num, den)
		num, den = side(n)
		d, err := compare.Decompose(onTime(), base, lanes(february, n, num, den))
		need(t, err)
		if d.Change == nil {
			return
		}
		rate, mix := new(big.Rat), new(big.Rat)
		for _, s := range d.Segments {
			rate.Add(rate, s.Rate)
			mix.Add(mix, s.Mix)
		}
		if rate.Cmp(d.Rate) != 0 || mix.Cmp(d.Mix) != 0 {
			t.Fatalf("%v and %v, want %v and %v", d.Rate, d.Mix, rate, mix)
		}
	})
}

// TestASumOfTooManyDigitsIsRefused: the counts of 6,000 segments have next to nothing in common.
func TestASumOfTooManyDigitsIsRefused(t *testing.T) {
	then := func(i int) int64 { return 1<<49 + 2*int64(i) + 1 }
	now := func(i int) int64 { return 1<<50 + 2*int64(i) + 1 }
	same := func(int) int64 { return 1 }
	const n = 6000
	_, err := compare.Decompose(onTime(), lanes(january, n, same, then), lanes(february, n, same, now))
	wantFaults(t, err, "/now: too_many")
	d, err := compare.Decompose(onTime(), lanes(january, 1000, same, then), lanes(february, 1000, same, now))
	if err != nil || d.Rate.Denom().BitLen() < 40_000 {
		t.Errorf("of fewer it is told: %v", err)
	}
	d, err = compare.Decompose(onTime(), lanes(january, n, same, then), lanes(february, n, same, then))
	if err != nil || d.Rate.Sign() != 0 {
		t.Errorf("the same figures twice: %v, %v", d.Rate, err)
	}
}
