// Package lot joins needs into orders: which periods one order covers, which items are ordered together,
// and what goes on the truck.
//
//	plan, err := lot.WagnerWhitin(periods)        // the cheapest orders for a known demand, exactly
//	cycle, err := lot.JointReplenishment(50, items) // a family of items with one cost of ordering
//	load, err := lot.Fill(truck, candidates)       // what needs it most goes first
//
// # Model and units
//
// A [Period] has a demand, the cost of ordering in it, the cost of holding a unit to the next period, and
// the price of a unit. An order arrives at the start of its period, demand is taken at once, and what is
// left at the end is held. [WagnerWhitin] finds the least cost. [SilverMeal], [PartPeriod],
// [LeastUnitCost], [FixedPeriods] and [LotForLot] are the usual rules of thumb, for comparison and for
// plans that have to be stable. [Constrained] finds the least cost when orders have a minimum, a multiple
// and a maximum; it counts in whole units.
//
// A family of [Member] items has a major cost for each order and a minor one for each item in it. A cycle
// is a base period T with a multiple for each item. [JointReplenishment] finds the best cycle of the kind
// in which every base period has an order; [SilverCycle] is the heuristic, [PowerOfTwo] the cycle whose
// multiples are powers of two.
//
// [Fill] loads vehicles by marginal need: the next pack goes to the item that would run out first. What
// has to go goes first, and as many vehicles are taken as that needs; then the last one is filled up. A
// [Profile] rounds a quantity to layers and pallets when it is close enough to one.
//
// # Rounding
//
// Costs are float64 and not rounded. Quantities of [Constrained], packs of [Fill] and units of a [Profile]
// are whole.
//
// # Time
//
// Periods are steps of equal length, the base period of a cycle is in the unit of time of the demand.
//
// # Errors
//
// All faults of the arguments: no periods, figures below zero, NaN or beyond the bounds, a maximum below
// the minimum, a multiple above the maximum, a demand that the constraints cannot meet, more work than the
// bound allows. Nothing loops without end.
//
// # Guarantees
//
// Pure and deterministic; ties go to the later order, the earlier item. The cost of WagnerWhitin is at
// most that of every rule of thumb, and periods without demand at the end change nothing. JointReplenishment
// costs at most what SilverCycle does; PowerOfTwo costs at most 6.07 % more than the least possible. No
// load exceeds its vehicles, and none leaves out a pack that fits while it takes one that is needed less.
//
// # Sources
//
// H. M. Wagner, T. M. Whitin, Dynamic Version of the Economic Lot Size Model, Management Science 5, 1958. E.
// A. Silver, D. F. Pyke, D. J. Thomas, Inventory and Production Management in Supply Chains, 4th ed., 2017,
// chapters 5 and 10. S. K. Goyal, Determination of Optimum Packaging Frequency of Items Jointly
// Replenished, Management Science 21, 1974. P. Jackson, W. Maxwell, J. Muckstadt, The Joint Replenishment
// Problem with a Powers-of-Two Restriction, IIE Transactions 17, 1985.
package lot
