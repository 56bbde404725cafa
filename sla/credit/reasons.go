package credit

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons. One of the first ones explains each line, and those that begin with credit.total each limit
// of the total. Paid follows for the lines that a limit lowered. The last ones explain a correction.
const (
	StepApplied    logistics.Code = "credit.step.applied"
	StepZero       logistics.Code = "credit.step.zero"
	NoStep         logistics.Code = "credit.step.none"
	LineCapped     logistics.Code = "credit.line.capped"
	SameIncident   logistics.Code = "credit.incident.same"
	Excused        logistics.Code = "credit.incident.excused"
	Attained       logistics.Code = "credit.level.attained"
	NoData         logistics.Code = "credit.level.no_data"
	NotDetermined  logistics.Code = "credit.level.undetermined"
	Waived         logistics.Code = "credit.level.waived"
	NotOver        logistics.Code = "credit.level.not_over"
	NotCredited    logistics.Code = "credit.level.not_credited"
	Relieved       logistics.Code = "credit.level.relieved"
	Capped         logistics.Code = "credit.total.capped"
	AnnuallyCapped logistics.Code = "credit.total.capped_annually"
	TooLittle      logistics.Code = "credit.total.too_little"
	Paid           logistics.Code = "credit.line.paid"
	PaidMore       logistics.Code = "credit.correction.paid_more"
	TakenBack      logistics.Code = "credit.correction.taken_back"
	Unchanged      logistics.Code = "credit.correction.unchanged"
	StillNothing   logistics.Code = "credit.correction.still_nothing"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

var reasonTexts = []logistics.ReasonText{
	{Code: StepApplied, Text: "{objective}: a credit of {amount} is due ({formula})."},
	{Code: StepZero, Text: "{objective}: the credit comes to {amount} ({formula}), so none is due."},
	{Code: NoStep, Text: "{objective}: the level was missed, but by the schedule no credit is due."},
	{
		Code: LineCapped,
		Text: "{objective}: a credit of {amount} is due, the maximum for one line ({formula} would be more).",
	},
	{Code: SameIncident, Text: "{objective}: incident {incident} is credited once only, on another line."},
	{Code: Excused, Text: "{objective}: no credit is due, because of {excused}."},
	{Code: Attained, Text: "{objective}: the agreed level was reached, so no credit is due."},
	{Code: NoData, Text: "{objective}: nothing was assessed, so no credit is due."},
	{
		Code: NotDetermined,
		Text: "{objective}: not enough is known to say whether the agreed level was reached, so no credit is due.",
	},
	{
		Code: Waived,
		Text: "{objective}: the level is waived ({judged, plural, one {# case} other {# cases}} assessed), so no " +
			"credit is " +
			"due.",
	},
	{Code: NotOver, Text: "{objective}: the period is not over, so no credit is due yet."},
	{Code: NotCredited, Text: "{objective}: it is measured, but the schedule gives no credit for it."},
	{
		Code: Relieved,
		Text: "{objective}: {attainment} was reached, but on too few cases for a credit to be due.",
	},
	{Code: Capped, Text: "Credits of {credits} are limited to {limit}, the cap for the period."},
	{Code: AnnuallyCapped, Text: "Credits of {credits} are limited to {limit}, the amount left under the annual cap."},
	{Code: TooLittle, Text: "Credits of {credits} are not paid: only credits above {limit} are paid."},
	{Code: Paid, Text: "{objective}: of the credit of {amount}, {paid} is paid."},
	{
		Code: PaidMore,
		Text: "{objective}: {due} more is payable: {owed} is owed and {paid} was paid.",
	},
	{
		Code: TakenBack,
		Text: "{objective}: {due} is to be repaid: {owed} is owed and {paid} was paid.",
	},
	{Code: Unchanged, Text: "{period}: {paid} was paid and is still owed; nothing is to be paid or repaid."},
	{Code: StillNothing, Text: "{period}: no credit was paid, and none is owed."},
}

// reasonTerms are the figures of the formulas.
var reasonTerms = []logistics.Term{
	{Key: "charges", Name: "charges", Meaning: "What was charged for the service in the period."},
	{Key: "credit", Name: "credit", Meaning: "The share of the charges that the schedule gives back."},
	{Key: "at_risk", Name: "share at risk", Meaning: "The share of the charges that all credits together can take."},
	{Key: "pool", Name: "pool", Meaning: "The points of the pool, as a multiple of the share at risk."},
	{Key: "allocation", Name: "allocation", Meaning: "The part of the pool that this objective was given."},
	{Key: "fee", Name: "fee", Meaning: "The amount for each failure."},
	{Key: "failing", Name: "failures", Meaning: "How many cases failed."},
	{Key: "weight", Name: "weight", Meaning: "What a failure of this objective weighs."},
	{Key: "freight", Name: "freight", Meaning: "What was charged for carriage."},
	{Key: "share", Name: "share", Meaning: "The share that is given back."},
	{Key: "shortfall", Name: "shortfall", Meaning: "How far the attainment is below the target."},
	{Key: "failing_value", Name: "value of what failed", Meaning: "The value of the deliveries that failed."},
	{Key: "allowance", Name: "allowance", Meaning: "The share of the value that may fail without a credit."},
	{Key: "value", Name: "value", Meaning: "The value of all deliveries."},
	{Key: "repeat", Name: "factor of repetition", Meaning: "What a miss that is not the first counts."},
}

// Reasons explains every line, every limit of the total, and what is paid for each line that was lowered.
func (s Statement) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, len(s.Lines)+len(s.Limits))
	for i, line := range s.Lines {
		reasons = append(
			reasons, logistics.Reason{Code: line.Why, Path: "/lines/" + strconv.Itoa(i), Params: line.params()},
		)
	}
	for _, limit := range s.Limits {
		reasons = append(reasons, logistics.Reason{Code: limit.Code, Path: limit.Path, Params: []logistics.Param{
			limit.Credits.Param("credits"), limit.At.Param("limit"),
		}})
	}
	for i, line := range s.Lines {
		if !line.Amount.Equal(line.Uncapped) {
			reasons = append(reasons, logistics.Reason{
				Code: Paid, Path: "/lines/" + strconv.Itoa(i), Params: []logistics.Param{
					logistics.CodeParam("objective", line.Objective.String()), line.Uncapped.Param("amount"),
					line.Amount.Param("paid"),
				},
			})
		}
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (s Statement) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(s.Reasons(), in)
}

func (l Line) params() []logistics.Param {
	params := []logistics.Param{logistics.CodeParam("objective", l.Objective.String())}
	switch l.Why {
	case StepApplied, StepZero, LineCapped:
		params = append(params, logistics.FormulaParam("formula", l.Formula))
		params = append(params, l.Inputs...)
		if !l.Attainment.IsZero() {
			params = append(params, l.Attainment.PercentParam("attainment"))
		}
		if !l.Below.IsZero() {
			params = append(params, l.Below.PercentParam("below"))
		}
		params = append(params, l.Uncapped.Param("amount"))
	case Waived:
		params = append(params, logistics.CountParam("judged", l.Attainment.Den()))
	case SameIncident:
		params = append(params, l.Incident.Param("incident"))
	case Excused:
		params = append(params, logistics.CodeParam("excused", l.Excused))
	default:
		if !l.Attainment.IsZero() {
			params = append(params, l.Attainment.PercentParam("attainment"))
		}
	}
	return params
}
