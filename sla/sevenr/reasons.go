package sevenr

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// cause is why a right is not simply met, the same for every right it can befall.
type cause uint8

const (
	none cause = iota
	lineCancelled
	rightWaived
	notDue
	nothingDelivered
	notPromised
	notRecorded
	differs
	notAccepted
	early
	late
	overdue
	uncertain
	short
	over
	unitDiffers
	outOfRange
	costUnknown
	currencyDiffers
	tooWarm
)

// The reasons. Each belongs to one verdict, so the verdict of a line can be recomputed from its
// reasons; a right without a reason is met.
const (
	LineCancelled logistics.Code = "sevenr.line.cancelled"
	RightWaived   logistics.Code = "sevenr.right.waived"
	NotDue        logistics.Code = "sevenr.right.not_due"
	NothingCame   logistics.Code = "sevenr.right.nothing_delivered"
	NotPromised   logistics.Code = "sevenr.right.not_promised"
	NotRecorded   logistics.Code = "sevenr.right.not_recorded"

	ProductDiffers       logistics.Code = "sevenr.product.differs"
	ConditionNotAccepted logistics.Code = "sevenr.condition.not_accepted"
	TemperatureExcursion logistics.Code = "sevenr.condition.temperature"
	RecipientDiffers     logistics.Code = "sevenr.customer.differs"
	PlaceDiffers         logistics.Code = "sevenr.place.differs"

	QuantityShort      logistics.Code = "sevenr.quantity.short"
	QuantityOver       logistics.Code = "sevenr.quantity.over"
	QuantityOtherUnit  logistics.Code = "sevenr.quantity.unit_differs"
	QuantityOutOfRange logistics.Code = "sevenr.quantity.out_of_range"

	CostOver          logistics.Code = "sevenr.cost.over"
	CostUnder         logistics.Code = "sevenr.cost.under"
	CostDiffers       logistics.Code = "sevenr.cost.differs"
	CostUnknown       logistics.Code = "sevenr.cost.unknown"
	CostOutOfRange    logistics.Code = "sevenr.cost.out_of_range"
	CostOtherCurrency logistics.Code = "sevenr.cost.currency_differs"

	TimeEarly     logistics.Code = "sevenr.time.early"
	TimeLate      logistics.Code = "sevenr.time.late"
	TimeOverdue   logistics.Code = "sevenr.time.overdue"
	TimeUncertain logistics.Code = "sevenr.time.uncertain"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: LineCancelled, Text: "right {right} is not judged: the customer cancelled the line"},
		{Code: RightWaived, Text: "right {right} is not judged by this policy"},
		{Code: NotDue, Text: "right {right}: the promise is not due yet"},
		{Code: NothingCame, Text: "right {right} cannot be judged: nothing was delivered"},
		{Code: NotPromised, Text: "right {right} cannot be judged: nothing was promised about it"},
		{Code: NotRecorded, Text: "right {right} cannot be judged: delivery {delivery} did not record it"},
		{Code: ProductDiffers, Text: "delivery {delivery} brought {delivered} in place of {promised}"},
		{Code: ConditionNotAccepted, Text: "delivery {delivery} arrived {condition}"},
		{
			Code: TemperatureExcursion,
			Text: "delivery {delivery} was {degree_minutes} tenths of a degree times minutes outside its temperatures",
		},
		{Code: RecipientDiffers, Text: "delivery {delivery} went to {delivered}, not {promised}"},
		{Code: PlaceDiffers, Text: "delivery {delivery} went to {delivered}, not {promised}"},
		{Code: QuantityShort, Text: "{delivered} delivered of {promised}"},
		{Code: QuantityOver, Text: "{delivered} delivered where {promised} were promised"},
		{Code: QuantityOtherUnit, Text: "delivery {delivery} counts in another unit than the promise of {promised}"},
		{Code: QuantityOutOfRange, Text: "{delivered} and {promised} are too large to compare"},
		{Code: CostOver, Text: "{charged} charged where {promised} was agreed"},
		{Code: CostUnder, Text: "{charged} charged where {promised} was agreed"},
		{Code: CostDiffers, Text: "{charged} charged where {promised} was agreed"},
		{Code: CostUnknown, Text: "the cost of delivery {delivery} is unknown ({why})"},
		{Code: CostOutOfRange, Text: "{charged} and {promised} are too fine to compare"},
		{Code: CostOtherCurrency, Text: "the cost is not in the currency of {promised}"},
		{Code: TimeEarly, Text: "delivery {delivery} was {off} early"},
		{Code: TimeLate, Text: "delivery {delivery} was {off} late"},
		{Code: TimeOverdue, Text: "nothing was delivered by the end of the promise"},
		{
			Code: TimeUncertain,
			Text: "the time of delivery {delivery} is too coarse to say whether it was inside the window",
		},
	}
}

