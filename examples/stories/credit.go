package main

import (
	"errors"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/credit"
)

// creditVerbs settle what a missed level costs.
func (w *world) creditVerbs() script.Runner {
	return script.Runner{"schedule": w.schedule, "settle": w.settle}
}

var errNoSchedule = errors.New("no schedule was told")

// schedule makes the credits that hold from here on.
func (w *world) schedule(c script.Call) (string, error) {
	schedule, err := policy(c, credit.DecodeSchedule)
	if err != nil {
		return "", err
	}
	w.biller, err = credit.Compile(schedule)
	return "", err
}

// settle makes the statement of a period: "settle period=2025-03 invoices:=[…]". Told again it makes the next
// version, and what is to be paid or repaid besides.
func (w *world) settle(c script.Call) (string, error) {
	switch {
	case w.agreement == nil:
		return "", errNoAgreement
	case w.biller == nil:
		return "", errNoSchedule
	}
	given, err := facts[struct {
		Period   logistics.Period `json:"period"`
		Invoices []credit.Invoice `json:"invoices"`
	}](c)
	if err != nil {
		return "", err
	}
	report, err := w.agreement.Attain(sla.Facts{Outcomes: w.outcomes}, given.Period, w.now)
	if err != nil {
		return "", err
	}
	bill := report.Bill(given.Invoices...)
	period := given.Period.String()
	var a answer
	if before, again := w.statements[period]; again {
		statement, difference, err := w.biller.Revise(before, bill)
		if err != nil {
			return "", err
		}
		w.statements[period] = statement
		a.statement(statement)
		a.line("due: %s", difference.Due)
		a.sentences(credit.Reasons(), difference.Reasons())
		return a.String(), nil
	}
	statement, err := w.biller.Settle(bill)
	if err != nil {
		return "", err
	}
	w.statements[period] = statement
	a.statement(statement)
	return a.String(), nil
}

func (a *answer) statement(s credit.Statement) {
	a.line("version %d of %s in %s: %s", max(s.Version, 1), s.Schedule, s.Period, s.Total)
	a.sentences(credit.Reasons(), s.Reasons())
}
