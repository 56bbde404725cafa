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

func TestQueriesMatchAScanOfTheSpans(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(zones).Draw(t, "clock")
		at := anyInstant(c).Draw(t, "at")
		if at.Unix() == c.horizon.Close {
			return
		}
		var elapsed time.Duration
		open := false
		var nextOpen, nextClose, prevOpen, prevClose int64
		for _, span := range c.spans() {
			opens, closes := time.Unix(span.Open, 0), time.Unix(span.Close, 0)
			if opens.Before(at) {
				elapsed += earlier(closes, at).Sub(opens)
			}
			open = open || !at.Before(opens) && at.Before(closes)
			if !opens.Before(at) && nextOpen == 0 {
				nextOpen = span.Open
			}
			if closes.After(at) && nextClose == 0 {
				nextClose = span.Close
			}
			if !opens.After(at) {
				prevOpen = span.Open
			}
			if !closes.After(at) {
				prevClose = span.Close
			}
		}
		if got := between(t, c, time.Unix(c.horizon.Open, 0), at); got != elapsed {
			t.Fatalf("open for %v until %v, scanned %v", got, at, elapsed)
		}
		if got, err := c.IsOpen(at); err != nil || got != open {
			t.Fatalf("open at %v: %v (%v)", at, got, err)
		}
		for name, edge := range map[string]struct {
			find func(time.Time) (time.Time, error)
			want int64
		}{
			"next open": {c.NextOpen, nextOpen}, "next close": {c.NextClose, nextClose},
			"previous open": {c.PrevOpen, prevOpen}, "previous close": {c.PrevClose, prevClose},
		} {
			got, err := edge.find(at)
			switch {
			case c.total == 0:
				if !errors.Is(err, ErrNeverOpen) {
					t.Fatalf("%s of nothing: %v, %v", name, got, err)
				}
			case edge.want == 0 || edge.want == c.horizon.Open || edge.want == c.horizon.Close:
				if !errors.Is(err, ErrHorizon) {
					t.Fatalf("%s beyond the horizon: %v, %v", name, got, err)
				}
			case err != nil || got.Unix() != edge.want || got.Nanosecond() != 0:
				t.Fatalf("%s of %v is %v (%v), want %d", name, at, got, err, edge.want)
			}
		}
	})
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func TestBetweenIsAdditive(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		clock := anyClock(zones).Draw(t, "clock")
		a, b, c := anyInstant(clock).Draw(t, "a"), anyInstant(clock).Draw(t, "b"), anyInstant(clock).Draw(t, "c")
		if ab, bc, ac := between(t, clock, a, b), between(t, clock, b, c), between(t, clock, a, c); ab+bc != ac {
			t.Fatalf("%v and %v are not %v", ab, bc, ac)
		}
	})
}

func TestBetweenIsAntisymmetric(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(zones).Draw(t, "clock")
		a, b := anyInstant(c).Draw(t, "a"), anyInstant(c).Draw(t, "b")
		if there, back := between(t, c, a, b), between(t, c, b, a); there != -back {
			t.Fatalf("%v there, %v back", there, back)
		}
	})
}

func TestBetweenIgnoresArgumentZone(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(zones).Draw(t, "clock")
		a, b := anyInstant(c).Draw(t, "a"), anyInstant(c).Draw(t, "b")
		one, other := rapid.SampledFrom(zones).Draw(t, "one"), rapid.SampledFrom(zones).Draw(t, "other")
		if here, there := between(t, c, a, b), between(t, c, a.In(one), b.In(other)); here != there {
			t.Fatalf("%v in UTC, %v in %v and %v", here, there, one, other)
		}
	})
}

func TestBetweenStaysWithinElapsed(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(zones).Draw(t, "clock")
		a, b := anyInstant(c).Draw(t, "a"), anyInstant(c).Draw(t, "b")
		if b.Before(a) {
			a, b = b, a
		}
		if open, elapsed := between(t, c, a, b), b.Sub(a); open < 0 || open > elapsed {
			t.Fatalf("open %v of %v", open, elapsed)
		}
	})
}

func TestAddInvertsBetween(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(zones).Draw(t, "clock")
		from, to := c.Horizon()
		at := anyInstant(c).Draw(t, "at").In(rapid.SampledFrom(zones).Draw(t, "shown in"))
		// The time to another instant lands on edges as often as anyInstant does.
		d := between(t, c, at, anyInstant(c).Draw(t, "other"))
		d += rapid.SampledFrom([]time.Duration{0, 0, 1, -1, time.Hour, -time.Hour}).Draw(t, "more")
		landing := rapid.SampledFrom([]Landing{LandEarliest, LandLatest}).Draw(t, "landing")
		got, err := c.Add(at, d, landing)
		before, after := between(t, c, at, from), between(t, c, at, to)
		beyond := d < before || d > after || d == before && landing == LandEarliest || d == after && landing == LandLatest
		switch {
		case c.total == 0:
			if !errors.Is(err, ErrNeverOpen) {
				t.Fatalf("add to nothing: %v, %v", got, err)
			}
		case beyond:
			if !errors.Is(err, ErrHorizon) {
				t.Fatalf("%v from %v: %v, %v, with %v before and %v after", d, at, got, err, before, after)
			}
		case err != nil || between(t, c, at, got) != d || got.Location() != at.Location():
			t.Fatalf("%v from %v lands on %v (%v)", d, at, got, err)
		}
	})
}

func TestEarliestIsNotAfterLatest(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(zones).Draw(t, "clock")
		at := anyInstant(c).Draw(t, "at")
		d := between(t, c, at, anyInstant(c).Draw(t, "other"))
		earliest, earliestErr := c.Add(at, d, LandEarliest)
		latest, latestErr := c.Add(at, d, LandLatest)
		if earliestErr == nil && latestErr == nil && earliest.After(latest) {
			t.Fatalf("%v from %v is from %v to %v", d, at, earliest, latest)
		}
		// The two are the ends of their kind: one nanosecond on, the count has moved.
		if earliestErr == nil && between(t, c, earliest.Add(-1), earliest) != 1 {
			t.Fatalf("%v is not the earliest", earliest)
		}
		if latestErr == nil && between(t, c, latest, latest.Add(1)) != 1 {
			t.Fatalf("%v is not the latest", latest)
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
		if open := between(t, c, a, b); open != b.Sub(a) || len(c.closes) != 1 {
			t.Fatalf("open %v of %v in %d spans", open, b.Sub(a), len(c.closes))
		}
	})
}

func TestSegmentsSumToBetween(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(zones).Draw(t, "clock")
		a, b := anyInstant(c).Draw(t, "a"), anyInstant(c).Draw(t, "b")
		segments, err := c.Segments(a, b)
		if err != nil {
			t.Fatal(err)
		}
		var sum time.Duration
		previous := a.Unix() - 1
		for span := range segments {
			if span.Open <= previous || span.Close <= span.Open || span.Open < a.Unix() || span.Close > roundUp(b) {
				t.Fatalf("segment %v after %d, from %v to %v", span, previous, a, b)
			}
			previous = span.Close
			start, end := time.Unix(span.Open, 0), earlier(time.Unix(span.Close, 0), b)
			if start.Before(a) {
				start = a
			}
			sum += end.Sub(start)
		}
		if want := max(between(t, c, a, b), 0); sum != want {
			t.Fatalf("segments of %v, open %v", sum, want)
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
