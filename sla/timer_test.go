package sla_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/calendar"
)

var office = logistics.MustID("office")

// officeHours is open in Berlin on weekdays from nine to five, through both changes of the clocks.
func officeHours(t testing.TB) *calendar.Clock {
	t.Helper()
	c := calendar.FromHours(office, logistics.Hours{
		Zone: "Europe/Berlin", Week: logistics.Weekdays(logistics.MustShift("09:00-17:00")),
		Holidays: []logistics.Date{logistics.MustDate("2025-04-18"), logistics.MustDate("2025-04-21")},
	})
	clock, err := calendar.Compile(c, hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	return clock
}

func timerRule() sla.TimerRule {
	return sla.TimerRule{
		Calendar: office,
		Start:    []string{"opened"}, Stop: []string{"resolved"}, Pause: []string{"waiting"},
		Resume: []string{"answered"},
		Cancel: []string{"void"}, Reset: []string{"rerouted"}, Reopen: []string{"reopened"}, ReopenPolicy: sla.Continue,
		Limits: []sla.Limit{
			{When: logistics.Anyone(), Within: logistics.MustDuration("PT16H")},
			{When: logistics.Where("priority", "high"), Within: logistics.MustDuration("PT4H")},
			{
				When:   logistics.Every(logistics.Where("tier", "key"), logistics.Where("priority", "high")),
				Within: logistics.MustDuration("PT2H"),
			},
			{When: logistics.Where("priority", "planned"), Days: 1, By: logistics.MustTimeOfDay("16:00")},
			{When: logistics.Where("priority", "today"), By: logistics.MustTimeOfDay("12:00")},
			{When: logistics.Where("priority", "week"), Days: 5, By: logistics.MustTimeOfDay("24:00")},
		},
	}
}

func timed(rule sla.TimerRule) sla.Agreement {
	a := agreement()
	a.Objectives = append(
		a.Objectives,
		sla.Objective{ID: logistics.MustID("resolution"), Timer: rule, Target: logistics.MustRatio("90%")},
	)
	return a
}

func timer(t testing.TB, rule sla.TimerRule) *sla.Timer {
	t.Helper()
	evaluator, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	compiled, ok := evaluator.Timer(logistics.MustID("resolution"))
	if !ok {
		t.Fatal("no timer")
	}
	return compiled
}

// berlin reads a time of 2025 on the wall in Berlin: "03-28 16:00".
func berlin(t testing.TB, s string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", "2025-"+s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// events reads "opened 03-28 16:00, resolved 03-31 10:00".
func events(t testing.TB, list ...string) []sla.Event {
	t.Helper()
	var out []sla.Event
	for i, text := range list {
		var kind, day, clock string
		if _, err := fmt.Sscan(text, &kind, &day, &clock); err != nil {
			t.Fatal(err)
		}
		out = append(
			out, sla.Event{ID: logistics.MustID(fmt.Sprintf("e%02d", i)), Kind: kind, At: berlin(t, day+" "+clock)},
		)
	}
	return out
}

// subject is a case of which all is known that the agreements here ask for.
func subject(pairs ...string) logistics.Attributes {
	known := map[string]string{"customer": "", "tier": "", "priority": "", "service": "", "lane": ""}
	for i := 0; i+1 < len(pairs); i += 2 {
		known[pairs[i]] = pairs[i+1]
	}
	return logistics.AttributesOf(known)
}

// plain is a case without priority, tier or anything else.
func plain() logistics.Attributes { return subject() }

func judge(
	t testing.TB, rule sla.TimerRule, s logistics.Attributes, list []sla.Event, x sla.Exclusions, asOf time.Time,
) sla.Timing {
	t.Helper()
	got, err := timer(t, rule).Judge(sla.Timeline{Subject: s, Events: list, Exclusions: x}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTimersByHand(t *testing.T) {
	high := subject("priority", "high")
	noExclusions := sla.Exclusions{}
	friday := func(r *sla.TimerRule) {}
	for _, c := range []struct {
		name     string
		change   func(*sla.TimerRule)
		subject  logistics.Attributes
		events   []string
		asOf     string
		verdict  logistics.Verdict
		state    sla.State
		consumed time.Duration
		deadline string
	}{
		{"not started", friday, high, nil, "03-28 16:00", logistics.NotDue, sla.Pending, 0, ""},
		// Friday 16:00 to 17:00 is one hour; the clocks go forward on Sunday; Monday 9:00 to 12:00 is the rest.
		{
			"over the change of the clocks", friday, high,
			[]string{"opened 03-28 16:00"},
			"03-28 16:30",
			logistics.NotDue, sla.Running, 30 * time.Minute, "03-31 12:00",
		},
		{
			"met at the deadline is met", friday, high,
			[]string{"opened 03-28 16:00", "resolved 03-31 12:00"},
			"04-01 09:00", logistics.Met, sla.Stopped, 4 * time.Hour, "03-31 12:00",
		},
		{
			"a minute later is not", friday, high,
			[]string{"opened 03-28 16:00", "resolved 03-31 12:01"},
			"04-01 09:00", logistics.Missed, sla.Stopped, 4*time.Hour + time.Minute, "03-31 12:00",
		},
		{
			"missed while it runs", friday, high,
			[]string{"opened 03-28 16:00"},
			"03-31 12:01", logistics.Missed,
			sla.Running, 4*time.Hour + time.Minute, "03-31 12:00",
		},
		{
			"a pause moves the deadline", friday, high,
			[]string{"opened 03-28 16:00", "waiting 03-28 16:30", "answered 03-31 10:00"},
			"03-31 11:00",
			logistics.NotDue, sla.Running, 90 * time.Minute, "03-31 13:30",
		},
		{
			"while paused it is due at the earliest", friday, high,
			[]string{"opened 03-28 16:00", "waiting 03-28 16:30"},
			"06-01 10:00", logistics.NotDue, sla.Paused, 30 * time.Minute, "06-02 12:30",
		},
		{
			"a pause of a paused case changes nothing", friday, high,
			[]string{"opened 03-28 16:00", "waiting 03-28 16:30", "waiting 03-31 09:30", "answered 03-31 10:00"},
			"03-31 11:00", logistics.NotDue, sla.Running, 90 * time.Minute, "03-31 13:30",
		},
		{
			"stopped while paused", friday, high,
			[]string{"opened 03-28 16:00", "waiting 03-28 16:30", "resolved 04-15 10:00"},
			"05-01 09:00", logistics.Met,
			sla.Stopped, 30 * time.Minute, "04-15 13:30",
		},
		{
			"void", friday, high,
			[]string{"opened 03-28 16:00", "void 04-15 10:00", "reopened 04-16 10:00"},
			"05-01 09:00", logistics.Waived, sla.Cancelled, 90 * time.Hour, "03-31 12:00",
		},
		{
			"begun anew", friday, high,
			[]string{"opened 03-28 09:00", "rerouted 03-31 09:00"},
			"03-31 10:00",
			logistics.NotDue, sla.Running, time.Hour, "03-31 13:00",
		},
		{
			"reopened, time runs on", friday, high,
			[]string{"opened 03-31 09:00", "resolved 03-31 11:00", "reopened 04-01 09:00"},
			"04-01 10:00",
			logistics.NotDue, sla.Running, 3 * time.Hour, "04-01 11:00",
		},
		{
			"reopened, time anew", func(r *sla.TimerRule) {
				r.ReopenPolicy = sla.Fresh
			}, high,
			[]string{"opened 03-28 09:00", "resolved 03-31 11:00", "reopened 04-01 09:00", "resolved 04-01 10:00"},
			"04-02 10:00", logistics.Met, sla.Stopped, time.Hour, "04-01 13:00",
		},
		{
			"reopened, a miss stays", func(r *sla.TimerRule) {
				r.ReopenPolicy = sla.FreshKeepFirst
			}, high,
			[]string{"opened 03-28 09:00", "resolved 03-31 11:00", "reopened 04-01 09:00", "resolved 04-01 10:00"},
			"04-02 10:00", logistics.Missed, sla.Stopped, time.Hour, "04-01 13:00",
		},
		{
			"paused before it began", func(r *sla.TimerRule) {
				r.Retroactive = true
			}, high,
			[]string{"waiting 03-28 09:00", "opened 03-28 10:00", "answered 03-28 11:00"},
			"03-28 12:00",
			logistics.NotDue, sla.Running, time.Hour, "03-28 15:00",
		},
		{
			"a pause before the start does not count by itself", friday, high,
			[]string{"waiting 03-28 09:00", "opened 03-28 10:00", "answered 03-28 11:00"},
			"03-28 12:00",
			logistics.NotDue, sla.Running, 2 * time.Hour, "03-28 14:00",
		},
		{
			"the closest fit counts", friday, subject("priority", "high", "tier", "key"),
			[]string{"opened 03-28 16:00"},
			"03-28 16:30", logistics.NotDue, sla.Running, 30 * time.Minute,
			"03-31 10:00",
		},
		{
			"everybody else", friday, plain(),
			[]string{"opened 03-28 16:00"},
			"03-28 16:30", logistics.NotDue,
			sla.Running, 30 * time.Minute, "04-01 16:00",
		},
		{
			"the next working day by four", friday, subject("priority", "planned"),
			[]string{"opened 04-17 16:00"},
			"04-17 16:30", logistics.NotDue, sla.Running, 30 * time.Minute, "04-22 16:00",
		},
		{
			"it can be paused too", friday, subject("priority", "planned"),
			[]string{"opened 03-28 16:00", "waiting 03-31 09:00", "answered 03-31 10:00"},
			"03-31 10:00",
			logistics.NotDue, sla.Running, time.Hour, "03-31 17:00",
		},
		{
			"by noon today", friday, subject("priority", "today"),
			[]string{"opened 03-28 09:30"},
			"03-28 10:00",
			logistics.NotDue, sla.Running, 30 * time.Minute, "03-28 12:00",
		},
		{
			"by noon today, which is over", friday, subject("priority", "today"),
			[]string{"opened 03-28 12:30"},
			"03-28 13:00", logistics.NotDue, sla.Running, 30 * time.Minute, "03-31 12:00",
		},
		{
			"by noon of the date itself, which is over", func(r *sla.TimerRule) {
				r.Limits[4].From = sla.FromDate
			}, subject("priority", "today"),
			[]string{"opened 03-28 12:30"},
			"03-28 13:00", logistics.Missed, sla.Running, 30 * time.Minute, "03-28 12:30",
		},
		{
			"five working days", friday, subject("priority", "week"),
			[]string{"opened 04-16 12:00"},
			"04-16 12:00",
			logistics.NotDue, sla.Running, 0, "04-25 17:00",
		},
	} {
		rule := timerRule()
		c.change(&rule)
		got := judge(t, rule, c.subject, events(t, c.events...), noExclusions, berlin(t, c.asOf))
		deadline := ""
		if !got.Due.IsZero() {
			deadline = got.Due.In(berlin(t, "01-01 00:00").Location()).Format("01-02 15:04")
		}
		if got.Verdict != c.verdict || got.State != c.state || got.Consumed != c.consumed || deadline != c.deadline {
			t.Errorf("%s: %s %s, %s of %s, due %q; want %s %s, %s, due %q",
				c.name, got.Verdict, got.State, got.Consumed, got.Budget, deadline, c.verdict, c.state, c.consumed,
				c.deadline)
		}
	}
	rules.Enum(t, sla.Pending, sla.Running, sla.Paused, sla.Stopped, sla.Cancelled)
}

func TestNoLimitIsUndetermined(t *testing.T) {
	rule := timerRule()
	rule.Limits = rule.Limits[1:2]
	got := judge(
		t, rule, plain(), events(t, "opened 03-28 16:00", "resolved 03-31 12:00"), sla.Exclusions{},
		berlin(t, "04-01 09:00"),
	)
	if got.Verdict != logistics.Undetermined || got.Limit != -1 || got.Consumed != 4*time.Hour || !got.Used().IsZero() {
		t.Errorf("%+v", got)
	}
}

// histories draws the life of a case, in order.
func histories(t testing.TB) *rapid.Generator[[]sla.Event] {
	return rapid.Custom(func(r *rapid.T) []sla.Event {
		kinds := []string{"opened", "resolved", "waiting", "answered", "rerouted", "reopened", "note"}
		at := berlin(t, "03-24 08:00")
		var list []sla.Event
		for i := range rapid.IntRange(0, 10).Draw(r, "n") {
			at = at.Add(time.Duration(rapid.IntRange(1, 3000).Draw(r, "minutes")) * time.Minute)
			kind := rapid.SampledFrom(kinds).Draw(r, "kind")
			if i == 0 {
				kind = "opened"
			}
			list = append(list, sla.Event{ID: logistics.MustID(fmt.Sprintf("e%02d", i)), Kind: kind, At: at})
		}
		return list
	})
}

func exclusions(t testing.TB) *rapid.Generator[[]sla.Exclusion] {
	return rapid.Custom(func(r *rapid.T) []sla.Exclusion {
		var list []sla.Exclusion
		for range rapid.IntRange(0, 4).Draw(r, "exclusions") {
			from := berlin(t, "03-24 08:00").Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "from")) * time.Minute)
			list = append(
				list,
				sla.Exclusion{
					From: from, To: from.Add(time.Duration(rapid.IntRange(1, 3000).Draw(r, "length")) * time.Minute),
					Reason: "strike",
				},
			)
		}
		return list
	})
}

func prepared(t interface{ Fatal(...any) }, list []sla.Exclusion) sla.Exclusions {
	x, err := sla.NewExclusions(list)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// naive counts a case minute by minute, as one would with a watch and a notepad.
func naive(
	t *rapid.T, clock *calendar.Clock, list []sla.Event, excluded []sla.Exclusion, asOf time.Time,
) (consumed time.Duration, state sla.State) {
	state = sla.Pending
	if len(list) == 0 {
		return 0, state
	}
	next := 0
	for at := list[0].At; ; at = at.Add(time.Minute) {
		for next < len(list) && !list[next].At.After(at) && !list[next].At.After(asOf) {
			switch kind := list[next].Kind; {
			case kind == "opened" && state == sla.Pending:
				state = sla.Running
			case kind == "waiting" && state == sla.Running:
				state = sla.Paused
			case kind == "answered" && state == sla.Paused, kind == "reopened" && state == sla.Stopped:
				state = sla.Running
			case kind == "resolved" && (state == sla.Running || state == sla.Paused):
				state = sla.Stopped
			case kind == "rerouted":
				state, consumed = sla.Running, 0
			}
			next++
		}
		if !at.Before(asOf) {
			return consumed, state
		}
		out := slices.ContainsFunc(
			excluded, func(x sla.Exclusion) bool { return !at.Before(x.From) && at.Before(x.To) },
		)
		open, err := clock.IsOpen(at)
		if err != nil {
			t.Fatal(err)
		}
		if state == sla.Running && open && !out {
			consumed += time.Minute
		}
	}
}

func TestTimersAgreeWithCountingMinutes(t *testing.T) {
	compiled, clock := timer(t, timerRule()), officeHours(t)
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		asOf := berlin(t, "03-24 08:00").Add(time.Duration(rapid.IntRange(0, 25000).Draw(r, "as of")) * time.Minute)
		got, err := compiled.Judge(
			sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}, asOf,
		)
		if err != nil {
			r.Fatal(err)
		}
		consumed, state := naive(r, clock, list, excluded, asOf)
		if got.Consumed != consumed || got.State != state {
			r.Fatalf("%s, %s; by the minute %s, %s", got.Consumed, got.State, consumed, state)
		}
		if (got.Verdict == logistics.Missed) != (consumed > got.Budget) {
			r.Fatalf("%s with %s of %s", got.Verdict, consumed, got.Budget)
		}
	})
}

