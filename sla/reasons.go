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
)

// Reasons is the catalogue of this package. What its words are called is in [logistics.Formats].
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts) }

const (
	agreement = "Version {version} of agreement {agreement} "
	soFar     = "{objective}: the period is not over yet; "
	roomLeft  = "{left, plural, =0 {there was no room for another miss} one {# more miss would still have met it} " +
		"other {# more misses would still have met it}}"
	tooMany    = "{lacking, plural, one {# more miss} other {# more misses}}"
	judgedOnly = "{judged, plural, =0 {no case was assessed} one {only # case was assessed} other {only # cases were " +
		"assessed}}"
	unjudged = "{unjudged, plural, one {# case is} other {# cases are}}"
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
	{Code: CaseAtRisk, Text: "{left} of the {budget} of working time remains."},
}
