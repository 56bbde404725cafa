// Package sevenr judges the seven Rs of a delivered order line: right product, condition, customer,
// quantity, cost, place and time.
//
//	result, err := sevenr.Check(tolerances, line, asOf) // or compile once: checker.Check(line, asOf)
//
// Every R is Met, Missed, Undetermined, Waived or NotDue, and a line is as good as the least of them
// that is not waived. What nobody recorded is Undetermined, never met.
//
// # Model and units
//
// A [Line] holds what was promised and every delivery made against it. [Tolerances] are the policy:
// time as a [logistics.Duration] (civil days or exact time) around the promised window, quantity and
// cost as shares of what was promised, the accepted conditions, and which promise counts when it was
// moved. Each delivery is judged; a line meets product, condition, customer, place and time when all
// its deliveries do. Quantity is judged on their sum, counting only the promised product, and cost on
// the sum of what was charged. What was not delivered at all is overdue once the window and the late
// tolerance are over, and not due before.
//
// # Rounding
//
// None: shares are compared exactly by cross multiplication.
//
// # Time
//
// The instant asOf decides only between not due and overdue. An arrival is an interval; when it
// straddles the end of the window the verdict on time is Undetermined.
//
// # Errors
//
// [Compile] returns all faults of the tolerances. [Checker.Lines] returns all faults of the documents.
// [Checker.Check] refuses a line whose promised quantity is absent or not above zero.
//
// # Guarantees
//
// Pure and deterministic. A Checker is immutable and safe for concurrent use; Check does not allocate.
// Reasons come in the order of the rights, and the verdict can be recomputed from them: a right without
// a reason is met. Widening a tolerance never turns met into missed.
//
// # Sources
//
// The seven Rs: J. J. Coyle, E. J. Bardi, C. J. Langley, The Management of Business Logistics. Perfect
// order: SCOR RL.1.1, an order is perfect when all its lines are; RL.2.1 to RL.2.4 for its parts.
package sevenr
