package kpi_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// onTime is the standard metric with the target of an agreement.
func onTime() kpi.Metric {
	m, _ := kpi.Lookup(logistics.MustID("on_time_delivery"))
	m.Target = logistics.MustRatio("95%")
	return m
}

func monthly() logistics.PeriodRule {
	return logistics.PeriodRule{Kind: logistics.EveryMonth, Zone: "Europe/Vienna"}
}

// exampleCube has 57 lines of January, 54 of them on time.
func exampleCube() *kpi.Cube {
	cube, err := kpi.NewCube(onTime(), monthly())
	if err != nil {
		panic(err)
	}
	for _, err := range []error{
		cube.Add(logistics.MustID("C-1"), logistics.MustDate("2025-01-09"), 38, 40),
		cube.Add(logistics.MustID("C-2"), logistics.MustDate("2025-01-30"), 16, 17),
	} {
		if err != nil {
			panic(err)
		}
	}
	return cube
}

func show(cube *kpi.Cube) {
	for _, o := range cube.Observations() {
		fmt.Println(o.Subject, o.Period, o.Ratio(), o.Excluded)
	}
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
	// Output: logistics: /directoin: unknown "directoin": no such field
}

func ExampleMetric_Validate() {
	m := onTime()
	m.Version, m.Target = 0, logistics.MustRatio("950%")
	fmt.Println(m.Validate())
	// Output:
	// logistics: /target: out_of_range "950/100": 0 to 100%
	// logistics: /version: out_of_range "0": versions count from 1
}

func ExampleNewCube() {
	cube, err := kpi.NewCube(onTime(), monthly())
	fmt.Println(cube.Metric().ID, len(cube.Observations()), err)
	// Output: on_time_delivery 0 <nil>
}

func ExampleCube_Add() {
	cube := exampleCube()
	err := cube.Add(logistics.MustID("C-1"), logistics.MustDate("2025-01-02"), 1, 1) // late to be told
	fmt.Println(err)
	show(cube)
	// Output:
	// <nil>
	// C-1 2025-01 39/41 []
	// C-2 2025-01 16/17 []
}

func ExampleCube_Exclude() {
	cube := exampleCube()
	err := cube.Exclude(logistics.MustID("C-1"), logistics.MustDate("2025-02-03"), "waived")
	fmt.Println(err)
	show(cube)
	// Output:
	// <nil>
	// C-1 2025-01 38/40 []
	// C-1 2025-02  [{waived 1}]
	// C-2 2025-01 16/17 []
}

func ExampleCube_AddObservation() {
	cube := exampleCube()
	err := cube.AddObservation(logistics.Observation{
		Metric: logistics.MustID("on_time_delivery"), Version: 1, Subject: logistics.MustID("C-2"),
		Period: logistics.MustPeriod("2025-W03"), Num: 3, Den: 3, // a week within the month
	})
	fmt.Println(err)
	show(cube)
	// Output:
	// <nil>
	// C-1 2025-01 38/40 []
	// C-2 2025-01 19/20 []
}

func ExampleCube_RemoveObservation() {
	cube := exampleCube()
	err := cube.RemoveObservation(logistics.Observation{
		Metric: logistics.MustID("on_time_delivery"), Version: 1, Subject: logistics.MustID("C-2"),
		Period: logistics.MustPeriod("2025-01-30"), Num: 16, Den: 17, // they were another customer's
	})
	fmt.Println(err)
	show(cube)
	// Output:
	// <nil>
	// C-1 2025-01 38/40 []
}

func ExampleCube_Merge() {
	cube, shard := exampleCube(), exampleCube()
	fmt.Println(cube.Merge(shard))
	show(cube)

	m := onTime()
	m.Version = 2
	other, _ := kpi.NewCube(m, monthly())
	fmt.Println(cube.Merge(other))
	// Output:
	// <nil>
	// C-1 2025-01 76/80 []
	// C-2 2025-01 32/34 []
	// logistics: /metric/version: mismatch "2": the version here is 1
}

func ExampleCube_Total() {
	cube := exampleCube()
	_ = cube.Add(logistics.MustID("C-1"), logistics.MustDate("2025-03-09"), 9, 10)
	total, err := cube.Total(logistics.MustID("C-1"))
	fmt.Println(total.Ratio(), total.Period, err)
	// Output: 47/50 2025-Q1 <nil>
}

func ExampleCube_RollUp() {
	up, err := exampleCube().RollUp(nil, logistics.MustID("all"))
	fmt.Println(err)
	show(up)
	// Output:
	// <nil>
	// all 2025-01 54/57 []
}

func ExampleCube_Trend() {
	cube := exampleCube()
	_ = cube.Add(logistics.MustID("C-1"), logistics.MustDate("2025-03-09"), 0, 2)
	points, err := cube.Trend(logistics.MustID("C-1"), logistics.MustDate("2025-01-01"), logistics.MustDate("2025-03-31"))
	for _, p := range points {
		fmt.Println(p.Observation.Period, p.Missing, p.Observation.Ratio().Percent(0))
	}
	fmt.Println(err)
	// Output:
	// 2025-01 false 95%
	// 2025-02 true no data
	// 2025-03 false 0%
	// <nil>
}

