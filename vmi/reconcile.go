package vmi

import (
	"github.com/logicrm/logistics"
)

// Balance is what a customer's activity report says of an item and a period. Figures that were not
// reported are absent, which is not the same as 0.
type Balance struct {
	Opening   logistics.Quantity `json:"opening,omitzero"`
	Received  logistics.Quantity `json:"received,omitzero"`
	Returned  logistics.Quantity `json:"returned,omitzero"` // by consumers, back into stock
	Sold      logistics.Quantity `json:"sold,omitzero"`
	Withdrawn logistics.Quantity `json:"withdrawn,omitzero"` // from the warehouse, for other than sale
	Adjusted  logistics.Quantity `json:"adjusted,omitzero"`  // below zero: stock was taken off the books
	Ending    logistics.Quantity `json:"ending,omitzero"`
	Committed logistics.Quantity `json:"committed,omitzero"`
	Held      logistics.Quantity `json:"held,omitzero"`      // damaged, or in quality hold
	Available logistics.Quantity `json:"available,omitzero"` // on hand, and free
}

// Reconciliation is how far a report agrees with itself.
type Reconciliation struct {
	Expected logistics.Quantity `json:"expected,omitzero"` // the ending stock that opening and movements give
	Residual logistics.Quantity `json:"residual,omitzero"` // ending less expected: below zero stock is missing
	// met within the tolerance; undetermined without the figures
	Books     logistics.Verdict  `json:"books"`
	Free      logistics.Quantity `json:"free,omitzero"`    // available stock by what is committed and held
	Surplus   logistics.Quantity `json:"surplus,omitzero"` // available less free
	Available logistics.Verdict  `json:"available"`
}

// Reconcile checks that stock adds up:
//
//	ending = opening + received + returned - sold - withdrawn + adjusted
//	available = ending - committed - held
//
// The first needs the opening and the ending stock, and at least one figure of what moved; the second
// the ending and the available stock. Within the tolerance, which is in the unit of the figures and may
// be absent, the report is met.
func Reconcile(b Balance, tolerance logistics.Quantity) (Reconciliation, error) {
	if err := b.check(tolerance); err != nil {
		return Reconciliation{}, err
	}
	r := Reconciliation{Books: logistics.Undetermined, Available: logistics.Undetermined}
	var sum arithmetic
	moved := !b.Received.IsZero() || !b.Returned.IsZero() || !b.Sold.IsZero() || !b.Withdrawn.IsZero() ||
		!b.Adjusted.IsZero()
	if !b.Opening.IsZero() && !b.Ending.IsZero() && moved {
		r.Expected = sum.sub(sum.sub(sum.add(sum.add(b.Opening, b.Received), b.Returned), b.Sold), b.Withdrawn)
		r.Expected = sum.add(r.Expected, b.Adjusted)
		r.Residual = sum.sub(b.Ending, r.Expected)
		r.Books = judge(r.Residual, tolerance)
	}
	if !b.Ending.IsZero() && !b.Available.IsZero() {
		r.Free = sum.sub(sum.sub(b.Ending, b.Committed), b.Held)
		r.Surplus = sum.sub(b.Available, r.Free)
		r.Available = judge(r.Surplus, tolerance)
	}
	return r, sum.err
}

// judge compares a difference with a tolerance.
func judge(difference, tolerance logistics.Quantity) logistics.Verdict {
	if difference.Sign() < 0 {
		difference = difference.Neg()
	}
	if difference.Sign() > 0 && (tolerance.IsZero() || more(difference, tolerance)) {
		return logistics.Missed
	}
	return logistics.Met
}

func (b *Balance) check(tolerance logistics.Quantity) error {
	var faults logistics.Faults
	var unit logistics.Unit
	for _, f := range []struct {
		path string
		q    logistics.Quantity
		sign bool // may be below zero
	}{
		{"/opening", b.Opening, true},
		{"/received", b.Received, false},
		{"/returned", b.Returned, false},
		{"/sold", b.Sold, false},
		{"/withdrawn", b.Withdrawn, false},
		{"/adjusted", b.Adjusted, true},
		{"/ending", b.Ending, true},
		{"/committed", b.Committed, false},
		{"/held", b.Held, false},
		{"/available", b.Available, true},
		{"/tolerance", tolerance, false},
	} {
		if f.q.IsZero() {
			continue
		}
		if unit.IsZero() {
			unit = f.q.Unit()
		}
		switch {
		case f.q.Unit() != unit:
			faults.Mismatch(f.path, f.q, "all figures of a report must be in the unit "+unit.Code())
		case f.q.Sign() < 0 && !f.sign:
			faults.OutOfRange(f.path, f.q, "must be 0 or greater")
		}
	}
	return faults.Err()
}
