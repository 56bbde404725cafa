// Package history folds events that arrive late, twice, out of order, and are corrected.
//
// A history is a set: events by id, and the retractions among them, which may arrive before what they
// take back. When one id arrives with two contents the one recorded later counts, and of two recorded
// at once the one with the greater canonical bytes, so that every order of arrival ends in the same
// set. What is live at an instant is what was recorded by then and not taken back by then. A retraction
// is an event too: when it is taken back itself, what it took back is live again.
//
// # Guarantees
//
// [Live] does not depend on the order or the number of copies of its input, and orders its result by
// when things happened as far as that is known, then by when they were recorded, then by id.
//
// # Sources
//
// State-based replicated sets: M. Shapiro et al., Conflict-free Replicated Data Types, 2011. Error
// declaration as an event of its own: GS1 EPCIS 2.0.
package history
