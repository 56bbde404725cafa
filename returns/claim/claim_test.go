package claim_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/returns/claim"
)

// The commands one by one: given what happened before, when a command comes, then this is its event.

func given(t *testing.T, steps []step, when step, then claim.Event) {
	t.Helper()
	state, _ := after(t, steps...)
	env := claim.Env{Policy: compiled(t), AsOf: noon(date(when.day)), Actor: logistics.ActorStaff}
	events, err := claim.Decide(state, when.command, env)
	if diff := cmp.Diff([]claim.Event{then}, events, withoutHeader()); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for i, e := range events {
		want := logistics.EventHeader{
			At: env.AsOf, Actor: env.Actor, Version: state.Version() + int64(i) + 1,
			Policy: id("motor-freight"), PolicyVersion: 1,
		}
		if e.Header() != want || e.ID() != commandID(when.command) {
			t.Errorf("%s %+v, want %+v", e.ID(), e.Header(), want)
		}
	}
}

// withoutHeader leaves out what all events have.
func withoutHeader() cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".EventHeader" }, cmp.Ignore())
}

func TestOpen(t *testing.T) {
	given(t, nil, journey()[0], claim.Opened{
		Command: open(), On: date("2025-02-28"),
		NoticeBy: date("2025-03-03"), FileBy: date("2025-11-26"),
		Evidence: []claim.Evidence{claim.Photo, claim.Packing, claim.Invoice, claim.InspectionReport},
	})
}

func TestAddEvidence(t *testing.T) {
	command := claim.AddEvidence{ID: id("x"), Evidence: claim.Photo, Document: id("P-1"), On: date("2025-02-27")}
	given(t, journey()[:1], step{"2025-03-01", command}, claim.EvidenceAdded{Command: command, On: date("2025-02-27")})
}

func TestGiveNotice(t *testing.T) {
	given(
		t, journey()[:1], journey()[1],
		claim.NoticeGiven{Command: journey()[1].command.(claim.GiveNotice), On: date("2025-02-28")},
	)
}

func TestFile(t *testing.T) {
	command := claim.File{ID: id("x")}
	given(t, journey()[:6], step{"2025-03-05", command}, claim.Filed{
		Command: command, On: date("2025-03-05"), AcknowledgeBy: date("2025-04-04"), DecideBy: date("2025-07-03"),
	})
}

func TestFileWithAnOverrideKeepsWhatWasPassedOver(t *testing.T) {
	command := claim.File{ID: id("x"), Override: claim.Override{By: id("MEIER"), Detail: "the carrier agreed"}}
	given(t, journey()[:1], step{"2025-12-01", command}, claim.Filed{
		Command: command, On: date("2025-12-01"), AcknowledgeBy: date("2025-12-31"), DecideBy: date("2026-03-31"),
		Overridden: []logistics.Reason{
			{Code: claim.EvidenceMissing, Params: []logistics.Param{logistics.CodeParam("evidence", "photo")}},
			{Code: claim.EvidenceMissing, Params: []logistics.Param{logistics.CodeParam("evidence", "packing")}},
			{Code: claim.EvidenceMissing, Params: []logistics.Param{logistics.CodeParam("evidence", "invoice")}},
			{
				Code:   claim.EvidenceMissing,
				Params: []logistics.Param{logistics.CodeParam("evidence", "inspection_report")},
			},
			{Code: claim.NoticeMissing, Params: []logistics.Param{logistics.MustDate("2025-03-03").Param("by")}},
			{
				Code: claim.FiledLate, Path: "/on",
				Params: []logistics.Param{
					logistics.MustDate("2025-12-01").Param("on"), logistics.MustDate("2025-11-26").Param("by"),
				},
			},
		},
	})
}

func TestAcknowledge(t *testing.T) {
	given(
		t, journey()[:7], journey()[8],
		claim.Acknowledged{Command: journey()[8].command.(claim.Acknowledge), On: date("2025-04-12")},
	)
}

func TestSettle(t *testing.T) {
	given(t, journey()[:9], journey()[9], claim.Settled{
		Command: journey()[9].command.(claim.Settle), On: date("2025-05-10"), PayBy: date("2025-06-09"),
		AppealBy: date("2025-07-10"),
	})
}

func TestDecline(t *testing.T) {
	when := declined()[9]
	given(
		t, declined()[:9], when,
		claim.Declined{Command: when.command.(claim.Decline), On: date("2025-05-10"), AppealBy: date("2025-07-10")},
	)
}

