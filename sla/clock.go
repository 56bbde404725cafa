package sla

import (
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
	// whole is the budget of the limit as it would be from the start, without what was carried over.
	whole time.Duration
	stale bool // the subject has changed since its limit was found
	next  int  // the first exclusion that can still matter
	// onWall says that the limit is in days: it ends on the wall clock, open or not. Other limits end when more open
	// time has counted than the budget.
	onWall bool
	breach time.Time // the last instant at which the cycle was kept; zero while it is
	lost   bool      // it was missed under a limit that holds no longer
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
	changed func(LimitChange)
	broken  error // of what was told
}

// Timeline is a case as a timer sees it: what is known of its subject, what happened, and what does not count. Up to
// 128 events each of which is later than the one before cost no allocation; others are sorted into Scratch, and without
// it into memory of their own. An event counts once, by its id; of two contents under one id the one recorded later
// counts, and the other is passed over. Events of one instant are taken in the order in which none is passed over,
// where there is one.
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
	events, apart, replaced := readable(c.Events, c.Scratch, asOf)
	if err := m.run(events, apart, replaced); err != nil {
		return Timing{}, err
	}
	return m.result, nil
}

// run reads what [readable] made of the events.
func (m *machine) run(events []Event, apart bool, replaced []Event) error {
	for i := range m.timer.listed {
		l := &m.timer.listed[i]
		if value, _ := m.subject.Value(l.Name); !l.has(value) {
			return l.fault("/subject", value)
		}
	}
	m.result.State = Pending
	m.findLimit()
	if len(replaced) > 0 {
		m.passReplaced(replaced)
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
	m.arrange(events[i : i+n])
	for k := range n {
		if err := m.apply(&events[i+k], i+k); err != nil {
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
		m.watch.passed(Ignored{Event: e.ID, Kind: e.Kind, At: m.local(e.At), Reason: why, State: m.result.State})
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
	if m.timer.rule.ReopenPolicy != Continue {
		return m.renew(at, i, Running)
	}
	m.result.Stopped = time.Time{}
	if err := m.leave(at, i, Running); err != nil || !m.stale {
		return err
	}
	return m.limitAnew(at)
}

// whyPassed is why an event of an action changes nothing in a state.
func whyPassed(act action, state State) logistics.Code {
	switch {
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
		end := at
		if !r.Stopped.IsZero() {
			end = r.Stopped
		}
		if m.late(end) {
			r.Missed++
			if m.firstBreach.IsZero() {
				m.firstBreach = m.breach
			}
		}
	}
	kept := *r
	*r = Timing{Cycles: kept.Cycles + 1, Missed: kept.Missed, Ignored: kept.Ignored, Started: at}
	if r.Limit = kept.Limit; m.stale {
		m.findLimit()
	}
	m.enter(at, i, state)
	m.named, m.breach, m.whole, m.lost, m.onWall = time.Time{}, time.Time{}, 0, false, false
	if m.limit == nil {
		return nil
	}
	m.onWall = !m.limit.openTime()
	var err error
	r.Budget, m.named, err = m.track.budget(m.limit, at)
	m.whole = r.Budget
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
	if left := r.Budget - r.Consumed; m.limit != nil && open >= left {
		if err := m.pastBudget(from, to, left, open); err != nil {
			return err
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

// pastBudget notes the due date, and the breach, where a piece of time that counts uses up what is left of the budget.
// On the wall clock the due date is settled when the case runs on beyond it.
func (m *machine) pastBudget(from, to time.Time, left, open time.Duration) error {
	r := &m.result
	if r.Due.IsZero() {
		due, err := m.end(from, left)
		if err != nil {
			return err
		}
		if m.onWall {
			if due.Before(to) {
				r.Due, m.breach = due, due
			}
			return nil
		}
		r.Due = due
	}
	if m.onWall || !m.breach.IsZero() || open <= left {
		return nil
	}
	var err error
	m.breach, err = m.track.addToOpen(from, left)
	return err
}

// late reports whether a cycle that ended at an instant, or has not ended by then, is missed. Nothing but this gives a
// verdict.
func (m *machine) late(end time.Time) bool {
	r := &m.result
	switch {
	case m.lost:
		return true
	case m.limit == nil:
		return false
	case r.Consumed > r.Budget:
		return true
	}
	return m.onWall && !r.Due.IsZero() && end.After(r.Due)
}

// finish counts what runs up to asOf, looks ahead for the due date, and gives the verdict.
func (m *machine) finish() error {
	r := &m.result
	if r.State == Running {
		if err := m.consume(m.from, m.asOf); err != nil {
			return err
		}
	}
	end := m.asOf
	if !r.Stopped.IsZero() {
		end = r.Stopped // had it run on
	}
	if r.Due.IsZero() && r.Cycles > 0 && m.limit != nil {
		due, err := m.ahead(end, r.Budget-r.Consumed)
		if err != nil {
			return err
		}
		r.Due, r.Earliest = due, r.State == Paused
	}
	if m.watch != nil {
		if err := m.markAhead(end); err != nil {
			return err
		}
	}
	late := m.late(end)
	r.Due = m.local(r.Due)
	if m.tell(m.asOf); m.watch != nil && m.watch.broken != nil {
		return m.watch.broken
	}
	if late {
		r.Missed++
		r.Breach = m.local(m.breach)
	}
	m.judge(late)
	return nil
}

// judge gives the verdict. What was missed stays missed, whatever limit holds by then, or none.
func (m *machine) judge(late bool) {
	r := &m.result
	switch {
	case r.State == Cancelled:
		r.Verdict = logistics.Waived
	case m.timer.rule.ReopenPolicy == FreshKeepFirst && r.Missed > 0:
		r.Verdict = logistics.Missed
		if !m.firstBreach.IsZero() {
			r.Breach = m.local(m.firstBreach)
		}
	case late:
		r.Verdict = logistics.Missed
	case m.limit == nil:
		r.Verdict = logistics.Undetermined
	case r.State == Stopped:
		r.Verdict = logistics.Met
	default:
		r.Verdict = logistics.NotDue
	}
}
