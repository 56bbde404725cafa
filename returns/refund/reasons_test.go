package refund_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
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

func TestEveryReason(t *testing.T) {
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
	seen := map[logistics.Code]bool{}
	for _, c := range []struct {
		name  string
		terms refund.Terms
		ask   refund.Ask
		want  []string
	}{
		{"fees", charged, ask, []string{
			"1 units of line 1 were refunded before they came back",
			"restocking of line 1: 15/100 of 33.33 EUR is 5.00 EUR",
			"condition opened of line 1: 10/100 of 33.33 EUR is 3.33 EUR",
			"line 1 came late: 20/100 of 33.33 EUR is 6.67 EUR",
			"shipping of 9.90 EUR is given back",
			"the return freight is 7.50 EUR",
		}},
		{"waived", charged, waived, []string{
			"1 units of line 1 were refunded before they came back",
			"no refund.fee.restocking, because the cause is damaged",
			"no refund.fee.condition, because the cause is damaged",
			"no refund.fee.late, because the cause is damaged",
			"shipping of 9.90 EUR is given back",
			"no refund.fee.return_freight, because the cause is damaged",
		}},
		{"forgone", refund.Terms{Freight: money("7.50 EUR"), Rounding: logistics.HalfUp}, tight, []string{
			"the return freight is 7.50 EUR",
			"fees of 7.50 EUR are held to 5.00 EUR, so that the refund is not below zero",
		}},
		{"clawed back", promotion, most, []string{
			"what is kept has a list value of 50.00 EUR, below 300.00 EUR: 5.00 EUR of the order discount is clawed " +
				"back",
		}},
		{
			"given back again", promotion, rest,
			[]string{"5.00 EUR of the order discount, clawed back before, is given back"},
		},
		{"nothing to say", fair, tight, nil},
	} {
		reasons := quote(t, c.terms, c.ask).Reasons()
		var got []string
		for _, reason := range reasons {
			seen[reason.Code] = true
			got = append(got, refund.Reasons().English(reason))
		}
		if !slices.Equal(got, c.want) || reasons == nil {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	var exceeds *refund.AmountError
	if err := refund.CheckAmount(money("2 EUR"), money("1 EUR")); !errors.As(err, &exceeds) ||
		err.Error() != "refund: 2.00 EUR asked for, 1.00 EUR is available" {
		t.Fatalf("%v", err)
	}
	seen[exceeds.Reason().Code] = true
	var method *refund.MethodError
	if _, err := refund.ChooseMethod(refund.MoneyBack{Days: 1}, 2, refund.OriginalPayment); !errors.As(err, &method) ||
		err.Error() != "refund: a refund by original_payment is not allowed, but by store_credit" {
		t.Fatalf("%v", err)
	}
	seen[method.Reason().Code] = true
	all := []logistics.Code{
		refund.RestockingKept, refund.ConditionKept, refund.LateKept, refund.FreightKept, refund.FeeWaived,
		refund.FeesForgone, refund.RefundedAhead,
		refund.DiscountClawed, refund.DiscountGivenBack, refund.ShippingRefunded, refund.AmountExceeds,
		refund.MethodNotAllowed,
	}
	for i, line := range refund.Reasons() {
		if !seen[line.Code] || i >= len(all) || line.Code != all[i] {
			t.Errorf("%s was never given, or has another place", line.Code)
		}
	}
	if len(seen) != len(all) {
		t.Errorf("%v were given, %v there are", seen, all)
	}
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
