package credit

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Charge is one objective of a period, or one incident under it: what was judged of it, how it was
// attained, and the figures a credit can be computed from. Which of them matter says the term; a figure
// that is absent is nothing, but a verdict that is absent is a fault.
type Charge struct {
	Objective logistics.ID `json:"objective"`
	// charges of one incident earn one credit, the largest; absent: each its own
	Incident logistics.ID `json:"incident,omitzero"`
	// what a credit is a share of: one invoice of the bill; absent: all of them together
	Invoice logistics.ID      `json:"invoice,omitzero"`
	Verdict logistics.Verdict `json:"verdict,omitzero"` // of the objective in the period, or of the incident
	Tally   logistics.Tally   `json:"tally,omitzero"`
	Points  int64             `json:"points,omitzero"` // points
	// flat_fee: how many units or times
	Failing      int64           `json:"failing,omitzero"`
	FailingValue logistics.Money `json:"failing_value,omitzero"` // value: of what failed
	Value        logistics.Money `json:"value,omitzero"`         // value: of everything, for the allowance
	Freight      logistics.Money `json:"freight,omitzero"`       // freight: of what failed
	// repeats: which miss this is in the host's rolling window, the first is 1
	Misses  int64  `json:"misses,omitzero"`
	Excused string `json:"excused,omitzero"` // a reason that excludes the credit: force majeure, late notice
}

// silent reports whether nothing at all was assessed: no case, no incident, no figure.
func (c *Charge) silent() bool {
	return c.Tally.Judged() == 0 && c.Incident.IsZero() && c.Points == 0 && c.Failing == 0 &&
		c.FailingValue.IsZero() && c.Freight.IsZero()
}

// key is what a charge is known by: an incident of an objective, or an objective on an invoice. An incident
// that comes again is the same one; an objective that does would earn its credit twice.
type key struct{ objective, incident, invoice logistics.ID }

func keyOf(objective, incident, invoice logistics.ID) key {
	if !incident.IsZero() {
		invoice = logistics.ID{}
	}
	return key{objective, incident, invoice}
}

func (c *Charge) key() key { return keyOf(c.Objective, c.Incident, c.Invoice) }

// facts are a bill in order: which of its charges to settle, and what they are shares of.
type facts struct {
	kept     []int                // the places of the charges that count, without those that came twice
	invoices []Invoice            // as they were given
	byID     map[logistics.ID]int // their places; nil while they are few
	total    logistics.Money      // of all invoices
}

// few is how many are found faster by looking through them than in a map.
const few = 8

// base is what the credit of a charge is a share of.
func (f *facts) base(c *Charge) logistics.Money {
	if c.Invoice.IsZero() {
		return f.total
	}
	return f.invoices[f.invoice(c.Invoice)].Amount
}

// invoice is the place of an invoice, −1 when there is none of this name.
func (f *facts) invoice(id logistics.ID) int {
	if f.byID != nil {
		if at, ok := f.byID[id]; ok {
			return at
		}
		return -1
	}
	return slices.IndexFunc(f.invoices, func(in Invoice) bool { return in.ID == id })
}

// names are the places of the charges by their names.
type names struct {
	charges []Charge
	byName  map[key]int // nil while they are few
}

func (n *names) find(i int, kept []int) (at int, twice bool) {
	k := n.charges[i].key()
	if n.byName != nil {
		if at, twice = n.byName[k]; !twice {
			n.byName[k] = i
		}
		return at, twice
	}
	for _, at := range kept {
		if n.charges[at].key() == k {
			return at, true
		}
	}
	return 0, false
}

// check refuses what cannot be settled and leaves out what came twice.
func (c *Biller) check(bill *Bill) (facts, error) {
	var faults logistics.Faults
	if bill.Period.IsZero() {
		faults.Required("/period", "period is required")
	}
	currency := c.currency
	for i := range bill.Invoices {
		if currency.IsZero() {
			currency = bill.Invoices[i].Amount.Currency()
		}
	}
	out := facts{kept: make([]int, 0, len(bill.Charges))}
	out.count(bill, currency, &faults)
	known := names{charges: bill.Charges}
	if len(bill.Charges) > few {
		known.byName = make(map[key]int, len(bill.Charges))
	}
	for i := range bill.Charges {
		charge := &bill.Charges[i]
		if !charge.Invoice.IsZero() && out.invoice(charge.Invoice) < 0 {
			faults.Unknown(chargePath(i, "/invoice"), charge.Invoice, "the bill has no such invoice")
		}
		c.checkCharge(charge, currency, i, &faults)
		if at, twice := known.find(i, out.kept); twice {
			charge.checkTwice(&bill.Charges[at], i, &faults)
			continue
		}
		out.kept = append(out.kept, i)
	}
	bill.checkWhole(out.kept, &faults)
	if currency.IsZero() {
		currency = bill.Year.Charges.Currency()
	}
	checkAmount("/year/credited", bill.Year.Credited, currency, &faults)
	checkAmount("/year/charges", bill.Year.Charges, currency, &faults)
	return out, faults.Err()
}

// checkWhole refuses an objective that is charged on all invoices and on one of them besides.
func (b *Bill) checkWhole(kept []int, faults *logistics.Faults) {
	onOne := func(c *Charge) bool { return !c.Invoice.IsZero() && c.Incident.IsZero() }
	if !slices.ContainsFunc(kept, func(i int) bool { return onOne(&b.Charges[i]) }) {
		return
	}
	whole := make(map[logistics.ID]bool)
	for _, i := range kept {
		if c := &b.Charges[i]; c.Invoice.IsZero() && c.Incident.IsZero() {
			whole[c.Objective] = true
		}
	}
	for _, i := range kept {
		if c := &b.Charges[i]; onOne(c) && whole[c.Objective] {
			faults.Duplicate(chargePath(i, "/invoice"), c.Invoice, "the objective is charged on all invoices already")
		}
	}
}

