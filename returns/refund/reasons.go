package refund

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons. The first group are the codes of fees; the second are what else moves a refund, and what
// refuses one.
const (
	RestockingKept logistics.Code = "refund.fee.restocking"
	ConditionKept  logistics.Code = "refund.fee.condition"
	LateKept       logistics.Code = "refund.fee.late"
	FreightKept    logistics.Code = "refund.fee.return_freight"

	FeeWaived         logistics.Code = "refund.fee.waived"
	FeesForgone       logistics.Code = "refund.fee.forgone"
	RefundedAhead     logistics.Code = "refund.units.ahead"
	DiscountClawed    logistics.Code = "refund.discount.clawed_back"
	DiscountGivenBack logistics.Code = "refund.discount.given_back"
	ShippingRefunded  logistics.Code = "refund.shipping.given_back"
	AmountExceeds     logistics.Code = "refund.amount.exceeds_available"
	MethodNotAllowed  logistics.Code = "refund.method.not_allowed"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

var reasonTexts = []logistics.ReasonText{
	{Code: RestockingKept, Text: "A restocking fee of {amount} is deducted for line {line} ({rate} of {base})."},
	{
		Code: ConditionKept,
		Text: "{amount} is deducted for line {line}, which came back {condition} ({rate} of {base}).",
	},
	{Code: LateKept, Text: "{amount} is deducted for line {line}, which came back late ({rate} of {base})."},
	{Code: FreightKept, Text: "{amount} is deducted for the return freight."},
	{Code: FeeWaived, Text: "The {fee} is waived (reason for the return: {cause})."},
	{
		Code: FeesForgone,
		Text: "Of {due} in fees only {kept} is deducted, so that the refund does not fall below zero.",
	},
	{
		Code: RefundedAhead,
		Text: "{units, plural, one {# unit of line {line} was} other {# units of line {line} were}} refunded " +
			"before coming back.",
	},
	{
		Code: DiscountClawed,
		Text: "The goods kept have a list value of {list_kept}, below the {minimum} required for the order " +
			"discount: {amount} of the discount is deducted.",
	},
	{Code: DiscountGivenBack, Text: "{amount} of the order discount, deducted earlier, is restored."},
	{Code: ShippingRefunded, Text: "Shipping of {amount} is refunded."},
	{Code: AmountExceeds, Text: "{asked} requested; only {available} can be refunded."},
	{Code: MethodNotAllowed, Text: "A refund to {asked} is not possible; only {allowed} is."},
}

var reasonTerms = []logistics.Term{
	{Key: string(RestockingKept), Name: "restocking fee", Meaning: "For putting the goods back on the shelf."},
	{Key: string(ConditionKept), Name: "fee for the condition", Meaning: "For what the goods have lost in value."},
	{Key: string(LateKept), Name: "fee for lateness", Meaning: "For goods that came back after the deadline."},
	{Key: string(FreightKept), Name: "return freight", Meaning: "For carrying the goods back."},
	{Key: "original_payment", Name: "the original payment method", Meaning: "Money goes back to where it came from."},
	{Key: "store_credit", Name: "store credit", Meaning: "The customer gets a balance with the seller."},
	{Key: "restocking", Name: "restocking fee"},
	{Key: "condition", Name: "fee for the condition"},
	{Key: "late", Name: "fee for lateness"},
	{Key: "return_freight", Name: "return freight"},
}

// Reasons explains every fee and whatever else makes the refund another amount than the gross.
func (r Result) Reasons() []logistics.Reason {
	reasons := []logistics.Reason{}
	give := func(code logistics.Code, path string, params ...logistics.Param) {
		reasons = append(reasons, logistics.Reason{Code: code, Path: path, Params: params})
	}
	fee := func(f Fee, path string, about ...logistics.Param) {
		switch {
		case f.Waived != "":
			give(FeeWaived, path, logistics.CodeParam("fee", f.Code), logistics.CodeParam("cause", f.Waived))
		case f.Rate.IsZero():
			give(f.Code, path, f.Amount.Param("amount"))
		default:
			give(
				f.Code, path,
				append(about, f.Rate.PercentParam("rate"), f.Base.Param("base"), f.Amount.Param("amount"))...,
			)
		}
	}
	due := r.Freight.Amount
	for i, part := range r.Parts {
		path := "/parts/" + strconv.Itoa(i)
		line := part.Line.Param("line")
		if part.Ahead > 0 {
			give(RefundedAhead, path, logistics.CountParam("units", part.Ahead), line)
		}
		for k, f := range part.Fees {
			fee(f, path+"/fees/"+strconv.Itoa(k), line, logistics.CodeParam("condition", part.Condition))
			due, _ = due.Add(f.Amount) // one currency, and bounded by what was paid
		}
	}
	if r.Shipping.Sign() > 0 {
		give(ShippingRefunded, "/shipping", r.Shipping.Param("amount"))
	}
	switch r.ClawBack.Sign() {
	case 1:
		give(
			DiscountClawed, "/claw_back", r.Discount.ListKept.Param("list_kept"), r.Discount.Minimum.Param("minimum"),
			r.ClawBack.Param("amount"),
		)
	case -1:
		give(DiscountGivenBack, "/claw_back", r.ClawBack.Neg().Param("amount"))
	}
	if r.Freight.Code != "" {
		fee(r.Freight, "/return_freight")
	}
	if r.Forgone.Sign() > 0 {
		give(FeesForgone, "/forgone", due.Param("due"), r.Kept.Param("kept"))
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (r Result) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(r.Reasons(), in)
}
