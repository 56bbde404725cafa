package benchmark

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

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

// Reasons is the catalogue of this package, with what metrics are called.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts).With(kpi.Reasons()) }

const (
	field = "of the field"
	from  = " ({source}, {year}{n, plural, =0 {} one {, # member} other {, # members}})."
	best  = "the best {items, plural, one {item takes {used} and brings {brings}} " +
		"other {# items take {used} and bring {brings}}}"
)

var reasonTexts = []logistics.ReasonText{
	{
		Code: PositionEstimated,
		Text: "{metric} at {value} is at least as good as about {estimate} " + field +
			", between {low} and {high}" + from,
	},
	{
		Code: PositionBounded,
		Text: "{metric} at {value} is at least as good as {low} to {high} " + field + from,
	},
	{
		Code: RankShrunk,
		Text: "Members differ by more than chance explains: each is drawn towards the mean of {mean} " +
			"as if {strength} prior cases had been observed.",
	},
	{
		Code: RankAlike,
		Text: "Members differ by no more than chance explains: each counts as the mean of {mean}.",
	},
	{Code: RankAsMeasured, Text: "Members differ as much as they can: each counts as it was measured."},
	{
		Code: OptionEfficient,
		Text: "{option} costs {cost} at a service level of {service}: no option serves as well for less.",
	},
	{
		Code: OptionDominated,
		Text: "{option} costs {cost} at a service level of {service}: " +
			"{by} gives equal or better service at no higher cost.",
	},
	{
		Code: DearestNotBest,
		Text: "{option} costs the most, {cost}, and does not serve best: {best} reaches {service}.",
	},
	{
		Code: ConcentrationHolds,
		Text: "{effort} of the effort brings at least {result} of the result: " + best + ".",
	},
	{
		Code: ConcentrationFails,
		Text: "{effort} of the effort does not bring {result} of the result: " + best +
			"; {needed} of the effort is needed.",
	},
}
