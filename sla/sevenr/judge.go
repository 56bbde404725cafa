package sevenr

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// OrderResult is the judgement of an order: each of its lines, and what they come to.
type OrderResult struct {
	ID       logistics.ID `json:"id"`
	Customer logistics.ID `json:"customer"`
	Lines    []Result     `json:"lines"` // in the order of the document
}

// Judge compiles the tolerances and judges orders: for the first program one writes. Compile once for more.
func Judge(
	t Tolerances, orders []logistics.Order, fulfilments []logistics.Fulfilment, zones logistics.Zones, asOf time.Time,
) ([]OrderResult, error) {
	c, err := Compile(t)
	if err != nil {
		return nil, err
	}
	return c.Judge(orders, fulfilments, zones, asOf)
}

// Judge prepares and judges the lines of many orders, in the order of the list. The fulfilments of all of them are
// grouped once: the work grows as fast as n log n in both lists. Facts are read as [Checker.Lines] reads them; a
// fulfilment of an order that is not in the list is a fault, and so is an order that is in it twice. All faults are
// returned, and then nothing is judged.
func (c *Checker) Judge(
	orders []logistics.Order, fulfilments []logistics.Fulfilment, zones logistics.Zones, asOf time.Time,
) ([]OrderResult, error) {
	if c == nil || !c.compiled {
		return nil, logistics.NewFieldError(logistics.FaultRequired, "", "a checker made by Compile")
	}
	var faults logistics.Faults
	groups := group(orders, fulfilments, &faults)
	judged := make([]OrderResult, len(orders))
	n := 0
	for i := range orders {
		n += len(orders[i].Lines)
	}
	results := make([]Result, n)
	p := preparing{c: c, fulfilments: fulfilments, zones: zones, asOf: asOf, faults: &faults}
	for i := range orders {
		p.prepare(&orders[i], i, groups.of(i))
		judged[i] = OrderResult{orders[i].ID, orders[i].Customer.ID, results[:len(p.lines):len(p.lines)]}
		results = results[len(p.lines):]
		for k := range p.lines {
			if err := c.check(&judged[i].Lines[k], &p.lines[k], asOf); err != nil {
				faults.At(p.path()+"/lines/"+strconv.Itoa(k), err)
			}
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return judged, nil
}

// groups are fulfilments by the position of their order.
type groups struct {
	list  []int // positions
	start []int // of each order, and the end of the last
}

func (g groups) of(order int) []int { return g.list[g.start[order]:g.start[order+1]] }

// group puts each fulfilment to its order, and each retraction to the order of what it takes back.
func group(orders []logistics.Order, fulfilments []logistics.Fulfilment, faults *logistics.Faults) groups {
	position := make(map[logistics.ID]int, len(orders))
	for i := range orders {
		if first, twice := position[orders[i].ID]; twice {
			faults.Duplicate(
				"/orders/"+strconv.Itoa(i)+"/id", orders[i].ID, "the order is at "+strconv.Itoa(first)+" too",
			)
			continue
		}
		position[orders[i].ID] = i
	}
	of := make([]int, len(fulfilments))   // -1: of none that is there
	byEvent := make(map[logistics.ID]int) // order of an event that is taken back
	retracts := false
	for k := range fulfilments {
		retracts = retracts || !fulfilments[k].Event.Retracts.IsZero()
	}
	for k := range fulfilments {
		f := &fulfilments[k]
		i, known := position[f.Order]
		switch {
		case known:
			of[k] = i
			if retracts {
				byEvent[f.Event.ID] = i
			}
		case f.Order.IsZero() && !f.Event.Retracts.IsZero():
			of[k] = -1
		default:
			of[k] = -1
			faults.Unknown("/fulfilments/"+strconv.Itoa(k)+"/order", f.Order, "no order of the list")
		}
	}
	for k := range fulfilments {
		target := fulfilments[k].Event.Retracts
		if i, known := byEvent[target]; known && of[k] >= 0 && of[k] != i {
			strayRetraction(k, &fulfilments[k], orders[i].ID, faults)
		}
	}
	settleRetractions(fulfilments, of, byEvent)
	return sorted(of, len(orders))
}

// strayRetraction is the fault of a retraction that names another order than the event it takes back.
func strayRetraction(k int, f *logistics.Fulfilment, order logistics.ID, faults *logistics.Faults) {
	faults.Conflict(at(k)+"/order", f.Order, "the event it takes back is of order "+order.String())
}

// settleRetractions finds the orders of retractions that do not name one, also of those that take back another.
func settleRetractions(fulfilments []logistics.Fulfilment, of []int, byEvent map[logistics.ID]int) {
	waiting := make(map[logistics.ID][]int) // by what they take back
	for k := range fulfilments {
		if target := fulfilments[k].Event.Retracts; of[k] < 0 && !target.IsZero() {
			waiting[target] = append(waiting[target], k)
		}
	}
	ready := make([]logistics.ID, 0, len(waiting))
	for target := range waiting {
		if _, known := byEvent[target]; known {
			ready = append(ready, target)
		}
	}
	for len(ready) > 0 {
		target := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		for _, k := range waiting[target] {
			of[k] = byEvent[target]
			id := fulfilments[k].Event.ID
			if _, seen := byEvent[id]; !seen {
				byEvent[id] = of[k]
				if len(waiting[id]) > 0 {
					ready = append(ready, id)
				}
			}
		}
	}
}

// sorted counts the fulfilments of each order and puts them together. What belongs to no order is left out: a
// retraction of something that is not there takes nothing back.
func sorted(of []int, orders int) groups {
	g := groups{start: make([]int, orders+1)}
	n := 0
	for _, i := range of {
		if i >= 0 {
			g.start[i+1]++
			n++
		}
	}
	for i := range orders {
		g.start[i+1] += g.start[i]
	}
	g.list = make([]int, n)
	next := slices.Clone(g.start)
	for k, i := range of {
		if i >= 0 {
			g.list[next[i]] = k
			next[i]++
		}
	}
	return g
}

// Outcomes are the lines as kpi, tier and feedback take them.
func (o OrderResult) Outcomes() []logistics.Outcome {
	outcomes := make([]logistics.Outcome, len(o.Lines))
	for i := range o.Lines {
		outcomes[i] = o.Lines[i].Outcome()
	}
	return outcomes
}

// Outcome is the order as a whole: its lines joined as [logistics.JoinLines] does it.
func (o OrderResult) Outcome() (logistics.Outcome, error) {
	joined, err := logistics.JoinLines(o.Outcomes())
	if err != nil || len(joined) != 1 {
		return logistics.Outcome{}, cmp.Or(err, error(logistics.NewFieldError(
			logistics.FaultRequired, "", "an order has lines, all of one order")))
	}
	return joined[0], nil
}

// Verdict is that of the order: Undetermined for lines that make no order.
func (o OrderResult) Verdict() logistics.Verdict {
	whole, err := o.Outcome()
	if err != nil {
		return logistics.Undetermined
	}
	return whole.Verdict()
}

// Documentation is the least of its lines: see [Result.Documentation].
func (o OrderResult) Documentation() logistics.Verdict {
	v := logistics.Waived
	for i := range o.Lines {
		v = logistics.And(v, o.Lines[i].Documentation())
	}
	return v
}

// Perfect is the perfect order of SCOR RL.1.1: the seven rights of every line, and the documents that were asked for.
func (o OrderResult) Perfect() logistics.Verdict {
	return logistics.And(o.Verdict(), o.Documentation())
}

// Reasons gives the reasons of every line, each with the path of its line.
func (o OrderResult) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	for i, line := range o.Lines {
		for _, r := range line.Reasons() {
			r.Path = "/lines/" + strconv.Itoa(i) + r.Path
			reasons = append(reasons, r)
		}
	}
	return reasons
}

// Sentences tells the reasons in a language, each with its line; the zero Language is English.
func (o OrderResult) Sentences(in logistics.Language) []string {
	var told []string
	for _, line := range o.Lines {
		name := Reasons().Figure(logistics.CodeParam("", "line"), in) + " " + line.line.Value() + ": "
		for _, sentence := range line.Sentences(in) {
			told = append(told, name+sentence)
		}
	}
	return told
}
