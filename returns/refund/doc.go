// Package refund computes what is given back for some units of an order line, to the minor unit.
//
//	quote, err := refund.Quote(terms, line)
//
// # Model and units
//
// A [Line] says what was paid for all its units together, how many were sold, how many are settled by
// earlier refunds, and how many are to be refunded now. The gross amount of the units k+1 to k+m of q
// is C(k+m) − C(k), where C(k) is the amount paid times k ÷ q, rounded. [Terms] name the rounding and
// the fee that is kept, a share of the gross amount.
//
// # Rounding
//
// C is rounded by the terms, to the minor unit of the currency, and so is the fee, once for each quote.
// Because C is cumulative, every partition of the quantity gives the same sum.
//
// # Time
//
// None here.
//
// # Errors
//
// [Quote] returns all faults of terms and line: no amount, an amount below zero or in fractions of the
// minor unit, more units than are left, a fee outside of 0 to 1, no rounding. [Units] has one error
// for all of them.
//
// # Guarantees
//
// Pure and deterministic; Quote and Units do not allocate. Refunds of a line are never below zero,
// whatever the fee, and without fees they sum to what was paid when all units came back. What was paid
// is always what was settled before, what is refunded, what is kept, and what is still returnable.
//
// # Sources
//
// Cumulative rounding telescopes: the sum of C(k+m) − C(k) over consecutive parts is C(q) − C(0).
package refund
