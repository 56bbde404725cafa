package credit_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/sla/credit"
)

func TestEveryReasonIsASentence(t *testing.T) {
	march := logistics.MustPeriod("2025-03")
	var given []logistics.Reason
	settle := func(policy credit.Schedule, charges ...credit.Charge) {
		t.Helper()
		s, err := credit.Settle(policy, march, charges)
		if err != nil {
			t.Fatal(err)
		}
		given = append(given, s.Reasons()...)
	}
	settle(schedule(), charge("on_time_in_full", 90, 10, "24056 EUR"))
	incident := func(objective string) credit.Charge {
		c := charge(objective, 80, 20, "1000 EUR")
		c.Incident, c.Invoice = id("FIRE-7"), id("R-1")
		return c
	}
	settle(schedule(), incident("on_time"), incident("in_full"))
	relieved := schedule()
	relieved.Relief = credit.Relief{Below: 40, Misses: 2}
	settle(relieved, charge("on_time", 34, 2, "1000 EUR"), charge("in_full", 36, 0, "1000 EUR"),
		charge("undamaged", 0, 0, "1000 EUR"))
	for _, c := range []struct {
		term  credit.Term
		facts credit.Charge
	}{
		{shrink, credit.Charge{FailingValue: money("1200 USD"), Value: money("100000 USD")}},
		{goods, credit.Charge{FailingValue: money("5000 USD"), Excused: "force majeure"}},
		{atRisk, credit.Charge{Failing: 1}},
		{fee, credit.Charge{Failing: 3}},
		{
			credit.Term{Kind: credit.ByValue, Share: ratio("1"), CapShare: ratio("1")},
			credit.Charge{Charges: money("900 USD"), FailingValue: money("1500 USD")},
		},
	} {
		c.facts.Objective = id("a")
		if c.facts.Charges.IsZero() {
			c.facts.Charges = money("100000 USD")
		}
		settle(by(c.term), c.facts)
	}
	tight := schedule()
	tight.Cap, tight.Annual, tight.Least = ratio("8%"), ratio("12%"), money("60 EUR")
	compiled, err := credit.Compile(tight)
	if err != nil {
		t.Fatal(err)
	}
	s, err := compiled.SettleYear(march, []credit.Charge{charge("on_time", 90, 10, "1000 EUR")},
		credit.Year{Credited: money("70 EUR"), Charges: money("1000 EUR")})
	if err != nil {
		t.Fatal(err)
	}
	sentences.Golden(t, credit.Reasons(), append(given, s.Reasons()...)...)
	if told := s.Sentences(logistics.Language{}); len(told) != len(s.Reasons()) {
		t.Errorf("%d sentences of %d reasons", len(told), len(s.Reasons()))
	}
}
