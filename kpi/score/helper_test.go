package score_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
)

// The codes of faults, in the words of the tables.
const (
	required    = logistics.FaultRequired
	unheardOf   = logistics.FaultUnknown
	duplicate   = logistics.FaultDuplicate
	tooLong     = logistics.FaultTooLong
	tooMany     = logistics.FaultTooMany
	outOfRange  = logistics.FaultOutOfRange
	conflict    = logistics.FaultConflict
	mismatch    = logistics.FaultMismatch
	unsupported = logistics.FaultUnsupported
)

var (
	subjects = []logistics.ID{logistics.MustID("C-1"), logistics.MustID("C-2"), logistics.MustID("C-3")}
	newYear  = logistics.MustDate("2025-01-01")
	january  = logistics.MustPeriod("2025-01")
	february = logistics.MustPeriod("2025-02")
)

func metric(t testing.TB, id string) kpi.Metric {
	t.Helper()
	m, ok := kpi.Lookup(logistics.MustID(id))
	if !ok {
		t.Fatalf("no standard metric %s", id)
	}
	return m
}

func figureOf(m kpi.Metric, period logistics.Period, num, den int64) logistics.Observation {
	return logistics.Observation{
		Metric: m.ID, Version: m.Version, Subject: subjects[0], Period: period, Num: num, Den: den,
		Unit: m.Unit, Currency: m.Currency, Scale: m.Scale,
	}
}

func need(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantFault asks for a fault of the path and code among those of err.
func wantFault(t *testing.T, err error, path string, code logistics.FaultCode) {
	t.Helper()
	var many logistics.Faults
	var one *logistics.FieldError
	switch {
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = logistics.Faults{one}
	}
	for _, e := range many {
		if e.Path == path && e.Code == code {
			return
		}
	}
	t.Errorf("got %v, want %s at %q", err, code, path)
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
func exactly(r logistics.Reason, name string) *big.Rat {
	number, _, _ := strings.Cut(r.Param(name), " ")
	return frac(logistics.MustRatio(number))
}

// renders asks that the catalogue has a sentence for the reason, with all its figures.
func renders(t interface{ Error(args ...any) }, r logistics.Reason) {
	if _, err := score.Reasons().Render(r, logistics.Language{}); err != nil {
		t.Error(err)
	}
}
