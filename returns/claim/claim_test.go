package claim_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
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
		want := logistics.EventHeader{At: env.AsOf, Actor: env.Actor, Version: state.Version() + int64(i) + 1}
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
		Command: open(), On: date("2025-02-28"), Policy: id("motor-freight"), PolicyVersion: 1,
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
			{Code: claim.EvidenceMissing, Params: []logistics.Param{{Name: "evidence", Text: "photo"}}},
			{Code: claim.EvidenceMissing, Params: []logistics.Param{{Name: "evidence", Text: "packing"}}},
			{Code: claim.EvidenceMissing, Params: []logistics.Param{{Name: "evidence", Text: "invoice"}}},
			{Code: claim.EvidenceMissing, Params: []logistics.Param{{Name: "evidence", Text: "inspection_report"}}},
			{Code: claim.NoticeMissing, Params: []logistics.Param{{Name: "by", Text: "2025-03-03"}}},
			{
				Code: claim.FiledLate, Path: "/on",
				Params: []logistics.Param{{Name: "on", Text: "2025-12-01"}, {Name: "by", Text: "2025-11-26"}},
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
				Params: []logistics.Param{{Name: "on", Text: "2025-07-11"}, {Name: "by", Text: "2025-07-10"}},
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
	reached := map[logistics.Code]bool{}
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
			"the claim has not been opened",
			[]logistics.Code{claim.NotOpened},
			"", 0,
		},
		{journey()[:1], "2025-03-01", with(func(o *claim.Open) {
			o.ID = id("x")
		}), "claim CL-7 was opened before", []logistics.Code{claim.OpenedBefore}, "", 0},
		{
			journey()[:1], "2025-03-01",
			claim.Pay{ID: id("x"), Amount: euro("1 EUR")},
			"claim CL-7 is open: pay is not possible",
			[]logistics.Code{claim.NotAllowed},
			"", 0,
		},
		{
			journey()[:1], "2025-03-01",
			claim.File{ID: id("c1")},
			"command c1 was decided before with other content",
			[]logistics.Code{claim.CommandReused},
			"", 0,
		},
		{
			nil, "2025-02-25", with(func(o *claim.Open) {
				o.On, o.Shipped, o.Delivered = date("2025-03-01"), date("2025-02-26"), date("2025-02-27")
			}),
			"2025-03-01 is still to come on 2025-02-25; 2025-02-26 is still to come on 2025-02-25; 2025-02-27 is " +
				"still to come on 2025-02-25",
			[]logistics.Code{claim.DateAhead, claim.DateAhead, claim.DateAhead},
			"", 0,
		},
		{
			journey()[:7], "2025-03-20",
			claim.Acknowledge{ID: id("x"), On: date("2025-02-28")},
			"2025-02-28 is before 2025-03-01, the day of what it follows",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{
			settled, "2025-05-20",
			claim.Pay{ID: id("x"), Amount: euro("1 EUR"), On: date("2025-05-09")},
			"2025-05-09 is before 2025-05-10, the day of what it follows",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{
			settled, "2025-05-20",
			claim.Appeal{ID: id("x"), On: date("2025-05-09")},
			"2025-05-09 is before 2025-05-10, the day of what it follows",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{
			journey()[:13], "2025-07-01",
			claim.Decline{ID: id("x"), Ground: "other", On: date("2025-05-27")},
			"2025-05-27 is before 2025-05-28, the day of what it follows",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{
			journey()[:1], "2025-03-01",
			claim.GiveNotice{ID: id("x"), On: date("2025-02-23")},
			"2025-02-23 is before 2025-02-24, the day of what it follows",
			[]logistics.Code{claim.DateBefore},
			"", 0,
		},
		{nil, "2025-03-01", with(func(o *claim.Open) {
			o.Kind = "theft"
		}), "policy motor-freight has no terms for theft", []logistics.Code{claim.KindNotListed}, "", 0},
		{
			nil, "2025-03-01", with(func(o *claim.Open) { o.Delivered = logistics.Date{} }),
			"the 5 days for notice count from delivery, and its date is not known; the 9 months for file count from " +
				"delivery, and its date is not known",
			[]logistics.Code{claim.StartUnknown, claim.StartUnknown},
			"", 0,
		},
		{
			nil, "2025-03-01", with(func(o *claim.Open) { o.Kind, o.Shipped = claim.Overcharge, logistics.Date{} }),
			"the 180 days for file count from shipment, and its date is not known",
			[]logistics.Code{claim.StartUnknown},
			"", 0,
		},
		{
			nil, "2025-03-01", with(func(o *claim.Open) { o.Kind = claim.Loss }),
			"the 9 months for file count from expected, and its date is not known",
			[]logistics.Code{claim.StartUnknown},
			"", 0,
		},
		{
			journey()[:3], "2025-03-01",
			claim.AddEvidence{ID: id("x"), Evidence: claim.Photo, Document: id("DOC-c3")},
			"document DOC-c3 is there already as photo",
			[]logistics.Code{claim.EvidenceGiven},
			"", 0,
		},
		{
			journey()[:2], "2025-03-01",
			claim.GiveNotice{ID: id("x")},
			"notice was given on 2025-02-28 already",
			[]logistics.Code{claim.NoticeGivenBefore},
			"", 0,
		},
		{
			journey()[:1], "2025-11-27",
			claim.File{ID: id("x")},
			"photo is missing; packing is missing; invoice is missing; inspection_report is missing; no notice was " +
				"given by 2025-03-03; 2025-11-27 is after 2025-11-26, the last day to file",
			[]logistics.Code{
				claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing,
				claim.NoticeMissing, claim.FiledLate,
			},
			"", 0,
		},
		{
			journey()[:3], "2025-11-26",
			claim.File{ID: id("x")},
			"packing is missing; invoice is missing; inspection_report is missing",
			[]logistics.Code{claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing},
			"", 0,
		},
		{
			late, "2025-03-05",
			claim.File{ID: id("x")},
			"photo is missing; packing is missing; invoice is missing; inspection_report is missing; notice was " +
				"given on 2025-03-04, after 2025-03-03",
			[]logistics.Code{
				claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing, claim.EvidenceMissing,
				claim.NoticeLate,
			},
			"", 0,
		},
		{
			settled, "2025-07-11",
			claim.Appeal{ID: id("x")},
			"2025-07-11 is after 2025-07-10, the last day to appeal",
			[]logistics.Code{claim.AppealLate},
			"", 0,
		},
		{
			full, "2025-07-11",
			claim.Appeal{ID: id("x")},
			"all of 480.00 EUR was accepted; 2025-07-11 is after 2025-07-10, the last day to appeal",
			[]logistics.Code{claim.NothingToAppeal, claim.AppealLate},
			"", 0,
		},
		{
			journey()[:9], "2025-05-10",
			claim.Settle{ID: id("x"), Amount: euro("480 USD")},
			"480.00 USD is not in the currency of 480.00 EUR",
			[]logistics.Code{claim.OtherCurrency},
			"", 0,
		},
		{
			journey()[:9], "2025-05-10",
			claim.Settle{ID: id("x"), Amount: euro("480.01 EUR")},
			"480.01 EUR is more than the 480.00 EUR that were claimed",
			[]logistics.Code{claim.AboveClaimed},
			"", 0,
		},
		{
			journey()[:12], "2025-05-30",
			claim.Settle{ID: id("x"), Amount: euro("299.99 EUR")},
			"299.99 EUR is less than the 300.00 EUR that were accepted before",
			[]logistics.Code{claim.BelowAccepted},
			"", 0,
		},
		{
			settled, "2025-05-20",
			claim.Pay{ID: id("x"), Amount: euro("300.01 EUR")},
			"300.01 EUR is more than the 300.00 EUR that are outstanding",
			[]logistics.Code{claim.AboveOutstanding},
			"",
			0,
		},
		{
			settled, "2025-05-20",
			claim.Pay{ID: id("x"), Amount: euro("1 USD")},
			"1.00 USD is not in the currency of 480.00 EUR",
			[]logistics.Code{claim.OtherCurrency},
			"", 0,
		},
		{
			withdrawn(), "2025-05-20",
			claim.File{ID: id("x")},
			"claim CL-7 is withdrawn: file is not possible",
			[]logistics.Code{claim.NotAllowed},
			"", 0,
		},
		{
			journey()[:1], "2025-03-01",
			claim.Withdraw{ID: id("x")},
			"robot may not withdraw",
			[]logistics.Code{claim.NotPermitted},
			"robot", 0,
		},
		{
			journey()[:1], "2025-03-01",
			claim.Withdraw{ID: id("x")},
			"the claim is at version 1, not at 2: decide again on what is there now",
			[]logistics.Code{claim.VersionConflict},
			"", 2,
		},
	} {
		state, _ := after(t, c.before...)
		events, err := claim.Decide(
			state, c.when, claim.Env{Policy: compiled(t), AsOf: noon(date(c.day)), Actor: c.actor, Expect: c.expect},
		)
		if says(err) != c.says || events != nil || !errors.Is(err, logistics.ErrRefused) {
			t.Errorf("%T: %v, %v; want %s", c.when, events, err, c.says)
		}
		var rejected *logistics.RefusedError
		if errors.As(err, &rejected) {
			var codes []logistics.Code
			for _, reason := range rejected.Reasons {
				codes = append(codes, reason.Code)
				reached[reason.Code] = true
			}
			if !slices.Equal(codes, c.codes) {
				t.Errorf("%T: %q, want %q", c.when, codes, c.codes)
			}
			if !strings.HasSuffix(err.Error(), c.says) {
				t.Errorf("the error says %q", err)
			}
		}
	}
	reached[claim.ClaimFull] = true // TestAClaimHasBounds
	for _, line := range claim.Reasons() {
		if !reached[line.Code] {
			t.Errorf("no case reaches %s", line.Code)
		}
	}
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
