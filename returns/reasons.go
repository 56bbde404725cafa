package returns

import "github.com/logicrm/logistics"

// The reasons a command is refused for.
const (
	CaseNotOpen        logistics.Code = "returns.case.not_open"
	CaseAlreadyOpen    logistics.Code = "returns.case.already_open"
	VersionConflict    logistics.Code = "returns.case.version_conflict"
	CommandReused      logistics.Code = "returns.command.reused"
	NotPermitted       logistics.Code = "returns.actor.not_permitted"
	LineUnknown        logistics.Code = "returns.line.unknown"
	LineNotInReturn    logistics.Code = "returns.line.not_in_return"
	ReturnExists       logistics.Code = "returns.return.exists"
	ReturnUnknown      logistics.Code = "returns.return.unknown"
	ReturnNotAllowed   logistics.Code = "returns.return.not_allowed"
	ReturnOnHold       logistics.Code = "returns.return.on_hold"
	ReturnUnsettled    logistics.Code = "returns.return.unsettled"
	ReturnFull         logistics.Code = "returns.return.full"
	GoodsHere          logistics.Code = "returns.return.goods_here"
	NotReturnable      logistics.Code = "returns.units.not_returnable"
	NoneShipped        logistics.Code = "returns.units.none_shipped"
	NotOutstanding     logistics.Code = "returns.units.not_outstanding"
	NotUndecided       logistics.Code = "returns.units.not_undecided"
	RejectedFinally    logistics.Code = "returns.units.rejected_finally"
	NotHere            logistics.Code = "returns.units.not_here"
	NotAccepted        logistics.Code = "returns.units.not_accepted"
	NotFree            logistics.Code = "returns.units.not_free"
	NothingLeft        logistics.Code = "returns.units.nothing_left"
	NothingOwed        logistics.Code = "returns.refund.nothing_owed"
	AmountOver         logistics.Code = "returns.refund.amount_over"
	CapturedOver       logistics.Code = "returns.refund.captured_over"
	ShippingBefore     logistics.Code = "returns.refund.shipping_before"
	MethodNotAllowed   logistics.Code = "returns.refund.method_not_allowed"
	TenderUnknown      logistics.Code = "returns.refund.tender_unknown"
	RefundExists       logistics.Code = "returns.refund.exists"
	RefundUnknown      logistics.Code = "returns.refund.unknown"
	RefundNotAllowed   logistics.Code = "returns.refund.not_allowed"
	OutboundExists     logistics.Code = "returns.outbound.exists"
	OutboundUnknown    logistics.Code = "returns.outbound.unknown"
	OutboundNotOpen    logistics.Code = "returns.outbound.not_open"
	ReplacementLacking logistics.Code = "returns.outbound.replacement_lacking"
	ClockNotRunning    logistics.Code = "returns.clock.not_running"
	ClockNotLater      logistics.Code = "returns.clock.not_later"
	ClockNotPassed     logistics.Code = "returns.clock.not_passed"
)

// The reasons of eligibility.
const (
	OrderIncomplete      logistics.Code = "returns.order.incomplete"
	ProductFinal         logistics.Code = "returns.line.final"
	SupportOver          logistics.Code = "returns.line.support_over"
	AuthorisationMissing logistics.Code = "returns.return.authorisation_missing"
	RefundedBefore       logistics.Code = "returns.line.refunded_before"
	NotShipped           logistics.Code = "returns.line.not_shipped"
	NotDelivered         logistics.Code = "returns.line.not_delivered"
	WindowOver           logistics.Code = "returns.window.over"
	TooManyReturns       logistics.Code = "returns.review.too_many_returns"
	TooHighValue         logistics.Code = "returns.review.too_high_value"
)

