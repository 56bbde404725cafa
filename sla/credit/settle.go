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
	Attainment logistics.Ratio `json:"attainment,omitzero"`
	Charges    logistics.Money `json:"charges"`
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

// Computed is the formula with the texts of the inputs in place of their names.
func (l Line) Computed() string {
	pairs := make([]string, 0, 2*len(l.Inputs))
	for _, input := range l.Inputs {
		pairs = append(pairs, input.Name, input.Text)
	}
	return strings.NewReplacer(pairs...).Replace(l.Formula)
}

// Statement is what is owed for a period. Its lines sum to the total.
type Statement struct {
	Schedule logistics.ID     `json:"schedule"`
	Period   logistics.Period `json:"period"`
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

// Year is what was credited and charged in the year of a period, for the annual cap.
type Year struct {
	Period   logistics.Period `json:"period,omitzero"`   // the year itself; only a simulation has to know it
	Credited logistics.Money  `json:"credited,omitzero"` // before this period
	// of the whole year, this period included; absent: no annual cap
	Charges logistics.Money `json:"charges,omitzero"`
}

// Settle compiles the schedule and settles one period: for the first program one writes. Compile once
// for more.
func Settle(s Schedule, period logistics.Period, charges []Charge) (Statement, error) {
	c, err := Compile(s)
	if err != nil {
		return Statement{}, err
	}
	return c.Settle(period, charges)
}

// Settle computes the statement of a period, without regard to the year before. An objective without
// data earns nothing.
func (c *Biller) Settle(period logistics.Period, charges []Charge) (Statement, error) {
	return c.SettleYear(period, charges, Year{})
}

// SettleYear computes the statement of a period in this order: the credit of each line, times the
// factor for repeats, rounded; the caps of the line; one credit for an incident; the caps of the
// period; the cap of the year; and what is too little to pay. The same charge twice, with its incident,
// counts once. Faults have the place of the charge in their path, those of the year begin with /year.
func (c *Biller) SettleYear(period logistics.Period, charges []Charge, year Year) (Statement, error) {
	facts, err := c.check(charges, year)
	if err != nil {
		return Statement{}, err
	}
	statement := Statement{Schedule: c.schedule.ID, Period: period, Lines: make([]Line, len(facts.kept))}
	var faults logistics.Faults
	for i, at := range facts.kept {
		statement.Lines[i], err = c.line(&charges[at])
		faults.At("/"+strconv.Itoa(at), err)
	}
	if err := faults.Err(); err != nil {
		return Statement{}, err
	}
	oneForAnIncident(statement.Lines)
	for _, line := range statement.Lines {
		if statement.Uncapped, err = statement.Uncapped.Add(line.Uncapped); err != nil {
			return Statement{}, err
		}
	}
	statement.Total = statement.Uncapped
	if err := c.limit(&statement, facts.base, year); err != nil {
		return Statement{}, err
	}
	return statement, nil
}

func (c *Biller) line(charge *Charge) (Line, error) {
	nothing := logistics.Minor(0, charge.Charges.Currency())
	line := Line{
		Objective: charge.Objective, Incident: charge.Incident, Attainment: charge.Tally.Attainment(),
		Charges:  charge.Charges,
		Uncapped: nothing, Amount: nothing, Why: Attained, Excused: charge.Excused,
	}
	if charge.Excused != "" {
		line.Why = Excused
		return line, nil
	}
	term := c.term(charge.Objective)
	credit, ok, err := term.compute(charge)
	switch {
	case err != nil:
		return Line{}, err
	case !ok:
		if (term.Kind == ByAttainment || term.Kind == ByShortfall) && line.Attainment.IsZero() {
			line.Why = NoData
		}
		return line, nil
	case (term.Kind == ByAttainment || term.Kind == ByShortfall) && c.schedule.Relief.forgives(charge.Tally):
		line.Why = Relieved
		return line, nil
	}
	if factor, ok := term.repeat(charge.Misses); ok {
		credit.factor(factor, factor.Param("repeat"))
	}
	line.Why = StepApplied
	line.Below, line.Credit = credit.below, credit.credit
	line.Formula, line.Inputs = credit.formula, credit.inputs
	if line.Uncapped, err = credit.amount(c.schedule.Rounding); err != nil {
		return Line{}, err
	}
	if err := line.hold(term); err != nil {
		return Line{}, err
	}
	line.Amount = line.Uncapped
	return line, nil
}

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

// oneForAnIncident leaves of the lines of one incident the largest credit, of equal ones the first. It
// comes after repeats and the caps of a line, so that no line that was left out is worth more.
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
		if above(lines[i].Uncapped, lines[j].Uncapped) {
			best[lines[i].Incident], loser = i, j
		}
		nothing := logistics.Minor(0, lines[loser].Charges.Currency())
		lines[loser].Uncapped, lines[loser].Amount, lines[loser].Why = nothing, nothing, SameIncident
	}
}
