package sla

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Attained is one objective over a period.
type Attained struct {
	Objective  logistics.ID      `json:"objective"`
	Tally      logistics.Tally   `json:"tally"`
	Attainment logistics.Ratio   `json:"attainment,omitzero"`
	Target     logistics.Ratio   `json:"target"`
	Verdict    logistics.Verdict `json:"verdict"`
	// how many more could have been missed; below zero: how many too many were
	Margin    int64 `json:"margin"`
	MinVolume int64 `json:"min_volume,omitzero"`
}

// Report is an agreement over one period.
type Report struct {
	Agreement logistics.ID      `json:"agreement"`
	Version   int               `json:"version"`
	Period    logistics.Period  `json:"period"`
	Verdict   logistics.Verdict `json:"verdict"` // the least of the objectives that is not waived
	Attained  []Attained        `json:"objectives"`
	Undated   int64             `json:"undated,omitzero"` // cases that have no date yet, and so are of no period
}

// Attain compiles the agreement and evaluates one period: for the first program one writes. Compile
// once for more.
func Attain(
	a Agreement, zones logistics.Zones, clocks Clocks, facts Facts, period logistics.Period, asOf time.Time,
) (Report, error) {
	e, err := Compile(a, zones, clocks)
	if err != nil {
		return Report{}, err
	}
	return e.Attain(facts, period, asOf)
}

// Facts are what an agreement is held against: judged lines, and timed cases.
type Facts struct {
	Outcomes []logistics.Outcome `json:"outcomes,omitempty"`
	Cases    []Case              `json:"cases,omitempty"`
}

// PeriodOf is the period of the agreement's calendar an instant falls into.
func (e *Evaluator) PeriodOf(t time.Time) logistics.Period {
	return e.agreement.Period.Of(logistics.DateOf(t, e.loc))
}

// Attain tallies the facts of one period against every objective. Those of other periods are passed
// over, so a year can be handed in as it is. A case of an objective that the agreement does not have is a fault.
func (e *Evaluator) Attain(facts Facts, period logistics.Period, asOf time.Time) (Report, error) {
	if period.IsZero() || e.agreement.Period.Kind != logistics.RollingPeriod &&
		e.agreement.Period.Of(period.Start()) != period {
		return Report{}, logistics.NewFieldError(
			logistics.FaultConflict, period.String(), "no period of the agreement's calendar",
		)
	}
	report := e.blank(period)
	window := period.Window(e.loc)
	in := func(at time.Time) bool { return !at.IsZero() && !at.Before(window.From()) && at.Before(window.To()) }
	for i := range facts.Outcomes {
		if outcome := &facts.Outcomes[i]; in(outcome.Dated()) {
			e.count(report.Attained, outcome)
		}
	}
	if err := e.countCases(&report, facts.Cases, in); err != nil {
		return Report{}, err
	}
	report.settle(!asOf.Before(window.To()))
	return report, nil
}

// blank is the report of a period in which nothing was counted yet.
func (e *Evaluator) blank(period logistics.Period) Report {
	report := Report{Agreement: e.agreement.ID, Version: e.agreement.Version, Period: period}
	report.Attained = make([]Attained, len(e.agreement.Objectives))
	for i, o := range e.agreement.Objectives {
		report.Attained[i] = Attained{Objective: o.ID, Target: o.Target, MinVolume: o.MinVolume}
	}
	return report
}

// settle gives every verdict.
func (r *Report) settle(over bool) {
	r.Verdict = logistics.Waived
	for i := range r.Attained {
		r.Attained[i].settle(over)
		r.Verdict = logistics.And(r.Verdict, r.Attained[i].Verdict)
	}
}

// count adds a line to every objective about rights.
func (e *Evaluator) count(attained []Attained, outcome *logistics.Outcome) {
	for i := range e.agreement.Objectives {
		if e.timers[i] == nil {
			attained[i].Tally = attained[i].Tally.Count(outcome.Judge(e.agreement.Objectives[i].Rights...), 1)
		}
	}
}

