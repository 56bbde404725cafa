package sla

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

// plainTimer runs round the clock and knows every action.
func plainTimer(retroactive bool) *Timer {
	return newTimer(TimerRule{
		Start: []string{"start"}, Stop: []string{"stop"}, Pause: []string{"pause"}, Resume: []string{"resume"},
		Cancel: []string{"cancel"}, Reset: []string{"reset"}, Reopen: []string{"reopen"}, ReopenPolicy: Continue,
		Retroactive: retroactive,
		Limits:      []Limit{{When: logistics.Anyone(), Within: logistics.MustDuration("PT4H")}},
	}, nil)
}

// walked is how many of the events are passed over in the order they come, and where that ends.
func walked(t *Timer, kinds []string, state State, held bool) (passed int, end State, holds bool) {
	for _, kind := range kinds {
		next, h, ok := state, held, true
		switch {
		case state == Cancelled:
			ok = false
		case kind == "cancel":
			next = Cancelled
		case state == Pending && kind == "start":
			next, h = Running, false
			if held {
				next = Paused
			}
		case state == Pending && kind == "pause" && t.rule.Retroactive && !held:
			h = true
		case state == Pending && kind == "resume" && held:
			h = false
		case state == Pending:
			ok = false
		case kind == "reset", state == Paused && kind == "resume", state == Stopped && kind == "reopen":
			next = Running
		case state == Running && kind == "pause":
			next = Paused
		case state != Stopped && kind == "stop":
			next = Stopped
		default:
			ok = false
		}
		if !ok {
			passed++
		}
		state, held = next, h
	}
	return passed, state, held
}

// permutations calls with every order of the kinds.
func permutations(kinds []string, at int, each func([]string)) {
	if at == len(kinds) {
		each(kinds)
		return
	}
	for i := at; i < len(kinds); i++ {
		kinds[at], kinds[i] = kinds[i], kinds[at]
		permutations(kinds, at+1, each)
		kinds[at], kinds[i] = kinds[i], kinds[at]
	}
}

// TestNoOrderOfAnInstantPassesOverFewer tries every order of small sets of events, from every state.
func TestNoOrderOfAnInstantPassesOverFewer(t *testing.T) {
	at := time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC)
	all := []string{"start", "stop", "pause", "resume", "cancel", "reset", "reopen"}
	rapid.Check(t, func(r *rapid.T) {
		timer := plainTimer(rapid.Bool().Draw(r, "retroactive"))
		state := rapid.SampledFrom([]State{Pending, Running, Paused, Stopped, Cancelled}).Draw(r, "state")
		held := timer.rule.Retroactive && state == Pending && rapid.Bool().Draw(r, "held")
		kinds := rapid.SliceOfN(rapid.SampledFrom(all), 2, 7).Draw(r, "kinds")
		least := len(kinds)
		permutations(slices.Clone(kinds), 0, func(order []string) {
			passed, _, _ := walked(timer, order, state, held)
			least = min(least, passed)
		})
		var group []Event
		for i, kind := range kinds {
			group = append(group, Event{ID: logistics.MustID(fmt.Sprint("e", i)), Kind: kind, At: at})
		}
		m := machine{timer: timer, paused: held, result: Timing{State: state}}
		m.arrange(group)
		var order []string
		for _, e := range group {
			order = append(order, e.Kind)
		}
		if passed, _, _ := walked(timer, order, state, held); passed != least {
			r.Fatalf("from %s (%v) %v became %v: %d passed over, want %d", state, held, kinds, order, passed, least)
		}
		slices.Sort(order)
		slices.Sort(kinds)
		if !slices.Equal(order, kinds) {
			r.Fatalf("%v became %v", kinds, order)
		}
	})
}

// TestIdsAndRecordingDoNotOrderAnInstant: the same events under other ids, recorded at other times and given in
// another order, come to the same.
func TestIdsAndRecordingDoNotOrderAnInstant(t *testing.T) {
	base := time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC)
	all := []string{"start", "stop", "pause", "resume", "cancel", "reset", "reopen", "note"}
	rapid.Check(t, func(r *rapid.T) {
		timer := plainTimer(rapid.Bool().Draw(r, "retroactive"))
		var list []Event
		for i := range rapid.IntRange(1, 12).Draw(r, "n") {
			list = append(list, Event{
				ID:   logistics.MustID(fmt.Sprint("e", i)),
				Kind: rapid.SampledFrom(all).Draw(r, "kind"),
				At:   base.Add(time.Duration(rapid.IntRange(0, 3).Draw(r, "hour")) * time.Hour),
			})
		}
		asOf := base.Add(10 * time.Hour)
		want, err := timer.Judge(Timeline{Events: list}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		other := rapid.Permutation(list).Draw(r, "other order")
		for i := range other {
			other[i].ID = logistics.MustID(fmt.Sprint("x", i))
			other[i].Recorded = base.Add(time.Duration(rapid.IntRange(0, 99).Draw(r, "recorded")) * time.Minute)
		}
		got, err := timer.Judge(Timeline{Events: other}, asOf)
		if err != nil || got != want {
			r.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	})
}

// TestOfOneInstantNoneIsPassedOver has the orders that bulk imports get wrong.
func TestOfOneInstantNoneIsPassedOver(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2025, 3, 3, hour, 0, 0, 0, time.UTC) }
	for name, c := range map[string]struct {
		events   []Event
		state    State
		consumed time.Duration
		verdict  logistics.Verdict
	}{
		"created and closed at once": {
			[]Event{{Kind: "stop", At: at(9)}, {Kind: "start", At: at(9)}}, Stopped, 0, logistics.Met,
		},
		"paused, resumed and paused for the vendor": {
			[]Event{
				{Kind: "start", At: at(9)},
				{Kind: "pause", At: at(10)},
				{Kind: "pause", At: at(11)},
				{Kind: "resume", At: at(11)},
			}, Paused, time.Hour, logistics.NotDue,
		},
		"stopped, reopened and closed again": {
			[]Event{
				{Kind: "start", At: at(9)},
				{Kind: "stop", At: at(10)},
				{Kind: "stop", At: at(11)},
				{Kind: "reopen", At: at(11)},
			}, Stopped, time.Hour, logistics.Met,
		},
		"running, paused and resumed": {
			[]Event{{Kind: "start", At: at(9)}, {Kind: "resume", At: at(10)}, {Kind: "pause", At: at(10)}},
			Running,
			15 * time.Hour, logistics.Missed,
		},
		"all at once": {
			[]Event{{Kind: "stop", At: at(9)}, {Kind: "resume", At: at(9)}, {Kind: "start", At: at(9)}, {
				Kind: "pause", At: at(9),
			}}, Stopped, 0, logistics.Met,
		},
	} {
		permuted(c.events, func(list []Event) {
			for i := range list {
				list[i].ID = logistics.MustID(fmt.Sprint("e", i))
			}
			got, err := plainTimer(false).Judge(Timeline{Events: list}, at(24))
			if err != nil || got.State != c.state || got.Consumed != c.consumed || got.Verdict != c.verdict {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		})
	}
}

// permuted calls with every order of the events.
func permuted(events []Event, each func([]Event)) {
	var places []string
	for i := range events {
		places = append(places, fmt.Sprint(i))
	}
	permutations(places, 0, func(order []string) {
		var list []Event
		for _, place := range order {
			list = append(list, events[place[0]-'0'])
		}
		each(list)
	})
}
