package sla_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla"
)

func TestThePriorityCanChangeInMidLife(t *testing.T) {
	limits := []sla.Limit{
		{When: logistics.Where("priority", "P1"), Within: logistics.MustDuration("PT4H")},
		{When: logistics.Where("priority", "P3"), Within: logistics.MustDuration("PT8H")},
		{When: logistics.Where("priority", "P4"), Days: 1, By: logistics.MustTimeOfDay("12:00")},
	}
	for _, c := range []struct {
		name              string
		carry             sla.Carry
		from, to, changed string
		seen              string
		verdict           logistics.Verdict
		budget, consumed  time.Duration
		due               string
		breach            string
	}{
		// 2026-11-25 is a Wednesday; all are opened at eight.
		{
			"two of four hours are two of eight", "", "P1", "P3", "10:00", "2026-11-25 10:00", logistics.NotDue,
			8 * time.Hour, 2 * time.Hour, "2026-11-25 16:00", "",
		},
		{
			"half of four hours is half of eight", sla.CarryShare, "P1", "P3", "10:00", "2026-11-25 10:00",
			logistics.NotDue, 6 * time.Hour, 2 * time.Hour, "2026-11-25 14:00", "",
		},
		{
			"two of eight hours are two of four", sla.CarryTime, "P3", "P1", "10:00", "2026-11-25 10:00",
			logistics.NotDue, 4 * time.Hour, 2 * time.Hour, "2026-11-25 12:00", "",
		},
		{
			"six hours are too many of four, from the change on", "", "P3", "P1", "14:00", "2026-11-25 14:00",
			logistics.Missed, 4 * time.Hour, 6 * time.Hour, "2026-11-25 14:00", "2026-11-25 14:00",
		},
		{
			"three quarters are three quarters", sla.CarryShare, "P3", "P1", "14:00", "2026-11-25 14:00",
			logistics.NotDue, 7 * time.Hour, 6 * time.Hour, "2026-11-25 15:00", "",
		},
		{
			"what was missed is not healed by a longer limit", "", "P1", "P3", "13:00", "2026-11-25 13:00",
			logistics.Missed, 8 * time.Hour, 5 * time.Hour, "2026-11-25 12:00", "2026-11-25 12:00",
		},
		{
			"nor by none", "", "P1", "P9", "13:00", "2026-11-25 13:00", logistics.Missed, 4 * time.Hour, 5 * time.Hour,
			"2026-11-25 12:00", "2026-11-25 12:00",
		},
		{
			"what is used up at the change is not missed", "", "P1", "P3", "12:00", "2026-11-25 13:00",
			logistics.NotDue, 8 * time.Hour, 5 * time.Hour, "2026-11-25 16:00", "",
		},
		{
			"what was missed by its share stays missed", sla.CarryShare, "P1", "P3", "13:00", "2026-11-25 13:00",
			logistics.Missed, 3 * time.Hour, 5 * time.Hour, "2026-11-25 12:00", "2026-11-25 12:00",
		},
		{
			"by a day after the beginning", "", "P1", "P4", "10:00", "2026-11-25 10:00", logistics.NotDue,
			13 * time.Hour, 2 * time.Hour, "2026-11-26 12:00", "",
		},
		{
			"nothing is known of it any more", "", "P1", "P9", "10:00", "2026-11-25 11:00", logistics.Undetermined, 0,
			3 * time.Hour, "", "",
		},
		{
			"from then on a limit is known", "", "P9", "P1", "10:00", "2026-11-25 11:00", logistics.NotDue,
			4 * time.Hour, 3 * time.Hour, "2026-11-25 12:00", "",
		},
		{
			"no change", sla.CarryShare, "P1", "P1", "10:00", "2026-11-25 11:00", logistics.NotDue, 4 * time.Hour,
			3 * time.Hour, "2026-11-25 12:00", "",
		},
	} {
		compiled := deskTimer(t, func(r *sla.TimerRule) { r.Carry = c.carry }, limits...)
		line := opened(t, "2026-11-25 08:00")
		line.Subject = subject("priority", c.from)
		line.Events = append(line.Events, sla.Event{
			Kind: "case.raised", At: at(t, "2026-11-25 "+c.changed), Attribute: "priority", Value: c.to,
		})
		x, err := compiled.Explain(line, at(t, c.seen))
		if err != nil {
			t.Fatal(err)
		}
		got, text := x.Timing, func(at time.Time) string {
			if at.IsZero() {
				return ""
			}
			return at.In(desk(t).Location()).Format("2006-01-02 15:04")
		}
		if got.Verdict != c.verdict || got.Budget != c.budget || got.Consumed != c.consumed || text(got.Due) != c.due ||
			text(got.Breach) != c.breach || got.Ignored != 0 {
			t.Errorf("%s: %+v", c.name, got)
		}
		if i, ok := compiled.Check(x); !ok {
			t.Errorf("%s: segment %d does not hold", c.name, i)
		}
	}
}

