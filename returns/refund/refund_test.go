package refund_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/refund"
)

var modes = []logistics.Rounding{
	logistics.HalfEven, logistics.HalfUp, logistics.HalfDown, logistics.AwayFromZero, logistics.TowardZero, logistics.Ceiling, logistics.Floor,
}

func currencies() *rapid.Generator[logistics.Currency] { // with 0, 2, 3 and 4 digits
	return rapid.Map(rapid.SampledFrom([]string{"JPY", "EUR", "KWD", "CLF"}), logistics.MustCurrency)
}

func lines() *rapid.Generator[refund.Line] {
	return rapid.Custom(func(r *rapid.T) refund.Line {
		sold := rapid.Int64Range(1, 1000).Draw(r, "sold")
		settled := rapid.Int64Range(0, sold-1).Draw(r, "settled")
		return refund.Line{
			Paid: logistics.Minor(rapid.Int64Range(0, 1e12).Draw(r, "paid"), currencies().Draw(r, "currency")),
			Sold: sold, Settled: settled, Now: rapid.Int64Range(1, sold-settled).Draw(r, "now"),
		}
	})
}

func terms() *rapid.Generator[refund.Terms] {
	return rapid.Custom(func(r *rapid.T) refund.Terms {
		fee, err := logistics.NewRatio(rapid.Int64Range(0, 1000).Draw(r, "fee"), 1000)
		if err != nil {
			r.Fatal(err)
		}
		return refund.Terms{Fee: fee, Rounding: rapid.SampledFrom(modes).Draw(r, "rounding")}
	})
}

func quote(t rapid.TB, terms refund.Terms, line refund.Line) refund.Result {
	q, err := refund.Quote(terms, line)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func sum(t rapid.TB, parts ...logistics.Money) logistics.Money {
	var total logistics.Money
	for _, part := range parts {
		var err error
		if total, err = total.Add(part); err != nil {
			t.Fatal(err)
		}
	}
	return total
}

func TestAnyPartitionOfTheQuantityRefundsWhatWasPaid(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		line, rounding := lines().Draw(r, "line"), rapid.SampledFrom(modes).Draw(r, "rounding")
		total := logistics.Minor(0, line.Paid.Currency())
		for settled := int64(0); settled < line.Sold; {
			line.Settled, line.Now = settled, rapid.Int64Range(1, line.Sold-settled).Draw(r, "part")
			total = sum(r, total, quote(r, refund.Terms{Rounding: rounding}, line).Refund)
			if over, _ := total.Cmp(line.Paid); over > 0 {
				r.Fatalf("%s refunded of %s", total, line.Paid)
			}
			settled += line.Now
		}
		if !total.Equal(line.Paid) {
			r.Fatalf("%s refunded of %s", total, line.Paid)
		}
	})
}

func TestPaidIsRefundedKeptAndReturnable(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		line := lines().Draw(r, "line")
		q := quote(r, terms().Draw(r, "terms"), line)
		if got := sum(r, q.Before, q.Refund, q.Kept, q.Returnable); !got.Equal(line.Paid) {
			r.Fatalf("%s is accounted for of %s", got, line.Paid)
		}
		for _, part := range []logistics.Money{q.Before, q.Gross, q.Refund, q.Kept, q.Returnable} {
			if part.Sign() < 0 {
				r.Fatalf("a part of %+v is below zero", q)
			}
		}
		steps := q.Steps()
		if last := steps[len(steps)-1]; last.Result != line.Paid.String() || steps[3].Result != q.Refund.String() {
			r.Fatalf("steps %v", steps)
		}
	})
}

func TestAFeeNeverMakesARefundNegativeAndNeverRaisesIt(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		line, with := lines().Draw(r, "line"), terms().Draw(r, "terms")
		free := quote(r, refund.Terms{Rounding: with.Rounding}, line)
		charged := quote(r, with, line)
		if order, _ := charged.Refund.Cmp(free.Refund); charged.Refund.Sign() < 0 || order > 0 {
			r.Fatalf("%s with a fee, %s without", charged.Refund, free.Refund)
		}
		all := quote(r, refund.Terms{Fee: logistics.MustRatio("100%"), Rounding: with.Rounding}, line)
		if all.Refund.Sign() != 0 {
			r.Fatalf("a fee of everything leaves %s", all.Refund)
		}
	})
}

