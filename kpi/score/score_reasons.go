package score

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons of a score.
const (
	ScoreLine       logistics.Code = "score.line"
	ScoreMissing    logistics.Code = "score.missing"
	ScoreTotal      logistics.Code = "score.total"
	ScoreWithheld   logistics.Code = "score.withheld"
	ScoreUnmeasured logistics.Code = "score.unmeasured"
	ScoreGreen      logistics.Code = "score.green"
	ScoreAmber      logistics.Code = "score.amber"
	ScoreRed        logistics.Code = "score.red"
	ScoreBlocked    logistics.Code = "score.blocked"
)

// Reasons tells every line with what it adds or why it is missing, the red lines crossed, the targets that
// change within the period, the total, and what decided the colour: enough to do the sum again by hand.
// Whether the lines reach their targets is for [Judgement.Reasons].
func (s Score) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	weight, _, _ := s.weights()
	for i, l := range s.Lines {
		path := linePath(i)
		reasons = append(reasons, s.told(l, weight, path))
		reasons = append(reasons, l.crossing(path)...)
		reasons = append(reasons, l.changed(path)...)
		reasons = append(reasons, l.leftOut(path+"/observation")...)
	}
	reasons = append(reasons, s.summed())
	if decided := s.decided(); decided.Code != "" {
		reasons = append(reasons, decided)
	}
	return reasons
}

// told is what the line adds, or why it adds nothing.
func (s Score) told(l Line, weight int64, path string) logistics.Reason {
	if l.Missing {
		return logistics.Reason{Code: ScoreMissing, Path: path, Params: []logistics.Param{
			{Name: "metric", Text: l.Observation.Metric.String()},
			{Name: "weight", Text: digits(l.Weight)},
			{Name: "rule", Text: string(s.Missing)},
		}}
	}
	return logistics.Reason{Code: ScoreLine, Path: path, Params: []logistics.Param{
		{Name: "metric", Text: l.Observation.Metric.String()},
		{Name: "value", Text: l.Value.String()},
		{Name: "worst", Text: l.Worst.String()},
		{Name: "best", Text: l.Best.String()},
		{Name: "points", Text: l.Points.String()},
		{Name: "decimals", Text: strconv.Itoa(s.Decimals)},
		{Name: "weight", Text: digits(l.Weight)},
		{Name: "of", Text: digits(weight)},
		{Name: "contribution", Text: l.Contribution.String()},
	}}
}

func (s Score) about() []logistics.Param {
	return []logistics.Param{
		{Name: "subject", Text: s.Subject.String()},
		{Name: "period", Text: s.Period.String()},
		{Name: "card", Text: s.Card.String()},
		{Name: "version", Text: strconv.Itoa(s.Version)},
	}
}

// summed is the total, or why there is none.
func (s Score) summed() logistics.Reason {
	measured := logistics.Param{Name: "measured", Text: s.Measured.String()}
	switch {
	case !s.Total.IsZero():
		return logistics.Reason{Code: ScoreTotal, Path: "/total", Params: append(s.about(), measured,
			logistics.Param{Name: "total", Text: s.Total.String()})}
	case s.withheld():
		return logistics.Reason{Code: ScoreWithheld, Path: "/missing", Params: append(s.about(), measured,
			logistics.Param{Name: "missing", Text: strconv.Itoa(s.missing())})}
	default:
		return logistics.Reason{Code: ScoreUnmeasured, Path: "/lines", Params: s.about()}
	}
}

// decided is what gave the colour; nothing gives an undetermined one but the lack of a total.
func (s Score) decided() logistics.Reason {
	if n := s.crossed(); n > 0 {
		return logistics.Reason{Code: ScoreBlocked, Path: "/colour", Params: append(s.about(),
			logistics.Param{Name: "crossed", Text: strconv.Itoa(n)})}
	}
	r := logistics.Reason{Path: "/colour"}
	switch s.Colour {
	case Green:
		r.Code = ScoreGreen
	case Amber:
		r.Code = ScoreAmber
	case Red:
		r.Code = ScoreRed
	default:
		return logistics.Reason{}
	}
	r.Params = append(s.about(),
		logistics.Param{Name: "total", Text: s.Total.String()},
		logistics.Param{Name: "green", Text: s.Green.String()},
		logistics.Param{Name: "amber", Text: s.Amber.String()})
	return r
}
