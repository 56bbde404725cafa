package main

import (
	"errors"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/sla"
)

// agreementVerbs hold judged lines against an agreement.
func (w *world) agreementVerbs() script.Runner {
	return script.Runner{"agreement": w.agree, "attain": w.attain, "book": w.book}
}

var errNoAgreement = errors.New("no agreement was told")

// agree makes an agreement that holds from here on.
func (w *world) agree(c script.Call) (string, error) {
	agreement, err := policy(c, sla.DecodeAgreement)
	if err != nil {
		return "", err
	}
	w.agreement, err = sla.Compile(agreement, w.zones, nil)
	return "", err
}

// attain evaluates a period: "attain period=2025-03".
func (w *world) attain(c script.Call) (string, error) {
	if w.agreement == nil {
		return "", errNoAgreement
	}
	period, err := period(c)
	if err != nil {
		return "", err
	}
	report, err := w.agreement.Attain(sla.Facts{Outcomes: w.outcomes}, period, w.now)
	if err != nil {
		return "", err
	}
	var a answer
	a.report(report)
	return a.String(), nil
}

// book counts the lines one by one and tells every period of every customer.
func (w *world) book(script.Call) (string, error) {
	if w.agreement == nil {
		return "", errNoAgreement
	}
	book, err := w.agreement.NewBook()
	if err != nil {
		return "", err
	}
	for i := range w.outcomes {
		book.Add(&w.outcomes[i])
	}
	var a answer
	for _, of := range book.Reports(w.now) {
		a.line("%s", of.Customer)
		a.report(of.Report)
	}
	a.line("undated: %d", book.Undated())
	return a.String(), nil
}

// report tells a report with its tallies and sentences.
func (a *answer) report(r sla.Report) {
	a.line("%s version %d in %s: %s", r.Agreement, r.Version, r.Period, r.Verdict)
	for _, attained := range r.Attained {
		a.line("  %s: %s, %s", attained.Objective, attained.Verdict, tally(attained.Tally))
	}
	a.sentences(sla.Reasons(), r.Reasons())
}

// calendar is the rule by which figures are cut into periods.
func (w *world) calendar(c script.Call) (string, error) {
	rule, err := facts[logistics.PeriodRule](c)
	if err != nil {
		return "", err
	}
	w.periods = rule
	return "", rule.Validate()
}