func TestOrderAndCopiesOfEventsDoNotMatter(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list := histories(t).Draw(r, "events")
		asOf := berlin(t, "04-15 12:00")
		want, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: list}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		shuffled := rapid.Permutation(append(slices.Clone(list), list...)).Draw(r, "shuffled")
		before := slices.Clone(shuffled)
		got, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: shuffled}, asOf)
		if err != nil || got != want {
			r.Fatalf("%+v, %v; want %+v", got, err, want)
		}
		if !slices.Equal(before, shuffled) {
			r.Fatal("the events were changed")
		}
	})
}

func TestExplanationsHoldAndSum(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		asOf := berlin(t, "04-20 12:00")
		x, err := compiled.Explain(
			sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}, asOf,
		)
		if err != nil {
			r.Fatal(err)
		}
		if at, ok := compiled.Check(x); !ok {
			r.Fatalf("segment %d of %v does not hold", at, x.Segments)
		}
		judged, err := compiled.Judge(
			sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}, asOf,
		)
		if err != nil || judged != x.Timing {
			r.Fatalf("explained %+v, judged %+v, %v", x.Timing, judged, err)
		}
		var elapsed, open, lost time.Duration
		for _, s := range x.Segments {
			elapsed += s.Elapsed.Exact()
			if s.Class != sla.StoppedTime {
				open += s.Open.Exact()
			}
		}
		for _, l := range x.LostTimes() {
			lost += l.Open.Exact()
		}
		if len(list) > 0 && elapsed != asOf.Sub(list[0].At) || lost != open {
			r.Fatalf("segments sum to %s, parties to %s of %s", elapsed, lost, open)
		}
		if len(x.Segments) > 0 { // what was tampered with is found
			x.Segments[0].Open = logistics.Exactly(x.Segments[0].Open.Exact() + 1)
			if _, ok := compiled.Check(x); ok {
				r.Fatal("a false explanation holds")
			}
		}
	})
}

