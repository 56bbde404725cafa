package main

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/returns/claim"
)

// claimVerbs run one claim against a carrier or a vendor.
func (w *world) claimVerbs() script.Runner {
	return script.Runner{"claim_policy": w.claimPolicy, "claim": w.claimCommand}
}

// claimPolicy says by what claims are decided from here on.
func (w *world) claimPolicy(c script.Call) (string, error) {
	rules, err := policy(c, claim.DecodePolicy)
	if err != nil {
		return "", err
	}
	w.claimRules, err = claim.Compile(rules, w.zones)
	return "", err
}

// claimCommand gives the claim a command by its name on the wire: "claim open id=k1 claim=CL-1 …". The actor is named
// by actor=…
func (w *world) claimCommand(c script.Call) (string, error) {
	env := claim.Env{Policy: w.claimRules, AsOf: w.now, Actor: logistics.Actor(take(c, "actor"))}
	name, err := word(c, "a command")
	if err != nil {
		return "", err
	}
	c.Text["type"] = name
	command, err := policy(c, claim.DecodeCommand)
	if err != nil {
		return "", err
	}
	var a answer
	state, events, err := claim.Step(w.demand, command, env)
	switch {
	case err != nil && a.refused(err, claim.Reasons()):
		return a.String(), nil
	case err != nil:
		return "", err
	case len(events) == 0:
		return "nothing happens", nil
	}
	w.demand = state
	for _, event := range events {
		if passed, ok := event.(claim.DeadlinePassed); ok {
			a.line("%s by %s has passed", passed.Clock, passed.By)
		}
	}
	a.demand(state)
	return a.String(), nil
}

// demand tells how far a claim is, its sums, and what has to happen by when.
func (a *answer) demand(c claim.Claim) {
	a.line("%s: %s, claimed %s", c.ID(), c.State(), c.Claimed())
	if c.Accepted().Sign() > 0 {
		a.line("  accepted %s, paid %s, outstanding %s", c.Accepted(), c.Paid(), c.Outstanding())
	}
	for _, lacking := range c.Lacking() {
		a.line("  lacking %s", lacking)
	}
	for _, due := range c.Deadlines() {
		a.line("  %s by %s", due.Clock, due.By)
	}
}
