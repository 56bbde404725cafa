package tier

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// MissingRule says what becomes of a criterion without data.
type MissingRule string

// The rules for missing data.
const (
	NoPoints MissingRule = "no_points" // it earns nothing, and its weight counts
	Exclude  MissingRule = "exclude"   // it is left out; the others carry its weight
	Refuse   MissingRule = "refuse"    // there is no assessment without it
)

// Tier is one class of customers.
type Tier struct {
	ID   logistics.ID    `json:"id"`
	Name string          `json:"name"`
	From logistics.Ratio `json:"from"` // the lowest score of the tier
}

// Band is one step of a criterion: a value of at least Bound, or of at most Bound where lower is
// better, earns Points.
type Band struct {
	Bound  logistics.Ratio `json:"bound"` // in the unit of the metric, its scale applied
	Points int64           `json:"points"`
}

// Criterion turns the value of one metric into points.
type Criterion struct {
	Metric        logistics.ID        `json:"metric"`
	Name          string              `json:"name,omitempty"`   // inside a sentence: "margin per month"; absent: the id
	Figure        logistics.Figure    `json:"figure,omitempty"` // of its values: number or percent; absent: number
	MetricVersion int                 `json:"metric_version"`
	Weight        int64               `json:"weight"`
	Direction     logistics.Direction `json:"direction"`
	Bands         []Band              `json:"bands"` // the best first
	Missing       MissingRule         `json:"missing"`
}

// Scheme is the policy by which customers are sorted.
type Scheme struct {
	Schema   string       `json:"schema"` // "logistics/tier.scheme/1"; in Go it may be left out
	ID       logistics.ID `json:"id"`
	Version  int          `json:"version"`
	Tiers    []Tier       `json:"tiers"` // the highest first; the last takes everyone
	Criteria []Criterion  `json:"criteria"`
}

func document() wire.Document { return wire.Document{Name: "tier.scheme"} }

// MarshalJSON writes the scheme with its schema.
func (s Scheme) MarshalJSON() ([]byte, error) {
	type plain Scheme
	s.Schema = document().Written(s.Schema)
	return json.Marshal(plain(s))
}

// DecodeScheme reads the policy strictly: an unknown field is a fault. All faults are returned.
func DecodeScheme(data []byte) (Scheme, error) {
	return wire.DecodeDocument[Scheme](document(), data, wire.Strict)
}

// Bounds of a scheme. They keep the score within 64 bits.
const (
	maxTiers    = 20
	maxCriteria = 100
	maxBands    = 100
	maxWeight   = 1_000_000
	maxPoints   = 100
	maxName     = 200 // bytes
)

// Validate reports every fault.
func (s Scheme) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: s.Schema, ID: s.ID, Version: s.Version}, &faults)
	if len(s.Tiers) == 0 || len(s.Tiers) > maxTiers {
		faults.OutOfRange("/tiers", len(s.Tiers), "1 to 20 tiers")
	}
	for i := range s.Tiers[:min(len(s.Tiers), maxTiers)] {
		s.validateTier(i, &faults)
	}
	if len(s.Criteria) == 0 || len(s.Criteria) > maxCriteria {
		faults.OutOfRange("/criteria", len(s.Criteria), "1 to 100 criteria")
	}
	for i, c := range s.Criteria[:min(len(s.Criteria), maxCriteria)] {
		path := "/criteria/" + strconv.Itoa(i)
		c.validate(path, &faults)
		if slices.ContainsFunc(s.Criteria[:i], func(other Criterion) bool { return other.Metric == c.Metric }) {
			faults.Duplicate(path+"/metric", c.Metric, "another criterion asks for this metric")
		}
	}
	return faults.Err()
}

func (s Scheme) validateTier(i int, faults *logistics.Faults) {
	t, path := s.Tiers[i], "/tiers/"+strconv.Itoa(i)
	if t.ID.IsZero() {
		faults.Required(path+"/id", "id is required")
	}
	if slices.ContainsFunc(s.Tiers[:i], func(other Tier) bool { return other.ID == t.ID }) {
		faults.Duplicate(path+"/id", t.ID, "another tier has this id")
	}
	wire.CheckText(path+"/name", t.Name, "the name of the tier", maxName, faults)
	switch {
	case t.From.IsZero():
		faults.Required(path+"/from", "the lowest score of the tier, such as 70%")
		return
	case t.From.Num() < 0 || t.From.Num() > t.From.Den():
		faults.OutOfRange(path+"/from", t.From, "0 to 100%")
	case i == len(s.Tiers)-1 && t.From.Num() != 0:
		faults.Conflict(path+"/from", t.From, "the last tier must start at 0, so that everyone has a tier")
	}
	if i > 0 {
		if order, err := t.From.Cmp(s.Tiers[i-1].From); err == nil && order >= 0 {
			faults.Conflict(path+"/from", t.From, "must be lower than in the tier before")
		}
	}
}

func (c Criterion) validate(path string, faults *logistics.Faults) {
	if c.Metric.IsZero() {
		faults.Required(path+"/metric", "the id of a metric")
	}
	if c.Name != "" {
		wire.CheckText(path+"/name", c.Name, "", maxName, faults)
	}
	wire.CheckOneOf(path+"/figure", c.Figure, faults, "", logistics.FigureNumber, logistics.FigurePercent)
	if c.MetricVersion < 1 {
		faults.OutOfRange(path+"/metric_version", c.MetricVersion, "metric version must be 1 or greater")
	}
	if c.Weight < 1 || c.Weight > maxWeight {
		faults.OutOfRange(path+"/weight", c.Weight, "1 to 1,000,000")
	}
	if c.Direction != logistics.HigherIsBetter && c.Direction != logistics.LowerIsBetter {
		faults.Unknown(path+"/direction", c.Direction, "higher_is_better or lower_is_better")
	}
	if !slices.Contains([]MissingRule{NoPoints, Exclude, Refuse}, c.Missing) {
		faults.Unknown(path+"/missing", c.Missing, "no_points, exclude or refuse")
	}
	if len(c.Bands) == 0 || len(c.Bands) > maxBands {
		faults.OutOfRange(path+"/bands", len(c.Bands), "1 to 100 bands")
	}
	for i, band := range c.Bands[:min(len(c.Bands), maxBands)] {
		at := path + "/bands/" + strconv.Itoa(i)
		if band.Bound.IsZero() {
			faults.Required(at+"/bound", "a value of the metric is required")
		}
		if band.Points < 0 || band.Points > maxPoints {
			faults.OutOfRange(at+"/points", band.Points, "0 to 100")
		}
		if i == 0 {
			continue
		}
		if before := c.Bands[i-1]; !c.easier(band.Bound, before.Bound) {
			faults.Conflict(at+"/bound", band.Bound, "must be easier to reach than the band before")
		}
		if band.Points >= c.Bands[i-1].Points {
			faults.Conflict(at+"/points", band.Points, "must be lower than in the band before")
		}
	}
}

// easier reports whether a is easier to reach than b; what cannot be compared has its own fault.
func (c Criterion) easier(a, b logistics.Ratio) bool {
	order, err := a.Cmp(b)
	if c.Direction == logistics.LowerIsBetter {
		order = -order
	}
	return err != nil || order < 0
}
