// Package kpi says what a measure of service is: a metric with what it counts, as data, a catalogue of ninety of them,
// and a figure compared with its target.
//
//	metric, ok := kpi.Lookup(logistics.MustID("on_time_delivery"))
//	reading, err := kpi.Read(metric, observation) // or compile once: gauge.Read(observation)
//
// Figures are counted by kpi/count, compared by kpi/compare and combined into scores by kpi/score;
// kpi/control asks whether they changed by more than chance, and kpi/benchmark how they stand among others.
//
// # Model and units
//
// A [Metric] is a definition as data: an id and a version, the [Stage] of the service it belongs to
// (before, during or after the transaction), a [Kind], the unit of its numerator, and which direction
// is better. A proportion counts cases among cases; a ratio compares one quantity with another of its
// unit; a mean adds a quantity, in Unit × 10^-Scale, over cases; a quantile is what a share of the cases stays
// within, of which figures cannot be added. Its [Counting] says what a case is (a
// line, an order, a call), which cases are asked about and what makes one good, by which promise it is
// early or late and how much of that is tolerated, what becomes of open and cancelled cases, and which
// day one belongs to. What is asked of a case or found of it are [Signs].
//
// [Definitions] is a catalogue of such metrics: with what is counted in words, and which of the [Elements]
// of customer service each covers. [Lookup] finds one of them by its id.
//
// A [Gauge] is a compiled metric. It compares an observation with the target of the metric: the [Reading] is Met,
// Missed, Undetermined without data, or Waived without a target. An observation is a numerator over a denominator
// and never a mean of means, and what was left out of it is counted beside it, by code.
//
// [Reading.Sentences] tells the reasons: a proportion or a ratio as a percentage, a mean in its unit or currency, a
// metric by its name and a period by what people call it. What each metric means is in the terms of [Reasons].
//
// # Rounding
//
// None but in sentences. A value is compared with its target by cross multiplication.
//
// # Time
//
// Nothing here knows what time it is. An observation belongs to its period; which cases belong to a day is a rule of
// the metric, see [Dated].
//
// # Errors
//
// [Compile] and [Metric.Validate] return all faults of a metric with their paths. What is of another metric, version,
// unit or scale is a [logistics.FaultMismatch]. The zero Gauge refuses every observation.
//
// # Guarantees
//
// A metric is a value without pointers: metrics compare with ==, and what the catalogue gives cannot be corrupted.
// Looking one up does not allocate. A Gauge is immutable and safe for concurrent use. A reading goes to JSON and back
// and gives the same reasons; with them the verdict can be made again by hand. Codes of reasons begin with kpi, as
// those of the other rooms begin with the name of the room.
//
// # Sources
//
// The three stages and their elements: B. J. LaLonde, P. H. Zinszer, Customer Service: Meaning and
// Measurement, 1976. Perfect order at the grain of the order: SCOR RL.1.1, and the codes of the reliability tree and of
// the cycle time: SCOR 12. Groups of warehouse measures: WERC.
package kpi
