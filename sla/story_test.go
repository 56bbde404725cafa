package sla_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/calendar"
)

// story is a contract and what happened under it, as documents.
type story struct {
	Calendar  json.RawMessage  `json:"calendar"`
	Agreement json.RawMessage  `json:"agreement"`
	Objective logistics.ID     `json:"objective"`
	Period    logistics.Period `json:"period"`
	AsOf      time.Time        `json:"as_of"`
	Cases     []struct {
		ID         logistics.ID         `json:"id"`
		Subject    logistics.Attributes `json:"subject"`
		AsOf       time.Time            `json:"as_of"`
		Events     []logistics.Envelope `json:"events"`
		Exclusions []sla.Exclusion      `json:"exclusions"`
	} `json:"cases"`
}

// told is the outcome of a case in figures that its README works out by hand.
type told struct {
	ID       logistics.ID       `json:"id"`
	Verdict  logistics.Verdict  `json:"verdict"`
	State    sla.State          `json:"state"`
	Consumed logistics.Duration `json:"consumed"`
	Budget   logistics.Duration `json:"budget"`
	Due      logistics.Stamp    `json:"due,omitzero"`
	Earliest bool               `json:"earliest,omitzero"`
	Breach   logistics.Stamp    `json:"breach,omitzero"`
	WouldDo  *sla.WhatIf        `json:"would_do,omitempty"`
	Told     []string           `json:"told"`
	Segments []sla.Segment      `json:"segments"`
}

func TestStories(t *testing.T) {
	for _, c := range golden.Cases(t, "testdata/stories") {
		t.Run(c.Name, func(t *testing.T) {
			var s story
			c.Decode(t, "story.json", &s)
			outcome, report := tell(t, s)
			c.Expect(t, struct {
				Cases  []told     `json:"cases"`
				Report sla.Report `json:"report"`
			}{outcome, report})
		})
	}
}

func tell(t *testing.T, s story) ([]told, sla.Report) {
	t.Helper()
	week, err := calendar.DecodeCalendar(s.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	clock, err := calendar.Compile(
		week, hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"),
	)
	if err != nil {
		t.Fatal(err)
	}
	agreement, err := sla.DecodeAgreement(s.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	evaluator, err := sla.Compile(agreement, hostZones{}, sla.Clocks{week.ID: clock})
	if err != nil {
		t.Fatal(err)
	}
	timer, _ := evaluator.Timer(s.Objective)
	var facts sla.Facts
	var outcome []told
	for _, c := range s.Cases {
		if c.AsOf.IsZero() {
			c.AsOf = s.AsOf
		}
		events, err := sla.Events(c.Events, hostZones{}, c.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		line := sla.Timeline{Subject: c.Subject, Events: events, Exclusions: prepared(t, c.Exclusions)}
		x, err := timer.Explain(line, c.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		one := told{
			ID: c.ID, Verdict: x.Timing.Verdict, State: x.Timing.State, Segments: x.Segments,
			Told:     x.Sentences(logistics.Language{}),
			Consumed: logistics.Exactly(x.Timing.Consumed), Budget: logistics.Exactly(x.Timing.Budget),
		}
		if !x.Timing.Due.IsZero() {
			one.Due, one.Earliest = logistics.StampOf(x.Timing.Due), x.Timing.Earliest
		}
		if !x.Timing.Breach.IsZero() {
			one.Breach = logistics.StampOf(x.Timing.Breach)
		}
		change, missed, err := timer.Smallest(line, c.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		if missed {
			one.WouldDo = &change
		}
		outcome = append(outcome, one)
		facts.Cases = append(facts.Cases, sla.CaseOf(c.ID, s.Objective, c.Subject, x.Timing))
	}
	report, err := evaluator.Attain(facts, s.Period, s.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	return outcome, report
}
