package claim_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/claim"
)

func observe(metric, period string, num, den int64) logistics.Observation {
	return logistics.Observation{
		Metric: id(metric), Version: 1, Subject: id("ALB"), Period: logistics.MustPeriod(period), Num: num, Den: den,
	}
}

// inDollars are the same steps in another currency.
func inDollars(steps []step) []step {
	in := func(m logistics.Money) logistics.Money {
		units, _ := m.MinorUnits()
		return logistics.Minor(units, logistics.MustCurrency("USD"))
	}
	for i := range steps {
		switch c := steps[i].command.(type) {
		case claim.Open:
			c.Amount = in(c.Amount)
			steps[i].command = c
		case claim.Settle:
			c.Amount = in(c.Amount)
			steps[i].command = c
		case claim.Pay:
			c.Amount = in(c.Amount)
			steps[i].command = c
		}
	}
	return steps
}

func TestMeasure(t *testing.T) {
	paid, _ := after(t, journey()...)
	no, _ := after(t, declined()...)
	lapsed, _ := after(t, journey()[0], step{"2025-12-01", claim.Tick{ID: id("t")}})
	dollars, _ := after(t, inDollars(journey())...)
	waiting, _ := after(t, append(journey()[:7:7], step{"2025-08-01", claim.Tick{ID: id("t")}})...)
	lastDay, _ := after(t, append(journey()[:7:7], step{"2025-03-31", claim.Acknowledge{ID: id("a")}})...)
	money := observe(claim.Recovered, "2025", 450_00, 2)
	money.Currency, money.Scale = logistics.MustCurrency("EUR"), 2
	for _, c := range []struct {
		claims []claim.Claim
		period string
		want   []logistics.Observation
	}{
		{nil, "2025", nil},
		{[]claim.Claim{paid, no, lapsed, waiting, dollars}, "2025", []logistics.Observation{
			observe(claim.Recovery, "2025", 450_00, 960_00).Excluding("other_currency", 1),
			money.Excluding("other_currency", 1),
			observe(claim.FiledOnTime, "2025", 4, 5),
			observe(claim.AcknowledgedOnTime, "2025", 0, 4),
			observe(claim.DecidedOnTime, "2025", 3, 4),
		}},
		{[]claim.Claim{paid, no, lapsed, waiting}, "2025-03", []logistics.Observation{
			observe(claim.FiledOnTime, "2025-03", 3, 3), observe(claim.AcknowledgedOnTime, "2025-03", 0, 1),
		}},
		{[]claim.Claim{lapsed}, "2025-11", []logistics.Observation{observe(claim.FiledOnTime, "2025-11", 0, 1)}},
		{[]claim.Claim{lastDay}, "2025-03", []logistics.Observation{
			observe(claim.FiledOnTime, "2025-03", 1, 1), observe(claim.AcknowledgedOnTime, "2025-03", 1, 1),
		}},
		{[]claim.Claim{paid}, "2024", nil},
	} {
		if diff := cmp.Diff(c.want, claim.Measure(c.claims, id("ALB"), logistics.MustPeriod(c.period))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.period, diff)
		}
	}
}
