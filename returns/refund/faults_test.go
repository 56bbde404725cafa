package refund_test

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

func one(line refund.Line) refund.Ask {
	return refund.Ask{Order: refund.Order{Lines: []refund.Line{line}}, Parts: []refund.Part{{Line: 0, Units: 1}}}
}

var fair = refund.Terms{Rounding: logistics.HalfUp}

func with(ask refund.Ask, change func(*refund.Ask)) refund.Ask {
	change(&ask)
	return ask
}

func TestEveryFaultOfTheTermsIsReported(t *testing.T) {
	validate := func(terms refund.Terms) error {
		var faults logistics.Faults
		faults.At("/refund", terms.Validate())
		return faults.Err()
	}
	expectFaults(t, "nothing", validate(refund.Terms{}), "/refund/rounding required")
	expectFaults(t, "everything", validate(refund.Terms{
		Restocking: ratio("101%"),
		Conditions: []refund.ConditionFee{
			{Condition: "opened", Share: ratio("-1/2")}, {Condition: "opened"}, {Share: ratio("1")},
		},
		Late: []refund.LateFee{
			{UntilDays: 0, Share: ratio("1/2")}, {UntilDays: 10, Share: ratio("2")}, {UntilDays: 10, Share: ratio("1")},
		},
		Freight: money("-1 EUR"), Waived: []string{"damaged", "", "damaged"},
		Promotion: refund.Promotion{Minimum: money("100 USD")}, Rounding: 99,
	}),
		"/refund/conditions/0/share out_of_range", "/refund/conditions/1/condition duplicate",
		"/refund/conditions/1/share required",
		"/refund/conditions/2/condition duplicate",
		"/refund/late/0/until_days conflict", "/refund/late/1/share out_of_range", "/refund/late/2/until_days conflict",
		"/refund/promotion/minimum mismatch", "/refund/restocking out_of_range", "/refund/return_freight out_of_range",
		"/refund/rounding required", "/refund/waived/1 duplicate", "/refund/waived/2 duplicate")
	expectFaults(t, "amounts", validate(refund.Terms{
		Freight: money("0.001 EUR"), Promotion: refund.Promotion{Minimum: money("0 EUR")}, Rounding: logistics.HalfUp,
	}), "/refund/promotion/minimum out_of_range", "/refund/return_freight out_of_range")
	expectFaults(t, "a minimum below zero", validate(refund.Terms{
		Promotion: refund.Promotion{Minimum: money("-5 EUR")}, Rounding: logistics.HalfUp,
	}), "/refund/promotion/minimum out_of_range")
	many := refund.Terms{
		Conditions: make([]refund.ConditionFee, 101), Late: make([]refund.LateFee, 101), Waived: make([]string, 101),
		Rounding: logistics.HalfUp,
	}
	expectFaults(
		t, "too many", validate(many), "/refund/conditions too_many", "/refund/late too_many",
		"/refund/waived too_many",
	)
	full := refund.Terms{Rounding: logistics.HalfUp}
	for i := range 100 {
		n := strconv.Itoa(i)
		full.Conditions = append(
			full.Conditions, refund.ConditionFee{Condition: logistics.Condition(n), Share: ratio("1")},
		)
		full.Late = append(full.Late, refund.LateFee{UntilDays: i + 1, Share: ratio("0%")})
		full.Waived = append(full.Waived, n)
	}
	if err := validate(full); err != nil {
		t.Errorf("a hundred of each: %v", err)
	}
}

