package policy

import (
	"math"
	"slices"

	"github.com/logicrm/logistics"
)

// The bounds that [Choose] goes by. They are given with its reasons.
const (
	normalUntil    = 0.25 // deviation over mean: a normal distribution would go below 0 once in 30,000 times
	poissonBand    = 0.1  // variance over mean within 1 ± this counts as Poisson
	enoughDays     = 30   // of a sample, before its own shape is trusted
	intermittently = 1.32 // average days between days with demand, from where demand is intermittent
)

// Evidence is what is known of a demand.
type Evidence struct {
	Demand  Demand   `json:"demand"`           // of a day; the zero value when only the sample is known
	Lead    LeadTime `json:"lead"`             // to be covered
	Counted bool     `json:"counted,omitzero"` // the units are pieces and not a measure
	// observed demand of days, if any: whole numbers when the units are counted
	Daily []float64 `json:"daily,omitempty"`
	// weights of lead times of 0, 1, 2, … days, if known; Lead must then be the zero value
	LeadDays []float64 `json:"lead_days,omitempty"`
}

// Choice is a distribution with the reasons for it.
type Choice struct {
	Distribution Distribution       `json:"distribution"`
	Why          []logistics.Reason `json:"reasons"`
}

// Reasons tell why the distribution was chosen, with the figures that decided.
func (c Choice) Reasons() []logistics.Reason { return slices.Clone(c.Why) }

// Choose picks the distribution of the demand of a lead time.
//
// A sample of at least 30 days of counted demand is convolved over the lead time, when the lead time is
// a whole number of days or given by its weights, since no distribution of two moments keeps its promise for
// demand that is often 0: asked for 0.99, the normal distribution delivers 0.966 for intermittent demand. A
// Demand that is given, such as a forecast, counts instead of the sample. Without a sample, counted demand
// is Poisson when variance and mean agree, negative binomial when the variance is above, and else normal or
// gamma as for measured demand: normal while the deviation is at most a quarter of the mean.
func Choose(e Evidence) (Choice, error) {
	if err := e.check(); err != nil {
		return Choice{}, err
	}
	days := e.LeadDays
	if days == nil && e.Lead.SDDays == 0 && e.Lead.MeanDays == math.Floor(e.Lead.MeanDays) &&
		e.Lead.MeanDays < maxDays {
		days = append(make([]float64, int(e.Lead.MeanDays)), 1)
	}
	lead := e.Lead
	if e.LeadDays != nil {
		lead = moments(e.LeadDays)
	}
	demand := e.Demand
	if demand == (Demand{}) && len(e.Daily) > 0 {
		observed, err := Empirical(e.Daily, nil)
		if err != nil {
			return Choice{}, err
		}
		demand = Demand{MeanPerDay: observed.Mean(), SDPerDay: math.Sqrt(observed.Variance())}
	}
	if e.Counted && len(e.Daily) >= enoughDays && days != nil && e.Demand == (Demand{}) {
		if choice, ok := convolvedChoice(e.Daily, days); ok {
			return choice, nil
		}
	}
	mean, variance := demand.over(lead)
	return momentChoice(mean, variance, e.Counted)
}

// convolvedChoice is not made when nothing was ever asked for, or when the lists would be too long.
func convolvedChoice(daily, days []float64) (Choice, bool) {
	most, active := 0.0, 0
	for _, d := range daily {
		most = max(most, d)
		if d > 0 {
			active++
		}
	}
	if active == 0 || most >= maxValues {
		return Choice{}, false
	}
	weights := make([]float64, int(most)+1)
	for _, d := range daily {
		weights[int(d)]++
	}
	law, err := Convolved(weights, days)
	if err != nil {
		return Choice{}, false
	}
	interval := float64(len(daily)) / float64(active)
	code := DistributionSampled
	if interval > intermittently {
		code = DistributionIntermittent
	}
	return Choice{law, []logistics.Reason{{Code: code, Path: "/daily", Params: []logistics.Param{
		logistics.CountParam("days", int64(len(daily))), number("interval", interval), number("bound", intermittently),
	}}}}, true
}

func momentChoice(mean, variance float64, counted bool) (Choice, error) {
	params := []logistics.Param{number("mean", mean), number("variance", variance)}
	give := func(code logistics.Code, law Distribution, err error, more ...logistics.Param) (Choice, error) {
		if err != nil {
			var faults logistics.Faults
			faults.At("/demand", err)
			return Choice{}, faults.Err()
		}
		return Choice{law, []logistics.Reason{{Code: code, Path: "/demand", Params: append(params, more...)}}}, nil
	}
	switch ratio := variance / mean; {
	case mean < leastCost:
		return give(DistributionNone, Distribution{}, nil)
	case variance < leastCost*leastCost:
		law, err := Normal(mean, 0)
		return give(DistributionConstant, law, err)
	case counted && mean <= maxCounted && math.Abs(ratio-1) <= poissonBand:
		law, err := Poisson(mean)
		return give(DistributionPoisson, law, err, percent("band", poissonBand))
	case counted && mean <= maxCounted && ratio > 1:
		if law, err := NegativeBinomial(mean, variance); err == nil {
			return give(DistributionOverdispersed, law, nil, percent("band", poissonBand))
		}
	}
	deviation := math.Sqrt(variance)
	variation, bound := percent("variation", deviation/mean), percent("bound", normalUntil)
	if deviation <= normalUntil*mean {
		law, err := Normal(mean, deviation)
		return give(DistributionNormal, law, err, variation, bound)
	}
	law, err := Gamma(mean, deviation)
	return give(DistributionSkewed, law, err, variation, bound)
}

func (e Evidence) check() error {
	var faults logistics.Faults
	checkMoments(&faults, e.Demand, e.Lead)
	if e.LeadDays != nil {
		checkWeights(&faults, "/lead_days", e.LeadDays)
		if e.Lead != (LeadTime{}) {
			faults.Conflict("/lead", nil, "either lead or lead_days, not both")
		}
		if len(e.LeadDays) > maxDays {
			faults.TooMany("/lead_days", count(len(e.LeadDays)), "at most "+count(maxDays)+" days")
		}
	}
	for i, d := range e.Daily {
		checkNumber(&faults, at("/daily", i), d, 0, maxUnits)
		if e.Counted && d >= 0 && d <= maxUnits && d != math.Floor(d) {
			faults.Syntax(at("/daily", i), text(d), "a whole number, because the units are counted")
		}
	}
	return faults.Err()
}

// moments are those of a lead time given by its weights.
func moments(days []float64) LeadTime {
	total, mean, square := 0.0, 0.0, 0.0
	for _, w := range days {
		total += w
	}
	for k, w := range days {
		mean += float64(k) * (w / total)
	}
	for k, w := range days {
		away := float64(k) - mean
		square += away * away * (w / total)
	}
	return LeadTime{MeanDays: mean, SDDays: math.Sqrt(square)}
}
