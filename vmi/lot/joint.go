package lot

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Member is an item of a family that is ordered together.
type Member struct {
	Demand  float64 `json:"demand"`  // in a unit of time
	Setup   float64 `json:"setup"`   // for having it in an order
	Holding float64 `json:"holding"` // of a unit, for a unit of time
}

// Cycle is when each item of a family is ordered: every Base, or a multiple of it.
type Cycle struct {
	Base      float64   `json:"base"`
	Multiples []int64   `json:"multiples"`
	Lots      []float64 `json:"lots"` // of each item when it is ordered
	Cost      float64   `json:"cost"` // in a unit of time
}

const mostMembers = 10_000

func checkFamily(major float64, items []Member) error {
	var faults logistics.Faults
	if !(major >= leastFigure && major <= mostFigure) {
		faults.OutOfRange(
			"/major", strconv.FormatFloat(major, 'g', 12, 64),
			"1e-9 to 1e15: items that share no cost are ordered separately",
		)
	}
	if len(items) == 0 || len(items) > mostMembers {
		faults.OutOfRange("/items", len(items), "1 to 10,000 items")
		return faults.Err()
	}
	for i, m := range items {
		path := "/items/" + strconv.Itoa(i)
		checkFigure(path+"/setup", m.Setup, &faults)
		for _, f := range []struct {
			path  string
			value float64
		}{{"/demand", m.Demand}, {"/holding", m.Holding}} {
			if !(f.value >= leastFigure && f.value <= mostFigure) {
				faults.OutOfRange(path+f.path, strconv.FormatFloat(f.value, 'g', 12, 64), "1e-9 to 1e15")
			}
		}
	}
	return faults.Err()
}

// cycle works out the best base period for multiples, and what that costs.
func cycle(major float64, items []Member, multiples []int64) Cycle {
	fixed, holding := major, 0.0
	for i, m := range items {
		fixed += m.Setup / float64(multiples[i])
		holding += m.Holding * m.Demand * float64(multiples[i])
	}
	c := Cycle{
		Base: math.Sqrt(2 * fixed / holding), Multiples: multiples, Lots: make([]float64, len(items)),
		Cost: math.Sqrt(2 * fixed * holding),
	}
	for i, m := range items {
		c.Lots[i] = m.Demand * c.Base * float64(multiples[i])
	}
	return c
}

// SilverCycle is the heuristic of E. A. Silver: the item that is worth ordering most often is in every
// order, and the others as often as their own costs are to its.
func SilverCycle(major float64, items []Member) (Cycle, error) {
	if err := checkFamily(major, items); err != nil {
		return Cycle{}, err
	}
	often := 0
	for i, m := range items {
		if m.Setup/(m.Holding*m.Demand) < items[often].Setup/(items[often].Holding*items[often].Demand) {
			often = i
		}
	}
	first := items[often].Holding * items[often].Demand / (major + items[often].Setup)
	multiples := make([]int64, len(items))
	for i, m := range items {
		multiples[i] = max(int64(math.Round(math.Min(math.Sqrt(m.Setup/(m.Holding*m.Demand)*first), mostMultiple))), 1)
	}
	multiples[often] = 1
	return cycle(major, items, multiples), nil
}

const (
	mostMultiple = 1e9
	mostBreaks   = 2_000_000 // base periods at which some multiple changes
)

// JointReplenishment finds the cycle of least cost among those that pay the major cost in every base
// period. For each base period the best multiple of an item is known, and changes only where two
// neighbours cost the same; between these breaks the multiples stay, and their best base period is known
// in closed form. The breaks are gone through from the longest base period down, until the major cost
// alone is more than the best cycle. Where there are too many of them, that is an error: [SilverCycle] and
// [PowerOfTwo] still answer.
func JointReplenishment(major float64, items []Member) (Cycle, error) {
	best, err := SilverCycle(major, items)
	if err != nil {
		return Cycle{}, err
	}
	shortest := major / best.Cost // a shorter base period costs more by itself
	type step struct {
		base float64
		item int
	}
	var breaks []step
	for i, m := range items {
		// Multiple n and n+1 cost the same at base² × n × (n+1) = 2 × setup / (holding × demand).
		twice := 2 * m.Setup / (m.Holding * m.Demand)
		for n := 1.0; ; n++ {
			base := math.Sqrt(twice / (n * (n + 1)))
			if !(base > shortest) {
				break
			}
			if len(breaks) == mostBreaks {
				return Cycle{}, logistics.NewFieldError(
					logistics.FaultTooMany, strconv.Itoa(mostBreaks),
					"too many combinations of multiples to try them all",
				)
			}
			breaks = append(breaks, step{base, i})
		}
	}
	slices.SortFunc(
		breaks, func(a, b step) int { return cmp.Or(cmp.Compare(b.base, a.base), cmp.Compare(a.item, b.item)) },
	)
	multiples := make([]int64, len(items))
	fixed, holding := major, 0.0
	for i, m := range items {
		multiples[i] = 1
		fixed += m.Setup
		holding += m.Holding * m.Demand
	}
	least, at := fixed*holding, 0 // of half the square of the cost
	for k, b := range breaks {
		m, n := &items[b.item], float64(multiples[b.item])
		fixed += m.Setup/(n+1) - m.Setup/n
		holding += m.Holding * m.Demand
		multiples[b.item]++
		if product := fixed * holding; product < least {
			least, at = product, k+1
		}
	}
	for i := range multiples {
		multiples[i] = 1
	}
	for _, b := range breaks[:at] {
		multiples[b.item]++
	}
	if found := cycle(major, items, multiples); found.Cost < best.Cost {
		best = found
	}
	return best, nil
}

// PowerOfTwo finds multiples that are powers of two, one family calendar for any number of items: each
// item takes the power nearest, by ratio, to its own best interval in base periods. The base period is the
// best for that; the cost is within about 6 % of the least possible.
func PowerOfTwo(major float64, items []Member) (Cycle, error) {
	if err := checkFamily(major, items); err != nil {
		return Cycle{}, err
	}
	// The items that are ordered most often share the major cost; the relaxed cycle has the base period
	// at which that set is stable.
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	own := func(i int) float64 { return items[i].Setup / (items[i].Holding * items[i].Demand) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(own(a), own(b)) })
	fixed, holding := major, 0.0
	base := math.Inf(1)
	for _, i := range order {
		if 2*own(i) > base*base {
			break
		}
		fixed += items[i].Setup
		holding += items[i].Holding * items[i].Demand
		base = math.Sqrt(2 * fixed / holding)
	}
	multiples := make([]int64, len(items))
	for i := range items {
		interval := math.Max(math.Sqrt(2*own(i)), base)
		power := math.Round(math.Log2(interval / base))
		multiples[i] = int64(math.Exp2(math.Min(math.Max(power, 0), 30)))
	}
	return cycle(major, items, multiples), nil
}
