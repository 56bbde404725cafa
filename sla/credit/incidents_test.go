package credit_test

import (
	"slices"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

func TestOneIncidentEarnsOneCredit(t *testing.T) {
	incident := func(objective string, good int64) fact {
		c := charge(objective, good, 100-good, "1000 EUR")
		c.Incident, c.Invoice = id("fire"), id("R-1")
		return c
	}
	other := incident("other", 97)
	other.Incident = id("flood")
	// 5%, 10%, 25% and again 25% of 1000 for the fire; 5% for the flood; the cap of 15% is 150.
	policy := schedule()
	policy.Cap = logistics.Ratio{}
	s, err := settleBy(policy, logistics.MustPeriod("2025-03"), []fact{
		incident("a", 97), incident("b", 94), incident("c", 80), incident("d", 80), other,
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		amount string
		code   logistics.Code
	}{
		{"0.00 EUR", credit.SameIncident},
		{"0.00 EUR", credit.SameIncident},
		{"250.00 EUR", credit.StepApplied},
		{"0.00 EUR", credit.SameIncident},
		{"50.00 EUR", credit.StepApplied},
	} {
		if line := s.Lines[i]; line.Amount.String() != want.amount || line.Why != want.code {
			t.Errorf("line %d: %s, %s; want %v", i, line.Amount, line.Why, want)
		}
	}
	if text := credit.Reasons().English(
		s.Reasons()[0],
	); text != "A: incident fire is credited once only, on another line." ||
		s.Total.String() != "300.00 EUR" {
		t.Errorf("%q, total %s", text, s.Total)
	}
}

func TestTheLargestOfAnIncidentIsTakenAfterTheCapsOfItsLine(t *testing.T) {
	policy := by(with(goods, func(t *credit.Term) { t.Share, t.Cap = ratio("1"), money("500 USD") }))
	second := goods
	second.Objectives, second.Share = []logistics.ID{id("b")}, ratio("1")
	policy.Terms = append(policy.Terms, second)
	s, err := settleBy(policy, logistics.MustPeriod("2025-03"), []fact{
		{Objective: id("a"), Incident: id("1"), Charges: money("1 USD"), FailingValue: money("10000 USD")},
		{Objective: id("b"), Incident: id("1"), Charges: money("1 USD"), FailingValue: money("900 USD")},
	})
	if err != nil || s.Lines[0].Why != credit.SameIncident || s.Total.String() != "900.00 USD" {
		t.Errorf("total %s, %s, %v", s.Total, s.Lines[0].Why, err)
	}
}

func TestTheSameIncidentCountsOnce(t *testing.T) {
	first := charge("otif", 92, 8, "1000 EUR")
	first.Incident = id("1")
	again := first
	again.Value, first.Value = money("5.0 EUR"), money("5 EUR")
	s := settle(t, first, again, first)
	if len(s.Lines) != 1 || s.Total.String() != "100.00 EUR" {
		t.Errorf("%d lines, total %s", len(s.Lines), s.Total)
	}
	for name, change := range map[string]func(*fact){
		"tally":         func(c *fact) { c.Tally.Bad++ },
		"verdict":       func(c *fact) { c.Verdict = logistics.Waived },
		"invoice":       func(c *fact) { c.Invoice = id("R-1") },
		"points":        func(c *fact) { c.Points++ },
		"failing":       func(c *fact) { c.Failing++ },
		"misses":        func(c *fact) { c.Misses++ },
		"failing value": func(c *fact) { c.FailingValue = money("1 EUR") },
		"value":         func(c *fact) { c.Value = money("1 EUR") },
		"freight":       func(c *fact) { c.Freight = money("1 EUR") },
		"excused":       func(c *fact) { c.Excused = "late notice" },
	} {
		other := first
		change(&other)
		_, err := settleBy(schedule(), logistics.MustPeriod("2025-03"), []fact{first, other})
		if got := paths(err); !slices.Equal(got, []string{"/charges/1/incident"}) {
			t.Errorf("another %s: faults at %q", name, got)
		}
	}
}

// TestOfEqualCreditsOfAnIncidentTheFirstByNameIsLeft: in whatever order they come.
func TestOfEqualCreditsOfAnIncidentTheFirstByNameIsLeft(t *testing.T) {
	of := func(objective string) fact {
		c := charge(objective, 92, 8, "1000 EUR")
		c.Incident, c.Invoice = id("fire"), id("R-1")
		return c
	}
	for _, names := range [][]string{{"a", "b", "c"}, {"c", "b", "a"}, {"b", "a", "c"}} {
		var facts []fact
		for _, name := range names {
			facts = append(facts, of(name))
		}
		s := settle(t, facts...)
		for i, line := range s.Lines {
			if (line.Why == credit.StepApplied) != (names[i] == "a") {
				t.Errorf("%q: %s is %s", names, names[i], line.Why)
			}
		}
	}
}
