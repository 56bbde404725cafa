package sla

import (
	"time"

	"github.com/logicrm/logistics"
)

// The reasons of findings about cases.
const (
	CaseBreached logistics.Code = "sla.case.breached"
	CaseAtRisk   logistics.Code = "sla.case.at_risk"
)

// Findings are what a report shows to be wrong, for a desk, a corrective action or a message: a finding for
// each objective that was missed, since the end of the period. What is not due, waived or not known is none.
func (e *Evaluator) Findings(report Report, subject logistics.ID) []logistics.Finding {
	var findings []logistics.Finding
	since := report.Period.Window(e.loc).To()
	if since.IsZero() {
		return nil
	}
	for i, a := range report.Attained {
		if a.Verdict == logistics.Missed {
			findings = append(findings, logistics.Finding{
				Reason: a.reason(objectivePath(i)), Subject: subject, Severity: logistics.SeverityCritical,
				Since: since,
			})
		}
	}
	return findings
}

// Finding is what a timing shows to be wrong with a case: it was missed, since the instant at which it was
// still kept; or it runs and has used the share of its budget that is given, as 3/4, or more. ok is false
// when nothing is wrong. The deadline is the due date of the timing.
func (t Timing) Finding(subject logistics.ID, share logistics.Ratio, asOf time.Time) (f logistics.Finding, ok bool) {
	f = logistics.Finding{Subject: subject, Deadline: t.Due}
	switch {
	case t.Verdict == logistics.Missed:
		f.Severity, f.Since = logistics.SeverityCritical, t.Breach
		f.Reason = t.Reasons()[0]
		if f.Since.IsZero() {
			f.Since = asOf
		}
	case t.Verdict == logistics.NotDue && t.State == Running && !share.IsZero() && t.Used().AtLeast(share):
		f.Severity, f.Since = logistics.SeverityWarning, asOf
		f.Reason = logistics.Reason{Code: CaseAtRisk, Params: []logistics.Param{
			logistics.WorkingTimeParam("left", t.Remaining()), logistics.WorkingTimeParam("budget", t.Budget),
		}}
	default:
		return logistics.Finding{}, false
	}
	return f, true
}
