// Package kpi measures service: what a metric is, counting it by subject and period, and holding the
// figure against its target.
//
//	cube, err := kpi.NewCube(metric, rule) // then Add, Exclude and Merge, in any order
//	reading, err := kpi.Evaluate(metric, cube.Observations()[0])
//
// # Model and units
//
// A [Metric] is a definition as data: an id and a version, the [Stage] of the service it belongs to
// (before, during or after the transaction), a [Kind], the unit of its numerator, and which direction
// is better. A proportion counts cases among cases; a ratio holds one quantity against another of its
// unit; a mean adds a quantity, in Unit × 10^-Scale, over cases. Its [Counting] says what a case is (a
// line, an order, a call), which cases are asked about and what makes one good, by which promise it is
// early or late and how much of that is tolerated, what becomes of open and cancelled cases, and which
// day one belongs to. [Definitions] is a catalogue of such metrics: with what is counted in words, and
// which of the [Elements] of customer service each covers.
//
// A [Cube] holds one metric by subject and period. Figures go in as numerators and denominators and
// are only ever added: there is no average of averages to be had. What was left out of a figure is
// counted beside it, by code. There are four ways into a cube, for different hosts:
//
//   - [Cube.Add] and [Cube.AddObservation], for figures made by the host or by another room;
//   - [FromOutcomes], for lines that were judged by the seven rights;
//   - a [Counter], which counts any number of metrics as their Counting says, in one pass over every
//     [Case] there is: lines, shipments, calls, returns; [LineCase] and [OrderCases] make them of judged lines;
//   - a [Grid], for tens of millions of judged lines whose subjects and days are known beforehand: it counts
//     by number, lines or orders. Where the lines of an order come in no order, [Orders] gathers them first.
//
// [Proportion], [Moments], [Histogram], [Patterns] and [Frequencies] are the accumulators for hosts that
// keep their own keys: Patterns counts which rights were missed together, which [DivideMisses] divides;
// Frequencies counts codes, products or customers, all of them, so that its Top is exact.
//
// A [Gap] holds a figure against another period, another subject or the target: the difference, an
// interval, and whether chance gives as much. The test decides: a gap is shown where p, to six digits,
// is not above what the confidence leaves. Where interval and test are not of one family (Newcombe
// beside the pooled z or Fisher's) they can differ at the very edge.
//
// [Targets] are who has to reach what, and from when: one agreed with a subject wins over that of the tier,
// which wins over the general one. A period is held to the target in force on its first day; where it
// changes later, the [Judgement] says so. A [Scorecard] brings metrics onto the line from worst to best,
// weighs them and gives a [Score] with a [Colour]; a red line that is crossed makes it red, whatever the
// total. [Rank] orders scores, and says of each lead which weight would make up for it.
//
// [Decompose] divides a change into rate and mix by segment, by midpoints, and warns of Simpson's
// paradox. [DivideMisses] divides the cases missed, say the orders of [OrderPatterns], over the seven
// rights by Shapley's value. Both sum to the whole exactly. [AdjustGaps] judges many gaps together, by Holm
// against even one false gap, or by Benjamini and Hochberg against too large a share of them. [Quantiles]
// knows the nine definitions. [Seasonal] asks whether there are seasons at all; a [Season] holds the indices
// of the places of a cycle, months of a year or days of a week, and compares a busy period with a slow one.
//
// # Rounding
//
// Two: a quantity that a [Counter] takes is converted to the unit and decimals of the metric, half to
// even, case by case, and the points of a scorecard are rounded to its decimals, half to even, before
// they are weighed. All else is exact: sums are whole numbers, a value is compared with its target by
// cross multiplication, and a difference is exact, as are the parts of a change and of the missed cases.
// Only statistics are float64: [Moments.Variance], the nearest one to the exact variance, the interval
// and p of a gap, quantiles and seasons. Reasons show them with six digits. A [Histogram] says which
// bucket a quantile is in.
//
// # Time
//
// A line belongs to the period of its civil date by the [logistics.PeriodRule] of the cube. Rolling
// periods overlap, so a cube does not have them: cut days and add those of the span. A period of a
// [Cube.Trend] that nothing was measured in is Missing, which is not nought. The instant given to
// [Counter.Prepare] decides which open cases are overdue, and to [LiveCases] which corrections hold.
//
// # Errors
//
// [Compile] and [NewCube] return all faults of the metric and the rule. What does not belong together
// (another metric, version, unit, scale or rule) is a [logistics.FaultMismatch]. A sum beyond 64 bits
// (128 in Moments) is a [logistics.FaultOutOfRange], more than 2^24 ids in one [Frequencies] a
// [logistics.FaultTooMany]. After an error an accumulator is as it was. A gap
// from or to nothing measured is [Untested], with its reason; no result is NaN.
//
// # Guarantees
//
// Merging has an identity, is commutative and associative; whatever way lines are split over goroutines,
// shards and machines, the observations and the bytes of every AppendBinary are the same. Taking out
// undoes adding; a copy of a Histogram, Patterns or Frequencies shares memory, so use Clone. Outputs are
// ordered by subject, then period. An [Evaluator], [Targets] and a [Scorer] are immutable and safe for
// concurrent use; a Cube belongs to one goroutine at a time.
//
// # Sources
//
// The three stages and their elements: B. J. LaLonde, P. H. Zinszer, Customer Service: Meaning and
// Measurement, 1976. Perfect order at the grain of the order: SCOR RL.1.1. Sample variance from sums:
// (n·Σx² − (Σx)²) ÷ n(n−1), in exact arithmetic, where the textbook's warning against it has no force.
// Intervals and tests of gaps: R. G. Newcombe, Interval Estimation for the Difference between
// Independent Proportions, Statistics in Medicine 17, 1998 (method 10); E. B. Wilson, 1927; C. J.
// Clopper, E. S. Pearson, Biometrika 26, 1934; R. A. Fisher, 1935, two-sided by the probabilities not
// above that of the table; B. L. Welch, Biometrika 34, 1947. Rates of events: F. Garwood, Biometrika 28,
// 1936, put together as squares after G. Y. Zou, A. Donner, Statistics in Medicine 27, 2008; exact ratio
// test: J. Przyborowski, H. Wilenski, Biometrika 31, 1940. Rate and mix: E. M. Kitagawa, Components of
// a Difference between Two Rates, JASA 50, 1955, the mix against the mean of the whole. Shares of what
// was missed: L. S. Shapley, A Value for n-Person Games, 1953. Paradox: E. H. Simpson, JRSS B 13, 1951.
// Table of patterns: Fibonacci hashing, D. E. Knuth, The Art of Computer Programming 3, 6.4.
// Quantiles: R. J. Hyndman, Y. Fan, American Statistician 50, 1996. Seasons: classical decomposition, M.
// Kendall, A. Stuart, The Advanced Theory of Statistics 3, 1983, as decompose in R does it; whether there are
// any: W. H. Kruskal, W. A. Wallis, JASA 47, 1952. Many gaps: S. Holm, Scandinavian Journal of Statistics 6,
// 1979; Y. Benjamini, Y. Hochberg, JRSS B 57, 1995.
package kpi
