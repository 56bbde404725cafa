package kpi_test

import (
	"fmt"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

func ExampleDefinitions() {
	for _, d := range kpi.Definitions() {
		if slices.Contains(d.Covers, kpi.TemporaryReplacement) {
			fmt.Println(d.ID, "=", d.Numerator, "÷", d.Denominator)
		}
	}
	// Output:
	// replacements_in_time = temporary replacements there within the agreed time ÷ temporary replacements asked for
}

func ExampleElements() {
	fmt.Println(kpi.Elements()[0], len(kpi.Elements()))
	// Output:
	// lalonde_zinszer.written_policy 47
}

func ExampleProportion_Interval() {
	var air kpi.Proportion
	if err := air.Add(5526, 6113); err != nil {
		fmt.Println(err)
	}
	low, high, err := air.Interval(logistics.MustRatio("95%"))
	fmt.Printf("%s, between %.1f and %.1f %%, %v\n", air.Ratio().Percent(1), 100*low, 100*high, err)
	_, _, err = new(kpi.Proportion).Interval(logistics.Ratio{})
	fmt.Println(err)
	// Output:
	// 90.4%, between 89.6 and 91.1 %, <nil>
	// logistics: /confidence: required: 95% is usual
	// logistics: /den: required: a case that was counted
}

func ExampleHistogram_Merge() {
	var monday, tuesday kpi.Histogram
	for _, minutes := range []int64{-20, 3, 0, 480} {
		if err := monday.Add(minutes); err != nil {
			fmt.Println(err)
		}
	}
	if err := tuesday.Add(7); err != nil {
		fmt.Println(err)
	}
	if err := monday.Merge(tuesday); err != nil {
		fmt.Println(err)
	}
	for _, share := range []string{"0%", "1/2", "95%"} {
		b, ok := monday.Quantile(logistics.MustRatio(share))
		fmt.Println(share, b.Low, b.High, b.Middle(), ok)
	}
	// Output:
	// 0% -20 -20 -20 true
	// 1/2 3 3 3 true
	// 95% 480 495 487 true
}

func ExampleHistogram_Remove() {
	var late kpi.Histogram
	fmt.Println(late.Add(45), late.Remove(45), late.N())
	fmt.Println(late.Remove(45))
	// Output:
	// <nil> <nil> 0
	// logistics: conflict "45": taken out and never added
}

func ExampleHistogram_Sub() {
	var all, cancelled kpi.Histogram
	fmt.Println(all.Add(45), all.Add(10), cancelled.Add(10), all.Sub(cancelled), all.N())
	// Output:
	// <nil> <nil> <nil> <nil> 1
}

func ExampleHistogram_MarshalBinary() {
	var late, again kpi.Histogram
	fmt.Println(late.Add(45))
	data, err := late.MarshalBinary()
	fmt.Println(err, again.UnmarshalBinary(data), again.N())
	// Output:
	// <nil>
	// <nil> <nil> 1
}

func ExampleHistogram_Add() {
	var late kpi.Histogram
	for minutes := range int64(1000) {
		if err := late.Add(minutes); err != nil {
			fmt.Println(err)
		}
	}
	b, ok := late.Quantile(logistics.MustRatio("95%"))
	fmt.Println(b.Low, b.High, ok)
	// Output:
	// 928 959 true
}
