package returns

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/returns/refund"
)

// Event is something that was decided about a case. The set is closed. An event holds the command that
// was decided, when, by whom, and whatever the policy said then, so that a replay asks no policy.
type Event interface {
	ID() logistics.ID // of the command; the same for all events it led to
	Header() logistics.EventHeader
	command() Command
	version() int64 // that of the header, which every event of a replay is asked for
}

// Opened says that a case began.
type Opened struct {
	Command Open `json:"command"`
	logistics.EventHeader
}

// Requested says that a return was asked for, and whether it waits for a person.
type Requested struct {
	Command Request `json:"command"`
	logistics.EventHeader
	History    History            `json:"history,omitzero"`     // of the customer, as it was given
	Review     []logistics.Reason `json:"review,omitempty"`     // why it waits for a person
	Overridden []logistics.Reason `json:"overridden,omitempty"` // what staff passed over
	ApproveBy  time.Time          `json:"approve_by,omitzero"`
	// the refund is due then, or when goods or proof come, if that is later
	RefundFrom time.Time `json:"refund_from,omitzero"`
}

// Approved says that a return may be sent.
type Approved struct {
	Command Approve `json:"command"`
	logistics.EventHeader
	ShipBy time.Time `json:"ship_by,omitzero"`
}

// Declined says that a return was turned down.
type Declined struct {
	Command Decline `json:"command"`
	logistics.EventHeader
}

// Cancelled says that a return was called off.
type Cancelled struct {
	Command Cancel `json:"command"`
	logistics.EventHeader
}

// Expired says that a deadline passed before anything came.
type Expired struct {
	Command Expire       `json:"command,omitzero"`
	Tick    logistics.ID `json:"tick,omitzero"` // instead of the command: found by this one
	Return  logistics.ID `json:"return"`
	logistics.EventHeader
}

// Extended says that a deadline was moved.
type Extended struct {
	Command Extend `json:"command"`
	logistics.EventHeader
}

// Dispatched says that units are on their way back.
type Dispatched struct {
	Command Dispatch `json:"command"`
	logistics.EventHeader
}

// Received says what a parcel held.
type Received struct {
	Command Receive `json:"command"`
	logistics.EventHeader
	InspectBy time.Time `json:"inspect_by,omitzero"`
	RefundBy  time.Time `json:"refund_by,omitzero"`
}

// MissingReported says what a parcel did not hold.
type MissingReported struct {
	Command ReportMissing `json:"command"`
	logistics.EventHeader
}

// UnreceivedSettled says that units will not come.
type UnreceivedSettled struct {
	Command SettleUnreceived `json:"command"`
	logistics.EventHeader
	RefundBy time.Time `json:"refund_by,omitzero"`
}

// Inspected says what was found.
type Inspected struct {
	Command Inspect `json:"command"`
	logistics.EventHeader
}

// UnitsDecided says what was accepted and what was not.
type UnitsDecided struct {
	Command DecideUnits `json:"command"`
	logistics.EventHeader
	RefundBy time.Time `json:"refund_by,omitzero"`
}

// RefundPart is what the units of one condition bring.
type RefundPart struct {
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition,omitzero"`
	Units     int64               `json:"units"`
	Gross     logistics.Money     `json:"gross"`
	Tax       logistics.Money     `json:"tax,omitzero"` // inside gross
	Kept      logistics.Money     `json:"kept"`         // fees
}

// RefundAuthorised says what is to be paid, and what it is made of.
type RefundAuthorised struct {
	Command AuthoriseRefund `json:"command"`
	logistics.EventHeader
	Parts    []RefundPart     `json:"parts,omitempty"`
	Shipping logistics.Money  `json:"shipping,omitzero"`  // of the way out, given back
	Freight  logistics.Money  `json:"freight,omitzero"`   // of the way back, kept
	ClawBack logistics.Money  `json:"claw_back,omitzero"` // of a discount, kept
	Before   logistics.Money  `json:"before,omitzero"`    // owed before
	Amount   logistics.Money  `json:"amount"`
	Method   refund.Method    `json:"method"`
	Tenders  []refund.Portion `json:"tenders,omitempty"`
}

// PaymentConfirmed says that the money went out.
type PaymentConfirmed struct {
	Command ConfirmRefund `json:"command"`
	logistics.EventHeader
}

// PaymentFailed says that it did not.
type PaymentFailed struct {
	Command FailRefund `json:"command"`
	logistics.EventHeader
}

// PaymentVoided says that it was taken back.
type PaymentVoided struct {
	Command VoidRefund `json:"command"`
	logistics.EventHeader
}

