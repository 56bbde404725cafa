package policy

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// MinMax is an (s, S) policy: at a review with the inventory position at or below ReorderPoint, what is
// missing to OrderUpTo is ordered.
type MinMax struct {
	ReorderPoint float64 `json:"reorder_point"`
	OrderUpTo    float64 `json:"order_up_to"`
	Cost         float64 `json:"cost"` // expected, of a period between reviews
	// that a review ends in an order; the derivative of the cost by that of an order
	OrderChance float64 `json:"order_chance"`
}

// Scratch is room to work in. A caller that keeps one lets [OptimalMinMax] work without allocations;
// its content means nothing. Not for use by two goroutines at a time.
type Scratch struct {
	pmf, curve, renewal []float64
}

// maxLevels is the most levels between the lowest and the highest that an (s, S) policy is looked for
// at: more would take more than a second.
const maxLevels = 1 << 15

// OptimalMinMax is the (s, S) policy with the least cost of orders, stock and backorders at periodic
// review, for any demand in whole numbers (Zheng and Federgruen). The distribution period is that of the demand
// between two reviews. The distribution protection is that of the demand from a review until what is ordered at
// the next one could be counted: of L+1 periods for a lead time of L periods, the same distribution as period
// when what is ordered is there at once. Holding and backorders are charged at the end of a period. The
// cost of an order may be 0; scratch may be nil.
func OptimalMinMax(costs Costs, period, protection LeadTimeDemand, scratch *Scratch) (MinMax, error) {
	if err := checkMinMax(costs, period, protection); err != nil {
		return MinMax{}, err
	}
	if scratch == nil {
		scratch = new(Scratch)
	}
	c := newCurve(costs, protection)
	best := c.best()
	// The best policy orders at least where the curve is above the cost of ordering in every period, so
	// the search ends there; the asymptotes say where that is at the latest.
	dearest := c.at(best) + costs.Order
	low := min(math.Floor(c.mean-dearest/c.backorder), best) - 2
	high := max(math.Ceil(c.mean+dearest/c.holding), best) + 2
	if high-low > maxLevels {
		var faults logistics.Faults
		faults.TooMany(
			"/costs/order", text(costs.Order),
			"the levels would be more than "+count(maxLevels)+" apart: use a larger unit of quantity",
		)
		return MinMax{}, faults.Err()
	}
	n := int(high-low) + 1
	w := search{
		order: costs.Order, low: low, curve: scratch.levels(c, low, n), pmf: scratch.probabilities(lawOf(period), n),
	}
	w.renewal = grown(&scratch.renewal, 0, n+1)
	w.renewal = append(w.renewal, 1/(1-w.pmf[0]))
	return w.run(int(best - low)), nil
}

func checkMinMax(costs Costs, period, protection LeadTimeDemand) error {
	var faults logistics.Faults
	costs.check(&faults, 0, true)
	for _, d := range []struct {
		path   string
		demand LeadTimeDemand
	}{{"/period", period}, {"/protection", protection}} {
		before := len(faults)
		checkLaw(&faults, d.path, d.demand)
		if len(faults) > before {
			continue
		}
		switch {
		case !d.demand.Discrete():
			faults.Unsupported(d.path, d.demand.Name(), "a distribution of whole numbers")
		case d.path == "/period" && !(d.demand.CDF(0) < 1):
			faults.Conflict(d.path, text(d.demand.Mean()), "a mean above 0: without demand there is nothing to order")
		}
	}
	return faults.Err()
}

// search is the state of the algorithm. Levels are counted from low. renewal[j] is the expected number
// of reviews in a cycle at which the position is j below S.
type search struct {
	order               float64
	low                 float64
	curve, pmf, renewal []float64
}

// run first lowers s below the best level until the cost is no longer above the curve, then raises S for
// as long as the curve there is below the best cost so far, and s after it.
func (w *search) run(best int) MinMax {
	s, top := best, best
	sum, reviews, cost := w.order, 0.0, math.Inf(1)
	for s > 0 {
		m := w.visits(top - s)
		sum += m * w.curve[s]
		reviews += m
		s--
		if cost = sum / reviews; cost <= w.curve[s] {
			break
		}
	}
	for next := top + 1; next < len(w.curve) && w.curve[next] <= cost; next++ {
		c, r := w.cost(s, next)
		if c >= cost {
			continue
		}
		top, cost, reviews = next, c, r
		for s+1 < best && cost <= w.curve[s+1] {
			s++
			cost, reviews = w.cost(s, top)
		}
	}
	return MinMax{
		ReorderPoint: w.low + float64(s), OrderUpTo: w.low + float64(top), Cost: cost, OrderChance: 1 / reviews,
	}
}

