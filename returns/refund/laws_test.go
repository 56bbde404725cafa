package refund_test

import (
	"cmp"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/returns/refund"
)

// A line is returned in 200,000 random partitions, under every rounding in turn. Whatever the parts,
// goods and tax sum to what was paid, nothing is refunded above it on the way, and each part is within
// one minor unit of its exact share.
func TestAnyPartitionRefundsWhatWasPaid(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 4))
	partitions := 200_000
	for n := range partitions {
		rounding := modes[n%len(modes)]
		sold, paid := 1+random.Int64N(24), random.Int64N(1_000_000)
		if n%97 == 0 { // amounts whose products need 128 bits
			paid, sold = random.Int64N(1<<62), 1+random.Int64N(1<<40)
		}
		amounts := [2]int64{paid, random.Int64N(paid + 1)} // goods, and the tax inside
		var total [2]int64
		for settled := int64(0); settled < sold; {
			now := 1 + random.Int64N(sold-settled)
			for k, amount := range amounts {
				got, err := refund.Units(amount, sold, settled, now, rounding)
				if err != nil {
					t.Fatal(err)
				}
				if total[k] += got; got < 0 || total[k] > amount {
					t.Fatalf(
						"%d of %d: %d units after %d give %d, in all %d", amount, sold, now, settled, got, total[k],
					)
				}
				if sold <= 24 {
					// Two ties that go apart, which only half to even has, are a whole unit off; nothing is more.
					off := max(got*sold-amount*now, amount*now-got*sold)
					if off > sold || off == sold && rounding != logistics.HalfEven {
						t.Fatalf(
							"%s: %d of %d: %d units after %d give %d, too far off", rounding, amount, sold, now,
							settled, got,
						)
					}
				}
			}
			settled += now
		}
		if total != amounts {
			t.Fatalf("%d units: %v refunded of %v", sold, total, amounts)
		}
	}
}

// The same for whole orders: without fees, in any partition and order of the lines, with the discount
// kept or clawed back on the way, the refunds of goods, tax and shipping sum to what was paid.
func TestAnyPartitionOfAnOrderRefundsWhatWasPaid(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		order := orders(currency).Draw(r, "order")
		with := refund.Terms{Rounding: rapid.SampledFrom(modes).Draw(r, "rounding")}
		if rapid.Bool().Draw(r, "promotion") {
			with.Promotion.Minimum = logistics.Minor(rapid.Int64Range(1, 80_000).Draw(r, "minimum"), currency)
		}
		var open []int
		paid, tax := order.Shipping, logistics.Minor(0, currency)
		for i, line := range order.Lines {
			for range line.Units {
				open = append(open, i)
			}
			paid, tax = sum(r, paid, line.Paid), sum(r, tax, line.Tax)
		}
		open = rapid.Permutation(open).Draw(r, "units")
		ask := refund.Ask{Order: order, Shipping: true}
		refunded, taxed := logistics.Minor(0, currency), logistics.Minor(0, currency)
		for len(open) > 0 {
			n := rapid.IntRange(1, len(open)).Draw(r, "part")
			ask.Parts = nil
			for _, line := range open[:n] {
				ask.Parts = append(ask.Parts, refund.Part{Line: line, Units: 1})
			}
			open = open[n:]
			q := quote(r, with, ask)
			refunded = sum(r, refunded, q.Refund)
			for _, part := range q.Parts {
				taxed = sum(r, taxed, part.Tax)
			}
			if over, _ := refunded.Cmp(paid); over > 0 || q.Refund.Sign() < 0 {
				r.Fatalf("%s of %s refunded, now %s", refunded, paid, q.Refund)
			}
			ask.Order, ask.Shipping = settled(r, ask, q), false
		}
		if !refunded.Equal(paid) || !taxed.Equal(tax) {
			r.Fatalf("%s refunded of %s, tax %s of %s", refunded, paid, taxed, tax)
		}
	})
}

