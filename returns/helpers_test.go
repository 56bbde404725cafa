package returns_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/refund"
)

// exported lets go-cmp look into the values of this module.
var exported = cmp.Exporter(func(reflect.Type) bool { return true })

func id(s string) logistics.ID { return logistics.MustID(s) }

func currency(code string) logistics.Currency {
	m, err := logistics.ParseMoney("0", code)
	if err != nil {
		panic(err)
	}
	return m.Currency()
}

func money(t *testing.T, amount, code string) logistics.Money {
	t.Helper()
	m, err := logistics.ParseMoney(amount, code)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// fatal is what all tests have.
type fatal interface {
	Helper()
	Fatal(args ...any)
}

// fold replays a history that is whole.
func fold(t fatal, events []returns.Event) returns.Case {
	t.Helper()
	state, err := returns.Fold(events)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// document is a case as it is kept: two cases are the same when their documents are.
func document(t fatal, state returns.Case) string {
	t.Helper()
	data, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// assess holds facts against rules that are in order.
func assess(t fatal, rules *returns.Rules, facts returns.Facts, asOf time.Time) returns.Assessment {
	t.Helper()
	a, err := rules.Assess(facts, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// anytime is a policy without limits and fees.
func anytime() returns.Policy {
	return returns.Policy{
		Schema: "logistics/returns.policy/1", ID: id("anytime"), Version: 1, Zone: "UTC", Window: logistics.AnyTime(),
		Refund: refund.Terms{Rounding: logistics.HalfUp},
	}
}

func compiled(t fatal, p returns.Policy) *returns.Rules {
	t.Helper()
	c, err := returns.Compile(p, logistics.ZoneMap{"UTC": time.UTC}, logistics.RoundTheClock{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// paths are where the faults of an error lie, in order.
func paths(err error) string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		var one *logistics.FieldError
		if errors.As(err, &one) {
			return one.Path
		}
		return ""
	}
	var list []string
	for _, f := range faults {
		list = append(list, f.Path)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// by is what a command of the system is decided with, for a customer who returns something for the first time.
func by(rules *returns.Rules, asOf time.Time) returns.Env {
	return returns.Env{
		Policy: rules, AsOf: asOf, Actor: logistics.ActorSystem, History: returns.History{Returns: 1},
	}
}

// who gives a command of which nothing else is said.
func who(actor logistics.Actor) logistics.Actor {
	if actor == "" {
		return logistics.ActorSystem
	}
	return actor
}
