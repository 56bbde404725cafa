package returns_test

import (
	"errors"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/internal/sentences"
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

// TestEveryReasonIsASentence reaches every code: by the stories, or by the rules.
func TestEveryReasonIsASentence(t *testing.T) {
	var given []logistics.Reason
	see := func(reasons []logistics.Reason) { given = append(given, reasons...) }
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
			see([]logistics.Reason{f.Reason, {Code: f.Change}})
			if f.Advice(logistics.Language{}) == "" {
				t.Errorf("%s has no advice", f.Reason.Code)
			}
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
	sentences.Golden(t, returns.Reasons(), given...)
}
