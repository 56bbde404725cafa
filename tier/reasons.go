package tier

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons. Weights and points give the score, and the score with the shares of the two tiers gives
// the tier.
const (
	BandReached logistics.Code = "tier.criterion.band"
	NoBand      logistics.Code = "tier.criterion.no_band"
	NoData      logistics.Code = "tier.criterion.no_data"
	LeftOut     logistics.Code = "tier.criterion.left_out"
	Reached     logistics.Code = "tier.reached"
	NextTier    logistics.Code = "tier.next"
	OneStep     logistics.Code = "tier.step"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{
			Code: BandReached,
			Text: "{metric} of {value} reaches {bound}: {points} points of weight {weight} are {share}",
		},
		{Code: NoBand, Text: "{metric} of {value} reaches no band: no points of weight {weight}"},
		{Code: NoData, Text: "{metric} was not measured: no points of weight {weight}"},
		{Code: LeftOut, Text: "{metric} was not measured and is left out of the score"},
		{Code: Reached, Text: "a score of {score} reaches {tier}, which begins at {from}"},
		{Code: NextTier, Text: "{tier} begins at {from}: {lacking} weighted points are lacking"},
		{Code: OneStep, Text: "{metric} at {bound} would earn {points} points and alone reach {tier}"},
	}
}

// Reasons explains each criterion, then the tier, then the way to the next one.
func (a Assessment) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, len(a.Contributions)+2)
	for i, n := range a.Contributions {
		reasons = append(reasons, n.reason("/criteria/"+strconv.Itoa(i)))
	}
	reasons = append(reasons, logistics.Reason{Code: Reached, Params: []logistics.Param{
		{Name: "score", Text: a.Score.String()},
		{Name: "tier", Text: a.Tier.String()},
		{Name: "from", Text: a.From.String()},
	}})
	if a.Next.Tier.IsZero() {
		return reasons
	}
	reasons = append(reasons, logistics.Reason{Code: NextTier, Params: []logistics.Param{
		{Name: "tier", Text: a.Next.Tier.String()},
		{Name: "from", Text: a.Next.From.String()},
		{Name: "lacking", Text: strconv.FormatInt(a.Next.Lacking, 10)},
	}})
	for _, step := range a.Steps() {
		reasons = append(reasons, logistics.Reason{Code: OneStep, Params: []logistics.Param{
			{Name: "metric", Text: step.Metric.String()},
			{Name: "bound", Text: step.Bound.String()},
			{Name: "points", Text: strconv.FormatInt(step.Points, 10)},
			{Name: "tier", Text: a.Next.Tier.String()},
		}})
	}
	return reasons
}

func (n Contribution) reason(path string) logistics.Reason {
	params := []logistics.Param{{Name: "metric", Text: n.Metric.String()}}
	add := func(name, text string) { params = append(params, logistics.Param{Name: name, Text: text}) }
	code := BandReached
	switch {
	case n.Share.IsZero():
		return logistics.Reason{Code: LeftOut, Path: path, Params: params}
	case n.Value.IsZero():
		code = NoData
	case n.Bound.IsZero():
		code = NoBand
		add("value", n.Value.String())
	default:
		add("value", n.Value.String())
		add("bound", n.Bound.String())
		add("points", strconv.FormatInt(n.Points, 10))
	}
	add("weight", strconv.FormatInt(n.Weight, 10))
	if code == BandReached {
		add("share", n.Share.String())
	}
	return logistics.Reason{Code: code, Path: path, Params: params}
}
