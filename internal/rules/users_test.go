package rules_test

import (
	"testing"

	"github.com/logicrm/logistics/internal/rules"
)

// awaited excuses a noun of the root that fewer than two rooms use, by naming the room to come:
//
//	"Party": "customer",
var awaited = map[string]string{
	"Address":         "customer",
	"Attributes":      "tier",
	"CodeCount":       "kpi/benchmark",
	"Document":        "sla/track",
	"DocumentKind":    "sla/track",
	"CurrencyError":   "every room that adds money",
	"DayHours":        "customer",
	"Entitlement":     "tier",
	"Finding":         "sla/watch",
	"Party":           "customer",
	"Precision":       "sla/track",
	"Role":            "customer",
	"Secret":          "sla/promise",
	"SecretRef":       "customer/notify",
	"Translation":     "customer/notify",
	"Wording":         "customer/notify",
	"Selector":        "returns",
	"Severity":        "sla/watch",
	"Shift":           "customer",
	"UnitError":       "every room that adds quantities",
	"Week":            "customer",
	"WorkingCalendar": "sla/promise",
	"WorkingHours":    "customer",
	"YearRule":        "hosts that make periods",
	"ZoneCache":       "hosts that resolve many stamps",
	"ZoneMap":         "hosts and tests",
	"ZonesFunc":       "hosts",
}

func TestUsers(t *testing.T) {
	keep(t, func(tree *rules.Tree) []rules.Finding { return rules.Users(tree, awaited) })
}

func TestUsersReports(t *testing.T) {
	reports(t, rules.Users(planted(t, nil), nil), "logistics: there is no root package")

	const imports = "import \"example.org/logistics\"\n\n"
	tree := planted(t, map[string]string{
		"nouns.go": `package logistics

type (
	Money   struct{}
	Verdict uint8
	Period  struct{}
	Zones   interface{}
	Tally   struct{}
	hidden  struct{}
)

const (
	Missed Verdict = iota + 1
	Met
)

func NewPeriod() Period { return Period{} }
`,
		"sla/sla.go": "package sla\n\n" + imports +
			"var _ = []any{logistics.Money{}, logistics.Met, logistics.Tally{}}\n",
		"sla/credit/credit.go":      "package credit\n\n" + imports + "type Money = logistics.Money\n",
		"sla/credit/more.go":        "package credit\n\n" + imports + "var _ logistics.Period\n",
		"sla/credit/credit_test.go": "package credit\n\n" + imports + "var _ logistics.Zones\n",
		"internal/wire/wire.go":     "package wire\n\n" + imports + "var _ logistics.Zones\n",
		"examples/a/main.go": "package main\n\n" + imports +
			"var _ logistics.Verdict\n\nvar _ logistics.Zones\n",
		"examples/b/main.go": "package main\n\n" + imports + "var _ logistics.Zones\n",
		"customer/customer.go": "package customer\n\nvar logistics struct{ Period, Tally int }\n\nvar _ = " +
			"logistics.Tally\n",
		"customer/consent/consent.go": "package consent\n\n" + imports + "func f(logistics T) { logistics.Tally() }\n",
	})
	reports(t, rules.Users(tree, map[string]string{"Period": "kpi", "Money": "tier", "Gone": "vmi"}),
		"nouns.go:4: Money is used by sla, sla/credit and no longer awaits tier",
		"nouns.go:8: Tally is used by 1 of the rooms (sla), not by two",
		"nouns.go:7: Zones is used by 1 of the rooms (examples), not by two",
		"logistics: Gone awaits vmi, but there is no such type",
	)
}
