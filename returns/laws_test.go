package returns_test

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns"
)

// decodedEvents are events of every kind that nobody else has.
func decodedEvents(t fatal, events []returns.Event) []returns.Event {
	t.Helper()
	var own []returns.Event
	for _, e := range events {
		data, err := returns.EncodeEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := returns.DecodeEvent(data)
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, back)
	}
	return own
}

func decodedCommand(t fatal, c returns.Command) returns.Command {
	t.Helper()
	data, err := returns.EncodeCommand(c)
	if err != nil {
		t.Fatal(err)
	}
	back, err := returns.DecodeCommand(data)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// TestArgumentsAreNotKept: whatever a host does afterwards with the lists of a command or of events, of every kind,
// the case stays as it was, and knows the command again.
func TestArgumentsAreNotKept(t *testing.T) {
	kinds := map[string]bool{}
	for _, g := range stories() {
		env := returns.Env{
			Policy: compiled(t, shop()), AsOf: day(max(g.on, 1)), Actor: who(g.actor),
			History: returns.History{Returns: g.before},
		}
		before, history := fold(t, historyOf(t, g.given)), historyOf(t, g.given)
		command := decodedCommand(t, g.when)
		after, events, err := returns.Step(before, command, env)
		if err != nil {
			continue
		}
		want := document(t, after)
		golden.Scramble(command)
		if got := document(t, after); got != want {
			t.Errorf("%s: the command was kept:\n%s", g.name, cmp.Diff(want, got))
		}
		whole := append(decodedEvents(t, history), decodedEvents(t, events)...)
		for name, of := range map[string]func([]returns.Event) (returns.Case, error){
			"Fold":    returns.Fold,
			"StateAt": func(e []returns.Event) (returns.Case, error) { return returns.StateAt(e, day(1000)) },
			"Evolve": func(events []returns.Event) (state returns.Case, _ error) {
				for _, e := range events {
					state = returns.Evolve(state, e)
				}
				return state, nil
			},
			"WhatIf": func(e []returns.Event) (returns.Case, error) {
				run, err := returns.WhatIf(e, env.Policy)
				golden.Scramble(run.Events)
				return run.Case, err
			},
		} {
			given := decodedEvents(t, whole)
			state, err := of(given)
			if err != nil {
				t.Fatal(err)
			}
			want := document(t, state)
			golden.Scramble(given)
			if got := document(t, state); got != want {
				t.Errorf("%s: %s keeps its events:\n%s", g.name, name, cmp.Diff(want, got))
			}
			if again, err := returns.Decide(state, decodedCommand(t, g.when), env); name != "WhatIf" &&
				len(events) > 0 && (len(again) > 0 || err != nil) {
				t.Errorf("%s: %s decides again: %v, %v", g.name, name, again, err)
			}
		}
		golden.Scramble(events)
		for _, e := range whole {
			kinds[reflect.TypeOf(e).Name()] = true
		}
	}
	if len(kinds) != 24 {
		t.Errorf("%d of the 24 kinds of events", len(kinds))
	}
}

// TestFoldWantsTheWholeHistory: what is absent, strange, doubled, missing or out of order is a fault.
func TestFoldWantsTheWholeHistory(t *testing.T) {
	whole := historyOf(t, settledReturn())
	swapped := slices.Clone(whole)
	swapped[3], swapped[4] = swapped[4], swapped[3]
	pointer := returns.Approved{}
	for name, c := range map[string]struct {
		events []returns.Event
		want   string
	}{
		"whole":        {whole, ""},
		"none":         {nil, ""},
		"a beginning":  {whole[:4], ""},
		"an end":       {whole[4:], "/0/version"},
		"a gap":        {slices.Delete(slices.Clone(whole), 3, 4), "/3/version"},
		"one twice":    {slices.Insert(slices.Clone(whole), 3, whole[2]), "/3/version"},
		"out of order": {swapped, "/3/version /4/version /5/version"},
		"nothing":      {slices.Insert(slices.Clone(whole), 3, returns.Event(nil)), "/3 /4/version"},
		"a pointer":    {slices.Insert(slices.Clone(whole), 9, returns.Event(&pointer)), "/9"},
		"nil pointer":  {[]returns.Event{(*returns.Opened)(nil)}, "/0"},
	} {
		state, err := returns.Fold(c.events)
		if got := paths(err); got != c.want || (err != nil) != (state.Version() == 0 && len(c.events) > 0) {
			t.Errorf("%s: faults at %q, want %q: %v", name, got, c.want, err)
		}
		if _, again := returns.StateAt(c.events, day(99)); paths(again) != c.want {
			t.Errorf("%s: StateAt: %v", name, again)
		}
		if _, again := returns.WhatIf(c.events, compiled(t, shop())); paths(again) != c.want {
			t.Errorf("%s: WhatIf: %v", name, again)
		}
		march := logistics.MustPeriod("2025-03")
		if _, again := returns.Measure(c.events, id("C"), march, time.UTC); paths(again) != c.want {
			t.Errorf("%s: Measure: %v", name, again)
		}
		for _, e := range c.events {
			_ = returns.Evolve(returns.Case{}, e)
		}
	}
}

// TestTheCaseAtAnInstantIsTheFoldUpToIt.
func TestTheCaseAtAnInstantIsTheFoldUpToIt(t *testing.T) {
	_, history := tell(t, compiled(t, shop()), []int{0, 1, 2, 3, 4, 5, 6, 7}, paid())
	for on := -1; on < 9; on++ {
		state, err := returns.StateAt(history, day(on))
		if err != nil {
			t.Fatal(err)
		}
		if want := fold(t, history[:min(max(on+1, 0), len(history))]); document(t, state) != document(t, want) {
			t.Errorf("day %d: version %d, want %d", on, state.Version(), want.Version())
		}
	}
}

// refusedFor are the codes of a refusal.
func refusedFor(err error) (codes []logistics.Code) {
	var refused *logistics.RefusedError
	if errors.As(err, &refused) {
		for _, r := range refused.Reasons {
			codes = append(codes, r.Code)
		}
	}
	return codes
}

// TestEveryActorAgainstEveryCommand: who may do what is as the table says, and nothing else is refused for the actor.
func TestEveryActorAgainstEveryCommand(t *testing.T) {
	commands := append(every(), returns.Tick{ID: id("probe")}, order())
	actors := []logistics.Actor{
		"", logistics.ActorCustomer, logistics.ActorStaff, logistics.ActorWarehouse, logistics.ActorCarrier,
		logistics.ActorSystem, "robot",
	}
	state := fold(t, historyOf(t, approved()))
	check := func(t *rapid.T, policy *returns.Rules, table []logistics.Permission) {
		for _, c := range commands {
			data, err := returns.EncodeCommand(c)
			if err != nil {
				t.Fatal(err)
			}
			name := strings.SplitN(string(data), `"`, 5)[3]
			for _, actor := range actors {
				may := slices.ContainsFunc(table, func(p logistics.Permission) bool {
					return p.Actor == actor && slices.Contains(p.May, name)
				})
				_, err := returns.Decide(
					state, c,
					returns.Env{Policy: policy, AsOf: day(1), Actor: actor, History: returns.History{Returns: 1}},
				)
				if _, same := c.(returns.Open); same {
					continue // it was decided before, whoever asks again
				}
				if refused := slices.Contains(refusedFor(err), returns.NotPermitted); refused == may {
					t.Fatalf("%q, %s: %v, the table says %v", actor, name, err, may)
				}
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := shop()
		table := returns.DefaultPermissions()
		if rapid.Bool().Draw(t, "own table") {
			all := table[4].May // of staff
			table = nil
			for _, actor := range actors[1:] {
				if rapid.Bool().Draw(t, string(actor)) {
					table = append(table, logistics.Permission{
						Actor: actor,
						May:   rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, -1, rapid.ID).Draw(t, "may"),
					})
				}
			}
			p.Permissions = table
			if len(table) == 0 {
				table = returns.DefaultPermissions()
			}
		}
		check(t, compiled(t, p), table)
	})
}

// TestRightsBeyondACommand: who waits for a person waits for one who may review, and only who may override passes over
// the window.
func TestRightsBeyondACommand(t *testing.T) {
	p := shop()
	p.Permissions = []logistics.Permission{
		{Actor: "clerk", May: []string{"open", "request", "approve"}},
		{Actor: "lead", May: []string{"request", "approve", returns.RightReview}},
		{Actor: "head", May: []string{"request", returns.RightOverride}},
	}
	policy := compiled(t, p)
	env := func(on int, actor logistics.Actor) returns.Env {
		return returns.Env{Policy: policy, AsOf: day(on), Actor: actor, History: returns.History{Returns: 1}}
	}
	state := apply(t, returns.Case{}, env(1, "clerk"), held()...)
	for actor, want := range map[logistics.Actor][]logistics.Code{
		"clerk": {returns.ReturnOnHold}, "lead": nil, "head": {returns.NotPermitted, returns.ReturnOnHold},
	} {
		_, err := returns.Decide(state, returns.Approve{ID: id("yes"), Return: id("R1")}, env(1, actor))
		if got := refusedFor(err); !slices.Equal(got, want) {
			t.Errorf("%s approves: %v, want %v", actor, got, want)
		}
	}
	late := returns.Request{ID: id("late"), Return: id("R2"), Cause: returns.CauseChangedMind, Items: items("2", 1)}
	for actor, want := range map[logistics.Actor][]logistics.Code{
		"clerk": {returns.WindowOver}, "lead": {returns.WindowOver}, "head": nil,
	} {
		events, err := returns.Decide(state, late, env(90, actor))
		if got := refusedFor(err); !slices.Equal(got, want) {
			t.Errorf("%s asks late: %v, want %v", actor, got, want)
		}
		if want == nil && len(events[0].(returns.Requested).Overridden) == 0 {
			t.Errorf("nothing was passed over by %s", actor)
		}
	}
}

// TestWhatIsDueIsWhatATickFinds, after every story and on every day.
func TestWhatIsDueIsWhatATickFinds(t *testing.T) {
	policy := compiled(t, shop())
	found := 0
	for _, g := range stories() {
		state := fold(t, historyOf(t, g.given))
		if state.Version() == 0 {
			continue
		}
		for on := 1; on < 60; on += 2 {
			due := state.Due(day(on))
			after, events, err := returns.Step(
				state, returns.Tick{ID: id("tick of a day")}, by(policy, day(on)),
			)
			if err != nil || len(events) != len(due) {
				t.Fatalf("%s, day %d: due %v, the tick finds %v, %v", g.name, on, due, events, err)
			}
			running := state.Deadlines()
			for i, d := range due {
				found++
				if !d.At.Before(day(on)) || !slices.Contains(running, d) || i > 0 && d.At.Before(due[i-1].At) {
					t.Errorf("%s, day %d: %+v is due", g.name, on, d)
				}
			}
			if again := after.Due(day(on)); len(again) != 0 {
				t.Errorf("%s, day %d: after a tick %v is due", g.name, on, again)
			}
		}
	}
	if found == 0 {
		t.Error("nothing was ever due")
	}
}

// TestZeroValuesAreFaults, and never panic.
func TestZeroValuesAreFaults(t *testing.T) {
	for _, rules := range []*returns.Rules{nil, {}} {
		for _, c := range append(every(), order()) {
			if _, err := returns.Decide(
				returns.Case{}, c, by(rules, day(1)),
			); paths(err) != "/policy" {
				t.Errorf("%#v is decided by no rules: %v", c, err)
			}
		}
		if a, err := rules.Assess(returns.Facts{}, day(1)); paths(err) != "/policy" || a.Eligibility != "" {
			t.Errorf("no rules say %+v, %v", a, err)
		}
		if _, err := returns.WhatIf(historyOf(t, paid()), rules); paths(err) != "/policy" {
			t.Errorf("%v", err)
		}
	}
	if _, err := compiled(t, shop()).Assess(returns.Facts{}, time.Time{}); paths(err) != "/as_of /history/returns" {
		t.Errorf("%v", err)
	}
	if _, err := returns.Measure(nil, id("C"), logistics.Period{}, nil); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("%v", err)
	}
	var none returns.Case
	_, _, _, _, _ = none.Account(), none.Deadlines(), none.Due(day(1)), none.Returns(), none.Refunds()
	_, _, _, _ = none.Why(id("R")), none.Stage(id("R")), none.Returnable(id("1")), none.Decided(id("x"))
	if _, ok := none.Ledger(id("1")); ok {
		t.Error("a case that was not opened has a ledger")
	}
	for _, e := range []returns.Event{
		returns.Opened{},
		returns.Requested{},
		returns.Approved{},
		returns.Expired{},
		returns.Extended{},
		returns.Received{},
		returns.RefundAuthorised{},
		returns.OutboundPlanned{},
		returns.OutboundDelivered{},
		returns.SplitOff{},
		returns.Overdue{},
	} {
		state := returns.Evolve(returns.Evolve(none, e), e)
		if state.Version() != 2 {
			t.Errorf("%T twice leads to version %d", e, state.Version())
		}
		_, _ = state.Deadlines(), state.Due(day(1))
	}
}

