package kpi

import "github.com/logicrm/logistics"

// Reasons is the catalogue of this package: what a figure came to, and what its metrics are called.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

const (
	figure  = "{metric} for {subject} in {period}"
	cases   = "of {subject} in {period}"
	leftOut = "{count, plural, one {# case " + cases + " was} other {# cases " + cases + " were}} left out: {code}."
)

var reasonTexts = []logistics.ReasonText{
	{
		Code: TargetMet,
		Text: figure + " stood at {value}; the target of {target} or " +
			"{direction, select, lower_is_better {less} other {more}} is met.",
	},
	{
		Code: TargetMissed,
		Text: figure + " stood at {value}, {direction, select, lower_is_better {above} other {below}} " +
			"the target of {target}.",
	},
	{Code: TargetNone, Text: figure + ": no target is set, so there is no verdict."},
	{Code: NoData, Text: figure + ": there is no data."},
	{Code: LeftOut, Text: leftOut},
}
