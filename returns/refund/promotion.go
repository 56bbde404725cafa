package refund

import "github.com/logicrm/logistics"

// Discount is how the order discount was treated, under terms that have a minimum.
type Discount struct {
	Minimum  logistics.Money `json:"minimum"`   // of the list value that is kept
	ListKept logistics.Money `json:"list_kept"` // list value of what the customer keeps after this refund
	Paid     logistics.Money `json:"paid"`      // for the goods of the order
	Share    logistics.Money `json:"share"`     // of it, for all units that came back, this refund included
	Before   logistics.Money `json:"before"`    // clawed back before
	Due      logistics.Money `json:"due"`       // to claw back in total: nothing while the minimum is kept
}

// discount works the order discount out again for what the customer keeps. Below the minimum all
// refunds together are what was paid without the list value of what is kept; the difference to the
// shares of what came back is due, and what was clawed back before counts. So it may also be given
// back again, and is when everything has come back.
func (l *ledger) discount(terms *Terms) (due int64, d Discount) {
	if terms.Promotion.Minimum.IsZero() {
		return 0, Discount{}
	}
	var kept, paid, share int64
	for i := range l.accounts {
		a := &l.accounts[i]
		kept += a.list - upTo(a.settled, a.list, a.sold, terms.Rounding)
		share += upTo(a.settled, a.paid, a.sold, terms.Rounding)
		paid += a.paid
	}
	if minimum, _ := terms.Promotion.Minimum.MinorUnits(); kept < minimum {
		due = max(share-max(paid-kept, 0), 0)
	}
	return due, Discount{
		Minimum: terms.Promotion.Minimum, ListKept: logistics.Minor(kept, l.currency),
		Paid:  logistics.Minor(paid, l.currency),
		Share: logistics.Minor(share, l.currency), Before: logistics.Minor(l.clawedBack, l.currency),
		Due: logistics.Minor(due, l.currency),
	}
}
