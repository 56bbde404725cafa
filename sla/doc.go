// Package sla holds what was agreed with a customer against what was delivered.
//
//	evaluator, err := sla.Compile(agreement, zones, clocks)
//	report, err := evaluator.Attain(sla.Facts{Outcomes: outcomes, Cases: cases}, period, asOf)
//	for _, reason := range report.Reasons() {
//		fmt.Println(sla.Reasons().English(reason))
//	}
//
// # Model and units
//
// An [Agreement] has objectives of two kinds. One holds lines: which of the seven Rs must be right
// together, and what share of the lines must be. The other holds cases: how much open time of a
// calendar a case may take, by a [TimerRule]; [FromPreset] has the usual ones. Attainment is good ÷
// judged of one period of the agreement's calendar; what could not be judged, and what is excluded, is
// counted beside it, not in it.
//
// [Select] says which of several agreements holds for a subject on a date, and [Governing] which version of
// one holds for a case that spans a change. [Report.Bill] is what a credit is settled from. A [Timer] judges one case
// from its events, and [Timing.Forecast] how it is likely to end. [HeadroomOf] says how many misses a
// target still allows. A [Book] counts many customers as facts come in, and takes out what was put
// right. Retailers' programmes of on-time-in-full are in the package sla/programmes.
//
// # Rounding
//
// None: attainment is compared with its target exactly, and open time is counted in nanoseconds.
//
// # Time
//
// A line belongs to the period of the civil date, in the agreement's zone, on which its promise ended. A
// period that is not over at asOf is NotDue. Cases run on the open time of a calendar, whatever the
// clocks do meanwhile; a case that takes exactly its budget is kept.
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
