package kpi_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

func ExampleSigns_Validate() {
	fmt.Println(kpi.Signs("right_time -damaged").Validate())
	fmt.Println(kpi.Signs("a a").Validate())
	// Output:
	// <nil>
	// logistics: duplicate "a": a sign is listed once
}

func ExampleNeed() {
	asked := kpi.Need("picked", "packed").Without("damaged")
	fmt.Println(asked, asked.Validate())
	// Output: picked packed -damaged <nil>
}

func ExampleSignsOf() {
	fmt.Println(kpi.SignsOf(logistics.AllMet(logistics.RightTime, logistics.RightQuantity)))
	late := logistics.AllMet(logistics.RightQuantity).With(logistics.RightTime, logistics.Missed)
	fmt.Println(kpi.SignsOf(late))
	// Output:
	// right_quantity right_time
	// right_quantity -right_time
}

func ExampleSigns_All() {
	for name, so := range kpi.Signs("right_time -damaged").All() {
		fmt.Println(name, so)
	}
	// Output:
	// right_time true
	// damaged false
}

func ExampleSigns_Rights() {
	rights, only := kpi.Signs("right_quantity right_time").Rights()
	fmt.Println(rights, only)
	_, only = kpi.Signs("right_time -damaged").Rights()
	fmt.Println(only)
	// Output:
	// [quantity time] true
	// false
}

func ExampleSignsThatAre() {
	rights := logistics.AllMet(logistics.RightTime).With(logistics.RightCost, logistics.Waived)
	fmt.Println(kpi.SignsThatAre(logistics.Waived, rights), kpi.SignsOf(rights))
	// Output:
	// right_cost right_time
}
