package sla

import (
	"cmp"
	"errors"
	"fmt"
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
	rows       map[logistics.ID]int32
	cases      []ranCase
	objectives []int // those with a timer, by their position in the agreement
}

// ranCase is a case with its events, so that more of them can be added.
type ranCase struct {
	known   LogCase
	told    bool // whether known was given
	diary   diary
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

// Run judges the cases of a log by every timer of the agreement at asOf, in one pass. An event without a case, and
// a case about which two different things are said, are faults. A case that a timer cannot judge is told by
// [Run.Faults]; the others are judged.
func (e *Evaluator) Run(log Log, asOf time.Time) (*Run, error) {
	many := max(len(log.Cases), len(log.Entries)/16)
	r := &Run{
		evaluator: e, asOf: asOf, rows: make(map[logistics.ID]int32, many), cases: make([]ranCase, 0, many),
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
	at, ok := r.rows[id]
	if !ok {
		at = int32(len(r.cases))
		r.rows[id] = at
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
	return c.Subject.Equal(o.Subject) && slices.EqualFunc(c.Exclusions.all, o.Exclusions.all, func(a, b Exclusion) bool {
		return a.From.Equal(b.From) && a.To.Equal(b.To) && a.Reason == b.Reason && a.Party == b.Party
	})
}

// place gives every case its events, out of one piece of memory.
func (r *Run) place(entries []Entry, faults *logistics.Faults) {
	rows := make([]int32, len(entries))
	var last logistics.ID // a log is often by cases
	for i := range entries {
		id := entries[i].Case
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
	for row, n := range counts {
		r.cases[row].diary = diary{words, ids[:0:n], events[:0:n]}
		ids, events = ids[n:], events[n:]
	}
	for i, row := range rows {
		if row >= 0 {
			h := &r.cases[row].diary
			h.ids, h.events = append(h.ids, entries[i].ID), append(h.events, words.pack(&entries[i].Event))
		}
	}
}

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
	c.subject = c.known.Subject
	for i, objective := range j.run.objectives {
		timer := j.run.evaluator.timers[objective]
		if j.events = j.all; !apart { // events of one instant are put in order for each timer
			j.scratch = append(j.scratch[:0], j.all...)
			j.events = j.scratch
		}
		j.at, j.party, j.used = 0, logistics.ID{}, j.used[:0]
		j.machine = machine{
			timer: timer, subject: c.known.Subject, excl: c.known.Exclusions.spans, asOf: j.run.asOf, watch: &j.watch,
		}
		j.watch = watcher{pieces: c.known.Exclusions.pieces, visit: j.visit}
		result := &c.results[i]
		*result = ranTimer{}
		if result.fault = j.machine.run(j.events, apart); result.fault != nil {
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

// Merge adds another run of the same agreement at the same instant. A case of which both have events is judged
// anew by all of them. On a fault nothing is added.
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
		at, both := r.rows[theirs.known.ID]
		if both && r.cases[at].told && theirs.told && !r.cases[at].known.equal(&theirs.known) {
			faults.Conflict("/cases/"+strconv.Itoa(i), theirs.known.ID, "the runs say different things of this case")
		}
	}
	if err := faults.Err(); err != nil {
		return err
	}
	judge, words := newJudge(r), newWords()
	for i := range other.cases {
		theirs := &other.cases[i]
		at, both := r.rows[theirs.known.ID]
		if !both {
			r.cases[r.row(theirs.known.ID)] = *theirs
			continue
		}
		mine := &r.cases[at]
		if theirs.told {
			mine.known, mine.told = theirs.known, true
		}
		mine.diary = joined(&mine.diary, &theirs.diary, words)
		mine.results = make([]ranTimer, len(r.objectives)) // the old ones may be those of another run too
		judge.one(mine)
	}
	return nil
}

// RanCase is a case of a run by one objective: its verdict, its due date, and who used the time.
type RanCase struct {
	ID        logistics.ID         `json:"id"`
	Objective logistics.ID         `json:"objective"`
	Subject   logistics.Attributes `json:"subject,omitzero"` // as it is at the end
	Timing    Timing               `json:"timing"`
	Used      []LostTime           `json:"used,omitempty"` // by party and class, in the order of time
}

// Cases are the cases by id, each by every objective with a timer, without those that could not be judged.
func (r *Run) Cases() []RanCase {
	list := make([]RanCase, 0, len(r.cases)*len(r.objectives))
	for i := range r.cases {
		c := &r.cases[i]
		for k, objective := range r.objectives {
			if c.results[k].fault != nil {
				continue
			}
			one := RanCase{
				ID: c.known.ID, Objective: r.evaluator.agreement.Objectives[objective].ID, Subject: c.subject,
				Timing: c.results[k].timing,
			}
			for _, u := range c.results[k].used {
				one.Used = append(one.Used, u.lost())
			}
			list = append(list, one)
		}
	}
	slices.SortStableFunc(list, func(a, b RanCase) int { return a.ID.Compare(b.ID) })
	return list
}

// lost is the time as a document; what is more than one can hold is cut to it.
func (u use) lost() LostTime {
	open, err := logistics.NewDuration(0, u.open)
	if err != nil {
		open = logistics.Exactly(36525 * 24 * time.Hour)
	}
	return LostTime{u.party, u.class, open}
}

// Facts are the cases as an agreement is held against them: for [Evaluator.Attain] of any period, and
// [Evaluator.Breakdown] by any attribute. A case that could not be judged is undetermined, and of no period.
func (r *Run) Facts() Facts {
	cases := make([]Case, 0, len(r.cases)*len(r.objectives))
	for i := range r.cases {
		c := &r.cases[i]
		for k, objective := range r.objectives {
			id, timing := r.evaluator.agreement.Objectives[objective].ID, c.results[k].timing
			if c.results[k].fault != nil {
				timing.Verdict = logistics.Undetermined
			}
			cases = append(cases, CaseOf(c.known.ID, id, c.subject, timing))
		}
	}
	slices.SortStableFunc(cases, func(a, b Case) int { return a.ID.Compare(b.ID) })
	return Facts{Cases: cases}
}

// Used is who used the time of all cases by an objective, by party and class. Sums that are too large for a length
// of time are cut to a century.
func (r *Run) Used(objective logistics.ID) []LostTime {
	sums := []use{}
	for k, at := range r.objectives {
		if r.evaluator.agreement.Objectives[at].ID != objective {
			continue
		}
		type key struct {
			party logistics.ID
			class Class
		}
		rows := make(map[key]int)
		for i := range r.cases {
			for _, u := range r.cases[i].results[k].used {
				row, ok := rows[key{u.party, u.class}]
				if !ok {
					row = len(sums)
					rows[key{u.party, u.class}] = row
					sums = append(sums, use{party: u.party, class: u.class})
				}
				if sums[row].open += u.open; sums[row].open < 0 {
					sums[row].open = 1<<63 - 1
				}
			}
		}
	}
	slices.SortFunc(sums, func(a, b use) int {
		return cmp.Or(a.party.Compare(b.party), cmp.Compare(a.class, b.class))
	})
	lost := make([]LostTime, len(sums))
	for i, u := range sums {
		lost[i] = u.lost()
	}
	return lost
}

// Unknown are the kinds of events in the log that no timer of the agreement reads and that change no attribute,
// with how often they came, by kind: mostly misspelt. The events after the instant of the run are among them.
func (r *Run) Unknown() []logistics.CodeCount {
	known := make(map[string]bool)
	for _, at := range r.objectives {
		for _, a := range r.evaluator.timers[at].actions {
			known[a.kind] = true
		}
	}
	counts := make(map[string]int64)
	for i := range r.cases {
		h := &r.cases[i].diary
		for k := range h.events {
			if e := &h.events[k]; e.change == 0 && !known[h.words.kinds[e.kind]] {
				counts[h.words.kinds[e.kind]]++
			}
		}
	}
	list := make([]logistics.CodeCount, 0, len(counts))
	for kind, n := range counts {
		list = append(list, logistics.CodeCount{Code: kind, Count: n})
	}
	slices.SortFunc(list, func(a, b logistics.CodeCount) int { return cmp.Compare(a.Code, b.Code) })
	return list
}

// Faults are why cases could not be judged, by id and objective: a value that is not listed, a calendar that ends
// too early. It is nil when all were.
func (r *Run) Faults() error {
	type failed struct {
		id  logistics.ID
		at  int
		why error
	}
	var list []failed
	for i := range r.cases {
		for k, at := range r.objectives {
			if why := r.cases[i].results[k].fault; why != nil {
				list = append(list, failed{r.cases[i].known.ID, at, why})
			}
		}
	}
	slices.SortFunc(list, func(a, b failed) int { return cmp.Or(a.id.Compare(b.id), cmp.Compare(a.at, b.at)) })
	var faults logistics.Faults
	var others []error
	for _, f := range list {
		path := logistics.Pointer("cases", f.id.String(), r.evaluator.agreement.Objectives[f.at].ID.String())
		if errors.Is(f.why, logistics.ErrInvalid) {
			faults.At(path, f.why)
		} else {
			others = append(others, fmt.Errorf("%s: %w", path, f.why))
		}
	}
	return errors.Join(append([]error{faults.Err()}, others...)...)
}
