package returns_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/refund"
)

// lamps are an order of three lamps for 100 EUR, delivered on the third of March.
func lamps() returns.Open {
	return returns.Open{
		ID: logistics.MustID("c1"), Order: logistics.MustID("O-1"), Customer: logistics.MustID("C-MUELLER"),
		Lines: []returns.Sold{{
			ID: logistics.MustID("1"), Product: logistics.MustID("lamp"), Units: 3, Shipped: 3,
			Paid: logistics.MustMoney("100 EUR"), Delivered: logistics.MustStamp("2025-03-03T12:00:00Z"),
		}},
	}
}

func request(units int64) returns.Request {
	return returns.Request{
		ID: logistics.MustID("c2"), Return: logistics.MustID("R-1"), Cause: returns.CauseChangedMind,
		Items: []returns.Item{{Line: logistics.MustID("1"), Units: units}},
	}
}

// thirtyDays is a policy of thirty days, with a tenth kept of what was opened.
func thirtyDays() returns.Policy {
	return returns.Policy{
		Schema: "logistics/returns.policy/1", ID: logistics.MustID("thirty-days"), Version: 1, Zone: "UTC",
		Window: logistics.Days(30),
		Limits: returns.Limits{
			Approve: returns.Limit{Within: logistics.Days(2)}, Ship: returns.Limit{Within: logistics.Days(14)},
		},
		Refund: refund.Terms{
			Conditions: []refund.ConditionFee{{Condition: "opened", Share: logistics.MustRatio("10%")}},
			Rounding:   logistics.HalfUp,
		},
	}
}

func terms() *returns.Rules {
	c, err := returns.Compile(thirtyDays(), logistics.ZoneMap{"UTC": time.UTC}, nil)
	if err != nil {
		panic(err)
	}
	return c
}

func at(day, hour int) time.Time { return time.Date(2025, 3, day, hour, 0, 0, 0, time.UTC) }

// lampHistory is the return of two lamps, from the request to the money.
func lampHistory() []returns.Event {
	var state returns.Case
	var history []returns.Event
	line, r := logistics.MustID("1"), logistics.MustID("R-1")
	for i, command := range []returns.Command{
		lamps(), request(2),
		returns.Approve{ID: logistics.MustID("c3"), Return: r},
		returns.Receive{ID: logistics.MustID("c4"), Return: r, Items: []returns.Arrival{{Line: line, Good: 2}}},
		returns.Inspect{ID: logistics.MustID("c5"), Return: r, Line: line, Condition: "opened", Units: 2},
		returns.DecideUnits{ID: logistics.MustID("c6"), Return: r, Line: line, Condition: "opened", Accept: 2},
		returns.AuthoriseRefund{ID: logistics.MustID("c7"), Refund: logistics.MustID("F-1"), Return: r},
		returns.ConfirmRefund{ID: logistics.MustID("c8"), Refund: logistics.MustID("F-1")},
	} {
		events, err := returns.Decide(
			state, command, returns.Env{Policy: terms(), AsOf: at(4+i, 9), Actor: logistics.ActorSystem},
		)
		if err != nil {
			panic(err)
		}
		for _, event := range events { // the host stores them here
			state = returns.Evolve(state, event)
		}
		history = append(history, events...)
	}
	return history
}

// Two of three lamps come back, opened: 66.67 EUR were paid for them, of which a tenth is kept.
func Example() {
	state, err := returns.Fold(lampHistory())
	if err != nil {
		fmt.Println(err)
		return
	}
	r := logistics.MustID("R-1")
	fmt.Println(state.Stage(r))
	for _, reason := range state.Why(r) {
		fmt.Println("-", returns.Reasons().English(reason))
	}
	account := state.Account()
	fmt.Println("captured", account.Captured, "refunded", account.Paid, "kept", account.Kept)
	ledger, _ := state.Ledger(logistics.MustID("1"))
	fmt.Println("still returnable:", ledger.Returnable)
	// Output:
	// settled
	// - Nothing is open: the return can be closed.
	// captured 100.00 EUR refunded 60.00 EUR kept 6.67 EUR
	// still returnable: 1
}

func ExampleDecide() {
	state := returns.Evolve(
		returns.Case{}, returns.Opened{Command: lamps(), EventHeader: logistics.EventHeader{At: at(3, 12)}},
	)
	_, err := returns.Decide(
		state, request(5), returns.Env{Policy: terms(), AsOf: at(40, 9), Actor: logistics.ActorSystem},
	)
	var refused *logistics.RefusedError
	if errors.As(err, &refused) {
		for _, reason := range refused.Reasons {
			fmt.Println(reason.Path, returns.Reasons().English(reason))
		}
	}
	// Output:
	// /items/0 5 units requested; only 3 units of line 1 can still be returned.
	// /items/0 Line 1 could be returned until 2 Apr 2025; the return was requested on 9 Apr 2025, 09:00 UTC.
}

