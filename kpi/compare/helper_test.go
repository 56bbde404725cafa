package compare_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/compare"
)

var subjects = []logistics.ID{logistics.MustID("C-1"), logistics.MustID("C-2"), logistics.MustID("C-3")}

func metric(t testing.TB, id string) kpi.Metric {
	t.Helper()
	m, ok := kpi.Lookup(logistics.MustID(id))
	if !ok {
		t.Fatalf("no standard metric %s", id)
	}
	return m
}

func need(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func needs(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantFaults(t *testing.T, err error, want ...string) {
	t.Helper()
	for _, w := range want {
		if err == nil || !strings.Contains(err.Error(), w) {
			t.Errorf("%v: want %q", err, w)
		}
	}
}

// exactly is the number of a figure, without its unit.
func exactly(r logistics.Reason, name string) string {
	number, _, _ := strings.Cut(r.Param(name), " ")
	return number
}

// renders asks that the catalogue has a sentence for the reason, with all its figures.
func renders(t interface{ Error(args ...any) }, r logistics.Reason) {
	if _, err := compare.Reasons().Render(r, logistics.Language{}); err != nil {
		t.Error(err)
	}
}
