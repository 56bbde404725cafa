package kpi

import (
	"encoding/json"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// Kind says how a figure comes about.
type Kind string

// The kinds of metric.
const (
	KindProportion Kind = "proportion" // good cases ÷ all cases: between 0 and 1
	KindRatio      Kind = "ratio"      // a quantity ÷ another of its unit: can be above 1
	KindMean       Kind = "mean"       // the sum of a quantity ÷ cases: in a unit
	// What a share of the cases stays within: in a unit. Its figures say what was found, and cannot be added: their
	// numerator is the quantile times the cases, and count.Quantiles makes them.
	KindQuantile Kind = "quantile"
)

// Metric is the definition of a measure. What is counted changes with a new version and never under
// the same one, so that figures of one id and version can always be added.
type Metric struct {
	Schema    string              `json:"schema"` // "logistics/kpi.metric/1"; in Go it may be left out
	ID        logistics.ID        `json:"id"`
	Version   int                 `json:"version"`
	Name      string              `json:"name"`
	Stage     Stage               `json:"stage"`
	Kind      Kind                `json:"kind"`
	Quantile  logistics.Ratio     `json:"quantile,omitzero"` // what this share stays within: 90% is 9 of 10
	Unit      logistics.Unit      `json:"unit,omitzero"`     // of the numerator of a mean, and of a quantile; else none
	Currency  logistics.Currency  `json:"currency,omitzero"` // of a mean or quantile of money, in place of a unit
	Scale     int                 `json:"scale,omitzero"`    // decimals of that numerator: it counts Unit × 10^-Scale
	Direction logistics.Direction `json:"direction"`
	Target    logistics.Ratio     `json:"target,omitzero"` // in Unit; absent: the metric is watched, not judged
	Counting  Counting            `json:"counting,omitzero"`
}

func document() wire.Document { return wire.Document{Name: "kpi.metric"} }

// MarshalJSON writes the metric with its schema.
func (m Metric) MarshalJSON() ([]byte, error) {
	type plain Metric
	m.Schema = document().Written(m.Schema)
	return json.Marshal(plain(m))
}

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
	document().Head(wire.Head{Schema: m.Schema, ID: m.ID, Version: m.Version}, &faults)
	wire.CheckText("/name", m.Name, "what people call it", maxName, &faults)
	if m.Stage < PreTransaction || m.Stage > PostTransaction {
		faults.Required("/stage", enum.Wanted(stageNames))
	}
	switch m.Kind {
	case KindProportion:
		m.validateUnitless(&faults)
	case KindRatio:
		m.validateUnitless(&faults)
	case KindMean:
		m.validateMean(&faults)
	case KindQuantile:
		m.validateMean(&faults)
		m.validateQuantile(&faults)
	default:
		faults.Unknown("/kind", m.Kind, "proportion, ratio, mean or quantile")
	}
	if m.Kind != KindQuantile && !m.Quantile.IsZero() {
		faults.Conflict("/quantile", m.Quantile, "only a quantile has a share of its cases")
	}
	faults.At("/target", m.CheckValue(m.Target))
	m.Counting.validate(m.Kind, &faults)
	if m.Direction != logistics.HigherIsBetter && m.Direction != logistics.LowerIsBetter {
		faults.Unknown("/direction", m.Direction, "higher_is_better or lower_is_better")
	}
	return faults.Err()
}

func (m Metric) validateUnitless(faults *logistics.Faults) {
	if !m.Unit.IsZero() {
		faults.Conflict("/unit", m.Unit.Code(), "a "+string(m.Kind)+" has no unit")
	}
	if !m.Currency.IsZero() {
		faults.Conflict("/currency", m.Currency.Code(), "a "+string(m.Kind)+" has no currency")
	}
	if m.Scale != 0 {
		what := "a " + string(m.Kind) + " has no decimals of its own"
		faults.Conflict("/scale", m.Scale, what)
	}
}

func (m Metric) validateQuantile(faults *logistics.Faults) {
	switch q := m.Quantile; {
	case q.IsZero():
		faults.Required("/quantile", "a share of the cases, such as 90%")
	case q.Num() <= 0 || q.Num() >= q.Den():
		faults.OutOfRange("/quantile", q, "above 0, below 100%")
	}
	if !m.Counting.IsZero() {
		what := "values of a quantile are counted by count.Quantiles, one by one"
		faults.Unsupported("/counting", m.Counting.Grain, what)
	}
}

func (m Metric) validateMean(faults *logistics.Faults) {
	switch {
	case m.Unit.IsZero() && m.Currency.IsZero():
		faults.Required("/unit", "a UN/ECE Rec 20 code, or a currency")
	case !m.Unit.IsZero() && !m.Currency.IsZero():
		faults.Conflict("/currency", m.Currency.Code(), "give a unit or a currency, not both")
	}
	if m.Scale < 0 || m.Scale > maxScale {
		faults.OutOfRange("/scale", m.Scale, "0 to 9 decimals")
	}
}
