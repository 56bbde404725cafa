package sla

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

// Bill is the report as a credit is settled from it: its period, and a charge for each objective with its
// verdict, its tally, and how many failed. What the invoices of the period say is the host's; figures that
// no report has, such as the value of what failed, are set on the charges of the bill.
func (r Report) Bill(invoices ...credit.Invoice) credit.Bill {
	bill := credit.Bill{
		Period: r.Period, Invoices: append([]credit.Invoice{}, invoices...),
		Charges: make([]credit.Charge, len(r.Attained)),
	}
	for i, a := range r.Attained {
		bill.Charges[i] = credit.Charge{
			Objective: a.Objective, Verdict: a.Verdict, Tally: a.Tally, Failing: a.Tally.Bad,
		}
	}
	return bill
}

// Charge is the case as an incident under its objective, for schedules that credit each case by itself:
// a parcel that is late, a call that was not answered.
func (c Case) Charge() credit.Charge {
	charge := credit.Charge{
		Objective: c.Objective, Incident: c.ID, Verdict: c.Verdict, Tally: logistics.Tally{}.Count(c.Verdict, 1),
	}
	charge.Failing = charge.Tally.Bad
	return charge
}
