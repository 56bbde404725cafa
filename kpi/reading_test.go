package kpi_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"pgregory.net/rapid"
)

func anyReading() *rapid.Generator[kpi.Reading] {
	return rapid.Custom(func(t *rapid.T) kpi.Reading {
		m, _ := kpi.Lookup(logistics.MustID(rapid.SampledFrom([]string{"on_time_delivery", "return_rate", "order_cycle_time"}).Draw(t, "metric")))
		m.Target = logistics.MustRatio(rapid.SampledFrom([]string{"", "0%", "50%", "1/3", "100%"}).Draw(t, "target"))
		o := logistics.Observation{
			Metric: m.ID, Version: m.Version, Subject: subjects[0], Period: logistics.MustPeriod("2025-01"), Unit: m.Unit, Scale: m.Scale,
		}
		o.Den = rapid.Int64Range(0, 6).Draw(t, "den")
		o.Num = rapid.Int64Range(0, o.Den).Draw(t, "num")
		for _, code := range []string{"waived", "not_due"} {
			if n := rapid.Int64Range(0, 2).Draw(t, code); n > 0 {
				o = o.Excluding(code, n)
			}
		}
		r, err := kpi.Evaluate(m, o)
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
			order, ok := logistics.MustRatio(r.Param("value")).Cmp(logistics.MustRatio(r.Param("target")))
			if !ok {
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
		m := cubeMetric(t)
		m.Target = logistics.MustRatio("95%")
		if rapid.Bool().Draw(t, "lower") {
			m.Direction = logistics.LowerIsBetter
		}
		o := logistics.Observation{Metric: m.ID, Version: 1, Subject: subjects[0], Period: logistics.MustPeriod("2025-01"), Den: 100}
		o.Num = rapid.Int64Range(0, 99).Draw(t, "num")
		low, err := kpi.Evaluate(m, o)
		need(t, err)
		o.Num++
		high, err := kpi.Evaluate(m, o)
		need(t, err)
		if m.Direction == logistics.LowerIsBetter {
			low, high = high, low
		}
		if low.Verdict > high.Verdict {
			t.Fatalf("%v is %v, %v is %v", low.Value, low.Verdict, high.Value, high.Verdict)
		}
	})
}

func TestEveryReasonRenders(t *testing.T) {
	seen := map[logistics.Code]string{}
	rapid.Check(t, func(t *rapid.T) {
		for _, reason := range anyReading().Draw(t, "reading").Reasons() {
			seen[reason.Code] = kpi.Reasons().Render(reason)
		}
		for _, reason := range anyChange().Draw(t, "change").decompose(t).Reasons() {
			seen[reason.Code] = kpi.Reasons().Render(reason)
		}
		for _, reason := range divided(t, anyPatterns().Draw(t, "patterns")).Reasons() {
			seen[reason.Code] = kpi.Reasons().Render(reason)
		}
		for _, reason := range anyComparison(t).Reasons() {
			seen[reason.Code] = kpi.Reasons().Render(reason)
		}
		for _, reason := range anyGap().Draw(t, "gap").Reasons() {
			seen[reason.Code] = kpi.Reasons().Render(reason)
		}
		for _, reason := range anySeasonality(t).Reasons() {
			seen[reason.Code] = kpi.Reasons().Render(reason)
		}
		for _, gap := range adjusted(t, anyFamily().Draw(t, "gaps"), kpi.Holm) {
			for _, reason := range gap.Reasons() {
				seen[reason.Code] = kpi.Reasons().Render(reason)
			}
		}
	})
	reasons := scoreReasons(t)
	for _, quarters := range [][]float64{{10, 20, 30, 40}, {25, 25, 25, 25}} {
		s, err := kpi.Seasonal(4, slices.Repeat(quarters, 6), logistics.Ratio{})
		needs(t, err)
		reasons = append(reasons, s.Reasons()...)
	}
	for _, reason := range reasons {
		seen[reason.Code] = kpi.Reasons().Render(reason)
	}
	for _, line := range kpi.Reasons() {
		if seen[line.Code] == "" && line.Code != kpi.ChangeSimpson { // which has a case of its own
			t.Errorf("%s was never given", line.Code)
		}
	}
}

func TestTheTargetItselfIsReached(t *testing.T) {
	m := metric(t, "order_cycle_time")
	m.Target = logistics.MustRatio("48.5")
	o := logistics.Observation{
		Metric: m.ID, Version: 1, Subject: subjects[0], Period: logistics.MustPeriod("2025-01"), Num: 4850, Den: 10, Unit: m.Unit, Scale: 1,
	}
	r, err := kpi.Evaluate(m, o)
	if err != nil || r.Verdict != logistics.Met || r.Value.String() != "4850/100" {
		t.Errorf("%+v, %v", r, err)
	}
	o.Num++
	if r, err = kpi.Evaluate(m, o); err != nil || r.Verdict != logistics.Missed {
		t.Errorf("a tenth of an hour more: %+v, %v", r, err)
	}
	o.Den = math.MaxInt64
	_, err = kpi.Evaluate(m, o)
	wantFault(t, err, "/den", logistics.FaultOutOfRange)
}

func TestReadingWire(t *testing.T) {
	m := metric(t, "on_time_delivery")
	m.Target = logistics.MustRatio("95%")
	o := logistics.Observation{Metric: m.ID, Version: 1, Subject: subjects[0], Period: logistics.MustPeriod("2025-01"), Num: 94, Den: 100}
	r, err := kpi.Evaluate(m, o.Excluding("waived", 2))
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back kpi.Reading
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil || string(again) != string(data) {
		t.Errorf("%s came back as %s, %v", data, again, err)
	}
	if got, want := len(back.Reasons()), len(r.Reasons()); got != want {
		t.Errorf("%d reasons after reading back, %d before", got, want)
	}
}
