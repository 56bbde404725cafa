package returns

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// Stage is how far a return has come: the first step that is still open for some of its units.
type Stage uint8

// The stages, in the order a return passes them, and the ways it ends without goods.
const (
	StageAwaitingApproval Stage = iota + 1
	StageAwaitingGoods
	StageInTransit
	StagePartlyReceived
	StageReceived   // all of it, and nothing inspected or decided
	StageInspecting // some of it inspected or decided
	StageAwaitingSettlement
	StageSettled
	StageClosed
	StageDeclined
	StageCancelled
	StageExpired
)

var stageNames = []string{
	"unspecified", "awaiting_approval", "awaiting_goods", "in_transit", "partly_received", "received", "inspecting",
	"awaiting_settlement", "settled", "closed", "declined", "cancelled", "expired",
}

// String is the text on the wire.
func (s Stage) String() string { return enum.Name(s, stageNames) }

// MarshalText refuses the zero Stage.
func (s Stage) MarshalText() ([]byte, error) { return wire.EnumText(s, stageNames) }

// UnmarshalText reads the form of String.
func (s *Stage) UnmarshalText(text []byte) error { return wire.ParseEnum(s, stageNames, text) }

// Final reports whether nothing is left to do.
func (s Stage) Final() bool { return s >= StageSettled }

// Stage is how far a return has come; 0 for a return the case does not have.
func (c Case) Stage(id logistics.ID) Stage {
	i := c.returns.Find(id)
	if i < 0 {
		return 0
	}
	return c.returns.At(i).stage()
}

func (r *record) stage() Stage {
	switch r.State {
	case StateRequested:
		return StageAwaitingApproval
	case StateDeclined:
		return StageDeclined
	case StateCancelled:
		return StageCancelled
	case StateExpired:
		return StageExpired
	case StateClosed:
		return StageClosed
	}
	var pool, outstanding, dispatched, seen, open, owed int64
	for i := range r.Goods {
		g := &r.Goods[i]
		pool += g.pool()
		outstanding += g.Outstanding()
		dispatched += g.Dispatched
		seen += g.Inspected() + g.Accepted() + g.Rejected()
		open += g.open()
		owed += g.owed()
	}
	switch {
	case outstanding > 0 && pool > 0:
		return StagePartlyReceived
	case outstanding > 0 && dispatched > 0:
		return StageInTransit
	case outstanding > 0:
		return StageAwaitingGoods
	case open > 0 && seen > 0:
		return StageInspecting
	case open > 0:
		return StageReceived
	case owed > 0 || r.Owed.Sign() > 0 || r.moving():
		return StageAwaitingSettlement
	}
	return StageSettled
}

// Why gives the reasons for the stage of a return: everything that is open, line by line, then money and
// goods on their way to the customer, or how it ended.
func (c Case) Why(id logistics.ID) []logistics.Reason {
	i := c.returns.Find(id)
	if i < 0 {
		return nil
	}
	w := why{state: &c, r: c.returns.At(i), path: "/returns/" + strconv.Itoa(i)}
	w.run()
	return w.reasons
}

type why struct {
	state   *Case
	r       *record
	path    string
	reasons []logistics.Reason
}

func (w *why) give(code logistics.Code, path string, params ...logistics.Param) {
	w.reasons = append(w.reasons, logistics.Reason{Code: code, Path: path, Params: params})
}

// count gives a reason for units, when there are any.
func (w *why) count(code logistics.Code, path string, n int64, params ...logistics.Param) {
	if n > 0 {
		w.give(code, path, append([]logistics.Param{logistics.CountParam("units", n)}, params...)...)
	}
}

func (w *why) run() {
	switch w.r.State {
	case StateDeclined:
		w.give(TurnedDown, w.path)
	case StateCancelled:
		w.give(CalledOff, w.path)
	case StateExpired:
		w.give(DeadlinePassed, w.path)
	case StateClosed:
		w.give(Finished, w.path)
	case StateRequested:
		for i := range w.r.Goods {
			w.count(AwaitingApproval, w.goods(i), w.r.Goods[i].Requested, w.r.Goods[i].Line.Param("line"))
		}
		if w.r.Hold {
			w.give(AwaitingReview, w.path)
		}
	default:
		w.approved()
	}
	var strange int64
	for _, arrival := range w.r.Unexpected {
		strange += arrival.Good + arrival.Damaged
	}
	w.count(UnexpectedArrivals, w.path+"/unexpected", strange)
}

func (w *why) goods(i int) string { return w.path + "/goods/" + strconv.Itoa(i) }

func (w *why) approved() {
	for i := range w.r.Goods {
		g, path := &w.r.Goods[i], w.goods(i)
		line := g.Line.Param("line")
		moving := min(max(g.Dispatched-g.Received(), 0), g.Outstanding())
		w.count(AwaitingGoods, path, g.Outstanding()-moving, line)
		w.count(UnderWay, path, moving, line)
		w.count(MissingUnits, path, g.Missing, line)
		w.count(AwaitingDecision, path, g.open(), line)
		w.count(UnitsInReview, path, g.Review, line)
		w.count(AwaitingRefund, path, g.owed(), line)
	}
	if w.r.Owed.Sign() > 0 {
		w.give(AwaitingBalance, w.path, w.r.Owed.Param("amount"))
	}
	if w.r.moving() {
		w.underWay()
	}
	if len(w.reasons) == 0 {
		w.give(NothingOpen, w.path)
	}
}

// underWay names the money and the goods on their way to the customer.
func (w *why) underWay() {
	for k, p := range w.state.refunds.All() {
		if p.Return == w.r.ID && p.State == RefundPending {
			w.give(
				AwaitingPayment, "/refunds/"+strconv.Itoa(k), p.ID.Param("refund"),
				p.Amount.Param("amount"),
			)
		}
	}
	for k, o := range w.state.outbounds.All() {
		if o.Return == w.r.ID {
			w.count(AwaitingDelivery, "/outbounds/"+strconv.Itoa(k), o.open(), o.ID.Param("outbound"))
		}
	}
}
