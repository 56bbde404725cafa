// Package tier sorts customers into tiers by what they bring and what they cost, and says why.
//
//	assessment, err := tier.Assess(scheme, facts, asOf) // or compile once: evaluator.Assess(facts, asOf)
//
// # Model and units
//
// A [Scheme] has tiers, the highest first, each from a lowest score on, and criteria. A
// [Criterion] holds the value of one metric against its bands and earns the points of the best band it
// reaches, 0 to 100, times its weight. The score is the sum of weight × points over the sum of
// weight × 100: a share between 0 and 1, told as 0 to 100 points. [DefaultScheme] has the three tiers
// that most begin with; any number will do.
//
// [Facts] are the observations of one customer. Several of one metric are added, numerators to
// numerators and denominators to denominators, never averaged. Those of metrics the scheme does not
// ask for are passed over.
//
// What happens without data is said for each criterion: no points, or the criterion is left out and
// the others carry its weight, or the assessment is refused.
//
// A criterion may say what people call its metric and whether its values are numbers or percentages; the
// assessment keeps both, and the names of the tiers, for its sentences. They change no score.
//
// # Rounding
//
// None: values are compared with bands, and the score with the tiers, by cross multiplication.
//
// # Time
//
// The instant asOf is carried into the assessment. Which periods belong to a review is for the host
// to choose: it hands in their observations.
//
// # Errors
//
// [Compile] returns all faults of the scheme; [Assessor.Assess] all faults of the facts: another
// customer's, of another version of a metric, in another unit, or a sum that does not fit. There is
// no assessment without data that the scheme insists on, or when every criterion is left out.
//
// # Guarantees
//
// Pure and deterministic; the order of observations does not matter. The contributions sum exactly to
// the score. A better value never gives a lower tier. The tier can be recomputed from the reasons, and
// a [Improvement] of the assessment, taken alone, reaches the next tier. An [Assessor] is immutable and safe
// for concurrent use. Facts are neither kept nor changed.
//
// # Sources
//
// Tiers by what a customer is worth: V. A. Zeithaml, R. T. Rust, K. N. Lemon, The Customer Pyramid,
// California Management Review 43 (4), 2001. Weighted points over bands are the usual scorecard.
package tier
