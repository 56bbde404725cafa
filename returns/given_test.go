package returns_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/refund"
)

// shop is a policy with a window, deadlines, fees and limits for review.
func shop() returns.Policy {
	return returns.Policy{
		Schema: "logistics/returns.policy/1", ID: id("shop"), Version: 2, Zone: "UTC", Window: logistics.Days(30),
		Transit:    4,
		Authorised: true, Review: returns.Review{Returns: 5, Value: logistics.MustMoney("500 EUR")},
		Limits: returns.Limits{
			Approve: returns.Limit{Within: logistics.Days(2)}, Ship: returns.Limit{Within: logistics.Days(14)},
			Inspect: returns.Limit{Within: logistics.Days(3)}, Refund: returns.Limit{Within: logistics.Days(14)},
			Hold: returns.Limit{Within: logistics.Days(30)},
		},
		RefundFrom: returns.FromRequest,
		Refund: refund.Terms{
			Conditions: []refund.ConditionFee{{Condition: "opened", Share: logistics.MustRatio("10%")}},
			Waived:     []string{"damaged"}, Rounding: logistics.HalfUp,
		},
		ShippingBack: returns.ShippingBack{WholeOrder: true, Waived: true}, MoneyBack: refund.MoneyBack{Days: 60},
	}
}

// day is so many days after the delivery, at noon.
func day(n int) time.Time { return time.Date(2025, 3, 3+n, 12, 0, 0, 0, time.UTC) }

// order is what was sold: three of line 1, two of line 2, one of line 3 that is final.
func order() returns.Open {
	return returns.Open{
		ID: id("open"), Order: id("O-1"), Customer: id("C-1"), Shipping: logistics.MustMoney("6 EUR"),
		Tenders: []returns.Tender{
			{ID: id("card"), Captured: logistics.MustMoney("120 EUR")},
			{ID: id("voucher"), Captured: logistics.MustMoney("26 EUR")},
		},
		Lines: []returns.Sold{
			{
				ID: id("1"), Product: id("lamp"), Units: 3, Shipped: 3, Paid: logistics.MustMoney("100 EUR"),
				Tax: logistics.MustMoney("15.97 EUR"), Delivered: stamp(0), ShippedAt: stamp(-2),
			},
			{
				ID: id("2"), Product: id("cable"), Units: 2, Shipped: 2, Paid: logistics.MustMoney("30 EUR"),
				Delivered: stamp(0), ShippedAt: stamp(-2),
			},
			{
				ID: id("3"), Product: id("bulb"), Units: 1, Shipped: 1, Paid: logistics.MustMoney("10 EUR"),
				Delivered: stamp(0), ShippedAt: stamp(-2), Final: true,
			},
		},
	}
}

func stamp(n int) logistics.Stamp { return logistics.StampOf(day(n)) }

func items(pairs ...any) (list []returns.Item) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, returns.Item{Line: id(pairs[i].(string)), Units: int64(pairs[i+1].(int))})
	}
	return list
}

func came(line string, good, damaged int64) []returns.Arrival {
	return []returns.Arrival{{Line: id(line), Good: good, Damaged: damaged}}
}

// The ways a return goes, each with the one before.

func opened() []returns.Command { return []returns.Command{order()} }

func asked() []returns.Command {
	return append(
		opened(),
		returns.Request{ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 2)},
	)
}

func approved() []returns.Command {
	return append(asked(), returns.Approve{ID: id("yes"), Return: id("R1")})
}

func received() []returns.Command {
	return append(approved(), returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 2, 0)})
}

func inspected() []returns.Command {
	return append(
		received(), returns.Inspect{ID: id("look"), Return: id("R1"), Line: id("1"), Condition: "opened", Units: 2},
	)
}

func acceptedAll() []returns.Command {
	return append(
		inspected(),
		returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 2},
	)
}

func authorised() []returns.Command {
	return append(acceptedAll(), returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")})
}

func paid() []returns.Command {
	return append(authorised(), returns.ConfirmRefund{ID: id("paid"), Refund: id("F1")})
}

func replaced() []returns.Command {
	return append(received(), returns.PlanOutbound{
		ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement, Units: 1,
		Available: 5,
	})
}

func ahead() []returns.Command {
	return append(approved(), returns.PlanOutbound{
		ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Advance, Units: 2,
		Available: 5,
	})
}

// try gives the commands one after the other, all of them a day after the delivery, then the last one.
type given struct {
	name   string
	given  []returns.Command
	when   returns.Command
	on     int // day of the last one
	actor  logistics.Actor
	before int64 // returns of the customer
	expect int64
	then   string
}

// decide gives the commands before, and decides the one in question.
func (g given) decide(t *testing.T) (returns.Case, []returns.Event, error) {
	t.Helper()
	policy := compiled(t, shop())
	var state returns.Case
	for _, c := range g.given {
		state = apply(t, state, by(policy, day(1)), c)
	}
	env := returns.Env{
		Policy: policy, AsOf: day(max(g.on, 1)), Actor: who(g.actor),
		History: returns.History{Returns: max(g.before, 1)},
		Expect:  g.expect,
	}
	events, err := returns.Decide(state, g.when, env)
	return state, events, err
}

func (g given) run(t *testing.T) (returns.Case, string) {
	t.Helper()
	state, events, err := g.decide(t)
	var refused *logistics.RefusedError
	if errors.As(err, &refused) {
		return state, "refused: " + strings.TrimPrefix(err.Error(), logistics.ErrRefused.Error()+": ")
	}
	if err != nil {
		return state, err.Error()
	}
	var text []string
	for _, e := range events {
		state = returns.Evolve(state, e)
		var name strings.Builder
		name.WriteString(reflect.TypeOf(e).Name())
		if late, ok := e.(returns.Overdue); ok {
			name.WriteString(" " + string(late.Clock) + " of " + late.Due.Format(time.DateOnly))
		}
		if money, ok := e.(returns.RefundAuthorised); ok {
			name.WriteString(" " + money.Amount.String() + " by " + string(money.Method))
			for _, p := range money.Tenders {
				name.WriteString(", " + p.Amount.String() + " to " + p.Tender.String())
			}
		}
		if out, ok := e.(returns.OutboundPlanned); ok && !out.Difference.IsZero() {
			name.WriteString(" " + out.Difference.String() + " of difference")
		}
		text = append(text, name.String())
	}
	if len(text) == 0 {
		text = []string{"nothing"}
	}
	for _, r := range state.Returns() {
		var line strings.Builder
		line.WriteString(r.ID.String() + " " + state.Stage(r.ID).String())
		for _, why := range state.Why(r.ID) {
			line.WriteString(" " + returns.Reasons().English(why))
		}
		text = append(text, line.String())
	}
	return state, strings.Join(text, "; ")
}

func TestGivenWhenThen(t *testing.T) {
	covered := map[returns.Verb]bool{}
	for _, g := range stories() {
		if _, got := g.run(t); got != g.then {
			t.Errorf("%s: %q, want %q", g.name, got, g.then)
		}
		data, err := returns.EncodeCommand(g.when)
		if err != nil {
			t.Fatal(err)
		}
		for v := returns.VerbOpen; v <= returns.VerbTick; v++ {
			covered[v] = covered[v] || strings.HasPrefix(string(data), `{"type":"`+v.String()+`"`)
		}
	}
	for v := returns.VerbOpen; v <= returns.VerbTick; v++ {
		if !covered[v] {
			t.Errorf("%s has no story", v)
		}
	}
}
