package credit

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Kind is the shape of a term: what a credit is computed from.
type Kind string

// The kinds of term.
const (
	ByAttainment Kind = "attainment" // a table of steps on attainment; a share of the charges
	ByShortfall  Kind = "shortfall"  // target − attainment; the same share of the charges
	AtRisk       Kind = "at_risk"    // charges × at-risk share × pool × allocation, for a miss
	ByPoints     Kind = "points"     // a table of steps on points; a share of the charges
	FlatFee      Kind = "flat_fee"   // an amount for each failing unit, times a weight
	ByValue      Kind = "value"      // a share of the value of what failed
	Freight      Kind = "freight"    // a share of the freight of what failed
	NoCredit     Kind = "none"       // the objective is measured, and a miss of it costs nothing
)

// Trigger says what a credit follows from. A period that is not over, and a level that is waived or not
// determined, give none either way.
type Trigger string

// The triggers.
const (
	OnMiss    Trigger = "miss"    // the verdict: only a level that was missed gives a credit
	OnFigures Trigger = "figures" // the figures of the term, also where the level of the agreement was kept
)

func (t Trigger) validate(path string, faults *logistics.Faults) {
	if t != "" && t != OnMiss && t != OnFigures {
		faults.Unknown(path, t, "miss or figures")
	}
}

// Points is one row of a table on points: from so many points on, a share of the charges.
type Points struct {
	From   int64           `json:"from"`
	Credit logistics.Ratio `json:"credit"`
}

// Repeat raises the credit of a miss that is not the first: from the Nth miss on, times Factor.
type Repeat struct {
	Nth    int64           `json:"nth"`
	Factor logistics.Ratio `json:"factor"`
}

// Term is how the credit of some objectives is computed. The objectives that no term names go by the
// schedule's own steps. A field of another kind than the term's is a fault.
type Term struct {
	Objectives []logistics.ID  `json:"objectives"`
	Kind       Kind            `json:"kind"`
	Trigger    Trigger         `json:"trigger,omitzero"`    // absent: that of the schedule
	Steps      []Step          `json:"steps,omitempty"`     // attainment
	Target     logistics.Ratio `json:"target,omitzero"`     // shortfall
	AtRisk     logistics.Ratio `json:"at_risk,omitzero"`    // at_risk: share of the charges that is at risk
	Pool       logistics.Ratio `json:"pool,omitzero"`       // at_risk: the pool's share of that
	Allocation logistics.Ratio `json:"allocation,omitzero"` // at_risk: the objective's share of the pool
	Points     []Points        `json:"points,omitempty"`    // points, from the least on
	Amount     logistics.Money `json:"amount,omitzero"`     // flat_fee
	Weight     logistics.Ratio `json:"weight,omitzero"`     // flat_fee: absent is 1
	Share      logistics.Ratio `json:"share,omitzero"`      // value, freight
	Allowance  logistics.Ratio `json:"allowance,omitzero"`  // value: this share of the whole value is free
	Repeats    []Repeat        `json:"repeats,omitempty"`   // by how often it was missed in the host's window
	Cap        logistics.Money `json:"cap,omitzero"`        // of one line
	CapShare   logistics.Ratio `json:"cap_share,omitzero"`  // of one line, a share of its charges
}

const (
	maxTerms   = 200
	maxRepeats = 50
)

func (t *Term) validate(path string, faults *logistics.Faults) {
	if len(t.Objectives) == 0 {
		faults.Required(path+"/objectives", "objectives are required")
	}
	switch t.Kind {
	case ByAttainment:
		checkSteps(path+"/steps", t.Steps, faults)
	case ByShortfall:
		checkShare(path+"/target", t.Target, faults)
	case AtRisk:
		checkShare(path+"/at_risk", t.AtRisk, faults)
		checkFactor(path+"/pool", t.Pool, faults)
		checkShare(path+"/allocation", t.Allocation, faults)
	case ByPoints:
		t.validatePoints(path+"/points", faults)
	case FlatFee:
		switch {
		case t.Amount.IsZero():
			faults.Required(path+"/amount", "the fee for each failing unit")
		case t.Amount.Sign() <= 0:
			faults.OutOfRange(path+"/amount", t.Amount, "above zero")
		}
		if !t.Weight.IsZero() {
			checkFactor(path+"/weight", t.Weight, faults)
		}
	case ByValue, Freight:
		checkShare(path+"/share", t.Share, faults)
		if !t.Allowance.IsZero() {
			checkShare(path+"/allowance", t.Allowance, faults)
		}
	case NoCredit:
	default:
		faults.Unknown(path+"/kind", t.Kind, "attainment, shortfall, at_risk, points, flat_fee, value, freight or none")
		return
	}
	t.Trigger.validate(path+"/trigger", faults)
	t.validateStray(path, faults)
	t.validateRepeats(path+"/repeats", faults)
	if !t.CapShare.IsZero() {
		checkShare(path+"/cap_share", t.CapShare, faults)
	}
}

