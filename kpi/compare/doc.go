// Package compare compares figures: gaps alone and among many, a change divided into rate and mix,
// missed cases divided over the seven rights, quantiles, and seasons.
//
//	comparer, err := compare.Compile(metric, compare.GapTest{}) // 95%, exact tests where cases are few
//	gap, err := comparer.Gap(lastMonth, thisMonth)
//
// # Model and units
//
// A [Gap] compares a figure with another period, another subject or the target: the difference, an
// interval, and whether it is consistent with chance. The test decides: a gap is shown where p, to six digits,
// is not above what the confidence leaves. Where interval and test are not of one family (Newcombe
// beside the pooled z or Fisher's) they can differ at the very edge. [AdjustGaps] judges many gaps together, by Holm
// against even one false gap, or by Benjamini and Hochberg against too large a share of them.
//
// [Decompose] divides a change into rate and mix by segment, by midpoints, and warns of Simpson's
// paradox. [DivideMisses] divides the cases missed, say the orders of count.OrderPatterns, over the seven
// rights by Shapley's value. Both sum to the whole exactly.
//
// [Quantiles] knows the nine definitions. [Seasonal] asks whether there are seasons at all; a [Season] holds the
// indices of the places of a cycle, months of a year or days of a week, and compares a busy period with a slow one.
//
// # Rounding
//
// None of counts: a difference is exact, as are the parts of a change and of the missed cases, and the rank of a
// quantile is taken in whole numbers. Only statistics are float64: the interval and p of a gap, quantiles and seasons.
// Reasons show them with six digits, and verdicts go by these.
//
// # Time
//
// A figure belongs to its period. Periods of one subject that overlap are not compared, because their cases are not
// independent.
//
// # Errors
//
// [Compile] returns all faults of the metric and the test. What does not belong together (another metric, version, unit
// or scale) is a [logistics.FaultMismatch]. A gap from or to nothing measured is [Untested], with its reason; no result
// is NaN. Parts of a change whose exact sum has more than 2^18 bits are a [logistics.FaultTooMany].
//
// # Guarantees
//
// A [Comparer] is immutable and safe for concurrent use. Results are fresh, go to JSON and back and give the same
// reasons, with which the verdict can be made again by hand; so do results of which a document lacks a part. The order
// of observations, segments, patterns and values does not matter.
//
// # Sources
//
// Intervals and tests of gaps: R. G. Newcombe, Interval Estimation for the Difference between
// Independent Proportions, Statistics in Medicine 17, 1998 (method 10); E. B. Wilson, 1927; C. J.
// Clopper, E. S. Pearson, Biometrika 26, 1934; R. A. Fisher, 1935, two-sided by the probabilities not
// above that of the table; B. L. Welch, Biometrika 34, 1947. Rates of events: F. Garwood, Biometrika 28,
// 1936, put together as squares after G. Y. Zou, A. Donner, Statistics in Medicine 27, 2008; exact ratio
// test: J. Przyborowski, H. Wilenski, Biometrika 31, 1940. Many gaps: S. Holm, Scandinavian Journal of Statistics 6,
// 1979; Y. Benjamini, Y. Hochberg, JRSS B 57, 1995. Rate and mix: E. M. Kitagawa, Components of
// a Difference between Two Rates, JASA 50, 1955, the mix against the mean of the whole. Shares of what
// was missed: L. S. Shapley, A Value for n-Person Games, 1953. Paradox: E. H. Simpson, JRSS B 13, 1951.
// Quantiles: R. J. Hyndman, Y. Fan, American Statistician 50, 1996. Seasons: classical decomposition, M.
// Kendall, A. Stuart, The Advanced Theory of Statistics 3, 1983, as decompose in R does it; whether there are
// any: W. H. Kruskal, W. A. Wallis, JASA 47, 1952.
package compare