// TestResultsAreDocuments: each is written and read back as it was, and says the same.
func TestResultsAreDocuments(t *testing.T) {
	policy := compiled(t, shop())
	late := sound()
	late.Line.Delivered, late.Line.Final, late.Actor = stamp(-60), true, logistics.ActorStaff
	a := assess(t, policy, late, day(1))
	if back := golden.RoundTrip(t, a); !cmp.Equal(back.Reasons(), a.Reasons()) || len(back.Findings) == 0 ||
		len(back.Overridden) == 0 {
		t.Errorf("%+v reads back as %+v", a, back)
	}
	state := apply(t, fold(t, historyOf(t, settledReturn())), by(policy, day(1)),
		returns.Request{ID: id("more"), Return: id("R2"), Cause: returns.CauseDamaged, Items: items("2", 2)})
	ledger, _ := state.Ledger(id("1"))
	golden.RoundTrip(t, ledger)
	golden.RoundTrip(t, state.Account())
	golden.RoundTrip(t, state.Returns())
	golden.RoundTrip(t, state.Refunds())
	golden.RoundTrip(t, state.Outbounds())
	golden.RoundTrip(t, state.Lines())
	golden.RoundTrip(t, state.Deadlines())
	golden.RoundTrip(t, state.Why(id("R1")))
	golden.RoundTrip(t, returns.Transitions())
	golden.RoundTrip(t, returns.DefaultPermissions())
	expected, err := returns.Forecast(
		[]int64{10, 20, 30}, []returns.Lag{{Periods: 1, Share: logistics.MustRatio("1/7")}}, 3,
	)
	if err != nil {
		t.Fatal(err)
	}
	golden.RoundTrip(t, expected)
	stricter := shop()
	stricter.Window = logistics.Days(0)
	run, err := returns.WhatIf(historyOf(t, paid()), compiled(t, stricter))
	if err != nil {
		t.Fatal(err)
	}
	back := golden.RoundTrip(t, run)
	if len(run.Changes) == 0 || !cmp.Equal(back.Changes, run.Changes, exported) ||
		!cmp.Equal(back.Events, run.Events, exported) {
		t.Errorf("%+v reads back as %+v", run, back)
	}
	if document(t, back.Case) != document(t, run.Case) {
		t.Errorf("%s", document(t, back.Case))
	}
	_, err = returns.Decide(
		state, returns.Approve{ID: id("x"), Return: id("R9")}, by(policy, day(1)),
	)
	var refused *logistics.RefusedError
	if !errors.As(err, &refused) || golden.RoundTrip(t, refused).Error() != err.Error() {
		t.Errorf("%v", err)
	}
}

