package kpi

import (
	"slices"

	"github.com/logicrm/logistics"
)

// Observations are the figures of the cube, by subject, then period. They are fresh, and the same for
// the same lines in whatever order they came.
func (c *Cube) Observations() []logistics.Observation {
	observations := make([]logistics.Observation, 0, c.len())
	for _, subject := range c.sorted() {
		for _, figure := range c.subjects[subject].cells {
			observations = append(observations, c.observation(subject, figure.period, figure.counts))
		}
	}
	return observations
}

func (c *Cube) observation(subject logistics.ID, period logistics.Period, n counts) logistics.Observation {
	return logistics.Observation{
		Metric: c.metric.ID, Version: c.metric.Version, Subject: subject, Period: period,
		Num: n.num, Den: n.den, Unit: c.metric.Unit, Currency: c.metric.Currency, Scale: c.metric.Scale, Excluded: slices.Clone(n.excluded),
	}
}

// Total is the sum of a subject over all its periods, as one observation from the start of the first to
// the end of the last. A subject of which nothing is known has no data and no period.
func (c *Cube) Total(subject logistics.ID) (logistics.Observation, error) {
	s := c.subjects[subject]
	if s == nil {
		return c.observation(subject, logistics.Period{}, counts{}), nil
	}
	var sum counts
	for _, figure := range s.cells {
		var err error
		if sum, err = sum.merged(figure.counts, false, c.metric.Kind == KindProportion); err != nil {
			return logistics.Observation{}, err
		}
	}
	span, err := logistics.NewPeriod(s.cells[0].period.Start(), s.cells[len(s.cells)-1].period.End())
	return c.observation(subject, span, sum), err
}

// RollUp adds the figures of subjects up to those above them: customers to tiers, places to regions.
// Subjects that parents does not name go to others; without others they are a fault. With no parents
// at all, everything becomes one subject.
func (c *Cube) RollUp(parents map[logistics.ID]logistics.ID, others logistics.ID) (*Cube, error) {
	up := &Cube{c.metric, c.rule, make(map[logistics.ID]*series)}
	for _, subject := range c.sorted() {
		parent, named := parents[subject]
		if !named {
			parent = others
		}
		if parent.IsZero() {
			return nil, fault("/parents", logistics.FaultRequired, subject.String(), "nothing to add this subject to")
		}
		for _, figure := range c.subjects[subject].cells {
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
	if last.Compare(first) < 0 {
		return nil, fault("/last", logistics.FaultConflict, last.String(), "before the first")
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
		if s := c.subjects[subject]; s != nil {
			if i, found := s.find(d); found {
				n = s.cells[i].counts
			}
		}
		points = append(points, Point{n.den == 0, c.observation(subject, period, n)})
		d = period.End()
	}
}
