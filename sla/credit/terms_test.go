package credit_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

func TestStepsAreStrictAboveAndInclusiveBelow(t *testing.T) {
	uncapped := schedule()
	uncapped.Cap = logistics.Ratio{}
	for _, c := range []struct {
		good, bad int64
		want      string
		code      logistics.Code
	}{
		{98, 2, "0.00 EUR", credit.Attained},
		{979, 21, "50.00 EUR", credit.StepApplied},
		{95, 5, "50.00 EUR", credit.StepApplied},
		{949999, 50001, "100.00 EUR", credit.StepApplied},
		{90, 10, "100.00 EUR", credit.StepApplied},
		{0, 1, "250.00 EUR", credit.StepApplied},
		{0, 0, "0.00 EUR", credit.NoData},
	} {
		s, err := credit.Settle(
			uncapped, logistics.MustPeriod("2025-03"), []credit.Charge{charge("otif", c.good, c.bad, "1000 EUR")},
		)
		if err != nil || s.Total.String() != c.want || s.Reasons()[0].Code != c.code {
			t.Errorf("%d of %d: %s, %v, %v; want %s", c.good, c.good+c.bad, s.Total, s.Reasons(), err, c.want)
		}
	}
}

func by(term credit.Term) credit.Schedule {
	term.Objectives = []logistics.ID{id("a")}
	return credit.Schedule{
		Schema: "logistics/credit.schedule/1", ID: id("one-term"), Terms: []credit.Term{term},
		Rounding: logistics.HalfEven,
	}
}

func points() []credit.Points {
	return []credit.Points{
		{From: 10, Credit: ratio("2%")}, {From: 15, Credit: ratio("4%")}, {From: 30, Credit: ratio("10%")},
	}
}

var (
	steps = credit.Term{
		Kind:  credit.ByAttainment,
		Steps: []credit.Step{{Below: ratio("99%"), Credit: ratio("10%")}, {Below: ratio("95%"), Credit: ratio("30%")}},
	}
	shortfall = credit.Term{Kind: credit.ByShortfall, Target: ratio("98%")}
	atRisk    = credit.Term{Kind: credit.AtRisk, AtRisk: ratio("10%"), Pool: ratio("50%"), Allocation: ratio("40%")}
	fee       = credit.Term{Kind: credit.FlatFee, Amount: money("500 USD")}
	goods     = credit.Term{Kind: credit.ByValue, Share: ratio("3%")}
	shrink    = credit.Term{Kind: credit.ByValue, Share: ratio("1"), Allowance: ratio("1%")}
	freight   = credit.Term{Kind: credit.Freight, Share: ratio("1")}
)

func with(term credit.Term, change func(*credit.Term)) credit.Term {
	change(&term)
	return term
}

