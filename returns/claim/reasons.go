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
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

const soCannot = ", so you cannot {command}"

var reasonTexts = []logistics.ReasonText{
	{Code: NotOpened, Text: "The claim has not been opened yet."},
	{Code: OpenedBefore, Text: "Claim {claim} has already been opened."},
	{
		Code: NotAllowed,
		Text: "Claim {claim} {state, select, " +
			"open {has not been filed yet" + soCannot + "} " +
			"filed {{command, select, file {has already been filed} other {is filed" + soCannot + "}}} " +
			"acknowledged {{command, select, acknowledge {has already been acknowledged} " +
			"other {is acknowledged" + soCannot + "}}} " +
			"settled {{command, select, settle {has already been settled} other {is settled" + soCannot + "}}} " +
			"declined {{command, select, decline {has already been declined} other {is declined" + soCannot + "}}} " +
			"appealed {{command, select, appeal {has already been appealed} other {is appealed" + soCannot + "}}} " +
			"paid {{command, select, pay {has already been paid} other {is paid" + soCannot + "}}} " +
			"withdrawn {{command, select, withdraw {has already been withdrawn} " +
			"other {is withdrawn" + soCannot + "}}} " +
			"other {is {state}" + soCannot + "}}.",
	},
	{Code: CommandReused, Text: "Command {command} was already used with different content."},
	{
		Code: VersionConflict,
		Text: "The claim has changed in the meantime: it is at version {version}, " +
			"and this was decided for version {expected}.",
	},
	{Code: NotPermitted, Text: "{actor} is not allowed to {action}."},
	{Code: ClaimFull, Text: "Claim {claim} already has {most} {entries}, which is the limit."},
	{Code: DateAhead, Text: "{on} is in the future: today is {today}."},
	{Code: DateBefore, Text: "{on} is before {after}, the date of the preceding step."},
	{Code: KindNotListed, Text: "The terms of {policy} do not cover a claim for {kind}."},
	{
		Code: StartUnknown,
		Text: "The deadline {clock} runs {limit} from the date of {from}, which is not known.",
	},
	{Code: EvidenceGiven, Text: "Document {document} has already been added, as {evidence}."},
	{Code: EvidenceMissing, Text: "{evidence} is still needed to file the claim."},
	{Code: NoticeGivenBefore, Text: "Notice was already given on {notice}."},
	{Code: NoticeMissing, Text: "No notice was given; the last day for it was {by}."},
	{Code: NoticeLate, Text: "Notice was given on {notice}; the last day for it was {by}."},
	{Code: FiledLate, Text: "{on} is too late to file the claim; the last day was {by}."},
	{Code: AppealLate, Text: "{on} is too late to appeal; the last day was {by}."},
	{Code: NothingToAppeal, Text: "There is nothing to appeal: all of {claimed} was accepted."},
	{Code: OtherCurrency, Text: "{amount} is in a different currency from the {claimed} claimed."},
	{Code: AboveClaimed, Text: "{amount} is more than the {claimed} claimed."},
	{Code: BelowAccepted, Text: "{amount} is less than the {accepted} already accepted."},
	{Code: AboveOutstanding, Text: "{amount} is more than the {outstanding} still outstanding."},
}

var reasonTerms = []logistics.Term{
	{Key: "open", Name: "open", Meaning: "The claim is being prepared."},
	{Key: "filed", Name: "filed", Meaning: "The claim is with the other side."},
	{Key: "acknowledged", Name: "acknowledged", Meaning: "The other side has confirmed that it has the claim."},
	{Key: "settled", Name: "settled", Meaning: "The other side has accepted all or part of it."},
	{Key: "declined", Name: "declined", Meaning: "The other side has turned it down."},
	{Key: "appealed", Name: "appealed", Meaning: "The claimant has asked for another decision."},
	{Key: "paid", Name: "paid", Meaning: "The accepted amount has been paid."},
	{Key: "withdrawn", Name: "withdrawn", Meaning: "The claimant has taken the claim back."},

	{Key: "add_evidence", Name: "add evidence", Meaning: "Add a document to the claim."},
	{Key: "give_notice", Name: "give notice", Meaning: "Tell the other side that a claim will follow."},
	{Key: "file", Name: "file the claim", Meaning: "Send the claim to the other side."},
	{Key: "acknowledge", Name: "acknowledge the claim", Meaning: "Confirm that the claim has arrived."},
	{Key: "settle", Name: "settle the claim", Meaning: "Accept all or part of it."},
	{Key: "decline", Name: "decline the claim", Meaning: "Turn it down."},
	{Key: "appeal", Name: "appeal", Meaning: "Ask for another decision."},
	{Key: "pay", Name: "pay", Meaning: "Pay what was accepted."},
	{Key: "withdraw", Name: "withdraw the claim", Meaning: "Take the claim back."},
	{Key: "reopen", Name: "reopen the claim", Meaning: "Take up a claim that was withdrawn."},
	{Key: "tick", Name: "apply deadlines", Meaning: "Let pass what the clock says has passed."},

	{Key: "notice_by", Name: "to give notice", Meaning: "The other side has to know of the claim by then."},
	{Key: "file_by", Name: "to file the claim", Meaning: "The claim has to be with the other side by then."},

	{Key: "damage", Name: "damage", Meaning: "The goods were seen to be damaged on delivery."},
	{Key: "concealed_damage", Name: "concealed damage", Meaning: "The damage was found after a clean receipt."},
	{Key: "loss", Name: "loss", Meaning: "The goods never arrived."},
	{Key: "shortage", Name: "shortage", Meaning: "Fewer units arrived than were sent."},
	{Key: "delay", Name: "delay", Meaning: "The goods arrived too late."},
	{Key: "overcharge", Name: "overcharge", Meaning: "More was charged than was agreed."},
	{
		Key: "vendor_defect", Name: "a defect of the vendor's",
		Meaning: "The goods were faulty when the vendor sold them.",
	},

	{Key: "photo", Name: "a photo", Meaning: "Photos of the goods."},
	{Key: "packing", Name: "the packaging", Meaning: "The packaging itself, or photos of it."},
	{Key: "invoice", Name: "the invoice", Meaning: "The invoice of the goods, as proof of their value."},
	{Key: "delivery_receipt", Name: "the delivery receipt", Meaning: "The receipt that was signed on delivery."},
	{Key: "bill_of_lading", Name: "the bill of lading", Meaning: "The contract of carriage."},
	{Key: "freight_bill", Name: "the freight bill", Meaning: "The invoice of the carrier."},
	{Key: "inspection_report", Name: "the inspection report", Meaning: "The report of whoever inspected the goods."},
	{Key: "repair_estimate", Name: "the repair estimate", Meaning: "What a repair would cost."},

	{Key: "delivery", Name: "delivery", Meaning: "The day the goods were delivered."},
	{Key: "shipment", Name: "shipment", Meaning: "The day the goods were shipped."},
	{Key: "expected", Name: "expected delivery", Meaning: "The day the goods should have been delivered."},
}

func reason(code logistics.Code, path string, params ...logistics.Param) logistics.Reason {
	return logistics.Reason{Code: code, Path: path, Params: params}
}
