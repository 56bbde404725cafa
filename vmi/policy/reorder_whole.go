package policy

import (
	"math"

	"github.com/logicrm/logistics/internal/stat"
)

// walkUntil is the order quantity up to which a Poisson distribution is walked unit by unit.
const walkUntil = 1000

// optimalWhole takes the way that is faster. Walking loses digits where a backorder is very dear.
func optimalWhole(costs Costs, rate float64, c curve) ReorderPolicy {
	orders := costs.Order * rate
	p, ok := c.law.(*stat.Poisson)
	about := math.Sqrt(2 * orders * (1/costs.Holding + 1/costs.Backorder))
	if ok && p.Mean() > 0 && p.Mean() <= 1000 && about <= walkUntil && costs.Holding > 1e-4*costs.Backorder {
		return c.walked(costs, rate, p)
	}
	// For a cost g that can be had, the levels below g are those that make it lower still, all of them,
	// and their average is the next g (Dinkelbach): it falls, ever faster, and ends at the least.
	best := c.best()
	least := c.at(best)
	g := math.Sqrt(2*orders*(c.holding*(c.backorder/(c.holding+c.backorder)))+least*least) + least*1e-9
	found := ReorderPolicy{Cost: math.Inf(1)}
	for range 100 {
		low := best - c.reach(best, -1, g, best-math.Floor(c.mean-g/c.backorder)+1)
		high := best + c.reach(best, 1, g, math.Ceil(c.mean+g/c.holding)-best+1)
		q := high - low + 1
		owed, kept := c.averages(low-1, q)
		cost := orders/q + float64(c.holding*kept) + float64(c.backorder*owed)
		if !(cost < found.Cost) {
			break
		}
		found = c.policy(costs, rate, low-1, q, cost)
		g = cost
	}
	return found
}

// reach is the number of units from the best level to the last one below g, in the given direction; most
// is more than it.
func (c curve) reach(best, direction, g, most float64) float64 {
	low, high := 0.0, max(most, 1)
	for high-low > 1 {
		mid := math.Floor(low + (high-low)/2)
		if c.at(best+direction*mid) < g {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// walked grows the order quantity by the cheaper of the two neighbours for as long as this lowers the
// average (Federgruen and Zheng): the levels of the best cycle of each length hang together since the
// curve is convex.
func (c curve) walked(costs Costs, rate float64, p *stat.Poisson) ReorderPolicy {
	up, down := poissonWalkers(c, p)
	sum := costs.Order*rate + up.cost
	q, cost := 1.0, sum
	up.forth()
	for {
		next := &up
		if down.cost < up.cost {
			next = &down
		}
		if next.cost >= cost {
			break // at the latest where the curve is above the cost of a single unit
		}
		sum += next.cost
		q++
		cost = sum / q
		if next == &up {
			up.forth()
		} else {
			down.back()
		}
	}
	return c.policy(costs, rate, down.y, q, cost)
}

// walker is a level of the curve of a Poisson distribution with the cost there. It goes to the neighbours by
// recursion.
type walker struct {
	c                     curve
	y, cost               float64
	mean, term, cdf, loss float64
}

func (w *walker) forth() {
	w.y++
	w.loss -= 1 - w.cdf
	if w.y <= 0 {
		w.term, w.cdf = 0, 0
	}
	if w.y == 0 {
		w.term = math.Exp(-w.mean)
	} else {
		w.term *= w.mean / w.y
	}
	w.cdf += w.term
	w.price()
}

func (w *walker) back() {
	w.y--
	w.cdf -= w.term
	w.term *= (w.y + 1) / w.mean
	if w.y < 0 {
		w.cdf, w.term = 0, 0
	}
	w.loss += 1 - w.cdf
	w.price()
}

func (w *walker) price() {
	w.cost = float64(w.c.holding*(w.y-w.mean)) + float64((w.c.holding+w.c.backorder)*w.loss)
}

// poissonWalkers stand at the best level and one below. The distribution is summed down from the mode,
// where its terms are largest.
func poissonWalkers(c curve, p *stat.Poisson) (up, down walker) {
	mean := p.Mean()
	mode := math.Floor(mean)
	w := walker{c: c, y: mode, mean: mean, term: p.PMF(mode)}
	each := 1 / mean
	for k, term := mode, w.term; k >= 0 && term > 1e-19; k-- {
		w.cdf += term
		term *= k * each
	}
	ratio := c.backorder / (c.holding + c.backorder)
	for w.cdf < ratio {
		w.y++
		w.term *= mean / w.y
		w.cdf += w.term
	}
	for w.y > 0 && w.cdf-w.term >= ratio {
		w.cdf -= w.term
		w.term *= w.y * each
		w.y--
	}
	w.loss = float64((mean-w.y)*(1-w.cdf)) + float64(mean*w.term)
	w.price()
	up, down = w, w
	down.back()
	return up, down
}