// asks draws a request for an order that was partly settled before.
func asks(currency logistics.Currency) *rapid.Generator[refund.Ask] {
	return rapid.Custom(func(r *rapid.T) refund.Ask {
		ask := refund.Ask{
			Order: orders(currency).Draw(r, "order"), Cause: rapid.SampledFrom(causes).Draw(r, "cause"),
			DaysLate: rapid.IntRange(0, 70).Draw(r, "late"),
			FreightBefore: rapid.SampledFrom([]logistics.Money{
				{}, logistics.Minor(3, currency), logistics.Minor(1_000_000_000, currency),
			}).Draw(r, "freight kept"),
		}
		for i := range ask.Order.Lines {
			line := &ask.Order.Lines[i]
			line.Settled = rapid.Int64Range(0, line.Units).Draw(r, "settled")
			line.Ahead = rapid.Int64Range(0, line.Settled).Draw(r, "ahead")
			left := line.Units - line.Settled + line.Ahead
			for left > 0 && rapid.Bool().Draw(r, "another") {
				part := refund.Part{
					Line: i, Units: rapid.Int64Range(1, left).Draw(r, "units"),
					Condition: rapid.SampledFrom(conditions).Draw(r, "condition"),
				}
				ask.Parts = append(ask.Parts, part)
				left -= part.Units
			}
		}
		paid := int64(0)
		for _, line := range ask.Order.Lines {
			units, _ := line.Paid.MinorUnits()
			paid += units
		}
		ask.Order.ClawedBack = logistics.Minor(rapid.Int64Range(0, paid).Draw(r, "clawed back"), currency)
		if shipping, _ := ask.Order.Shipping.MinorUnits(); shipping > 0 {
			back := rapid.Int64Range(0, shipping).Draw(r, "shipping back")
			ask.Order.ShippingBack = logistics.Minor(back, currency)
			ask.Shipping = back < shipping && rapid.Bool().Draw(r, "shipping")
		}
		if len(ask.Parts) == 0 && !ask.Shipping {
			r.Skip("nothing to ask for")
		}
		return ask
	})
}

func TestPaidIsRefundedKeptAndReturnable(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		q := quote(r, terms(currency).Draw(r, "terms"), asks(currency).Draw(r, "ask"))
		if got := sum(r, q.Before, q.Refund, q.Kept, q.ClawBack, q.Returnable); !got.Equal(q.Paid) {
			r.Fatalf("%s is accounted for of %s", got, q.Paid)
		}
		steps := q.Steps()
		last := steps[len(steps)-1]
		total := logistics.Minor(0, currency)
		for _, input := range last.Inputs {
			total = sum(r, total, money(input.Text))
		}
		if last.Name != "paid" || last.Result != total.String() || last.Result != q.Paid.String() {
			r.Fatalf("the proof line is %+v for %s", last, q.Paid)
		}
	})
}

// TestStepsNameTheirParts: the sum over the parts names each of them, and each line is told with all its figures.
func TestStepsNameTheirParts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		q := quote(r, terms(currency).Draw(r, "terms"), asks(currency).Draw(r, "ask"))
		for _, step := range q.Steps() {
			told := refund.Reasons().Tell(step, logistics.Language{})
			if fault := sentences.NotPlain(told + "."); fault != "" || strings.ContainsAny(step.Formula, "[]") {
				r.Fatalf("%s has %s", told, fault)
			}
			if step.Name != "gross" {
				continue
			}
			names, total := make([]string, len(step.Inputs)), logistics.Minor(0, currency)
			for i, input := range step.Inputs {
				names[i], total = input.Name, sum(r, total, money(input.Text))
			}
			want := cmp.Or(strings.Join(names, " + "), "0")
			if step.Formula != want || step.Result != total.String() || len(names) != len(q.Parts) {
				r.Fatalf("%+v of %d parts", step, len(q.Parts))
			}
		}
	})
}

func TestFeesNeverMakeARefundNegative(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		with, ask := terms(currency).Draw(r, "terms"), asks(currency).Draw(r, "ask")
		q := quote(r, with, ask)
		due, kept := sum(r, logistics.Minor(0, currency), q.Freight.Amount), logistics.Minor(0, currency)
		for _, part := range q.Parts {
			for _, fee := range part.Fees {
				due = sum(r, due, fee.Amount)
			}
			kept = sum(r, kept, part.Kept)
			if !sum(r, part.Kept, part.Refund).Equal(part.Gross) || part.Refund.Sign() < 0 || part.Kept.Sign() < 0 {
				r.Fatalf("part %+v", part)
			}
		}
		if q.Refund.Sign() < 0 || q.Kept.Sign() < 0 || q.Forgone.Sign() < 0 || !sum(r, q.Kept, q.Forgone).Equal(due) {
			r.Fatalf("refund %s, kept %s and forgone %s of fees of %s", q.Refund, q.Kept, q.Forgone, due)
		}
		if less, _ := q.Kept.Cmp(kept); less < 0 {
			r.Fatalf("kept %s, of the parts alone %s", q.Kept, kept)
		}
		free := quote(r, refund.Terms{Rounding: with.Rounding, Promotion: with.Promotion}, ask)
		if more, _ := q.Refund.Cmp(free.Refund); more > 0 {
			r.Fatalf("%s with fees, %s without", q.Refund, free.Refund)
		}
		if ask.Cause == "damaged" && (due.Sign() != 0 || !q.Refund.Equal(free.Refund)) {
			r.Fatalf("fees of %s are kept for a cause that waives them", due)
		}
	})
}

