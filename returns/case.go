package returns

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
	"github.com/logicrm/logistics/returns/refund"
)

// Return is one return of a case.
type Return struct {
	ID         logistics.ID    `json:"id"`
	Cause      Cause           `json:"cause"`
	State      State           `json:"state"`
	Hold       bool            `json:"hold,omitzero"` // the request waits for a person
	Goods      []Goods         `json:"goods"`
	Unexpected []Arrival       `json:"unexpected,omitempty"` // came with it, and is not part of it
	Asked      time.Time       `json:"asked"`
	Sent       time.Time       `json:"sent,omitzero"`    // when the first units were dispatched
	Came       time.Time       `json:"came,omitzero"`    // when the first units came
	Owed       logistics.Money `json:"owed,omitzero"`    // of units that were counted, and in no refund
	Freight    logistics.Money `json:"freight,omitzero"` // of the way back, kept
	DueBy      DueBy           `json:"deadlines,omitzero"`
}

// DueBy are the instants by which something has to happen; absent ones are not set.
type DueBy struct {
	Approve time.Time `json:"approve_by,omitzero"`
	Ship    time.Time `json:"ship_by,omitzero"`
	Inspect time.Time `json:"inspect_by,omitzero"`
	Refund  time.Time `json:"refund_by,omitzero"`
}

// Refund is one refund of a case.
type Refund struct {
	ID       logistics.ID     `json:"id"`
	Return   logistics.ID     `json:"return"`
	State    RefundState      `json:"state"`
	Parts    []RefundPart     `json:"parts,omitempty"`
	Shipping logistics.Money  `json:"shipping,omitzero"`
	Freight  logistics.Money  `json:"freight,omitzero"`
	ClawBack logistics.Money  `json:"claw_back,omitzero"`
	Amount   logistics.Money  `json:"amount"`
	Method   refund.Method    `json:"method"`
	Tenders  []refund.Portion `json:"tenders,omitempty"`
}

// Outbound are goods that go out on a return.
type Outbound struct {
	ID        logistics.ID    `json:"id"`
	Return    logistics.ID    `json:"return"`
	Line      logistics.ID    `json:"line"`
	Kind      OutboundKind    `json:"kind"`
	Product   logistics.ID    `json:"product"`
	Units     int64           `json:"units"`
	Delivered int64           `json:"delivered,omitzero"`
	Back      int64           `json:"back,omitzero"`   // the customer sent the replacement itself
	Credit    logistics.Money `json:"credit,omitzero"` // what was paid for the units
	// Difference above zero is owed by the customer; it is never charged by itself.
	Difference logistics.Money `json:"difference,omitzero"`
	HoldUntil  time.Time       `json:"hold_until,omitzero"` // an advance: by then the goods have to come
}

// open is how many units have not reached the customer. What came back did.
func (o *Outbound) open() int64 { return o.Units - max(o.Delivered, o.Back) }

// Case is all the returns of one order, under one version: only so can two returns not take together
// what neither may take alone. It is a value: [Evolve] makes a new one, and what its methods return is
// fresh. The zero Case has not been opened. A case is kept as a document by json.Marshal, and taken up again by
// [DecodeCase].
type Case struct {
	books     *books // nil: it was not opened
	lines     workflow.List[line, *line]
	returns   workflow.List[record, *record]
	refunds   workflow.List[payment, *payment]
	outbounds workflow.List[shipment, *shipment]
	log       workflow.Log[Event]

	// While an event is applied: a return before and after it; and while a history is replayed, where its parts are.
	before, after *record
	replay        *replay
}

// Order is the id of the order; absent for a case that was not opened.
func (c Case) Order() logistics.ID { return c.book().order }

// Customer is who bought.
func (c Case) Customer() logistics.ID { return c.book().customer }

// Version is the number of events so far.
func (c Case) Version() int64 { return c.log.Version() }

// Decided reports whether a command of the id was decided before.
func (c Case) Decided(command logistics.ID) bool { return c.log.Decided(command) }

// Lines are the lines that were sold.
func (c Case) Lines() []Sold {
	out := make([]Sold, 0, c.lines.Len())
	for _, l := range c.lines.All() {
		out = append(out, l.Sold)
	}
	return out
}

// Refunds are the refunds of the case, in the order they were authorised.
func (c Case) Refunds() []Refund {
	out := make([]Refund, 0, c.refunds.Len())
	for _, p := range c.refunds.All() {
		out = append(out, p.view())
	}
	return out
}

// Outbounds are the goods that go out, in the order they were planned.
func (c Case) Outbounds() []Outbound {
	out := make([]Outbound, 0, c.outbounds.Len())
	for _, s := range c.outbounds.All() {
		out = append(out, s.Outbound)
	}
	return out
}

// Returns are the returns of the case, in the order they were requested.
func (c Case) Returns() []Return {
	out := make([]Return, 0, c.returns.Len())
	for _, r := range c.returns.All() {
		out = append(out, r.view())
	}
	return out
}

// Return finds one of them.
func (c Case) Return(id logistics.ID) (r Return, ok bool) {
	i := c.returns.Find(id)
	if i < 0 {
		return Return{}, false
	}
	return c.returns.At(i).view(), true
}

// Returnable is how many units of a line can still be asked for; 0 for a line the case does not have.
func (c Case) Returnable(line logistics.ID) int64 {
	i := c.lines.Find(line)
	if i < 0 {
		return 0
	}
	return c.lines.At(i).left()
}

// of is the place of a deadline of a return; nil for that of an outbound.
func (d *DueBy) of(clock Clock) *time.Time {
	switch clock {
	case ClockApprove:
		return &d.Approve
	case ClockShip:
		return &d.Ship
	case ClockInspect:
		return &d.Inspect
	case ClockRefund:
		return &d.Refund
	}
	return nil
}
