package returns_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns"
)

// inState is a case with the return R1 in a state, a refund F1 and an outbound X1 where there can be.
func inState(state returns.State) []returns.Command {
	switch state {
	case 0:
		return opened()
	case returns.StateRequested:
		return asked()
	case returns.StateDeclined:
		return append(asked(), returns.Decline{ID: id("no"), Return: id("R1")})
	case returns.StateCancelled:
		return append(asked(), returns.Cancel{ID: id("off"), Return: id("R1")})
	case returns.StateExpired:
		return append(approved(), returns.Expire{ID: id("over"), Return: id("R1")})
	case returns.StateClosed:
		return append(settledReturn(), returns.Close{ID: id("end"), Return: id("R1")})
	}
	return approved()
}

// settledReturn has a refund that is paid and a replacement that was delivered.
func settledReturn() []returns.Command {
	return append(replaced(), returns.DeliverOutbound{ID: id("there"), Outbound: id("X1"), Units: 1},
		returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Accept: 2},
		returns.AuthoriseRefund{
			ID: id("pay"), Refund: id("F1"), Return: id("R1"),
		}, returns.ConfirmRefund{ID: id("paid"), Refund: id("F1")})
}

// every is one well-formed command of each kind about R1, F1 and X1.
func every() []returns.Command {
	n := id("probe")
	return []returns.Command{
		returns.Request{ID: n, Return: id("R1"), Cause: returns.CauseDamaged, Items: items("1", 1)},
		returns.Approve{ID: n, Return: id("R1")},
		returns.Decline{ID: n, Return: id("R1")},
		returns.Cancel{ID: n, Return: id("R1")},
		returns.Expire{ID: n, Return: id("R1")},
		returns.Extend{ID: n, Return: id("R1"), Clock: returns.ClockShip, Until: day(99)},
		returns.Dispatch{ID: n, Return: id("R1"), Items: items("1", 1)},
		returns.Receive{ID: n, Return: id("R1"), Items: came("1", 1, 0)},
		returns.ReportMissing{ID: n, Return: id("R1"), Items: items("1", 1)},
		returns.SettleUnreceived{ID: n, Return: id("R1"), Line: id("1"), Units: 1, As: returns.LostInTransit},
		returns.Inspect{ID: n, Return: id("R1"), Line: id("1"), Condition: "opened", Units: 1},
		returns.DecideUnits{ID: n, Return: id("R1"), Line: id("1"), Accept: 1},
		returns.AuthoriseRefund{ID: n, Refund: id("F9"), Return: id("R1")},
		returns.ConfirmRefund{ID: n, Refund: id("F1")},
		returns.FailRefund{ID: n, Refund: id("F1")},
		returns.VoidRefund{ID: n, Refund: id("F1")},
		returns.PlanOutbound{
			ID: n, Outbound: id("X9"), Return: id("R1"), Line: id("1"), Kind: returns.SendBack, Units: 1,
		},
		returns.DeliverOutbound{ID: n, Outbound: id("X1"), Units: 1},
		returns.Dispose{
			ID: n, Return: id("R1"), Line: id("1"),
			Dispositions: []returns.Disposed{{Disposition: "restock", Units: 1}},
		},
		returns.Split{ID: n, Return: id("R1"), Into: id("R9"), Items: items("1", 1)},
		returns.Close{ID: n, Return: id("R1")},
		returns.Reopen{ID: n, Return: id("R1")},
	}
}

// TestEveryStateAgainstEveryCommand: Decide refuses for the state what the table does not have, and
// nothing else for the state.
func TestEveryStateAgainstEveryCommand(t *testing.T) {
	policy := compiled(t, shop())
	pairs := 0
	for state := returns.State(0); state <= returns.StateClosed; state++ {
		on := day(1)
		var before returns.Case
		for _, c := range inState(state) {
			if _, late := c.(returns.Expire); late {
				on = day(30)
			}
			before = apply(t, before, by(policy, on), c)
		}
		if r, ok := before.Return(id("R1")); ok != (state != 0) || r.State != state {
			t.Fatalf("the case has %+v for %s", r, state)
		}
		for _, c := range every() {
			data, err := returns.EncodeCommand(c)
			if err != nil {
				t.Fatal(err)
			}
			verb := verbOf(t, data)
			_, allowed := state.Move(verb)
			_, err = returns.Decide(before, c, by(policy, on))
			var refused *logistics.RefusedError
			byState := false
			if errors.As(err, &refused) {
				for _, reason := range refused.Reasons {
					switch reason.Code {
					case returns.ReturnNotAllowed, returns.ReturnUnknown, returns.ReturnExists, returns.RefundUnknown,
						returns.OutboundUnknown, returns.RefundNotAllowed:
						byState = true
					}
				}
			}
			about := false // what is not there, or has no refund or outbound to speak of, is refused for that
			switch verb {
			case returns.VerbConfirmRefund, returns.VerbFailRefund, returns.VerbVoidRefund, returns.VerbDeliverOutbound:
				about = state != returns.StateClosed
			}
			if allowed == byState && !about || about && !byState {
				t.Errorf("%s, %s: allowed by the table %v, %v", state, verb, allowed, err)
			}
			pairs++
		}
	}
	if pairs != 7*22 {
		t.Errorf("%d pairs", pairs)
	}
}

