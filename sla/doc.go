// Package sla holds what was agreed with a customer against what was delivered.
//
//	report, err := sla.Attain(agreement, outcomes, period, asOf)
//
// # Model and units
//
// An [Agreement] has objectives: which of the seven Rs must be right together, and what share of the
// lines must be. Attainment is good ÷ judged lines of one period of the agreement's calendar; lines
// that could not be judged are counted beside it, not in it.
//
// # Rounding
//
// None: attainment is compared with its target exactly.
//
// # Time
//
// A line belongs to the period of the civil date, in the agreement's zone, at which it was settled. A
// period that is not over at asOf is NotDue.
//
// # Errors
//
// [Compile] returns all faults of the agreement; [Evaluator.Attain] refuses a period the agreement's
// calendar does not have.
//
// # Guarantees
//
// Pure and deterministic; the order of outcomes does not matter. An Evaluator is immutable and safe
// for concurrent use.
//
// # Sources
//
// Attainment over calendar windows with a minimum volume is usual in service contracts; the joint rate
// over the Rs is that of SCOR RL.1.1.
package sla
