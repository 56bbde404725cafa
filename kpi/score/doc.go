// Package score holds targets with the days they are in force, judges figures by them, and combines metrics into
// scorecards with red lines and rankings with what they depend on.
//
//	targets, err := list.Compile(metrics...)
//	judgement, err := targets.Judge(observation, tier)
//	grader, err := score.Compile(card, targets, metrics...)
//	score, err := grader.Score(subject, tier, period, observations)
//
// # Model and units
//
// A [TargetList] says who has to reach which value from which day: a target agreed with a subject wins over that of
// the tier, which wins over the general one. [TargetList.Compile] makes [Targets] of it, and [Targets.Judge] a
// [Judgement]: the reading of a figure held to the target in force on the first day of its period. Where that changes
// later in the period, the judgement says so.
//
// A [Card] scales metrics from worst to best and weighs them. [Compile] makes a [Grader] of it, which
// gives a [Score] with a [Colour]; a red line that is crossed makes it red, whatever the total. [Rank] orders scores,
// and says which weight would cancel each lead.
//
// # Rounding
//
// One: the points of a card are rounded to its decimals, half to even, before they are weighed. All else is exact: a
// value is compared with its target by cross multiplication, and contributions sum to the total.
//
// # Time
//
// Targets have civil days; a period is held to the target of its first day. Nothing here knows what day it is.
//
// # Errors
//
// [Compile] and [TargetList.Compile] return all faults, those of the card below /card, of the list below /list and of
// the definitions below /metrics. An observation of another subject or period is a [logistics.FaultMismatch], one of a
// metric that is not on the card a [logistics.FaultUnknown]. A score whose total is not that of its lines is not
// ranked. The zero Grader refuses to score, and zero Targets know no metric.
//
// # Guarantees
//
// [Targets] and a [Grader] are immutable and safe for concurrent use; they keep nothing they were given. Finding a
// target does not allocate. A better value never lowers a score. Judgements, scores and standings go to JSON and back
// and give the same reasons, with which the sum can be done again by hand.
//
// # Sources
//
// Weighted sums of values brought onto a scale: R. L. Keeney, H. Raiffa, Decisions with Multiple Objectives, 1976, 3.
// The weight that turns a ranking: E. Triantaphyllou, A. Sánchez, A Sensitivity Analysis Approach for Some
// Deterministic Multi-Criteria Decision-Making Methods, Decision Sciences 28, 1997.
package score
