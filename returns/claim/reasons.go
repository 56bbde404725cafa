package claim

import "github.com/logicrm/logistics"

// The reasons a command is refused for.
const (
	NotOpened         logistics.Code = "claim.not_opened"
	OpenedBefore      logistics.Code = "claim.opened_before"
	NotAllowed        logistics.Code = "claim.not_allowed"
	CommandReused     logistics.Code = "claim.command.reused"
	VersionConflict   logistics.Code = "claim.version_conflict"
	NotPermitted      logistics.Code = "claim.actor.not_permitted"
	ClaimFull         logistics.Code = "claim.full"
	DateAhead         logistics.Code = "claim.date.ahead"
	DateBefore        logistics.Code = "claim.date.before"
	KindNotListed     logistics.Code = "claim.kind.not_listed"
	StartUnknown      logistics.Code = "claim.clock.start_unknown"
	EvidenceGiven     logistics.Code = "claim.evidence.given"
	EvidenceMissing   logistics.Code = "claim.evidence.missing"
	NoticeGivenBefore logistics.Code = "claim.notice.given_before"
	NoticeMissing     logistics.Code = "claim.notice.missing"
	NoticeLate        logistics.Code = "claim.notice.late"
	FiledLate         logistics.Code = "claim.file.late"
	AppealLate        logistics.Code = "claim.appeal.late"
	NothingToAppeal   logistics.Code = "claim.appeal.nothing"
	OtherCurrency     logistics.Code = "claim.amount.other_currency"
	AboveClaimed      logistics.Code = "claim.amount.above_claimed"
	BelowAccepted     logistics.Code = "claim.amount.below_accepted"
	AboveOutstanding  logistics.Code = "claim.amount.above_outstanding"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: NotOpened, Text: "the claim has not been opened"},
		{Code: OpenedBefore, Text: "claim {claim} was opened before"},
		{Code: NotAllowed, Text: "claim {claim} is {state}: {command} is not possible"},
		{Code: CommandReused, Text: "command {command} was decided before with other content"},
		{
			Code: VersionConflict,
			Text: "the claim is at version {version}, not at {expected}: decide again on what is there now",
		},
		{Code: NotPermitted, Text: "{actor} may not {action}"},
		{Code: ClaimFull, Text: "claim {claim} has {most} {entries}, as many as it can have"},
		{Code: DateAhead, Text: "{on} is still to come on {today}"},
		{Code: DateBefore, Text: "{on} is before {after}, the day of what it follows"},
		{Code: KindNotListed, Text: "policy {policy} has no terms for {kind}"},
		{Code: StartUnknown, Text: "the {limit} for {clock} count from {from}, and its date is not known"},
		{Code: EvidenceGiven, Text: "document {document} is there already as {evidence}"},
		{Code: EvidenceMissing, Text: "{evidence} is missing"},
		{Code: NoticeGivenBefore, Text: "notice was given on {notice} already"},
		{Code: NoticeMissing, Text: "no notice was given by {by}"},
		{Code: NoticeLate, Text: "notice was given on {notice}, after {by}"},
		{Code: FiledLate, Text: "{on} is after {by}, the last day to file"},
		{Code: AppealLate, Text: "{on} is after {by}, the last day to appeal"},
		{Code: NothingToAppeal, Text: "all of {claimed} was accepted"},
		{Code: OtherCurrency, Text: "{amount} is not in the currency of {claimed}"},
		{Code: AboveClaimed, Text: "{amount} is more than the {claimed} that were claimed"},
		{Code: BelowAccepted, Text: "{amount} is less than the {accepted} that were accepted before"},
		{Code: AboveOutstanding, Text: "{amount} is more than the {outstanding} that are outstanding"},
	}
}

func reason(code logistics.Code, path string, params ...logistics.Param) logistics.Reason {
	return logistics.Reason{Code: code, Path: path, Params: params}
}

func text(name, value string) logistics.Param { return logistics.Param{Name: name, Text: value} }

func date(name string, d logistics.Date) logistics.Param { return text(name, d.String()) }

func amount(name string, m logistics.Money) logistics.Param { return text(name, m.String()) }
