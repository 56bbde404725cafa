package vmi

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Position is the stock of the item as it was reported.
type Position struct {
	OnHand  logistics.Quantity `json:"on_hand"`
	OnOrder logistics.Quantity `json:"on_order,omitzero"` // ordered or proposed, and not received yet
	// the same with the dates they are due, beside what is in on_order
	Receipts []Receipt `json:"receipts,omitempty"`
	// proposals the customer has not answered: they always count
	Proposed   logistics.Quantity `json:"proposed,omitzero"`
	Allocated  logistics.Quantity `json:"allocated,omitzero"`  // on hand or on order, and promised to a customer
	Held       logistics.Quantity `json:"held,omitzero"`       // of what is on hand: damaged, or in quality hold
	Backorders logistics.Quantity `json:"backorders,omitzero"` // demand that could not be met yet
	Reported   logistics.Stamp    `json:"reported"`            // when the stock was as it says
}

// Demand is what is used in a day.
type Demand struct {
	Mean logistics.Quantity `json:"mean"`
	SD   logistics.Quantity `json:"sd,omitzero"` // standard deviation; absent is none
}

// check reports every fault of the facts.
func (c *Planner) check(p *Position, d *Demand, asOf time.Time) error {
	var faults logistics.Faults
	unit := c.agreement.Unit
	checkQuantity("/position/on_hand", p.OnHand, unit, required, maxUnits, &faults)
	checkQuantity("/position/on_order", p.OnOrder, unit, optional, maxUnits, &faults)
	checkQuantity("/position/allocated", p.Allocated, unit, optional, maxUnits, &faults)
	checkQuantity("/position/proposed", p.Proposed, unit, optional, maxUnits, &faults)
	checkQuantity("/position/held", p.Held, unit, optional, maxUnits, &faults)
	checkQuantity("/position/backorders", p.Backorders, unit, optional, maxUnits, &faults)
	for i, r := range p.Receipts {
		path := "/position/receipts/" + strconv.Itoa(i)
		checkQuantity(path+"/quantity", r.Quantity, unit, required, maxUnits, &faults)
		if r.Due.IsZero() {
			faults.Required(path+"/due", "the date it is due")
		}
	}
	switch {
	case p.Reported.IsZero():
		faults.Required("/position/reported", "the time of the stock report")
	case c.reported(p.Reported).Earliest().After(asOf):
		faults.Conflict("/position/reported", p.Reported, "reported after the time of the proposal")
	}
	checkQuantity("/demand/mean", d.Mean, unit, required, maxUnits, &faults)
	checkQuantity("/demand/sd", d.SD, unit, optional, maxUnits, &faults)
	if d.Mean.Sign() == 0 && d.SD.Sign() > 0 {
		faults.Conflict("/demand/sd", d.SD, "must be 0 when the mean is 0")
	}
	return faults.Err()
}

// reported is when the report can have been made. A stamp that names another zone than that of the
// place is as wide as one without any.
func (c *Planner) reported(s logistics.Stamp) logistics.Interval {
	if s.Zone() != "" && s.Zone() != c.agreement.Place.Zone {
		return s.IntervalIn(nil)
	}
	return s.IntervalIn(c.clock)
}

// age judges whether the report is fresh: Met, Missed, or Undetermined when its stamp is too coarse.
// The last instant of freshness is still fresh.
func (c *Planner) age(s logistics.Stamp, asOf time.Time) logistics.Verdict {
	limit := c.agreement.FreshFor
	if limit.Any() {
		return logistics.Met
	}
	clock := c.place()
	made := c.reported(s)
	switch {
	case asOf.After(limit.AddTo(made.Latest().In(clock))):
		return logistics.Missed
	case asOf.After(limit.AddTo(made.Earliest().In(clock))):
		return logistics.Undetermined
	default:
		return logistics.Met
	}
}
