package compare

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// SeasonModel says how the season acts on the level.
type SeasonModel string

// The models.
const (
	Multiplicative SeasonModel = "multiplicative" // by a factor: December is 1.2 times the level
	Additive       SeasonModel = "additive"       // by an amount: December is 40 above the level
)

// Season is what the places of a cycle, the months of a year or the days of a week, have of their own.
// Place 0 is that of the first value it was taken from.
type Season struct {
	Model    SeasonModel `json:"model"`
	Indices  []float64   `json:"indices,omitzero"`  // of each place: factors of mean 1, or amounts of sum 0
	First    int         `json:"first"`             // the value that the first of Trend and Residual belongs to
	Trend    []float64   `json:"trend,omitzero"`    // the centred moving average; the ends of the values have none
	Residual []float64   `json:"residual,omitzero"` // what trend and season leave: a factor or an amount
}

const (
	minCycle = 2
	maxCycle = 366
)

// Seasons takes the season from values in equal steps, none missing, two cycles or more of them, by
// classical decomposition: the trend is the centred moving average over a cycle, and the index of a
// place the mean of its values without the trend. Factors need values above zero.
func Seasons(model SeasonModel, cycle int, values []float64) (Season, error) {
	if err := checkSeries(model, cycle, values); err != nil {
		return Season{}, err
	}
	s := Season{Model: model, First: cycle / 2, Trend: movingAverage(values, cycle)}
	s.Indices = make([]float64, cycle)
	counts := make([]float64, cycle)
	for i, trend := range s.Trend {
		place := (s.First + i) % cycle
		s.Indices[place] += s.without(values[s.First+i], trend)
		counts[place]++
	}
	mean := 0.0
	for place := range s.Indices {
		s.Indices[place] /= counts[place]
		mean += s.Indices[place] / float64(cycle)
	}
	for place := range s.Indices {
		s.Indices[place] = s.without(s.Indices[place], mean)
	}
	s.Residual = make([]float64, len(s.Trend))
	for i, trend := range s.Trend {
		s.Residual[i] = s.without(s.without(values[s.First+i], s.Indices[(s.First+i)%cycle]), trend)
	}
	if err := s.Validate(); err != nil {
		return Season{}, fault("/values", logistics.FaultOutOfRange, "", "too large or too small to take a season from")
	}
	return s, nil
}

func checkSeries(model SeasonModel, cycle int, values []float64) error {
	var faults logistics.Faults
	checkModel(model, &faults)
	checkFinite("/values", values, &faults)
	switch {
	case cycle < minCycle || cycle > maxCycle:
		faults.OutOfRange("/cycle", cycle, "2 to 366 places")
	case len(values) < 2*cycle:
		faults.Add("/values", logistics.FaultRequired, strconv.Itoa(len(values)), "at least two whole cycles")
	}
	if model == Multiplicative {
		for i, v := range values {
			if v <= 0 {
				faults.OutOfRange("/values/"+strconv.Itoa(i), text(v), "must be above 0 for a multiplicative season")
			}
		}
	}
	return faults.Err()
}

func checkModel(model SeasonModel, faults *logistics.Faults) {
	if model != Multiplicative && model != Additive {
		faults.Unknown("/model", model, "multiplicative or additive")
	}
}

// movingAverage is centred; where the cycle is even the two ends count half.
func movingAverage(values []float64, cycle int) []float64 {
	reach := cycle / 2
	var trend []float64
	for i := reach; i+reach < len(values); i++ {
		sum := 0.0
		for _, v := range values[i-reach+1 : i+reach] {
			sum += v
		}
		ends := values[i-reach] + values[i+reach]
		if cycle%2 == 0 {
			ends /= 2
		}
		trend = append(trend, (sum+ends)/float64(cycle))
	}
	return trend
}

// without takes a part out of a value.
func (s Season) without(value, part float64) float64 {
	if s.Model == Multiplicative {
		return value / part
	}
	return value - part
}

