package sla

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

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
	r.settle()
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
	r.settle()
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
	r.settle()
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

// KindCount is how often a kind of event came.
type KindCount struct {
	Kind  string `json:"kind"`
	Count int64  `json:"count"`
}

// Unknown are the kinds of events in the log that no timer of the agreement reads and that change no attribute, with
// how often they came, each id once, by kind: mostly misspelt. The events after the instant of the run are among them.
func (r *Run) Unknown() []KindCount {
	r.settle()
	known := make(map[string]bool)
	for _, at := range r.objectives {
		for _, a := range r.evaluator.timers[at].actions {
			known[a.kind] = true
		}
	}
	counts := make(map[string]int64)
	for i := range r.cases {
		h := &r.cases[i].diary
		if r.cases[i].twice {
			all := h.appendTo(nil)
			slices.SortFunc(all, byTime)
			once, _ := onceEach(all)
			for _, e := range once {
				if e.Attribute == "" && !known[e.Kind] {
					counts[e.Kind]++
				}
			}
			continue
		}
		for k := range h.events {
			if e := &h.events[k]; e.change == 0 && !known[h.words.kinds[e.kind]] {
				counts[h.words.kinds[e.kind]]++
			}
		}
	}
	list := make([]KindCount, 0, len(counts))
	for kind, n := range counts {
		list = append(list, KindCount{kind, n})
	}
	slices.SortFunc(list, func(a, b KindCount) int { return cmp.Compare(a.Kind, b.Kind) })
	return list
}

// Faults are why cases could not be judged, by id and objective: a value that is not listed, a calendar that ends
// too early. It is nil when all were.
func (r *Run) Faults() error {
	r.settle()
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
