package claim

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// Fold replays a whole history, oldest first. Every event that is absent, is none of this package, or before which
// others are missing is a fault.
func Fold(events []Event) (Claim, error) {
	state := Claim{replaying: true}
	state.log.Begin(len(events))
	var history workflow.History
	for _, e := range events {
		if state.apply(e) {
			history.Next(e.Header().Version)
		} else {
			history.Strange(e == nil)
		}
	}
	if err := history.Err(); err != nil {
		return Claim{}, err
	}
	state.replaying = false
	state.log.Finish()
	return state, nil
}

// StateAt is the claim as it was at an instant: the fold of the events decided up to it. Events of before instants
// were kept are taken to be of before it.
func StateAt(events []Event, at time.Time) (Claim, error) {
	later := func(e Event) bool { return known(e) != nil && e.Header().At.After(at) }
	if i := slices.IndexFunc(events, later); i >= 0 {
		events = events[:i]
	}
	return Fold(events)
}

// Evolve is the state after an event. It asks no policy and refuses nothing: what does not fit, such as
// the payment of a claim nobody settled, leaves the state as it is but for the command. The state it is
// given is not changed.
func Evolve(state Claim, event Event) Claim {
	state.apply(event)
	return state
}

// apply changes a claim; what it shares with others is copied first. It reports whether the event is one of this
// package.
func (c *Claim) apply(event Event) bool {
	command := known(event)
	if command == nil {
		return false
	}
	if transitions.Has(c.facts.State, command.verb()) {
		c.facts.apply(event, c.replaying)
	}
	c.log.NoteEach(event)
	return true
}

// add puts an element at the end of a list that others may share.
func add[T any](owned bool, list []T, elements ...T) []T {
	if owned {
		return append(list, elements...)
	}
	return append(slices.Clip(list), elements...)
}

// known is the command of an event of this package; nil for nil, and for a pointer to an event.
func known(event Event) Command {
	switch event.(type) {
	case Opened, EvidenceAdded, NoticeGiven, Filed, Acknowledged, Settled, Declined, Appealed, Paid, Withdrawn,
		Reopened,
		DeadlinePassed:
		return event.command()
	default:
		return nil
	}
}

// apply changes the facts by an event that fits. Lists are the claim's own, when it is replayed.
func (f *facts) apply(event Event, owned bool) {
	switch e := event.(type) {
	case Opened:
		f.begin(&e)
	case EvidenceAdded:
		f.Documents = add(owned, f.Documents, Document{e.Command.Evidence, e.Command.Document})
	case NoticeGiven:
		f.Dates.Notice = e.On
	case Filed:
		f.State, f.Dates.Filed, f.DueBy.Acknowledge, f.DueBy.Decide = StateFiled, e.On, e.AcknowledgeBy, e.DecideBy
		f.Overridden = add(owned, f.Overridden, clonedReasons(e.Overridden)...)
		f.Rounds++
	case Acknowledged:
		f.State, f.Dates.Acknowledged, f.Number = StateAcknowledged, e.On, e.Command.Number
	case Settled:
		if e.Command.Amount.Currency() != f.Claimed.Currency() {
			return
		}
		f.Accepted, f.Dates.Accepted, f.DueBy.Pay = e.Command.Amount, e.On, e.PayBy
		f.conclude(e.On, e.AppealBy)
	case Declined:
		f.Ground = e.Command.Ground
		f.conclude(e.On, e.AppealBy)
	case Appealed:
		f.State, f.Dates.Appealed, f.DueBy.Decide = StateAppealed, e.On, e.DecideBy
		f.Dates.Decided, f.Dates.Concluded = logistics.Date{}, logistics.Date{}
		f.Overridden = add(owned, f.Overridden, clonedReasons(e.Overridden)...)
		f.Rounds++
	case Paid:
		if sum, err := f.Paid.Add(e.Command.Amount); err == nil {
			f.Paid = sum
		}
		if f.State == StateSettled && f.rest() == StatePaid {
			f.State, f.Dates.Concluded = StatePaid, e.On
		}
	case Withdrawn:
		f.State = StateWithdrawn
	case Reopened:
		f.State, f.Number = StateOpen, logistics.ID{}
		f.Dates.Filed, f.Dates.Acknowledged = logistics.Date{}, logistics.Date{}
		f.DueBy.Acknowledge, f.DueBy.Decide = logistics.Date{}, logistics.Date{}
	case DeadlinePassed:
		f.Missed = add(owned, f.Missed, Deadline{f.ID, e.Clock, e.By})
	}
}

func (f *facts) begin(e *Opened) {
	o := &e.Command
	nothing := logistics.Minor(0, o.Amount.Currency())
	*f = facts{
		ID: o.Claim, State: StateOpen, Against: o.Against, Party: o.Party, Kind: o.Kind, Reference: o.Reference,
		Return: o.Return,
		Policy: e.Policy, PolicyVersion: e.PolicyVersion, Claimed: o.Amount, Accepted: nothing, Paid: nothing,
		Dates:    Dates{Shipped: o.Shipped, Delivered: o.Delivered, Expected: o.Expected, Opened: e.On},
		DueBy:    DueBy{Notice: e.NoticeBy, File: e.FileBy},
		Required: slices.Clone(e.Evidence),
	}
}

// conclude puts a decided claim to rest.
func (f *facts) conclude(on, appealBy logistics.Date) {
	f.State, f.Dates.Decided, f.DueBy.Appeal = f.rest(), on, appealBy
	if f.State != StateSettled {
		f.Dates.Concluded = on
	}
}