// Validate reports every fault of the model and the indices.
func (s Season) Validate() error {
	var faults logistics.Faults
	checkModel(s.Model, &faults)
	if len(s.Indices) < minCycle || len(s.Indices) > maxCycle {
		faults.OutOfRange("/indices", len(s.Indices), "2 to 366 places")
	}
	checkFinite("/indices", s.Indices, &faults)
	for i, index := range s.Indices {
		if s.Model == Multiplicative && index <= 0 {
			faults.OutOfRange("/indices/"+strconv.Itoa(i), text(index), "must be above 0 for a multiplicative season")
		}
	}
	checkFinite("/trend", s.Trend, &faults)
	checkFinite("/residual", s.Residual, &faults)
	return faults.Err()
}

// SeasonFigure is a value and its place in the cycle, counted from 0.
type SeasonFigure struct {
	Place int     `json:"place"`
	Value float64 `json:"value"`
}

// LikeForLike is a comparison of two places of a cycle without what the season does to them.
type LikeForLike struct {
	Model        SeasonModel  `json:"model"`
	Base         SeasonFigure `json:"base"`
	Now          SeasonFigure `json:"now"`
	BaseAdjusted float64      `json:"base_adjusted"`
	NowAdjusted  float64      `json:"now_adjusted"`
	Raw          float64      `json:"raw"`      // Now − Base as measured
	Adjusted     float64      `json:"adjusted"` // NowAdjusted − BaseAdjusted
}

// LikeForLike compares a busy period with a slow one: what is left of the difference when both are
// without their season.
func (s Season) LikeForLike(base, now SeasonFigure) (LikeForLike, error) {
	var faults logistics.Faults
	faults.At("/season", s.Validate())
	for _, side := range []struct {
		path string
		f    SeasonFigure
	}{{"/base", base}, {"/now", now}} {
		if side.f.Place < 0 || side.f.Place >= len(s.Indices) {
			place := strconv.Itoa(side.f.Place)
			faults.OutOfRange(side.path+"/place", place, "a place of the cycle, counted from 0")
		}
		if !finite(side.f.Value) {
			faults.OutOfRange(side.path+"/value", text(side.f.Value), "a number")
		}
	}
	if err := faults.Err(); err != nil {
		return LikeForLike{}, err
	}
	l := LikeForLike{Model: s.Model, Base: base, Now: now, Raw: now.Value - base.Value}
	l.BaseAdjusted = s.without(base.Value, s.Indices[base.Place])
	l.NowAdjusted = s.without(now.Value, s.Indices[now.Place])
	l.Adjusted = l.NowAdjusted - l.BaseAdjusted
	figures := []float64{l.Raw, l.BaseAdjusted, l.NowAdjusted, l.Adjusted}
	if slices.ContainsFunc(figures, func(f float64) bool { return !finite(f) }) {
		return LikeForLike{}, fault("/now/value", logistics.FaultOutOfRange, text(now.Value), "too large to compare")
	}
	return l, nil
}

// SeasonCompared is the reason of a comparison.
const SeasonCompared logistics.Code = "compare.season.compared"

// Reasons gives every figure of the comparison; positions in the cycle count from 1 there.
func (l LikeForLike) Reasons() []logistics.Reason {
	return []logistics.Reason{{Code: SeasonCompared, Params: []logistics.Param{
		logistics.FloatParam("base", l.Base.Value),
		logistics.CountParam("base_position", int64(l.Base.Place)+1),
		logistics.FloatParam("now", l.Now.Value),
		logistics.CountParam("now_position", int64(l.Now.Place)+1),
		logistics.FloatParam("raw", l.Raw),
		logistics.FloatParam("base_adjusted", l.BaseAdjusted),
		logistics.FloatParam("now_adjusted", l.NowAdjusted),
		logistics.FloatParam("adjusted", l.Adjusted),
		logistics.CodeParam("model", l.Model),
	}}}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (l LikeForLike) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(l.Reasons(), in)
}
