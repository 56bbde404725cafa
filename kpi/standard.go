package kpi

import (
	"slices"

	"github.com/logicrm/logistics"
)

// The standard metrics that are counted from outcomes.
const (
	onTimeDelivery = "on_time_delivery"
	inFull         = "in_full"
	perfectOrder   = "perfect_order"
)

// Definition is a metric of the catalogue with what is counted, in words, and what it stands for elsewhere.
type Definition struct {
	Metric
	Numerator   string    `json:"numerator"`
	Denominator string    `json:"denominator"`
	Covers      []Element `json:"covers,omitempty"`
}

// Standard is the metrics of [Definitions]. No target is set: that is for the host to agree with its customers.
func Standard() []Metric {
	definitions := Definitions()
	metrics := make([]Metric, len(definitions))
	for i, d := range definitions {
		metrics[i] = d.Metric
	}
	return metrics
}

// Lookup finds a metric of [Standard] by its id.
func Lookup(id logistics.ID) (m Metric, ok bool) {
	metrics := Standard()
	i := slices.IndexFunc(metrics, func(m Metric) bool { return m.ID == id })
	if i < 0 {
		return Metric{}, false
	}
	return metrics[i], true
}

func proportion(id, name string, stage Stage, better logistics.Direction, numerator, denominator string, covers ...Element) Definition {
	return Definition{
		Metric: Metric{
			Schema: document().Schema(), ID: logistics.MustID(id), Version: 1, Name: name,
			Stage: stage, Kind: KindProportion, Direction: better,
		},
		Numerator: numerator, Denominator: denominator, Covers: covers,
	}
}

// mean is a time that should be short.
func mean(id, name string, stage Stage, unit string, scale int, numerator, denominator string, covers ...Element) Definition {
	d := proportion(id, name, stage, logistics.LowerIsBetter, numerator, denominator, covers...)
	d.Kind, d.Unit, d.Scale = KindMean, logistics.MustUnit(unit), scale
	return d
}
