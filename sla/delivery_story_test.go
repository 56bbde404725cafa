package sla_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/credit"
	"github.com/logicrm/logistics/sla/sevenr"
)

// deliveryStory is orders and what became of them, under tolerances, programmes and a schedule.
type deliveryStory struct {
	Tolerances  json.RawMessage        `json:"tolerances"`
	Programmes  []json.RawMessage      `json:"programmes"`
	Schedule    json.RawMessage        `json:"schedule"`
	Period      logistics.Period       `json:"period"`
	Charges     logistics.Money        `json:"charges"`
	AsOf        time.Time              `json:"as_of"`
	Excused     map[string]string      `json:"excused"`
	Orders      []logistics.Order      `json:"orders"`
	Fulfilments []logistics.Fulfilment `json:"fulfilments"`
}

// deliveryEnd is what a story comes to.
type deliveryEnd struct {
	Times     map[string]logistics.Verdict `json:"times"`
	Scores    []sevenr.Score               `json:"scores,omitempty"`
	Statement *credit.Statement            `json:"statement,omitempty"`
	ClaimBy   logistics.Date               `json:"claim_by,omitzero"`
}

func TestDeliveryStories(t *testing.T) {
	for _, c := range golden.Cases(t, "testdata/deliveries") {
		t.Run(c.Name, func(t *testing.T) {
			var s deliveryStory
			c.Decode(t, "story.json", &s)
			c.Expect(t, endOf(t, s))
		})
	}
}

func endOf(t *testing.T, s deliveryStory) deliveryEnd {
	t.Helper()
	tolerances, err := sevenr.DecodeTolerances(s.Tolerances)
	if err != nil {
		t.Fatal(err)
	}
	checker, err := sevenr.Compile(tolerances)
	if err != nil {
		t.Fatal(err)
	}
	end := deliveryEnd{Times: make(map[string]logistics.Verdict)}
	var all []sevenr.Line
	var charges []credit.Charge
	for _, order := range s.Orders {
		lines, err := checker.Lines(order, s.Fulfilments, hostZones{}, s.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			result, err := checker.Check(line, s.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			end.Times[order.ID.String()] = result.Of(logistics.RightTime)
			if result.Of(logistics.RightTime) == logistics.Missed {
				charges = append(charges, credit.Charge{
					Objective: logistics.MustID("on_time"), Incident: order.ID, Verdict: logistics.Missed,
					Tally: logistics.Tally{Bad: 1}, Freight: line.Value, Excused: s.Excused[order.ID.String()],
				})
			}
		}
		all = append(all, lines...)
	}
	end.Scores = scoresOf(t, s, all)
	if s.Schedule != nil {
		schedule, err := credit.DecodeSchedule(s.Schedule)
		if err != nil {
			t.Fatal(err)
		}
		terms, err := credit.Compile(schedule)
		if err != nil {
			t.Fatal(err)
		}
		statement, err := terms.Settle(credit.Bill{
			Period: s.Period, Invoices: []credit.Invoice{{Amount: s.Charges}}, Charges: charges,
		})
		if err != nil {
			t.Fatal(err)
		}
		end.Statement = &statement
		if end.ClaimBy, _, err = terms.ClaimBy(logistics.MustDate("2025-06-05"), nil); err != nil {
			t.Fatal(err)
		}
	}
	return end
}

func scoresOf(t *testing.T, s deliveryStory, lines []sevenr.Line) []sevenr.Score {
	t.Helper()
	if len(s.Programmes) == 0 {
		return nil
	}
	programmes := make([]sevenr.Programme, len(s.Programmes))
	for i, data := range s.Programmes {
		p, err := sevenr.DecodeProgramme(data)
		if err != nil {
			t.Fatal(err)
		}
		programmes[i] = p
	}
	scorer, err := sevenr.CompileProgrammes(programmes, hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	scores, err := scorer.Score(lines, s.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	return scores
}
