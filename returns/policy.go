package returns

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/returns/refund"
)

// Restocking is the fee for units that come back in a condition, as a share of what was paid for them.
type Restocking struct {
	Condition logistics.Condition `json:"condition"`
	Fee       logistics.Ratio     `json:"fee"`
}

// Policy says what may come back, and for how much.
type Policy struct {
	Schema       string             `json:"schema"`
	ID           logistics.ID       `json:"id"`
	Version      int                `json:"version"`
	Zone         string             `json:"zone"`                 // in whose days the window counts, an IANA name
	Window       logistics.Duration `json:"window"`               // civil days after the delivery, the last one included; or any
	Restocking   []Restocking       `json:"restocking,omitempty"` // a condition that is not listed costs nothing
	Rounding     logistics.Rounding `json:"rounding"`
	RefundWithin logistics.Duration `json:"refund_within"` // of the inspection; or any
}

func document() wire.Document { return wire.Document{Name: "returns.policy"} }

// DecodePolicy reads the policy strictly. All faults are returned.
func DecodePolicy(data []byte) (Policy, error) {
	return wire.DecodeDocument[Policy](document(), data, wire.Strict)
}

const maxConditions = 100

// Validate reports every fault.
func (p Policy) Validate() error {
	var faults logistics.Faults
	document().Check(p.Schema, &faults)
	if p.ID.IsZero() {
		faults.Add("/id", logistics.FaultRequired, "", "a policy is cited by its id")
	}
	if p.Version < 1 {
		faults.Add("/version", logistics.FaultOutOfRange, strconv.Itoa(p.Version), "versions count from 1")
	}
	if p.Zone == "" {
		faults.Add("/zone", logistics.FaultRequired, "", "in whose days the window counts")
	}
	if p.Window.Negative() || p.Window.Exact() != 0 {
		faults.Add("/window", logistics.FaultOutOfRange, p.Window.String(), "civil days, not below zero")
	}
	if p.RefundWithin.Negative() {
		faults.Add("/refund_within", logistics.FaultOutOfRange, p.RefundWithin.String(), "not below zero")
	}
	if p.Rounding == 0 {
		faults.Add("/rounding", logistics.FaultRequired, "", "how amounts are rounded to the minor unit")
	}
	if len(p.Restocking) > maxConditions {
		faults.Add("/restocking", logistics.FaultTooMany, strconv.Itoa(len(p.Restocking)), "at most 100 conditions")
	}
	for i, r := range p.Restocking[:min(len(p.Restocking), maxConditions)] {
		path := "/restocking/" + strconv.Itoa(i)
		if r.Condition == "" || slices.ContainsFunc(p.Restocking[:i], func(e Restocking) bool { return e.Condition == r.Condition }) {
			faults.Add(path+"/condition", logistics.FaultDuplicate, string(r.Condition), "each condition once, none empty")
		}
		switch {
		case r.Fee.IsZero():
			faults.Add(path+"/fee", logistics.FaultRequired, "", "a share such as 15%")
		case r.Fee.Num() < 0 || r.Fee.Num() > r.Fee.Den():
			faults.Add(path+"/fee", logistics.FaultOutOfRange, r.Fee.String(), "from 0 to 100%")
		}
	}
	return faults.Err()
}

// Compile prepares the policy; it returns every fault. The zone is looked up in zones.
func Compile(p Policy, zones logistics.Zones) (*Compiled, error) {
	var faults logistics.Faults
	faults.At("", p.Validate())
	clock := locate(p.Zone, zones)
	if clock == nil && p.Zone != "" {
		faults.Add("/zone", logistics.FaultUnknown, p.Zone, "no such time zone here")
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	p.Restocking = slices.Clone(p.Restocking)
	return &Compiled{p, clock}, nil
}

// locate asks the host for a zone; nil is none.
func locate(name string, zones logistics.Zones) *time.Location {
	if zones == nil {
		return nil
	}
	clock, err := zones.Zone(name)
	if err != nil {
		return nil
	}
	return clock
}

// Compiled is a [Policy] that was found in order. It is immutable and safe for concurrent use.
type Compiled struct {
	policy Policy
	clock  *time.Location
}

// terms of a refund for goods in a condition.
func (c *Compiled) terms(condition logistics.Condition) refund.Terms {
	for _, r := range c.policy.Restocking {
		if r.Condition == condition {
			return refund.Terms{Fee: r.Fee, Rounding: c.policy.Rounding}
		}
	}
	return refund.Terms{Rounding: c.policy.Rounding}
}

// delivered is the date of a delivery, absent when there was none. The latest date a coarse stamp can
// mean is taken: the doubt is the seller's.
func (c *Compiled) delivered(s logistics.Stamp) logistics.Date {
	if _, ok := s.Offset(); ok {
		return logistics.DateOf(s.IntervalIn(c.clock).Latest(), c.clock)
	}
	return s.Date()
}

// due is when a refund has to be authorised for goods inspected at an instant; the zero time is never.
func (c *Compiled) due(inspected time.Time) time.Time {
	if c.policy.RefundWithin.Any() {
		return time.Time{}
	}
	return c.policy.RefundWithin.AddTo(inspected.In(c.clock)).UTC()
}
