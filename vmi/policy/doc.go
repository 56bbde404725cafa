// Package policy computes how much stock makes it time to order.
//
//	level, err := policy.ReorderPoint(demand, lead, 0.95)
//
// # Model and units
//
// [Demand] is the mean and the standard deviation of what is used in a day, in units of the item, with
// days independent of each other. [LeadTime] is the mean and the standard deviation of the days from
// an order to its receipt, independent of the demand. Demand over the lead time is taken as normal. The
// reorder point of a cycle service p is
//
//	s = μL + z·√(L·σ² + μ²·σL²)
//
// with z the normal quantile of p: the probability that no order cycle runs out before its receipt.
// An order is due when the inventory position is at or below s.
//
// # Rounding
//
// None: a [Level] is in float64, for the caller to round up to a quantity, once.
//
// # Time
//
// None here but days as a measure.
//
// # Errors
//
// [ReorderPoint] returns all faults of its arguments: NaN, infinities, figures below zero or beyond the
// bounds, a service outside of 0 to 1. No level is ever NaN or infinite.
//
// # Guarantees
//
// Pure and deterministic; ReorderPoint does not allocate, and the steps are worked out when asked for.
// A higher service never lowers the level, nor does more variation or, from a service of one half on,
// more demand or a longer lead time.
//
// # Sources
//
// E. A. Silver, D. F. Pyke, D. J. Thomas, Inventory and Production Management in Supply Chains, 4th
// ed., 2017: the decision rule for a specified probability of no stock-out per replenishment cycle, and
// demand over a variable lead time.
package policy
