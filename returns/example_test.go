package returns_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

func Example() {
	policy, err := returns.Compile(policy(), hostZones{})
	if err != nil {
		fmt.Println(err)
		return
	}
	env := returns.Env{Policy: policy, AsOf: noon}
	var state returns.Case
	for _, command := range []returns.Command{
		returns.Open{ID: logistics.MustID("c1"), Order: logistics.MustID("O-1"), Customer: logistics.MustID("C-MUELLER"), Lines: sold()},
		returns.Request{
			ID: logistics.MustID("c2"), Return: logistics.MustID("R-1"), Cause: returns.CauseChangedMind,
			Items: []returns.Item{{Line: logistics.MustID("1"), Units: 2}},
		},
		returns.Approve{ID: logistics.MustID("c3"), Return: logistics.MustID("R-1")},
		returns.Receive{ID: logistics.MustID("c4"), Return: logistics.MustID("R-1"), Items: []returns.Item{{Line: logistics.MustID("1"), Units: 2}}},
		returns.Inspect{ID: logistics.MustID("c5"), Return: logistics.MustID("R-1"), Line: logistics.MustID("1"), Condition: "opened", Accepted: 2},
		returns.AuthoriseRefund{
			ID: logistics.MustID("c6"), Refund: logistics.MustID("F-1"), Return: logistics.MustID("R-1"), Line: logistics.MustID("1"),
			Condition: "opened", Units: 2,
		},
	} {
		events, err := returns.Decide(state, command, env)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, event := range events { // the host stores them here
			state = returns.Evolve(state, event)
		}
	}
	fmt.Println(state.Stage(logistics.MustID("R-1")))
	for _, reason := range state.Why(logistics.MustID("R-1")) {
		fmt.Println("-", returns.Reasons().Render(reason))
	}
	// Output:
	// awaiting_payment
	// - refund F-1 of 5.67 EUR is not confirmed
}

func ExampleDecide() {
	policy, err := returns.Compile(policy(), hostZones{})
	if err != nil {
		fmt.Println(err)
		return
	}
	state := returns.Fold([]returns.Event{returns.Opened{Command: logistics.MustID("c1"), Order: logistics.MustID("O-1"), Lines: sold()}})
	request := returns.Request{
		ID: logistics.MustID("c2"), Return: logistics.MustID("R-1"), Cause: returns.CauseTooMany,
		Items: []returns.Item{{Line: logistics.MustID("1"), Units: 4}},
	}
	_, err = returns.Decide(state, request, returns.Env{Policy: policy, AsOf: time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)})
	var rejected *returns.RejectedError
	if errors.As(err, &rejected) {
		for _, reason := range rejected.Reasons {
			fmt.Println("-", returns.Reasons().Render(reason))
		}
	}
	// Output:
	// - line 1 was delivered on 2025-03-03; its P30D ended with 2025-04-02, and it is 2025-05-01
	// - 4 units of line 1 asked for, 3 of 3 are left to return
}

func ExampleEvolve() {
	state := returns.Evolve(returns.Case{}, returns.Opened{Command: logistics.MustID("c1"), Order: logistics.MustID("O-1")})
	closed := returns.Evolve(state, returns.Closed{Command: logistics.MustID("c2")})
	fmt.Println(state.State(), closed.State())
	// Output:
	// open closed
}

func ExampleFold() {
	ret := logistics.MustID("R-1")
	state := returns.Fold([]returns.Event{
		returns.Opened{Command: logistics.MustID("c1"), Order: logistics.MustID("O-1"), Lines: sold()},
		returns.Requested{Command: logistics.MustID("c2"), Return: ret, Items: []returns.Item{{Line: logistics.MustID("1"), Units: 1}}},
		returns.Rejected{Command: logistics.MustID("c3"), Return: ret},
	})
	fmt.Println(state.Order(), state.Stage(ret))
	// Output:
	// O-1 declined
}

func ExampleCompile() {
	p := policy()
	p.Zone, p.Rounding = "Europe/Atlantis", 0
	_, err := returns.Compile(p, hostZones{})
	fmt.Println(err)
	// Output:
	// logistics: /rounding: required: how amounts are rounded to the minor unit
	// logistics: /zone: unknown "Europe/Atlantis": no such time zone here
}

func ExamplePolicy_Validate() {
	p := policy()
	p.Window = logistics.MustDuration("PT720H")
	fmt.Println(p.Validate())
	// Output:
	// logistics: /window: out_of_range "PT720H": civil days, not below zero
}

func ExampleDecodePolicy() {
	_, err := returns.DecodePolicy([]byte(`{"schema":"logistics/returns.policy/1","windw":"P30D"}`))
	fmt.Println(err)
	// Output:
	// logistics: /windw: unknown "windw": no such field
}

func ExampleEncodeEvent() {
	data, err := returns.EncodeEvent(returns.Approved{Command: logistics.MustID("c3"), At: noon, Return: logistics.MustID("R-1")})
	fmt.Println(string(data), err)
	// Output:
	// {"type":"approved","command":"c3","at":"2025-03-10T11:00:00Z","return":"R-1"} <nil>
}

func ExampleDecodeEvent() {
	event, err := returns.DecodeEvent([]byte(`{"type":"closed","command":"c9","at":"2025-03-10T11:00:00Z","since":"a later release"}`))
	fmt.Println(event.(returns.Closed).Command, err)
	// Output:
	// c9 <nil>
}

func ExampleEncodeCommand() {
	data, err := returns.EncodeCommand(returns.Close{ID: logistics.MustID("c9")})
	fmt.Println(string(data), err)
	// Output:
	// {"type":"close","id":"c9"} <nil>
}

func ExampleDecodeCommand() {
	_, err := returns.DecodeCommand([]byte(`{"type":"approve","id":"c3","retrun":"R-1"}`))
	fmt.Println(err)
	// Output:
	// logistics: /retrun: unknown "retrun": no such field
}

func ExampleTransitions() {
	for _, row := range returns.Transitions() {
		if row.Subject == "refund" {
			fmt.Println(row.From, row.Command, row.To)
		}
	}
	// Output:
	// unspecified authorise_refund authorised
	// authorised confirm_refund confirmed
	// authorised fail_refund failed
	// failed retry_refund authorised
}

func ExampleReasons() {
	fmt.Println(len(returns.Reasons()), returns.Reasons()[0].Code)
	// Output:
	// 27 returns.case.not_open
}
