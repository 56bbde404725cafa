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
)

// The reasons of an assessment.
const (
	AssuredPass  logistics.Code = "control.assurance.pass"
	AssuredFail  logistics.Code = "control.assurance.fail"
	NotAssured   logistics.Code = "control.assurance.inconsistent"
	PointSignals logistics.Code = "control.point.signals"
)

// Reasons lists the reasons of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{
			Code: AsDistributed,
			Text: "The counts scatter as their distribution says: dispersion {ratio}, probability {p}.",
		},
		{
			Code: Overdispersed,
			Text: "The counts scatter more than their distribution: dispersion {ratio}, probability {p}. " +
				"Limits by the distribution would flag ordinary points.",
		},
		{
			Code: Underdispersed,
			Text: "The counts scatter less than their distribution: dispersion {ratio}, probability {p}. " +
				"Limits by the distribution would hide points that are out of the ordinary.",
		},
		{Code: RareEvents, Text: "A point has {mean} events on average: count the cases between events instead."},
		{Code: FewPoints, Text: "Limits from {points} points are provisional; 20 are the usual least."},
		{Code: SingleValues, Text: "There is one value at a time."},
		{
			Code: SmallSubgroups,
			Text: "Subgroups have at most {size} values, for which ranges are as good as standard deviations.",
		},
		{Code: LargeSubgroups, Text: "Subgroups have up to {size} values, of which ranges use too little."},
		{Code: UnequalSizes, Text: "Subgroups have {least} to {most} values: the pooled spread gives each its weight."},
		{
			Code: AssuredPass,
			Text: "The target {target} ({direction}) will be met: ordinary points lie between {lower} and {upper}.",
		},
		{
			Code: AssuredFail,
			Text: "The target {target} ({direction}) will not be met by this process: " +
				"ordinary points lie between {lower} and {upper}.",
		},
		{
			Code: NotAssured,
			Text: "The target {target} ({direction}) is met or missed by chance: " +
				"ordinary points lie between {lower} and {upper}.",
		},
		{Code: PointSignals, Text: "Point {point} is more than chance: {variation}."},
		{
			Code: PointsDependent,
			Text: "Points depend on those before them: Q {statistic} over {lag} lags of {points} points, " +
				"probability {p} at {confidence}; neighbours correlate by {correlation}.",
		},
		{
			Code: DependenceNotShown,
			Text: "No dependence is shown: Q {statistic} over {lag} lags of {points} points, " +
				"probability {p} at {confidence}; neighbours correlate by {correlation}.",
		},
		{
			Code: LimitsTooNarrow,
			Text: "Neighbours are alike (correlation {correlation}): limits by moving ranges are {width} as wide " +
				"as the spread of the values asks for, and flag ordinary points.",
		},
		{
			Code: LimitsTooWide,
			Text: "Neighbours swing from side to side (correlation {correlation}): limits by moving ranges are " +
				"{width} as wide as the spread of the values asks for, and hide signals.",
		},
		{Code: FewPointsToDependOn, Text: "{points} points show a strong dependence only; 20 are the usual least."},
	}
}
