package score

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Reasons is the catalogue of this package, with that of the figures that are scored.
func Reasons() logistics.Catalog {
	const (
		figure = "{metric} of {subject} in {period}"
		score  = "{subject} in {period}"
		card   = "{card} version {version}"
		limits = ": {total} (green from {green}, amber from {amber})"
	)
	return append(
		kpi.Reasons(),
		logistics.Catalog{
			{
				Code: TargetInForce,
				Text: "the target of " + figure + " is {target}, that for {of}, in force from {from}",
			},
			{
				Code: TargetChanged,
				Text: "from {on} the target of {metric} for {subject} is {target} and its red line {red_line}; " +
					"all of {period} is held to {held}",
			},
			{Code: RedLineCrossed, Text: figure + " is {value}, beyond the red line {red_line} ({direction})"},
			{
				Code: ScoreLine,
				Text: "{metric}: {value} on the way from {worst} to {best} gives {points} points, " +
					"to {decimals} decimals; at a weight of {weight} in {of} that is {contribution}",
			},
			{
				Code: ScoreMissing,
				Text: "{metric}: nothing was measured; its weight of {weight} goes by the rule {rule}",
			},
			{Code: ScoreTotal, Text: score + " scores {total} on " + card + "; {measured} of the weight was measured"},
			{
				Code: ScoreWithheld,
				Text: score + " has no total on " + card + ": lines missing are {missing}, " +
					"and {measured} of the weight was measured",
			},
			{Code: ScoreUnmeasured, Text: score + " has no total on " + card + ": nothing was measured"},
			{Code: ScoreGreen, Text: score + " is green" + limits},
			{Code: ScoreAmber, Text: score + " is amber" + limits},
			{Code: ScoreRed, Text: score + " is red" + limits},
			{Code: ScoreBlocked, Text: score + " is red whatever the total: red lines crossed are {crossed}"},
			{Code: StandingPlace, Text: "{subject} is at place {place} with {total}"},
			{Code: StandingWithout, Text: "{subject} has no place: it has no total"},
			{Code: StandingLevel, Text: "{subject} and {over} are level"},
			{
				Code: StandingDominates,
				Text: "{subject} is on no line worse than {over}: there are no weights that would turn the two",
			},
			{
				Code: StandingByWeights,
				Text: "{subject} and {over} would be level if {metric} weighed {at}, about {about}, not {weight}",
			},
			{
				Code: StandingUnlike,
				Text: "{subject} and {over} were measured on different lines, so no weight levels the two",
			},
		}...,
	)
}
