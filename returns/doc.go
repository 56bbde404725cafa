// Package returns runs the returns of an order: asked for, allowed or not and why, under way, received
// in parts, inspected, decided, refunded to the cent or replaced, closed.
//
//	events, err := returns.Decide(state, command, env)      // what a command leads to, or every reason against it
//	state = returns.Evolve(state, event)                    // for each event, live and on replay alike
//	state, events, err = returns.Step(state, command, env)  // both
//	state, err = returns.Fold(events)                       // a whole history
//	state, err = returns.DecodeCase(document)               // or a case that was kept
//
// # Model and units
//
// A [Case] is all the returns of one order under one version. It is opened with the lines that were
// sold: whole units, what was paid for all of them together, how many were shipped, when they were
// delivered. It stores few states: a return is requested, approved, declined, cancelled, expired or
// closed, and may wait for a person; a refund is authorised, confirmed, failed or voided. Everything else
// is a ledger of units ([Goods]), and the [Stage] of a return is read off it; [Case.Why] names every
// quantity that is open.
//
// A [Policy] says in whose days the window for asking runs and how long it is, when a person has to look,
// by when something has to happen ([Limits]), what is kept and given back (returns/refund). [Compile] makes
// [Rules] of it, and [Rules.Assess] holds units against every rule and names them all, with what would have to
// change.
//
// Two tables say what may happen. [Transitions] has what each verb makes of a state, and [Mermaid] draws it. The
// permissions of the policy have which actor may give which command, and who has the rights beyond them: to approve
// what waits for a person ([RightReview]), and to pass over the window and the limits for review ([RightOverride]).
// Actors are an open vocabulary. A policy without permissions has the [DefaultPermissions]: who is not named may ask
// and no more, a customer may also call off and announce goods, the carrier and the warehouse tell what they see, and
// staff and the system give every command; staff alone passes over the window and the limits for review. What was
// passed over is kept in the events, with the actor.
//
// Every event has a [logistics.EventHeader]: the instant, the actor, and the version of the case after it. [Fold]
// takes a history that begins at the beginning, [StateAt] the part of it up to an instant, [WhatIf] decides it again
// under other rules. A case that is written to JSON is a document from which [DecodeCase] goes on, so that a long
// history need not be replayed.
//
// A refund takes two steps, so that the host can pay in between. First units are counted in money and an
// amount is promised: it counts against what was paid at once. Then the payment is confirmed, or it
// failed, or it is voided, and what did not go out is owed again. A replacement of another value is
// settled against what was paid for the units; what the customer owes is recorded, and never charged.
//
// # Rounding
//
// Refunds are rounded cumulatively, by the rounding of the policy, so that any partition of a line sums
// to what was paid. A fee is rounded once for each part of a refund.
//
// # Time
//
// The instant of a decision is [Env] AsOf, and is kept in the events in UTC. A window in days counts
// civil days in the zone of the policy from the date of delivery; its last date is included. A window in
// exact time ends so long after the delivery, and that instant is no longer in it. A delivery stamp with
// an offset is read in that zone, one without by the date it says. A deadline is inclusive: at its
// instant it has not passed. [Case.Deadlines] has those that are running, [Case.Due] those of them that have
// passed, [NextDue] those of many cases in order. [Tick] turns deadlines that have passed into events.
//
// # Errors
//
// [Decide] returns all faults of a malformed command or environment, and a [logistics.RefusedError] with every
// reason when the rules do not allow it. [Compile] returns all faults of the policy. The decoders return all
// faults of the document. [Fold], [StateAt], [Measure] and [WhatIf] return a fault for every event that is missing,
// nil, or of another package. [Forecast] returns all faults of its figures. Zero values are faults, never panics.
//
// # Guarantees
//
// Decide and Evolve are pure and deterministic; a Case is a value, and Evolve leaves the one it is given
// as it is. Arguments are neither changed nor kept. Evolve is total: it never fails or panics, and passes over what
// does not fit. Folding the events that were decided gives the state, and so does going on from a document of any
// state on the way. A command id that was decided before decides nothing, and one with other content is refused,
// from a document too; so is a command for another version. A refused command changes nothing. A command takes time
// in the logarithm of what the case has, so that n commands take n log n.
//
// For each line and over all its returns: what is requested is at most what was shipped, what
// came at most what was requested, what is accepted and rejected at most what came or was settled, what
// is refunded at most what was accepted; refunds that are paid or promised are at most what was
// captured, in total and for each tender.
//
// # Sources
//
// The order of quantities and the two-step refund follow the return flows of open commerce systems; the
// separation of Decide and Evolve is J. Chassaing's Decider. Refunds that may wait for the goods or for
// proof of their sending: Directive 2011/83/EU, articles 9 to 14. Forecast: P. Kelle, E. A. Silver,
// Forecasting the Returns of Reusable Containers, Journal of Operations Management 8, 1989; L. B. Toktay,
// Forecasting Product Returns, 2003.
package returns
