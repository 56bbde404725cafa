package returns_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns"
)

func decode(t testing.TB, data []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func TestWirePolicy(t *testing.T) {
	for name, p := range map[string]returns.Policy{"policy": shop(), "policy_least": anytime()} {
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		back, err := returns.DecodePolicy(data)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := json.Marshal(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
	}
}

// corpus is one command and one event of each kind, from the stories.
func corpus(t testing.TB) (commands []returns.Command, events []returns.Event) {
	t.Helper()
	seen := map[string]bool{}
	for _, g := range stories() {
		policy := compiled(t, shop())
		var state returns.Case
		for _, c := range g.given {
			state = apply(t, state, by(policy, day(1)), c)
		}
		env := returns.Env{
			Policy: policy, AsOf: day(max(g.on, 1)), Actor: who(g.actor),
			History: returns.History{Returns: max(g.before, 1)},
		}
		decided, err := returns.Decide(state, g.when, env)
		if err != nil {
			continue
		}
		if name := reflect.TypeOf(g.when).Name(); !seen[name] {
			seen[name] = true
			commands = append(commands, g.when)
		}
		for _, e := range decided {
			if name := reflect.TypeOf(e).Name(); !seen[name] {
				seen[name] = true
				events = append(events, e)
			}
		}
	}
	if len(commands) != 24 || len(events) != 24 {
		t.Fatalf("%d of the 24 commands and %d of the 24 events have a story", len(commands), len(events))
	}
	return commands, events
}

// TestWireCommandsAndEvents freezes every kind, a line each, and reads them back.
func TestWireCommandsAndEvents(t *testing.T) {
	commands, events := corpus(t)
	var commandLines, eventLines bytes.Buffer
	for _, command := range commands {
		data, err := returns.EncodeCommand(command)
		if err != nil {
			t.Fatal(err)
		}
		commandLines.Write(append(data, '\n'))
		back, err := returns.DecodeCommand(data)
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if diff := cmp.Diff(command, back, exported); diff != "" {
			t.Errorf("%s reads back otherwise:\n%s", data, diff)
		}
	}
	for _, event := range events {
		data, err := returns.EncodeEvent(event)
		if err != nil {
			t.Fatal(err)
		}
		eventLines.Write(append(data, '\n'))
		back, err := returns.DecodeEvent(data)
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if diff := cmp.Diff(event, back, exported); diff != "" {
			t.Errorf("%s reads back otherwise:\n%s", data, diff)
		}
		if back.ID() != event.ID() || back.Header() != event.Header() {
			t.Errorf("%s has another id or header", data)
		}
	}
	golden.Frozen(t, "testdata/wire/v1/commands.jsonl", commandLines.Bytes())
	golden.Frozen(t, "testdata/wire/v1/events_with_policy.jsonl", eventLines.Bytes())
}

// TestEventsOfBeforeThereWereHeadersAreRead: they have no version and no actor, or no policy, and else the same as
// those of now.
func TestEventsOfBeforeThereWereHeadersAreRead(t *testing.T) {
	readEventsOf(t, "events.jsonl", false)
	readEventsOf(t, "events_with_header.jsonl", true)
}

func readEventsOf(t *testing.T, file string, versions bool) {
	t.Helper()
	_, now := corpus(t)
	data, err := os.ReadFile("testdata/wire/v1/" + file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
	if len(lines) != len(now) {
		t.Fatalf("%d events, want %d", len(lines), len(now))
	}
	header := cmp.FilterPath(func(p cmp.Path) bool {
		since := []string{".Version", ".Policy", ".PolicyVersion", ".History", ".Actor"}
		return slices.Contains(since, p.Last().String())
	}, cmp.Ignore())
	for i, line := range lines {
		old, err := returns.DecodeEvent(line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if (old.Header().Version != 0) != versions {
			t.Errorf("%s has version %d", line, old.Header().Version)
		}
		if diff := cmp.Diff(now[i], old, exported, header); diff != "" {
			t.Errorf("%s reads otherwise:\n%s", line, diff)
		}
		if again, err := returns.EncodeEvent(old); err != nil || !bytes.Equal(again, line) {
			t.Errorf("%s is written as %s, %v", line, again, err)
		}
	}
}

// TestWireState freezes what a host shows of a case.
func TestWireState(t *testing.T) {
	state := apply(t, returns.Case{}, by(compiled(t, shop()), day(1)), settledReturn()...)
	ledger, _ := state.Ledger(id("1"))
	data, err := json.MarshalIndent(map[string]any{
		"returns": state.Returns(), "refunds": state.Refunds(), "outbounds": state.Outbounds(), "ledger": ledger,
		"account": state.Account(),
		"why":     state.Why(id("R1")), "stage": state.Stage(id("R1")), "deadlines": state.Deadlines(),
	}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/state.json", data)
}

func TestEventsAreReadTolerantlyAndCommandsStrictly(t *testing.T) {
	event, err := returns.DecodeEvent([]byte(
		`{"type":"approved","command":{"id":"c","return":"R","mood":"good"},"at":"2025-03-10T11:00:00Z"}`,
	))
	if approved, ok := event.(returns.Approved); err != nil || !ok || approved.Command.Return != id("R") {
		t.Errorf("%#v, %v", event, err)
	}
	for data, want := range map[string]string{
		`{"type":"approve","id":"c","return":"R","mood":"good"}`: "/mood",
		`{"type":"aprove","id":"c"}`:                             "/type",
		`{"id":"c"}`:                                             "/type",
		`[]`:                                                     "",
	} {
		if command, err := returns.DecodeCommand([]byte(data)); paths(err) != want || command != nil ||
			!errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %#v, %v", data, command, err)
		}
	}
	if _, err := returns.EncodeEvent(nil); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no event was written: %v", err)
	}
	if _, err := returns.EncodeCommand(nil); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no command was written: %v", err)
	}
}

func FuzzDecodePolicy(f *testing.F) {
	f.Add([]byte(`{"schema":"logistics/returns.policy/1","window":"P30D","window":"P60D"}`))
	golden.FuzzDocuments(f, returns.DecodePolicy, func(t *testing.T, p returns.Policy) {
		if policy, err := returns.Compile(p, nil, nil); err == nil {
			t.Fatalf("compiled without a zone: %v", policy)
		}
	}, shop(), anytime())
}

// FuzzDecodeCommand has a seed of each kind. What reads can be decided, and is written as it was read.
func FuzzDecodeCommand(f *testing.F) {
	commands, _ := corpus(f)
	for _, c := range commands {
		seed, err := returns.EncodeCommand(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	env := by(compiled(f, shop()), day(1))
	states := []returns.Case{
		{}, apply(f, returns.Case{}, env, approved()...), apply(f, returns.Case{}, env, settledReturn()...),
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := returns.DecodeCommand(data)
		if err != nil {
			return
		}
		again, err := returns.EncodeCommand(c)
		if err != nil {
			t.Fatalf("%#v cannot be written: %v", c, err)
		}
		if back, err := returns.DecodeCommand(again); err != nil ||
			!cmp.Equal(c, back, exported, cmpopts.EquateEmpty()) {
			t.Fatalf("%s reads back as %#v, %v", again, back, err)
		}
		for _, state := range states {
			events, err := returns.Decide(state, c, env)
			if err != nil {
				continue
			}
			for _, e := range events {
				if after := returns.Evolve(state, e); after.Version() != state.Version()+1 {
					t.Fatalf("%#v is not an event of version %d", e, after.Version())
				}
			}
		}
	})
}

// FuzzDecodeEvent has a seed of each kind. Evolve takes whatever reads.
func FuzzDecodeEvent(f *testing.F) {
	_, events := corpus(f)
	for _, e := range events {
		seed, err := returns.EncodeEvent(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	env := by(compiled(f, shop()), day(1))
	states := []returns.Case{
		{}, apply(f, returns.Case{}, env, approved()...), apply(f, returns.Case{}, env, settledReturn()...),
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := returns.DecodeEvent(data)
		if err != nil {
			return
		}
		again, err := returns.EncodeEvent(e)
		if err != nil {
			t.Fatalf("%#v cannot be written: %v", e, err)
		}
		if back, err := returns.DecodeEvent(again); err != nil || !cmp.Equal(e, back, exported, cmpopts.EquateEmpty()) {
			t.Fatalf("%s reads back as %#v, %v", again, back, err)
		}
		for _, state := range states {
			before := state.Returns()
			after := returns.Evolve(state, e)
			for _, r := range after.Returns() {
				_, _ = after.Stage(r.ID), after.Why(r.ID)
			}
			_, _ = after.Account(), after.Deadlines()
			if !cmp.Equal(before, state.Returns(), exported) {
				t.Fatalf("%#v changed the state it was given", e)
			}
		}
	})
}
