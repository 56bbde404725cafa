// Package claim runs claims against carriers and vendors: opened, proven, filed in time, acknowledged,
// settled or declined, appealed, paid.
//
//	events, err := claim.Decide(state, command, env)     // what a command leads to, or every reason against it
//	state = claim.Evolve(state, event)                   // for each event, live and on replay alike
//	state, events, err = claim.Step(state, command, env) // both
//	state, err = claim.Fold(events)                      // a whole history
//	state, err = claim.DecodeClaim(document)             // or a claim that was kept
//	due := claim.NextDue(claims)                         // what has to happen by when
//
// # Model and units
//
// A [Claim] is one demand for money against one party, over goods that were damaged, lost, short, late,
// overcharged or defective. A [Policy] has the terms of one party or one mode of carriage, kind by kind:
// by when notice has to be given, by when the claim has to be filed, and what has to be proven; and the
// time the other side has to acknowledge, to decide and to pay, and that one has to appeal.
//
// A claim is opened as a draft, collects evidence, and is filed. Filing asks for all evidence, for notice
// in time (a claim filed before notice is due is its own notice), and for its own deadline; who has the
// right may override what is late or lacking, and the event keeps what was overridden and by whom. The other side
// acknowledges, and settles for no more than was claimed or declines on a ground. What was not accepted
// in full may be appealed; when an appeal is declined the decision before it stands. Payments may come in
// parts, never more than was accepted. A claim that was withdrawn before a decision may be reopened, and
// is filed again then.
//
// Two tables say what may happen. [Transitions] has where each verb may lead from a state, and [Mermaid] draws it.
// The permissions of the policy have which actor may give which command, and who has the right to override
// ([RightOverride]). Actors are an open vocabulary. A policy without permissions has the [DefaultPermissions]:
// everybody may do everything.
//
// Every event has a [logistics.EventHeader]: the instant, the actor, and the version of the claim after it. [Fold]
// takes a history that begins at the beginning, [StateAt] the part of it up to an instant. A claim that is written
// to JSON is a document from which [DecodeClaim] goes on.
//
// # Rounding
//
// None: amounts are whole minor units and are only compared and added.
//
// # Time
//
// The instant of a decision is [Env] AsOf, as in package returns; its civil date in the zone of the policy, UTC when
// it names none, is the day of the decision. Everything else is a civil date. A limit counts calendar months first,
// then days, from the delivery, the shipment or the delivery expected; of a month that is too short the last day
// counts. A deadline is inclusive: it has passed on the day after. What happened earlier may be recorded later, by
// the date of the command; the deadline is held against the day it happened. [Claim.Deadlines] has those that are
// running, [Claim.Due] those of them that have passed, [NextDue] those of many claims in order. [Tick] turns
// deadlines that have passed into events.
//
// # Errors
//
// [Decide] returns all faults of a malformed command or environment, and a [logistics.RefusedError] with every
// reason when the rules do not allow it. [Compile] returns all faults of the policy. The decoders return all faults
// of the document. [Fold] and [StateAt] return a fault for every event that is missing, nil, or of another package.
// Zero values are faults, never panics.
//
// # Guarantees
//
// Decide and Evolve are pure and deterministic; a Claim is a value, and Evolve leaves the one it is given
// as it is. Arguments are neither changed nor kept. Evolve is total: it never fails or panics, and passes over what
// does not fit. Folding the events that were decided gives the state, and so does going on from a document of any
// state on the way. A command id that was decided before decides nothing, and with other content it is refused, from
// a document too; so is a command for another version. A refused command changes nothing. Paid ≤ accepted ≤ claimed. A
// deadline passes once. No limit moves after the event that set it, whatever becomes of the policy.
//
// # Sources
//
// Acknowledgement within 30 days and a decision within 120: 49 CFR 370.5 and 370.9. At least nine months
// to file with a motor carrier: 49 USC 14706(e). Notice of concealed damage within 5 days: the practice
// of the National Motor Freight Classification, item 300135. The 60 days for parcels are those of the
// tariffs of parcel carriers. Decide and Evolve: J. Chassaing's Decider.
package claim
