// Package refund computes what is given back for what was returned, to the minor unit: goods, tax,
// shipping, fees, a discount that no longer holds, and which payment it goes back to.
//
//	quote, err := refund.Quote(terms, ask)
//
// # Model and units
//
// An [Ask] has the order as it was paid and as far as it is settled, and the [Part] values that come
// back: some units of a line in one condition. The gross amount of the units k+1 to k+m of q is
// C(k+m) − C(k), where C(k) is the amount paid times k ÷ q, rounded. Tax is cumulated in the same way
// beside it; net is the difference, and so it is exact in the sum. Units that were refunded before they
// came back are not paid again at their return.
//
// [Terms] are the policy. A quote is computed in this order. Each part bears a share for restocking,
// one for its condition, and one for the days it came late; together they keep at most its gross. Then
// the order discount is worked out again, if the terms have a minimum: once the list value of what the
// customer keeps is below it, all refunds together are what was paid without that list value. What this
// takes away is clawed back, from the goods only. It is given back when everything came back. The
// return freight is kept last, once for each return, from goods and shipping. A cause that is waived
// keeps no fee at all; a discount is clawed back for any cause. What the fees cannot keep, because the
// refund would be below zero, is forgone. What cannot be clawed back is asked for at the next refund.
//
// Around the quote: [Shares] splits an order discount over the lines, so that what was paid for each is
// known. [CheckAmount] judges an amount that somebody names. [Allocate] splits a refund over the
// payments of the order, [ChooseMethod] chooses between them and store credit. [Settle] is the
// difference of an exchange: it is recorded, and never charged. [Units] is the bare calculation.
//
// # Rounding
//
// C is rounded by the terms, to the minor unit of the currency, and so is each fee, once for each part.
// Because C is cumulative, every partition of the quantity gives the same sum. A discount is split by
// the largest remainder, ties to the earlier line. Nothing else is rounded.
//
// # Time
//
// None here: days late, and days since the shipping, are counts of the host. A last day counts: of a
// [LateFee], and of the limit of [MoneyBack].
//
// # Errors
//
// [Quote] returns all faults of terms and ask, and then no result: no rounding, a share outside of 0 to
// 1, amounts below zero, in fractions of the minor unit, in two currencies or above 2^60 − 1 minor units,
// more tax or less list value than was paid, more units than are left, shipping that was refunded
// before, an ask for nothing. An amount above what is available is an [AmountError] with the amount
// that is; a method that is not allowed is a [MethodError] with those that are. All of them are
// [logistics.ErrInvalid]. [Units] has one error for all its faults.
//
// # Guarantees
//
// Pure and deterministic; inputs are not kept or changed. Without fees, what is refunded over any
// partition of an order is exactly what was paid, for goods, tax and shipping each, and never above it
// on the way. Each part is within one minor unit of its exact share. A refund is never below zero, and
// fees that are kept and forgone are together those that the terms ask for. What was paid is always
// what was settled before, what is refunded, kept and clawed back, and what is still returnable: the
// last of [Result.Steps] proves it. Currencies of 0 to 4 digits behave alike. [Units] does not allocate;
// a quote of up to 16 lines allocates its parts and their fees.
//
// # Sources
//
// Cumulative rounding telescopes: the sum of C(k+m) − C(k) over consecutive parts is C(q) − C(0).
// Largest remainder: the method of Hamilton, M. L. Balinski and H. P. Young, Fair Representation (1982).
// A deduction for diminished value and the refund of the standard outbound freight: Directive
// 2011/83/EU on consumer rights, articles 13 and 14.
package refund