// OutboundPlanned says what goes out, and what that means in money.
type OutboundPlanned struct {
	Command PlanOutbound `json:"command"`
	logistics.EventHeader
	// what was paid for the units, for a replacement with a value
	Credit logistics.Money `json:"credit,omitzero"`
	// value less credit: above zero the customer owes it, below it is refunded
	Difference logistics.Money `json:"difference,omitzero"`
	HoldUntil  time.Time       `json:"hold_until,omitzero"`
}

// OutboundDelivered says that goods reached the customer.
type OutboundDelivered struct {
	Command DeliverOutbound `json:"command"`
	logistics.EventHeader
}

// UnitsDisposed says what became of units.
type UnitsDisposed struct {
	Command Dispose `json:"command"`
	logistics.EventHeader
}

// SplitOff says that units have a return of their own.
type SplitOff struct {
	Command Split `json:"command"`
	logistics.EventHeader
}

// Closed says that a return ended.
type Closed struct {
	Command Close `json:"command"`
	logistics.EventHeader
}

// Reopened says that it goes on.
type Reopened struct {
	Command Reopen `json:"command"`
	logistics.EventHeader
}

// Overdue says that a deadline has passed. It is noted once.
type Overdue struct {
	Command Tick `json:"command"`
	logistics.EventHeader
	Return   logistics.ID `json:"return"`
	Outbound logistics.ID `json:"outbound,omitzero"`
	Clock    Clock        `json:"clock"`
	Due      time.Time    `json:"due"`
}

func events() wire.Union[Event] {
	return wire.Union[Event]{
		{Name: "opened", Zero: Opened{}},
		{Name: "requested", Zero: Requested{}},
		{Name: "approved", Zero: Approved{}},
		{Name: "declined", Zero: Declined{}},
		{Name: "cancelled", Zero: Cancelled{}},
		{Name: "expired", Zero: Expired{}},
		{Name: "extended", Zero: Extended{}},
		{Name: "dispatched", Zero: Dispatched{}},
		{Name: "received", Zero: Received{}},
		{Name: "missing_reported", Zero: MissingReported{}},
		{Name: "unreceived_settled", Zero: UnreceivedSettled{}},
		{Name: "inspected", Zero: Inspected{}},
		{Name: "units_decided", Zero: UnitsDecided{}},
		{Name: "refund_authorised", Zero: RefundAuthorised{}},
		{Name: "payment_confirmed", Zero: PaymentConfirmed{}},
		{Name: "payment_failed", Zero: PaymentFailed{}},
		{Name: "payment_voided", Zero: PaymentVoided{}},
		{Name: "outbound_planned", Zero: OutboundPlanned{}},
		{Name: "outbound_delivered", Zero: OutboundDelivered{}},
		{Name: "units_disposed", Zero: UnitsDisposed{}},
		{Name: "split_off", Zero: SplitOff{}},
		{Name: "closed", Zero: Closed{}},
		{Name: "reopened", Zero: Reopened{}},
		{Name: "overdue", Zero: Overdue{}},
	}
}

func commands() wire.Union[Command] {
	union := make(wire.Union[Command], 0, verbs-1)
	for _, c := range []Command{
		Open{},
		Request{},
		Approve{},
		Decline{},
		Cancel{},
		Expire{},
		Extend{},
		Dispatch{},
		Receive{},
		ReportMissing{},
		SettleUnreceived{},
		Inspect{},
		DecideUnits{},
		AuthoriseRefund{},
		ConfirmRefund{},
		FailRefund{},
		VoidRefund{},
		PlanOutbound{},
		DeliverOutbound{},
		Dispose{},
		Split{},
		Close{},
		Reopen{},
		Tick{},
	} {
		union = append(union, wire.Variant[Command]{Name: c.verb().String(), Zero: c})
	}
	return union
}

// EncodeEvent writes an event with its type in front.
func EncodeEvent(e Event) ([]byte, error) { return events().Encode(e) }

// DecodeEvent reads what EncodeEvent writes; fields of a later release are passed over.
func DecodeEvent(data []byte) (Event, error) { return events().Decode(data, wire.Tolerant) }

// EncodeCommand writes a command with its type in front.
func EncodeCommand(c Command) ([]byte, error) { return commands().Encode(c) }

// DecodeCommand reads what EncodeCommand writes; an unknown field is a fault, because a command that is
// half understood does the wrong thing.
func DecodeCommand(data []byte) (Command, error) { return commands().Decode(data, wire.Strict) }
