package count

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/kpi"
)

// Counter counts many metrics in one pass over cases of any grain, by subject and period, each as its
// [kpi.Counting] says. A case is prepared once, by which everything that is slow is done, and its row is then
// added, or removed, in a few hundred nanoseconds for all metrics together. A Counter is made by [NewCounter]; it
// belongs to one goroutine at a time, and many of the same metrics and rule are brought together by Merge. A copy of
// what it points to shows what the original has counted and refuses to be changed, and so does the zero Counter, which
// has counted nothing.
type Counter struct {
	self    *Counter
	rule    logistics.PeriodRule
	loc     *time.Location
	zones   logistics.Zones
	metrics []kpi.Metric
	homes   []home // of the metrics
	grains  map[kpi.Grain]*plan
	load    int64 // the sum of the greatest value of every row that went in or out: no figure is above it
}

// home is where a metric is counted.
type home struct {
	plan *plan
	term int
}

// NewCounter returns an empty counter; the error holds all faults. Every metric needs its Counting, and the
// zones that of the rule, by whose clock a day begins.
func NewCounter(rule logistics.PeriodRule, zones logistics.Zones, metrics ...kpi.Metric) (*Counter, error) {
	c := &Counter{
		rule: rule, zones: zones, metrics: slices.Clone(metrics),
		homes: make([]home, len(metrics)), grains: make(map[kpi.Grain]*plan),
	}
	c.self = c
	var faults logistics.Faults
	checkRule(rule, &faults)
	if len(metrics) == 0 {
		faults.Required("/metrics", "at least one metric")
	}
	known := make(map[logistics.ID]bool)
	for i, m := range metrics {
		path := "/metrics/" + strconv.Itoa(i)
		faults.At(path, m.Validate())
		if m.Counting.IsZero() {
			faults.Required(path+"/counting", "the counting of the metric")
		}
		if known[m.ID] {
			faults.Duplicate(path+"/id", m.ID, "each metric is given once")
		}
		known[m.ID] = true
	}
	c.loc = faults.Zone("/rule/zone", zones, rule.Zone)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	for i, m := range metrics {
		p := c.grains[m.Counting.Grain]
		if p == nil {
			p = newPlan()
			c.grains[m.Counting.Grain] = p
		}
		faults.At("/metrics/"+strconv.Itoa(i)+"/counting", p.take(i, m))
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	for _, p := range c.grains {
		p.settle()
		for i := range p.terms {
			c.homes[p.terms[i].metric] = home{p, i}
		}
	}
	return c, nil
}

// usable refuses a counter that cannot be changed.
func (c *Counter) usable() error {
	if c != nil && c.self == c {
		return nil
	}
	return unmade("NewCounter")
}

// Counts reports whether a metric here counts cases of the grain.
func (c *Counter) Counts(g kpi.Grain) bool { return c != nil && c.grains[g] != nil }

// Cube is what was counted so far of a metric, as a cube of its own.
func (c *Counter) Cube(metric logistics.ID) (*Cube, error) {
	if c == nil {
		return nil, unmade("NewCounter")
	}
	i := slices.IndexFunc(c.metrics, func(m kpi.Metric) bool { return m.ID == metric })
	if i < 0 {
		return nil, fault("/metric", logistics.FaultUnknown, metric.String(), "this counter does not have the metric")
	}
	return c.cube(i)
}

func (c *Counter) cube(i int) (*Cube, error) {
	cube, err := NewCube(c.metrics[i], c.rule)
	if err != nil {
		return nil, err
	}
	p, term := c.homes[i].plan, c.homes[i].term
	for n, key := range p.keys {
		f := p.figures[n*len(p.terms)+term]
		figure := counts{num: f.num, den: f.den, excluded: p.leftOut(n, term)}
		if figure.empty() {
			continue
		}
		if err := cube.apply(key.subject, key.start, figure, false); err != nil {
			return nil, err
		}
	}
	return cube, nil
}

// Observations are the figures of all metrics, in the order these were given, then by subject and period. They
// are the same for the same cases in whatever order and on however many counters they were added.
func (c *Counter) Observations() ([]logistics.Observation, error) {
	all := []logistics.Observation{}
	if c == nil {
		return all, nil
	}
	for i := range c.metrics {
		cube, err := c.cube(i)
		if err != nil {
			return nil, err
		}
		all = append(all, cube.Observations()...)
	}
	return all, nil
}

// Merge adds what another counter has counted: of the same metrics, as [kpi.Metric.CheckMerge] has it, and the same
// rule. Names and targets are those of this one. On a fault nothing is added.
func (c *Counter) Merge(other *Counter) error {
	if err := c.usable(); err != nil {
		return err
	}
	if other == nil || other.grains == nil {
		return fault("/other", logistics.FaultRequired, "", "a counter made by NewCounter")
	}
	var faults logistics.Faults
	if !other.rule.Equal(c.rule) {
		faults.Mismatch("/rule", other.rule.Kind, "the period rule here is different")
	}
	if len(other.metrics) != len(c.metrics) {
		what := "the metrics here are " + strconv.Itoa(len(c.metrics))
		faults.Mismatch("/metrics", len(other.metrics), what)
	}
	for i := range min(len(c.metrics), len(other.metrics)) {
		faults.At("/metrics/"+strconv.Itoa(i), c.metrics[i].CheckMerge(other.metrics[i]))
	}
	load, fits := exact.Add(c.load, other.load)
	if !fits {
		what := "the values of all rows do not fit 64 bits together"
		faults.OutOfRange("", digits(other.load), what)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	for grain, p := range other.grains {
		c.grains[grain].merge(p)
	}
	c.load = load
	return nil
}
