package claim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/claim"
)

// reach leads to each state.
func reach() map[claim.State][]step {
	return map[claim.State][]step{
		0:                       nil,
		claim.StateOpen:         journey()[:6],
		claim.StateFiled:        journey()[:7],
		claim.StateAcknowledged: journey()[:9],
		claim.StateSettled:      journey()[:10],
		claim.StateDeclined:     declined(),
		claim.StateAppealed:     journey()[:12],
		claim.StatePaid:         journey(),
		claim.StateWithdrawn:    withdrawn(),
	}
}

// every has a command of each kind, by its name on the wire, that no rule but the table is against.
func every() map[string]claim.Command {
	o := open()
	o.ID = id("x")
	return map[string]claim.Command{
		"open": o, "add_evidence": claim.AddEvidence{ID: id("x"), Evidence: "other", Document: id("x")},
		"give_notice": claim.GiveNotice{ID: id("x")},
		"file":        claim.File{ID: id("x"), Override: claim.Override{By: id("x"), Detail: "x"}},
		"acknowledge": claim.Acknowledge{ID: id("x")},
		"settle":      claim.Settle{ID: id("x"), Amount: logistics.MustMoney("300 EUR")},
		"decline":     claim.Decline{ID: id("x"), Ground: "other"},
		"appeal":      claim.Appeal{ID: id("x"), Override: claim.Override{By: id("x"), Detail: "x"}},
		"pay":         claim.Pay{ID: id("x"), Amount: logistics.MustMoney("1 EUR")},
		"withdraw":    claim.Withdraw{ID: id("x")},
		"reopen":      claim.Reopen{ID: id("x")}, "tick": claim.Tick{ID: id("x")},
	}
}

// edited is a claim whose document says something else.
func edited(t *testing.T, state claim.Claim, old, with string) claim.Claim {
	t.Helper()
	changed, err := claim.DecodeClaim([]byte(strings.Replace(document(t, state), old, with, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// TestAllowedIsWhatTheTableHas in every state, for every verb.
func TestAllowedIsWhatTheTableHas(t *testing.T) {
	for from := claim.State(0); from <= claim.StateWithdrawn; from++ {
		for v := claim.VerbOpen; v <= claim.VerbTick; v++ {
			has := slices.ContainsFunc(claim.Transitions(), func(row claim.Transition) bool {
				return row.From == from && row.Verb == v
			})
			if slices.Contains(from.Allowed(), v) != has {
				t.Errorf("%s, %s: %v", from, v, !has)
			}
		}
	}
}

// TestEveryCommandInEveryState: what the table has is done and leads where the table says, and nothing
// else is.
func TestEveryCommandInEveryState(t *testing.T) {
	pairs := 0
	for from, steps := range reach() {
		state, _ := after(t, steps...)
		if state.State() != from {
			t.Fatalf("%s, want %s", state.State(), from)
		}
		for name, command := range every() {
			pairs++
			before := state
			if name == "give_notice" { // given once only
				before = edited(t, before, `,"notice":"2025-02-28"`, "")
			}
			events, err := claim.Decide(before, command, claim.Env{Policy: compiled(t), AsOf: noon(date("2026-02-01"))})
			var to []claim.State
			for _, row := range claim.Transitions() {
				if row.From == from && row.Verb.String() == name {
					to = append(to, row.To)
				}
			}
			if (len(to) > 0) != (err == nil) {
				t.Errorf("%s in %s: %v", name, from, err)
				continue
			}
			for _, event := range events {
				before = claim.Evolve(before, event)
			}
			if len(to) > 0 && !slices.Contains(to, before.State()) {
				t.Errorf("%s in %s leads to %s, the table says %v", name, from, before.State(), to)
			}
		}
	}
	if pairs != 9*12 {
		t.Errorf("%d pairs", pairs)
	}
}

func TestEveryStateIsReached(t *testing.T) {
	reached := map[claim.State]bool{0: true}
	for range claim.Transitions() {
		for _, row := range claim.Transitions() {
			if reached[row.From] {
				reached[row.To] = true
			}
		}
	}
	if len(reached) != 9 {
		t.Errorf("%d of 9 states are reached", len(reached))
	}
}

// TestTransitionsAreDrawn keeps the table as a Mermaid diagram.
func TestTransitionsAreDrawn(t *testing.T) {
	golden.Equal(t, "testdata/transitions.mmd", []byte(claim.Mermaid()))
	rows := claim.Transitions()
	rows[0].To = claim.StatePaid
	if claim.Transitions()[0].To != claim.StateOpen {
		t.Error("the table can be changed from outside")
	}
}
