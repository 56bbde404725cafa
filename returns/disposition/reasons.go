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
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

const (
	recovers = "it recovers {recovered} ({formula}), less {cost} for processing and {inbound} for transport"
	takesNow = "it currently takes {now, plural, =1 {# week} other {# weeks}}."
	closed   = "{disposition} is not possible: "
	margin   = "{disposition} would leave {margin} ({recovery} less {bring} for transport and handling)"
)

var reasonTexts = []logistics.ReasonText{
	{Code: Chosen, Text: "{disposition} is best, with a net recovery of {net}: " + recovers + "."},
	{Code: Lower, Text: "{disposition} has a net recovery of {net}, below {best}: " + recovers + "."},
	{Code: Tied, Text: "{disposition} has a net recovery of {net} too, but stands later in the policy."},
	{Code: GradeNotListed, Text: closed + "it does not accept goods of grade {grade}."},
	{Code: GoodsHere, Text: closed + "the goods have already come back."},
	{Code: Hazardous, Text: closed + "it does not accept {hazards} goods."},
	{Code: QuotaUsedUp, Text: closed + "its quota is used up."},
	{
		Code: KeepIt,
		Text: "The customer keeps the goods: " + margin + ", below the limit of {keep}.",
	},
	{Code: BringItIn, Text: "The goods come back: " + margin + ", not below the limit of {keep}."},
	{
		Code: MayNotKeep,
		Text: "The goods come back, because such goods may not be left with the customer: " + margin + ".",
	},
	{Code: NothingOpen, Text: "No disposition is possible for these goods, so there is no recovery to weigh."},
	{Code: FlipsBeyond, Text: "{winner} becomes best when {path} takes more than {weeks} weeks; " + takesNow},
	{Code: FlipsWithin, Text: "{winner} becomes best when {path} takes less than {weeks} weeks; " + takesNow},
	{
		Code: BacklogLoses,
		Text: "Waiting {days} days costs {lost}: the net recovery of {disposition} falls from {net} to {later}.",
	},
	{
		Code: BacklogTurns,
		Text: "Waiting {days} days costs {lost}: {disposition} recovers {net} now; by then {instead} is best, with " +
			"{later}.",
	},
	{
		Code: GradingWorth,
		Text: "Graded goods recover {graded}, ungraded goods {blind} by {disposition}: grading is worth {worth}.",
	},
	{Code: GradingNeeded, Text: "Graded goods recover {graded}; no option accepts ungraded goods."},
}

var reasonTerms = []logistics.Term{
	{Key: string(Restock), Name: "restocking", Meaning: "Back on the shelf as new."},
	{Key: string(Refurbish), Name: "refurbishing", Meaning: "Repaired or repacked, and sold for less."},
	{Key: string(VendorCredit), Name: "return to vendor", Meaning: "Back to the vendor, for a credit."},
	{Key: string(Liquidate), Name: "liquidation", Meaning: "Sold off in bulk."},
	{Key: string(Scrap), Name: "scrapping", Meaning: "Recycled or destroyed."},
	{Key: string(ReturnlessRefund), Name: "returnless refund", Meaning: "Refunded, and left with the customer."},

	{Key: "donate", Name: "donation", Meaning: "Given away for a good purpose."},
	{Key: "recycle", Name: "recycling", Meaning: "Taken apart, its materials used again."},

	{Key: string(Hazmat), Name: "dangerous", Meaning: "Goods that special rules of carriage hold for."},
	{Key: string(Recalled), Name: "recalled", Meaning: "Goods that their maker has called back."},

	{Key: "share", Name: "share", Meaning: "The share of the value that the disposition recovers."},
	{Key: "value", Name: "value", Meaning: "The value of an item as new."},
	{Key: "success", Name: "chance of success", Meaning: "How often the disposition works out."},
	{Key: "fallback", Name: "fallback", Meaning: "What is recovered when it does not work out."},
	{
		Key: "fallback_share", Name: "fallback share",
		Meaning: "The share of the value recovered when it does not work out.",
	},
	{Key: "weeks", Name: "weeks", Meaning: "How long the disposition takes."},
	{Key: "queue", Name: "weeks in the queue", Meaning: "How long items wait for their turn."},
	{Key: "decay", Name: "weekly loss of value", Meaning: "The share of its value an item loses in a week."},
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
		logistics.CodeParam("disposition", c.chooser.policy.Options[i].Disposition),
		logistics.CodeParam("grade", c.item.grade),
	}
	if code == Hazardous {
		params = append(params, logistics.CodesParam("hazards", c.chooser.named(c.chooser.closed[i]&c.item.hazards)...))
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
		logistics.CodeParam("disposition", option.Disposition), f.net.Param("net"), c.net.Param("best"),
		logistics.FormulaParam("formula", c.formula(i, r)), f.recovered.Param("recovered"), option.Cost.Param("cost"),
		bring.Param("inbound"), r.Share.PercentParam("share"), c.item.value.Param("value"),
	}}
	for _, p := range []logistics.Param{
		r.Success.PercentParam("success"), r.Fallback.Param("fallback"),
		r.FallbackShare.PercentParam("fallback_share"),
		r.Weeks.Param("weeks"), c.chooser.loads[i].Queue.Param("queue"),
		c.item.decay.PercentParam("decay"),
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

// formula is what is recovered, in the names of the other figures.
func (c Choice) formula(i int, r *Recovery) string {
	sum := "share * value"
	queue := c.chooser.loads[i].Queue
	if c.item.decay.Num() != 0 && (r.Weeks.Num() != 0 || queue.Num() != 0) {
		sum += " * (1 - decay)^" + exponent(r.Weeks, queue)
	}
	if r.Success.IsZero() {
		return sum
	}
	sum = "success * " + sum
	switch {
	case !r.Fallback.IsZero():
		sum += " + (1 - success) * fallback"
	case !r.FallbackShare.IsZero():
		sum += " + (1 - success) * fallback_share * value"
	}
	return sum
}

func exponent(weeks, queue logistics.Ratio) string {
	switch {
	case queue.Num() == 0:
		return "weeks"
	case weeks.Num() == 0:
		return "queue"
	default:
		return "(weeks + queue)"
	}
}

func path(i int) string { return "/options/" + strconv.Itoa(i) }

// Sentences tells the reasons in a language; the zero Language is English.
func (c Choice) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(c.Reasons(), in)
}
