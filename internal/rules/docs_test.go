package rules_test

import (
	"testing"

	"github.com/logicrm/logistics/internal/rules"
)

func TestDocs(t *testing.T) { keep(t, rules.Docs) }

func TestDocsReports(t *testing.T) {
	reports(t, rules.Docs(planted(t, map[string]string{
		"doc.go": `// Package logistics has the nouns.
//
// # Model and units
//
// # Rounding
//
// # Time
//
// # Errors
//
// # Guarantees
//
// # Sources
package logistics
`,
		"names.go": `package logistics

// Money is exact.
type Money struct{ Undocumented int }

// An amount is a share.
type Amount int

// The modes.
const (
	HalfUp = 1
	HalfDown
)

const (
	Up = 1 // away from zero
	Down = 2
)

// ErrLate, it says.
var ErrLate = 1

// late again
var ErrEarly = 1

// Parse parses.
func Parse() {}

func Format() {}

// String prints.
func (Money) String() string { return "" }

// adds
func (*Money) Add() {}

func (Money) sub() {}

func (hidden) Shown() {}

type hidden int
`,
		"sla/doc.go": `// Package sla judges.
//
// # Model and units
//
// # Errors and more
package sla
`,
		"kpi/kpi.go":                  "// Package kpi counts.\npackage kpi\n",
		"tier/doc.go":                 "// Tier is the package.\npackage tier\n",
		"internal/exact/doc.go":       "// Package exact counts.\npackage exact\n",
		"internal/zone/doc.go":        "package zone\n",
		"internal/rules/rules.go":     "package rules\n\nfunc Exported() {}\n",
		"examples/quickstart/main.go": "package main\n\nfunc Exported() {}\n",
	})),
		`internal/zone/doc.go: the package comment does not begin with "Package zone"`,
		"kpi: has no doc.go",
		"names.go:7: Amount has no comment that begins with its name",
		"names.go:17: Down has no comment that begins with its name",
		"names.go:24: ErrEarly has no comment that begins with its name",
		"names.go:29: Format has no comment that begins with its name",
		"names.go:35: Money.Add has no comment that begins with its name",
		`sla/doc.go: has no heading "# Rounding"`,
		`sla/doc.go: has no heading "# Time"`,
		`sla/doc.go: has no heading "# Errors"`,
		`sla/doc.go: has no heading "# Guarantees"`,
		`sla/doc.go: has no heading "# Sources"`,
		`tier/doc.go: the package comment does not begin with "Package tier"`,
	)
}
