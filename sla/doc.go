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
// [Select] says which of several agreements holds for a subject on a date, and [Governing] which version of one
// holds for a case that spans a change. [Report.Bill] is what a credit is settled from. A [Timer] judges one case
// from its events, and [Timing.Forecast] how it is likely to end. [Evaluator.Run] judges a log of many
// cases in one pass, and runs of the parts of a log merge. [HeadroomOf] says how many misses a
// target still allows. A [Book] counts many customers as facts come in, and takes out what was put
// right. Retailers' programmes of on-time-in-full are in the package sla/programmes.
//
// A [Limit] is a length of open time, or a day: so many working days or calendar days after the next
// opening or after the date, by a time or at the same time, with a cut-off and a roll. Days are
// working days; calendar days are Within: [logistics.Days]. The closest that
// fits a case holds, each on its calendar; an event may change what the case is, and the limit follows.
// [Timer.Warnings] says when shares of the budget are used up, [Timer.Explain] where the time went, who
// used it, and which events were passed over and why, and [Timer.Smallest] by when the case would have
// had to be stopped.
//
// # Rounding
//
// None: attainment is compared with its target exactly, and open time is counted in nanoseconds.
//
// # Time
//
// A line belongs to the period of the civil date, in the agreement's zone, on which its promise ended. A period that
// is not over at asOf is NotDue. Cases run on the open time of a calendar, whatever the clocks do meanwhile.
// Stopped by its due date a case is kept. Past it, a limit in days is missed at once, also in closed time; one in open
// time as soon as more of it counts than the limit, so that sixteen hours used up on Friday at the close are missed
// from Monday's opening on. What is missed stays missed: a lower priority, which brings a longer limit,
// does not heal it, whatever is carried over, and only a new cycle or a cancellation takes it out. A change to a
// limit that is used up makes the case due at once. A cut-off is exclusive: what begins at it is late. A case belongs
// to the period of its due date, whatever became of it, unless its objective says that of its end; the due date stays
// where it is once the time runs or has stopped, and moves while the case is paused. A case that is due at 24:00
// belongs to the day that ends.
//
// An event counts once, by its id, in a [Timeline] as in a [Log]: copies, and logs that overlap, change nothing. Of two
// contents under one id the one recorded later counts, of two recorded at once the same one each time, and the other is
// listed as passed over. A log has no retractions: [Events] takes out of the envelopes of a case what was taken back by
// an instant, and of two contents the one recorded earlier; what it returns goes into the log.
//
// Events of one instant are taken in the order in which the fewest are passed over, given the state before
// them: a case that is created and closed at once is kept. Neither ids nor the time of recording decide.
//
// # Errors
//
// [Compile] returns all faults of the agreement; [Evaluator.Attain] refuses a period the agreement's
// calendar does not have, and cases of objectives it does not have. Where the agreement lists the values of
// an attribute, a case with another is a fault. An event that changes nothing is none: it is counted in the
// timing and listed in the explanation.
//
// # Guarantees
//
// Pure and deterministic; the order of outcomes, of events and of a log does not matter. An Evaluator is
// immutable and safe for concurrent use.
//
// # Sources
//
// Attainment over calendar windows with a minimum volume is usual in service contracts; the joint rate
// over the Rs is that of SCOR RL.1.1.
package sla
