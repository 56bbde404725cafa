package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/disposition"
)

// step is one command of the story, and when it was given.
type step struct {
	At      time.Time       `json:"at"`
	Actor   logistics.Actor `json:"actor"`
	Command json.RawMessage `json:"command"`
}

// tellReturn is the fifth chapter: one return from the request to the refund, and what becomes of the
// goods.
func tellReturn(p *page, _ *year) error {
	steps, err := read[[]step]("return.json")
	if err != nil {
		return err
	}
	agreed, err := policy("return_policy.json", returns.DecodePolicy)
	if err != nil {
		return err
	}
	rules, err := returns.Compile(agreed, hostZones(), nil)
	if err != nil {
		return err
	}
	here, err := logistics.LookupZone(hostZones(), agreed.Zone)
	if err != nil {
		return err
	}
	p.line(0, "page.return")
	var state returns.Case
	var history []returns.Event
	for _, s := range steps {
		command, err := returns.DecodeCommand(s.Command)
		if err != nil {
			return fmt.Errorf("return.json: %w", err)
		}
		next, events, err := returns.Step(
			state, command,
			returns.Env{Policy: rules, AsOf: s.At, Actor: s.Actor, History: returns.History{Returns: 1}},
		)
		var refused *logistics.RefusedError
		if err != nil && !errors.As(err, &refused) {
			return err
		}
		state, history = next, append(history, events...)
		s.At = s.At.In(here)
		if err := tellStep(p, s, events, refused, state); err != nil {
			return err
		}
	}
	again, err := returns.Fold(history)
	if err != nil {
		return err
	}
	if first := state.Returns()[0].ID; again.Stage(first) != state.Stage(first) {
		return errors.New("a replay ends elsewhere")
	}
	return tellRecovery(p, state)
}

// tellStep shows what a command led to, and what is open after it.
func tellStep(
	p *page, s step, events []returns.Event, refused *logistics.RefusedError, state returns.Case,
) error {
	var command struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(s.Command, &command); err != nil {
		return err
	}
	what := []logistics.Param{
		logistics.InstantParam("at", s.At), logistics.TextParam("command", p.term(command.Type, returns.Reasons())),
	}
	switch {
	case refused != nil:
		p.line(2, "page.return.refused", what...)
		p.reasons(4, returns.Reasons(), refused.Reasons...)
	case len(events) == 0:
		p.line(2, "page.return.repeated", what...)
	case len(state.Returns()) == 0:
		p.line(2, "page.return.step", what...)
	default:
		first := state.Returns()[0].ID
		p.line(2, "page.return.stage", append(what, first.Param("return"),
			logistics.TextParam("stage", p.term(state.Stage(first).String(), returns.Reasons())))...)
		p.reasons(4, returns.Reasons(), state.Why(first)...)
	}
	return nil
}

// tellRecovery shows the books of the case and the best way out for each grade that came back.
func tellRecovery(p *page, state returns.Case) error {
	for _, refund := range state.Refunds() {
		p.line(2, "page.return.refund", refund.ID.Param("refund"), refund.Amount.Param("amount"),
			logistics.TextParam("state", p.term(refund.State.String(), returns.Reasons())))
		for _, part := range refund.Parts {
			p.line(4, "page.return.part", logistics.CountParam("units", part.Units),
				logistics.CodeParam("condition", part.Condition), part.Gross.Param("gross"), part.Kept.Param("kept"))
		}
	}
	line, account := state.Lines()[0], state.Account()
	p.line(2, "page.return.books", account.Captured.Param("paid"), account.Paid.Param("refunded"),
		account.Kept.Param("kept"), account.Owed.Param("owed"))

	ways, err := policy("disposition.json", disposition.DecodePolicy)
	if err != nil {
		return err
	}
	chooser, err := disposition.Compile(ways)
	if err != nil {
		return err
	}
	value, err := line.Paid.Share(logistics.MustRatio("1/80"), logistics.HalfUp)
	if err != nil {
		return err
	}
	for _, r := range state.Returns() {
		for _, goods := range r.Goods {
			for _, grade := range goods.Lots {
				choice, err := chooser.Choose(disposition.Item{Value: value, Grade: disposition.Grade(grade.Condition)})
				if err != nil {
					return err
				}
				p.line(2, "page.return.recovery", logistics.CountParam("units", grade.Accepted),
					logistics.CodeParam("condition", grade.Condition), value.Param("value"), logistics.TextParam(
						"disposition", p.term(string(choice.Disposition()), disposition.Reasons())))
				p.reasons(4, disposition.Reasons(), choice.Reasons()...)
			}
		}
	}
	return nil
}
