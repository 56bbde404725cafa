package compare

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
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

// Reasons explains the significance with every figure it comes from, and what the figures leave out.
func (g Gap) Reasons() []logistics.Reason {
	about := []logistics.Param{
		{Name: "metric", Text: g.Now.Metric.String()},
		{Name: "subject", Text: g.Now.Subject.String()},
		{Name: "period", Text: g.Now.Period.String()},
		{Name: "value", Text: g.Value.String()},
		{Name: "reference", Text: g.Reference.String()},
		{Name: "of", Text: g.of()},
	}
	var reasons []logistics.Reason
	switch {
	case g.Difference.IsZero():
		if g.Value.IsZero() {
			reasons = append(reasons, g.missing("now", about))
		}
		if g.Reference.IsZero() {
			reasons = append(reasons, g.missing("base", about))
		}
	case g.Significance == Untested:
		reasons = append(reasons, logistics.Reason{Code: GapNoSpread, Params: append(about,
			logistics.Param{Name: "difference", Text: g.Difference.String()})})
	default:
		reasons = g.tested(about)
	}
	for _, side := range []struct {
		path string
		o    logistics.Observation
	}{{"/base", g.Base}, {"/now", g.Now}} {
		for i, c := range side.o.Excluded {
			path := side.path + "/excluded/" + strconv.Itoa(i)
			reasons = append(reasons, logistics.Reason{Code: kpi.LeftOut, Path: path, Params: []logistics.Param{
				{Name: "code", Text: c.Code}, {Name: "count", Text: digits(c.Count)},
			}})
		}
	}
	return reasons
}

func (g Gap) missing(side string, about []logistics.Param) logistics.Reason {
	params := append(slices.Clone(about), logistics.Param{Name: "side", Text: side})
	return logistics.Reason{Code: GapNoData, Path: "/" + side, Params: params}
}

func (g Gap) tested(about []logistics.Param) []logistics.Reason {
	f := g.Figures
	code := GapShown
	if g.Significance == NotShown {
		code = GapNotShown
	}
	reasons := []logistics.Reason{{Code: code, Params: append(about, []logistics.Param{
		{Name: "difference", Text: g.Difference.String()},
		{Name: "significance", Text: string(g.Significance)},
		{Name: "direction", Text: string(g.Direction)},
		{Name: "method", Text: string(f.Method)},
		{Name: "p", Text: stat.SixDigits(f.P)},
		{Name: "confidence", Text: f.Confidence.String()},
		{Name: "low", Text: stat.SixDigits(f.Low)},
		{Name: "high", Text: stat.SixDigits(f.High)},
	}...)}}
	if f.Method == NewcombeFisher || f.Method == ClopperPearson {
		reasons = append(reasons, logistics.Reason{Code: GapFewCases, Params: []logistics.Param{
			{Name: "expected", Text: stat.SixDigits(f.Expected)},
			{Name: "min_expected", Text: strconv.Itoa(f.MinExpected)},
		}})
	}
	return reasons
}

// of says what the reference is.
func (g Gap) of() string {
	if g.Base.Metric.IsZero() {
		return "target"
	}
	return g.Base.Subject.String() + " in " + g.Base.Period.String()
}
