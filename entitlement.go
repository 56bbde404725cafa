package logistics

// Entitlement is something a customer has by their tier or by contract: a name, a value, and the dates
// between which it holds. Policies read it as an attribute of the subject, through a [Selector].
type Entitlement struct {
	Name   string `json:"name"`            // "priority_support"
	Value  string `json:"value"`           // "24x7"; "yes" where there is nothing more to say
	From   Date   `json:"from,omitzero"`   // the first date; absent: always held
	Until  Date   `json:"until,omitzero"`  // the first date on which it no longer holds; absent: not ended
	Source ID     `json:"source,omitzero"` // the tier or contract it comes from
}

// Holds reports whether the entitlement holds on a date.
func (e Entitlement) Holds(on Date) bool {
	return !on.IsZero() && on.Compare(e.From) >= 0 && (e.Until.IsZero() || on.Compare(e.Until) < 0)
}

// Validate reports every fault of the entitlement.
func (e Entitlement) Validate() error {
	var faults Faults
	if err := checkText(e.Name, maxName); err != nil {
		faults.At("/name", err)
	}
	if err := checkText(e.Value, maxName); err != nil {
		faults.At("/value", err)
	}
	if !e.Until.IsZero() && e.Until.Compare(e.From) <= 0 {
		faults.Conflict("/until", e.Until, "ends before it starts")
	}
	return faults.Err()
}
