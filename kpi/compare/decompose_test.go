package compare_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/compare"
	"pgregory.net/rapid"
)

func segmentsOf(m kpi.Metric, period logistics.Period, label string) *rapid.Generator[[]logistics.Observation] {
	return rapid.Custom(func(t *rapid.T) []logistics.Observation {
		var list []logistics.Observation
		for _, subject := range subjects {
			if rapid.IntRange(0, 2).Draw(t, label+" "+subject.String()) == 0 {
				continue
			}
			den := rapid.Int64Range(0, 1000).Draw(t, "den")
			o := figureOf(m, period, rapid.Int64Range(0, den).Draw(t, "num"), den)
			o.Subject = subject
			list = append(list, o)
		}
		return list
	})
}

type change struct {
	metric    kpi.Metric
	base, now []logistics.Observation
}

func anyChange() *rapid.Generator[change] {
	return rapid.Custom(func(t *rapid.T) change {
		m, _ := kpi.Lookup(logistics.MustID(rapid.SampledFrom([]string{"on_time_delivery", "order_cycle_time"}).Draw(
			t, "metric",
		)))
		return change{m, segmentsOf(m, january, "base").Draw(t, "base"), segmentsOf(m, february, "now").Draw(t, "now")}
	})
}

func (c change) decompose(t *rapid.T) compare.Decomposition {
	d, err := compare.Decompose(c.metric, c.base, c.now)
	need(t, err)
	return d
}

var rats = cmp.Comparer(func(a, b *big.Rat) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Cmp(b) == 0
})

func TestPartsOfAChangeSumExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyChange().Draw(t, "change").decompose(t)
		if d.Change == nil {
			if !d.Base.IsZero() && !d.Now.IsZero() || len(d.Segments) > 0 || len(d.Reasons()) == 0 {
				t.Fatalf("%+v", d)
			}
			return
		}
		rate, mix, total := new(big.Rat), new(big.Rat), new(big.Rat)
		for _, s := range d.Segments {
			rate.Add(rate, s.Rate)
			mix.Add(mix, s.Mix)
			total.Add(total, s.Total)
		}
		want := new(big.Rat).Sub(big.NewRat(d.Now.Num(), d.Now.Den()), big.NewRat(d.Base.Num(), d.Base.Den()))
		sum := new(big.Rat).Add(rate, mix)
		if total.Cmp(want) != 0 || sum.Cmp(want) != 0 || d.Change.Cmp(want) != 0 || d.Rate.Cmp(rate) != 0 ||
			d.Mix.Cmp(mix) != 0 {
			t.Fatalf("%v is divided into %v and %v, of segments %v", want, d.Rate, d.Mix, total)
		}
	})
}

func TestSwappingThePeriodsTurnsTheSigns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyChange().Draw(t, "change")
		there := c.decompose(t)
		c.base, c.now = c.now, c.base
		back := c.decompose(t)
		if there.Simpson != back.Simpson || len(there.Segments) != len(back.Segments) {
			t.Fatalf("%+v, back %+v", there, back)
		}
		for i, s := range back.Segments {
			if s.Rate.Neg(s.Rate).Cmp(there.Segments[i].Rate) != 0 || s.Mix.Neg(s.Mix).Cmp(there.Segments[i].Mix) != 0 {
				t.Fatalf("%+v, back %+v", there.Segments[i], s)
			}
		}
	})
}

func TestTheOrderOfSegmentsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyChange().Draw(t, "change")
		want := c.decompose(t)
		c.base = rapid.Permutation(c.base).Draw(t, "base order")
		c.now = rapid.Permutation(c.now).Draw(t, "now order")
		if diff := cmp.Diff(want, c.decompose(t), rats); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestMoreOfTheSameChangesNoPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyChange().Draw(t, "change")
		want := c.decompose(t)
		k := rapid.Int64Range(1, 1000).Draw(t, "times")
		for _, list := range [][]logistics.Observation{c.base, c.now} {
			for i := range list {
				list[i].Num *= k
				list[i].Den *= k
			}
		}
		got := c.decompose(t)
		if len(want.Segments) != len(got.Segments) || want.Simpson != got.Simpson {
			t.Fatalf("%+v, times %d %+v", want, k, got)
		}
		for i, s := range got.Segments {
			if s.Rate.Cmp(want.Segments[i].Rate) != 0 || s.Mix.Cmp(want.Segments[i].Mix) != 0 {
				t.Fatalf("%+v, times %d %+v", want.Segments[i], k, s)
			}
		}
	})
}

func TestWithTheSameSharesThereIsNoMix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _ := kpi.Lookup(logistics.MustID("on_time_delivery"))
		base := segmentsOf(m, january, "base").Draw(t, "base")
		now := slices.Clone(base)
		for i := range now {
			now[i].Period = february
			now[i].Num = rapid.Int64Range(0, now[i].Den).Draw(t, "num")
		}
		d := change{m, base, now}.decompose(t)
		for _, s := range d.Segments {
			if s.Mix.Sign() != 0 {
				t.Fatalf("%+v", s)
			}
		}
		if d.Simpson {
			t.Fatalf("no mix, but %+v", d)
		}
	})
}

