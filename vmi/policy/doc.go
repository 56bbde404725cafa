// Package policy computes how much stock makes it time to order, and how much to order then.
//
//	level, err := policy.ReorderPoint(demand, lead, 0.95)
//	best, err := policy.OptimalReorder(costs, rate, law)
//	s, err := policy.ReorderPointForFill(law, quantity, 0.98)
//
// # Model and units
//
// [Demand] is the mean and the standard deviation of what is used in a day, in units of the item, with
// days independent of each other. [LeadTime] is the mean and the standard deviation of the days from
// an order to its receipt, independent of the demand. Where nothing else is said demand over the lead
// time is normal, and the reorder point of a cycle service p is
//
//	s = μL + z·√(L·σ² + μ²·σL²)
//
// with z the normal quantile of p: the probability that no order cycle runs out before its receipt.
// An order is due when the inventory position is at or below s.
//
// Every other policy takes a [LeadTimeDemand], the distribution of the demand over the stretch of time that the
// policy names. [Choose] picks one and says why; [Normal], [Gamma], [Lognormal], [Poisson],
// [NegativeBinomial], [CompoundPoisson], [Empirical] and [Convolved] make one; so does a forecast.
// Discrete distributions give whole levels and whole quantities.
//
//	(s, Q)     OptimalReorder, BestReorderPoint, ReorderCost, EvaluateReorder, ReorderPointFor…
//	(R, s, S)  OptimalMinMax, MinMaxCost, EvaluateMinMax
//	(R, s, nQ) EvaluateLots
//	(R, S)     EvaluateOrderUpTo, OrderUpToForFill, Newsvendor
//	a season   Newsvendor, SeasonQuantity
//	a lot      EconomicOrderQuantity and its kin, AllUnitsDiscount, IncrementalDiscount
//	a shelf    LeastStock
//
// Service is measured in four ways: per cycle (P1), as the share of demand met at once (P2, exact, with
// both terms), as the share of time with stock (P3), and by the cost of a shortage (B1, B2, B3, TBS).
// Holding and backorders cost in proportion to units and time. The cost of an optimum comes with its
// derivatives by the figures that it was made of.
//
// # Rounding
//
// None: results are in float64, for the caller to round up to a quantity, once. Only the levels of
// discrete distributions are whole.
//
// # Time
//
// None here but days as a measure, and a unit of time that rates and costs share.
//
// # Errors
//
// Every verb returns all faults of its arguments with their paths: NaN, infinities, figures beyond the
// bounds, a service outside of 0 to 1, distributions of the wrong kind, and searches that would take too
// long. No result is ever NaN or infinite. A target that justifies no stock gives the lowest factor allowed,
// with the reason.
//
// # Guarantees
//
// Pure and deterministic. The verbs for one item do not allocate once the distribution is made, those for
// (s, S) when they are given a [Scratch]; steps and reasons are worked out when asked for. Every loop is
// bounded. [ReorderPoint] gives the same bits on every architecture; figures of other distributions than
// the normal may differ in the last digits where multiplication is fused.
//
// A higher service never lowers a level, nor does more variation or, from a service of one half on,
// more demand or a longer lead time. No other (r, Q) or (s, S) is cheaper than the one returned; a
// policy evaluated at the target that it was made for meets it.
//
// # Sources
//
// E. A. Silver, D. F. Pyke, D. J. Thomas, Inventory and Production Management in Supply Chains, 4th
// ed., 2017: the measures P1, P2, P3 and TBS, the costs B1, B2 and B3, demand over a variable lead time,
// fill rates with lost sales, the undershoot. P. H. Zipkin, Foundations of Inventory Management, 2000:
// loss functions, lots with planned backorders and discounts. G. Hadley, T. M. Whitin, Analysis of
// Inventory Systems, 1963: the position is uniform, (s, Q) and (s, nQ) costs. Y.-S. Zheng, On Properties
// of Stochastic Inventory Systems, Management Science 38, 1992: the optimality of (r, Q). A. Federgruen,
// Y.-S. Zheng, An Efficient Algorithm for Computing an Optimal (r, Q) Policy in Continuous Review
// Stochastic Inventory Systems, Operations Research 40, 1992. Y.-S. Zheng, A. Federgruen, Finding
// Optimal (s, S) Policies Is About As Simple As Evaluating a Single Policy, Operations Research 39,
// 1991. T. A. Burgin, The Gamma Distribution and Inventory Control, Operational Research Quarterly 26,
// 1975.
package policy
