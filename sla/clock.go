package sla

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// machine is a timer while its history is read.
type machine struct {
	timer   *Timer
	subject logistics.Attributes
	limit   *Limit
	track   *track // what its limit is measured on
	excl    []span
	asOf    time.Time
	result  Timing
	from    time.Time // since when it is in its state
	event   int       // that led to it
	paused  bool      // a pause before the start still holds
	named   time.Time // the instant that a limit in days names
	stale   bool      // the subject has changed since its limit was found
	next    int       // the first exclusion that can still matter
	// firstBreach is when the first cycle that was missed, and is over, was.
	firstBreach time.Time
	watch       *watcher // nil: only the result is asked for
}

// watcher is what somebody who asks for more than the result is told while a history is read.
type watcher struct {
	marks   []mark        // the warnings
	pieces  []piece       // what is excluded, by why
	cut     int           // the first piece that can still matter
	stretch time.Duration // the open time counted since the stretch began
	visit   func(from, to time.Time, state State, event int)
	passed  func(Ignored)
	broken  error // of what was told
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

// Judge times a case at asOf. Events after asOf are not known yet. A value that the agreement does not list for
// an attribute is a fault.
func (t *Timer) Judge(c Timeline, asOf time.Time) (Timing, error) {
	m := machine{timer: t, subject: c.Subject, excl: c.Exclusions.spans, asOf: asOf}
	events, apart := inOrder(c.Events, c.Scratch)
	if err := m.run(events, apart); err != nil {
		return Timing{}, err
	}
	return m.result, nil
}

// run reads the events in the order of time; apart says that each is later than the one before.
func (m *machine) run(events []Event, apart bool) error {
	for i := range m.timer.listed {
		l := &m.timer.listed[i]
		if value, _ := m.subject.Value(l.Name); !l.has(value) {
			return l.fault("/subject", value)
		}
	}
	m.result.State = Pending
	m.findLimit()
	if n := len(events); n > 0 && events[n-1].At.After(m.asOf) {
		known, _ := slices.BinarySearchFunc(events, m.asOf, func(e Event, asOf time.Time) int {
			if e.At.After(asOf) {
				return 1
			}
			return -1
		})
		events = events[:known]
	}
	for i := 0; i < len(events); i++ {
		if !apart && i+1 < len(events) && events[i+1].At.Equal(events[i].At) {
			n, err := m.instant(events, i)
			if err != nil {
				return err
			}
			i += n - 1
		} else if err := m.apply(&events[i], i); err != nil {
			return err
		}
	}
	return m.finish()
}

// instant applies the events that happened at the instant of one, and counts them. Where there are several inOrder
// made the slice, and it may be written to.
func (m *machine) instant(events []Event, i int) (n int, err error) {
	n = together(events[i:])
	once := onceEach(events[i : i+n])
	m.arrange(events[i : i+once])
	for k := range n {
		if k >= once {
			m.pass(&events[i+k], actions)
		} else if err := m.apply(&events[i+k], i+k); err != nil {
			return n, err
		}
	}
	return n, nil
}

// findLimit finds the limit of the subject as it is now.
func (m *machine) findLimit() {
	m.limit, m.result.Limit = m.timer.limit(m.subject)
	m.track, m.stale = m.timer.track(m.result.Limit), false
}

// pass notes an event that changes nothing.
func (m *machine) pass(e *Event, act action) {
	m.result.Ignored++
	if m.watch != nil && m.watch.passed != nil {
		why := whyPassed(act, m.result.State)
		m.watch.passed(Ignored{Event: e.ID, Kind: e.Kind, At: e.At, Reason: why, State: m.result.State})
	}
}

// apply moves the timer by one event. What does not fit the state is passed over: a pause of a paused
// case, a stop of a stopped one.
func (m *machine) apply(e *Event, i int) error {
	if len(e.Attribute) > 0 {
		if err := m.change(e, i); err != nil {
			return err
		}
	}
	act, r := m.timer.actionOf(e.Kind), &m.result
	next, held, ok := m.timer.after(act, r.State, m.paused)
	if !ok {
		if act != ignore || e.Attribute == "" {
			m.pass(e, act)
		}
		return nil
	}
	switch act {
	case start, reset:
		return m.renew(e.At, i, next)
	case pause, resume:
		if r.State == Pending {
			m.paused = held
			return nil
		}
		return m.leave(e.At, i, next)
	case reopen:
		return m.reopen(e.At, i)
	}
	err := m.leave(e.At, i, next)
	if r.Stopped.IsZero() {
		r.Stopped = e.At
	}
	return err
}

// reopen takes a case up again.
func (m *machine) reopen(at time.Time, i int) error {
	m.result.Stopped = time.Time{}
	if m.timer.rule.ReopenPolicy != Continue {
		return m.renew(at, i, Running)
	}
	if err := m.leave(at, i, Running); err != nil || !m.stale {
		return err
	}
	return m.limitAnew(at)
}

// whyPassed is why an event of an action changes nothing in a state.
func whyPassed(act action, state State) logistics.Code {
	switch {
	case act == actions: // none: it was there before
		return EventTwice
	case act == ignore:
		return EventUnknown
	case state == Cancelled:
		return EventAfterCancel
	case state == Pending && act == stop:
		return StopBeforeStart
	case state == Pending:
		return EventBeforeStart
	}
	return EventOutOfPlace
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
	*r = Timing{Cycles: kept.Cycles + 1, Missed: kept.Missed, Ignored: kept.Ignored, Started: at}
	if r.Limit = kept.Limit; m.stale {
		m.findLimit()
	}
	m.enter(at, i, state)
	if m.named = (time.Time{}); m.limit == nil {
		return nil
	}
	var err error
	r.Budget, m.named, err = m.track.budget(m.limit, at)
	if m.watch != nil {
		m.setMarks(at)
	}
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
	if m.watch == nil {
		return
	}
	if m.watch.visit != nil && m.result.State != Pending && m.from.Before(to) {
		m.watch.visit(m.from, to, m.result.State, m.event)
	}
	m.watch.stretch = 0
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
	open, err := m.track.clock.Between(from, to)
	if err != nil {
		return err
	}
	r := &m.result
	left := r.Budget - r.Consumed
	if m.limit != nil {
		if r.Due.IsZero() && open >= left && left >= 0 {
			if r.Due, err = m.landing(from, left); err != nil {
				return err
			}
		}
		if r.Breach.IsZero() && open > left {
			if r.Breach, err = m.track.addToOpen(from, left); err != nil {
				return err
			}
		}
	}
	if m.watch != nil {
		if err := m.mark(from, open); err != nil {
			return err
		}
		m.watch.stretch += open
	}
	r.Consumed += open
	return nil
}

// finish counts what runs up to asOf, looks ahead for the due date, and gives the verdict.
func (m *machine) finish() error {
	r := &m.result
	if r.State == Running {
		if err := m.consume(m.from, m.asOf); err != nil {
			return err
		}
	}
	from := m.asOf
	if !r.Stopped.IsZero() {
		from = r.Stopped // had it run on
	}
	if r.Due.IsZero() && r.Cycles > 0 && m.limit != nil {
		due, err := m.ahead(from, r.Budget-r.Consumed)
		if err != nil {
			return err
		}
		r.Due, r.Earliest = due, r.State == Paused
	}
	if !m.named.IsZero() {
		if err := m.dueAsNamed(); err != nil {
			return err
		}
	}
	if m.watch != nil {
		if err := m.markAhead(from); err != nil {
			return err
		}
	}
	r.Due, r.Breach = m.local(r.Due), m.local(r.Breach)
	if m.tell(m.asOf); m.watch != nil && m.watch.broken != nil {
		return m.watch.broken
	}
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
			r.Breach = m.local(m.firstBreach)
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