// TestWhatReadsCanBeWritten: a null is either a fault or an absent value, of every field of every command and event.
func TestWhatReadsCanBeWritten(t *testing.T) {
	commands, events := corpus(t)
	for _, c := range commands {
		data, err := returns.EncodeCommand(c)
		if err != nil {
			t.Fatal(err)
		}
		golden.Nulls(t, data, func(path string, nulled []byte) {
			back, err := returns.DecodeCommand(nulled)
			if err != nil {
				return
			}
			if _, err := returns.EncodeCommand(back); err != nil {
				t.Errorf("%T with null at %s is read, and not written: %v", c, path, err)
			}
		})
	}
	for _, e := range events {
		data, err := returns.EncodeEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		golden.Nulls(t, data, func(path string, nulled []byte) {
			back, err := returns.DecodeEvent(nulled)
			if err != nil {
				return
			}
			if _, err := returns.EncodeEvent(back); err != nil {
				t.Errorf("%T with null at %s is read, and not written: %v", e, path, err)
			}
		})
	}
	whole := document(t, fold(t, historyOf(t, settledReturn())))
	golden.Nulls(t, []byte(whole), func(path string, nulled []byte) {
		if state, err := returns.DecodeCase(nulled); err == nil {
			_ = document(t, state)
		}
	})
}

