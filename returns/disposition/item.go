package disposition

import "github.com/logicrm/logistics"

// Item is one returned item, or one that is to be returned.
type Item struct {
	Value    logistics.Money `json:"value"`          // what it is worth as new, now
	Decay    logistics.Ratio `json:"decay,omitzero"` // what it loses of its value in a week; absent: nothing
	Grade    Grade           `json:"grade,omitzero"`
	Inbound  logistics.Money `json:"inbound,omitzero"`  // what it will cost to bring it in; absent when it is here
	Handling logistics.Money `json:"handling,omitzero"` // to take it in and inspect it; absent: nothing, or it is done
	Hazards  []Hazard        `json:"hazards,omitempty"` // what is the matter with it
}

// check reports every fault of the item.
func (c *Chooser) check(item Item) error {
	var faults logistics.Faults
	c.checkAmounts(item, &faults)
	if item.Grade == "" {
		faults.Required("/grade", "grade is required")
	}
	return faults.Err()
}

// checkAmounts reports the faults of an item but for its grade.
func (c *Chooser) checkAmounts(item Item, faults *logistics.Faults) {
	if !c.ready() {
		faults.Required("/policy", "a compiled policy")
		return
	}
	amount := func(path string, m logistics.Money) {
		switch {
		case m.IsZero():
		case m.Sign() < 0:
			faults.OutOfRange(path, m, "not below zero")
		case m.Currency() != c.currency:
			faults.Mismatch(path, m, "the policy counts in "+c.currency.Code())
		}
	}
	if item.Value.IsZero() {
		faults.Required("/value", "an amount with its currency")
	}
	amount("/value", item.Value)
	amount("/inbound", item.Inbound)
	amount("/handling", item.Handling)
	checkDecay("/decay", item.Decay, faults)
}

func checkDecay(path string, decay logistics.Ratio, faults *logistics.Faults) {
	if decay.Num() < 0 || decay.Num() > decay.Den() {
		faults.OutOfRange(path, decay, "from 0 to 100% a week")
	}
}
