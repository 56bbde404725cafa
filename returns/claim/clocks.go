package claim

import (
	"cmp"
	"slices"

	"github.com/logicrm/logistics"
)

// Deadline is something that has to happen by a date, the last one on which it is in time.
type Deadline struct {
	Claim logistics.ID   `json:"claim"`
	Clock Clock          `json:"clock"`
	By    logistics.Date `json:"by"`
}

// Passed reports whether the deadline is over on a day.
func (d Deadline) Passed(on logistics.Date) bool { return on.Compare(d.By) > 0 }

// Deadlines are the deadlines of a claim that are running, those that have passed included, the earliest first, and
// those of one day in the order of the clocks.
func (c Claim) Deadlines() []Deadline { return NextDue([]Claim{c}) }

// Due are the deadlines that are over on a day and that no [Tick] has turned into an event, the earliest first. They
// are what a tick would find on that day.
func (c Claim) Due(on logistics.Date) []Deadline {
	due := []Deadline{}
	for _, d := range c.facts.running() {
		if d.Passed(on) && !c.facts.noted(d) {
			due = append(due, d)
		}
	}
	slices.SortStableFunc(due, inOrder)
	return due
}

// NextDue lists the deadlines that are running in any of the claims, the earliest first; of one day first those of the
// earlier claim, and of one claim in the order of the clocks.
func NextDue(claims []Claim) []Deadline {
	due := make([]Deadline, 0, len(claims))
	for i := range claims {
		due = append(due, claims[i].facts.running()...)
	}
	slices.SortStableFunc(due, func(a, b Deadline) int { return a.By.Compare(b.By) })
	return due
}

// running are the deadlines of a claim in the order of the clocks.
func (f *facts) running() []Deadline {
	var due []Deadline
	runs := func(clock Clock, by logistics.Date, states ...State) {
		if !by.IsZero() && slices.Contains(states, f.State) {
			due = append(due, Deadline{f.ID, clock, by})
		}
	}
	if f.Dates.Notice.IsZero() {
		runs(ClockNotice, f.DueBy.Notice, StateOpen)
	}
	runs(ClockFile, f.DueBy.File, StateOpen)
	runs(ClockAcknowledge, f.DueBy.Acknowledge, StateFiled)
	runs(ClockDecide, f.DueBy.Decide, StateFiled, StateAcknowledged, StateAppealed)
	if f.outstanding().Sign() > 0 {
		runs(ClockPay, f.DueBy.Pay, StateSettled, StateAppealed)
	}
	if f.open() {
		runs(ClockAppeal, f.DueBy.Appeal, StateSettled, StateDeclined, StatePaid)
	}
	return due
}

// noted reports whether a tick found a deadline before.
func (f *facts) noted(d Deadline) bool {
	return slices.ContainsFunc(f.Missed, func(m Deadline) bool { return m.Clock == d.Clock && m.By == d.By })
}

func inOrder(a, b Deadline) int { return cmp.Or(a.By.Compare(b.By), cmp.Compare(a.Clock, b.Clock)) }
