package count_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

func ExampleHistogram_Merge() {
	var monday, tuesday count.Histogram
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
		b, err := monday.Quantile(logistics.MustRatio(share))
		fmt.Println(share, b.Low, b.High, b.Middle(), err)
	}
	// Output:
	// 0% -20 -20 -20 <nil>
	// 1/2 3 3 3 <nil>
	// 95% 480 495 487 <nil>
}

func ExampleHistogram_Remove() {
	var late count.Histogram
	fmt.Println(late.Add(45), late.Remove(45), late.N())
	fmt.Println(late.Remove(45))
	// Output:
	// <nil> <nil> 0
	// logistics: conflict "45": cannot remove what was never added
}

func ExampleHistogram_Sub() {
	var all, cancelled count.Histogram
	fmt.Println(all.Add(45), all.Add(10), cancelled.Add(10), all.Sub(cancelled), all.N())
	// Output:
	// <nil> <nil> <nil> <nil> 1
}

func ExampleHistogram_MarshalBinary() {
	var late, again count.Histogram
	fmt.Println(late.Add(45))
	data, err := late.MarshalBinary()
	fmt.Println(err, again.UnmarshalBinary(data), again.N())
	// Output:
	// <nil>
	// <nil> <nil> 1
}

func ExampleHistogram_Add() {
	var late count.Histogram
	for minutes := range int64(1000) {
		if err := late.Add(minutes); err != nil {
			fmt.Println(err)
		}
	}
	b, err := late.Quantile(logistics.MustRatio("95%"))
	fmt.Println(b.Low, b.High, err)
	// Output:
	// 928 959 <nil>
}

func ExampleHistogram_Quantile() {
	var late count.Histogram
	_, err := late.Quantile(logistics.MustRatio("95%"))
	fmt.Println(err)
	for _, minutes := range []int64{3, 5, 90} {
		if err := late.Add(minutes); err != nil {
			fmt.Println(err)
		}
	}
	median, err := late.Quantile(logistics.MustRatio("1/2"))
	fmt.Println(median.Middle(), err)
	// Output:
	// logistics: required: at least one counted value
	// 5 <nil>
}