// However the units are cut into parts of one condition, the gross of one ask is the same, and parts
// of one line are settled one after the other.
func TestPartsOfALineAreSettledOneAfterTheOther(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		order := orders(currency).Draw(r, "order")
		with := refund.Terms{Rounding: rapid.SampledFrom(modes).Draw(r, "rounding")}
		units := rapid.Int64Range(1, order.Lines[0].Units).Draw(r, "units")
		whole := refund.Ask{Order: order, Parts: []refund.Part{{Line: 0, Units: units}}}
		cut := refund.Ask{Order: order}
		for left := units; left > 0; {
			n := rapid.Int64Range(1, left).Draw(r, "part")
			cut.Parts = append(cut.Parts, refund.Part{Line: 0, Units: n})
			left -= n
		}
		one, many := quote(r, with, whole), quote(r, with, cut)
		if !one.Refund.Equal(many.Refund) || !one.Returnable.Equal(many.Returnable) {
			r.Fatalf("%s in one part, %s in %d", one.Refund, many.Refund, len(cut.Parts))
		}
	})
}

func TestUnitsRefundedAheadAreNotPaidAgain(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		order := orders(currency).Draw(r, "order")
		with := refund.Terms{Rounding: rapid.SampledFrom(modes).Draw(r, "rounding")}
		line := &order.Lines[0]
		ahead := rapid.Int64Range(0, line.Units).Draw(r, "ahead")
		back := rapid.Int64Range(1, line.Units).Draw(r, "back")
		line.Settled, line.Ahead = ahead, ahead
		q := quote(r, with, refund.Ask{Order: order, Parts: []refund.Part{{Line: 0, Units: back}}})
		paid, _ := line.Paid.MinorUnits()
		want, err := refund.Units(paid, line.Units, ahead, max(back-ahead, 0), with.Rounding)
		if got, _ := q.Refund.MinorUnits(); err != nil || got != want || q.Parts[0].Ahead != min(ahead, back) {
			r.Fatalf("%s for %d back of which %d were paid ahead, want %d", q.Refund, back, ahead, want)
		}
	})
}

// The same figures in minor units give the same figures, whatever the digits of the currency.
func TestCurrencyDigitsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		seed := rapid.Uint64().Draw(r, "seed")
		var first []int64
		for _, code := range []string{"JPY", "EUR", "KWD"} {
			currency := logistics.MustCurrency(code)
			random := rand.New(rand.NewPCG(seed, 1))
			amount := func(most int64) logistics.Money { return logistics.Minor(random.Int64N(most), currency) }
			ask := refund.Ask{
				Order: refund.Order{Lines: []refund.Line{
					{ID: id("1"), Units: 7, Paid: amount(1000), Settled: random.Int64N(5)},
					{
						ID: id("2"), Units: 3, Paid: amount(1000),
						List: logistics.Minor(1000+random.Int64N(500), currency),
					},
				}, Shipping: amount(100)},
				Parts: []refund.Part{{Line: 0, Units: 2}, {Line: 1, Units: 1}}, DaysLate: 3,
			}
			q := quote(r, refund.Terms{
				Restocking: ratio("15%"), Late: []refund.LateFee{{Share: ratio("1/3")}}, Freight: amount(200),
				Promotion: refund.Promotion{Minimum: logistics.Minor(1+random.Int64N(2000), currency)},
				Rounding:  logistics.HalfEven,
			}, ask)
			var figures []int64
			for _, m := range []logistics.Money{
				q.Gross, q.ClawBack, q.Kept, q.Forgone, q.Refund, q.Paid, q.Before, q.Returnable,
			} {
				units, ok := m.MinorUnits()
				if !ok || m.Currency() != currency {
					r.Fatalf("%s", m)
				}
				figures = append(figures, units)
			}
			if first == nil {
				first = figures
			}
			for i := range first {
				if first[i] != figures[i] {
					r.Fatalf("%v in %s, %v in yen", figures, code, first)
				}
			}
		}
	})
}

func TestInputsAreNotKeptOrChanged(t *testing.T) {
	with := refund.Terms{
		Restocking: ratio("15%"), Conditions: []refund.ConditionFee{{Condition: "opened", Share: ratio("10%")}},
		Rounding: logistics.HalfUp,
	}
	ask := refund.Ask{
		Order: refund.Order{Lines: []refund.Line{{ID: id("1"), Units: 2, Paid: money("10 EUR"), Settled: 1, Ahead: 1}}},
		Parts: []refund.Part{{Line: 0, Units: 2, Condition: "opened"}},
	}
	first := quote(t, with, ask)
	again := quote(t, with, ask)
	if !first.Refund.Equal(again.Refund) || ask.Order.Lines[0].Settled != 1 || ask.Order.Lines[0].Ahead != 1 {
		t.Errorf("%s, then %s: %+v", first.Refund, again.Refund, ask.Order.Lines[0])
	}
	ask.Parts[0].Condition, ask.Order.Lines[0].Units = "x", 99
	if first.Parts[0].Condition != "opened" || first.Parts[0].Sold != 2 {
		t.Errorf("the result follows its input: %+v", first.Parts[0])
	}
}
