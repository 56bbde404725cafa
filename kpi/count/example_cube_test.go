package count_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
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
func exampleCube() *count.Cube {
	cube, err := count.NewCube(onTime(), monthly())
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

func show(cube *count.Cube) {
	for _, o := range cube.Observations() {
		fmt.Println(o.Subject, o.Period, o.Ratio(), o.Excluded)
	}
}

func ExampleNewCube() {
	cube, err := count.NewCube(onTime(), monthly())
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
	other, _ := count.NewCube(m, monthly())
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
	points, err := cube.Trend(
		logistics.MustID("C-1"), logistics.MustDate("2025-01-01"), logistics.MustDate("2025-03-31"),
	)
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
		return logistics.Outcome{
			Order: logistics.MustID(order), Customer: logistics.MustID("C-1"), At: noon,
			Rights: logistics.EachRight(verdict),
		}
	}
	metric, _ := kpi.Lookup(logistics.MustID("perfect_order"))
	zones := logistics.ZoneMap{"Europe/Vienna": time.FixedZone("CET", 3600)}
	cube, undated, err := count.FromOutcomes(metric, monthly(), zones, []logistics.Outcome{
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
