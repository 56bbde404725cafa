package refund_test

import (
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// tenLines is a return of ten lines with three fees each, return freight, tax, a discount and shipping.
func tenLines() (refund.Terms, refund.Ask) {
	with := refund.Terms{
		Restocking: ratio("15%"),
		Conditions: []refund.ConditionFee{
			{Condition: "opened", Share: ratio("10%")}, {Condition: logistics.Damaged, Share: ratio("50%")},
		},
		Late:    []refund.LateFee{{UntilDays: 30, Share: ratio("20%")}, {Share: ratio("100%")}},
		Freight: money("7.50 EUR"), Waived: []string{"damaged", "wrong_item"},
		Promotion: refund.Promotion{Minimum: money("500 EUR")}, Rounding: logistics.HalfUp,
	}
	ask := refund.Ask{
		Order: refund.Order{Shipping: money("9.90 EUR")}, Cause: "changed_mind", DaysLate: 10, Shipping: true,
	}
	for i := range 10 {
		ask.Order.Lines = append(ask.Order.Lines, refund.Line{
			ID: id(strconv.Itoa(i + 1)), Units: 3, List: money("120 EUR"), Paid: money("100.01 EUR"),
			Tax: money("15.97 EUR"), Settled: 1,
		})
		ask.Parts = append(ask.Parts, refund.Part{Line: i, Units: 1, Condition: "opened"})
	}
	return with, ask
}

func weights(n int) []logistics.Money {
	out := make([]logistics.Money, n)
	for i := range out {
		out[i] = logistics.Minor(1+int64(i)*7919%10007, logistics.MustCurrency("EUR"))
	}
	return out
}

func TestAllocations(t *testing.T) {
	with, ask := tenLines()
	ten, discount := weights(10), money("123.45 EUR")
	for _, c := range []struct {
		name string
		most float64
		run  func()
	}{
		{"Units", 0, func() { _, _ = refund.Units(10_000, 3, 1, 1, logistics.HalfUp) }},
		{"Units, half even", 0, func() { _, _ = refund.Units(10_000, 3, 1, 1, logistics.HalfEven) }},
		{"Quote", 2, func() { _, _ = refund.Quote(with, ask) }}, // the parts, and the fees of all of them
		{"Shares", 1, func() { _, _ = refund.Shares(discount, ten) }},
		{"CheckAmount", 0, func() { _ = refund.CheckAmount(discount, discount) }},
		{"Settle", 0, func() { _, _ = refund.Settle(discount, discount, discount) }},
	} {
		if n := testing.AllocsPerRun(100, c.run); n > c.most {
			t.Errorf("%s: %v allocations, at most %v", c.name, n, c.most)
		}
	}
}

func BenchmarkUnits(b *testing.B) {
	b.ReportAllocs()
	paid, settled := int64(10_000), int64(0)
	for b.Loop() {
		got, err := refund.Units(paid, 97, settled, 3, logistics.HalfUp)
		if err != nil {
			b.Fatal(err)
		}
		paid, settled = 10_000+got, (settled+1)&63 // each call waits for the one before it
	}
}

func BenchmarkUnitsHalfEven(b *testing.B) {
	b.ReportAllocs()
	paid, settled := int64(10_000), int64(0)
	for b.Loop() {
		got, err := refund.Units(paid, 97, settled, 3, logistics.HalfEven)
		if err != nil {
			b.Fatal(err)
		}
		paid, settled = 10_000+got, (settled+1)&63
	}
}

// BenchmarkUnitsDecimal is the peer: the same with decimals.
func BenchmarkUnitsDecimal(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = decimalUnits(10_000, 97, 5, 3)
	}
}

func BenchmarkQuoteTenLines(b *testing.B) {
	with, ask := tenLines()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := refund.Quote(with, ask); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkShares(b *testing.B, n int) {
	lines, discount := weights(n), money("1234.57 EUR")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := refund.Shares(discount, lines); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkShares10(b *testing.B) { benchmarkShares(b, 10) }

func BenchmarkShares1000(b *testing.B) { benchmarkShares(b, 1000) }
