package claim

import (
	"cmp"
	"slices"

	"github.com/logicrm/logistics"
)

// Claim is one claim, as its events left it. It is a value: [Evolve] makes a new one, and never changes
// a list that an older one shares. The zero Claim has not been opened.
type Claim struct {
	ID        logistics.ID
	State     State
	Against   Against
	Party     logistics.ID
	Kind      Kind
	Reference logistics.ID
	Return    logistics.ID
	Number    logistics.ID // under which the other side keeps it
	Policy    logistics.ID // by whose terms it was opened
	Version   int          // of the policy

	Claimed  logistics.Money
	Accepted logistics.Money // nothing before a settlement
	Paid     logistics.Money
	Ground   Ground // of the last decline

	Shipped, Delivered, Expected logistics.Date

	Opened       logistics.Date
	Notice       logistics.Date
	Filed        logistics.Date
	Acknowledged logistics.Date
	Decided      logistics.Date // the last decision; absent while one is waited for
	Accepting    logistics.Date // the last settlement
	Appealed     logistics.Date // the last appeal
	Concluded    logistics.Date // when it was paid in full or declined; absent while it goes on

	NoticeBy, FileBy, AcknowledgeBy, DecideBy, PayBy, AppealBy logistics.Date

	Required   []Evidence // needed to file
	Documents  []Document
	Missed     []Deadline         // what a tick found, the earliest first
	Overridden []logistics.Reason // what staff passed over

	decided *decided
}

// decided is the list of the commands that were decided, the latest first. Its links never change, so
// the claims of one history share them.
type decided struct {
	command Command
	before  *decided
}

func (d *decided) find(id logistics.ID) Command {
	for ; d != nil; d = d.before {
		if d.command.id() == id {
			return d.command
		}
	}
	return nil
}

// Outstanding is what was accepted and has not been paid.
func (c Claim) Outstanding() logistics.Money { return minus(c.Accepted, c.Paid) }

// Lacking lists the evidence that is needed to file and is not there.
func (c Claim) Lacking() []Evidence {
	var lacking []Evidence
	for _, e := range c.Required {
		if !slices.ContainsFunc(c.Documents, func(d Document) bool { return d.Evidence == e }) {
			lacking = append(lacking, e)
		}
	}
	return lacking
}

// open reports whether something was not accepted that can be appealed.
func (c *Claim) open() bool {
	order, err := c.Accepted.Cmp(c.Claimed)
	return err == nil && order < 0
}

// rest is the state of a claim that was decided: by what was accepted and what of it was paid.
func (c *Claim) rest() State {
	switch {
	case c.Accepted.Sign() <= 0:
		return StateDeclined
	case c.Outstanding().Sign() <= 0:
		return StatePaid
	default:
		return StateSettled
	}
}

// minus takes off an amount of the same currency. Decide never books another one; an event that came
// from elsewhere and does is passed over.
func minus(a, b logistics.Money) logistics.Money {
	if left, err := a.Sub(b); err == nil {
		return left
	}
	return a
}

// Deadline is something that has to happen by a date, the last one on which it is in time.
type Deadline struct {
	Claim logistics.ID   `json:"claim"`
	Clock Clock          `json:"clock"`
	By    logistics.Date `json:"by"`
}

// Passed reports whether the deadline is over on a day.
func (d Deadline) Passed(on logistics.Date) bool { return on.Compare(d.By) > 0 }

// Due lists the deadlines that run in any of the claims, those that have passed included, the earliest
// first; of one day first those of the earlier claim, and of one claim in the order of the clocks.
func Due(claims ...Claim) []Deadline {
	var due []Deadline
	for i := range claims {
		due = append(due, claims[i].running()...)
	}
	slices.SortStableFunc(due, func(a, b Deadline) int { return a.By.Compare(b.By) })
	return due
}

// running are the deadlines of a claim in the order of the clocks.
func (c *Claim) running() []Deadline {
	var due []Deadline
	runs := func(clock Clock, by logistics.Date, states ...State) {
		if !by.IsZero() && slices.Contains(states, c.State) {
			due = append(due, Deadline{c.ID, clock, by})
		}
	}
	if c.Notice.IsZero() {
		runs(ClockNotice, c.NoticeBy, StateOpen)
	}
	runs(ClockFile, c.FileBy, StateOpen)
	runs(ClockAcknowledge, c.AcknowledgeBy, StateFiled)
	runs(ClockDecide, c.DecideBy, StateFiled, StateAcknowledged, StateAppealed)
	if c.Outstanding().Sign() > 0 {
		runs(ClockPay, c.PayBy, StateSettled, StateAppealed)
	}
	if c.open() {
		runs(ClockAppeal, c.AppealBy, StateSettled, StateDeclined, StatePaid)
	}
	return due
}

// noted reports whether a tick found a deadline before.
func (c *Claim) noted(d Deadline) bool {
	return slices.ContainsFunc(c.Missed, func(m Deadline) bool { return m.Clock == d.Clock && m.By == d.By })
}

func inOrder(a, b Deadline) int { return cmp.Or(a.By.Compare(b.By), cmp.Compare(a.Clock, b.Clock)) }
