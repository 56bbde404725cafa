package returns_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns"
)

func TestWirePolicy(t *testing.T) {
	least := policy()
	least.Restocking, least.Window, least.RefundWithin = nil, logistics.AnyTime(), logistics.AnyTime()
	for name, p := range map[string]returns.Policy{"policy": policy(), "policy_least": least} {
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

// TestWireCommandsAndEvents freezes every kind, a line each; the events read back fold to the same state.
func TestWireCommandsAndEvents(t *testing.T) {
	state, history := after(t, journey()...)
	var commands, events bytes.Buffer
	kinds := map[string]bool{}
	for _, command := range journey() {
		data, err := returns.EncodeCommand(command)
		if err != nil {
			t.Fatal(err)
		}
		commands.Write(append(data, '\n'))
		back, err := returns.DecodeCommand(data)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := returns.EncodeCommand(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
		kinds[reflect.TypeOf(command).Name()] = true
	}
	var kept []returns.Event
	for _, event := range history {
		data, err := returns.EncodeEvent(event)
		if err != nil {
			t.Fatal(err)
		}
		events.Write(append(data, '\n'))
		back, err := returns.DecodeEvent(data)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := returns.EncodeEvent(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
		kept = append(kept, back)
		kinds[reflect.TypeOf(event).Name()] = true
	}
	golden.Frozen(t, "testdata/wire/v1/commands.jsonl", commands.Bytes())
	golden.Frozen(t, "testdata/wire/v1/events.jsonl", events.Bytes())
	if len(kinds) != 24 {
		t.Errorf("%d of the 12 commands and 12 events are in the corpus", len(kinds))
	}
	replayed := returns.Fold(kept)
	if diff := cmp.Diff(state.Returns(), replayed.Returns()); diff != "" {
		t.Errorf("returns (-live +replayed):\n%s", diff)
	}
	if diff := cmp.Diff(state.Refunds(), replayed.Refunds()); diff != "" {
		t.Errorf("refunds (-live +replayed):\n%s", diff)
	}
	if diff := cmp.Diff(state.Lines(), replayed.Lines()); diff != "" || state.State() != replayed.State() {
		t.Errorf("lines (-live +replayed):\n%s", diff)
	}
}

func TestEventsAreReadTolerantlyAndCommandsStrictly(t *testing.T) {
	event, err := returns.DecodeEvent([]byte(`{"type":"approved","command":"c","at":"2025-03-10T11:00:00Z","return":"R","mood":"good"}`))
	if approved, ok := event.(returns.Approved); err != nil || !ok || approved.Return != id("R") {
		t.Errorf("%#v, %v", event, err)
	}
	for data, want := range map[string]string{
		`{"type":"approve","id":"c","return":"R","mood":"good"}`: "/mood",
		`{"type":"aprove","id":"c"}`:                             "/type",
		`{"id":"c"}`:                                             "/type",
		`[]`:                                                     "",
	} {
		if command, err := returns.DecodeCommand([]byte(data)); paths(err) != want || command != nil || !errors.Is(err, logistics.ErrInvalid) {
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
	seed, _ := json.Marshal(policy())
	f.Add(seed)
	f.Add([]byte(`{"schema":"logistics/returns.policy/1","window":"P30D","window":"P60D"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := returns.DecodePolicy(data)
		if err != nil {
			return
		}
		c, err := returns.Compile(p, logistics.ZoneMap{})
		if err != nil {
			return
		}
		if _, err := returns.Decide(returns.Case{}, open(), returns.Env{Policy: c, AsOf: noon}); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzDecode reads commands and events of every kind, and lets what can be read act on a case.
func FuzzDecode(f *testing.F) {
	_, history := after(f, journey()...)
	for _, event := range history {
		data, err := returns.EncodeEvent(event)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, command := range journey() {
		data, err := returns.EncodeCommand(command)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	state, _ := after(f, journey()[:8]...)
	env := returns.Env{Policy: compiled(f), AsOf: noon}
	f.Fuzz(func(t *testing.T, data []byte) {
		if event, err := returns.DecodeEvent(data); err == nil {
			next := returns.Evolve(state, event)
			_ = next.Why(id("R-1"))
			if again, err := returns.EncodeEvent(event); err == nil {
				if _, err := returns.DecodeEvent(again); err != nil {
					t.Fatalf("%s was read, and written as %s: %v", data, again, err)
				}
			}
		}
		command, err := returns.DecodeCommand(data)
		if err != nil {
			return
		}
		if _, err := returns.Decide(state, command, env); err != nil && !errors.Is(err, logistics.ErrInvalid) && !errors.Is(err, returns.ErrRejected) {
			t.Fatal(err)
		}
		if again, err := returns.EncodeCommand(command); err != nil || !strings.HasPrefix(string(again), `{"type":`) {
			t.Fatalf("%s was read, and written as %s: %v", data, again, err)
		}
	})
}
