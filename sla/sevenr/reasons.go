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

// Reasons is the catalogue of this package. What its words are called is in [logistics.Formats].
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts) }

const unjudged = "{right} cannot be judged: "

var reasonTexts = []logistics.ReasonText{
	{Code: LineCancelled, Text: "{right} is not judged: the customer cancelled the line."},
	{Code: RightWaived, Text: "{right} is not judged: the agreement waives it."},
	{Code: NotDue, Text: "{right} is not judged yet: the promise is not due."},
	{Code: NothingCame, Text: unjudged + "nothing was delivered."},
	{Code: NotPromised, Text: unjudged + "nothing was agreed about it."},
	{Code: NotRecorded, Text: unjudged + "it was not recorded for delivery {delivery}."},
	{Code: ProductDiffers, Text: "Delivery {delivery} contained {delivered} instead of {promised}."},
	{Code: ConditionNotAccepted, Text: "Delivery {delivery} arrived {condition}."},
	{
		Code: TemperatureExcursion,
		Text: "Delivery {delivery} had a temperature excursion of {degree_minutes} °C·min.",
	},
	{Code: RecipientDiffers, Text: "Delivery {delivery} went to {delivered} instead of {promised}."},
	{Code: PlaceDiffers, Text: "Delivery {delivery} went to {delivered} instead of {promised}."},
	{Code: QuantityShort, Text: "{delivered, plural, =0 {None} other {Only {delivered}}} of {promised} delivered."},
	{Code: QuantityOver, Text: "{delivered} delivered; only {promised} ordered."},
	{
		Code: QuantityOtherUnit,
		Text: "Delivery {delivery} was counted in another unit than the {promised} ordered, so the two cannot be " +
			"compared.",
	},
	{Code: QuantityOutOfRange, Text: "{delivered} and {promised} are too large to be compared."},
	{Code: CostOver, Text: "{charged} charged; {promised} agreed."},
	{Code: CostUnder, Text: "Only {charged} charged; {promised} agreed."},
	{Code: CostDiffers, Text: "{charged} charged; {promised} agreed."},
	{Code: CostUnknown, Text: "The cost of delivery {delivery} is not known: it is {why}."},
	{Code: CostOutOfRange, Text: "{charged} and {promised} have too many digits to be compared."},
	{Code: CostOtherCurrency, Text: "The charge is in another currency than the {promised} agreed."},
	{Code: TimeEarly, Text: "Delivery {delivery} was {off} early."},
	{Code: TimeLate, Text: "Delivery {delivery} was {off} late."},
	{Code: TimeOverdue, Text: "Nothing was delivered by the end of the promised window."},
	{
		Code: TimeUncertain,
		Text: "The time recorded for delivery {delivery} is too coarse to tell whether it was in the promised window.",
	},
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
	params := []logistics.Param{right.Param("right")}
	if f.delivery > 0 {
		path = "/deliveries/" + strconv.Itoa(int(f.delivery)-1)
		params = append(params, logistics.CountParam("delivery", int64(f.delivery)))
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
		return []logistics.Param{r.wantID[0].Param("promised"), r.gotID[0].Param("delivered")}
	case logistics.RightCustomer:
		return []logistics.Param{r.wantID[1].Param("promised"), r.gotID[1].Param("delivered")}
	case logistics.RightPlace:
		return []logistics.Param{r.wantID[2].Param("promised"), r.gotID[2].Param("delivered")}
	case logistics.RightCondition:
		if why == tooWarm {
			tenths, _ := logistics.NewRatio(r.degreeMinutes, 10)
			return []logistics.Param{tenths.Param("degree_minutes")}
		}
		return []logistics.Param{logistics.CodeParam("condition", r.condition)}
	case logistics.RightQuantity:
		return []logistics.Param{r.promised.Param("promised"), r.delivered.Param("delivered")}
	case logistics.RightCost:
		why := r.unknownCost
		if why == "" {
			why = logistics.CostNotCaptured
		}
		return []logistics.Param{
			r.agreed.Param("promised"), r.charged.Param("charged"), logistics.CodeParam("why", why),
		}
	default:
		return []logistics.Param{logistics.ElapsedParam("off", r.offFound.Abs())}
	}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (r Result) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(r.Reasons(), in)
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
