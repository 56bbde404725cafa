// Package credit computes what is owed when a service level was missed: service credits, penalties,
// chargebacks and refunds, from a policy that says how.
//
//	statement, err := credit.Settle(schedule, bill) // or compile once: compiled.Settle(bill)
//
// # Model and units
//
// A [Schedule] is the policy. A [Bill] is a period: its invoices, which together are the charges of the
// period, and a [Charge] for each objective, or each incident under it, with its verdict and the figures a
// credit can be computed from. What was charged is said once, on the invoices: the credit of a charge is a
// share of the invoice it names, and of all of them when it names none. A host takes the charges from the
// report of an agreement, which has the verdicts: sla.Report.Bill.
//
// Without a miss no credit is due. An objective that was attained, that is waived, of which too little is
// known, or whose period is not over earns nothing, each with its own reason. Only a [Trigger] of the
// schedule or of a term lets the figures decide where the objective was attained all the same.
//
// A [Term] of the schedule names objectives and a kind:
//
//	attainment   charges × share of the lowest step the attainment is below
//	shortfall    charges × (target − attainment)
//	at_risk      charges × share at risk × pool × allocation, for a miss
//	points       charges × share of the last row the points have reached; below the first row nothing
//	flat_fee     fee × failing units × weight
//	value        (value of what failed − allowance × value of everything) × share
//	freight      freight of what failed × share
//	none         nothing: the objective is measured only
//
// Every objective that no term names goes by the schedule's own steps, which are of the first kind. A
// step holds for an attainment below its level and not below that of the next lower step.
//
// A statement is computed in this order. What is not due by its verdict, or excused, is no credit. Each line
// is computed, times the factor for repeats, and rounded; a miss or two of a low volume may be forgiven.
// Then it is held to the caps of a line, the amount before the share. Of the lines of one incident only the
// largest is left. The total is held to the share of the charges of the period, over all its invoices, the
// amount, and what the annual cap leaves; and a total that is not above the least amount is not paid. Each
// line shows what it earned before the caps of the period, and what is paid of it.
//
// What turns out after a statement was given is its next version: [Biller.Revise]. The [Difference] of two
// versions is a document of its own, with a line for each amount to be paid or taken back.
//
// What looks at other periods is asked for separately. [Biller.EarnedBack] is the part of past
// credits that the provider has won back. [Biller.IsChronic] says that a failure goes on: so many
// misses in so many periods. [Biller.ClaimBy] is the last date for a claim. [Biller.Simulate]
// settles past periods by a schedule that was not in force. Which miss this is in a rolling window, and
// how often one counts, the host decides: [Charge] carries the count.
//
// # Rounding
//
// Each line is rounded once, to the minor unit, by the rounding the schedule names; the product before it is
// exact. Caps, and what is earned back, are rounded toward zero. A lower total is split over the lines by the
// largest remainder in minor units, equal remainders in the order of names, so that the lines always sum to
// the total.
//
// # Time
//
// Periods and dates are civil and come as arguments; nothing here reads a clock. A claim is counted in
// civil days, in working days of a [logistics.WorkingDays], or to the end of a billing month; its last
// date is included.
//
// # Errors
//
// [Compile] returns all faults of the schedule. [Biller.Settle] returns all those of the bill: no period, no
// verdict, no amount, an amount below zero, currencies that differ, an objective the schedule does not know,
// an invoice given twice or not at all, an objective charged twice, an incident charged in two ways. Shares
// too fine to combine in 64 bits are a fault too. [DifferenceOf] refuses versions of two periods,
// [Biller.EarnedBack] periods out of order, and [Biller.ClaimBy] working days without a calendar.
//
// # Guarantees
//
// Pure and deterministic; a [Biller] is safe for concurrent use. A lower attainment never earns less. No line
// is below zero, the lines sum to the total, and no cap is exceeded, however the charges are split over
// invoices; without caps a fee may be above the charges. Attainment is compared exactly, without rounding
// before it. Nothing judged earns nothing. The order of the charges does not matter, and the same incident
// sent again changes nothing. What a version paid and its difference are what the next one owes; the same
// facts are the same version, and a correction that is taken back pays nothing. What is earned back is never
// more than the credits. Every amount can be recomputed from the reasons: the formula names its inputs.
//
// # Sources
//
// The step table with a strict upper and an inclusive lower bound is the usual form of cloud and
// third-party-logistics contracts. Shortfall: the service credits of United Kingdom call-off contracts
// (Crown Commercial Service, call-off schedules). Share at risk, pool and allocation: the service level
// credits of the Texas Department of Information Resources. Fees for cartons, appointments and late
// orders: the compliance programmes of retailers. Caps at the carriage charges and limits for
// reservations: Convention on the Contract for the International Carriage of Goods by Road (CMR),
// articles 23(5), 30(3) and 20(1).
package credit