// toldTotal is the sum of the parts that the reasons tell.
func toldTotal(d compare.Decomposition) *big.Rat {
	sum := new(big.Rat)
	for _, r := range d.Reasons() {
		if r.Code == compare.ChangeSegment {
			part, _ := new(big.Rat).SetString(exactly(r, "total"))
			sum.Add(sum, part)
		}
	}
	return sum
}

func TestReasonsOfAChangeTellEveryPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyChange().Draw(t, "change").decompose(t)
		if sum := toldTotal(d); d.Change != nil && sum.Cmp(d.Change) != 0 {
			t.Fatalf("%v: %+v", sum, d)
		}
	})
}

// paradox has two lanes that both do better, and a whole that does worse: more went by the worse lane.
func paradox(t testing.TB) compare.Decomposition {
	t.Helper()
	m := metric(t, "on_time_delivery")
	lane := func(period logistics.Period, subject int, num, den int64) logistics.Observation {
		o := figureOf(m, period, num, den)
		o.Subject = subjects[subject]
		return o
	}
	d, err := compare.Decompose(m,
		[]logistics.Observation{lane(january, 0, 95, 100), lane(january, 1, 7, 10)},
		[]logistics.Observation{lane(february, 0, 10, 10), lane(february, 1, 75, 100)})
	needs(t, err)
	return d
}

func TestAMixThatMovesTheWholeIsWarnedOf(t *testing.T) {
	d := paradox(t)
	if !d.Simpson || d.Rate.Sign() <= 0 || d.Change.Sign() >= 0 || toldTotal(d).Cmp(d.Change) != 0 {
		t.Errorf("%+v", d)
	}
	if text, err := json.Marshal(d); err != nil || !strings.Contains(string(text), `"simpson":true`) {
		t.Errorf("%s, %v", text, err)
	}
	want := []logistics.Code{compare.ChangeDivided, compare.ChangeSimpson, compare.ChangeSegment, compare.ChangeSegment}
	if diff := cmp.Diff(want, codes(d.Reasons())); diff != "" {
		t.Error(diff)
	}
}

func codes(reasons []logistics.Reason) (list []logistics.Code) {
	for _, r := range reasons {
		list = append(list, r.Code)
	}
	return list
}

func TestAChangeOfNothingIsSaidOfBothSides(t *testing.T) {
	d, err := compare.Decompose(metric(t, "on_time_delivery"), nil, nil)
	needs(t, err)
	if diff := cmp.Diff([]logistics.Code{compare.ChangeNoData, compare.ChangeNoData}, codes(d.Reasons())); diff != "" {
		t.Error(diff)
	}
}

func TestDecomposeRefusesWhatDoesNotBelongTogether(t *testing.T) {
	m := metric(t, "on_time_delivery")
	good := figureOf(m, january, 1, 2)
	other := figureOf(m, february, 3, 2)
	other.Version = 2
	_, err := compare.Decompose(m, []logistics.Observation{good, good}, []logistics.Observation{good, other, figureOf(
		m, february, 0, -1,
	)})
	wantFaults(
		t, err, "/base/1/subject: duplicate", "/now/1/version: mismatch", "/now/1/num: conflict",
		"/now/0/period: conflict", "/now/2/den: out_of_range",
	)
	later := figureOf(m, february, 1, 2)
	later.Subject = subjects[1]
	_, err = compare.Decompose(m, []logistics.Observation{good, later}, nil)
	wantFaults(t, err, "/base/1/period: mismatch")
	much, more := figureOf(m, january, 1, math.MaxInt64), figureOf(m, january, 1, 1)
	more.Subject = subjects[1]
	_, err = compare.Decompose(m, []logistics.Observation{much, more}, nil)
	wantFaults(t, err, "/base: out_of_range")
	_, err = compare.Decompose(kpi.Metric{}, nil, nil)
	wantFaults(t, err, "/metric/id: required")
	m = metric(t, "order_cycle_time")
	_, err = compare.Decompose(m, []logistics.Observation{figureOf(m, january, 1, math.MaxInt64)}, nil)
	wantFaults(t, err, "/base/0/den: out_of_range", "/base: out_of_range")
}

// TestQuantilesAreNotDivided, since they cannot be added.
func TestQuantilesAreNotDivided(t *testing.T) {
	p90 := kpi.Metric{
		ID: logistics.MustID("dock_to_stock_p90"), Version: 1, Name: "Dock-to-stock time, 9 of 10",
		Stage: kpi.Transaction, Kind: kpi.KindQuantile, Quantile: logistics.MustRatio("90%"),
		Unit: logistics.MustUnit("HUR"), Direction: logistics.LowerIsBetter,
	}
	_, err := compare.Decompose(p90, nil, nil)
	var faults logistics.Faults
	if !errors.As(err, &faults) || faults[0].Path != "/metric/kind" || faults[0].Code != logistics.FaultUnsupported {
		t.Error(err)
	}
}
