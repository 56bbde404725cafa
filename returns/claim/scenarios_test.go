package claim_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/claim"
)

// scenario is a case of the corpus of package returns. Of its clocks those of claims are run here: those
// that start on a date, or with a filing.
type scenario struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Given struct {
		Start  string `json:"start"`
		Months int    `json:"months"`
		Days   int    `json:"days"`
		Filed  string `json:"filed"`
		Ack    int    `json:"ack_days"`
		Decide int    `json:"decide_days"`
	} `json:"given"`
	Steps []struct {
		Expect map[string]any `json:"expect"`
	} `json:"steps"`
}

func (s scenario) ours() bool {
	return s.Kind == "clock" && (s.Given.Start != "" || s.Given.Filed != "")
}

func TestScenarios(t *testing.T) {
	data, err := os.ReadFile("../testdata/scenarios.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []json.RawMessage `json:"cases"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	run := 0
	for _, raw := range file.Cases {
		var kind struct {
			Kind string `json:"kind"`
		}
		var s scenario
		if err := json.Unmarshal(raw, &kind); err != nil {
			t.Fatal(err)
		}
		if kind.Kind != "clock" {
			continue
		}
		if err := json.Unmarshal(raw, &s); err != nil {
			t.Fatal(err)
		}
		if s.ours() {
			run++
			t.Run(s.ID, func(t *testing.T) { s.play(t) })
		}
	}
	if len(file.Cases) == 0 {
		t.Error("no case was read")
	}
	t.Logf("%d cases run", run)
}

// play opens a claim by terms that have the limits, files it where the case does, and reads what is due.
func (s scenario) play(t *testing.T) {
	p := claim.Policy{
		Schema: "logistics/claim.policy/1", ID: id("scenario"), Version: 1,
		Terms: []claim.Term{{
			Kind: claim.Damage, File: claim.Limit{Months: s.Given.Months, Days: s.Given.Days, From: claim.FromDelivery},
		}},
		Acknowledge: claim.Limit{Days: s.Given.Ack}, Decide: claim.Limit{Days: s.Given.Decide},
	}
	if s.Given.Start == "" {
		p.Terms[0].File = claim.Limit{}
		s.Given.Start = s.Given.Filed
	}
	c, err := claim.Compile(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	start := logistics.MustDate(s.Given.Start)
	var state claim.Claim
	do := func(command claim.Command, on logistics.Date) {
		t.Helper()
		events, err := claim.Decide(state, command, claim.Env{Policy: c, AsOf: noon(on)})
		if err != nil {
			t.Fatal(err)
		}
		for _, event := range events {
			state = claim.Evolve(state, event)
		}
	}
	o := open()
	o.Kind, o.Shipped, o.Delivered = claim.Damage, logistics.Date{}, start
	do(o, start)
	got := map[string]any{}
	add := func() {
		names := map[claim.Clock]string{
			claim.ClockFile: "deadline_date", claim.ClockAcknowledge: "ack_by", claim.ClockDecide: "decide_by",
		}
		for _, d := range state.Deadlines() {
			got[names[d.Clock]] = d.By.String()
		}
	}
	add()
	if s.Given.Filed != "" {
		do(claim.File{ID: id("f")}, logistics.MustDate(s.Given.Filed))
		add()
	}
	for _, step := range s.Steps {
		if diff := cmp.Diff(step.Expect, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
