package sla_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
)

func TestWhatIsPassedOverIsListed(t *testing.T) {
	list := []sla.Event{
		{ID: logistics.MustID("1"), Kind: "resolved", At: berlin(t, "03-28 08:00")}, // an hour before it was opened
		{ID: logistics.MustID("2"), Kind: "waiting", At: berlin(t, "03-28 08:30")},
		{ID: logistics.MustID("3"), Kind: "opened", At: berlin(t, "03-28 09:00")},
		{ID: logistics.MustID("3"), Kind: "opened", At: berlin(t, "03-28 09:00")}, // a copy goes without a word
		{ID: logistics.MustID("9"), Kind: "waiting", At: berlin(t, "03-28 09:10"), Recorded: berlin(t, "03-28 09:10")},
		{ID: logistics.MustID("9"), Kind: "note", At: berlin(t, "03-28 09:40"), Recorded: berlin(t, "03-28 09:50")},
		{ID: logistics.MustID("9"), Kind: "waiting", At: berlin(t, "03-28 09:10"), Recorded: berlin(t, "03-28 09:20")},
		{ID: logistics.MustID("4"), Kind: "case.opened", At: berlin(t, "03-28 09:30")},
		{ID: logistics.MustID("5"), Kind: "answered", At: berlin(t, "03-28 10:00")},
		{ID: logistics.MustID("6"), Kind: "void", At: berlin(t, "03-28 11:00")},
		{ID: logistics.MustID("7"), Kind: "reopened", At: berlin(t, "03-28 12:00")},
		{ID: logistics.MustID("8"), Kind: "note", At: berlin(t, "04-28 12:00")}, // not known yet
	}
	x, err := timer(t, timerRule()).Explain(
		sla.Timeline{Subject: plain(), Events: list}, berlin(t, "03-31 09:00"),
	)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range x.Ignored {
		got = append(got, i.Event.String()+" "+string(i.Reason))
	}
	want := []string{
		"1 " + string(sla.StopBeforeStart),
		"2 " + string(sla.EventBeforeStart),
		"9 " + string(sla.EventReplaced),
		"4 " + string(
			sla.EventUnknown,
		),
		"9 " + string(sla.EventUnknown),
		"5 " + string(sla.EventOutOfPlace),
		"7 " + string(sla.EventAfterCancel),
	}
	if !slices.Equal(got, want) || x.Timing.Ignored != len(want) {
		t.Errorf("%q, %d in the timing; want %q", got, x.Timing.Ignored, want)
	}
	if told := x.Sentences(logistics.Language{}); len(told) != len(x.Reasons()) {
		t.Errorf("%q", told)
	}
}

// TestEveryEventMovesTheCaseOrIsListed: without those that were passed over the case is the same.
func TestEveryEventMovesTheCaseOrIsListed(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list := histories(t).Draw(r, "events")
		asOf := berlin(t, "03-26 09:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "as of")) * time.Minute)
		x, err := compiled.Explain(sla.Timeline{Subject: plain(), Events: list}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		if x.Timing.Ignored != len(x.Ignored) {
			r.Fatalf("%d passed over, %d listed", x.Timing.Ignored, len(x.Ignored))
		}
		var used []sla.Event
		for _, e := range list {
			if !slices.ContainsFunc(x.Ignored, func(i sla.Ignored) bool { return i.Event == e.ID }) {
				used = append(used, e)
			}
		}
		without, err := compiled.Explain(sla.Timeline{Subject: plain(), Events: used}, asOf)
		x.Timing.Ignored = 0
		if err != nil || without.Timing != x.Timing || len(without.Ignored) > 0 {
			r.Fatalf("%+v, %v; with all %+v", without, err, x.Timing)
		}
	})
}

