package benchmark

import "github.com/logicrm/logistics"

// The reasons.
const (
	PositionEstimated  logistics.Code = "benchmark.position.estimated"
	PositionBounded    logistics.Code = "benchmark.position.bounded"
	RankShrunk         logistics.Code = "benchmark.rank.shrunk"
	RankAlike          logistics.Code = "benchmark.rank.alike"
	RankAsMeasured     logistics.Code = "benchmark.rank.as_measured"
	OptionEfficient    logistics.Code = "benchmark.option.efficient"
	OptionDominated    logistics.Code = "benchmark.option.dominated"
	DearestNotBest     logistics.Code = "benchmark.option.dearest_not_best"
	ConcentrationHolds logistics.Code = "benchmark.concentration.holds"
	ConcentrationFails logistics.Code = "benchmark.concentration.fails"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{
			Code: PositionEstimated,
			Text: "{metric} of {value} is at least as good as {estimate} of the field " +
				"({source}, {year}, {n} members), between {low} and {high}",
		},
		{
			Code: PositionBounded,
			Text: "{metric} of {value} is at least as good as {low} to {high} of the field " +
				"({source}, {year}, {n} members)",
		},
		{
			Code: RankShrunk,
			Text: "members differ by more than chance: each is drawn to the mean of {mean} as by {strength} cases more",
		},
		{Code: RankAlike, Text: "members differ by no more than chance would: each counts as the mean of {mean}"},
		{Code: RankAsMeasured, Text: "members differ as much as they can: each stays as it was measured"},
		{Code: OptionEfficient, Text: "{option} costs {cost} for {service}: nothing serves as well for less"},
		{Code: OptionDominated, Text: "{option} costs {cost} for {service}: {by} serves no worse for no more"},
		{Code: DearestNotBest, Text: "{option} costs most, {cost}, and does not serve best: {best} serves {service}"},
		{
			Code: ConcentrationHolds,
			Text: "{effort} of the effort brings {result} of the result: " +
				"the best {items} take {used} and bring {brings}",
		},
		{
			Code: ConcentrationFails,
			Text: "{effort} of the effort does not bring {result} of the result: " +
				"the best {items} take {used} and bring {brings}; it takes {needed}",
		},
	}
}
