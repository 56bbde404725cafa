package kpi

import (
	"slices"

	"github.com/logicrm/logistics"
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

func proportion(id string, counting Counting, name string, stage Stage, better logistics.Direction, numerator, denominator string, covers ...Element) Definition {
	return Definition{
		Metric: Metric{
			Schema: document().Schema(), ID: logistics.MustID(id), Version: 1, Name: name,
			Stage: stage, Kind: KindProportion, Direction: better, Counting: counting,
		},
		Numerator: numerator, Denominator: denominator, Covers: covers,
	}
}

// ratio is of two costs, so that it can be above 1 in a bad month.
func ratio(id string, counting Counting, name string, stage Stage, better logistics.Direction, numerator, denominator string, covers ...Element) Definition {
	d := proportion(id, counting, name, stage, better, numerator, denominator, covers...)
	d.Kind = KindRatio
	return d
}

// mean is a time that should be short.
func mean(id string, counting Counting, name string, stage Stage, unit string, scale int, numerator, denominator string, covers ...Element) Definition {
	d := proportion(id, counting, name, stage, logistics.LowerIsBetter, numerator, denominator, covers...)
	d.Kind, d.Unit, d.Scale = KindMean, logistics.MustUnit(unit), scale
	return d
}

// everyRight is what makes a perfect order.
const everyRight Signs = "right_product right_condition right_customer right_quantity right_cost right_place right_time"

// of counts the cases that are good among those asked about.
func of(g Grain, among, good Signs) Counting { return Counting{Grain: g, Among: among, Good: good} }

// within counts the cases done within a promise. An overdue case that is still open is missed.
func within(g Grain, b Basis) Counting {
	return Counting{Grain: g, Basis: b, Open: OpenMissedWhenOverdue, Dated: DatedDue}
}

// share adds up one value and holds it against another.
func share(g Grain, numerator, denominator string) Counting {
	return Counting{Grain: g, Numerator: numerator, Denominator: denominator}
}

// sum adds up a value over the cases asked about.
func sum(g Grain, among Signs, value string) Counting {
	return Counting{Grain: g, Among: among, Numerator: value}
}
