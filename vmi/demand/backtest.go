package demand

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
	"github.com/logicrm/logistics/vmi/policy"
)

// Candidate is a way to get from a history to the demand over a lead time. [Convolution], [NormalApproximation]
// and [Automatic] are three; a host may have its own.
type Candidate interface {
	Name() string
	LeadTimeDemand(series []float64, periods int) (policy.LeadTimeDemand, error)
}

// The names of the candidates.
const (
	convolution         = "convolution"
	normalApproximation = "normal"
	automatic           = "ets"
)

type candidate struct {
	name string
	law  func(series []float64, periods int) (policy.LeadTimeDemand, error)
}

func (c candidate) Name() string { return c.name }

func (c candidate) LeadTimeDemand(series []float64, periods int) (policy.LeadTimeDemand, error) {
	return c.law(series, periods)
}

// Convolution is the candidate that takes [ForLeadTime].
func Convolution() Candidate {
	return candidate{convolution, func(series []float64, periods int) (policy.LeadTimeDemand, error) {
		return ForLeadTime(series, periods)
	}}
}

// NormalApproximation is the candidate that most systems have: mean and standard deviation of a period, the
// lead time as so many independent ones, normal.
func NormalApproximation() Candidate {
	return candidate{normalApproximation, func(series []float64, periods int) (policy.LeadTimeDemand, error) {
		if err := usable(series, 2); err != nil {
			return nil, err
		}
		return policy.Normal(max(mean(series), 0)*float64(periods), deviation(series)*math.Sqrt(float64(periods)))
	}}
}

// Automatic is the candidate that fits the best state space model by [AutoETS]; period is the number of
// seasons.
func Automatic(period int) Candidate {
	return candidate{automatic, func(series []float64, periods int) (policy.LeadTimeDemand, error) {
		model, err := AutoETS(series, period)
		if err != nil {
			return nil, err
		}
		f, err := model.Forecast(periods)
		if err != nil {
			return nil, err
		}
		return f.LeadTimeDemand(periods)
	}}
}

// Test says how candidates are judged: from each origin on, what they would have stocked for the periods
// to come is held against what came.
type Test struct {
	First    int     `json:"first"`    // observations before the first origin
	Step     int     `json:"step"`     // from one origin to the next
	Periods  int     `json:"periods"`  // lead time
	Service  float64 `json:"service"`  // the probability asked for
	Holding  float64 `json:"holding"`  // cost of a unit left at the end of a lead time
	Shortage float64 `json:"shortage"` // cost of a unit short
}

// Result is how one candidate did.
type Result struct {
	Name      string  `json:"name"`
	Origins   int     `json:"origins"`
	Asked     float64 `json:"asked"`
	Delivered float64 `json:"delivered"` // share of origins whose stock was enough
	// the interval of the share, 95 %; windows that overlap make it look narrower than it is
	Low      float64  `json:"low"`
	High     float64  `json:"high"`
	Fill     float64  `json:"fill"`    // share of the units asked for that the stock covered; 1 without demand
	Stock    float64  `json:"stock"`   // mean level
	Cost     float64  `json:"cost"`    // mean cost of an origin
	Pinball  float64  `json:"pinball"` // of the level as a quantile
	Accuracy Accuracy `json:"accuracy"`
}

// Backtest is the results of all candidates, and the champion: the one of the least cost, the first of
// equals. What counts is the cost of the stock, and not the error of the forecast.
type Backtest struct {
	Results  []Result `json:"results"`
	Champion int      `json:"champion"`
}

const mostOrigins = 1_000

