package demand_test

import (
	"math"
	"slices"
	"testing"

	"github.com/logicrm/logistics/vmi/demand"
)

func TestTheLeastDegreesOfFreedomAreNone(t *testing.T) {
	one := []float64{1}
	f := demand.Forecast{Mean: one, Deviation: one, Cumulative: one, DegreesOfFreedom: math.SmallestNonzeroFloat64}
	low, high, err := f.Interval(0.95)
	f.DegreesOfFreedom = 0
	wantLow, wantHigh, want := f.Interval(0.95)
	if !slices.Equal(low, wantLow) || !slices.Equal(high, wantHigh) || err != nil || want != nil {
		t.Errorf("%v to %v, %v; want %v to %v, %v", low, high, err, wantLow, wantHigh, want)
	}
}
