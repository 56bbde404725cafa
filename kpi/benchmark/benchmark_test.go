package benchmark_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/benchmark"
)

func ratio(text string) logistics.Ratio { return logistics.MustRatio(text) }

// onTime is a field of on-time deliveries in quintiles.
func onTime() benchmark.Reference {
	return benchmark.Reference{
		Schema: "logistics/benchmark.reference/1", Metric: logistics.MustID("on_time_delivery"),
		Direction: logistics.HigherIsBetter,
		Source:    "Carriers' Yearbook", Year: 2024, N: 212, Between: benchmark.Interpolate,
		Quantiles: []benchmark.Quantile{
			{Share: ratio("20%"), Value: ratio("85%")},
			{Share: ratio("40%"), Value: ratio("91%")},
			{Share: ratio("60%"), Value: ratio("95%")},
			{Share: ratio("80%"), Value: ratio("98.2%")},
		},
	}
}

func option(id, cost, service string) benchmark.Option {
	return benchmark.Option{ID: logistics.MustID(id), Cost: logistics.MustMoney(cost), Service: ratio(service)}
}

func networks() []benchmark.Option {
	return []benchmark.Option{
		option("POST", "40000 EUR", "88%"), option("PARCEL", "52000 EUR", "94%"),
		option("EXPRESS", "97000 EUR", "97.5%"),
		option("COURIER", "120000 EUR", "96%"), option("DEPOTS", "110000 EUR", "99%"),
	}
}

func paths(err error) string {
	var faults logistics.Faults
	errors.As(err, &faults)
	var list []string
	for _, f := range faults {
		list = append(list, f.Path)
	}
	return strings.Join(list, " ")
}

func TestPositionByHand(t *testing.T) {
	bounds := onTime()
	bounds.Between = benchmark.OnlyBounds
	late := onTime()
	late.Direction = logistics.LowerIsBetter
	late.Quantiles = []benchmark.Quantile{
		{Share: ratio("25%"), Value: ratio("2%")},
		{Share: ratio("50%"), Value: ratio("5%")},
		{Share: ratio("75%"), Value: ratio("5%")},
	}
	for _, test := range []struct {
		reference            benchmark.Reference
		value                string
		low, high, estimated string
	}{
		{onTime(), "93%", "40%", "60%", "50%"},
		{bounds, "93%", "40%", "60%", ""},
		{onTime(), "95%", "60%", "60%", "60%"},
		{bounds, "95%", "60%", "60%", "60%"},
		{onTime(), "80%", "0%", "20%", ""},
		{onTime(), "99%", "80%", "100%", ""},
		{onTime(), "96%", "60%", "80%", "6625/10000"},
		{late, "1%", "75%", "100%", ""},
		{late, "3%", "50%", "75%", "6667/10000"},
		{late, "5%", "50%", "50%", "50%"},
		{late, "9%", "0%", "25%", ""},
	} {
		p, err := test.reference.Position(ratio(test.value))
		if err != nil || mustCmp(p.Low, ratio(test.low)) != 0 || mustCmp(p.High, ratio(test.high)) != 0 {
			t.Errorf("%s: %s to %s, want %s to %s: %v", test.value, p.Low, p.High, test.low, test.high, err)
		}
		if test.estimated == "" != p.Estimate.IsZero() || test.estimated != "" &&
			mustCmp(p.Estimate, ratio(test.estimated)) != 0 {
			t.Errorf("%s: about %s, want %s", test.value, p.Estimate, test.estimated)
		}
	}
}

// references have values of whole per cent in either direction.
func references() *rapid.Generator[benchmark.Reference] {
	return rapid.Custom(func(r *rapid.T) benchmark.Reference {
		reference := onTime()
		reference.Between = rapid.SampledFrom([]benchmark.Between{benchmark.OnlyBounds, benchmark.Interpolate}).Draw(
			r, "between",
		)
		reference.Direction = rapid.SampledFrom([]logistics.Direction{
			logistics.HigherIsBetter, logistics.LowerIsBetter,
		}).Draw(r, "direction")
		shares := rapid.SliceOfNDistinct(rapid.IntRange(1, 99), 1, 8, rapid.ID).Draw(r, "shares")
		values := rapid.SliceOfN(rapid.IntRange(0, 100), len(shares), len(shares)).Draw(r, "values")
		slices.Sort(shares)
		slices.Sort(values)
		reference.Quantiles = nil
		for i := range shares {
			reference.Quantiles = append(reference.Quantiles, benchmark.Quantile{
				Share: percent(shares[i]), Value: percent(values[i]),
			})
		}
		return reference
	})
}

func percent(n int) logistics.Ratio { return ratio(strconv.Itoa(n) + "%") }

func mustPosition(r *rapid.T, reference benchmark.Reference, value logistics.Ratio) benchmark.Position {
	p, err := reference.Position(value)
	if err != nil {
		r.Fatal(err)
	}
	return p
}

