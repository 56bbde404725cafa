package score

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
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
		reasons = append(reasons, kpi.LeftOutOf(l.Observation, path+"/observation")...)
	}
	reasons = append(reasons, s.summed())
	if decided := s.decided(); decided.Code != "" {
		reasons = append(reasons, decided)
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (s Score) Sentences(in logistics.Language) []string { return Reasons().Sentences(s.Reasons(), in) }

// told is what the line adds, or why it adds nothing.
func (s Score) told(l Line, weight int64, path string) logistics.Reason {
	m := l.metric()
	if l.Missing {
		return logistics.Reason{Code: ScoreMissing, Path: path, Params: []logistics.Param{
			m.Param("metric"), logistics.CodeParam("rule", s.Missing), logistics.CountParam("weight", l.Weight),
		}}
	}
	return logistics.Reason{Code: ScoreLine, Path: path, Params: []logistics.Param{
		m.Param("metric"),
		m.ValueParam("value", l.Value),
		m.ValueParam("worst", l.Worst),
		m.ValueParam("best", l.Best),
		l.Points.PointsParam("points"),
		logistics.CountParam("decimals", int64(s.Decimals)),
		logistics.CountParam("weight", l.Weight),
		logistics.CountParam("of", weight),
		l.Contribution.PointsParam("contribution"),
	}}
}

func (s Score) about() []logistics.Param {
	return []logistics.Param{
		s.Subject.Param("subject"), s.Period.Param("period"), s.Card.Param("card").Labelled(s.Label),
		logistics.CountParam("version", int64(s.Version)),
	}
}

// summed is the total, or why there is none.
func (s Score) summed() logistics.Reason {
	measured := s.Measured.PercentParam("measured")
	switch {
	case !s.Total.IsZero():
		return logistics.Reason{
			Code: ScoreTotal, Path: "/total", Params: append(s.about(), measured, s.Total.PointsParam("total")),
		}
	case s.withheld():
		return logistics.Reason{Code: ScoreWithheld, Path: "/missing", Params: append(
			s.about(), measured, logistics.CountParam("missing", int64(s.missing())),
		)}
	default:
		return logistics.Reason{Code: ScoreUnmeasured, Path: "/lines", Params: s.about()}
	}
}

// decided is what gave the colour; nothing gives an undetermined one but the lack of a total.
func (s Score) decided() logistics.Reason {
	if n := s.crossed(); n > 0 {
		return logistics.Reason{
			Code: ScoreBlocked, Path: "/colour", Params: append(s.about(), logistics.CountParam("crossed", int64(n))),
		}
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
	r.Params = append(
		s.about(), s.Total.PointsParam("total"), s.Green.PointsParam("green"), s.Amber.PointsParam("amber"),
	)
	return r
}
