package control_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// TestAStillChartIsAssessedByTheDirectionItWasDrawnFor: by the other one what is worse would be no signal.
func TestAStillChartIsAssessedByTheDirectionItWasDrawnFor(t *testing.T) {
	counts := make([]control.Count, 13)
	for i := range counts {
		counts[i] = control.Count{Events: 400, Size: 400}
	}
	counts[12].Events = 320
	chart, err := control.ChartCounts(control.Proportion, counts, control.Options{
		Sigmas: 3, Baseline: 12, Direction: logistics.LowerIsBetter,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chart.Assess(logistics.LowerIsBetter, nil); err != nil {
		t.Error(err)
	}
	if a, err := chart.Assess(logistics.HigherIsBetter, nil); err == nil {
		t.Errorf("assessed by the other direction: %v", a.Variations)
	}
}
