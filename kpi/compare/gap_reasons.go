package compare

import (
	"cmp"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// The reasons of a gap.
const (
	GapShown    logistics.Code = "compare.gap.shown"
	GapNotShown logistics.Code = "compare.gap.not_shown"
	GapFewCases logistics.Code = "compare.gap.few_cases"
	GapNoSpread logistics.Code = "compare.gap.no_spread"
	GapNoData   logistics.Code = "compare.gap.no_data"
)

// What a figure is compared with, as reasons say it.
const (
	againstTarget = "target"
	againstFigure = "figure"
)

// Reasons explains the significance with every figure it comes from, and what the figures leave out.
func (g Gap) Reasons() []logistics.Reason {
	m, about := g.metric(), g.about()
	var reasons []logistics.Reason
	switch {
	case g.Difference.IsZero():
		if g.Value.IsZero() {
			reasons = append(reasons, missing("now", about))
		}
		if g.Reference.IsZero() {
			reasons = append(reasons, missing("base", about))
		}
	case g.Significance == Untested:
		reasons = append(reasons, logistics.Reason{
			Code: GapNoSpread, Params: append(about, m.DifferenceParam("difference", g.Difference)),
		})
	default:
		reasons = g.tested(m, about)
	}
	reasons = append(reasons, kpi.LeftOutOf(g.Base, "/base")...)
	return append(reasons, kpi.LeftOutOf(g.Now, "/now")...)
}

// Sentences tells the reasons in a language; the zero Language is English.
func (g Gap) Sentences(in logistics.Language) []string { return Reasons().Sentences(g.Reasons(), in) }

// metric is what people have to know of it.
func (g *Gap) metric() kpi.Metric { return kpi.MetricOf(g.Now, g.Label) }

// about says which figures are compared; the list is fresh.
func (g *Gap) about() []logistics.Param {
	m := g.metric()
	params := []logistics.Param{
		m.Param("metric"), g.Now.Subject.Param("subject"), g.Now.Period.Param("period"),
		m.ValueParam("value", g.Value), m.ValueParam("reference", g.Reference),
	}
	if g.Base.Metric.IsZero() {
		return append(params, logistics.CodeParam("against", againstTarget))
	}
	return append(
		params, logistics.CodeParam("against", againstFigure),
		g.Base.Subject.Param("base_subject"), g.Base.Period.Param("base_period"),
	)
}

func missing(side string, about []logistics.Param) logistics.Reason {
	params := append(slices.Clone(about), logistics.CodeParam("side", side))
	return logistics.Reason{Code: GapNoData, Path: "/" + side, Params: params}
}

func (g Gap) tested(m kpi.Metric, about []logistics.Param) []logistics.Reason {
	f := g.Figures
	code := GapShown
	if g.Significance == NotShown {
		code = GapNotShown
	}
	reasons := []logistics.Reason{{Code: code, Params: append(about, []logistics.Param{
		m.DifferenceParam("difference", g.Difference),
		logistics.CodeParam("significance", g.Significance),
		logistics.CodeParam("direction", g.Direction),
		logistics.CodeParam("method", f.Method),
		logistics.ProbabilityParam("p", f.P),
		f.Confidence.PercentParam("confidence"),
		estimated(m, "low", f.Low),
		estimated(m, "high", f.High),
	}...)}}
	if f.Method == NewcombeFisher || f.Method == ClopperPearson {
		reasons = append(reasons, logistics.Reason{Code: GapFewCases, Params: []logistics.Param{
			logistics.FloatParam("expected", f.Expected), logistics.CountParam("min_expected", int64(f.MinExpected)),
		}})
	}
	return reasons
}

// estimated is a difference that a statistic gave, told like one that was counted.
func estimated(m kpi.Metric, name string, x float64) logistics.Param {
	p := logistics.FloatParam(name, x)
	p.Figure = m.DifferenceParam(name, logistics.Ratio{}).Figure
	if of := cmp.Or(m.Unit.Code(), m.Currency.Code()); of != "" {
		p.Text += " " + of
	}
	return p
}
