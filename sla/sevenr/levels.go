package sevenr

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Levels are the rate of some rights together on the levels a contract can count on.
type Levels struct {
	Lines  logistics.Tally `json:"lines"`
	Orders logistics.Tally `json:"orders"`
	Units  []UnitShare     `json:"units,omitempty"` // good ÷ ordered, by unit of measure, in the order of their codes
	// value of good lines ÷ value of lines judged; no data across currencies
	Value logistics.Ratio `json:"value,omitzero"`
}

// UnitShare is good and ordered quantity of one unit of measure: pieces, cases, kilograms.
type UnitShare struct {
	Good    logistics.Quantity `json:"good,omitzero"`
	Ordered logistics.Quantity `json:"ordered,omitzero"`
}

// Share is good ÷ ordered; no data when nothing was ordered.
func (u UnitShare) Share() logistics.Ratio {
	r, _ := u.Good.ShareOf(u.Ordered)
	return r
}

// LevelsOf rates outcomes on every level. Units and value count lines whose rights were judged; of a
// line that missed one its good quantity still counts, but never more than was ordered. A sum that
// does not fit is an error.
func LevelsOf(outcomes []logistics.Outcome, rights ...logistics.Right) (Levels, error) {
	orders, err := OrderTally(outcomes, rights...)
	if err != nil {
		return Levels{}, err
	}
	l := Levels{Lines: LineTally(outcomes, rights...), Orders: orders}
	var good, judged logistics.Money
	comparable := true
	for _, o := range outcomes {
		verdict := o.Judge(rights...)
		if !verdict.Decided() {
			continue
		}
		if err := l.addUnits(o); err != nil {
			return Levels{}, err
		}
		var err error
		if judged, err = judged.Add(o.Value); err != nil {
			comparable = false // two currencies have no common share
			continue
		}
		if verdict == logistics.Met {
			if good, err = good.Add(o.Value); err != nil {
				return Levels{}, err
			}
		}
	}
	if comparable && !judged.IsZero() {
		if good.IsZero() {
			good = logistics.Minor(0, judged.Currency())
		}
		l.Value, _ = good.ShareOf(judged)
	}
	return l, nil
}

func (l *Levels) addUnits(o logistics.Outcome) error {
	if o.Ordered.IsZero() {
		return nil
	}
	i, found := slices.BinarySearchFunc(l.Units, o.Ordered.Unit().Code(), func(u UnitShare, code string) int {
		return cmp.Compare(u.Ordered.Unit().Code(), code)
	})
	if !found {
		nothing := logistics.Count(0, o.Ordered.Unit())
		l.Units = slices.Insert(l.Units, i, UnitShare{nothing, nothing})
	}
	good := o.Good
	if order, err := good.Cmp(o.Ordered); err != nil {
		good = logistics.Count(0, o.Ordered.Unit()) // counted in another unit: none of this one
	} else if order > 0 {
		good = o.Ordered
	}
	var err error
	if l.Units[i].Good, err = l.Units[i].Good.Add(good); err != nil {
		return err
	}
	l.Units[i].Ordered, err = l.Units[i].Ordered.Add(o.Ordered)
	return err
}

// Components are the four parts of the perfect order (SCOR RL.2.1 to RL.2.4) over orders, beside the
// joint rate. The product of the rates is what the joint rate would be if the parts failed
// independently: a joint rate above it says that failures come together.
type Components struct {
	InFull        logistics.Tally `json:"in_full"`       // RL.2.1: product and quantity
	ToCommitment  logistics.Tally `json:"to_commitment"` // RL.2.2: time, place and customer
	Documentation logistics.Tally `json:"documentation"` // RL.2.3: what was charged, and the documents
	Condition     logistics.Tally `json:"condition"`     // RL.2.4
	Joint         logistics.Tally `json:"joint"`         // RL.1.1: all of them
	Product       float64         `json:"product"`       // of the four rates; 0 when one has no data
}

// ComponentsOf rates orders by the parts of the perfect order. Outcomes hold the seven rights alone, so that their
// documentation is what was charged; with the documents themselves see [ComponentsOfOrders].
func ComponentsOf(outcomes []logistics.Outcome) (Components, error) {
	orders, err := logistics.JoinLines(outcomes)
	if err != nil {
		return Components{}, err
	}
	var c Components
	for _, o := range orders {
		c.count(o, logistics.Waived)
	}
	return c.multiplied(), nil
}

// ComponentsOfOrders rates orders by the parts of the perfect order: RL.2.3 takes the bill and the documents that the
// policy asks for, and so does the joint rate.
func ComponentsOfOrders(orders []OrderResult) (Components, error) {
	var c Components
	var faults logistics.Faults
	for i := range orders {
		whole, err := orders[i].Outcome()
		if err != nil {
			faults.At("/"+strconv.Itoa(i), err)
			continue
		}
		c.count(whole, orders[i].Documentation())
	}
	if err := faults.Err(); err != nil {
		return Components{}, err
	}
	return c.multiplied(), nil
}

// count adds an order, and what its documents came to.
func (c *Components) count(o logistics.Outcome, documents logistics.Verdict) {
	c.InFull = c.InFull.Count(o.Judge(logistics.RightProduct, logistics.RightQuantity), 1)
	commitment := o.Judge(logistics.RightTime, logistics.RightPlace, logistics.RightCustomer)
	c.ToCommitment = c.ToCommitment.Count(commitment, 1)
	c.Documentation = c.Documentation.Count(logistics.And(o.Judge(logistics.RightCost), documents), 1)
	c.Condition = c.Condition.Count(o.Judge(logistics.RightCondition), 1)
	c.Joint = c.Joint.Count(logistics.And(o.Verdict(), documents), 1)
}

func (c Components) multiplied() Components {
	c.Product = 1
	for _, part := range [4]logistics.Tally{c.InFull, c.ToCommitment, c.Documentation, c.Condition} {
		rate, _ := part.Attainment().Float()
		c.Product *= rate
	}
	return c
}

// Failing is how often a right was missed.
type Failing struct {
	Right      logistics.Right `json:"right,omitzero"`
	Missed     int64           `json:"missed"`
	Alone      int64           `json:"alone"`               // of these, lines that missed nothing else
	Share      logistics.Ratio `json:"share,omitzero"`      // of all misses
	Cumulative logistics.Ratio `json:"cumulative,omitzero"` // with those before it
}

// Pareto lists the rights that were missed, the most frequent first, of equal ones in their order.
func Pareto(outcomes []logistics.Outcome) []Failing {
	var missed, alone [7]int64
	total := int64(0)
	for _, o := range outcomes {
		for i, right := range logistics.AllRights() {
			if o.Rights.Missed(right) {
				missed[i]++
				total++
				if o.Rights.MissedCount() == 1 {
					alone[i]++
				}
			}
		}
	}
	rows := []Failing{}
	for i, right := range logistics.AllRights() {
		if missed[i] > 0 {
			rows = append(rows, Failing{Right: right, Missed: missed[i], Alone: alone[i]})
		}
	}
	slices.SortStableFunc(rows, func(a, b Failing) int { return cmp.Compare(b.Missed, a.Missed) })
	sum := int64(0)
	for i := range rows {
		sum += rows[i].Missed
		rows[i].Share, _ = logistics.NewRatio(rows[i].Missed, total)
		rows[i].Cumulative, _ = logistics.NewRatio(sum, total)
	}
	return rows
}
