package rules_test

import (
	"testing"

	"github.com/logicrm/logistics/internal/rules"
)

func TestWords(t *testing.T) { keep(t, rules.Words) }

func TestWordsReports(t *testing.T) {
	const later, wrong, mark, outside = "TO" + "DO", "FIX" + "ME", "XX" + "X", "../" + "shared"
	reports(t, rules.Words(planted(t, map[string]string{
		".ci/run":     "# see " + outside + "/notes\n",
		".git/config": later,
		"README.md":   "fine\n" + later + ": write it\n",
		"currency.go": "package logistics\n\n// \"" + mark + "\" is no currency.\nconst none = \"" + mark +
			"\"\n\n// " + mark + " look again\n",
		"examples/peers/go.mod":  "module peers\n",
		"examples/peers/main.go": "package main\n\n// " + wrong + "\n",
		"image.png":              "\x00" + later,
		"latin.txt":              "\xff" + later,
		"sla/sla.go": "package sla\n\nconst text = \"Not " + "implemented\"\n\nconst mastodon = \"mas" +
			later + "N\"\n",
		"sla/testdata/input.txt": later,
	})),
		`.ci/run:1: "`+outside+`"`,
		`README.md:2: "`+later+`"`,
		`currency.go:6: "`+mark+`"`,
		`examples/peers/main.go:3: "`+wrong+`"`,
		`sla/sla.go:3: "Not `+`implemented"`,
	)
}