func TestEveryKindOfTerm(t *testing.T) {
	onPoints := credit.Term{Kind: credit.ByPoints, Points: points()}
	weighted := with(fee, func(t *credit.Term) { t.Weight = ratio("150%") })
	perUnit := with(fee, func(t *credit.Term) { t.Amount = money("0.755 USD") })
	perInstance := with(goods, func(t *credit.Term) { t.Share, t.Cap = ratio("8%"), money("1000 USD") })
	carriage := with(goods, func(t *credit.Term) { t.Share, t.CapShare = ratio("1"), ratio("1") })
	both := with(carriage, func(t *credit.Term) { t.Cap = money("2000 USD") })
	repeated := with(steps, func(t *credit.Term) {
		t.Repeats = []credit.Repeat{{Nth: 2, Factor: ratio("2")}, {Nth: 4, Factor: ratio("5/2")}}
	})
	const charges = "100000 USD"
	for _, c := range []struct {
		name   string
		term   credit.Term
		facts  credit.Charge
		amount string
		text   string
	}{
		{"attained", steps, credit.Charge{Tally: logistics.Tally{Good: 99, Bad: 1}}, "0.00 USD", "a: no credit is due"},
		{
			"upper step", steps,
			credit.Charge{Tally: logistics.Tally{Good: 95, Bad: 5}},
			"10000.00 USD",
			"a: charges * credit = 100000.00 USD * 10/100 is 10000.00 USD",
		},
		{
			"lower step", steps,
			credit.Charge{Tally: logistics.Tally{Good: 9499, Bad: 501}},
			"30000.00 USD",
			"a: charges * credit = 100000.00 USD * 30/100 is 30000.00 USD",
		},
		{
			"no data", steps,
			credit.Charge{Tally: logistics.Tally{Waived: 4}},
			"0.00 USD",
			"a: nothing was judged, no credit",
		},
		{
			"first miss", repeated,
			credit.Charge{Tally: logistics.Tally{Good: 96, Bad: 4}, Misses: 1},
			"10000.00 USD",
			"a: charges * credit = 100000.00 USD * 10/100 is 10000.00 USD",
		},
		{
			"third miss", repeated,
			credit.Charge{Tally: logistics.Tally{Good: 96, Bad: 4}, Misses: 3},
			"20000.00 USD",
			"a: charges * credit * repeat = 100000.00 USD * 10/100 * 2/1 is 20000.00 USD",
		},
		{
			"fourth miss", repeated,
			credit.Charge{Tally: logistics.Tally{Good: 96, Bad: 4}, Misses: 4},
			"25000.00 USD",
			"a: charges * credit * repeat = 100000.00 USD * 10/100 * 5/2 is 25000.00 USD",
		},
		{
			"shortfall", shortfall,
			credit.Charge{Tally: logistics.Tally{Good: 75, Bad: 25}},
			"23000.00 USD",
			"a: charges * shortfall = 100000.00 USD * 23/100 is 23000.00 USD",
		},
		{
			"shortfall of thirds", shortfall,
			credit.Charge{Tally: logistics.Tally{Good: 2, Bad: 1}},
			"31333.33 USD",
			"a: charges * shortfall = 100000.00 USD * 94/300 is 31333.33 USD",
		},
		{
			"target reached", shortfall,
			credit.Charge{Tally: logistics.Tally{Good: 98, Bad: 2}},
			"0.00 USD",
			"a: no credit is due",
		},
		{"shortfall without data", shortfall, credit.Charge{}, "0.00 USD", "a: nothing was judged, no credit"},
		{
			"at risk", atRisk,
			credit.Charge{Failing: 1},
			"2000.00 USD",
			"a: charges * at_risk * pool * allocation = 100000.00 USD * 10/100 * 50/100 * 40/100 is 2000.00 USD",
		},
		{"nothing at risk failed", atRisk, credit.Charge{}, "0.00 USD", "a: no credit is due"},
		{"below the first row", onPoints, credit.Charge{Points: 9}, "0.00 USD", "a: no credit is due"},
		{
			"on a row", onPoints,
			credit.Charge{Points: 10},
			"2000.00 USD",
			"a: charges * credit = 100000.00 USD * 2/100 is 2000.00 USD",
		},
		{
			"between rows", onPoints,
			credit.Charge{Points: 14},
			"2000.00 USD",
			"a: charges * credit = 100000.00 USD * 2/100 is 2000.00 USD",
		},
		{
			"above the last row", onPoints,
			credit.Charge{Points: 55},
			"10000.00 USD",
			"a: charges * credit = 100000.00 USD * 10/100 is 10000.00 USD",
		},
		{"fee", fee, credit.Charge{Failing: 3}, "1500.00 USD", "a: fee * failing = 500.00 USD * 3 is 1500.00 USD"},
		{
			"weighted fee", weighted,
			credit.Charge{Failing: 1},
			"750.00 USD",
			"a: fee * failing * weight = 500.00 USD * 1 * 150/100 is 750.00 USD",
		},
		{
			"fee below a cent", perUnit,
			credit.Charge{Failing: 3},
			"2.26 USD",
			"a: fee * failing = 0.755 USD * 3 is 2.26 USD",
		},
		{"no fee", fee, credit.Charge{}, "0.00 USD", "a: no credit is due"},
		{
			"value", goods,
			credit.Charge{FailingValue: money("12000 USD")},
			"360.00 USD",
			"a: failing_value * share = 12000.00 USD * 3/100 is 360.00 USD",
		},
		{"no value", goods, credit.Charge{}, "0.00 USD", "a: no credit is due"},
		{
			"beyond the allowance", shrink,
			credit.Charge{FailingValue: money("1200 USD"), Value: money("100000 USD")},
			"200.00 USD",
			"a: (failing_value - allowance * value) * share = (1200.00 USD - 1/100 * 100000.00 USD) * 1/1 is 200.00 " +
				"USD",
		},
		{
			"within the allowance", shrink,
			credit.Charge{FailingValue: money("1000 USD"), Value: money("100000 USD")},
			"0.00 USD", "a: no credit is due",
		},
		{
			"the allowance is not rounded", shrink,
			credit.Charge{FailingValue: money("1 USD"), Value: money("1.40 USD")},
			"0.99 USD",
			"a: (failing_value - allowance * value) * share = (1.00 USD - 1/100 * 1.40 USD) * 1/1 is 0.99 USD",
		},
		{
			"instance below its cap", perInstance,
			credit.Charge{FailingValue: money("10000 USD")},
			"800.00 USD",
			"a: failing_value * share = 10000.00 USD * 8/100 is 800.00 USD",
		},
		{
			"instance at its cap", perInstance,
			credit.Charge{FailingValue: money("12500 USD")},
			"1000.00 USD",
			"a: failing_value * share = 12500.00 USD * 8/100 is 1000.00 USD",
		},
		{
			"instance above its cap", perInstance,
			credit.Charge{FailingValue: money("12500.10 USD")},
			"1000.00 USD",
			"a: failing_value * share = 12500.10 USD * 8/100 is held to 1000.00 USD",
		},
		{
			"capped at the charges", carriage,
			credit.Charge{Charges: money("900 USD"), FailingValue: money("1500 USD")},
			"900.00 USD",
			"a: failing_value * share = 1500.00 USD * 1/1 is held to 900.00 USD",
		},
		{
			"both caps of a line", both,
			credit.Charge{Charges: money("900 USD"), FailingValue: money("5000 USD")},
			"900.00 USD", "a: failing_value * share = 5000.00 USD * 1/1 is held to 900.00 USD",
		},
		{
			"freight", freight,
			credit.Charge{Freight: money("42.10 USD")},
			"42.10 USD",
			"a: freight * share = 42.10 USD * 1/1 is 42.10 USD",
		},
		{"no freight", freight, credit.Charge{}, "0.00 USD", "a: no credit is due"},
		{
			"excused", freight,
			credit.Charge{Freight: money("42.10 USD"), Excused: "force majeure"},
			"0.00 USD",
			"a: no credit, force majeure",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.facts.Objective = id("a")
			if c.facts.Charges.IsZero() {
				c.facts.Charges = money(charges)
			}
			s, err := credit.Settle(by(c.term), logistics.MustPeriod("2025-03"), []credit.Charge{c.facts})
			if err != nil {
				t.Fatal(err)
			}
			if text := credit.Reasons().English(s.Reasons()[0]); s.Total.String() != c.amount ||
				s.Lines[0].Amount.String() != c.amount || text != c.text {
				t.Errorf("%s, %q; want %s, %q", s.Total, text, c.amount, c.text)
			}
		})
	}
}

func TestALineNamesTheLevelThatWasMissed(t *testing.T) {
	for _, c := range []struct {
		term          credit.Term
		below, credit string
	}{
		{steps, "95/100", "30/100"},
		{shortfall, "98/100", ""},
		{credit.Term{Kind: credit.ByPoints, Points: points()}, "", "4/100"},
		{fee, "", ""},
	} {
		s, err := credit.Settle(by(c.term), logistics.MustPeriod("2025-03"), []credit.Charge{{
			Objective: id("a"), Charges: money("100 USD"), Tally: logistics.Tally{Good: 1, Bad: 1}, Points: 20,
			Failing: 1,
		}})
		if err != nil {
			t.Fatal(err)
		}
		if line := s.Lines[0]; line.Below.String() != c.below || line.Credit.String() != c.credit ||
			line.Attainment.String() != "1/2" {
			t.Errorf(
				"%s: %s of %s, below %q, credit %q", c.term.Kind, line.Attainment, line.Charges, line.Below,
				line.Credit,
			)
		}
	}
}