// TestUnitsAgreeWithFractions is the naive twin: exact fractions, rounded half up.
func TestUnitsAgreeWithFractions(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		paid := rapid.Int64Range(0, math.MaxInt64).Draw(r, "paid")
		sold := rapid.Int64Range(1, math.MaxInt64).Draw(r, "sold")
		settled := rapid.Int64Range(0, sold).Draw(r, "settled")
		now := rapid.Int64Range(0, sold-settled).Draw(r, "now")
		upTo := func(k int64) *big.Int {
			twice := new(big.Int).Mul(big.NewInt(paid), big.NewInt(k))
			twice.Lsh(twice, 1).Add(twice, big.NewInt(sold))
			return twice.Div(twice, new(big.Int).Lsh(big.NewInt(sold), 1))
		}
		want := new(big.Int).Sub(upTo(settled+now), upTo(settled))
		if got, err := refund.Units(paid, sold, settled, now, logistics.HalfUp); err != nil || !want.IsInt64() || got != want.Int64() {
			r.Fatalf("%d, %v; want %s", got, err, want)
		}
	})
}

func TestEveryFaultIsReported(t *testing.T) {
	ten := logistics.MustMoney("10 EUR")
	fair := refund.Terms{Rounding: logistics.HalfUp}
	for _, c := range []struct {
		terms refund.Terms
		line  refund.Line
		want  []string
	}{
		{refund.Terms{}, refund.Line{}, []string{"/line/now", "/line/paid", "/line/sold", "/terms/rounding"}},
		{
			refund.Terms{Fee: logistics.MustRatio("-1/2"), Rounding: 99},
			refund.Line{Paid: logistics.MustMoney("-1 EUR"), Sold: -1, Settled: -1, Now: -1},
			[]string{"/line/now", "/line/paid", "/line/settled", "/line/sold", "/terms/fee", "/terms/rounding"},
		},
		{fair, refund.Line{Paid: logistics.MustMoney("1.001 EUR"), Sold: 1, Now: 1}, []string{"/line/paid"}},
		{fair, refund.Line{Paid: ten, Sold: 2, Settled: 1, Now: 2}, []string{"/line/now"}},
		{fair, refund.Line{Paid: ten, Sold: 2, Settled: 3, Now: 1}, []string{"/line/now"}},
		{fair, refund.Line{Paid: ten, Sold: 1, Settled: math.MaxInt64, Now: 1}, []string{"/line/now"}},
		{refund.Terms{Rounding: logistics.HalfEven}, refund.Line{Paid: logistics.MustMoney("0 EUR"), Sold: 1}, []string{"/line/now"}},
		{refund.Terms{Fee: logistics.MustRatio("1/1"), Rounding: logistics.Floor}, refund.Line{Paid: ten, Sold: 1}, []string{"/line/now"}},
		{refund.Terms{Fee: logistics.MustRatio("101%"), Rounding: logistics.HalfUp}, refund.Line{Paid: ten, Sold: 1, Now: 1}, []string{"/terms/fee"}},
	} {
		_, err := refund.Quote(c.terms, c.line)
		var faults logistics.Faults
		var got []string
		if errors.As(err, &faults) {
			for _, f := range faults {
				got = append(got, f.Path)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v, %+v: faults at %q, want %q", c.terms, c.line, got, c.want)
		}
	}
	for _, c := range [][4]int64{{-1, 1, 0, 1}, {1, 0, 0, 0}, {1, 1, 1, 1}, {1, 1, -1, 1}, {1, 1, 0, -1}} {
		if got, err := refund.Units(c[0], c[1], c[2], c[3], logistics.HalfUp); !errors.Is(err, logistics.ErrInvalid) || got != 0 {
			t.Errorf("units of %v: %d, %v", c, got, err)
		}
	}
	if _, err := refund.Units(1, 1, 0, 1, 0); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no rounding: %v", err)
	}
}

func TestWireQuote(t *testing.T) {
	q := quote(t, refund.Terms{Fee: logistics.MustRatio("15%"), Rounding: logistics.HalfUp},
		refund.Line{Paid: logistics.MustMoney("100 EUR"), Sold: 3, Settled: 1, Now: 1})
	data, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/quote.json", data)
	var back refund.Result
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(back); string(again) != string(data) {
		t.Errorf("%s reads back as %s", data, again)
	}
}

func TestQuoteAndUnitsDoNotAllocate(t *testing.T) {
	fair := refund.Terms{Fee: logistics.MustRatio("15%"), Rounding: logistics.HalfUp}
	line := refund.Line{Paid: logistics.MustMoney("100 EUR"), Sold: 3, Settled: 1, Now: 1}
	if n := testing.AllocsPerRun(100, func() {
		_, _ = refund.Quote(fair, line)
		_, _ = refund.Units(10000, 3, 1, 1, logistics.HalfUp)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkUnits(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := refund.Units(10000, 3, 1, 1, logistics.HalfUp); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkQuote(b *testing.B) {
	fair := refund.Terms{Fee: logistics.MustRatio("15%"), Rounding: logistics.HalfUp}
	line := refund.Line{Paid: logistics.MustMoney("100 EUR"), Sold: 3, Settled: 1, Now: 1}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := refund.Quote(fair, line); err != nil {
			b.Fatal(err)
		}
	}
}
