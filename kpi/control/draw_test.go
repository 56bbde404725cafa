package control_test

import (
	"testing"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/control"
)

func TestDrawing(t *testing.T) {
	counts := datasets(t)["logi_late_orders"].counts
	var drawn []byte
	for _, kind := range []control.Kind{control.Proportion, control.LaneyProportion} {
		chart, err := control.ChartCounts(kind, counts, control.Options{Rules: control.Nelson})
		if err != nil {
			t.Fatal(err)
		}
		drawn = append(drawn, kind.String()+"\n"+chart.Draw()...)
	}
	golden.Equal(t, "testdata/drawing.txt", drawn)
	if drawn := (control.Chart{}).Draw(); drawn != "" {
		t.Errorf("no points are drawn as %q", drawn)
	}
	alike := control.Chart{Points: []control.Point{{Stat: 1, Centre: 1, Lower: 1, Upper: 1}}}
	if alike.Draw() != "   0          1                          o\n" {
		t.Errorf("%q", alike.Draw())
	}
}
