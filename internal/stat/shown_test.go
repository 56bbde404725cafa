package stat_test

import (
	"math"
	"testing"

	"github.com/logicrm/logistics/internal/stat"
)

func TestWhatIsShownIsWhatIsTold(t *testing.T) {
	for p, want := range map[float64]bool{
		0.05: true, 0.0500000001: true, 0.0500001: false, 0.0499999: true, 0: true, 1: false, math.NaN(): false,
		math.Inf(1): false,
	} {
		if got := stat.Shown(p, 95, 100); got != want {
			t.Errorf("%s at 95%%: %v", stat.SixDigits(p), got)
		}
	}
	if stat.Shown(0, 0, 0) {
		t.Error("shown without a confidence")
	}
}
