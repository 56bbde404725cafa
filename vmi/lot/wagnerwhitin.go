package lot

import "math"

// Work is the scratch space of [Work.WagnerWhitin]. The zero Work is ready to use; it grows once, and is
// used by one caller at a time.
type Work struct {
	best []float64 // the least cost from a period on
	next []int32   // where the order after that of a period is
}

// WagnerWhitin finds the orders of least cost. An order covers whole periods, which some plan of least
// cost always does.
func WagnerWhitin(periods []Period) (Plan, error) {
	var w Work
	if _, err := w.WagnerWhitin(periods); err != nil {
		return Plan{}, err
	}
	starts := make([]bool, len(periods))
	for i := 0; i < len(periods); i = int(w.next[i]) {
		starts[i] = true
	}
	return cover(periods, starts), nil
}

// WagnerWhitin is the least cost alone. It does not allocate once the space is large enough.
//
// The recursion goes backward: the cheapest order in a period covers some periods, and then the best is
// known. An order stops being worth a longer look when it costs more than the best one without anything
// after it.
func (w *Work) WagnerWhitin(periods []Period) (float64, error) {
	if err := check(periods); err != nil {
		return 0, err
	}
	n := len(periods)
	if cap(w.best) <= n {
		w.best, w.next = make([]float64, n+1), make([]int32, n+1)
	}
	best, next := w.best[:n+1], w.next[:n+1]
	best[n] = 0
	for t := n - 1; t >= 0; t-- {
		// carry is what a unit costs that is ordered in t and used in e; spent begins with the order, once
		// there is a demand for it.
		carry, spent, least, after := periods[t].Price, 0.0, math.Inf(1), t+1
		setup := periods[t].Setup
		for e := t; e < n; e++ {
			p := &periods[e]
			if p.Demand > 0 {
				spent += setup + carry*p.Demand
				setup = 0
			}
			if spent > least {
				break
			}
			if total := spent + best[e+1]; total < least {
				least, after = total, e+1
			}
			carry += p.Holding
		}
		best[t], next[t] = least, int32(after)
	}
	return best[0], nil
}
