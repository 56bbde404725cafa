package kpi_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"pgregory.net/rapid"
)

func anyReading() *rapid.Generator[kpi.Reading] {
	return rapid.Custom(func(t *rapid.T) kpi.Reading {
		ids := rapid.SampledFrom([]string{"on_time_delivery", "return_rate", "order_cycle_time"})
		targets := rapid.SampledFrom([]string{"", "0%", "50%", "1/3", "100%"})
		m, _ := kpi.Lookup(logistics.MustID(ids.Draw(t, "metric")))
		m.Target = logistics.MustRatio(targets.Draw(t, "target"))
		den := rapid.Int64Range(0, 6).Draw(t, "den")
		o := figureOf(m, rapid.Int64Range(0, den).Draw(t, "num"), den)
		for _, code := range []string{"waived", "not_due"} {
			if n := rapid.Int64Range(0, 2).Draw(t, code); n > 0 {
				o = o.Excluding(code, n)
			}
		}
		r, err := kpi.Read(m, o)
		need(t, err)
		return r
	})
}

// verdictFrom recomputes the verdict from the reasons alone.
func verdictFrom(t *rapid.T, reasons []logistics.Reason) logistics.Verdict {
	verdict := logistics.Verdict(0)
	for _, r := range reasons {
		switch r.Code {
		case kpi.TargetNone:
			return logistics.Waived
		case kpi.NoData:
			verdict = logistics.Undetermined
		case kpi.TargetMet, kpi.TargetMissed:
			order, err := exactly(r, "value").Cmp(exactly(r, "target"))
			if err != nil {
				t.Fatalf("no comparison in %+v", r)
			}
			if r.Param("direction") == "lower_is_better" {
				order = -order
			}
			verdict = logistics.Missed
			if order >= 0 {
				verdict = logistics.Met
			}
		}
	}
	return verdict
}

// exactly is the number of a figure, without its unit.
func exactly(r logistics.Reason, name string) logistics.Ratio {
	number, _, _ := strings.Cut(r.Param(name), " ")
	return logistics.MustRatio(number)
}

func TestReasonsSuffice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReading().Draw(t, "reading")
		reasons := r.Reasons()
		if got := verdictFrom(t, reasons); got != r.Verdict {
			t.Fatalf("the reasons %+v say %v, the reading %v", reasons, got, r.Verdict)
		}
		left := 0
		for _, reason := range reasons {
			if reason.Code == kpi.LeftOut {
				left++
			}
		}
		if left != len(r.Observation.Excluded) {
			t.Fatalf("%d of %d codes are told", left, len(r.Observation.Excluded))
		}
	})
}

func TestABetterValueIsNeverJudgedWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := onTime()
		if rapid.Bool().Draw(t, "lower") {
			m.Direction = logistics.LowerIsBetter
		}
		o := figureOf(m, rapid.Int64Range(0, 99).Draw(t, "num"), 100)
		low, err := kpi.Read(m, o)
		need(t, err)
		o.Num++
		high, err := kpi.Read(m, o)
		need(t, err)
		if m.Direction == logistics.LowerIsBetter {
			low, high = high, low
		}
		if low.Verdict > high.Verdict {
			t.Fatalf("%v is %v, %v is %v", low.Value, low.Verdict, high.Value, high.Verdict)
		}
	})
}

func TestTheTargetItselfIsReached(t *testing.T) {
	m := metric(t, "order_cycle_time")
	m.Target = logistics.MustRatio("48.5")
	o := figureOf(m, 4850, 10)
	r, err := kpi.Read(m, o)
	if err != nil || r.Verdict != logistics.Met || r.Value.String() != "4850/100" {
		t.Errorf("%+v, %v", r, err)
	}
	o.Num++
	if r, err = kpi.Read(m, o); err != nil || r.Verdict != logistics.Missed {
		t.Errorf("a tenth of an hour more: %+v, %v", r, err)
	}
	o.Den = math.MaxInt64
	_, err = kpi.Read(m, o)
	wantFault(t, err, "/den", outOfRange)
}

// TestResultsAreDocuments sends a reading through JSON: it comes back the same and says the same.
func TestResultsAreDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReading().Draw(t, "reading")
		data, err := json.Marshal(r)
		need(t, err)
		if strings.Contains(string(data), "null") {
			t.Fatalf("%s", data)
		}
		var back kpi.Reading
		need(t, json.Unmarshal(data, &back))
		if diff := cmp.Diff(r, back); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(r.Reasons(), back.Reasons()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestZeroGaugesRefuse whatever they are asked.
func TestZeroGaugesRefuse(t *testing.T) {
	var none *kpi.Gauge
	for _, g := range []*kpi.Gauge{none, {}} {
		_, err := g.Read(logistics.Observation{})
		wantFault(t, err, "/metric", required)
		if !g.Metric().ID.IsZero() {
			t.Errorf("%v", g.Metric())
		}
	}
	if reasons := (kpi.Reading{}).Reasons(); len(reasons) != 2 { // neither a target nor a value
		t.Errorf("%v", reasons)
	}
}

func BenchmarkRead(b *testing.B) {
	m := metric(b, "on_time_delivery")
	m.Target = logistics.MustRatio("95%")
	g, err := kpi.Compile(m)
	if err != nil {
		b.Fatal(err)
	}
	o := figureOf(m, 94, 100)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := g.Read(o); err != nil {
			b.Fatal(err)
		}
	}
}