func TestAppeal(t *testing.T) {
	command := claim.Appeal{ID: id("x"), Override: claim.Override{By: id("MEIER"), Detail: "holidays"}}
	given(t, declined(), step{"2025-07-11", command}, claim.Appealed{
		Command: command, On: date("2025-07-11"), DecideBy: date("2025-11-08"),
		Overridden: []logistics.Reason{
			{
				Code: claim.AppealLate, Path: "/on",
				Params: []logistics.Param{
					logistics.MustDate("2025-07-11").Param("on"), logistics.MustDate("2025-07-10").Param("by"),
				},
			},
		},
	})
}

func TestPay(t *testing.T) {
	given(
		t, journey()[:10], journey()[10],
		claim.Paid{Command: journey()[10].command.(claim.Pay), On: date("2025-05-20")},
	)
}

// TestTheLastDayIsInTime appeals, and pays, on the days that are just right.
func TestTheLastDayIsInTime(t *testing.T) {
	state, _ := after(t,
		append(declined(), step{"2025-07-10", claim.Appeal{ID: id("x")}},
			step{"2025-07-10", claim.Settle{ID: id("y"), Amount: logistics.MustMoney("5 EUR")}},
			step{"2025-07-10", claim.Pay{ID: id("z"), Amount: logistics.MustMoney("5 EUR")}})...)
	if state.State() != claim.StatePaid || state.Overridden() != nil {
		t.Errorf("%s, %v", state.State(), state.Overridden())
	}
}

func TestWithdraw(t *testing.T) {
	when := withdrawn()[1]
	given(t, withdrawn()[:1], when, claim.Withdrawn{Command: when.command.(claim.Withdraw), On: date("2025-03-02")})
}

func TestReopen(t *testing.T) {
	when := reopened()[2]
	given(t, withdrawn(), when, claim.Reopened{Command: when.command.(claim.Reopen), On: date("2025-03-03")})
}

func TestTick(t *testing.T) {
	tick := claim.Tick{ID: id("x")}
	given(t, journey()[:7], step{"2025-04-01", tick}, claim.DeadlinePassed{
		Command: tick, On: date("2025-04-01"), Clock: claim.ClockAcknowledge, By: date("2025-03-31"),
	})

	state, _ := after(t, journey()[:1]...)
	env := claim.Env{Policy: compiled(t), AsOf: noon(date("2025-03-03"))}
	if events, err := claim.Decide(state, tick, env); events != nil || err != nil {
		t.Errorf("on the last day: %v, %v", events, err)
	}
	env.AsOf = noon(date("2025-12-01"))
	events, err := claim.Decide(state, tick, env)
	if err != nil || len(events) != 2 || events[0].(claim.DeadlinePassed).Clock != claim.ClockNotice ||
		events[1].(claim.DeadlinePassed).Clock != claim.ClockFile {
		t.Fatalf("%v, %v", events, err)
	}
	for _, e := range events {
		state = claim.Evolve(state, e)
	}
	if dues(state.Missed()) != "notice 2025-03-03, file 2025-11-26" {
		t.Errorf("%v missed", state.Missed())
	}
	if events, err := claim.Decide(state, claim.Tick{ID: id("y")}, env); events != nil || err != nil {
		t.Errorf("a deadline passes twice: %v, %v", events, err)
	}
}