func TestABetterValueNeverHasALowerPosition(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		reference := references().Draw(r, "reference")
		values := rapid.SliceOfN(rapid.IntRange(0, 1000), 2, 2).Draw(r, "per mille")
		slices.Sort(values)
		worse, better := mustPosition(r, reference, ratio(strconv.Itoa(values[0])+"/1000")), mustPosition(
			r, reference, ratio(strconv.Itoa(values[1])+"/1000"),
		)
		if reference.Direction == logistics.LowerIsBetter {
			worse, better = better, worse
		}
		for _, pair := range [][2]logistics.Ratio{
			{worse.Low, better.Low}, {worse.High, better.High}, {worse.Estimate, better.Estimate},
		} {
			if order, err := pair[0].Cmp(pair[1]); err == nil && order > 0 {
				r.Fatalf("%s has %s, %s has %s", worse.Value, pair[0], better.Value, pair[1])
			}
		}
		for _, p := range []benchmark.Position{worse, better} {
			if order, err := p.Estimate.Cmp(p.Low); err == nil && order < 0 {
				r.Fatalf("%+v", p)
			}
			if order, err := p.Estimate.Cmp(p.High); err == nil && order > 0 {
				r.Fatalf("%+v", p)
			}
		}
	})
}

func TestDirectionsMirrorEachOther(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		reference, value := references().Draw(r, "reference"), percent(rapid.IntRange(0, 100).Draw(r, "value"))
		mirrored := reference
		mirrored.Direction = logistics.HigherIsBetter
		if reference.Direction == logistics.HigherIsBetter {
			mirrored.Direction = logistics.LowerIsBetter
		}
		mirror := func(x logistics.Ratio) logistics.Ratio {
			y, err := logistics.NewRatio(x.Den()-x.Num(), x.Den())
			if err != nil {
				r.Fatal(err)
			}
			return y
		}
		mirrored.Quantiles = nil
		for _, q := range slices.Backward(reference.Quantiles) {
			mirrored.Quantiles = append(mirrored.Quantiles, benchmark.Quantile{
				Share: mirror(q.Share), Value: mirror(q.Value),
			})
		}
		a, b := mustPosition(r, reference, value), mustPosition(r, mirrored, mirror(value))
		if mustCmp(a.Low, b.Low) != 0 || mustCmp(a.High, b.High) != 0 || mustCmp(a.Estimate, b.Estimate) != 0 &&
			!a.Estimate.IsZero() {
			r.Fatalf("%s to %s (%s), mirrored %s to %s (%s)", a.Low, a.High, a.Estimate, b.Low, b.High, b.Estimate)
		}
	})
}

// TestALevelHasItsPosition: who reaches the level of a share is at least as good as that share.
func TestALevelHasItsPosition(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		reference, share := references().Draw(r, "reference"), percent(rapid.IntRange(0, 100).Draw(r, "share"))
		reference.Between = benchmark.OnlyBounds
		level, err := reference.Level(share)
		if err != nil {
			if paths(err) != "/share" {
				r.Fatal(err)
			}
			return
		}
		p := mustPosition(r, reference, level.Value)
		if order, _ := p.Low.Cmp(share); order < 0 || level.Source != reference.Source || level.N != reference.N ||
			level.Metric != reference.Metric {
			r.Fatalf("%s for %s is as good as %s only", level.Value, share, p.Low)
		}
	})
}

func TestLevelBetweenQuantiles(t *testing.T) {
	level, err := onTime().Level(ratio("50%"))
	if err != nil || mustCmp(level.Value, ratio("93%")) != 0 {
		t.Errorf("%s, %v", level.Value, err)
	}
	bounds := onTime()
	bounds.Between = benchmark.OnlyBounds
	if level, err := bounds.Level(ratio("50%")); err != nil || mustCmp(level.Value, ratio("95%")) != 0 {
		t.Errorf("%s, %v", level.Value, err)
	}
	if level, err := bounds.Level(ratio("81%")); paths(err) != "/share" {
		t.Errorf("%s, %v", level.Value, err)
	}
}

func TestGapCountsTheCases(t *testing.T) {
	level, err := onTime().Level(ratio("80%"))
	if err != nil {
		t.Fatal(err)
	}
	gap, err := benchmark.GapTo(ratio("9138/10324"), level, logistics.HigherIsBetter)
	if err != nil || gap.Reached || gap.Of10000 != 969 {
		t.Errorf("%+v, %v", gap, err)
	}
	gap, err = benchmark.GapTo(ratio("99%"), level, logistics.LowerIsBetter)
	if err != nil || gap.Reached || gap.Of10000 != 80 {
		t.Errorf("%+v, %v", gap, err)
	}
	// Too near for the count, and yet not reached.
	level.Value = ratio("1000001/1000000")
	gap, err = benchmark.GapTo(ratio("1"), level, logistics.HigherIsBetter)
	if err != nil || gap.Reached || gap.Of10000 != 0 {
		t.Errorf("%+v, %v", gap, err)
	}
	_, err = benchmark.GapTo(logistics.Ratio{}, logistics.ServiceLevel{}, "")
	if paths(err) != "/direction /level/value /value" {
		t.Error(err)
	}
	level.Value = ratio("9000000000000000000/1")
	if _, err = benchmark.GapTo(ratio("1"), level, logistics.HigherIsBetter); paths(err) != "/value" {
		t.Error(err)
	}
}
