package kpi_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// exampleRights are on time and in full, or miss one of the two.
func exampleRights() (kept, late, short logistics.Rights) {
	kept = logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
	return kept, kept.With(logistics.RightTime, logistics.Missed), kept.With(logistics.RightQuantity, logistics.Missed)
}

func examplePatterns(cases ...logistics.Rights) kpi.Patterns {
	var p kpi.Patterns
	for _, rights := range cases {
		if err := p.Add(rights); err != nil {
			panic(err)
		}
	}
	return p
}

func showPatterns(p kpi.Patterns, err error) {
	fmt.Println(p.N(), "cases", err)
	for _, pattern := range p.List() {
		fmt.Println(pattern.Rights, pattern.Cases)
	}
}

func ExamplePatterns_Add() {
	kept, late, _ := exampleRights()
	var p kpi.Patterns
	for _, rights := range []logistics.Rights{kept, late, kept} {
		if err := p.Add(rights); err != nil {
			fmt.Println(err)
		}
	}
	showPatterns(p, nil)
	// Output:
	// 3 cases <nil>
	// quantity -time 1
	// quantity time 2
}

func ExamplePatterns_Remove() {
	kept, late, short := exampleRights()
	p := examplePatterns(kept, late)
	fmt.Println(p.Remove(short))
	showPatterns(p, p.Remove(late)) // the carrier proved it wrong
	// Output:
	// logistics: conflict "-quantity time": taken out and never added
	// 1 cases <nil>
	// quantity time 1
}

func ExamplePatterns_Merge() {
	kept, late, short := exampleRights()
	north, south := examplePatterns(kept, late), examplePatterns(kept, short)
	showPatterns(north, north.Merge(south))
	// Output:
	// 4 cases <nil>
	// -quantity time 1
	// quantity -time 1
	// quantity time 2
}

func ExamplePatterns_Sub() {
	kept, late, short := exampleRights()
	year, january := examplePatterns(kept, late, kept, short), examplePatterns(kept, late)
	showPatterns(year, year.Sub(january))
	// Output:
	// 2 cases <nil>
	// -quantity time 1
	// quantity time 1
}

// What each right costs in perfect orders, from counts that were merged of many shards.
func ExamplePatterns_List() {
	kept, late, short := exampleRights()
	p := examplePatterns(kept, late, late, short, late.With(logistics.RightQuantity, logistics.Missed))
	m, err := kpi.DivideMisses(p.List())
	fmt.Println(m.Missed, "of", p.N(), "missed", err)
	for _, s := range m.Shares {
		if s.Missed > 0 {
			fmt.Println(s.Right, s.Share)
		}
	}
	// Output:
	// 4 of 5 missed <nil>
	// quantity 3/2
	// time 5/2
}

func ExamplePatterns_MarshalBinary() {
	_, late, _ := exampleRights()
	data, err := examplePatterns(late, late).MarshalBinary()
	fmt.Printf("%q %v\n", data, err)

	var back kpi.Patterns
	err = back.UnmarshalBinary(data)
	showPatterns(back, err)
	// Output:
	// "R\x01H@\x02" <nil>
	// 2 cases <nil>
	// quantity -time 2
}

// exampleComplaints are those of a month by code.
func exampleComplaints() kpi.Frequencies {
	var f kpi.Frequencies
	for code, n := range map[string]int64{"late": 41, "damaged": 17, "short": 17, "rude": 2} {
		if err := f.Add(logistics.MustID(code), n); err != nil {
			panic(err)
		}
	}
	return f
}

func showTop(f kpi.Frequencies, err error) {
	fmt.Println(f.N(), "of", f.Distinct(), "kinds", err)
	for _, one := range f.Top(3) {
		fmt.Println(one.ID, one.Count)
	}
}

func ExampleFrequencies_Add() {
	var f kpi.Frequencies
	for _, product := range []string{"gtin:6291041500213", "gtin:06291041500213", "SKU-7"} { // the same item twice
		if err := f.Add(logistics.MustID(product), 1); err != nil {
			fmt.Println(err)
		}
	}
	showTop(f, f.Add(logistics.ID{}, 1))
	// Output:
	// 3 of 2 kinds logistics: /id: required: what is counted
	// gtin:06291041500213 2
	// SKU-7 1
}

func ExampleFrequencies_Remove() {
	f := exampleComplaints()
	fmt.Println(f.Remove(logistics.MustID("rude"), 3))
	showTop(f, f.Remove(logistics.MustID("late"), 30)) // a strike: not ours
	// Output:
	// logistics: /count: conflict "3": more taken out than were added of rude
	// 47 of 4 kinds <nil>
	// damaged 17
	// short 17
	// late 11
}

func ExampleFrequencies_Merge() {
	f, shard := exampleComplaints(), exampleComplaints()
	showTop(f, f.Merge(shard))
	// Output:
	// 154 of 4 kinds <nil>
	// late 82
	// damaged 34
	// short 34
}

func ExampleFrequencies_Sub() {
	year, month := exampleComplaints(), exampleComplaints()
	if err := year.Add(logistics.MustID("short"), 5); err != nil {
		fmt.Println(err)
	}
	showTop(year, year.Sub(month))
	// Output:
	// 5 of 1 kinds <nil>
	// short 5
}

func ExampleFrequencies_Top() {
	for _, one := range exampleComplaints().Top(2) {
		fmt.Println(one.ID, one.Count)
	}
	// Output:
	// late 41
	// damaged 17
}

func ExampleFrequencies_MarshalBinary() {
	data, err := exampleComplaints().MarshalBinary()
	fmt.Printf("%q %v\n", data, err)

	var back kpi.Frequencies
	fmt.Println(back.UnmarshalBinary(data), back.Count(logistics.MustID("late")))
	// Output:
	// "F\x01\adamaged\x11\x04late)\x04rude\x02\x05short\x11" <nil>
	// <nil> 41
}
