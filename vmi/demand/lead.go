package demand

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/policy"
)

// FittedDemand is the distribution of the demand over a lead time, which package policy takes as it is,
// with the reason why it is this one. The zero FittedDemand is a demand of nothing.
type FittedDemand struct {
	policy.Distribution
	Classification Classification
	Periods        float64        // the mean lead time
	Code           logistics.Code // which distribution it is
	Why            logistics.Code // why it is no list of probabilities, or ""
	Largest        float64        // demand of a period
}

const (
	mostDays = 1_000
	mostWork = 1e8 // multiplications that the distribution of one lead time may cost
)

// ForLeadTime is the distribution of the demand over a fixed lead time of so many periods, from a series of
// single periods without trend and seasons; for those see [Forecast.LeadTimeDemand].
func ForLeadTime(series []float64, periods int) (FittedDemand, error) {
	var faults logistics.Faults
	checkCount(&faults, "/periods", periods, 1, mostDays)
	checkSeries(&faults, "/series", series, 1)
	if err := faults.Err(); err != nil {
		return FittedDemand{}, err
	}
	weights := make([]float64, periods+1)
	weights[periods] = 1
	return ForLeadTimes(series, weights)
}

// ForLeadTimes is the distribution of the demand over a lead time that varies: periods[n] is the weight of
// a lead time of n periods.
//
// Whole units make a list of probabilities: the number of demands in the lead time by the share of periods
// with one, sizes as they were observed, both with what is uncertain about figures read from so few
// observations. Other units, or very many, make a normal distribution or a gamma distribution with the same
// mean and variance. A period below zero counts as one without demand.
func ForLeadTimes(series, periods []float64) (FittedDemand, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, 1)
	total := 0.0
	if len(periods) == 0 || len(periods) > mostDays+1 {
		faults.OutOfRange("/periods", len(periods), "weights of 0 to 1000 periods")
	}
	for i, w := range periods {
		checkNumber(&faults, "/periods/"+strconv.Itoa(i), w, 0, mostUnits)
		total += w
	}
	if len(faults) == 0 && total == 0 {
		faults.Required("/periods", "at least one weight above 0")
	}
	if err := faults.Err(); err != nil {
		return FittedDemand{}, err
	}
	class, err := Classify(series, Reading{MinDemands: FewDemands})
	if err != nil {
		return FittedDemand{}, err
	}
	h := history(series)
	lead := leadTime(periods, total)
	d := FittedDemand{Classification: class, Periods: lead.mean, Largest: h.largest}
	switch {
	case h.demands == 0 || lead.mean == 0:
		d.Code = DistributionNone
		d.Distribution, err = policy.Poisson(0)
	case !h.whole:
		d.Why = NotWhole
		err = d.continuous(h, lead)
	case square(float64(len(periods))*h.largest)/2 > mostWork:
		d.Why = TooLarge
		err = d.continuous(h, lead)
	default:
		d.Code = DistributionConvolved
		d.Distribution, err = policy.Convolved(h.sizes(lead.mean), h.counts(lead, class.Class == TooFew))
	}
	return d, err
}

// past is what a distribution is made from.
type past struct {
	series          []float64
	periods         int
	demands         int
	whole           bool
	largest         float64
	mean, variance  float64 // of a size
	share, inPeriod float64 // of periods with a demand; the variance of the demand of a period
}

func history(series []float64) past {
	h := past{series: series, periods: len(series), whole: true}
	positive := make([]float64, 0, len(series))
	for _, y := range series {
		if y > 0 {
			positive = append(positive, y)
			h.largest = max(h.largest, y)
			h.whole = h.whole && y == math.Floor(y)
		}
	}
	h.demands = len(positive)
	h.mean, h.variance = mean(positive), square(deviation(positive))
	h.share = float64(h.demands) / float64(h.periods)
	h.inPeriod = h.share*h.variance + h.share*(1-h.share)*square(h.mean)
	return h
}

type lead struct {
	share          []float64
	mean, variance float64
}

func leadTime(weights []float64, total float64) lead {
	l := lead{share: make([]float64, len(weights))}
	for n, w := range weights {
		l.share[n] = w / total
		l.mean += float64(n) * l.share[n]
	}
	for n, p := range l.share {
		l.variance += p * square(float64(n)-l.mean)
	}
	return l
}

