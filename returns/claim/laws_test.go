package claim_test

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/claim"
)

// journeys end a claim in every way, and have every command and event.
func journeys() [][]step {
	late := append(journey()[:1:1],
		step{
			"2025-12-01",
			claim.File{ID: id("f1"), Override: claim.Override{By: id("MEIER"), Detail: "the carrier agreed"}},
		})
	return [][]step{journey(), declined(), reopened(), late}
}

func decoded(t fatal, events []claim.Event) []claim.Event {
	t.Helper()
	var own []claim.Event
	for _, e := range events {
		data, err := claim.EncodeEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := claim.DecodeEvent(data)
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, back)
	}
	return own
}

// TestArgumentsAreNotKept: whatever a host does afterwards with the lists of events, of every kind, the claim stays as
// it was, and knows its commands.
func TestArgumentsAreNotKept(t *testing.T) {
	kinds := map[string]bool{}
	for _, steps := range journeys() {
		live, history := after(t, steps...)
		want := document(t, live)
		golden.Scramble(history)
		if got := document(t, live); got != want {
			t.Errorf("the events that were decided are kept:\n%s", cmp.Diff(want, got))
		}
		_, history = after(t, steps...)
		for name, of := range map[string]func([]claim.Event) (claim.Claim, error){
			"Fold":    claim.Fold,
			"StateAt": func(e []claim.Event) (claim.Claim, error) { return claim.StateAt(e, noon(date("2030-01-01"))) },
			"Evolve": func(events []claim.Event) (state claim.Claim, _ error) {
				for _, e := range events {
					state = claim.Evolve(state, e)
				}
				return state, nil
			},
		} {
			given := decoded(t, history)
			state, err := of(given)
			if err != nil {
				t.Fatal(err)
			}
			golden.Scramble(given)
			if got := document(t, state); got != want {
				t.Errorf("%s keeps its events:\n%s", name, cmp.Diff(want, got))
			}
			golden.Scramble([]any{
				state.Required(), state.Documents(), state.Missed(), state.Overridden(), state.Deadlines(),
			})
			if got := document(t, state); got != want {
				t.Errorf("a list that was given out is the claim's own:\n%s", cmp.Diff(want, got))
			}
		}
		for _, e := range history {
			kinds[reflect.TypeOf(e).Name()] = true
		}
	}
	if len(kinds) != 12 {
		t.Errorf("%d of the 12 kinds of events", len(kinds))
	}
}

// TestFoldWantsTheWholeHistory: what is absent, strange, doubled, missing or out of order is a fault.
func TestFoldWantsTheWholeHistory(t *testing.T) {
	_, whole := after(t, journey()...)
	pointer := claim.Paid{}
	for name, c := range map[string]struct {
		events []claim.Event
		want   string
	}{
		"whole":       {whole, ""},
		"none":        {nil, ""},
		"an end":      {whole[4:], "/0/version"},
		"a gap":       {slices.Delete(slices.Clone(whole), 3, 4), "/3/version"},
		"nothing":     {slices.Insert(slices.Clone(whole), 3, claim.Event(nil)), "/3 /4/version"},
		"a pointer":   {slices.Insert(slices.Clone(whole), 15, claim.Event(&pointer)), "/15"},
		"nil pointer": {[]claim.Event{(*claim.Opened)(nil)}, "/0"},
	} {
		state, err := claim.Fold(c.events)
		if got := paths(err); got != c.want || err != nil && state.Version() != 0 {
			t.Errorf("%s: faults at %q, want %q: %v", name, got, c.want, err)
		}
		if _, again := claim.StateAt(c.events, noon(date("2030-01-01"))); paths(again) != c.want {
			t.Errorf("%s: StateAt: %v", name, again)
		}
		for _, e := range c.events {
			_ = claim.Evolve(claim.Claim{}, e)
		}
	}
}

// TestTheClaimAtAnInstantIsTheFoldUpToIt.
func TestTheClaimAtAnInstantIsTheFoldUpToIt(t *testing.T) {
	_, history := after(t, journey()...)
	for n := range history {
		at := history[n].Header().At
		for ; n+1 < len(history) && !history[n+1].Header().At.After(at); n++ {
			continue
		}
		state, err := claim.StateAt(history, at)
		if err != nil || document(t, state) != document(t, fold(t, history[:n+1])) {
			t.Errorf("at %v: version %d, want %d: %v", at, state.Version(), n+1, err)
		}
	}
	if state, err := claim.StateAt(history, history[0].Header().At.Add(-1)); err != nil || state.Version() != 0 {
		t.Errorf("before it was opened: %v, %v", state.State(), err)
	}
}

