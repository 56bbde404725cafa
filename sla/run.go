package sla

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Log is what happened to many cases, one event after the other, in any order.
type Log struct {
	Entries []Entry   `json:"entries"`
	Cases   []LogCase `json:"cases,omitempty"` // what is known of them; of a case that is not here, nothing is
}

// Entry is an event of a case.
type Entry struct {
	Case logistics.ID `json:"case"`
	Event
}

// LogCase is what is known of a case beside its events.
type LogCase struct {
	ID         logistics.ID         `json:"id"`
	Subject    logistics.Attributes `json:"subject,omitzero"`
	Exclusions Exclusions           `json:"exclusions,omitzero"`
}

// Run is a log that was judged. Runs of the parts of a log merge to that of the whole, however it was split and
// in whatever order it came: over machines by cases, by days, or at random. A Run belongs to one goroutine at a
// time. The zero Run is of no agreement and has no cases.
type Run struct {
	evaluator  *Evaluator
	asOf       time.Time
	rows       rows
	cases      []ranCase
	objectives []int // those with a timer, by their position in the agreement
	stale      bool  // a case is
}

// ranCase is a case with its events, so that more of them can be added.
type ranCase struct {
	known   LogCase
	told    bool // whether known was given
	diary   diary
	merged  *merged              // what came to it by merging
	stale   bool                 // it was not judged since something came to it
	twice   bool                 // an id comes more than once in the diary
	subject logistics.Attributes // as it is at the end
	results []ranTimer           // by objective with a timer
}

// ranTimer is a case by one timer.
type ranTimer struct {
	timing Timing
	used   []use
	fault  error
}

// use is the open time of a party.
type use struct {
	party logistics.ID
	class Class
	open  time.Duration
}