func TestEverySegmentLiesWithTheLastParty(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		for i := range list {
			list[i].Party = rapid.SampledFrom(
				[]logistics.ID{{}, logistics.MustID("desk"), logistics.MustID("customer")},
			).Draw(r, "party")
		}
		for i := range excluded {
			excluded[i].Party = rapid.SampledFrom(
				[]logistics.ID{{}, logistics.MustID("carrier"), logistics.MustID("city")},
			).Draw(r, "behind it")
		}
		x, err := compiled.Explain(
			sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}, berlin(t, "04-20 12:00"),
		)
		if err != nil {
			r.Fatal(err)
		}
		for _, s := range x.Segments {
			middle := s.From.Add(s.To.Sub(s.From) / 2)
			var want logistics.ID
			for _, e := range list {
				if !e.At.After(middle) && !e.Party.IsZero() {
					want = e.Party
				}
			}
			var hole sla.Exclusion
			for _, e := range excluded { // of several the one that began first, of those the one that ended first
				if !middle.Before(e.From) && middle.Before(e.To) &&
					(hole.Reason == "" || e.From.Before(hole.From) || e.From.Equal(hole.From) && e.To.Before(hole.To)) {
					hole = e
				}
			}
			if (s.Class == sla.ExcludedOut) != (hole.Reason != "") &&
				(s.Class == sla.Counted || s.Class == sla.ExcludedOut) {
				r.Fatalf("%+v", s)
			}
			if s.Class == sla.ExcludedOut && !hole.Party.IsZero() &&
				!slices.ContainsFunc(excluded, func(e sla.Exclusion) bool {
					return e.From.Equal(hole.From) && e.To.Equal(hole.To) && e.Party != hole.Party
				}) {
				want = hole.Party
			}
			if s.Party != want && s.Class != sla.ExcludedOut {
				r.Fatalf("%s at %s lies with %s, want %s", s.Class, middle, s.Party, want)
			}
		}
	})
}

