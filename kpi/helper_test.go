package kpi_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// The codes of faults, in the words of the tables.
const (
	required    = logistics.FaultRequired
	badSyntax   = logistics.FaultSyntax
	badEncoding = logistics.FaultEncoding
	unheardOf   = logistics.FaultUnknown
	duplicate   = logistics.FaultDuplicate
	tooLong     = logistics.FaultTooLong
	outOfRange  = logistics.FaultOutOfRange
	conflict    = logistics.FaultConflict
	unsupported = logistics.FaultUnsupported
)

func metric(t testing.TB, id string) kpi.Metric {
	t.Helper()
	m, ok := kpi.Lookup(logistics.MustID(id))
	if !ok {
		t.Fatalf("no standard metric %s", id)
	}
	return m
}

// metricOf is a metric of order lines with the counting given.
func metricOf(id string, kind kpi.Kind, c kpi.Counting) kpi.Metric {
	m := kpi.Metric{
		Schema: "logistics/kpi.metric/1", ID: logistics.MustID(id), Version: 1, Name: id, Stage: kpi.Transaction,
		Kind: kind, Direction: logistics.HigherIsBetter, Counting: c,
	}
	if c.Grain == "" {
		m.Counting.Grain = kpi.GrainLine
	}
	if kind == kpi.KindMean {
		m.Unit, m.Scale = logistics.MustUnit("HUR"), 1
	}
	return m
}

func figureOf(m kpi.Metric, num, den int64) logistics.Observation {
	return logistics.Observation{
		Metric: m.ID, Version: m.Version, Subject: logistics.MustID("C-1"), Period: logistics.MustPeriod("2025-01"),
		Num: num, Den: den, Unit: m.Unit, Currency: m.Currency, Scale: m.Scale,
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
