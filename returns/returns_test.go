package returns_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/returns"
)

type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

var (
	mug  = logistics.MustID("1")
	lamp = logistics.MustID("2")
	book = logistics.MustID("3") // not delivered
	noon = time.Date(2025, 3, 10, 11, 0, 0, 0, time.UTC)
)

func policy() returns.Policy {
	return returns.Policy{
		Schema: "logistics/returns.policy/1", ID: logistics.MustID("shop"), Version: 1, Zone: "Europe/Berlin",
		Window:     logistics.MustDuration("P30D"),
		Restocking: []returns.Restocking{{Condition: "opened", Fee: logistics.MustRatio("15%")}},
		Rounding:   logistics.HalfUp, RefundWithin: logistics.MustDuration("P14D"),
	}
}

func compiled(t interface{ Fatal(...any) }) *returns.Compiled {
	c, err := returns.Compile(policy(), hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func sold() []returns.Sold {
	return []returns.Sold{
		{ID: mug, Product: logistics.MustID("MUG"), Quantity: logistics.MustQuantity("3 EA"), Paid: logistics.MustMoney("10 EUR"), Delivered: logistics.MustStamp("2025-03-03")},
		{ID: lamp, Product: logistics.MustID("LAMP"), Quantity: logistics.MustQuantity("1 EA"), Paid: logistics.MustMoney("99.90 EUR"), Delivered: logistics.MustStamp("2025-03-03T23:30:00Z")},
		{ID: book, Product: logistics.MustID("BOOK"), Quantity: logistics.MustQuantity("2 EA"), Paid: logistics.MustMoney("40 EUR")},
	}
}

// id makes the id of a command, return or refund.
func id(format string, args ...any) logistics.ID {
	return logistics.MustID(fmt.Sprintf(format, args...))
}

func items(line logistics.ID, units int64) []returns.Item {
	return []returns.Item{{Line: line, Units: units}}
}

func open() returns.Command {
	return returns.Open{ID: id("c0"), Order: id("O-1"), Customer: id("C-MUELLER"), Lines: sold()}
}

// after gives commands that must all be allowed, and returns the state and the events.
func after(t interface{ Fatal(...any) }, commands ...returns.Command) (returns.Case, []returns.Event) {
	var state returns.Case
	var history []returns.Event
	for _, command := range commands {
		events, err := returns.Decide(state, command, returns.Env{Policy: compiled(t), AsOf: noon})
		if err != nil || len(events) != 1 {
			t.Fatal(fmt.Sprintf("%#v: %v, %v", command, events, err))
		}
		history = append(history, events...)
		state = returns.Evolve(state, events[0])
	}
	return state, history
}

// journey is a return of two mugs, one of them opened, up to a refund that failed and was tried again.
func journey() []returns.Command {
	return []returns.Command{
		open(),
		returns.Request{ID: id("c1"), Return: id("R-1"), Cause: returns.CauseDamaged, Items: items(mug, 3)},
		returns.Approve{ID: id("c2"), Return: id("R-1")},
		returns.Receive{ID: id("c3"), Return: id("R-1"), Items: items(mug, 2)},
		returns.Inspect{ID: id("c4"), Return: id("R-1"), Line: mug, Condition: "opened", Accepted: 1},
		returns.Inspect{ID: id("c5"), Return: id("R-1"), Line: mug, Condition: logistics.Intact, Accepted: 1},
		returns.AuthoriseRefund{ID: id("c6"), Refund: id("F-1"), Return: id("R-1"), Line: mug, Condition: "opened", Units: 1},
		returns.FailRefund{ID: id("c7"), Refund: id("F-1"), Detail: "card expired"},
		returns.RetryRefund{ID: id("c8"), Refund: id("F-1")},
		returns.ConfirmRefund{ID: id("c9"), Refund: id("F-1")},
		returns.AuthoriseRefund{ID: id("c10"), Refund: id("F-2"), Return: id("R-1"), Line: mug, Condition: logistics.Intact, Units: 1},
		returns.ConfirmRefund{ID: id("c11"), Refund: id("F-2")},
		returns.Cancel{ID: id("c12"), Return: id("R-1")}, // the third mug stays where it is
		returns.Request{ID: id("c13"), Return: id("R-2"), Cause: returns.CauseChangedMind, Items: items(lamp, 1)},
		returns.Reject{ID: id("c14"), Return: id("R-2"), Detail: "used"},
		returns.Close{ID: id("c15")},
	}
}

func TestAJourneyFromRequestToClose(t *testing.T) {
	state, history := after(t, journey()...)
	if state.State() != returns.StateClosed || state.Order() != id("O-1") || state.Customer() != id("C-MUELLER") || len(state.Lines()) != 3 {
		t.Errorf("%s case of %s and %s", state.State(), state.Order(), state.Customer())
	}
	ledger, ok := state.Ledger(mug)
	want := returns.Ledger{
		Sold: 3, Requested: 2, Approved: 2, Received: 2, Accepted: 2, Authorised: 2, Refunded: 2,
		Paid: logistics.MustMoney("10 EUR"), Pending: logistics.MustMoney("0 EUR"), Back: logistics.MustMoney("6.17 EUR"), Kept: logistics.MustMoney("0.50 EUR"),
	}
	if diff := cmp.Diff(want, ledger); diff != "" || !ok {
		t.Errorf("ledger (-want +got):\n%s", diff)
	}
	if !reflect.DeepEqual(returns.Fold(history), state) {
		t.Error("the fold of the history is another state")
	}
	if due, ok := state.RefundDue(); ok {
		t.Errorf("a refund is still due at %s", due)
	}
}

func TestStagesFollowTheLedger(t *testing.T) {
	want := []struct {
		stage returns.Stage
		due   string
		why   string
	}{
		{0, "", ""},
		{returns.StageAwaitingApproval, "", "3 units of line 1 wait for approval"},
		{returns.StageAwaitingGoods, "", "3 units of line 1 have not come"},
		{returns.StageAwaitingGoods, "", "1 units of line 1 have not come; 2 units of line 1 wait for inspection"},
		{returns.StageAwaitingGoods, "2025-03-24T11:00:00Z", "1 units of line 1 have not come; 1 units of line 1 wait for inspection; 1 opened units of line 1 wait for a refund"},
		{returns.StageAwaitingGoods, "2025-03-24T11:00:00Z", "1 units of line 1 have not come; 1 opened units of line 1 wait for a refund; 1 intact units of line 1 wait for a refund"},
		{returns.StageAwaitingGoods, "2025-03-24T11:00:00Z", "1 units of line 1 have not come; 1 intact units of line 1 wait for a refund; refund F-1 of 2.83 EUR is not confirmed"},
		{returns.StageAwaitingGoods, "2025-03-24T11:00:00Z", "1 units of line 1 have not come; 1 intact units of line 1 wait for a refund; refund F-1 of 2.83 EUR failed and has to be tried again"},
		{returns.StageAwaitingGoods, "2025-03-24T11:00:00Z", "1 units of line 1 have not come; 1 intact units of line 1 wait for a refund; refund F-1 of 2.83 EUR is not confirmed"},
		{returns.StageAwaitingGoods, "2025-03-24T11:00:00Z", "1 units of line 1 have not come; 1 intact units of line 1 wait for a refund"},
		{returns.StageAwaitingGoods, "2025-03-24T11:00:00Z", "1 units of line 1 have not come; refund F-2 of 3.34 EUR is not confirmed"},
		{returns.StageAwaitingGoods, "", "1 units of line 1 have not come"},
		{returns.StageSettled, "", "nothing is open"},
	}
	for i, w := range want {
		state, _ := after(t, journey()[:i+1]...)
		var why []string
		for _, reason := range state.Why(id("R-1")) {
			why = append(why, returns.Reasons().Render(reason))
		}
		due := ""
		if at, ok := state.RefundDue(); ok {
			due = at.Format(time.RFC3339)
		}
		if got := state.Stage(id("R-1")); got != w.stage || strings.Join(why, "; ") != w.why || due != w.due {
			t.Errorf("after %d commands: %s due %s, %q", i+1, got, due, why)
		}
	}
}

func TestLaterStagesAndEndings(t *testing.T) {
	base := []returns.Command{
		open(),
		returns.Request{ID: id("1"), Return: id("R"), Cause: "other", Items: []returns.Item{{Line: mug, Units: 2}, {Line: lamp, Units: 1}}},
	}
	approved := append(slices.Clone(base), returns.Approve{ID: id("2"), Return: id("R")})
	here := append(slices.Clone(approved), returns.Receive{ID: id("3"), Return: id("R"), Items: []returns.Item{{Line: lamp, Units: 1}, {Line: mug, Units: 2}}})
	graded := append(slices.Clone(here),
		returns.Inspect{ID: id("4"), Return: id("R"), Line: mug, Condition: "opened", Accepted: 1, Refused: 1},
		returns.Inspect{ID: id("5"), Return: id("R"), Line: lamp, Condition: logistics.Damaged, Refused: 1})
	for _, c := range []struct {
		commands []returns.Command
		stage    returns.Stage
		code     logistics.Code
	}{
		{append(slices.Clone(base), returns.Reject{ID: id("9"), Return: id("R")}), returns.StageDeclined, returns.Declined},
		{append(slices.Clone(base), returns.Cancel{ID: id("9"), Return: id("R")}), returns.StageCalledOff, returns.CalledOff},
		{append(slices.Clone(approved), returns.Cancel{ID: id("9"), Return: id("R")}), returns.StageCalledOff, returns.CalledOff},
		{here, returns.StageAwaitingInspection, returns.AwaitingInspection},
		{graded, returns.StageAwaitingRefund, returns.AwaitingRefund},
		{
			append(slices.Clone(graded), returns.AuthoriseRefund{ID: id("6"), Refund: id("F"), Return: id("R"), Line: mug, Condition: "opened", Units: 1}),
			returns.StageAwaitingPayment, returns.AwaitingPayment,
		},
	} {
		state, _ := after(t, c.commands...)
		if got, why := state.Stage(id("R")), state.Why(id("R")); got != c.stage || why[0].Code != c.code {
			t.Errorf("%s, want %s: %v", got, c.stage, why)
		}
	}
	state, _ := after(t, graded...)
	if ledger, _ := state.Ledger(lamp); ledger.Refused != 1 || ledger.Accepted != 0 {
		t.Errorf("%+v", ledger)
	}
	if _, ok := state.Ledger(id("none")); ok || state.Why(id("none")) != nil || state.Stage(id("none")) != 0 {
		t.Error("there is something about what is not there")
	}
}

// TestEveryReason reaches every code of the catalogue: those of refusals by its cases, those of stages by
// the journey.
func TestEveryReason(t *testing.T) {
	all := journey()
	early := noon.AddDate(0, 0, -10)
	reached := map[logistics.Code]bool{}
	for _, c := range []struct {
		name    string
		before  int // commands of the journey
		command returns.Command
		at      time.Time
		says    string
		codes   []logistics.Code
	}{
		{"not open", 0, returns.Close{ID: id("x")}, noon, "the case has not been opened", []logistics.Code{returns.CaseNotOpen}},
		{
			"open twice", 1,
			returns.Open{ID: id("x"), Order: id("O-1"), Customer: id("C"), Lines: sold()},
			noon,
			"the case of order O-1 is open already",
			[]logistics.Code{returns.CaseAlreadyOpen},
		},
		{"closed", 16, returns.Approve{ID: id("x"), Return: id("R-1")}, noon, "the case is closed", []logistics.Code{returns.CaseClosed}},
		{"open again", 16, returns.Open{ID: id("x"), Order: id("O-1"), Customer: id("C"), Lines: sold()}, noon, "the case is closed", []logistics.Code{returns.CaseClosed}},
		{"unsettled", 2, returns.Close{ID: id("x")}, noon, "return R-1 is awaiting_approval", []logistics.Code{returns.CaseUnsettled}},
		{
			"every reason at once", 2,
			returns.Request{ID: id("x"), Return: id("R-1"), Cause: "other", Items: []returns.Item{
				{Line: mug, Units: 1}, {Line: lamp, Units: 2}, {Line: book, Units: 1}, {Line: id("9"), Units: 1},
			}},
			noon.AddDate(0, 0, 30), "return R-1 exists already; " +
				"line 1 was delivered on 2025-03-03; its P30D ended with 2025-04-02, and it is 2025-04-09; " +
				"1 units of line 1 asked for, 0 of 3 are left to return; " +
				"line 2 was delivered on 2025-03-04; its P30D ended with 2025-04-03, and it is 2025-04-09; " +
				"2 units of line 2 asked for, 1 of 1 are left to return; " +
				"line 3 has not been delivered by 2025-04-09; line 9 was not sold with this order",
			[]logistics.Code{
				returns.ReturnExists, returns.WindowOver, returns.NotReturnable, returns.WindowOver, returns.NotReturnable,
				returns.NotDelivered, returns.LineUnknown,
			},
		},
		{
			"before the delivery", 1,
			returns.Request{ID: id("x"), Return: id("R"), Cause: "other", Items: items(mug, 1)},
			early,
			"line 1 has not been delivered by 2025-02-28",
			[]logistics.Code{returns.NotDelivered},
		},
		{"no such return", 1, returns.Approve{ID: id("x"), Return: id("R-9")}, noon, "there is no return R-9", []logistics.Code{returns.ReturnUnknown}},
		{"approved twice", 3, returns.Approve{ID: id("x"), Return: id("R-1")}, noon, "return R-1 is approved: approve is not possible", []logistics.Code{returns.ReturnNotAllowed}},
		{"not approved", 2, returns.Receive{ID: id("x"), Return: id("R-1"), Items: items(mug, 1)}, noon, "return R-1 is requested: receive is not possible", []logistics.Code{returns.ReturnNotAllowed}},
		{
			"inspected too soon", 2,
			returns.Inspect{ID: id("x"), Return: id("R-1"), Line: mug, Condition: "opened", Refused: 1},
			noon,
			"return R-1 is requested: inspect is not possible",
			[]logistics.Code{returns.ReturnNotAllowed},
		},
		{
			"too many came", 3,
			returns.Receive{ID: id("x"), Return: id("R-1"), Items: []returns.Item{{Line: mug, Units: 4}, {Line: lamp, Units: 1}}},
			noon,
			"4 units of line 1 came, 3 were expected; 1 units of line 2 came, 0 were expected",
			[]logistics.Code{returns.NotOutstanding, returns.NotOutstanding},
		},
		{
			"too many inspected", 5,
			returns.Inspect{ID: id("x"), Return: id("R-1"), Line: mug, Condition: "opened", Accepted: 1, Refused: 1},
			noon,
			"2 units of line 1 inspected, 1 are here for it",
			[]logistics.Code{returns.NotReceived},
		},
		{
			"too many refunded", 7,
			returns.AuthoriseRefund{ID: id("x"), Refund: id("F-1"), Return: id("R-1"), Line: mug, Condition: "opened", Units: 1},
			noon,
			"refund F-1 exists already; 1 opened units of line 1 to refund, 0 are accepted and not refunded",
			[]logistics.Code{returns.RefundExists, returns.NotAccepted},
		},
		{
			"another condition", 6,
			returns.AuthoriseRefund{ID: id("x"), Refund: id("F"), Return: id("R-1"), Line: mug, Condition: "broken", Units: 1},
			noon,
			"1 broken units of line 1 to refund, 0 are accepted and not refunded",
			[]logistics.Code{returns.NotAccepted},
		},
		{
			"refund of nothing", 6,
			returns.AuthoriseRefund{ID: id("x"), Refund: id("F"), Return: id("R-9"), Line: mug, Condition: "opened", Units: 1},
			noon,
			"there is no return R-9",
			[]logistics.Code{returns.ReturnUnknown},
		},
		{"no such refund", 6, returns.ConfirmRefund{ID: id("x"), Refund: id("F-9")}, noon, "there is no refund F-9", []logistics.Code{returns.RefundUnknown}},
		{"paid twice", 10, returns.ConfirmRefund{ID: id("x"), Refund: id("F-1")}, noon, "refund F-1 is confirmed: confirm_refund is not possible", []logistics.Code{returns.RefundNotAllowed}},
		{"tried twice", 7, returns.RetryRefund{ID: id("x"), Refund: id("F-1")}, noon, "refund F-1 is authorised: retry_refund is not possible", []logistics.Code{returns.RefundNotAllowed}},
		{"failed twice", 8, returns.FailRefund{ID: id("x"), Refund: id("F-1")}, noon, "refund F-1 is failed: fail_refund is not possible", []logistics.Code{returns.RefundNotAllowed}},
		{"nothing to cancel", 13, returns.Cancel{ID: id("x"), Return: id("R-1")}, noon, "nothing of return R-1 is outstanding", []logistics.Code{returns.NothingOutstanding}},
		{"cancelled after the rejection", 15, returns.Cancel{ID: id("x"), Return: id("R-2")}, noon, "return R-2 is rejected: cancel is not possible", []logistics.Code{returns.ReturnNotAllowed}},
	} {
		state, history := after(t, all[:c.before]...)
		events, err := returns.Decide(state, c.command, returns.Env{Policy: compiled(t), AsOf: c.at})
		var rejected *returns.RejectedError
		if !errors.As(err, &rejected) || !errors.Is(err, returns.ErrRejected) || len(events) != 0 || rejected.Command != id("x") {
			t.Errorf("%s: %v, %v", c.name, events, err)
			continue
		}
		var codes []logistics.Code
		for _, reason := range rejected.Reasons {
			codes = append(codes, reason.Code)
			reached[reason.Code] = true
		}
		if says := strings.TrimPrefix(err.Error(), "returns: command refused: "); says != c.says || !slices.Equal(codes, c.codes) {
			t.Errorf("%s: %v %q, want %q", c.name, codes, says, c.says)
		}
		if !reflect.DeepEqual(state, returns.Fold(history)) {
			t.Errorf("%s: a refused command changed the state", c.name)
		}
	}
	calledOff := append(slices.Clone(all[:2]), returns.Cancel{ID: id("x"), Return: id("R-1")})
	for _, commands := range append(prefixes(all), calledOff) {
		state, _ := after(t, commands...)
		for _, r := range state.Returns() {
			for _, reason := range state.Why(r.ID) {
				reached[reason.Code] = true
			}
		}
	}
	for _, line := range returns.Reasons() {
		if !reached[line.Code] {
			t.Errorf("no case reaches %s", line.Code)
		}
	}
}

func prefixes(commands []returns.Command) [][]returns.Command {
	var out [][]returns.Command
	for i := range commands {
		out = append(out, commands[:i+1])
	}
	return out
}

func TestTheWindowEndsWithItsLastDate(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	anyTime := policy()
	anyTime.Window, anyTime.RefundWithin = logistics.AnyTime(), logistics.AnyTime()
	sameDay := policy()
	sameDay.Window = logistics.Duration{}
	state, _ := after(t, open())
	for _, c := range []struct {
		policy returns.Policy
		line   logistics.ID
		at     time.Time
		ok     bool
	}{
		{policy(), mug, time.Date(2025, 4, 2, 23, 59, 59, 0, berlin), true}, // across the change of the clocks
		{policy(), mug, time.Date(2025, 4, 3, 0, 0, 0, 0, berlin), false},
		{policy(), mug, time.Date(2025, 3, 3, 0, 0, 0, 0, berlin), true},
		{policy(), mug, time.Date(2025, 3, 2, 23, 59, 59, 0, berlin), false},
		{policy(), lamp, time.Date(2025, 4, 3, 23, 59, 59, 0, berlin), true}, // half past midnight in Berlin
		{policy(), lamp, time.Date(2025, 3, 3, 23, 59, 59, 0, berlin), false},
		{anyTime, mug, time.Date(2035, 1, 1, 0, 0, 0, 0, berlin), true},
		{sameDay, mug, time.Date(2025, 3, 3, 23, 59, 59, 0, berlin), true},
		{sameDay, mug, time.Date(2025, 3, 4, 0, 0, 0, 0, berlin), false},
	} {
		p, err := returns.Compile(c.policy, hostZones{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = returns.Decide(state, returns.Request{ID: id("x"), Return: id("R"), Cause: "other", Items: items(c.line, 1)}, returns.Env{Policy: p, AsOf: c.at})
		if (err == nil) != c.ok {
			t.Errorf("line %s at %s: %v", c.line, c.at, err)
		}
	}
}

func TestNoTermForTheRefund(t *testing.T) {
	p := policy()
	p.RefundWithin = logistics.AnyTime()
	c, err := returns.Compile(p, hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	state, _ := after(t, journey()[:4]...)
	events, err := returns.Decide(state, journey()[4], returns.Env{Policy: c, AsOf: noon})
	if err != nil {
		t.Fatal(err)
	}
	if due, ok := returns.Evolve(state, events[0]).RefundDue(); ok {
		t.Errorf("due at %s", due)
	}
}

func paths(err error) string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		return ""
	}
	var out []string
	for _, f := range faults {
		out = append(out, f.Path)
	}
	return strings.Join(out, " ")
}

// noZones finds nothing, and says nothing.
type noZones struct{}

func (noZones) Zone(string) (*time.Location, error) { return nil, nil }

func TestPoliciesReportEveryFault(t *testing.T) {
	many := policy()
	many.Restocking = make([]returns.Restocking, 101)
	for i := range many.Restocking {
		many.Restocking[i] = returns.Restocking{Condition: logistics.Condition(fmt.Sprint(i)), Fee: logistics.MustRatio("1%")}
	}
	atlantis := policy()
	atlantis.Zone = "Europe/Atlantis"
	exact := policy()
	exact.Window, exact.RefundWithin = logistics.MustDuration("PT48H"), logistics.MustDuration("-PT1S")
	fees := policy()
	fees.Restocking = []returns.Restocking{
		{}, {Condition: "a", Fee: logistics.MustRatio("-1%")}, {Condition: "a", Fee: logistics.MustRatio("101%")},
	}
	for _, c := range []struct {
		policy returns.Policy
		zones  logistics.Zones
		want   string
	}{
		{returns.Policy{}, hostZones{}, "/id /rounding /schema /version /zone"},
		{returns.Policy{Window: logistics.MustDuration("-P1D")}, nil, "/id /rounding /schema /version /window /zone"},
		{many, hostZones{}, "/restocking"},
		{atlantis, hostZones{}, "/zone"},
		{policy(), nil, "/zone"},
		{policy(), noZones{}, "/zone"},
		{exact, hostZones{}, "/refund_within /window"},
		{fees, hostZones{}, "/restocking/0/condition /restocking/0/fee /restocking/1/fee /restocking/2/condition /restocking/2/fee"},
	} {
		if _, err := returns.Compile(c.policy, c.zones); paths(err) != c.want {
			t.Errorf("faults at %s, want %s", paths(err), c.want)
		}
	}
}

func manyItems(n int) []returns.Item {
	out := make([]returns.Item, n)
	for i := range out {
		out[i] = returns.Item{Line: id("%d", i), Units: 1}
	}
	return out
}

func TestMalformedCommandsReportEveryFault(t *testing.T) {
	line := sold()[0]
	bad := []returns.Sold{
		{},
		{ID: id("a"), Product: id("P"), Quantity: logistics.MustQuantity("1.5 EA"), Paid: logistics.MustMoney("-1 EUR")},
		{ID: id("a"), Product: id("P"), Quantity: logistics.MustQuantity("0 EA"), Paid: logistics.MustMoney("0.001 EUR")},
		{ID: id("b"), Product: id("P"), Quantity: logistics.MustQuantity("1000000001 EA"), Paid: line.Paid},
	}
	for _, c := range []struct {
		command returns.Command
		want    string
	}{
		{nil, ""},
		{&returns.Close{ID: id("x")}, ""},
		{(*returns.Close)(nil), ""},
		{returns.Open{}, "/customer /id /lines /order"},
		{returns.Open{ID: id("x"), Order: id("O"), Customer: id("C"), Lines: bad}, "/lines/0/id /lines/0/paid /lines/0/product /lines/0/quantity " +
			"/lines/1/paid /lines/1/quantity /lines/2/id /lines/2/paid /lines/2/quantity /lines/3/quantity"},
		{returns.Request{}, "/cause /id /items /return"},
		{
			returns.Request{ID: id("x"), Return: id("R"), Cause: "other", Items: []returns.Item{{}, {Line: mug, Units: 1}, {Line: mug, Units: 2_000_000_000}}},
			"/items/0/line /items/0/units /items/2/line /items/2/units",
		},
		{returns.Receive{ID: id("x"), Return: id("R"), Items: manyItems(1001)}, "/items"},
		{returns.Approve{}, "/id /return"},
		{returns.Reject{}, "/id /return"},
		{returns.Receive{}, "/id /items /return"},
		{returns.Inspect{}, " /condition /id /line /return"},
		{returns.Inspect{ID: id("x"), Return: id("R"), Line: mug, Condition: "opened", Accepted: -1, Refused: -1}, "/accepted /refused"},
		{returns.AuthoriseRefund{}, "/condition /id /line /refund /return /units"},
		{returns.ConfirmRefund{}, "/id /refund"},
		{returns.FailRefund{}, "/id /refund"},
		{returns.RetryRefund{}, "/id /refund"},
		{returns.Cancel{}, "/id /return"},
		{returns.Close{}, "/id"},
	} {
		events, err := returns.Decide(returns.Case{}, c.command, returns.Env{Policy: compiled(t), AsOf: noon})
		if paths(err) != c.want || !errors.Is(err, logistics.ErrInvalid) || events != nil {
			t.Errorf("%T: faults at %q, want %q", c.command, paths(err), c.want)
		}
	}
	if _, err := returns.Decide(returns.Case{}, open(), returns.Env{}); paths(err) != "/as_of /policy" {
		t.Errorf("no environment: %v", err)
	}
}

func TestTheBoundsAreInside(t *testing.T) {
	fees := policy()
	fees.Restocking = nil
	for i := range 100 {
		fees.Restocking = append(fees.Restocking, returns.Restocking{Condition: logistics.Condition(fmt.Sprint(i)), Fee: logistics.MustRatio([]string{"0%", "100%"}[i%2])})
	}
	if err := fees.Validate(); err != nil {
		t.Error(err)
	}
	lines := make([]returns.Sold, 10_000)
	for i := range lines {
		lines[i] = returns.Sold{
			ID: id("%d", i), Product: id("P"), Quantity: logistics.MustQuantity("1000000000 EA"), Paid: logistics.MustMoney("0 EUR"), Delivered: logistics.MustStamp("2025-03-03"),
		}
	}
	asked := manyItems(1000)
	asked[0].Units = 1_000_000_000
	state, _ := after(t, returns.Open{ID: id("a"), Order: id("O"), Customer: id("C"), Lines: lines},
		returns.Request{ID: id("b"), Return: id("R"), Cause: "other", Items: asked})
	if ledger, _ := state.Ledger(id("0")); ledger.Requested != 1_000_000_000 {
		t.Errorf("%+v", ledger)
	}
	over := returns.Open{ID: id("a"), Order: id("O"), Customer: id("C"), Lines: append(lines, returns.Sold{})}
	if _, err := returns.Decide(returns.Case{}, over, returns.Env{Policy: compiled(t), AsOf: noon}); paths(err) != "/lines" {
		t.Errorf("one line too many: %v", err)
	}
}

func TestARefundIsDueForTheOldestUnits(t *testing.T) {
	state, _ := after(t, journey()[:4]...)
	env := returns.Env{Policy: compiled(t), AsOf: noon}
	do := func(command returns.Command, days int) returns.Event {
		env.AsOf = noon.AddDate(0, 0, days)
		events, err := returns.Decide(state, command, env)
		if err != nil {
			t.Fatal(err)
		}
		state = returns.Evolve(state, events[0])
		return events[0]
	}
	due := func() string {
		at, ok := state.RefundDue()
		if !ok {
			return "never"
		}
		return at.Format("2006-01-02")
	}
	want := func(date string) {
		t.Helper()
		if due() != date {
			t.Errorf("due %s, want %s", due(), date)
		}
	}
	do(returns.Inspect{ID: id("d1"), Return: id("R-1"), Line: mug, Condition: "opened", Accepted: 1}, 2)
	want("2025-03-26")
	do(returns.Inspect{ID: id("d2"), Return: id("R-1"), Line: mug, Condition: logistics.Intact, Accepted: 1}, 3)
	want("2025-03-26")
	do(returns.Receive{ID: id("d3"), Return: id("R-1"), Items: items(mug, 1)}, 3)
	do(returns.Inspect{ID: id("d4"), Return: id("R-1"), Line: mug, Condition: logistics.Intact, Accepted: 1}, 4)
	do(returns.AuthoriseRefund{ID: id("d5"), Refund: id("F1"), Return: id("R-1"), Line: mug, Condition: "opened", Units: 1}, 4)
	want("2025-03-26") // until it is paid
	do(returns.ConfirmRefund{ID: id("d6"), Refund: id("F1")}, 4)
	want("2025-03-27")
	do(returns.AuthoriseRefund{ID: id("d7"), Refund: id("F2"), Return: id("R-1"), Line: mug, Condition: logistics.Intact, Units: 1}, 4)
	do(returns.ConfirmRefund{ID: id("d8"), Refund: id("F2")}, 4)
	want("2025-03-27") // the other one of the two
	do(returns.AuthoriseRefund{ID: id("d9"), Refund: id("F3"), Return: id("R-1"), Line: mug, Condition: logistics.Intact, Units: 1}, 4)
	do(returns.ConfirmRefund{ID: id("d10"), Refund: id("F3")}, 4)
	want("never")
	do(returns.Request{ID: id("d11"), Return: id("R"), Cause: "other", Items: items(lamp, 1)}, 5)
	do(returns.Approve{ID: id("d12"), Return: id("R")}, 5)
	do(returns.Receive{ID: id("d13"), Return: id("R"), Items: items(lamp, 1)}, 5)
	event := do(returns.Inspect{ID: id("d14"), Return: id("R"), Line: lamp, Condition: logistics.Damaged, Refused: 1}, 5)
	if !event.(returns.Inspected).Due.IsZero() {
		t.Error("a refund is due for what was refused")
	}
}

func TestARefundOfWhatWasNeverInOrderIsAnError(t *testing.T) {
	// Decide would not have opened this case; a history that was made elsewhere can say anything.
	line := sold()[0]
	line.Paid = logistics.MustMoney("0.001 EUR")
	state := returns.Fold([]returns.Event{
		returns.Opened{Command: id("a"), Lines: []returns.Sold{line}},
		returns.Requested{Command: id("b"), Return: id("R"), Items: items(mug, 1)},
		returns.Approved{Command: id("c"), Return: id("R")},
		returns.Received{Command: id("d"), Return: id("R"), Items: items(mug, 1)},
		returns.Inspected{Command: id("e"), Return: id("R"), Line: mug, Condition: "opened", Accepted: 1},
	})
	_, err := returns.Decide(state, returns.AuthoriseRefund{ID: id("x"), Refund: id("F"), Return: id("R"), Line: mug, Condition: "opened", Units: 1},
		returns.Env{Policy: compiled(t), AsOf: noon})
	if paths(err) != "/line/paid" {
		t.Errorf("%v", err)
	}
	state = returns.Evolve(state, returns.RefundAuthorised{Command: id("f"), Refund: id("F"), Return: id("R"), Line: mug, Amount: logistics.MustMoney("1 USD")})
	if ledger, _ := state.Ledger(mug); ledger.Pending.String() != "0.00 EUR" {
		t.Errorf("dollars among euros: %s", ledger.Pending)
	}
}

func TestStateAndStage(t *testing.T) {
	rules.Enum(t, returns.StateOpen, returns.StateClosed, returns.StateRequested, returns.StateApproved, returns.StateRejected,
		returns.StateCancelled, returns.StateAuthorised, returns.StateConfirmed, returns.StateFailed)
	rules.Enum(t, returns.StageAwaitingApproval, returns.StageAwaitingGoods, returns.StageAwaitingInspection, returns.StageAwaitingRefund,
		returns.StageAwaitingPayment, returns.StageSettled, returns.StageDeclined, returns.StageCalledOff)
	if returns.State(99).String() != "unspecified" || returns.StageAwaitingPayment.Final() || !returns.StageSettled.Final() {
		t.Error("an unknown state has a name, or a stage ends too soon")
	}
}

// TestTransitionsDrawn keeps a drawing of the table, in Mermaid.
func TestTransitionsDrawn(t *testing.T) {
	var b strings.Builder
	for _, subject := range []string{"case", "return", "refund"} {
		fmt.Fprintf(&b, "%%%% %s\nstateDiagram-v2\n", subject)
		leaves := map[returns.State]bool{}
		for _, row := range returns.Transitions() {
			if row.Subject == subject && row.From != row.To {
				leaves[row.From] = true
			}
		}
		drawn := map[returns.State]bool{}
		for _, row := range returns.Transitions() {
			if row.Subject != subject {
				continue
			}
			from := row.From.String()
			if row.From == 0 {
				from = "[*]"
			}
			fmt.Fprintf(&b, "    %s --> %s : %s\n", from, row.To, row.Command)
			drawn[row.To] = true
		}
		for state := returns.StateOpen; state <= returns.StateFailed; state++ {
			if drawn[state] && !leaves[state] {
				fmt.Fprintf(&b, "    %s --> [*]\n", state)
			}
		}
	}
	golden.Equal(t, "testdata/transitions.mmd", []byte(b.String()))
}

func TestInputsAreNotKeptAndResultsAreFresh(t *testing.T) {
	p := policy()
	c, err := returns.Compile(p, hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	p.Restocking[0].Fee = logistics.MustRatio("100%")
	lines := sold()
	events, err := returns.Decide(returns.Case{}, returns.Open{ID: id("c0"), Order: id("O"), Customer: id("C"), Lines: lines}, returns.Env{Policy: c, AsOf: noon})
	if err != nil {
		t.Fatal(err)
	}
	lines[0].ID = id("changed")
	state := returns.Evolve(returns.Case{}, events[0])
	events[0].(returns.Opened).Lines[0].ID = id("changed")
	state.Lines()[0].ID = id("changed")
	if state.Lines()[0].ID != mug {
		t.Error("the lines of a case changed from outside")
	}
	full, history := after(t, journey()[:11]...)
	full.Returns()[0].Goods[0].Grades[0].Accepted = 99
	full.Returns()[0].Goods[0].Requested = 99
	full.Refunds()[0].State = returns.StateOpen
	returns.Transitions()[0].To = returns.StateFailed
	if !reflect.DeepEqual(full, returns.Fold(history)) || returns.Transitions()[0].To != returns.StateOpen {
		t.Error("what a method returned changes the case")
	}
}

func TestStatesOfOneHistoryDoNotShareWhatChanges(t *testing.T) {
	trunk, _ := after(t, journey()[:4]...)
	before := returns.Evolve(trunk, returns.Closed{Command: id("x")})
	left := returns.Evolve(trunk, returns.Requested{Command: id("l"), Return: id("L"), Items: items(mug, 1)})
	right := returns.Evolve(trunk, returns.Requested{Command: id("r"), Return: id("R"), Items: items(lamp, 1)})
	_ = returns.Evolve(left, returns.Received{Command: id("y"), Return: id("R-1"), Items: items(mug, 1)})
	_ = returns.Evolve(left, returns.Inspected{Command: id("z"), Return: id("R-1"), Line: mug, Condition: "opened", Accepted: 1})
	if left.Returns()[1].ID != id("L") || right.Returns()[1].ID != id("R") || len(trunk.Returns()) != 1 {
		t.Error("two branches of a history share a list")
	}
	if !reflect.DeepEqual(before, returns.Evolve(trunk, returns.Closed{Command: id("x")})) || left.Returns()[0].Goods[0].Received != 2 {
		t.Error("evolving a state changed it")
	}
}

func TestDecideAllocatesLittle(t *testing.T) {
	state, _ := after(t, journey()[:6]...)
	env := returns.Env{Policy: compiled(t), AsOf: noon}
	authorise, events := journey()[6], []returns.Event(nil)
	if n := testing.AllocsPerRun(100, func() { events, _ = returns.Decide(state, authorise, env) }); n > 4 {
		t.Errorf("%v allocations for a decision", n)
	}
	if n := testing.AllocsPerRun(100, func() { _ = returns.Evolve(state, events[0]) }); n > 5 {
		t.Errorf("%v allocations for an event", n)
	}
	state, _ = after(t, journey()...)
	if n := testing.AllocsPerRun(100, func() {
		_ = state.Stage(id1)
		_, _ = state.RefundDue()
		_, _ = state.Ledger(mug)
	}); n != 0 {
		t.Errorf("%v allocations for reading", n)
	}
	if n := testing.AllocsPerRun(100, func() { _, _ = returns.Decide(state, authorise, env) }); n > 1 {
		t.Errorf("%v allocations for a command that was decided before", n)
	}
}

var id1 = logistics.MustID("R-1")

func BenchmarkDecide(b *testing.B) {
	state, _ := after(b, journey()[:6]...)
	env, authorise := returns.Env{Policy: compiled(b), AsOf: noon}, journey()[6]
	b.ReportAllocs()
	for b.Loop() {
		if _, err := returns.Decide(state, authorise, env); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecideTenLines(b *testing.B) {
	var lines []returns.Sold
	var asked []returns.Item
	for i := range 10 {
		line := sold()[0]
		line.ID = id("%d", i)
		lines, asked = append(lines, line), append(asked, returns.Item{Line: line.ID, Units: 1})
	}
	state, _ := after(b, returns.Open{ID: id("c0"), Order: id("O"), Customer: id("C"), Lines: lines})
	env := returns.Env{Policy: compiled(b), AsOf: noon}
	var request returns.Command = returns.Request{ID: id("c1"), Return: id("R"), Cause: "other", Items: asked}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := returns.Decide(state, request, env); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEvolve(b *testing.B) {
	state, _ := after(b, journey()[:6]...)
	_, history := after(b, journey()[:7]...)
	event := history[6]
	b.ReportAllocs()
	for b.Loop() {
		_ = returns.Evolve(state, event)
	}
}

// BenchmarkReplay folds a thousand events: one case over and over.
func BenchmarkReplay(b *testing.B) {
	_, history := after(b, journey()...)
	b.ReportAllocs()
	for b.Loop() {
		for range 1000 / len(history) {
			_ = returns.Fold(history)
		}
		_ = returns.Fold(history[:1000%len(history)])
	}
}
