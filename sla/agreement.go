package sla

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Objective is one promise of an agreement: of the lines of a period, the target share must have all
// the named rights right.
type Objective struct {
	ID        logistics.ID      `json:"id"`
	Rights    []logistics.Right `json:"rights"` // all seven for the perfect line
	Target    logistics.Ratio   `json:"target"`
	MinVolume int64             `json:"min_volume,omitzero"` // fewer judged lines than this: waived
}

// Agreement is what was agreed with a customer, or with all customers of a tier.
type Agreement struct {
	Schema     string               `json:"schema"`
	ID         logistics.ID         `json:"id"`
	Version    int                  `json:"version"`
	Period     logistics.PeriodRule `json:"period"`
	Objectives []Objective          `json:"objectives"`
}

func document() wire.Document { return wire.Document{Name: "sla.agreement"} }

// DecodeAgreement reads the policy strictly. All faults are returned.
func DecodeAgreement(data []byte) (Agreement, error) {
	return wire.DecodeDocument[Agreement](document(), data, wire.Strict)
}

const maxObjectives = 100

// Validate reports every fault.
func (a Agreement) Validate() error {
	var faults logistics.Faults
	document().Check(a.Schema, &faults)
	if a.ID.IsZero() {
		faults.Add("/id", logistics.FaultRequired, "", "a policy is cited by its id")
	}
	if a.Version < 1 {
		faults.Add("/version", logistics.FaultOutOfRange, strconv.Itoa(a.Version), "versions count from 1")
	}
	faults.At("/period", a.Period.Validate())
	if len(a.Objectives) == 0 || len(a.Objectives) > maxObjectives {
		faults.Add("/objectives", logistics.FaultOutOfRange, strconv.Itoa(len(a.Objectives)), "1 to 100 objectives")
	}
	for i, o := range a.Objectives[:min(len(a.Objectives), maxObjectives)] {
		path := "/objectives/" + strconv.Itoa(i)
		o.validate(path, &faults)
		if slices.ContainsFunc(a.Objectives[:i], func(other Objective) bool { return other.ID == o.ID }) {
			faults.Add(path+"/id", logistics.FaultDuplicate, o.ID.String(), "another objective has this id")
		}
	}
	return faults.Err()
}

func (o Objective) validate(path string, faults *logistics.Faults) {
	if o.ID.IsZero() {
		faults.Add(path+"/id", logistics.FaultRequired, "", "an objective is cited by its id")
	}
	if len(o.Rights) == 0 {
		faults.Add(path+"/rights", logistics.FaultRequired, "", "at least one of the seven")
	}
	for i, r := range o.Rights {
		if r == 0 || slices.Contains(o.Rights[:i], r) {
			faults.Add(path+"/rights/"+strconv.Itoa(i), logistics.FaultDuplicate, r.String(), "each right once")
		}
	}
	if o.Target.IsZero() || o.Target.Num() <= 0 || o.Target.Num() > o.Target.Den() {
		faults.Add(path+"/target", logistics.FaultOutOfRange, o.Target.String(), "above 0 and up to 100%")
	}
	if o.MinVolume < 0 {
		faults.Add(path+"/min_volume", logistics.FaultOutOfRange, strconv.FormatInt(o.MinVolume, 10), "not below zero")
	}
}

// Compile prepares the agreement and looks up its zone; it returns every fault.
func Compile(a Agreement, zones logistics.Zones) (*Evaluator, error) {
	var faults logistics.Faults
	faults.At("", a.Validate())
	var loc *time.Location
	if zones != nil {
		found, err := zones.Zone(a.Period.Zone)
		if err == nil {
			loc = found
		}
	}
	if loc == nil {
		faults.Add("/period/zone", logistics.FaultUnknown, a.Period.Zone, "no such time zone here")
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	a.Objectives = slices.Clone(a.Objectives)
	for i, o := range a.Objectives {
		a.Objectives[i].Rights = slices.Clone(o.Rights)
	}
	return &Evaluator{a, loc}, nil
}

// Evaluator is a compiled [Agreement].
type Evaluator struct {
	agreement Agreement
	loc       *time.Location
}
