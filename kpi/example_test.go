package kpi_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// onTime is the standard metric with the target of an agreement.
func onTime() kpi.Metric {
	m, _ := kpi.Lookup(logistics.MustID("on_time_delivery"))
	m.Target = logistics.MustRatio("95%")
	return m
}

func ExampleStandard() {
	for _, m := range kpi.Standard()[:3] {
		fmt.Println(m.Stage, m.ID, m.Direction)
	}
	// Output:
	// pre_transaction order_acknowledged_in_time higher_is_better
	// pre_transaction stock_available_at_order higher_is_better
	// pre_transaction customers_with_service_policy higher_is_better
}

func ExampleLookup() {
	m, ok := kpi.Lookup(logistics.MustID("order_cycle_time"))
	fmt.Println(ok, m.Name, m.Kind, m.Unit.Name(), m.Scale)
	// Output: true Order cycle time mean hour 1
}

func ExampleDecodeMetric() {
	_, err := kpi.DecodeMetric([]byte(`{
		"schema": "logistics/kpi.metric/1", "id": "dock_to_stock", "version": 1, "name": "Dock to stock",
		"stage": "transaction", "kind": "mean", "unit": "HUR", "directoin": "lower_is_better"
	}`))
	fmt.Println(err)
	// Output:
	// logistics: /direction: unknown: higher_is_better or lower_is_better
	// logistics: /directoin: unknown "directoin": no such field
}

func ExampleMetric_Validate() {
	m := onTime()
	m.Version, m.Target = 0, logistics.MustRatio("950%")
	fmt.Println(m.Validate())
	// Output:
	// logistics: /target: out_of_range "950/100": 0 to 100%
	// logistics: /version: out_of_range "0": version must be 1 or greater
}

// january is a month of a customer: so many lines on time of all.
func january(customer string, onTimeLines, all int64) logistics.Observation {
	m := onTime()
	return logistics.Observation{
		Metric: m.ID, Version: m.Version, Subject: logistics.MustID(customer), Period: logistics.MustPeriod("2025-01"),
		Num: onTimeLines, Den: all,
	}
}

func ExampleRead() {
	reading, err := kpi.Read(onTime(), january("C-2", 16, 17))
	fmt.Println(reading.Verdict, reading.Value, err)
	for _, reason := range reading.Reasons() {
		fmt.Println(kpi.Reasons().Render(reason))
	}
	// Output:
	// missed 16/17 <nil>
	// on_time_delivery of C-2 in 2025-01 is 16/17 and misses 95/100 (higher_is_better)
}

func ExampleCompile() {
	_, err := kpi.Compile(kpi.Metric{ID: logistics.MustID("touch_time")})
	fmt.Println(len(err.(logistics.Faults)), "faults")
	// Output:
	// 5 faults
}

func ExampleReasons() {
	for _, line := range kpi.Reasons()[:5] {
		fmt.Println(line.Code)
	}
	// Output:
	// kpi.target.met
	// kpi.target.missed
	// kpi.target.none
	// kpi.value.no_data
	// kpi.value.left_out
}

func ExampleGauge_Read() {
	gauge, err := kpi.Compile(onTime())
	if err != nil {
		panic(err)
	}
	for _, o := range []logistics.Observation{january("C-1", 38, 40), january("C-2", 16, 17)} {
		reading, err := gauge.Read(o)
		fmt.Println(o.Subject, reading.Verdict, err)
	}
	// Output:
	// C-1 met <nil>
	// C-2 missed <nil>
}

func ExampleMetric_CheckObservation() {
	lines := january("C-1", 38, 40)
	lines.Version, lines.Num = 2, 41
	fmt.Println(onTime().CheckObservation(lines))
	// Output:
	// logistics: /num: conflict "41": more than there are cases
	// logistics: /version: mismatch "2": the version here is 1
}

func ExampleMetric_CheckValue() {
	fmt.Println(onTime().CheckValue(logistics.MustRatio("98%")))
	fmt.Println(onTime().CheckValue(logistics.MustRatio("120%")))
	// Output:
	// <nil>
	// logistics: out_of_range "120/100": 0 to 100%
}

func ExampleMetric_CheckMerge() {
	other := onTime()
	other.Version, other.Counting.Grain = 2, kpi.GrainOrder
	fmt.Println(onTime().CheckMerge(other))
	// Output:
	// logistics: /counting: mismatch "order": counted in another way here
	// logistics: /version: mismatch "2": the version here is 1
}

func ExampleKind_CheckFigures() {
	fmt.Println(kpi.KindRatio.CheckFigures(3, 2))
	fmt.Println(kpi.KindProportion.CheckFigures(3, 2))
	// Output:
	// <nil>
	// logistics: /num: conflict "3": more than there are cases
}
