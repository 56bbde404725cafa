package credit

import (
	"strconv"
	"strings"

	"github.com/logicrm/logistics"
)

// Line is the credit for one charge, with what went into it.
type Line struct {
	Objective  logistics.ID    `json:"objective"`
	Incident   logistics.ID    `json:"incident,omitzero"`
	Invoice    logistics.ID    `json:"invoice,omitzero"` // absent: all invoices of the bill
	Attainment logistics.Ratio `json:"attainment,omitzero"`
	// what was judged; statements of before bills had verdicts have none
	Verdict logistics.Verdict `json:"verdict,omitzero"`
	Charges logistics.Money   `json:"charges"` // of which the credit is a share
	// the level that was missed: of a step, or the target of a shortfall
	Below    logistics.Ratio   `json:"below,omitzero"`
	Credit   logistics.Ratio   `json:"credit,omitzero"`  // the share of the step or of the row of points
	Formula  string            `json:"formula,omitzero"` // in the names of the inputs; absent when no credit is due
	Inputs   []logistics.Param `json:"inputs,omitempty"`
	Why      logistics.Code    `json:"why"`
	Excused  string            `json:"excused,omitzero"`
	Uncapped logistics.Money   `json:"uncapped"` // after the caps of the line, before those of the period
	Amount   logistics.Money   `json:"amount"`   // after all caps
}

// byName compares the names of lines; only what the first of them leave open is looked at.
func (l *Line) byName(o *Line) int {
	if order := l.Objective.Compare(o.Objective); order != 0 {
		return order
	}
	if order := l.Incident.Compare(o.Incident); order != 0 || !l.Incident.IsZero() {
		return order
	}
	return l.Invoice.Compare(o.Invoice)
}

func (l *Line) key() key { return keyOf(l.Objective, l.Incident, l.Invoice) }

// Computed is the formula with the texts of the inputs in place of their names.
func (l Line) Computed() string {
	pairs := make([]string, 0, 2*len(l.Inputs))
	for _, input := range l.Inputs {
		pairs = append(pairs, input.Name, input.Text)
	}
	return strings.NewReplacer(pairs...).Replace(l.Formula)
}

// Statement is what is owed for a period. Its lines sum to the total. What changes after it was given is
// the next version, by [Biller.Revise].
type Statement struct {
	Schedule logistics.ID     `json:"schedule"`
	Version  int              `json:"version,omitzero"` // from 1; absent: the first
	Period   logistics.Period `json:"period"`
	Charges  logistics.Money  `json:"charges,omitzero"` // of all invoices, for the cap
	Lines    []Line           `json:"lines"`
	Uncapped logistics.Money  `json:"uncapped"`         // before the caps of the period
	Cap      logistics.Money  `json:"cap,omitzero"`     // the least of the caps, also when it did not bind
	Limits   []Limit          `json:"limits,omitempty"` // the caps that bound, in the order they were applied
	Total    logistics.Money  `json:"total"`
}

// Limit is a cap of the period or the year that lowered the total, or the least amount that is paid.
type Limit struct {
	Code    logistics.Code  `json:"code"`
	Path    string          `json:"path"`    // in the schedule
	Credits logistics.Money `json:"credits"` // as they were before it
	At      logistics.Money `json:"at"`
}

// Settle compiles the schedule and settles one period: for the first program one writes. Compile once
// for more.
func Settle(s Schedule, bill Bill) (Statement, error) {
	c, err := Compile(s)
	if err != nil {
		return Statement{}, err
	}
	return c.Settle(bill)
}

// Settle computes the first version of the statement of a period in this order: the credit of each line
// that is due by its verdict, times the factor for repeats, rounded; the caps of the line; one credit for
// an incident; the caps of the period, over all its invoices; the cap of the year; and what is too little
// to pay. An incident that comes twice counts once, and the order of the charges does not matter. Faults have
// the place in the bill in their path.
func (c *Biller) Settle(bill Bill) (Statement, error) {
	facts, err := c.check(&bill)
	if err != nil {
		return Statement{}, err
	}
	statement := Statement{
		Schedule: c.schedule.ID, Version: 1, Period: bill.Period, Charges: facts.total,
		Lines: make([]Line, len(facts.kept)),
	}
	var faults logistics.Faults
	for i, at := range facts.kept {
		charge := &bill.Charges[at]
		if err := c.line(&statement.Lines[i], charge, facts.base(charge)); err != nil {
			faults.At("/charges/"+strconv.Itoa(at), err)
		}
	}
	if err := faults.Err(); err != nil {
		return Statement{}, err
	}
	oneForAnIncident(statement.Lines)
	for i := range statement.Lines {
		if statement.Uncapped, err = statement.Uncapped.Add(statement.Lines[i].Uncapped); err != nil {
			return Statement{}, err
		}
	}
	statement.Total = statement.Uncapped
	if err := c.limit(&statement, bill.Year); err != nil {
		return Statement{}, err
	}
	return statement, nil
}

