package credit

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// EarnBack gives a credit back to the provider who does well afterwards.
type EarnBack struct {
	Periods int             `json:"periods"` // so many periods in a row, right after the credit
	Target  logistics.Ratio `json:"target"`  // at this attainment or above
	Share   logistics.Ratio `json:"share"`   // of the credit that comes back
}

// IsZero reports whether nothing is earned back.
func (e EarnBack) IsZero() bool { return e == EarnBack{} }

// Chronic is a failure that goes on: so many misses within so many periods.
type Chronic struct {
	Misses  int `json:"misses"`
	Periods int `json:"periods"`
}

// IsZero reports whether nothing counts as chronic.
func (c Chronic) IsZero() bool { return c == Chronic{} }

// Claim says until when a credit has to be asked for.
type Claim struct {
	Within logistics.Duration `json:"within,omitzero"`       // civil days after the incident or the end of the period
	Days   int                `json:"working_days,omitzero"` // or working days, on a calendar
}

// IsZero reports whether credits come by themselves.
func (c Claim) IsZero() bool { return c == Claim{} }

func (e EarnBack) validate(faults *logistics.Faults) {
	if e.IsZero() {
		return
	}
	if e.Periods < 1 || e.Periods > 120 {
		faults.Add("/earn_back/periods", logistics.FaultOutOfRange, strconv.Itoa(e.Periods), "1 to 120")
	}
	checkShare("/earn_back/target", e.Target, faults)
	checkShare("/earn_back/share", e.Share, faults)
}

func (c Chronic) validate(faults *logistics.Faults) {
	if !c.IsZero() && (c.Misses < 1 || c.Periods < c.Misses || c.Periods > 1000) {
		faults.Add("/chronic", logistics.FaultOutOfRange, strconv.Itoa(c.Misses)+" of "+strconv.Itoa(c.Periods), "misses, and at least as many periods")
	}
}

func (c Claim) validate(faults *logistics.Faults) {
	switch {
	case c.Within.Negative() || c.Within.Exact() != 0 || c.Within.Any():
		faults.Add("/claim/within", logistics.FaultOutOfRange, c.Within.String(), "civil days, such as P30D")
	case c.Days < 0 || c.Days > 3660:
		faults.Add("/claim/working_days", logistics.FaultOutOfRange, strconv.Itoa(c.Days), "0 to 3660")
	case c.Days > 0 && !c.Within.IsZero():
		faults.Add("/claim/working_days", logistics.FaultConflict, strconv.Itoa(c.Days), "civil days or working days, not both")
	}
}

// ClaimBy is the last date on which a credit can be claimed for an incident or the end of a period; ok
// is false when it needs no claim. Working days need a calendar.
func (c *Compiled) ClaimBy(after logistics.Date, days logistics.WorkingDays) (last logistics.Date, ok bool, err error) {
	claim := c.schedule.Claim
	switch {
	case claim.IsZero():
		return logistics.Date{}, false, nil
	case after.IsZero():
		return logistics.Date{}, false, logistics.NewFieldError(logistics.FaultRequired, "", "the date of the incident or the end of the period")
	case claim.Days == 0:
		last = after.AddDays(claim.Within.Days())
	case days == nil:
		return logistics.Date{}, false, logistics.NewFieldError(logistics.FaultRequired, "", "working days need a calendar")
	default:
		if last, err = days.Offset(after, claim.Days); err != nil {
			return logistics.Date{}, false, err
		}
	}
	if last.IsZero() {
		return logistics.Date{}, false, logistics.ErrHorizon
	}
	return last, true, nil
}

// Past is one period of one objective, for what looks back: its attainment, and the credit it earned.
type Past struct {
	Period     logistics.Period `json:"period"`
	Attainment logistics.Ratio  `json:"attainment,omitzero"`
	Credit     logistics.Money  `json:"credit,omitzero"`
	Missed     bool             `json:"missed,omitzero"`
}

