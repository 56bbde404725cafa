package rules_test

import (
	"testing"

	"github.com/logicrm/logistics/internal/rules"
)

func TestExamples(t *testing.T) { keep(t, rules.Examples) }

func TestExamplesReports(t *testing.T) {
	reports(t, rules.Examples(planted(t, map[string]string{
		"sla/sla.go": `package sla

func Check() error { return nil }

func Checked() error { return nil }

func Silent() {}

func MustCheck() {}

func check() error { return nil }

func (Policy) Compile() (*Checker, error) { return nil, nil }

func (*Checker) Check() (v Verdict, err error) { return nil, nil }

func (*Checker) Validate() error { return nil }

func (Checker) Len() int { return 0 }

func (hidden) Check() error { return nil }

func (Set[K]) Add(k K) error { return nil }

func (Policy) MarshalJSON() ([]byte, error) { return nil, nil }

func (*Policy) UnmarshalText([]byte) error { return nil }

func (Policy) Unwrap() error { return nil }
`,
		"sla/sla_test.go": "package sla\n\nfunc ExampleChecked() {\n\t// Output: inside\n}\n",
		"sla/example_test.go": `package sla_test

func ExampleCheck() {
	// Output: met
}

func ExamplePolicy_Compile_faults() {
	// Output:
}

func ExampleChecker_Check() {
	println()
}

func ExampleSilently() {
	// Output: met
}

func ExampleSet_Add() {
	// Unordered output: met
}
`,
		"internal/exact/exact.go":     "package exact\n\nfunc Exported() {}\n",
		"examples/quickstart/main.go": "package main\n\nfunc Exported() {}\n",
	})),
		"sla/sla.go:5: sla.Checked has no ExampleChecked in package sla_test",
		"sla/sla.go:7: sla.Silent has no ExampleSilent in package sla_test",
		"sla/sla.go:17: sla.Checker.Validate has no ExampleChecker_Validate in package sla_test",
		"sla/example_test.go:11: ExampleChecker_Check has no output to compare",
	)
}
