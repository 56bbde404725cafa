package sla

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// WhatIf is the smallest change that would have turned a missed timing into one that is not: it is stopped by an
// instant, or a stretch of time is excluded.
type WhatIf struct {
	By        time.Time          `json:"by"`        // stopped by then, at the latest
	Lacking   logistics.Duration `json:"lacking"`   // so much open time that counted lies in the exclusion
	Exclusion Exclusion          `json:"exclusion"` // one stretch that would have taken it out: the last possible
}

// Smallest finds the latest instant by which a case would have had to be stopped, and the exclusion in which the
// least open time counted, of those the latest, with which it would not have been missed. It may reach over closed
// time, which costs nothing; where the case was missed in closed time, nothing else. Where the limit changed, the
// exclusion may lie before the change as well as after it: under [CarryShare] an hour of the shorter limit weighs
// more. Every change of the limit is tried, so that the work grows with their square. ok is false when the timing
// was not missed, or when no exclusion would do, as where an earlier cycle that was missed stays so.
func (t *Timer) Smallest(c Timeline, asOf time.Time) (change WhatIf, ok bool, err error) {
	x, err := t.Explain(c, asOf)
	if err != nil || x.Timing.Verdict != logistics.Missed {
		return WhatIf{}, false, err
	}
	s := search{timer: t, line: c, asOf: asOf, used: x.Timing.Consumed, from: x.Timing.Started}
	for _, segment := range x.Segments {
		if segment.Class == Counted && segment.To.After(s.from) {
			s.until = segment.To
		}
	}
	if kept, _ := s.kept(s.from, s.until); !kept || s.err != nil {
		return WhatIf{}, false, s.err
	}
	edges := []time.Time{s.until, s.from}
	for _, change := range x.Changes {
		if change.At.After(s.from) && change.At.Before(s.until) {
			edges = append(edges, change.At)
		}
	}
	for _, edge := range edges {
		s.upTo(edge)
		s.since(edge)
	}
	if s.err != nil {
		return WhatIf{}, false, s.err
	}
	lacking, err := logistics.NewDuration(0, s.cost)
	if err != nil {
		return WhatIf{}, false, err
	}
	return WhatIf{x.Timing.Breach, lacking, s.exclusion(s.best.from, s.best.to)}, true, nil
}

// search looks for the exclusion with which a case is not missed. More that is excluded never makes it missed, which
// is why halving finds the edge, to the nanosecond.
type search struct {
	timer       *Timer
	line        Timeline
	asOf        time.Time
	from, until time.Time     // of the cycle, as far as its time counted
	used        time.Duration // in all
	best        span
	cost        time.Duration // of the best
	err         error
}

// exclusion is a stretch on the clocks of the explanation.
func (s *search) exclusion(from, to time.Time) Exclusion {
	zone := s.until.Location()
	return Exclusion{From: from.In(zone), To: to.In(zone), Reason: "what if"}
}

// kept reports whether the case is not missed without a stretch, and how much counted in that.
func (s *search) kept(from, to time.Time) (kept bool, cost time.Duration) {
	if s.err != nil || !from.Before(to) {
		return false, 0
	}
	line := s.line
	line.Exclusions, s.err = NewExclusions(append(slices.Clip(line.Exclusions.all), s.exclusion(from, to)))
	if s.err != nil {
		return false, 0
	}
	var got Timing
	got, s.err = s.timer.Judge(line, s.asOf)
	return s.err == nil && got.Verdict != logistics.Missed, s.used - got.Consumed
}

// latest is the last beginning with which a stretch up to an instant will do.
func (s *search) latest(to time.Time) (from time.Time, ok bool) {
	if ok, _ := s.kept(s.from, to); !ok {
		return from, false
	}
	low, high := time.Duration(0), to.Sub(s.from) // low will do, high will not
	for high-low > 1 {
		middle := low + (high-low)/2
		if ok, _ := s.kept(s.from.Add(middle), to); ok {
			low = middle
		} else {
			high = middle
		}
	}
	return s.from.Add(low), true
}

// earliest is the first end with which a stretch from an instant will do.
func (s *search) earliest(from time.Time) (to time.Time, ok bool) {
	if ok, _ := s.kept(from, s.until); !ok {
		return to, false
	}
	low, high := time.Duration(0), s.until.Sub(from) // low will not do, high will
	for high-low > 1 {
		middle := low + (high-low)/2
		if ok, _ := s.kept(from, from.Add(middle)); ok {
			high = middle
		} else {
			low = middle
		}
	}
	return from.Add(high), true
}

// upTo tries the stretches that end at an instant.
func (s *search) upTo(to time.Time) {
	from, ok := s.latest(to)
	if !ok {
		return
	}
	if to, ok = s.earliest(from); ok {
		s.try(from, to)
	}
}

// since tries the stretches that begin at an instant.
func (s *search) since(from time.Time) {
	to, ok := s.earliest(from)
	if !ok {
		return
	}
	if from, ok = s.latest(to); ok {
		s.try(from, to)
	}
}

// try keeps a stretch that will do if it is better.
func (s *search) try(from, to time.Time) {
	kept, cost := s.kept(from, to)
	if kept && (s.best.to.IsZero() || cost < s.cost || cost == s.cost && from.After(s.best.from)) {
		s.best, s.cost = span{from, to}, cost
	}
}
