package returns

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Event is something that was decided about a case. The set is closed. An event names the command that
// led to it and the instant of the decision, and holds whatever the policy said then, so that a replay
// asks no policy.
type Event interface {
	by() logistics.ID
}

// Opened says that a case began.
type Opened struct {
	Command  logistics.ID `json:"command"`
	At       time.Time    `json:"at"`
	Order    logistics.ID `json:"order"`
	Customer logistics.ID `json:"customer"`
	Lines    []Sold       `json:"lines"`
}

// Requested says that a return was asked for.
type Requested struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
	Return  logistics.ID `json:"return"`
	Cause   Cause        `json:"cause"`
	Items   []Item       `json:"items"`
}

// Approved says that a return may be sent.
type Approved struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
	Return  logistics.ID `json:"return"`
}

// Rejected says that a return was declined.
type Rejected struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
	Return  logistics.ID `json:"return"`
	Detail  string       `json:"detail,omitzero"`
}

// Received says that units arrived.
type Received struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
	Return  logistics.ID `json:"return"`
	Items   []Item       `json:"items"`
}

// Inspected says what was found.
type Inspected struct {
	Command   logistics.ID        `json:"command"`
	At        time.Time           `json:"at"`
	Return    logistics.ID        `json:"return"`
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition"`
	Accepted  int64               `json:"accepted"`
	Refused   int64               `json:"refused"`
	Due       time.Time           `json:"due,omitzero"` // last instant for the refund; absent: none
}

// RefundAuthorised says what is to be paid: the gross amount of the units, of which the fee is kept.
type RefundAuthorised struct {
	Command   logistics.ID        `json:"command"`
	At        time.Time           `json:"at"`
	Refund    logistics.ID        `json:"refund"`
	Return    logistics.ID        `json:"return"`
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition"`
	Units     int64               `json:"units"`
	Fee       logistics.Money     `json:"fee"`
	Amount    logistics.Money     `json:"amount"`
}

// RefundConfirmed says that the money went out.
type RefundConfirmed struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
	Refund  logistics.ID `json:"refund"`
}

// RefundFailed says that it did not.
type RefundFailed struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
	Refund  logistics.ID `json:"refund"`
	Detail  string       `json:"detail,omitzero"`
}

// RefundRetried says that a failed refund was authorised again.
type RefundRetried struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
	Refund  logistics.ID `json:"refund"`
}

// Cancelled says that what was not received of a return will not come.
type Cancelled struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
	Return  logistics.ID `json:"return"`
}

// Closed says that a case ended.
type Closed struct {
	Command logistics.ID `json:"command"`
	At      time.Time    `json:"at"`
}

func (e Opened) by() logistics.ID           { return e.Command }
func (e Requested) by() logistics.ID        { return e.Command }
func (e Approved) by() logistics.ID         { return e.Command }
func (e Rejected) by() logistics.ID         { return e.Command }
func (e Received) by() logistics.ID         { return e.Command }
func (e Inspected) by() logistics.ID        { return e.Command }
func (e RefundAuthorised) by() logistics.ID { return e.Command }
func (e RefundConfirmed) by() logistics.ID  { return e.Command }
func (e RefundFailed) by() logistics.ID     { return e.Command }
func (e RefundRetried) by() logistics.ID    { return e.Command }
func (e Cancelled) by() logistics.ID        { return e.Command }
func (e Closed) by() logistics.ID           { return e.Command }

func events() wire.Union[Event] {
	return wire.Union[Event]{
		{Name: "opened", Zero: Opened{}},
		{Name: "requested", Zero: Requested{}},
		{Name: "approved", Zero: Approved{}},
		{Name: "rejected", Zero: Rejected{}},
		{Name: "received", Zero: Received{}},
		{Name: "inspected", Zero: Inspected{}},
		{Name: "refund_authorised", Zero: RefundAuthorised{}},
		{Name: "refund_confirmed", Zero: RefundConfirmed{}},
		{Name: "refund_failed", Zero: RefundFailed{}},
		{Name: "refund_retried", Zero: RefundRetried{}},
		{Name: "cancelled", Zero: Cancelled{}},
		{Name: "closed", Zero: Closed{}},
	}
}

func commands() wire.Union[Command] {
	return wire.Union[Command]{
		{Name: Open{}.name(), Zero: Open{}},
		{Name: Request{}.name(), Zero: Request{}},
		{Name: Approve{}.name(), Zero: Approve{}},
		{Name: Reject{}.name(), Zero: Reject{}},
		{Name: Receive{}.name(), Zero: Receive{}},
		{Name: Inspect{}.name(), Zero: Inspect{}},
		{Name: AuthoriseRefund{}.name(), Zero: AuthoriseRefund{}},
		{Name: ConfirmRefund{}.name(), Zero: ConfirmRefund{}},
		{Name: FailRefund{}.name(), Zero: FailRefund{}},
		{Name: RetryRefund{}.name(), Zero: RetryRefund{}},
		{Name: Cancel{}.name(), Zero: Cancel{}},
		{Name: Close{}.name(), Zero: Close{}},
	}
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