// TestACustomerAloneIsNeverPaid: whatever a customer, or somebody nobody knows, sends to a case at any stage, no money
// is promised and no goods are decided on.
func TestACustomerAloneIsNeverPaid(t *testing.T) {
	policy := compiled(t, shop())
	commands := append(append(settledReturn(), every()...), returns.Tick{ID: id("now")})
	rapid.Check(t, func(t *rapid.T) {
		var state returns.Case
		for i := range rapid.IntRange(0, len(settledReturn())-3).Draw(t, "before") {
			state, _, _ = returns.Step(state, settledReturn()[i], by(policy, day(1)))
		}
		before := state.Account()
		for range rapid.IntRange(1, 40).Draw(t, "commands") {
			actor := rapid.SampledFrom([]logistics.Actor{"", logistics.ActorCustomer}).Draw(t, "actor")
			env := by(policy, day(rapid.IntRange(1, 60).Draw(t, "day")))
			env.Actor = actor
			next, events, _ := returns.Step(state, rapid.SampledFrom(commands).Draw(t, "command"), env)
			for _, e := range events {
				switch e.(type) {
				case returns.Requested, returns.Cancelled, returns.Dispatched:
				default:
					t.Fatalf("%q led to %T", actor, e)
				}
			}
			state = next
		}
		if after := state.Account(); !after.Paid.Equal(before.Paid) || !after.Pending.Equal(before.Pending) {
			t.Fatalf("%v, and %v before", after, before)
		}
	})
}

