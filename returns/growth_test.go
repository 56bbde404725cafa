package returns_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/disposition"
)

// give gives commands one after the other.
func give(t *testing.T, commands []returns.Command) (state returns.Case, history []returns.Event) {
	t.Helper()
	env := returns.Env{
		Policy: compiled(t, anytime()), AsOf: day(1), Actor: logistics.ActorStaff, History: returns.History{Returns: 1},
	}
	for _, c := range commands {
		next, events, err := returns.Step(state, c, env)
		if err != nil {
			t.Fatal(err)
		}
		state, history = next, append(history, events...)
	}
	return state, history
}

func numbered(prefix string, n int) logistics.ID { return logistics.MustID(prefix + strconv.Itoa(n)) }

// sale is an order of one line with so many units.
func sale(units int) returns.Open {
	return returns.Open{ID: id("open"), Order: id("O-1"), Customer: id("C-1"), Lines: []returns.Sold{
		{
			ID: id("1"), Product: id("lamp"), Units: int64(units), Shipped: int64(units),
			Paid: logistics.MustMoney("9999.99 EUR"),
		},
	}}
}

// inOneReturn is a return of so many units, each of which comes, is inspected, accepted and refunded by itself.
func inOneReturn(units int) []returns.Command {
	commands := []returns.Command{
		sale(units),
		returns.Request{ID: id("ask"), Return: id("R"), Cause: returns.CauseDamaged, Items: items("1", units)},
		returns.Approve{ID: id("yes"), Return: id("R")},
	}
	for i := range units {
		commands = append(commands,
			returns.Receive{ID: numbered("came", i), Return: id("R"), Items: came("1", 1, 0)},
			returns.Inspect{ID: numbered("look", i), Return: id("R"), Line: id("1"), Condition: "opened", Units: 1},
			returns.DecideUnits{
				ID: numbered("take", i), Return: id("R"), Line: id("1"), Condition: "opened", Accept: 1,
			},
			returns.AuthoriseRefund{ID: numbered("pay", i), Refund: numbered("F", i), Return: id("R")},
			returns.ConfirmRefund{ID: numbered("paid", i), Refund: numbered("F", i)})
	}
	return append(commands, returns.Close{ID: id("end"), Return: id("R")})
}

// inOneCase are so many returns of one unit each, all asked for before the first is refunded, and refunded in another
// order.
func inOneCase(n int) []returns.Command {
	commands := []returns.Command{sale(n)}
	for i := range n {
		commands = append(commands, returns.Request{
			ID: numbered("ask", i), Return: numbered("R", i), Cause: returns.CauseDamaged, Items: items("1", 1),
		})
	}
	for k := range n {
		i := k * 7919 % n
		commands = append(commands, returns.Approve{ID: numbered("yes", i), Return: numbered("R", i)},
			returns.Receive{ID: numbered("came", i), Return: numbered("R", i), Items: came("1", 1, 0)},
			returns.DecideUnits{ID: numbered("take", i), Return: numbered("R", i), Line: id("1"), Accept: 1},
			returns.AuthoriseRefund{ID: numbered("pay", i), Refund: numbered("F", i), Return: numbered("R", i)},
			returns.ConfirmRefund{ID: numbered("paid", i), Refund: numbered("F", i)},
			returns.Close{ID: numbered("end", i), Return: numbered("R", i)})
	}
	return commands
}

// TestGrowthOfManyCommands: commands in one return, returns in one case, their replay, and the document of both.
func TestGrowthOfManyCommands(t *testing.T) {
	for name, many := range map[string]struct {
		n        int
		commands func(int) []returns.Command
	}{"in one return": {400, inOneReturn}, "in one case": {250, inOneCase}} {
		t.Run(name, func(t *testing.T) {
			golden.Growth(t, many.n, func(n int) func() {
				commands := many.commands(n)
				return func() { give(t, commands) }
			})
		})
		t.Run(name+", replayed", func(t *testing.T) {
			histories := map[int][]returns.Event{}
			golden.Growth(t, 8*many.n, func(n int) func() {
				if histories[n] == nil {
					_, histories[n] = give(t, many.commands(n))
				}
				return func() { fold(t, histories[n]) }
			})
		})
		t.Run(name+", kept", func(t *testing.T) {
			golden.Growth(t, many.n, func(n int) func() {
				state, _ := give(t, many.commands(n))
				return func() {
					data, err := json.Marshal(state)
					if err != nil {
						t.Fatal(err)
					}
					if _, err := returns.DecodeCase(data); err != nil {
						t.Fatal(err)
					}
				}
			})
		})
	}
}

// TestManyReturnsEndAsFew: a case with more returns than are looked at one by one is what a small one is.
func TestManyReturnsEndAsFew(t *testing.T) {
	for _, n := range []int{1, 7, 8, 9, 40, 100} {
		state, history := give(t, inOneCase(n))
		ledger, _ := state.Ledger(id("1"))
		if account := state.Account(); account.Paid.String() != "9999.99 EUR" || ledger.Refunded != int64(n) ||
			ledger.Returnable != 0 {
			t.Errorf("%d returns: %+v, %+v", n, account, ledger)
		}
		if live, replayed := document(t, state), document(t, fold(t, history)); live != replayed {
			t.Errorf("%d returns: live %s\nreplayed %s", n, live, replayed)
		}
	}
}

// TestAReturnHasBounds: what every event of a return would copy has a bound, and more is refused by name.
func TestAReturnHasBounds(t *testing.T) {
	commands := []returns.Command{
		sale(3000),
		returns.Request{ID: id("ask"), Return: id("R"), Cause: returns.CauseDamaged, Items: items("1", 3000)},
		returns.Approve{ID: id("yes"), Return: id("R")},
		returns.Receive{ID: id("came"), Return: id("R"), Items: came("1", 3000, 0)},
	}
	inspect := func(n int) returns.Command {
		return returns.Inspect{
			ID: numbered("look", n), Return: id("R"), Line: id("1"), Units: 1,
			Condition: logistics.Condition("c" + strconv.Itoa(n)),
		}
	}
	for i := range 1000 {
		commands = append(commands, inspect(i))
	}
	all := returns.Dispose{ID: id("gone"), Return: id("R"), Line: id("1")}
	for i := range 1000 {
		all.Dispositions = append(
			all.Dispositions, returns.Disposed{Disposition: disposition.Disposition("d" + strconv.Itoa(i)), Units: 1},
		)
	}
	state, _ := give(t, append(commands, all))
	env := by(compiled(t, anytime()), day(1))
	again := returns.Inspect{ID: id("again"), Return: id("R"), Line: id("1"), Units: 1, Condition: "c7"}
	more := returns.Dispose{ID: id("more"), Return: id("R"), Line: id("1"), Dispositions: all.Dispositions[:1]}
	other := returns.Dispose{
		ID: id("other"), Return: id("R"), Line: id("1"),
		Dispositions: []returns.Disposed{{Disposition: "new", Units: 1}},
	}
	for _, c := range []struct {
		command returns.Command
		full    bool
	}{{again, false}, {inspect(1000), true}, {more, false}, {other, true}} {
		_, err := returns.Decide(state, c.command, env)
		if full := slices.Contains(refusedFor(err), returns.ReturnFull); full != c.full || !full && err != nil {
			t.Errorf("%#v: %v", c.command, err)
		}
	}
}
