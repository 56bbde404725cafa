package claim

import (
	"slices"

	"github.com/logicrm/logistics"
)

// Fold replays events, oldest first, from nothing.
func Fold(events []Event) Claim {
	var state Claim
	for _, e := range events {
		state = Evolve(state, e)
	}
	return state
}

// Evolve is the state after an event. It asks no policy and refuses nothing: what does not fit, such as
// the payment of a claim nobody settled, leaves the state as it is but for the command. The state it is
// given is not changed.
func Evolve(state Claim, event Event) Claim {
	command := known(event)
	if command == nil {
		return state
	}
	if allowed(state.State, command.name()) {
		state.apply(event)
	}
	if state.decided == nil || state.decided.command.id() != command.id() {
		state.decided = &decided{command, state.decided}
	}
	return state
}

// known is the command of an event of this package; nil for nil, and for a pointer to an event.
func known(event Event) Command {
	switch event.(type) {
	case Opened, EvidenceAdded, NoticeGiven, Filed, Acknowledged, Settled, Declined, Appealed, Paid, Withdrawn, Reopened, DeadlinePassed:
		return event.command()
	default:
		return nil
	}
}

func (c *Claim) apply(event Event) {
	switch e := event.(type) {
	case Opened:
		c.begin(e)
	case EvidenceAdded:
		// Clipped, so that a state which shares the list does not see the new document.
		c.Documents = append(slices.Clip(c.Documents), Document{e.Command.Evidence, e.Command.Document})
	case NoticeGiven:
		c.Notice = e.On
	case Filed:
		c.State, c.Filed, c.AcknowledgeBy, c.DecideBy = StateFiled, e.On, e.AcknowledgeBy, e.DecideBy
		c.Overridden = append(slices.Clip(c.Overridden), e.Overridden...)
	case Acknowledged:
		c.State, c.Acknowledged, c.Number = StateAcknowledged, e.On, e.Command.Number
	case Settled:
		if e.Command.Amount.Currency() != c.Claimed.Currency() {
			return
		}
		c.Accepted, c.Accepting, c.PayBy = e.Command.Amount, e.On, e.PayBy
		c.conclude(e.On, e.AppealBy)
	case Declined:
		c.Ground = e.Command.Ground
		c.conclude(e.On, e.AppealBy)
	case Appealed:
		c.State, c.Appealed, c.DecideBy = StateAppealed, e.On, e.DecideBy
		c.Decided, c.Concluded = logistics.Date{}, logistics.Date{}
		c.Overridden = append(slices.Clip(c.Overridden), e.Overridden...)
	case Paid:
		if sum, err := c.Paid.Add(e.Command.Amount); err == nil {
			c.Paid = sum
		}
		if c.State == StateSettled && c.rest() == StatePaid {
			c.State, c.Concluded = StatePaid, e.On
		}
	case Withdrawn:
		c.State = StateWithdrawn
	case Reopened:
		c.State = StateOpen
		c.Filed, c.Acknowledged, c.AcknowledgeBy, c.DecideBy = logistics.Date{}, logistics.Date{}, logistics.Date{}, logistics.Date{}
		c.Number = logistics.ID{}
	case DeadlinePassed:
		c.Missed = append(slices.Clip(c.Missed), Deadline{c.ID, e.Clock, e.By})
	}
}

func (c *Claim) begin(e Opened) {
	o := e.Command
	nothing := logistics.Minor(0, o.Amount.Currency())
	*c = Claim{
		ID: o.Claim, State: StateOpen, Against: o.Against, Party: o.Party, Kind: o.Kind, Reference: o.Reference, Return: o.Return,
		Policy: e.Policy, Version: e.Version, Claimed: o.Amount, Accepted: nothing, Paid: nothing,
		Shipped: o.Shipped, Delivered: o.Delivered, Expected: o.Expected, Opened: e.On, NoticeBy: e.NoticeBy, FileBy: e.FileBy,
		Required: slices.Clone(e.Evidence), decided: c.decided,
	}
}

// conclude puts a decided claim to rest.
func (c *Claim) conclude(on, appealBy logistics.Date) {
	c.State, c.Decided, c.AppealBy = c.rest(), on, appealBy
	if c.State != StateSettled {
		c.Concluded = on
	}
}
