package credit

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Step is one row of a table: attainment below Below earns Credit, a share of the charges.
type Step struct {
	Below  logistics.Ratio `json:"below"`
	Credit logistics.Ratio `json:"credit"`
}

// Schedule is the policy: steps from the highest level to the lowest, with credits that grow.
type Schedule struct {
	Schema   string             `json:"schema"`
	ID       logistics.ID       `json:"id"`
	Steps    []Step             `json:"steps"`
	Cap      logistics.Ratio    `json:"cap,omitzero"` // all lines together, a share of the charges; absent is all of them
	Rounding logistics.Rounding `json:"rounding"`
}

func document() wire.Document { return wire.Document{Name: "credit.schedule"} }

// DecodeSchedule reads the policy strictly. All faults are returned.
func DecodeSchedule(data []byte) (Schedule, error) {
	return wire.DecodeDocument[Schedule](document(), data, wire.Strict)
}

const maxSteps = 100

// Validate reports every fault.
func (s Schedule) Validate() error {
	var faults logistics.Faults
	document().Check(s.Schema, &faults)
	if s.ID.IsZero() {
		faults.Add("/id", logistics.FaultRequired, "", "a policy is cited by its id")
	}
	if len(s.Steps) == 0 || len(s.Steps) > maxSteps {
		faults.Add("/steps", logistics.FaultOutOfRange, strconv.Itoa(len(s.Steps)), "1 to 100 steps")
	}
	for i, step := range s.Steps[:min(len(s.Steps), maxSteps)] {
		path := "/steps/" + strconv.Itoa(i)
		checkShare(path+"/below", step.Below, &faults)
		checkShare(path+"/credit", step.Credit, &faults)
		if i == 0 {
			continue
		}
		if order, ok := step.Below.Cmp(s.Steps[i-1].Below); ok && order >= 0 {
			faults.Add(path+"/below", logistics.FaultConflict, step.Below.String(), "levels fall from step to step")
		}
		if order, ok := step.Credit.Cmp(s.Steps[i-1].Credit); ok && order <= 0 {
			faults.Add(path+"/credit", logistics.FaultConflict, step.Credit.String(), "credits grow from step to step")
		}
	}
	if !s.Cap.IsZero() {
		checkShare("/cap", s.Cap, &faults)
	}
	if s.Rounding == 0 {
		faults.Add("/rounding", logistics.FaultRequired, "", "how a credit is rounded to the minor unit")
	}
	return faults.Err()
}

// checkShare accepts shares above 0 and up to 1.
func checkShare(path string, r logistics.Ratio, faults *logistics.Faults) {
	switch {
	case r.IsZero():
		faults.Add(path, logistics.FaultRequired, "", "a share such as 95%")
	case r.Num() <= 0 || r.Num() > r.Den():
		faults.Add(path, logistics.FaultOutOfRange, r.String(), "above 0 and up to 100%")
	}
}

// Compile prepares the schedule; it returns every fault.
func Compile(s Schedule) (*Compiled, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	s.Steps = append([]Step(nil), s.Steps...)
	return &Compiled{s}, nil
}

// Compiled is a [Schedule] that was found in order. It is immutable and safe for concurrent use.
type Compiled struct {
	schedule Schedule
}
