package count_test

import (
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

var vienna = logistics.ZoneMap{"Europe/Vienna": time.FixedZone("CET", 3600)}

func anyOutcome() *rapid.Generator[logistics.Outcome] {
	verdicts := []logistics.Verdict{
		logistics.Missed, logistics.Undetermined, logistics.NotDue, logistics.Met, logistics.Waived,
	}
	return rapid.Custom(func(t *rapid.T) logistics.Outcome {
		o := logistics.Outcome{Customer: subjects[0]}
		if n := rapid.IntRange(0, 6).Draw(t, "order"); n > 0 {
			o.Order = logistics.MustID("O-" + string(rune('0'+n)))
		}
		o.Rights = logistics.EachRight(rapid.SampledFrom(verdicts).Draw(t, "verdict"))
		rights := logistics.AllRights()
		for _, right := range rights[rapid.SampledFrom([]int{0, 4, 7}).Draw(t, "alike"):] {
			o.Rights = o.Rights.With(right, rapid.SampledFrom(verdicts).Draw(t, "right"))
		}
		if day := rapid.IntRange(-10, 90).Draw(t, "day"); day >= 0 {
			o.At = time.Date(2025, 1, 1+day, 23, 30, 0, 0, time.UTC)
		}
		if day := rapid.IntRange(-10, 50).Draw(t, "due"); day >= 0 {
			o.Due = time.Date(2025, 1, 1+day, 17, 0, 0, 0, time.UTC)
		}
		return o
	})
}

func sumOf(t *rapid.T, c *count.Cube) (tally logistics.Tally) {
	o, err := c.Total(subjects[0])
	need(t, err)
	tally.Good, tally.Bad = o.Num, o.Den-o.Num
	for _, e := range o.Excluded {
		switch e.Code {
		case "waived":
			tally.Waived = e.Count
		case "undetermined":
			tally.Undetermined = e.Count
		case "not_due":
			tally.NotDue = e.Count
		default:
			t.Fatalf("an unknown code %q", e.Code)
		}
	}
	return tally
}

func TestOutcomesAreCountedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outcomes := rapid.SliceOfN(anyOutcome(), 0, 20).Draw(t, "outcomes")
		for id, right := range map[string]logistics.Right{
			"on_time_delivery": logistics.RightTime, "in_full": logistics.RightQuantity,
		} {
			m, _ := kpi.Lookup(logistics.MustID(id))
			cube, undated, err := count.FromOutcomes(m, months, vienna, outcomes)
			need(t, err)
			var want logistics.Tally
			for _, o := range outcomes {
				want = want.Count(o.Rights.Of(right), 1)
			}
			if got := sumOf(t, cube).Merge(undated); got != want {
				t.Fatalf("%s: %+v, counted %+v", id, got, want)
			}
		}
	})
}

func TestAnOrderIsAsGoodAsTheLeastOfItsLines(t *testing.T) {
	m := metric(t, "perfect_order")
	rapid.Check(t, func(t *rapid.T) {
		outcomes := rapid.SliceOfN(anyOutcome(), 0, 20).Draw(t, "outcomes")
		cube, undated, err := count.FromOutcomes(m, months, vienna, outcomes)
		need(t, err)
		var want logistics.Tally
		done := map[logistics.ID]bool{}
		for _, o := range outcomes {
			lines := []logistics.Verdict{o.Verdict()}
			if !o.Order.IsZero() {
				if done[o.Order] {
					continue
				}
				done[o.Order], lines = true, nil
				for _, other := range outcomes {
					if other.Order == o.Order {
						lines = append(lines, other.Verdict())
					}
				}
			}
			want = want.Count(logistics.And(lines...), 1)
		}
		if got := sumOf(t, cube).Merge(undated); got != want {
			t.Fatalf("%+v, counted %+v", got, want)
		}
		shuffled := rapid.Permutation(outcomes).Draw(t, "shuffled")
		again, _, err := count.FromOutcomes(m, months, vienna, shuffled)
		need(t, err)
		if figures(t, again) != figures(t, cube) {
			t.Fatal("the order of the lines shows")
		}
	})
}

