package returns

import (
	"errors"

	"github.com/logicrm/logistics"
)

// Change is a command that another policy decides otherwise.
type Change struct {
	Command logistics.ID       `json:"command"`
	Verb    Verb               `json:"verb"`
	Return  logistics.ID       `json:"return,omitzero"`
	Reasons []logistics.Reason `json:"reasons,omitempty"` // against it, under the other policy; none: it is allowed, with another result
	Before  logistics.Money    `json:"before,omitzero"`   // of a refund
	After   logistics.Money    `json:"after,omitzero"`
}

// Rerun is what a history would have been under another policy.
type Rerun struct {
	Events  []Event  // that would have been decided
	Case    Case     // where they lead
	Changes []Change // in the order of the history
	Before  Account  // of the history as it was
	After   Account  // of the other one
}

// Replay decides the commands of a history again, each at its instant, under another policy: what would
// have been refused, kept and refunded. A command that needs another one which is refused is refused as
// well. Staff who decided then are taken to decide now; explicit amounts of refunds are asked for again
// only as far as they are owed.
func Replay(events []Event, policy *Compiled) (Rerun, error) {
	var run Rerun
	for i, e := range events {
		if e == nil || i > 0 && events[i-1] != nil && events[i-1].by() == e.by() {
			continue // another event of the same command
		}
		if err := run.again(e, policy); err != nil {
			return Rerun{}, err
		}
	}
	run.Before, run.After = Fold(events).Account(), run.Case.Account()
	return run, nil
}

// again decides the command of an event once more.
func (run *Rerun) again(e Event, policy *Compiled) error {
	command := e.command()
	if c, ok := command.(AuthoriseRefund); ok {
		c.Amount = logistics.Money{}
		command = c
	}
	env := Env{Policy: policy, AsOf: e.when()}
	switch event := e.(type) {
	case Requested:
		if len(event.Overridden) > 0 {
			env.Actor = Staff
		}
	case Approved:
		env.Actor = Staff
	}
	decided, err := Decide(run.Case, command, env)
	change := Change{Command: command.id(), Verb: command.verb()}
	var refused *RejectedError
	switch {
	case errors.As(err, &refused):
		change.Reasons = refused.Reasons
		run.note(e, change)
		return nil
	case err != nil:
		return err
	}
	for _, event := range decided {
		run.Case = Evolve(run.Case, event)
	}
	run.Events = append(run.Events, decided...)
	before, was := e.(RefundAuthorised)
	if !was || len(decided) == 0 {
		return nil
	}
	if after := decided[0].(RefundAuthorised); !after.Amount.Equal(before.Amount) {
		change.Before, change.After = before.Amount, after.Amount
		run.note(e, change)
	}
	return nil
}

func (run *Rerun) note(e Event, change Change) {
	switch event := e.(type) {
	case Requested:
		change.Return = event.Command.Return
	case RefundAuthorised:
		change.Return, change.Before = event.Command.Return, event.Amount
	}
	run.Changes = append(run.Changes, change)
}
