package count_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

// exampleGrid is of two customers in the first quarter; a line is good that is on time and in full.
func exampleGrid() *count.Grid {
	grid, err := count.NewGrid(onTime(), monthly(), []logistics.ID{logistics.MustID("C-1"), logistics.MustID("C-2")},
		logistics.MustDate("2025-01-01"), logistics.MustDate("2025-03-31"),
		logistics.RightTime, logistics.RightQuantity)
	if err != nil {
		panic(err)
	}
	return grid
}

func exampleEntries(grid *count.Grid) []count.Entry {
	kept := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
	first, _ := grid.Subject(logistics.MustID("C-1"))
	second, _ := grid.Subject(logistics.MustID("C-2"))
	january, _ := grid.Day(logistics.MustDate("2025-01-09"))
	march, _ := grid.Day(logistics.MustDate("2025-03-02"))
	return []count.Entry{
		{Subject: first, Day: january, Rights: kept},
		{Subject: first, Day: march, Rights: kept.With(logistics.RightTime, logistics.Missed)},
		{Subject: second, Day: march, Rights: kept},
		{Subject: second, Day: march, Rights: kept.With(logistics.RightQuantity, logistics.Undetermined)},
	}
}

func showGrid(grid *count.Grid, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	cube, err := grid.Cube()
	if err != nil {
		fmt.Println(err)
		return
	}
	show(cube)
}

func ExampleNewGrid() {
	_, err := count.NewGrid(onTime(), monthly(), []logistics.ID{logistics.MustID("C-1")},
		logistics.MustDate("2025-01-01"), logistics.MustDate("2024-12-31"), logistics.RightTime)
	fmt.Println(err)
	// Output:
	// logistics: /last: conflict "2024-12-31": must not be before the first day, 2025-01-01
}

func ExampleGrid_Add() {
	grid := exampleGrid()
	showGrid(grid, grid.Add(exampleEntries(grid)))
	// Output:
	// C-1 2025-01 1/1 []
	// C-1 2025-03 0/1 []
	// C-2 2025-03 1/1 [{undetermined 1}]
}

func ExampleGrid_AddOrders() {
	grid := exampleGrid()
	showGrid(grid, grid.AddOrders(exampleEntries(grid), []uint32{0, 0, 1, 2}))
	// Output:
	// C-1 2025-03 0/1 []
	// C-2 2025-03 1/1 [{undetermined 1}]
}

func ExampleGrid_Remove() {
	grid := exampleGrid()
	entries := exampleEntries(grid)
	fmt.Println(grid.Remove(entries[:1]))
	if err := grid.Add(entries); err != nil {
		fmt.Println(err)
	}
	showGrid(grid, grid.Remove(entries[1:]))
	// Output:
	// logistics: /entries/0: conflict "quantity time": cannot remove more than was added
	// C-1 2025-01 1/1 []
}

func ExampleGrid_Merge() {
	morning, evening := exampleGrid(), exampleGrid()
	entries := exampleEntries(morning)
	if err := morning.Add(entries[:2]); err != nil {
		fmt.Println(err)
	}
	if err := evening.Add(entries[2:]); err != nil {
		fmt.Println(err)
	}
	showGrid(morning, morning.Merge(evening))
	// Output:
	// C-1 2025-01 1/1 []
	// C-1 2025-03 0/1 []
	// C-2 2025-03 1/1 [{undetermined 1}]
}

func ExampleGrid_Cube() {
	grid := exampleGrid()
	if err := grid.Add(exampleEntries(grid)[:1]); err != nil {
		fmt.Println(err)
	}
	cube, err := grid.Cube()
	fmt.Println(len(cube.Observations()), err)
	// Output:
	// 1 <nil>
}