func TestLostTimeByHand(t *testing.T) {
	list := events(t, "opened 03-28 09:00", "note 03-28 10:00", "resolved 03-28 16:00")
	list[0].Party, list[1].Party = logistics.MustID("A"), logistics.MustID("B")
	x := prepared(t, []sla.Exclusion{
		{
			From: berlin(t, "03-28 11:00"), To: berlin(t, "03-28 12:00"), Reason: "breakdown",
			Party: logistics.MustID("carrier"),
		},
		{
			From: berlin(t, "03-28 12:00"), To: berlin(t, "03-28 15:00"), Reason: "closed",
			Party: logistics.MustID("customer"),
		},
	})
	explanation, err := timer(t, timerRule()).Explain(
		sla.Timeline{Subject: plain(), Events: list, Exclusions: x}, berlin(t, "03-28 16:00"),
	)
	if err != nil {
		t.Fatal(err)
	}
	want := []sla.LostTime{
		{Party: logistics.MustID("A"), Class: sla.Counted, Open: logistics.MustDuration("PT1H")},
		{Party: logistics.MustID("B"), Class: sla.Counted, Open: logistics.MustDuration("PT2H")},
		{Party: logistics.MustID("carrier"), Class: sla.ExcludedOut, Open: logistics.MustDuration("PT1H")},
		{Party: logistics.MustID("customer"), Class: sla.ExcludedOut, Open: logistics.MustDuration("PT3H")},
	}
	if got := explanation.LostTimes(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestEnvelopesOfOneInstantAreTakenInOrder(t *testing.T) {
	at := logistics.MustStamp("2025-03-28T10:00[Europe/Berlin]")
	recorded := berlin(t, "03-28 10:01")
	list := []logistics.Envelope{
		{
			ID: logistics.MustID("E1"), Kind: "opened", At: logistics.MustStamp("2025-03-28T09:00[Europe/Berlin]"),
			Recorded: recorded,
		},
		{ID: logistics.MustID("E10"), Kind: "answered", At: at, Recorded: recorded.Add(40 * time.Second)},
		{ID: logistics.MustID("E9"), Kind: "waiting", At: at, Recorded: recorded},
	}
	read, err := sla.Events(list, hostZones{}, berlin(t, "03-28 12:00"))
	if err != nil {
		t.Fatal(err)
	}
	if got := judge(
		t, timerRule(), plain(), read, sla.Exclusions{}, berlin(t, "03-28 12:00"),
	); got.State != sla.Running || got.Consumed != 3*time.Hour {
		t.Errorf("%+v", got)
	}
	list[0].At, list[1].ID = logistics.MustStamp("2025-03-28T09Z"), logistics.ID{}
	if _, err := sla.Events(list, hostZones{}, recorded); !slices.Equal(paths(err), []string{"/0/at", "/1/id"}) {
		t.Errorf("an hour and no id: %v", err)
	}
}

func TestEveryMissedCycleCounts(t *testing.T) {
	rule := timerRule()
	rule.ReopenPolicy = sla.FreshKeepFirst
	list := events(t, "opened 03-28 09:00", "resolved 03-28 15:00", "reopened 03-31 09:00", "resolved 03-31 16:00")
	got := judge(t, rule, subject("priority", "high"), list, sla.Exclusions{}, berlin(t, "04-01 09:00"))
	if got.Missed != 2 || got.Verdict != logistics.Missed || !got.Breach.Equal(berlin(t, "03-28 13:00")) {
		t.Errorf("%+v", got)
	}
	again := events(t, "opened 03-28 09:00", "rerouted 03-28 10:00")
	twice := append(slices.Clone(again), again[1])
	twice[2].At = twice[2].At.UTC()
	if got := judge(t, timerRule(), plain(), twice, sla.Exclusions{}, berlin(t, "03-28 12:00")); got.Cycles != 2 {
		t.Errorf("one reset, told in two zones, began %d cycles", got.Cycles)
	}
}

func TestALongerPauseNeverBringsTheDeadlineForward(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		start := berlin(t, "03-26 09:00")
		pause := start.Add(time.Duration(rapid.IntRange(1, 900).Draw(r, "pause")) * time.Minute)
		short := pause.Add(time.Duration(rapid.IntRange(0, 4000).Draw(r, "short")) * time.Minute)
		long := short.Add(time.Duration(rapid.IntRange(0, 4000).Draw(r, "longer")) * time.Minute)
		due := func(resume time.Time) time.Time {
			list := []sla.Event{
				{ID: logistics.MustID("a"), Kind: "opened", At: start},
				{ID: logistics.MustID("b"), Kind: "waiting", At: pause},
				{ID: logistics.MustID("c"), Kind: "answered", At: resume},
			}
			got, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: list}, resume)
			if err != nil {
				r.Fatal(err)
			}
			return got.Due
		}
		if due(long).Before(due(short)) {
			r.Fatalf("paused to %s it is due %s, to %s it is due %s", short, due(short), long, due(long))
		}
	})
}

