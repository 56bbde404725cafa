package kpi

import "github.com/logicrm/logistics"

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: TargetMet, Text: "{metric} of {subject} in {period} is {value} and reaches {target} ({direction})"},
		{Code: TargetMissed, Text: "{metric} of {subject} in {period} is {value} and does not reach {target} ({direction})"},
		{Code: TargetNone, Text: "{metric} of {subject} in {period} is not judged: it has no target"},
		{Code: NoData, Text: "{metric} of {subject} in {period}: nothing was measured"},
		{Code: LeftOut, Text: "{count} left out: {code}"},
		{Code: GapShown, Text: "{metric} of {subject} in {period} is {value}, {of} is {reference}: {difference} is {significance} ({direction}) by {method}, p {p}; at {confidence} it lies from {low} to {high}"},
		{Code: GapNotShown, Text: "{metric} of {subject} in {period} is {value}, {of} is {reference}: chance gives as much as {difference} ({significance}, {direction}) by {method}, p {p}; at {confidence} it lies from {low} to {high}"},
		{Code: GapFewCases, Text: "exact test: of one sort {expected} cases are expected, below {few_below}"},
		{Code: GapNoSpread, Text: "{metric} of {subject} in {period} is {value}, {of} is {reference}: {difference}, not tested because the spread of the values is not known"},
		{Code: GapNoData, Text: "{metric} of {subject} in {period} is not compared with {of}: nothing was measured in {side}"},
		{Code: GapStillShown, Text: "of {family} gaps looked at together this one is still {significance}: p {p} becomes {adjusted} by {adjustment}, at {confidence}"},
		{Code: GapNoLongerShown, Text: "of {family} gaps looked at together this one, {alone} by itself, is no longer shown: p {p} becomes {adjusted} by {adjustment}, at {confidence}"},
		{Code: GapNeverShown, Text: "of {family} gaps looked at together this one is {significance}, as by itself: p {p} becomes {adjusted} by {adjustment}, at {confidence}"},
		{Code: ChangeDivided, Text: "{metric} went from {base} to {now}: {change}, of which rate {rate} and mix {mix} (midpoints)"},
		{Code: ChangeSegment, Text: "{subject} from {base} to {now}: {total}, of which rate {rate} and mix {mix}"},
		{Code: ChangeSimpson, Text: "the whole moved by {change}, and no segment did: it is the mix that moved, not the service"},
		{Code: ChangeNoData, Text: "the change of {metric} is not known: nothing was measured in {side}"},
		{Code: MissesDivided, Text: "{missed} of {judged} cases were missed, {kept} kept; {unjudged} more were not judged"},
		{Code: MissesRight, Text: "{right}: missed in {missed} of {judged} cases, in {alone} of them alone; its share of what was missed is {share}"},
		{Code: SeasonalityShown, Text: "there are seasons: {cycles} cycles of {cycle} places differ by place with H {statistic}, {freedom} degrees of freedom, p {p_corrected} at {confidence} ({p} without the correction for the means; {needed} cycles are the fewest)"},
		{Code: SeasonalityNotShown, Text: "no seasons are shown: chance makes the places of {cycles} cycles of {cycle} differ as much, H {statistic}, {freedom} degrees of freedom, p {p_corrected} at {confidence} ({p} without the correction for the means; {needed} cycles are the fewest)"},
		{Code: SeasonalityTooFew, Text: "{cycles} whole cycles of {cycle} places are too few to show a season at {confidence}: {needed} are the fewest"},
		{Code: SeasonCompared, Text: "{base} in place {base_place} and {now} in place {now_place} of the season differ by {raw}; without the season they are {base_adjusted} and {now_adjusted} and differ by {adjusted} ({model})"},
	}
}
