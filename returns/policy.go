package returns

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/workflow"
	"github.com/logicrm/logistics/returns/refund"
)

// Limit is how long something may take. The zero Limit sets no deadline.
type Limit struct {
	Within  logistics.Duration `json:"within,omitzero"`
	OnHours bool               `json:"on_hours,omitzero"` // exact time, counted while the host's hours are open
}

// IsZero reports whether there is no deadline.
func (l Limit) IsZero() bool { return l == Limit{} }

// Limits are the deadlines of a return.
type Limits struct {
	Approve Limit `json:"approve,omitzero"` // from the request
	Ship    Limit `json:"ship,omitzero"`    // from the approval
	Inspect Limit `json:"inspect,omitzero"` // from the first units that wait
	Refund  Limit `json:"refund,omitzero"`  // from what RefundFrom says
	Hold    Limit `json:"hold,omitzero"`    // from an advance replacement
}

// RefundFrom is what a refund is counted from.
type RefundFrom string

// The starts of a refund. One that is counted from the request may wait for the goods, or for proof
// that they were sent.
const (
	FromRequest  RefundFrom = "request"
	FromReceipt  RefundFrom = "receipt"
	FromDecision RefundFrom = "decision"
)

// ShippingBack says when the way out is refunded, once for an order.
type ShippingBack struct {
	WholeOrder bool `json:"whole_order,omitzero"` // when all that was sold is accepted
	Waived     bool `json:"waived,omitzero"`      // when the cause is one for which no fee is kept
}

// Review are limits above which a request waits for a person. The zero Review has none.
type Review struct {
	Returns int64           `json:"returns,omitzero"` // more returns of the customer than this, in the host's window
	Value   logistics.Money `json:"value,omitzero"`   // more than this was paid for the units
}

// IsZero reports whether there are no limits.
func (r Review) IsZero() bool { return r.Returns == 0 && r.Value.IsZero() }

// Policy says what may come back, until when, and for how much.
type Policy struct {
	Schema  string       `json:"schema"` // "logistics/returns.policy/1"; in Go it may be left out
	ID      logistics.ID `json:"id"`
	Version int          `json:"version"`
	Zone    string       `json:"zone"` // in whose days the window counts, an IANA name
	// Window is how long it may be asked for after the delivery: civil days, the last one included, or exact time; or
	// any.
	Window logistics.Duration `json:"window"`
	// WindowEnd says whether it may still be asked for at the end of a window of exact time: by, as absent, or until.
	WindowEnd    logistics.EndRule `json:"window_end,omitzero"`
	Transit      int               `json:"transit,omitzero"` // days of a delivery when only the shipment is known
	Authorised   bool              `json:"authorisation,omitzero"`
	Review       Review            `json:"review,omitzero"`
	Limits       Limits            `json:"limits,omitzero"`
	RefundFrom   RefundFrom        `json:"refund_from,omitzero"` // required with a limit for the refund
	Refund       refund.Terms      `json:"refund"`
	ShippingBack ShippingBack      `json:"shipping_back,omitzero"`
	MoneyBack    refund.MoneyBack  `json:"money_back,omitzero"` // how long refunds go to the original payment
	// Permissions say who may do what; absent: [DefaultPermissions].
	Permissions []logistics.Permission `json:"permissions,omitempty"`
}

func document() wire.Document { return wire.Document{Name: "returns.policy"} }

// MarshalJSON writes the policy with its schema.
func (p Policy) MarshalJSON() ([]byte, error) {
	type plain Policy
	p.Schema = document().Written(p.Schema)
	return json.Marshal(plain(p))
}

// DecodePolicy reads the policy strictly. All faults are returned.
func DecodePolicy(data []byte) (Policy, error) {
	return wire.DecodeDocument[Policy](document(), data, wire.Strict)
}

