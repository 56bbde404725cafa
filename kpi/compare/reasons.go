package compare

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Reasons is the catalogue of this package, with that of the figures that are compared.
func Reasons() logistics.Catalog {
	const (
		figure   = "{metric} of {subject} in {period} is {value}, {of} is {reference}: "
		tested   = " by {method}, p {p}; at {confidence} it lies from {low} to {high}"
		family   = "of {family} gaps looked at together this one"
		becomes  = ": p {p} becomes {adjusted} by {adjustment}, at {confidence}"
		places   = "H {statistic}, {degrees_of_freedom} degrees of freedom, p {p_corrected} at {confidence} "
		commonly = "({p} without the correction for the means; {needed} cycles are the fewest)"
	)
	return append(
		kpi.Reasons(),
		logistics.Catalog{
			{Code: GapShown, Text: figure + "{difference} is {significance} ({direction})" + tested},
			{
				Code: GapNotShown,
				Text: figure + "chance gives as much as {difference} ({significance}, {direction})" + tested,
			},
			{Code: GapFewCases, Text: "exact test: {expected} cases of a sort are expected, fewer than {min_expected}"},
			{Code: GapNoSpread, Text: figure + "{difference}, not tested: the spread of the values is not known"},
			{
				Code: GapNoData,
				Text: "{metric} of {subject} in {period} is not compared with {of}: nothing was measured in {side}",
			},
			{Code: GapStillShown, Text: family + " is still {significance}" + becomes},
			{Code: GapNoLongerShown, Text: family + ", {alone} by itself, is no longer shown" + becomes},
			{Code: GapNeverShown, Text: family + " is {significance}, as by itself" + becomes},
			{
				Code: ChangeDivided,
				Text: "{metric} went from {base} to {now}: {change}, of which rate {rate} and mix {mix} (midpoints)",
			},
			{Code: ChangeSegment, Text: "{subject} from {base} to {now}: {total}, of which rate {rate} and mix {mix}"},
			{
				Code: ChangeSimpson,
				Text: "the whole moved by {change} and no segment did: the mix moved, not the service",
			},
			{Code: ChangeNoData, Text: "the change of {metric} is not known: nothing was measured in {side}"},
			{
				Code: MissesDivided,
				Text: "{missed} of {judged} cases were missed, {kept} kept; {unjudged} more were not judged",
			},
			{
				Code: MissesRight,
				Text: "{right}: missed in {missed} of {judged} cases, in {alone} of them alone; " +
					"its share of what was missed is {share}",
			},
			{
				Code: SeasonalityShown,
				Text: "there are seasons: {cycles} cycles of {cycle} places differ by place with " + places + commonly,
			},
			{
				Code: SeasonalityNotShown,
				Text: "no seasons are shown: chance makes the places of {cycles} cycles of {cycle} differ as much, " +
					places + commonly,
			},
			{
				Code: SeasonalityTooFew,
				Text: "{cycles} whole cycles of {cycle} places are too few to show a season at {confidence}: " +
					"{needed} are the fewest",
			},
			{
				Code: SeasonCompared,
				Text: "{base} in place {base_place} and {now} in place {now_place} of the season differ by {raw}; " +
					"without the season they are {base_adjusted} and {now_adjusted} and differ by {adjusted} ({model})",
			},
		}...,
	)
}
