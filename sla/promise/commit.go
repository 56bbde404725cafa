package promise

import "github.com/logicrm/logistics"

// Terms are what a promise says beside its date.
type Terms struct {
	Line      logistics.ID       `json:"line"`
	Revision  int                `json:"revision"`           // of the promise of the line, from 1
	Recipient logistics.ID       `json:"recipient,omitzero"` // who is to receive the goods; may be absent
	Place     logistics.Place    `json:"place"`              // where; the date is one of its days
	Cost      logistics.CostFact `json:"cost,omitzero"`      // may be absent
	By        logistics.Promiser `json:"by,omitzero"`        // who promises; absent: the supplier
	Made      logistics.Stamp    `json:"made,omitzero"`      // absent: with the order
}

// Promise is the promise of a line to be delivered on the date or earlier, which is how it is judged later on.
func (d Dates) Promise(t Terms) (logistics.Promise, error) {
	var faults logistics.Faults
	if d.Deliver.IsZero() || d.Order.IsZero() {
		faults.Required("", "dates that were promised")
	}
	if t.Line.IsZero() {
		faults.Required("/line", "the line")
	}
	if t.Revision < 1 {
		faults.OutOfRange("/revision", t.Revision, "1 or greater")
	}
	switch t.By {
	case "":
		t.By = logistics.BySupplier
	case logistics.BySupplier, logistics.ByCustomer:
	default:
		faults.Unknown("/by", t.By, "supplier or customer")
	}
	if t.Made.IsZero() {
		t.Made = logistics.StampOf(d.Order)
	}
	if err := faults.Err(); err != nil {
		return logistics.Promise{}, err
	}
	return logistics.Promise{
		Line: t.Line, Revision: t.Revision, Recipient: t.Recipient, Place: t.Place, To: logistics.OnDate(d.Deliver),
		End: logistics.By, Cost: t.Cost, Made: t.Made, By: t.By,
	}, nil
}