// TestACaseThatIsStoppedKeepsItsLimit, and one that is reopened has the limit of what it is by then.
func TestACaseThatIsStoppedKeepsItsLimit(t *testing.T) {
	compiled := deskTimer(
		t, nil, sla.Limit{When: logistics.Where("priority", "P1"), Within: logistics.MustDuration("PT4H")},
		sla.Limit{When: logistics.Where("priority", "P3"), Within: logistics.MustDuration("PT8H")},
	)
	line := opened(t, "2026-11-25 08:00")
	line.Subject = subject("priority", "P3")
	line.Events = append(
		line.Events, sla.Event{Kind: "case.resolved", At: at(t, "2026-11-25 13:00")},
		sla.Event{Kind: "case.raised", At: at(t, "2026-11-25 14:00"), Attribute: "priority", Value: "P1"},
	)
	got, err := compiled.Judge(line, at(t, "2026-11-25 15:00"))
	if err != nil || got.Verdict != logistics.Met || got.Limit != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	line.Events = append(line.Events, sla.Event{Kind: "case.reopened", At: at(t, "2026-11-25 16:00")})
	got, err = compiled.Judge(line, at(t, "2026-11-25 16:01"))
	if err != nil || got.Verdict != logistics.Missed || got.Limit != 0 || !got.Breach.Equal(at(t, "2026-11-25 16:00")) {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestAChangeAtTheStartIsTheAttributeItself, in whatever order the events of that instant come.
func TestAChangeAtTheStartIsTheAttributeItself(t *testing.T) {
	compiled := timer(t, timerRule())
	rapid.Check(t, func(r *rapid.T) {
		list := histories(t).Draw(r, "events")
		if len(list) == 0 {
			return
		}
		asOf := berlin(t, "04-10 12:00")
		want, err := compiled.Judge(sla.Timeline{Subject: subject("priority", "high"), Events: list}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		raised := sla.Event{Kind: "raised", At: list[0].At, Attribute: "priority", Value: "high"}
		changed := rapid.Permutation(append([]sla.Event{raised}, list...)).Draw(r, "order")
		got, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: changed}, asOf)
		if err != nil || got != want {
			r.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	})
}

// TestExplanationsOfChangesHold: with changes of the limit at any time the segments still sum to what was used,
// and what is used decides.
func TestExplanationsOfChangesHold(t *testing.T) {
	for _, carry := range []sla.Carry{sla.CarryTime, sla.CarryShare} {
		rule := timerRule()
		rule.Carry = carry
		compiled := timer(t, rule)
		rapid.Check(t, func(r *rapid.T) {
			list, excluded := histories(t).Draw(r, "events"), exclusions(t).Draw(r, "exclusions")
			for i := range list {
				if rapid.IntRange(0, 2).Draw(r, "change") == 0 {
					list[i].Attribute = "priority"
					list[i].Value = rapid.SampledFrom([]string{"high", "", "planned", "week"}).Draw(r, "priority")
				}
			}
			line := sla.Timeline{Subject: plain(), Events: list, Exclusions: prepared(r, excluded)}
			x, err := compiled.Explain(line, berlin(t, "04-20 12:00"))
			if err != nil {
				r.Fatal(err)
			}
			if i, ok := compiled.Check(x); !ok {
				r.Fatalf("segment %d of %+v does not hold", i, x)
			}
			got := x.Timing
			agrees(r, got, berlin(t, "04-20 12:00"))
			golden.Survives(r, x)
			for i, c := range x.Changes {
				if i > 0 && c.At.Before(x.Changes[i-1].At) || c.From == c.To {
					r.Fatalf("%+v", x.Changes)
				}
			}
			if got.Cycles > 0 && (got.Due.IsZero() || got.Due.Before(got.Started)) {
				r.Fatalf("%+v", got)
			}
			if (got.Verdict == logistics.Missed) == got.Breach.IsZero() {
				r.Fatalf("%+v", got)
			}
		})
	}
}

// TestAChangeThereAndBackChangesNothing: under either carry a limit that is taken up again at once leaves the time it
// left before, to the nanosecond that rounding costs.
func TestAChangeThereAndBackChangesNothing(t *testing.T) {
	for _, carry := range []sla.Carry{sla.CarryTime, sla.CarryShare} {
		compiled := deskTimer(
			t, func(r *sla.TimerRule) { r.Carry = carry },
			sla.Limit{When: logistics.Where("priority", "P1"), Within: logistics.MustDuration("PT4H")},
			sla.Limit{When: logistics.Where("priority", "P3"), Within: logistics.MustDuration("PT9H")},
		)
		rapid.Check(t, func(r *rapid.T) {
			line := opened(t, "2026-11-25 08:00")
			line.Subject = subject("priority", "P1")
			used := time.Duration(rapid.IntRange(1, 239).Draw(r, "minutes")) * time.Minute
			asOf := at(t, "2026-11-25 08:00").Add(used)
			for i := range 2 * rapid.IntRange(1, 5).Draw(r, "times") {
				line.Events = append(line.Events, sla.Event{
					Kind:      "raised",
					At:        asOf.Add(time.Duration(i)),
					Attribute: "priority",
					Value:     []string{"P3", "P1"}[i%2],
				})
			}
			got, err := compiled.Judge(line, asOf.Add(10))
			if err != nil || got.Budget > 4*time.Hour || got.Budget < 4*time.Hour-100 ||
				got.Verdict != logistics.NotDue {
				r.Fatalf("%+v, %v", got, err)
			}
		})
	}
}