func TestAJourney(t *testing.T) {
	want := []struct{ state, due, paid string }{
		{"open", "notice 2025-03-03, file 2025-11-26", "0.00 EUR"},
		{"open", "file 2025-11-26", "0.00 EUR"},
		{"open", "file 2025-11-26", "0.00 EUR"},
		{"open", "file 2025-11-26", "0.00 EUR"},
		{"open", "file 2025-11-26", "0.00 EUR"},
		{"open", "file 2025-11-26", "0.00 EUR"},
		{"filed", "acknowledge 2025-03-31, decide 2025-06-29", "0.00 EUR"},
		{"filed", "acknowledge 2025-03-31, decide 2025-06-29", "0.00 EUR"},
		{"acknowledged", "decide 2025-06-29", "0.00 EUR"},
		{"settled", "pay 2025-06-09, appeal 2025-07-10", "0.00 EUR"},
		{"settled", "pay 2025-06-09, appeal 2025-07-10", "100.00 EUR"},
		{"appealed", "pay 2025-06-09, decide 2025-09-25", "100.00 EUR"},
		{"appealed", "decide 2025-09-25", "300.00 EUR"},
		{"settled", "pay 2025-07-20, appeal 2025-08-20", "300.00 EUR"},
		{"paid", "appeal 2025-08-20", "450.00 EUR"},
	}
	for i, w := range want {
		state, history := after(t, journey()[:i+1]...)
		if state.State().String() != w.state || dues(state.Deadlines()) != w.due || state.Paid().String() != w.paid {
			t.Errorf("after %d: %s, due %s, %s paid", i+1, state.State(), dues(state.Deadlines()), state.Paid())
		}
		if document(t, fold(t, history)) != document(t, state) {
			t.Errorf("after %d: the fold of the history is another state", i+1)
		}
	}
	state, _ := after(t, journey()...)
	if state.Number() != id("ALB-55") || state.Return() != id("R-1") || state.Dates().Concluded != date("2025-07-01") ||
		dues(state.Missed()) != "acknowledge 2025-03-31" ||
		state.Overridden() != nil || len(state.Documents()) != 4 || state.Lacking() != nil {
		t.Errorf("%+v", state)
	}
}

// TestAnAppealThatFailsLeavesTheDecisionBefore: the table leads three ways from a decline.
func TestAnAppealThatFailsLeavesTheDecisionBefore(t *testing.T) {
	no := step{"2025-06-20", claim.Decline{ID: id("no"), Ground: claim.NotLiable}}
	appeal := step{"2025-05-29", claim.Appeal{ID: id("appeal")}}
	for want, steps := range map[claim.State][]step{
		claim.StateSettled:  append(journey()[:12:12], no),
		claim.StatePaid:     append(journey()[:13:13], no),
		claim.StateDeclined: append(declined(), appeal, no),
	} {
		state, _ := after(t, steps...)
		if state.State() != want || state.Ground() != claim.NotLiable ||
			(want == claim.StateSettled) != state.Dates().Concluded.IsZero() {
			t.Errorf("%s, want %s", state.State(), want)
		}
	}
	state, _ := after(t, append(
		journey()[:13:13], step{"2025-06-20", claim.Settle{ID: id("same"), Amount: logistics.MustMoney("300 EUR")}},
	)...)
	if state.State() != claim.StatePaid {
		t.Errorf("settled for what was paid: %s", state.State())
	}
}

func TestAReopenedClaimIsFiledAgain(t *testing.T) {
	steps := append(
		journey()[:9:9], step{"2025-05-01", claim.Withdraw{ID: id("w")}}, step{"2025-05-02", claim.Reopen{ID: id("r")}},
	)
	state, _ := after(t, steps...)
	if state.State() != claim.StateOpen || !state.Dates().Filed.IsZero() ||
		dues(state.Deadlines()) != "file 2025-11-26" || !state.Number().IsZero() {
		t.Errorf("%s, due %s", state.State(), dues(state.Deadlines()))
	}
	state, _ = after(t, append(steps, step{"2025-05-03", claim.File{ID: id("again")}})...)
	if dues(state.Deadlines()) != "acknowledge 2025-06-02, decide 2025-08-31" {
		t.Errorf("due %s", dues(state.Deadlines()))
	}
}

func TestDueSortsManyClaims(t *testing.T) {
	first, _ := after(t, journey()[:7]...)
	second, _ := after(t, journey()[:1]...)
	if got := dues(claim.NextDue([]claim.Claim{
		first, second,
	})); got != "notice 2025-03-03, acknowledge 2025-03-31, decide 2025-06-29, file 2025-11-26" {
		t.Error(got)
	}
	if due := (claim.Claim{}).Deadlines(); len(due) != 0 {
		t.Errorf("a claim of nobody is due: %v", due)
	}
	if !claim.ClockFile.Ours() || claim.ClockPay.Ours() {
		t.Error("whose clocks are these?")
	}
}

func TestARepeatedCommandDecidesNothing(t *testing.T) {
	for i, s := range journey() {
		state, _ := after(t, journey()[:i+1]...)
		before := state
		events, err := claim.Decide(state, s.command, claim.Env{Policy: compiled(t), AsOf: noon(date("2026-01-01"))})
		if events != nil || err != nil || document(t, before) != document(t, state) {
			t.Errorf("%#v: %v, %v", s.command, events, err)
		}
	}
}

