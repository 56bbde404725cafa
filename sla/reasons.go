package sla

import "github.com/logicrm/logistics"

// The reasons.
const (
	TargetMet     logistics.Code = "sla.target.met"
	TargetMissed  logistics.Code = "sla.target.missed"
	TargetNoData  logistics.Code = "sla.target.no_data"
	TargetNotOver logistics.Code = "sla.period.not_over"
	// Nothing was judged in a period that is not over.
	TargetNotBegun logistics.Code = "sla.period.not_begun"
	LowVolume      logistics.Code = "sla.volume.low"
	NotJudged      logistics.Code = "sla.lines.not_judged"
	// Cases that have not begun, or not ended where that is their date.
	CasesUndated logistics.Code = "sla.cases.undated"
)

// Reasons is the catalogue of this package. What its words are called is in [logistics.Formats].
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, stateTerms...) }

const (
	agreement = "Version {version} of agreement {agreement} "
	soFar     = "{objective}: the period is not over yet; "
	roomLeft  = "{left, plural, =0 {there was no room for another miss} one {# more miss would still have met it} " +
		"other {# more misses would still have met it}}"
	tooMany    = "{lacking, plural, one {# more miss} other {# more misses}}"
	judgedOnly = "{judged, plural, =0 {no case was assessed} one {only # case was assessed} other {only # cases were " +
		"assessed}}"
	workingDays  = "{days, plural, one {# working day} other {# working days}}"
	calendarDays = "{days, plural, one {# calendar day} other {# calendar days}}"
	passedOver   = "Event {kind} of {at} was passed over: "
	unjudged     = "{unjudged, plural, one {# case is} other {# cases are}}"
)