// sizes are the probabilities of the size of a demand. Each observed size is spread to both sides alike, in
// proportion to itself, so that the mean stays and no size is at or below zero. The variance that this adds
// is that of the distribution the observations were drawn from but do not show: the mean of so many sizes is
// uncertain, and all demands of a lead time share that error; and between and beyond the observations there
// are sizes that were not seen, for which a kernel of 0.4·n^(−1/5) deviations is taken, somewhat narrower
// than the usual rule for a density: the study of service in the tests says that this is enough.
func (h past) sizes(days float64) []float64 {
	n := float64(h.demands)
	extra := h.variance * ((1+days*h.share)/n + square(0.4*math.Pow(n, -0.2)))
	squares := h.variance + square(h.mean)
	weights := make([]float64, int(2*h.largest)+2)
	for _, y := range h.series {
		if y <= 0 {
			continue
		}
		// A triangle of radius r − 1 has variance (r²−1)/6.
		r := min(math.Sqrt(1+6*extra*y*y/squares), y)
		sum := r
		for k := 1.0; k < r; k++ {
			sum += 2 * (r - k)
		}
		weights[int(y)] += r / sum
		for k := 1.0; k < r; k++ {
			weights[int(y+k)] += (r - k) / sum
			weights[int(y-k)] += (r - k) / sum
		}
	}
	for weights[len(weights)-1] == 0 {
		weights = weights[:len(weights)-1]
	}
	return weights
}

// counts are the probabilities of the number of demands in the lead time: binomial. With few demands the
// share of periods that have one is uncertain too, by the beta distribution of as many hits and misses as
// there were.
func (h past) counts(l lead, few bool) []float64 {
	weights := make([]float64, len(l.share))
	a, b := float64(h.demands), float64(h.periods-h.demands)
	for n, p := range l.share {
		if p == 0 {
			continue
		}
		if b == 0 {
			weights[n] += p
			continue
		}
		for k := 0; k <= n; k++ {
			hits, misses := float64(k), float64(n-k)
			log := hits*math.Log(h.share) + misses*math.Log1p(-h.share)
			if few {
				log = logBeta(a+hits, b+misses) - logBeta(a, b)
			}
			weights[k] += p * math.Exp(log-logBeta(1+hits, 1+misses)-math.Log(float64(n+1)))
		}
	}
	return weights
}

func logBeta(a, b float64) float64 {
	x, _ := math.Lgamma(a)
	y, _ := math.Lgamma(b)
	z, _ := math.Lgamma(a + b)
	return x + y - z
}

// continuous is the distribution with the mean of the demand over the lead time and the variance of what is
// still to come: that of the periods, that of the mean read from the past, that of the lead time.
func (d *FittedDemand) continuous(h past, l lead) error {
	middle := h.share * h.mean
	variance := l.mean*h.inPeriod + square(l.mean)*h.inPeriod/float64(h.periods) + l.variance*square(middle)
	return d.take(l.mean*middle, math.Sqrt(variance))
}

// take is the normal distribution where its mean is at least two deviations above zero, the gamma
// distribution else.
func (d *FittedDemand) take(mean, deviation float64) error {
	mean = max(mean, 0)
	law, err := policy.Normal(mean, deviation)
	d.Code = DistributionNormal
	if mean < 2*deviation && mean > 1e-9 {
		// A deviation beyond thirty means is no distribution of a demand any more, but a series around zero.
		law, err = policy.Gamma(mean, min(deviation, 30*mean))
		d.Code = DistributionGamma
	}
	d.Distribution = law
	return err
}

// Reasons says which distribution it is and why.
func (d FittedDemand) Reasons() []logistics.Reason {
	reasons := []logistics.Reason{}
	if d.Classification.Class != 0 {
		reasons = d.Classification.Reasons()
	}
	days := number("periods", d.Periods)
	demands := whole("demands", d.Classification.Demands-d.Classification.Returns)
	observations := whole("observations", d.Classification.Observations)
	switch d.Why {
	case NotWhole:
		reasons = append(reasons, logistics.Reason{Code: NotWhole})
	case TooLarge:
		reasons = append(
			reasons,
			logistics.Reason{Code: TooLarge, Params: []logistics.Param{number("largest", d.Largest), days}},
		)
	}
	chosen := logistics.Reason{Code: d.Code, Params: []logistics.Param{observations}}
	switch d.Code {
	case DistributionConvolved:
		chosen.Params = []logistics.Param{days, demands, observations}
	case DistributionNormal, DistributionGamma:
		chosen.Params = []logistics.Param{
			number("mean", d.Mean()), number("deviation", math.Sqrt(d.Variance())),
		}
	}
	reasons = append(reasons, chosen)
	if d.Classification.Class == TooFew {
		reasons = append(reasons, logistics.Reason{Code: DistributionFromFew, Params: []logistics.Param{demands, days}})
	}
	return reasons
}
