package credit

import (
	"encoding/json"
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
	made := maker{
		bill: b, seen: make(map[invoiced]bool), taken: make(map[logistics.ID]bool),
		incidents: make(map[logistics.ID]logistics.ID),
	}
	for i, amount := range amounts {
		if named := b.Charges[i].Invoice; !amount.IsZero() && !named.IsZero() {
			made.add(named, amount)
		}
	}
	for i, amount := range amounts {
		if charge := &b.Charges[i]; !amount.IsZero() && charge.Invoice.IsZero() {
			charge.Invoice = made.account(charge, i)
			made.add(charge.Invoice, amount)
		}
	}
}

// invoiced is an amount under a name.
type invoiced struct {
	id     logistics.ID
	amount string
}

// maker adds invoices to a bill.
type maker struct {
	bill      *Bill
	seen      map[invoiced]bool
	taken     map[logistics.ID]bool
	incidents map[logistics.ID]logistics.ID // the invoice of all incidents of an objective
	next      int                           // the names before it are taken
}

// add adds an invoice, unless it is there with this amount.
func (m *maker) add(id logistics.ID, amount logistics.Money) {
	in := invoiced{id, amount.String()}
	if !m.seen[in] {
		m.seen[in], m.taken[id] = true, true
		m.bill.Invoices = append(m.bill.Invoices, Invoice{id, amount})
	}
}

// account is the invoice of a charge that named none, by its place.
func (m *maker) account(c *Charge, place int) logistics.ID {
	if c.Incident.IsZero() {
		return m.unused(place)
	}
	id, ok := m.incidents[c.Objective]
	if !ok {
		id = m.unused(place)
		m.incidents[c.Objective] = id
	}
	return id
}

// unused is a name that no invoice has.
func (m *maker) unused(place int) logistics.ID {
	for m.next = max(m.next, place); ; {
		m.next++
		id, err := logistics.HostID("line-" + strconv.Itoa(m.next))
		if err != nil || !m.taken[id] {
			return id
		}
	}
}
