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

// explain tells sentences in lines that fit a page.
func explain(sentences []string) {
	for _, text := range sentences {
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
	for line := range compare.Reasons().Texts() {
		if code := string(line.Code); strings.HasPrefix(code, "compare.misses.") {
			fmt.Println(code)
		}
	}
	// Output:
	// compare.misses.divided
	// compare.misses.right
}

func ExampleComparer_Gap() {
	e, _ := compare.Compile(onTime(), compare.GapTest{})
	gap, err := e.Gap(linesOf("2025-01", 855, 900), linesOf("2025-02", 810, 880))
	fmt.Println(gap.Difference, gap.Significance, err)
	explain(gap.Sentences(logistics.Language{}))
	// Output:
	// -13/440 worse <nil>
	// On-time delivery for C-1 in Feb 2025 stood at 92%, worse than 95% for C-1 in Jan 2025 by more than
	//   chance explains: the difference is -3 points, between -5.3 points and -0.7 points at 95%
	//   confidence (p 0.011, pooled z-test).
}

func ExampleComparer_GapToTarget() {
	e, _ := compare.Compile(onTime(), compare.GapTest{})
	gap, err := e.GapToTarget(linesOf("2025-02", 52, 57))
	fmt.Println(gap.Difference, gap.Significance, err)
	explain(gap.Sentences(logistics.Language{}))
	// Output:
	// -43/1140 not_shown <nil>
	// On-time delivery for C-1 in Feb 2025 stood at 91.2%, against the target of 95%: a difference of
	//   -3.8 points is consistent with chance; it lies between -14.3 points and 2.1 points at 95%
	//   confidence (p 0.209, exact binomial test).
	// An exact test was used, because the smallest expected cell count of 2.85 is below 5.
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

func ExampleGap_Sentences() {
	e, _ := compare.Compile(onTime(), compare.GapTest{})
	gap, _ := e.Gap(linesOf("2025-01", 0, 0), linesOf("2025-02", 54, 57))
	explain(gap.Sentences(logistics.Language{}))
	// Output:
	// On-time delivery for C-1 in Feb 2025 cannot be compared with that for C-1 in Jan 2025: the other
	//   has no data.
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

func ExampleDecomposition_Sentences() {
	d, _ := compare.Decompose(onTime(),
		[]logistics.Observation{lane("Linz", "2025-01", 95, 100), lane("Split", "2025-01", 7, 10)},
		[]logistics.Observation{lane("Linz", "2025-02", 10, 10), lane("Split", "2025-02", 75, 100)})
	explain(d.Sentences(logistics.Language{}))
	// Output:
	// On-time delivery went from 92.7% in Jan 2025 to 77.3% in Feb 2025: a change of -15.5 points, made
	//   up of 5 points from the segments' own results (rate) and -20.5 points from the shift between
	//   segments (mix).
	// The whole changed by -15.5 points although no segment moved that way: the mix of segments changed,
	//   not the service (Simpson's paradox).
	// Linz went from 95% to 100% and adds -7.7 points to the change: 2.5 points from its own result
	//   (rate) and -10.2 points from its share of the cases (mix).
	// Split went from 70% to 75% and adds -7.7 points to the change: 2.5 points from its own result
	//   (rate) and -10.2 points from its share of the cases (mix).
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

func ExampleMisses_Sentences() {
	m, _ := compare.DivideMisses(patterns())
	explain(m.Sentences(logistics.Language{}))
	// Output:
	// 80 of 980 cases missed at least one right and 900 met all; 0 more cases were not judged.
	// Right quantity was missed in 40 of 980 cases; in 15 it was the only miss. It accounts for 27.5 of
	//   the missed cases.
	// Right time was missed in 65 of 980 cases; in 40 it was the only miss. It accounts for 52.5 of the
	//   missed cases.
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

func ExampleGap_Reasons() {
	e, _ := compare.Compile(onTime(), compare.GapTest{})
	gap, _ := e.Gap(linesOf("2025-01", 855, 900), linesOf("2025-02", 810, 880))
	r := gap.Reasons()[0]
	fmt.Println(r.Code, r.Param("value"), r.Param("reference"), r.Param("difference"), r.Param("p"))
	// Output:
	// compare.gap.shown 810/880 855/900 -13/440 0.0112393
}

func ExampleDecomposition_Reasons() {
	d, _ := compare.Decompose(onTime(),
		[]logistics.Observation{lane("Linz", "2025-01", 95, 100), lane("Split", "2025-01", 7, 10)},
		[]logistics.Observation{lane("Linz", "2025-02", 10, 10), lane("Split", "2025-02", 75, 100)})
	for _, r := range d.Reasons() {
		fmt.Println(strings.TrimSpace(string(r.Code) + " " + r.Param("rate") + " " + r.Param("mix")))
	}
	// Output:
	// compare.change.divided 1/20 -9/44
	// compare.change.simpson
	// compare.change.segment 1/40 -9/88
	// compare.change.segment 1/40 -9/88
}

func ExampleMisses_Reasons() {
	m, _ := compare.DivideMisses(patterns())
	for _, r := range m.Reasons()[1:] {
		fmt.Println(r.Param("right"), r.Param("share"))
	}
	// Output:
	// quantity 55/2
	// time 105/2
}
