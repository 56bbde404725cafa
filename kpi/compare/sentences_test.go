package compare_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/compare"
)

// gapReasons are of gaps between months and customers, to a target, of means with and without a spread, of rates,
// and of nothing measured.
func gapReasons(t *testing.T) (reasons []logistics.Reason) {
	t.Helper()
	tell := func(g compare.Gap, err error) {
		needs(t, err)
		reasons = append(reasons, g.Reasons()...)
	}
	m := onTime()
	c := compiled(t, m)
	tell(c.Gap(figureOf(m, january, 855, 900), figureOf(m, february, 810, 880)))
	tell(c.Gap(figureOf(m, january, 9, 10), figureOf(m, february, 8, 10).Excluding("waived", 2)))
	tell(c.Gap(figureOf(m, january, 0, 0), figureOf(m, february, 0, 0)))
	tell(c.GapToTarget(figureOf(m, february, 52, 57)))
	tell(c.GapToTarget(figureOf(m, february, 52_000, 57_000)))
	tell(c.GapToTarget(figureOf(m, february, 0, 0)))
	cycle := metric(t, "order_cycle_time")
	hours := func(period logistics.Period, tenths ...int64) (m compare.Measured) {
		m.Observation = figureOf(cycle, period, 0, 0)
		for _, v := range tenths {
			m.Observation.Num += v
			m.Observation.Den++
			needs(t, m.Moments.Add(v))
		}
		return m
	}
	means := compiled(t, cycle)
	tell(means.GapOfMeans(hours(january, 480, 520, 500, 510), hours(february, 400, 410, 390, 405)))
	tell(means.GapOfMeans(hours(january, 480, 520, 500, 510), hours(february, 490, 511, 500)))
	tell(means.Gap(figureOf(cycle, january, 480, 10), figureOf(cycle, february, 470, 9)))
	own := cycle
	own.ID, own.Name = logistics.MustID("M-3"), "Cost per order"
	own.Unit, own.Currency, own.Scale = logistics.Unit{}, logistics.MustCurrency("EUR"), 2
	tell(compiled(t, own).Gap(figureOf(own, january, 12_500, 10), figureOf(own, february, 12_400, 9)))
	return reasons
}

// TestEveryReasonIsASentence reads gaps, changes, missed rights and seasons.
func TestEveryReasonIsASentence(t *testing.T) {
	m, reasons := onTime(), gapReasons(t)
	for _, adjustment := range bothAdjustments {
		family, err := compare.AdjustGaps(scorecard(), adjustment)
		needs(t, err)
		for _, g := range family {
			reasons = append(reasons, g.Reasons()...)
		}
	}
	reasons = append(reasons, paradox(t).Reasons()...)
	cycle := metric(t, "order_cycle_time")
	lane := func(name string, period logistics.Period, num, den int64) logistics.Observation {
		o := figureOf(cycle, period, num, den)
		o.Subject = logistics.MustID(name)
		return o
	}
	for _, months := range [][2][]logistics.Observation{
		{},
		{
			{lane("Linz", january, 4800, 10), lane("Split", january, 600, 7)},
			{lane("Linz", february, 4100, 9), lane("Graz", february, 1600, 3)},
		},
		{{lane("Linz", january, 4800, 10)}, {lane("Linz", february, 0, 0)}},
	} {
		d, err := compare.Decompose(cycle, months[0], months[1])
		needs(t, err)
		reasons = append(reasons, d.Reasons()...)
	}
	misses, err := compare.DivideMisses(patterns())
	needs(t, err)
	reasons = append(reasons, misses.Reasons()...)
	for _, s := range everySeasonality(t) {
		reasons = append(reasons, s.Reasons()...)
	}
	slow, busy := compare.SeasonFigure{Place: 2, Value: 24}, compare.SeasonFigure{Place: 3, Value: 38}
	like, err := quarters().LikeForLike(slow, busy)
	needs(t, err)
	reasons = append(reasons, like.Reasons()...)
	watched := m
	watched.Target = logistics.Ratio{}
	for _, given := range []struct {
		m        kpi.Metric
		num, den int64
	}{{m, 96, 100}, {m, 94, 100}, {watched, 0, 0}} {
		r, err := kpi.Read(given.m, figureOf(given.m, january, given.num, given.den))
		needs(t, err)
		reasons = append(reasons, r.Reasons()...)
	}
	sentences.Golden(t, compare.Reasons(), reasons...)
}
