package disposition

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons of a choice: for each way of the policy its figure, or everything that closes it.
const (
	Chosen         logistics.Code = "disposition.option.chosen"
	Lower          logistics.Code = "disposition.option.lower"
	Tied           logistics.Code = "disposition.option.tied"
	GradeNotListed logistics.Code = "disposition.option.grade_not_listed"
	GoodsHere      logistics.Code = "disposition.option.goods_here"
	Hazardous      logistics.Code = "disposition.option.hazardous"
	QuotaUsedUp    logistics.Code = "disposition.option.quota_used_up"
)

// The reasons of the rule that leaves an item with its customer.
const (
	KeepIt      logistics.Code = "disposition.returnless.keep"
	BringItIn   logistics.Code = "disposition.returnless.bring_in"
	MayNotKeep  logistics.Code = "disposition.returnless.may_not_keep"
	NothingOpen logistics.Code = "disposition.returnless.nothing_open"
)

// The reasons of what would change a choice, and of what waiting and inspecting are worth.
const (
	FlipsBeyond   logistics.Code = "disposition.flip.beyond"
	FlipsWithin   logistics.Code = "disposition.flip.within"
	BacklogLoses  logistics.Code = "disposition.backlog.loses"
	BacklogTurns  logistics.Code = "disposition.backlog.turns"
	GradingWorth  logistics.Code = "disposition.grading.worth"
	GradingNeeded logistics.Code = "disposition.grading.needed"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{
			Code: Chosen,
			Text: "{disposition} is best with {net}: {formula} is {recovered}, less {cost} to process and {inbound} " +
				"to bring in",
		},
		{
			Code: Lower,
			Text: "{disposition} comes to {net}, below {best}: {formula} is {recovered}, less {cost} to process and " +
				"{inbound} to bring in",
		},
		{Code: Tied, Text: "{disposition} comes to {net} as well, but stands later in the policy"},
		{Code: GradeNotListed, Text: "{disposition} is not open to grade {grade}"},
		{Code: GoodsHere, Text: "{disposition} is not open: the goods are here already"},
		{Code: Hazardous, Text: "{disposition} is not open: the item is {hazards}"},
		{Code: QuotaUsedUp, Text: "{disposition} is not open: nothing is left of its quota"},
		{
			Code: KeepIt,
			Text: "the customer keeps it: {disposition} would bring {recovery}, less {bring} to have it here is " +
				"{margin}, below {keep}",
		},
		{
			Code: BringItIn,
			Text: "it comes back: {disposition} brings {recovery}, less {bring} to have it here is {margin}, not " +
				"below {keep}",
		},
		{
			Code: MayNotKeep,
			Text: "it comes back, whatever that costs: keeping it is not open to such an item; {disposition} brings " +
				"{recovery}, less {bring} to have it here is {margin}",
		},
		{Code: NothingOpen, Text: "no way is open to it, so there is nothing to weigh its way back against"},
		{Code: FlipsBeyond, Text: "{winner} wins once {path} takes more than {weeks} weeks; it takes {now}"},
		{Code: FlipsWithin, Text: "{winner} wins once {path} takes less than {weeks} weeks; it takes {now}"},
		{Code: BacklogLoses, Text: "{days} days of waiting cost {lost}: {disposition} falls from {net} to {later}"},
		{
			Code: BacklogTurns,
			Text: "{days} days of waiting cost {lost}: {disposition} brings {net} now, {instead} brings {later} then",
		},
		{
			Code: GradingWorth,
			Text: "graded it brings {graded}, ungraded {disposition} brings {blind}: knowing the grade is worth " +
				"{worth}",
		},
		{Code: GradingNeeded, Text: "graded it brings {graded}; ungraded no way takes it"},
	}
}

