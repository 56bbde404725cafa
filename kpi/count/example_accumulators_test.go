package count_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

// exampleRights are on time and in full, or miss one of the two.
func exampleRights() (kept, late, short logistics.Rights) {
	kept = logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
	return kept, kept.With(logistics.RightTime, logistics.Missed), kept.With(logistics.RightQuantity, logistics.Missed)
}

func examplePatterns(cases ...logistics.Rights) count.Patterns {
	var p count.Patterns
	for _, rights := range cases {
		if err := p.Add(rights); err != nil {
			panic(err)
		}
	}
	return p
}

func showPatterns(p count.Patterns, err error) {
	fmt.Println(p.N(), "cases", err)
	list, err := p.List()
	if err != nil {
		fmt.Println(err)
	}
	for _, pattern := range list {
		fmt.Println(pattern.Rights, pattern.Cases)
	}
}

func ExamplePatterns_Add() {
	kept, late, _ := exampleRights()
	var p count.Patterns
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
	// logistics: conflict "-quantity time": cannot remove what was never added
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

// What was missed together: compare.DivideMisses shares it out over the rights.
func ExamplePatterns_List() {
	kept, late, short := exampleRights()
	p := examplePatterns(kept, late, late, short, late.With(logistics.RightQuantity, logistics.Missed))
	list, err := p.List()
	fmt.Println(list, err)
	// Output:
	// [{-quantity -time 1} {-quantity time 1} {quantity -time 2} {quantity time 1}] <nil>
}

func ExamplePatterns_MarshalBinary() {
	_, late, _ := exampleRights()
	data, err := examplePatterns(late, late).MarshalBinary()
	fmt.Printf("%q %v\n", data, err)

	var back count.Patterns
	err = back.UnmarshalBinary(data)
	showPatterns(back, err)
	// Output:
	// "R\x01H@\x02" <nil>
	// 2 cases <nil>
	// quantity -time 2
}

// exampleComplaints are those of a month by code.
func exampleComplaints() count.Frequencies {
	var f count.Frequencies
	for code, n := range map[string]int64{"late": 41, "damaged": 17, "short": 17, "rude": 2} {
		if err := f.Add(logistics.MustID(code), n); err != nil {
			panic(err)
		}
	}
	return f
}

func showTop(f count.Frequencies, err error) {
	fmt.Println(f.N(), "of", f.Distinct(), "kinds", err)
	top, err := f.Top(3)
	if err != nil {
		fmt.Println(err)
	}
	for _, one := range top {
		fmt.Println(one.ID, one.Count)
	}
}

func ExampleFrequencies_Add() {
	var f count.Frequencies
	for _, product := range []string{"gtin:6291041500213", "gtin:06291041500213", "SKU-7"} { // the same item twice
		if err := f.Add(logistics.MustID(product), 1); err != nil {
			fmt.Println(err)
		}
	}
	showTop(f, f.Add(logistics.ID{}, 1))
	// Output:
	// 3 of 2 kinds logistics: /id: required: id is required
	// gtin:06291041500213 2
	// SKU-7 1
}

func ExampleFrequencies_Remove() {
	f := exampleComplaints()
	fmt.Println(f.Remove(logistics.MustID("rude"), 3))
	showTop(f, f.Remove(logistics.MustID("late"), 30)) // a strike: not ours
	// Output:
	// logistics: /count: conflict "3": cannot remove more than were added of rude
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
	top, err := exampleComplaints().Top(2)
	fmt.Println(top, err)
	// Output:
	// [{late 41} {damaged 17}] <nil>
}

func ExampleFrequencies_Count() {
	var f count.Frequencies
	rude := logistics.MustID("rude")
	if err := f.Add(rude, 2); err != nil {
		fmt.Println(err)
	}
	kept, shared := f.Clone(), f
	if err := f.Add(rude, 1); err != nil {
		fmt.Println(err)
	}
	fmt.Println(f.Count(rude))
	fmt.Println(kept.Count(rude))
	_, err := shared.Count(rude) // its memory went on with f
	fmt.Println(err)
	// Output:
	// 3 <nil>
	// 2 <nil>
	// logistics: conflict: the original of this copy was changed since: use Clone
}

func ExampleFrequencies_MarshalBinary() {
	data, err := exampleComplaints().MarshalBinary()
	fmt.Printf("%q %v\n", data, err)

	var back count.Frequencies
	fmt.Println(back.UnmarshalBinary(data), back.N())
	// Output:
	// "F\x01\adamaged\x11\x04late)\x04rude\x02\x05short\x11" <nil>
	// <nil> 77
}
