package returns

import "github.com/logicrm/logistics"

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

// Parts of sentences that count.
const (
	unitsAre = "{units, plural, one {# unit of line {line} is} other {# units of line {line} are}} "
	unitsDo  = "{units, plural, one {# unit of line {line} has} other {# units of line {line} have}} "
	asked    = "{asked, plural, one {# unit} other {# units}} requested; "
	onlyAre  = "{open, plural, =0 {none are} one {only # is} other {only # are}} "
	onlyOf   = "{open, plural, =0 {no unit} one {only # unit} other {only # units}} of line {line} can still be "
	soCannot = ", so you cannot {command}"
)

var reasonTexts = []logistics.ReasonText{
	{Code: CaseNotOpen, Text: "The case has not been opened yet."},
	{Code: CaseAlreadyOpen, Text: "The case of order {order} has already been opened."},
	{
		Code: VersionConflict,
		Text: "The case has changed in the meantime: it is at version {version}, and this was decided for version " +
			"{expected}.",
	},
	{Code: CommandReused, Text: "Command {command} was already used with different content."},
	{Code: NotPermitted, Text: "{actor} is not allowed to {action}."},
	{Code: LineUnknown, Text: "Order line {line} does not exist."},
	{Code: LineNotInReturn, Text: "Line {line} is not part of return {return}."},
	{Code: ReturnExists, Text: "Return {return} already exists."},
	{Code: ReturnUnknown, Text: "Return {return} does not exist."},
	{
		Code: ReturnNotAllowed,
		Text: "Return {return} {state, select, " +
			"requested {is still waiting for approval" + soCannot + "} " +
			"approved {is {command, select, approve {already approved} other {approved" + soCannot + "}}} " +
			"declined {was {command, select, decline {already declined} other {declined" + soCannot + "}}} " +
			"cancelled {was {command, select, cancel {already cancelled} other {cancelled" + soCannot + "}}} " +
			"expired {has {command, select, expire {already expired} other {expired" + soCannot + "}}} " +
			"closed {is {command, select, close {already closed} other {closed" + soCannot + "}}} " +
			"other {is {state}" + soCannot + "}}.",
	},
	{Code: ReturnOnHold, Text: "Return {return} needs to be reviewed by a member of staff first."},
	{Code: ReturnUnsettled, Text: "Return {return} cannot be closed yet: it is {stage}."},
	{Code: ReturnFull, Text: "Return {return} would have {count} {entries}; the limit is {most}."},
	{
		Code: GoodsHere,
		Text: "{units, plural, one {# unit} other {# units}} of return {return} " +
			"{units, plural, one {has} other {have}} already been received, settled or replaced.",
	},
	{
		Code: NotReturnable,
		Text: asked + "{left, plural, =0 {no unit} one {only # unit} other {only # units}} of line {line} can still " +
			"be returned.",
	},
	{Code: NoneShipped, Text: "No units of line {line} have been shipped."},
	{Code: NotOutstanding, Text: asked + onlyOf + "returned."},
	{
		Code: NotUndecided,
		Text: asked + "{open, plural, =0 {no unit of line {line} still awaits} one {only # unit of line {line} still " +
			"awaits} other {only # units of line {line} still await}} a decision.",
	},
	{
		Code: RejectedFinally,
		Text: "{rejected, plural, one {# unit} other {# units}} of line {line} " +
			"{rejected, plural, one {was} other {were}} rejected, which is final; {open, plural, =0 {none still " +
			"await} one {only # still awaits} other {only # still await}} a decision.",
	},
	{
		Code: NotHere,
		Text: asked + "{open, plural, =0 {no unit of line {line} has arrived and is} one {only # unit of line {line} " +
			"has arrived and is} other {only # units of line {line} have arrived and are}} available.",
	},
	{
		Code: NotAccepted,
		Text: asked + "line {line} has {open, plural, =0 {no accepted unit} one {only # accepted unit} " +
			"other {only # accepted units}} still to be refunded or replaced.",
	},
	{Code: NotFree, Text: asked + onlyOf + "sent."},
	{Code: NothingLeft, Text: "Nothing would be left in return {return}."},
	{Code: NothingOwed, Text: "No refund is due for return {return}."},
	{Code: AmountOver, Text: "{amount} is more than the {owed} that is still owed."},
	{Code: CapturedOver, Text: "{amount} is more than the {left} of the payment not yet refunded."},
	{Code: ShippingBefore, Text: "Outbound shipping has already been refunded, or nothing was paid for it."},
	{Code: MethodNotAllowed, Text: "A refund to {method} is not possible; only {allowed} is."},
	{Code: TenderUnknown, Text: "The order was not paid with {tender}."},
	{Code: RefundExists, Text: "Refund {refund} already exists."},
	{Code: RefundUnknown, Text: "Refund {refund} does not exist."},
	{
		Code: RefundNotAllowed,
		Text: "Refund {refund} is {state, select, " +
			"confirmed {{command, select, confirm_refund {already confirmed} other {confirmed" + soCannot + "}}} " +
			"voided {{command, select, void_refund {already voided} other {voided" + soCannot + "}}} " +
			"failed {{command, select, fail_refund {already marked as failed} " +
			"other {marked as failed" + soCannot + "}}} " +
			"other {{state}" + soCannot + "}}.",
	},
	{Code: OutboundExists, Text: "Delivery {outbound} to the customer already exists."},
	{Code: OutboundUnknown, Text: "Delivery {outbound} to the customer does not exist."},
	{Code: OutboundNotOpen, Text: asked + onlyAre + "still to be delivered with delivery {outbound}."},
	{
		Code: ReplacementLacking,
		Text: asked + "{available, plural, =0 {no replacement is} one {only # replacement is} " +
			"other {only # replacements are}} in stock.",
	},
	{Code: ClockNotRunning, Text: "Return {return} currently has no {clock}."},
	{Code: ClockNotLater, Text: "{until} is not later than the current {clock}, {due}."},
	{Code: ClockNotPassed, Text: "No deadline of return {return} has passed yet."},

	{Code: OrderIncomplete, Text: "The order is not complete yet."},
	{Code: ProductFinal, Text: "Line {line} was sold without a right of return."},
	{Code: SupportOver, Text: "Line {line} could be returned until {ended}."},
	{Code: AuthorisationMissing, Text: "Line {line} needs a return authorisation before it is sent back."},
	{Code: RefundedBefore, Text: "Line {line} has already been refunded."},
	{Code: NotShipped, Text: "Line {line} has not been shipped."},
	{Code: NotDelivered, Text: "There is no proof yet that line {line} was delivered."},
	{Code: WindowOver, Text: "Line {line} could be returned until {until}; the return was requested on {asked}."},
	{
		Code: TooManyReturns,
		Text: "The customer has made {returns, plural, one {# return} other {# returns}}; " +
			"with more than {limit}, a member of staff reviews the request.",
	},
	{
		Code: TooHighValue,
		Text: "The units of line {line} are worth {value}; above {limit}, a member of staff reviews the request.",
	},

	{Code: ChangeComplete, Text: "A return can be requested once the order is complete."},
	{Code: ChangeAuthorise, Text: "Please ask for a return authorisation first."},
	{Code: ChangeShip, Text: "A return can be requested once the line has been shipped."},
	{
		Code: ChangeDeliver,
		Text: "A return can be requested once delivery is confirmed, or when a member of staff allows it.",
	},
	{Code: ChangeStaff, Text: "A member of staff can allow it."},
	{Code: ChangeNothing, Text: "Nothing can change this."},

	{Code: AwaitingApproval, Text: unitsAre + "waiting for approval."},
	{Code: AwaitingReview, Text: "The request is waiting for review by a member of staff."},
	{Code: AwaitingGoods, Text: unitsDo + "not arrived yet."},
	{Code: UnderWay, Text: unitsAre + "on the way back."},
	{
		Code: MissingUnits,
		Text: "{units, plural, one {# unit of line {line} was announced but was} " +
			"other {# units of line {line} were announced but were}} not in the parcel.",
	},
	{Code: AwaitingDecision, Text: unitsAre + "waiting for a decision."},
	{Code: UnitsInReview, Text: unitsAre + "waiting for review by a member of staff."},
	{
		Code: AwaitingRefund,
		Text: "{units, plural, one {# accepted unit of line {line} is} other {# accepted units of line {line} are}} " +
			"waiting for a refund or a replacement.",
	},
	{Code: AwaitingBalance, Text: "{amount} is still owed for accepted units."},
	{Code: AwaitingPayment, Text: "Refund {refund} of {amount} has not been confirmed yet."},
	{
		Code: AwaitingDelivery,
		Text: "{units, plural, one {# unit} other {# units}} of delivery {outbound} to the customer " +
			"{units, plural, one {has} other {have}} not been delivered yet.",
	},
	{Code: NothingOpen, Text: "Nothing is open: the return can be closed."},
	{Code: TurnedDown, Text: "The return was declined."},
	{Code: CalledOff, Text: "The return was cancelled."},
	{Code: DeadlinePassed, Text: "The return has expired: its deadline passed."},
	{Code: Finished, Text: "The return is closed."},
	{
		Code: UnexpectedArrivals,
		Text: "{units, plural, one {# unit} other {# units}} arrived that {units, plural, one {is} other {are}} " +
			"not part of this return.",
	},
}

