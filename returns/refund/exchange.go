package refund

import "github.com/logicrm/logistics"

// Direction says who owes the difference of an exchange.
type Direction string

// The directions.
const (
	RefundDue    Direction = "refund_due"    // the replacement is cheaper than what came back
	CustomerOwes Direction = "customer_owes" // it is dearer; to charge the customer takes a decision of its own
	Even         Direction = "even"
)

// Settlement is the money side of an exchange.
type Settlement struct {
	Returned    logistics.Money `json:"returned"`         // credit for what came back
	Replacement logistics.Money `json:"replacement"`      // price of what goes out
	Freight     logistics.Money `json:"freight,omitzero"` // for the customer to pay
	Difference  logistics.Money `json:"difference"`       // replacement + freight − returned
	Direction   Direction       `json:"direction"`
}

// Settle computes the difference of an exchange. The credit for what came back is what was paid for it,
// as in Refund of a [Result], never its list price; no freight is the zero Money. A settlement is only
// a record: whatever the customer owes is not charged by it.
func Settle(returned, replacement, freight logistics.Money) (Settlement, error) {
	var faults logistics.Faults
	currency := returned.Currency()
	for _, amount := range [...]struct {
		m    logistics.Money
		path string
	}{{returned, "/returned"}, {replacement, "/replacement"}} {
		if amount.m.IsZero() {
			faults.Required(amount.path, "an amount with its currency")
		}
	}
	credit := minor(returned, currency, at("/returned", ""), &faults)
	price := minor(replacement, currency, at("/replacement", ""), &faults)
	way := minor(freight, currency, at("/freight", ""), &faults)
	if len(faults) > 0 {
		return Settlement{}, faults.Err()
	}
	difference := price + way - credit
	s := Settlement{
		Returned: returned, Replacement: replacement, Freight: freight,
		Difference: logistics.Minor(difference, currency), Direction: Even,
	}
	switch {
	case difference < 0:
		s.Direction = RefundDue
	case difference > 0:
		s.Direction = CustomerOwes
	}
	return s, nil
}