func TestEveryFaultOfAnAskIsReported(t *testing.T) {
	ten := refund.Line{ID: id("1"), Units: 2, Paid: money("10 EUR")}
	line := func(change func(*refund.Line)) refund.Ask {
		l := ten
		change(&l)
		return one(l)
	}
	huge := logistics.Minor(math.MaxInt64/8, logistics.MustCurrency("EUR"))
	for _, c := range []struct {
		name  string
		terms refund.Terms
		ask   refund.Ask
		want  []string
	}{
		{"nothing", refund.Terms{}, refund.Ask{}, []string{"/ask/parts required", "/terms/rounding required"}},
		{"an empty line", fair, one(refund.Line{}), []string{
			"/ask/order/lines/0/id required", "/ask/order/lines/0/paid required",
			"/ask/order/lines/0/units out_of_range",
		}},
		{"below zero", fair, one(refund.Line{
			ID: id("1"), Units: -1, Settled: -1, Ahead: -1, Paid: money("-1 EUR"), Tax: money("-1 EUR"),
			List: money("-1 EUR"),
		}), []string{
			"/ask/order/lines/0/list out_of_range", "/ask/order/lines/0/paid out_of_range",
			"/ask/order/lines/0/tax out_of_range",
			"/ask/order/lines/0/units out_of_range",
		}},
		{"sub-units", fair, line(func(l *refund.Line) {
			l.Paid = money("1.001 EUR")
		}), []string{"/ask/order/lines/0/paid out_of_range"}},
		{"half a yen", fair, line(func(l *refund.Line) {
			l.Paid = money("1.5 JPY")
		}), []string{"/ask/order/lines/0/paid out_of_range"}},
		{"more tax than paid", fair, line(func(l *refund.Line) {
			l.Tax = money("10.01 EUR")
		}), []string{"/ask/order/lines/0/tax conflict"}},
		{"list below paid", fair, line(func(l *refund.Line) {
			l.List = money("9.99 EUR")
		}), []string{"/ask/order/lines/0/list conflict"}},
		{"currencies", fair, with(line(func(l *refund.Line) { l.Tax = money("1 USD") }), func(a *refund.Ask) {
			a.Order.Shipping, a.Order.ShippingBack = money("1 USD"), money("1 USD")
		}), []string{
			"/ask/order/lines/0/tax mismatch", "/ask/order/shipping mismatch", "/ask/order/shipping_back mismatch",
		}},
		{"clawed back in another currency", fair, with(one(ten), func(a *refund.Ask) {
			a.Order.ClawedBack = money("1 USD")
		}), []string{
			"/ask/order/clawed_back mismatch",
		}},
		{"settled too much", fair, line(func(l *refund.Line) {
			l.Settled = 3
		}), []string{"/ask/order/lines/0/settled out_of_range"}},
		{"ahead of what is settled", fair, line(func(l *refund.Line) {
			l.Settled, l.Ahead = 1, 2
		}), []string{"/ask/order/lines/0/ahead out_of_range"}},
		{"no units", fair, with(one(ten), func(a *refund.Ask) {
			a.Parts[0].Units = 0
		}), []string{"/ask/parts/0/units out_of_range"}},
		{"more units than sold", fair, with(one(ten), func(a *refund.Ask) {
			a.Parts[0].Units = 3
		}), []string{"/ask/parts/0/units conflict"}},
		{
			"more units than are left", fair,
			with(line(func(l *refund.Line) { l.Settled = 2 }), func(a *refund.Ask) {}),
			[]string{"/ask/parts/0/units conflict"},
		},
		{"the same unit twice", fair, with(one(ten), func(a *refund.Ask) {
			a.Parts = []refund.Part{{Line: 0, Units: 2}, {Line: 0, Units: 1}}
		}), []string{
			"/ask/parts/1/units conflict",
		}},
		{"the largest count", fair, with(line(func(l *refund.Line) {
			l.Units, l.Settled = math.MaxInt64, math.MaxInt64
		}), func(a *refund.Ask) {
			a.Parts[0].Units = math.MaxInt64
		}), []string{"/ask/parts/0/units conflict"}},
		{"no such line", fair, with(one(ten), func(a *refund.Ask) {
			a.Parts = []refund.Part{{Line: 1, Units: 1}, {Line: -1, Units: 1}}
		}), []string{
			"/ask/parts/0/line unknown", "/ask/parts/1/line unknown",
		}},
		{"early", fair, with(one(ten), func(a *refund.Ask) {
			a.DaysLate = -1
		}), []string{"/ask/days_late out_of_range"}},
		{"shipping twice", fair, with(one(ten), func(a *refund.Ask) {
			a.Order.Shipping, a.Order.ShippingBack, a.Shipping = money("5 EUR"), money("5 EUR"), true
		}), []string{"/ask/shipping conflict"}},
		{"more shipping back than paid", fair, with(one(ten), func(a *refund.Ask) {
			a.Order.ShippingBack = money("5 EUR")
		}), []string{
			"/ask/order/shipping_back conflict",
		}},
		{"only shipping, and none was paid", fair, refund.Ask{Shipping: true}, []string{"/ask/parts required"}},
		{"more clawed back than paid", fair, with(one(ten), func(a *refund.Ask) {
			a.Order.ClawedBack = money("10.01 EUR")
		}), []string{
			"/ask/order/clawed_back conflict",
		}},
		{"too much of one", fair, line(func(l *refund.Line) {
			l.Paid = logistics.Minor(math.MaxInt64, logistics.MustCurrency("EUR"))
		}), []string{
			"/ask/order/lines/0/paid out_of_range",
		}},
		{"too much in all", fair, with(
			line(func(l *refund.Line) { l.Paid = huge }), func(a *refund.Ask) { a.Order.Shipping = money("0.01 EUR") },
		), []string{
			"/ask/order out_of_range",
		}},
		{"terms in another currency", refund.Terms{
			Rounding: logistics.Floor, Freight: money("1 USD"), Promotion: refund.Promotion{Minimum: money("1 USD")},
		}, one(ten), []string{"/terms/promotion/minimum mismatch", "/terms/return_freight mismatch"}},
		{"terms in two currencies", refund.Terms{
			Rounding: logistics.Floor, Freight: money("1 EUR"), Promotion: refund.Promotion{Minimum: money("1 USD")},
		}, one(ten), []string{"/terms/promotion/minimum mismatch"}},
		{"too many lines", fair, with(one(ten), func(a *refund.Ask) {
			a.Order.Lines = make([]refund.Line, 100_001)
		}), []string{"/ask too_many"}},
		{"too many parts", fair, with(one(ten), func(a *refund.Ask) {
			a.Parts = make([]refund.Part, 100_001)
		}), []string{"/ask too_many"}},
	} {
		q, err := refund.Quote(c.terms, c.ask)
		expectFaults(t, c.name, err, c.want...)
		if q.Parts != nil || !q.Refund.IsZero() {
			t.Errorf("%s: half a result %+v", c.name, q)
		}
	}
}

