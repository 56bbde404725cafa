package refund

import "github.com/logicrm/logistics"

// AmountError says that more was asked for than is available.
type AmountError struct {
	Asked     logistics.Money `json:"asked"`
	Available logistics.Money `json:"available"`
}

// Error names both amounts.
func (e *AmountError) Error() string { return "refund: " + Reasons().English(e.Reason()) }

// Is makes every AmountError a [logistics.ErrInvalid].
func (e *AmountError) Is(target error) bool { return target == logistics.ErrInvalid }

// Reason is the refusal as data.
func (e *AmountError) Reason() logistics.Reason {
	return logistics.Reason{
		Code: AmountExceeds, Params: []logistics.Param{e.Asked.Param("asked"), e.Available.Param("available")},
	}
}

// CheckAmount refuses an amount that somebody names for a refund: one that is not above zero or not in
// whole minor units with a fault, and one above what is available with an [AmountError].
func CheckAmount(amount, available logistics.Money) error {
	var faults logistics.Faults
	checkAmount(amount, &faults)
	limit := minor(available, amount.Currency(), at("/available", ""), &faults)
	if len(faults) > 0 {
		return faults.Err()
	}
	return within(amount, limit)
}

func checkAmount(amount logistics.Money, faults *logistics.Faults) int64 {
	switch {
	case amount.IsZero():
		faults.Required("/amount", "an amount with its currency")
	case amount.Sign() == 0:
		faults.OutOfRange("/amount", amount, "above zero")
	}
	return minor(amount, amount.Currency(), at("/amount", ""), faults)
}

func within(amount logistics.Money, available int64) error {
	if units, _ := amount.MinorUnits(); units > available {
		return &AmountError{amount, logistics.Minor(available, amount.Currency())}
	}
	return nil
}
