package control_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/control"
)

// TestDrawings has a drawing of every kind of chart.
func TestDrawings(t *testing.T) {
	all := datasets(t)
	var drawn []byte
	show := func(name, text string, err error) {
		t.Helper()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		drawn = append(drawn, name+"\n"+text...)
	}
	nelson := control.Options{Rules: control.Nelson}
	for _, kind := range []control.Kind{control.XBar, control.Range, control.StandardDeviation} {
		groups := make([][]float64, 10)
		for i := range groups {
			groups[i] = append(hours()[i:i+4:i+4], float64(30+i*i%7))
		}
		chart, err := control.ChartSubgroups(kind, groups, nelson)
		show(kind.String(), chart.Draw(), err)
	}
	for _, kind := range []control.Kind{control.Individuals, control.MovingRange, control.Time, control.Gap} {
		chart, err := control.ChartValues(kind, hours(), nelson)
		show(kind.String(), chart.Draw(), err)
	}
	counts := all["logi_late_orders"].counts
	for _, kind := range []control.Kind{
		control.Proportion, control.Number, control.Events, control.Rate, control.LaneyProportion, control.LaneyRate,
		control.IndividualsPrime,
	} {
		chart, err := control.ChartCounts(kind, counts[20:32], nelson)
		show(kind.String(), chart.Draw(), err)
	}
	xmr, err := control.XmR(hours(), control.Aim{Direction: logistics.LowerIsBetter, Baseline: 12})
	show("xmr", xmr.Draw(), err)
	phases := []control.Phase{{Options: nelson}, {From: 12, Because: "the northern depot is closed", Options: nelson}}
	phased, err := control.ChartPhases(20, phases, func(from, to int, o control.Options) (control.Chart, error) {
		return control.ChartValues(control.Individuals, hours()[from:to], o)
	})
	show("phases", phased.Draw(), err)
	peers := make([]control.Peer, 10)
	for i, c := range counts[20:30] {
		peers[i] = control.Peer{ID: logistics.MustID("L-" + string(rune('A'+i))), Count: c}
	}
	funnel, err := control.Funnel(control.Proportion, peers)
	show("funnel", funnel.Draw(), err)
	year := append(months(2, 100), control.Count{}, months(1, 90)[0])
	still, err := control.ChartCounts(control.Proportion, year, control.Options{
		Baseline: 2, Rules: control.Nelson, Labels: []string{"January", "February", "March", "April"},
	})
	show("perfect, missing and not", still.Draw(), err)
	golden.Equal(t, "testdata/drawings.txt", drawn)
	if drawn := (control.Chart{}).Draw(); drawn != "" {
		t.Errorf("no points are drawn as %q", drawn)
	}
	alike := control.Chart{Points: []control.Point{{Stat: 1, Centre: 1, Lower: 1, Upper: 1}}}
	if alike.Draw() != "   0          1                          o\n" {
		t.Errorf("%q", alike.Draw())
	}
}
