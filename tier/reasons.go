package tier

import (
	"cmp"
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons. Weights and points give the score, and the score with the starts of the two tiers gives
// the tier.
const (
	BandReached    logistics.Code = "tier.criterion.band"
	NoBand         logistics.Code = "tier.criterion.no_band"
	NoData         logistics.Code = "tier.criterion.no_data"
	LeftOut        logistics.Code = "tier.criterion.left_out"
	Reached        logistics.Code = "tier.reached"
	NextTier       logistics.Code = "tier.next"
	OneImprovement logistics.Code = "tier.step"
)

// Reasons is the catalogue of this package. The names of metrics and tiers come from the scheme; a translation may
// give them as terms, by their ids.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts) }

const points = "{points, plural, one {# point} other {# points}}"

var reasonTexts = []logistics.ReasonText{
	{
		Code: BandReached,
		Text: "{metric}: {value} {direction, select, lower_is_better {is within} other {reaches}} the {bound} band. " +
			"{points, plural, one {# point at weight {weight} of {weights} adds} " +
			"other {# points at weight {weight} of {weights} add}} {share} to the score.",
	},
	{Code: NoBand, Text: "{metric}: {value} reaches no band and adds nothing to the score (weight {weight})."},
	{Code: NoData, Text: "{metric}: there is no data, and nothing is added to the score (weight {weight})."},
	{Code: LeftOut, Text: "{metric}: there is no data, and the score is computed without it."},
	{Code: Reached, Text: "The score of {score} reaches the tier {tier}, which starts at {from}."},
	{Code: NextTier, Text: "The next tier, {tier}, starts at {from}: it takes another {short}."},
	{
		Code: OneImprovement,
		Text: "{metric}: {bound} or {direction, select, lower_is_better {less} higher_is_better {more} " +
			"other {better}} earns " + points + ", enough to reach the tier {tier} by itself.",
	},
}

// Sentences tells the reasons in a language; the zero Language is English.
func (a Assessment) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(a.Reasons(), in)
}

// Reasons explains each criterion, then the tier, then the way to the next one.
func (a Assessment) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, len(a.Contributions)+2)
	for i, n := range a.Contributions {
		reasons = append(reasons, n.reason("/criteria/"+strconv.Itoa(i)))
	}
	reasons = append(reasons, logistics.Reason{Code: Reached, Params: []logistics.Param{
		a.Score.PointsParam("score"), named("tier", a.Tier, a.TierName), a.From.PointsParam("from"),
	}})
	if a.Next.Tier.IsZero() {
		return reasons
	}
	next := named("tier", a.Next.Tier, a.Next.Name)
	reasons = append(reasons, logistics.Reason{Code: NextTier, Params: []logistics.Param{
		next, a.Next.From.PointsParam("from"), a.short().PointsParam("short"),
		logistics.CountParam("lacking", a.Next.Lacking),
	}})
	for i := range a.Contributions {
		n := &a.Contributions[i]
		if n.Improvement.Bound.IsZero() {
			continue
		}
		reasons = append(reasons, logistics.Reason{Code: OneImprovement, Params: []logistics.Param{
			named("metric", n.Metric, n.Name), n.value("bound", n.Improvement.Bound),
			logistics.CodeParam("direction", n.Direction),
			logistics.CountParam("points", n.Improvement.Points), next,
		}})
	}
	return reasons
}

// short is how much the score would have to rise to the next tier.
func (a Assessment) short() logistics.Ratio { return share(a.Next.Lacking, cmp.Or(a.Score.Den(), 1)) }

// named is an id of the scheme with the name it has there.
func named(name string, id logistics.ID, label string) logistics.Param {
	return logistics.CodeParam(name, id.String()).Labelled(label)
}

// value is a value of the metric, told as the criterion says.
func (n Contribution) value(name string, r logistics.Ratio) logistics.Param {
	if n.Figure == logistics.FigurePercent {
		return r.PercentParam(name)
	}
	return r.Param(name)
}

func (n Contribution) reason(path string) logistics.Reason {
	metric, weight := named("metric", n.Metric, n.Name), logistics.CountParam("weight", n.Weight)
	r := logistics.Reason{Path: path}
	switch {
	case n.Share.IsZero():
		r.Code, r.Params = LeftOut, []logistics.Param{metric}
	case n.Value.IsZero():
		r.Code, r.Params = NoData, []logistics.Param{metric, weight}
	case n.Bound.IsZero():
		r.Code, r.Params = NoBand, []logistics.Param{metric, n.value("value", n.Value), weight}
	default:
		r.Code, r.Params = BandReached, []logistics.Param{
			metric, n.value("value", n.Value), n.value("bound", n.Bound),
			logistics.CodeParam("direction", n.Direction), logistics.CountParam("points", n.Points),
			weight, logistics.CountParam("weights", n.Share.Den()/maxPoints), n.Share.PointsParam("share"),
		}
	}
	return r
}
