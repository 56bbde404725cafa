package sla

import (
	"iter"
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// Class is what a segment of a case's life counts as.
type Class string

// The classes.
const (
	Counted     Class = "counted"  // the timer ran
	PausedTime  Class = "paused"   // it was paused
	ExcludedOut Class = "excluded" // it ran, but the time is excluded
	StoppedTime Class = "stopped"  // between a stop and a reopening, or after the stop
)

// Segment is a stretch of a case's life. Segments follow each other without gap from the start.
type Segment struct {
	From    time.Time          `json:"from"`
	To      time.Time          `json:"to"`
	Class   Class              `json:"class"`
	Event   logistics.ID       `json:"event,omitzero"`  // that led to it
	Party   logistics.ID       `json:"party,omitzero"`  // with whom the case lay, or who is behind the exclusion
	Reason  string             `json:"reason,omitzero"` // of the exclusion
	Elapsed logistics.Duration `json:"elapsed"`
	Open    logistics.Duration `json:"open"` // of it, open time of the calendar
	// Calendar is whose open time counted, where a limit has its own.
	Calendar logistics.ID `json:"calendar,omitzero"`
}

// Explanation is a timing with the segments it follows from. The segments sum to the time since the
// first start; of the cycle that counts, the open time of the counted ones is what was consumed.
type Explanation struct {
	Timing   Timing    `json:"timing"`
	Limit    *Limit    `json:"limit,omitempty"`   // that holds; nil for none
	Unknown  []string  `json:"unknown,omitempty"` // without a limit: what would have to be known, or be otherwise
	Segments []Segment `json:"segments"`
	// Changes are the limits that took the place of others while the case was open, in the order of time.
	Changes []LimitChange `json:"changes,omitempty"`
	Ignored []Ignored     `json:"ignored,omitempty"` // what was passed over, in the order of time
}

// Explain times a case as [Timer.Judge] does and tells where the time went, and which events it passed over.
func (t *Timer) Explain(c Timeline, asOf time.Time) (Explanation, error) {
	sorted, apart, replaced := readable(c.Events, nil, asOf)
	x := Explanation{Segments: make([]Segment, 0, len(sorted)+len(sorted)/4)} // most events end one
	m := machine{
		timer: t, subject: c.Subject, excl: c.Exclusions.spans, asOf: asOf,
		watch: &watcher{pieces: c.Exclusions.pieces},
	}
	teller := teller{machine: &m, events: sorted, out: &x.Segments}
	m.watch.visit, m.watch.passed = teller.stretch, func(i Ignored) { x.Ignored = append(x.Ignored, i) }
	m.watch.changed = func(c LimitChange) { x.Changes = append(x.Changes, c) }
	if err := m.run(sorted, apart, replaced); err != nil {
		return Explanation{}, err
	}
	if len(replaced) > 0 {
		slices.SortStableFunc(x.Ignored, func(a, b Ignored) int { return a.At.Compare(b.At) })
	}
	x.Timing = m.result
	if m.limit != nil {
		limit := *m.limit
		x.Limit = &limit
	} else {
		x.Unknown = t.against(m.subject)
	}
	return x, nil
}

// against are the attributes that keep a subject from every limit.
func (t *Timer) against(subject logistics.Attributes) []string {
	var names []string
	for i := range t.rule.Limits {
		names = append(names, t.rule.Limits[i].When.Against(subject)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// teller turns the stretches of a machine into segments.
type teller struct {
	machine *machine
	events  []Event
	at      int          // the event up to which party is told
	party   logistics.ID // with whom the case lies: whom the last event named that named one
	out     *[]Segment
	told    time.Duration
}

// stretch tells a stretch in pieces, one for each party the case lay with.
func (t *teller) stretch(from, to time.Time, state State, event int) {
	for ; t.at <= event; t.at++ {
		if !t.events[t.at].Party.IsZero() {
			t.party = t.events[t.at].Party
		}
	}
	s := Segment{Event: t.events[event].ID, Party: t.party}
	for ; t.at < len(t.events) && t.events[t.at].At.Before(to); t.at++ {
		next := &t.events[t.at]
		if next.Party.IsZero() || next.Party == t.party {
			continue
		}
		if t.party = next.Party; next.At.After(from) {
			t.piece(s, from, next.At, state)
			from = next.At
		}
		s.Event, s.Party = next.ID, next.Party
	}
	t.piece(s, from, to, state)
}

func (t *teller) piece(s Segment, from, to time.Time, state State) {
	switch state {
	case Running:
		t.machine.eachPart(from, to, func(from, to time.Time, hole *Exclusion) {
			part := s
			part.Class = Counted
			if hole != nil {
				part.Class, part.Reason = ExcludedOut, hole.Reason
				if !hole.Party.IsZero() {
					part.Party = hole.Party
				}
			}
			t.add(part, from, to)
		})
	case Paused:
		s.Class = PausedTime
		t.add(s, from, to)
	default:
		s.Class = StoppedTime
		t.add(s, from, to)
	}
}

// eachPart cuts a piece at the edges of the exclusions, so that each part has one reason, or none. The pieces that
// are asked for come in the order of time.
func (m *machine) eachPart(from, to time.Time, tell func(from, to time.Time, hole *Exclusion)) {
	w := m.watch
	for w.cut < len(w.pieces) && !w.pieces[w.cut].to.After(from) {
		w.cut++
	}
	for i := w.cut; i < len(w.pieces) && w.pieces[i].from.Before(to); i++ {
		hole := &w.pieces[i]
		if hole.from.After(from) {
			tell(from, hole.from, nil)
			from = hole.from
		}
		until := hole.to
		if to.Before(until) {
			until = to
		}
		tell(from, until, hole.why)
		if from = until; !from.Before(to) {
			return
		}
	}
	tell(from, to, nil)
}

func (t *teller) add(s Segment, from, to time.Time) {
	if t.machine.watch.broken != nil || !from.Before(to) {
		return
	}
	track := t.machine.track
	open, err := track.clock.Between(from, to)
	if err != nil {
		t.machine.watch.broken = err
		return
	}
	// The segments of a case are held to a century together, so that sums of them are in bounds too.
	t.told += to.Sub(from)
	if _, t.machine.watch.broken = logistics.NewDuration(0, t.told); t.machine.watch.broken != nil {
		return
	}
	if track.id != t.machine.timer.base.id {
		s.Calendar = track.id
	}
	s.From, s.To = t.machine.local(from), t.machine.local(to) // on one clock, whatever those of the facts
	s.Elapsed, s.Open = logistics.Exactly(to.Sub(from)), logistics.Exactly(open)
	*t.out = append(*t.out, s)
}

// Check verifies an explanation. It goes another way than the explanation was made: the segments follow each other,
// none is empty, their open time is measured again span by span, and the counted ones of the last cycle come to what
// was consumed. It returns false with the first segment that does not hold; the number of segments stands for the
// sum.
func (t *Timer) Check(x Explanation) (at int, ok bool) {
	var consumed time.Duration
	for i, s := range x.Segments {
		if i > 0 && !s.From.Equal(x.Segments[i-1].To) || !s.From.Before(s.To) || s.Elapsed.Exact() != s.To.Sub(s.From) {
			return i, false
		}
		if open, err := t.named(s.Calendar).openBySpans(s.From, s.To); err != nil || open != s.Open.Exact() {
			return i, false
		}
		if s.Class == Counted && !s.From.Before(x.Timing.Started) {
			consumed += s.Open.Exact()
		}
	}
	return len(x.Segments), consumed == x.Timing.Consumed
}

// named is what a segment was measured on.
func (t *Timer) named(calendar logistics.ID) *track {
	for i := range t.tracks {
		if !calendar.IsZero() && t.tracks[i].id == calendar {
			return &t.tracks[i]
		}
	}
	return &t.base
}

// openBySpans adds up the spans of open time one by one, where the calendar can list them, and else its
// days.
func (t *track) openBySpans(from, to time.Time) (sum time.Duration, err error) {
	if t.days == nil {
		return to.Sub(from), nil
	}
	if spans, ok := t.days.(interface {
		Segments(a, b time.Time) (iter.Seq[calendar.Segment], error)
	}); ok {
		segments, err := spans.Segments(from, to)
		if err != nil {
			return 0, err
		}
		for s := range segments {
			sum += s.Close.Sub(s.Open)
		}
		return sum, nil
	}
	for from.Before(to) {
		loc := t.days.Location()
		next := logistics.DateOf(from, loc).AddDays(1).Start(loc)
		if !next.After(from) || next.After(to) {
			next = to
		}
		open, err := t.days.Between(from, next)
		if err != nil {
			return 0, err
		}
		sum, from = sum+open, next
	}
	return sum, nil
}

// LostTime is the open time a party took.
type LostTime struct {
	Party logistics.ID       `json:"party,omitzero"`
	Class Class              `json:"class"`
	Open  logistics.Duration `json:"open"`
}

// LostTimes adds the open time up by class and party, in the order of their first segment: who used the time,
// and with whom it was paused or excluded. Nobody has what passes while the case is stopped. Together they are
// the open time of all other segments.
func (x Explanation) LostTimes() []LostTime {
	sums := []LostTime{}
	for _, s := range x.Segments {
		if s.Class == StoppedTime {
			continue
		}
		found := false
		for i := range sums {
			if sums[i].Party == s.Party && sums[i].Class == s.Class {
				sum, err := logistics.NewDuration(0, sums[i].Open.Exact()+s.Open.Exact())
				if err != nil {
					continue // no sum of Explain's segments: those are a century at the most
				}
				sums[i].Open, found = sum, true
			}
		}
		if !found {
			sums = append(sums, LostTime{s.Party, s.Class, s.Open})
		}
	}
	return sums
}
