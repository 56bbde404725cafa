package demand

import (
	"errors"
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
)

// Cost is what parameters are chosen by: a distance between the forecasts made along the series and what
// came. A rate is the mean demand of a period up to then, which is steadier than a demand that is mostly
// zero.
type Cost uint8

// The costs.
const (
	MeanAbsoluteRate Cost = iota + 1
	MeanSquaredRate
	MeanAbsoluteError
	MeanSquaredError
)

var costNames = []string{"none", "mean_absolute_rate", "mean_squared_rate", "mean_absolute_error", "mean_squared_error"}

var errCost = errors.New("demand: unknown cost")

// String is the text on the wire; the zero value is "none".
func (c Cost) String() string { return enum.Name(c, costNames) }

// MarshalText writes the name; the zero value is an error.
func (c Cost) MarshalText() ([]byte, error) { return enum.Marshal(c, costNames, errCost) }

// UnmarshalText reads what MarshalText writes.
func (c *Cost) UnmarshalText(text []byte) error {
	return enum.Unmarshal(c, costNames, text, errCost)
}

// Options say how a series is smoothed.
type Options struct {
	Method      Method  `json:"method"`
	Alpha       float64 `json:"alpha,omitzero"` // for the size
	Beta        float64 `json:"beta,omitzero"`  // for the interval or the probability
	MeanStart   bool    `json:"mean_start,omitzero"`
	Size        float64 `json:"size,omitzero"` // with Rate above 0: the start
	Rate        float64 `json:"rate,omitzero"` // interval, for TSB probability; for SES anything above 0
	OptimiseFor Cost    `json:"optimise_for,omitzero"`
}

// Fit is a series smoothed to its end.
type Fit struct {
	Smoother Smoother  `json:"smoother"` // as it stands after the last observation
	Options  Options   `json:"options"`  // with the parameters and the start that were used
	Forecast float64   `json:"forecast"` // for every period ahead
	First    int       `json:"first"`    // the first period that had a forecast
	Fitted   []float64 `json:"fitted"`   // what was forecast for it and the periods after it
	Value    float64   `json:"value"`    // of the cost: of the one optimised, or the mean absolute rate
	Demands  int       `json:"demands"`
	Returns  int       `json:"returns"`
}

// FitSmoother runs a method over a series. The parameters are those given, or with OptimiseFor the best from 0
// to 1 together with the best start, of the points that a bounded search looks at. MeanStart begins with
// the mean interval, or for TSB with the share of periods that have a demand.
func FitSmoother(series []float64, options Options) (Fit, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, 1)
	checkMethod(&faults, options.Method)
	checkNumber(&faults, "/alpha", options.Alpha, 0, 1)
	checkNumber(&faults, "/beta", options.Beta, 0, 1)
	checkNumber(&faults, "/size", options.Size, -mostUnits, mostUnits)
	checkNumber(&faults, "/rate", options.Rate, 0, mostUnits)
	if options.Method == TSB && options.Rate > 1 {
		checkNumber(&faults, "/rate", options.Rate, 0, 1)
	}
	if options.OptimiseFor > MeanSquaredError {
		faults.Unknown(
			"/optimise_for", options.OptimiseFor,
			"mean_absolute_rate, mean_squared_rate, mean_absolute_error or mean_squared_error",
		)
	}
	if err := faults.Err(); err != nil {
		return Fit{}, err
	}
	fit := Fit{Options: options, Fitted: []float64{}}
	for _, y := range series {
		if y != 0 {
			fit.Demands++
		}
		if y < 0 {
			fit.Returns++
		}
	}
	if options.MeanStart && options.Rate == 0 {
		fit.Options.Size, fit.Options.Rate = meanStart(series, options.Method)
	}
	by := max(options.OptimiseFor, MeanAbsoluteRate)
	if options.OptimiseFor != 0 && fit.Demands > 0 {
		fit.Options = optimise(series, fit.Options, by)
	}
	fit.Value = fit.Options.cost(series, by)
	s := fit.Options.smoother()
	for i, y := range series {
		if s.begun {
			if len(fit.Fitted) == 0 {
				fit.First, fit.Fitted = i, make([]float64, 0, len(series)-i)
			}
			fit.Fitted = append(fit.Fitted, s.Forecast())
		}
		s.Update(y)
	}
	fit.Smoother, fit.Forecast = s, s.Forecast()
	return fit, nil
}

