package sevenr

import "github.com/logicrm/logistics"

var reasonTerms = []logistics.Term{
	{Key: "line", Name: "Line", Meaning: "A line of an order."},
	{
		Key: "advance_ship_notice", Name: "advance ship notice",
		Meaning: "The message that says what is on its way before it comes.",
	},
	{
		Key: "proof_of_delivery", Name: "proof of delivery",
		Meaning: "The record of what was handed over, to whom and when.",
	},
	{Key: "packing_list", Name: "packing list", Meaning: "The list of what is in a shipment."},
}

const unjudged = "{rights} cannot be judged: "

var reasonTexts = []logistics.ReasonText{
	{
		Code: LineCancelled,
		Text: "{count, plural, =7 {The line is} one {{rights} is} other {{rights} are}} not judged: the customer " +
			"cancelled {count, plural, =7 {it} other {the line}}.",
	},
	{
		Code: RightWaived,
		Text: "{rights} {count, plural, one {is} other {are}} not judged: the agreement waives " +
			"{count, plural, one {it} other {them}}.",
	},
	{
		Code: NotDue,
		Text: "{count, plural, =7 {The line is} one {{rights} is} other {{rights} are}} not judged yet: the promise " +
			"is still open.",
	},
	{Code: NothingCame, Text: unjudged + "nothing was delivered."},
	{Code: NotPromised, Text: unjudged + "nothing was agreed about {count, plural, one {it} other {them}}."},
	{
		Code: NotRecorded,
		Text: unjudged + "delivery {delivery} has no record of {count, plural, one {it} other {them}}.",
	},
	{
		Code: StillOpen,
		Text: unjudged + "not all of the line has come, and when the promise is over is not known.",
	},
	{
		Code: AfterClose,
		Text: "{deliveries, plural, one {# delivery} other {# deliveries}} came after the promise was closed" +
			"{when, select, known { on {closed}} other {}}; that changes no verdict.",
	},
	{
		Code: CancelledLate,
		Text: "The customer cancelled on {cancelled}, after the promise was closed on {closed}; that changes no " +
			"verdict.",
	},
	{Code: ProductDiffers, Text: "Delivery {delivery} contained {delivered} instead of {promised}."},
	{Code: ConditionNotAccepted, Text: "Delivery {delivery} arrived {condition}."},
	{
		Code: TemperatureExcursion,
		Text: "Delivery {delivery} was outside the agreed temperature by {degree_minutes} °C·min in total.",
	},
	{Code: RecipientDiffers, Text: "Delivery {delivery} went to {delivered} instead of {promised}."},
	{Code: PlaceDiffers, Text: "Delivery {delivery} went to {delivered} instead of {promised}."},
	{
		Code: QuantityShort,
		Text: "{delivered, plural, =0 {None} other {Only {delivered}}} of {promised} delivered in time.",
	},
	{Code: QuantityOver, Text: "{delivered} delivered, more than the {promised} ordered."},
	{
		Code: QuantityOtherUnit,
		Text: "Delivery {delivery} was counted in another unit than the {promised} ordered, so the two cannot be " +
			"compared.",
	},
	{Code: QuantityOutOfRange, Text: "{delivered} and {promised} are too large to be compared."},
	{Code: CostOver, Text: "{charged} billed, more than the {payable} payable."},
	{Code: CostUnder, Text: "Only {charged} of the {payable} payable billed."},
	{
		Code: CostCredited,
		Text: "More was credited than billed, {charged} in all, where {payable} was payable.",
	},
	{
		Code: CostBilledLate,
		Text: "Right cost cannot be judged: nothing was billed for delivery {delivery} by {until}, and later bills " +
			"do not count.",
	},
	{
		Code: CostCloseUnknown,
		Text: "Right cost cannot be judged: when the line came is not recorded, so until when bills are waited for " +
			"is " +
			"not known.",
	},
	{Code: CostUnknown, Text: "The cost of delivery {delivery} is not known: it is {why}."},
	{
		Code: CostNotFinal,
		Text: "Right cost is not judged yet: bills and credit notes are waited for until {until}.",
	},
	{
		Code: CostNothingToHold,
		Text: "Right cost cannot be judged: how much was delivered, and so is payable, is not known.",
	},
	{Code: CostOutOfRange, Text: "{charged} and {promised} have too many digits to be compared."},
	{Code: CostOtherCurrency, Text: "The bill is in another currency than the {promised} agreed."},
	{Code: TimeEarly, Text: "Delivery {delivery} was {off} early."},
	{Code: TimeLate, Text: "Delivery {delivery} was {off} late."},
	{Code: TimeOverdue, Text: "Nothing was delivered by the end of the promised window."},
	{
		Code: TimeUncertain,
		Text: "The times recorded for delivery {delivery} and its promise are not precise enough to tell whether it " +
			"was in the promised window.",
	},
	{Code: DocumentMissing, Text: "The {document} for delivery {delivery} was due by {due} and is missing."},
	{Code: DocumentLate, Text: "The {document} for delivery {delivery} was {off} late: it was due by {due}."},
	{
		Code: DocumentDiffers,
		Text: "The {document} for delivery {delivery} says {said}, but {delivered} came.",
	},
	{
		Code: DocumentNotDue,
		Text: "The {document} for delivery {delivery} is not judged yet: it is due by {due}.",
	},
	{
		Code: DocumentOpen,
		Text: "The {document} {delivery, plural, =0 {} other {for delivery {delivery} }}is not judged yet: not all " +
			"of " +
			"the line has come.",
	},
	{
		Code: DocumentSilent,
		Text: "The {document} for delivery {delivery} cannot be judged: how much it announces or how much came " +
			"is not recorded, or in another unit.",
	},
	{
		Code: DocumentUncertain,
		Text: "The {document} for delivery {delivery} cannot be judged: when it was received is not recorded " +
			"precisely " +
			"enough to tell whether that was by {due}.",
	},
	{
		Code: DocumentUnknown,
		Text: "The {document} {delivery, plural, =0 {} other {for delivery {delivery} }}cannot be judged: " +
			"{why, select, nothing_delivered {nothing was delivered} " +
			"not_recorded {when the delivery came is not recorded} " +
			"other {whether more can come is not known}}.",
	},
}
