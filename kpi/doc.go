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
// is better. A proportion counts cases among cases; a mean adds a quantity, in Unit × 10^-Scale, over
// cases. [Standard] is the catalogue that a first program needs; it grows.
//
// A [Cube] holds one metric by subject and period. Figures go in as numerators and denominators and
// are only ever added: there is no average of averages to be had. What was left out of a figure is
// counted beside it, by code. [Proportion] and [Moments] are the accumulators for hosts that keep
// their own keys.
//
// # Rounding
//
// None: sums are whole numbers, and a value is compared with its target by cross multiplication. The
// only float64 is [Moments.Variance], the nearest one to the exact variance.
//
// # Time
//
// A line belongs to the period of its civil date by the [logistics.PeriodRule] of the cube. Rolling
// periods overlap, so a cube does not have them: cut days and add those of the span. A period of a
// [Cube.Trend] that nothing was measured in is Missing, which is not nought.
//
// # Errors
//
// [Compile] and [NewCube] return all faults of the metric and the rule. What does not belong together
// (another metric, version, unit, scale or rule) is a [logistics.FaultMismatch]. A sum beyond 64 bits
// (128 in Moments) is a [logistics.FaultOutOfRange]. After an error an accumulator is as it was.
//
// # Guarantees
//
// Merging has an identity, is commutative and associative; whatever way lines are split over
// goroutines, shards and machines, the observations and the bytes of [Moments.AppendBinary] are the
// same. Taking out undoes adding. Outputs are ordered by subject, then period. An [Evaluator] is
// immutable and safe for concurrent use; a Cube belongs to one goroutine at a time.
//
// # Sources
//
// The three stages and their elements: B. J. LaLonde, P. H. Zinszer, Customer Service: Meaning and
// Measurement, 1976. Perfect order at the grain of the order: SCOR RL.1.1. Sample variance from sums:
// (n·Σx² − (Σx)²) ÷ n(n−1), in exact arithmetic, where the textbook's warning against it has no force.
package kpi
