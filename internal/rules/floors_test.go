package rules_test

import (
	"strings"
	"testing"

	"github.com/logicrm/logistics/internal/rules"
)

// floors is a statement of policy: "a < b" means that b may import a, and whatever a may import. An
// arrow that is missing here is missing on purpose; what one room hands to another is a root type.
const floors = `
	# Kernels, and the nouns above them.
	NONE < internal/enum, internal/exact, internal/stat, internal/text, internal/words,
		internal/iso, internal/scheme;
	internal/enum < internal/zone, internal/clock, logistics;
	internal/zone < internal/clock, internal/period;
	internal/iso < internal/period;
	internal/exact, internal/words < internal/voice;
	internal/exact, internal/zone, internal/stat, internal/clock < logistics;
	internal/iso, internal/scheme, internal/voice, internal/period < logistics;
	logistics < internal/history, internal/wire, internal/edi;
	internal/wire < internal/workflow;

	# The rooms. None of the six folders knows another.
	internal/history, internal/wire, internal/workflow, internal/edi < every leaf;
	internal/text < customer/quality, customer/match;

	sla/calendar < sla/promise;
	sla/sevenr < sla/programmes;
	sla/sevenr, sla/credit, sla/calendar < sla;
	sla, sla/track, sla/promise < sla/watch;

	kpi < kpi/count < kpi/compare < kpi/score;
	kpi/count < kpi/control, kpi/benchmark;
	kpi/compare, kpi/control < kpi/capa < kpi/kaizen;
	kpi/capa < kpi/roadmap;

	returns/refund, returns/disposition, returns/claim, returns/crosswalk < returns;

	vmi/policy < vmi/demand, vmi/lot;
	vmi/policy, vmi/demand, vmi/lot < vmi < vmi/simulate, vmi/exchange;

	tier/profit, tier/segment, tier/clv, tier/offer < tier;

	customer/consent < customer < customer/quality, customer/match, customer/notify, customer/feedback;

	# The roof, and the only floor that does I/O.
	everything < customer/view < examples;
`

func TestFloors(t *testing.T) {
	keep(t, func(tree *rules.Tree) []rules.Finding { return rules.Floors(tree, floors) })
}

func TestFloorsMean(t *testing.T) {
	graph, err := rules.ParseFloors(floors)
	if err != nil {
		t.Fatal(err)
	}
	for _, arrow := range []struct {
		from, to string
		want     bool
	}{
		{"internal/clock", "internal/zone", true},
		{"internal/zone", "internal/clock", false},
		{"logistics", "internal/clock", true},
		{"logistics", "internal/wire", false},
		{"internal/wire", "internal/history", false},
		{"internal/workflow", "internal/wire", true},
		{"internal/workflow", "returns", false},
		{"returns/claim", "internal/workflow", true},
		{"sla/track", "logistics", true},
		{"sla/watch", "sla/credit", true},
		{"sla/credit", "sla", false},
		{"sla/promise", "sla", false},
		{"sla/programmes", "sla/sevenr", true},
		{"sla", "sla/programmes", false},
		{"kpi/score", "kpi/count", true},
		{"kpi/count", "kpi/compare", false},
		{"kpi/control", "kpi/count", true},
		{"kpi/control", "kpi/compare", false},
		{"kpi/benchmark", "kpi/score", false},
		{"kpi/capa", "kpi/score", false},
		{"kpi/kaizen", "kpi", true},
		{"kpi/roadmap", "kpi/kaizen", false},
		{"returns", "returns/claim", true},
		{"returns/claim", "returns/refund", false},
		{"vmi/simulate", "vmi/policy", true},
		{"vmi/simulate", "vmi", true},
		{"vmi", "vmi/simulate", false},
		{"customer/match", "customer/consent", true},
		{"customer/view", "vmi/simulate", true},
		{"customer/view", "customer/view", false},
		{"examples", "customer/view", true},
		{"examples", "internal/exact", true},
		{"tier", "kpi", false},
	} {
		if got := graph.Allows(arrow.from, arrow.to); got != arrow.want {
			t.Errorf("may %s import %s: %v, want %v", arrow.from, arrow.to, got, arrow.want)
		}
	}
}

func TestParseFloorsRefuses(t *testing.T) {
	for text, part := range map[string]string{
		"a < b; b < c; c < a;": "below itself",
		"a;":                   "no arrow",
		"a < b c;":             `"b c" is not a name`,
		"a < b,, c;":           `"" is not a name`,
		"a < NONE;":            "NONE",
	} {
		if _, err := rules.ParseFloors(text); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%q: error %v, want one with %q", text, err, part)
		}
	}
}

func TestFloorsReports(t *testing.T) {
	text := `NONE < logistics; logistics < every leaf; sla/credit < sla; tier < tier; # a remark; not a rule`
	reports(t, rules.Floors(planted(t, nil), text), "floors: rules: tier is below itself")

	text = `NONE < logistics < every leaf; sla < tier; everything < customer/view < examples, kpi;`
	reports(t, rules.Floors(planted(t, nil), text),
		"floors: kpi above customer/view: only examples may be",
		"floors: kpi above sla: the six folders are silent towards each other",
		"floors: kpi above tier: the six folders are silent towards each other",
		"floors: tier above sla: the six folders are silent towards each other",
	)

	const module = "example.org/logistics"
	tree := planted(t, map[string]string{
		"money.go":                  "package logistics\n\nimport _ \"" + module + "/internal/wire\"\n",
		"internal/golden/golden.go": "package golden\n",
		"internal/rules/rules.go":   "package rules\n\nimport _ \"" + module + "\"\n",
		"internal/wire/wire.go":     "package wire\n\nimport _ \"" + module + "\"\n",
		"internal/util/util.go":     "package util\n",
		"sla/credit/credit.go":      "package credit\n\nimport (\n\t_ \"time\"\n\t_ \"" + module + "/sla\"\n)\n",
		"sla/sla.go":                "package sla\n\nimport _ \"" + module + "/sla/credit\"\n",
		"sla/sla_test.go": "package sla_test\n\nimport (\n\t_ \"" + module + "/internal/golden\"\n\t_ \"" +
			module + "/sla\"\n\t_ \"" + module +
			"/kpi\"\n\t_ \"github.com/google/go-cmp/cmp\"\n\t_ \"github.com/stretchr/testify\"\n)\n",
		"kpi/kpi.go":            "package kpi\n\nimport _ \"" + module + "/internal/golden\"\n",
		"tier/tier.go":          "package tier\n\nimport _ \"" + module + "/customer/view\"\n",
		"customer/view/view.go": "package view\n\nimport _ \"" + module + "/tier\"\n",
		"examples/quickstart/main.go": "package main\n\nimport (\n\t_ \"os\"\n\t_ \"" + module +
			"/customer/view\"\n\t_ \"" + module + "/examples/story\"\n)\n",
		"examples/story/story.go": "package story\n",
	})
	reports(t, rules.Floors(tree, floors),
		"internal/rules/rules.go:3: internal/rules may not import logistics",
		"internal/util: is not named by the floors: which room is it, and what is below it?",
		"kpi/kpi.go:3: internal/golden is for tests only",
		"money.go:3: logistics may not import internal/wire",
		"sla/sla_test.go:6: the tests of sla may not import kpi either",
		"sla/sla_test.go:8: tests do not import github.com/stretchr/testify",
		"sla/credit/credit.go:5: sla/credit may not import sla",
		"tier/tier.go:3: tier may not import customer/view",
	)
}
