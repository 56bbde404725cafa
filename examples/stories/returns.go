package main

import (
	"cmp"
	"errors"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/refund"
)

// returnVerbs run the returns of one order.
func (w *world) returnVerbs() script.Runner {
	return script.Runner{
		"shares": w.shares, "returns_policy": w.returnsPolicy, "return": w.returnCommand, "account": w.account,
	}
}

// shares splits an amount over weights: an order discount over its lines.
func (w *world) shares(c script.Call) (string, error) {
	split, err := facts[struct {
		Amount  logistics.Money   `json:"amount"`
		Weights []logistics.Money `json:"weights"`
	}](c)
	if err != nil {
		return "", err
	}
	parts, err := refund.Shares(split.Amount, split.Weights)
	if err != nil {
		return "", err
	}
	var a answer
	for i, part := range parts {
		a.line("%s of %s", part, split.Weights[i])
	}
	return a.String(), nil
}

// returnsPolicy says by what returns are decided from here on.
func (w *world) returnsPolicy(c script.Call) (string, error) {
	rules, err := policy(c, returns.DecodePolicy)
	if err != nil {
		return "", err
	}
	w.returnRules, err = returns.Compile(rules, w.zones, nil)
	return "", err
}

// returnCommand gives the case a command by its name on the wire: "return request id=c2 return=R-1 …". The actor is
// named by actor=…, and is the system where none is.
func (w *world) returnCommand(c script.Call) (string, error) {
	env := returns.Env{
		Policy: w.returnRules, AsOf: w.now,
		Actor:   logistics.Actor(cmp.Or(take(c, "actor"), string(logistics.ActorSystem))),
		History: returns.History{Returns: 1},
	}
	name, err := word(c, "a command")
	if err != nil {
		return "", err
	}
	c.Text["type"] = name
	command, err := policy(c, returns.DecodeCommand)
	if err != nil {
		return "", err
	}
	var a answer
	state, events, err := returns.Step(w.goods, command, env)
	switch {
	case err != nil && a.refused(err, returns.Reasons()):
		return a.String(), nil
	case err != nil:
		return "", err
	case len(events) == 0:
		return "nothing happens", nil
	}
	w.goods = state
	for _, event := range events {
		a.refund(event)
	}
	a.stages(state)
	return a.String(), nil
}

// refund tells what a refund was counted from.
func (a *answer) refund(event returns.Event) {
	e, ok := event.(returns.RefundAuthorised)
	if !ok {
		return
	}
	for _, part := range e.Parts {
		a.line("%d of line %s: %s with %s of tax, %s kept", part.Units, part.Line, part.Gross, part.Tax, part.Kept)
	}
	if !e.Freight.IsZero() {
		a.line("%s kept for the way back", e.Freight)
	}
	a.line("refund %s of %s by %s", e.Command.Refund, e.Amount, e.Method)
	for _, portion := range e.Tenders {
		a.line("  %s to %s", portion.Amount, portion.Tender)
	}
}

// stages tell every return of a case: how far it is, why, and what has to happen by when.
func (a *answer) stages(state returns.Case) {
	for _, r := range state.Returns() {
		a.line("%s: %s", r.ID, state.Stage(r.ID))
		a.sentences(returns.Reasons(), state.Why(r.ID))
		for _, due := range state.Deadlines() {
			if due.Return == r.ID {
				a.line("  %s %s", due.Clock, due.At.Format(time.RFC3339))
			}
		}
	}
}

// account is the money of the case.
func (w *world) account(script.Call) (string, error) {
	if w.goods.Version() == 0 {
		return "", errors.New("no case was opened")
	}
	var a answer
	account := w.goods.Account()
	a.line("captured %s, paid back %s, pending %s, owed %s, kept %s",
		account.Captured, account.Paid, account.Pending, account.Owed, account.Kept)
	return a.String(), nil
}