// cost is that of any s below S, with the number of reviews of a cycle.
func (w *search) cost(s, top int) (cost, reviews float64) {
	w.visits(top - s - 1)
	sum := w.order
	levels := w.curve[s+1 : top+1]
	for j, m := range w.renewal[:top-s] {
		sum += m * levels[len(levels)-1-j]
		reviews += m
	}
	return sum / reviews, reviews
}

// visits extends the renewal function: m(j) = Σ p(i)·m(j−i) / (1 − p(0)). A demand that the list does
// not hold has probability 0.
func (w *search) visits(j int) float64 {
	for len(w.renewal) <= j {
		k := len(w.renewal)
		reach := min(k, len(w.pmf)-1)
		probabilities, before := w.pmf[1:reach+1], w.renewal[k-reach:k]
		sum := 0.0
		for i, p := range probabilities {
			sum += p * before[len(before)-1-i]
		}
		w.renewal = append(w.renewal, sum*w.renewal[0])
	}
	return w.renewal[j]
}

// grown is a list of length in room for size numbers, that of list when it is long enough.
func grown(list *[]float64, length, size int) []float64 {
	if cap(*list) < size {
		*list = make([]float64, size)
	}
	return (*list)[:length]
}

// probabilities are those of 0 to n, or fewer when the distribution ends before.
func (s *Scratch) probabilities(law stat.Law, n int) []float64 {
	if l, ok := law.(*stat.Lattice); ok {
		return l.Probabilities()
	}
	list := grown(&s.pmf, n+1, n+1)
	switch l := law.(type) {
	case *stat.Poisson:
		l.Fill(list, 0)
	case stat.Counting:
		for k := range list {
			list[k] = l.PMF(float64(k))
		}
	default:
		before := 0.0
		for k := range list {
			up := law.CDF(float64(k))
			list[k], before = max(up-before, 0), up
		}
	}
	for len(list) > 1 && list[len(list)-1] == 0 {
		list = list[:len(list)-1]
	}
	return list
}

// levels is the curve at low, low+1, … A distribution that knows its probabilities is asked for its loss at the
// far end only and walked down from there, where everything is small.
func (s *Scratch) levels(c curve, low float64, n int) []float64 {
	list := grown(&s.curve, n, n)
	p, ok := c.law.(*stat.Poisson)
	if !ok {
		for i := range list {
			list[i] = c.at(low + float64(i))
		}
		return list
	}
	p.Fill(list, low)
	high := low + float64(n-1)
	loss, above := p.Loss(high), p.Survival(high)
	for i := n - 1; i >= 0; i-- {
		y, term := low+float64(i), list[i]
		list[i] = float64(c.holding*(y-c.mean)) + float64((c.holding+c.backorder)*loss)
		above += term
		loss += above
	}
	return list
}

// MinMaxCost is the expected cost of a period under any (s, S) policy, the levels being whole numbers
// with reorderPoint below orderUpTo.
func MinMaxCost(
	costs Costs, period, protection LeadTimeDemand, reorderPoint, orderUpTo float64, scratch *Scratch,
) (MinMax, error) {
	if err := checkMinMax(costs, period, protection); err != nil {
		return MinMax{}, err
	}
	if err := checkLevels(reorderPoint, orderUpTo); err != nil {
		return MinMax{}, err
	}
	if scratch == nil {
		scratch = new(Scratch)
	}
	n := int(orderUpTo-reorderPoint) + 1
	w := search{
		order: costs.Order, low: reorderPoint, pmf: scratch.probabilities(lawOf(period), n),
		curve: scratch.levels(newCurve(costs, protection), reorderPoint, n),
	}
	w.renewal = append(grown(&scratch.renewal, 0, n+1), 1/(1-w.pmf[0]))
	cost, reviews := w.cost(0, n-1)
	return MinMax{ReorderPoint: reorderPoint, OrderUpTo: orderUpTo, Cost: cost, OrderChance: 1 / reviews}, nil
}

func checkLevels(reorderPoint, orderUpTo float64) error {
	var faults logistics.Faults
	for _, level := range []struct {
		path  string
		value float64
	}{{"/reorder_point", reorderPoint}, {"/order_up_to", orderUpTo}} {
		checkNumber(&faults, level.path, level.value, -maxUnits, maxUnits)
		if level.value != math.Floor(level.value) {
			faults.Syntax(level.path, text(level.value), "a whole number")
		}
	}
	if len(faults) == 0 && !(reorderPoint < orderUpTo) {
		faults.Conflict("/order_up_to", text(orderUpTo), "must be above the reorder point")
	}
	if len(faults) == 0 && orderUpTo-reorderPoint > maxLevels {
		faults.TooMany("/order_up_to", text(orderUpTo), "at most "+count(maxLevels)+" above the reorder point")
	}
	return faults.Err()
}
