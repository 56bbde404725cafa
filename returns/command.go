package returns

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
	"github.com/logicrm/logistics/returns/refund"
)

// Command is something a case is asked to do. The set is closed. Every command has an id of the host's;
// the same id with the same content a second time decides nothing, and with other content is refused.
type Command interface {
	id() logistics.ID
	verb() Verb
	check(*logistics.Faults)
}

// Item is a number of units of a line.
type Item struct {
	Line  logistics.ID `json:"line"`
	Units int64        `json:"units"`
}

// Open begins the case of an order with what was sold.
type Open struct {
	ID       logistics.ID    `json:"id"`
	Order    logistics.ID    `json:"order"`
	Customer logistics.ID    `json:"customer"`
	Lines    []Sold          `json:"lines"`
	Shipping logistics.Money `json:"shipping,omitzero"` // paid for the way out
	Tenders  []Tender        `json:"tenders,omitempty"` // absent: one, for all that was paid
}

// Request asks to send units back.
type Request struct {
	ID         logistics.ID `json:"id"`
	Return     logistics.ID `json:"return"` // id of the return, new
	Cause      Cause        `json:"cause"`
	Items      []Item       `json:"items"`
	Incomplete bool         `json:"incomplete,omitzero"` // the order is not complete yet
}

// Approve allows a return, or a part of it: the rest is declined.
type Approve struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Items  []Item       `json:"items,omitempty"` // absent: all
}

// Decline turns a return down that was requested.
type Decline struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Detail string       `json:"detail,omitzero"` // for people
}

// Cancel calls a return off of which nothing has come.
type Cancel struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
}

// Expire ends a return whose deadline has passed before anything came.
type Expire struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
}

// Extend moves a deadline that is running to a later instant.
type Extend struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Clock  Clock        `json:"clock"`
	Until  time.Time    `json:"until"`
}

// Dispatch says that units are on their way back.
type Dispatch struct {
	ID        logistics.ID `json:"id"`
	Return    logistics.ID `json:"return"`
	Items     []Item       `json:"items"`
	Reference string       `json:"reference,omitzero"` // of the parcel
}

// Arrival is what a parcel held of a line. Units of a line that is not in the return, and of a product
// that is not in the order, are noted and wait for a person. Units of an outbound are the replacement
// itself: the customer kept the first ones.
type Arrival struct {
	Line     logistics.ID `json:"line,omitzero"`
	Product  logistics.ID `json:"product,omitzero"`  // what it is, when it is of no line
	Outbound logistics.ID `json:"outbound,omitzero"` // that is coming back
	Good     int64        `json:"good,omitzero"`
	Damaged  int64        `json:"damaged,omitzero"`
}

// Receive takes a parcel in. A return may come in any number of them.
type Receive struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Items  []Arrival    `json:"items"`
}

// ReportMissing says that units which were announced were not in the parcel. They stay outstanding
// until they come or are settled.
type ReportMissing struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Items  []Item       `json:"items"`
}

// SettleUnreceived settles units that will not come.
type SettleUnreceived struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Line   logistics.ID `json:"line"`
	Units  int64        `json:"units"`
	As     Settlement   `json:"as"`
}

// Inspect says in what condition received units were found.
type Inspect struct {
	ID        logistics.ID        `json:"id"`
	Return    logistics.ID        `json:"return"`
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition"`
	Units     int64               `json:"units"`
	Evidence  []string            `json:"evidence,omitempty"` // references of the host's
}

// DecideUnits accepts or rejects units, or puts them to a person. What was accepted may still be
// rejected before it is refunded or replaced; a rejection is final.
type DecideUnits struct {
	ID        logistics.ID        `json:"id"`
	Return    logistics.ID        `json:"return"`
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition,omitzero"` // absent: units that were not inspected
	Accept    int64               `json:"accept,omitzero"`
	Reject    int64               `json:"reject,omitzero"`
	Review    int64               `json:"review,omitzero"`
	Detail    string              `json:"detail,omitzero"`
}

// Refundable names accepted units of one condition.
type Refundable struct {
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition,omitzero"`
	Units     int64               `json:"units"`
}

// AuthoriseRefund promises money. The host then pays, and says how that went.
type AuthoriseRefund struct {
	ID       logistics.ID    `json:"id"`
	Refund   logistics.ID    `json:"refund"` // id of the refund, new
	Return   logistics.ID    `json:"return"`
	Items    []Refundable    `json:"items,omitempty"`   // absent: all accepted units
	Amount   logistics.Money `json:"amount,omitzero"`   // a part of what is owed; absent: all of it
	Shipping bool            `json:"shipping,omitzero"` // the way out is refunded too, whatever the policy says
	Method   refund.Method   `json:"method,omitzero"`   // absent: what the policy allows first
	Tender   logistics.ID    `json:"tender,omitzero"`   // that is used first
}

// ConfirmRefund says that the money went out.
type ConfirmRefund struct {
	ID     logistics.ID `json:"id"`
	Refund logistics.ID `json:"refund"`
}

// FailRefund says that the money did not go out. It stays owed.
type FailRefund struct {
	ID     logistics.ID `json:"id"`
	Refund logistics.ID `json:"refund"`
	Detail string       `json:"detail,omitzero"` // for people
}

