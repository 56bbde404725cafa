package sla

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// judge judges one case after the other, with memory that is used again.
type judge struct {
	run     *Run
	machine machine
	watch   watcher
	all     []Event // of the case
	events  []Event // as the timer reads them
	scratch []Event
	at      int          // the event up to which party is told
	party   logistics.ID // with whom the case lies
	used    []use
	store   []use // room for what is used
	visit   func(from, to time.Time, state State, event int)
}

func newJudge(r *Run) *judge {
	j := &judge{run: r}
	j.visit = j.stretch
	return j
}

// one judges a case by every timer.
func (j *judge) one(c *ranCase) {
	j.all = c.diary.appendTo(j.all[:0])
	apart := ascending(j.all)
	if !apart {
		slices.SortFunc(j.all, byTime)
		apart = ascending(j.all)
	}
	all := upTo(j.all, j.run.asOf)
	var replaced []Event
	if c.twice = twice(j.all); c.twice {
		all, replaced = onceEach(all)
		apart = ascending(all)
	}
	c.subject = c.known.Subject
	for i, objective := range j.run.objectives {
		timer := j.run.evaluator.timers[objective]
		if j.events = all; !apart { // events of one instant are put in order for each timer
			j.scratch = append(j.scratch[:0], all...)
			j.events = j.scratch
		}
		j.at, j.party, j.used = 0, logistics.ID{}, j.used[:0]
		j.machine = machine{
			timer: timer, subject: c.known.Subject, excl: c.known.Exclusions.spans, asOf: j.run.asOf, watch: &j.watch,
		}
		j.watch = watcher{pieces: c.known.Exclusions.pieces, visit: j.visit}
		result := &c.results[i]
		*result = ranTimer{}
		if result.fault = j.machine.run(j.events, apart, replaced); result.fault != nil {
			continue
		}
		c.subject = j.machine.subject
		result.timing, result.used = j.machine.result, j.keep()
	}
}

// keep copies what was used, out of large pieces of memory.
func (j *judge) keep() []use {
	n := len(j.used)
	if len(j.store) < n {
		j.store = make([]use, max(1024, n))
	}
	kept := j.store[:n:n]
	j.store = j.store[n:]
	copy(kept, j.used)
	return kept
}

// stretch adds a stretch to those with whom the case lay.
func (j *judge) stretch(from, to time.Time, state State, event int) {
	class := Counted
	switch state {
	case Paused:
		class = PausedTime
	case Running:
	default:
		return // nobody has what passes while the case is stopped
	}
	m := &j.machine
	for ; j.at <= event; j.at++ {
		if !j.events[j.at].Party.IsZero() {
			j.party = j.events[j.at].Party
		}
	}
	whole := true
	for ; j.at < len(j.events) && j.events[j.at].At.Before(to); j.at++ {
		if next := &j.events[j.at]; !next.Party.IsZero() && next.Party != j.party {
			if next.At.After(from) {
				j.piece(from, next.At, class)
				from, whole = next.At, false
			}
			j.party = next.Party
		}
	}
	if whole && class == Counted && len(m.watch.pieces) == 0 {
		j.add(j.party, class, m.watch.stretch)
		return
	}
	j.piece(from, to, class)
}

// piece adds a stretch of one party, and what of it was excluded to whoever is behind that.
func (j *judge) piece(from, to time.Time, class Class) {
	m := &j.machine
	if class != Counted {
		j.measure(j.party, class, from, to)
		return
	}
	m.eachPart(from, to, func(from, to time.Time, hole *Exclusion) {
		if hole == nil {
			j.measure(j.party, class, from, to)
			return
		}
		party := j.party
		if !hole.Party.IsZero() {
			party = hole.Party
		}
		j.measure(party, ExcludedOut, from, to)
	})
}

func (j *judge) measure(party logistics.ID, class Class, from, to time.Time) {
	open, err := j.machine.track.clock.Between(from, to)
	if err != nil {
		j.watch.broken = err
		return
	}
	j.add(party, class, open)
}

func (j *judge) add(party logistics.ID, class Class, open time.Duration) {
	for i := range j.used {
		if u := &j.used[i]; u.class == class && u.party == party {
			u.open += open
			return
		}
	}
	j.used = append(j.used, use{party, class, open})
}
