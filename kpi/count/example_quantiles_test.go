package count_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// exampleQuantiles has ten receipts of March: one of them waited for a day and a half.
func exampleQuantiles() *count.Quantiles {
	quantiles, err := count.NewQuantiles(dockToStock(logistics.LowerIsBetter), monthly())
	if err != nil {
		panic(err)
	}
	for i, hours := range []int64{12, 15, 15, 17, 18, 20, 21, 24, 30, 360} { // in tenths
		day := logistics.MustDate("2026-03-02").AddDays(i)
		if err := quantiles.Add(logistics.MustID("S-1"), day, hours); err != nil {
			panic(err)
		}
	}
	return quantiles
}

// Nine of ten receipts are to be put away within four hours.
func ExampleNewQuantiles() {
	metric := dockToStock(logistics.LowerIsBetter)
	metric.Target = logistics.MustRatio("4")
	observations, err := exampleQuantiles().Observations()
	reading, other := kpi.Read(metric, observations[0])
	fmt.Println(err, other, reading.Verdict)
	for _, sentence := range reading.Sentences(logistics.Language{}) {
		fmt.Println(sentence)
	}
	// Output:
	// <nil> <nil> met
	// Dock-to-stock time, 9 of 10 for S-1 in Mar 2026 stood at 3 h; the target of 4 h or less is met.
}

func ExampleQuantiles_Add() {
	quantiles := exampleQuantiles()
	err := quantiles.Add(logistics.MustID("S-2"), logistics.MustDate("2026-03-31"), 19)
	observations, _ := quantiles.Observations()
	fmt.Println(len(observations), observations[1].Subject, observations[1].Value(), err)
	// Output:
	// 2 S-2 19/10 <nil>
}

// The numerator is the quantile times the number of values, so that the value is the quantile.
func ExampleQuantiles_Observations() {
	observations, err := exampleQuantiles().Observations()
	for _, o := range observations {
		fmt.Println(o.Subject, o.Period, o.Num, o.Den, o.Value())
	}
	fmt.Println(err)
	// Output:
	// S-1 2026-03 300 10 300/100
	// <nil>
}

func ExampleQuantiles_Merge() {
	quantiles := exampleQuantiles()
	err := quantiles.Merge(exampleQuantiles())
	observations, _ := quantiles.Observations()
	fmt.Println(observations[0].Den, "receipts,", observations[0].Value(), err)
	// Output:
	// 20 receipts, 600/200 <nil>
}

func ExampleQuantiles_Remove() {
	quantiles, day := exampleQuantiles(), logistics.MustDate("2026-03-02")
	fmt.Println(quantiles.Remove(logistics.MustID("S-1"), day, 12), quantiles.Add(logistics.MustID("S-1"), day, 120))
	observations, err := quantiles.Observations()
	fmt.Println(observations[0].Value(), err)
	// Output:
	// <nil> <nil>
	// 1230/100 <nil>
}

func ExampleQuantiles_Exclude() {
	quantiles := exampleQuantiles()
	err := quantiles.Exclude(logistics.MustID("S-1"), logistics.MustDate("2026-03-20"), "open")
	observations, _ := quantiles.Observations()
	fmt.Println(observations[0].Den, observations[0].Excluded, err)
	// Output:
	// 10 [{open 1}] <nil>
}
