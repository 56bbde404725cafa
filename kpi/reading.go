package kpi

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Reading is an observation held against the target of its metric.
type Reading struct {
	Observation logistics.Observation `json:"observation"`
	Value       logistics.Ratio       `json:"value,omitzero"` // with the scale applied; absent: no data
	Target      logistics.Ratio       `json:"target,omitzero"`
	Direction   logistics.Direction   `json:"direction"`
	Verdict     logistics.Verdict     `json:"verdict"` // Waived without a target, Undetermined without data
}

// verdict holds the value against the target, exactly.
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
		reasons = append(reasons, logistics.Reason{Code: code, Params: append(
			r.about(),
			logistics.Param{Name: "value", Text: r.Value.String()},
			logistics.Param{Name: "target", Text: r.Target.String()},
			logistics.Param{Name: "direction", Text: string(r.Direction)},
		)})
	}
	for i, c := range r.Observation.Excluded {
		path := "/excluded/" + strconv.Itoa(i)
		reasons = append(reasons, logistics.Reason{Code: LeftOut, Path: path, Params: []logistics.Param{
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
