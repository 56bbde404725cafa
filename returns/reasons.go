package returns

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons a command is refused for.
const (
	CaseNotOpen        logistics.Code = "returns.case.not_open"
	CaseAlreadyOpen    logistics.Code = "returns.case.already_open"
	CaseClosed         logistics.Code = "returns.case.closed"
	CaseUnsettled      logistics.Code = "returns.case.unsettled"
	LineUnknown        logistics.Code = "returns.line.unknown"
	NotDelivered       logistics.Code = "returns.line.not_delivered"
	WindowOver         logistics.Code = "returns.window.over"
	ReturnExists       logistics.Code = "returns.return.exists"
	ReturnUnknown      logistics.Code = "returns.return.unknown"
	ReturnNotAllowed   logistics.Code = "returns.return.not_allowed"
	NotReturnable      logistics.Code = "returns.units.not_returnable"
	NotOutstanding     logistics.Code = "returns.units.not_outstanding"
	NothingOutstanding logistics.Code = "returns.units.nothing_outstanding"
	NotReceived        logistics.Code = "returns.units.not_received"
	NotAccepted        logistics.Code = "returns.units.not_accepted"
	RefundExists       logistics.Code = "returns.refund.exists"
	RefundUnknown      logistics.Code = "returns.refund.unknown"
	RefundNotAllowed   logistics.Code = "returns.refund.not_allowed"
)

// The reasons for the stage of a return: what is open in it, or how it ended.
const (
	AwaitingApproval   logistics.Code = "returns.stage.awaiting_approval"
	AwaitingGoods      logistics.Code = "returns.stage.awaiting_goods"
	AwaitingInspection logistics.Code = "returns.stage.awaiting_inspection"
	AwaitingRefund     logistics.Code = "returns.stage.awaiting_refund"
	AwaitingPayment    logistics.Code = "returns.stage.awaiting_payment"
	PaymentFailed      logistics.Code = "returns.stage.payment_failed"
	Settled            logistics.Code = "returns.stage.settled"
	Declined           logistics.Code = "returns.stage.declined"
	CalledOff          logistics.Code = "returns.stage.called_off"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: CaseNotOpen, Text: "the case has not been opened"},
		{Code: CaseAlreadyOpen, Text: "the case of order {order} is open already"},
		{Code: CaseClosed, Text: "the case is closed"},
		{Code: CaseUnsettled, Text: "return {return} is {stage}"},
		{Code: LineUnknown, Text: "line {line} was not sold with this order"},
		{Code: NotDelivered, Text: "line {line} has not been delivered by {today}"},
		{Code: WindowOver, Text: "line {line} was delivered on {delivered}; its {window} ended with {last}, and it is {today}"},
		{Code: ReturnExists, Text: "return {return} exists already"},
		{Code: ReturnUnknown, Text: "there is no return {return}"},
		{Code: ReturnNotAllowed, Text: "return {return} is {state}: {command} is not possible"},
		{Code: NotReturnable, Text: "{asked} units of line {line} asked for, {left} of {sold} are left to return"},
		{Code: NotOutstanding, Text: "{asked} units of line {line} came, {open} were expected"},
		{Code: NothingOutstanding, Text: "nothing of return {return} is outstanding"},
		{Code: NotReceived, Text: "{asked} units of line {line} inspected, {open} are here for it"},
		{Code: NotAccepted, Text: "{asked} {condition} units of line {line} to refund, {open} are accepted and not refunded"},
		{Code: RefundExists, Text: "refund {refund} exists already"},
		{Code: RefundUnknown, Text: "there is no refund {refund}"},
		{Code: RefundNotAllowed, Text: "refund {refund} is {state}: {command} is not possible"},
		{Code: AwaitingApproval, Text: "{units} units of line {line} wait for approval"},
		{Code: AwaitingGoods, Text: "{units} units of line {line} have not come"},
		{Code: AwaitingInspection, Text: "{units} units of line {line} wait for inspection"},
		{Code: AwaitingRefund, Text: "{units} {condition} units of line {line} wait for a refund"},
		{Code: AwaitingPayment, Text: "refund {refund} of {amount} is not confirmed"},
		{Code: PaymentFailed, Text: "refund {refund} of {amount} failed and has to be tried again"},
		{Code: Settled, Text: "nothing is open"},
		{Code: Declined, Text: "it was rejected"},
		{Code: CalledOff, Text: "it was cancelled"},
	}
}

// Stage is how far a return has come; 0 for a return the case does not have.
func (c Case) Stage(id logistics.ID) Stage {
	i := c.find(id)
	if i < 0 {
		return 0
	}
	return c.stage(&c.returns[i])
}

func (c *Case) stage(r *Return) Stage {
	first := StageSettled
	switch r.State {
	case StateRequested:
		return StageAwaitingApproval
	case StateRejected:
		return StageDeclined
	case StateCancelled:
		return StageCalledOff
	}
	for i := range r.Goods {
		goods := &r.Goods[i]
		switch {
		case goods.Requested > goods.Received:
			return StageAwaitingGoods
		case goods.Received > goods.accepted()+goods.Refused:
			first = min(first, StageAwaitingInspection)
		}
		for _, grade := range goods.Grades {
			if grade.Accepted > grade.Authorised {
				first = min(first, StageAwaitingRefund)
			}
		}
	}
	for i := range c.refunds {
		if c.refunds[i].Return == r.ID && c.refunds[i].State != StateConfirmed {
			first = min(first, StageAwaitingPayment)
		}
	}
	return first
}

// Why gives the reasons for the stage of a return: every open quantity, in the order of its lines, then
// every refund that is not paid, or how it ended. The stage is that of the earliest of them.
func (c Case) Why(id logistics.ID) []logistics.Reason {
	i := c.find(id)
	if i < 0 {
		return nil
	}
	var reasons []logistics.Reason
	give := func(code logistics.Code, path string, params ...logistics.Param) {
		reasons = append(reasons, logistics.Reason{Code: code, Path: path, Params: params})
	}
	r, path := &c.returns[i], "/returns/"+strconv.Itoa(i)
	switch r.State {
	case StateRejected:
		give(Declined, path)
	case StateCancelled:
		give(CalledOff, path)
	default:
		for k := range r.Goods {
			open(&r.Goods[k], r.State, path+"/goods/"+strconv.Itoa(k), give)
		}
		for k, refund := range c.refunds {
			if refund.Return != id || refund.State == StateConfirmed {
				continue
			}
			code := AwaitingPayment
			if refund.State == StateFailed {
				code = PaymentFailed
			}
			give(code, "/refunds/"+strconv.Itoa(k), text("refund", refund.ID.String()), text("amount", refund.Amount.String()))
		}
		if len(reasons) == 0 {
			give(Settled, path)
		}
	}
	return reasons
}

// open gives a reason for every quantity of a line that waits for something.
func open(goods *Goods, state State, path string, give func(logistics.Code, string, ...logistics.Param)) {
	line := text("line", goods.Line.String())
	if state == StateRequested {
		give(AwaitingApproval, path, line, units("units", goods.Requested))
		return
	}
	if n := goods.Requested - goods.Received; n > 0 {
		give(AwaitingGoods, path, line, units("units", n))
	}
	if n := goods.Received - goods.accepted() - goods.Refused; n > 0 {
		give(AwaitingInspection, path, line, units("units", n))
	}
	for _, grade := range goods.Grades {
		if n := grade.Accepted - grade.Authorised; n > 0 {
			give(AwaitingRefund, path, line, text("condition", string(grade.Condition)), units("units", n))
		}
	}
}