func verbOf(t *testing.T, data []byte) (v returns.Verb) {
	t.Helper()
	var head struct {
		Type returns.Verb `json:"type"`
	}
	decode(t, data, &head)
	return head.Type
}

// TestEveryRefundStateAgainstEveryCommand does the same for refunds.
func TestEveryRefundStateAgainstEveryCommand(t *testing.T) {
	policy := compiled(t, shop())
	env := by(policy, day(1))
	ways := map[returns.RefundState][]returns.Command{
		returns.RefundPending: authorised(),
		returns.RefundPaid:    paid(),
		returns.RefundFailed:  append(authorised(), returns.FailRefund{ID: id("failed"), Refund: id("F1")}),
		returns.RefundVoided:  append(authorised(), returns.VoidRefund{ID: id("void"), Refund: id("F1")}),
	}
	for state := returns.RefundPending; state <= returns.RefundVoided; state++ {
		before := apply(t, returns.Case{}, env, ways[state]...)
		if got := before.Refunds()[0].State; got != state {
			t.Fatalf("%s, want %s", got, state)
		}
		for verb, c := range map[returns.Verb]returns.Command{
			returns.VerbConfirmRefund: returns.ConfirmRefund{ID: id("probe"), Refund: id("F1")},
			returns.VerbFailRefund:    returns.FailRefund{ID: id("probe"), Refund: id("F1")},
			returns.VerbVoidRefund:    returns.VoidRefund{ID: id("probe"), Refund: id("F1")},
		} {
			to, allowed := state.Move(verb)
			events, err := returns.Decide(before, c, env)
			if allowed != (err == nil) {
				t.Errorf("%s, %s: allowed %v, %v", state, verb, allowed, err)
				continue
			}
			for _, e := range events {
				if got := returns.Evolve(before, e).Refunds()[0].State; got != to {
					t.Errorf("%s, %s leads to %s, want %s", state, verb, got, to)
				}
			}
		}
	}
}

// TestEveryStateCanBeReached walks the table from nothing.
func TestEveryStateCanBeReached(t *testing.T) {
	reached := map[returns.State]bool{0: true}
	for range 10 {
		for from := range reached {
			for _, v := range from.Allowed() {
				to, _ := from.Move(v)
				reached[to] = true
			}
		}
	}
	if len(reached) != 7 {
		t.Errorf("reached: %v", reached)
	}
	if to, ok := returns.State(99).Move(returns.VerbOpen); ok {
		t.Errorf("a state that is none leads to %s", to)
	}
	if to, ok := returns.RefundState(99).Move(returns.VerbOpen); ok {
		t.Errorf("a state that is none leads to %s", to)
	}
	if to, ok := returns.StateApproved.Move(99); ok {
		t.Errorf("a verb that is none leads to %s", to)
	}
}

func TestTheTableIsDrawn(t *testing.T) {
	golden.Equal(t, "testdata/transitions.mmd", []byte(returns.Mermaid()))
}

func TestTextsOfStates(t *testing.T) {
	round := func(text interface{ MarshalText() ([]byte, error) }, back interface{ UnmarshalText([]byte) error }) {
		t.Helper()
		data, err := text.MarshalText()
		if err != nil || back.UnmarshalText(data) != nil {
			t.Errorf("%v: %s, %v", text, data, err)
		}
	}
	for s := returns.StateRequested; s <= returns.StateClosed; s++ {
		var back returns.State
		if round(s, &back); back != s {
			t.Errorf("%s reads back as %s", s, back)
		}
	}
	for s := returns.RefundPending; s <= returns.RefundVoided; s++ {
		var back returns.RefundState
		if round(s, &back); back != s {
			t.Errorf("%s reads back as %s", s, back)
		}
	}
	for s := returns.StageAwaitingApproval; s <= returns.StageExpired; s++ {
		var back returns.Stage
		if round(s, &back); back != s {
			t.Errorf("%s reads back as %s", s, back)
		}
	}
	for v := returns.VerbOpen; v <= returns.VerbTick; v++ {
		var back returns.Verb
		if round(v, &back); back != v {
			t.Errorf("%s reads back as %s", v, back)
		}
	}
	var stage returns.Stage
	if err := stage.UnmarshalText([]byte("gone")); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a stage that is none: %v", err)
	}
	if _, err := returns.State(0).MarshalText(); err == nil {
		t.Error("no state was written")
	}
	if diff := cmp.Diff(returns.StateClosed.Allowed(), []returns.Verb{returns.VerbReopen}); diff != "" {
		t.Error(diff)
	}
}