// TestAnyPartitionOfAReturnPaysTheSame: in however many parcels the units of a return come, and however its refunds are
// divided, the freight of the way back is kept once, no refund is below zero, and all of them come to one sum.
func TestAnyPartitionOfAReturnPaysTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := func(least, most int64, name string) logistics.Money {
			return logistics.Minor(rapid.Int64Range(least, most).Draw(t, name), logistics.MustCurrency("EUR"))
		}
		p := anytime()
		p.Refund.Freight, p.Refund.Restocking = cents(1, 2000, "freight"), logistics.MustRatio("10%")
		rules, units, paid := compiled(t, p), rapid.Int64Range(1, 6).Draw(t, "units"), cents(1, 3000, "paid")
		run := func(parcels []int64) (sum logistics.Money, freight logistics.Money) {
			commands := []returns.Command{
				returns.Open{ID: id("open"), Order: id("O"), Customer: id("C"), Lines: []returns.Sold{
					{ID: id("1"), Product: id("P"), Units: 7, Shipped: 7, Paid: paid, Delivered: stamp(0)},
				}},
				returns.Request{
					ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", int(units)),
				},
				returns.Approve{ID: id("yes"), Return: id("R1")},
			}
			for i, n := range parcels {
				name := func(s string) logistics.ID { return id(s + strconv.Itoa(i)) }
				commands = append(commands,
					returns.Receive{ID: name("came"), Return: id("R1"), Items: came("1", n, 0)},
					returns.DecideUnits{ID: name("take"), Return: id("R1"), Line: id("1"), Accept: n},
					returns.AuthoriseRefund{ID: name("pay"), Refund: name("F"), Return: id("R1")},
				)
			}
			var state returns.Case
			sum, freight = logistics.MustMoney("0 EUR"), logistics.MustMoney("0 EUR")
			for _, c := range commands {
				next, events, err := returns.Step(state, c, by(rules, day(1)))
				if err != nil {
					t.Fatal(err)
				}
				state = next
				for _, e := range events {
					if e, ok := e.(returns.RefundAuthorised); ok {
						if e.Amount.Sign() < 0 || e.Freight.Sign() < 0 {
							t.Fatalf("%s is to be paid, freight %s", e.Amount, e.Freight)
						}
						sum = added(t, sum, e.Amount)
						if !e.Freight.IsZero() {
							freight = added(t, freight, e.Freight)
						}
					}
				}
			}
			if owed := state.Account().Owed; owed.Sign() != 0 {
				t.Fatalf("%s stays owed", owed)
			}
			return sum, freight
		}
		whole, kept := run([]int64{units})
		var parcels []int64
		for left := units; left > 0; {
			n := rapid.Int64Range(1, left).Draw(t, "parcel")
			parcels, left = append(parcels, n), left-n
		}
		sum, freight := run(parcels)
		// Restocking is rounded for each part: it may differ by a cent a parcel, and the freight then with it.
		off := func(a, b logistics.Money) bool {
			d, err := a.Sub(b)
			n, ok := d.Abs().MinorUnits()
			return err != nil || !ok || n > int64(len(parcels))
		}
		if off(sum, whole) || off(freight, kept) {
			t.Fatalf("%v: %s paid and %s freight, at once %s and %s", parcels, sum, freight, whole, kept)
		}
	})
}

