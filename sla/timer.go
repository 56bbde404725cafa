package sla

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Reopen says what becomes of a timer whose case is taken up again after it was stopped.
type Reopen string

// The reopen policies.
const (
	Continue       Reopen = "continue"         // time runs on from where it stopped
	Fresh          Reopen = "fresh"            // time begins anew; only the new cycle is judged
	FreshKeepFirst Reopen = "fresh_keep_first" // time begins anew; a cycle that was missed stays missed
)

// TimerRule measures the time a case takes, on a calendar, between kinds of events, and limits it. A
// kind may stand under one heading only.
type TimerRule struct {
	Calendar logistics.ID `json:"calendar,omitzero"` // whose open time counts; absent: round the clock
	Start    []string     `json:"start"`
	Stop     []string     `json:"stop"`
	Pause    []string     `json:"pause,omitempty"`
	Resume   []string     `json:"resume,omitempty"`
	Cancel   []string     `json:"cancel,omitempty"`
	// begins a new cycle, as every customer reply does for the next response
	Reset        []string `json:"reset,omitempty"`
	Reopen       []string `json:"reopen,omitempty"`
	ReopenPolicy Reopen   `json:"reopen_policy,omitzero"`
	// Retroactive takes a pause that began before the start for one that still holds at the start.
	Retroactive bool    `json:"retroactive_pause,omitzero"`
	Limits      []Limit `json:"limits"` // the closest fit counts, of equal ones the first
	// Carry is what is carried over when an event changes an attribute, and with it the limit.
	Carry Carry `json:"carry,omitzero"`
	// Warnings are shares of the budget, ascending, whose instants are asked for: 1/2, 3/4, 9/10.
	Warnings []logistics.Ratio `json:"warnings,omitempty"`
}

// IsZero reports whether there is no rule.
func (r TimerRule) IsZero() bool {
	return r.Calendar.IsZero() &&
		len(r.Start)+len(r.Stop)+len(r.Pause)+len(r.Resume)+len(r.Cancel)+len(r.Reset)+len(r.Reopen) == 0 &&
		len(r.Limits)+len(r.Warnings) == 0 && r.ReopenPolicy == "" && !r.Retroactive && r.Carry == ""
}

// clone is a copy that shares nothing with the host's.
func (r TimerRule) clone() TimerRule {
	for _, kinds := range []*[]string{&r.Start, &r.Stop, &r.Pause, &r.Resume, &r.Cancel, &r.Reset, &r.Reopen} {
		*kinds = slices.Clone(*kinds)
	}
	r.Limits, r.Warnings = slices.Clone(r.Limits), slices.Clone(r.Warnings)
	return r
}

// action is what an event does to a timer.
type action uint8

const (
	ignore action = iota
	start
	stop
	pause
	resume
	cancel
	reset
	reopen
	actions // how many there are
)

func (r TimerRule) kinds() [actions][]string {
	return [actions][]string{
		start: r.Start, stop: r.Stop, pause: r.Pause, resume: r.Resume, cancel: r.Cancel, reset: r.Reset,
		reopen: r.Reopen,
	}
}

const (
	maxKinds  = 100
	maxLimits = 1000
)

func (r TimerRule) validate(path string, faults *logistics.Faults) {
	seen := make(map[string]bool)
	names := [actions]string{
		start: "start", stop: "stop", pause: "pause", resume: "resume", cancel: "cancel", reset: "reset",
		reopen: "reopen",
	}
	for a, kinds := range r.kinds() {
		at := path + "/" + names[a]
		if len(kinds) > maxKinds {
			faults.TooMany(at, len(kinds), "at most 100 kinds")
			continue
		}
		for i, kind := range kinds {
			switch {
			case kind == "":
				faults.Required(at+"/"+strconv.Itoa(i), "a kind of event")
			case seen[kind]:
				faults.Duplicate(at+"/"+strconv.Itoa(i), kind, "this kind of event is used already")
			}
			seen[kind] = true
		}
	}
	if len(r.Start) == 0 {
		faults.Required(path+"/start", "the event that starts the time is required")
	}
	if len(r.Stop) == 0 {
		faults.Required(path+"/stop", "the event that stops the time is required")
	}
	known := slices.Contains([]Reopen{Continue, Fresh, FreshKeepFirst}, r.ReopenPolicy)
	if len(r.Reopen) > 0 && !known || len(r.Reopen) == 0 && r.ReopenPolicy != "" && !known {
		faults.Unknown(path+"/reopen_policy", r.ReopenPolicy, "continue, fresh or fresh_keep_first")
	}
	if len(r.Limits) == 0 || len(r.Limits) > maxLimits {
		faults.OutOfRange(path+"/limits", len(r.Limits), "1 to 1000 limits")
	}
	for i, limit := range r.Limits[:min(len(r.Limits), maxLimits)] {
		limit.validate(path+"/limits/"+strconv.Itoa(i), r.Calendar.IsZero(), faults)
	}
	if r.Carry != "" && r.Carry != CarryTime && r.Carry != CarryShare {
		faults.Unknown(path+"/carry", r.Carry, "time or share")
	}
	r.validateWarnings(path+"/warnings", faults)
}

