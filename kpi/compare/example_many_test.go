package compare_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/compare"
)

// scorecard are the gaps of a month on a scorecard, each a metric of a customer.
func scorecard() []compare.Gap {
	e, err := compare.Compile(onTime(), compare.GapTest{})
	if err != nil {
		panic(err)
	}
	var gaps []compare.Gap
	for _, lines := range [][4]int64{
		{855, 900, 781, 880},
		{855, 900, 810, 880},
		{430, 450, 433, 460},
		{0, 0, 54, 57},
		{271, 300, 286, 300},
		{188, 200, 186, 200},
	} {
		gap, err := e.Gap(linesOf("2025-01", lines[0], lines[1]), linesOf("2025-02", lines[2], lines[3]))
		if err != nil {
			panic(err)
		}
		gaps = append(gaps, gap)
	}
	return gaps
}

func ExampleAdjustGaps() {
	for _, adjustment := range []compare.GapAdjustment{compare.Holm, compare.BenjaminiHochberg} {
		gaps, err := compare.AdjustGaps(scorecard(), adjustment)
		for _, g := range gaps {
			fmt.Printf("%.4f of %d is %.4f: %s\n", g.Gap.Figures.P, g.Family, g.P, g.Significance)
		}
		fmt.Println(adjustment, err)
	}
	_, err := compare.AdjustGaps(nil, "tukey")
	fmt.Println(err)
	// Output:
	// 0.0000 of 5 is 0.0000: worse
	// 0.0112 of 5 is 0.0450: worse
	// 0.3315 of 5 is 0.6629: not_shown
	// 0.0000 of 5 is 0.0000: untested
	// 0.0176 of 5 is 0.0528: not_shown
	// 0.6850 of 5 is 0.6850: not_shown
	// holm <nil>
	// 0.0000 of 5 is 0.0000: worse
	// 0.0112 of 5 is 0.0281: worse
	// 0.3315 of 5 is 0.4143: not_shown
	// 0.0000 of 5 is 0.0000: untested
	// 0.0176 of 5 is 0.0293: better
	// 0.6850 of 5 is 0.6850: not_shown
	// benjamini_hochberg <nil>
	// logistics: /adjustment: unknown "tukey": holm or benjamini_hochberg
}

func ExampleAdjustedGap_Reasons() {
	gaps, _ := compare.AdjustGaps(scorecard(), compare.Holm)
	for _, g := range gaps {
		reasons := g.Reasons()
		fmt.Println(reasons[0].Code, len(reasons), reasons[len(reasons)-1].Path)
	}
	// Output:
	// compare.gap.still_shown 2 /gap
	// compare.gap.still_shown 2 /gap
	// compare.gap.never_shown 2 /gap
	// compare.gap.no_data 1 /gap/base
	// compare.gap.no_longer_shown 2 /gap
	// compare.gap.never_shown 2 /gap
}

func ExampleSeasonal() {
	late := []float64{20, 22, 21, 35, 22, 24, 23, 38, 23, 26, 24, 41} // per 1,000, by quarter
	s, err := compare.Seasonal(4, late, logistics.Ratio{})
	fmt.Printf("%v: H %.2f, p %.4f, corrected %.4f, %v\n", s.Verdict, s.Statistic, s.P, s.PCorrected, err)
	s, err = compare.Seasonal(4, late[:8], logistics.Ratio{})
	fmt.Println(s.Verdict, s.Cycles, "of", s.Needed, err)
	_, err = compare.Seasonal(1, late, logistics.Ratio{})
	fmt.Println(err)
	// Output:
	// shown: H 10.24, p 0.0166, corrected 0.0388, <nil>
	// too_few 2 of 3 <nil>
	// logistics: /cycle: out_of_range "1": 2 to 366 places
}

func ExampleSeasonality_Reasons() {
	s, _ := compare.Seasonal(4, []float64{20, 22, 21, 35, 22, 24, 23, 38, 23, 26, 24, 41}, logistics.Ratio{})
	for _, r := range s.Reasons() {
		fmt.Println(r.Code, r.Param("p_corrected"), r.Param("confidence"))
	}
	// Output:
	// compare.season.shown 0.0388343 95/100
}

func ExampleAdjustedGap_Sentences() {
	gaps, _ := compare.AdjustGaps(scorecard(), compare.Holm)
	explain(gaps[4].Sentences(logistics.Language{})[:1])
	// Output:
	// By itself this difference is shown to be better; among 5 comparisons tested together it no longer
	//   is: p 0.018 becomes 0.053 after the Holm adjustment, at 95% confidence.
}

func ExampleSeasonality_Sentences() {
	s, _ := compare.Seasonal(4, []float64{20, 22, 21, 35, 22, 24, 23, 38, 23, 26, 24, 41}, logistics.Ratio{})
	explain(s.Sentences(logistics.Language{}))
	// Output:
	// There is a season: the 4 positions in 3 cycles differ by more than chance explains (H 10.2 with 3
	//   degrees of freedom, p 0.039, 95% confidence).
}
