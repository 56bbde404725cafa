package claim_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/claim"
)

// corpus has every kind of command and event.
func corpus(t fatal) (all []claim.Command, history []claim.Event) {
	late := append(journey()[:1:1], step{
		"2025-12-01", claim.File{ID: id("f1"), Override: claim.Override{By: id("MEIER"), Detail: "the carrier agreed"}},
	})
	for _, steps := range [][]step{journey(), declined(), reopened(), late} {
		_, events := after(t, steps...)
		for _, s := range steps {
			all = append(all, s.command)
		}
		history = append(history, events...)
	}
	return all, history
}

func least() claim.Policy {
	return claim.Policy{
		Schema: "logistics/claim.policy/1", ID: id("least"), Version: 1, Terms: []claim.Term{{Kind: claim.Delay}},
	}
}

func TestWirePolicy(t *testing.T) {
	for name, p := range map[string]claim.Policy{"policy": freight(), "policy_least": least()} {
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		back, err := claim.DecodePolicy(data)
		if err != nil || back.Validate() != nil {
			t.Fatal(err, back.Validate())
		}
		if again, _ := json.Marshal(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
	}
}

// TestWireCommandsAndEvents freezes every kind, a line each; the events read back fold to the same state.
func TestWireCommandsAndEvents(t *testing.T) {
	all, history := corpus(t)
	var commands, events bytes.Buffer
	kinds := map[string]bool{}
	for _, command := range all {
		data, err := claim.EncodeCommand(command)
		if err != nil {
			t.Fatal(err)
		}
		commands.Write(append(data, '\n'))
		back, err := claim.DecodeCommand(data)
		if diff := cmp.Diff(command, back); err != nil || diff != "" {
			t.Errorf("%v (-sent +read):\n%s", err, diff)
		}
		kinds[reflect.TypeOf(command).Name()] = true
	}
	for _, event := range history {
		data, err := claim.EncodeEvent(event)
		if err != nil {
			t.Fatal(err)
		}
		events.Write(append(data, '\n'))
		back, err := claim.DecodeEvent(data)
		if diff := cmp.Diff(event, back); err != nil || diff != "" {
			t.Errorf("%v (-sent +read):\n%s", err, diff)
		}
		kinds[reflect.TypeOf(event).Name()] = true
	}
	golden.Frozen(t, "testdata/wire/v1/commands.jsonl", commands.Bytes())
	golden.Frozen(t, "testdata/wire/v1/events_with_policy.jsonl", events.Bytes())
	if len(kinds) != 24 {
		t.Errorf("%d of the 12 commands and 12 events are in the corpus", len(kinds))
	}
	// What was read back decides and replays like what was sent.
	live, sent := after(t, journey()...)
	var kept []claim.Event
	for _, event := range sent {
		data, _ := claim.EncodeEvent(event)
		back, err := claim.DecodeEvent(data)
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, back)
	}
	replayed := fold(t, kept)
	if diff := cmp.Diff(document(t, live), document(t, replayed)); diff != "" {
		t.Errorf("(-live +replayed):\n%s", diff)
	}
	for _, s := range journey() {
		if events, err := claim.Decide(
			replayed, s.command, claim.Env{Policy: compiled(t), AsOf: noon(date("2026-01-01"))},
		); events != nil || err != nil {
			t.Errorf("%#v is new to the replay: %v, %v", s.command, events, err)
		}
	}
}

// TestEventsOfBeforeThereWereHeadersAreRead: they have no instant, actor and version, and else the same as those of
// now.
func TestEventsOfBeforeThereWereHeadersAreRead(t *testing.T) {
	_, now := corpus(t)
	withHeaders, err := os.ReadFile("testdata/wire/v1/events_with_header.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range bytes.Split(bytes.TrimSpace(withHeaders), []byte("\n")) {
		old, err := claim.DecodeEvent(line)
		if diff := cmp.Diff(now[i], old, withoutFigures(), withoutPolicy()); err != nil || diff != "" {
			t.Errorf("%v: %s reads as\n%s", err, line, diff)
		}
	}
	withFigures, err := os.ReadFile("testdata/wire/v1/events_with_figures.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range bytes.Split(bytes.TrimSpace(withFigures), []byte("\n")) {
		old, err := claim.DecodeEvent(line)
		if diff := cmp.Diff(now[i], old, withoutPolicy()); err != nil || diff != "" {
			t.Errorf("%v: %s reads as\n%s", err, line, diff)
		}
	}
	data, err := os.ReadFile("testdata/wire/v1/events.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
	if len(lines) != len(now) {
		t.Fatalf("%d events, want %d", len(lines), len(now))
	}
	var history []claim.Event
	for i, line := range lines {
		old, err := claim.DecodeEvent(line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if diff := cmp.Diff(now[i], old, withoutHeader(), withoutFigures()); diff != "" ||
			beforePolicies(old.Header()) != (logistics.EventHeader{}) {
			t.Errorf("%s reads as %+v:\n%s", line, old.Header(), diff)
		}
		written, err := claim.EncodeEvent(old)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := claim.DecodeEvent(written); err != nil || !cmp.Equal(again, old) {
			t.Errorf("%s is written as %s, %v", line, written, err)
		}
		history = append(history, old)
	}
	live, first := after(t, journey()...)
	if document(t, fold(t, history[:len(first)])) != document(t, live) {
		t.Error("old events fold to another claim")
	}
}

// withoutPolicy passes over what only the first event of a claim said before.
func withoutPolicy() cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool {
		return p.Last().String() == ".Policy" || p.Last().String() == ".PolicyVersion"
	}, cmp.Ignore())
}

