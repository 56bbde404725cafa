package returns_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/returns"
)

func TestEnums(t *testing.T) {
	rules.Enum(
		t, returns.StateRequested, returns.StateApproved, returns.StateDeclined, returns.StateCancelled,
		returns.StateExpired, returns.StateClosed,
	)
	rules.Enum(t, returns.RefundPending, returns.RefundPaid, returns.RefundFailed, returns.RefundVoided)
	rules.Enum(t, returns.StageAwaitingApproval, returns.StageAwaitingGoods, returns.StageInTransit,
		returns.StagePartlyReceived,
		returns.StageReceived, returns.StageInspecting, returns.StageAwaitingSettlement, returns.StageSettled,
		returns.StageClosed,
		returns.StageDeclined, returns.StageCancelled, returns.StageExpired)
	rules.Enum(t, returns.VerbOpen, returns.VerbRequest, returns.VerbApprove, returns.VerbDecline, returns.VerbCancel,
		returns.VerbExpire,
		returns.VerbExtend, returns.VerbDispatch, returns.VerbReceive, returns.VerbReportMissing,
		returns.VerbSettleUnreceived,
		returns.VerbInspect, returns.VerbDecideUnits, returns.VerbAuthoriseRefund, returns.VerbConfirmRefund,
		returns.VerbFailRefund,
		returns.VerbVoidRefund, returns.VerbPlanOutbound, returns.VerbDeliverOutbound, returns.VerbDispose,
		returns.VerbSplit,
		returns.VerbClose, returns.VerbReopen, returns.VerbTick)
}

// TestEveryReason reaches every code, in the order of the catalogue: by the stories, or by the rules.
func TestEveryReason(t *testing.T) {
	want := []logistics.Code{
		returns.CaseNotOpen, returns.CaseAlreadyOpen, returns.VersionConflict, returns.CommandReused,
		returns.NotPermitted, returns.LineUnknown,
		returns.LineNotInReturn, returns.ReturnExists, returns.ReturnUnknown, returns.ReturnNotAllowed,
		returns.ReturnOnHold,
		returns.ReturnUnsettled, returns.ReturnFull, returns.GoodsHere, returns.NotReturnable, returns.NoneShipped,
		returns.NotOutstanding,
		returns.NotUndecided, returns.RejectedFinally, returns.NotHere, returns.NotAccepted, returns.NotFree,
		returns.NothingLeft,
		returns.NothingOwed, returns.AmountOver, returns.CapturedOver, returns.ShippingBefore, returns.MethodNotAllowed,
		returns.TenderUnknown, returns.RefundExists, returns.RefundUnknown, returns.RefundNotAllowed,
		returns.OutboundExists,
		returns.OutboundUnknown, returns.OutboundNotOpen, returns.ReplacementLacking, returns.ClockNotRunning,
		returns.ClockNotLater,
		returns.ClockNotPassed, returns.OrderIncomplete, returns.ProductFinal, returns.SupportOver,
		returns.AuthorisationMissing,
		returns.RefundedBefore, returns.NotShipped, returns.NotDelivered, returns.WindowOver, returns.TooManyReturns,
		returns.TooHighValue,
		returns.ChangeComplete, returns.ChangeAuthorise, returns.ChangeShip, returns.ChangeDeliver, returns.ChangeStaff,
		returns.ChangeNothing, returns.AwaitingApproval, returns.AwaitingReview, returns.AwaitingGoods,
		returns.UnderWay,
		returns.MissingUnits, returns.AwaitingDecision, returns.UnitsInReview, returns.AwaitingRefund,
		returns.AwaitingBalance,
		returns.AwaitingPayment, returns.AwaitingDelivery, returns.NothingOpen, returns.TurnedDown, returns.CalledOff,
		returns.DeadlinePassed, returns.Finished, returns.UnexpectedArrivals,
	}
	var listed []logistics.Code
	for _, text := range returns.Reasons() {
		listed = append(listed, text.Code)
	}
	if !slices.Equal(listed, want) {
		t.Errorf("the catalogue has %v", listed)
	}
	reached := map[logistics.Code]bool{}
	see := func(reasons []logistics.Reason) {
		for _, r := range reasons {
			reached[r.Code] = true
			if text := returns.Reasons().English(r); slices.Contains([]byte(text), '{') || text == "" {
				t.Errorf("%s renders as %q", r.Code, text)
			}
		}
	}
	for _, g := range stories() {
		state, events, err := g.decide(t)
		var refused *logistics.RefusedError
		if errors.As(err, &refused) {
			see(refused.Reasons)
		}
		for _, e := range events {
			state = returns.Evolve(state, e)
			if asked, ok := e.(returns.Requested); ok {
				see(asked.Review)
				see(asked.Overridden)
			}
		}
		for _, r := range state.Returns() {
			see(state.Why(r.ID))
		}
	}
	findings := func(a returns.Assessment) {
		for _, f := range append(a.Findings, a.Overridden...) {
			see([]logistics.Reason{f.Reason})
			reached[f.Change] = true
		}
	}
	for _, rule := range against {
		facts := sound()
		rule.how(&facts)
		findings(assess(t, compiled(t, shop()), facts, day(1)))
	}
	unshipped, unknown := sound(), sound()
	unshipped.Line.Shipped = 0
	unknown.Line.Delivered, unknown.Line.ShippedAt = logistics.Stamp{}, logistics.Stamp{}
	findings(assess(t, compiled(t, shop()), unshipped, day(1)))
	findings(assess(t, compiled(t, shop()), unknown, day(1)))
	for _, code := range want {
		if !reached[code] {
			t.Errorf("%s is reached by nothing", code)
		}
	}
}
