// Package credit computes what is owed when a service level was missed.
//
//	statement, err := credit.Settle(schedule, charge)
//
// # Model and units
//
// A [Schedule] is a table of steps on attainment: an attainment below a step's level, and not below
// that of the next lower step, earns its share of the charges. A [Charge] is one objective with its
// [logistics.Tally] and the charges of the period it is computed on. The credits of all objectives
// together are capped at a share of the charges.
//
// # Rounding
//
// Each line is rounded once, to the minor unit, by the rounding the schedule names. The cap is split
// over the lines by the largest remainder, so that the lines always sum to the total.
//
// # Time
//
// None here: the period is an argument that is carried through.
//
// # Errors
//
// [Compile] returns all faults of the schedule; [Compiled.Settle] those of the charges: a negative
// amount, no currency, mixed currencies.
//
// # Guarantees
//
// Pure and deterministic. A lower attainment never earns less. No line is below zero, and the total is
// never above the cap or the charges. Attainment is compared exactly, without rounding before it.
//
// # Sources
//
// The step table with a strict upper and an inclusive lower bound is the usual form of cloud and
// third-party-logistics contracts.
package credit
