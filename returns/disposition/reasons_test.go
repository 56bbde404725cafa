package disposition_test

import (
	"slices"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/returns/disposition"
)

func TestEveryReasonIsASentence(t *testing.T) {
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
	var given []logistics.Reason
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
		codes := codesOf(&given, choice.Reasons())
		if choice.Disposition() != c.way || choice.Net().String() != c.net || !slices.Equal(codes, c.codes) {
			t.Errorf("%v: %s %s, %q", c.item, choice.Disposition(), choice.Net(), codes)
		}
	}
	others(t, &given)
	sentences.Golden(t, disposition.Reasons(), given...)
	choice, err := with(t, flagged, nil).Choose(disposition.Item{
		Value: away.Value, Grade: "B", Hazards: []disposition.Hazard{disposition.Hazmat, disposition.Recalled},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"Restocking is not possible: it does not accept recalled and dangerous goods.",
		"Restocking is not possible: it does not accept goods of grade B.",
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
func others(t *testing.T, given *[]logistics.Reason) {
	t.Helper()
	expect := func(reasons []logistics.Reason, err error, code logistics.Code, says string) {
		t.Helper()
		if err != nil || len(reasons) != 1 {
			t.Errorf("%v, %v", reasons, err)
			return
		}
		codesOf(given, reasons)
		if got := disposition.Reasons().English(reasons[0]); got != says || reasons[0].Code != code {
			t.Errorf("%s: %q, want %s %q", reasons[0].Code, got, code, says)
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
			"The customer keeps the goods: restocking would leave -$1.15 ($9.35 less $10.50 for transport " +
				"and handling), below the limit of $0.00.",
		},
		{
			"20 USD", disposition.BringItIn,
			"The goods come back: restocking would leave $6.41 ($16.91 less $10.50 for transport and " +
				"handling), not below the limit of $0.00.",
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
		"The goods come back, because such goods may not be left with the customer: scrapping would leave -€12.00 "+
			"(-€1.50 less €10.50 for transport and handling).",
	)
	away.Grade = "D"
	r, err = with(t, closed, nil).ReturnlessRefund(away)
	expect(
		r.Reasons(), err, disposition.NothingOpen,
		"No disposition is possible for these goods, so there is no recovery to weigh.",
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
		{
			disposition.FlipsBeyond,
			"Refurbishing becomes best when return to vendor takes more than 1.98 weeks; it currently takes 0 weeks.",
		},
		{
			disposition.FlipsWithin,
			"Refurbishing becomes best when refurbishing takes less than 2.22 weeks; it currently takes 4 weeks.",
		},
		{
			disposition.FlipsBeyond,
			"Liquidation becomes best when return to vendor takes more than 148.4 weeks; it currently takes 0 weeks.",
		},
		{
			disposition.FlipsBeyond,
			"Recycling becomes best when return to vendor takes more than 275.87 weeks; it currently takes 0 weeks.",
		},
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
		"Waiting 10 days costs $2.68: the net recovery of restocking falls from $183.10 to $180.42.",
	)
	w, err = with(t, laptops(), []disposition.Load{
		{Disposition: disposition.Restock, Left: new(int64(0))},
		{Disposition: disposition.Refurbish, Left: new(int64(0))},
	}).
		BacklogCost(laptop("14 USD"), logistics.MustRatio("3640"))
	expect(
		w.Reasons(), err, disposition.BacklogTurns,
		"Waiting 3,640 days costs $0.90: return to vendor recovers -$0.60 now; by then recycling is best, with -$1.50.",
	)
	n, err := with(
		t, policy(), nil,
	).Inspection(item("200 EUR", ""), []disposition.Belief{{Grade: "A", Weight: 7}, {Grade: "C", Weight: 3}})
	expect(
		n.Reasons(), err, disposition.GradingWorth,
		"Graded goods recover €162.10, ungraded goods €111.00 by return to vendor: grading is worth €51.10.",
	)
	n, err = with(
		t, policy(), nil,
	).Inspection(item("200 EUR", ""), []disposition.Belief{{Grade: "A", Weight: 1}, {Grade: "D", Weight: 1}})
	expect(
		n.Reasons(), err, disposition.GradingNeeded,
		"Graded goods recover €92.00; no option accepts ungraded goods.",
	)
}

func codesOf(given *[]logistics.Reason, reasons []logistics.Reason) (codes []logistics.Code) {
	for _, reason := range reasons {
		*given = append(*given, reason)
		codes = append(codes, reason.Code)
	}
	return codes
}
