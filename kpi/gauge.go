package kpi

import (
	"slices"

	"github.com/logicrm/logistics"
)

// Read compiles the metric and reads one observation: for the first program one writes. Compile once for more.
func Read(m Metric, o logistics.Observation) (Reading, error) {
	g, err := Compile(m)
	if err != nil {
		return Reading{}, err
	}
	return g.Read(o)
}

// Compile prepares the metric; it returns every fault.
func Compile(m Metric) (*Gauge, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	return &Gauge{m}, nil
}

// Gauge is a compiled [Metric]: it compares figures with the target. It is immutable and safe for concurrent use. The
// zero Gauge, and none, refuse every observation.
type Gauge struct {
	metric Metric
}

// Metric is the definition that the gauge was made of.
func (g *Gauge) Metric() Metric {
	if g == nil {
		return Metric{}
	}
	return g.metric
}

// Read compares one observation with the target. One of another metric, version, unit or scale is refused.
func (g *Gauge) Read(o logistics.Observation) (Reading, error) {
	if g == nil || g.metric.ID.IsZero() {
		return Reading{}, fault("/metric", logistics.FaultRequired, "", "make the gauge with kpi.Compile")
	}
	m := &g.metric
	if err := m.CheckObservation(o); err != nil {
		return Reading{}, err
	}
	r := Reading{
		Observation: o, Label: m.Label(), Value: o.Value(), Target: m.Target, Direction: m.Direction,
	}
	if r.Value.IsZero() && o.Den > 0 {
		return Reading{}, fault("/den", logistics.FaultOutOfRange, digits(o.Den), "too many cases for the scale")
	}
	r.Verdict = r.verdict()
	r.Observation.Excluded = slices.Clone(o.Excluded)
	return r, nil
}
