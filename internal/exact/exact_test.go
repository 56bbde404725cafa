package exact

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

var modes = []Mode{HalfEven, HalfUp, HalfDown, Up, Down, Ceiling, Floor}

func anyInt64() *rapid.Generator[int64] {
	return rapid.OneOf(
		rapid.Int64(), rapid.Int64Range(-1000, 1000),
		rapid.SampledFrom([]int64{0, 1, -1, math.MaxInt64, math.MinInt64, math.MaxInt64 - 1, math.MinInt64 + 1}),
	)
}

// naiveDiv rounds a/b by looking at both whole neighbours of the exact quotient.
func naiveDiv(a, b *big.Int, m Mode) *big.Int {
	exactQuotient := new(big.Rat).SetFrac(a, b)
	floor := new(big.Int).Div(exactQuotient.Num(), exactQuotient.Denom()) // Denom > 0: Euclid is floor
	if new(big.Rat).SetInt(floor).Cmp(exactQuotient) == 0 {
		return floor
	}
	ceiling := new(big.Int).Add(floor, big.NewInt(1))
	toFloor := new(big.Rat).Sub(exactQuotient, new(big.Rat).SetInt(floor))
	order := toFloor.Cmp(big.NewRat(1, 2))
	negative := exactQuotient.Sign() < 0
	inward, outward := floor, ceiling
	if negative {
		inward, outward = ceiling, floor
	}
	switch m {
	case Up:
		return outward
	case Down:
		return inward
	case Ceiling:
		return ceiling
	case Floor:
		return floor
	}
	switch {
	case order < 0:
		return floor
	case order > 0:
		return ceiling
	case m == HalfUp:
		return outward
	case m == HalfDown:
		return inward
	case floor.Bit(0) == 0:
		return floor
	default:
		return ceiling
	}
}

func TestMulDivAgreesWithExactQuotient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyInt64().Draw(t, "a"), anyInt64().Draw(t, "b"), anyInt64().Draw(t, "c")
		m := rapid.SampledFrom(modes).Draw(t, "mode")
		got, err := MulDiv(a, b, c, m)
		if c == 0 {
			if !errors.Is(err, ErrDivideByZero) {
				t.Fatalf("division by zero gave %v, %v", got, err)
			}
			return
		}
		want := naiveDiv(new(big.Int).Mul(big.NewInt(a), big.NewInt(b)), big.NewInt(c), m)
		if !want.IsInt64() {
			if !errors.Is(err, ErrOverflow) {
				t.Fatalf("want overflow for %v, got %v, %v", want, got, err)
			}
			return
		}
		if err != nil || got != want.Int64() {
			t.Fatalf("MulDiv(%d, %d, %d, %d) = %d, %v; want %v", a, b, c, m, got, err, want)
		}
	})
}

func TestCompareProductsAgreesWithBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyInt64()
		a, b, c, d := g.Draw(t, "a"), g.Draw(t, "b"), g.Draw(t, "c"), g.Draw(t, "d")
		left := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		right := new(big.Int).Mul(big.NewInt(c), big.NewInt(d))
		if got, want := CompareProducts(a, b, c, d), left.Cmp(right); got != want {
			t.Fatalf("CompareProducts(%d,%d,%d,%d) = %d, want %d", a, b, c, d, got, want)
		}
	})
}

// numText draws decimal text within the bounds.
func numText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		whole := rapid.StringMatching(`0|[1-9][0-9]{0,21}`).Draw(t, "whole")
		fraction := rapid.StringMatching(`(\.[0-9]{1,12})?`).Draw(t, "fraction")
		return rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign") + whole + fraction
	})
}

func drawNum(t *rapid.T, label string) (Num, decimal.Decimal) {
	text := numText().Draw(t, label)
	n, err := Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return n, decimal.RequireFromString(text)
}

func TestArithmeticAgreesWithDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, da := drawNum(t, "a")
		b, db := drawNum(t, "b")
		m := rapid.SampledFrom(modes).Draw(t, "mode")
		scale := rapid.IntRange(0, MaxScale).Draw(t, "scale")
		check := func(name string, got Num, err error, want decimal.Decimal) {
			if errors.Is(err, ErrOverflow) && want.Abs().GreaterThanOrEqual(decimal.New(1, MaxDigits-MaxScale)) {
				return
			}
			if err != nil || !got.Decimal().Equal(want) {
				t.Fatalf("%s of %s and %s = %s, %v; want %s", name, da, db, got, err, want)
			}
		}
		sum, err := a.Add(b)
		check("sum", sum, err, da.Add(db))
		difference, err := a.Sub(b)
		check("difference", difference, err, da.Sub(db))
		if product, err := a.Mul(b); !errors.Is(err, ErrPrecision) {
			check("product", product, err, da.Mul(db))
		}
		if a.Cmp(b) != da.Cmp(db) || a.Sign() != da.Sign() || !a.Abs().Decimal().Equal(da.Abs()) {
			t.Fatalf("order or sign of %s and %s", da, db)
		}
		if b.Sign() != 0 {
			quotient, err := a.Quo(b, scale, m)
			top := new(big.Rat).Quo(da.Rat(), db.Rat())
			top.Mul(top, new(big.Rat).SetInt(bigPow10(scale)))
			check("quotient", quotient, err, decimal.NewFromBigInt(naiveDiv(top.Num(), top.Denom(), m), -int32(scale)))
		}
		rounded, err := a.Round(scale, m)
		top := new(big.Rat).Mul(da.Rat(), new(big.Rat).SetInt(bigPow10(scale)))
		check("rounding", rounded, err, decimal.NewFromBigInt(naiveDiv(top.Num(), top.Denom(), m), -int32(scale)))
	})
}

func TestParseInvertsString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := drawNum(t, "n")
		least := rapid.IntRange(0, 4).Draw(t, "least")
		text := string(n.Append(nil, least))
		back, err := Parse(text)
		if err != nil || back.Cmp(n) != 0 || !back.Decimal().Equal(d) {
			t.Fatalf("%s written as %q reads as %s, %v", d, text, back, err)
		}
		if again := string(back.Append(nil, least)); again != text {
			t.Fatalf("canonical text %q became %q", text, again)
		}
		if d.Sign() == 0 && strings.HasPrefix(text, "-") {
			t.Fatalf("negative zero %q", text)
		}
		if units, ok := n.Units(MaxScale); ok && !decimal.New(units, -MaxScale).Equal(d) {
			t.Fatalf("Units(%s) = %d", d, units)
		}
		fromDecimal, err := FromDecimal(d)
		if err != nil || fromDecimal.Cmp(n) != 0 {
			t.Fatalf("FromDecimal(%s) = %s, %v", d, fromDecimal, err)
		}
	})
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]error{
		"": ErrSyntax, "-": ErrSyntax, ".5": ErrSyntax, "5.": ErrSyntax, "+5": ErrSyntax, "1e3": ErrSyntax,
		"1E-2": ErrSyntax, "NaN": ErrSyntax, "Inf": ErrSyntax, "-Infinity": ErrSyntax, "0x1": ErrSyntax,
		"1,000": ErrSyntax, "1_000": ErrSyntax, " 1": ErrSyntax, "1 ": ErrSyntax, "01": ErrSyntax, "--1": ErrSyntax,
		"1.2.3": ErrSyntax, "\u0661": ErrSyntax, "1\x00": ErrSyntax,
		strings.Repeat("9", 40): ErrTooLong, "0." + strings.Repeat("1", 13): ErrTooLong,
		strings.Repeat("9", 23) + "." + strings.Repeat("9", 12): ErrTooLong,
	} {
		if _, err := Parse(text); !errors.Is(err, want) {
			t.Errorf("Parse(%q) = %v, want %v", text, err, want)
		}
	}
}

func TestFromDecimalBoundsExponents(t *testing.T) {
	for _, text := range []string{"1e9999", "1e-9999", "12345678901234567890123456789012345"} {
		if _, err := FromDecimal(decimal.RequireFromString(text)); !errors.Is(err, ErrTooLong) {
			t.Errorf("FromDecimal(%s) = %v, want ErrTooLong", text, err)
		}
	}
	if n, err := FromDecimal(decimal.RequireFromString("12e3")); err != nil || n.String() != "12000" {
		t.Errorf("FromDecimal(12e3) = %s, %v", n, err)
	}
}

