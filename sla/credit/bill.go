package credit

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Invoice is what was charged for a service, or for all of them, in a period. It is said once, whatever
// is held against it.
type Invoice struct {
	ID     logistics.ID    `json:"id,omitzero"` // may be left out when there is only one
	Amount logistics.Money `json:"amount"`
}

// Bill is a period as it was charged and as it was attained: all that a statement is settled from. The
// invoices together are the charges of the period, of which the cap is a share.
type Bill struct {
	Period   logistics.Period `json:"period"`
	Invoices []Invoice        `json:"invoices,omitempty"`
	Charges  []Charge         `json:"charges"`
	Year     Year             `json:"year,omitzero"` // in a simulation credited: before the first period of the history
}

// Year is what was credited and charged in the year of a period, for the annual cap.
type Year struct {
	Period   logistics.Period `json:"period,omitzero"`   // the year itself; only a simulation has to know it
	Credited logistics.Money  `json:"credited,omitzero"` // before this period
	// of the whole year, this period included; absent: no annual cap
	Charges logistics.Money `json:"charges,omitzero"`
}

// UnmarshalJSON also reads the form in which each charge carried its amount. Such an amount becomes an
// invoice: the one the charge named, one for all the incidents of its objective, or one of its own. What
// was judged was not said there, so that the verdicts are lacking.
func (b *Bill) UnmarshalJSON(data []byte) error {
	type plain Bill
	var now plain
	if err := json.Unmarshal(data, &now); err != nil {
		return err
	}
	if now.Charges == nil {
		now.Charges = []Charge{}
	}
	*b = Bill(now)
	if len(b.Invoices) > 0 {
		return nil
	}
	var before struct {
		Charges []struct {
			Amount logistics.Money `json:"charges"`
		} `json:"charges"`
	}
	if err := json.Unmarshal(data, &before); err != nil {
		return err
	}
	amounts := make([]logistics.Money, len(before.Charges))
	for i := range before.Charges {
		amounts[i] = before.Charges[i].Amount
	}
	b.invoiceEach(amounts)
	return nil
}

// invoiceEach makes invoices of the amounts that charges carried: first those that had a name, so that
// no other takes it. Two amounts under one name are both kept, which a settlement refuses.
func (b *Bill) invoiceEach(amounts []logistics.Money) {
	for i, amount := range amounts {
		if named := b.Charges[i].Invoice; !amount.IsZero() && !named.IsZero() {
			b.invoice(named, amount)
		}
	}
	ofIncidents := make(map[logistics.ID]logistics.ID)
	for i, amount := range amounts {
		charge := &b.Charges[i]
		if amount.IsZero() || !charge.Invoice.IsZero() {
			continue
		}
		known, ok := ofIncidents[charge.Objective]
		if charge.Incident.IsZero() || !ok {
			known = b.unused(i)
		}
		if !charge.Incident.IsZero() {
			ofIncidents[charge.Objective] = known
		}
		charge.Invoice = known
		b.invoice(known, amount)
	}
}

// invoice adds an invoice, unless it is there with this amount.
func (b *Bill) invoice(id logistics.ID, amount logistics.Money) {
	same := func(in Invoice) bool { return in.ID == id && in.Amount.Equal(amount) }
	if !slices.ContainsFunc(b.Invoices, same) {
		b.Invoices = append(b.Invoices, Invoice{id, amount})
	}
}

// unused is a name that no invoice has, from the place of a charge.
func (b *Bill) unused(i int) logistics.ID {
	for ; ; i++ {
		id, err := logistics.HostID("line-" + strconv.Itoa(i+1))
		taken := func(in Invoice) bool { return in.ID == id }
		if err != nil || !slices.ContainsFunc(b.Invoices, taken) {
			return id
		}
	}
}