// TestEveryReason reaches every code of the catalogue.
func TestEveryReason(t *testing.T) {
	with := func(change func(*claim.Open)) claim.Open {
		o := open()
		change(&o)
		return o
	}
	euro := func(amount string) logistics.Money { return logistics.MustMoney(amount) }
	settled := journey()[:10]
	full := append(journey()[:9:9], step{"2025-05-10", claim.Settle{ID: id("all"), Amount: euro("480 EUR")}})
	late := append(journey()[:1:1], step{"2025-03-04", claim.GiveNotice{ID: id("n")}})
	var given []logistics.Reason
	for _, c := range []struct {
		before []step
		day    string
		when   claim.Command
		says   string
		codes  []logistics.Code
		actor  logistics.Actor
		expect int64
	}{
		{
			nil, "2025-03-01",
			claim.Tick{ID: id("x")},
			"The claim has not been opened yet.",
			[]logistics.Code{claim.NotOpened},
			"", 0,
		},
		{journey()[:1], "2025-03-01", with(func(o *claim.Open) {
			o.ID = id("x")
		}), "Claim CL-7 has already been opened.", []logistics.Code{claim.OpenedBefore}, "", 0},
		{
			journey()[:1], "2025-03-01",
			claim.Pay{ID: id("x"), Amount: euro("1 EUR")},
			"Claim CL-7 has not been filed yet, so you cannot pay.",
			[]logistics.Code{claim.NotAllowed},
			"", 0,
		},
		{
			journey()[:1], "2025-03-01",
			claim.File{ID: id("c1")},
			"Command c1 was already used with different content.",
			[]logistics.Code{claim.CommandReused},
			"", 0,
		},
		{
			nil, "2025-02-25", with(func(o *claim.Open) {
				o.On, o.Shipped, o.Delivered = date("2025-03-01"), date("2025-02-26"), date("2025-02-27")
			}),
			"1 Mar 2025 is in the future: today is 25 Feb 2025. 26 Feb 2025 is in the future: today is 25 Feb 2025. " +
				"27 Feb 2025 is in the future: today is 25 Feb 2025.",
			[]logistics.Code{claim.DateAhead, claim.DateAhead, claim.DateAhead},
			"", 0,
		},
		{
			journey()[:7], "2025-03-20",
			claim.Acknowledge{ID: id("x"), On: date("2025-02-28")},
			"28 Feb 2025 is before 1 Mar 2025, the date of the preceding step.",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{
			settled, "2025-05-20",
			claim.Pay{ID: id("x"), Amount: euro("1 EUR"), On: date("2025-05-09")},
			"9 May 2025 is before 10 May 2025, the date of the preceding step.",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{
			settled, "2025-05-20",
			claim.Appeal{ID: id("x"), On: date("2025-05-09")},
			"9 May 2025 is before 10 May 2025, the date of the preceding step.",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{
			journey()[:13], "2025-07-01",
			claim.Decline{ID: id("x"), Ground: "other", On: date("2025-05-27")},
			"27 May 2025 is before 28 May 2025, the date of the preceding step.",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{
			journey()[:1], "2025-03-01",
			claim.GiveNotice{ID: id("x"), On: date("2025-02-23")},
			"23 Feb 2025 is before 24 Feb 2025, the date of the preceding step.",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{nil, "2025-03-01", with(func(o *claim.Open) {
			o.Kind = "theft"
		}), "The terms of motor-freight do not cover a claim for theft.", []logistics.Code{claim.KindNotListed}, "", 0},
		{
			nil, "2025-03-01", with(func(o *claim.Open) { o.Delivered = logistics.Date{} }),
			"The deadline to give notice runs 5 days from the date of delivery, which is not known. The deadline " +
				"to file the claim runs 9 months from the date of delivery, which is not known.",
			[]logistics.Code{claim.StartUnknown, claim.StartUnknown},
			"", 0,
		},
		{
			nil, "2025-03-01", with(func(o *claim.Open) { o.Kind, o.Shipped = claim.Overcharge, logistics.Date{} }),
			"The deadline to file the claim runs 180 days from the date of shipment, which is not known.",
			[]logistics.Code{claim.StartUnknown},
			"", 0,
		},
		{
			nil, "2025-03-01", with(func(o *claim.Open) { o.Kind = claim.Loss }),
			"The deadline to file the claim runs 9 months from the date of expected delivery, which is not known.",
			[]logistics.Code{claim.StartUnknown},
			"", 0,
		},
		{
			journey()[:3], "2025-03-01",
			claim.AddEvidence{ID: id("x"), Evidence: claim.Photo, Document: id("DOC-c3")},
			"Document DOC-c3 has already been added, as a photo.",
			[]logistics.Code{claim.EvidenceGiven},
			"", 0,
		},
		{
			journey()[:2], "2025-03-01",
			claim.GiveNotice{ID: id("x")},
			"Notice was already given on 28 Feb 2025.",
			[]logistics.Code{claim.NoticeGivenBefore},
			"", 0,
		},
		{
			journey()[:1], "2025-11-27",
			claim.File{ID: id("x")},
			"A photo is still needed to file the claim. The packaging is still needed to file the claim. The " +
				"invoice is still needed to file the claim. The inspection report is still needed to file the claim. " +
				"No notice was given; the last day for it was 3 Mar 2025. 27 Nov 2025 is too late to file the claim; " +
				"the last day was 26 Nov 2025.",
			[]logistics.Code{
				claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing,
				claim.NoticeMissing, claim.FiledLate,
			},
			"", 0,
		},
		{
			journey()[:3], "2025-11-26",
			claim.File{ID: id("x")},
			"The packaging is still needed to file the claim. The invoice is still needed to file the claim. The " +
				"inspection report is still needed to file the claim.",
			[]logistics.Code{claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing},
			"", 0,
		},
		{
			late, "2025-03-05",
			claim.File{ID: id("x")},
			"A photo is still needed to file the claim. The packaging is still needed to file the claim. The " +
				"invoice is still needed to file the claim. The inspection report is still needed to file the claim. " +
				"Notice was given on 4 Mar 2025; the last day for it was 3 Mar 2025.",
			[]logistics.Code{
				claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing,
				claim.NoticeLate,
			},
			"", 0,
		},
		{
			settled, "2025-07-11",
			claim.Appeal{ID: id("x")},
			"11 Jul 2025 is too late to appeal; the last day was 10 Jul 2025.",
			[]logistics.Code{claim.AppealLate},
			"", 0,
		},
		{
			full, "2025-07-11",
			claim.Appeal{ID: id("x")},
			"There is nothing to appeal: all of €480.00 was accepted. 11 Jul 2025 is too late to appeal; the last " +
				"day was 10 Jul 2025.",
			[]logistics.Code{claim.NothingToAppeal, claim.AppealLate},
			"", 0,
		},
		{
			journey()[:9], "2025-05-10",
			claim.Settle{ID: id("x"), Amount: euro("480 USD")},
			"$480.00 is in a different currency from the €480.00 claimed.",
			[]logistics.Code{claim.OtherCurrency},
			"", 0,
		},
		{
			journey()[:9], "2025-05-10",
			claim.Settle{ID: id("x"), Amount: euro("480.01 EUR")},
			"€480.01 is more than the €480.00 claimed.",
			[]logistics.Code{claim.AboveClaimed},
			"", 0,
		},
		{
			journey()[:12], "2025-05-30",
			claim.Settle{ID: id("x"), Amount: euro("299.99 EUR")},
			"€299.99 is less than the €300.00 already accepted.",
			[]logistics.Code{claim.BelowAccepted},
			"", 0,
		},
		{
			settled, "2025-05-20",
			claim.Pay{ID: id("x"), Amount: euro("300.01 EUR")},
			"€300.01 is more than the €300.00 still outstanding.",
			[]logistics.Code{claim.AboveOutstanding},
			"",
			0,
		},
		{
			settled, "2025-05-20",
			claim.Pay{ID: id("x"), Amount: euro("1 USD")},
			"$1.00 is in a different currency from the €480.00 claimed.",
			[]logistics.Code{claim.OtherCurrency},
			"", 0,
		},
		{
			withdrawn(), "2025-05-20",
			claim.File{ID: id("x")},
			"Claim CL-7 is withdrawn, so you cannot file the claim.",
			[]logistics.Code{claim.NotAllowed},
			"", 0,
		},
		{
			journey()[:1], "2025-03-01",
			claim.Withdraw{ID: id("x")},
			"Robot is not allowed to withdraw the claim.",
			[]logistics.Code{claim.NotPermitted},
			"robot", 0,
		},
		{
			journey()[:1], "2025-03-01",
			claim.Withdraw{ID: id("x")},
			"The claim has changed in the meantime: it is at version 1, and this was decided for version 2.",
			[]logistics.Code{claim.VersionConflict},
			"", 2,
		},
	} {
		state, _ := after(t, c.before...)
		events, err := claim.Decide(
			state, c.when, claim.Env{Policy: compiled(t), AsOf: noon(date(c.day)), Actor: c.actor, Expect: c.expect},
		)
		if says(err) != c.says || events != nil || !errors.Is(err, logistics.ErrRefused) {
			t.Errorf("%T: %v, %q; want %q", c.when, events, says(err), c.says)
		}
		var rejected *logistics.RefusedError
		if errors.As(err, &rejected) {
			var codes []logistics.Code
			for _, reason := range rejected.Reasons {
				codes = append(codes, reason.Code)
			}
			given = append(given, rejected.Reasons...)
			if !slices.Equal(codes, c.codes) {
				t.Errorf("%T: %q, want %q", c.when, codes, c.codes)
			}
			if !strings.HasSuffix(err.Error(), c.says) {
				t.Errorf("the error says %q", err)
			}
		}
	}
	documents := journey()[:1]
	for i := range 1000 {
		documents = append(documents, step{
			"2025-03-01",
			claim.AddEvidence{ID: id(fmt.Sprint("e", i)), Evidence: claim.Photo, Document: id(fmt.Sprint("D", i))},
		})
	}
	state, _ := after(t, documents...)
	_, err := claim.Decide(
		state, claim.AddEvidence{ID: id("x"), Evidence: claim.Invoice, Document: id("D")},
		claim.Env{Policy: compiled(t), AsOf: noon(date("2025-03-02"))},
	)
	var bounded *logistics.RefusedError
	if !errors.As(err, &bounded) {
		t.Fatal(err)
	}
	given = append(given, bounded.Reasons...)
	sentences.Golden(t, claim.Reasons(), given...)
}

// TestFilingInTimeIsItsOwnNotice: before notice is due, a claim may be filed without one.
func TestFilingInTimeIsItsOwnNotice(t *testing.T) {
	steps := []step{
		journey()[0], journey()[2], journey()[3], journey()[4],
		{"2025-03-02", claim.AddEvidence{ID: id("e"), Evidence: claim.InspectionReport, Document: id("I-1")}},
	}
	state, _ := after(t, append(steps, step{"2025-03-03", claim.File{ID: id("x")}})...)
	if state.State() != claim.StateFiled {
		t.Errorf("%s", state.State())
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		limit       claim.Limit
		start, want string
		text        string
	}{
		{claim.Limit{Months: 9}, "2025-01-31", "2025-10-31", "9 months"},
		{claim.Limit{Months: 1}, "2025-01-31", "2025-02-28", "1 months"},
		{claim.Limit{Days: 5}, "2025-02-26", "2025-03-03", "5 days"},
		{claim.Limit{Months: 1, Days: 1}, "2025-01-31", "2025-03-01", "1 months and 1 days"},
		{claim.Limit{}, "2025-01-31", "", ""},
		{claim.Limit{Days: 1}, "", "", "1 days"},
		{claim.Limit{Days: 1}, "9999-12-30", "9999-12-31", "1 days"},
		{claim.Limit{Days: 1}, "9999-12-31", "", "1 days"},
		{claim.Limit{Months: 1}, "9999-12-31", "", "1 months"},
	} {
		if got := c.limit.After(date(c.start)); got != date(c.want) || c.limit.String() != c.text {
			t.Errorf("%s after %s is %s", c.limit, c.start, got)
		}
	}
}

func TestEnums(t *testing.T) {
	rules.Enum(
		t, claim.StateOpen, claim.StateFiled, claim.StateAcknowledged, claim.StateSettled, claim.StateDeclined,
		claim.StateAppealed, claim.StatePaid, claim.StateWithdrawn,
	)
	rules.Enum(t, claim.VerbOpen, claim.VerbAddEvidence, claim.VerbGiveNotice, claim.VerbFile, claim.VerbAcknowledge,
		claim.VerbSettle,
		claim.VerbDecline, claim.VerbAppeal, claim.VerbPay, claim.VerbWithdraw, claim.VerbReopen, claim.VerbTick)
	rules.Enum(
		t, claim.ClockNotice, claim.ClockFile, claim.ClockAcknowledge, claim.ClockDecide, claim.ClockPay,
		claim.ClockAppeal,
	)
}