// Run judges the cases of a log by every timer of the agreement at asOf, in one pass. An event without a case, an
// instant or a kind, and a case about which two different things are said, are faults. An event counts once in a case,
// by its id; of two contents under one id the one recorded later counts, and the other is passed over. A case that a
// timer cannot judge is told by [Run.Faults]; the others are judged.
func (e *Evaluator) Run(log Log, asOf time.Time) (*Run, error) {
	many := max(len(log.Cases), len(log.Entries)/16)
	r := &Run{
		evaluator: e, asOf: asOf, rows: newRows(many), cases: make([]ranCase, 0, many),
	}
	for i, t := range e.timers {
		if t != nil {
			r.objectives = append(r.objectives, i)
		}
	}
	var faults logistics.Faults
	for i := range log.Cases {
		r.know(&log.Cases[i], "/cases/"+strconv.Itoa(i), &faults)
	}
	r.place(log.Entries, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	results := make([]ranTimer, len(r.cases)*len(r.objectives))
	judge := newJudge(r)
	for i := range r.cases {
		r.cases[i].results, results = results[:len(r.objectives):len(r.objectives)], results[len(r.objectives):]
		judge.one(&r.cases[i])
	}
	return r, nil
}

// row is where a case is, made where it is not.
func (r *Run) row(id logistics.ID) int32 {
	at, ok := r.rows.find(id)
	if !ok {
		at = int32(len(r.cases))
		r.rows.add(id, at)
		r.cases = append(r.cases, ranCase{known: LogCase{ID: id}})
	}
	return at
}

// know takes what is known of a case.
func (r *Run) know(c *LogCase, path string, faults *logistics.Faults) {
	if c.ID.IsZero() {
		faults.Required(path+"/id", "id is required")
		return
	}
	mine := &r.cases[r.row(c.ID)]
	if mine.told && !mine.known.equal(c) {
		faults.Conflict(path, c.ID, "another subject or other exclusions were given for this case")
		return
	}
	mine.known, mine.told = *c, true
}

func (c *LogCase) equal(o *LogCase) bool {
	same := func(a, b Exclusion) bool {
		return a.From.Equal(b.From) && a.To.Equal(b.To) && a.Reason == b.Reason && a.Party == b.Party
	}
	return c.Subject.Equal(o.Subject) && slices.EqualFunc(c.Exclusions.all, o.Exclusions.all, same)
}

// place gives every case its events, out of one piece of memory.
func (r *Run) place(entries []Entry, faults *logistics.Faults) {
	rows := make([]int32, len(entries))
	var last logistics.ID // a log is often by cases
	recorded := false
	for i := range entries {
		e := &entries[i]
		id := e.Case
		recorded = recorded || !e.Recorded.IsZero()
		if e.At.IsZero() {
			faults.Required("/entries/"+strconv.Itoa(i)+"/at", "the instant of the event is required")
		}
		if e.Kind == "" && e.Attribute == "" {
			faults.Required("/entries/"+strconv.Itoa(i)+"/kind", "a kind of event, or the attribute that changes")
		}
		switch {
		case id.IsZero():
			faults.Required("/entries/"+strconv.Itoa(i)+"/case", "the case is required")
			rows[i] = -1
			continue
		case id == last:
			rows[i] = rows[i-1]
		default:
			rows[i] = r.row(id)
		}
		last = id
	}
	counts := make([]int, len(r.cases))
	for _, row := range rows {
		if row >= 0 {
			counts[row]++
		}
	}
	ids, events, words := make([]logistics.ID, len(entries)), make([]packed, len(entries)), newWords()
	var instants []time.Time
	if recorded {
		instants = make([]time.Time, len(entries))
	}
	for row, n := range counts {
		h := &r.cases[row].diary
		*h = diary{words: words, ids: ids[:0:n], events: events[:0:n]}
		ids, events = ids[n:], events[n:]
		if recorded {
			h.recorded, instants = instants[:0:n], instants[n:]
		}
	}
	for i, row := range rows {
		if row >= 0 {
			h := &r.cases[row].diary
			h.ids, h.events = append(h.ids, entries[i].ID), append(h.events, words.pack(&entries[i].Event))
			if recorded {
				h.recorded = append(h.recorded, entries[i].Recorded)
			}
		}
	}
}

// Merge adds another run of the same agreement at the same instant. A case of which both have events is judged anew by
// all of them, when the next one asks; an event that both have counts once, by its id, and so does a run that is merged
// twice. On a fault nothing is added.
func (r *Run) Merge(other *Run) error {
	switch {
	case other == nil || other.evaluator == nil || r.evaluator == nil:
		return logistics.NewFieldError(logistics.FaultRequired, "", "a run made by Run")
	case other.evaluator.agreement.ID != r.evaluator.agreement.ID ||
		other.evaluator.agreement.Version != r.evaluator.agreement.Version ||
		!slices.Equal(other.objectives, r.objectives):
		return logistics.NewFieldError(
			logistics.FaultMismatch, other.evaluator.agreement.ID.String(), "the run belongs to another agreement",
		)
	case !other.asOf.Equal(r.asOf):
		return logistics.NewFieldError(
			logistics.FaultMismatch, other.asOf.Format(time.RFC3339), "the run was judged at another instant",
		)
	}
	var faults logistics.Faults
	for i := range other.cases {
		theirs := &other.cases[i]
		at, both := r.rows.find(theirs.known.ID)
		if both && r.cases[at].told && theirs.told && !r.cases[at].known.equal(&theirs.known) {
			faults.Conflict("/cases/"+strconv.Itoa(i), theirs.known.ID, "the runs say different things of this case")
		}
	}
	if err := faults.Err(); err != nil {
		return err
	}
	r.cases = slices.Grow(r.cases, len(other.cases))
	for i := range other.cases {
		theirs := &other.cases[i]
		at, both := r.rows.find(theirs.known.ID)
		if !both {
			r.cases[r.row(theirs.known.ID)] = *theirs
			r.stale = r.stale || theirs.stale
			continue
		}
		mine := &r.cases[at]
		if theirs.told {
			mine.known, mine.told = theirs.known, true
		}
		mine.merged = mine.merged.with(theirs.diary, theirs.merged)
		mine.stale, r.stale = true, true
	}
	return nil
}

// settle judges anew the cases to which something came by merging.
func (r *Run) settle() {
	if !r.stale {
		return
	}
	judge, words := newJudge(r), newWords()
	for i := range r.cases {
		if c := &r.cases[i]; c.stale {
			c.diary = diaryOf(c.diary.together(c.merged), words)
			c.merged, c.stale = nil, false
			c.results = make([]ranTimer, len(r.objectives)) // the old ones may be those of another run too
			judge.one(c)
		}
	}
	r.stale = false
}