func ExampleEvolve() {
	state := returns.Evolve(
		returns.Case{}, returns.Opened{Command: lamps(), EventHeader: logistics.EventHeader{At: at(3, 12)}},
	)
	asked := returns.Evolve(
		state, returns.Requested{Command: request(2), EventHeader: logistics.EventHeader{At: at(4, 9)}},
	)
	fmt.Println(state.Returnable(logistics.MustID("1")), asked.Returnable(logistics.MustID("1")))
	// Output:
	// 3 1
}

func ExampleFold() {
	state, err := returns.Fold(lampHistory())
	fmt.Println(state.Version(), err)
	_, err = returns.Fold(lampHistory()[2:])
	fmt.Println(err)
	// Output:
	// 8 <nil>
	// logistics: /0/version: conflict "3": version 1 comes next
}

func ExampleStateAt() {
	state, err := returns.StateAt(lampHistory(), at(7, 12))
	fmt.Println(state.Stage(logistics.MustID("R-1")), err)
	// Output:
	// received <nil>
}

// What would it have cost to keep nothing?
func ExampleWhatIf() {
	generous := thirtyDays()
	generous.Refund.Conditions = nil
	policy, err := returns.Compile(generous, logistics.ZoneMap{"UTC": time.UTC}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	run, err := returns.WhatIf(lampHistory(), policy)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, change := range run.Changes {
		fmt.Println(change.Verb, change.Return, change.Before, change.After)
	}
	// Output:
	// authorise_refund R-1 60.00 EUR 66.67 EUR
}

func ExampleNextDue() {
	state, err := returns.Fold(lampHistory()[:2])
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, due := range returns.NextDue([]returns.Case{state}) {
		fmt.Println(due.Order, due.Return, due.Clock, due.At.Format(time.DateTime))
	}
	// Output:
	// O-1 R-1 approve_by 2025-03-07 09:00:00
}

func ExampleRules_Assess() {
	line := lamps().Lines[0]
	got, err := terms().Assess(
		returns.Facts{Line: &line, Authorised: true, History: returns.History{Returns: 1}}, at(40, 9),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(got.Eligibility, "since", got.Ends.Format(time.DateTime))
	for _, f := range got.Findings {
		fmt.Println(returns.Reasons().English(f.Reason))
		fmt.Println(returns.Reasons().English(logistics.Reason{Code: f.Change}))
	}
	// Output:
	// reject since 2025-04-03 00:00:00
	// Line 1 could be returned until 2 Apr 2025; the return was requested on 9 Apr 2025, 09:00 UTC.
	// A member of staff can allow it.
}

func ExampleMeasure() {
	march := logistics.MustPeriod("2025-03")
	seen, err := returns.Measure(lampHistory(), logistics.MustID("C-MUELLER"), march, time.UTC)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range seen {
		fmt.Println(o.Metric, o.Num, "over", o.Den)
	}
	// Output:
	// returns.approval_time 1440 over 1
	// returns.receipt_to_decision 2880 over 1
	// returns.request_to_refund 8640 over 1
	// returns.receipt_to_refund 5760 over 1
	// returns.rejected_share 0 over 2
	// returns.kept_share 0 over 2
	// returns.replaced_share 0 over 2
	// returns.overdue_share 0 over 1
}

// Of 100, 150, 120 and 200 units sold, 8, 5 and 2 in a hundred come back one, two and three periods later.
func ExampleForecast() {
	lags := []returns.Lag{
		{Periods: 1, Share: logistics.MustRatio("8%")},
		{Periods: 2, Share: logistics.MustRatio("5%")},
		{Periods: 3, Share: logistics.MustRatio("2%")},
	}
	expected, err := returns.Forecast([]int64{100, 150, 120, 200}, lags, 5)
	fmt.Printf("%.2f ± %.2f %v\n", expected.Mean, expected.Deviation, err)
	// Output:
	// 25.00 ± 4.83 <nil>
}

func ExampleMermaid() {
	fmt.Print(returns.Mermaid()[:78])
	// Output:
	// stateDiagram-v2
	//   state return {
	//     [*] --> requested : request
	//     requested
}

func ExampleReasons() {
	text, _ := returns.Reasons().Text(returns.NothingOpen)
	fmt.Println(text)
	// Output:
	// Nothing is open: the return can be closed.
}

func ExampleCompile() {
	p := thirtyDays()
	p.Limits.Inspect = returns.Limit{Within: logistics.Exactly(16 * time.Hour), OnHours: true}
	_, err := returns.Compile(p, logistics.ZoneMap{"UTC": time.UTC}, nil)
	fmt.Println(err)
	// Output:
	// logistics: /limits: required: limits on hours need working time
}

func ExamplePolicy_Validate() {
	p := thirtyDays()
	p.Version, p.Transit = 0, -1
	fmt.Println(p.Validate())
	// Output:
	// logistics: /transit: out_of_range "-1": 0 to 366 days
	// logistics: /version: out_of_range "0": version must be 1 or greater
}

func ExampleDecodePolicy() {
	p, err := returns.DecodePolicy([]byte(`{
		"schema": "logistics/returns.policy/1", "id": "thirty-days", "version": 1,
		"zone": "Europe/Zurich", "window": "P30D",
		"refund": {"restocking": "15%", "waived": ["damaged"], "rounding": "half_up"}
	}`))
	fmt.Println(p.ID, p.Window, p.Refund.Restocking, err)
	// Output:
	// thirty-days P30D 15/100 <nil>
}

func ExampleEncodeCommand() {
	data, err := returns.EncodeCommand(request(2))
	fmt.Println(string(data), err)
	// Output:
	// {"type":"request","id":"c2","return":"R-1","cause":"changed_mind","items":[{"line":"1","units":2}]} <nil>
}

func ExampleDecodeCommand() {
	_, err := returns.DecodeCommand([]byte(`{"type":"approve","id":"c3","return":"R-1","mood":"good"}`))
	fmt.Println(err)
	// Output:
	// logistics: /mood: unknown "mood": no such field
}

func ExampleEncodeEvent() {
	data, err := returns.EncodeEvent(returns.Cancelled{
		Command:     returns.Cancel{ID: logistics.MustID("c3"), Return: logistics.MustID("R-1")},
		EventHeader: logistics.EventHeader{At: at(6, 9), Version: 3},
	})
	fmt.Println(string(data), err)
	// Output:
	// {"type":"cancelled","command":{"id":"c3","return":"R-1"},"at":"2025-03-06T09:00:00Z","version":3} <nil>
}

func ExampleDecodeEvent() {
	event, err := returns.DecodeEvent([]byte(
		`{"type":"approved","command":{"id":"c3","return":"R-1"},"at":"2025-03-06T09:00:00Z"}`,
	))
	fmt.Println(event.ID(), err)
	// Output:
	// c3 <nil>
}

// A host that retries a command decides nothing twice, and goes on from a case that was kept.
func ExampleDecodeCase() {
	state, err := returns.Fold(lampHistory())
	if err != nil {
		fmt.Println(err)
		return
	}
	kept, err := json.Marshal(state)
	if err != nil {
		fmt.Println(err)
		return
	}
	again, err := returns.DecodeCase(kept)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, events, err := returns.Step(
		again, request(2), returns.Env{Policy: terms(), AsOf: at(20, 9), Actor: logistics.ActorSystem},
	)
	fmt.Println(again.Version(), len(events), err)
	_, _, err = returns.Step(
		again, request(1), returns.Env{Policy: terms(), AsOf: at(20, 9), Actor: logistics.ActorSystem},
	)
	fmt.Println(err)
	// Output:
	// 8 0 <nil>
	// logistics: command refused: Command c2 was already used with different content.
}

func ExampleStep() {
	env := returns.Env{Policy: terms(), AsOf: at(3, 12), Actor: logistics.ActorSystem}
	state, events, err := returns.Step(returns.Case{}, lamps(), env)
	fmt.Println(state.Version(), len(events), events[0].ID(), events[0].Header().Actor, err)
	// Output:
	// 1 1 c1 system <nil>
}

func ExampleTransitions() {
	for _, row := range returns.Transitions()[:3] {
		fmt.Println(row.From, row.Verb, row.To)
	}
	// Output:
	// unspecified request requested
	// requested approve approved
	// requested decline declined
}

func ExampleDefaultPermissions() {
	p := thirtyDays()
	for _, row := range returns.DefaultPermissions() {
		if row.Actor == logistics.ActorStaff {
			p.Permissions = append(p.Permissions, row)
		}
	}
	rules, err := returns.Compile(p, logistics.ZoneMap{"UTC": time.UTC}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = returns.Decide(
		returns.Case{}, lamps(), returns.Env{Policy: rules, AsOf: at(3, 12), Actor: logistics.ActorCustomer},
	)
	fmt.Println(err)
	// Output:
	// logistics: command refused: The customer is not allowed to open the case.
}
