package refund_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/returns/refund"
)

// coupon is six units of 50 EUR with a coupon of 30 for orders of 300.
func coupon() (refund.Terms, refund.Ask) {
	terms := refund.Terms{Promotion: refund.Promotion{Minimum: money("300 EUR")}, Rounding: logistics.HalfUp}
	return terms, refund.Ask{
		Order: refund.Order{
			Lines: []refund.Line{{ID: id("A"), Units: 6, List: money("300 EUR"), Paid: money("270 EUR")}},
		},
		Parts: []refund.Part{{Line: 0, Units: 5}},
	}
}

func TestEveryReasonIsASentence(t *testing.T) {
	charged, ask := tenLines()
	ask.Order.Lines, ask.Parts = ask.Order.Lines[:1], ask.Parts[:1]
	ask.Order.Lines[0].Ahead = 1
	ask.Parts[0].Units = 2
	charged.Promotion = refund.Promotion{}
	waived := ask
	waived.Cause = "damaged"
	tight := one(refund.Line{ID: id("1"), Units: 1, Paid: money("5 EUR")})
	promotion, most := coupon()
	rest := most
	rest.Order = settled(t, most, quote(t, promotion, most))
	rest.Parts = []refund.Part{{Line: 0, Units: 1}}
	var given []logistics.Reason
	for _, c := range []struct {
		name  string
		terms refund.Terms
		ask   refund.Ask
		want  []string
	}{
		{"fees", charged, ask, []string{
			"1 unit of line 1 was refunded before coming back.",
			"A restocking fee of €5.00 is deducted for line 1 (15% of €33.33).",
			"€3.33 is deducted for line 1, which came back opened (10% of €33.33).",
			"€6.67 is deducted for line 1, which came back late (20% of €33.33).",
			"Shipping of €9.90 is refunded.",
			"€7.50 is deducted for the return freight.",
		}},
		{"waived", charged, waived, []string{
			"1 unit of line 1 was refunded before coming back.",
			"The restocking fee is waived (reason for the return: damaged).",
			"The fee for the condition is waived (reason for the return: damaged).",
			"The fee for lateness is waived (reason for the return: damaged).",
			"Shipping of €9.90 is refunded.",
			"The return freight is waived (reason for the return: damaged).",
		}},
		{"forgone", refund.Terms{Freight: money("7.50 EUR"), Rounding: logistics.HalfUp}, tight, []string{
			"€7.50 is deducted for the return freight.",
			"Of €7.50 in fees only €5.00 is deducted, so that the refund does not fall below zero.",
		}},
		{"clawed back", promotion, most, []string{
			"The goods kept have a list value of €50.00, below the €300.00 required for the order discount: " +
				"€5.00 of the discount is deducted.",
		}},
		{
			"given back again", promotion, rest,
			[]string{"€5.00 of the order discount, deducted earlier, is restored."},
		},
		{"nothing to say", fair, tight, nil},
	} {
		reasons := quote(t, c.terms, c.ask).Reasons()
		var got []string
		for _, reason := range reasons {
			given = append(given, reason)
			got = append(got, refund.Reasons().English(reason))
		}
		if !slices.Equal(got, c.want) || reasons == nil {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	var exceeds *refund.AmountError
	if err := refund.CheckAmount(money("2 EUR"), money("1 EUR")); !errors.As(err, &exceeds) ||
		err.Error() != "refund: €2.00 requested; only €1.00 can be refunded." {
		t.Fatalf("%v", err)
	}
	given = append(given, exceeds.Reason())
	var method *refund.MethodError
	if _, err := refund.ChooseMethod(refund.MoneyBack{Days: 1}, 2, refund.OriginalPayment); !errors.As(err, &method) ||
		err.Error() != "refund: A refund to the original payment method is not possible; only store credit is." {
		t.Fatalf("%v", err)
	}
	given = append(given, method.Reason())
	sentences.Golden(t, refund.Reasons(), given...)
}

// The refund can be worked out again from the parts and the reasons alone.
func TestReasonsAreEnough(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		q := quote(r, terms(currency).Draw(r, "terms"), asks(currency).Draw(r, "ask"))
		fees, back := logistics.Minor(0, currency), q.Gross
		for _, reason := range q.Reasons() {
			amount := func() logistics.Money { return money(reason.Param("amount")) }
			switch reason.Code {
			case refund.FeesForgone:
				if !fees.Equal(money(reason.Param("due"))) {
					r.Fatalf("fees of %s were given, %s are due", fees, reason.Param("due"))
				}
				fees = money(reason.Param("kept"))
			case refund.RestockingKept, refund.ConditionKept, refund.LateKept, refund.FreightKept:
				fees = sum(r, fees, amount())
			case refund.ShippingRefunded, refund.DiscountGivenBack:
				back = sum(r, back, amount())
			case refund.DiscountClawed:
				back = sum(r, back, amount().Neg())
			}
		}
		if got := sum(r, back, fees.Neg()); !got.Equal(q.Refund) {
			r.Fatalf("%s by the reasons, refund %s", got, q.Refund)
		}
	})
}