func refusedFor(err error) (codes []logistics.Code) {
	var refused *logistics.RefusedError
	if errors.As(err, &refused) {
		for _, r := range refused.Reasons {
			codes = append(codes, r.Code)
		}
	}
	return codes
}

// TestEveryActorAgainstEveryCommand: who may do what is as the table says, and nothing else is refused for the actor.
func TestEveryActorAgainstEveryCommand(t *testing.T) {
	state, _ := after(t, journey()[:6]...)
	mine := []logistics.Permission{
		{Actor: logistics.ActorStaff, May: []string{"open", "file", "appeal", claim.RightOverride}},
		{Actor: logistics.ActorCarrier, May: []string{"acknowledge", "settle", "decline", "file", "appeal"}},
		{May: []string{"tick"}},
	}
	for _, table := range [][]logistics.Permission{nil, mine} {
		p := freight()
		p.Permissions = table
		policy, err := claim.Compile(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		if table == nil {
			table = claim.DefaultPermissions()
		}
		for _, actor := range []logistics.Actor{
			"", logistics.ActorCustomer, logistics.ActorStaff, logistics.ActorCarrier, "robot",
		} {
			may := func(action string) bool {
				return slices.ContainsFunc(table, func(p logistics.Permission) bool {
					return p.Actor == actor && slices.Contains(p.May, action)
				})
			}
			for name, command := range every() {
				_, err := claim.Decide(
					state, command, claim.Env{Policy: policy, AsOf: noon(date("2025-03-05")), Actor: actor},
				)
				if refused := slices.Contains(refusedFor(err), claim.NotPermitted); refused == may(name) &&
					(name != "file" && name != "appeal" || may(claim.RightOverride)) {
					t.Errorf("%q, %s: %v, the table says %v", actor, name, err, may(name))
				}
			}
			_, err := claim.Decide(
				state, every()["file"], claim.Env{Policy: policy, AsOf: noon(date("2025-12-05")), Actor: actor},
			)
			if may("file") && (err == nil) != may(claim.RightOverride) {
				t.Errorf("%q passes over what is late: %v", actor, err)
			}
		}
	}
}

// TestTheDayIsThatOfThePolicysZone: an instant late in the evening is the next day further east.
func TestTheDayIsThatOfThePolicysZone(t *testing.T) {
	late := time.Date(2025, 3, 3, 23, 30, 0, 0, time.UTC)
	state, _ := after(t, journey()[:1]...)
	zones := logistics.ZoneMap{"East": time.FixedZone("East", 3600), "West": time.FixedZone("West", -5*3600)}
	for zone, want := range map[string]int{"": 0, "East": 1, "West": 0} {
		p := freight()
		p.Zone = zone
		policy, err := claim.Compile(p, zones)
		if err != nil {
			t.Fatal(err)
		}
		// notice by 3 March
		events, err := claim.Decide(state, claim.Tick{ID: id("t")}, claim.Env{Policy: policy, AsOf: late})
		if err != nil || len(events) != want {
			t.Errorf("in %q %v passed: %v", zone, events, err)
		}
	}
	p := freight()
	p.Zone = "Atlantis/Harbour"
	for _, zones := range []logistics.Zones{nil, logistics.ZoneMap{}} {
		if _, err := claim.Compile(p, zones); paths(err) != "/zone" {
			t.Errorf("%v", err)
		}
	}
}

// TestWhatIsDueIsWhatATickFinds, after every step and on every day.
func TestWhatIsDueIsWhatATickFinds(t *testing.T) {
	policy, found := compiled(t), 0
	for _, steps := range journeys() {
		for n := 1; n <= len(steps); n++ {
			state, _ := after(t, steps[:n]...)
			for day := date("2025-03-01"); day.Compare(date("2026-03-01")) < 0; day = day.AddDays(13) {
				due := state.Due(day)
				next, events, err := claim.Step(
					state, claim.Tick{ID: id("tick of a day")}, claim.Env{Policy: policy, AsOf: noon(day)},
				)
				if err != nil || len(events) != len(due) {
					t.Fatalf("%s: due %v, the tick finds %v, %v", day, due, events, err)
				}
				for i, d := range due {
					found++
					if e := events[i].(claim.DeadlinePassed); e.Clock != d.Clock || e.By != d.By || !d.Passed(day) ||
						!slices.Contains(state.Deadlines(), d) {
						t.Errorf("%s: %+v is due, the tick finds %+v", day, d, e)
					}
				}
				if again := next.Due(day); len(again) > 0 {
					t.Errorf("%s: after a tick %v is due", day, again)
				}
			}
		}
	}
	if found == 0 {
		t.Error("nothing was ever due")
	}
}

// TestZeroValuesAreFaults, and never panic.
func TestZeroValuesAreFaults(t *testing.T) {
	for _, rules := range []*claim.Rules{nil, {}} {
		for name, c := range every() {
			if _, err := claim.Decide(
				claim.Claim{}, c, claim.Env{Policy: rules, AsOf: noon(date("2025-03-01"))},
			); paths(err) != "/policy" {
				t.Errorf("%s is decided by no rules: %v", name, err)
			}
		}
	}
	var none claim.Claim
	_, _, _, _ = none.Deadlines(), none.Due(logistics.Date{}), none.Lacking(), none.Outstanding()
	if none.Decided(id("x")) || none.Version() != 0 ||
		len(claim.Measure([]claim.Claim{none}, id("S"), logistics.Period{})) != 0 {
		t.Error("a claim that was not opened knows something")
	}
}

// TestResultsAreDocuments: each is written and read back as it was, and says the same.
func TestResultsAreDocuments(t *testing.T) {
	for _, steps := range journeys() {
		for n := range len(steps) + 1 {
			state, _ := after(t, steps[:n]...)
			back := golden.RoundTrip(t, state)
			if back.State() != state.State() || !cmp.Equal(back.Deadlines(), state.Deadlines()) ||
				back.Dates() != state.Dates() ||
				back.DueBy() != state.DueBy() || !cmp.Equal(back.Overridden(), state.Overridden()) ||
				!cmp.Equal(back.Missed(), state.Missed()) ||
				!back.Outstanding().Equal(state.Outstanding()) || !cmp.Equal(back.Lacking(), state.Lacking()) ||
				back.Ground() != state.Ground() {
				t.Errorf("after %d steps: %+v", n, back)
			}
			golden.RoundTrip(t, state.Deadlines())
			golden.RoundTrip(t, state.Dates())
			golden.RoundTrip(t, state.DueBy())
			golden.RoundTrip(t, claim.Measure([]claim.Claim{state}, id("S"), logistics.MustPeriod("2025")))
		}
	}
	golden.RoundTrip(t, claim.Transitions())
	golden.RoundTrip(t, claim.DefaultPermissions())
}

// TestWireClaim freezes the document of a claim.
func TestWireClaim(t *testing.T) {
	for name, steps := range map[string][]step{
		"claim_empty": nil, "claim": journey(), "claim_late_figures": journeys()[3],
	} {
		state, _ := after(t, steps...)
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", golden.JSON(t, state))
	}
	// A claim of before its reasons said what they are figures of reads and writes as it was.
	data, err := os.ReadFile("testdata/wire/v1/claim_late.json")
	if err != nil {
		t.Fatal(err)
	}
	before, err := claim.DecodeClaim(data)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/claim_late.json", golden.JSON(t, before))
}

// TestWhatNoClaimCanHaveKept is a fault, each with its path.
func TestWhatNoClaimCanHaveKept(t *testing.T) {
	state, _ := after(t, journey()...)
	whole := document(t, state)
	for _, c := range []struct{ old, with, want string }{
		{`logistics/claim.claim/1`, `logistics/claim.claim/2`, "/schema"},
		{`"claim":"CL-7","state"`, `"state"`, "/claim"},
		{`"state":"paid"`, `"state":null`, "/state"},
		{`"state":"paid"`, `"state":"lost"`, "/state"},
		{`"claimed":{"amount":"480.00"`, `"claimed":{"amount":"10.00"`, "/claimed"},
		{`"claimed":{"amount":"480.00","currency":"EUR"},`, ``, "/accepted /claimed /paid"},
		{`"paid":{"amount":"450.00"`, `"paid":{"amount":"-1.00"`, "/paid"},
		{
			`"accepted":{"amount":"450.00","currency":"EUR"}`, `"accepted":{"amount":"450.00","currency":"USD"}`,
			"/accepted /claimed",
		},
		{`"rounds":2`, `"rounds":-2`, "/rounds"},
		{`"clock":"acknowledge"`, `"clock":null`, "/missed/0/clock"},
		{`"version":15`, `"version":3`, "/version"},
		{`{"command":"c2",`, `{"command":"c1",`, "/decided/1/command"},
		{`"kind":`, `"mood":"good","kind":`, "/mood"},
	} {
		if strings.Count(whole, c.old) == 0 {
			t.Fatalf("%s is not in %s", c.old, whole)
		}
		if read, err := claim.DecodeClaim([]byte(strings.Replace(whole, c.old, c.with, 1))); paths(err) != c.want ||
			read.Version() != 0 {
			t.Errorf("%s: faults at %q, want %q", c.with, paths(err), c.want)
		}
	}
}

// TestWhatReadsCanBeWritten: a null is either a fault or an absent value, of every field of every command and event.
func TestWhatReadsCanBeWritten(t *testing.T) {
	commands, events := corpus(t)
	for _, c := range commands {
		data, err := claim.EncodeCommand(c)
		if err != nil {
			t.Fatal(err)
		}
		golden.Nulls(t, data, func(path string, nulled []byte) {
			if back, err := claim.DecodeCommand(nulled); err == nil {
				if _, err := claim.EncodeCommand(back); err != nil {
					t.Errorf("%T with null at %s is read, and not written: %v", c, path, err)
				}
			}
		})
	}
	refused := 0
	for _, e := range events {
		data, err := claim.EncodeEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		golden.Nulls(t, data, func(path string, nulled []byte) {
			back, err := claim.DecodeEvent(nulled)
			if err != nil {
				refused++
				return
			}
			if _, err := claim.EncodeEvent(back); err != nil {
				t.Errorf("%T with null at %s is read, and not written: %v", e, path, err)
			}
		})
	}
	if refused == 0 {
		t.Error("no null is a fault")
	}
	state, _ := after(t, journey()...)
	golden.Nulls(t, []byte(document(t, state)), func(path string, nulled []byte) {
		if read, err := claim.DecodeClaim(nulled); err == nil {
			_ = document(t, read)
		}
	})
}

// TestAClaimHasBounds: what every event would copy has a bound, and more is refused by name.
func TestAClaimHasBounds(t *testing.T) {
	documents := journey()[:1]
	for i := range 1000 {
		documents = append(documents, step{
			"2025-03-01",
			claim.AddEvidence{ID: id(fmt.Sprint("e", i)), Evidence: claim.Photo, Document: id(fmt.Sprint("D", i))},
		})
	}
	rounds := journey()[:1]
	over := claim.Override{By: id("MEIER"), Detail: "x"}
	for i := range 1000 {
		rounds = append(rounds, step{"2025-03-01", claim.File{ID: id(fmt.Sprint("f", i)), Override: over}},
			step{
				"2025-03-01", claim.Withdraw{ID: id(fmt.Sprint("w", i))},
			}, step{"2025-03-01", claim.Reopen{ID: id(fmt.Sprint("r", i))}})
	}
	for _, c := range []struct {
		steps   []step
		command claim.Command
		full    bool
	}{
		{documents, claim.AddEvidence{ID: id("x"), Evidence: claim.Invoice, Document: id("D")}, true},
		{documents[:1000], claim.AddEvidence{ID: id("x"), Evidence: claim.Invoice, Document: id("D")}, false},
		{rounds, claim.File{ID: id("x"), Override: over}, true},
		{rounds[:2998], claim.File{ID: id("x"), Override: over}, false},
	} {
		state, _ := after(t, c.steps...)
		_, err := claim.Decide(state, c.command, claim.Env{Policy: compiled(t), AsOf: noon(date("2025-03-02"))})
		if full := slices.Contains(refusedFor(err), claim.ClaimFull); full != c.full || !full && err != nil {
			t.Errorf("%#v: %v", c.command, err)
		}
	}
}

// TestGrowthOfManyCommands in one claim, and of their replay.
func TestGrowthOfManyCommands(t *testing.T) {
	payments := func(n int) []step {
		steps := journey()[:9:9]
		steps = append(steps, step{"2025-05-10", claim.Settle{ID: id("all"), Amount: logistics.MustMoney("480 EUR")}})
		for i := range n {
			steps = append(
				steps,
				step{"2025-05-20", claim.Pay{ID: id(fmt.Sprint("p", i)), Amount: logistics.MustMoney("0.01 EUR")}},
			)
		}
		return steps
	}
	t.Run("given", func(t *testing.T) {
		golden.Growth(t, 4000, func(n int) func() {
			steps := payments(n)
			return func() { after(t, steps...) }
		})
	})
	t.Run("replayed", func(t *testing.T) {
		golden.Growth(t, 8000, func(n int) func() {
			_, history := after(t, payments(n)...)
			return func() { fold(t, history) }
		})
	})
}

func FuzzDecodeClaim(f *testing.F) {
	for _, steps := range append(journeys(), nil, journey()[:1]) {
		state, _ := after(f, steps...)
		f.Add([]byte(document(f, state)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		state, err := claim.DecodeClaim(data)
		if err != nil {
			return
		}
		kept := document(t, state)
		if again, err := claim.DecodeClaim([]byte(kept)); err != nil || document(t, again) != kept {
			t.Fatalf("%s reads back otherwise: %v", kept, err)
		}
		for _, c := range every() {
			if next, _, err := claim.Step(
				state, c, claim.Env{Policy: compiled(t), AsOf: noon(date("2026-02-01"))},
			); err == nil {
				document(t, next)
			}
		}
		_, _ = state.Deadlines(), state.Lacking()
	})
}
