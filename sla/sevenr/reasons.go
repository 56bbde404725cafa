package sevenr

import (
	"cmp"
	"slices"
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
	stillOpen
	billingOpen
	quantityUnknown
	billedLate
	credited
	closeUnknown
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
	StillOpen     logistics.Code = "sevenr.right.still_open"
	// What came after the promise was closed; it belongs to no verdict.
	AfterClose logistics.Code = "sevenr.line.after_close"
	// So does a cancellation after it.
	CancelledLate logistics.Code = "sevenr.line.cancelled_late"

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
	CostCredited      logistics.Code = "sevenr.cost.credited"
	CostBilledLate    logistics.Code = "sevenr.cost.billed_late"
	CostCloseUnknown  logistics.Code = "sevenr.cost.close_unknown"
	CostUnknown       logistics.Code = "sevenr.cost.unknown"
	CostNotFinal      logistics.Code = "sevenr.cost.not_final"
	CostNothingToHold logistics.Code = "sevenr.cost.quantity_unknown"
	CostOutOfRange    logistics.Code = "sevenr.cost.out_of_range"
	CostOtherCurrency logistics.Code = "sevenr.cost.currency_differs"

	TimeEarly     logistics.Code = "sevenr.time.early"
	TimeLate      logistics.Code = "sevenr.time.late"
	TimeOverdue   logistics.Code = "sevenr.time.overdue"
	TimeUncertain logistics.Code = "sevenr.time.uncertain"
)

// Reasons is the catalogue of this package. What its words are called is in [logistics.Formats].
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

// Reasons gives every reason, in the order of the rights. Rights that are not judged for one and the same cause share
// a reason, so a cancelled line has one.
func (r Result) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, 7)
	for i, right := range logistics.AllRights() {
		f := r.findings[i]
		switch {
		case f.cause == none:
		case !f.cause.shared():
			reasons = append(reasons, r.reason(right, f))
		case !slices.Contains(r.findings[:i], f):
			reasons = append(reasons, r.shared(f))
		}
	}
	if !r.calledOff.IsZero() {
		reasons = append(
			reasons, logistics.Reason{Code: CancelledLate, Path: "/cancelled_at", Params: []logistics.Param{
				logistics.InstantParam("cancelled", r.calledOff), logistics.InstantParam("closed", r.closed),
			}},
		)
	}
	if r.after > 0 {
		params := []logistics.Param{logistics.CountParam("deliveries", int64(r.after))}
		if !r.closed.IsZero() {
			params = append(params, logistics.InstantParam("closed", r.closed))
		}
		params = append(
			params, logistics.CodeParam("when", map[bool]string{true: "unknown", false: "known"}[r.closed.IsZero()]),
		)
		if !r.surplus.IsZero() {
			params = append(params, r.surplus.Param("surplus"))
		}
		reasons = append(reasons, logistics.Reason{Code: AfterClose, Path: "/deliveries", Params: params})
	}
	for _, p := range r.papers {
		if p.cause != none {
			reasons = append(reasons, p.reason())
		}
	}
	return reasons
}

// shared reports whether a cause says nothing of the right it befalls.
func (c cause) shared() bool {
	switch c {
	case lineCancelled, rightWaived, notDue, nothingDelivered, notPromised, notRecorded, stillOpen:
		return true
	}
	return false
}

// shared is one reason for all the rights that have a finding.
func (r Result) shared(f finding) logistics.Reason {
	path := ""
	var rights []string
	for i, right := range logistics.AllRights() {
		if r.findings[i] == f {
			rights = append(rights, "right_"+right.String())
		}
	}
	params := []logistics.Param{
		logistics.CodesParam("rights", rights...), logistics.CountParam("count", int64(len(rights))),
	}
	if f.delivery > 0 {
		path = "/deliveries/" + strconv.Itoa(int(f.delivery)-1)
		params = append(params, logistics.CountParam("delivery", int64(f.delivery)))
	}
	return logistics.Reason{Code: codeOf(0, f.cause), Path: path, Params: params}
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
	case uncertain, overdue, quantityUnknown, closeUnknown:
		return nil
	case billingOpen, billedLate:
		return []logistics.Param{logistics.InstantParam("until", r.billingUntil)}
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
		if why == costUnknown {
			return []logistics.Param{logistics.CodeParam("why", cmp.Or(r.unknownCost, logistics.CostNotCaptured))}
		}
		payable := r.payable
		if payable.IsZero() {
			payable = r.agreed
		}
		return []logistics.Param{
			r.agreed.Param("promised"), payable.Param("payable"), r.charged.Param("charged"),
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
	case stillOpen:
		return StillOpen
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
	case credited:
		return CostCredited
	case closeUnknown:
		return CostCloseUnknown
	case billedLate:
		return CostBilledLate
	case billingOpen:
		return CostNotFinal
	case quantityUnknown:
		return CostNothingToHold
	case outOfRange:
		return CostOutOfRange
	case currencyDiffers:
		return CostOtherCurrency
	default:
		return CostOver
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
