package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/rules"
)

func TestAPI(t *testing.T) {
	tree, err := house()
	if err != nil {
		t.Fatal(err)
	}
	api, err := rules.API(tree)
	if err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "testdata/api.txt", []byte(api))
}

func TestAPILists(t *testing.T) {
	tree := planted(t, map[string]string{
		"money.go": `// Package logistics is documented.
package logistics

// Code names a reason.
type Code string

// The codes.
const (
	CodeLate Code = "late" // beside it
	codeEarly Code = "early"
)

// Verdict is ordered.
type Verdict uint8

const (
	Missed Verdict = iota + 1
	Met
	hidden
)

// Money is opaque.
type Money struct {
	// Currency is shown.
	Currency string ` + "`json:\"currency\"`" + `
	coefficient int64
	Code
	locked
}

type locked struct{ Key int }

// Open does nothing.
func (locked) Open() {}

// Add adds.
func (m *Money) Add(
	// the other one
	other Money,
) (Money, error) {
	return other, nil
}

func (m Money) sub() {}

// Event is sealed.
type Event interface {
	Code
	At(zone string) int
	event()
}

// Zones is open.
type Zones interface{ Zone(name string) error }

// Set is generic.
type Set[K comparable, V any] struct{}

// Keys lists.
func (s Set[K, V]) Keys() []K { return nil }

// Same is an alias.
type Same = Code

// ErrLate is an error.
var ErrLate = errors.New("late")

// Map is generic.
func Map[T any](in []T, f func(T) T) []T { return in }

func private() {}
`,
		"sla/sla.go":                  "package sla\n\nfunc Check() {}\n",
		"internal/exact/exact.go":     "package exact\n\nfunc Exported() {}\n",
		"examples/quickstart/main.go": "package main\n\nfunc Exported() {}\n",
	})
	got, err := rules.API(tree)
	if err != nil {
		t.Fatal(err)
	}
	want := `logistics: const CodeLate Code = "late"
logistics: const Met Verdict = 1 + 1
logistics: const Missed Verdict = 0 + 1
logistics: field Money.Code embedded Code
logistics: field Money.Currency string ` + "`json:\"currency\"`" + `
logistics: func Map[T any](in []T, f func(T) T) []T
logistics: method (*Money) Add(other Money) (Money, error)
logistics: method (Set[K, V]) Keys() []K
logistics: method Event embeds Code
logistics: method Event.At(zone string) int
logistics: method Zones.Zone(name string) error
logistics: type Code string
logistics: type Event interface, sealed
logistics: type Money struct with unexported fields
logistics: type Same = Code
logistics: type Set[K comparable, V any] struct
logistics: type Verdict uint8
logistics: type Zones interface
logistics: var ErrLate
sla: func Check()
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("API (-want +got):\n%s", diff)
	}
}
