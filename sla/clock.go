package sla

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// State is where a timer stands.
type State uint8

// The states.
const (
	Pending   State = iota + 1 // not started
	Running                    // time counts
	Paused                     // time does not count until it is resumed
	Stopped                    // the case is done
	Cancelled                  // the case is void
)

var stateNames = []string{"unspecified", "pending", "running", "paused", "stopped", "cancelled"}

// String is the text on the wire.
func (s State) String() string { return enum.Name(s, stateNames) }

// MarshalText refuses the zero State.
func (s State) MarshalText() ([]byte, error) { return wire.EnumText(s, stateNames) }

// UnmarshalText reads the form of String.
func (s *State) UnmarshalText(text []byte) error { return wire.ParseEnum(s, stateNames, text) }

// Timing is a timer at an instant.
type Timing struct {
	Verdict  logistics.Verdict // Met, Missed, NotDue; Waived when cancelled; Undetermined without a limit
	State    State
	Limit    int           // which limit of the rule applied; -1 for none
	Started  time.Time     // of the cycle that counts
	Stopped  time.Time     // zero while it is not
	Budget   time.Duration // the open time the case may take
	Consumed time.Duration // the open time it has taken
	// the earliest instant at which the budget is used up; zero when it will not be as things stand
	Deadline time.Time
	Breach   time.Time // the last instant at which it was still kept; zero unless it was missed
	Cycles   int       // how often time began anew, the first included
	Missed   int       // how many cycles were missed
}

// timingForm is a [Timing] on the wire, with durations in their text form.
type timingForm struct {
	Verdict  logistics.Verdict  `json:"verdict,omitzero"`
	State    State              `json:"state,omitzero"`
	Limit    int                `json:"limit"`
	Started  time.Time          `json:"started,omitzero"`
	Stopped  time.Time          `json:"stopped,omitzero"`
	Budget   logistics.Duration `json:"budget,omitzero"`
	Consumed logistics.Duration `json:"consumed,omitzero"`
	Deadline time.Time          `json:"deadline,omitzero"`
	Breach   time.Time          `json:"breach,omitzero"`
	Cycles   int                `json:"cycles"`
	Missed   int                `json:"missed"`
}

// MarshalJSON writes durations as "PT16H" and leaves out instants that are zero.
func (t Timing) MarshalJSON() ([]byte, error) {
	budget, budgetErr := logistics.NewDuration(0, t.Budget)
	consumed, consumedErr := logistics.NewDuration(0, t.Consumed)
	if err := errors.Join(budgetErr, consumedErr); err != nil {
		return nil, err
	}
	return json.Marshal(timingForm{
		Verdict: t.Verdict, State: t.State, Limit: t.Limit, Started: t.Started, Stopped: t.Stopped,
		Budget: budget, Consumed: consumed, Deadline: t.Deadline, Breach: t.Breach, Cycles: t.Cycles, Missed: t.Missed,
	})
}

// UnmarshalJSON reads the form of MarshalJSON.
func (t *Timing) UnmarshalJSON(data []byte) error {
	form, err := wire.Decode[timingForm](data, wire.Tolerant)
	if err != nil {
		return err
	}
	if form.Budget.Days() != 0 || form.Budget.Any() || form.Consumed.Days() != 0 || form.Consumed.Any() {
		return logistics.NewFieldError(
			logistics.FaultOutOfRange, form.Budget.String(), "an exact length of time, like PT8H",
		)
	}
	*t = Timing{
		Verdict: form.Verdict, State: form.State, Limit: form.Limit, Started: form.Started, Stopped: form.Stopped,
		Budget: form.Budget.Exact(), Consumed: form.Consumed.Exact(), Deadline: form.Deadline, Breach: form.Breach,
		Cycles: form.Cycles, Missed: form.Missed,
	}
	return nil
}

// Remaining is the open time left; below zero when it is overdrawn.
func (t Timing) Remaining() time.Duration { return t.Budget - t.Consumed }

