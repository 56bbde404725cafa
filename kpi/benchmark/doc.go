// Package benchmark says how a figure stands against others, and where more service stops paying.
//
//	position, err := reference.Position(onTime)   // against a field somebody published
//	field, err := benchmark.Rank(carriers, logistics.HigherIsBetter) // against one's own
//	frontier, err := benchmark.Efficient(options) // what a percentage point costs, option by option
//
// # Model and units
//
// A [Reference] is a published field of figures: quantiles with their source, year and size. A [Position]
// is the share of that field which a value is at least as good as, whichever direction is better. Where
// only a few quantiles are known, the position is an interval, and an estimate inside of it only if the
// reference allows it.
//
// [Rank] orders one's own lanes, sites or carriers. Each is drawn towards the mean of all by as much as its
// count is small beside how much they differ, so that three good deliveries out of three do not top three
// hundred out of three hundred and one.
//
// An [Option] is a way to serve with its cost and its service. [Efficient] keeps those that nothing else
// beats in both; the others are named with what beats them. A [Curve] is the smooth version: a fixed cost,
// and the same again for each time the failures shrink to a share. A [Concentration] orders customers by
// what they return for an effort, and says how much of the result so much of the effort brings: whether
// the 80-20 rule holds here.
//
// Levels come back as [logistics.ServiceLevel], which agreements take as targets.
//
// # Rounding
//
// Estimated positions, and levels read between quantiles or drawn to a mean, are in ten-thousandths, half
// to even. The cost of a percentage point is in the minor unit of its currency, half to even. Bounds, gaps'
// signs and every comparison are exact. Curves and weights are float64.
//
// # Time
//
// None, but the year a reference was measured in.
//
// # Errors
//
// All faults of an input, each with path and code: quantiles that do not rise, a share outside of 0 to 1,
// more good cases than cases, costs in several currencies, options given twice. A field in which nothing
// was measured is a fault; one whose members differ no more than chance would is not, and says so.
//
// # Guarantees
//
// Pure and deterministic; the order of the input does not matter. A better value never has a lower
// position. A figure drawn towards the mean stays between itself and the mean. No option beats one that is
// called efficient in cost and service. No result is NaN.
//
// # Sources
//
// Shrinkage: J. C. Kleinman, Proportions with Extraneous Variance: Single and Independent Samples, Journal
// of the American Statistical Association 68, 1973 (moments of the beta-binomial distribution); B. Efron, C. Morris,
// Data Analysis Using Stein's Estimator and Its Generalizations, JASA 70, 1975. Cost against service: R. H.
// Ballou, Business Logistics/Supply Chain Management, 5th ed., 2004, chapter 4. Concentration: J. M. Juran,
// Quality Control Handbook, 1951; M. O. Lorenz, Methods of Measuring the Concentration of Wealth, 1905.
package benchmark
