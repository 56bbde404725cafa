package score

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Reasons is the catalogue of this package, with that of the figures that are scored.
func Reasons() logistics.Catalog {
	return logistics.NewCatalog(reasonTexts, reasonTerms...).With(kpi.Reasons())
}

const (
	figure  = "{metric} for {subject} in {period}"
	card    = "the scorecard {card}, version {version}"
	noTotal = "{subject} has no total in {period} on " + card + ": "
	limits  = " in {period} with {total}: green begins at {green}, amber at {amber}."
)

var reasonTexts = []logistics.ReasonText{
	{
		Code: TargetInForce,
		Text: figure + ": the target of {target}, {of, select, subject {agreed with {subject}} " +
			"tier {set for the tier {tier}} other {set for everyone}}, holds from {from}.",
	},
	{
		Code: TargetChanged,
		Text: "{metric} for {subject}: from {on} {target, select, none {there is no target} " +
			"other {the target is {target}}}{red_line, select, none {} other { and the red line {red_line}}}; " +
			"{held, select, none {{period} is not assessed at all} " +
			"other {all of {period} is judged by the target of {held}}}.",
	},
	{
		Code: RedLineCrossed,
		Text: figure + " stood at {value}, {direction, select, lower_is_better {above} other {below}} " +
			"the red line of {red_line}.",
	},
	{
		Code: ScoreLine,
		Text: "{metric}: {value} on the scale from {worst} (no points) to {best} (all points) gives {points} " +
			"× weight {weight} of {of} = {contribution}.",
	},
	{
		Code: ScoreMissing,
		Text: "{metric}: there is no data; {rule, select, leave_out {its weight of {weight} is left out} " +
			"worst {it gets no points and its weight of {weight} counts} other {without it there is no total}}.",
	},
	{
		Code: ScoreTotal,
		Text: "{subject} scored {total} in {period} on " + card + "; metrics with {measured} of the weight had data.",
	},
	{
		Code: ScoreWithheld,
		Text: noTotal + "{missing, plural, one {# metric has} other {# metrics have}} no data; " +
			"those with data have {measured} of the weight.",
	},
	{Code: ScoreUnmeasured, Text: noTotal + "no metric had data."},
	{Code: ScoreGreen, Text: "{subject} is green" + limits},
	{Code: ScoreAmber, Text: "{subject} is amber" + limits},
	{Code: ScoreRed, Text: "{subject} is red" + limits},
	{
		Code: ScoreBlocked,
		Text: "{subject} is red in {period} whatever its total: " +
			"{crossed, plural, one {# red line was} other {# red lines were}} crossed.",
	},
	{Code: StandingPlace, Text: "{subject} is number {place} in the ranking with {total}."},
	{Code: StandingWithout, Text: "{subject} is not ranked, because it has no total."},
	{Code: StandingLevel, Text: "{subject} and {over} are tied."},
	{
		Code: StandingDominates,
		Text: "{subject} is at least as good as {over} on every metric: no choice of weights reverses this ranking.",
	},
	{
		Code: StandingByWeights,
		Text: "{subject} and {over} would be tied if the weight of {metric} were {at} instead of {weight}.",
	},
	{
		Code: StandingUnlike,
		Text: "{subject} and {over} were measured on different metrics, so no single weight makes them tie.",
	},
}

var reasonTerms = []logistics.Term{
	{Key: "leave_out", Name: "left out", Meaning: "A metric without data does not count, nor does its weight."},
	{Key: "worst", Name: "worst value", Meaning: "A metric without data gets no points, and its weight counts."},
	{Key: "withhold", Name: "no total", Meaning: "There is no total while a metric has no data."},
	{Key: "subject", Name: "subject", Meaning: "The target was agreed with the subject itself."},
	{Key: "tier", Name: "tier", Meaning: "The target was set for the tier of the subject."},
	{Key: "all", Name: "everyone", Meaning: "The target holds for all without one of their own."},
	{Key: "none", Name: "none", Meaning: "There is no target or no red line."},
	{Key: "red", Name: "red", Meaning: "The total is below amber, or a red line was crossed."},
	{Key: "amber", Name: "amber", Meaning: "The total is at or above amber and below green."},
	{Key: "green", Name: "green", Meaning: "The total is at or above green."},
}
