package clock

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

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
		beyond := d < before || d > after || d == before && landing == LandEarliest || d == after &&
			landing == LandLatest
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