func TestUnitsRefusesBadFigures(t *testing.T) {
	for _, c := range [][4]int64{
		{-1, 1, 0, 1},
		{1, 0, 0, 0},
		{1, 1, 1, 1},
		{1, 1, -1, 1},
		{1, 1, 0, -1},
		{1, -1, 0, 0},
		{1, math.MaxInt64, math.MaxInt64, 1},
		{1, 1, 1, math.MaxInt64},
		{1, 1, math.MaxInt64, math.MaxInt64},
	} {
		if got, err := refund.Units(c[0], c[1], c[2], c[3], logistics.HalfUp); !errors.Is(err, logistics.ErrInvalid) ||
			got != 0 {
			t.Errorf("units of %v: %d, %v", c, got, err)
		}
	}
	for _, mode := range []logistics.Rounding{0, 99} {
		if _, err := refund.Units(1, 1, 0, 1, mode); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("rounding %d: %v", mode, err)
		}
	}
}

func TestSharesRefusesBadAmounts(t *testing.T) {
	for _, c := range []struct {
		name    string
		amount  logistics.Money
		weights []logistics.Money
		want    []string
	}{
		{"nothing", logistics.Money{}, nil, []string{"/amount required"}},
		{"no line", money("1 EUR"), nil, []string{"/weights required"}},
		{"no weight", money("1 EUR"), []logistics.Money{money("0 EUR"), {}}, []string{"/weights required"}},
		{"all of it", money("-1 EUR"), []logistics.Money{money("-1 EUR"), money("1 USD"), money("0.001 EUR")}, []string{
			"/amount out_of_range", "/weights/0 out_of_range", "/weights/1 mismatch", "/weights/2 out_of_range",
		}},
		{"too much", money("1 EUR"), slices.Repeat(
			[]logistics.Money{logistics.Minor(math.MaxInt64/8, logistics.MustCurrency("EUR"))}, 20,
		), []string{
			"/weights out_of_range",
		}},
	} {
		got, err := refund.Shares(c.amount, c.weights)
		expectFaults(t, c.name, err, c.want...)
		if got != nil {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	for _, weights := range [][]logistics.Money{{}, {money("0 EUR"), money("0 EUR")}} {
		got, err := refund.Shares(money("0 EUR"), weights)
		if err != nil || len(got) != len(weights) || len(got) > 0 && got[0].String() != "0.00 EUR" {
			t.Errorf("nothing over %v: %v, %v", weights, got, err)
		}
	}
}

func TestTendersRefuseBadAmounts(t *testing.T) {
	card := refund.Tender{ID: id("card"), Captured: money("10 EUR"), Refunded: money("4 EUR")}
	most := refund.Tender{ID: id("most"), Captured: logistics.Minor(math.MaxInt64/8, logistics.MustCurrency("EUR"))}
	for _, c := range []struct {
		name    string
		amount  logistics.Money
		tenders []refund.Tender
		prefer  logistics.ID
		want    []string
	}{
		{
			"nothing",
			logistics.Money{},
			[]refund.Tender{{}},
			logistics.ID{},
			[]string{"/amount required", "/tenders/0/captured required", "/tenders/0/id required"},
		},
		{"an amount of zero", money("0 EUR"), []refund.Tender{card}, logistics.ID{}, []string{"/amount out_of_range"}},
		{"below zero", money("-5 EUR"), []refund.Tender{card}, logistics.ID{}, []string{"/amount out_of_range"}},
		{"sub-units", money("0.001 EUR"), []refund.Tender{card}, logistics.ID{}, []string{"/amount out_of_range"}},
		{
			"another currency", money("1 USD"),
			[]refund.Tender{card},
			logistics.ID{},
			[]string{"/tenders/0/captured mismatch", "/tenders/0/refunded mismatch"},
		},
		{"twice", money("1 EUR"), []refund.Tender{card, card}, logistics.ID{}, []string{"/tenders/1/id duplicate"}},
		{"unknown", money("1 EUR"), []refund.Tender{card}, id("cash"), []string{"/prefer unknown"}},
		{"refunded too much", money("1 EUR"), []refund.Tender{
			{ID: id("x"), Captured: money("1 EUR"), Refunded: money("2 EUR")},
		}, logistics.ID{}, []string{
			"/tenders/0/refunded conflict",
		}},
		{
			"too much in all", money("1 EUR"),
			[]refund.Tender{most, card},
			logistics.ID{},
			[]string{"/tenders/1/captured out_of_range"},
		},
		{"too many", money("1 EUR"), make([]refund.Tender, 1001), logistics.ID{}, []string{"/tenders too_many"}},
	} {
		got, err := refund.Allocate(c.amount, c.tenders, c.prefer)
		expectFaults(t, c.name, err, c.want...)
		if got != nil {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	_, err := refund.Available([]refund.Tender{{ID: id("x"), Captured: money("-1 EUR")}})
	expectFaults(t, "available", err, "/tenders/0/captured out_of_range")
	expectFaults(
		t, "check", refund.CheckAmount(money("-1 EUR"), money("1 USD")), "/amount out_of_range", "/available mismatch",
	)
	_, err = refund.ChooseMethod(refund.MoneyBack{Days: -1}, -1, "")
	expectFaults(t, "method", err, "/days_since_shipped out_of_range", "/limit/days out_of_range")
	_, err = refund.Settle(logistics.Money{}, logistics.Money{}, money("-1 EUR"))
	expectFaults(t, "settle", err, "/freight out_of_range", "/replacement required", "/returned required")
	_, err = refund.Settle(money("1 EUR"), money("1 USD"), money("1 JPY"))
	expectFaults(t, "settle currencies", err, "/freight mismatch", "/replacement mismatch")
}
