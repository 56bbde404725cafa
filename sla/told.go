package sla

import (
	"time"

	"github.com/logicrm/logistics"
)

// The reasons of a timing.
const (
	CaseNotStarted logistics.Code = "sla.case.not_started"
	CaseRunning    logistics.Code = "sla.case.running"
	CasePaused     logistics.Code = "sla.case.paused"
	CaseKept       logistics.Code = "sla.case.kept"
	CaseVoid       logistics.Code = "sla.case.void"
	// An earlier cycle was missed, and stays so.
	CaseMissedBefore logistics.Code = "sla.case.missed_before"
	// It was not done when it was due, and yet took no more time than its limit: it was closed by then, or the limit
	// was another when it was missed.
	CaseLate        logistics.Code = "sla.case.late"
	CaseNoLimit     logistics.Code = "sla.case.no_limit"
	CaseDue         logistics.Code = "sla.case.due"
	CaseWasDue      logistics.Code = "sla.case.was_due"
	CaseDueEarliest logistics.Code = "sla.case.due_earliest"
	CaseIgnored     logistics.Code = "sla.case.ignored"
	// What would have to be known of a case, or be otherwise, for a limit to hold.
	LimitLacks logistics.Code = "sla.limit.lacks"
)

// The reasons of a warning.
const (
	WarningAhead    logistics.Code = "sla.warning.ahead"
	WarningPassed   logistics.Code = "sla.warning.passed"
	WarningEarliest logistics.Code = "sla.warning.earliest"
)

// The reasons of a limit.
const (
	LimitOpenTime             logistics.Code = "sla.limit.open_time"
	LimitWorkingDays          logistics.Code = "sla.limit.working_days"
	LimitWorkingDaysSameTime  logistics.Code = "sla.limit.working_days_same_time"
	LimitCalendarDays         logistics.Code = "sla.limit.calendar_days"
	LimitCalendarDaysSameTime logistics.Code = "sla.limit.calendar_days_same_time"
	LimitFromOpening          logistics.Code = "sla.limit.from_opening"
	LimitFromDate             logistics.Code = "sla.limit.from_date"
	LimitCutOff               logistics.Code = "sla.limit.cut_off"
	LimitRollsForward         logistics.Code = "sla.limit.rolls_forward"
	LimitRollsBack            logistics.Code = "sla.limit.rolls_back"
	// The end of a working day, which is its close.
	LimitWorkingDaysClose  logistics.Code = "sla.limit.working_days_close"
	LimitCalendarDaysClose logistics.Code = "sla.limit.calendar_days_close"
)

// The reasons of a change of the limit.
const (
	LimitCarriedTime  logistics.Code = "sla.limit.carried_time"
	LimitCarriedShare logistics.Code = "sla.limit.carried_share"
	LimitChangedLate  logistics.Code = "sla.limit.changed_late" // the case was missed, and stays so
	LimitLost         logistics.Code = "sla.limit.lost"         // none holds from then on
)

// The reasons of what moved a case, and of what did not.
const (
	TimeCounted      logistics.Code = "sla.time.counted"
	TimePaused       logistics.Code = "sla.time.paused"
	TimeExcluded     logistics.Code = "sla.time.excluded"
	TimeStopped      logistics.Code = "sla.time.stopped"
	PartyUsed        logistics.Code = "sla.party.used"
	PartyPaused      logistics.Code = "sla.party.paused"
	PartyExcluded    logistics.Code = "sla.party.excluded"
	EventUnknown     logistics.Code = "sla.event.unknown"
	EventReplaced    logistics.Code = "sla.event.replaced" // another content was told under its id
	EventBeforeStart logistics.Code = "sla.event.before_start"
	StopBeforeStart  logistics.Code = "sla.event.stop_before_start"
	EventAfterCancel logistics.Code = "sla.event.after_cancel"
	EventOutOfPlace  logistics.Code = "sla.event.out_of_place"
)

// The reasons of what would have kept a case.
const (
	WouldStopBy  logistics.Code = "sla.what_if.stopped_by"
	WouldExclude logistics.Code = "sla.what_if.excluded"
	// Only closed time would have had to be excluded.
	WouldExcludeClosed logistics.Code = "sla.what_if.excluded_closed"
)