// EarnedBack is what comes back of the credits of an objective, given all its periods in order. A
// credit comes back once, when every one of the periods right after it reached the target; while they
// are not over nothing comes back yet, and a period that is lacking or without data is not reached. It
// is the sum over the whole history, rounded toward zero for each credit, and never more than the
// credits: the host books what is new of it.
func (c *Compiled) EarnedBack(history []Past) (logistics.Money, error) {
	var back logistics.Money
	if err := checkHistory(history); err != nil || c.schedule.EarnBack.IsZero() {
		return back, err
	}
	for i, past := range history {
		if past.Credit.Sign() <= 0 || !c.schedule.EarnBack.reached(history[i:]) {
			continue
		}
		share, err := past.Credit.Share(c.schedule.EarnBack.Share, logistics.TowardZero)
		if err != nil {
			return logistics.Money{}, err
		}
		if back, err = back.Add(share); err != nil {
			return logistics.Money{}, err
		}
	}
	return back, nil
}

// reached reports whether the periods right after the first, one after the other, are all at the target.
func (e EarnBack) reached(history []Past) bool {
	if len(history) <= e.Periods {
		return false
	}
	for i, past := range history[1 : 1+e.Periods] {
		if past.Period.Start() != history[i].Period.End() || !past.Attainment.AtLeast(e.Target) {
			return false
		}
	}
	return true
}

func checkHistory(history []Past) error {
	var faults logistics.Faults
	var currency logistics.Currency
	for i, past := range history {
		path := "/" + strconv.Itoa(i)
		if currency.IsZero() {
			currency = past.Credit.Currency()
		}
		switch {
		case past.Period.IsZero():
			faults.Add(path+"/period", logistics.FaultRequired, "", "which period")
		case i > 0 && past.Period.Start().Compare(history[i-1].Period.End()) < 0:
			faults.Add(path+"/period", logistics.FaultConflict, past.Period.String(), "begins before the one before it is over")
		}
		checkAmount(path+"/credit", past.Credit, currency, &faults)
	}
	return faults.Err()
}

// IsChronic reports whether, by the last of the periods given in order, the failures are chronic.
func (c *Compiled) IsChronic(history []Past) bool {
	rule := c.schedule.Chronic
	if rule.IsZero() {
		return false
	}
	misses := 0
	for _, past := range history[max(len(history)-rule.Periods, 0):] {
		if past.Missed {
			misses++
		}
	}
	return misses >= rule.Misses
}

// Settled is a period as it was charged, to be settled again.
type Settled struct {
	Period  logistics.Period `json:"period"`
	Charges []Charge         `json:"charges"`
	Year    Year             `json:"year,omitzero"` // credited: before the first period of the history
}

// Simulate settles past periods, given in order, as if the schedule had been in force: what it would
// have cost. The credits of earlier periods of a history count toward the annual cap when they name the
// same year. The total is over all periods; faults have the place of the period in their path.
func (c *Compiled) Simulate(history []Settled) (statements []Statement, total logistics.Money, err error) {
	statements = make([]Statement, len(history))
	credited := make(map[logistics.Period]logistics.Money)
	var faults logistics.Faults
	for i, past := range history {
		path, year := "/"+strconv.Itoa(i), past.Year
		known := len(faults)
		if !year.Period.IsZero() {
			year.Credited = plus(credited[year.Period], year.Credited, path+"/year/credited", &faults)
		}
		if len(faults) > known {
			continue
		}
		if statements[i], err = c.SettleYear(past.Period, past.Charges, year); err != nil {
			faults.At(path, err)
			continue
		}
		total = plus(total, statements[i].Total, path, &faults)
		if !year.Period.IsZero() {
			credited[year.Period] = plus(credited[year.Period], statements[i].Total, path, &faults)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, logistics.Money{}, err
	}
	return statements, total, nil
}

// plus adds amounts of one currency; when it cannot, that is a fault, and the sum stays as it was.
func plus(sum, m logistics.Money, path string, faults *logistics.Faults) logistics.Money {
	if !sum.IsZero() && !m.IsZero() && sum.Currency() != m.Currency() {
		faults.Add(path, logistics.FaultMismatch, m.String(), "one currency for a history")
		return sum
	}
	next, err := sum.Add(m)
	if err != nil {
		faults.At(path, err)
		return sum
	}
	return next
}
