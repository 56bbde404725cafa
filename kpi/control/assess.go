package control

import (
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
	Variations []Variation         `json:"variations"`     // of the points
	Fired      []RuleSet           `json:"fired,omitzero"` // at the points; none at a signal: beyond the limits
}

// Assess reads a chart of any kind by which way is better and what is wanted; a target that is nil is none. A
// point that is no signal is common cause. A signal is an improvement or a concern by the side it is on: a
// trend by the way it goes, any other by the side of the centre line; turns one after the other, points that
// hug the centre line and two processes in one chart have no side. The target is compared with the limits of
// the last point, which are those for the cases there are now: where sizes differ, a small point may miss it
// all the same.
func (c Chart) Assess(direction logistics.Direction, target *float64) (Assessment, error) {
	var faults logistics.Faults
	if len(c.Points) == 0 {
		faults.Required("/points", "a chart with at least one point")
	}
	aim := Aim{Direction: direction, Target: target}
	aim.checkTarget(&faults)
	for i, p := range c.Points {
		if !isFigure(p.Z) || !isFigure(p.Lower) || !isFigure(p.Upper) {
			what := "points must come from a chart"
			faults.OutOfRange("/points/"+strconv.Itoa(i), text(p.Z), what)
			break
		}
	}
	if err := faults.Err(); err != nil {
		return Assessment{}, err
	}
	last := c.Points[len(c.Points)-1]
	a := Assessment{
		Kind: c.Limits.Kind, Direction: direction, Lower: last.Lower, Upper: last.Upper,
		Variations: make([]Variation, len(c.Points)), Fired: make([]RuleSet, len(c.Points)),
	}
	if target != nil {
		wanted := *target
		a.Target = &wanted
	}
	for i, p := range c.Points {
		before := p.Z
		if i > 0 {
			before = c.Points[i-1].Z
		}
		a.Variations[i], a.Fired[i] = aim.meaning(p, p.Z-before), p.Fired&allRules
	}
	a.Assurance = aim.assurance(last.Lower, last.Upper)
	return a, nil
}

// Rules by the side that their pattern is on.
const (
	ofSide  = WesternElectric | 1<<(Nelson1-1) | 1<<(Nelson2-1) | 1<<(Nelson5-1) | 1<<(Nelson6-1)
	ofTrend = RuleSet(1) << (Nelson3 - 1)
)

// meaning of a point that has risen since the one before.
func (a Aim) meaning(p Point, rise float64) Variation {
	switch {
	case p.Beyond:
		return a.variation(true, p.Stat > p.Centre)
	case p.Fired&ofTrend != 0:
		return a.variation(true, rise > 0)
	case p.Fired&ofSide != 0:
		return a.variation(true, p.Z > 0)
	case p.Fired != 0:
		return SpecialCause
	}
	return CommonCause
}

var assuranceCodes = [...]logistics.Code{
	ConsistentPass: AssuredPass, ConsistentFail: AssuredFail, Inconsistent: NotAssured,
}

// Reasons tells the assurance, and every point that is more than chance. Points count from 1 there.
func (a Assessment) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	if a.Assurance >= ConsistentPass && a.Assurance <= Inconsistent && a.Target != nil {
		reasons = append(reasons, logistics.Reason{Code: assuranceCodes[a.Assurance], Params: []logistics.Param{
			a.figure("target", *a.Target),
			logistics.CodeParam("direction", a.Direction),
			a.figure("lower", a.Lower),
			a.figure("upper", a.Upper),
		}})
	}
	for i, v := range a.Variations {
		if v != CommonCause {
			path := "/points/" + strconv.Itoa(i)
			reasons = append(reasons, logistics.Reason{Code: PointSignals, Path: path, Params: []logistics.Param{
				logistics.CountParam("position", int64(i)+1), logistics.CodeParam("variation", v.String()), a.rules(i),
			}})
		}
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (a Assessment) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(a.Reasons(), in)
}

// rules are those that fired at a point, or that it is outside the limits.
func (a *Assessment) rules(point int) logistics.Param {
	var fired []string
	if point < len(a.Fired) {
		for _, r := range a.Fired[point].List() {
			fired = append(fired, r.String())
		}
	}
	if fired == nil {
		fired = []string{beyondLimits}
	}
	return logistics.CodesParam("rules", fired...)
}

// figure is one of the chart: a percentage where it is a part of a whole.
func (a *Assessment) figure(name string, x float64) logistics.Param {
	p := logistics.Param{Name: name, Figure: logistics.FigureNumber, Text: text(x)}
	if a.Kind.proportion() {
		p.Figure = logistics.FigurePercent
	}
	return p
}
