package sla

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Case is one timed case: a ticket, a claim, a receipt at the dock. It belongs to the period of its due date,
// whatever became of it, or where the objective says so to that of its end.
type Case struct {
	ID        logistics.ID `json:"id,omitzero"`
	Objective logistics.ID `json:"objective,omitzero"`
	// its due date; of one that has none, for want of a limit, its start. Zero: not begun
	At         time.Time            `json:"at,omitzero"`
	Ended      time.Time            `json:"ended,omitzero"` // when it was stopped or cancelled; zero: it is open
	Verdict    logistics.Verdict    `json:"verdict,omitzero"`
	Attributes logistics.Attributes `json:"attributes,omitzero"` // for a breakdown
}

// CaseOf is a timing as a case of an objective.
func CaseOf(id, objective logistics.ID, subject logistics.Attributes, t Timing) Case {
	at := t.Due
	if at.IsZero() {
		at = t.Started
	}
	return Case{id, objective, at, t.Stopped, t.Verdict, subject}
}

// dated is the instant that puts a case into a period; the zero time for none. A case may be done at the very instant
// it is due, so that one due on the last of the month at 24:00 belongs to that month; one that is due at no time
// belongs to the period of its start.
func (o *Objective) dated(c *Case) time.Time {
	switch {
	case o.CasesBy == ByEnd:
		return c.Ended
	case c.At.IsZero() || c.Verdict == logistics.Undetermined:
		return c.At
	}
	return c.At.Add(-1)
}

// objectiveOf is the objective a case is of; a case of none, and of one about rights, is a fault.
func (e *Evaluator) objectiveOf(c *Case, path string, faults *logistics.Faults) (at int, ok bool) {
	for i := range e.agreement.Objectives {
		if e.agreement.Objectives[i].ID != c.Objective {
			continue
		}
		if e.timers[i] == nil {
			faults.Conflict(path+"/objective", c.Objective, "an objective about lines has no cases")
		}
		return i, e.timers[i] != nil
	}
	faults.Unknown(path+"/objective", c.Objective, "no objective of the agreement")
	return 0, false
}

// countCases adds the cases of a period; a case without a date is of none, and only counted as such.
func (e *Evaluator) countCases(report *Report, cases []Case, in func(time.Time) bool) error {
	var faults logistics.Faults
	for i := range cases {
		c := &cases[i]
		at, ok := e.objectiveOf(c, "/cases/"+strconv.Itoa(i), &faults)
		if !ok {
			continue
		}
		switch date := e.agreement.Objectives[at].dated(c); {
		case date.IsZero():
			report.Undated++
		case in(date):
			report.Attained[at].Tally = report.Attained[at].Tally.Count(c.Verdict, 1)
		}
	}
	return faults.Err()
}
