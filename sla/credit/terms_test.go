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
		{98, 2, "0.00 EUR", credit.NoStep},
		{979, 21, "50.00 EUR", credit.StepApplied},
		{95, 5, "50.00 EUR", credit.StepApplied},
		{949999, 50001, "100.00 EUR", credit.StepApplied},
		{90, 10, "100.00 EUR", credit.StepApplied},
		{0, 1, "250.00 EUR", credit.StepApplied},
		{0, 0, "0.00 EUR", credit.NoData},
	} {
		s, err := settleBy(
			uncapped, logistics.MustPeriod("2025-03"), []fact{charge("otif", c.good, c.bad, "1000 EUR")},
		)
		if err != nil || s.Total.String() != c.want || s.Reasons()[0].Code != c.code {
			t.Errorf("%d of %d: %s, %v, %v; want %s", c.good, c.good+c.bad, s.Total, s.Reasons(), err, c.want)
		}
	}
}

// by is a schedule of one term for the objective "a".
func by(term credit.Term) credit.Schedule {
	term.Objectives = []logistics.ID{id("a")}
	return credit.Schedule{
		Schema: "logistics/credit.schedule/2", ID: id("one-term"), Terms: []credit.Term{term},
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
	const charges, soLittle = "100000 USD", "A: the level was missed, but by the schedule no credit is due."
	for _, c := range []struct {
		name   string
		term   credit.Term
		facts  fact
		amount string
		text   string
	}{
		{
			"attained", steps,
			fact{Tally: logistics.Tally{Good: 99, Bad: 1}},
			"0.00 USD",
			soLittle,
		},
		{
			"upper step", steps,
			fact{Tally: logistics.Tally{Good: 95, Bad: 5}},
			"10000.00 USD",
			"A: a credit of $10,000.00 is due ($100,000.00 × 10%).",
		},
		{
			"lower step", steps,
			fact{Tally: logistics.Tally{Good: 9499, Bad: 501}},
			"30000.00 USD",
			"A: a credit of $30,000.00 is due ($100,000.00 × 30%).",
		},
		{
			"no data", steps,
			fact{Tally: logistics.Tally{Waived: 4}},
			"0.00 USD",
			"A: nothing was assessed, so no credit is due.",
		},
		{
			"first miss", repeated,
			fact{Tally: logistics.Tally{Good: 96, Bad: 4}, Misses: 1},
			"10000.00 USD",
			"A: a credit of $10,000.00 is due ($100,000.00 × 10%).",
		},
		{
			"third miss", repeated,
			fact{Tally: logistics.Tally{Good: 96, Bad: 4}, Misses: 3},
			"20000.00 USD",
			"A: a credit of $20,000.00 is due ($100,000.00 × 10% × 2).",
		},
		{
			"fourth miss", repeated,
			fact{Tally: logistics.Tally{Good: 96, Bad: 4}, Misses: 4},
			"25000.00 USD",
			"A: a credit of $25,000.00 is due ($100,000.00 × 10% × 2.5).",
		},
		{
			"shortfall", shortfall,
			fact{Tally: logistics.Tally{Good: 75, Bad: 25}},
			"23000.00 USD",
			"A: a credit of $23,000.00 is due ($100,000.00 × 23%).",
		},
		{
			"shortfall of thirds", shortfall,
			fact{Tally: logistics.Tally{Good: 2, Bad: 1}},
			"31333.33 USD",
			"A: a credit of $31,333.33 is due ($100,000.00 × 31.3333%).",
		},
		{
			"target reached", shortfall,
			fact{Tally: logistics.Tally{Good: 98, Bad: 2}},
			"0.00 USD",
			soLittle,
		},
		{
			"shortfall without data", shortfall,
			fact{},
			"0.00 USD",
			"A: nothing was assessed, so no credit is due.",
		},
		{
			"at risk", atRisk,
			fact{Failing: 1},
			"2000.00 USD",
			"A: a credit of $2,000.00 is due ($100,000.00 × 10% × 50% × 40%).",
		},
		{
			"nothing at risk failed", atRisk,
			fact{Verdict: logistics.Met},
			"0.00 USD",
			"A: the agreed level was reached, so no credit is due.",
		},
		{"below the first row", onPoints, fact{Points: 9}, "0.00 USD", soLittle},
		{
			"on a row", onPoints,
			fact{Points: 10},
			"2000.00 USD",
			"A: a credit of $2,000.00 is due ($100,000.00 × 2%).",
		},
		{
			"between rows", onPoints,
			fact{Points: 14},
			"2000.00 USD",
			"A: a credit of $2,000.00 is due ($100,000.00 × 2%).",
		},
		{
			"above the last row", onPoints,
			fact{Points: 55},
			"10000.00 USD",
			"A: a credit of $10,000.00 is due ($100,000.00 × 10%).",
		},
		{"fee", fee, fact{Failing: 3}, "1500.00 USD", "A: a credit of $1,500.00 is due ($500.00 × 3)."},
		{
			"weighted fee", weighted,
			fact{Failing: 1},
			"750.00 USD",
			"A: a credit of $750.00 is due ($500.00 × 1 × 1.5).",
		},
		{
			"fee below a cent", perUnit,
			fact{Failing: 3},
			"2.26 USD",
			"A: a credit of $2.26 is due ($0.755 × 3).",
		},
		{"no fee", fee, fact{}, "0.00 USD", soLittle},
		{
			"value", goods,
			fact{FailingValue: money("12000 USD")},
			"360.00 USD",
			"A: a credit of $360.00 is due ($12,000.00 × 3%).",
		},
		{"no value", goods, fact{}, "0.00 USD", soLittle},
		{
			"beyond the allowance", shrink,
			fact{FailingValue: money("1200 USD"), Value: money("100000 USD")},
			"200.00 USD",
			"A: a credit of $200.00 is due (($1,200.00 − 1% × $100,000.00) × 100%).",
		},
		{
			"within the allowance", shrink,
			fact{FailingValue: money("1000 USD"), Value: money("100000 USD")},
			"0.00 USD", soLittle,
		},
		{
			"the allowance is not rounded", shrink,
			fact{FailingValue: money("1 USD"), Value: money("1.40 USD")},
			"0.99 USD",
			"A: a credit of $0.99 is due (($1.00 − 1% × $1.40) × 100%).",
		},
		{
			"instance below its cap", perInstance,
			fact{FailingValue: money("10000 USD")},
			"800.00 USD",
			"A: a credit of $800.00 is due ($10,000.00 × 8%).",
		},
		{
			"instance at its cap", perInstance,
			fact{FailingValue: money("12500 USD")},
			"1000.00 USD",
			"A: a credit of $1,000.00 is due ($12,500.00 × 8%).",
		},
		{
			"instance above its cap", perInstance,
			fact{FailingValue: money("12500.10 USD")},
			"1000.00 USD",
			"A: a credit of $1,000.00 is due, the maximum for one line ($12,500.10 × 8% would be more).",
		},
		{
			"capped at the charges", carriage,
			fact{Charges: money("900 USD"), FailingValue: money("1500 USD")},
			"900.00 USD",
			"A: a credit of $900.00 is due, the maximum for one line ($1,500.00 × 100% would be more).",
		},
		{
			"both caps of a line", both,
			fact{Charges: money("900 USD"), FailingValue: money("5000 USD")},
			"900.00 USD", "A: a credit of $900.00 is due, the maximum for one line ($5,000.00 × 100% would be more).",
		},
		{
			"freight", freight,
			fact{Freight: money("42.10 USD")},
			"42.10 USD",
			"A: a credit of $42.10 is due ($42.10 × 100%).",
		},
		{"no freight", freight, fact{}, "0.00 USD", soLittle},
		{
			"excused", freight,
			fact{Freight: money("42.10 USD"), Excused: "force majeure"},
			"0.00 USD",
			"A: no credit is due, because of force majeure.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.facts.Objective = id("a")
			if c.facts.Charges.IsZero() {
				c.facts.Charges = money(charges)
			}
			s, err := settleBy(by(c.term), logistics.MustPeriod("2025-03"), []fact{c.facts})
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
		s, err := settleBy(by(c.term), logistics.MustPeriod("2025-03"), []fact{{
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