// checkTwice refuses a charge that came before, unless it is the same incident once more.
func (c *Charge) checkTwice(before *Charge, i int, faults *logistics.Faults) {
	switch {
	case c.Incident.IsZero():
		faults.Duplicate(
			chargePath(i, "/objective"), c.Objective, "an objective is charged once, or once an incident",
		)
	case !c.equal(before):
		faults.Conflict(chargePath(i, "/incident"), c.Incident, "the incident was charged otherwise before")
	}
}

// count adds up the invoices.
func (f *facts) count(bill *Bill, currency logistics.Currency, faults *logistics.Faults) {
	if len(bill.Invoices) == 0 && len(bill.Charges) > 0 {
		faults.Required("/invoices", "what was charged in the period")
	}
	if len(bill.Invoices) > few {
		f.byID = make(map[logistics.ID]int, len(bill.Invoices))
	}
	for i, invoice := range bill.Invoices {
		path := "/invoices/" + strconv.Itoa(i)
		switch {
		case invoice.ID.IsZero() && len(bill.Invoices) > 1:
			faults.Required(path+"/id", "one of several invoices has an id")
		case f.invoice(invoice.ID) >= 0:
			faults.Duplicate(path+"/id", invoice.ID, "an invoice is given once")
		}
		if invoice.Amount.IsZero() {
			faults.Required(path+"/amount", "an amount with its currency")
		}
		checkAmount(path+"/amount", invoice.Amount, currency, faults)
		if f.invoices = bill.Invoices[:i+1]; f.byID != nil {
			f.byID[invoice.ID] = i
		}
		sum, err := add(f.total, invoice.Amount)
		faults.At(path+"/amount", err)
		f.total = sum
	}
}

// add sums over amounts whose currencies are checked elsewhere, so that one fault is reported once.
func add(sum, m logistics.Money) (logistics.Money, error) {
	if !sum.IsZero() && !m.IsZero() && sum.Currency() != m.Currency() {
		return sum, nil
	}
	return sum.Add(m)
}

// chargePath is the place of a field of a charge. It is made where there is a fault, and not before: of
// thousands of charges hardly one has any.
func chargePath(i int, field string) string { return "/charges/" + strconv.Itoa(i) + field }

func (c *Biller) checkCharge(charge *Charge, currency logistics.Currency, i int, faults *logistics.Faults) {
	term := c.term(charge.Objective)
	switch {
	case charge.Objective.IsZero():
		faults.Required(chargePath(i, "/objective"), "objective is required")
	case term == nil:
		faults.Unknown(
			chargePath(i, "/objective"), charge.Objective,
			"no term names it, and the schedule has no steps of its own",
		)
	case !term.Allowance.IsZero() && charge.FailingValue.Sign() > 0 && charge.Value.IsZero():
		faults.Required(chargePath(i, "/value"), "the allowance is a share of the value of everything")
	}
	switch {
	case charge.Verdict == 0:
		faults.Required(chargePath(i, "/verdict"), "what was judged of the objective or the incident")
	case charge.Verdict > logistics.Waived:
		faults.OutOfRange(chargePath(i, "/verdict"), charge.Verdict, "missed, undetermined, not_due, met or waived")
	}
	for _, amount := range [...]struct {
		field string
		of    *logistics.Money
	}{{"/failing_value", &charge.FailingValue}, {"/value", &charge.Value}, {"/freight", &charge.Freight}} {
		if !amount.of.IsZero() && (amount.of.Sign() < 0 || amount.of.Currency() != currency) {
			checkAmount(chargePath(i, amount.field), *amount.of, currency, faults)
		}
	}
	if t := charge.Tally; t.Good < 0 || t.Bad < 0 || t.Judged() < 0 {
		checkTally(chargePath(i, "/tally"), t, faults)
	}
	for _, count := range [...]struct {
		field string
		n     int64
	}{{"/points", charge.Points}, {"/failing", charge.Failing}, {"/misses", charge.Misses}} {
		if count.n < 0 {
			faults.OutOfRange(chargePath(i, count.field), count.n, "not below zero")
		}
	}
}

func checkAmount(path string, m logistics.Money, currency logistics.Currency, faults *logistics.Faults) {
	switch {
	case m.IsZero():
	case m.Sign() < 0:
		faults.OutOfRange(path, m, "not below zero")
	case !currency.IsZero() && m.Currency() != currency:
		faults.Mismatch(path, m, "one currency for the schedule and the statement")
	}
}

func checkTally(path string, t logistics.Tally, faults *logistics.Faults) {
	if t.Good < 0 || t.Bad < 0 || t.Judged() < 0 {
		faults.OutOfRange(path, nil, "counts are not below zero and have a sum")
	}
}

// equal compares everything but the objective and the incident, which are the same already.
func (c *Charge) equal(o *Charge) bool {
	return c.Invoice == o.Invoice && c.Verdict == o.Verdict && c.Tally == o.Tally && c.Points == o.Points &&
		c.Failing == o.Failing && c.Misses == o.Misses && c.Excused == o.Excused &&
		c.FailingValue.Equal(o.FailingValue) && c.Value.Equal(o.Value) && c.Freight.Equal(o.Freight)
}
