package count

import (
	"cmp"
	"maps"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/kpi"
)

// Quantiles counts a metric that is a quantile, by subject and period: what nine of ten receipts were put away within.
// It keeps a [Histogram] of the values of each, so that values may come in any order, be taken out again, and be
// brought together by Merge, where quantiles themselves cannot be added. Quantiles are made by [NewQuantiles]; they
// belong to one goroutine at a time. A copy of what it points to refuses to be changed, and so does the zero Quantiles,
// which has counted nothing.
type Quantiles struct {
	self   *Quantiles
	metric kpi.Metric
	rule   logistics.PeriodRule
	cells  map[cellKey]*spread
}

// spread is the values of a subject in a period.
type spread struct {
	period logistics.Period
	counts counts // how many values, and what was left out
	values Histogram
}

// NewQuantiles returns an empty count; the error holds all faults of the metric and the rule.
func NewQuantiles(metric kpi.Metric, rule logistics.PeriodRule) (*Quantiles, error) {
	var faults logistics.Faults
	faults.At("/metric", metric.Validate())
	if metric.Kind != kpi.KindQuantile {
		faults.Unsupported("/metric/kind", metric.Kind, "a quantile: all else is counted by a Cube")
	}
	checkRule(rule, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	q := &Quantiles{metric: metric, rule: rule, cells: make(map[cellKey]*spread)}
	q.self = q
	return q, nil
}

func (q *Quantiles) usable() error {
	if q != nil && q.self == q {
		return nil
	}
	return unmade("NewQuantiles")
}

// Metric is the definition that is counted.
func (q *Quantiles) Metric() kpi.Metric {
	if q == nil {
		return kpi.Metric{}
	}
	return q.metric
}

// Add counts the value of one case, in the unit and decimals of the metric.
func (q *Quantiles) Add(subject logistics.ID, date logistics.Date, value int64) error {
	return q.change(subject, date, q.one(value), false, func(h *Histogram) error { return h.Add(value) })
}

// Remove takes out a value that was added: the case was wrong, or came twice.
func (q *Quantiles) Remove(subject logistics.ID, date logistics.Date, value int64) error {
	return q.change(subject, date, q.one(value), true, func(h *Histogram) error { return h.Remove(value) })
}

// one is a value, counted as good where it keeps the target of the metric.
func (q *Quantiles) one(value int64) counts {
	c := counts{den: 1}
	if limit, ok := q.limit(); ok && (value <= limit || q.higher()) && (value >= limit || !q.higher()) {
		c.num = 1
	}
	return c
}

func (q *Quantiles) higher() bool { return q.metric.Direction == logistics.HigherIsBetter }

// limit is the last value that keeps the target, in the unit and decimals of the metric; ok is false without a target,
// and for one that no value can be held against.
func (q *Quantiles) limit() (limit int64, ok bool) {
	target, mode := q.metric.Target, exact.Floor
	if q.higher() {
		mode = exact.Ceiling
	}
	if target.IsZero() {
		return 0, false
	}
	power := int64(1)
	for range q.metric.Scale {
		power *= 10
	}
	limit, err := exact.MulDiv(target.Num(), power, target.Den(), mode)
	return limit, err == nil
}

// kept reports whether the quantile itself keeps the target: whether enough of the values do.
func (s *spread) kept(share logistics.Ratio, higher bool) bool {
	if higher { // the smallest value that the share does not exceed keeps it when few enough are below
		below := s.counts.den - s.counts.num
		return exact.CompareProducts(below, share.Den(), share.Num(), s.counts.den) < 0
	}
	return exact.CompareProducts(s.counts.num, share.Den(), share.Num(), s.counts.den) >= 0
}

// Exclude counts a case that is left out of the figure, by the code of the reason.
func (q *Quantiles) Exclude(subject logistics.ID, date logistics.Date, code string) error {
	if err := wire.CheckCode(code); err != nil {
		return err
	}
	left := counts{excluded: []logistics.CodeCount{{Code: code, Count: 1}}}
	return q.change(subject, date, left, false, func(*Histogram) error { return nil })
}

// change is the one place where values go in or out; after a fault everything is as it was.
func (q *Quantiles) change(
	subject logistics.ID, date logistics.Date, delta counts, out bool, values func(*Histogram) error,
) error {
	if err := q.usable(); err != nil {
		return err
	}
	if subject.IsZero() {
		return fault("/subject", logistics.FaultRequired, "", "whom or what the figure is of")
	}
	period, err := periodOf(q.rule, date)
	if err != nil {
		return err
	}
	key := cellKey{subject, period.Start()}
	s := q.cells[key]
	if s == nil {
		s = &spread{period: period}
	}
	after, err := s.counts.merged(delta, out, false)
	if err == nil {
		err = values(&s.values)
	}
	if err != nil {
		return err
	}
	s.counts = after
	if q.cells[key] = s; after.empty() {
		delete(q.cells, key)
	}
	return nil
}

// Merge adds what another of the same metric and rule has counted. On a fault nothing is added.
func (q *Quantiles) Merge(other *Quantiles) error {
	if err := q.usable(); err != nil {
		return err
	}
	if other == nil || other.cells == nil {
		return fault("/other", logistics.FaultRequired, "", "quantiles made by NewQuantiles")
	}
	var faults logistics.Faults
	checkSame(q.metric, q.rule, other.metric, other.rule, &faults)
	if !q.metric.Target.Equal(other.metric.Target) { // by which values were counted
		faults.Mismatch("/metric/target", other.metric.Target, "the other target is "+q.metric.Target.String())
	}
	if err := faults.Err(); err != nil {
		return err
	}
	// Everything is summed before anything is written: it all goes in, or nothing does.
	keys := other.sorted()
	merged := make([]*spread, len(keys))
	for i, key := range keys {
		from, sum := other.cells[key], new(spread)
		if own := q.cells[key]; own != nil {
			sum.counts, sum.values = own.counts, own.values.Clone()
		}
		after, err := sum.counts.merged(from.counts, false, false)
		if err == nil {
			err = sum.values.Merge(from.values)
		}
		if err != nil {
			return err
		}
		sum.period, sum.counts, merged[i] = from.period, after, sum
	}
	for i, key := range keys {
		q.cells[key] = merged[i]
	}
	return nil
}

// sorted lists the cells by subject, then period.
func (q *Quantiles) sorted() []cellKey {
	return slices.SortedFunc(maps.Keys(q.cells), func(a, b cellKey) int {
		return cmp.Or(a.subject.Compare(b.subject), a.start.Compare(b.start))
	})
}

// Observations are the figures, by subject, then period: fresh, and the same for the same values in whatever order and
// however split they came. The value of each is the quantile, its denominator how many values there were. A quantile is
// known to a bucket of the [Histogram]; it is the end of the bucket that is worse by the direction of the metric, so
// that a target that is met is met for certain. Held against the target of the metric it is exact: values that keep it
// are counted, and where the quantile keeps it the figure is no worse than the target. Against another target it may
// be missed by less than the width of its bucket. A quantile that does not fit 64 bits together with the number of
// values is a fault.
func (q *Quantiles) Observations() ([]logistics.Observation, error) {
	if q == nil || q.cells == nil {
		return []logistics.Observation{}, nil
	}
	observations := make([]logistics.Observation, 0, len(q.cells))
	m := &q.metric
	for _, key := range q.sorted() {
		s := q.cells[key]
		o := logistics.Observation{
			Metric: m.ID, Version: m.Version, Subject: key.subject, Period: s.period, Den: s.counts.den, Unit: m.Unit,
			Currency: m.Currency, Scale: m.Scale, Excluded: slices.Clone(s.counts.excluded),
		}
		if o.Den > 0 {
			bucket, err := s.values.Quantile(m.Quantile)
			if err != nil {
				return nil, err
			}
			worse := bucket.High
			if m.Direction == logistics.HigherIsBetter {
				worse = bucket.Low
			}
			if limit, ok := q.limit(); ok && s.kept(m.Quantile, q.higher()) {
				if q.higher() {
					worse = max(worse, limit)
				} else {
					worse = min(worse, limit)
				}
			}
			if o.Num, err = exact.MulDiv(worse, o.Den, 1, exact.Floor); err != nil {
				return nil, fault("/num", logistics.FaultOutOfRange, digits(worse), "too large for so many values")
			}
		}
		observations = append(observations, o)
	}
	return observations, nil
}
