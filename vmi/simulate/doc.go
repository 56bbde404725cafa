// Package simulate runs a stocking rule against random demand and lead times, and says what it really
// delivers, with intervals.
//
//	result, err := simulate.Run(simulate.Setup{
//		Rule: simulate.Rule{Kind: simulate.ReorderPointOrderUpTo, Reorder: 30, UpTo: 80},
//		Demand: simulate.Poisson(6), Lead: simulate.Constant(4), Periods: 100_000, Seed: 1,
//	})
//
// # Model and units
//
// Stock of one item at one place. With a [Setup] of periods each period has this order: what was ordered
// so many periods ago arrives, a review may order, demand takes what is there, and the period is counted.
// An order of lead time 0 arrives before the demand of its own period, so a lead time of L is followed by
// L + 1 periods of demand. With [Setup.Arrivals] the demand comes one by one in continuous time, with
// exponential times between, and the rule is reviewed after each of them: that is continuous review.
// Demand that finds no stock waits, or with [Setup.LostSales] is lost.
//
// A [Rule] is one of the usual ones: (s,Q), (s,nQ), (s,S), (R,S), (R,s,S) or base stock. It sees the
// inventory position: on hand, and on order, less what waits. A [Source] draws demand and lead times.
//
// # Rounding
//
// None: a Source of whole numbers gives whole stock, exactly.
//
// # Time
//
// A period is whatever the host says it is. Lead times of a run in periods are cut to whole periods. Orders
// arrive in the order they were placed unless [Setup.Crossing] lets a later one overtake.
//
// # Errors
//
// [Run] returns all faults of the setup: figures below zero, NaN or beyond the bounds, a rule that orders
// nothing, a warm-up as long as the run. Every run ends: the number of periods or arrivals is bounded.
//
// # Guarantees
//
// Deterministic: the seed says everything, on every machine. Demand and lead times have a stream of random
// numbers each, so two rules with one seed meet the same demand. In every step what came in is what went
// out and what is there; a run in which it is not is an error and no result. A [Runner] that is used again
// does not allocate. Intervals are from batch means; for a run that is long beside its order cycles they
// hold the true mean with the confidence asked for.
//
// # Sources
//
// A. M. Law, Simulation Modeling and Analysis, 5th ed., 2015, chapters 9 and 11 (batch means, common random
// numbers). G. Marsaglia, W. W. Tsang, A Simple Method for Generating Gamma Variables, ACM Transactions on
// Mathematical Software 26, 2000. Order of events: P. H. Zipkin, Foundations of Inventory Management, 2000.
package simulate