func TestASplitPauseIsOnePause(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		at := berlin(t, "03-26 09:00")
		list := []sla.Event{{ID: logistics.MustID("opened"), Kind: "opened", At: at}}
		for i, kind := range []string{"waiting", "answered", "waiting", "answered"} {
			if i != 2 { // the second pause begins where the first ends
				at = at.Add(time.Duration(rapid.IntRange(1, 3000).Draw(r, "minutes")) * time.Minute)
			}
			list = append(
				list,
				sla.Event{
					ID: logistics.MustID(kind + strconv.Itoa(i)), Kind: kind, At: at,
					Recorded: at.Add(time.Duration(i)),
				},
			)
		}
		asOf := at.Add(time.Duration(rapid.IntRange(0, 5000).Draw(r, "after")) * time.Minute)
		split, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: list}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		one, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: []sla.Event{list[0], list[1], list[4]}}, asOf)
		if err != nil || split != one {
			r.Fatalf("in two %+v, in one %+v, %v", split, one, err)
		}
	})
}

func TestMissedIsMoreThanTheBudget(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		asOf := berlin(t, "03-26 00:00").Add(time.Duration(rapid.IntRange(0, 40000).Draw(r, "as of")) * time.Minute)
		got, err := compiled.Judge(
			sla.Timeline{Subject: subject("priority", "high"), Events: list, Exclusions: prepared(r, excluded)}, asOf,
		)
		if err != nil {
			r.Fatal(err)
		}
		if over := got.Consumed > got.Budget; got.Cycles == 1 && (got.Verdict == logistics.Missed) != over &&
			got.Verdict != logistics.Waived {
			r.Fatalf("%s after %s of %s", got.Verdict, got.Consumed, got.Budget)
		}
		agrees(r, got, asOf)
	})
}