func (a *Attained) settle(over bool) {
	a.Attainment = a.Tally.Attainment()
	a.Margin = a.Tally.Margin(a.Target)
	switch {
	case !over:
		a.Verdict = logistics.NotDue
	case a.Tally.Judged() < a.MinVolume:
		a.Verdict = logistics.Waived
	default:
		a.Verdict = a.Tally.Judge(a.Target)
	}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (r Report) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(r.Reasons(), in)
}

// Reasons explains every objective, in the order of the agreement.
func (r Report) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	for i, a := range r.Attained {
		path := objectivePath(i)
		reasons = append(reasons, a.reason(path))
		if unjudged := a.Tally.Total() - a.Tally.Judged(); unjudged > 0 {
			reasons = append(reasons, logistics.Reason{Code: NotJudged, Path: path, Params: []logistics.Param{
				logistics.CodeParam("objective", a.Objective.String()),
				logistics.CountParam("unjudged", unjudged),
				logistics.CountParam("undetermined", a.Tally.Undetermined),
				logistics.CountParam("waived", a.Tally.Waived),
				logistics.CountParam("not_due", a.Tally.NotDue),
			}})
		}
	}
	if r.Undated > 0 {
		reasons = append(reasons, logistics.Reason{Code: CasesUndated, Params: []logistics.Param{
			logistics.CountParam("undated", r.Undated),
		}})
	}
	return reasons
}

func objectivePath(i int) string { return "/objectives/" + strconv.Itoa(i) }

func (a Attained) reason(path string) logistics.Reason {
	params := []logistics.Param{logistics.CodeParam("objective", a.Objective.String())}
	code := TargetNoData
	switch a.Verdict {
	case logistics.NotDue:
		if code = TargetNotOver; a.Attainment.IsZero() {
			code = TargetNotBegun
			break
		}
		params = append(params, a.Attainment.PercentParam("attainment"))
	case logistics.Waived:
		code = LowVolume
		params = append(params, logistics.CountParam("judged", a.Tally.Judged()),
			logistics.CountParam("minimum", a.MinVolume))
	case logistics.Met:
		code = TargetMet
		params = append(params, a.Attainment.PercentParam("attainment"), a.Target.PercentParam("target"),
			logistics.CountParam("left", a.Margin))
	case logistics.Missed:
		code = TargetMissed
		params = append(params, a.Attainment.PercentParam("attainment"), a.Target.PercentParam("target"),
			logistics.CountParam("lacking", -a.Margin))
	}
	return logistics.Reason{Code: code, Path: path, Params: params}
}

// Part is the report of the facts whose attribute has one value.
type Part struct {
	Value  string `json:"value"`
	Known  bool   `json:"known"` // false: those of which nobody knows the value
	Report Report `json:"report"`
}

// Breakdown is [Evaluator.Attain] for every value of an attribute apart: by priority, by tier. The parts come by
// value, what is not known last, and their tallies sum to those of the whole. Of a line only the customer is known.
func (e *Evaluator) Breakdown(
	facts Facts, period logistics.Period, asOf time.Time, attribute string,
) ([]Part, error) {
	type key struct {
		value string
		known bool
	}
	of := make(map[key]Facts)
	for _, o := range facts.Outcomes {
		k := key{}
		if attribute == logistics.AttributeCustomer {
			k = key{o.Customer.String(), true}
		}
		part := of[k]
		part.Outcomes = append(part.Outcomes, o)
		of[k] = part
	}
	if _, err := e.Attain(Facts{Cases: facts.Cases}, period, asOf); err != nil {
		return nil, err // with the positions in the whole
	}
	for _, c := range facts.Cases {
		value, known := c.Attributes.Value(attribute)
		part := of[key{value, known}]
		part.Cases = append(part.Cases, c)
		of[key{value, known}] = part
	}
	parts := make([]Part, 0, len(of))
	for k, own := range of {
		report, err := e.Attain(own, period, asOf)
		if err != nil {
			return nil, err
		}
		parts = append(parts, Part{k.value, k.known, report})
	}
	slices.SortFunc(parts, func(a, b Part) int {
		switch {
		case a.Known != b.Known && a.Known:
			return -1
		case a.Known != b.Known:
			return 1
		}
		return cmp.Compare(a.Value, b.Value)
	})
	return parts, nil
}
