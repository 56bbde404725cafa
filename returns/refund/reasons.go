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
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: RestockingKept, Text: "restocking of line {line}: {rate} of {base} is {amount}"},
		{Code: ConditionKept, Text: "condition {condition} of line {line}: {rate} of {base} is {amount}"},
		{Code: LateKept, Text: "line {line} came late: {rate} of {base} is {amount}"},
		{Code: FreightKept, Text: "the return freight is {amount}"},
		{Code: FeeWaived, Text: "no {fee}, because the cause is {cause}"},
		{Code: FeesForgone, Text: "fees of {due} are held to {kept}, so that the refund is not below zero"},
		{Code: RefundedAhead, Text: "{units} units of line {line} were refunded before they came back"},
		{
			Code: DiscountClawed,
			Text: "what is kept has a list value of {list_kept}, below {minimum}: {amount} of the order discount is " +
				"clawed back",
		},
		{Code: DiscountGivenBack, Text: "{amount} of the order discount, clawed back before, is given back"},
		{Code: ShippingRefunded, Text: "shipping of {amount} is given back"},
		{Code: AmountExceeds, Text: "{asked} asked for, {available} is available"},
		{Code: MethodNotAllowed, Text: "a refund by {asked} is not allowed, but by {allowed}"},
	}
}

func text(name, value string) logistics.Param { return logistics.Param{Name: name, Text: value} }

func number(name string, n int64) logistics.Param { return text(name, strconv.FormatInt(n, 10)) }

func money(name string, m logistics.Money) logistics.Param { return text(name, m.String()) }

// Reasons explains every fee and whatever else makes the refund another amount than the gross.
func (r Result) Reasons() []logistics.Reason {
	reasons := []logistics.Reason{}
	give := func(code logistics.Code, path string, params ...logistics.Param) {
		reasons = append(reasons, logistics.Reason{Code: code, Path: path, Params: params})
	}
	fee := func(f Fee, path string, about ...logistics.Param) {
		switch {
		case f.Waived != "":
			give(FeeWaived, path, text("fee", string(f.Code)), text("cause", f.Waived))
		case f.Rate.IsZero():
			give(f.Code, path, money("amount", f.Amount))
		default:
			give(
				f.Code, path,
				append(about, text("rate", f.Rate.String()), money("base", f.Base), money("amount", f.Amount))...,
			)
		}
	}
	due := r.Freight.Amount
	for i, part := range r.Parts {
		path := "/parts/" + strconv.Itoa(i)
		line := text("line", part.Line.String())
		if part.Ahead > 0 {
			give(RefundedAhead, path, number("units", part.Ahead), line)
		}
		for k, f := range part.Fees {
			fee(f, path+"/fees/"+strconv.Itoa(k), line, text("condition", string(part.Condition)))
			due, _ = due.Add(f.Amount) // one currency, and bounded by what was paid
		}
	}
	if r.Shipping.Sign() > 0 {
		give(ShippingRefunded, "/shipping", money("amount", r.Shipping))
	}
	switch r.ClawBack.Sign() {
	case 1:
		give(
			DiscountClawed, "/claw_back", money("list_kept", r.Discount.ListKept), money("minimum", r.Discount.Minimum),
			money("amount", r.ClawBack),
		)
	case -1:
		give(DiscountGivenBack, "/claw_back", money("amount", r.ClawBack.Neg()))
	}
	if r.Freight.Code != "" {
		fee(r.Freight, "/return_freight")
	}
	if r.Forgone.Sign() > 0 {
		give(FeesForgone, "/forgone", money("due", due), money("kept", r.Kept))
	}
	return reasons
}