// VoidRefund takes a refund back, or says that the money came back. It stays owed.
type VoidRefund struct {
	ID     logistics.ID `json:"id"`
	Refund logistics.ID `json:"refund"`
	Detail string       `json:"detail,omitzero"`
}

// PlanOutbound promises goods: a replacement, or the units themselves.
type PlanOutbound struct {
	ID        logistics.ID    `json:"id"`
	Outbound  logistics.ID    `json:"outbound"` // id of what goes out, new
	Return    logistics.ID    `json:"return"`
	Line      logistics.ID    `json:"line"`
	Kind      OutboundKind    `json:"kind"`
	Units     int64           `json:"units"`
	Product   logistics.ID    `json:"product,omitzero"` // absent: that of the line
	Available int64           `json:"available"`        // units the host has of it; a replacement needs them all
	Value     logistics.Money `json:"value,omitzero"`   // of a replacement at what it costs; absent: like for like
}

// DeliverOutbound says that goods reached the customer.
type DeliverOutbound struct {
	ID       logistics.ID `json:"id"`
	Outbound logistics.ID `json:"outbound"`
	Units    int64        `json:"units"`
}

// Disposed are units with one disposition.
type Disposed struct {
	Disposition disposition.Disposition `json:"way"`
	Units       int64                   `json:"units"`
	Recovered   logistics.Money         `json:"recovered,omitzero"` // by all of them together; absent: not known
}

// Dispose says what became of received units.
type Dispose struct {
	ID           logistics.ID        `json:"id"`
	Return       logistics.ID        `json:"return"`
	Line         logistics.ID        `json:"line"`
	Condition    logistics.Condition `json:"condition,omitzero"`
	Dispositions []Disposed          `json:"ways"`
}

// Split moves units that have not come into a return of their own.
type Split struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Into   logistics.ID `json:"into"` // id of the new return
	Items  []Item       `json:"items"`
}

// Close ends a return in which nothing is open.
type Close struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
}

// Reopen goes on with a return that was closed.
type Reopen struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Detail string       `json:"detail,omitzero"`
}

// Tick turns the deadlines that have passed into events: returns expire, what is overdue is noted once.
type Tick struct {
	ID logistics.ID `json:"id"`
}

func (c Open) id() logistics.ID             { return c.ID }
func (c Request) id() logistics.ID          { return c.ID }
func (c Approve) id() logistics.ID          { return c.ID }
func (c Decline) id() logistics.ID          { return c.ID }
func (c Cancel) id() logistics.ID           { return c.ID }
func (c Expire) id() logistics.ID           { return c.ID }
func (c Extend) id() logistics.ID           { return c.ID }
func (c Dispatch) id() logistics.ID         { return c.ID }
func (c Receive) id() logistics.ID          { return c.ID }
func (c ReportMissing) id() logistics.ID    { return c.ID }
func (c SettleUnreceived) id() logistics.ID { return c.ID }
func (c Inspect) id() logistics.ID          { return c.ID }
func (c DecideUnits) id() logistics.ID      { return c.ID }
func (c AuthoriseRefund) id() logistics.ID  { return c.ID }
func (c ConfirmRefund) id() logistics.ID    { return c.ID }
func (c FailRefund) id() logistics.ID       { return c.ID }
func (c VoidRefund) id() logistics.ID       { return c.ID }
func (c PlanOutbound) id() logistics.ID     { return c.ID }
func (c DeliverOutbound) id() logistics.ID  { return c.ID }
func (c Dispose) id() logistics.ID          { return c.ID }
func (c Split) id() logistics.ID            { return c.ID }
func (c Close) id() logistics.ID            { return c.ID }
func (c Reopen) id() logistics.ID           { return c.ID }
func (c Tick) id() logistics.ID             { return c.ID }

func (Open) verb() Verb             { return VerbOpen }
func (Request) verb() Verb          { return VerbRequest }
func (Approve) verb() Verb          { return VerbApprove }
func (Decline) verb() Verb          { return VerbDecline }
func (Cancel) verb() Verb           { return VerbCancel }
func (Expire) verb() Verb           { return VerbExpire }
func (Extend) verb() Verb           { return VerbExtend }
func (Dispatch) verb() Verb         { return VerbDispatch }
func (Receive) verb() Verb          { return VerbReceive }
func (ReportMissing) verb() Verb    { return VerbReportMissing }
func (SettleUnreceived) verb() Verb { return VerbSettleUnreceived }
func (Inspect) verb() Verb          { return VerbInspect }
func (DecideUnits) verb() Verb      { return VerbDecideUnits }
func (AuthoriseRefund) verb() Verb  { return VerbAuthoriseRefund }
func (ConfirmRefund) verb() Verb    { return VerbConfirmRefund }
func (FailRefund) verb() Verb       { return VerbFailRefund }
func (VoidRefund) verb() Verb       { return VerbVoidRefund }
func (PlanOutbound) verb() Verb     { return VerbPlanOutbound }
func (DeliverOutbound) verb() Verb  { return VerbDeliverOutbound }
func (Dispose) verb() Verb          { return VerbDispose }
func (Split) verb() Verb            { return VerbSplit }
func (Close) verb() Verb            { return VerbClose }
func (Reopen) verb() Verb           { return VerbReopen }
func (Tick) verb() Verb             { return VerbTick }
