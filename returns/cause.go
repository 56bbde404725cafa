package returns

import "github.com/logicrm/logistics"

// Cause is why a customer sends goods back. The vocabulary is open; these are the usual ones.
type Cause string

// The usual causes.
const (
	CauseChangedMind   Cause = "changed_mind"
	CauseWrongProduct  Cause = "wrong_product"
	CauseDamaged       Cause = "damaged"
	CauseDefective     Cause = "defective"
	CauseNotAsAsked    Cause = "not_as_described"
	CauseTooMany       Cause = "too_many"
	CauseTooFew        Cause = "too_few"
	CauseTooLate       Cause = "too_late"
	CauseMisdelivered  Cause = "misdelivered"
	CauseWrongReceiver Cause = "wrong_receiver"
	CauseOvercharged   Cause = "overcharged"
	CauseRecalled      Cause = "recalled"
)

// Right is which of the seven Rs was broken, so that returns and deliveries can be read together; ok is
// false where none was, or where the cause is the host's own.
func (c Cause) Right() (r logistics.Right, ok bool) {
	switch c {
	case CauseWrongProduct, CauseNotAsAsked, CauseRecalled:
		r = logistics.RightProduct
	case CauseDamaged, CauseDefective:
		r = logistics.RightCondition
	case CauseWrongReceiver:
		r = logistics.RightCustomer
	case CauseTooMany, CauseTooFew:
		r = logistics.RightQuantity
	case CauseOvercharged:
		r = logistics.RightCost
	case CauseMisdelivered:
		r = logistics.RightPlace
	case CauseTooLate:
		r = logistics.RightTime
	}
	return r, r.Valid()
}

// Settlement is why units that never came are settled all the same. The vocabulary is closed: each has
// its own effect.
type Settlement string

// The settlements. Units that are not sent are given free again; the others wait for a decision as if
// they had come.
const (
	LostInTransit  Settlement = "lost_in_transit"
	KeptByCustomer Settlement = "kept_by_customer" // refunded without a return
	NeverArrived   Settlement = "never_arrived"    // the customer never had them
	NotSent        Settlement = "not_sent"         // the customer keeps them, and is not refunded
)

func (s Settlement) valid() bool {
	return s == LostInTransit || s == KeptByCustomer || s == NeverArrived || s == NotSent
}

// OutboundKind is why goods go out on a return.
type OutboundKind string

// The kinds of goods out.
const (
	Replacement OutboundKind = "replacement" // for units that came
	Advance     OutboundKind = "advance"     // before they came
	SendBack    OutboundKind = "send_back"   // the units themselves, to the customer
)

func (k OutboundKind) valid() bool { return k == Replacement || k == Advance || k == SendBack }

// Clock is a deadline of a return.
type Clock string

// The clocks.
const (
	ClockApprove Clock = "approve_by"
	ClockShip    Clock = "ship_by"
	ClockInspect Clock = "inspect_by"
	ClockRefund  Clock = "refund_by"
	ClockHold    Clock = "hold_until" // by then goods have to come for an advance replacement
)
