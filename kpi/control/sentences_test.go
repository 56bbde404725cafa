package control_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/kpi/control"
)

// choiceReasons are those of counts that vary as they should, more and less, of rare events, and of subgroups.
func choiceReasons(t *testing.T) (reasons []logistics.Reason) {
	t.Helper()
	of := func(n int, events ...int64) (counts []control.Count) {
		for i := range n {
			counts = append(counts, control.Count{Events: events[i%len(events)], Size: 1000})
		}
		return counts
	}
	for _, counts := range [][]control.Count{
		of(24, 90, 110), of(24, 99, 101), of(24, 0, 1), of(4, 90, 110), late(), of(24, 1000), of(24, 0),
	} {
		choice, err := control.ChooseCounts(control.Proportion, counts)
		if err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, choice.Reasons...)
	}
	for _, sizes := range [][2]int{{1, 1}, {5, 5}, {25, 25}, {4, 5}} {
		choice, err := control.ChooseSubgroups([][]float64{make([]float64, sizes[0]), make([]float64, sizes[1])})
		if err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, choice.Reasons...)
	}
	return reasons
}

// stillReasons are those of months that are all perfect, or none but one, with labels and without.
func stillReasons(t *testing.T) (reasons []logistics.Reason) {
	t.Helper()
	labels := []string{"2026-01", "2026-02", "2026-03", "2026-04"}
	counts := append(months(2, 100), control.Count{}, months(1, 90)[0])
	for _, names := range [][]string{nil, labels} {
		chart, err := control.ChartCounts(control.Proportion, counts, control.Options{Baseline: 2, Labels: names})
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range []float64{0.95, 1.5} {
			a, err := chart.Assess(logistics.HigherIsBetter, &target)
			if err != nil {
				t.Fatal(err)
			}
			reasons = append(reasons, a.Reasons()...)
		}
	}
	level := 5.0
	xmr, err := control.XmR([]float64{5, 5, 6, 5}, control.Aim{
		Direction: logistics.LowerIsBetter, Target: &level, Baseline: 2, Labels: labels,
	})
	if err != nil {
		t.Fatal(err)
	}
	return append(reasons, xmr.Reasons()...)
}

// TestEveryReasonIsASentence reads choices, assessments of values and of proportions, and dependence.
func TestEveryReasonIsASentence(t *testing.T) {
	reasons := append(choiceReasons(t), stillReasons(t)...)
	options := control.Options{Baseline: 12, Rules: control.Nelson}
	values, err := control.ChartValues(control.Individuals, hours(), options)
	if err != nil {
		t.Fatal(err)
	}
	shares, err := control.ChartCounts(control.Proportion, late(), control.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		chart     control.Chart
		direction logistics.Direction
		target    float64
	}{
		{shares, logistics.LowerIsBetter, 0.2},
		{shares, logistics.LowerIsBetter, 0.01},
		{shares, logistics.LowerIsBetter, 0.04},
		{values, logistics.LowerIsBetter, 20},
		{values, logistics.LowerIsBetter, 36},
		{values, logistics.HigherIsBetter, 20},
	} {
		a, err := c.chart.Assess(c.direction, &c.target)
		if err != nil {
			t.Fatal(err)
		}
		told := a.Reasons()
		reasons = append(reasons, told[0], told[len(told)-1])
	}
	alternating := make([]float64, 15)
	for i := range alternating {
		alternating[i] = float64(10*(i%2) + i%3)
	}
	for _, series := range [][]float64{backlog(), hours(), alternating, {5, 9, 4, 8, 2, 7, 6, 1, 3}} {
		i, err := control.Independent(series, 0, logistics.Ratio{})
		if err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, i.Reasons()...)
	}
	sentences.Golden(t, control.Reasons(), reasons...)
}

// TestSignalsSayTheirRules, and those without one that they are outside the limits.
func TestSignalsSayTheirRules(t *testing.T) {
	rules := control.Options{Baseline: 12, Rules: control.Rules(control.WesternElectric2, control.Nelson5)}
	for _, c := range []struct {
		options control.Options
		rules   string
	}{
		{control.Options{Baseline: 12}, "beyond_limits"},
		{rules, "western_electric_2,nelson_5"},
	} {
		chart, err := control.ChartValues(control.Individuals, hours(), c.options)
		if err != nil {
			t.Fatal(err)
		}
		a, err := chart.Assess("", nil)
		if err != nil {
			t.Fatal(err)
		}
		reasons := a.Reasons()
		if len(reasons) == 0 || reasons[len(reasons)-1].Param("rules") != c.rules {
			t.Errorf("%+v, want %s", reasons, c.rules)
		}
	}
}

// TestEveryPatternHasATerm, with a name for people and what it means.
func TestEveryPatternHasATerm(t *testing.T) {
	for p := control.BeyondLimit; p <= control.Shift; p++ {
		if term, ok := control.Reasons().Term(p.String()); !ok || term.Name == "" || term.Meaning == "" {
			t.Errorf("%s: %+v", p, term)
		}
	}
}

// TestEveryRuleHasATerm, with a name for people and what it means.
func TestEveryRuleHasATerm(t *testing.T) {
	for _, r := range (control.WesternElectric | control.Nelson).List() {
		if term, ok := control.Reasons().Term(r.String()); !ok || term.Name == "" || term.Meaning == "" {
			t.Errorf("%s: %+v", r, term)
		}
	}
}