// Used is consumed ÷ budget in exact nanoseconds; no data without a budget.
func (t Timing) Used() logistics.Ratio {
	r, err := logistics.NewRatio(int64(t.Consumed), int64(t.Budget))
	if err != nil {
		return logistics.Ratio{}
	}
	return r
}

// machine is a timer while its history is read.
type machine struct {
	timer  *Timer
	limit  *Limit
	excl   []span
	asOf   time.Time
	result Timing
	from   time.Time // since when it is in its state
	event  int       // that led to it
	paused bool      // a pause before the start still holds
	next   int       // the first exclusion that can still matter
	// firstBreach is when the first cycle that was missed, and is over, was.
	firstBreach time.Time
	visit       func(from, to time.Time, state State, event int)
}

// Timeline is a case as a timer sees it: what is known of its subject, what happened, and what does not
// count. Events each of which is later than the one before cost no allocation; others are sorted into Scratch,
// and without it into memory of their own. Events of one instant are taken in the order in which none is passed
// over, where there is one.
type Timeline struct {
	Subject    logistics.Attributes
	Events     []Event
	Exclusions Exclusions
	Scratch    []Event // written over
}

// Judge times a case at asOf. Events after asOf are not known yet.
func (t *Timer) Judge(c Timeline, asOf time.Time) (Timing, error) {
	m := machine{timer: t, excl: c.Exclusions.spans, asOf: asOf}
	if err := m.run(c.Subject, inOrder(c.Events, c.Scratch)); err != nil {
		return Timing{}, err
	}
	return m.result, nil
}

func (m *machine) run(subject logistics.Attributes, events []Event) error {
	m.limit, m.result.Limit = m.timer.limit(subject)
	m.result.State = Pending
	for i := 0; i < len(events) && !events[i].At.After(m.asOf); {
		n := together(events[i:])
		if n > 1 { // then inOrder made the slice, and it may be written to
			m.arrange(events[i : i+n])
		}
		for ; n > 0; n-- {
			if err := m.apply(&events[i], i); err != nil {
				return err
			}
			i++
		}
	}
	return m.finish()
}

// apply moves the timer by one event. What does not fit the state is passed over: a pause of a paused
// case, a stop of a stopped one.
func (m *machine) apply(e *Event, i int) error {
	act, r := m.timer.actionOf(e.Kind), &m.result
	switch {
	case act == ignore || r.State == Cancelled:
		return nil
	case act == cancel:
		return m.leave(e.At, i, Cancelled)
	case r.State == Pending:
		return m.applyPending(act, e.At, i)
	case act == reset:
		return m.renew(e.At, i, Running)
	case act == pause && r.State == Running:
		return m.leave(e.At, i, Paused)
	case act == resume && r.State == Paused:
		return m.leave(e.At, i, Running)
	case act == stop && (r.State == Running || r.State == Paused):
		err := m.leave(e.At, i, Stopped)
		r.Stopped = e.At
		return err
	case act == reopen && r.State == Stopped:
		r.Stopped = time.Time{}
		if m.timer.rule.ReopenPolicy == Continue {
			return m.leave(e.At, i, Running)
		}
		return m.renew(e.At, i, Running)
	}
	return nil
}

func (m *machine) applyPending(act action, at time.Time, i int) error {
	switch act {
	case pause:
		m.paused = m.timer.rule.Retroactive
	case resume:
		m.paused = false
	case start:
		state := Running
		if m.paused {
			state = Paused
		}
		return m.renew(at, i, state)
	}
	return nil
}

// renew begins a cycle.
func (m *machine) renew(at time.Time, i int, state State) error {
	r := &m.result
	if r.State != Pending {
		if err := m.leave(at, i, state); err != nil {
			return err
		}
		if r.Consumed > r.Budget && m.limit != nil {
			r.Missed++
			if m.firstBreach.IsZero() {
				m.firstBreach = r.Breach
			}
		}
	}
	kept := *r
	*r = Timing{Limit: kept.Limit, Cycles: kept.Cycles + 1, Missed: kept.Missed, Started: at}
	m.enter(at, i, state)
	if m.limit == nil {
		return nil
	}
	budget, err := m.timer.budget(m.limit, at)
	r.Budget = budget
	return err
}

