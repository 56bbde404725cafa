package tier_test

import (
	"math"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/tier"
)

func TestFaultsOfFacts(t *testing.T) {
	day := logistics.MustUnit("DAY")
	for _, f := range []struct {
		name   string
		change func(*tier.Facts)
		path   string
		code   logistics.FaultCode
	}{
		{"no customer", func(f *tier.Facts) { f.Customer = logistics.ID{} }, "/customer", logistics.FaultRequired},
		{
			"another customer's", func(f *tier.Facts) {
				f.Observations[1].Subject = logistics.MustID("C-2")
			}, "/observations/1/subject", logistics.FaultMismatch,
		},
		{
			"another version", func(f *tier.Facts) {
				f.Observations[1].Version = 2
			}, "/observations/1/version", logistics.FaultMismatch,
		},
		{
			"another currency", func(f *tier.Facts) {
				f.Observations[1].Currency = logistics.MustCurrency("USD")
			}, "/observations/1/currency", logistics.FaultMismatch,
		},
		{
			"another unit", func(f *tier.Facts) {
				f.Observations[1].Unit = day
			}, "/observations/1/unit", logistics.FaultMismatch,
		},
		{
			"another scale", func(f *tier.Facts) {
				f.Observations[1].Scale = 2
			}, "/observations/1/scale", logistics.FaultMismatch,
		},
		{
			"cases below zero", func(f *tier.Facts) {
				f.Observations[1].Den = -1
			}, "/observations/1/den", logistics.FaultOutOfRange,
		},
		{
			"a numerator without a denominator", func(f *tier.Facts) {
				f.Observations[1].Den = 0
			}, "/observations/1/num", logistics.FaultConflict,
		},
		{
			"ten decimals", func(f *tier.Facts) {
				f.Observations[0].Scale = 10
			}, "/observations/0/scale", logistics.FaultOutOfRange,
		},
		{
			"decimals below none", func(f *tier.Facts) {
				f.Observations[0].Scale = -1
			}, "/observations/0/scale", logistics.FaultOutOfRange,
		},
		{
			"too many cases", func(f *tier.Facts) {
				f.Observations[1].Den = math.MaxInt64
			}, "/observations/1/den", logistics.FaultOutOfRange,
		},
		{
			"a sum too high", func(f *tier.Facts) {
				f.Observations[1].Num = math.MaxInt64
			}, "/observations/1/num", logistics.FaultOutOfRange,
		},
		{"a sum too low", func(f *tier.Facts) {
			f.Observations[0].Num, f.Observations[1].Num = -1, math.MinInt64
		}, "/observations/1/num", logistics.FaultOutOfRange},
		{"too many cases for the scale", func(f *tier.Facts) {
			f.Observations = f.Observations[:1]
			f.Observations[0].Den, f.Observations[0].Scale = math.MaxInt64, 1
		}, "/observations", logistics.FaultOutOfRange},
	} {
		t.Run(f.name, func(t *testing.T) {
			facts := tier.Facts{Customer: customer, Observations: []logistics.Observation{
				observe("margin_per_month", 12_000, 1, 0), observe("margin_per_month", 6_000, 1, 0),
			}}
			f.change(&facts)
			_, err := tier.Assess(tier.DefaultScheme(), facts, asOf)
			wantFault(t, err, f.path, f.code)
		})
	}
}

func TestAllFaultsOfFactsAreGiven(t *testing.T) {
	facts := tier.Facts{Customer: customer, Observations: []logistics.Observation{
		observe("margin_per_month", 1, 0, 0), observe("orders_per_month", 1, -1, 0), observe("return_rate", 0, 1, 0),
	}}
	facts.Observations[2].Subject = logistics.MustID("C-2")
	_, err := tier.Assess(tier.DefaultScheme(), facts, asOf)
	wantFault(t, err, "/observations/0/num", logistics.FaultConflict)
	wantFault(t, err, "/observations/1/den", logistics.FaultOutOfRange)
	wantFault(t, err, "/observations/2/subject", logistics.FaultMismatch)
}

func TestWithoutDataTheSchemeDecides(t *testing.T) {
	s := tier.DefaultScheme()
	only := func(rule tier.MissingRule) (tier.Assessment, error) {
		one := s
		one.Criteria = append([]tier.Criterion(nil), s.Criteria[3])
		one.Criteria[0].Missing = rule
		return tier.Assess(one, tier.Facts{Customer: customer}, asOf)
	}
	_, err := only(tier.Exclude)
	wantFault(t, err, "/observations", logistics.FaultRequired)
	_, err = only(tier.Refuse)
	wantFault(t, err, "/observations", logistics.FaultRequired)
	a, err := only(tier.NoPoints)
	if err != nil || a.Score.String() != "0/2000" || a.Tier.String() != "standard" {
		t.Errorf("no points: %v in %v, %v", a.Score, a.Tier, err)
	}
	// Left out, a criterion neither helps nor harms: margin and orders at their best are all there is.
	a, err = tier.Assess(s, tier.Facts{Customer: customer, Observations: []logistics.Observation{
		observe("margin_per_month", 1_000_000, 100, 0), observe("orders_per_month", 40, 2, 0),
	}}, asOf)
	if err != nil || a.Score.String() != "6000/6000" || a.Tier.String() != "key" {
		t.Errorf("left out: %v in %v, %v", a.Score, a.Tier, err)
	}
	if a.Improvements() != nil || !a.Next.Tier.IsZero() {
		t.Errorf("above the highest tier there is %v, %v", a.Next, a.Improvements())
	}
}

func TestTheScaleOfAMetricIsApplied(t *testing.T) {
	a, err := tier.Assess(tier.DefaultScheme(), tier.Facts{Customer: customer, Observations: []logistics.Observation{
		observe("margin_per_month", 500_000, 1, 2), // 5000.00
	}}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	if c := a.Contributions[0]; c.Points != 75 || c.Value.String() != "500000/100" || c.Bound.String() != "5000/1" {
		t.Errorf("got %+v", c)
	}
}
