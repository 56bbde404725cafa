package credit

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// EarnBack gives a credit back to the provider who does well afterwards, or over the year.
type EarnBack struct {
	Periods    int             `json:"periods,omitzero"`     // so many periods in a row, right after the credit,
	Year       bool            `json:"year,omitzero"`        // or all the periods of its year taken together
	Target     logistics.Ratio `json:"target"`               // at this attainment or above
	Floor      logistics.Ratio `json:"floor,omitzero"`       // no credit comes back for a period below this attainment
	NotChronic bool            `json:"not_chronic,omitzero"` // nor for one by which the failures were chronic
	Share      logistics.Ratio `json:"share"`                // of the credit that comes back
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
	// or to the end of so many billing months after the one it falls in
	Cycles   int `json:"cycles,omitzero"`
	CycleDay int `json:"cycle_day,omitzero"` // on which a billing month begins; absent: the first
}

// IsZero reports whether credits come by themselves.
func (c Claim) IsZero() bool { return c == Claim{} }

func (e EarnBack) validate(chronic Chronic, faults *logistics.Faults) {
	if e.IsZero() {
		return
	}
	switch {
	case e.Year && e.Periods != 0:
		faults.Conflict("/earn_back/periods", e.Periods, "the periods after the credit or the year, not both")
	case !e.Year && (e.Periods < 1 || e.Periods > 120):
		faults.OutOfRange("/earn_back/periods", e.Periods, "1 to 120")
	}
	if !e.Floor.IsZero() {
		checkShare("/earn_back/floor", e.Floor, faults)
	}
	if e.NotChronic && chronic.IsZero() {
		faults.Conflict("/earn_back/not_chronic", nil, "the schedule does not say what is chronic")
	}
	checkShare("/earn_back/target", e.Target, faults)
	checkShare("/earn_back/share", e.Share, faults)
}

func (c Chronic) validate(faults *logistics.Faults) {
	if !c.IsZero() && (c.Misses < 1 || c.Periods < c.Misses || c.Periods > 1000) {
		faults.OutOfRange(
			"/chronic", strconv.Itoa(c.Misses)+" of "+strconv.Itoa(c.Periods), "misses, and at least as many periods",
		)
	}
}

func (c Claim) validate(faults *logistics.Faults) {
	ways := 0
	for _, given := range []bool{!c.Within.IsZero(), c.Days != 0, c.Cycles != 0} {
		if given {
			ways++
		}
	}
	switch {
	case ways > 1:
		faults.Conflict("/claim", nil, "civil days, working days or billing months, one of them")
	case c.Within.Negative() || c.Within.Exact() != 0 || c.Within.Any():
		faults.OutOfRange("/claim/within", c.Within, "civil days, such as P30D")
	case c.Days < 0 || c.Days > 3660:
		faults.OutOfRange("/claim/working_days", c.Days, "0 to 3660")
	case c.Cycles < 0 || c.Cycles > 120:
		faults.OutOfRange("/claim/cycles", c.Cycles, "0 to 120")
	case c.CycleDay < 0 || c.CycleDay > 28:
		faults.OutOfRange("/claim/cycle_day", c.CycleDay, "1 to 28, which every month has")
	case c.CycleDay > 0 && c.Cycles == 0:
		faults.Conflict("/claim/cycle_day", c.CycleDay, "has no meaning without cycles")
	}
}