// validateStray refuses the figures of other kinds: they would be read by people and by nothing else.
func (t *Term) validateStray(path string, faults *logistics.Faults) {
	for _, field := range []struct {
		name  string
		given bool
		kinds []Kind
	}{
		{"steps", len(t.Steps) > 0, []Kind{ByAttainment}},
		{"target", !t.Target.IsZero(), []Kind{ByShortfall}},
		{"at_risk", !t.AtRisk.IsZero(), []Kind{AtRisk}},
		{"pool", !t.Pool.IsZero(), []Kind{AtRisk}},
		{"allocation", !t.Allocation.IsZero(), []Kind{AtRisk}},
		{"points", len(t.Points) > 0, []Kind{ByPoints}},
		{"amount", !t.Amount.IsZero(), []Kind{FlatFee}},
		{"weight", !t.Weight.IsZero(), []Kind{FlatFee}},
		{"share", !t.Share.IsZero(), []Kind{ByValue, Freight}},
		{"allowance", !t.Allowance.IsZero(), []Kind{ByValue}},
		{"trigger", t.Trigger == OnFigures, []Kind{ByAttainment, ByShortfall, ByPoints, FlatFee, ByValue, Freight}},
	} {
		if field.given && !slices.Contains(field.kinds, t.Kind) {
			faults.Conflict(path+"/"+field.name, t.Kind, "has no meaning for this kind")
		}
	}
}

func (t *Term) validatePoints(path string, faults *logistics.Faults) {
	if len(t.Points) == 0 || len(t.Points) > maxSteps {
		faults.OutOfRange(path, len(t.Points), "1 to 100 rows")
	}
	for i, p := range t.Points[:min(len(t.Points), maxSteps)] {
		at := path + "/" + strconv.Itoa(i)
		switch {
		case p.From < 0:
			faults.OutOfRange(at+"/from", p.From, "not below zero")
		case i > 0 && p.From <= t.Points[i-1].From:
			faults.Conflict(at+"/from", p.From, "points must be above those of the row before")
		}
		checkShare(at+"/credit", p.Credit, faults)
		if i > 0 {
			if order, err := p.Credit.Cmp(t.Points[i-1].Credit); err == nil && order < 0 {
				faults.Conflict(at+"/credit", p.Credit, "a credit must not be below that of the row before")
			}
		}
	}
}

func (t *Term) validateRepeats(path string, faults *logistics.Faults) {
	if len(t.Repeats) > maxRepeats {
		faults.TooMany(path, len(t.Repeats), "at most 50")
		return
	}
	var last Repeat
	for i, r := range t.Repeats {
		at := path + "/" + strconv.Itoa(i)
		if r.Nth < 2 || r.Nth <= last.Nth {
			faults.Conflict(at+"/nth", r.Nth, "from the second miss on, growing from row to row")
		}
		if checkFactor(at+"/factor", r.Factor, faults); r.Factor.Num() > 0 {
			order, err := r.Factor.Cmp(last.Factor)
			if r.Factor.Num() < r.Factor.Den() || err == nil && order < 0 {
				faults.Conflict(at+"/factor", r.Factor, "1 or more, and not falling from row to row")
			}
		}
		last = r
	}
}

// checkFactor accepts anything above zero.
func checkFactor(path string, r logistics.Ratio, faults *logistics.Faults) {
	switch {
	case r.IsZero():
		faults.Required(path, "a factor such as 1/2 or 150%")
	case r.Num() <= 0:
		faults.OutOfRange(path, r, "above 0")
	}
}

// clone copies what the host could change afterwards.
func (t *Term) clone() Term {
	c := *t
	c.Objectives, c.Steps = slices.Clone(t.Objectives), slices.Clone(t.Steps)
	c.Points, c.Repeats = slices.Clone(t.Points), slices.Clone(t.Repeats)
	return c
}
