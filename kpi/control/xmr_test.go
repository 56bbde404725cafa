package control_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/kpi/control"
)

func TestXmRText(t *testing.T) {
	rules.Enum(t, control.BeyondLimit, control.Trend, control.TwoInThree, control.Shift)
	rules.Enum(
		t, control.CommonCause, control.Improvement, control.Concern, control.NeutralHigh, control.NeutralLow,
		control.SpecialCause, control.Missing,
	)
	rules.Enum(t, control.ConsistentPass, control.ConsistentFail, control.Inconsistent)
}

func TestXmRAgainstTheOracle(t *testing.T) {
	type key struct{ series, direction, baseline string }
	series := map[key][]map[string]string{}
	order := []key{}
	rows := table(t, "xmr_assurance.csv.gz")
	for _, row := range rows {
		k := key{row["series"], row["direction"], row["baseline_n"]}
		if series[k] == nil {
			order = append(order, k)
		}
		series[k] = append(series[k], row)
	}
	patterns := map[string]struct {
		pattern control.Pattern
		high    bool
	}{
		"Common Cause": {0, false}, "Above UCL": {control.BeyondLimit, true}, "Below LCL": {control.BeyondLimit, false},
		"7 Point Trend (Increasing)": {control.Trend, true}, "7 Point Trend (Decreasing)": {control.Trend, false},
		"2 in 3 Above CL": {control.TwoInThree, true}, "2 in 3 Below CL": {control.TwoInThree, false},
		"7 Points Above CL": {control.Shift, true}, "7 Points Below CL": {control.Shift, false},
	}
	variations := map[string]control.Variation{
		"common_cause": control.CommonCause, "special_cause_improvement": control.Improvement,
		"special_cause_concern":      control.Concern,
		"special_cause_neutral_high": control.NeutralHigh, "special_cause_neutral_low": control.NeutralLow,
	}
	assurances := map[string]control.Assurance{
		"": 0, "consistent_pass": control.ConsistentPass, "consistent_fail": control.ConsistentFail,
		"inconsistent": control.Inconsistent,
	}
	passed := 0
	for _, k := range order {
		first := series[k][0]
		aim := control.Aim{Screen: first["screen_outliers"] == "1"}
		switch k.direction {
		case "1":
			aim.Direction = logistics.HigherIsBetter
		case "-1":
			aim.Direction = logistics.LowerIsBetter
		}
		if first["target"] != "" {
			target := number(first["target"])
			aim.Target = &target
		}
		if k.baseline != "" {
			aim.Baseline = int(number(k.baseline))
		}
		var values []float64
		for _, row := range series[k] {
			values = append(values, number(row["y"]))
		}
		chart, err := control.XmR(values, aim)
		if err != nil {
			t.Fatal(k, err)
		}
		for i, row := range series[k] {
			p := chart.Points[i]
			want, known := patterns[row["special_cause_type"]]
			if !known || p.Pattern != want.pattern || p.Pattern != 0 && p.High != want.high ||
				p.Variation != variations[row["point_type"]] ||
				chart.Assurance != assurances[row["assurance"]] || !near(chart.Mean, number(row["mean"]), 1e-10) ||
				!near(chart.Lower, number(row["lpl"]), 1e-10) || !near(chart.Upper, number(row["upl"]), 1e-10) {
				t.Errorf("%v point %d: %+v, %v, want %v", k, i, p, chart.Assurance, row)
				continue
			}
			passed++
		}
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

func TestXmRInTheMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Map(rapid.IntRange(-20, 20), func(i int) float64 { return float64(i) })
		values := rapid.SliceOfN(whole, 2, 40).Draw(t, "values")
		target := float64(rapid.IntRange(-30, 30).Draw(t, "target"))
		mirrored, opposite := make([]float64, len(values)), -target
		for i, x := range values {
			mirrored[i] = -x
		}
		up, err := control.XmR(values, control.Aim{Direction: logistics.HigherIsBetter, Target: &target})
		down, other := control.XmR(mirrored, control.Aim{Direction: logistics.LowerIsBetter, Target: &opposite})
		if (err == nil) != (other == nil) || up.Assurance != down.Assurance {
			t.Fatalf("%v and %v, %v and %v", up, down, err, other)
		}
		for i := range up.Points {
			if up.Points[i].Variation != down.Points[i].Variation || up.Points[i].Pattern != down.Points[i].Pattern {
				t.Fatalf("point %d: %+v and %+v", i, up.Points[i], down.Points[i])
			}
		}
	})
}

func TestRunsAgainstTheOracle(t *testing.T) {
	all, rows, passed := datasets(t), table(t, "runchart.csv"), 0
	for _, row := range rows {
		r, err := control.Runs(all[row["dataset"]].values)
		want := control.RunChart{
			Median: number(row["center_median"]), Useful: int(number(row["n_useful"])),
			Longest: int(number(row["longest_run"])), LongestMost: int(number(row["longest_run_max"])),
			Crossings: int(number(row["crossings"])), LeastCross: int(number(row["crossings_min"])),
			Signal: row["signal"] == "1",
		}
		if r != want || err != nil {
			t.Errorf("%s: %+v, want %+v: %v", row["dataset"], r, want, err)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

func TestRunsReadTheSameBackwards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Map(rapid.IntRange(0, 9), func(i int) float64 { return float64(i) })
		values := rapid.SliceOfN(whole, 2, 60).Draw(t, "values")
		back, scaled := make([]float64, len(values)), make([]float64, len(values))
		for i, x := range values {
			back[len(values)-1-i], scaled[i] = x, -4*x
		}
		r, err := control.Runs(values)
		b, _ := control.Runs(back)
		s, _ := control.Runs(scaled)
		if s.Median = r.Median; err != nil || b != r || s != r {
			t.Fatalf("%+v, %+v, %+v: %v", r, b, s, err)
		}
	})
}
