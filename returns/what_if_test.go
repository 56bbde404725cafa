package returns_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// tell gives commands on their days, and returns the events.
func tell(t testing.TB, policy *returns.Rules, on []int, commands []returns.Command) (returns.Case, []returns.Event) {
	t.Helper()
	var state returns.Case
	var history []returns.Event
	for i, c := range commands {
		events, err := returns.Decide(state, c, by(policy, day(on[min(i, len(on)-1)])))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			state = returns.Evolve(state, e)
		}
		history = append(history, events...)
	}
	return state, history
}

func TestStateAt(t *testing.T) {
	_, history := tell(t, compiled(t, shop()), []int{0, 1, 2, 3, 4, 5, 6, 7}, paid())
	for on, want := range map[int]returns.Stage{
		-1: 0, 0: 0, 1: returns.StageAwaitingApproval, 2: returns.StageAwaitingGoods, 3: returns.StageReceived,
		4: returns.StageInspecting,
		5: returns.StageAwaitingSettlement, 6: returns.StageAwaitingSettlement, 7: returns.StageSettled,
		99: returns.StageSettled,
	} {
		state, err := returns.StateAt(history, day(on))
		if got := state.Stage(id("R1")); err != nil || got != want {
			t.Errorf("on day %d it is %s, want %s", on, got, want)
		}
	}
}

// TestReplayUnderAnotherPolicy asks what a shorter window and a higher fee would have meant.
func TestReplayUnderAnotherPolicy(t *testing.T) {
	commands := append(paid(),
		returns.Request{ID: id("ask 2"), Return: id("R2"), Cause: returns.CauseChangedMind, Items: items("2", 1)},
		returns.Approve{ID: id("yes 2"), Return: id("R2")})
	_, history := tell(t, compiled(t, shop()), []int{0, 1, 2, 3, 4, 5, 6, 7, 20, 21}, commands)

	same, err := returns.WhatIf(history, compiled(t, shop()))
	if err != nil || len(same.Changes) != 0 || !cmp.Equal(same.Before, same.After, exported) ||
		!cmp.Equal(same.Events, history, exported) {
		t.Errorf("the same policy changes %v, %v", same.Changes, err)
	}

	stricter := shop()
	stricter.Window, stricter.Refund.Conditions[0].Share = logistics.Days(14), logistics.MustRatio("50%")
	run, err := returns.WhatIf(history, compiled(t, stricter))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range run.Changes {
		var text strings.Builder
		text.WriteString(c.Verb.String() + " " + c.Return.String() + " " + c.Before.String() + " " + c.After.String())
		for _, reason := range c.Reasons {
			text.WriteString(" " + string(reason.Code))
		}
		got = append(got, text.String())
	}
	want := []string{ // two lamps of three at 100 EUR are 66.67: 60.00 with a tenth kept, 33.33 with a half kept
		"authorise_refund R1 60.00 EUR 33.33 EUR", "request R2   returns.window.over",
		"approve    returns.return.unknown",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if run.Before.Paid.String() != "60.00 EUR" || run.After.Paid.String() != "33.33 EUR" ||
		run.After.Kept.String() != "33.34 EUR" {
		t.Errorf("before %+v, after %+v", run.Before, run.After)
	}
}

func TestMeasure(t *testing.T) {
	commands := append(paid(),
		returns.Dispose{
			ID: id("shelf"), Return: id("R1"), Line: id("1"), Condition: "opened",
			Dispositions: []returns.Disposed{
				{Disposition: "restock", Units: 2, Recovered: logistics.MustMoney("41.50 EUR")},
			},
		},
		returns.Request{ID: id("ask 2"), Return: id("R2"), Cause: returns.CauseChangedMind, Items: items("2", 2)},
		returns.Approve{ID: id("yes 2"), Return: id("R2")},
		returns.SettleUnreceived{ID: id("keep"), Return: id("R2"), Line: id("2"), Units: 1, As: returns.KeptByCustomer},
		returns.PlanOutbound{
			ID: id("plan"), Outbound: id("X1"), Return: id("R2"), Line: id("2"), Kind: returns.Replacement, Units: 1,
			Available: 1,
		},
		returns.Request{ID: id("ask 3"), Return: id("R3"), Cause: returns.CauseChangedMind, Items: items("1", 1)},
		returns.Decline{ID: id("no"), Return: id("R3")},
		returns.Tick{ID: id("tick")})
	_, history := tell(t, compiled(t, shop()), []int{0, 1, 2, 4, 5, 6, 7, 9, 9, 10, 11, 11, 11, 12, 13, 60}, commands)
	march := logistics.MustPeriod("2025-03")
	got := map[string][2]int64{}
	seen, err := returns.Measure(history, id("C-1"), march, day(0).Location())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range seen {
		if o.Subject != id("C-1") || o.Period != march || o.Version != 1 {
			t.Errorf("%+v", o)
		}
		got[o.Metric.String()] = [2]int64{o.Num, o.Den}
	}
	const dayMinutes = 24 * 60
	want := map[string][2]int64{
		returns.ApprovalTime:      {3 * dayMinutes, 3}, // a day each: R1, R2, and R3 that was declined
		returns.ReceiptToDecision: {2 * dayMinutes, 1}, // from day 4 to day 6
		returns.RequestToRefund:   {8 * dayMinutes, 1}, // from day 1 to day 9
		returns.ReceiptToRefund:   {5 * dayMinutes, 1},
		returns.RejectedShare:     {0, 2},
		returns.KeptShare:         {1, 2},
		returns.ReplacedShare:     {1, 3}, // one replaced, two refunded
		returns.OverdueShare:      {0, 3}, // what passed, passed in May
		returns.Recovered:         {4150, 2},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	may, err := returns.Measure(history, id("C-1"), logistics.MustPeriod("2025-05"), day(0).Location())
	// nothing was sent, and nothing refunded, of R2
	if err != nil || len(may) != 1 || may[0].Metric.String() != returns.OverdueShare || may[0].Num != 2 {
		t.Errorf("in May: %+v", may)
	}
}

// TestTheSamePolicyKeepsExplicitAmounts: a refund in two parts is one in two parts again.
func TestTheSamePolicyKeepsExplicitAmounts(t *testing.T) {
	var commands []returns.Command
	for _, c := range paid() {
		authorise, is := c.(returns.AuthoriseRefund)
		if is {
			authorise.Amount = logistics.MustMoney("3 EUR")
			commands = append(commands, authorise)
			authorise.ID, authorise.Refund = id("refund again"), id("F-again")
			commands = append(commands, authorise)
			break
		}
		commands = append(commands, c)
	}
	_, history := tell(t, compiled(t, shop()), []int{0, 1, 2, 3, 4, 5, 6, 7}, commands)
	run, err := returns.WhatIf(history, compiled(t, shop()))
	if err != nil || len(run.Changes) != 0 || !cmp.Equal(run.Events, history, exported) {
		t.Errorf("the same policy changes %v, %v", run.Changes, err)
	}
}
