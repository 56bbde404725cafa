package clock

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// twoClocks draws clocks whose horizons overlap.
func twoClocks(t *rapid.T, zones []*time.Location) (a, b *Clock) {
	a = anyClock(zones).Draw(t, "a")
	b = anyClock(zones).Draw(t, "b")
	offset := a.horizon.Open - b.horizon.Open + rapid.Int64Range(-10, 10).Draw(t, "days apart")*secondsPerDay
	spans := b.spans()
	for i := range spans {
		spans[i].Open += offset
		spans[i].Close += offset
	}
	b, err := FromSpans(spans, b.horizon.Open+offset, b.horizon.Close+offset)
	if err != nil {
		t.Fatal(err)
	}
	return a, b
}

func TestSetAlgebraIsPointwise(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := twoClocks(t, zones)
		for name, operation := range map[string]struct {
			combine func(a, b *Clock) (*Clock, error)
			want    func(inA, inB bool) bool
		}{
			"union":        {Union, func(inA, inB bool) bool { return inA || inB }},
			"intersection": {Intersect, func(inA, inB bool) bool { return inA && inB }},
			"difference":   {Minus, func(inA, inB bool) bool { return inA && !inB }},
		} {
			got, err := operation.combine(a, b)
			if err != nil {
				t.Fatal(err)
			}
			want := Span{max(a.horizon.Open, b.horizon.Open), min(a.horizon.Close, b.horizon.Close)}
			if got.horizon != want {
				t.Fatalf("%s: horizon %v, want %v", name, got.horizon, want)
			}
			checkMerged(t, got)
			for _, source := range []*Clock{a, b, got} {
				at := anyInstant(source).Draw(t, "at")
				inA, errA := a.IsOpen(at)
				inB, errB := b.IsOpen(at)
				in, err := got.IsOpen(at)
				if (errA != nil || errB != nil) != (err != nil) {
					t.Fatalf("%s at %v: %v, from %v and %v", name, at, err, errA, errB)
				}
				if err == nil && in != operation.want(inA, inB) {
					t.Fatalf("%s at %v: %v, from %v and %v", name, at, in, inA, inB)
				}
			}
		}
	})
}

// checkMerged holds what every clock promises of its spans.
func checkMerged(t interface{ Fatalf(string, ...any) }, c *Clock) {
	previous := c.horizon.Open - 1
	for span := range c.Spans() {
		if span.Open <= previous || span.Close <= span.Open || span.Close > c.horizon.Close {
			t.Fatalf("span %v after %d in %v", span, previous, c.horizon)
		}
		previous = span.Close
	}
}

func TestUnionPlusIntersectionConserves(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := twoClocks(t, zones)
		union, unionErr := Union(a, b)
		intersection, intersectionErr := Intersect(a, b)
		if err := errors.Join(unionErr, intersectionErr); err != nil {
			t.Fatal(err)
		}
		from, to := union.Horizon()
		together := between(t, union, from, to) + between(t, intersection, from, to)
		if apart := between(t, a, from, to) + between(t, b, from, to); together != apart {
			t.Fatalf("union and intersection are open %v, the two %v", together, apart)
		}
	})
}

func TestComplementSumsToElapsed(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(zones).Draw(t, "clock")
		closed := c.Complement()
		checkMerged(t, closed)
		a, b := anyInstant(c).Draw(t, "a"), anyInstant(c).Draw(t, "b")
		if open, shut := between(t, c, a, b), between(t, closed, a, b); open+shut != b.Sub(a) {
			t.Fatalf("open %v and closed %v of %v", open, shut, b.Sub(a))
		}
		if back := closed.Complement(); !slices.Equal(back.spans(), c.spans()) || back.horizon != c.horizon {
			t.Fatalf("closed twice %v, open %v", back.spans(), c.spans())
		}
	})
}

func TestMinusIsIntersectionWithComplement(t *testing.T) {
	zones := loadZones(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := twoClocks(t, zones)
		minus, minusErr := Minus(a, b)
		intersection, intersectionErr := Intersect(a, b.Complement())
		if err := errors.Join(minusErr, intersectionErr); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(minus.spans(), intersection.spans()) {
			t.Fatalf("%v and %v", minus.spans(), intersection.spans())
		}
	})
}

func TestClocksWithoutACommonHorizonDoNotCombine(t *testing.T) {
	early, earlyErr := FromSpans([]Span{{0, 10}}, 0, 100)
	late, lateErr := FromSpans([]Span{{100, 110}}, 100, 200)
	if err := errors.Join(earlyErr, lateErr); err != nil {
		t.Fatal(err)
	}
	for _, combine := range []func(a, b *Clock) (*Clock, error){Union, Intersect, Minus} {
		if _, err := combine(early, late); !errors.Is(err, ErrHorizon) {
			t.Error(err)
		}
		if _, err := combine(late, early); !errors.Is(err, ErrHorizon) {
			t.Error(err)
		}
	}
}
