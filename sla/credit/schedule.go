package credit

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Step is one row of a table: attainment below Below earns Credit, a share of the charges.
type Step struct {
	Below  logistics.Ratio `json:"below"`
	Credit logistics.Ratio `json:"credit"`
}

// Schedule is the policy. Its own steps hold for every objective that no term names; they go from the
// highest level to the lowest, with credits that grow.
type Schedule struct {
	Schema string       `json:"schema"` // "logistics/credit.schedule/2"; in Go it may be left out
	ID     logistics.ID `json:"id"`
	Steps  []Step       `json:"steps,omitempty"`
	Terms  []Term       `json:"terms,omitempty"`
	// what a credit follows from, where a term does not say it; absent: a miss
	Trigger Trigger `json:"trigger,omitzero"`
	// all lines of a period together, a share of the charges; absent: no cap
	Cap      logistics.Ratio `json:"cap,omitzero"`
	CapTotal logistics.Money `json:"cap_total,omitzero"` // the same, an amount: what is at risk
	// all credits of a year, a share of the charges of the year
	Annual   logistics.Ratio    `json:"annual_cap,omitzero"`
	Least    logistics.Money    `json:"de_minimis,omitzero"` // a total up to this is not paid
	Relief   Relief             `json:"relief,omitzero"`
	EarnBack EarnBack           `json:"earn_back,omitzero"`
	Chronic  Chronic            `json:"chronic,omitzero"`
	Claim    Claim              `json:"claim,omitzero"`
	Rounding logistics.Rounding `json:"rounding"`
}

// Relief forgives what a low volume makes of a few misses: where fewer than Below were judged in a
// period, no attainment earns a credit for up to Misses of them.
type Relief struct {
	Below  int64 `json:"below"`
	Misses int64 `json:"misses"`
}

// IsZero reports whether every volume counts alike.
func (r Relief) IsZero() bool { return r == Relief{} }

func (r Relief) validate(faults *logistics.Faults) {
	if !r.IsZero() && (r.Misses < 1 || r.Below <= r.Misses) {
		faults.OutOfRange(
			"/relief", strconv.FormatInt(r.Misses, 10)+" of "+strconv.FormatInt(r.Below, 10),
			"must be 1 or more",
		)
	}
}

func (r Relief) forgives(t logistics.Tally) bool { return t.Judged() < r.Below && t.Bad <= r.Misses }

func document() wire.Document {
	return wire.Document{Name: "credit.schedule", Upcasts: []wire.Upcast{figuresDecided}}
}

// figuresDecided says what the first version left unsaid: its charges had no verdicts.
func figuresDecided(data json.RawMessage) (json.RawMessage, error) {
	var schedule map[string]json.RawMessage
	if err := json.Unmarshal(data, &schedule); err != nil {
		return nil, logistics.NewFieldError(logistics.FaultSyntax, "", "an object")
	}
	if _, ok := schedule["trigger"]; !ok {
		schedule["trigger"] = json.RawMessage(`"` + OnFigures + `"`)
	}
	return json.Marshal(schedule)
}

// MarshalJSON writes the schedule with its schema.
func (s Schedule) MarshalJSON() ([]byte, error) {
	type plain Schedule
	s.Schema = document().Written(s.Schema)
	return json.Marshal(plain(s))
}

// DecodeSchedule reads the policy strictly. All faults are returned.
func DecodeSchedule(data []byte) (Schedule, error) {
	return wire.DecodeDocument[Schedule](document(), data, wire.Strict)
}

const maxSteps = 100

// Validate reports every fault.
func (s Schedule) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: s.Schema, ID: s.ID, Version: wire.Unversioned}, &faults)
	if len(s.Steps) > 0 || len(s.Terms) == 0 {
		checkSteps("/steps", s.Steps, &faults)
	}
	s.Trigger.validate("/trigger", &faults)
	s.validateTerms(&faults)
	s.validateAmounts(&faults)
	if !s.Cap.IsZero() {
		checkShare("/cap", s.Cap, &faults)
	}
	if !s.Annual.IsZero() {
		checkShare("/annual_cap", s.Annual, &faults)
	}
	s.Relief.validate(&faults)
	s.EarnBack.validate(s.Chronic, &faults)
	s.Chronic.validate(&faults)
	s.Claim.validate(&faults)
	if s.Rounding == 0 {
		faults.Required("/rounding", "how a credit is rounded to the minor unit")
	}
	return faults.Err()
}