func TestTheSmallestChangeFlipsTheVerdict(t *testing.T) {
	compiled := timer(t, timerRule())
	flipped := 0
	rapid.Check(t, func(r *rapid.T) {
		list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
		asOf := berlin(t, "04-20 12:00")
		line := sla.Timeline{Subject: subject("priority", "high"), Events: list, Exclusions: prepared(r, excluded)}
		x, err := compiled.Explain(line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		change, ok, err := compiled.Smallest(line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		if ok != (x.Timing.Verdict == logistics.Missed) {
			r.Fatalf("%s, a change: %v", x.Timing.Verdict, ok)
		}
		if !ok {
			return
		}
		flipped++
		after, err := compiled.Judge(
			sla.Timeline{
				Subject: subject("priority", "high"), Events: list,
				Exclusions: prepared(r, append(excluded, change.Exclusion)),
			}, asOf,
		)
		if err != nil || after.Verdict == logistics.Missed || after.Consumed != after.Budget {
			r.Fatalf("with %+v it is %s, %s of %s, %v", change, after.Verdict, after.Consumed, after.Budget, err)
		}
		less := change.Exclusion
		less.From = less.From.Add(time.Minute)
		if less.From.Before(less.To) {
			still, err := compiled.Judge(
				sla.Timeline{
					Subject: subject("priority", "high"), Events: list, Exclusions: prepared(r, append(excluded, less)),
				}, asOf,
			)
			if err != nil || still.Verdict != logistics.Missed {
				r.Fatalf("a minute less would have done: %s, %v", still.Verdict, err)
			}
		}
	})
	if flipped == 0 {
		t.Error("no case was missed")
	}
}

func TestExclusionsCountOnce(t *testing.T) {
	at := func(s string) time.Time { return berlin(t, s) }
	once := []sla.Exclusion{{From: at("03-28 10:00"), To: at("03-28 14:00"), Reason: "strike"}}
	pieces := []sla.Exclusion{
		{From: at("03-28 12:00"), To: at("03-28 14:00"), Reason: "strike"},
		{From: at("03-28 10:00"), To: at("03-28 13:00"), Reason: "strike"},
		{From: at("03-28 11:00"), To: at("03-28 12:00"), Reason: "storm"},
	}
	list := events(t, "opened 03-28 09:00", "resolved 03-28 16:00")
	compiled := timer(t, timerRule())
	a, err := compiled.Judge(
		sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(t, once)}, at("04-01 09:00"),
	)
	if err != nil {
		t.Fatal(err)
	}
	b, err := compiled.Judge(
		sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(t, pieces)}, at("04-01 09:00"),
	)
	if err != nil || a != b || a.Consumed != 3*time.Hour {
		t.Errorf("%+v and %+v", a, b)
	}
	_, err = sla.NewExclusions(
		[]sla.Exclusion{
			{From: at("03-28 10:00"), To: at("03-28 10:00"), Reason: "x"},
			{From: at("03-28 10:00"), To: at("03-28 11:00")},
		},
	)
	if got := paths(err); !slices.Equal(got, []string{"/0/to", "/1/reason"}) {
		t.Errorf("faults at %q", got)
	}
}

