package kpi

import (
	"encoding/json"
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

// MarshalJSON writes the metric, with its schema, and what the definition adds.
func (d Definition) MarshalJSON() ([]byte, error) {
	type plain Metric
	d.Schema = document().Written(d.Schema)
	return json.Marshal(struct {
		plain
		Numerator   string    `json:"numerator"`
		Denominator string    `json:"denominator"`
		Covers      []Element `json:"covers,omitempty"`
	}{plain(d.Metric), d.Numerator, d.Denominator, d.Covers})
}

// row is a definition as the tables hold it, in the order of the stages. One without a kind is a proportion, one
// with a unit a mean that should be low; one without a direction is better when higher. The tables are data alone:
// nothing is made of them before somebody asks.
type row struct {
	id, name               string
	kind                   Kind
	unit                   string
	scale                  int
	direction              logistics.Direction
	counting               Counting
	numerator, denominator string
	covers                 []Element
}

const (
	lower        = logistics.LowerIsBetter
	metricSchema = "logistics/kpi.metric/1"

	// everyRight is what makes a perfect order.
	everyRight Signs = "right_product right_condition right_customer right_quantity right_cost right_place right_time"
)

// metric is the row as a metric; the id is that of the row.
func (r *row) metric(id logistics.ID, stage Stage) Metric {
	m := Metric{
		Schema: metricSchema, ID: id, Version: 1, Name: r.name, Stage: stage, Kind: KindProportion,
		Direction: logistics.HigherIsBetter, Counting: r.counting,
	}
	if r.kind != "" {
		m.Kind = r.kind
	}
	if r.direction != "" {
		m.Direction = r.direction
	}
	if r.unit != "" {
		m.Kind, m.Unit, m.Scale, m.Direction = KindMean, logistics.MustUnit(r.unit), r.scale, lower
	}
	return m
}

// stages has the rows of each stage, in order.
func stages() [PostTransaction][]row { return [PostTransaction][]row{before[:], during[:], after[:]} }

// Definitions is the catalogue, by stage. It grows; what is in it keeps its id, version and meaning.
// Together they cover every one of [Elements]. The list is fresh.
func Definitions() []Definition {
	definitions := make([]Definition, 0, len(before)+len(during)+len(after))
	for i, rows := range stages() {
		for k := range rows {
			r := &rows[k]
			definitions = append(definitions, Definition{
				Metric:    r.metric(logistics.MustID(r.id), PreTransaction+Stage(i)),
				Numerator: r.numerator, Denominator: r.denominator, Covers: slices.Clone(r.covers),
			})
		}
	}
	return definitions
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

// Lookup finds a metric of [Standard] by its id. It does not allocate.
func Lookup(id logistics.ID) (m Metric, ok bool) {
	if id.Scheme() != logistics.SchemeHost {
		return Metric{}, false
	}
	for i, rows := range stages() {
		for k := range rows {
			if rows[k].id == id.Value() {
				return rows[k].metric(id, PreTransaction+Stage(i)), true
			}
		}
	}
	return Metric{}, false
}
