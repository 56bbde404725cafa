package kpi

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Evaluate compiles the metric and reads one observation: for the first program one writes. Compile
// once for more.
func Evaluate(m Metric, o logistics.Observation) (Reading, error) {
	e, err := Compile(m)
	if err != nil {
		return Reading{}, err
	}
	return e.Evaluate(o)
}

// Compile prepares the metric; it returns every fault.
func Compile(m Metric) (*Evaluator, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	return &Evaluator{m}, nil
}

// Evaluator is a compiled [Metric].
type Evaluator struct {
	metric Metric
}

// Reading is an observation held against the target of its metric.
type Reading struct {
	Observation logistics.Observation `json:"observation"`
	Value       logistics.Ratio       `json:"value,omitzero"` // with the scale applied; absent: no data
	Target      logistics.Ratio       `json:"target,omitzero"`
	Direction   logistics.Direction   `json:"direction"`
	Verdict     logistics.Verdict     `json:"verdict"` // Waived without a target, Undetermined without data
}

// Evaluate reads one observation. One of another metric, version, unit or scale is refused.
func (e *Evaluator) Evaluate(o logistics.Observation) (Reading, error) {
	if err := e.metric.checkObservation(o); err != nil {
		return Reading{}, err
	}
	r := Reading{Observation: o, Value: o.Value(), Target: e.metric.Target, Direction: e.metric.Direction}
	if r.Value.IsZero() && o.Den > 0 {
		return Reading{}, fault("/den", logistics.FaultOutOfRange, digits(o.Den), "too many cases for the scale")
	}
	order, known := r.Value.Cmp(r.Target)
	if r.Direction == logistics.LowerIsBetter {
		order = -order
	}
	switch {
	case r.Target.IsZero():
		r.Verdict = logistics.Waived
	case !known:
		r.Verdict = logistics.Undetermined
	case order >= 0:
		r.Verdict = logistics.Met
	default:
		r.Verdict = logistics.Missed
	}
	r.Observation = cloned(o)
	return r, nil
}

// cloned keeps nothing of the caller's.
func cloned(o logistics.Observation) logistics.Observation {
	o.Excluded = slices.Clone(o.Excluded)
	return o
}

// The reasons.
const (
	TargetMet    logistics.Code = "kpi.target.met"
	TargetMissed logistics.Code = "kpi.target.missed"
	TargetNone   logistics.Code = "kpi.target.none"
	NoData       logistics.Code = "kpi.value.no_data"
	LeftOut      logistics.Code = "kpi.value.left_out"
)

// Reasons explains the verdict, and what the figure leaves out, by code.
func (r Reading) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	if r.Target.IsZero() {
		reasons = append(reasons, logistics.Reason{Code: TargetNone, Params: r.about()})
	}
	if r.Value.IsZero() {
		reasons = append(reasons, logistics.Reason{Code: NoData, Params: r.about()})
	}
	if r.Verdict.Decided() {
		code := TargetMet
		if r.Verdict == logistics.Missed {
			code = TargetMissed
		}
		reasons = append(reasons, logistics.Reason{Code: code, Params: append(
			r.about(),
			logistics.Param{Name: "value", Text: r.Value.String()},
			logistics.Param{Name: "target", Text: r.Target.String()},
			logistics.Param{Name: "direction", Text: string(r.Direction)},
		)})
	}
	for i, c := range r.Observation.Excluded {
		reasons = append(reasons, logistics.Reason{Code: LeftOut, Path: "/excluded/" + strconv.Itoa(i), Params: []logistics.Param{
			{Name: "code", Text: c.Code}, {Name: "count", Text: digits(c.Count)},
		}})
	}
	return reasons
}

// about says which figure it is; the list is fresh.
func (r Reading) about() []logistics.Param {
	return []logistics.Param{
		{Name: "metric", Text: r.Observation.Metric.String()},
		{Name: "subject", Text: r.Observation.Subject.String()},
		{Name: "period", Text: r.Observation.Period.String()},
	}
}
