package tier

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Assess compiles the scheme and assesses one customer: for the first program one writes. Compile once
// for more.
func Assess(s Scheme, facts Facts, asOf time.Time) (Assessment, error) {
	e, err := Compile(s)
	if err != nil {
		return Assessment{}, err
	}
	return e.Assess(facts, asOf)
}

// Compile prepares the scheme; it returns every fault.
func Compile(s Scheme) (*Assessor, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	s.Tiers, s.Criteria = slices.Clone(s.Tiers), slices.Clone(s.Criteria)
	criteria := make(map[logistics.ID]int, len(s.Criteria))
	for i, c := range s.Criteria {
		s.Criteria[i].Bands = slices.Clone(c.Bands)
		criteria[c.Metric] = i
	}
	return &Assessor{s, criteria}, nil
}

// Assessor is a compiled [Scheme].
type Assessor struct {
	scheme   Scheme
	criteria map[logistics.ID]int // which criterion asks for a metric
}

// Contribution is what one criterion gave to the score.
type Contribution struct {
	Metric logistics.ID     `json:"metric"`
	Name   string           `json:"name,omitempty"`   // as the criterion has it
	Figure logistics.Figure `json:"figure,omitempty"` // as the criterion has it
	// as the criterion has it; absent in assessments that were kept before there was one
	Direction logistics.Direction `json:"direction,omitzero"`
	Version   int                 `json:"metric_version"`
	Value     logistics.Ratio     `json:"value,omitzero"` // absent: no data
	Bound     logistics.Ratio     `json:"bound,omitzero"` // of the band that was reached; absent: none
	Points    int64               `json:"points"`
	Weight    int64               `json:"weight"`
	// weight × points over the denominator of the score; absent: left out
	Share logistics.Ratio `json:"share,omitzero"`
	// the easiest band that alone would reach the next higher tier; absent: none
	Improvement Band `json:"step,omitzero"`
}

// Gap is how far the next higher tier is away.
type Gap struct {
	Tier    logistics.ID    `json:"tier"`
	Name    string          `json:"name,omitempty"` // of the tier
	From    logistics.Ratio `json:"from"`
	Lacking int64           `json:"lacking"` // weight × points: how much the numerator of the score would have to grow
}

// Assessment is the tier of a customer, with the score it follows from. Its contributions sum to the
// score.
type Assessment struct {
	Scheme        logistics.ID    `json:"scheme"`
	Version       int             `json:"version"`
	Customer      logistics.ID    `json:"customer"`
	AsOf          time.Time       `json:"as_of"`
	Tier          logistics.ID    `json:"tier"`
	TierName      string          `json:"tier_name,omitempty"`
	From          logistics.Ratio `json:"from"` // the lowest score of the tier
	Score         logistics.Ratio `json:"score"`
	Next          Gap             `json:"next,omitzero"` // absent in the highest tier
	Contributions []Contribution  `json:"contributions"` // in the order of the criteria
}

// Assess sorts one customer.
func (e *Assessor) Assess(facts Facts, asOf time.Time) (Assessment, error) {
	var few [16]sum
	sums := few[:]
	if len(e.scheme.Criteria) > len(few) {
		sums = make([]sum, len(e.scheme.Criteria))
	}
	if err := e.gather(&facts, sums); err != nil {
		return Assessment{}, err
	}
	a := Assessment{
		Scheme: e.scheme.ID, Version: e.scheme.Version, Customer: facts.Customer, AsOf: asOf.Round(0),
		Contributions: make([]Contribution, len(e.scheme.Criteria)),
	}
	if err := e.score(&a, sums); err != nil {
		return Assessment{}, err
	}
	// The last tier begins at 0, so there is always one.
	i := slices.IndexFunc(e.scheme.Tiers, func(t Tier) bool { return a.Score.AtLeast(t.From) })
	reached := &e.scheme.Tiers[i]
	a.Tier, a.TierName, a.From = reached.ID, reached.Name, reached.From
	if i > 0 {
		next := e.scheme.Tiers[i-1]
		needed, err := exact.MulDiv(a.Score.Den(), next.From.Num(), next.From.Den(), exact.Ceiling)
		if err != nil {
			return Assessment{}, err // cannot be: a share of the denominator is not above it
		}
		a.Next = Gap{next.ID, next.Name, next.From, needed - a.Score.Num()}
		e.improve(&a)
	}
	return a, nil
}

