package control

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
	"github.com/logicrm/logistics/internal/wire"
)

// Independence is whether points depend on those before them.
type Independence struct {
	// shown; if not, the points are consistent with chance, which is not the same as independent
	Dependent   bool            `json:"dependent"`
	Confidence  logistics.Ratio `json:"confidence"`
	Points      int             `json:"points"`
	Lag         int             `json:"lag"`         // the last one looked at
	Correlation float64         `json:"correlation"` // of a point with the one before, −1 to 1
	// limits by moving ranges, as a share of what the spread of the values asks for
	Width     float64 `json:"width"`
	Statistic float64 `json:"statistic"` // Ljung and Box' Q
	P         float64 `json:"p"`
}

const (
	leastDependent = 5 // points: below it the usual lag is none
	usualLag       = 10
	mostLag        = 500 // of a million points: a second
)

// Independent tests what every chart assumes: that a point says nothing about the next one. Where
// it does, an [Individuals] chart takes its spread from neighbours that are alike, its limits are √(1−r) as
// wide as they should be, r being the correlation of neighbours, and ordinary points are beyond them; where
// points swing from side to side the limits are too wide. Runs and trends come about by themselves.
//
// What to do then: chart the values without their season, as compare.Seasons takes it, or what a forecast leaves
// of them, the residuals, and ask again. Where neither is to be had, an [EWMA] with a sigma from all values
// and a λ as small as the dependence is long, and limits for alarms that are rare enough as seen, is better
// than rules for runs. Points farther apart in time depend less on each other.
//
// The test is that of Ljung and Box, Q = n(n+2)·Σ rₖ²/(n−k) over the lags k up to the last one, which at 0
// is the lesser of 10 and a fifth of the points; for values with a season give the lesser of twice its cycle
// and a fifth of the points (R. J. Hyndman, G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed.,
// 2021, 5.4). The zero confidence is 95%.
func Independent(values []float64, lag int, confidence logistics.Ratio) (Independence, error) {
	var faults logistics.Faults
	faults.At("", checkSeries(values, leastDependent))
	if lag < 0 || lag > mostLag || lag >= len(values) {
		what := "1 to 500 and less than the number of values; 0 is the usual lag"
		faults.OutOfRange("/lag", lag, what)
	}
	if confidence.IsZero() {
		confidence = logistics.MustRatio("95%")
	}
	wire.CheckConfidence("/confidence", confidence, &faults)
	if err := faults.Err(); err != nil {
		return Independence{}, err
	}
	if lag == 0 {
		lag = min(usualLag, len(values)/5)
	}
	near, err := stat.Autocorrelations(values, 1)
	if err != nil {
		return Independence{}, still("/values")
	}
	i := Independence{
		Confidence: confidence, Points: len(values), Lag: lag, Correlation: near[1], Width: math.Sqrt(1 - near[1]),
	}
	if i.Statistic, i.P, err = stat.LjungBox(values, lag); err != nil {
		return Independence{}, still("/values")
	}
	i.Dependent = stat.Shown(i.P, confidence.Num(), confidence.Den())
	return i, nil
}

// neighbours tells whether it is points next to each other that depend, and not those a season apart: r√n is
// nearly standard normal when they do not.
func (i Independence) neighbours() bool {
	c, _ := i.Confidence.Float()
	z, err := stat.TwoSidedZ(c)
	return err == nil && math.Abs(i.Correlation)*math.Sqrt(float64(i.Points)) > z
}

// The reasons for dependence.
const (
	PointsDependent     logistics.Code = "control.independence.dependent"
	DependenceNotShown  logistics.Code = "control.independence.not_shown"
	LimitsTooNarrow     logistics.Code = "control.independence.limits_too_narrow"
	LimitsTooWide       logistics.Code = "control.independence.limits_too_wide"
	FewPointsToDependOn logistics.Code = "control.independence.few_points"
)

// Reasons explains the verdict with the figures it comes from, what a dependence does to limits, and how
// much the points can show at all.
func (i Independence) Reasons() []logistics.Reason {
	correlation := logistics.FloatParam("correlation", i.Correlation)
	code := DependenceNotShown
	if i.Dependent {
		code = PointsDependent
	}
	points := logistics.CountParam("points", int64(i.Points))
	reasons := []logistics.Reason{{Code: code, Params: []logistics.Param{
		points,
		logistics.CountParam("lag", int64(i.Lag)),
		logistics.FloatParam("statistic", i.Statistic),
		logistics.ProbabilityParam("p", i.P),
		i.Confidence.PercentParam("confidence"),
		correlation,
	}}}
	if i.Dependent && i.neighbours() {
		code := LimitsTooNarrow
		if i.Correlation < 0 {
			code = LimitsTooWide
		}
		width := logistics.FloatParam("width", i.Width)
		width.Figure = logistics.FigurePercent
		reasons = append(reasons, logistics.Reason{Code: code, Params: []logistics.Param{width, correlation}})
	}
	if i.Points < fewPoints {
		reasons = append(reasons, logistics.Reason{Code: FewPointsToDependOn, Params: []logistics.Param{points}})
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (i Independence) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(i.Reasons(), in)
}