var reasonTexts = []logistics.ReasonText{
	{
		Code: TargetMet,
		Text: "{objective}: {attainment} reaches the target of {target}; " + roomLeft + ".",
	},
	{
		Code: TargetMissed,
		Text: "{objective}: {attainment} is below the target of {target}: " + tooMany + " than it allows.",
	},
	{Code: TargetNoData, Text: "{objective}: nothing was assessed."},
	{Code: TargetNotOver, Text: soFar + "{attainment} so far."},
	{Code: TargetNotBegun, Text: soFar + "nothing was assessed so far."},
	{Code: LowVolume, Text: "{objective}: " + judgedOnly + "; the target requires at least {minimum}."},
	{Code: Chosen, Text: agreement + "applies."},
	{Code: NotYetKnown, Text: agreement + "was not known yet: it was recorded on {recorded}."},
	{Code: NotInForce, Text: agreement + "is not in force on {on}."},
	{Code: Superseded, Text: agreement + "was replaced by version {by}."},
	{Code: NotFor, Text: agreement + "does not apply: it is for another {asked}."},
	{Code: NotForAnybody, Text: agreement + "applies to nobody: it does not say to whom."},
	{Code: NotKnownFor, Text: agreement + "may apply: that depends on {unknown}, which is not known."},
	{Code: BehindOther, Text: agreement + "also applies, but agreement {first} takes precedence."},
	{Code: GovernsFromStart, Text: agreement + "governs: it is in force on {on}, when the case began."},
	{Code: GovernsWhenDue, Text: agreement + "governs: it is in force on {on}, when the case was due."},
	{
		Code: GovernsStill,
		Text: agreement + "governs still: no version is in force on {on}, when the case was due.",
	},
	{
		Code: NotJudged,
		Text: "{objective}: " + unjudged +
			" not counted ({undetermined} undetermined, {waived} waived, {not_due} not due yet).",
	},
	{Code: CaseBreached, Text: "The case took {consumed} of working time; the limit is {budget}."},
	{Code: CaseAtRisk, Text: "The case has {left} of its {budget} of working time left."},
	{
		Code: CasesUndated,
		Text: "{undated, plural, one {# case has} other {# cases have}} no date yet and {undated, plural, " +
			"one {belongs} other {belong}} to no period.",
	},
	{Code: CaseNotStarted, Text: "The case has not begun."},
	{Code: CaseRunning, Text: "The case runs; it has {left} of its {budget} of working time left."},
	{Code: CasePaused, Text: "The case is paused; it has {left} of its {budget} of working time left."},
	{Code: CaseKept, Text: "The case was kept: it took {consumed} of working time; the limit is {budget}."},
	{Code: CaseVoid, Text: "The case was cancelled on {at}; it does not count."},
	{
		Code: CaseMissedBefore,
		Text: "The case was missed before, in {missed, plural, one {# round} other {# rounds}}, and that stays so.",
	},
	{
		Code: CaseLate,
		Text: "The case was missed: it was not done when it was due. It took {consumed} of working time.",
	},
	{Code: CaseNoLimit, Text: "Nothing says how long this case may take, so it cannot be judged."},
	{Code: CaseDue, Text: "It is due on {due}."},
	{Code: CaseWasDue, Text: "It was due on {due}."},
	{Code: CaseDueEarliest, Text: "It is due on {due} at the earliest: the date moves while the case is paused."},
	{Code: CaseIgnored, Text: "{ignored, plural, one {# event was} other {# events were}} passed over."},
	{Code: LimitLacks, Text: "No limit fits the case as it is known; that depends on {unknown}."},
	{Code: WarningAhead, Text: "{share} of the time will be used up on {at}."},
	{Code: WarningPassed, Text: "{share} of the time was used up on {at}."},
	{Code: WarningEarliest, Text: "{share} of the time will be used up on {at} at the earliest: the case is paused."},
	{Code: LimitOpenTime, Text: "It may take {within} of working time."},
	{
		Code: LimitWorkingDays,
		Text: "It must be done {days, plural, =0 {on the first day} one {# working day later} " +
			"other {# working days later}}, by {by}.",
	},
	{
		Code: LimitWorkingDaysClose,
		Text: "It must be done {days, plural, =0 {on the first day} one {# working day later} " +
			"other {# working days later}}, by the close.",
	},
	{Code: LimitCalendarDaysClose, Text: "It must be done " + calendarDays + " later, by the close."},
	{Code: LimitWorkingDaysSameTime, Text: "It must be done " + workingDays + " later, at the same time of day."},
	{Code: LimitCalendarDays, Text: "It must be done " + calendarDays + " later, by {by}."},
	{Code: LimitCalendarDaysSameTime, Text: "It must be done " + calendarDays + " later, at the same time of day."},
	{Code: LimitFromOpening, Text: "Days count from the next opening."},
	{Code: LimitFromDate, Text: "Days count from the date on which the case begins, open or not."},
	{Code: LimitCutOff, Text: "What begins at {cut_off} or later counts from the next working day."},
	{Code: LimitRollsForward, Text: "If the last day is closed, the next working day counts."},
	{Code: LimitRollsBack, Text: "If the last day is closed, the working day before counts."},
	{
		Code: LimitCarriedTime,
		Text: "On {at} another limit took over; what was used by then, {used} of working time, was carried over.",
	},
	{
		Code: LimitCarriedShare,
		Text: "On {at} another limit took over; the share that was left was carried over: {left} of working time.",
	},
	{Code: LimitChangedLate, Text: "On {at} the limit changed, but the case had been missed by then and stays missed."},
	{Code: LimitLost, Text: "On {at} the case changed, and no limit is known to hold from then on."},
	{Code: TimeCounted, Text: "From {from} to {to} the time counted: {open} of working time."},
	{Code: TimePaused, Text: "From {from} to {to} the case was paused: {open} of working time did not count."},
	{Code: TimeExcluded, Text: "{open} of working time did not count from {from} to {to}: {reason}."},
	{Code: TimeStopped, Text: "From {from} to {to} the case was stopped."},
	{Code: PartyUsed, Text: "Used by {party}: {open} of working time."},
	{Code: PartyPaused, Text: "{open} of working time passed with {party} while the case was paused."},
	{Code: PartyExcluded, Text: "{open} of working time did not count because of {party}."},
	{Code: EventUnknown, Text: passedOver + "the timer does not know this kind of event."},
	{Code: EventReplaced, Text: passedOver + "another event was told under its id, and that one counts."},
	{Code: EventBeforeStart, Text: passedOver + "the case had not begun."},
	{Code: StopBeforeStart, Text: passedOver + "it ends a case that had not begun."},
	{Code: EventAfterCancel, Text: passedOver + "the case had been cancelled."},
	{Code: EventOutOfPlace, Text: passedOver + "the case was {state}."},
	{Code: WouldStopBy, Text: "Stopped by {by}, the case would have been kept."},
	{Code: WouldExcludeClosed, Text: "So it would have been if the time from {from} to {to} had been excluded."},
	{Code: WouldExclude, Text: "So it would have been without the {lacking} of working time from {from} to {to}."},
}

// stateTerms say what the states of a timer are called.
var stateTerms = []logistics.Term{
	{Key: "pending", Name: "not begun"},
	{Key: "running", Name: "running"},
	{Key: "paused", Name: "paused"},
	{Key: "stopped", Name: "stopped"},
	{Key: "cancelled", Name: "cancelled"},
}
