package policy

import "github.com/logicrm/logistics"

// The reasons: why a law was chosen, and how a safety factor came about.
const (
	LawOfNothing     logistics.Code = "policy.law.no_demand"
	LawConstant      logistics.Code = "policy.law.constant"
	LawOfSample      logistics.Code = "policy.law.sample"
	LawIntermittent  logistics.Code = "policy.law.intermittent"
	LawPoisson       logistics.Code = "policy.law.poisson"
	LawOverdispersed logistics.Code = "policy.law.overdispersed"
	LawNormal        logistics.Code = "policy.law.normal"
	LawSkewed        logistics.Code = "policy.law.skewed"
	FactorWorkedOut  logistics.Code = "policy.factor.worked_out"
	FactorAtLeast    logistics.Code = "policy.factor.at_least"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: LawOfNothing, Text: "there is no demand: mean {mean}"},
		{Code: LawConstant, Text: "demand does not vary: it is {mean}"},
		{
			Code: LawOfSample,
			Text: "the {days} days observed are convolved over the lead time; there is demand every {interval} " +
				"days, up to {bound} is not intermittent",
		},
		{
			Code: LawIntermittent,
			Text: "demand is intermittent, once in {interval} days (bound {bound}): the {days} days " +
				"observed are convolved over the lead time",
		},
		{Code: LawPoisson, Text: "variance {variance} and mean {mean} agree within {band}: single units, Poisson"},
		{
			Code: LawOverdispersed,
			Text: "variance {variance} is above mean {mean} by more than {band} of it: negative binomial",
		},
		{Code: LawNormal, Text: "the deviation is {variation} of the mean {mean}, at most {bound}: normal"},
		{
			Code: LawSkewed,
			Text: "the deviation is {variation} of the mean {mean}, above {bound}: gamma, which is never below 0",
		},
		{Code: FactorWorkedOut, Text: "rule {rule} gives {target}, and that a safety factor of {factor}"},
		{
			Code: FactorAtLeast,
			Text: "rule {rule} gives {target}: preventing a shortage is not worth it; the least factor " +
				"allowed, {factor}, is taken",
		},
	}
}