// ClaimBy is the last date on which a credit can be claimed for an incident or the end of a period; ok
// is false when it needs no claim. Working days need a calendar.
func (c *Biller) ClaimBy(after logistics.Date, days logistics.WorkingDays) (last logistics.Date, ok bool, err error) {
	claim := c.schedule.Claim
	switch {
	case claim.IsZero():
		return logistics.Date{}, false, nil
	case after.IsZero():
		return logistics.Date{}, false, logistics.NewFieldError(
			logistics.FaultRequired, "", "the date of the incident or the end of the period",
		)
	case claim.Cycles > 0:
		last = claim.cycleEnd(after)
	case claim.Days == 0:
		last = after.AddDays(claim.Within.Days())
	case days == nil:
		return logistics.Date{}, false, logistics.NewFieldError(
			logistics.FaultRequired, "", "working days need a calendar",
		)
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

// cycleEnd is the last date of the billing month that is Cycles after the one a date falls in.
func (c Claim) cycleEnd(after logistics.Date) logistics.Date {
	year, month, day := after.Civil()
	first := max(c.CycleDay, 1)
	start, err := logistics.NewDate(year, month, first)
	if err != nil {
		return logistics.Date{}
	}
	months := c.Cycles + 1
	if day < first {
		months--
	}
	return start.AddMonths(months).AddDays(-1)
}

// Past is one period of one objective, for what looks back: how it was attained, and the credit it earned.
type Past struct {
	Period logistics.Period `json:"period"`
	Year   logistics.Period `json:"year,omitzero"` // that it belongs to, for what is earned back over a year
	Tally  logistics.Tally  `json:"tally,omitzero"`
	Credit logistics.Money  `json:"credit,omitzero"`
	Missed bool             `json:"missed,omitzero"`
}

// EarnedBack is what comes back of the credits of an objective, given all its periods in order. A
// credit comes back once, when every one of the periods right after it reached the target, or when the
// tallies of its year together did; while they are not over nothing comes back yet, and neither does
// where a period is lacking. A period without data does not reach a target, but takes nothing from a
// year. It is the sum over the whole history, rounded toward zero for each credit, and never more than
// the credits: the host books what is new of it.
func (c *Biller) EarnedBack(history []Past) (logistics.Money, error) {
	var back logistics.Money
	if err := checkHistory(history); err != nil || c.schedule.EarnBack.IsZero() {
		return back, err
	}
	for i, past := range history {
		if past.Credit.Sign() <= 0 || !c.comesBack(history, i) {
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

// comesBack reports whether the credit of a period is won back.
func (c *Biller) comesBack(history []Past, i int) bool {
	rule := c.schedule.EarnBack
	if !rule.Floor.IsZero() && !history[i].Tally.Attainment().AtLeast(rule.Floor) || rule.NotChronic &&
		c.IsChronic(history[:i+1]) {
		return false
	}
	if rule.Year {
		return rule.reachedYear(history, history[i].Year)
	}
	return rule.reached(history[i:])
}

// reachedYear reports whether a year is there from end to end, and together at the target.
func (e EarnBack) reachedYear(history []Past, year logistics.Period) bool {
	var all logistics.Tally
	next := year.Start()
	for _, past := range history {
		if past.Year != year {
			continue
		}
		if past.Period.Start() != next {
			return false
		}
		all, next = all.Merge(past.Tally), past.Period.End()
	}
	return !year.IsZero() && next == year.End() && all.Attainment().AtLeast(e.Target)
}

// reached reports whether the periods right after the first, one after the other, are all at the target.
func (e EarnBack) reached(history []Past) bool {
	if len(history) <= e.Periods {
		return false
	}
	for i, past := range history[1 : 1+e.Periods] {
		if past.Period.Start() != history[i].Period.End() || !past.Tally.Attainment().AtLeast(e.Target) {
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
			faults.Required(path+"/period", "period is required")
		case i > 0 && past.Period.Start().Compare(history[i-1].Period.End()) < 0:
			faults.Conflict(path+"/period", past.Period, "begins before the one before it is over")
		}
		checkTally(path+"/tally", past.Tally, &faults)
		checkAmount(path+"/credit", past.Credit, currency, &faults)
	}
	return faults.Err()
}

// IsChronic reports whether, by the last of the periods given in order, the failures are chronic.
func (c *Biller) IsChronic(history []Past) bool {
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

// Simulate settles past periods, given in order, as if the schedule had been in force: what it would
// have cost. The credits of earlier periods of a history count toward the annual cap when they name the
// same year. The total is over all periods; faults have the place of the period in their path.
func (c *Biller) Simulate(history []Bill) (statements []Statement, total logistics.Money, err error) {
	statements = make([]Statement, len(history))
	credited := make(map[logistics.Period]logistics.Money)
	var faults logistics.Faults
	for i, past := range history {
		path, year := "/"+strconv.Itoa(i), &past.Year
		known := len(faults)
		if !year.Period.IsZero() {
			year.Credited = plus(credited[year.Period], year.Credited, path+"/year/credited", &faults)
		}
		if len(faults) > known {
			continue
		}
		if statements[i], err = c.Settle(past); err != nil {
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
		faults.Mismatch(path, m, "one currency for a history")
		return sum
	}
	next, err := sum.Add(m)
	if err != nil {
		faults.At(path, err)
		return sum
	}
	return next
}
