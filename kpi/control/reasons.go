package control

import "github.com/logicrm/logistics"

// The reasons for a chart.
const (
	AsDistributed  logistics.Code = "control.choose.as_distributed"
	Overdispersed  logistics.Code = "control.choose.overdispersed"
	Underdispersed logistics.Code = "control.choose.underdispersed"
	RareEvents     logistics.Code = "control.choose.rare_events"
	FewPoints      logistics.Code = "control.choose.few_points"
	SingleValues   logistics.Code = "control.choose.single_values"
	SmallSubgroups logistics.Code = "control.choose.small_subgroups"
	LargeSubgroups logistics.Code = "control.choose.large_subgroups"
	UnequalSizes   logistics.Code = "control.choose.unequal_sizes"
	Constant       logistics.Code = "control.choose.constant"
)

// The reasons of an assessment.
const (
	AssuredPass   logistics.Code = "control.assurance.pass"
	AssuredFail   logistics.Code = "control.assurance.fail"
	NotAssured    logistics.Code = "control.assurance.inconsistent"
	AssuredAlways logistics.Code = "control.assurance.always" // the baseline was never anything else
	AssuredNever  logistics.Code = "control.assurance.never"
	PointSignals  logistics.Code = "control.point.signals"
	PointMissing  logistics.Code = "control.point.missing"
	PeriodSignals logistics.Code = "control.period.signals" // a point with a label
	PeriodMissing logistics.Code = "control.period.missing"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

const (
	dispersion = " (dispersion {ratio}, p {p})"
	target     = "The target of {target} or {direction, select, lower_is_better {less} other {more}} "
	ordinary   = ": ordinary points lie between {lower} and {upper}."
	never      = ": every point of the baseline is {level}."
	ljungBox   = "(Ljung–Box Q {statistic} over {lag, plural, one {# lag} other {# lags}} of {points} points, " +
		"p {p}, {confidence} confidence); neighbouring points have a correlation of {correlation}."
)

var reasonTexts = []logistics.ReasonText{
	{Code: AsDistributed, Text: "The counts vary as their distribution predicts" + dispersion + "."},
	{
		Code: Overdispersed,
		Text: "The counts vary more than their distribution predicts" + dispersion +
			", so limits from the distribution would flag ordinary points.",
	},
	{
		Code: Underdispersed,
		Text: "The counts vary less than their distribution predicts" + dispersion +
			", so limits from the distribution would hide real signals.",
	},
	{
		Code: RareEvents,
		Text: "There are {mean} events per point on average, which is too few: " +
			"chart the number of cases between events instead.",
	},
	{
		Code: FewPoints,
		Text: "Limits from {points, plural, one {# point} other {# points}} are provisional; at least 20 are usual.",
	},
	{Code: SingleValues, Text: "There is one value at a time, so the individual values are charted."},
	{
		Code: SmallSubgroups,
		Text: "Subgroups have at most {size, plural, one {# value} other {# values}}, " +
			"for which ranges are as good as standard deviations.",
	},
	{
		Code: LargeSubgroups,
		Text: "Subgroups have up to {size, plural, one {# value} other {# values}}, " +
			"for which standard deviations use the data better than ranges.",
	},
	{
		Code: UnequalSizes,
		Text: "Subgroups have {least} to {most} values, so the pooled spread weighs each by its size.",
	},
	{
		Code: Constant,
		Text: "The counts have never been other than {level}, so any other figure is a signal.",
	},
	{Code: AssuredPass, Text: target + "will be met as long as the process stays as it was in the baseline" + ordinary},
	{Code: AssuredFail, Text: target + "will not be met by this process as it is" + ordinary},
	{Code: NotAssured, Text: target + "is met or missed by chance" + ordinary},
	{Code: AssuredAlways, Text: target + "will be met as long as the process stays as it was in the baseline" + never},
	{Code: AssuredNever, Text: target + "will not be met by this process as it is" + never},
	{Code: PointSignals, Text: "Point {position} differs by more than chance explains ({variation}): {rules}."},
	{Code: PointMissing, Text: "Point {position} has no cases."},
	{Code: PeriodSignals, Text: "{period} differs by more than chance explains ({variation}): {rules}."},
	{Code: PeriodMissing, Text: "{period} has no cases."},
	{Code: PointsDependent, Text: "Points depend on those before them " + ljungBox},
	{Code: DependenceNotShown, Text: "No dependence between points is shown " + ljungBox},
	{
		Code: LimitsTooNarrow,
		Text: "Neighbouring points are alike (correlation {correlation}): limits from moving ranges are " +
			"{width} as wide as they should be and flag ordinary points.",
	},
	{
		Code: LimitsTooWide,
		Text: "Neighbouring points alternate (correlation {correlation}): limits from moving ranges are " +
			"{width} as wide as they should be and hide real signals.",
	},
	{
		Code: FewPointsToDependOn,
		Text: "{points, plural, one {# point} other {# points}} can only show a strong dependence; " +
			"at least 20 are usual.",
	},
}

var reasonTerms = []logistics.Term{
	{Key: "higher_is_better", Name: "higher is better", Meaning: "The figure improves as it rises."},
	{Key: "lower_is_better", Name: "lower is better", Meaning: "The figure improves as it falls."},
	{Key: "common_cause", Name: "common cause", Meaning: "The point is within what chance explains."},
	{Key: "improvement", Name: "improvement", Meaning: "The process has changed for the better."},
	{Key: "concern", Name: "concern", Meaning: "The process has changed for the worse."},
	{Key: "neutral_high", Name: "unusually high", Meaning: "The point is high, and neither way is better."},
	{Key: "neutral_low", Name: "unusually low", Meaning: "The point is low, and neither way is better."},
	{
		Key: "special_cause", Name: "special cause",
		Meaning: "The pattern has a cause of its own, and no side that is better or worse.",
	},
	{
		Key: beyondLimits, Name: "outside the control limits",
		Meaning: "The point is above the upper or below the lower control limit.",
	},
	{
		Key: offLevel, Name: "off the level that never varied",
		Meaning: "All points of the baseline are one figure, and this point is another.",
	},
	{
		Key: "beyond_limit", Name: "outside the control limits",
		Meaning: "The value is above the upper or below the lower control limit.",
	},
	{
		Key: "trend", Name: "7 points in a row rising or falling",
		Meaning: "The point is one of seven in a row that rise, or that fall.",
	},
	{
		Key: "two_in_three", Name: "2 of 3 points close to a limit",
		Meaning: "The point is one of two in the outer third before a limit, among three in a row on that side.",
	},
	{
		Key: "shift", Name: "7 points in a row on one side",
		Meaning: "The point is one of seven in a row on the same side of the mean.",
	},
	{Key: "western_electric_1", Name: "a point beyond 3 sigma (Western Electric rule 1)", Meaning: threeSigma},
	{
		Key: "western_electric_2", Name: "2 of 3 points beyond 2 sigma on one side (Western Electric rule 2)",
		Meaning: twoOfThree,
	},
	{
		Key: "western_electric_3", Name: "4 of 5 points beyond 1 sigma on one side (Western Electric rule 3)",
		Meaning: fourOfFive,
	},
	{
		Key: "western_electric_4", Name: "8 points in a row on one side (Western Electric rule 4)",
		Meaning: "Eight points in a row lie on the same side of the centre line.",
	},
	{Key: "nelson_1", Name: "a point beyond 3 sigma (Nelson rule 1)", Meaning: threeSigma},
	{
		Key: "nelson_2", Name: "9 points in a row on one side (Nelson rule 2)",
		Meaning: "Nine points in a row lie on the same side of the centre line.",
	},
	{
		Key: "nelson_3", Name: "6 points in a row rising or falling (Nelson rule 3)",
		Meaning: "Six points in a row rise, or fall.",
	},
	{
		Key: "nelson_4", Name: "14 points in a row alternating up and down (Nelson rule 4)",
		Meaning: "Fourteen points in a row alternate between rising and falling.",
	},
	{Key: "nelson_5", Name: "2 of 3 points beyond 2 sigma on one side (Nelson rule 5)", Meaning: twoOfThree},
	{Key: "nelson_6", Name: "4 of 5 points beyond 1 sigma on one side (Nelson rule 6)", Meaning: fourOfFive},
	{
		Key: "nelson_7", Name: "15 points in a row within 1 sigma (Nelson rule 7)",
		Meaning: "Fifteen points in a row lie within one standard error: the limits are too wide for the data.",
	},
	{
		Key: "nelson_8", Name: "8 points in a row beyond 1 sigma on both sides (Nelson rule 8)",
		Meaning: "Eight points in a row lie beyond one standard error on both sides: two processes in one chart.",
	},
}

const (
	beyondLimits = "beyond_limits"
	offLevel     = "off_level"
	threeSigma   = "The point lies more than three standard errors from the centre line."
	twoOfThree   = "Two of three points in a row lie beyond two standard errors on the same side."
	fourOfFive   = "Four of five points in a row lie beyond one standard error on the same side."
)
