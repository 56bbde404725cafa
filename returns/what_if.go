package returns

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Change is a command that another policy decides otherwise.
type Change struct {
	Command logistics.ID `json:"command"`
	Verb    Verb         `json:"verb"`
	Return  logistics.ID `json:"return,omitzero"`
	// Reasons are those against it, under the other policy; none: it is allowed, with another result.
	Reasons []logistics.Reason `json:"reasons,omitempty"`
	Before  logistics.Money    `json:"before,omitzero"` // of a refund
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

// rerun is a Rerun on the wire.
type rerun struct {
	Events  []json.RawMessage `json:"events,omitempty"`
	Case    Case              `json:"case"`
	Changes []Change          `json:"changes,omitempty"`
	Before  Account           `json:"before"`
	After   Account           `json:"after"`
}

// MarshalJSON writes the events as [EncodeEvent] does, and the case as a document of its own.
func (r Rerun) MarshalJSON() ([]byte, error) {
	out := rerun{Case: r.Case, Changes: r.Changes, Before: r.Before, After: r.After}
	for _, e := range r.Events {
		data, err := EncodeEvent(e)
		if err != nil {
			return nil, err
		}
		out.Events = append(out.Events, data)
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *Rerun) UnmarshalJSON(data []byte) error {
	var in rerun
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	read := Rerun{Case: in.Case, Changes: in.Changes, Before: in.Before, After: in.After}
	for _, data := range in.Events {
		e, err := events().Decode(data, wire.Tolerant)
		if err != nil {
			return err
		}
		read.Events = append(read.Events, e)
	}
	*r = read
	return nil
}

// WhatIf decides the commands of a history again, each at its instant and by its actor, under other rules: what would
// have been refused, kept and refunded. A command that needs another one which is refused is refused as
// well. Where the history is of before actors were kept, staff is taken to have approved, and to have
// passed over what was; explicit amounts of refunds are asked for again, and only as far as they are owed.
func WhatIf(events []Event, rules *Rules) (Rerun, error) {
	before, err := Fold(events)
	if err != nil {
		return Rerun{}, err
	}
	var run Rerun
	for i, e := range events {
		if i > 0 && events[i-1].ID() == e.ID() {
			continue // another event of the same command
		}
		if err := run.again(e, rules); err != nil {
			return Rerun{}, err
		}
	}
	run.Before, run.After = before.Account(), run.Case.Account()
	return run, nil
}

// again decides the command of an event once more.
func (run *Rerun) again(e Event, rules *Rules) error {
	command := e.command()
	change := Change{Command: command.id(), Verb: command.verb()}
	env := Env{Policy: rules, AsOf: e.Header().At, Actor: actorOf(e), History: History{Returns: 1}}
	if asked, ok := e.(Requested); ok && asked.History.Returns > 0 {
		env.History = asked.History
	}
	next, decided, err := Step(run.Case, command, env)
	var refused *logistics.RefusedError
	if c, ok := command.(AuthoriseRefund); ok && errors.As(err, &refused) && tooMuch(refused.Reasons) {
		c.Amount = logistics.Money{} // what is owed
		next, decided, err = Step(run.Case, c, env)
	}
	switch {
	case errors.As(err, &refused):
		change.Reasons = refused.Reasons
		run.note(e, change)
		return nil
	case err != nil:
		return err
	}
	run.Case, run.Events = next, append(run.Events, decided...)
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

// tooMuch reports whether nothing speaks against a refund but its amount.
func tooMuch(reasons []logistics.Reason) bool {
	return !slices.ContainsFunc(reasons, func(r logistics.Reason) bool { return r.Code != AmountOver })
}

// actorOf is who gave the command of an event.
func actorOf(e Event) logistics.Actor {
	if h := e.Header(); h.Actor != "" || h.Version > 0 {
		return h.Actor
	}
	switch event := e.(type) {
	case Requested:
		if len(event.Overridden) > 0 {
			return logistics.ActorStaff
		}
	case Approved:
		return logistics.ActorStaff
	}
	return ""
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