func ExampleFromOutcomes() {
	noon := time.Date(2025, 1, 9, 12, 0, 0, 0, time.UTC)
	line := func(order string, verdict logistics.Verdict) logistics.Outcome {
		return logistics.Outcome{Order: logistics.MustID(order), Customer: logistics.MustID("C-1"), At: noon, Verdict: verdict}
	}
	metric, _ := kpi.Lookup(logistics.MustID("perfect_order"))
	zones := logistics.ZoneMap{"Europe/Vienna": time.FixedZone("CET", 3600)}
	cube, undated, err := kpi.FromOutcomes(metric, monthly(), zones, []logistics.Outcome{
		line("O-1", logistics.Met), line("O-1", logistics.Missed), // one line spoils the order
		line("O-2", logistics.Met),
		line("O-3", logistics.Undetermined),
	})
	fmt.Println(undated.Total(), err)
	show(cube)
	// Output:
	// 0 <nil>
	// C-1 2025-01 1/2 [{undetermined 1}]
}

func ExampleEvaluate() {
	reading, err := kpi.Evaluate(onTime(), exampleCube().Observations()[1])
	fmt.Println(reading.Verdict, reading.Value, err)
	for _, reason := range reading.Reasons() {
		fmt.Println(kpi.Reasons().Render(reason))
	}
	// Output:
	// missed 16/17 <nil>
	// on_time_delivery of C-2 in 2025-01 is 16/17 and does not reach 95/100 (higher_is_better)
}

func ExampleCompile() {
	_, err := kpi.Compile(kpi.Metric{ID: logistics.MustID("touch_time")})
	fmt.Println(len(err.(logistics.Faults)), "faults")
	// Output: 6 faults
}

func ExampleEvaluator_Evaluate() {
	evaluator, err := kpi.Compile(onTime())
	if err != nil {
		panic(err)
	}
	for _, o := range exampleCube().Observations() {
		reading, err := evaluator.Evaluate(o)
		fmt.Println(o.Subject, reading.Verdict, err)
	}
	// Output:
	// C-1 met <nil>
	// C-2 missed <nil>
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

func ExampleProportion_Add() {
	var picked kpi.Proportion
	fmt.Println(picked.Add(99, 100), picked.Add(3, 2))
	fmt.Println(picked.Ratio())
	// Output:
	// <nil> logistics: /num: conflict "3": more than there are cases
	// 99/100
}

func ExampleProportion_Remove() {
	var picked kpi.Proportion
	fmt.Println(picked.Add(99, 100), picked.Remove(9, 10), picked.Ratio())
	// Output: <nil> <nil> 90/90
}

func ExampleProportion_Exclude() {
	var picked kpi.Proportion
	fmt.Println(picked.Exclude("training", 3), picked.Exclude("training", -1), picked.Excluded())
	// Output: <nil> <nil> [{training 2}]
}

func ExampleProportion_Merge() {
	var early, late kpi.Proportion
	fmt.Println(early.Add(50, 50), late.Add(40, 50))
	fmt.Println(early.Merge(late), early.Ratio())
	// Output:
	// <nil> <nil>
	// <nil> 90/100
}

func ExampleProportion_Sub() {
	var both, late kpi.Proportion
	fmt.Println(both.Add(90, 100), late.Add(40, 50))
	fmt.Println(both.Sub(late), both.Ratio())
	// Output:
	// <nil> <nil>
	// <nil> 50/50
}

func ExampleMoments_Add() {
	var minutes kpi.Moments
	for _, m := range []int64{30, 45, 60} {
		if err := minutes.Add(m); err != nil {
			panic(err)
		}
	}
	mean, err := minutes.Mean()
	variance, ok := minutes.Variance()
	fmt.Println(minutes.N(), mean, err, variance, ok)
	// Output: 3 135/3 <nil> 225 true
}

func ExampleMoments_Mean() {
	var minutes kpi.Moments
	mean, err := minutes.Mean()
	fmt.Println(mean.Percent(0), err)
	// Output: no data <nil>
}

func ExampleMoments_Remove() {
	var minutes kpi.Moments
	fmt.Println(minutes.Add(30), minutes.Remove(30), minutes == kpi.Moments{})
	fmt.Println(minutes.Remove(30))
	// Output:
	// <nil> <nil> true
	// logistics: conflict "1": more taken out than was added
}

func ExampleMoments_Merge() {
	var night, day kpi.Moments
	fmt.Println(night.Add(30), day.Add(50), night.Merge(day))
	fmt.Println(mustMean(night))
	// Output:
	// <nil> <nil> <nil>
	// 80/2
}

func ExampleMoments_Sub() {
	var both, day kpi.Moments
	fmt.Println(both.Add(30), both.Add(50), day.Add(50), both.Sub(day), mustMean(both))
	// Output: <nil> <nil> <nil> <nil> 30/1
}

func mustMean(m kpi.Moments) logistics.Ratio {
	mean, err := m.Mean()
	if err != nil {
		panic(err)
	}
	return mean
}
