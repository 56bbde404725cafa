package compare_test

import (
	"fmt"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/compare"
	"github.com/logicrm/logistics/kpi/count"
)

// linesOf are those of a customer in a month, some of them on time.
func linesOf(month string, onTimeLines, all int64) logistics.Observation {
	return logistics.Observation{
		Metric: logistics.MustID("on_time_delivery"), Version: 1, Subject: logistics.MustID("C-1"),
		Period: logistics.MustPeriod(month), Num: onTimeLines, Den: all,
	}
}

// onTime is the standard metric with the target of an agreement.
func onTime() kpi.Metric {
	m, _ := kpi.Lookup(logistics.MustID("on_time_delivery"))
	m.Target = logistics.MustRatio("95%")
	return m
}

// explain tells reasons in lines that fit a page.
func explain(reasons []logistics.Reason) {
	for _, r := range reasons {
		text := compare.Reasons().Render(r)
		for len(text) > 100 {
			at := strings.LastIndex(text[:100], " ")
			fmt.Println(text[:at])
			text = "  " + text[at+1:]
		}
		fmt.Println(text)
	}
}

func ExampleCompile() {
	_, err := compare.Compile(kpi.Metric{ID: logistics.MustID("touch_time")}, compare.GapTest{MinExpected: -1})
	fmt.Println(len(err.(logistics.Faults)), "faults")
	comparer, err := compare.Compile(onTime(), compare.GapTest{Confidence: logistics.MustRatio("99%")})
	if err != nil {
		panic(err)
	}
	gap, err := comparer.Gap(linesOf("2025-01", 855, 900), linesOf("2025-02", 810, 880))
	fmt.Println(gap.Significance, err)
	// Output:
	// 6 faults
	// not_shown <nil>
}

func ExampleReasons() {
	for _, line := range compare.Reasons()[4:7] { // after those of a figure by itself
		fmt.Println(line.Code)
	}
	// Output:
	// kpi.value.left_out
	// compare.gap.shown
	// compare.gap.not_shown
}

func ExampleComparer_Gap() {
	e, _ := compare.Compile(onTime(), compare.GapTest{})
	gap, err := e.Gap(linesOf("2025-01", 855, 900), linesOf("2025-02", 810, 880))
	fmt.Println(gap.Difference, gap.Significance, err)
	explain(gap.Reasons())
	// Output:
	// -13/440 worse <nil>
	// on_time_delivery of C-1 in 2025-02 is 810/880, C-1 in 2025-01 is 855/900: -13/440 is worse
	//   (higher_is_better) by newcombe_pooled_z, p 0.0112393; at 95/100 it lies from -0.0528865 to
	//   -0.00666741
}

func ExampleComparer_GapToTarget() {
	e, _ := compare.Compile(onTime(), compare.GapTest{})
	gap, err := e.GapToTarget(linesOf("2025-02", 52, 57))
	fmt.Println(gap.Difference, gap.Significance, err)
	explain(gap.Reasons())
	// Output:
	// -43/1140 not_shown <nil>
	// on_time_delivery of C-1 in 2025-02 is 52/57, target is 95/100: chance gives as much as -43/1140
	//   (not_shown, higher_is_better) by clopper_pearson_binomial_exact, p 0.209148; at 95/100 it lies
	//   from -0.142957 to 0.0209014
	// exact test: 2.85 cases of a sort are expected, fewer than 5
}

func ExampleComparer_GapOfMeans() {
	metric, _ := kpi.Lookup(logistics.MustID("order_cycle_time"))
	e, _ := compare.Compile(metric, compare.GapTest{})
	hours := func(month string, tenths ...int64) (m compare.Measured) {
		m.Observation = logistics.Observation{
			Metric: logistics.MustID("order_cycle_time"), Version: 1, Subject: logistics.MustID("C-1"),
			Period: logistics.MustPeriod(month), Unit: metric.Unit, Scale: metric.Scale,
		}
		for _, v := range tenths {
			m.Observation.Num += v
			m.Observation.Den++
			if err := m.Moments.Add(v); err != nil {
				panic(err)
			}
		}
		return m
	}
	gap, err := e.GapOfMeans(hours("2025-01", 480, 520, 500, 510), hours("2025-02", 400, 410, 390, 405))
	fmt.Println(gap.Difference, gap.Significance, err)
	fmt.Printf("%.1f to %.1f hours\n", gap.Figures.Low, gap.Figures.High)
	// Output:
	// -81/8 better <nil>
	// -12.7 to -7.6 hours
}

func ExampleGapTest_Validate() {
	fmt.Println(compare.GapTest{Confidence: logistics.MustRatio("95")}.Validate())
	// Output:
	// logistics: /confidence: out_of_range "95/1": above 0 and below 100%
}

