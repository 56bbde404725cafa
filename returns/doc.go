// Package returns runs the returns of an order: asked for, approved or rejected, received, inspected,
// refunded to the cent, closed.
//
//	events, err := returns.Decide(state, command, env) // what a command leads to, or every reason against it
//	state = returns.Evolve(state, event)               // for each event, live and on replay alike
//
// # Model and units
//
// A [Case] is all the returns of one order. It is opened with the lines that were sold: whole units,
// what was paid for them together, when they were delivered. It stores few states: a case is open or
// closed, a return is requested, approved, rejected or cancelled, a refund is authorised, confirmed or
// failed. Everything else is a ledger of units, and the [Stage] of a return is read off it.
//
// A [Policy] says in whose days the window for asking runs, how long it is, what is kept as a fee by
// the condition goods come back in, and how soon a refund is due. Refunds take two steps, so that the
// host can pay in between. A payment that failed leaves what is owed as it is: it is tried again under
// the same id, for the same amount.
//
// # Rounding
//
// Refunds are rounded cumulatively, by the rounding of the policy (returns/refund), so that any
// partition of a line sums to what was paid. A fee is rounded once for each refund.
//
// # Time
//
// The instant of a decision is [Env] AsOf, and is kept in the events in UTC. The window counts civil
// days in the zone of the policy from the date of delivery; its last date is included. A delivery stamp
// with an offset is read in that zone, one without by the date it says.
//
// # Errors
//
// [Decide] returns all faults of a malformed command or environment, and a [RejectedError] with every
// reason when the rules do not allow it. [Compile] returns all faults of the policy. The decoders
// return all faults of the document.
//
// # Guarantees
//
// Decide and Evolve are pure and deterministic; a Case is a value, and Evolve leaves the one it is given
// as it is. Evolve is total: it never fails or panics, and passes over what does not fit. Folding
// the events that were decided gives the state. A command id that was decided before decides nothing.
// A refused command changes nothing; a closed case refuses every new command. For each line refunded ≤
// authorised ≤ accepted ≤ received ≤ approved ≤ requested ≤ sold, and no more is refunded than was paid.
//
// # Sources
//
// The order of quantities and the two-step refund follow the return flows of open commerce systems; the
// separation of Decide and Evolve is J. Chassaing's Decider. Derived stages: Directive 2011/83/EU,
// articles 9 to 14 (declare, send back, refund within a term).
package returns
