package kpi

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Reading is an observation compared with the target of its metric.
type Reading struct {
	Observation logistics.Observation `json:"observation"`
	Label       string                `json:"label,omitzero"` // of the metric, as [Metric.Label] has it
	Value       logistics.Ratio       `json:"value,omitzero"` // with the scale applied; absent: no data
	Target      logistics.Ratio       `json:"target,omitzero"`
	Direction   logistics.Direction   `json:"direction"`
	Verdict     logistics.Verdict     `json:"verdict"` // Waived without a target, Undetermined without data
}

// verdict compares the value with the target, exactly.
func (r *Reading) verdict() logistics.Verdict {
	order, err := r.Value.Cmp(r.Target)
	if r.Direction == logistics.LowerIsBetter {
		order = -order
	}
	switch {
	case r.Target.IsZero():
		return logistics.Waived
	case err != nil:
		return logistics.Undetermined
	case order >= 0:
		return logistics.Met
	default:
		return logistics.Missed
	}
}

// The reasons of a reading. LeftOut is given by all that holds a figure.
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
		m := r.metric()
		reasons = append(reasons, logistics.Reason{Code: code, Params: append(
			r.about(),
			m.ValueParam("value", r.Value),
			m.ValueParam("target", r.Target),
			logistics.CodeParam("direction", r.Direction),
		)})
	}
	return append(reasons, LeftOutOf(r.Observation, "")...)
}

// Sentences tells the reasons in a language; the zero Language is English.
func (r Reading) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(r.Reasons(), in)
}

// LeftOutOf are the reasons of what an observation leaves out, by code, with the path to it before theirs.
func LeftOutOf(o logistics.Observation, path string) []logistics.Reason {
	reasons := make([]logistics.Reason, 0, len(o.Excluded))
	for i, c := range o.Excluded {
		reasons = append(reasons, logistics.Reason{
			Code: LeftOut, Path: path + "/excluded/" + strconv.Itoa(i), Params: []logistics.Param{
				o.Subject.Param("subject"), o.Period.Param("period"),
				logistics.CodeParam("code", c.Code), logistics.CountParam("count", c.Count),
			},
		})
	}
	return reasons
}

// metric is what people have to know of it.
func (r *Reading) metric() Metric { return MetricOf(r.Observation, r.Label) }

// about says which figure it is; the list is fresh.
func (r *Reading) about() []logistics.Param {
	return []logistics.Param{
		r.metric().Param("metric"), r.Observation.Subject.Param("subject"), r.Observation.Period.Param("period"),
	}
}
