package compare

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Reasons is the catalogue of this package, with that of the figures that are compared.
func Reasons() logistics.Catalog {
	return logistics.NewCatalog(reasonTexts, reasonTerms...).With(kpi.Reasons())
}

const (
	stood     = "{metric} for {subject} in {period} stood at {value}, "
	reference = "{against, select, target {the target of {reference}} " +
		"other {{reference} for {base_subject} in {base_period}}}"
	tested  = "between {low} and {high} at {confidence} confidence (p {p}, {method})."
	family  = "{family, plural, one {# comparison} other {# comparisons}} tested together"
	becomes = ": p {p} becomes {adjusted} after the {adjustment} adjustment, at {confidence} confidence."
	places  = " (H {statistic} with {degrees_of_freedom, plural, one {# degree of freedom} " +
		"other {# degrees of freedom}}, p {p_corrected}, {confidence} confidence)."
	fewCycles = "{cycles, plural, one {# whole cycle of {cycle} positions is} " +
		"other {# whole cycles of {cycle} positions are}} too few to show a season"
)

var reasonTexts = []logistics.ReasonText{
	{
		Code: GapShown,
		Text: stood + "{significance, select, better {better} other {worse}} than " + reference +
			" by more than chance explains: the difference is {difference}, " + tested,
	},
	{
		Code: GapNotShown,
		Text: stood + "against " + reference + ": a difference of {difference} is consistent with chance; it lies " +
			tested,
	},
	{
		Code: GapFewCases,
		Text: "An exact test was used, because the smallest expected cell count of {expected} is below {min_expected}.",
	},
	{
		Code: GapNoSpread,
		Text: stood + "against " + reference + ": the difference of {difference} was not tested, " +
			"because the spread of the values is unknown.",
	},
	{
		Code: GapNoData,
		Text: "{metric} for {subject} in {period} cannot be compared with {against, select, target {its target} " +
			"other {that for {base_subject} in {base_period}}}: " +
			"{side, select, base {the other has no data} other {it has no data}}.",
	},
	{Code: GapStillShown, Text: "Among " + family + ", this difference is still shown to be {significance}" + becomes},
	{
		Code: GapNoLongerShown,
		Text: "By itself this difference is shown to be {alone}; among " + family + " it no longer is" + becomes,
	},
	{
		Code: GapNeverShown,
		Text: "Among " + family + ", this difference is consistent with chance, as it is by itself" + becomes,
	},
	{
		Code: ChangeDivided,
		Text: "{metric} went from {base} in {from} to {now} in {to}: a change of {change}, made up of {rate} from " +
			"the segments' own results (rate) and {mix} from the shift between segments (mix).",
	},
	{
		Code: ChangeSegment,
		Text: "{subject} went from {base} to {now} and adds {total} to the change: {rate} from its own result (rate) " +
			"and {mix} from its share of the cases (mix).",
	},
	{
		Code: ChangeSimpson,
		Text: "The whole changed by {change} although no segment moved that way: " +
			"the mix of segments changed, not the service (Simpson''s paradox).",
	},
	{
		Code: ChangeNoData,
		Text: "{metric}: the change is unknown, because {side, select, base {the first period} " +
			"other {the second period}} has no data.",
	},
	{
		Code: MissesDivided,
		Text: "{missed} of {judged} cases missed at least one right and {kept} met all; " +
			"{unjudged, plural, one {# more case was} other {# more cases were}} not judged.",
	},
	{
		Code: MissesRight,
		Text: "{right} was missed in {missed} of {judged} cases; in {alone} it was the only miss. " +
			"It accounts for {share} of the missed cases.",
	},
	{
		Code: SeasonalityShown,
		Text: "There is a season: the {cycle} positions in {cycles} cycles differ by more than chance explains" +
			places,
	},
	{
		Code: SeasonalityNotShown,
		Text: "No season is shown: the differences between the {cycle} positions in {cycles} cycles " +
			"are consistent with chance" + places,
	},
	{
		Code: SeasonalityTooFew,
		Text: fewCycles + " at {confidence} confidence; at least {needed} are needed.",
	},
	{
		Code: SeasonCompared,
		Text: "{base} at position {base_position} and {now} at position {now_position} of the cycle differ by {raw}; " +
			"without the season they are {base_adjusted} and {now_adjusted} and differ by {adjusted}.",
	},
}

var reasonTerms = []logistics.Term{
	{Key: "better", Name: "better", Meaning: "The figure is better by more than chance explains."},
	{Key: "worse", Name: "worse", Meaning: "The figure is worse by more than chance explains."},
	{
		Key: "not_shown", Name: "not shown",
		Meaning: "The difference is consistent with chance, which is not the same as no difference.",
	},
	{Key: "untested", Name: "untested", Meaning: "There is no data, or the spread of the values is unknown."},
	{Key: "target", Name: "target", Meaning: "The figure is compared with the target of its metric."},
	{Key: "figure", Name: "figure", Meaning: "The figure is compared with that of another subject or period."},
	{Key: "base", Name: "base", Meaning: "The figure that is compared with."},
	{Key: "now", Name: "now", Meaning: "The figure that is compared."},
	{
		Key: "newcombe_pooled_z", Name: "pooled z-test",
		Meaning: "Newcombe's interval and the pooled z-test of two proportions.",
	},
	{
		Key: "newcombe_fisher_exact", Name: "Fisher's exact test",
		Meaning: "Newcombe's interval and Fisher's exact test of two proportions of few cases.",
	},
	{
		Key: "wilson_score_z", Name: "score z-test",
		Meaning: "Wilson's interval and the score test of a proportion against its target.",
	},
	{
		Key: "clopper_pearson_binomial_exact", Name: "exact binomial test",
		Meaning: "Clopper and Pearson's interval and the exact test of a proportion of few cases against its target.",
	},
	{
		Key: "welch_t", Name: "Welch's t-test",
		Meaning: "Welch's interval and t-test of two means of unequal spread.",
	},
	{
		Key: "garwood_rate_ratio_exact", Name: "exact test of rates",
		Meaning: "Garwood's interval and the exact test of two rates of events.",
	},
	{Key: "holm", Name: "Holm", Meaning: "It keeps from even one false difference among many."},
	{
		Key: "benjamini_hochberg", Name: "Benjamini–Hochberg",
		Meaning: "It keeps the share of false differences among those shown small.",
	},
	{Key: "multiplicative", Name: "multiplicative", Meaning: "The season acts as a factor on the level."},
	{Key: "additive", Name: "additive", Meaning: "The season adds an amount to the level."},
}