func ExampleGap_Reasons() {
	e, _ := compare.Compile(onTime(), compare.GapTest{})
	gap, _ := e.Gap(linesOf("2025-01", 0, 0), linesOf("2025-02", 54, 57))
	explain(gap.Reasons())
	// Output:
	// on_time_delivery of C-1 in 2025-02 is not compared with C-1 in 2025-01: nothing was measured in base
}

// lane is the month of a lane: more goes by the worse one, though both improve.
func lane(name, month string, onTimeLines, all int64) logistics.Observation {
	o := linesOf(month, onTimeLines, all)
	o.Subject = logistics.MustID(name)
	return o
}

func ExampleDecompose() {
	d, err := compare.Decompose(onTime(),
		[]logistics.Observation{lane("Linz", "2025-01", 95, 100), lane("Split", "2025-01", 7, 10)},
		[]logistics.Observation{lane("Linz", "2025-02", 10, 10), lane("Split", "2025-02", 75, 100)})
	fmt.Println(d.Change, d.Rate, d.Mix, d.Simpson, err)
	// Output:
	// -17/110 1/20 -9/44 true <nil>
}

func ExampleDecomposition_Reasons() {
	d, _ := compare.Decompose(onTime(),
		[]logistics.Observation{lane("Linz", "2025-01", 95, 100), lane("Split", "2025-01", 7, 10)},
		[]logistics.Observation{lane("Linz", "2025-02", 10, 10), lane("Split", "2025-02", 75, 100)})
	explain(d.Reasons())
	// Output:
	// on_time_delivery went from 102/110 to 85/110: -17/110, of which rate 1/20 and mix -9/44 (midpoints)
	// the whole moved by -17/110 and no segment did: the mix moved, not the service
	// Linz from 95/100 to 10/10: -17/220, of which rate 1/40 and mix -9/88
	// Split from 7/10 to 75/100: -17/220, of which rate 1/40 and mix -9/88
}

// patterns are the orders of a month, by what they missed.
func patterns() []count.Pattern {
	kept := logistics.Rights{}.With(logistics.RightQuantity, logistics.Met).With(logistics.RightTime, logistics.Met)
	late := kept.With(logistics.RightTime, logistics.Missed)
	short := kept.With(logistics.RightQuantity, logistics.Missed)
	both := late.With(logistics.RightQuantity, logistics.Missed)
	return []count.Pattern{
		{Rights: kept, Cases: 900}, {Rights: late, Cases: 40}, {Rights: short, Cases: 15}, {Rights: both, Cases: 25},
	}
}

func ExampleDivideMisses() {
	m, err := compare.DivideMisses(patterns())
	fmt.Println(m.Missed, "missed", err)
	for _, s := range m.Shares {
		if s.Missed > 0 {
			fmt.Println(s.Right, s.Alone, s.Share, s.Missed)
		}
	}
	// Output:
	// 80 missed <nil>
	// quantity 15 55/2 40
	// time 40 105/2 65
}

func ExampleMisses_Reasons() {
	m, _ := compare.DivideMisses(patterns())
	explain(m.Reasons())
	// Output:
	// 80 of 980 cases were missed, 900 kept; 0 more were not judged
	// quantity: missed in 40 of 980 cases, in 15 of them alone; its share of what was missed is 55/2
	// time: missed in 65 of 980 cases, in 40 of them alone; its share of what was missed is 105/2
}

func ExampleComparer_GapOfRates() {
	m, _ := kpi.Lookup(logistics.MustID("order_cycle_time"))
	m.ID, m.Name, m.Unit, m.Scale = logistics.MustID("complaints"), "Complaints per order", logistics.Each(), 0
	e, err := compare.Compile(m, compare.GapTest{})
	if err != nil {
		panic(err)
	}
	complaints := func(month string, n, orders int64) logistics.Observation {
		o := linesOf(month, n, orders)
		o.Metric, o.Unit = m.ID, m.Unit
		return o
	}
	gap, err := e.GapOfRates(complaints("2025-01", 31, 900), complaints("2025-02", 14, 880))
	fmt.Printf("%v, p %.4f, %v\n", gap.Significance, gap.Figures.P, err)
	// Output: better, p 0.0164, <nil>
}

func ExampleMisses_Joint() {
	m, _ := compare.DivideMisses(patterns())
	fmt.Println(m.Joint(), m.Joint().Percent(1))
	// Output:
	// 900/980 91.8%
}

func ExampleMisses_Independent() {
	m, _ := compare.DivideMisses(patterns())
	fmt.Println(m.Independent().FloatString(4), "below", m.Joint().Percent(2), "kept: misses come together")
	// Output:
	// 0.8956 below 91.84% kept: misses come together
}