// Reasons tell the verdict, and when the case is or was due. The verdict follows from the first of them.
func (t Timing) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	tell := func(code logistics.Code, params ...logistics.Param) {
		reasons = append(reasons, logistics.Reason{Code: code, Params: params})
	}
	budget := logistics.WorkingTimeParam("budget", t.Budget)
	left := logistics.WorkingTimeParam("left", t.Remaining())
	consumed := logistics.WorkingTimeParam("consumed", t.Consumed)
	switch {
	case t.State == Cancelled:
		tell(CaseVoid, logistics.InstantParam("at", t.Stopped))
	case t.Verdict == logistics.Undetermined:
		tell(CaseNoLimit)
	case t.Verdict == logistics.Missed && t.Consumed > t.Budget:
		tell(CaseBreached, consumed, budget)
	case t.Verdict == logistics.Missed && !t.Breach.Before(t.Started):
		tell(CaseLate, consumed)
	case t.Verdict == logistics.Missed:
		tell(CaseMissedBefore, logistics.CountParam("missed", int64(t.Missed)))
	case t.Verdict == logistics.Met:
		tell(CaseKept, consumed, budget)
	case t.State == Pending:
		tell(CaseNotStarted)
	case t.State == Paused:
		tell(CasePaused, left, budget)
	case t.State == Running:
		tell(CaseRunning, left, budget)
	default:
		return nil // a timing of nothing
	}
	due := logistics.InstantParam("due", t.Due)
	switch {
	case t.Due.IsZero():
	case t.Earliest:
		tell(CaseDueEarliest, due)
	case t.Verdict == logistics.NotDue:
		tell(CaseDue, due)
	default:
		tell(CaseWasDue, due)
	}
	if t.Ignored > 0 {
		tell(CaseIgnored, logistics.CountParam("ignored", int64(t.Ignored)))
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (t Timing) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(t.Reasons(), in)
}

// Reasons tell the timing, the limit, what was carried over to it, what moved the case from its start, and what was
// passed over.
func (x Explanation) Reasons() []logistics.Reason {
	reasons := x.Timing.Reasons()
	if x.Limit != nil {
		reasons = append(reasons, x.Limit.Reasons()...)
	} else if len(x.Unknown) > 0 {
		reasons = append(reasons, logistics.Reason{Code: LimitLacks, Params: []logistics.Param{
			logistics.CodesParam("unknown", x.Unknown...),
		}})
	}
	for _, c := range x.Changes {
		reasons = append(reasons, c.told())
	}
	for _, s := range x.Segments {
		reasons = append(reasons, s.told())
	}
	for _, l := range x.LostTimes() {
		if !l.Party.IsZero() {
			reasons = append(reasons, l.told())
		}
	}
	for _, i := range x.Ignored {
		reasons = append(reasons, i.told())
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (x Explanation) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(x.Reasons(), in)
}

// told tells what the stretch of time did to the case.
func (s Segment) told() logistics.Reason {
	code := map[Class]logistics.Code{
		Counted: TimeCounted, PausedTime: TimePaused, ExcludedOut: TimeExcluded, StoppedTime: TimeStopped,
	}[s.Class]
	params := []logistics.Param{
		logistics.InstantParam("from", s.From), logistics.InstantParam("to", s.To),
		logistics.WorkingTimeParam("open", s.Open.Exact()),
	}
	if s.Class == ExcludedOut {
		params = append(params, logistics.TextParam("reason", s.Reason))
	}
	return logistics.Reason{Code: code, Params: params}
}

// told tells whose time it was.
func (l LostTime) told() logistics.Reason {
	code := map[Class]logistics.Code{Counted: PartyUsed, PausedTime: PartyPaused, ExcludedOut: PartyExcluded}[l.Class]
	return logistics.Reason{Code: code, Params: []logistics.Param{
		l.Party.Param("party"), logistics.WorkingTimeParam("open", l.Open.Exact()),
	}}
}

// Reasons tell the changes, the smallest first.
func (w WhatIf) Reasons() []logistics.Reason {
	if w.By.Equal(time.Time{}) {
		return nil
	}
	excluded := WouldExclude
	if w.Lacking.Exact() == 0 {
		excluded = WouldExcludeClosed
	}
	return []logistics.Reason{
		{Code: WouldStopBy, Params: []logistics.Param{logistics.InstantParam("by", w.By)}},
		{Code: excluded, Params: []logistics.Param{
			logistics.InstantParam("from", w.Exclusion.From), logistics.InstantParam("to", w.Exclusion.To),
			logistics.WorkingTimeParam("lacking", w.Lacking.Exact()),
		}},
	}
}
