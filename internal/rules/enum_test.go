package rules_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics/internal/rules"
)

// grade keeps the rule: a text for each value, none for zero.
type grade uint8

var gradeTexts = []string{"", "low", "high_enough"}

func (g grade) String() string { return gradeTexts[g] }

func (g grade) MarshalText() ([]byte, error) {
	if g == 0 || int(g) >= len(gradeTexts) {
		return nil, errors.New("no such grade")
	}
	return []byte(gradeTexts[g]), nil
}

func (g *grade) UnmarshalText(text []byte) error {
	i := slices.Index(gradeTexts[1:], string(text))
	if i < 0 {
		return errors.New("no such grade")
	}
	*g = grade(i + 1)
	return nil
}

// sloppy breaks what the rule asks for: every value has a text, some share one, reading never fails.
type sloppy int

func (s sloppy) String() string { return fmt.Sprint("Sloppy", int(s)) }

func (s sloppy) MarshalText() ([]byte, error) { return fmt.Append(nil, "Sloppy ", int(s)/2), nil }

func (s *sloppy) UnmarshalText([]byte) error {
	*s = 1
	return nil
}

// late fails to read, but has already changed its target.
type late int

func (l late) String() string { return "late" }

func (l late) MarshalText() ([]byte, error) {
	if l > 1 {
		return nil, errors.New("no such text")
	}
	return []byte([]string{"unspecified", "late"}[l]), nil
}

func (l *late) UnmarshalText(text []byte) error {
	*l = 0
	if string(text) != "late" {
		return errors.New("no such text")
	}
	*l = 1
	return nil
}

// recorder stands in for the test that would fail.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func TestEnum(t *testing.T) { rules.Enum(t, grade(1), grade(2)) }

func TestEnumReports(t *testing.T) {
	wants := func(check func(testing.TB), parts ...string) {
		t.Helper()
		r := &recorder{}
		check(r)
		all := strings.Join(r.failures, "\n")
		for _, part := range parts {
			if !strings.Contains(all, part) {
				t.Errorf("not reported: %s\nreported:\n%s", part, all)
			}
		}
		if len(parts) == 0 || len(r.failures) == 0 {
			t.Errorf("reported: %q", r.failures)
		}
	}
	wants(func(tb testing.TB) { rules.Enum[grade](tb) }, "no values given")
	wants(func(tb testing.TB) { rules.Enum(tb, grade(1)) }, `"high_enough" follows the last value given`)
	wants(func(tb testing.TB) { rules.Enum(tb, grade(2), grade(1)) }, "value 1 is 2")
	wants(func(tb testing.TB) { rules.Enum(tb, grade(1), grade(2), grade(3)) }, "MarshalText: no such grade")
	wants(
		func(tb testing.TB) { rules.Enum(tb, sloppy(1), sloppy(2), sloppy(3)) },
		`text "Sloppy 0" is not in snake_case`,
		`2 and 3 share the text "Sloppy 1"`,
		`String "Sloppy1", MarshalText "Sloppy 0"`,
		`UnmarshalText("Sloppy 1") = 1`,
		`UnmarshalText("no_such_text") is not an error`,
		`UnmarshalText("") is not an error`,
		`the zero value writes "Sloppy 0"`,
		"follows the last value given",
	)
	wants(func(tb testing.TB) { rules.Enum(tb, late(1)) }, "fails but changes its target")
}

func TestEnums(t *testing.T) { keep(t, rules.Enums) }

func TestEnumsReports(t *testing.T) {
	reports(t, rules.Enums(planted(t, map[string]string{
		"enums.go": `package logistics

type Verdict uint8

const (
	Missed Verdict = iota + 1
	Met
)

func (Verdict) String() string { return "" }

type Mode uint8

const (
	HalfUp   Mode = 1
	HalfDown Mode = 2
)

func (Mode) String() string { return "" }

func Modes() []Mode { return nil }

type Right byte

const Place Right = 1

func (Right) String() string { return "" }

type Forgotten int

const First Forgotten = iota

func (Forgotten) String() string { return "" }

type Silent int

const One Silent = 1

type Bits int

const Low Bits = 1 << iota

func (Bits) String() string { return "" }

type Duration int64

const Hour Duration = 3600

func (Duration) String() string { return "" }

type hidden int

const Two hidden = 2

func (hidden) String() string { return "" }
`,
		"enums_test.go": `package logistics_test

import house "example.org/logistics/internal/rules"

func TestEnums(t *testing.T) {
	house.Enum(t, logistics.Met)
	house.Enum(t, logistics.Modes()...)
	house.Enum[logistics.Right](t)
	rules.Enum(t, logistics.First)
	house.Other(t, logistics.First)
}
`,
	})), "enums.go:29: Forgotten: no test of logistics gives its values to rules.Enum")
}
