// Package vmi plans the stock of a customer that the supplier looks after: from an agreement, a report
// of stock and a demand it proposes what to send, and says why, or why not.
//
//	proposal, err := vmi.Propose(agreement, zones, position, demand, asOf)
//	planner, err := vmi.Compile(agreement, zones) // once, and then planner.Propose(position, demand, asOf)
//
// # Model and units
//
// An [Agreement] covers one item at one place: the service level, the lead time and the review period
// in days, the pack, the minimum and the maximum stock, and how far the supplier may go, from watching
// to shipping. The band may be stock or days of demand, an order may have a minimum and a maximum
// quantity, and the agreement says when orders are placed and what happens when its rules contradict
// each other. A [Position] is what was reported; the inventory position is on hand − held + what counts
// as coming + proposed − allocated − backorders, so that what was ordered already is not ordered again.
// Which supply counts is a rule of the agreement ([Include]); what does not is named. [Demand] is the
// mean and the standard deviation of a day. All quantities are in the unit of the agreement.
//
// The reorder point is the demand of the lead time and the safety stock of the cycle service
// (vmi/policy), and not below the agreed minimum. An order is due when the inventory position is at or
// below it. It goes up to the reorder point and the demand of a review period, or to the maximum; without
// demand only to the minimum. It is whole packs by the rounding of the agreement, and a pack that would
// lift the position above the maximum is left out, unless the maximum is soft.
//
// A report is checked against itself by [Reconcile], carried forward by [Planner.Project], and measured
// over a period by [Planner.Score]. Who owns the stock is another question than who plans it: a
// [Consignment] folds movements into layers with their owner, and says what is to be billed, and when.
//
// # Rounding
//
// The demand of the lead time is exact to six decimals. The safety stock crosses from statistics once,
// to six decimals, up. The reorder point and the demand of a review period are rounded up to whole
// units of what is counted or packed, and to thousandths of what is measured.
//
// # Time
//
// The instant asOf decides whether the report is too old, and which date it is at the place; the proposal
// has it on the clock of the place, or in UTC without one. A stamp without offset is read on that clock; one
// that is too coarse to say whether the report is fresh is not taken as fresh.
//
// # Errors
//
// [Compile] returns all faults of the agreement, [Planner.Propose] all those of the facts: a missing
// count, another unit, a figure below zero or beyond 10^12, a report from after asOf.
//
// # Guarantees
//
// Pure and deterministic. A Planner is immutable and safe for concurrent use. A proposal carries the
// agreement and the facts it was made from, so that it can be checked, explained and made again; what is
// proposed is a whole number of packs, and can be told from the reasons. More demand never lowers the
// reorder point, and a higher service level never lowers it either.
//
// # Sources
//
// E. A. Silver, D. F. Pyke, D. J. Thomas, Inventory and Production Management in Supply Chains, 4th
// ed., 2017 (reorder point, order-up-to level, inventory position). The degrees of authority follow
// EANCOM INVRPT, which authorises to plan and suggest orders, or to plan and ship them.
package vmi
