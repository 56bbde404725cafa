package returns

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// Sold is a line of the order: whole units, what was paid for all of them together, and how far they
// have gone.
type Sold struct {
	ID      logistics.ID `json:"id"`
	Product logistics.ID `json:"product"`
	Units   int64        `json:"units"`            // ordered and not cancelled
	Shipped int64        `json:"shipped"`          // of them; no more than these can come back
	Digital bool         `json:"digital,omitzero"` // nothing is shipped: a service, a download
	Final   bool         `json:"final,omitzero"`   // sold without the right to return
	// for all units, before discounts of the order; absent: as paid
	List        logistics.Money `json:"list,omitzero"`
	Paid        logistics.Money `json:"paid"`                  // for all units, tax included
	Tax         logistics.Money `json:"tax,omitzero"`          // inside paid
	ShippedAt   logistics.Stamp `json:"shipped_at,omitzero"`   // of the last of them
	Delivered   logistics.Stamp `json:"delivered,omitzero"`    // absent: not known
	SupportEnds logistics.Stamp `json:"support_ends,omitzero"` // from when on the product is not taken back at all
}

// returnable is how many units can be in returns.
func (s *Sold) returnable() int64 {
	if s.Digital {
		return s.Units
	}
	return s.Shipped
}

func (s *Sold) check(path string, currency logistics.Currency, faults *logistics.Faults) {
	needs(path+"/id", s.ID, faults)
	needs(path+"/product", s.Product, faults)
	checkUnits(path+"/units", s.Units, 1, faults)
	checkUnits(path+"/shipped", s.Shipped, 0, faults)
	if s.Shipped > s.Units {
		faults.Conflict(path+"/shipped", s.Shipped, "more than was sold")
	}
	if s.Paid.IsZero() {
		faults.Required(path+"/paid", "what was paid for all units together")
	}
	checkMoney(path+"/paid", s.Paid, currency, faults)
	checkMoney(path+"/list", s.List, currency, faults)
	checkMoney(path+"/tax", s.Tax, currency, faults)
	if more(s.Tax, s.Paid) {
		faults.Conflict(path+"/tax", s.Tax, "more than was paid")
	}
}

// line is the same for the sums of a refund.
func (s *Sold) line(settled int64) refund.Line {
	return refund.Line{ID: s.ID, Units: s.Units, List: s.List, Paid: s.Paid, Tax: s.Tax, Settled: settled}
}

// Tender is one way the order was paid.
type Tender struct {
	ID       logistics.ID    `json:"id"`
	Captured logistics.Money `json:"captured"`
}

// checkMoney accepts no amount, and whole minor units of the currency that are not below zero.
func checkMoney(path string, m logistics.Money, currency logistics.Currency, faults *logistics.Faults) {
	if m.IsZero() {
		return
	}
	_, whole := m.MinorUnits()
	switch {
	case m.Sign() < 0 || !whole:
		faults.OutOfRange(path, m, "whole minor units, not below zero")
	case !currency.IsZero() && m.Currency() != currency:
		faults.Mismatch(path, m, "one currency for an order")
	}
}

// more compares amounts of one currency.
func more(a, b logistics.Money) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	order, err := a.Cmp(b)
	return err == nil && order > 0
}