// line computes the credit of a charge on its base.
func (c *Biller) line(line *Line, charge *Charge, base logistics.Money) error {
	nothing := logistics.Minor(0, base.Currency())
	*line = Line{
		Objective: charge.Objective, Incident: charge.Incident, Invoice: charge.Invoice,
		Attainment: charge.Tally.Attainment(), Verdict: charge.Verdict, Charges: base,
		Uncapped: nothing, Amount: nothing, Excused: charge.Excused,
	}
	term := c.term(charge.Objective)
	if line.Why = term.notDue(charge); line.Why != "" {
		return nil
	}
	credit, ok, err := term.compute(charge, base)
	switch {
	case err != nil:
		return err
	case !ok:
		line.Why = term.nothing(charge)
		return nil
	case term.onAttainment() && c.schedule.Relief.forgives(charge.Tally):
		line.Why = Relieved
		return nil
	}
	if factor, ok := term.repeat(charge.Misses); ok {
		credit.factor(factor, factor.Param("repeat"))
	}
	line.Why = StepApplied
	line.Below, line.Credit = credit.below, credit.credit
	line.Formula, line.Inputs = credit.formula, credit.inputs
	if line.Uncapped, err = credit.amount(c.schedule.Rounding); err != nil {
		return err
	}
	if err := line.hold(term); err != nil {
		return err
	}
	if line.Uncapped.Sign() == 0 && line.Why == StepApplied {
		line.Why = StepZero
	}
	line.Amount = line.Uncapped
	return nil
}

// notDue is why no credit is computed at all, whatever the figures say; "" where one may be due.
func (t *Term) notDue(c *Charge) logistics.Code {
	switch {
	case t.Kind == NoCredit:
		return NotCredited
	case c.Verdict == logistics.NotDue:
		return NotOver
	case c.Verdict == logistics.Waived:
		return Waived
	case c.Verdict == logistics.Undetermined && c.silent():
		return NoData
	case c.Verdict == logistics.Undetermined:
		return NotDetermined
	case c.Verdict == logistics.Met && t.Trigger == OnMiss:
		return Attained
	case c.Excused != "":
		return Excused
	}
	return ""
}

// nothing is why the figures give no credit.
func (t *Term) nothing(c *Charge) logistics.Code {
	switch {
	case t.onAttainment() && c.Tally.Judged() == 0:
		return NoData
	case c.Verdict == logistics.Missed:
		return NoStep
	}
	return Attained
}

// onAttainment reports whether the credit follows from the share of what was judged.
func (t *Term) onAttainment() bool { return t.Kind == ByAttainment || t.Kind == ByShortfall }

// hold applies the caps of the line.
func (l *Line) hold(term *Term) error {
	ceilings := []logistics.Money{term.Cap}
	if !term.CapShare.IsZero() {
		share, err := l.Charges.Share(term.CapShare, logistics.TowardZero)
		if err != nil {
			return err
		}
		ceilings = append(ceilings, share)
	}
	for _, ceiling := range ceilings {
		if !ceiling.IsZero() && above(l.Uncapped, ceiling) {
			l.Uncapped, l.Why = ceiling, LineCapped
		}
	}
	return nil
}

// oneForAnIncident leaves of the lines of one incident the largest credit, of equal ones that of the first
// objective by name. It comes after repeats and the caps of a line, so that no line that was left out is
// worth more.
func oneForAnIncident(lines []Line) {
	best := make(map[logistics.ID]int)
	for i := range lines {
		if lines[i].Incident.IsZero() || lines[i].Uncapped.Sign() == 0 {
			continue
		}
		j, ok := best[lines[i].Incident]
		if !ok {
			best[lines[i].Incident] = i
			continue
		}
		loser := i
		order, err := lines[i].Uncapped.Cmp(lines[j].Uncapped)
		if err == nil && (order > 0 || order == 0 && lines[i].byName(&lines[j]) < 0) {
			best[lines[i].Incident], loser = i, j
		}
		nothing := logistics.Minor(0, lines[loser].Charges.Currency())
		lines[loser].Uncapped, lines[loser].Amount, lines[loser].Why = nothing, nothing, SameIncident
	}
}
