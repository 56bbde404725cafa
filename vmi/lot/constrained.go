package lot

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Order is what an order may be: nothing, or a multiple of Multiple from Minimum to Maximum.
type Order struct {
	Minimum  int64 `json:"minimum,omitzero"`
	Multiple int64 `json:"multiple,omitzero"` // absent: 1
	Maximum  int64 `json:"maximum,omitzero"`  // absent: none
	Stock    int64 `json:"stock,omitzero"`    // the most that may be left at the end of a period; absent: no limit
}

// mostWork bounds the steps of [Constrained]: states times orders.
const mostWork = 50_000_000

// Constrained finds the orders of least cost that the constraints allow, for demands in whole units. What
// the last order brings beyond the horizon is held and paid for. The horizon starts with the stock given.
//
// It is a dynamic program over the stock left at the end of each period, so its work grows with the
// demand; beyond its bound the answer is an error.
func Constrained(periods []Period, order Order, stock int64) (Plan, error) {
	c, err := newConstrained(periods, order, stock)
	if err != nil {
		return Plan{}, err
	}
	if !c.run() {
		return Plan{}, logistics.NewFieldError(
			logistics.FaultConflict, "", "no orders within the constraints meet the demand",
		)
	}
	orders := make([]float64, len(periods))
	at := c.cheapest()
	for t := len(periods) - 1; t >= 0; t-- {
		q := c.taken[t][at]
		orders[t] = float64(q)
		at = at + c.demand[t] - q
	}
	plan := Plan{Orders: orders}
	left := float64(stock)
	for i := range periods {
		if orders[i] > 0 {
			plan.Setup += periods[i].Setup
			plan.Purchase += periods[i].Price * orders[i]
		}
		left += orders[i] - periods[i].Demand
		plan.Holding += periods[i].Holding * left
	}
	return plan, nil
}

type constrained struct {
	periods []Period
	order   Order
	demand  []int64
	stock   int64
	most    int64     // the stock that is ever worth having at the end of a period
	cost    []float64 // of the stock left at the end of the period under way
	taken   [][]int64 // the order that led to it
}

func newConstrained(periods []Period, order Order, stock int64) (*constrained, error) {
	var faults logistics.Faults
	faults.At("", check(periods))
	if order.Multiple == 0 {
		order.Multiple = 1
	}
	if order.Minimum < 0 || order.Minimum > mostWork {
		faults.OutOfRange("/order/minimum", order.Minimum, "0 to 50,000,000 units")
	}
	if order.Multiple < 1 || order.Multiple > mostWork {
		faults.OutOfRange("/order/multiple", order.Multiple, "1 to 50,000,000 units")
	}
	first := max((order.Minimum+order.Multiple-1)/max(order.Multiple, 1), 1) * order.Multiple
	switch {
	case order.Maximum < 0 || order.Maximum > mostWork:
		faults.OutOfRange("/order/maximum", order.Maximum, "0 to 50,000,000 units")
	case order.Maximum > 0 && order.Maximum < first:
		faults.Conflict(
			"/order/maximum", order.Maximum, "no multiple lies between the minimum and this",
		)
	}
	if order.Stock < 0 {
		faults.OutOfRange("/order/stock", order.Stock, "must be 0 or greater")
	}
	if stock < 0 || stock > mostWork {
		faults.OutOfRange("/stock", stock, "0 to 50,000,000 units")
	}
	c := &constrained{
		periods: periods, order: order, stock: stock, demand: make([]int64, min(len(periods), mostPeriods)),
	}
	c.order.Minimum = first
	total := int64(0)
	for i := range c.demand {
		d := periods[i].Demand
		if fine(d) && d != math.Trunc(d) || d > mostWork {
			faults.OutOfRange(
				"/periods/"+strconv.Itoa(i)+"/demand", strconv.FormatFloat(d, 'g', 12, 64),
				"whole units, at most 50,000,000",
			)
			continue
		}
		c.demand[i] = int64(d)
		total += c.demand[i]
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	// More than all demand, and one order beyond it, is never worth having.
	c.most = max(total, stock) + first + order.Multiple
	if order.Stock > 0 {
		c.most = min(c.most, order.Stock)
	}
	largest := c.most
	if order.Maximum > 0 {
		largest = min(largest, order.Maximum)
	}
	if work := float64(len(periods)) * float64(c.most+1) * float64(largest/order.Multiple+2); work > mostWork {
		return nil, logistics.NewFieldError(
			logistics.FaultTooMany, strconv.FormatFloat(work, 'g', 3, 64),
			"at most 50,000,000 steps: plan in larger units, or for fewer periods",
		)
	}
	return c, nil
}

// run fills the table, period by period; false when some demand cannot be met.
func (c *constrained) run() bool {
	before := make([]float64, max(c.most, c.stock)+1)
	for i := range before {
		before[i] = math.Inf(1)
	}
	before[c.stock] = 0
	for t := range c.periods {
		after := make([]float64, c.most+1)
		taken := make([]int64, c.most+1)
		for i := range after {
			after[i] = math.Inf(1)
		}
		possible := false
		for had, spent := range before {
			if math.IsInf(spent, 1) {
				continue
			}
			possible = c.try(t, int64(had), spent, after, taken) || possible
		}
		if !possible {
			return false
		}
		c.taken = append(c.taken, taken)
		before = after
	}
	c.cost = before
	return true
}

// try goes on from one stock with no order and with every order that is allowed.
func (c *constrained) try(t int, had int64, spent float64, after []float64, taken []int64) (possible bool) {
	p := &c.periods[t]
	reach := func(q int64, cost float64) {
		left := had + q - c.demand[t]
		if left < 0 || left > c.most {
			return
		}
		possible = true
		if total := cost + p.Holding*float64(left); total < after[left] {
			after[left], taken[left] = total, q
		}
	}
	reach(0, spent)
	last := c.most + c.demand[t] - had
	if c.order.Maximum > 0 {
		last = min(last, c.order.Maximum)
	}
	for q := c.order.Minimum; q <= last; q += c.order.Multiple {
		reach(q, spent+p.Setup+p.Price*float64(q))
	}
	return possible
}

// cheapest is the stock at the end of the cheapest way.
func (c *constrained) cheapest() int64 {
	best := int64(0)
	for left := range c.cost {
		if c.cost[left] < c.cost[best] {
			best = int64(left)
		}
	}
	return best
}
