package control

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// RunChart is a series judged by its runs about the median, which needs no distribution and no limits.
type RunChart struct {
	Median      float64 `json:"median"`
	Useful      int     `json:"useful"` // values that are not on the median
	Longest     int     `json:"longest"`
	LongestMost int     `json:"longest_most"` // a longer run is a signal
	Crossings   int     `json:"crossings"`
	LeastCross  int     `json:"crossings_least"` // fewer crossings are a signal
	Signal      bool    `json:"signal"`
}

// Runs judges a series by the two rules of Anhøj: an unusually long run on a side of the median, or
// unusually few crossings of it. Values on the median are passed over; when fewer than two are left there
// is no signal.
func Runs(values []float64) (RunChart, error) {
	if err := checkSeries(values, 2); err != nil {
		return RunChart{}, err
	}
	r := RunChart{Median: median(values)}
	side, length := 0, 0
	for _, x := range values {
		now := 1
		switch {
		case x == r.Median:
			continue
		case x < r.Median:
			now = -1
		}
		r.Useful++
		if now == side {
			length++
		} else {
			if side != 0 {
				r.Crossings++
			}
			side, length = now, 1
		}
		r.Longest = max(r.Longest, length)
	}
	if r.Useful < 2 {
		return r, nil
	}
	r.LongestMost = int(math.RoundToEven(math.Log2(float64(r.Useful)) + 3))
	r.LeastCross = coinQuantile(r.Useful-1, 0.05)
	r.Signal = r.Longest > r.LongestMost || r.Crossings < r.LeastCross
	return r, nil
}

// coinQuantile is the least number of heads in n tosses that is not exceeded with probability p or more.
func coinQuantile(n int, p float64) int {
	all, _ := math.Lgamma(float64(n) + 1)
	sum := 0.0
	for k := range n {
		heads, _ := math.Lgamma(float64(k) + 1)
		tails, _ := math.Lgamma(float64(n-k) + 1)
		sum += math.Exp(all - heads - tails - float64(n)*math.Ln2)
		// The trifle keeps an exact tie on the side that exact arithmetic puts it.
		if sum >= p*(1-1e-12) {
			return k
		}
	}
	return n
}

// checkSeries reports values that are no figures, and too few or too many of them.
func checkSeries(values []float64, least int) error {
	var faults logistics.Faults
	switch {
	case len(values) < least:
		what := "at least " + strconv.Itoa(least) + " values"
		faults.Add("/values", logistics.FaultRequired, strconv.Itoa(len(values)), what)
	case len(values) > mostPoints:
		faults.TooMany("/values", len(values), "at most 1000000 values")
	}
	for i, x := range values {
		if !isFigure(x) { // no path is written for what is right
			figure("/values/"+strconv.Itoa(i), x, &faults)
		}
	}
	return faults.Err()
}
