package credit

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Charge is one objective of a period, or one incident under it: how it was attained, and the figures
// a credit can be computed from. Which of them matter says the term; a figure that is absent is nothing.
type Charge struct {
	Objective logistics.ID `json:"objective"`
	// charges of one incident earn one credit, the largest; absent: each its own
	Incident logistics.ID `json:"incident,omitzero"`
	// counted once for the caps of the period; absent: each objective its own
	Invoice logistics.ID    `json:"invoice,omitzero"`
	Tally   logistics.Tally `json:"tally,omitzero"`
	Charges logistics.Money `json:"charges"`         // of the period
	Points  int64           `json:"points,omitzero"` // points
	// at_risk: above zero is a miss; flat_fee: how many units or times
	Failing      int64           `json:"failing,omitzero"`
	FailingValue logistics.Money `json:"failing_value,omitzero"` // value: of what failed
	Value        logistics.Money `json:"value,omitzero"`         // value: of everything, for the allowance
	Freight      logistics.Money `json:"freight,omitzero"`       // freight: of what failed
	// repeats: which miss this is in the host's rolling window, the first is 1
	Misses  int64  `json:"misses,omitzero"`
	Excused string `json:"excused,omitzero"` // a reason that excludes the credit: force majeure, late notice
}

// account is what charges are counted under: an invoice, or an objective with all its incidents.
type account struct{ invoice, objective logistics.ID }

// facts are charges in order: which of them to settle, and what they are a share of together.
type facts struct {
	kept []int // the places of the charges that count, without those that came twice
	base logistics.Money
}

// check refuses what cannot be settled and leaves out what came twice.
func (c *Biller) check(charges []Charge, year Year) (facts, error) {
	type key struct{ objective, incident logistics.ID }
	known := make(map[key]int)
	accounts := make(map[account]logistics.Money)
	out := facts{kept: make([]int, 0, len(charges))}
	var faults logistics.Faults
	currency := c.currency
	for i := range charges {
		charge, path := &charges[i], "/"+strconv.Itoa(i)
		if currency.IsZero() {
			currency = charge.Charges.Currency()
		}
		c.checkCharge(charge, currency, path, &faults)
		if !charge.Incident.IsZero() {
			k := key{charge.Objective, charge.Incident}
			if at, twice := known[k]; twice {
				if !charge.equal(&charges[at]) {
					faults.Conflict(path+"/incident", charge.Incident, "the incident was charged otherwise before")
				}
				continue
			}
			known[k] = i
		}
		out.kept = append(out.kept, i)
		if err := out.count(charge, accounts); err != nil {
			faults.At(path+"/charges", err)
		}
	}
	if currency.IsZero() {
		currency = year.Charges.Currency()
	}
	checkAmount("/year/credited", year.Credited, currency, &faults)
	checkAmount("/year/charges", year.Charges, currency, &faults)
	return out, faults.Err()
}

// count adds the charges to the base, those of one account once.
func (f *facts) count(charge *Charge, accounts map[account]logistics.Money) (err error) {
	in := account{invoice: charge.Invoice}
	switch {
	case !charge.Invoice.IsZero():
	case !charge.Incident.IsZero():
		in.objective = charge.Objective
	default:
		f.base, err = add(f.base, charge.Charges)
		return err
	}
	if before, ok := accounts[in]; ok {
		if !before.Equal(charge.Charges) {
			return logistics.NewFieldError(
				logistics.FaultConflict, charge.Charges.String(),
				"the same invoice, or objective of incidents, has "+before.String(),
			)
		}
		return nil
	}
	accounts[in] = charge.Charges
	f.base, err = add(f.base, charge.Charges)
	return err
}

// add sums over charges whose currencies are checked elsewhere, so that one fault is reported once.
func add(sum, m logistics.Money) (logistics.Money, error) {
	if !sum.IsZero() && sum.Currency() != m.Currency() {
		return sum, nil
	}
	return sum.Add(m)
}

func (c *Biller) checkCharge(charge *Charge, currency logistics.Currency, path string, faults *logistics.Faults) {
	term := c.term(charge.Objective)
	switch {
	case charge.Objective.IsZero():
		faults.Required(path+"/objective", "objective is required")
	case term == nil:
		faults.Unknown(
			path+"/objective", charge.Objective, "no term names it, and the schedule has no steps of its own",
		)
	case !term.Allowance.IsZero() && charge.FailingValue.Sign() > 0 && charge.Value.IsZero():
		faults.Required(path+"/value", "the allowance is a share of the value of everything")
	}
	if charge.Charges.IsZero() {
		faults.Required(path+"/charges", "an amount with its currency")
	}
	checkAmount(path+"/charges", charge.Charges, currency, faults)
	checkAmount(path+"/failing_value", charge.FailingValue, currency, faults)
	checkAmount(path+"/value", charge.Value, currency, faults)
	checkAmount(path+"/freight", charge.Freight, currency, faults)
	checkTally(path+"/tally", charge.Tally, faults)
	checkCount(path+"/points", charge.Points, faults)
	checkCount(path+"/failing", charge.Failing, faults)
	checkCount(path+"/misses", charge.Misses, faults)
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

func checkCount(path string, n int64, faults *logistics.Faults) {
	if n < 0 {
		faults.OutOfRange(path, n, "not below zero")
	}
}

// equal compares everything but the objective and the incident, which are the same already.
func (c *Charge) equal(o *Charge) bool {
	return c.Invoice == o.Invoice && c.Tally == o.Tally && c.Points == o.Points && c.Failing == o.Failing &&
		c.Misses == o.Misses &&
		c.Excused == o.Excused && c.Charges.Equal(o.Charges) && c.FailingValue.Equal(o.FailingValue) &&
		c.Value.Equal(o.Value) && c.Freight.Equal(o.Freight)
}