func added(t *rapid.T, a, b logistics.Money) logistics.Money {
	t.Helper()
	sum, err := a.Add(b)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// TestAParcelIsOneFactInWhateverOrderItIsListed: originals and their replacement that come back together all go to
// stock, nothing is replaced any more, and never more units are refunded or replaced than were sold.
func TestAParcelIsOneFactInWhateverOrderItIsListed(t *testing.T) {
	rules := compiled(t, anytime())
	begin := []returns.Command{
		returns.Open{ID: id("open"), Order: id("O"), Customer: id("C"), Lines: []returns.Sold{{
			ID: id("1"), Product: id("P"), Units: 3, Shipped: 3, Paid: logistics.MustMoney("9 EUR"),
			Delivered: stamp(0),
		}}},
		returns.Request{ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 2)},
		returns.Approve{ID: id("yes"), Return: id("R1")},
		returns.PlanOutbound{
			ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Advance, Units: 1,
			Available: 1,
		},
		returns.DeliverOutbound{ID: id("there"), Outbound: id("X1"), Units: 1},
	}
	lines, replacement := came("1", 2, 0)[0], returns.Arrival{Outbound: id("X1"), Good: 1}
	for name, parcels := range map[string][][]returns.Arrival{
		"originals first": {{lines, replacement}}, "replacement first": {{replacement, lines}},
		"two parcels": {{lines}, {replacement}},
	} {
		t.Run(name, func(t *testing.T) {
			state := apply(t, returns.Case{}, by(rules, day(1)), begin...)
			for i, parcel := range parcels {
				state = apply(t, state, by(rules, day(2)), returns.Receive{
					ID: id("came" + strconv.Itoa(i)), Return: id("R1"), Items: parcel,
				})
			}
			state = apply(
				t, state, by(rules, day(3)),
				returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Accept: 2},
				returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")},
			)
			l, _ := state.Ledger(id("1"))
			if l.Received != 2 || l.Replaced != 0 || l.Refunded != 2 || l.Returnable != 1 || l.Outstanding != 0 {
				t.Errorf("%+v", l)
			}
			_, err := returns.Decide(state, returns.Receive{
				ID: id("again"), Return: id("R1"), Items: []returns.Arrival{replacement},
			}, by(rules, day(4)))
			if !slices.Contains(refusedFor(err), returns.OutboundNotOpen) {
				t.Errorf("it came twice: %v", err)
			}
		})
	}
}
