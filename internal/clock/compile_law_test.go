package clock

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/zone"
)

func TestCompileMatchesTheMinuteByMinuteTwin(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		from := anyDay(loc).Draw(t, "from")
		to := from + rapid.Int64Range(1, 9).Draw(t, "days")
		plan := anyPlan(loc, from, to, 60).Draw(t, "plan")
		c, err := Compile(plan, from, to)
		if errors.Is(err, ErrRange) && zone.StartOfDay(loc, from) == zone.StartOfDay(loc, to) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		n := newNaive(&plan, from, to)
		open := n.contiguous(from, to)
		for i, isOpen := range open {
			at := n.start + int64(i)*60
			if at < c.horizon.Open || at >= c.horizon.Close {
				continue
			}
			if got, err := c.IsOpen(time.Unix(at, 0)); err != nil || got != isOpen {
				t.Fatalf("%v: open %v (%v), the twin says %v", time.Unix(at, 0).In(loc), got, err, isOpen)
			}
		}
	})
}

func TestAlwaysOpenEqualsElapsed(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		day := anyDay(loc).Draw(t, "day")
		plan := Plan{Loc: loc, Gap: zone.GapTransition, OpenOverlap: zone.OverlapFirst, CloseOverlap: zone.OverlapLast}
		for weekday := range plan.Week {
			plan.Week[weekday] = []Shift{{0, secondsPerDay}}
		}
		c, err := Compile(plan, day-2, day+7)
		if err != nil {
			t.Fatal(err)
		}
		a, b := anyInstant(c).Draw(t, "a"), anyInstant(c).Draw(t, "b")
		if open := between(t, c, a, b); open != b.Sub(a) || len(c.spans()) != 1 {
			t.Fatalf("open %v of %v in %d spans", open, b.Sub(a), len(c.spans()))
		}
	})
}

func TestShift400YearsOnUTCIsIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := anyDay(time.UTC).Draw(t, "day")
		plan := anyPlan(time.UTC, day, day+10, 1).Draw(t, "plan")
		plan.Days, plan.Holidays = nil, nil
		now, err := Compile(plan, day, day+10)
		then, errThen := Compile(plan, day+longestRange, day+longestRange+10)
		if err != nil || errThen != nil {
			t.Fatal(err, errThen)
		}
		moved := then.spans()
		for i := range moved {
			moved[i].Open -= longestRange * secondsPerDay
			moved[i].Close -= longestRange * secondsPerDay
		}
		if !slices.Equal(now.spans(), moved) {
			t.Fatalf("%v moved to %v", now.spans(), moved)
		}
	})
}

func TestAPartAgreesWithTheWhole(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		from := anyDay(loc).Draw(t, "from")
		plan := anyPlan(loc, from, from+20, 1).Draw(t, "plan")
		whole, err := Compile(plan, from, from+20)
		if err != nil {
			t.Fatal(err)
		}
		first := from + rapid.Int64Range(0, 10).Draw(t, "first")
		part, err := Compile(plan, first, first+rapid.Int64Range(2, 10).Draw(t, "days"))
		if err != nil {
			t.Fatal(err)
		}
		start, end := part.Horizon()
		cut, err := whole.Segments(start, end)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := part.spans(), slices.Collect(cut); !slices.Equal(got, want) {
			t.Fatalf("the part has %v, the whole %v", got, want)
		}
	})
}

func TestClosingADayNeverAddsTime(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		from := anyDay(loc).Draw(t, "from")
		plan := anyPlan(loc, from, from+10, 1).Draw(t, "plan")
		before, err := Compile(plan, from, from+10)
		if err != nil {
			t.Fatal(err)
		}
		closed := from + rapid.Int64Range(0, 9).Draw(t, "closed")
		if rapid.Bool().Draw(t, "as a holiday") {
			plan.Holidays = append(plan.Holidays, closed)
		} else if !slices.Contains(plan.Holidays, closed) { // an entry would take the date from the holiday
			plan.Days[closed] = nil
		}
		after, err := Compile(plan, from, from+10)
		if err != nil {
			t.Fatal(err)
		}
		if added, err := Minus(after, before); err != nil || added.total != 0 {
			t.Fatalf("closing day %d opens %v (%v)", closed, added.spans(), err)
		}
	})
}