// Validate reports every fault.
func (p Policy) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: p.Schema, ID: p.ID, Version: p.Version}, &faults)
	if p.Zone == "" {
		faults.Required("/zone", "in whose days the window counts")
	}
	if p.Window.Negative() || p.Window.Days() != 0 && p.Window.Exact() != 0 {
		faults.OutOfRange("/window", p.Window, "civil days or exact time, not below zero")
	}
	if p.WindowEnd != 0 && p.Window.Exact() == 0 {
		faults.Conflict("/window_end", p.WindowEnd, "a window of days ends with its last day")
	}
	if p.Transit < 0 || p.Transit > 366 {
		faults.OutOfRange("/transit", p.Transit, "0 to 366 days")
	}
	if p.Review.Returns < 0 {
		faults.OutOfRange("/review/returns", p.Review.Returns, "not below zero")
	}
	checkMoney("/review/value", p.Review.Value, logistics.Currency{}, &faults)
	p.Limits.validate(&faults)
	switch p.RefundFrom {
	case FromRequest, FromReceipt, FromDecision:
		if p.Limits.Refund.IsZero() {
			faults.Conflict("/refund_from", p.RefundFrom, "there is no limit for the refund")
		}
	case "":
		if !p.Limits.Refund.IsZero() {
			faults.Required("/refund_from", "what the limit for the refund counts from")
		}
	default:
		faults.Unknown("/refund_from", p.RefundFrom, "request, receipt or decision")
	}
	faults.At("/refund", p.Refund.Validate())
	faults.At("/money_back", p.MoneyBack.Validate())
	workflow.CompilePermissions(p.Permissions, actions(), "/permissions", &faults)
	return faults.Err()
}

func (l Limits) validate(faults *logistics.Faults) {
	for _, limit := range []struct {
		path string
		Limit
	}{{"approve", l.Approve}, {"ship", l.Ship}, {"inspect", l.Inspect}, {"refund", l.Refund}, {"hold", l.Hold}} {
		within := limit.Within
		switch {
		case limit.IsZero():
		case within.Negative() || within.Any() || within.IsZero():
			faults.OutOfRange("/limits/"+limit.path+"/within", within, "a duration above zero")
		case limit.OnHours && within.Days() != 0:
			faults.Conflict("/limits/"+limit.path+"/within", within, "exact time is counted on hours, days are not")
		}
	}
}

// onHours reports whether a limit needs the host's hours.
func (l Limits) onHours() bool {
	return l.Approve.OnHours || l.Ship.OnHours || l.Inspect.OnHours || l.Refund.OnHours || l.Hold.OnHours
}

// Compile prepares the policy; it returns every fault. The zone is looked up in zones. Limits that count
// on hours need them; without such limits hours may be nil.
func Compile(p Policy, zones logistics.Zones, hours logistics.WorkingTime) (*Rules, error) {
	var faults logistics.Faults
	faults.At("", p.Validate())
	var clock *time.Location
	if p.Zone != "" {
		clock = faults.Zone("/zone", zones, p.Zone)
	}
	if hours == nil && p.Limits.onHours() {
		faults.Required("/limits", "limits on hours need working time")
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	terms := &p.Refund
	terms.Conditions, terms.Late = slices.Clone(terms.Conditions), slices.Clone(terms.Late)
	terms.Waived = slices.Clone(terms.Waived)
	table := p.Permissions
	if len(table) == 0 {
		table = DefaultPermissions()
	}
	p.Permissions = nil // what is asked is the table made ready
	return &Rules{p, clock, hours, workflow.CompilePermissions(table, actions(), "/permissions", &faults)}, faults.Err()
}

// Rules are a [Policy] that was found in order: what a case is decided by. They are immutable and safe for
// concurrent use. The zero Rules decide nothing: they are a fault wherever they are given.
type Rules struct {
	policy      Policy
	clock       *time.Location
	hours       logistics.WorkingTime
	permissions workflow.Permissions
}

// ready reports whether these are the rules of a policy.
func (r *Rules) ready() bool { return r != nil && r.clock != nil }

// due is the end of a limit; the zero time is none.
func (r *Rules) due(l Limit, from time.Time) (time.Time, error) {
	switch {
	case l.IsZero():
		return time.Time{}, nil
	case l.OnHours:
		end, err := r.hours.Add(from, l.Within.Exact())
		return end.UTC(), err
	}
	return l.Within.AddTo(from.In(r.clock)).UTC(), nil
}

// waived reports whether no fee is kept for a cause.
func (r *Rules) waived(cause Cause) bool {
	return slices.Contains(r.policy.Refund.Waived, string(cause))
}
