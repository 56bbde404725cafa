package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/disposition"
)

// step is one command of the story, and when it was given.
type step struct {
	At      time.Time       `json:"at"`
	Command json.RawMessage `json:"command"`
}

// tellReturn is the fifth chapter: one return from the request to the refund, and what becomes of the
// goods.
func tellReturn(out io.Writer, _ *year) error {
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
	fmt.Fprintln(out, "A RETURN, from the request to the refund")
	var state returns.Case
	var history []returns.Event
	for _, s := range steps {
		command, err := returns.DecodeCommand(s.Command)
		if err != nil {
			return fmt.Errorf("return.json: %w", err)
		}
		next, events, err := returns.Step(
			state, command, returns.Env{Policy: rules, AsOf: s.At, Actor: logistics.ActorCustomer},
		)
		var refused *logistics.RefusedError
		if err != nil && !errors.As(err, &refused) {
			return err
		}
		state, history = next, append(history, events...)
		tellStep(out, s, command, events, refused, state)
	}
	again, err := returns.Fold(history)
	if err != nil {
		return err
	}
	if first := state.Returns()[0].ID; again.Stage(first) != state.Stage(first) {
		return errors.New("a replay ends elsewhere")
	}
	return tellRecovery(out, state)
}

// tellStep shows what a command led to, and what is open after it.
func tellStep(
	out io.Writer, s step, command returns.Command, events []returns.Event, refused *logistics.RefusedError,
	state returns.Case,
) {
	name := fmt.Sprintf("%T", command)[len("returns."):]
	fmt.Fprintf(out, "  %s  %s", s.At.Format("2006-01-02 15:04"), name)
	switch {
	case refused != nil:
		fmt.Fprintln(out, ": refused")
		for _, reason := range refused.Reasons {
			fmt.Fprintf(out, "    %s\n", returns.Reasons().Render(reason))
		}
	case len(events) == 0:
		fmt.Fprintln(out, ": decided before, nothing happens twice")
	case len(state.Returns()) == 0:
		fmt.Fprintln(out)
	default:
		first := state.Returns()[0].ID
		fmt.Fprintf(out, ": %s is %s\n", first, state.Stage(first))
		for _, reason := range state.Why(first) {
			fmt.Fprintf(out, "    %s\n", returns.Reasons().Render(reason))
		}
	}
}

// tellRecovery shows the books of the case and the best way out for each grade that came back.
func tellRecovery(out io.Writer, state returns.Case) error {
	for _, refund := range state.Refunds() {
		fmt.Fprintf(out, "  refund %s: %s, %s\n", refund.ID, refund.Amount, refund.State)
		for _, part := range refund.Parts {
			fmt.Fprintf(
				out, "    %d units %s, paid with %s: %s are kept\n", part.Units, part.Condition, part.Gross, part.Kept,
			)
		}
	}
	line, account := state.Lines()[0], state.Account()
	fmt.Fprintf(
		out, "  paid %s, refunded %s, kept %s, still owed %s\n", account.Captured, account.Paid, account.Kept,
		account.Owed,
	)

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
				fmt.Fprintf(
					out, "  %d units %s, worth %s each as new: %s\n", grade.Accepted, grade.Condition, value,
					choice.Disposition(),
				)
				for _, reason := range choice.Reasons() {
					fmt.Fprintf(out, "    %s\n", disposition.Reasons().Render(reason))
				}
			}
		}
	}
	fmt.Fprintln(out)
	return nil
}