// Reasons lists every way of the policy, in its order, with its figure or with everything that closes it.
func (c Choice) Reasons() []logistics.Reason {
	if c.read != nil {
		reasons := slices.Clone(c.read.Reasons)
		for i := range reasons {
			reasons[i].Params = slices.Clone(reasons[i].Params)
		}
		return reasons
	}
	if c.chooser == nil {
		return nil
	}
	reasons := make([]logistics.Reason, 0, len(c.chooser.policy.Options))
	for i := range c.chooser.policy.Options {
		f, _ := c.chooser.figure(i, &c.item) // Choose would have returned the error
		if f.closed == 0 {
			reasons = append(reasons, c.reason(i, f))
			continue
		}
		for _, closing := range []struct {
			bit  uint8
			code logistics.Code
		}{
			{goodsHere, GoodsHere},
			{hazardous, Hazardous},
			{quotaUsedUp, QuotaUsedUp},
			{gradeNotListed, GradeNotListed},
		} {
			if f.closed&closing.bit != 0 {
				reasons = append(reasons, c.closing(i, closing.code))
			}
		}
	}
	return reasons
}

func (c Choice) closing(i int, code logistics.Code) logistics.Reason {
	params := []logistics.Param{
		text("disposition", string(c.chooser.policy.Options[i].Disposition)), text("grade", string(c.item.grade)),
	}
	if code == Hazardous {
		params = append(params, text("hazards", c.chooser.named(c.chooser.closed[i]&c.item.hazards)))
	}
	return logistics.Reason{Code: code, Path: path(i), Params: params}
}

func (c Choice) reason(i int, f figure) logistics.Reason {
	option, r := &c.chooser.policy.Options[i], f.recovery
	bring := f.bring
	if bring.IsZero() {
		bring = logistics.Minor(0, option.Cost.Currency())
	}
	reason := logistics.Reason{Path: path(i), Params: []logistics.Param{
		text("disposition", string(option.Disposition)), text("net", f.net.String()), text("best", c.net.String()),
		text("formula", c.formula(i, r)), text("recovered", f.recovered.String()), text("cost", option.Cost.String()),
		text("inbound", bring.String()), text("share", r.Share.String()), text("value", c.item.value.String()),
	}}
	for _, p := range []logistics.Param{
		text("success", r.Success.String()), text("fallback", r.Fallback.String()),
		text("fallback_share", r.FallbackShare.String()),
		text("weeks", r.Weeks.String()), text("queue", c.chooser.loads[i].Queue.String()),
		text("decay", c.item.decay.String()),
	} {
		if p.Text != "" {
			reason.Params = append(reason.Params, p)
		}
	}
	switch {
	case i == c.best-1:
		reason.Code = Chosen
	case f.net.Equal(c.net):
		reason.Code = Tied
	default:
		reason.Code = Lower
	}
	return reason
}

// formula is what is recovered, as a sum for a pocket calculator.
func (c Choice) formula(i int, r *Recovery) string {
	sum := r.Share.String() + " of " + c.item.value.String()
	queue := c.chooser.loads[i].Queue
	if c.item.decay.Num() != 0 && (r.Weeks.Num() != 0 || queue.Num() != 0) {
		sum += " × (1 − " + c.item.decay.String() + ")^" + exponent(r.Weeks, queue)
	}
	if r.Success.IsZero() {
		return sum
	}
	sum = r.Success.String() + " × " + sum
	switch {
	case !r.Fallback.IsZero():
		sum += " + (1 − " + r.Success.String() + ") × " + r.Fallback.String()
	case !r.FallbackShare.IsZero():
		sum += " + (1 − " + r.Success.String() + ") × " + r.FallbackShare.String() + " of " + c.item.value.String()
	}
	return sum
}

func exponent(weeks, queue logistics.Ratio) string {
	switch {
	case queue.Num() == 0:
		return plain(weeks)
	case weeks.Num() == 0:
		return plain(queue)
	default:
		return "(" + plain(weeks) + " + " + plain(queue) + ")"
	}
}

// plain is a whole number without its denominator, and any other in brackets.
func plain(r logistics.Ratio) string {
	if r.Den() == 1 {
		return strconv.FormatInt(r.Num(), 10)
	}
	return "(" + r.String() + ")"
}

func path(i int) string { return "/options/" + strconv.Itoa(i) }

func text(name, value string) logistics.Param { return logistics.Param{Name: name, Text: value} }

// decimals is a figure of statistics for people.
func decimals(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
