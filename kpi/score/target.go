package score

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// TargetList holds targets as they were agreed, each with the days it is in force. A target that figures
// were held to is ended and followed by another, so that the past keeps its verdicts.
type TargetList struct {
	Schema  string   `json:"schema"`  // "logistics/kpi.targets/1"; in Go it may be left out
	Targets []Target `json:"targets"` // in any order; at most 100,000
}

// Target is the value a metric has to reach for a time: agreed with a subject, or set for a tier, or
// without either for everybody else.
type Target struct {
	Metric  logistics.ID    `json:"metric"`
	Version int             `json:"version"`           // of the metric
	Tier    logistics.ID    `json:"tier,omitzero"`     // absent: for those whose tier has no target of its own
	Subject logistics.ID    `json:"subject,omitzero"`  // absent: for any; not together with Tier
	From    logistics.Date  `json:"from"`              // the first day
	Until   logistics.Date  `json:"until,omitzero"`    // the first day no longer; absent: open
	Value   logistics.Ratio `json:"value"`             // in the unit of the metric; a proportion from 0 to 1
	RedLine logistics.Ratio `json:"red_line,omitzero"` // no figure may be worse; not better than Value; absent: none
}

func targetsDocument() wire.Document { return wire.Document{Name: "kpi.targets"} }

// MarshalJSON writes the list with its schema.
func (l TargetList) MarshalJSON() ([]byte, error) {
	type plain TargetList
	l.Schema = targetsDocument().Written(l.Schema)
	return json.Marshal(plain(l))
}

// DecodeTargetList reads a list strictly: an unknown field is a fault. All faults are returned.
func DecodeTargetList(data []byte) (TargetList, error) {
	return wire.DecodeDocument[TargetList](targetsDocument(), data, wire.Strict)
}

const mostTargets = 100_000

// Validate reports every fault that the list has by itself. Two targets of one metric, version, tier and
// subject are never in force on the same day. What the metrics have to say is for [TargetList.Compile].
func (l TargetList) Validate() error {
	var faults logistics.Faults
	targetsDocument().Check(l.Schema, &faults)
	switch n := len(l.Targets); {
	case n == 0:
		faults.Required("/targets", "at least one target")
	case n > mostTargets:
		faults.TooMany("/targets", n, "at most 100,000")
		return faults.Err()
	}
	for i, t := range l.Targets {
		t.validate(targetPath(i), &faults)
	}
	l.validateOverlaps(&faults)
	return faults.Err()
}

func targetPath(i int) string { return "/targets/" + strconv.Itoa(i) }

func (t Target) validate(path string, faults *logistics.Faults) {
	if t.Metric.IsZero() {
		faults.Required(path+"/metric", "the metric of the target")
	}
	if t.Version < 1 {
		faults.OutOfRange(path+"/version", t.Version, "version must be 1 or greater")
	}
	if !t.Tier.IsZero() && !t.Subject.IsZero() {
		what := "give a tier or a subject, not both"
		faults.Conflict(path+"/tier", t.Tier, what)
	}
	if t.From.IsZero() {
		faults.Required(path+"/from", "the first day it holds")
	}
	if !t.Until.IsZero() && t.Until.Compare(t.From) <= 0 {
		what := "must be after the first day, " + t.From.String()
		faults.Conflict(path+"/until", t.Until, what)
	}
	if t.Value.IsZero() {
		faults.Required(path+"/value", "the value to reach")
	}
}

// targetSeries is what the targets that follow each other in time have in common.
type targetSeries struct {
	metric        metricKey
	tier, subject logistics.ID
}

func (t Target) series() targetSeries {
	return targetSeries{metricKey{t.Metric, t.Version}, t.Tier, t.Subject}
}

func (s targetSeries) compare(o targetSeries) int {
	return cmp.Or(
		s.metric.id.Compare(o.metric.id), cmp.Compare(s.metric.version, o.metric.version),
		s.tier.Compare(o.tier), s.subject.Compare(o.subject))
}

func (t Target) covers(d logistics.Date) bool {
	return t.From.Compare(d) <= 0 && (t.Until.IsZero() || d.Compare(t.Until) < 0)
}

// validateOverlaps reports the targets that begin while another of their series is in force.
func (l TargetList) validateOverlaps(faults *logistics.Faults) {
	order := make([]int, 0, len(l.Targets))
	for i, t := range l.Targets {
		if !t.From.IsZero() && (t.Until.IsZero() || t.Until.Compare(t.From) > 0) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := l.Targets[i], l.Targets[j]
		return cmp.Or(a.series().compare(b.series()), a.From.Compare(b.From))
	})
	last := -1 // of the series, the one that ends last
	for _, i := range order {
		t := l.Targets[i]
		if last < 0 || l.Targets[last].series() != t.series() {
			last = i
			continue
		}
		until := l.Targets[last].Until
		if l.Targets[last].covers(t.From) {
			what := "overlaps " + targetPath(last) + ", of the same metric, tier and subject"
			faults.Conflict(targetPath(i)+"/from", t.From, what)
		}
		if !until.IsZero() && (t.Until.IsZero() || until.Compare(t.Until) < 0) {
			last = i
		}
	}
}
