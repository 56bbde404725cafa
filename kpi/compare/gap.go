package compare

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
	"github.com/logicrm/logistics/internal/wire"
)

// GapTest says how sure one wants to be of a gap. The zero GapTest is 95% and 5.
type GapTest struct {
	Confidence  logistics.Ratio `json:"confidence,omitzero"`   // between 0 and 1; absent: 95%
	MinExpected int             `json:"min_expected,omitzero"` // exact test below this expected cell count; absent: 5
}

const (
	usualExpected = 5
	mostExpected  = 1000
)

// Validate reports every fault.
func (t GapTest) Validate() error {
	var faults logistics.Faults
	if !t.Confidence.IsZero() {
		wire.CheckConfidence("/confidence", t.Confidence, &faults)
	}
	if t.MinExpected < 0 || t.MinExpected > mostExpected {
		faults.OutOfRange("/min_expected", t.MinExpected, "0 to 1000 cases")
	}
	return faults.Err()
}

func (t GapTest) withDefaults() GapTest {
	if t.Confidence.IsZero() {
		t.Confidence = usualConfidence()
	}
	if t.MinExpected == 0 {
		t.MinExpected = usualExpected
	}
	return t
}

func usualConfidence() logistics.Ratio { return logistics.MustRatio("95%") }

// confidence and z are the same for statistics: a share, and the standard errors that it reaches to either side.
func (t GapTest) confidence() float64 {
	c, _ := t.Confidence.Float()
	return c
}

func (t GapTest) z() float64 {
	z, err := stat.TwoSidedZ(t.confidence())
	if err != nil {
		return 0 // cannot be: the confidence is checked
	}
	return z
}

// Significance says whether a gap can be told from chance, and which way it goes.
type Significance string

// The significances.
const (
	ShownBetter Significance = "better"
	ShownWorse  Significance = "worse"
	NotShown    Significance = "not_shown" // consistent with chance; that is not the same as no gap
	Untested    Significance = "untested"  // no data, or the spread of the values is not known
)

// GapMethod names the interval and the test of a gap.
type GapMethod string

// The methods.
const (
	NewcombePooled     GapMethod = "newcombe_pooled_z"              // two proportions
	NewcombeFisher     GapMethod = "newcombe_fisher_exact"          // two proportions of few cases
	WilsonScore        GapMethod = "wilson_score_z"                 // a proportion against its target
	ClopperPearson     GapMethod = "clopper_pearson_binomial_exact" // the same of few cases
	WelchUnequalSpread GapMethod = "welch_t"                        // two means
	GarwoodRatio       GapMethod = "garwood_rate_ratio_exact"       // two rates of events
)

// GapFigures are what the test found. They are statistics, not counts: float64.
type GapFigures struct {
	Method      GapMethod       `json:"method"`
	Confidence  logistics.Ratio `json:"confidence"`
	Low         float64         `json:"low"` // of the difference
	High        float64         `json:"high"`
	P           float64         `json:"p"`                     // how often chance alone gives as much, to either side
	Expected    float64         `json:"expected,omitzero"`     // the smallest expected cell count; none for a mean
	MinExpected int             `json:"min_expected,omitzero"` // below so many the test is exact; none for a mean
}

// Gap is how far a figure is from another of the same metric, or from the target.
type Gap struct {
	Base         logistics.Observation `json:"base,omitzero"` // the other figure; absent: the target
	Now          logistics.Observation `json:"now"`
	Label        string                `json:"label,omitzero"`      // of the metric, as [kpi.Metric.Label] has it
	Reference    logistics.Ratio       `json:"reference,omitzero"`  // value of Base, or the target
	Value        logistics.Ratio       `json:"value,omitzero"`      // value of Now
	Difference   logistics.Ratio       `json:"difference,omitzero"` // Value − Reference, exactly; absent: no data
	Direction    logistics.Direction   `json:"direction"`
	Significance Significance          `json:"significance"`
	Figures      GapFigures            `json:"figures,omitzero"` // absent: untested
}

func (g Gap) judged(f GapFigures) Gap {
	g.Figures = f
	better := g.Difference.Num() > 0
	if g.Direction == logistics.LowerIsBetter {
		better = g.Difference.Num() < 0
	}
	switch {
	case g.Difference.Num() == 0 || !f.shown():
		g.Significance = NotShown
	case better:
		g.Significance = ShownBetter
	default:
		g.Significance = ShownWorse
	}
	return g
}

// shown compares p, with the digits that the reasons show, with what the confidence leaves to chance.
// Exact tests do reach it exactly, and the last bits of a float64 are not what a verdict hangs on.
func (f GapFigures) shown() bool {
	return stat.Shown(f.P, f.Confidence.Num(), f.Confidence.Den())
}

// cloned shares nothing with the gap.
func (g Gap) cloned() Gap {
	g.Base, g.Now = cloned(g.Base), cloned(g.Now)
	return g
}

// cloned keeps nothing of the caller's.
func cloned(o logistics.Observation) logistics.Observation {
	o.Excluded = slices.Clone(o.Excluded)
	return o
}

func fault(path string, code logistics.FaultCode, value, detail string) error {
	e := logistics.NewFieldError(code, value, detail)
	e.Path = path
	return e
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }
