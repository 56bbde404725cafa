package demand

import (
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// ETS is an exponential smoothing state space model that was fitted to a series: error, trend and season
// by their letters, "ANN" to "MAdM".
type ETS struct {
	Model         string    `json:"model"`
	Period        int       `json:"period"`
	Constants     Constants `json:"constants"` // Beta and Gamma are those of the error, not of the level
	Level         float64   `json:"level"`     // at the start
	Trend         float64   `json:"trend,omitzero"`
	Seasons       []float64 `json:"seasons,omitempty"` // at the start, the season of the first observation first
	LogLikelihood float64   `json:"log_likelihood"`    // −n/2·ln(Σe²) − Σln|μ|, the last for relative errors only
	AIC           float64   `json:"aic"`
	AICc          float64   `json:"aicc"` // math.MaxFloat64 when the series is too short for it
	BIC           float64   `json:"bic"`
	MSE           float64   `json:"mse"` // mean squared error, relative for a relative model
	Parameters    int       `json:"parameters"`
	Observations  int       `json:"observations"`
	Fitted        []float64 `json:"fitted"`    // the forecast of each observation one period before it
	EndLevel      float64   `json:"end_level"` // behind the last observation, where a forecast goes on
	EndTrend      float64   `json:"end_trend,omitzero"`
	EndSeasons    []float64 `json:"end_seasons,omitempty"` // the season of the next observation first
	Sigma         float64   `json:"sigma"`                 // the deviation of an error, relative for a relative model
}

const mostFitted = 10_000

// FitETS fits a model to a series of periods in order; period is the number of seasons, 1 for none.
// Constants and start are those of the greatest likelihood that a bounded search finds; alpha is from 0
// to 1, beta from 0 to alpha, gamma from 0 to 1 − alpha, phi from 0.8 to 0.98.
func FitETS(series []float64, period int, model string) (ETS, error) {
	f, err := checkETS(series, period, model)
	if err != nil {
		return ETS{}, err
	}
	search := newSearch(f, series, period, nil)
	search.begin()
	search.finish()
	return search.result(), nil
}

// FitETSStart fits the start only; the constants are those given.
func FitETSStart(series []float64, period int, model string, c Constants) (ETS, error) {
	f, err := checkETS(series, period, model)
	if err == nil {
		err = checkConstants(f, c)
	}
	if err != nil {
		return ETS{}, err
	}
	search := newSearch(f, series, period, &c)
	search.begin()
	search.finish()
	return search.result(), nil
}

// RunETS runs a model with the constants and the start given along a series. They are counted as if they had
// been estimated from it.
func RunETS(
	series []float64, period int, model string, c Constants, level, trend float64, seasons []float64,
) (ETS, error) {
	f, err := checkETS(series, period, model)
	if err == nil {
		err = checkConstants(f, c)
	}
	if err != nil {
		return ETS{}, err
	}
	var faults logistics.Faults
	checkNumber(&faults, "/level", level, -mostUnits, mostUnits)
	checkNumber(&faults, "/trend", trend, -mostUnits, mostUnits)
	checkSeries(&faults, "/seasons", seasons, 0)
	if f.season != noSeason && len(seasons) != period || f.season == noSeason && len(seasons) > 0 {
		faults.Mismatch("/seasons", text(float64(len(seasons))), "one for each season of the period")
	}
	if err := faults.Err(); err != nil {
		return ETS{}, err
	}
	s := start{
		alpha: c.Alpha, beta: c.Beta, gamma: c.Gamma, phi: c.filled().Phi, level: level, trend: trend,
		seasons: slices.Clone(seasons),
	}
	if !f.trend {
		s.phi, s.trend, s.beta = 0, 0, 0
	}
	p := newPass(f, series, seasonCount(f, period))
	value := p.run(&s)
	if math.IsInf(value, 0) {
		return ETS{}, logistics.NewFieldError(
			logistics.FaultConflict, model, "a forecast or a season of this model is at or below 0",
		)
	}
	return resulting(p, &s, value, period, f.parameters(period)), nil
}

// AutoETS fits every model that the series can have and takes the one with the least AICc.
func AutoETS(series []float64, period int) (ETS, error) {
	var faults logistics.Faults
	checkFitted(&faults, series, period)
	if err := faults.Err(); err != nil {
		return ETS{}, err
	}
	var searches []*search
	least := math.Inf(1)
	for _, f := range forms(series, period) {
		if f.parameters(period)+1 >= len(series) {
			continue
		}
		s := newSearch(f, series, period, nil)
		s.begin()
		searches, least = append(searches, s), min(least, s.criterion())
	}
	if len(searches) == 0 {
		return FitETS(series, period, "ANN")
	}
	// A start that is so far behind does not catch up when it is polished.
	const hopeless = 40
	var best *search
	for _, s := range searches {
		if s.criterion() > least+hopeless {
			continue
		}
		s.finish()
		if best == nil || s.criterion() < best.criterion() {
			best = s
		}
	}
	return best.result(), nil
}

// checkFitted refuses what a search would take too long for.
func checkFitted(faults *logistics.Faults, series []float64, period int) {
	checkSeries(faults, "/series", series, 4)
	if len(series) > mostFitted {
		faults.TooMany("/series", len(series), "at most "+strconv.Itoa(mostFitted)+" observations")
	}
	checkCount(faults, "/period", period, 1, mostPeriod)
}

func checkETS(series []float64, period int, model string) (form, error) {
	var faults logistics.Faults
	checkFitted(&faults, series, period)
	f := checkModel(&faults, series, period, model)
	return f, faults.Err()
}

// checkConstants is wider than what FitETS searches: what other programs found may be run.
func checkConstants(f form, c Constants) error {
	var faults logistics.Faults
	c.check(&faults)
	if c.Beta != 0 && !f.trend {
		faults.Conflict("/beta", text(c.Beta), "the model has no trend")
	}
	if c.Gamma != 0 && f.season == noSeason {
		faults.Conflict("/gamma", text(c.Gamma), "the model has no seasons")
	}
	if c.filled().Phi != 1 && !f.damped {
		faults.Conflict("/phi", text(c.Phi), "the model has no damped trend")
	}
	return faults.Err()
}

func seasonCount(f form, period int) int {
	if f.season == noSeason {
		return 1
	}
	return period
}

// resulting makes the result of a pass that has just run.
func resulting(p *pass, s *start, value float64, period, estimated int) ETS {
	n, k := float64(len(p.series)), float64(estimated)
	e := ETS{
		Model: p.String(), Period: period, Level: s.level,
		Constants:     Constants{Alpha: s.alpha, Phi: 1},
		LogLikelihood: -value / 2, Parameters: int(k), Observations: len(p.series),
		MSE: p.squares / n, EndLevel: p.level, EndTrend: p.trend, Fitted: make([]float64, len(p.series)),
	}
	if p.form.trend {
		e.Trend, e.Constants.Beta, e.Constants.Phi = s.trend, s.beta, s.phi
	}
	if p.seasonal() {
		e.Constants.Gamma = s.gamma
		e.Seasons = slices.Clone(s.seasons)
		at := len(p.series) % p.period
		e.EndSeasons = append(slices.Clone(p.seasons[at:]), p.seasons[:at]...)
	}
	for i, y := range p.series {
		e.Fitted[i] = y - p.off[i]
	}
	e.AIC = value + 2*k
	e.AICc = math.MaxFloat64
	if n-k-1 > 0 {
		e.AICc = e.AIC + 2*k*(k+1)/(n-k-1)
	}
	e.BIC = value + k*math.Log(n)
	e.Sigma = math.Sqrt(p.squares / max(n-(k-1), 1))
	return e
}

func (f form) seasonal() bool { return f.season != noSeason }