func paths(err error) []string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		return nil
	}
	var out []string
	for _, f := range faults {
		out = append(out, f.Path)
	}
	return out
}

func TestTimersReportEveryFault(t *testing.T) {
	bad := sla.TimerRule{
		Start: []string{"", "a"}, Pause: []string{"a"}, Reopen: []string{"b"}, ReopenPolicy: "perhaps",
		Limits: []sla.Limit{
			{},
			{When: logistics.Where("lane"), Within: logistics.Days(1)},
			{
				When: logistics.Anyone(), Within: logistics.MustDuration("PT1H"), Days: -1,
				By: logistics.MustTimeOfDay("30:00"),
			},
			{When: logistics.Anyone(), Days: 1},
		},
	}
	_, err := sla.Compile(timed(bad), hostZones{}, nil)
	want := []string{
		"/limits/0/when", "/limits/0/within", "/limits/1/when/in", "/limits/1/within", "/limits/2/by", "/limits/2/days",
		"/limits/2/days",
		"/limits/2/within", "/limits/3/by", "/limits/3/days", "/pause/0", "/reopen_policy", "/start/0", "/stop",
	}
	var got []string
	for _, path := range paths(err) {
		got = append(got, path[len("/objectives/2/timer"):])
	}
	if !slices.Equal(got, want) {
		t.Errorf("faults at %q, want %q", got, want)
	}
	unknown := timerRule()
	unknown.Calendar = logistics.MustID("nowhere")
	if _, err := sla.Compile(timed(unknown), hostZones{}, nil); !slices.Equal(
		paths(err), []string{"/objectives/2/timer/calendar"},
	) {
		t.Errorf("an unknown calendar: %v", err)
	}
	both := agreement()
	both.Objectives[0].Timer = timerRule()
	both.From, both.Until = logistics.MustDate("2025-02-01"), logistics.MustDate("2025-02-01")
	if _, err := sla.Compile(both, hostZones{}, sla.Clocks{office: officeHours(t)}); !slices.Equal(
		paths(err), []string{"/objectives/0/timer", "/until"},
	) {
		t.Errorf("rights and a timer: %v", err)
	}
}

