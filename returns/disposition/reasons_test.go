package disposition_test

import (
	"slices"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

func TestEveryReason(t *testing.T) {
	tied := policy()
	tied.Options[3] = option("donate", "9 EUR", "C=60%")
	flagged := policy()
	flagged.Options[0].ClosedTo = []disposition.Hazard{disposition.Recalled, disposition.Hazmat}
	flagged.Options[5].ClosedTo = []disposition.Hazard{disposition.Recalled}
	away := item("12 EUR", "A")
	away.Inbound = logistics.MustMoney("10.50 EUR")
	recalled := away
	recalled.Hazards = []disposition.Hazard{"odd", disposition.Recalled}
	const (
		chosen, lower, same = disposition.Chosen, disposition.Lower, disposition.Tied
		grade, here         = disposition.GradeNotListed, disposition.GoodsHere
		hazard, quota       = disposition.Hazardous, disposition.QuotaUsedUp
	)
	full := []disposition.Load{
		{Disposition: disposition.Restock, Left: new(int64(0))},
		{Disposition: disposition.Refurbish, Left: new(int64(1))},
		{Disposition: disposition.VendorCredit, Left: new(int64(0))},
	}
	reached := map[logistics.Code]bool{}
	for _, c := range []struct {
		policy disposition.Policy
		loads  []disposition.Load
		item   disposition.Item
		way    disposition.Disposition
		net    string
		codes  []logistics.Code
	}{
		{
			policy(), nil, item("200 EUR", "A"), disposition.Restock, "184.00 EUR",
			[]logistics.Code{chosen, lower, lower, lower, lower, here},
		},
		{
			policy(), nil, item("200 EUR", "C"), disposition.VendorCredit, "111.00 EUR",
			[]logistics.Code{grade, grade, chosen, lower, lower, here},
		},
		{
			tied, nil, item("200 EUR", "C"), disposition.VendorCredit, "111.00 EUR",
			[]logistics.Code{grade, grade, chosen, same, lower, here},
		},
		{
			policy(), nil, away, disposition.ReturnlessRefund, "0.00 EUR",
			[]logistics.Code{lower, lower, lower, lower, lower, chosen},
		},
		{
			policy(), nil, item("1 EUR", "C"), disposition.Scrap, "-1.50 EUR",
			[]logistics.Code{grade, grade, lower, lower, chosen, here},
		},
		{policy(), nil, item("1 EUR", "D"), "", "", []logistics.Code{grade, grade, grade, grade, grade, here}},
		{
			policy(), full, item("200 EUR", "A"), disposition.Refurbish, "135.00 EUR",
			[]logistics.Code{quota, chosen, quota, lower, lower, here},
		},
		{
			policy(), full, item("200 EUR", "C"), disposition.Liquidate, "18.00 EUR",
			[]logistics.Code{quota, grade, grade, quota, chosen, lower, here},
		},
		{
			flagged, full, recalled, disposition.Liquidate, "-11.30 EUR",
			[]logistics.Code{hazard, quota, lower, quota, chosen, lower, hazard},
		},
	} {
		choice, err := with(t, c.policy, c.loads).Choose(c.item)
		if err != nil {
			t.Fatal(err)
		}
		codes := codesOf(reached, choice.Reasons())
		if choice.Disposition() != c.way || choice.Net().String() != c.net || !slices.Equal(codes, c.codes) {
			t.Errorf("%v: %s %s, %q", c.item, choice.Disposition(), choice.Net(), codes)
		}
	}
	others(t, reached)
	for _, line := range disposition.Reasons() {
		if !reached[line.Code] {
			t.Errorf("no case reaches %s", line.Code)
		}
	}
	choice, err := with(t, flagged, nil).Choose(disposition.Item{
		Value: away.Value, Grade: "B", Hazards: []disposition.Hazard{disposition.Hazmat, disposition.Recalled},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"restock is not open: the item is recalled, hazmat", "restock is not open to grade B",
	} {
		reason := choice.Reasons()[i]
		if got := disposition.Reasons().English(reason); got != want || (reason.Param("hazards") == "") != (i == 1) ||
			reason.Path != "/options/0" {
			t.Errorf("%s: %v", got, reason)
		}
	}
	if (disposition.Choice{}).Reasons() != nil || (disposition.ReturnlessDecision{}).Reasons() != nil ||
		(disposition.BacklogCost{}).Reasons() != nil ||
		(disposition.Inspection{}).Reasons() != nil || (disposition.Choice{}).Flips() != nil {
		t.Error("a decision of nobody has reasons")
	}
	if _, ok := (disposition.Choice{}).Of(disposition.Restock); ok {
		t.Error("a choice of nobody has a figure")
	}
}

// others reaches the reasons that are not those of a choice.
func others(t *testing.T, reached map[logistics.Code]bool) {
	t.Helper()
	expect := func(reasons []logistics.Reason, err error, code logistics.Code, says string) {
		t.Helper()
		if err != nil || len(reasons) != 1 {
			t.Errorf("%v, %v", reasons, err)
			return
		}
		codesOf(reached, reasons)
		if got := disposition.Reasons().English(reasons[0]); got != says || reasons[0].Code != code {
			t.Errorf("%s: %s", reasons[0].Code, got)
		}
	}
	shop := with(t, workshop(), nil)
	for _, c := range []struct {
		value string
		code  logistics.Code
		says  string
	}{
		{
			"12 USD", disposition.KeepIt,
			"the customer keeps it: restock would bring 9.35 USD, less 10.50 USD to have it here is -1.15 USD, " +
				"below 0.00 USD",
		},
		{
			"20 USD", disposition.BringItIn,
			"it comes back: restock brings 16.91 USD, less 10.50 USD to have it here is 6.41 USD, not below 0.00 USD",
		},
	} {
		r, err := shop.ReturnlessRefund(cheap(c.value))
		expect(r.Reasons(), err, c.code, c.says)
	}
	closed := policy()
	closed.Options[5].ClosedTo = []disposition.Hazard{disposition.Recalled}
	away := item("1 EUR", "A")
	away.Inbound, away.Hazards = logistics.MustMoney("10.50 EUR"), []disposition.Hazard{disposition.Recalled}
	r, err := with(t, closed, nil).ReturnlessRefund(away)
	expect(
		r.Reasons(), err, disposition.MayNotKeep,
		"it comes back, whatever that costs: keeping it is not open to such an item; scrap brings -1.50 EUR, less "+
			"10.50 EUR to have it here is -12.00 EUR",
	)
	away.Grade = "D"
	r, err = with(t, closed, nil).ReturnlessRefund(away)
	expect(
		r.Reasons(), err, disposition.NothingOpen,
		"no way is open to it, so there is nothing to weigh its way back against",
	)

	choice, err := with(
		t, laptops(), []disposition.Load{{Disposition: disposition.Restock, Left: new(int64(0))}},
	).Choose(laptop("200 USD"))
	if err != nil {
		t.Fatal(err)
	}
	flips := []struct {
		code logistics.Code
		says string
	}{
		{disposition.FlipsBeyond, "refurbish wins once vendor_credit takes more than 1.98 weeks; it takes 0.00"},
		{disposition.FlipsWithin, "refurbish wins once refurbish takes less than 2.22 weeks; it takes 4.00"},
		{disposition.FlipsBeyond, "liquidate wins once vendor_credit takes more than 148.42 weeks; it takes 0.00"},
		{disposition.FlipsBeyond, "recycle wins once vendor_credit takes more than 275.87 weeks; it takes 0.00"},
	}
	if got := choice.Flips(); len(got) != len(flips) {
		t.Fatalf("%+v", got)
	}
	for i, flip := range choice.Flips() {
		expect(flip.Reasons(), nil, flips[i].code, flips[i].says)
	}
	w, err := with(t, laptops(), nil).BacklogCost(laptop("200 USD"), logistics.MustRatio("10"))
	expect(
		w.Reasons(), err, disposition.BacklogLoses,
		"10 days of waiting cost 2.68 USD: restock falls from 183.10 USD to 180.42 USD",
	)
	w, err = with(t, laptops(), []disposition.Load{
		{Disposition: disposition.Restock, Left: new(int64(0))},
		{Disposition: disposition.Refurbish, Left: new(int64(0))},
	}).
		BacklogCost(laptop("14 USD"), logistics.MustRatio("3640"))
	expect(
		w.Reasons(), err, disposition.BacklogTurns,
		"3640 days of waiting cost 0.90 USD: vendor_credit brings -0.60 USD now, recycle brings -1.50 USD then",
	)
	n, err := with(
		t, policy(), nil,
	).Inspection(item("200 EUR", ""), []disposition.Belief{{Grade: "A", Weight: 7}, {Grade: "C", Weight: 3}})
	expect(
		n.Reasons(), err, disposition.GradingWorth,
		"graded it brings 162.10 EUR, ungraded vendor_credit brings 111.00 EUR: knowing the grade is worth 51.10 EUR",
	)
	n, err = with(
		t, policy(), nil,
	).Inspection(item("200 EUR", ""), []disposition.Belief{{Grade: "A", Weight: 1}, {Grade: "D", Weight: 1}})
	expect(n.Reasons(), err, disposition.GradingNeeded, "graded it brings 92.00 EUR; ungraded no way takes it")
}

func codesOf(reached map[logistics.Code]bool, reasons []logistics.Reason) (codes []logistics.Code) {
	for _, reason := range reasons {
		reached[reason.Code] = true
		codes = append(codes, reason.Code)
	}
	return codes
}