// beforePolicies leaves out the policy, which the first event of a claim has always named.
func beforePolicies(h logistics.EventHeader) logistics.EventHeader {
	h.Policy, h.PolicyVersion = logistics.ID{}, 0
	return h
}

// withoutFigures passes over what figures are of, which reasons of before do not say.
func withoutFigures() cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Figure" }, cmp.Ignore())
}

func TestEventsAreReadTolerantlyAndCommandsStrictly(t *testing.T) {
	event, err := claim.DecodeEvent([]byte(`{"type":"paid","on":"2025-03-10","mood":"good",
		"command":{"id":"c","amount":{"amount":"1.00","currency":"EUR"}}}`))
	if paid, ok := event.(claim.Paid); err != nil || !ok || paid.On != date("2025-03-10") {
		t.Errorf("%#v, %v", event, err)
	}
	for data, want := range map[string]string{
		`{"type":"tick","id":"c","mood":"good"}`: "/mood",
		`{"type":"tock","id":"c"}`:               "/type",
		`{"id":"c"}`:                             "/type",
		`[]`:                                     "",
	} {
		if command, err := claim.DecodeCommand([]byte(data)); paths(err) != want || command != nil ||
			!errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %#v, %v", data, command, err)
		}
	}
	if _, err := claim.EncodeEvent(nil); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no event was written: %v", err)
	}
	if _, err := claim.EncodeCommand(nil); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no command was written: %v", err)
	}
}

func FuzzDecodePolicy(f *testing.F) {
	for _, p := range []claim.Policy{freight(), least()} {
		seed, _ := json.Marshal(p)
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := claim.DecodePolicy(data)
		if err != nil {
			return
		}
		c, err := claim.Compile(p, nil)
		if err != nil {
			return
		}
		o := open()
		o.Kind, o.Expected = p.Terms[0].Kind, date("9999-12-31")
		events, err := claim.Decide(claim.Claim{}, o, claim.Env{Policy: c, AsOf: noon(date("2025-03-01"))})
		if err != nil || len(events) != 1 {
			t.Fatal(events, err)
		}
		written, err := claim.EncodeEvent(events[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := claim.DecodeEvent(written); err != nil {
			t.Fatalf("%s cannot be read: %v", written, err)
		}
	})
}

func FuzzDecodeCommand(f *testing.F) {
	all, _ := corpus(f)
	for _, command := range all {
		data, err := claim.EncodeCommand(command)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	state, _ := after(f, journey()[:10]...)
	env := claim.Env{Policy: compiled(f), AsOf: noon(date("2025-05-20"))}
	f.Fuzz(func(t *testing.T, data []byte) {
		command, err := claim.DecodeCommand(data)
		if err != nil {
			return
		}
		for _, before := range []claim.Claim{{}, state} {
			events, err := claim.Decide(before, command, env)
			if err != nil && !errors.Is(err, logistics.ErrInvalid) && !errors.Is(err, logistics.ErrRefused) {
				t.Fatal(err)
			}
			for _, event := range events {
				written, err := claim.EncodeEvent(event)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := claim.DecodeEvent(written); err != nil {
					t.Fatalf("%s cannot be read: %v", written, err)
				}
			}
		}
		if again, err := claim.EncodeCommand(command); err == nil {
			if _, err := claim.DecodeCommand(again); err != nil {
				t.Fatalf("%s was read, and written as %s: %v", data, again, err)
			}
		}
	})
}

func FuzzDecodeEvent(f *testing.F) {
	_, history := corpus(f)
	for _, event := range history {
		data, err := claim.EncodeEvent(event)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		event, err := claim.DecodeEvent(data)
		if err != nil {
			return
		}
		for _, n := range []int{0, 1, 7, 10, 12, 15} {
			state, _ := after(t, journey()[:n]...)
			next := claim.Evolve(state, event)
			_, _, _ = next.Deadlines(), next.Lacking(), next.Outstanding()
		}
		if again, err := claim.EncodeEvent(event); err == nil {
			if _, err := claim.DecodeEvent(again); err != nil {
				t.Fatalf("%s was read, and written as %s: %v", data, again, err)
			}
		}
	})
}
