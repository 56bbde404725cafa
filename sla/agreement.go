package sla

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Objective is one promise of an agreement: of the lines or cases of a period, the target share must
// be good. A line is good when all the named rights are right; a case when it stays within its timer.
// An objective is about one or the other.
type Objective struct {
	ID        logistics.ID      `json:"id"`
	Rights    []logistics.Right `json:"rights,omitempty"` // all seven for the perfect line
	Timer     TimerRule         `json:"timer,omitzero"`
	Target    logistics.Ratio   `json:"target"`
	MinVolume int64             `json:"min_volume,omitzero"` // fewer judged than this: waived
	// Source is the level the target was taken from, where it was; it is for people.
	Source logistics.ServiceLevel `json:"source,omitzero"`
	// CasesBy is which of its dates puts a case into a period; absent: its due date.
	CasesBy CaseDate `json:"cases_by,omitzero"`
}

// CaseDate is a date of a case.
type CaseDate string

// The dates of a case that can put it into a period.
const (
	ByDue CaseDate = "due" // whatever became of it, so that no month is spared a case by closing it late
	ByEnd CaseDate = "end" // when it was stopped or cancelled: one that is not belongs to no period yet
)

// Agreement is what was agreed with a customer, or with all customers of a tier. It is never
// overwritten: a change is a new version with its own effective dates, and Recorded says since when it
// is known.
type Agreement struct {
	Schema   string             `json:"schema"` // "logistics/sla.agreement/3"; in Go it may be left out
	ID       logistics.ID       `json:"id"`
	Version  int                `json:"version"`
	From     logistics.Date     `json:"from,omitzero"`  // first date it is in force; absent: always was
	Until    logistics.Date     `json:"until,omitzero"` // first date it no longer is; absent: not ended
	Recorded time.Time          `json:"recorded,omitzero"`
	Applies  logistics.Selector `json:"applies,omitzero"`
	// which version holds for a case that spans a change; absent: the one in force at its start
	Governs    Governs              `json:"governs,omitzero"`
	Period     logistics.PeriodRule `json:"period"`
	Objectives []Objective          `json:"objectives"`
	// Attributes are those whose values are listed: a condition or a case with another value is a fault.
	Attributes []AttributeValues `json:"attributes,omitempty"`
}

func document() wire.Document {
	return wire.Document{Name: "sla.agreement", Upcasts: []wire.Upcast{conditionsToSelectors, daysFromTheDate}}
}

// MarshalJSON writes the agreement with its schema.
func (a Agreement) MarshalJSON() ([]byte, error) {
	type plain Agreement
	a.Schema = document().Written(a.Schema)
	return json.Marshal(plain(a))
}

// DecodeAgreement reads the policy strictly. All faults are returned.
func DecodeAgreement(data []byte) (Agreement, error) {
	return wire.DecodeDocument[Agreement](document(), data, wire.Strict)
}

const maxObjectives = 100

// Validate reports every fault.
func (a Agreement) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: a.Schema, ID: a.ID, Version: a.Version}, &faults)
	if !a.From.IsZero() && !a.Until.IsZero() && a.Until.Compare(a.From) <= 0 {
		faults.Conflict("/until", a.Until, "ends before it starts")
	}
	faults.At("/applies", a.Applies.Validate())
	if a.Governs != "" && a.Governs != AtStart && a.Governs != AtDue {
		faults.Unknown("/governs", a.Governs, "start or due")
	}
	faults.At("/period", a.Period.Validate())
	if len(a.Objectives) == 0 || len(a.Objectives) > maxObjectives {
		faults.OutOfRange("/objectives", len(a.Objectives), "1 to 100 objectives")
	}
	for i, o := range a.Objectives[:min(len(a.Objectives), maxObjectives)] {
		path := "/objectives/" + strconv.Itoa(i)
		o.validate(path, &faults)
		if slices.ContainsFunc(a.Objectives[:i], func(other Objective) bool { return other.ID == o.ID }) {
			faults.Duplicate(path+"/id", o.ID, "another objective has this id")
		}
	}
	a.validateAttributes(&faults)
	return faults.Err()
}

func (o Objective) validate(path string, faults *logistics.Faults) {
	if o.ID.IsZero() {
		faults.Required(path+"/id", "id is required")
	}
	switch timed := !o.Timer.IsZero(); {
	case timed && len(o.Rights) > 0:
		faults.Conflict(path+"/timer", nil, "rights or a timer, not both")
	case timed:
		o.Timer.validate(path+"/timer", faults)
	case len(o.Rights) == 0:
		faults.Required(path+"/rights", "at least one of the seven, or a timer")
	}
	for i, r := range o.Rights {
		if !r.Valid() || slices.Contains(o.Rights[:i], r) {
			faults.Duplicate(path+"/rights/"+strconv.Itoa(i), r, "each right once")
		}
	}
	if o.Target.IsZero() || o.Target.Num() <= 0 || o.Target.Num() > o.Target.Den() {
		faults.OutOfRange(path+"/target", o.Target, "above 0 and up to 100%")
	}
	if o.CasesBy != "" && o.CasesBy != ByDue && o.CasesBy != ByEnd {
		faults.Unknown(path+"/cases_by", o.CasesBy, "due or end")
	}
	if o.CasesBy != "" && o.Timer.IsZero() {
		faults.Conflict(path+"/cases_by", o.CasesBy, "only an objective with a timer has cases")
	}
	if o.MinVolume < 0 {
		faults.OutOfRange(path+"/min_volume", o.MinVolume, "not below zero")
	}
}

// Clocks are the compiled calendars timers measure on, by the id the agreement names them with.
type Clocks map[logistics.ID]logistics.WorkingCalendar

// Compile prepares the agreement and looks up its zone and calendars; it returns every fault. An
// agreement without timers needs no clocks.
func Compile(a Agreement, zones logistics.Zones, clocks Clocks) (*Evaluator, error) {
	var faults logistics.Faults
	faults.At("", a.Validate())
	loc := faults.Zone("/period/zone", zones, a.Period.Zone)
	for i, o := range a.Objectives[:min(len(a.Objectives), maxObjectives)] {
		o.Timer.lookUp(objectivePath(i)+"/timer", clocks, &faults)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	e := &Evaluator{a, loc, make([]*Timer, len(a.Objectives))}
	e.agreement.Objectives = slices.Clone(a.Objectives)
	listed := slices.Clone(a.Attributes)
	for i := range listed {
		listed[i].Values = slices.Clone(listed[i].Values)
	}
	e.agreement.Attributes = listed
	for i, o := range a.Objectives {
		e.agreement.Objectives[i].Rights = slices.Clone(o.Rights)
		if !o.Timer.IsZero() {
			e.timers[i] = newTimer(o.Timer.clone(), clocks)
			e.timers[i].listed, e.timers[i].zone = listed, loc
		}
	}
	return e, nil
}

// Evaluator is a compiled [Agreement].
type Evaluator struct {
	agreement Agreement
	loc       *time.Location
	timers    []*Timer // by objective; nil for one about rights
}

// Timer is the compiled timer of an objective; ok is false for one about rights, and for an id the
// agreement does not have.
func (e *Evaluator) Timer(objective logistics.ID) (t *Timer, ok bool) {
	for i, o := range e.agreement.Objectives {
		if o.ID == objective {
			return e.timers[i], e.timers[i] != nil
		}
	}
	return nil, false
}
