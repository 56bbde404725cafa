package kpi

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// Kind says how a figure comes about.
type Kind string

// The kinds of metric.
const (
	KindProportion Kind = "proportion" // cases of a sort ÷ all cases: between 0 and 1
	KindRatio      Kind = "ratio"      // a quantity ÷ another of its unit: can be above 1
	KindMean       Kind = "mean"       // a quantity added up ÷ cases: in a unit
)

// Metric is the definition of a measure. What is counted changes with a new version and never under
// the same one, so that figures of one id and version can always be added.
type Metric struct {
	Schema    string              `json:"schema"`
	ID        logistics.ID        `json:"id"`
	Version   int                 `json:"version"`
	Name      string              `json:"name"`
	Stage     Stage               `json:"stage"`
	Kind      Kind                `json:"kind"`
	Unit      logistics.Unit      `json:"unit,omitzero"`     // of the numerator of a mean; none for a proportion
	Currency  logistics.Currency  `json:"currency,omitzero"` // of the numerator of a mean of money, in place of a unit
	Scale     int                 `json:"scale,omitzero"`    // decimals of the numerator of a mean: it counts Unit × 10^-Scale
	Direction logistics.Direction `json:"direction"`
	Target    logistics.Ratio     `json:"target,omitzero"` // in Unit; absent: the metric is watched, not judged
	Counting  Counting            `json:"counting,omitzero"`
}

func document() wire.Document { return wire.Document{Name: "kpi.metric"} }

// DecodeMetric reads a definition strictly: an unknown field is a fault. All faults are returned.
func DecodeMetric(data []byte) (Metric, error) {
	return wire.DecodeDocument[Metric](document(), data, wire.Strict)
}

const (
	maxName  = 200
	maxScale = 9
)

// Validate reports every fault.
func (m Metric) Validate() error {
	var faults logistics.Faults
	document().Check(m.Schema, &faults)
	if m.ID.IsZero() {
		faults.Add("/id", logistics.FaultRequired, "", "a metric is cited by its id")
	}
	if m.Version < 1 {
		faults.Add("/version", logistics.FaultOutOfRange, strconv.Itoa(m.Version), "versions count from 1")
	}
	wire.CheckText("/name", m.Name, "what people call it", maxName, &faults)
	if m.Stage < PreTransaction || m.Stage > PostTransaction {
		faults.Add("/stage", logistics.FaultRequired, "", enum.Wanted(stageNames))
	}
	switch m.Kind {
	case KindProportion:
		m.validateUnitless(&faults)
		if m.Target.Num() < 0 || m.Target.Num() > m.Target.Den() {
			faults.Add("/target", logistics.FaultOutOfRange, m.Target.String(), "0 to 100%")
		}
	case KindRatio:
		m.validateUnitless(&faults)
	case KindMean:
		m.validateMean(&faults)
	default:
		faults.Add("/kind", logistics.FaultUnknown, string(m.Kind), "proportion, ratio or mean")
	}
	m.Counting.validate(m.Kind, &faults)
	if m.Direction != logistics.HigherIsBetter && m.Direction != logistics.LowerIsBetter {
		faults.Add("/direction", logistics.FaultUnknown, string(m.Direction), "higher_is_better or lower_is_better")
	}
	return faults.Err()
}

func (m Metric) validateUnitless(faults *logistics.Faults) {
	if !m.Unit.IsZero() {
		faults.Add("/unit", logistics.FaultConflict, m.Unit.Code(), "a "+string(m.Kind)+" has no unit")
	}
	if !m.Currency.IsZero() {
		faults.Add("/currency", logistics.FaultConflict, m.Currency.Code(), "a "+string(m.Kind)+" has no currency")
	}
	if m.Scale != 0 {
		faults.Add("/scale", logistics.FaultConflict, strconv.Itoa(m.Scale), "a "+string(m.Kind)+" has no decimals of its own")
	}
}

func (m Metric) validateMean(faults *logistics.Faults) {
	switch {
	case m.Unit.IsZero() && m.Currency.IsZero():
		faults.Add("/unit", logistics.FaultRequired, "", "a UN/ECE Rec 20 code, or a currency")
	case !m.Unit.IsZero() && !m.Currency.IsZero():
		faults.Add("/currency", logistics.FaultConflict, m.Currency.Code(), "a unit or a currency, not both")
	}
	if m.Scale < 0 || m.Scale > maxScale {
		faults.Add("/scale", logistics.FaultOutOfRange, strconv.Itoa(m.Scale), "0 to 9 decimals")
	}
}

// checkFigures refuses a numerator and denominator that no counting can give. A denominator of nothing
// is right only where there is nothing at all.
func (m Metric) checkFigures(num, den int64) *logistics.FieldError {
	return checkFigures(num, den, m.Kind == KindProportion)
}

func checkFigures(num, den int64, proportion bool) *logistics.FieldError {
	switch {
	case den < 0:
		return fault("/den", logistics.FaultOutOfRange, digits(den), "cases are not below zero")
	case den == 0 && num != 0:
		return fault("/num", logistics.FaultConflict, digits(num), "something of no cases")
	case proportion && num < 0:
		return fault("/num", logistics.FaultOutOfRange, digits(num), "cases are not below zero")
	case proportion && num > den:
		return fault("/num", logistics.FaultConflict, digits(num), "more than there are cases")
	}
	return nil
}

func fault(path string, code logistics.FaultCode, value, detail string) *logistics.FieldError {
	e := logistics.NewFieldError(code, value, detail)
	e.Path = path
	return e
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }

// checkDefinition reports every way in which figures are not of this metric.
func (m Metric) checkDefinition(id logistics.ID, version int, unit logistics.Unit, currency logistics.Currency, scale int) error {
	var faults logistics.Faults
	if id != m.ID {
		faults.Add("/metric", logistics.FaultMismatch, id.String(), "the metric here is "+m.ID.String())
	}
	if version != m.Version {
		faults.Add("/version", logistics.FaultMismatch, strconv.Itoa(version), "the version here is "+strconv.Itoa(m.Version))
	}
	if unit != m.Unit {
		faults.Add("/unit", logistics.FaultMismatch, unit.Code(), "the unit here is "+strconv.Quote(m.Unit.Code()))
	}
	if currency != m.Currency {
		faults.Add("/currency", logistics.FaultMismatch, currency.Code(), "the currency here is "+strconv.Quote(m.Currency.Code()))
	}
	if scale != m.Scale {
		faults.Add("/scale", logistics.FaultMismatch, strconv.Itoa(scale), "the scale here is "+strconv.Itoa(m.Scale))
	}
	return faults.Err()
}

// checkObservation reports every way in which an observation is not one of this metric.
func (m Metric) checkObservation(o logistics.Observation) error {
	var faults logistics.Faults
	faults.At("", m.checkDefinition(o.Metric, o.Version, o.Unit, o.Currency, o.Scale))
	if o.Subject.IsZero() {
		faults.Add("/subject", logistics.FaultRequired, "", "whom or what was measured")
	}
	if o.Period.IsZero() {
		faults.Add("/period", logistics.FaultRequired, "", "when it was measured")
	}
	if e := m.checkFigures(o.Num, o.Den); e != nil {
		faults.At("", e)
	}
	for i, c := range o.Excluded {
		path := "/excluded/" + strconv.Itoa(i)
		if err := checkCode(c.Code); err != nil {
			faults.At(path+"/code", err)
		}
		if c.Count < 1 {
			faults.Add(path+"/count", logistics.FaultOutOfRange, digits(c.Count), "at least 1")
		}
	}
	return faults.Err()
}