func TestValuesThatAreNotListedAreFaults(t *testing.T) {
	a := timed(timerRule())
	a.Attributes = []sla.AttributeValues{
		{Name: "priority", Values: []string{"high", "planned", "today", "week"}},
		{Name: "tier", Values: []string{"key"}},
	}
	evaluator, err := sla.Compile(a, hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	compiled, _ := evaluator.Timer(logistics.MustID("resolution"))
	list := events(t, "opened 03-28 09:00")
	asOf := berlin(t, "03-28 10:00")
	for value, fault := range map[string]bool{"high": false, "": false, "High": true, "p1": true} {
		_, err := compiled.Judge(sla.Timeline{Subject: subject("priority", value), Events: list}, asOf)
		if fault != errors.Is(err, logistics.ErrInvalid) ||
			fault && !slices.Equal(paths(err), []string{"/subject/priority"}) {
			t.Errorf("%q: %v", value, err)
		}
	}
	changed := append(slices.Clone(list), sla.Event{
		Kind: "raised", At: asOf, Attribute: "priority", Value: "hihg",
	})
	if _, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: changed}, asOf); !slices.Equal(
		paths(err), []string{"/events/priority"},
	) {
		t.Errorf("a change to a value that is not listed: %v", err)
	}
	a.Attributes[0].Values = []string{"high", "planned", "week", "high", ""}
	a.Attributes[1] = sla.AttributeValues{Name: "priority"}
	a.Applies = logistics.Where("priority", "low")
	if err := a.Validate(); !slices.Equal(paths(err), []string{
		"/applies", "/applies", "/attributes/0/values/3", "/attributes/0/values/4", "/attributes/1/name",
		"/attributes/1/values", "/objectives/2/timer/limits/1/when", "/objectives/2/timer/limits/2/when",
		"/objectives/2/timer/limits/3/when", "/objectives/2/timer/limits/4/when", "/objectives/2/timer/limits/4/when",
		"/objectives/2/timer/limits/5/when",
	}) {
		t.Errorf("%q", paths(err))
	}
	// Where the agreement lists nothing, a value that no limit names has no limit, and the explanation says why.
	x, err := deskTimer(t, nil, sla.Limit{When: logistics.Where("priority", "P1"), Days: 1, SameTime: true}).Explain(
		sla.Timeline{Subject: subject("priority", "p1"), Events: opened(t, "2025-03-28 09:00").Events}, asOf,
	)
	if err != nil || x.Timing.Verdict != logistics.Undetermined || !slices.Equal(x.Unknown, []string{"priority"}) ||
		x.Reasons()[0].Code != sla.CaseNoLimit || x.Reasons()[1].Code != sla.LimitLacks {
		t.Errorf("%+v, %v", x, err)
	}
}

// TestAnEventCountsOnce by its id, whatever the order and the number of its copies: of two contents the one recorded
// later, of two recorded at once the same one each time, and only the other is passed over.
func TestAnEventCountsOnce(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list := histories(t).Draw(r, "events")
		asOf := berlin(t, "03-26 09:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "as of")) * time.Minute)
		var told, replaced []sla.Event
		for i, e := range list {
			told = append(told, e)
			if rapid.Bool().Draw(r, "again") {
				told = append(told, e)
			}
			if rapid.IntRange(0, 2).Draw(r, "corrected") == 0 {
				list[i].Recorded = asOf
				list[i].At = e.At.Add(time.Second)
				told = append(told, list[i])
				if !list[i].At.After(asOf) {
					replaced = append(replaced, e)
				} else if !e.At.After(asOf) {
					list[i] = e // the correction has not happened yet
				}
			}
		}
		want, err := compiled.Explain(sla.Timeline{Subject: plain(), Events: list}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		line := sla.Timeline{Subject: plain(), Events: rapid.Permutation(told).Draw(r, "order")}
		got, err := compiled.Explain(line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		listed := 0
		for _, i := range got.Ignored {
			if i.Reason == sla.EventReplaced {
				listed++
			}
		}
		if listed != len(replaced) || got.Timing.Ignored != len(got.Ignored) {
			r.Fatalf("%+v, want %d replaced", got.Ignored, len(replaced))
		}
		if got.Timing.Ignored -= listed; got.Timing != want.Timing {
			r.Fatalf("%+v, want %+v", got.Timing, want.Timing)
		}
		judged, err := compiled.Judge(line, asOf)
		if judged.Ignored -= listed; err != nil || judged != want.Timing {
			r.Fatalf("%+v, want %+v, %v", judged, want.Timing, err)
		}
	})
}

// TestManyEventsCountOnceToo: beyond what is looked through without allocating.
func TestManyEventsCountOnceToo(t *testing.T) {
	compiled := timer(t, timerRule())
	for _, n := range []int{100, 128, 129, 400} {
		line := long(t, n)
		want, err := compiled.Judge(line, berlin(t, "06-01 09:00"))
		if err != nil {
			t.Fatal(err)
		}
		line.Events = append(slices.Clone(line.Events), line.Events[1:]...)
		if got, err := compiled.Judge(line, berlin(t, "06-01 09:00")); err != nil || got != want {
			t.Errorf("%d: %+v, want %+v, %v", n, got, want, err)
		}
	}
}
