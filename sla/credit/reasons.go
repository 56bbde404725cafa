package credit

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons. One of the first seven explains each line, the others each limit of the total.
const (
	StepApplied    logistics.Code = "credit.step.applied"
	LineCapped     logistics.Code = "credit.line.capped"
	SameIncident   logistics.Code = "credit.incident.same"
	Excused        logistics.Code = "credit.incident.excused"
	Attained       logistics.Code = "credit.level.attained"
	NoData         logistics.Code = "credit.level.no_data"
	Relieved       logistics.Code = "credit.level.relieved"
	Capped         logistics.Code = "credit.total.capped"
	AnnuallyCapped logistics.Code = "credit.total.capped_annually"
	TooLittle      logistics.Code = "credit.total.too_little"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: StepApplied, Text: "{objective}: {formula} = {computed} is {amount}"},
		{Code: LineCapped, Text: "{objective}: {formula} = {computed} is held to {amount}"},
		{Code: SameIncident, Text: "{objective}: incident {incident} is credited on another line"},
		{Code: Excused, Text: "{objective}: no credit, {excused}"},
		{Code: Attained, Text: "{objective}: no credit is due"},
		{Code: NoData, Text: "{objective}: nothing was judged, no credit"},
		{Code: Relieved, Text: "{objective}: {attainment} is not held against so low a volume"},
		{Code: Capped, Text: "credits of {credits} are held to {limit}"},
		{Code: AnnuallyCapped, Text: "credits of {credits} are held to {limit}, which is left of the year"},
		{Code: TooLittle, Text: "credits of {credits} are not above {limit}, too little to pay"},
	}
}

// Reasons explains every line and every limit of the total.
func (s Statement) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, len(s.Lines)+len(s.Limits))
	for i, line := range s.Lines {
		reasons = append(
			reasons, logistics.Reason{Code: line.Why, Path: "/lines/" + strconv.Itoa(i), Params: line.params()},
		)
	}
	for _, limit := range s.Limits {
		reasons = append(reasons, logistics.Reason{Code: limit.Code, Path: limit.Path, Params: []logistics.Param{
			{Name: "credits", Text: limit.Credits.String()}, {Name: "limit", Text: limit.At.String()},
		}})
	}
	return reasons
}

func (l Line) params() []logistics.Param {
	params := []logistics.Param{{Name: "objective", Text: l.Objective.String()}}
	add := func(name, text string) {
		if text != "" {
			params = append(params, logistics.Param{Name: name, Text: text})
		}
	}
	switch l.Why {
	case StepApplied, LineCapped:
		add("formula", l.Formula)
		add("computed", l.Computed())
		params = append(params, l.Inputs...)
		add("attainment", l.Attainment.String())
		add("below", l.Below.String())
		add("amount", l.Uncapped.String())
	case SameIncident:
		add("incident", l.Incident.String())
	case Excused:
		add("excused", l.Excused)
	default:
		add("attainment", l.Attainment.String())
	}
	return params
}
