// Package count makes figures of cases: cubes by subject and period, counters of many metrics in one pass, grids for
// tens of millions of lines, and accumulators that merge, for hosts that keep their own keys.
//
//	cube, err := count.NewCube(metric, rule) // then Add, Exclude and Merge, in any order
//	reading, err := kpi.Read(metric, cube.Observations()[0])
//
// # Model and units
//
// A [Cube] holds one metric by subject and period. Figures go in as numerators and denominators and
// are only ever added, so there is no average of averages. What was left out of a figure is
// counted beside it, by code. There are four ways into a cube, for different hosts:
//
//   - [Cube.Add] and [Cube.AddObservation], for figures made by the host or by another room;
//   - [FromOutcomes], for lines that were judged by the seven rights;
//   - a [Counter], which counts any number of metrics as their [kpi.Counting] says, in one pass over every
//     [Case] there is: lines, shipments, calls, returns; [LineCase] and [OrderCases] make them of judged lines;
//   - a [Grid], for tens of millions of judged lines whose subjects and days are known beforehand: it counts
//     by number, lines or orders. Where the lines of an order come in no order, [Orders] gathers them first.
//
// A metric that is a quantile is counted by [Quantiles], which keeps a Histogram of the values of each subject and
// period: quantiles themselves cannot be added.
//
// Lines become an order in one way, whichever of these counts it: a right of an order is missed where a line missed
// it, and met where all lines met it but those that are waived; the order is done with its last line. A case of a line
// is known by order and line, since ids of lines are unique within their order only.
//
// [Proportion], [Moments], [Histogram], [Patterns] and [Frequencies] are the accumulators for hosts that
// keep their own keys: Patterns counts which rights were missed together, which compare.DivideMisses divides;
// Frequencies counts codes, products or customers, all of them, so that its Top is exact.
//
// # Rounding
//
// One: a quantity that a [Counter] takes is converted to the unit and decimals of the metric, half to
// even, case by case. All else is exact: sums are whole numbers. [Moments.Variance] is the float64 nearest to the exact
// variance, and the interval of a proportion is a statistic. A [Histogram] says which bucket a quantile is in.
//
// # Time
//
// A line belongs to the period of its civil date by the [logistics.PeriodRule] of the cube. Rolling
// periods overlap, so a cube does not have them: cut days and add those of the span. A period of a
// [Cube.Trend] that nothing was measured in is Missing, which is not zero. The instant given to
// [Counter.Prepare] decides which open cases are overdue, and to [LiveCases] which corrections hold.
//
// # Errors
//
// [NewCube], [NewCounter] and [NewGrid] return all faults of the metrics and the rule. What does not belong together
// (another metric, version, unit, scale or rule) is a [logistics.FaultMismatch]. A sum beyond 64 bits
// (128 in Moments) is a [logistics.FaultOutOfRange], more than 2^24 ids in one [Frequencies] a
// [logistics.FaultTooMany]. After an error an accumulator is as it was. What New… did not make (none, a zero value, a
// copy of what it points to) is a [logistics.FaultUnsupported] when it is to be changed, and has no figures.
//
// # Guarantees
//
// Merging has an identity, is commutative and associative; whatever way lines are split over goroutines,
// shards and machines, the observations and the bytes of every AppendBinary are the same. Removing
// undoes adding. Outputs are ordered by subject, then period. Work grows with n log n in whatever order days come.
//
// A copy of an accumulator is independent of the original. One that shares memory takes its own with its first change;
// if the original was changed before that, the copy has lost what it held and is refused, as
// [logistics.FaultConflict], rather than shown with what it did not count. Clone makes one that is independent from
// the start. Cubes, counters, grids, orders and accumulators belong to one goroutine at a time.
//
// Adding to what is there already does not allocate. Accumulators go to JSON as base64 of their bytes, and back. Cubes
// and counters have canonical bytes as well, for merging across machines: MarshalBinary on one, UnmarshalBinary and
// Merge on another give the figures, and the bytes, of one that counted everything.
//
// # Sources
//
// Sample variance from sums: (n·Σx² − (Σx)²) ÷ n(n−1), in exact arithmetic, which does not lose
// digits. Interval of a proportion: E. B. Wilson, Probable Inference, JASA 22, 1927. Perfect order as the least
// of its lines: SCOR RL.1.1. Base64: RFC 4648.
package count