func TestAnOrderBelongsToTheDayOfItsLastLine(t *testing.T) {
	order, kept := logistics.MustID("O-1"), logistics.EachRight(logistics.Met)
	cube, undated, err := count.FromOutcomes(metric(t, "perfect_order"), months, vienna, []logistics.Outcome{
		// February in Vienna
		{Order: order, Customer: subjects[0], Rights: kept, At: time.Date(2025, 1, 31, 23, 30, 0, 0, time.UTC)},
		{Order: order, Customer: subjects[0], Rights: kept, At: time.Date(2025, 1, 9, 8, 0, 0, 0, time.UTC)},
		{Order: order, Customer: subjects[0], Rights: kept},
		{Customer: subjects[0], Rights: kept},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := cube.Observations()
	if len(got) != 1 || got[0].Period != logistics.MustPeriod("2025-02") || got[0].Num != 1 {
		t.Errorf("got %+v", got)
	}
	if (undated != logistics.Tally{Good: 1}) {
		t.Errorf("undated %+v", undated)
	}
}

func TestFaultsOfOutcomes(t *testing.T) {
	noon := time.Date(2025, 1, 9, 12, 0, 0, 0, time.UTC)
	mean := metric(t, "order_cycle_time")
	mean.ID = logistics.MustID("in_full")
	of := func(m kpi.Metric, rule logistics.PeriodRule, zones logistics.Zones, outcomes ...logistics.Outcome) error {
		_, _, err := count.FromOutcomes(m, rule, zones, outcomes)
		return err
	}
	fine := logistics.Outcome{Order: logistics.MustID("O-1"), Customer: subjects[0], At: noon}
	anothers := fine
	anothers.Customer = subjects[1]
	for _, f := range []struct {
		name string
		err  error
		path string
		code logistics.FaultCode
	}{
		{"no metric", of(kpi.Metric{}, months, vienna), "/metric/id", required},
		{"no zones", of(metric(t, "in_full"), months, nil), "/rule/zone", unheardOf},
		{"no such zone", of(metric(t, "in_full"), months, logistics.ZoneMap{}), "/rule/zone", unheardOf},
		{"a mean", of(mean, months, vienna), "/metric/kind", unsupported},
		{"what outcomes do not tell", of(metric(t, "return_rate"), months, vienna), "/metric/counting", unsupported},
		{
			"a right that must fail",
			of(metricOf("m", kpi.KindProportion, kpi.Counting{Good: "-right_time"}), months, vienna),
			"/metric/counting", unsupported,
		},
		{
			"a right there is not",
			of(metricOf("m", kpi.KindProportion, kpi.Counting{Good: "right_colour"}), months, vienna),
			"/metric/counting", unsupported,
		},
		{
			"time without the right",
			of(metricOf("m", kpi.KindProportion, kpi.Counting{Good: "time"}), months, vienna), "/metric/counting",
			unsupported,
		},
		{
			"rights of some lines",
			of(metricOf("m", kpi.KindProportion, kpi.Counting{Among: "a", Good: "right_time"}), months, vienna),
			"/metric/counting", unsupported,
		},
		{
			"rights of calls",
			of(
				metricOf("m", kpi.KindProportion, kpi.Counting{Grain: kpi.GrainCall, Good: "right_time"}), months,
				vienna,
			),
			"/metric/counting", unsupported,
		},
		{
			"nobody's line", of(metric(t, "in_full"), months, vienna, fine, logistics.Outcome{At: noon}),
			"/outcomes/1/customer", required,
		},
		{
			"an order of two", of(metric(t, "perfect_order"), months, vienna, fine, anothers), "/outcomes/1/customer",
			conflict,
		},
	} {
		t.Run(f.name, func(t *testing.T) { wantFault(t, f.err, f.path, f.code) })
	}
}
