package score

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Targets is a compiled [TargetList]. It is immutable and safe for concurrent use. The zero Targets, and none, know no
// metric and have no target in force.
type Targets struct {
	metrics metricSet
	series  map[targetSeries][]Target // by first day, no two on the same one
}

// metricKey is what a metric is cited by.
type metricKey struct {
	id      logistics.ID
	version int
}

type metricSet map[metricKey]kpi.Metric

// metricsOf checks the definitions and that none is given twice.
func metricsOf(metrics []kpi.Metric, faults *logistics.Faults) metricSet {
	set := make(metricSet, len(metrics))
	for i, m := range metrics {
		path := "/metrics/" + strconv.Itoa(i)
		faults.At(path, m.Validate())
		key := metricKey{m.ID, m.Version}
		if _, twice := set[key]; twice {
			what := "defined twice in version " + strconv.Itoa(m.Version)
			faults.Duplicate(path+"/id", m.ID, what)
		}
		set[key] = m
	}
	return set
}

// find reports the metric that was cited at the path and not given.
func (s metricSet) find(path string, key metricKey, faults *logistics.Faults) (m kpi.Metric, found bool) {
	m, found = s[key]
	if !found && !key.id.IsZero() && key.version > 0 {
		what := "no such metric was given in version " + strconv.Itoa(key.version)
		faults.Unknown(path+"/metric", key.id, what)
	}
	return m, found
}

// compareBy is Cmp with the better of the two as the greater.
func compareBy(direction logistics.Direction, a, b logistics.Ratio) (order int, known bool) {
	order, err := a.Cmp(b)
	if direction == logistics.LowerIsBetter {
		order = -order
	}
	return order, err == nil
}

// Compile prepares the list for the metrics it is about; metrics without a target may be among them. All faults are
// returned: those of the list below /list, those of the definitions below /metrics. A value must be one that the
// metric can have, and a red line not better than its value.
func (l TargetList) Compile(metrics ...kpi.Metric) (*Targets, error) {
	var faults logistics.Faults
	faults.At("/list", l.Validate())
	t := &Targets{metricsOf(metrics, &faults), make(map[targetSeries][]Target)}
	for i, target := range l.Targets {
		path := "/list" + targetPath(i)
		m, found := t.metrics.find(path, metricKey{target.Metric, target.Version}, &faults)
		if !found {
			continue
		}
		faults.At(path+"/value", m.CheckValue(target.Value))
		faults.At(path+"/red_line", m.CheckValue(target.RedLine))
		if order, known := compareBy(m.Direction, target.RedLine, target.Value); known && order > 0 {
			what := "must not be better than the target, " + target.Value.String()
			faults.Conflict(path+"/red_line", target.RedLine, what)
		}
		t.series[target.series()] = append(t.series[target.series()], target)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	for _, series := range t.series {
		slices.SortFunc(series, func(a, b Target) int { return a.From.Compare(b.From) })
	}
	return t, nil
}

// InForce finds the target that a subject of a tier is held to on a day: one agreed with the subject
// wins over that of the tier, which wins over the general one. An absent tier or subject has none of
// its own.
func (t *Targets) InForce(
	metric logistics.ID, version int, subject, tier logistics.ID, on logistics.Date,
) (target Target, found bool) {
	if t == nil {
		return Target{}, false
	}
	for _, key := range seriesFor(metricKey{metric, version}, subject, tier) {
		series := t.series[key]
		i, found := slices.BinarySearchFunc(series, on, byFirstDay)
		if !found {
			i--
		}
		if i >= 0 && series[i].covers(on) {
			return series[i], true
		}
	}
	return Target{}, false
}

func byFirstDay(t Target, d logistics.Date) int { return t.From.Compare(d) }

// seriesFor is where to look, in this order.
func seriesFor(metric metricKey, subject, tier logistics.ID) [3]targetSeries {
	ofTier := targetSeries{metric: metric, tier: tier}
	own := ofTier
	if !subject.IsZero() {
		own = targetSeries{metric: metric, subject: subject}
	}
	return [3]targetSeries{own, ofTier, {metric: metric}}
}

// turns are the days after the first on which a target of the subject or its tier begins or ends.
func (t *Targets) turns(
	metric metricKey, subject, tier logistics.ID, period logistics.Period,
) []logistics.Date {
	var days []logistics.Date
	for _, key := range seriesFor(metric, subject, tier) {
		for _, target := range t.series[key] {
			for _, d := range [2]logistics.Date{target.From, target.Until} {
				if d.Compare(period.Start()) > 0 && period.Contains(d) {
					days = append(days, d)
				}
			}
		}
	}
	slices.SortFunc(days, logistics.Date.Compare)
	return slices.Compact(days)
}
