package stat_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/stat"
)

// upTo are the values 1 to n, so that a quantile shows its rank.
func upTo(n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = float64(i + 1)
	}
	return values
}

// TestARankThatIsWholeIsTaken where rounding n·p to a float64 used to lose it.
func TestARankThatIsWholeIsTaken(t *testing.T) {
	for _, c := range []struct {
		n, percent int
		definition int
		want       float64
	}{
		{25, 56, 1, 14}, {100, 55, 1, 55}, {90, 70, 2, 63.5}, {45, 70, 3, 32}, // R 4.2.2 gives the same
		{25, 57, 1, 15}, {90, 71, 2, 64}, {45, 72, 3, 32}, {45, 71, 3, 32},
	} {
		if got, err := stat.SampleQuantile(upTo(c.n), int64(c.percent), 100, c.definition); err != nil ||
			got != c.want {
			t.Errorf(
				"1 to %d at %d%% by definition %d: %v, want %v, %v", c.n, c.percent, c.definition, got, c.want, err,
			)
		}
	}
}

// quantileTwin is the definition read aloud, in fractions: the rank, and what the fraction beyond it weighs.
func quantileTwin(n int, p *big.Rat, definition int) float64 {
	rat := func(a, b int64) *big.Rat { return big.NewRat(a, b) }
	m := [9]*big.Rat{
		rat(0, 1), rat(0, 1), rat(-1, 2), rat(0, 1), rat(1, 2), p, new(big.Rat).Sub(rat(1, 1), p),
		new(big.Rat).Mul(new(big.Rat).Add(p, rat(1, 1)), rat(1, 3)),
		new(big.Rat).Add(new(big.Rat).Quo(p, rat(4, 1)), rat(3, 8)),
	}[definition-1]
	position := new(big.Rat).Mul(rat(int64(n), 1), p)
	position.Add(position, m)
	rank := new(big.Int).Div(position.Num(), position.Denom()) // downwards, as the denominator is above 0
	j := rank.Int64()
	rest := position.Sub(position, new(big.Rat).SetInt(rank))
	weight, _ := rest.Float64()
	switch {
	case definition == 1 && rest.Sign() == 0, definition == 3 && rest.Sign() == 0 && j%2 == 0:
		weight = 0
	case definition == 2 && rest.Sign() == 0:
		weight = 0.5
	case definition <= 3:
		weight = 1
	}
	value := func(rank int64) float64 { return float64(min(max(rank, 1), int64(n))) }
	return (1-weight)*value(j) + weight*value(j+1)
}

// TestQuantilesAgreeWithFractions goes through every rank of up to 400 values, and every share in hundredths.
func TestQuantilesAgreeWithFractions(t *testing.T) {
	checked := 0
	for n := 1; n <= 400; n++ {
		values := upTo(n)
		for _, den := range []int{n, 100} {
			for num := range den + 1 {
				p := big.NewRat(int64(num), int64(den))
				for definition := 1; definition <= 9; definition++ {
					got, err := stat.SampleQuantile(values, int64(num), int64(den), definition)
					want := quantileTwin(n, p, definition)
					if err != nil || definition <= 3 && got != want || math.Abs(got-want) > 1e-12*want {
						t.Fatalf(
							"%d of %d by definition %d of %d values: %v, want %v, %v", num, den, definition, n, got,
							want, err,
						)
					}
					checked++
				}
			}
		}
	}
	if checked < 1_000_000 {
		t.Errorf("only %d", checked)
	}
}

func TestQuantilesOfAnyShareAgreeWithFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 400).Draw(t, "n")
		den := rapid.OneOf(rapid.Int64Range(1, 1000), rapid.Int64Range(1, math.MaxInt64)).Draw(t, "den")
		num := rapid.OneOf(rapid.Int64Range(0, den), rapid.Just(den), rapid.Just(den/2)).Draw(t, "num")
		definition := rapid.IntRange(1, 9).Draw(t, "definition")
		got, err := stat.SampleQuantile(upTo(n), num, den, definition)
		if want := quantileTwin(n, big.NewRat(num, den), definition); err != nil || math.Abs(got-want) > 1e-12*want {
			t.Fatalf("%v, want %v, %v", got, want, err)
		}
	})
}

func TestTwoSidedZIsThatOfEitherSide(t *testing.T) {
	for confidence, want := range map[float64]float64{
		0.95: 1.959963984540054, 0.99: 2.5758293035489004, 0.5: 0.6744897501960817,
	} {
		if z, err := stat.TwoSidedZ(confidence); err != nil || math.Abs(z-want) > 1e-12 {
			t.Errorf("%v: %v, %v", confidence, z, err)
		}
	}
	all := []float64{}
	for _, c := range []float64{0.001, 0.1, 0.5, 0.9, 0.999999} {
		z, _ := stat.TwoSidedZ(c)
		all = append(all, z)
	}
	if !slices.IsSorted(all) || all[0] <= 0 {
		t.Errorf("%v", all)
	}
}
