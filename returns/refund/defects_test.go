package refund_test

import (
	"errors"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// What goes wrong elsewhere, each as the smallest case of it.

func unitsBack(t *testing.T, order refund.Order, line int, units int64) (refund.Order, string) {
	t.Helper()
	ask := refund.Ask{Order: order, Parts: []refund.Part{{Line: line, Units: units}}}
	q := quote(t, fair, ask)
	return settled(t, ask, q), q.Refund.String()
}

// discounted is an order whose discount was shared over its lines.
func discounted(t *testing.T, discount string, gross ...string) refund.Order {
	t.Helper()
	weights := make([]logistics.Money, len(gross))
	for i, g := range gross {
		weights[i] = money(g)
	}
	shares, err := refund.Shares(money(discount), weights)
	if err != nil {
		t.Fatal(err)
	}
	var order refund.Order
	for i, w := range weights {
		order.Lines = append(
			order.Lines,
			refund.Line{ID: id(string(rune('A' + i))), Units: 1, List: w, Paid: sum(t, w, shares[i].Neg())},
		)
	}
	return order
}

func TestNoCentIsLostOverSingleReturns(t *testing.T) {
	order := refund.Order{Lines: []refund.Line{{ID: id("A"), Units: 12, Paid: money("179.26 USD")}}}
	total := money("0 USD")
	for range 12 {
		var refunded string
		order, refunded = unitsBack(t, order, 0, 1)
		total = sum(t, total, money(refunded))
	}
	if total.String() != "179.26 USD" {
		t.Errorf("%s refunded of 179.26", total)
	}
}

func TestAFullReturnIsNotACentAboveWhatWasPaid(t *testing.T) {
	order := discounted(t, "59.75 USD", "239 USD")
	order.Lines[0].Units = 10
	if _, got := unitsBack(t, order, 0, 10); got != "179.25 USD" {
		t.Errorf("%s refunded of 179.25", got)
	}
}

func TestSharesOfADiscountSumToIt(t *testing.T) {
	three := []logistics.Money{money("9.99 USD"), money("9.99 USD"), money("9.99 USD")}
	shares, err := refund.Shares(money("2.00 USD"), three)
	if err != nil || sum(t, shares...).String() != "2.00 USD" || shares[0].String() != "0.67 USD" ||
		shares[2].String() != "0.66 USD" {
		t.Errorf("%v, %v", shares, err)
	}
}

func TestAPartialReturnGivesWhatWasPaidAndNotTheListPrice(t *testing.T) {
	for _, c := range []struct {
		discount string
		gross    []string
		want     string
	}{
		{"42 USD", []string{"150 USD", "60 USD"}, "120.00 USD"},
		{"10 USD", []string{"50 USD", "50 USD"}, "45.00 USD"},
	} {
		if _, got := unitsBack(t, discounted(t, c.discount, c.gross...), 0, 1); got != c.want {
			t.Errorf("%v less %s: %s, want %s", c.gross, c.discount, got, c.want)
		}
	}
}

func TestACouponMinimumCannotBeReturnedAway(t *testing.T) {
	terms, ask := coupon()
	q := quote(t, terms, ask)
	if q.Refund.String() != "220.00 EUR" || q.ClawBack.String() != "5.00 EUR" ||
		q.Discount.ListKept.String() != "50.00 EUR" {
		t.Errorf("refund %s, clawed back %s: %+v", q.Refund, q.ClawBack, q.Discount)
	}
	ask.Order, ask.Parts = settled(t, ask, q), []refund.Part{{Line: 0, Units: 1}}
	if rest := quote(t, terms, ask); rest.Refund.String() != "50.00 EUR" || rest.ClawBack.String() != "-5.00 EUR" {
		t.Errorf("the last unit: refund %s, clawed back %s", rest.Refund, rest.ClawBack)
	}
	terms.Promotion.Minimum = money("50 EUR")
	_, ask = coupon()
	if kept := quote(t, terms, ask); kept.Refund.String() != "225.00 EUR" || kept.ClawBack.Sign() != 0 {
		t.Errorf("exactly the minimum is kept: refund %s, clawed back %s", kept.Refund, kept.ClawBack)
	}
}

// What could not be clawed back without a refund below zero is taken from the next one.
func TestAClawBackWaitsForGoodsToTakeItFrom(t *testing.T) {
	terms := refund.Terms{Promotion: refund.Promotion{Minimum: money("100 EUR")}, Rounding: logistics.HalfUp}
	ask := refund.Ask{Order: refund.Order{
		Lines: []refund.Line{{ID: id("A"), Units: 6, List: money("300 EUR"), Paid: money("100 EUR")}},
	}}
	for _, c := range []struct {
		units            int64
		refund, clawBack string
	}{{4, "66.67 EUR", "0.00 EUR"}, {1, "0.00 EUR", "16.66 EUR"}, {1, "33.33 EUR", "-16.66 EUR"}} {
		ask.Parts = []refund.Part{{Line: 0, Units: c.units}}
		q := quote(t, terms, ask)
		if q.Refund.String() != c.refund || q.ClawBack.String() != c.clawBack {
			t.Errorf("%d units: refund %s, clawed back %s", c.units, q.Refund, q.ClawBack)
		}
		ask.Order = settled(t, ask, q)
	}
}

func TestTwoRefundsCannotExceedWhatWasCaptured(t *testing.T) {
	card := refund.Tender{ID: id("card"), Captured: money("100 USD")}
	if _, err := refund.Allocate(money("60 USD"), []refund.Tender{card}, logistics.ID{}); err != nil {
		t.Fatal(err)
	}
	card.Refunded = money("60 USD")
	_, err := refund.Allocate(money("60 USD"), []refund.Tender{card}, logistics.ID{})
	var exceeds *refund.AmountError
	if !errors.As(err, &exceeds) || exceeds.Available.String() != "40.00 USD" {
		t.Errorf("the second 60 of 100: %v", err)
	}
}

func TestOneCentTooMuchIsTooMuch(t *testing.T) {
	available := money("10 USD")
	for amount, ok := range map[string]bool{"10.00 USD": true, "9.99 USD": true, "10.01 USD": false} {
		if err := refund.CheckAmount(money(amount), available); (err == nil) != ok {
			t.Errorf("%s of %s: %v", amount, available, err)
		}
	}
}

func TestANegativeAmountIsRefused(t *testing.T) {
	for _, amount := range []string{"-1 USD", "-0.01 USD", "0 USD"} {
		expectFaults(t, amount, refund.CheckAmount(money(amount), money("10 USD")), "/amount out_of_range")
	}
}

func TestTheSameLineTwiceInOneReturnCountsTwice(t *testing.T) {
	ask := one(refund.Line{ID: id("A"), Units: 1, Paid: money("10 USD")})
	ask.Parts = append(ask.Parts, ask.Parts[0])
	_, err := refund.Quote(fair, ask)
	expectFaults(t, "one unit, twice", err, "/ask/parts/1/units conflict")
}

func TestUnitsRefundedInAdvanceCannotBeRefundedAtTheirReturn(t *testing.T) {
	ask := one(refund.Line{ID: id("A"), Units: 3, Paid: money("10 USD"), Settled: 2, Ahead: 2})
	ask.Parts[0].Units = 3
	q := quote(t, fair, ask)
	if q.Refund.String() != "3.33 USD" || q.Parts[0].Ahead != 2 || q.Returnable.Sign() != 0 {
		t.Errorf("refund %s, %d ahead, %s returnable", q.Refund, q.Parts[0].Ahead, q.Returnable)
	}
}

func TestShippingIsGivenBackOnce(t *testing.T) {
	ask := refund.Ask{Order: refund.Order{Shipping: money("5 USD")}, Shipping: true}
	q := quote(t, fair, ask)
	if q.Refund.String() != "5.00 USD" || q.Parts == nil {
		t.Fatalf("refund %s", q.Refund)
	}
	ask.Order = settled(t, ask, q)
	_, err := refund.Quote(fair, ask)
	expectFaults(t, "again", err, "/ask/shipping conflict")
	ask.Order.ShippingBack = money("2 USD")
	if rest := quote(t, fair, ask); rest.Refund.String() != "3.00 USD" {
		t.Errorf("the rest is %s", rest.Refund)
	}
}

func TestReturnFreightIsKeptOnceAndMayEatShipping(t *testing.T) {
	terms := refund.Terms{Freight: money("7.50 USD"), Rounding: logistics.HalfUp}
	ask := one(refund.Line{ID: id("A"), Units: 2, Paid: money("10 USD")})
	ask.Order.Shipping, ask.Shipping = money("4 USD"), true
	for _, c := range []struct {
		keptBefore            string
		refund, kept, forgone string
	}{
		{"0 USD", "1.50 USD", "7.50 USD", "0.00 USD"},
		{"7.50 USD", "9.00 USD", "0.00 USD", "0.00 USD"},
		{"5 USD", "6.50 USD", "2.50 USD", "0.00 USD"},
	} {
		ask.FreightBefore = money(c.keptBefore)
		q := quote(t, terms, ask)
		if q.Refund.String() != c.refund || q.Kept.String() != c.kept || q.Forgone.String() != c.forgone {
			t.Errorf("kept before %s: refund %s, kept %s, forgone %s", c.keptBefore, q.Refund, q.Kept, q.Forgone)
		}
	}
	terms.Restocking, terms.Late, ask.DaysLate = ratio("60%"), []refund.LateFee{{Share: ratio("60%")}}, 1
	ask.FreightBefore = money("7.50 USD")
	if q := quote(t, terms, ask); q.Refund.String() != "4.00 USD" || q.Kept.String() != "5.00 USD" ||
		q.Forgone.String() != "1.00 USD" {
		t.Errorf("shares never eat shipping: refund %s, kept %s, forgone %s", q.Refund, q.Kept, q.Forgone)
	}
	ask = refund.Ask{Order: ask.Order, Shipping: true}
	if q := quote(t, terms, ask); q.Refund.String() != "4.00 USD" || q.Freight.Code != "" {
		t.Errorf("nothing travels back for shipping alone: refund %s", q.Refund)
	}
}

func TestLateFeesByDaysLate(t *testing.T) {
	rows := []refund.LateFee{{UntilDays: 7, Share: ratio("10%")}, {UntilDays: 30, Share: ratio("20%")}}
	for days, want := range map[int]string{
		0: "100.00 USD", 1: "90.00 USD", 7: "90.00 USD", 8: "80.00 USD", 30: "80.00 USD", 31: "100.00 USD",
	} {
		ask := one(refund.Line{ID: id("A"), Units: 1, Paid: money("100 USD")})
		ask.DaysLate = days
		if q := quote(t, refund.Terms{Late: rows, Rounding: logistics.HalfUp}, ask); q.Refund.String() != want {
			t.Errorf("%d days late: %s, want %s", days, q.Refund, want)
		}
	}
}

func TestMoreLinesThanFitTheScratchSpace(t *testing.T) {
	var ask refund.Ask
	for i := range 40 {
		ask.Order.Lines = append(
			ask.Order.Lines, refund.Line{ID: id("A"), Units: 3, Paid: money("10 USD"), Settled: int64(i % 2)},
		)
		ask.Parts = append(ask.Parts, refund.Part{Line: i, Units: 1})
	}
	if q := quote(t, fair, ask); q.Gross.String() != "133.40 USD" || q.Before.String() != "66.60 USD" ||
		q.Paid.String() != "400.00 USD" {
		t.Errorf("gross %s, before %s of %s", q.Gross, q.Before, q.Paid)
	}
}
