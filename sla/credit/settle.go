package credit

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Charge is one objective of a period: how it was attained, and the charges a credit is computed on.
type Charge struct {
	Objective logistics.ID
	Tally     logistics.Tally
	Charges   logistics.Money
}

// Line is the credit for one objective, with what went into it.
type Line struct {
	Objective  logistics.ID    `json:"objective"`
	Attainment logistics.Ratio `json:"attainment,omitzero"`
	Charges    logistics.Money `json:"charges"`
	Below      logistics.Ratio `json:"below,omitzero"`  // the step that applied; absent when none did
	Credit     logistics.Ratio `json:"credit,omitzero"` // its share
	Uncapped   logistics.Money `json:"uncapped"`
	Amount     logistics.Money `json:"amount"` // after the cap
}

// Statement is what is owed for a period. Its lines sum to the total.
type Statement struct {
	Schedule logistics.ID     `json:"schedule"`
	Period   logistics.Period `json:"period"`
	Lines    []Line           `json:"lines"`
	Uncapped logistics.Money  `json:"uncapped"` // before the cap
	Cap      logistics.Money  `json:"cap,omitzero"`
	Total    logistics.Money  `json:"total"`
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

// Settle computes the statement of a period. An objective without data earns nothing.
func (c *Compiled) Settle(period logistics.Period, charges []Charge) (Statement, error) {
	if err := checkCharges(charges); err != nil {
		return Statement{}, err
	}
	statement := Statement{Schedule: c.schedule.ID, Period: period, Lines: make([]Line, len(charges))}
	var base logistics.Money
	for i, charge := range charges {
		line, err := c.line(charge)
		if err != nil {
			return Statement{}, err
		}
		statement.Lines[i] = line
		if statement.Uncapped, err = statement.Uncapped.Add(line.Uncapped); err != nil {
			return Statement{}, err
		}
		if base, err = base.Add(charge.Charges); err != nil {
			return Statement{}, err
		}
	}
	statement.Total = statement.Uncapped
	if err := c.limit(&statement, base); err != nil {
		return Statement{}, err
	}
	return statement, nil
}

func checkCharges(charges []Charge) error {
	var faults logistics.Faults
	for i, charge := range charges {
		path := "/" + strconv.Itoa(i)
		if charge.Objective.IsZero() {
			faults.Add(path+"/objective", logistics.FaultRequired, "", "which objective")
		}
		switch {
		case charge.Charges.IsZero():
			faults.Add(path+"/charges", logistics.FaultRequired, "", "an amount with its currency")
		case charge.Charges.Sign() < 0:
			faults.Add(path+"/charges", logistics.FaultOutOfRange, charge.Charges.String(), "not below zero")
		case charge.Charges.Currency() != charges[0].Charges.Currency():
			faults.Add(path+"/charges", logistics.FaultMismatch, charge.Charges.String(), "one currency for a statement")
		}
	}
	return faults.Err()
}

func (c *Compiled) line(charge Charge) (Line, error) {
	nothing := logistics.Minor(0, charge.Charges.Currency())
	line := Line{
		Objective: charge.Objective, Attainment: charge.Tally.Attainment(), Charges: charge.Charges,
		Uncapped: nothing, Amount: nothing,
	}
	step, ok := c.step(line.Attainment)
	if !ok {
		return line, nil
	}
	amount, err := charge.Charges.Share(step.Credit, c.schedule.Rounding)
	if err != nil {
		return Line{}, err
	}
	line.Below, line.Credit, line.Uncapped, line.Amount = step.Below, step.Credit, amount, amount
	return line, nil
}

// step finds the lowest step the attainment is below.
func (c *Compiled) step(attainment logistics.Ratio) (Step, bool) {
	for i := len(c.schedule.Steps) - 1; i >= 0; i-- {
		if order, ok := attainment.Cmp(c.schedule.Steps[i].Below); ok && order < 0 {
			return c.schedule.Steps[i], true
		}
	}
	return Step{}, false
}

// limit holds the total to the cap and splits what is left over the lines.
func (c *Compiled) limit(s *Statement, base logistics.Money) error {
	if c.schedule.Cap.IsZero() || base.IsZero() {
		return nil
	}
	ceiling, err := base.Share(c.schedule.Cap, logistics.TowardZero)
	if err != nil {
		return err
	}
	s.Cap = ceiling
	if order, err := s.Total.Cmp(ceiling); err != nil || order <= 0 {
		return err
	}
	weights := make([]int64, len(s.Lines))
	for i, line := range s.Lines {
		units, ok := line.Uncapped.MinorUnits()
		if !ok {
			return logistics.NewFieldError(logistics.FaultOutOfRange, line.Uncapped.String(), "too large to split")
		}
		weights[i] = units
	}
	parts, err := ceiling.Allocate(weights)
	if err != nil {
		return err
	}
	for i := range s.Lines {
		s.Lines[i].Amount = parts[i]
	}
	s.Total = ceiling
	return nil
}

// The reasons.
const (
	StepApplied logistics.Code = "credit.step.applied"
	Attained    logistics.Code = "credit.level.attained"
	NoData      logistics.Code = "credit.level.no_data"
	Capped      logistics.Code = "credit.total.capped"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: StepApplied, Text: "{attainment} of {objective} is below {below}: {credit} of {charges} is {amount}"},
		{Code: Attained, Text: "{attainment} of {objective} is below no step: no credit"},
		{Code: NoData, Text: "nothing was judged for {objective}: no credit"},
		{Code: Capped, Text: "credits of {uncapped} are held to the cap of {cap}"},
	}
}

// Reasons explains every line and the cap.
func (s Statement) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, len(s.Lines)+1)
	for i, line := range s.Lines {
		code := StepApplied
		params := []logistics.Param{{Name: "objective", Text: line.Objective.String()}}
		switch {
		case line.Attainment.IsZero():
			code = NoData
		case line.Below.IsZero():
			code = Attained
			params = append(params, logistics.Param{Name: "attainment", Text: line.Attainment.String()})
		default:
			params = append(params,
				logistics.Param{Name: "attainment", Text: line.Attainment.String()},
				logistics.Param{Name: "below", Text: line.Below.String()},
				logistics.Param{Name: "credit", Text: line.Credit.String()},
				logistics.Param{Name: "charges", Text: line.Charges.String()},
				logistics.Param{Name: "amount", Text: line.Uncapped.String()})
		}
		reasons = append(reasons, logistics.Reason{Code: code, Path: "/lines/" + strconv.Itoa(i), Params: params})
	}
	if !s.Total.Equal(s.Uncapped) {
		reasons = append(reasons, logistics.Reason{Code: Capped, Path: "/total", Params: []logistics.Param{
			{Name: "uncapped", Text: s.Uncapped.String()}, {Name: "cap", Text: s.Cap.String()},
		}})
	}
	return reasons
}
