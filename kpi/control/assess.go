package control

import (
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Assessment is what a chart means for the service: each of its points, and whether the process can be relied
// on for a target.
type Assessment struct {
	Kind       Kind                `json:"kind,omitzero"` // of the chart: parts of a whole are told as percentages
	Direction  logistics.Direction `json:"direction,omitempty"`
	Target     *float64            `json:"target,omitempty"`
	Assurance  Assurance           `json:"assurance,omitzero"`
	Lower      float64             `json:"lower"` // the limits that the target was compared with: of the last point
	Upper      float64             `json:"upper"`
	Variations []Variation         `json:"variations"`       // of the points
	Fired      []RuleSet           `json:"fired,omitzero"`   // at the points; none at a signal: beyond the limits
	Labels     []string            `json:"labels,omitempty"` // of the points, where they have any
	Still      bool                `json:"still,omitzero"`   // the baseline did not vary: its level is both limits
}

// Assess reads a chart of any kind by which way is better and what is wanted; a target that is nil is none. A
// point that is no signal is common cause. A signal is an improvement or a concern by the side it is on: a
// trend by the way it goes, any other by the side of the centre line; turns one after the other, points that
// hug the centre line and two processes in one chart have no side. The target is compared with the limits of
// the last point that is not missing, which are those for the cases there are now: where sizes differ, a small point
// may miss it all the same. A chart of a still baseline was drawn for one direction and is assessed by no other.
// Limits that are the centre line pass a target that is met there.
func (c Chart) Assess(direction logistics.Direction, target *float64) (Assessment, error) {
	var faults logistics.Faults
	if len(c.Points) == 0 {
		faults.Required("/points", "a chart with at least one point")
	}
	aim := Aim{Direction: direction, Target: target}
	aim.checkTarget(&faults)
	if drawn := c.Limits.Direction; c.Limits.Still && drawn != "" && direction != "" && drawn != direction {
		// what is worse by the one was never a signal by the other
		faults.Conflict("/direction", direction, "the chart was drawn for "+string(drawn))
	}
	if c.Limits.Kind > IndividualsPrime {
		faults.Unknown("/limits/kind", int(c.Limits.Kind), "not a chart")
	}
	var last Point
	last.Missing = true
	for i, p := range c.Points {
		if !p.check(i, &faults) {
			break
		}
		if !p.Missing {
			last = p
		}
	}
	if last.Missing && len(faults) == 0 {
		faults.Required("/points", "a point that is not missing")
	}
	if err := faults.Err(); err != nil {
		return Assessment{}, err
	}
	a := Assessment{
		Kind: c.Limits.Kind, Direction: direction, Lower: last.Lower, Upper: last.Upper,
		Variations: make([]Variation, len(c.Points)), Fired: make([]RuleSet, len(c.Points)),
		Labels: slices.Clone(c.Labels), Still: c.Limits.Still,
	}
	if target != nil {
		wanted := *target
		a.Target = &wanted
	}
	for i, p := range c.Points {
		a.Variations[i], a.Fired[i] = aim.meaning(p, c.Points[max(0, i-1)]), p.Fired
	}
	a.Assurance = aim.assurance(last.Lower, last.Upper)
	return a, nil
}

// Rules by the side that their pattern is on.
const (
	ofSide  = WesternElectric | 1<<(Nelson1-1) | 1<<(Nelson2-1) | 1<<(Nelson5-1) | 1<<(Nelson6-1)
	ofTrend = RuleSet(1) << (Nelson3 - 1)
)

// check refuses a point that no chart has made, which is the one at a place; ok is that there is none to refuse.
func (p Point) check(place int, faults *logistics.Faults) (ok bool) {
	z := 0.0
	if p.Z != nil {
		z = *p.Z
	}
	path := func(field string) string { return "/points/" + strconv.Itoa(place) + field }
	for _, x := range [...]float64{p.Stat, p.Centre, p.Sigma, p.Lower, p.Upper, z} {
		if !(math.Abs(x) <= mostLimit) {
			faults.OutOfRange(path(""), text(x), "points must come from a chart")
			return false
		}
	}
	switch {
	case p.Fired&^allRules != 0:
		faults.Unknown(path("/fired"), int(p.Fired), "contains bits of no known rule")
	case p.Missing && (p.Beyond || p.Fired != 0 || p.Z != nil):
		faults.Conflict(path(""), nil, "a missing point has no signals")
	case p.Sigma < 0:
		faults.OutOfRange(path("/sigma"), text(p.Sigma), "0 or greater")
	case p.Lower > p.Upper:
		faults.Conflict(path("/upper"), text(p.Upper), "must not be below the lower limit")
	default:
		return true
	}
	return false
}

// meaning of a point that follows another.
func (a *Aim) meaning(p, before Point) Variation {
	switch {
	case p.Missing:
		return Missing
	case p.Beyond:
		return a.variation(true, p.Stat > p.Centre)
	case p.Fired&ofTrend != 0:
		return a.variation(true, p.height() > before.height())
	case p.Fired&ofSide != 0:
		return a.variation(true, p.height() > 0)
	case p.Fired != 0:
		return SpecialCause
	}
	return CommonCause
}

// height is how far a point is above its centre line, as rules see it.
func (p Point) height() float64 {
	if p.Z != nil {
		return *p.Z
	}
	return p.Stat - p.Centre
}

// Reasons tells the assurance, and every point that is missing or more than chance. Points without a label count
// from 1 there.
func (a Assessment) Reasons() []logistics.Reason {
	reasons := assured(a.Assurance, a.Kind, a.Direction, a.Target, a.Lower, a.Upper)
	for i, v := range a.Variations {
		if v != CommonCause {
			reasons = append(reasons, told(i, labelOf(a.Labels, i), v, a.rules(i)))
		}
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (a Assessment) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(a.Reasons(), in)
}

// rules are those that fired at a point, or that it is outside the limits. Of a baseline that does not vary there are
// no standard errors to be told: the point is off its level.
func (a *Assessment) rules(point int) []string {
	if a.Still {
		return []string{offLevel}
	}
	var fired []string
	if point < len(a.Fired) {
		for _, r := range a.Fired[point].List() {
			fired = append(fired, r.String())
		}
	}
	if fired == nil {
		fired = []string{beyondLimits}
	}
	return fired
}
