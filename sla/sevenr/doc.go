// Package sevenr judges the seven Rs of a delivered order line: right product, condition, customer,
// quantity, cost, place and time; and beside them the documents of its deliveries.
//
//	orders, err := sevenr.Judge(tolerances, orders, fulfilments, zones, asOf) // from the documents
//	result, err := sevenr.Check(tolerances, line, asOf)                       // one line at hand
//
// Both compile the tolerances; for more than one call compile them once ([Compile]).
//
// Every R is Met, Missed, Undetermined, Waived or NotDue, and a line is as good as the least of them
// that is not waived. What nobody recorded is Undetermined, never met.
//
// # Model and units
//
// A [Line] holds what was promised, every delivery made against it and every bill about it. [Tolerances]
// are the policy: time as a [logistics.Duration] (civil days or exact time) around the promised window,
// quantity and price as shares of what was promised, the accepted conditions, and which promise counts
// when it was moved. Each delivery is judged; a line meets product, condition, customer, place and time
// when all its deliveries do. Quantity is judged on their sum, counting only the promised product.
//
// A promise is closed when all of it has come, or when its window and the tolerance behind it are over
// (Closes). Until then a right is missed only where no later delivery can make it right. What comes
// after the close is told beside the verdicts and changes none.
//
// Cost is a three-way match of order, receipt and invoice: what was billed against the unit price of
// the promise × what is payable, which the CostBasis says. With Billing, bills and credit notes are
// waited for, and until a final one or the end of that time nothing is missed. Each bill may be off by
// half a minor unit; past that the tolerances of price decide. A [logistics.Fulfilment] carries what was
// charged with it; invoices and credit notes apart from deliveries are [Bill] values of a [Line], which
// [Checker.Lines] makes of the documents and [Checker.Check] judges.
//
// The tolerances may ask for documents with every delivery: an advance ship notice before it, a proof of
// delivery after it. [Result.Documentation] is the verdict on them, which is none of the seven;
// [OrderResult.Perfect] takes both, as the perfect order of SCOR does. One document of a kind that is in
// time and right is enough; a fulfilment has at most 20. Of a line of which nothing came they are not
// determined.
//
// A cancellation counts from its instant: what was missed by then stays missed, and the rest is waived.
// A revision of a promise counts from when it was made; under the agreed commitment one that the
// customer agreed to after a late delivery makes it punctual, as agreed changes do.
//
// # Rounding
//
// Shares are compared exactly by cross multiplication. What is payable is rounded once, to the minor
// unit, half to even.
//
// # Time
//
// What happened after asOf is as if nobody knew of it, so a verdict that was given does not change by
// what happens later; it may by what is recorded late or corrected. An arrival is an interval; when it
// straddles the end of the window the verdict on time is Undetermined.
//
// # Errors
//
// [Compile] returns all faults of the tolerances. [Checker.Judge] and [Checker.Lines] return all faults
// of the documents. [Checker.Check] refuses a line whose promised quantity is absent or not above zero,
// a delivery below zero and a bill without an amount.
//
// # Guarantees
//
// Pure and deterministic. A Checker is immutable and safe for concurrent use; Check does not allocate
// unless documents are asked for. Reasons come in the order of the rights, and the verdict can be
// recomputed from them: a right without a reason is met. Widening a tolerance of time, quantity or price
// never turns met into missed; accepting more conditions makes more payable. The order in which facts
// are given changes nothing.
//
// # Sources
//
// The seven Rs: J. J. Coyle, E. J. Bardi, C. J. Langley, The Management of Business Logistics. Perfect
// order: SCOR RL.1.1, an order is perfect when all its lines are; RL.2.1 to RL.2.4 for its parts, of
// which RL.2.3 are the documents.
package sevenr