func (m *machine) enter(at time.Time, i int, state State) {
	m.result.State = state
	m.from, m.event = at, i
}

// leave closes the stretch that ends and begins the next.
func (m *machine) leave(at time.Time, i int, state State) error {
	if m.result.State == Running {
		if err := m.consume(m.from, at); err != nil {
			return err
		}
	}
	m.tell(at)
	m.enter(at, i, state)
	return nil
}

// tell reports the stretch that ends, to whoever asked for an explanation.
func (m *machine) tell(to time.Time) {
	if m.visit != nil && m.result.State != Pending && m.from.Before(to) {
		m.visit(m.from, to, m.result.State, m.event)
	}
}

// consume counts the open time of a stretch that ran, without what is excluded.
func (m *machine) consume(from, to time.Time) error {
	for m.next < len(m.excl) && !m.excl[m.next].to.After(from) {
		m.next++
	}
	for i := m.next; i < len(m.excl) && m.excl[i].from.Before(to); i++ {
		if m.excl[i].from.After(from) {
			if err := m.count(from, m.excl[i].from); err != nil {
				return err
			}
		}
		if from = m.excl[i].to; !from.Before(to) {
			return nil
		}
	}
	return m.count(from, to)
}

// count adds a piece of time that counts, and notes where the budget ends in it.
func (m *machine) count(from, to time.Time) error {
	open, err := m.timer.clock.Between(from, to)
	if err != nil {
		return err
	}
	r := &m.result
	left := r.Budget - r.Consumed
	if m.limit != nil {
		if r.Deadline.IsZero() && open >= left && left >= 0 {
			if r.Deadline, err = m.landing(from, left); err != nil {
				return err
			}
		}
		if r.Breach.IsZero() && open > left {
			if r.Breach, err = m.timer.addToOpen(from, left); err != nil {
				return err
			}
		}
	}
	r.Consumed += open
	return nil
}

// landing is the earliest instant, not before from, at which left more open time has passed.
func (m *machine) landing(from time.Time, left time.Duration) (time.Time, error) {
	at, err := m.timer.clock.Add(from, left)
	if err == nil && at.Before(from) {
		at = from
	}
	return at, err
}

// finish counts what runs up to asOf, looks ahead for the deadline, and gives the verdict.
func (m *machine) finish() error {
	r := &m.result
	if r.State != Running {
		r.Deadline = time.Time{} // nothing runs, so nothing falls due
	} else {
		if err := m.consume(m.from, m.asOf); err != nil {
			return err
		}
		if r.Deadline.IsZero() && m.limit != nil {
			if err := m.lookAhead(); err != nil {
				return err
			}
		}
	}
	m.tell(m.asOf)
	over := m.limit != nil && r.Cycles > 0 && r.Consumed > r.Budget
	if over {
		r.Missed++
	}
	switch {
	case r.State == Cancelled:
		r.Verdict = logistics.Waived
	case m.limit == nil:
		r.Verdict = logistics.Undetermined
	case m.timer.rule.ReopenPolicy == FreshKeepFirst && r.Missed > 0:
		r.Verdict = logistics.Missed
		if !m.firstBreach.IsZero() {
			r.Breach = m.firstBreach
		}
	case over:
		r.Verdict = logistics.Missed
	case r.State == Stopped:
		r.Verdict = logistics.Met
	default:
		r.Verdict = logistics.NotDue
	}
	return nil
}

// lookAhead finds the deadline of a timer that keeps running.
func (m *machine) lookAhead() error {
	r := &m.result
	from, left := m.asOf, r.Budget-r.Consumed
	for i := m.next; i < len(m.excl); i++ {
		x := m.excl[i]
		if !x.to.After(from) {
			continue
		}
		if x.from.After(from) {
			open, err := m.timer.clock.Between(from, x.from)
			if err != nil {
				return err
			}
			if open >= left {
				break
			}
			left -= open
		}
		from = x.to
	}
	at, err := m.landing(from, left)
	r.Deadline = at
	return err
}
