package count

import (
	"maps"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/kpi"
)

// Cube counts one metric by subject and period. Lines may come in any order. A Cube is made by [NewCube]; it belongs to
// one goroutine at a time, and many are brought together by Merge. A copy of what it points to shows the figures of the
// original and refuses to be changed, and so does the zero Cube, which has none.
type Cube struct {
	self     *Cube
	metric   kpi.Metric
	rule     logistics.PeriodRule
	subjects map[logistics.ID]*series
}

// NewCube returns an empty cube; the error holds all faults of the metric and the rule.
func NewCube(metric kpi.Metric, rule logistics.PeriodRule) (*Cube, error) {
	var faults logistics.Faults
	faults.At("/metric", metric.Validate())
	if metric.Kind == kpi.KindQuantile {
		faults.Unsupported("/metric/kind", metric.Kind, "quantiles cannot be added: count them by Quantiles")
	}
	checkRule(rule, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return newCube(metric, rule), nil
}

func newCube(metric kpi.Metric, rule logistics.PeriodRule) *Cube {
	c := &Cube{metric: metric, rule: rule, subjects: make(map[logistics.ID]*series)}
	c.self = c
	return c
}

// unmade is the fault of what New… did not make: a zero value, none at all, or a copy.
func unmade(by string) error {
	return fault("", logistics.FaultUnsupported, "", "must be made by "+by+" and not be a copy")
}

// usable refuses a cube that cannot be changed.
func (c *Cube) usable() error {
	if c != nil && c.self == c {
		return nil
	}
	return unmade("NewCube")
}

// series is what is known of a subject, or nil.
func (c *Cube) series(subject logistics.ID) *series {
	if c == nil {
		return nil
	}
	return c.subjects[subject]
}

// checkRule refuses periods that a cube does not have.
func checkRule(rule logistics.PeriodRule, faults *logistics.Faults) {
	faults.At("/rule", rule.Validate())
	if rule.Kind == logistics.RollingPeriod {
		what := "rolling periods overlap: count days and add those of the span"
		faults.Unsupported("/rule/kind", rule.Kind, what)
	}
}

// Metric is the definition the cube counts.
func (c *Cube) Metric() kpi.Metric {
	if c == nil {
		return kpi.Metric{}
	}
	return c.metric
}

// Add counts one line: of denominator cases, numerator of the sort, or a quantity over them. What is
// measured case by case has a denominator of 1.
func (c *Cube) Add(subject logistics.ID, date logistics.Date, numerator, denominator int64) error {
	if err := c.usable(); err != nil {
		return err
	}
	if denominator == 0 {
		return fault("/den", logistics.FaultOutOfRange, "0", "at least one case")
	}
	if err := c.metric.Kind.CheckFigures(numerator, denominator); err != nil {
		return err
	}
	return c.apply(subject, date, counts{num: numerator, den: denominator}, false)
}

// Exclude counts a case that is left out of the figure, by the code of the reason.
func (c *Cube) Exclude(subject logistics.ID, date logistics.Date, code string) error {
	if err := c.usable(); err != nil {
		return err
	}
	if err := wire.CheckCode(code); err != nil {
		return err
	}
	if s := c.subjects[subject]; s != nil {
		if at, found := s.find(date); found {
			n := &s.at(at).counts
			excluded, err := exclude(n.excluded, code, 1)
			if err == nil {
				n.excluded = excluded
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
	if err := c.usable(); err != nil {
		return err
	}
	if err := c.metric.CheckObservation(o); err != nil {
		return err
	}
	within, err := c.periodOf(o.Period.Start())
	if err != nil {
		return err
	}
	if o.Period.End().Compare(within.End()) > 0 {
		return fault("/period", logistics.FaultConflict, o.Period.String(), "goes beyond the end of "+within.String())
	}
	return c.apply(o.Subject, o.Period.Start(), counts{o.Num, o.Den, o.Excluded}, out)
}

// periodOf is the period of the date, refusing one that reaches over the ends of the calendar.
func (c *Cube) periodOf(d logistics.Date) (logistics.Period, error) { return periodOf(c.rule, d) }

func periodOf(rule logistics.PeriodRule, d logistics.Date) (logistics.Period, error) {
	if d.IsZero() {
		return logistics.Period{}, fault("/date", logistics.FaultRequired, "", "the day of the figure")
	}
	p := rule.Of(d)
	if p.Start().IsZero() || p.End().IsZero() {
		what := "the period must be within the years 1 to 9999"
		return logistics.Period{}, fault("/date", logistics.FaultOutOfRange, d.String(), what)
	}
	return p, nil
}

// apply is the one place where a figure changes. Without excluded codes, and where there is a figure
// already, it does not allocate.
func (c *Cube) apply(subject logistics.ID, d logistics.Date, delta counts, out bool) error {
	if subject.IsZero() {
		return fault("/subject", logistics.FaultRequired, "", "whom or what the figure is of")
	}
	s := c.subjects[subject]
	var at spot
	found := false
	if s != nil {
		at, found = s.find(d)
	}
	var before counts
	if found {
		before = s.at(at).counts
	}
	after, err := before.merged(delta, out, c.metric.Kind == kpi.KindProportion)
	switch {
	case err != nil:
		return err
	case found && after.empty():
		if s.remove(at); len(s.blocks) == 0 {
			delete(c.subjects, subject)
		}
	case found:
		s.at(at).counts = after
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
	if at, found := s.find(figure.period.Start()); found {
		*s.at(at) = figure
	} else {
		s.insert(at, figure)
	}
}

// Merge adds what another cube of the same metric and rule has counted. On a fault nothing is added.
func (c *Cube) Merge(other *Cube) error {
	if err := c.usable(); err != nil {
		return err
	}
	if err := checkPartner(c.metric, c.rule, other); err != nil {
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
		for figure := range other.subjects[subject].all() {
			var before counts
			if own != nil {
				if at, found := own.find(figure.period.Start()); found {
					before = own.at(at).counts
				}
			}
			after, err := before.merged(figure.counts, false, c.metric.Kind == kpi.KindProportion)
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

// checkPartner refuses a cube of another metric or rule, and one that NewCube did not make.
func checkPartner(metric kpi.Metric, rule logistics.PeriodRule, other *Cube) error {
	if other == nil || other.subjects == nil {
		return fault("/other", logistics.FaultRequired, "", "a cube made by NewCube")
	}
	var faults logistics.Faults
	checkSame(metric, rule, other.metric, other.rule, &faults)
	return faults.Err()
}

// checkSame reports what of another metric and rule is not that of those here.
func checkSame(
	metric kpi.Metric, rule logistics.PeriodRule, other kpi.Metric, by logistics.PeriodRule, faults *logistics.Faults,
) {
	faults.At("/metric", metric.CheckMerge(other))
	if !by.Equal(rule) {
		faults.Mismatch("/rule", by.Kind, "the period rule here is different")
	}
}

// len is the number of figures.
func (c *Cube) len() (n int) {
	if c == nil {
		return 0
	}
	for _, s := range c.subjects {
		n += s.len()
	}
	return n
}

// sorted lists the subjects in order.
func (c *Cube) sorted() []logistics.ID {
	if c == nil {
		return nil
	}
	return slices.SortedFunc(maps.Keys(c.subjects), logistics.ID.Compare)
}
