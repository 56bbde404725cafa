package kpi

import (
	"maps"
	"slices"

	"github.com/logicrm/logistics"
)

// Cube counts one metric by subject and period. Lines may come in any order. A Cube is made by
// [NewCube]; it belongs to one goroutine at a time, and many are brought together by Merge.
type Cube struct {
	metric   Metric
	rule     logistics.PeriodRule
	subjects map[logistics.ID]*series
}

// series is what is known of one subject: its periods in order, none without a figure.
type series struct {
	cells []cell
}

type cell struct {
	period logistics.Period
	counts counts
}

// NewCube returns an empty cube; the error holds all faults of the metric and the rule.
func NewCube(metric Metric, rule logistics.PeriodRule) (*Cube, error) {
	var faults logistics.Faults
	faults.At("/metric", metric.Validate())
	checkRule(rule, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return &Cube{metric, rule, make(map[logistics.ID]*series)}, nil
}

// checkRule refuses periods that a cube does not have.
func checkRule(rule logistics.PeriodRule, faults *logistics.Faults) {
	faults.At("/rule", rule.Validate())
	if rule.Kind == logistics.RollingPeriod {
		faults.Add("/rule/kind", logistics.FaultUnsupported, string(rule.Kind), "rolling periods overlap: cut days and add those of the span")
	}
}

// Metric is the definition the cube counts.
func (c *Cube) Metric() Metric { return c.metric }

// Add counts one line: of denominator cases, numerator of the sort, or a quantity over them. What is
// measured case by case has a denominator of 1.
func (c *Cube) Add(subject logistics.ID, date logistics.Date, numerator, denominator int64) error {
	if denominator == 0 {
		return fault("/den", logistics.FaultOutOfRange, "0", "at least one case")
	}
	if e := c.metric.checkFigures(numerator, denominator); e != nil {
		return e
	}
	return c.apply(subject, date, counts{num: numerator, den: denominator}, false)
}

// Exclude counts a case that is left out of the figure, by the code of the reason.
func (c *Cube) Exclude(subject logistics.ID, date logistics.Date, code string) error {
	if err := checkCode(code); err != nil {
		return err
	}
	if s := c.subjects[subject]; s != nil {
		if i, found := s.find(date); found {
			excluded, err := exclude(s.cells[i].counts.excluded, code, 1)
			if err == nil {
				s.cells[i].counts.excluded = excluded
			}
			return err
		}
	}
	return c.apply(subject, date, counts{excluded: []logistics.CodeCount{{Code: code, Count: 1}}}, false)
}

// AddObservation adds a measurement made elsewhere. Its period lies within one of the cube's, so days
// can be added to months.
func (c *Cube) AddObservation(o logistics.Observation) error { return c.observe(o, false) }

// RemoveObservation takes out what was added, by whatever call: a line that was corrected is an
// observation of its day.
func (c *Cube) RemoveObservation(o logistics.Observation) error { return c.observe(o, true) }

func (c *Cube) observe(o logistics.Observation, out bool) error {
	if err := c.metric.checkObservation(o); err != nil {
		return err
	}
	within, err := c.periodOf(o.Period.Start())
	if err != nil {
		return err
	}
	if o.Period.End().Compare(within.End()) > 0 {
		return fault("/period", logistics.FaultConflict, o.Period.String(), "reaches over the end of "+within.String())
	}
	return c.apply(o.Subject, o.Period.Start(), counts{o.Num, o.Den, o.Excluded}, out)
}

// find returns the index of the period with the date, or where it would go.
func (s *series) find(d logistics.Date) (i int, found bool) {
	low, high := 0, len(s.cells)
	for low < high { // the first period that starts after d
		middle := int(uint(low+high) >> 1)
		if s.cells[middle].period.Start().Compare(d) <= 0 {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low > 0 && s.cells[low-1].period.Contains(d) {
		return low - 1, true
	}
	return low, false
}

// periodOf is the period of the date, refusing one that reaches over the ends of the calendar.
func (c *Cube) periodOf(d logistics.Date) (logistics.Period, error) { return periodOf(c.rule, d) }

func periodOf(rule logistics.PeriodRule, d logistics.Date) (logistics.Period, error) {
	if d.IsZero() {
		return logistics.Period{}, fault("/date", logistics.FaultRequired, "", "the day it belongs to")
	}
	p := rule.Of(d)
	if p.Start().IsZero() || p.End().IsZero() {
		return logistics.Period{}, fault("/date", logistics.FaultOutOfRange, d.String(), "its period is not within the years 1 to 9999")
	}
	return p, nil
}

// apply is the one place where a figure changes. Without excluded codes, and where there is a figure
// already, it does not allocate.
func (c *Cube) apply(subject logistics.ID, d logistics.Date, delta counts, out bool) error {
	if subject.IsZero() {
		return fault("/subject", logistics.FaultRequired, "", "whom or what was measured")
	}
	s := c.subjects[subject]
	i, found := 0, false
	if s != nil {
		i, found = s.find(d)
	}
	var before counts
	if found {
		before = s.cells[i].counts
	}
	after, err := before.merged(delta, out, c.metric.Kind == KindProportion)
	switch {
	case err != nil:
		return err
	case found && after.empty():
		s.cells = slices.Delete(s.cells, i, i+1)
		if len(s.cells) == 0 {
			delete(c.subjects, subject)
		}
	case found:
		s.cells[i].counts = after
	case !after.empty():
		period, err := c.periodOf(d)
		if err != nil {
			return err
		}
		c.put(subject, cell{period, after})
	}
	return nil
}

// put sets the figure of a period.
func (c *Cube) put(subject logistics.ID, figure cell) {
	s := c.subjects[subject]
	if s == nil {
		s = new(series)
		c.subjects[subject] = s
	}
	if i, found := s.find(figure.period.Start()); found {
		s.cells[i] = figure
	} else {
		s.cells = slices.Insert(s.cells, i, figure)
	}
}

// Merge adds what another cube of the same metric and rule has counted. On a fault nothing is added.
func (c *Cube) Merge(other *Cube) error {
	if err := c.checkPartner(other); err != nil {
		return err
	}
	type change struct {
		subject logistics.ID
		figure  cell
	}
	// Everything is summed before anything is written: it all goes in, or nothing does.
	changes := make([]change, 0, other.len())
	for _, subject := range other.sorted() {
		own := c.subjects[subject]
		for _, figure := range other.subjects[subject].cells {
			var before counts
			if own != nil {
				if i, found := own.find(figure.period.Start()); found {
					before = own.cells[i].counts
				}
			}
			after, err := before.merged(figure.counts, false, c.metric.Kind == KindProportion)
			if err != nil {
				return err
			}
			changes = append(changes, change{subject, cell{figure.period, after}})
		}
	}
	for _, change := range changes {
		c.put(change.subject, change.figure)
	}
	return nil
}

func (c *Cube) checkPartner(other *Cube) error {
	var faults logistics.Faults
	faults.At("/metric", c.metric.checkDefinition(other.metric.ID, other.metric.Version, other.metric.Unit, other.metric.Currency, other.metric.Scale))
	if other.metric.Kind != c.metric.Kind {
		faults.Add("/metric/kind", logistics.FaultMismatch, string(other.metric.Kind), "the kind here is "+string(c.metric.Kind))
	}
	if other.metric.Counting != c.metric.Counting {
		faults.Add("/metric/counting", logistics.FaultMismatch, string(other.metric.Counting.Grain), "counted in another way here")
	}
	if other.rule != c.rule {
		faults.Add("/rule", logistics.FaultMismatch, string(other.rule.Kind), "periods are cut by another rule here")
	}
	return faults.Err()
}

// len is the number of figures.
func (c *Cube) len() (n int) {
	for _, s := range c.subjects {
		n += len(s.cells)
	}
	return n
}

// sorted lists the subjects in order.
func (c *Cube) sorted() []logistics.ID {
	return slices.SortedFunc(maps.Keys(c.subjects), logistics.ID.Compare)
}
