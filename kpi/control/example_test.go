package control_test

import (
	"fmt"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// tell writes a reason in lines that fit a page.
func tell(text string) {
	for len(text) > 100 {
		at := strings.LastIndex(text[:100], " ")
		fmt.Println(text[:at])
		text = "  " + text[at+1:]
	}
	fmt.Println(text)
}

// hours are the delivery times of the last days.
func hours() []float64 {
	return []float64{30, 33, 31, 34, 32, 30, 33, 31, 34, 32, 31, 33, 36, 37, 36, 38, 37, 39, 38, 41}
}

// late are the late orders of months of very different sizes.
func late() []control.Count {
	return []control.Count{
		{Events: 91, Size: 1814},
		{Events: 147, Size: 3573},
		{Events: 224, Size: 4887},
		{Events: 132, Size: 3136},
		{Events: 190, Size: 4439},
		{Events: 207, Size: 5147},
		{Events: 122, Size: 3919},
		{Events: 147, Size: 4223},
		{Events: 182, Size: 5057},
		{Events: 127, Size: 3544},
		{Events: 61, Size: 2522},
		{Events: 103, Size: 2141},
	}
}

// A carrier that was always on time has no room for chance: the first month that is not is a signal.
func ExampleChartCounts_perfect() {
	months := []string{"2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"}
	counts := []control.Count{
		{Events: 120, Size: 120},
		{Events: 95, Size: 95},
		{Events: 130, Size: 130},
		{},
		{Events: 99, Size: 110},
		{Events: 88, Size: 88},
	}
	chart, err := control.ChartCounts(control.Proportion, counts, control.Options{
		Baseline: 4, Rules: control.WesternElectric, Labels: months,
	})
	target := 0.98
	assessment, _ := chart.Assess(logistics.HigherIsBetter, &target)
	for _, sentence := range assessment.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	fmt.Println(err)
	// Output:
	// The target of 98% or more will be met as long as the process stays as it was in the baseline: every
	//   point of the baseline is 100%.
	// 2026-04 has no cases.
	// 2026-05 differs by more than chance explains (concern): off the level that never varied.
	// <nil>
}

func ExampleXmRChart_Sentences() {
	chart, err := control.XmR([]float64{96, 97, 96, 98, 97, 91}, control.Aim{
		Direction: logistics.HigherIsBetter, Baseline: 5,
		Labels: []string{"2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"},
	})
	for _, sentence := range chart.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	fmt.Println(err)
	// Output:
	// 2026-06 differs by more than chance explains (concern): outside the control limits.
	// <nil>
}

// Some count a point that is equal to the one before as the end of a trend, some pass it over.
func ExampleWatch_Treating() {
	for _, school := range []control.Ties{control.TieEnds, control.TiePasses} {
		watch := control.NewWatch(control.Rules(control.Nelson3)).Treating(school)
		var last control.RuleSet
		for _, z := range []float64{-1, -0.5, 0, 0, 0.5, 1, 1.5} {
			last = watch.Add(z)
		}
		fmt.Println(school, last.List())
	}
	// Output:
	// tie_ends []
	// tie_passes [nelson_3]
}

func ExampleRules() {
	set := control.Rules(control.Nelson1, control.Nelson2)
	fmt.Println(set, set.Has(control.Nelson3))
	// Output:
	// nelson_1 nelson_2 false
}

func ExampleNewWatch() {
	watch := control.NewWatch(control.WesternElectric)
	for _, z := range []float64{0.4, 2.2, 1.1, 2.4, 3.3} {
		fmt.Println(z, watch.Add(z).List())
	}
	// Output:
	// 0.4 []
	// 2.2 []
	// 1.1 []
	// 2.4 [western_electric_2]
	// 3.3 [western_electric_1 western_electric_2 western_electric_3]
}

func ExampleFlag() {
	fmt.Println(control.Flag(control.Nelson, []float64{-1, -0.5, 0, 0.5, 1, 1.5}))
	// Output:
	// [     nelson_3]
}

func ExampleConstantsOf() {
	c, err := control.ConstantsOf(5)
	fmt.Printf("%.5f %.5f %.5f %v\n", c.MeanRange, c.Unbias, c.A2, err)
	// Output:
	// 2.32593 0.93999 0.57682 <nil>
}

func ExampleChartValues() {
	chart, err := control.ChartValues(control.Individuals, hours(), control.Options{
		Baseline: 12, Rules: control.Nelson,
	})
	fmt.Printf("%.2f to %.2f, signals at %v, %v\n", chart.Points[0].Lower, chart.Points[0].Upper, chart.Signals(), err)
	// Output:
	// 25.96 to 38.04, signals at [15 16 17 18 19], <nil>
}

func ExampleChartSubgroups() {
	groups := [][]float64{{12.1, 12.4, 11.9}, {12.0, 12.2, 12.3}, {11.8, 12.1, 12.0}, {13.1, 12.9, 13.4}}
	chart, err := control.ChartSubgroups(control.XBar, groups, control.Options{Baseline: 3})
	for _, p := range chart.Points {
		fmt.Printf("%.3f in %.3f to %.3f: %v\n", p.Stat, p.Lower, p.Upper, !p.Beyond)
	}
	fmt.Println(err)
	// Output:
	// 12.133 in 11.714 to 12.464: true
	// 12.167 in 11.714 to 12.464: true
	// 11.967 in 11.714 to 12.464: true
	// 13.133 in 11.714 to 12.464: false
	// <nil>
}

func ExampleChartCounts() {
	plain, err := control.ChartCounts(control.Proportion, late(), control.Options{})
	laney, _ := control.ChartCounts(control.LaneyProportion, late(), control.Options{})
	fmt.Println(plain.Signals(), laney.Signals(), err)
	// Output:
	// [10] [] <nil>
}

func ExampleLimits_Value() {
	chart, _ := control.ChartValues(control.Individuals, hours()[:12], control.Options{})
	p, err := chart.Limits.Value(41)
	fmt.Printf("%.1f standard errors: %v %v\n", *p.Z, p.Beyond, err)
	// Output:
	// 4.5 standard errors: true <nil>
}

func ExampleLimits_Subgroup() {
	chart, _ := control.ChartSubgroups(control.Range, [][]float64{{3, 5, 4}, {4, 6, 5}, {5, 6, 4}}, control.Options{})
	p, err := chart.Limits.Subgroup([]float64{1, 9, 4})
	fmt.Printf("%.2f, %v %v\n", p.Upper, p.Beyond, err)
	// Output:
	// 5.15, true <nil>
}

func ExampleLimits_Count() {
	chart, _ := control.ChartCounts(control.LaneyProportion, late(), control.Options{})
	p, err := chart.Limits.Count(control.Count{Events: 504, Size: 4805})
	fmt.Printf("%.4f above %.4f: %v %v\n", p.Stat, p.Upper, p.Beyond, err)
	// Output:
	// 0.1049 above 0.0525: true <nil>
}

func ExampleRuns() {
	r, err := control.Runs(hours())
	fmt.Println(r.Longest, r.LongestMost, r.Crossings, r.LeastCross, r.Signal, err)
	// Output:
	// 8 7 5 6 true <nil>
}

func ExampleXmR() {
	target := 48.0
	chart, err := control.XmR(hours(), control.Aim{Direction: logistics.LowerIsBetter, Target: &target, Baseline: 12})
	last := chart.Points[len(chart.Points)-1]
	fmt.Println(last.Pattern, last.Variation, chart.Assurance, err)
	// Output:
	// beyond_limit concern consistent_pass <nil>
}

func ExampleNewEWMA() {
	ewma, err := control.NewEWMA(control.Process{Centre: 32, Sigma: 2}, 0.2, 3)
	fmt.Println(err)
	for i, x := range hours() {
		if p, _ := ewma.Add(x); p.Signal {
			fmt.Printf("day %d: %.2f above %.2f\n", i, p.Average, p.Upper)
			break
		}
	}
	// Output:
	// <nil>
	// day 14: 34.19 above 34.00
}

func ExampleEWMA_Add() {
	ewma, _ := control.NewEWMA(control.Process{Centre: 50, Sigma: 2}, 0.3, 3)
	p, err := ewma.Add(52)
	fmt.Printf("%.2f in %.2f to %.2f %v\n", p.Average, p.Lower, p.Upper, err)
	// Output:
	// 50.60 in 48.20 to 51.80 <nil>
}

func ExampleNewCUSUM() {
	cusum, err := control.NewCUSUM(control.Process{Centre: 32, Sigma: 2}, 0.5, 5, 2.5)
	fmt.Println(err)
	for i, x := range hours() {
		if p, _ := cusum.Add(x); p.Signal {
			fmt.Printf("day %d: %.2f\n", i, p.Upper)
			break
		}
	}
	// Output:
	// <nil>
	// day 15: 7.50
}

func ExampleCUSUM_Add() {
	cusum, _ := control.NewCUSUM(control.Process{Centre: 10, Sigma: 1}, 0.5, 5, 0)
	p, err := cusum.Add(12)
	fmt.Println(p.Upper, p.Lower, p.Signal, err)
	// Output:
	// 1.5 0 false <nil>
}

func ExampleCapability() {
	r, err := control.Capability(hours()[:12], 1.9, control.Specification{Lower: 24, Upper: 40, Target: 32})
	fmt.Printf("Cp %.2f Cpk %.2f, %.0f in a million %v\n", r.Cp, r.Cpk, r.DPMO, err)
	// Output:
	// Cp 1.40 Cpk 1.40, 25 in a million <nil>
}

func ExampleDispersionOf() {
	d, err := control.DispersionOf(control.Proportion, late())
	fmt.Printf("%.2f %.4f %v\n", d.Ratio, d.P, err)
	// Output:
	// 4.12 0.0000 <nil>
}

func ExampleChooseCounts() {
	choice, err := control.ChooseCounts(control.Proportion, late())
	fmt.Println(choice.Kind, err)
	for _, sentence := range choice.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// laney_proportion <nil>
	// The counts vary more than their distribution predicts (dispersion 4.12, p below 0.0001), so limits
	//   from the distribution would flag ordinary points.
	// Limits from 12 points are provisional; at least 20 are usual.
}

func ExampleChooseSubgroups() {
	choice, err := control.ChooseSubgroups([][]float64{{12.1, 12.4, 11.9}, {12.0, 12.2, 12.3}})
	fmt.Println(choice.Kind, choice.Estimator, err)
	// Output:
	// x_bar average_range <nil>
}

func ExampleReasons() {
	for line := range control.Reasons().Texts() {
		fmt.Println(line.Code)
	}
	// Output:
	// control.choose.as_distributed
	// control.choose.overdispersed
	// control.choose.underdispersed
	// control.choose.rare_events
	// control.choose.few_points
	// control.choose.single_values
	// control.choose.small_subgroups
	// control.choose.large_subgroups
	// control.choose.unequal_sizes
	// control.choose.constant
	// control.assurance.pass
	// control.assurance.fail
	// control.assurance.inconsistent
	// control.assurance.always
	// control.assurance.never
	// control.point.signals
	// control.point.missing
	// control.period.signals
	// control.period.missing
	// control.independence.dependent
	// control.independence.not_shown
	// control.independence.limits_too_narrow
	// control.independence.limits_too_wide
	// control.independence.few_points
}

func ExampleARLOfRules() {
	one, _ := control.ARLOfRules(control.Rules(control.WesternElectric1), 0)
	four, err := control.ARLOfRules(control.WesternElectric, 0)
	fmt.Printf("a false alarm every %.0f points with one rule, every %.0f with four %v\n", one, four, err)
	// Output:
	// a false alarm every 370 points with one rule, every 92 with four <nil>
}

func ExampleARLOfEWMA() {
	length, err := control.ARLOfEWMA(0.1, 2.814, 1)
	fmt.Printf("%.1f %v\n", length, err)
	// Output:
	// 10.3 <nil>
}

func ExampleARLOfCUSUM() {
	length, err := control.ARLOfCUSUM(0.5, 5, 1)
	fmt.Printf("%.1f %v\n", length, err)
	// Output:
	// 10.4 <nil>
}

func ExampleChart_Change() {
	chart, _ := control.ChartValues(control.Individuals, hours(), control.Options{Baseline: 12})
	change, err := chart.Change(chart.Signals()[0])
	fmt.Printf("from day %d about %.0f hours %v\n", change.From, change.Level, err)
	// Output:
	// from day 12 about 37 hours <nil>
}

func ExampleChart_Assess() {
	chart, _ := control.ChartValues(control.Individuals, hours(), control.Options{Baseline: 12, Rules: control.Nelson})
	target := 36.0
	assessment, err := chart.Assess(logistics.LowerIsBetter, &target)
	fmt.Println(assessment.Assurance, err)
	for _, sentence := range assessment.Sentences(logistics.Language{})[:3] {
		tell(sentence)
	}
	// Output:
	// inconsistent <nil>
	// The target of 36 or less is met or missed by chance: ordinary points lie between 26 and 38.
	// Point 16 differs by more than chance explains (concern): 2 of 3 points beyond 2 sigma on one side
	//   (Nelson rule 5) and 4 of 5 points beyond 1 sigma on one side (Nelson rule 6).
	// Point 17 differs by more than chance explains (concern): 2 of 3 points beyond 2 sigma on one side
	//   (Nelson rule 5) and 4 of 5 points beyond 1 sigma on one side (Nelson rule 6).
}

func ExampleChartPhases() {
	phased, err := control.ChartPhases(20, []control.Phase{
		{},
		{From: 12, Because: "the northern depot is closed"},
	}, func(from, to int, o control.Options) (control.Chart, error) {
		return control.ChartValues(control.Individuals, hours()[from:to], o)
	})
	fmt.Print(phased.Draw())
	fmt.Println(err)
	// Output:
	// 0         30  [           o     |                 ]
	//    1         33  [                 |  o              ]
	//    2         31  [              o  |                 ]
	//    3         34  [                 |     o           ]
	//    4         32  [                 o                 ]
	//    5         30  [           o     |                 ]
	//    6         33  [                 |  o              ]
	//    7         31  [              o  |                 ]
	//    8         34  [                 |     o           ]
	//    9         32  [                 o                 ]
	//   10         31  [              o  |                 ]
	//   11         33  [                 |  o              ]
	//   -- the northern depot is closed
	//   12         36                         [      o    |            ]
	//   13         37                         [         o |            ]
	//   14         36                         [      o    |            ]
	//   15         38                         [           |o           ]
	//   16         37                         [         o |            ]
	//   17         39                         [           |   o        ]
	//   18         38                         [           |o           ]
	//   19         41                         [           |         o  ]
	// <nil>
}

func ExampleFunnel() {
	plot, err := control.Funnel(control.Proportion, []control.Peer{
		{ID: logistics.MustID("north"), Count: control.Count{Events: 40, Size: 1000}},
		{ID: logistics.MustID("south"), Count: control.Count{Events: 58, Size: 1200}},
		{ID: logistics.MustID("west"), Count: control.Count{Events: 7, Size: 80}},
		{ID: logistics.MustID("east"), Count: control.Count{Events: 26, Size: 400}},
	})
	for _, p := range plot.Points {
		fmt.Printf("%s %.3f up to %.3f: beyond %v\n", p.ID, p.Stat, p.Action[1], p.Beyond)
	}
	fmt.Printf("%.2f %v\n", plot.Inflation, err)
	// Output:
	// north 0.040 up to 0.070: beyond false
	// south 0.048 up to 0.068: beyond false
	// west 0.087 up to 0.123: beyond false
	// east 0.065 up to 0.082: beyond false
	// 1.00 <nil>
}

// Of a hundred parcels one is damaged. Were it two, the chart would say so after 360 parcels or so; and where
// nothing has changed it gives a false alarm in two thousand.
func ExampleNewBernoulliCUSUM() {
	for _, actual := range []float64{0.01, 0.02} {
		parcels, err := control.ARLOfBernoulliCUSUM(0.01, 0.02, 200, actual)
		fmt.Printf("%.0f parcels at %.0f %% %v\n", parcels, 100*actual, err)
	}
	cusum, err := control.NewBernoulliCUSUM(0.01, 0.02, 200)
	fmt.Println(cusum.Add(true), cusum.Add(false), err)
	// Output:
	// 2098 parcels at 1 % <nil>
	// 358 parcels at 2 % <nil>
	// {68 false} {67 false} <nil>
}

func ExampleARLOfBernoulliCUSUM() {
	_, err := control.ARLOfBernoulliCUSUM(0.01, 0.01, 200, 0)
	fmt.Println(err)
	// Output:
	// logistics: /actual: out_of_range "0": 0.000001 to 0.999999
	// logistics: /other: conflict "0.01": must differ from the usual probability
}

func ExampleAssessment_Sentences() {
	chart, _ := control.ChartCounts(control.LaneyProportion, late(), control.Options{})
	target := 0.05
	assessment, _ := chart.Assess(logistics.LowerIsBetter, &target)
	for _, sentence := range assessment.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// The target of 5% or less is met or missed by chance: ordinary points lie between 1.9% and 5.9%.
}

func ExampleChoice_Sentences() {
	choice, _ := control.ChooseSubgroups([][]float64{{12.1, 12.4, 11.9}, {12.0, 12.2, 12.3}})
	for _, sentence := range choice.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// Subgroups have at most 3 values, for which ranges are as good as standard deviations.
	// Limits from 2 points are provisional; at least 20 are usual.
}
