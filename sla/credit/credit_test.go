package credit_test

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

func schedule() credit.Schedule {
	return credit.Schedule{
		Schema: "logistics/credit.schedule/2", ID: logistics.MustID("standard"),
		Steps: []credit.Step{
			{Below: logistics.MustRatio("98%"), Credit: logistics.MustRatio("5%")},
			{Below: logistics.MustRatio("95%"), Credit: logistics.MustRatio("10%")},
			{Below: logistics.MustRatio("90%"), Credit: logistics.MustRatio("25%")},
		},
		Cap: logistics.MustRatio("15%"), Rounding: logistics.HalfUp,
	}
}

func charge(id string, good, bad int64, charges string) fact {
	return fact{
		Objective: logistics.MustID(id), Tally: logistics.Tally{Good: good, Bad: bad},
		Charges: logistics.MustMoney(charges),
	}
}

func settle(t testing.TB, charges ...fact) credit.Statement {
	s, err := settleBy(schedule(), logistics.MustPeriod("2025-03"), charges)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fact is a charge beside what was charged for it. One without an invoice has one of its own, and one without
// a verdict was missed.
type fact struct {
	Objective, Incident, Invoice logistics.ID
	Verdict                      logistics.Verdict
	Tally                        logistics.Tally
	Charges                      logistics.Money
	Points, Failing, Misses      int64
	FailingValue, Value, Freight logistics.Money
	Excused                      string
}

func billOf(period logistics.Period, facts []fact) credit.Bill {
	bill := credit.Bill{Period: period}
	for i, f := range facts {
		c := credit.Charge{
			Objective: f.Objective, Incident: f.Incident, Invoice: f.Invoice, Tally: f.Tally, Points: f.Points,
			Verdict: cmp.Or(f.Verdict, logistics.Missed), Failing: f.Failing, Misses: f.Misses,
			FailingValue: f.FailingValue, Value: f.Value, Freight: f.Freight, Excused: f.Excused,
		}
		if c.Invoice.IsZero() {
			c.Invoice = id("line-" + strconv.Itoa(i+1))
			if !c.Incident.IsZero() {
				c.Invoice = id("incidents of " + c.Objective.String())
			}
		}
		if !slices.ContainsFunc(bill.Invoices, func(in credit.Invoice) bool { return in.ID == c.Invoice }) {
			bill.Invoices = append(bill.Invoices, credit.Invoice{ID: c.Invoice, Amount: f.Charges})
		}
		bill.Charges = append(bill.Charges, c)
	}
	return bill
}

func settleBy(s credit.Schedule, period logistics.Period, facts []fact) (credit.Statement, error) {
	return credit.Settle(s, billOf(period, facts))
}

func settleOn(b *credit.Biller, period logistics.Period, facts []fact) (credit.Statement, error) {
	return b.Settle(billOf(period, facts))
}

func settleYear(
	b *credit.Biller, period logistics.Period, facts []fact, year credit.Year,
) (credit.Statement, error) {
	bill := billOf(period, facts)
	bill.Year = year
	return b.Settle(bill)
}

func ratio(s string) logistics.Ratio { return logistics.MustRatio(s) }

func money(s string) logistics.Money { return logistics.MustMoney(s) }

func id(s string) logistics.ID { return logistics.MustID(s) }

func TestNoChargesOweNothing(t *testing.T) {
	compiled, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	s, err := settleYear(compiled,
		logistics.MustPeriod("2025-03"), nil, credit.Year{Credited: money("1 EUR"), Charges: money("2 EUR")},
	)
	if err != nil || !s.Total.IsZero() || len(s.Reasons()) != 0 {
		t.Errorf("no charges: %s, %v", s.Total, err)
	}
}

func TestCompiledKeepsNothingOfTheHost(t *testing.T) {
	policy := by(with(steps, func(t *credit.Term) {
		t.Steps, t.Repeats = slices.Clone(t.Steps), []credit.Repeat{{Nth: 2, Factor: ratio("2")}}
	}))
	policy.Steps = schedule().Steps
	compiled, err := credit.Compile(policy)
	if err != nil {
		t.Fatal(err)
	}
	twice := charge("a", 90, 10, "100 USD")
	twice.Misses = 2
	facts := []fact{twice, charge("rest", 96, 4, "100 USD")}
	before, err := settleOn(compiled, logistics.MustPeriod("2025-03"), facts)
	if err != nil {
		t.Fatal(err)
	}
	policy.Steps[0].Credit, policy.Terms[0].Objectives[0] = ratio("99%"), id("z")
	policy.Terms[0].Steps[1].Credit, policy.Terms[0].Repeats[0].Factor = ratio("99%"), ratio("3")
	after, err := settleOn(compiled, logistics.MustPeriod("2025-03"), facts)
	if err != nil || !after.Total.Equal(before.Total) || before.Total.String() != "65.00 USD" {
		t.Errorf("%s became %s, %v", before.Total, after.Total, err)
	}
}

func paths(err error) []string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		return nil
	}
	var out []string
	for _, f := range faults {
		out = append(out, f.Path)
	}
	return out
}

// everything is a schedule with every field.
func BenchmarkSettle(b *testing.B) {
	two := []fact{charge("otif", 80, 20, "1000 EUR"), charge("damage", 92, 8, "1000.01 EUR")}
	incidents := make([]fact, 1000)
	for i := range incidents {
		incidents[i] = charge(string(rune('a'+i%26)), 90, 10, "1000 EUR")
		incidents[i].Incident = id("I-" + strconv.Itoa(i))
	}
	for _, c := range []struct {
		name    string
		charges []fact
	}{{"two lines capped", two}, {"1000 incidents", incidents}} {
		b.Run(c.name, func(b *testing.B) {
			compiled, err := credit.Compile(schedule())
			if err != nil {
				b.Fatal(err)
			}
			bill := billOf(logistics.MustPeriod("2025-03"), c.charges)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := compiled.Settle(bill); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
