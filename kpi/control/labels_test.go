package control_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// named are labels of n points, that of a place being its number.
func named(n int) []string {
	labels := make([]string, n)
	for i := range labels {
		labels[i] = "P" + strconv.Itoa(i)
	}
	return labels
}

// TestLabelsChangeNothingButTheNames: a chart with labels draws and tells the same points, each by the label of its
// value, and does not keep the list it was given.
func TestLabelsChangeNothingButTheNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := series(t)
		kind := rapid.SampledFrom([]control.Kind{control.Individuals, control.MovingRange}).Draw(t, "kind")
		labels := named(len(values))
		plain, err := control.ChartValues(kind, values, control.Options{Rules: control.Nelson})
		chart, other := control.ChartValues(kind, values, control.Options{Rules: control.Nelson, Labels: labels})
		if (err == nil) != (other == nil) {
			t.Fatal(err, other)
		}
		if err != nil {
			return
		}
		clear(labels)
		if !sameChart(plain, chart) || len(chart.Labels) != len(chart.Points) {
			t.Fatalf("%+v and %+v", plain, chart)
		}
		first := len(values) - len(chart.Points) // a moving range is of its second value
		lines := strings.Split(chart.Draw(), "\n")
		for i, line := range strings.Split(strings.TrimSuffix(plain.Draw(), "\n"), "\n") {
			name := "P" + strconv.Itoa(first+i)
			if fields := strings.Fields(lines[i]); fields[0] != name || !strings.HasSuffix(lines[i], line[5:]) {
				t.Fatalf("%q, want %s%s", lines[i], name, line[4:])
			}
		}
		a, err := chart.Assess(logistics.HigherIsBetter, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range a.Reasons() {
			place, err := strconv.Atoi(strings.TrimPrefix(r.Path, "/points/"))
			if err != nil || r.Code != control.PeriodSignals || r.Param("period") != "P"+strconv.Itoa(first+place) {
				t.Fatalf("%+v", r)
			}
		}
	})
}

// TestPhasesAreDrawnWithLabels, in one column of names.
func TestPhasesAreDrawnWithLabels(t *testing.T) {
	labels := slices.Concat(named(12), []string{"a long name"}, named(7))
	phased, err := control.ChartPhases(20, []control.Phase{
		{Options: control.Options{Labels: labels[:12]}},
		{From: 12, Because: "another carrier", Options: control.Options{Labels: labels[12:]}},
	}, func(from, to int, o control.Options) (control.Chart, error) {
		return control.ChartValues(control.Individuals, hours()[from:to], o)
	})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(phased.Draw(), "\n")
	if !strings.HasPrefix(lines[0], "         P0 ") || !strings.HasPrefix(lines[13], "a long name ") {
		t.Error(phased.Draw())
	}
}

func TestLabelsOfXmR(t *testing.T) {
	_, err := control.XmR(hours(), control.Aim{Labels: named(3)})
	if !code(err, "/aim/labels", logistics.FaultConflict) {
		t.Error(err)
	}
	labels := named(20)
	chart, err := control.XmR(hours(), control.Aim{Baseline: 12, Labels: labels})
	clear(labels)
	if err != nil || !strings.Contains(chart.Draw(), " P19 ") ||
		!slices.ContainsFunc(chart.Reasons(), func(r logistics.Reason) bool { return r.Param("period") == "P19" }) {
		t.Errorf("%v\n%s", err, chart.Draw())
	}
}
