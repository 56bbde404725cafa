package count_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

func ExampleProportion_Add() {
	var picked count.Proportion
	fmt.Println(picked.Add(99, 100), picked.Add(3, 2))
	fmt.Println(picked.Ratio())
	// Output:
	// <nil> logistics: /num: conflict "3": must not exceed the denominator
	// 99/100
}

func ExampleProportion_Remove() {
	var picked count.Proportion
	fmt.Println(picked.Add(99, 100), picked.Remove(9, 10), picked.Ratio())
	// Output: <nil> <nil> 90/90
}

func ExampleProportion_Exclude() {
	var picked count.Proportion
	fmt.Println(picked.Exclude("training", 3), picked.Exclude("training", -1), picked.Excluded())
	// Output: <nil> <nil> [{training 2}]
}

func ExampleProportion_Merge() {
	var early, late count.Proportion
	fmt.Println(early.Add(50, 50), late.Add(40, 50))
	fmt.Println(early.Merge(late), early.Ratio())
	// Output:
	// <nil> <nil>
	// <nil> 90/100
}

func ExampleProportion_Sub() {
	var both, late count.Proportion
	fmt.Println(both.Add(90, 100), late.Add(40, 50))
	fmt.Println(both.Sub(late), both.Ratio())
	// Output:
	// <nil> <nil>
	// <nil> 50/50
}

func ExampleMoments_Add() {
	var minutes count.Moments
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
	var minutes count.Moments
	mean, err := minutes.Mean()
	fmt.Println(mean.Percent(0), err)
	// Output: no data <nil>
}

func ExampleMoments_Remove() {
	var minutes count.Moments
	fmt.Println(minutes.Add(30), minutes.Remove(30), minutes == count.Moments{})
	fmt.Println(minutes.Remove(30))
	// Output:
	// <nil> <nil> true
	// logistics: conflict "1": cannot remove more than was added
}

func ExampleMoments_Merge() {
	var night, day count.Moments
	fmt.Println(night.Add(30), day.Add(50), night.Merge(day))
	fmt.Println(mustMean(night))
	// Output:
	// <nil> <nil> <nil>
	// 80/2
}

func ExampleMoments_Sub() {
	var both, day count.Moments
	fmt.Println(both.Add(30), both.Add(50), day.Add(50), both.Sub(day), mustMean(both))
	// Output: <nil> <nil> <nil> <nil> 30/1
}

func mustMean(m count.Moments) logistics.Ratio {
	mean, err := m.Mean()
	if err != nil {
		panic(err)
	}
	return mean
}

func ExampleProportion_Interval() {
	var air count.Proportion
	if err := air.Add(5526, 6113); err != nil {
		fmt.Println(err)
	}
	low, high, err := air.Interval(logistics.MustRatio("95%"))
	fmt.Printf("%s, between %.1f and %.1f %%, %v\n", air.Ratio().Percent(1), 100*low, 100*high, err)
	_, _, err = new(count.Proportion).Interval(logistics.Ratio{})
	fmt.Println(err)
	// Output:
	// 90.4%, between 89.6 and 91.1 %, <nil>
	// logistics: /confidence: required: 95% is usual
	// logistics: /den: required: at least one counted case
}
