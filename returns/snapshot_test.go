package returns_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns"
)

// TestACaseGoesOnFromEveryPrefix of what led to every story: kept and taken up again after any number of events, it
// ends as the whole history does, to the byte.
func TestACaseGoesOnFromEveryPrefix(t *testing.T) {
	for _, g := range stories() {
		state, events, err := g.decide(t)
		if err != nil {
			continue
		}
		history := append(historyOf(t, g.given), events...)
		for _, e := range events {
			state = returns.Evolve(state, e)
		}
		want := document(t, state)
		for n := range len(history) + 1 {
			again, err := returns.DecodeCase([]byte(document(t, fold(t, history[:n]))))
			if err != nil {
				t.Fatalf("%s, after %d events: %v", g.name, n, err)
			}
			for _, e := range history[n:] {
				again = returns.Evolve(again, e)
			}
			if got := document(t, again); got != want {
				t.Errorf("%s, kept after %d events:\n%s", g.name, n, cmp.Diff(want, got))
			}
		}
	}
}

// historyOf is what commands lead to, all of them given a day after the delivery.
func historyOf(t fatal, commands []returns.Command) (history []returns.Event) {
	t.Helper()
	var state returns.Case
	for _, c := range commands {
		next, events, err := returns.Step(state, c, by(compiled(t, shop()), day(1)))
		if err != nil {
			t.Fatal(err)
		}
		state, history = next, append(history, events...)
	}
	return history
}

// TestWireCase freezes the document of a case, and that it reads back: alone, and as a part of something else.
func TestWireCase(t *testing.T) {
	env := by(compiled(t, shop()), day(1))
	for name, state := range map[string]returns.Case{
		"case_empty": {}, "case": apply(t, returns.Case{}, env, settledReturn()...),
		"case_overdue": apply(t, apply(t, returns.Case{}, env, ahead()...),
			by(env.Policy, day(40)),
			returns.Receive{
				ID: id("odd"), Return: id("R1"), Items: []returns.Arrival{{Product: id("hat"), Good: 1}},
			}, returns.Tick{ID: id("tick")}),
	} {
		data, err := json.MarshalIndent(state, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		var host struct {
			Case returns.Case `json:"case"`
		}
		if err := json.Unmarshal([]byte(`{"case":`+string(data)+`}`), &host); err != nil {
			t.Fatal(err)
		}
		if got := document(t, host.Case); got != document(t, state) {
			t.Errorf("%s reads back as %s", name, got)
		}
	}
}

// TestWhatNoCaseCanHaveKept is a fault, each with its path.
func TestWhatNoCaseCanHaveKept(t *testing.T) {
	env := by(compiled(t, shop()), day(1))
	whole := document(t, apply(t, returns.Case{}, env, settledReturn()...))
	for _, c := range []struct{ old, with, want string }{
		{`"schema":"logistics/returns.case/1"`, `"schema":"logistics/returns.case/2"`, "/schema"},
		{`"order":"O-1"`, `"order":""`, "/order"},
		{`"customer":"C-1"`, `"mood":"good"`, "/customer /mood"},
		{`"customer":"C-1"`, `"customer":""`, "/customer"},
		{`"version":9`, `"version":1`, "/version"},
		{`"state":"approved"`, `"state":null`, "/returns/0/state"},
		{`"state":"approved"`, `"state":"gone"`, "/returns/0/state"},
		{`"state":"confirmed"`, `"state":null`, "/refunds/0/state"},
		{`"requested":2`, `"requested":-2`, "/returns/0/goods/0"},
		{`"replaced":1`, `"replaced":9000000000000`, "/returns/0/goods/0"},
		{`"accepted":2`, `"accepted":-1`, "/returns/0/goods/0/lots"},
		{`"goods":[{"line":"1"`, `"goods":[{"line":"9"`, "/returns/0/goods/0/line"},
		{`"returns":[{"id":"R1"`, `"returns":[{"id":"R2"`, "/outbounds/0/return /refunds/0/return"},
		{`"refunds":[{"id":"F1"`, `"refunds":[{"id":""`, "/refunds/0/id"},
		{
			`"amount":{"amount":"33.33","currency":"EUR"},"method"`,
			`"amount":{"amount":"33.33","currency":"USD"},"method"`, "/refunds/0",
		},
		{
			`"kind":"replacement","product":"lamp","units":1`, `"kind":"replacement","product":"lamp","units":-1`,
			"/outbounds/0",
		},
		{`"goods":[`, `"noted":["lunch_by"],"goods":[`, "/returns/0/noted"},
		{`{"command":"ask",`, `{"command":"open",`, "/decided/1/command"},
		{
			`"returns":[`,
			`"returns":[{"id":"R1","cause":"x","state":"closed","goods":[],"asked":"2025-03-04T12:00:00Z"},`,
			"/returns/1/id",
		},
	} {
		if strings.Count(whole, c.old) == 0 {
			t.Fatalf("%s is not in %s", c.old, whole)
		}
		state, err := returns.DecodeCase([]byte(strings.Replace(whole, c.old, c.with, 1)))
		if got := paths(err); got != c.want || document(t, state) != document(t, returns.Case{}) {
			t.Errorf("%s: faults at %q, want %q: %v", c.with, got, c.want, err)
		}
	}
	var state returns.Case
	if err := json.Unmarshal(
		[]byte(`{"schema":"logistics/returns.case/1","lines":[{}]}`), &state,
	); paths(err) != "/order" {
		t.Errorf("%v", err)
	}
}

// TestForgedEventsAreAppliedAndKept: Evolve takes whatever reads, and then the document or a fault says what is wrong.
func TestForgedEventsAreAppliedAndKept(t *testing.T) {
	history := historyOf(t, settledReturn())
	forged := append(append([]returns.Event{}, history...), history...)
	var state returns.Case
	for _, e := range forged {
		state = returns.Evolve(state, e)
	}
	if state.Version() != int64(len(forged)) || state.Account().Captured.String() != "146.00 EUR" {
		t.Errorf("version %d, %v", state.Version(), state.Account())
	}
	if _, err := returns.DecodeCase([]byte(document(t, state))); err == nil {
		t.Error("what was decided twice was read")
	}
}

func FuzzDecodeCase(f *testing.F) {
	env := by(compiled(f, shop()), day(1))
	for _, commands := range [][]returns.Command{nil, opened(), approved(), ahead(), settledReturn()} {
		f.Add([]byte(document(f, apply(f, returns.Case{}, env, commands...))))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		state, err := returns.DecodeCase(data)
		if err != nil {
			return
		}
		kept := document(t, state)
		again, err := returns.DecodeCase([]byte(kept))
		if err != nil || document(t, again) != kept {
			t.Fatalf("%s reads back as %s, %v", kept, document(t, again), err)
		}
		for _, c := range append(every(), returns.Tick{ID: id("tick")}, order()) {
			next, _, err := returns.Step(state, c, by(env.Policy, day(9)))
			if err == nil {
				document(t, next)
			}
		}
		for _, r := range state.Returns() {
			_, _ = state.Stage(r.ID), state.Why(r.ID)
		}
		_, _, _ = state.Account(), state.Deadlines(), state.Due(day(99))
	})
}
