package exact_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/exact"
)

func anyInt64() *rapid.Generator[int64] {
	return rapid.OneOf(
		rapid.Int64(), rapid.Int64Range(-3, 3),
		rapid.SampledFrom([]int64{math.MinInt64, math.MinInt64 + 1, math.MaxInt64}),
	)
}

func TestSumsThatFitAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyInt64().Draw(t, "a"), anyInt64().Draw(t, "b")
		x, y := big.NewInt(a), big.NewInt(b)
		for _, c := range []struct {
			want *big.Int
			take func(int64, int64) (int64, bool)
		}{{new(big.Int).Add(x, y), exact.Add}, {new(big.Int).Sub(x, y), exact.Sub}} {
			got, ok := c.take(a, b)
			if ok != c.want.IsInt64() || ok && got != c.want.Int64() {
				t.Fatalf("%d and %d: %d, %v, want %v", a, b, got, ok, c.want)
			}
		}
	})
}

// parts is a fraction as the nouns have it.
type parts struct{ num, den int64 }

func (p parts) Num() int64 { return p.num }
func (p parts) Den() int64 { return p.den }

func TestTermsAreTheFractionInLowestTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := parts{anyInt64().Draw(t, "num"), rapid.Int64Range(1, math.MaxInt64).Draw(t, "den")}
		x := exact.Rat(p)
		num, den, ok := exact.Terms(x)
		if !ok || exact.CompareProducts(num, p.den, p.num, den) != 0 ||
			new(big.Int).GCD(nil, nil, new(big.Int).Abs(big.NewInt(num)), big.NewInt(den)).Int64() != 1 {
			t.Fatalf("%v is %d/%d, %v", p, num, den, ok)
		}
	})
	third := exact.Rat(parts{1, math.MaxInt64})
	if _, _, ok := exact.Terms(third.Mul(third, big.NewRat(1, 2))); ok {
		t.Error("a denominator beyond 64 bits was taken")
	}
	if _, _, ok := exact.Terms(new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 63))); ok {
		t.Error("a numerator beyond 64 bits was taken")
	}
}
