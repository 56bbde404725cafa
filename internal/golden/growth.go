package golden

import (
	"flag"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

var growth = flag.Bool(
	"growth", false, "measure how the cost of many grows; what is timed needs a machine with nothing else to do",
)

// Growth holds what n things cost against what 4n cost: the least of five runs at 4n is at most six times the least
// at n, which n log n keeps and n² does not. A machine that is busy only makes runs longer, so when five runs are too
// few, the least of up to twenty-five is taken. The preparation of a run is not timed. It measures only under -growth.
func Growth(t *testing.T, n int, prepare func(n int) (run func())) {
	t.Helper()
	if !*growth {
		t.Skip("growth is measured under -growth")
	}
	var one, four time.Duration
	for run := 1; run <= 5 || run <= 25 && four > 6*one; run++ {
		one, four = least(one, prepare(n)), least(four, prepare(4*n))
	}
	t.Logf("%d: %v, %d: %v, ratio %.2f", n, one, 4*n, four, float64(four)/float64(one))
	if four > 6*one {
		t.Errorf("%d things cost %v, four times as many %v: more than six times", n, one, four)
	}
}

// least is the shorter of what was the least so far and of what a run takes.
func least(before time.Duration, run func()) time.Duration {
	runtime.GC() // of what was prepared
	// A collection inside the run costs by what else is alive, and comes with the larger run alone.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	start := time.Now()
	run()
	if took := time.Since(start); before == 0 || took < before {
		return took
	}
	return before
}