// What would have to change for a finding not to be one.
const (
	ChangeComplete  logistics.Code = "returns.change.complete_order"
	ChangeAuthorise logistics.Code = "returns.change.ask_first"
	ChangeShip      logistics.Code = "returns.change.ship"
	ChangeDeliver   logistics.Code = "returns.change.deliver"
	ChangeStaff     logistics.Code = "returns.change.staff"
	ChangeNothing   logistics.Code = "returns.change.nothing"
)

// The reasons for the stage of a return: what is open in it, or how it ended.
const (
	AwaitingApproval   logistics.Code = "returns.stage.awaiting_approval"
	AwaitingReview     logistics.Code = "returns.stage.awaiting_review"
	AwaitingGoods      logistics.Code = "returns.stage.awaiting_goods"
	UnderWay           logistics.Code = "returns.stage.under_way"
	MissingUnits       logistics.Code = "returns.stage.missing_units"
	AwaitingDecision   logistics.Code = "returns.stage.awaiting_decision"
	UnitsInReview      logistics.Code = "returns.stage.units_in_review"
	AwaitingRefund     logistics.Code = "returns.stage.awaiting_refund"
	AwaitingBalance    logistics.Code = "returns.stage.awaiting_balance"
	AwaitingPayment    logistics.Code = "returns.stage.awaiting_payment"
	AwaitingDelivery   logistics.Code = "returns.stage.awaiting_delivery"
	NothingOpen        logistics.Code = "returns.stage.nothing_open"
	TurnedDown         logistics.Code = "returns.stage.declined"
	CalledOff          logistics.Code = "returns.stage.cancelled"
	DeadlinePassed     logistics.Code = "returns.stage.expired"
	Finished           logistics.Code = "returns.stage.closed"
	UnexpectedArrivals logistics.Code = "returns.stage.unexpected_arrivals"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: CaseNotOpen, Text: "the case has not been opened"},
		{Code: CaseAlreadyOpen, Text: "the case of order {order} is open already"},
		{
			Code: VersionConflict,
			Text: "the case is at version {version}, not at {expected}: decide again on what is there now",
		},
		{Code: CommandReused, Text: "{command} was decided before with other content"},
		{Code: NotPermitted, Text: "{actor} may not {action}"},
		{Code: LineUnknown, Text: "line {line} was not sold with this order"},
		{Code: LineNotInReturn, Text: "line {line} is not part of return {return}"},
		{Code: ReturnExists, Text: "return {return} exists already"},
		{Code: ReturnUnknown, Text: "there is no return {return}"},
		{Code: ReturnNotAllowed, Text: "return {return} is {state}: {command} is not possible"},
		{Code: ReturnOnHold, Text: "return {return} waits for a person"},
		{Code: ReturnUnsettled, Text: "return {return} is {stage}"},
		{Code: ReturnFull, Text: "return {return} would have {count} {entries}; it can have {most}"},
		{Code: GoodsHere, Text: "{units} units of return {return} have come, are settled or were replaced"},
		{Code: NotReturnable, Text: "{asked} units of line {line} asked for, {left} of {shipped} are left to return"},
		{Code: NoneShipped, Text: "no unit of line {line} was shipped"},
		{Code: NotOutstanding, Text: "{asked} units of line {line}, {open} are outstanding"},
		{Code: NotUndecided, Text: "{asked} units of line {line} to decide, {open} are open"},
		{Code: RejectedFinally, Text: "{rejected} units of line {line} were rejected, which is final; {open} are open"},
		{Code: NotHere, Text: "{asked} units of line {line}, {open} are here for it"},
		{
			Code: NotAccepted,
			Text: "{asked} units of line {line} to refund, {open} are accepted and neither refunded nor replaced",
		},
		{Code: NotFree, Text: "{asked} units of line {line} to send, {open} are not promised otherwise"},
		{Code: NothingLeft, Text: "nothing would be left in return {return}"},
		{Code: NothingOwed, Text: "nothing is owed for return {return}"},
		{Code: AmountOver, Text: "{amount} is more than the {owed} that are owed"},
		{Code: CapturedOver, Text: "{amount} is more than the {left} that are left of what was paid"},
		{Code: ShippingBefore, Text: "the way out was refunded before, or nothing was paid for it"},
		{Code: MethodNotAllowed, Text: "{method} is not allowed any more, {allowed} is"},
		{Code: TenderUnknown, Text: "the order was not paid with {tender}"},
		{Code: RefundExists, Text: "refund {refund} exists already"},
		{Code: RefundUnknown, Text: "there is no refund {refund}"},
		{Code: RefundNotAllowed, Text: "refund {refund} is {state}: {command} is not possible"},
		{Code: OutboundExists, Text: "outbound {outbound} exists already"},
		{Code: OutboundUnknown, Text: "there is no outbound {outbound}"},
		{Code: OutboundNotOpen, Text: "{asked} units of outbound {outbound}, {open} are open"},
		{Code: ReplacementLacking, Text: "{asked} units to replace, {available} are there"},
		{Code: ClockNotRunning, Text: "return {return} has no deadline {clock}"},
		{Code: ClockNotLater, Text: "{until} is not later than {due}, where {clock} stands now"},
		{Code: ClockNotPassed, Text: "no deadline of return {return} has passed before its goods came"},
		{Code: OrderIncomplete, Text: "the order is not complete"},
		{Code: ProductFinal, Text: "line {line} was sold without the right to return it"},
		{Code: SupportOver, Text: "line {line} is not taken back since {ended}"},
		{Code: AuthorisationMissing, Text: "line {line} has to be asked for before it is sent"},
		{Code: RefundedBefore, Text: "line {line} was refunded before"},
		{Code: NotShipped, Text: "line {line} was not shipped"},
		{Code: NotDelivered, Text: "line {line} is not known to be delivered"},
		{Code: WindowOver, Text: "the {window} of line {line} ended at {ended}, and it was asked for at {asked}"},
		{Code: TooManyReturns, Text: "{returns} returns are more than {limit}"},
		{Code: TooHighValue, Text: "units of line {line} for {value} are above {limit}"},
		{Code: ChangeComplete, Text: "the order would have to be complete"},
		{Code: ChangeAuthorise, Text: "the return would have to be asked for first"},
		{Code: ChangeShip, Text: "the line would have to be shipped"},
		{Code: ChangeDeliver, Text: "the delivery would have to be known, or staff allow it"},
		{Code: ChangeStaff, Text: "staff would have to allow it"},
		{Code: ChangeNothing, Text: "nothing would change it"},
		{Code: AwaitingApproval, Text: "{units} units of line {line} wait for approval"},
		{Code: AwaitingReview, Text: "the request waits for a person"},
		{Code: AwaitingGoods, Text: "{units} units of line {line} have not come"},
		{Code: UnderWay, Text: "{units} units of line {line} are on their way"},
		{Code: MissingUnits, Text: "{units} units of line {line} were announced and not in the parcel"},
		{Code: AwaitingDecision, Text: "{units} units of line {line} wait for a decision"},
		{Code: UnitsInReview, Text: "{units} of them wait for a person"},
		{Code: AwaitingRefund, Text: "{units} accepted units of line {line} wait for a refund or a replacement"},
		{Code: AwaitingBalance, Text: "{amount} are owed of units that were counted"},
		{Code: AwaitingPayment, Text: "refund {refund} of {amount} is not confirmed"},
		{Code: AwaitingDelivery, Text: "{units} units of outbound {outbound} are not delivered"},
		{Code: NothingOpen, Text: "nothing is open"},
		{Code: TurnedDown, Text: "it was declined"},
		{Code: CalledOff, Text: "it was cancelled"},
		{Code: DeadlinePassed, Text: "its deadline passed"},
		{Code: Finished, Text: "it is closed"},
		{Code: UnexpectedArrivals, Text: "{units} units came that are not part of it"},
	}
}