func TestFloatCrossing(t *testing.T) {
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if _, err := FromFloat(f, 2, HalfEven); !errors.Is(err, ErrNotFinite) {
			t.Errorf("FromFloat(%v) = %v", f, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n, d := drawNum(t, "n")
		want, _ := d.Float64()
		if got := n.Float64(); got != want {
			t.Fatalf("Float64(%s) = %v, want %v", d, got, want)
		}
		f := rapid.Float64Range(-1e15, 1e15).Draw(t, "f")
		scale := rapid.IntRange(0, 6).Draw(t, "scale")
		up, err := FromFloat(f, scale, Ceiling)
		if err != nil {
			t.Fatal(err)
		}
		down, err := FromFloat(f, scale, Floor)
		if err != nil {
			t.Fatal(err)
		}
		value := new(big.Rat).SetFloat64(f)
		if up.Decimal().Rat().Cmp(value) < 0 || down.Decimal().Rat().Cmp(value) > 0 {
			t.Fatalf("%v is not between %s and %s", f, down, up)
		}
	})
}

func TestFromFloatAgreesWithFractions(t *testing.T) {
	floats := rapid.OneOf(
		rapid.Float64Range(-1e6, 1e6), rapid.Float64Range(-1e30, 1e30), rapid.Float64Range(-1e-9, 1e-9),
		rapid.Custom(func(t *rapid.T) float64 { // ties
			return float64(rapid.Int64Range(-1e6, 1e6).Draw(t, "k")) / float64(
				int64(1)<<rapid.IntRange(0, 20).Draw(t, "bits"),
			)
		}),
		rapid.SampledFrom(
			[]float64{
				0, math.Copysign(0, -1), 0.5, -0.5, 1.5, 2.5, math.SmallestNonzeroFloat64, 9007199254740992,
				9007199254740993, 9.223372036854775e18, 1e19, 5e-324, 2.2250738585072014e-308,
			},
		),
	)
	rapid.Check(t, func(t *rapid.T) {
		f := floats.Draw(t, "f")
		m, scale := rapid.SampledFrom(modes).Draw(t, "mode"), rapid.IntRange(0, MaxScale).Draw(t, "scale")
		want, wantErr := fromFloatBig(f, scale, m)
		got, err := FromFloat(f, scale, m)
		if (err == nil) != (wantErr == nil) || err == nil && got.Cmp(want) != 0 {
			t.Fatalf("FromFloat(%v, %d, %d) = %s, %v; by fractions %s, %v", f, scale, m, got, err, want, wantErr)
		}
	})
}

func weightsAndTotal(t *rapid.T) (int64, []int64) {
	total := rapid.Int64Range(-1e15, 1e15).Draw(t, "total")
	weights := rapid.SliceOfN(rapid.Int64Range(0, 1e12), 1, 50).Draw(t, "weights")
	weights[rapid.IntRange(0, len(weights)-1).Draw(t, "positive")]++
	return total, weights
}

func allocate(t *rapid.T, total int64, weights []int64) []int64 {
	parts := make([]int64, len(weights))
	if err := Allocate(parts, total, weights); err != nil {
		t.Fatal(err)
	}
	return parts
}

func TestAllocationSumsAndStaysWithinOneUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, weights := weightsAndTotal(t)
		var sum, weightSum int64
		parts := allocate(t, total, weights)
		for i, part := range parts {
			sum += part
			weightSum += weights[i]
			if weights[i] == 0 && part != 0 {
				t.Fatalf("zero weight %d got %d", i, part)
			}
		}
		if sum != total {
			t.Fatalf("parts sum to %d, not %d", sum, total)
		}
		for i, part := range parts {
			share := big.NewRat(1, 1).SetFrac(
				new(big.Int).Mul(big.NewInt(total), big.NewInt(weights[i])), big.NewInt(weightSum),
			)
			gap := new(big.Rat).Sub(share, new(big.Rat).SetInt64(part))
			if gap.Abs(gap).Cmp(big.NewRat(1, 1)) >= 0 {
				t.Fatalf("part %d is %d, its exact share %s", i, part, share)
			}
		}
	})
}

