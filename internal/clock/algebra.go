package clock

import (
	"cmp"
	"math"
	"slices"
)

// A rule is a truth table for two sets: bit 0 for an instant in neither, bit 1 in the first only, bit
// 2 in the second only, bit 3 in both.
type rule uint8

const (
	notFirst  rule = 0b0101
	onlyFirst rule = 0b0010
	either    rule = 0b1110
	both      rule = 0b1000
)

// Union returns a clock that is open when a or b is, over the horizon both have in common.
func Union(a, b *Clock) (*Clock, error) { return combine(a, b, either) }

// Intersect returns a clock that is open when a and b both are, over the horizon both have in common.
func Intersect(a, b *Clock) (*Clock, error) { return combine(a, b, both) }

// Minus returns a clock that is open when a is and b is not, over the horizon both have in common.
func Minus(a, b *Clock) (*Clock, error) { return combine(a, b, onlyFirst) }

// Complement returns a clock that is open when c is closed, over the same horizon.
func (c *Clock) Complement() *Clock {
	return build(sweep(c.spans(), nil, c.horizon, notFirst), c.horizon)
}

// combine returns [ErrHorizon] when the two horizons have no second in common.
func combine(a, b *Clock, keep rule) (*Clock, error) {
	horizon := Span{
		Open:  max(a.horizon.Open, b.horizon.Open),
		Close: min(a.horizon.Close, b.horizon.Close),
	}
	if horizon.Open >= horizon.Close {
		return nil, ErrHorizon
	}
	return build(sweep(a.spans(), b.spans(), horizon, keep), horizon), nil
}

// merge sorts spans in place, drops the empty ones and joins those that overlap or touch.
func merge(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Open, b.Open) })
	merged := spans[:0]
	for _, span := range spans {
		switch last := len(merged) - 1; {
		case span.Open >= span.Close:
		case last >= 0 && span.Open <= merged[last].Close:
			merged[last].Close = max(merged[last].Close, span.Close)
		default:
			merged = append(merged, span)
		}
	}
	return merged
}

// sweep walks the edges of two lists of merged spans in order of time and keeps, within the limit, the
// stretches that the rule keeps, merged.
func sweep(a, b []Span, within Span, keep rule) []Span {
	kept := make([]Span, 0, len(a)+len(b)+1)
	first, second := edges{spans: a}, edges{spans: b}
	for at := within.Open; at < within.Close; {
		first.pass(at)
		second.pass(at)
		until := min(first.next(), second.next(), within.Close)
		state := first.inside() | second.inside()<<1
		if keep>>state&1 == 1 {
			if last := len(kept) - 1; last >= 0 && kept[last].Close == at {
				kept[last].Close = until
			} else {
				kept = append(kept, Span{Open: at, Close: until})
			}
		}
		at = until
	}
	return kept
}

// edges is a place in a list of merged spans: the number of edges passed, openings and closes.
type edges struct {
	spans  []Span
	passed int
}

// pass moves over every edge at or before an instant.
func (e *edges) pass(at int64) {
	for e.next() <= at && e.passed < 2*len(e.spans) {
		e.passed++
	}
}

// next is the next edge, or the end of time.
func (e *edges) next() int64 {
	switch i := e.passed / 2; {
	case i == len(e.spans):
		return math.MaxInt64
	case e.passed%2 == 0:
		return e.spans[i].Open
	default:
		return e.spans[i].Close
	}
}

// inside is 1 between an opening and its close, and 0 elsewhere.
func (e *edges) inside() uint { return uint(e.passed % 2) }