func TestJudgeDoesNotAllocate(t *testing.T) {
	compiled := timer(t, timerRule())
	list := events(
		t, "opened 03-24 09:00", "waiting 03-24 10:00", "answered 03-24 11:00", "note 03-24 12:00",
		"waiting 03-25 09:00",
		"answered 03-25 11:00", "note 03-25 12:00", "waiting 03-26 09:00", "answered 03-26 10:00",
		"resolved 03-26 15:00",
	)
	x := prepared(t, []sla.Exclusion{{From: berlin(t, "03-25 13:00"), To: berlin(t, "03-25 14:00"), Reason: "strike"}})
	asOf := berlin(t, "04-01 09:00")
	shuffled, scratch, subject := slices.Clone(list), make([]sla.Event, 0, 10), plain()
	slices.Reverse(shuffled)
	for name, given := range map[string][]sla.Event{"in order": list, "with scratch": shuffled} {
		if n := testing.AllocsPerRun(100, func() {
			if _, err := compiled.Judge(
				sla.Timeline{Subject: subject, Events: given, Exclusions: x, Scratch: scratch}, asOf,
			); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func BenchmarkJudge(b *testing.B) {
	compiled := timer(b, timerRule())
	list := events(
		b, "opened 03-24 09:00", "waiting 03-24 10:00", "answered 03-24 11:00", "note 03-24 12:00",
		"waiting 03-25 09:00",
		"answered 03-25 11:00", "note 03-25 12:00", "waiting 03-26 09:00", "answered 03-26 10:00",
		"resolved 03-26 15:00",
	)
	asOf := berlin(b, "04-01 09:00")
	subject := subject("priority", "high", "tier", "key")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compiled.Judge(sla.Timeline{Subject: subject, Events: list}, asOf); err != nil {
			b.Fatal(err)
		}
	}
}