func TestAllocationIsSignSymmetricAndScaleFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, weights := weightsAndTotal(t)
		factor := rapid.Int64Range(1, 1000).Draw(t, "factor")
		parts := allocate(t, total, weights)
		mirror := allocate(t, -total, weights)
		scaled := make([]int64, len(weights))
		for i, w := range weights {
			scaled[i] = w * factor
		}
		same := allocate(t, total, scaled)
		for i := range parts {
			if mirror[i] != -parts[i] || same[i] != parts[i] {
				t.Fatalf("part %d: %d, mirrored %d, scaled %d", i, parts[i], mirror[i], same[i])
			}
		}
	})
}

func TestAllocateRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		weights []int64
		want    error
	}{
		"none": {nil, ErrWeights}, "zero": {[]int64{0, 0}, ErrWeights}, "negative": {[]int64{2, -1}, ErrWeights},
		"too large": {[]int64{math.MaxInt64, 1}, ErrOverflow},
	} {
		if err := Allocate(make([]int64, len(c.weights)), 10, c.weights); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if err := Allocate(make([]int64, 1), 10, []int64{1, 1}); !errors.Is(err, ErrWeights) {
		t.Errorf("lengths differ: %v", err)
	}
}

func TestCumulativeSharesOfAnyPartitionSumToTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(-1e12, 1e12).Draw(t, "total")
		whole := rapid.Int64Range(1, 500).Draw(t, "whole")
		m := rapid.SampledFrom(modes).Draw(t, "mode")
		var done, sum int64
		for done < whole {
			part := rapid.Int64Range(1, whole-done).Draw(t, "part")
			share, err := CumulativeShare(total, done, part, whole, m)
			if err != nil {
				t.Fatal(err)
			}
			sum += share
			done += part
		}
		if sum != total {
			t.Fatalf("shares sum to %d, not %d", sum, total)
		}
	})
	if _, err := CumulativeShare(100, 3, 2, 4, HalfUp); !errors.Is(err, ErrWeights) {
		t.Errorf("more than the whole: %v", err)
	}
}

func TestNothingAllocatesWhileItFits(t *testing.T) {
	a, _ := New(1250, 2)
	b, _ := New(33333, 3)
	weights, parts := []int64{3, 0, 5, 7}, make([]int64, 4)
	if n := testing.AllocsPerRun(100, func() {
		sum, _ := a.Add(b)
		sum, _ = sum.Ratio(b, a, 2, HalfEven)
		_ = sum.Cmp(a)
		_ = Allocate(parts, 1001, weights)
		_, _ = FromFloat(41.2, 2, Ceiling)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0", "-12.50", "1e9", strings.Repeat("9", 40), "0.000000000001", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := Parse(s)
		if err != nil {
			return
		}
		if back, err := Parse(n.String()); err != nil || back.Cmp(n) != 0 {
			t.Fatalf("%q -> %s -> %s, %v", s, n, back, err)
		}
	})
}

// TestNearestIsTheDecimalRounding compares with rounding by decimals, halves and all.
func TestNearestIsTheDecimalRounding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		top, bottom := rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "top"), rapid.SampledFrom(
			[]int64{1, 2, 3, 4, 6, 10, 200},
		).Draw(t, "bottom")
		want, err := MulDiv(top, 1, bottom, HalfEven)
		if got, ok := Nearest(big.NewRat(top, bottom)); err != nil || !ok || got != want {
			t.Fatalf("%d/%d is %d, want %d, %v", top, bottom, got, want, err)
		}
	})
	large := new(big.Rat).SetInt64(math.MaxInt64)
	if n, ok := Nearest(large); !ok || n != math.MaxInt64 {
		t.Errorf("%d, %v", n, ok)
	}
	if _, ok := Nearest(large.Add(large, big.NewRat(1, 2))); ok {
		t.Error("one too large fits")
	}
}