// Reasons gives every reason, in the order of the rights.
func (r Result) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, 7)
	for _, right := range logistics.AllRights() {
		if f := r.findings[right-1]; f.cause != none {
			reasons = append(reasons, r.reason(right, f))
		}
	}
	return reasons
}

func (r Result) reason(right logistics.Right, f finding) logistics.Reason {
	path := ""
	params := []logistics.Param{{Name: "right", Text: right.String()}}
	if f.delivery > 0 {
		path = "/deliveries/" + strconv.Itoa(int(f.delivery)-1)
		params = append(params, logistics.Param{Name: "delivery", Text: strconv.Itoa(int(f.delivery))})
	}
	for _, p := range r.figures(right, f.cause) {
		if p.Text != "" {
			params = append(params, p)
		}
	}
	return logistics.Reason{Code: codeOf(right, f.cause), Path: path, Params: params}
}

// figures are what a clerk needs to redo the comparison.
func (r Result) figures(right logistics.Right, why cause) []logistics.Param {
	switch why {
	case lineCancelled, rightWaived, notDue, nothingDelivered, notPromised, notRecorded, uncertain, overdue:
		return nil
	}
	switch right {
	case logistics.RightProduct:
		return []logistics.Param{
			{Name: "promised", Text: r.wantID[0].String()}, {Name: "delivered", Text: r.gotID[0].String()},
		}
	case logistics.RightCustomer:
		return []logistics.Param{
			{Name: "promised", Text: r.wantID[1].String()}, {Name: "delivered", Text: r.gotID[1].String()},
		}
	case logistics.RightPlace:
		return []logistics.Param{
			{Name: "promised", Text: r.wantID[2].String()}, {Name: "delivered", Text: r.gotID[2].String()},
		}
	case logistics.RightCondition:
		if why == tooWarm {
			return []logistics.Param{{Name: "degree_minutes", Text: strconv.FormatInt(r.degreeMinutes, 10)}}
		}
		return []logistics.Param{{Name: "condition", Text: string(r.condition)}}
	case logistics.RightQuantity:
		return []logistics.Param{
			{Name: "promised", Text: r.promised.String()}, {Name: "delivered", Text: r.delivered.String()},
		}
	case logistics.RightCost:
		why := r.unknownCost
		if why == "" {
			why = logistics.CostNotCaptured
		}
		return []logistics.Param{
			{Name: "promised", Text: r.agreed.String()},
			{Name: "charged", Text: r.charged.String()},
			{Name: "why", Text: string(why)},
		}
	default:
		return []logistics.Param{{Name: "off", Text: logistics.Exactly(r.offFound.Abs()).String()}}
	}
}

func codeOf(right logistics.Right, why cause) logistics.Code {
	switch why {
	case lineCancelled:
		return LineCancelled
	case rightWaived:
		return RightWaived
	case notDue:
		return NotDue
	case nothingDelivered:
		return NothingCame
	case notPromised:
		return NotPromised
	case notRecorded:
		return NotRecorded
	}
	switch right {
	case logistics.RightProduct:
		return ProductDiffers
	case logistics.RightCondition:
		if why == tooWarm {
			return TemperatureExcursion
		}
		return ConditionNotAccepted
	case logistics.RightCustomer:
		return RecipientDiffers
	case logistics.RightPlace:
		return PlaceDiffers
	case logistics.RightQuantity:
		return quantityCode(why)
	case logistics.RightCost:
		return costCode(why)
	default:
		return timeCode(why)
	}
}

func quantityCode(why cause) logistics.Code {
	switch why {
	case short:
		return QuantityShort
	case over:
		return QuantityOver
	case unitDiffers:
		return QuantityOtherUnit
	default:
		return QuantityOutOfRange
	}
}

func costCode(why cause) logistics.Code {
	switch why {
	case over:
		return CostOver
	case short:
		return CostUnder
	case costUnknown:
		return CostUnknown
	case outOfRange:
		return CostOutOfRange
	case currencyDiffers:
		return CostOtherCurrency
	default:
		return CostDiffers
	}
}

func timeCode(why cause) logistics.Code {
	switch why {
	case early:
		return TimeEarly
	case late:
		return TimeLate
	case overdue:
		return TimeOverdue
	default:
		return TimeUncertain
	}
}
