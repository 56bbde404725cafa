package rules_test

import (
	"testing"

	"github.com/logicrm/logistics/internal/rules"
)

func TestPurity(t *testing.T) { keep(t, rules.Purity) }

func TestPurityReportsImports(t *testing.T) {
	impure := "package x\n\nimport _ \"os\"\n\nfunc init() {}\n\nvar State int\n"
	reports(t, rules.Purity(planted(t, map[string]string{
		"examples/quickstart/main.go": impure,
		"internal/golden/golden.go":   impure,
		"internal/rules/rules.go":     impure,
		"examples/peers/go.mod":       "module peers\n",
		"examples/peers/main.go":      impure,
		"sla/sla_test.go":             impure,
	})))
	reports(t, rules.Purity(planted(t, map[string]string{
		"sla/sla.go": `package sla

import (
	"context"
	"database/sql/driver"
	"io/fs"
	"log/slog"
	. "math"
	"net/http"
	"os"
	_ "time/tzdata"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"golang.org/x/text/language"
	"gonum.org/v1/gonum/stat/distuv"

	"example.org/logistics"
)
`,
	})),
		"sla/sla.go:5: pure code does not import database/sql/driver",
		"sla/sla.go:6: pure code does not import io/fs",
		"sla/sla.go:7: pure code does not import log/slog",
		`sla/sla.go:8: import of math as "." hides what it does`,
		"sla/sla.go:9: pure code does not import net/http",
		"sla/sla.go:10: pure code does not import os",
		`sla/sla.go:11: import of time/tzdata as "_" hides what it does`,
		"sla/sla.go:12: pure code does not import unsafe",
		"sla/sla.go:14: the library does not depend on github.com/google/go-cmp/cmp",
	)
}

func TestPurityReportsUses(t *testing.T) {
	reports(t, rules.Purity(planted(t, map[string]string{
		"kpi/clock.go": `package kpi

import clock "time"

func f() { g(clock.Now, clock.UTC, clock.Local) }

func h(clock T) { clock.Now() }

func i(t clock.Time) { t.Local(); t.Local(1); clock.Parse("", "") }
`,
		"kpi/dice.go": `package kpi

import "math/rand/v2"

func roll(seed uint64) *rand.Rand { rand.IntN(6); return rand.New(rand.NewPCG(seed, 0)) }
`,
		"kpi/money.go": `package kpi

import "github.com/shopspring/decimal"

func split(a, b decimal.Decimal) { a.Div(b); a.DivRound(b, 2); decimal.DivisionPrecision = 2 }
`,
		"kpi/other.go": `package kpi

func split(a, b Share) { a.Div(b); b.Local() }
`,
	})),
		"kpi/clock.go:5: time.Now: the instant is an argument",
		"kpi/clock.go:5: time.Local: the zone comes from the policy",
		"kpi/clock.go:9: time.Parse: it consults the zone of the process; use time.ParseInLocation with time.UTC",
		"kpi/clock.go:9: Local reads the zone of the process",
		"kpi/dice.go:5: rand.IntN: randomness comes from a seeded source",
		"kpi/money.go:5: decimal.DivisionPrecision: it is a switch of the whole process; use the form that takes it "+
			"per call",
		"kpi/money.go:5: Div reads a switch of the process; use DivRound",
	)
}

func TestPurityReportsState(t *testing.T) {
	reports(t, rules.Purity(planted(t, map[string]string{
		"vmi/state.go": `package vmi

import (
	"errors"
	"fmt"
)

func init() {}

var ErrStock = errors.New("vmi: stock")

var errDeep = fmt.Errorf("vmi: %w", ErrStock)

var Stock = errors.New("vmi: stock")

var _ fmt.Stringer = State(0)

var Default = Policy{}

var count int

var names, units = []string{"each"}, map[string]int{"each": 1}

var cache = compute()
`,
		"vmi/write.go": `package vmi

import "slices"

func write() {
	names[0] = "case"
	units["case"]++
	p := &names[0]
	for names[0] = range units {
	}
	delete(units, "each")
	slices.Sort(names)
	slices.Sort(slices.Clone(names))
	ErrStock = nil
	_ = units["case"]
}

func local(names []string) {
	names[0] = "case"
	units := map[string]int{}
	units["case"] = 1
}
`,
	})),
		"vmi/state.go:8: no init: nothing runs before it is called",
		"vmi/state.go:14: Stock: an exported error is named Err…",
		"vmi/state.go:18: Default: any host could assign it; make it a function",
		"vmi/state.go:20: count: a package variable is an error or a table written as a literal",
		"vmi/state.go:24: cache: a package variable is an error or a table written as a literal",
		"vmi/write.go:6: names: a package variable is never assigned",
		"vmi/write.go:7: units: a package variable is never assigned",
		"vmi/write.go:8: names: a package variable is never given away by address",
		"vmi/write.go:9: names: a package variable is never assigned",
		"vmi/write.go:11: units: a package variable is never changed in place",
		"vmi/write.go:12: names: a package variable is never changed in place",
		"vmi/write.go:14: ErrStock: a package variable is never assigned",
	)
}
