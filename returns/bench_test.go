package returns_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// tenLines is an order of ten lines, delivered together, with a window and two deadlines.
func tenLines(tb testing.TB) (returns.Case, returns.Env) {
	tb.Helper()
	p := anytime()
	p.Window = logistics.Days(30)
	p.Limits.Approve = returns.Limit{Within: logistics.Days(2)}
	p.Limits.Inspect = returns.Limit{Within: logistics.Days(2)}
	env := returns.Env{
		Policy: compiled(tb, p), AsOf: time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC), Actor: logistics.ActorStaff,
		History: returns.History{Returns: 1},
	}
	open := returns.Open{ID: id("open"), Order: id("O-1"), Customer: id("C-1")}
	for i := range 10 {
		open.Lines = append(open.Lines, returns.Sold{
			ID: id("L" + strconv.Itoa(i)), Product: id("P"), Units: 5, Shipped: 5,
			Paid:      logistics.MustMoney("49.95 EUR"),
			Delivered: logistics.MustStamp("2025-03-03T10:00:00Z"),
		})
	}
	return apply(tb, returns.Case{}, env, open), env
}

func apply(tb testing.TB, state returns.Case, env returns.Env, commands ...returns.Command) returns.Case {
	tb.Helper()
	for _, c := range commands {
		events, err := returns.Decide(state, c, env)
		if err != nil {
			tb.Fatal(err)
		}
		for _, e := range events {
			state = returns.Evolve(state, e)
		}
	}
	return state
}

func allTen() (items []returns.Item) {
	for i := range 10 {
		items = append(items, returns.Item{Line: id("L" + strconv.Itoa(i)), Units: 2})
	}
	return items
}

func BenchmarkMove(b *testing.B) {
	b.ReportAllocs()
	allowed, tried := 0, 0
	for b.Loop() {
		tried++
		if _, ok := returns.State(tried % 7).Move(returns.Verb(tried % 25)); ok {
			allowed++
		}
	}
	if tried > 1000 && (allowed == 0 || allowed == tried) {
		b.Errorf("%d of %d allowed", allowed, tried)
	}
}

func TestMoveDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { _, _ = returns.StateApproved.Move(returns.VerbReceive) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkDecideTenLines(b *testing.B) {
	state, env := tenLines(b)
	request := returns.Request{ID: id("ask"), Return: id("R"), Cause: returns.CauseDamaged, Items: allTen()}
	asked := apply(b, state, env, request, returns.Approve{ID: id("yes"), Return: id("R")})
	receive := returns.Receive{ID: id("came"), Return: id("R")}
	for _, item := range allTen() {
		receive.Items = append(receive.Items, returns.Arrival{Line: item.Line, Good: item.Units})
	}
	for name, c := range map[string]struct {
		state   returns.Case
		command returns.Command
	}{"request": {state, request}, "receive": {asked, receive}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := returns.Decide(c.state, c.command, env); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// thousand is the history of one order with 1,000 events: returns of one unit from request to payment.
func thousand(tb testing.TB) []returns.Event {
	tb.Helper()
	env := by(compiled(tb, anytime()), time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC))
	state, history := returns.Case{}, []returns.Event{}
	do := func(c returns.Command) {
		events, err := returns.Decide(state, c, env)
		if err != nil {
			tb.Fatal(err)
		}
		for _, e := range events {
			state = returns.Evolve(state, e)
		}
		history = append(history, events...)
	}
	do(returns.Open{ID: id("open"), Order: id("O-1"), Customer: id("C-1"), Lines: []returns.Sold{
		{ID: id("L1"), Product: id("P"), Units: 1000, Shipped: 1000, Paid: logistics.MustMoney("9999.99 EUR")},
	}})
	for i := 0; len(history) < 1000; i++ {
		n := strconv.Itoa(i)
		r, f := id("R-"+n), id("F-"+n)
		for _, c := range []returns.Command{
			returns.Request{
				ID: id("a" + n), Return: r, Cause: returns.CauseDamaged,
				Items: []returns.Item{{Line: id("L1"), Units: 1}},
			},
			returns.Approve{ID: id("b" + n), Return: r},
			returns.Receive{ID: id("c" + n), Return: r, Items: []returns.Arrival{{Line: id("L1"), Good: 1}}},
			returns.Inspect{ID: id("d" + n), Return: r, Line: id("L1"), Condition: "opened", Units: 1},
			returns.DecideUnits{ID: id("e" + n), Return: r, Line: id("L1"), Condition: "opened", Accept: 1},
			returns.AuthoriseRefund{ID: id("f" + n), Refund: f, Return: r},
			returns.ConfirmRefund{ID: id("g" + n), Refund: f},
		} {
			if len(history) < 1000 {
				do(c)
			}
		}
	}
	return history
}

func BenchmarkReplay1000(b *testing.B) {
	history := thousand(b)
	b.ReportAllocs()
	for b.Loop() {
		if state, err := returns.Fold(history); err != nil || state.Version() != 1000 {
			b.Fatal("events were lost")
		}
	}
}

func BenchmarkEvolve(b *testing.B) {
	state, env := tenLines(b)
	state = apply(
		b, state, env,
		returns.Request{ID: id("ask"), Return: id("R"), Cause: returns.CauseDamaged, Items: allTen()[:3]},
	)
	events, err := returns.Decide(state, returns.Approve{ID: id("yes"), Return: id("R")}, env)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		_ = returns.Evolve(state, events[0])
	}
}

func BenchmarkNextDue100000(b *testing.B) {
	state, env := tenLines(b)
	cases := make([]returns.Case, 100_000)
	for i := range cases {
		env.AsOf = env.AsOf.Add(time.Duration(i*7919%100_003) * time.Second)
		if i < 1000 {
			cases[i] = apply(b, state, env, returns.Request{
				ID: id("ask"), Return: id(fmt.Sprint("R", i)), Cause: returns.CauseDamaged, Items: allTen()[:3],
			})
			env.AsOf = env.AsOf.Add(-time.Duration(i*7919%100_003) * time.Second)
			continue
		}
		cases[i] = cases[(i*31)%1000]
	}
	b.ReportAllocs()
	for b.Loop() {
		if len(returns.NextDue(cases)) != len(cases) {
			b.Fatal("deadlines were lost")
		}
	}
}
