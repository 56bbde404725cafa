package sla

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
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
}

// IsZero reports whether there is no rule.
func (r TimerRule) IsZero() bool {
	return r.Calendar.IsZero() &&
		len(r.Start)+len(r.Stop)+len(r.Pause)+len(r.Resume)+len(r.Cancel)+len(r.Reset)+len(r.Reopen)+len(
			r.Limits,
		) == 0 &&
		r.ReopenPolicy == "" && !r.Retroactive
}

// clone is a copy that shares nothing with the host's.
func (r TimerRule) clone() TimerRule {
	for _, kinds := range []*[]string{&r.Start, &r.Stop, &r.Pause, &r.Resume, &r.Cancel, &r.Reset, &r.Reopen} {
		*kinds = slices.Clone(*kinds)
	}
	r.Limits = slices.Clone(r.Limits)
	return r
}

// Limit is how much time a case may take: so much open time, or until a time of day so many working
// days after its start. A limit in days is turned into the open time between start and that instant,
// so that it can be paused like any other.
type Limit struct {
	When   logistics.Selector `json:"when"`
	Within logistics.Duration `json:"within,omitzero"` // open time, exact
	// working days after the date of the start; 0 is that date itself
	Days int                 `json:"days,omitzero"`
	By   logistics.TimeOfDay `json:"by,omitzero"` // on that working day, after 00:00; 24:00 is its end
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
}

func (l Limit) validate(path string, roundTheClock bool, faults *logistics.Faults) {
	faults.At(path+"/when", l.When.Validate())
	if l.When.IsZero() {
		faults.Required(path+"/when", "a condition is required; any stands for everyone")
	}
	inDays := l.Days != 0 || l.By.Seconds() != 0
	switch {
	case l.Within.Any() || l.Within.Negative() || l.Within.Days() != 0:
		faults.OutOfRange(path+"/within", l.Within, "exact time, not below zero; for days use days")
	case !l.Within.IsZero() && inDays:
		faults.Conflict(path+"/within", l.Within, "within a time, or by a day")
	case l.Within.IsZero() && !inDays:
		faults.Required(path+"/within", "within a time, or by a day")
	}
	if l.Days < 0 || l.Days > 3660 {
		faults.OutOfRange(path+"/days", l.Days, "0 to 3660 working days")
	}
	if l.Days > 0 && l.By.Seconds() == 0 {
		faults.Required(path+"/by", "a time after 00:00; 24:00 is the end of the day")
	}
	if l.By.Seconds() > 24*3600 {
		faults.OutOfRange(path+"/by", l.By, "at most 24:00")
	}
	if inDays && roundTheClock {
		faults.Conflict(path+"/days", l.Days, "working days need a calendar")
	}
}

// Timer is a compiled [TimerRule]. It is immutable and safe for concurrent use.
type Timer struct {
	rule    TimerRule
	actions []kindAction
	fits    []int // by limit: how closely it fits
	clock   logistics.WorkingTime
	days    logistics.WorkingCalendar // nil: round the clock
}

// kindAction is a kind of event and what it does: one short list is read faster than seven.
type kindAction struct {
	kind string
	does action
}

// actionOf is what a kind of event does.
func (t *Timer) actionOf(kind string) action {
	for i := range t.actions {
		if t.actions[i].kind == kind {
			return t.actions[i].does
		}
	}
	return ignore
}

// newTimer binds a validated rule to its clock.
func newTimer(rule TimerRule, days logistics.WorkingCalendar) *Timer {
	t := &Timer{rule: rule, days: days, clock: logistics.RoundTheClock{}, fits: make([]int, len(rule.Limits))}
	for a, kinds := range rule.kinds() {
		for _, kind := range kinds {
			t.actions = append(t.actions, kindAction{kind, action(a)})
		}
	}
	for i, l := range rule.Limits {
		t.fits[i] = l.When.Specificity()
	}
	if days != nil {
		t.clock = days
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

// addToOpen is the instant at which d of open time has passed and more begins to pass: behind the close,
// where the earliest such instant is the close.
func (t *Timer) addToOpen(from time.Time, d time.Duration) (time.Time, error) {
	at, err := t.clock.Add(from, d+1)
	return at.Add(-1), err
}

// budget is the open time a case may take that starts at an instant.
func (t *Timer) budget(l *Limit, started time.Time) (time.Duration, error) {
	if l.Days == 0 && l.By.Seconds() == 0 {
		return l.Within.Exact(), nil
	}
	due, err := t.dueDay(l, started)
	if err != nil {
		return 0, err
	}
	if due.Before(started) { // by a time of the same day that has passed: at once
		return 0, nil
	}
	return t.clock.Between(started, due)
}

// dueDay is the instant a limit in days names.
func (t *Timer) dueDay(l *Limit, started time.Time) (time.Time, error) {
	loc := t.days.Location()
	date := logistics.DateOf(started, loc)
	if l.Days > 0 {
		moved, err := t.days.Offset(date, l.Days)
		if err != nil {
			return time.Time{}, err
		}
		date = moved
	}
	if l.By.Seconds() == 24*3600 {
		return date.AddDays(1).Start(loc), nil
	}
	stamp, err := logistics.ParseStamp(date.String() + "T" + clockText(l.By))
	if err != nil {
		return time.Time{}, err
	}
	return stamp.IntervalIn(loc).Latest(), nil
}

// clockText is a time of day below 24:00 to the second.
func clockText(t logistics.TimeOfDay) string {
	text := t.String()
	if len(text) == len("16:00") {
		text += ":00"
	}
	return text
}
