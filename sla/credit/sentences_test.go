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
	settle := func(policy credit.Schedule, charges ...fact) {
		t.Helper()
		s, err := settleBy(policy, march, charges)
		if err != nil {
			t.Fatal(err)
		}
		given = append(given, s.Reasons()...)
	}
	settle(schedule(), charge("on_time_in_full", 90, 10, "24056 EUR"))
	incident := func(objective string) fact {
		c := charge(objective, 80, 20, "1000 EUR")
		c.Incident, c.Invoice = id("FIRE-7"), id("R-1")
		return c
	}
	settle(schedule(), incident("on_time"), incident("in_full"))
	settle(schedule(), charge("on_time", 80, 20, "0 EUR"))
	none, err := credit.DifferenceOf(credit.Statement{Period: march}, credit.Statement{Period: march})
	if err != nil {
		t.Fatal(err)
	}
	given = append(given, none.Reasons()...)
	relieved := schedule()
	relieved.Relief = credit.Relief{Below: 40, Misses: 2}
	settle(relieved, charge("on_time", 34, 2, "1000 EUR"), charge("in_full", 99, 1, "1000 EUR"),
		charge("undamaged", 0, 0, "1000 EUR"))
	for _, c := range []struct {
		term  credit.Term
		facts fact
	}{
		{shrink, fact{FailingValue: money("1200 USD"), Value: money("100000 USD")}},
		{goods, fact{FailingValue: money("5000 USD"), Excused: "force majeure"}},
		{atRisk, fact{Failing: 1}},
		{fee, fact{Failing: 3}},
		{
			credit.Term{Kind: credit.ByValue, Share: ratio("1"), CapShare: ratio("1")},
			fact{Charges: money("900 USD"), FailingValue: money("1500 USD")},
		},
	} {
		c.facts.Objective = id("a")
		if c.facts.Charges.IsZero() {
			c.facts.Charges = money("100000 USD")
		}
		settle(by(c.term), c.facts)
	}
	verdict := func(objective string, v logistics.Verdict, good, bad int64) fact {
		c := charge(objective, good, bad, "1000 EUR")
		c.Verdict = v
		return c
	}
	uncredited := schedule()
	uncredited.Terms = []credit.Term{{Objectives: []logistics.ID{id("reply")}, Kind: credit.NoCredit}}
	settle(uncredited, verdict("in_full", logistics.Met, 97, 3), verdict("damage", logistics.Undetermined, 3, 1),
		verdict("documents", logistics.Waived, 0, 1), verdict("place", logistics.Waived, 3, 1),
		verdict("on_time", logistics.NotDue, 8, 2), verdict("reply", logistics.Missed, 8, 2))
	corrected, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	bill := billOf(march, []fact{charge("on_time", 90, 10, "1000 EUR"), charge("in_full", 97, 3, "1000 EUR")})
	closed, err := corrected.Settle(bill)
	if err != nil {
		t.Fatal(err)
	}
	for _, tally := range []logistics.Tally{{Good: 90, Bad: 10}, {Good: 97, Bad: 3}, {Good: 80, Bad: 20}} {
		bill.Charges[0].Tally = tally
		_, difference, err := corrected.Revise(closed, bill)
		if err != nil {
			t.Fatal(err)
		}
		given = append(given, difference.Reasons()...)
		if told := difference.Sentences(logistics.Language{}); len(told) != len(difference.Reasons()) {
			t.Errorf("%d sentences of %d reasons", len(told), len(difference.Reasons()))
		}
	}
	tight := schedule()
	tight.Cap, tight.Annual, tight.Least = ratio("8%"), ratio("12%"), money("60 EUR")
	compiled, err := credit.Compile(tight)
	if err != nil {
		t.Fatal(err)
	}
	s, err := settleYear(compiled, march, []fact{charge("on_time", 90, 10, "1000 EUR")},
		credit.Year{Credited: money("70 EUR"), Charges: money("1000 EUR")})
	if err != nil {
		t.Fatal(err)
	}
	sentences.Golden(t, credit.Reasons(), append(given, s.Reasons()...)...)
	if told := s.Sentences(logistics.Language{}); len(told) != len(s.Reasons()) {
		t.Errorf("%d sentences of %d reasons", len(told), len(s.Reasons()))
	}
}
