package policy

import "github.com/logicrm/logistics"

// The reasons: why a distribution of demand was chosen, and where a safety factor comes from.
const (
	DistributionNone          logistics.Code = "policy.law.no_demand"
	DistributionConstant      logistics.Code = "policy.law.constant"
	DistributionSampled       logistics.Code = "policy.law.sample"
	DistributionIntermittent  logistics.Code = "policy.law.intermittent"
	DistributionPoisson       logistics.Code = "policy.law.poisson"
	DistributionOverdispersed logistics.Code = "policy.law.overdispersed"
	DistributionNormal        logistics.Code = "policy.law.normal"
	DistributionSkewed        logistics.Code = "policy.law.skewed"
	FactorWorkedOut           logistics.Code = "policy.factor.worked_out"
	FactorAtMinimum           logistics.Code = "policy.factor.at_least"
)

// The rules that a safety factor comes from, as Silver, Pyke and Thomas name them.
const (
	ruleStockoutCost     = "B1"
	ruleUnitShort        = "B2"
	ruleUnitTimeShort    = "B3"
	ruleStockoutInterval = "TBS"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

// compared is what a rule compares, by the rule.
const compared = "{rule, select, B1 {A cost ratio of {target}} " +
	"B3 {A shortage of {target} standard deviations per cycle} " +
	"other {A rate of {target} stock-outs per cycle}}"

const (
	record = "The {days} days on record serve as the distribution of demand."
	every  = "{interval, plural, =1 {every day} other {every # days on average}}"
)

var reasonTexts = []logistics.ReasonText{
	{Code: DistributionNone, Text: "There is no demand to plan for."},
	{Code: DistributionConstant, Text: "Demand over the lead time does not vary: it is {mean}."},
	{
		Code: DistributionSampled,
		Text: record + " Demand comes " + every + ", which counts as regular (limit {bound} days).",
	},
	{
		Code: DistributionIntermittent,
		Text: "Demand is intermittent: it comes " + every + " (regular demand: at most {bound} days). " + record,
	},
	{
		Code: DistributionPoisson,
		Text: "Demand comes in single units at random (Poisson distribution): its variance of {variance} is within " +
			"{band} of its mean of {mean}.",
	},
	{
		Code: DistributionOverdispersed,
		Text: "Demand varies more than single random orders would (negative binomial distribution): its variance of " +
			"{variance} is more than {band} above its mean of {mean}.",
	},
	{
		Code: DistributionNormal,
		Text: "Demand varies evenly around its mean of {mean} (normal distribution): its standard deviation is " +
			"{variation} of the mean, at most {bound}.",
	},
	{
		Code: DistributionSkewed,
		Text: "Demand varies widely around its mean of {mean} (gamma distribution): its standard deviation is " +
			"{variation} of the mean, above {bound}, so that a normal distribution would go below 0.",
	},
	{Code: FactorWorkedOut, Text: compared + " gives a safety factor of {factor} ({rule})."},
	{
		Code: FactorAtMinimum,
		Text: compared + " justifies no safety stock ({rule}). The lowest allowed safety factor, {factor}, is used.",
	},
}

var reasonTerms = []logistics.Term{
	{
		Key: ruleStockoutCost, Name: "cost per stock-out, B1",
		Meaning: "Each stock-out costs the same, however long and deep. The cost of the stock-outs of a year is held " +
			"against the cost of carrying one standard deviation of demand, times the square root of 2π.",
	},
	{
		Key: ruleUnitShort, Name: "cost per unit short, B2",
		Meaning: "Each unit short costs a share of its value. The cost of carrying an order quantity for a year is " +
			"held against the cost of being short of a year's demand.",
	},
	{
		Key: ruleUnitTimeShort, Name: "cost per unit-year short, B3",
		Meaning: "Each unit short costs a share of its value for each year that it is short. The cost of carrying " +
			"stock is held against the cost of carrying stock and of being short together.",
	},
	{
		Key: ruleStockoutInterval, Name: "time between stock-outs, TBS",
		Meaning: "Stock-outs are allowed once in a number of years. The order cycles of those years say how likely a " +
			"stock-out may be in each of them.",
	},
}

// Sentences tells the reasons in a language; the zero Language is English.
func (c Choice) Sentences(in logistics.Language) []string { return Reasons().Sentences(c.Why, in) }

// Sentences tells the reasons in a language; the zero Language is English.
func (f Factor) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(f.Reasons(), in)
}

// number is a statistic with the digits that a calculation goes on with.
func number(name string, f float64) logistics.Param {
	return logistics.Param{Name: name, Figure: logistics.FigureNumber, Text: text(f)}
}

// percent is a statistic that is told as a share.
func percent(name string, f float64) logistics.Param {
	return logistics.Param{Name: name, Figure: logistics.FigurePercent, Text: text(f)}
}
