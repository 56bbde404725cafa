package claim_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/claim"
)

func ExampleDecide() {
	policy, err := claim.Compile(freight(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var state claim.Claim
	for _, s := range []step{
		{"2025-02-28", open()},
		{"2025-12-01", claim.File{ID: id("late")}},
	} {
		events, err := claim.Decide(state, s.command, claim.Env{Policy: policy, AsOf: noon(date(s.day))})
		for _, event := range events {
			state = claim.Evolve(state, event)
		}
		fmt.Printf("%T: %d events\n", s.command, len(events))
		var refused *logistics.RefusedError
		if errors.As(err, &refused) {
			for _, sentence := range refused.Sentences(logistics.Language{}) {
				fmt.Println("-", sentence)
			}
		}
	}
	fmt.Println(state.State(), state.Lacking())
	// Output:
	// claim.Open: 1 events
	// claim.File: 0 events
	// - A photo is still needed to file the claim.
	// - The packaging is still needed to file the claim.
	// - The invoice is still needed to file the claim.
	// - The inspection report is still needed to file the claim.
	// - No notice was given; the last day for it was 3 Mar 2025.
	// - 1 Dec 2025 is too late to file the claim; the last day was 26 Nov 2025.
	// open [photo packing invoice inspection_report]
}

func ExampleEvolve() {
	state := claim.Evolve(
		claim.Claim{}, claim.Opened{Command: open(), On: date("2025-02-28"), FileBy: date("2025-11-26")},
	)
	state = claim.Evolve(
		state, claim.Filed{Command: claim.File{ID: id("f")}, On: date("2025-03-05"), DecideBy: date("2025-07-03")},
	)
	fmt.Println(state.ID(), state.State(), state.Claimed(), state.DueBy().Decide)
	// Output:
	// CL-7 filed 480.00 EUR 2025-07-03
}

func ExampleFold() {
	_, history := after(panics{}, journey()...)
	state, err := claim.Fold(history)
	fmt.Println(state.State(), state.Paid(), "of", state.Claimed(), err)
	_, err = claim.Fold(history[1:])
	fmt.Println(err)
	// Output:
	// paid 450.00 EUR of 480.00 EUR <nil>
	// logistics: /0/version: conflict "2": version 1 comes next
}

func ExampleStep() {
	policy, err := claim.Compile(freight(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	env := claim.Env{Policy: policy, AsOf: time.Date(2025, 2, 28, 9, 0, 0, 0, time.UTC), Actor: logistics.ActorStaff}
	state, events, err := claim.Step(claim.Claim{}, open(), env)
	fmt.Println(state.State(), len(events), events[0].ID(), events[0].Header().Actor, err)
	// Output:
	// open 1 c1 staff <nil>
}

func ExampleStateAt() {
	_, history := after(panics{}, journey()...)
	state, err := claim.StateAt(history, time.Date(2025, 5, 15, 0, 0, 0, 0, time.UTC))
	fmt.Println(state.State(), state.Accepted(), err)
	// Output:
	// settled 300.00 EUR <nil>
}

// A claim that was kept goes on where it was, and knows the commands it was given.
func ExampleDecodeClaim() {
	state, _ := after(panics{}, journey()[:7]...)
	kept, err := json.Marshal(state)
	if err != nil {
		fmt.Println(err)
		return
	}
	again, err := claim.DecodeClaim(kept)
	fmt.Println(again.State(), again.Version(), again.Decided(id("c7")), err)
	// Output:
	// filed 7 true <nil>
}

func ExampleMermaid() {
	fmt.Print(claim.Mermaid()[:63])
	// Output:
	// stateDiagram-v2
	//   [*] --> open : open
	//   open --> filed : file
}

func ExampleDefaultPermissions() {
	for _, row := range claim.DefaultPermissions()[:2] {
		fmt.Printf("%q %d\n", row.Actor, len(row.May))
	}
	// Output:
	// "" 13
	// "customer" 13
}

// panics lets an example use what tests use.
type panics struct{}

func (panics) Helper() {}

func (panics) Fatal(args ...any) { panic(fmt.Sprint(args...)) }

func ExampleNextDue() {
	draft, _ := after(panics{}, journey()[:1]...)
	filed, _ := after(panics{}, journey()[:7]...)
	for _, d := range claim.NextDue([]claim.Claim{draft, filed}) {
		fmt.Println(d.By, d.Clock, "ours:", d.Clock.Ours(), "passed:", d.Passed(date("2025-04-01")))
	}
	// Output:
	// 2025-03-03 notice ours: true passed: true
	// 2025-03-31 acknowledge ours: false passed: true
	// 2025-06-29 decide ours: false passed: false
	// 2025-11-26 file ours: true passed: false
}

func ExampleMeasure() {
	state, _ := after(panics{}, journey()...)
	for _, o := range claim.Measure([]claim.Claim{state}, id("SPEDITION-ALB"), logistics.MustPeriod("2025")) {
		fmt.Println(o.Metric, o.Num, "of", o.Den)
	}
	// Output:
	// claim.recovery 45000 of 48000
	// claim.recovered 45000 of 1
	// claim.filed_on_time 1 of 1
	// claim.acknowledged_on_time 0 of 1
	// claim.decided_on_time 1 of 1
}

func ExampleCompile() {
	p := freight()
	p.Terms[0].File.From = ""
	_, err := claim.Compile(p, nil)
	fmt.Println(err)
	// Output:
	// logistics: /terms/0/file/from: required: delivery, shipment or expected
}

func ExamplePolicy_Validate() {
	p := freight()
	p.Decide.Days, p.Version = -1, 0
	fmt.Println(p.Validate())
	// Output:
	// logistics: /decide/days: out_of_range "-1": from 0 to 36525
	// logistics: /version: out_of_range "0": version must be 1 or greater
}

func ExampleDecodePolicy() {
	_, err := claim.DecodePolicy([]byte(`{"schema":"logistics/claim.policy/1","id":"parcel","version":1,
		"terms":[{"kind":"damage","fileby":{"days":60}}]}`))
	fmt.Println(err)
	p, err := claim.DecodePolicy([]byte(`{"schema":"logistics/claim.policy/1","id":"parcel","version":1,
		"terms":[{"kind":"damage","file":{"days":60,"from":"delivery"},"evidence":["photo"]}]}`))
	fmt.Println(p.Terms[0].File, p.Terms[0].Evidence, err)
	// Output:
	// logistics: /terms/0/fileby: unknown "fileby": no such field
	// 60 days [photo] <nil>
}

func ExampleEncodeCommand() {
	data, err := claim.EncodeCommand(claim.Pay{
		ID: id("c11"), Amount: logistics.MustMoney("100 EUR"), On: date("2025-05-20"),
	})
	fmt.Println(string(data), err)
	// Output:
	// {"type":"pay","id":"c11","amount":{"amount":"100.00","currency":"EUR"},"on":"2025-05-20"} <nil>
}

func ExampleDecodeCommand() {
	command, err := claim.DecodeCommand([]byte(
		`{"type":"settle","id":"c10","amount":{"amount":"300.00","currency":"EUR"}}`,
	))
	fmt.Printf("%T %s %v\n", command, command.(claim.Settle).Amount, err)
	_, err = claim.DecodeCommand([]byte(`{"type":"settle","id":"c10","sum":1}`))
	fmt.Println(err)
	// Output:
	// claim.Settle 300.00 EUR <nil>
	// logistics: /sum: unknown "sum": no such field
}

func ExampleEncodeEvent() {
	data, err := claim.EncodeEvent(claim.DeadlinePassed{
		Command: claim.Tick{ID: id("c8")}, On: date("2025-04-10"), Clock: claim.ClockAcknowledge,
		By: date("2025-03-31"),
	})
	fmt.Println(string(data), err)
	// Output:
	// {"type":"deadline_passed","command":{"id":"c8"},"on":"2025-04-10","clock":"acknowledge","by":"2025-03-31"} <nil>
}

func ExampleDecodeEvent() {
	event, err := claim.DecodeEvent([]byte(`{"type":"withdrawn","command":{"id":"w1"},"on":"2025-03-02"}`))
	fmt.Printf("%T %s %v\n", event, event.(claim.Withdrawn).On, err)
	// Output:
	// claim.Withdrawn 2025-03-02 <nil>
}

func ExampleTransitions() {
	for _, row := range claim.Transitions()[:4] {
		data, err := json.Marshal(row)
		fmt.Println(string(data), err)
	}
	// Output:
	// {"verb":"open","to":"open"} <nil>
	// {"from":"open","verb":"add_evidence","to":"open"} <nil>
	// {"from":"open","verb":"give_notice","to":"open"} <nil>
	// {"from":"open","verb":"file","to":"filed"} <nil>
}

func ExampleReasons() {
	text, _ := claim.Reasons().Text(claim.FiledLate)
	fmt.Println(text)
	// Output:
	// {on} is too late to file the claim; the last day was {by}.
}
