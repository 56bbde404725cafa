package refund_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// Any run of refunds over any tenders: portions sum to the amount, no tender gives back more than was
// captured, the preferred one is used up first, and what is refused says what is available.
func TestTendersNeverGiveBackMoreThanWasCaptured(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		tenders := make([]refund.Tender, rapid.IntRange(1, 4).Draw(r, "tenders"))
		for i := range tenders {
			captured := rapid.Int64Range(0, 5000).Draw(r, "captured")
			tenders[i] = refund.Tender{ID: id(strconv.Itoa(i)), Captured: logistics.Minor(captured, currency)}
			if captured > 0 {
				tenders[i].Refunded = logistics.Minor(rapid.Int64Range(0, captured).Draw(r, "refunded"), currency)
			}
		}
		for range 5 {
			available, err := refund.Available(tenders)
			if err != nil {
				r.Fatal(err)
			}
			amount := logistics.Minor(rapid.Int64Range(1, 8000).Draw(r, "amount"), currency)
			prefer := tenders[rapid.IntRange(0, len(tenders)-1).Draw(r, "prefer")].ID
			portions, err := refund.Allocate(amount, tenders, prefer)
			var exceeds *refund.AmountError
			if over, _ := amount.Cmp(available); over > 0 {
				if !errors.As(err, &exceeds) || portions != nil || !exceeds.Available.Equal(available) ||
					!exceeds.Asked.Equal(amount) {
					r.Fatalf("%s of %s: %v, %v", amount, available, portions, err)
				}
				if again := refund.CheckAmount(amount, available); again == nil || again.Error() != err.Error() {
					r.Fatalf("%v, and %v", err, again)
				}
				continue
			}
			if err != nil || refund.CheckAmount(amount, available) != nil {
				r.Fatal(err)
			}
			total := logistics.Minor(0, currency)
			used := []logistics.ID{}
			for _, portion := range portions {
				at := slices.IndexFunc(tenders, func(t refund.Tender) bool { return t.ID == portion.Tender })
				tenders[at].Refunded = sum(r, tenders[at].Refunded, portion.Amount)
				if over, _ := tenders[at].Refunded.Cmp(tenders[at].Captured); over > 0 || portion.Amount.Sign() <= 0 ||
					slices.Contains(used, portion.Tender) {
					r.Fatalf("portion %v of %+v", portion, tenders[at])
				}
				total, used = sum(r, total, portion.Amount), append(used, portion.Tender)
			}
			first := slices.IndexFunc(tenders, func(t refund.Tender) bool { return t.ID == prefer })
			if left := sum(r, tenders[first].Captured, tenders[first].Refunded.Neg()); len(used) > 1 &&
				left.Sign() > 0 {
				r.Fatalf("%s is left of the preferred tender, and %v were used", left, used)
			}
			if !total.Equal(amount) {
				r.Fatalf("%s allocated of %s", total, amount)
			}
		}
	})
}

func TestThreePaymentsInOrderWithoutAndWithAPreference(t *testing.T) {
	tenders := []refund.Tender{
		{ID: id("gift"), Captured: money("5 EUR")},
		{ID: id("card"), Captured: money("20 EUR"), Refunded: money("18 EUR")},
		{ID: id("bank"), Captured: money("10 EUR")},
	}
	for _, c := range []struct {
		amount string
		prefer logistics.ID
		want   []refund.Portion
	}{
		{"4 EUR", logistics.ID{}, []refund.Portion{{Tender: id("gift"), Amount: money("4 EUR")}}},
		{"17 EUR", logistics.ID{}, []refund.Portion{
			{Tender: id("gift"), Amount: money("5 EUR")},
			{Tender: id("card"), Amount: money("2 EUR")},
			{Tender: id("bank"), Amount: money("10 EUR")},
		}},
		{"11 EUR", id("bank"), []refund.Portion{
			{Tender: id("bank"), Amount: money("10 EUR")}, {Tender: id("gift"), Amount: money("1 EUR")},
		}},
	} {
		got, err := refund.Allocate(money(c.amount), tenders, c.prefer)
		if err != nil || !slices.EqualFunc(got, c.want, func(a, b refund.Portion) bool {
			return a.Tender == b.Tender && a.Amount.Equal(b.Amount)
		}) {
			t.Errorf("%s: %v, %v", c.amount, got, err)
		}
	}
	if none, err := refund.Available(nil); err != nil || !none.IsZero() {
		t.Errorf("no tender: %s, %v", none, err)
	}
	_, err := refund.Allocate(money("1 EUR"), nil, logistics.ID{})
	var exceeds *refund.AmountError
	if !errors.As(err, &exceeds) || exceeds.Available.String() != "0.00 EUR" || !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no tender: %v", err)
	}
}

func TestTheLastDayOfTheMoneyBackLimitCounts(t *testing.T) {
	limit := refund.MoneyBack{Days: 90}
	for _, c := range []struct {
		limit  refund.MoneyBack
		days   int
		prefer refund.Method
		want   refund.Method
	}{
		{limit, 0, "", refund.OriginalPayment},
		{limit, 90, "", refund.OriginalPayment},
		{limit, 91, "", refund.StoreCredit},
		{limit, 90, refund.OriginalPayment, refund.OriginalPayment},
		{limit, 10, refund.StoreCredit, refund.StoreCredit},
		{limit, 91, refund.StoreCredit, refund.StoreCredit},
		{refund.MoneyBack{}, 10_000, "", refund.OriginalPayment},
	} {
		if got, err := refund.ChooseMethod(c.limit, c.days, c.prefer); err != nil || got != c.want {
			t.Errorf("%+v after %d days, preferred %q: %q, %v", c.limit, c.days, c.prefer, got, err)
		}
	}
	for days, prefer := range map[int]refund.Method{91: refund.OriginalPayment, 1: "cheque"} {
		method, err := refund.ChooseMethod(limit, days, prefer)
		var refused *refund.MethodError
		if !errors.As(err, &refused) || method != "" || refused.Asked != prefer ||
			!slices.Equal(refused.Allowed, limit.Allowed(days)) || !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s after %d days: %q, %v", prefer, days, method, err)
		}
	}
}

func TestSettlementsAreReturnedAgainstReplacementAndFreight(t *testing.T) {
	for _, c := range []struct {
		returned, replacement, freight string
		difference                     string
		direction                      refund.Direction
	}{
		{"45 EUR", "30 EUR", "", "-15.00 EUR", refund.RefundDue},
		{"45 EUR", "60 EUR", "", "15.00 EUR", refund.CustomerOwes},
		{"45 EUR", "45 EUR", "", "0.00 EUR", refund.Even},
		{"45 EUR", "40 EUR", "5 EUR", "0.00 EUR", refund.Even},
		{"45 EUR", "45 EUR", "7.50 EUR", "7.50 EUR", refund.CustomerOwes},
		{"500 JPY", "499 JPY", "0 JPY", "-1 JPY", refund.RefundDue},
		{"1.000 KWD", "1.001 KWD", "", "0.001 KWD", refund.CustomerOwes},
	} {
		var freight logistics.Money
		if c.freight != "" {
			freight = money(c.freight)
		}
		got, err := refund.Settle(money(c.returned), money(c.replacement), freight)
		if err != nil || got.Difference.String() != c.difference || got.Direction != c.direction {
			t.Errorf(
				"%s for %s and %q: %s, %s, %v", c.returned, c.replacement, c.freight, got.Difference, got.Direction,
				err,
			)
		}
	}
}
