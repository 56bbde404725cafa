package count

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Observations are the figures of the cube, by subject, then period. They are fresh, and the same for
// the same lines in whatever order they came.
func (c *Cube) Observations() []logistics.Observation {
	observations := make([]logistics.Observation, 0, c.len())
	for _, subject := range c.sorted() {
		for figure := range c.subjects[subject].all() {
			observations = append(observations, c.observation(subject, figure.period, figure.counts))
		}
	}
	return observations
}

func (c *Cube) observation(subject logistics.ID, period logistics.Period, n counts) logistics.Observation {
	m := &kpi.Metric{}
	if c != nil {
		m = &c.metric
	}
	return logistics.Observation{
		Metric: m.ID, Version: m.Version, Subject: subject, Period: period, Num: n.num, Den: n.den,
		Unit: m.Unit, Currency: m.Currency, Scale: m.Scale, Excluded: slices.Clone(n.excluded),
	}
}

// Total is the sum of a subject over all its periods, as one observation from the start of the first to
// the end of the last. A subject of which nothing is known has no data and no period.
func (c *Cube) Total(subject logistics.ID) (logistics.Observation, error) {
	s := c.series(subject)
	if s == nil {
		return c.observation(subject, logistics.Period{}, counts{}), nil
	}
	var sum counts
	for figure := range s.all() {
		var err error
		if sum, err = sum.merged(figure.counts, false, c.metric.Kind == kpi.KindProportion); err != nil {
			return logistics.Observation{}, err
		}
	}
	span, err := s.span()
	return c.observation(subject, span, sum), err
}

// RollUp adds the figures of subjects up to those above them: customers to tiers, places to regions.
// Subjects that parents does not name go to others; without others they are a fault. With no parents
// at all, everything becomes one subject.
func (c *Cube) RollUp(parents map[logistics.ID]logistics.ID, others logistics.ID) (*Cube, error) {
	if c == nil || c.subjects == nil {
		return nil, unmade("NewCube")
	}
	up := newCube(c.metric, c.rule)
	for _, subject := range c.sorted() {
		parent, named := parents[subject]
		if !named {
			parent = others
		}
		if parent.IsZero() {
			return nil, fault("/parents", logistics.FaultRequired, subject.String(), "the subject has no parent")
		}
		for figure := range c.subjects[subject].all() {
			if err := up.apply(parent, figure.period.Start(), figure.counts, false); err != nil {
				return nil, err
			}
		}
	}
	return up, nil
}

// Point is one period of a trend.
type Point struct {
	Missing     bool                  `json:"missing,omitzero"` // nothing was measured; that is not a value of 0
	Observation logistics.Observation `json:"observation"`
}

const maxPoints = 10000

// Trend is a point for every period from that of first to that of last, with those in which nothing
// was measured marked as Missing. What was left out in such a period is still told. It ends with a
// fault beyond 10,000 periods.
func (c *Cube) Trend(subject logistics.ID, first, last logistics.Date) ([]Point, error) {
	if c == nil || c.subjects == nil {
		return nil, unmade("NewCube")
	}
	if last.Compare(first) < 0 {
		return nil, fault("/last", logistics.FaultConflict, last.String(), "must not be before the first")
	}
	points := []Point{}
	for d := first; ; {
		period, err := c.periodOf(d)
		switch {
		case err != nil:
			return nil, err
		case period.Start().Compare(last) > 0:
			return points, nil
		case len(points) == maxPoints:
			return nil, fault("/last", logistics.FaultTooMany, last.String(), "at most 10000 periods")
		}
		var n counts
		if s := c.series(subject); s != nil {
			if at, found := s.find(d); found {
				n = s.at(at).counts
			}
		}
		points = append(points, Point{n.den == 0, c.observation(subject, period, n)})
		d = period.End()
	}
}