func (r TimerRule) validateWarnings(path string, faults *logistics.Faults) {
	if len(r.Warnings) > maxKinds {
		faults.TooMany(path, len(r.Warnings), "at most 100 warnings")
		return
	}
	for i, share := range r.Warnings {
		at := path + "/" + strconv.Itoa(i)
		if share.Num() <= 0 || share.Num() > share.Den() {
			faults.OutOfRange(at, share, "above 0 and up to 100%")
		} else if i > 0 && r.Warnings[i-1].AtLeast(share) {
			faults.Conflict(at, share, "ascending, each once")
		}
	}
}

// lookUp reports the calendars that are named and not there.
func (r TimerRule) lookUp(path string, clocks Clocks, faults *logistics.Faults) {
	look := func(path string, id logistics.ID) {
		if !id.IsZero() && wire.IsNil(clocks[id]) {
			faults.Unknown(path+"/calendar", id, "no such calendar here")
		}
	}
	look(path, r.Calendar)
	for i, l := range r.Limits[:min(len(r.Limits), maxLimits)] {
		look(path+"/limits/"+strconv.Itoa(i), l.Calendar)
	}
}

// Timer is a compiled [TimerRule]. It is immutable and safe for concurrent use.
type Timer struct {
	rule    TimerRule
	actions []kindAction
	fits    []int   // by limit: how closely it fits
	base    track   // of the rule
	tracks  []track // by limit
	listed  []AttributeValues
	zone    *time.Location // of the agreement
}

// track is what the time of a case is measured on whose limit is known, or not (-1).
func (t *Timer) track(limit int) *track {
	if limit < 0 || limit >= len(t.tracks) {
		return &t.base
	}
	return &t.tracks[limit]
}

// kindAction is a kind of event and what it does: one short list is read faster than seven. The print tells most
// kinds apart before their texts are compared.
type kindAction struct {
	print uint32
	kind  string
	does  action
}

// printOf is the length of a kind and two of its letters.
func printOf(kind string) uint32 {
	n := len(kind)
	if n == 0 {
		return 0
	}
	return uint32(n)<<16 | uint32(kind[n/2])<<8 | uint32(kind[n-1])
}

// actionOf is what a kind of event does.
func (t *Timer) actionOf(kind string) action {
	print := printOf(kind)
	for i := range t.actions {
		if a := &t.actions[i]; a.print == print && a.kind == kind {
			return a.does
		}
	}
	return ignore
}

// newTimer binds a validated rule to its clocks.
func newTimer(rule TimerRule, clocks Clocks) *Timer {
	t := &Timer{rule: rule, base: trackOf(rule.Calendar, clocks[rule.Calendar])}
	t.fits, t.tracks = make([]int, len(rule.Limits)), make([]track, len(rule.Limits))
	for a, kinds := range rule.kinds() {
		for _, kind := range kinds {
			t.actions = append(t.actions, kindAction{printOf(kind), kind, action(a)})
		}
	}
	for i, l := range rule.Limits {
		t.fits[i], t.tracks[i] = l.When.Specificity(), t.base
		if !l.Calendar.IsZero() {
			t.tracks[i] = trackOf(l.Calendar, clocks[l.Calendar])
		}
	}
	return t
}

// limit finds the limit for a subject: the closest fit, of equal ones the first. Where an attribute that
// nobody knows could make another limit the closest, none is known.
func (t *Timer) limit(subject logistics.Attributes) (*Limit, int) {
	best, at, open := -1, -1, -1
	for i := range t.rule.Limits {
		if t.fits[i] <= best {
			continue // it could not be closer
		}
		switch t.rule.Limits[i].When.Judge(subject) {
		case logistics.Met:
			best, at = t.fits[i], i
		case logistics.Undetermined:
			open = max(open, t.fits[i])
		}
	}
	if at < 0 || open > best {
		return nil, -1
	}
	return &t.rule.Limits[at], at
}
