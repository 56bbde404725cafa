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
	for _, sentence := range reading.Sentences(logistics.Language{}) {
		fmt.Println(sentence)
	}
	// Output:
	// missed 16/17 <nil>
	// On-time delivery for C-2 in Jan 2025 stood at 94.1%, below the target of 95%.
}

func ExampleCompile() {
	_, err := kpi.Compile(kpi.Metric{ID: logistics.MustID("touch_time")})
	fmt.Println(len(err.(logistics.Faults)), "faults")
	// Output:
	// 5 faults
}

func ExampleReading_Sentences() {
	cycle, _ := kpi.Lookup(logistics.MustID("order_cycle_time"))
	cycle.Target = logistics.MustRatio("48")
	reading, _ := kpi.Read(cycle, logistics.Observation{
		Metric: cycle.ID, Version: cycle.Version, Unit: cycle.Unit, Scale: cycle.Scale,
		Subject: logistics.MustID("C-500"), Period: logistics.MustPeriod("2025"),
		Num: 4060, Den: 3, Excluded: []logistics.CodeCount{{Code: "not_due", Count: 1}},
	})
	for _, sentence := range reading.Sentences(logistics.Language{}) {
		fmt.Println(sentence)
	}
	// Output:
	// Order cycle time for C-500 in 2025 stood at 135.3 h, above the target of 48 h.
	// 1 case of C-500 in 2025 was left out: not due yet.
}

func ExampleLeftOutOf() {
	lines := january("C-1", 38, 40).Excluding("waived", 2)
	fmt.Println(kpi.Reasons().Sentences(kpi.LeftOutOf(lines, "/base"), logistics.Language{}))
	// Output:
	// [2 cases of C-1 in Jan 2025 were left out: waived.]
}

func ExampleMetricOf() {
	m := kpi.MetricOf(january("C-1", 38, 40), "")
	fmt.Println(m.ValueParam("value", logistics.MustRatio("38/40")).Figure)
	// Output:
	// percent
}

func ExampleMetric_Label() {
	own := onTime()
	own.ID, own.Name = logistics.MustID("M-17"), "Cold chain on time"
	fmt.Printf("%q %q\n", onTime().Label(), own.Label())
	// Output:
	// "" "Cold chain on time"
}

func ExampleMetric_Param() {
	catalog := logistics.NewCatalog([]logistics.ReasonText{{Code: "x.low", Text: "{metric} is low."}})
	low := logistics.Reason{Code: "x.low", Params: []logistics.Param{onTime().Param("metric")}}
	told, err := catalog.With(kpi.Reasons()).Render(low, logistics.Language{})
	fmt.Println(told, err)
	// Output:
	// On-time delivery is low. <nil>
}

func ExampleMetric_ValueParam() {
	cycle, _ := kpi.Lookup(logistics.MustID("order_cycle_time"))
	fmt.Println(cycle.ValueParam("value", logistics.MustRatio("4850/100")).Text)
	// Output:
	// 4850/100 HUR
}

func ExampleMetric_DifferenceParam() {
	p := onTime().DifferenceParam("difference", logistics.MustRatio("1/40"))
	fmt.Println(p.Figure, p.Text)
	// Output:
	// points 1/40
}

func ExampleReasons() {
	for line := range kpi.Reasons().Texts() {
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
	// logistics: /num: conflict "41": must not exceed the denominator
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
	// logistics: /counting: mismatch "order": the counting here is different
	// logistics: /version: mismatch "2": the version here is 1
}

func ExampleKind_CheckFigures() {
	fmt.Println(kpi.KindRatio.CheckFigures(3, 2))
	fmt.Println(kpi.KindProportion.CheckFigures(3, 2))
	// Output:
	// <nil>
	// logistics: /num: conflict "3": must not exceed the denominator
}
