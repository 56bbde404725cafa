package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
)

// TestTrendFindsTheShift plants three bad quarters in four years.
func TestTrendFindsTheShift(t *testing.T) {
	var outcomes []logistics.Outcome
	for quarter := range 16 {
		late := 20 + quarter*quarter%7
		if quarter >= 8 && quarter < 11 {
			late = 90
		}
		for line := range 300 {
			v := logistics.Met
			if line < late {
				v = logistics.Missed
			}
			outcomes = append(outcomes, logistics.Outcome{
				At:     time.Date(2020, time.Month(1+3*quarter), 1+line%80, 12, 0, 0, 0, time.UTC),
				Rights: logistics.Rights{}.With(logistics.RightTime, v),
			})
		}
	}
	var out bytes.Buffer
	if err := printTrend(&out, outcomes); err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "testdata/shipments/trend.golden", out.Bytes())
	out.Reset()
	if err := printTrend(&out, outcomes[:300]); err != nil || out.Len() > 0 {
		t.Errorf("a trend of one quarter: %s, %v", out.String(), err)
	}
}
