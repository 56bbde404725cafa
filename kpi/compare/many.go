package compare

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
	"github.com/logicrm/logistics/internal/wire"
)

// GapAdjustment says what the gaps that are looked at together are kept from.
type GapAdjustment string

// The adjustments.
const (
	// Holm keeps from even one false gap, however the gaps depend on each other: for claims.
	Holm GapAdjustment = "holm"
	// BenjaminiHochberg keeps from too large a share of false gaps among those shown: for finding where to look.
	BenjaminiHochberg GapAdjustment = "benjamini_hochberg"
)

// AdjustedGap is a gap among many that were looked at together.
type AdjustedGap struct {
	Gap          Gap           `json:"gap"` // as it was tested alone
	Adjustment   GapAdjustment `json:"adjustment"`
	Family       int           `json:"family"`       // how many gaps were tested together
	P            float64       `json:"p"`            // of the family; 0 where the gap is untested
	Significance Significance  `json:"significance"` // by that p
}

// AdjustGaps judges gaps that are looked at together, those of the metrics and customers of a scorecard:
// of 40 at 95% two are shown better or worse when nothing has changed at all. Each p is made larger by what
// the number of tests asks for, and compared with the one confidence that the gaps must have. The zero
// adjustment is [Holm]. Gaps that are [Untested] stay so and do not count. The order is kept.
//
// Of m gaps, pᵢ being the i-th smallest p, Holm's is the greatest of (m−j+1)·pⱼ over j ≤ i, and that of
// Benjamini and Hochberg the smallest of (m/j)·pⱼ over j ≥ i, both at most 1. The latter counts on gaps that
// do not depend on each other, or move the same way. The interval of a gap stays the one it has alone. S.
// Holm, Scandinavian Journal of Statistics 6, 1979; Y. Benjamini, Y. Hochberg, JRSS B 57, 1995.
func AdjustGaps(gaps []Gap, adjustment GapAdjustment) ([]AdjustedGap, error) {
	var faults logistics.Faults
	adjust := stat.Holm
	switch adjustment {
	case "", Holm:
		adjustment = Holm
	case BenjaminiHochberg:
		adjust = stat.BenjaminiHochberg
	default:
		faults.Unknown("/adjustment", adjustment, "holm or benjamini_hochberg")
	}
	checkFamily(gaps, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	var family []float64
	for _, g := range gaps {
		if g.Significance != Untested {
			family = append(family, g.Figures.P)
		}
	}
	p, err := adjust(family)
	if err != nil {
		return nil, err
	}
	adjusted := make([]AdjustedGap, len(gaps))
	for i, g := range gaps {
		adjusted[i] = AdjustedGap{Gap: g.cloned(), Adjustment: adjustment, Family: len(family), Significance: Untested}
		if g.Significance == Untested {
			continue
		}
		adjusted[i].P, p = p[0], p[1:]
		figures := g.Figures
		figures.P = adjusted[i].P
		adjusted[i].Significance = g.judged(figures).Significance
	}
	return adjusted, nil
}

// checkFamily reports gaps that are none, and those that are not at the confidence of the first tested one.
func checkFamily(gaps []Gap, faults *logistics.Faults) {
	first := logistics.Ratio{}
	for i, g := range gaps {
		path := "/gaps/" + strconv.Itoa(i)
		f := g.Figures
		if g.Significance == Untested {
			if f != (GapFigures{}) {
				faults.Conflict(path+"/figures", f.Method, "an untested gap has no figures")
			}
			continue
		}
		if !(f.P >= 0 && f.P <= 1) {
			faults.OutOfRange(path+"/figures/p", text(f.P), "0 to 1")
			continue
		}
		wire.CheckConfidence(path+"/figures/confidence", f.Confidence, faults)
		switch {
		case f.Confidence.IsZero():
			continue
		case first.IsZero():
			first = f.Confidence
		case !f.Confidence.Equal(first):
			what := "all gaps need one confidence, " + first.String()
			faults.Mismatch(path+"/figures/confidence", f.Confidence, what)
		}
		if judged := g.judged(f).Significance; g.Difference.IsZero() || judged != g.Significance {
			what := "must follow from the difference and the figures"
			faults.Conflict(path+"/significance", g.Significance, what)
		}
	}
}

// The reasons of a gap among many.
const (
	GapStillShown    logistics.Code = "compare.gap.still_shown"
	GapNoLongerShown logistics.Code = "compare.gap.no_longer_shown"
	GapNeverShown    logistics.Code = "compare.gap.never_shown"
)

// Reasons says first what the family makes of the gap, and then why the gap is what it is alone.
func (a AdjustedGap) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	if a.Significance != Untested {
		code := GapStillShown
		switch {
		case a.Significance != NotShown:
		case a.Gap.Significance == NotShown:
			code = GapNeverShown
		default:
			code = GapNoLongerShown
		}
		reasons = append(reasons, logistics.Reason{Code: code, Params: []logistics.Param{
			logistics.CountParam("family", int64(a.Family)),
			logistics.CodeParam("alone", a.Gap.Significance),
			logistics.CodeParam("significance", a.Significance),
			logistics.CodeParam("adjustment", a.Adjustment),
			logistics.ProbabilityParam("p", a.Gap.Figures.P),
			logistics.ProbabilityParam("adjusted", a.P),
			a.Gap.Figures.Confidence.PercentParam("confidence"),
		}})
	}
	for _, r := range a.Gap.Reasons() {
		r.Path, r.Params = "/gap"+r.Path, slices.Clone(r.Params)
		reasons = append(reasons, r)
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (a AdjustedGap) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(a.Reasons(), in)
}
