package sla_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics/sla"
)

// TestThePageHasTheKindsOfEveryPreset, each in a row of the preset and nowhere else.
func TestThePageHasTheKindsOfEveryPreset(t *testing.T) {
	source, err := os.ReadFile("preset.go")
	if err != nil {
		t.Fatal(err)
	}
	rows := make(map[string][]string)
	for line := range strings.Lines(string(source)) {
		if text, ok := strings.CutPrefix(line, "//\t"); ok {
			words := strings.Fields(strings.ReplaceAll(text, ",", " "))
			for _, word := range words[1:] {
				if strings.Contains(word, ".") {
					rows[words[0]] = append(rows[words[0]], word)
				}
			}
		}
	}
	for _, p := range sla.Presets() {
		r := p.Rule
		want := slices.Concat(r.Start, r.Stop, r.Pause, r.Resume, r.Cancel, r.Reset, r.Reopen)
		if got := rows[p.Name]; !slices.Equal(got, want) {
			t.Errorf("%s: the page has %q, want %q", p.Name, got, want)
		}
	}
	if len(rows) != len(sla.Presets()) {
		t.Errorf("%d presets on the page", len(rows))
	}
}