// score fills in the contributions and their sum.
func (e *Assessor) score(a *Assessment, sums []sum) error {
	var faults logistics.Faults
	var top, bottom int64
	for i := range e.scheme.Criteria {
		c, n := &e.scheme.Criteria[i], &a.Contributions[i]
		n.Metric, n.Name, n.Figure, n.Direction = c.Metric, c.Name, c.Figure, c.Direction
		n.Version, n.Weight = c.MetricVersion, c.Weight
		value, ok := sums[i].value()
		switch {
		case !ok:
			faults.OutOfRange("/observations", c.Metric, "the sum of the denominators is too large for this scale")
		case value.IsZero() && c.Missing == Refuse:
			faults.Add(
				"/observations", logistics.FaultRequired, c.Metric.String(), "the scheme requires data on this metric",
			)
		case value.IsZero() && c.Missing == Exclude:
			continue
		}
		n.Value = value
		n.Bound, n.Points = c.points(value)
		top += c.Weight * n.Points
		bottom += c.Weight * maxPoints
	}
	if bottom == 0 {
		faults.Required("/observations", "data on at least one criterion")
	}
	if len(faults) > 0 {
		return faults.Err()
	}
	a.Score = share(top, bottom)
	for i := range a.Contributions {
		n := &a.Contributions[i]
		if n.Value.IsZero() && e.scheme.Criteria[i].Missing == Exclude {
			continue
		}
		n.Share = share(n.Weight*n.Points, bottom)
	}
	return nil
}

// points is the best band a value reaches. No data reaches none.
func (c *Criterion) points(value logistics.Ratio) (bound logistics.Ratio, points int64) {
	for _, band := range c.Bands {
		order, err := value.Cmp(band.Bound)
		if c.Direction == logistics.LowerIsBetter {
			order = -order
		}
		if err == nil && order >= 0 {
			return band.Bound, band.Points
		}
	}
	return logistics.Ratio{}, 0
}

// share is a ratio of points; the denominator is above zero.
func share(points, of int64) logistics.Ratio {
	r, err := logistics.NewRatio(points, of)
	if err != nil {
		return logistics.Ratio{} // cannot be: weights are above zero
	}
	return r
}

// Improvement is a band of one criterion which alone, all else as it is, would reach the next tier.
type Improvement struct {
	Metric logistics.ID    `json:"metric"`
	Bound  logistics.Ratio `json:"bound"`
	Points int64           `json:"points"`
}

// improve looks for the bands that alone reach the next tier.
func (e *Assessor) improve(a *Assessment) {
	for i := range a.Contributions {
		n := &a.Contributions[i]
		bands := e.scheme.Criteria[i].Bands
		for k := len(bands) - 1; k >= 0; k-- {
			if bands[k].Points <= n.Points {
				continue
			}
			top, bottom := a.Score.Num()+n.Weight*(bands[k].Points-n.Points), a.Score.Den()
			if n.Share.IsZero() {
				bottom += n.Weight * maxPoints // what was left out would count again
			}
			if share(top, bottom).AtLeast(a.Next.From) {
				n.Improvement = bands[k]
				break
			}
		}
	}
}

// Improvements lists the easiest band of each criterion that alone would reach the next higher tier, in the order of
// the criteria: none in the highest tier, and none where no single criterion is enough.
func (a Assessment) Improvements() []Improvement {
	var improvements []Improvement
	for _, n := range a.Contributions {
		if !n.Improvement.Bound.IsZero() {
			improvements = append(improvements, Improvement{n.Metric, n.Improvement.Bound, n.Improvement.Points})
		}
	}
	return improvements
}