// smoother stands before the first observation.
func (o Options) smoother() Smoother {
	s := smoother(o.Method, o.Alpha, o.Beta)
	if o.Rate > 0 {
		s.starting(o.Size, o.Rate)
	}
	return s
}

// meanStart is the first size with the mean interval, or the share of periods with a demand.
func meanStart(series []float64, method Method) (size, rate float64) {
	first, last, n := 0.0, 0, 0
	for i, y := range series {
		if y == 0 {
			continue
		}
		if n++; n == 1 {
			first = y
		}
		last = i + 1
	}
	switch {
	case n == 0:
		return 0, 0
	case method == SES:
		return mean(series), 1
	case method == TSB:
		return first, float64(n) / float64(len(series))
	}
	return first, float64(last) / float64(n)
}

// cost is the mean distance of the forecasts from the series, or from its rate so far.
func (o Options) cost(series []float64, by Cost) float64 {
	s := o.smoother()
	total, sum, n := 0.0, 0.0, 0
	for i, y := range series {
		total += y
		if s.begun {
			target := y
			if by <= MeanSquaredRate {
				target = total / float64(i+1)
			}
			off := math.Abs(target - s.Forecast())
			if by == MeanSquaredRate || by == MeanSquaredError {
				off *= off
			}
			sum += off
			n++
		}
		s.Update(y)
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// optimise searches constants and start from several points, since the cost has more than one valley.
func optimise(series []float64, options Options, by Cost) Options {
	low, high, start := []float64{0, 0, math.Inf(1), 1}, []float64{
		1, 1, math.Inf(-1), float64(len(series)),
	}, []float64{0, 0, 0, 0}
	for _, y := range series {
		if y != 0 {
			low[2], high[2] = min(low[2], y), max(high[2], y)
		}
	}
	start[2], start[3] = meanStart(series, options.Method)
	if options.Method == TSB {
		low[3], high[3] = 1e-9, 1
	}
	if options.Method == SES {
		low[2] = min(low[2], 0)
		high[2] = max(high[2], 0)
	}
	with := func(x []float64) Options {
		o := options
		o.Alpha, o.Beta, o.Size, o.Rate = x[0], x[1], x[2], x[3]
		return o
	}
	f := func(x []float64) float64 { return with(x).cost(series, by) }
	best, least := options, math.Inf(1)
	if options.Rate > 0 || options.Method != SES {
		least = options.cost(series, by) // never worse than what was given
	}
	for _, constants := range [][2]float64{{0.05, 0.05}, {0.2, 0.1}, {0.1, 0.5}, {0.7, 0.3}} {
		start[0], start[1] = constants[0], constants[1]
		if point, value := minimise(f, start, low, high, 1000); value < least {
			best, least = with(point), value
		}
	}
	best.OptimiseFor = by
	return best
}

// Reasons says how the parameters came about and what is special about the series.
func (f Fit) Reasons() []logistics.Reason {
	reasons := []logistics.Reason{}
	switch f.Demands {
	case 0:
		reasons = append(reasons, logistics.Reason{Code: AllZero})
	case 1:
		reasons = append(reasons, logistics.Reason{Code: SingleDemand})
	}
	if f.Returns > 0 {
		reasons = append(reasons, returned(f.Returns))
	}
	if f.Options.OptimiseFor != 0 && f.Demands > 0 {
		reasons = append(reasons, logistics.Reason{Code: Optimised, Params: []logistics.Param{
			logistics.CodeParam("method", f.Options.Method.String()),
			number("alpha", f.Options.Alpha), number("beta", f.Options.Beta),
			logistics.CodeParam("cost", f.Options.OptimiseFor.String()), number("value", f.Value),
		}})
	}
	return reasons
}