// RunBacktest replays a series: at each origin every candidate sees what came before it and nothing else.
func RunBacktest(series []float64, test Test, candidates ...Candidate) (Backtest, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, 3)
	checkCount(&faults, "/first", test.First, 2, mostPoints)
	checkCount(&faults, "/step", test.Step, 1, mostPoints)
	checkCount(&faults, "/periods", test.Periods, 1, mostDays)
	checkNumber(&faults, "/service", test.Service, 1e-9, 1-1e-9)
	checkNumber(&faults, "/holding", test.Holding, 0, mostUnits)
	checkNumber(&faults, "/shortage", test.Shortage, 0, mostUnits)
	if len(candidates) == 0 {
		faults.Required("/candidates", "at least one candidate")
	}
	for i, c := range candidates {
		if c == nil {
			faults.Required("/candidates/"+strconv.Itoa(i), "a candidate is required")
		}
	}
	if len(faults) == 0 {
		if last := len(series) - test.Periods; test.First > last {
			faults.Conflict("/first", test.First, "the series has no whole lead time after it")
		} else if (last-test.First)/test.Step >= mostOrigins {
			faults.TooMany("/step", test.Step, "at most "+strconv.Itoa(mostOrigins)+" origins")
		}
	}
	if err := faults.Err(); err != nil {
		return Backtest{}, err
	}
	var b Backtest
	for i, c := range candidates {
		result, err := test.replay(series, c)
		if err != nil {
			faults.At("/candidates/"+strconv.Itoa(i), err)
			continue
		}
		b.Results = append(b.Results, result)
	}
	if err := faults.Err(); err != nil {
		return Backtest{}, err
	}
	for i, r := range b.Results {
		if r.Cost < b.Results[b.Champion].Cost {
			b.Champion = i
		}
	}
	return b, nil
}

func (t Test) replay(series []float64, c Candidate) (Result, error) {
	r := Result{Name: c.Name(), Asked: t.Service}
	var actual, expected, levels []float64
	enough, short, asked := 0, 0.0, 0.0
	for origin := t.First; origin+t.Periods <= len(series); origin += t.Step {
		law, err := c.LeadTimeDemand(series[:origin:origin], t.Periods)
		if err != nil {
			return Result{}, err
		}
		came := 0.0
		for _, y := range series[origin : origin+t.Periods] {
			came += y
		}
		level := law.Quantile(t.Service)
		if !finite(level) || !finite(law.Mean()) {
			return Result{}, logistics.NewFieldError(
				logistics.FaultOutOfRange, text(level),
				"the distribution of a candidate has no level within the bounds",
			)
		}
		actual, expected, levels = append(actual, came), append(expected, law.Mean()), append(levels, level)
		if came <= level {
			enough++
		}
		short += math.Max(came-level, 0)
		asked += math.Max(came, 0)
		r.Stock += level
		r.Cost += t.Holding*math.Max(level-came, 0) + t.Shortage*math.Max(came-level, 0)
	}
	r.Origins = len(actual)
	n := float64(r.Origins)
	r.Stock, r.Cost, r.Delivered, r.Fill = r.Stock/n, r.Cost/n, float64(enough)/n, 1
	if asked > 0 {
		r.Fill = 1 - math.Min(short/asked, 1)
	}
	const z = 1.959963984540054 // normal quantile of 0.975
	var err error
	if r.Low, r.High, err = stat.WilsonInterval(int64(enough), int64(r.Origins), z); err != nil {
		return Result{}, err
	}
	if r.Pinball, err = Pinball(actual, levels, t.Service); err != nil {
		return Result{}, err
	}
	r.Accuracy, err = Measure(actual, expected, sums(series[:t.First], t.Periods), 1)
	return r, err
}

// sums are the demands of lead times one after the other.
func sums(series []float64, periods int) []float64 {
	if len(series) < periods {
		return nil
	}
	return blocks(series, periods)
}

// Reasons says who won and what the others cost.
func (b Backtest) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, len(b.Results))
	for i, r := range b.Results {
		code := NotChampion
		if i == b.Champion {
			code = Champion
		}
		reasons = append(
			reasons, logistics.Reason{Code: code, Path: "/results/" + strconv.Itoa(i), Params: []logistics.Param{
				logistics.CodeParam("name", r.Name), number("cost", r.Cost), number("stock", r.Stock),
				percent("delivered", r.Delivered), whole("origins", r.Origins), percent("asked", r.Asked),
			}},
		)
	}
	return reasons
}
