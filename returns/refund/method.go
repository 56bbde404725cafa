package refund

import (
	"slices"

	"github.com/logicrm/logistics"
)

// Method is a way to pay a refund. The vocabulary is open; these two are chosen by [ChooseMethod].
type Method string

// The methods.
const (
	OriginalPayment Method = "original_payment" // back to where the money came from
	StoreCredit     Method = "store_credit"     // a balance with the seller
)

// MoneyBack is how long money goes back to the original payment. The zero MoneyBack has no limit.
type MoneyBack struct {
	Days int `json:"days,omitzero"` // civil days since the shipping, the last one included; absent: no limit
}

// Validate reports every fault.
func (m MoneyBack) Validate() error {
	var faults logistics.Faults
	m.check("", &faults)
	return faults.Err()
}

func (m MoneyBack) check(path string, faults *logistics.Faults) {
	count(int64(m.Days), 0, maxDays, at(path, "/days"), faults)
}

const maxDays = 100_000

// Allowed are the methods that are allowed so many days after the shipping, the usual one first.
func (m MoneyBack) Allowed(daysSinceShipped int) []Method {
	if m.Days > 0 && daysSinceShipped > m.Days {
		return []Method{StoreCredit}
	}
	return []Method{OriginalPayment, StoreCredit}
}

// MethodError says that a method was asked for that is not allowed, or not any more.
type MethodError struct {
	Asked   Method   `json:"asked"`
	Allowed []Method `json:"allowed"`
}

// Error names the method and those that are allowed.
func (e *MethodError) Error() string { return "refund: " + Reasons().English(e.Reason()) }

// Is makes every MethodError a [logistics.ErrInvalid].
func (e *MethodError) Is(target error) bool { return target == logistics.ErrInvalid }

// Reason is the refusal as data.
func (e *MethodError) Reason() logistics.Reason {
	return logistics.Reason{Code: MethodNotAllowed, Params: []logistics.Param{
		logistics.CodeParam("asked", e.Asked), logistics.CodesParam("allowed", e.Allowed...),
	}}
}

// ChooseMethod is how a refund is paid so many days after the shipping: as preferred, or by the usual
// method when nothing is preferred. A preferred method that is not allowed is a [MethodError]; it is
// never replaced by another one silently.
func ChooseMethod(limit MoneyBack, daysSinceShipped int, preferred Method) (Method, error) {
	var faults logistics.Faults
	limit.check("/limit", &faults)
	if daysSinceShipped < 0 {
		faults.OutOfRange("/days_since_shipped", daysSinceShipped, "not below zero")
	}
	if len(faults) > 0 {
		return "", faults.Err()
	}
	allowed := limit.Allowed(daysSinceShipped)
	switch {
	case preferred == "":
		return allowed[0], nil
	case !slices.Contains(allowed, preferred):
		return "", &MethodError{preferred, allowed}
	default:
		return preferred, nil
	}
}