var reasonTerms = []logistics.Term{
	{Key: "requested", Name: "requested", Meaning: "The customer has asked for the return; nobody has answered."},
	{Key: "approved", Name: "approved", Meaning: "The customer may send the goods."},
	{Key: "declined", Name: "declined", Meaning: "The request was turned down."},
	{Key: "cancelled", Name: "cancelled", Meaning: "The return was called off before its goods arrived."},
	{Key: "expired", Name: "expired", Meaning: "A deadline passed before the goods arrived."},
	{Key: "closed", Name: "closed", Meaning: "Everything about the return is done."},

	{Key: "awaiting_approval", Name: "waiting for approval", Meaning: "Somebody has to approve the request."},
	{Key: "awaiting_goods", Name: "waiting for the goods", Meaning: "The customer has to send the goods."},
	{Key: "in_transit", Name: "on its way", Meaning: "The goods are on their way back."},
	{Key: "partly_received", Name: "partly received", Meaning: "Some of the goods have arrived."},
	{Key: "received", Name: "received", Meaning: "All goods have arrived; none has been looked at."},
	{Key: "inspecting", Name: "being inspected", Meaning: "The goods are being looked at and decided on."},
	{
		Key: "awaiting_settlement", Name: "waiting for a refund or a replacement",
		Meaning: "All units are decided on; money or goods are still owed to the customer.",
	},
	{Key: "settled", Name: "settled", Meaning: "Nothing is owed any more."},

	{Key: "authorised", Name: "waiting for confirmation", Meaning: "The payment was ordered and not confirmed."},
	{Key: "confirmed", Name: "confirmed", Meaning: "The customer has the money."},
	{Key: "failed", Name: "marked as failed", Meaning: "The payment did not go through."},
	{Key: "voided", Name: "voided", Meaning: "The payment was taken back before it was made."},

	{Key: "open", Name: "open the case", Meaning: "Begin a case for an order that may have returns."},
	{Key: "request", Name: "request a return", Meaning: "Ask to send goods back."},
	{Key: "approve", Name: "approve the return", Meaning: "Allow the customer to send the goods."},
	{Key: "decline", Name: "decline the return", Meaning: "Turn the request down."},
	{Key: "cancel", Name: "cancel the return", Meaning: "Call the return off before its goods arrive."},
	{Key: "expire", Name: "let the return expire", Meaning: "End a return whose deadline has passed."},
	{Key: "extend", Name: "extend a deadline", Meaning: "Give more time."},
	{Key: "dispatch", Name: "report the goods as sent", Meaning: "Say that the goods are on their way back."},
	{Key: "receive", Name: "receive goods", Meaning: "Count what arrived."},
	{
		Key: "report_missing", Name: "report units as missing",
		Meaning: "Say that announced units were not in the parcel.",
	},
	{
		Key: "settle_unreceived", Name: "settle units that did not arrive",
		Meaning: "Decide what becomes of units that never arrived.",
	},
	{Key: "inspect", Name: "inspect goods", Meaning: "Note the condition of what arrived."},
	{Key: "decide_units", Name: "decide on units", Meaning: "Accept, reject or review what was inspected."},
	{Key: "authorise_refund", Name: "order a refund", Meaning: "Order that money goes back."},
	{Key: "confirm_refund", Name: "confirm the refund", Meaning: "Say that the money went back."},
	{Key: "fail_refund", Name: "mark the refund as failed", Meaning: "Say that the money did not go back."},
	{Key: "void_refund", Name: "void the refund", Meaning: "Take the order to pay back."},
	{Key: "plan_outbound", Name: "plan a delivery to the customer", Meaning: "Send a replacement, or the goods back."},
	{
		Key: "deliver_outbound", Name: "confirm a delivery to the customer",
		Meaning: "Say that the customer has a replacement, or the goods back.",
	},
	{Key: "dispose", Name: "dispose of units", Meaning: "Say which way accepted units went."},
	{Key: "split", Name: "split the return", Meaning: "Make two returns of one."},
	{Key: "close", Name: "close the return", Meaning: "End a return of which nothing is open."},
	{Key: "reopen", Name: "reopen the return", Meaning: "Take a closed return up again."},
	{Key: "tick", Name: "apply deadlines", Meaning: "Let pass what the clock says has passed."},
	{Key: "review", Name: "approve a return that needs review", Meaning: "Answer a request that staff have to review."},
	{Key: "override", Name: "allow an exception", Meaning: "Pass over the return window and the limits for review."},

	{Key: "approve_by", Name: "deadline for approval", Meaning: "The request has to be answered by then."},
	{Key: "ship_by", Name: "deadline for sending the goods", Meaning: "The customer has to send the goods by then."},
	{Key: "inspect_by", Name: "deadline for inspection", Meaning: "The goods have to be inspected by then."},
	{Key: "refund_by", Name: "deadline for the refund", Meaning: "The money has to go back by then."},
	{
		Key: "hold_until", Name: "deadline for goods replaced in advance",
		Meaning: "The goods have to arrive by then, or the replacement is charged.",
	},

	{Key: "original_payment", Name: "the original payment method", Meaning: "Money goes back to where it came from."},
	{Key: "store_credit", Name: "store credit", Meaning: "The customer gets a balance with the seller."},
}
