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
