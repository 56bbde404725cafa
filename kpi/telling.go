package kpi

import "github.com/logicrm/logistics"

// MetricOf is what an observation says of its metric, with what people call it: enough for the figures of reasons.
func MetricOf(o logistics.Observation, label string) Metric {
	return Metric{ID: o.Metric, Version: o.Version, Name: label, Unit: o.Unit, Currency: o.Currency, Scale: o.Scale}
}

// Label is what people call the metric where [Reasons] has no term that says so: nothing for a metric of the catalogue
// under its own name.
func (m Metric) Label() string {
	if known, ok := Lookup(m.ID); ok && known.Name == m.Name {
		return ""
	}
	return m.Name
}

// Param is the metric as a figure.
func (m Metric) Param(name string) logistics.Param {
	return logistics.CodeParam(name, m.ID.String()).Labelled(m.Label())
}

// ValueParam is a value of the metric as a figure: a mean in its unit or currency, any other as a percentage.
func (m Metric) ValueParam(name string, value logistics.Ratio) logistics.Param {
	if m.Unit.IsZero() && m.Currency.IsZero() {
		return value.PercentParam(name)
	}
	return value.MeasureParam(name, m.Unit, m.Currency)
}

// DifferenceParam is a difference of two values as a figure: of a mean in its unit or currency, of any other in
// percentage points.
func (m Metric) DifferenceParam(name string, difference logistics.Ratio) logistics.Param {
	if m.Unit.IsZero() && m.Currency.IsZero() {
		return difference.PointsParam(name)
	}
	return difference.MeasureParam(name, m.Unit, m.Currency)
}