func (s Schedule) validateTerms(faults *logistics.Faults) {
	if len(s.Terms) > maxTerms {
		faults.TooMany("/terms", len(s.Terms), "at most 200")
		return
	}
	named := make(map[logistics.ID]bool)
	for i, term := range s.Terms {
		path := "/terms/" + strconv.Itoa(i)
		term.validate(path, faults)
		for j, id := range term.Objectives {
			at := path + "/objectives/" + strconv.Itoa(j)
			switch {
			case id.IsZero():
				faults.Required(at, "objective is required")
			case named[id]:
				faults.Duplicate(at, id, "an objective has one term")
			}
			named[id] = true
		}
	}
}

// validateAmounts holds every amount to one currency, and every cap to whole minor units.
func (s Schedule) validateAmounts(faults *logistics.Faults) {
	currency := s.currency()
	check := func(path string, m logistics.Money, whole bool) {
		checkAmount(path, m, currency, faults)
		if _, ok := m.MinorUnits(); whole && !ok {
			faults.OutOfRange(path, m, "a cap is in whole minor units")
		}
	}
	check("/cap_total", s.CapTotal, true)
	check("/de_minimis", s.Least, false)
	for i, term := range s.Terms[:min(len(s.Terms), maxTerms)] {
		path := "/terms/" + strconv.Itoa(i)
		check(path+"/cap", term.Cap, true)
		if term.Amount.Sign() > 0 {
			check(path+"/amount", term.Amount, false)
		}
	}
}

// currency is that of the first amount; none when the schedule is all shares.
func (s Schedule) currency() logistics.Currency {
	amounts := []logistics.Money{s.CapTotal, s.Least}
	for _, term := range s.Terms {
		amounts = append(amounts, term.Cap, term.Amount)
	}
	for _, m := range amounts {
		if !m.IsZero() {
			return m.Currency()
		}
	}
	return logistics.Currency{}
}

func checkSteps(path string, steps []Step, faults *logistics.Faults) {
	if len(steps) == 0 || len(steps) > maxSteps {
		faults.OutOfRange(path, len(steps), "1 to 100 steps")
	}
	for i, step := range steps[:min(len(steps), maxSteps)] {
		at := path + "/" + strconv.Itoa(i)
		checkShare(at+"/below", step.Below, faults)
		checkShare(at+"/credit", step.Credit, faults)
		if i == 0 {
			continue
		}
		if order, err := step.Below.Cmp(steps[i-1].Below); err == nil && order >= 0 {
			faults.Conflict(at+"/below", step.Below, "each level must be below the one before")
		}
		if order, err := step.Credit.Cmp(steps[i-1].Credit); err == nil && order <= 0 {
			faults.Conflict(at+"/credit", step.Credit, "each credit must be above the one before")
		}
	}
}

// checkShare accepts shares above 0 and up to 1.
func checkShare(path string, r logistics.Ratio, faults *logistics.Faults) {
	switch {
	case r.IsZero():
		faults.Required(path, "a share such as 95%")
	case r.Num() <= 0 || r.Num() > r.Den():
		faults.OutOfRange(path, r, "above 0 and up to 100%")
	}
}

// Biller is a [Schedule] that was found in order. It is immutable and safe for concurrent use.
type Biller struct {
	schedule Schedule
	terms    map[logistics.ID]*Term
	rest     *Term // of the objectives that no term names; nil when the schedule has no steps of its own
	currency logistics.Currency
}

// Compile prepares the schedule; it returns every fault.
func Compile(s Schedule) (*Biller, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	c := &Biller{schedule: s, terms: make(map[logistics.ID]*Term), currency: s.currency()}
	c.schedule.Steps = slices.Clone(s.Steps)
	trigger := cmp.Or(s.Trigger, OnMiss)
	if len(s.Steps) > 0 {
		c.rest = &Term{Kind: ByAttainment, Steps: c.schedule.Steps, Trigger: trigger}
	}
	c.schedule.Terms = make([]Term, len(s.Terms))
	for i := range s.Terms {
		term := &c.schedule.Terms[i]
		*term = s.Terms[i].clone()
		term.Trigger = cmp.Or(term.Trigger, trigger)
		for _, id := range term.Objectives {
			c.terms[id] = term
		}
	}
	return c, nil
}

// term is how an objective is credited, nil when the schedule does not say.
func (c *Biller) term(objective logistics.ID) *Term {
	if term := c.terms[objective]; term != nil {
		return term
	}
	return c.rest
}
