package disposition

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Belief is how likely a grade is, as a weight: 70, 20 and 10 of a hundred items, or counts of the past.
type Belief struct {
	Grade  Grade `json:"grade"`
	Weight int64 `json:"weight"`
}

// Inspection is what it is worth to know the grade of an item before choosing.
type Inspection struct {
	// Disposition is the best one for the item as it is, ungraded; "" when no way takes every grade it may have.
	Disposition Disposition     `json:"disposition,omitzero"`
	Blind       logistics.Money `json:"blind,omitzero"`  // what that way is expected to bring
	Graded      logistics.Money `json:"graded,omitzero"` // what the best way for each grade is expected to bring
	// Worth is the difference: inspect while it costs less; no amount when no way takes it ungraded.
	Worth logistics.Money `json:"worth,omitzero"`
}

// Inspection weighs choosing by grade against choosing blind. A grade to which no way is open brings
// nothing. The grade of the item is not asked for.
func (c *Chooser) Inspection(item Item, beliefs []Belief) (Inspection, error) {
	var faults logistics.Faults
	c.checkAmounts(item, &faults)
	total := checkBeliefs(beliefs, &faults)
	if err := faults.Err(); err != nil {
		return Inspection{}, err
	}
	decay, _ := item.Decay.Float()
	choice := Choice{chooser: c, item: c.asked(item)}
	blind := make([]float64, len(c.policy.Options))
	graded := 0.0
	for _, belief := range beliefs {
		if belief.Weight == 0 {
			continue
		}
		choice.item.grade = belief.Grade
		best := math.Inf(-1)
		weight := float64(belief.Weight) / total
		for i := range blind {
			net := math.Inf(-1)
			if k, ok := choice.curve(i); ok {
				net = k.net(decay)
			}
			best = max(best, net)
			blind[i] += float64(weight * net)
		}
		if !math.IsInf(best, -1) {
			graded += float64(weight * best)
		}
	}
	return c.inspection(blind, graded)
}

func (c *Chooser) inspection(blind []float64, graded float64) (n Inspection, err error) {
	best := math.Inf(-1)
	for i, net := range blind {
		if net > best {
			best, n.Disposition = net, c.policy.Options[i].Disposition
		}
	}
	if n.Graded, err = c.amount(graded); err != nil || n.Disposition == "" {
		return n, err
	}
	if n.Blind, err = c.amount(best); err != nil {
		return Inspection{}, err
	}
	n.Worth, err = c.amount(max(graded-best, 0))
	return n, err
}

func checkBeliefs(beliefs []Belief, faults *logistics.Faults) (total float64) {
	if len(beliefs) == 0 || len(beliefs) > maxGrades {
		faults.OutOfRange("/beliefs", len(beliefs), "1 to 64 grades")
		return 0
	}
	seen := make(map[Grade]bool, len(beliefs))
	for i, belief := range beliefs {
		at := "/beliefs/" + strconv.Itoa(i)
		if belief.Grade == "" || seen[belief.Grade] {
			faults.Duplicate(at+"/grade", belief.Grade, "each grade once, none empty")
		}
		seen[belief.Grade] = true
		if belief.Weight < 0 {
			faults.OutOfRange(at+"/weight", belief.Weight, "not below zero")
		}
		total += float64(belief.Weight)
	}
	if total <= 0 && len(*faults) == 0 {
		faults.Required("/beliefs", "a weight above zero")
	}
	return total
}

// Reasons explains the figures.
func (n Inspection) Reasons() []logistics.Reason {
	if n.Graded.IsZero() {
		return nil
	}
	if n.Disposition == "" {
		return []logistics.Reason{{Code: GradingNeeded, Params: []logistics.Param{n.Graded.Param("graded")}}}
	}
	return []logistics.Reason{{Code: GradingWorth, Params: []logistics.Param{
		n.Graded.Param("graded"), logistics.CodeParam("disposition", n.Disposition), n.Blind.Param("blind"),
		n.Worth.Param("worth"),
	}}}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (n Inspection) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(n.Reasons(), in)
}
