package compare

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
	"github.com/logicrm/logistics/internal/wire"
)

// SeasonVerdict says whether the places of a cycle can be told from chance.
type SeasonVerdict string

// The verdicts.
const (
	SeasonsShown    SeasonVerdict = "shown"
	SeasonsNotShown SeasonVerdict = "not_shown" // consistent with chance; that is not the same as no seasons
	SeasonsTooFew   SeasonVerdict = "too_few"   // so few cycles could not show even the strongest season
)

// Seasonality is whether there are seasons at all. Of too few cycles the figures say nothing: H is 0 and
// p is 1.
type Seasonality struct {
	Verdict    SeasonVerdict   `json:"verdict"`
	Confidence logistics.Ratio `json:"confidence"`
	Cycle      int             `json:"cycle"`
	Cycles     int             `json:"cycles"`    // whole ones, from the first value on; the rest is not looked at
	Needed     int             `json:"needed"`    // the fewest whole cycles that could show a season
	Statistic  float64         `json:"statistic"` // Kruskal and Wallis' H of the places
	// DegreesOfFreedom are those of the chi-squared distribution of H.
	DegreesOfFreedom int     `json:"degrees_of_freedom"`
	P                float64 `json:"p"`           // of H, as it is commonly given
	PCorrected       float64 `json:"p_corrected"` // with what taking out the means does to H: that of the verdict
}

// Seasonal is the question to ask before [Seasons]: do the places of a cycle, the months of a year or the
// days of a week, differ by more than chance? The zero confidence is 95%.
//
// From the values the mean of their cycle is taken, so that a year may be better than another, and the
// places are compared by ranks, so that a single bad month does not make a season: the test of W. H. Kruskal
// and W. A. Wallis, H = (12/(N(N+1))·Σ Rᵢ²/nᵢ − 3(N+1)) / (1 − Σ(t³−t)/(N³−N)). A mean taken from each
// of c cycles leaves N−c of the N−1 degrees of freedom that the test counts on: by P, a cycle of twelve
// without any season would show one in 8 of 100 cases instead of 5, and one of two in 17. PCorrected, that
// of H·(N−c)/(N−1), keeps to the 5.
//
// A trend climbs within every cycle as well and looks like a season: where there is one, ask of the values
// less the Trend that [Seasons] gives. Values have equal steps, none missing. What is left of two of them
// without their means is tied when it is the same to 10⁻¹² of the largest value.
func Seasonal(cycle int, values []float64, confidence logistics.Ratio) (Seasonality, error) {
	var faults logistics.Faults
	checkFinite("/values", values, &faults)
	if len(values) > mostSeasonal {
		faults.TooMany("/values", len(values), "at most 1048576 values")
	}
	if cycle < minCycle || cycle > maxCycle {
		faults.OutOfRange("/cycle", cycle, "2 to 366 places")
	}
	if confidence.IsZero() {
		confidence = usualConfidence()
	}
	wire.CheckConfidence("/confidence", confidence, &faults)
	if err := faults.Err(); err != nil {
		return Seasonality{}, err
	}
	s := Seasonality{
		Verdict: SeasonsTooFew, Confidence: confidence,
		Cycle: cycle, Cycles: len(values) / cycle, DegreesOfFreedom: cycle - 1, P: 1, PCorrected: 1,
	}
	s.Needed = s.needed()
	if s.Cycles < s.Needed {
		return s, nil
	}
	s.Verdict = SeasonsNotShown
	h, _, p, err := stat.KruskalWallis(withoutMeans(cycle, values))
	if err != nil { // all are tied, because every cycle is level
		return s, nil
	}
	s.Statistic, s.P, s.PCorrected = h, p, corrected(h, cycle, s.Cycles)
	if s.shown(s.PCorrected) {
		s.Verdict = SeasonsShown
	}
	return s, nil
}

const mostSeasonal = 1 << 20

// withoutMeans are the values of each place less the mean of their cycle. They are whole numbers of
// 2⁻⁴⁰ of the largest value: what is tied must stay so, whatever the last bits of a mean are.
func withoutMeans(cycle int, values []float64) [][]float64 {
	values = values[:len(values)/cycle*cycle]
	largest := 0.0
	for _, v := range values {
		largest = max(largest, math.Abs(v))
	}
	_, exponent := math.Frexp(largest)
	places := make([][]float64, cycle)
	for ; len(values) > 0; values = values[cycle:] {
		mean := 0.0
		for _, v := range values[:cycle] {
			mean += math.Ldexp(v, -exponent) / float64(cycle)
		}
		for place, v := range values[:cycle] {
			residual := math.Ldexp(v, -exponent) - mean
			places[place] = append(places[place], math.Round(residual*0x1p40))
		}
	}
	return places
}

// corrected is the p of H with a degree of freedom less for each cycle.
func corrected(h float64, cycle, cycles int) float64 {
	n := float64(cycle) * float64(cycles)
	chiSquared, err := stat.NewGamma(float64(cycle-1)/2, 2)
	if err != nil {
		return 1 // cannot be: a cycle has 2 to 366 places
	}
	return chiSquared.Survival(h * (n - float64(cycles)) / (n - 1))
}

// needed is the fewest whole cycles that show the strongest season without ties: the values of each place
// above all of the one before, so that H = c²(s²−1)/(sc+1) for c cycles of s places.
func (s Seasonality) needed() int {
	places := float64(s.Cycle)
	for cycles := 2; cycles < mostNeeded; cycles++ {
		c := float64(cycles)
		if s.shown(corrected(c*c*(places*places-1)/(places*c+1), s.Cycle, cycles)) {
			return cycles
		}
	}
	return mostNeeded
}

// mostNeeded is beyond what a confidence of all the digits of a float64 asks of a cycle of two.
const mostNeeded = 200

// shown compares p with the confidence as a gap does.
func (s Seasonality) shown(p float64) bool {
	return GapFigures{P: p, Confidence: s.Confidence}.shown()
}

// The reasons of a seasonality.
const (
	SeasonalityShown    logistics.Code = "compare.season.shown"
	SeasonalityNotShown logistics.Code = "compare.season.not_shown"
	SeasonalityTooFew   logistics.Code = "compare.season.too_few"
)

// Reasons explains the verdict with the figures that it comes from.
func (s Seasonality) Reasons() []logistics.Reason {
	params := []logistics.Param{
		logistics.CountParam("cycles", int64(s.Cycles)),
		logistics.CountParam("cycle", int64(s.Cycle)),
		s.Confidence.PercentParam("confidence"),
		logistics.CountParam("needed", int64(s.Needed)),
	}
	if s.Verdict == SeasonsTooFew {
		return []logistics.Reason{{Code: SeasonalityTooFew, Params: params}}
	}
	code := SeasonalityNotShown
	if s.Verdict == SeasonsShown {
		code = SeasonalityShown
	}
	return []logistics.Reason{{Code: code, Params: append(
		params,
		logistics.FloatParam("statistic", s.Statistic),
		logistics.CountParam("degrees_of_freedom", int64(s.DegreesOfFreedom)),
		logistics.ProbabilityParam("p", s.P),
		logistics.ProbabilityParam("p_corrected", s.PCorrected),
	)}}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (s Seasonality) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(s.Reasons(), in)
}
