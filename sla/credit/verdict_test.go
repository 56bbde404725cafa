package credit_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

func TestNoCreditWithoutAMissUnlessTheScheduleSaysSo(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy, bill := schedules().Draw(r, "schedule"), bills().Draw(r, "bill")
		s, err := credit.Settle(policy, bill)
		if err != nil {
			r.Fatal(err)
		}
		for i, c := range bill.Charges {
			trigger := twin{policy, bill}.term(c.Objective).Trigger
			figures := c.Verdict == logistics.Met && trigger == credit.OnFigures
			if c.Verdict != logistics.Missed && !figures && s.Lines[i].Uncapped.Sign() != 0 {
				r.Fatalf("%s is %s, and %s is due", c.Objective, c.Verdict, s.Lines[i].Uncapped)
			}
		}
	})
}

// TestEveryVerdictHasItsReason takes an attainment that the table credits, whatever was judged of it.
func TestEveryVerdictHasItsReason(t *testing.T) {
	for _, c := range []struct {
		name    string
		trigger credit.Trigger
		verdict logistics.Verdict
		change  func(*fact)
		why     logistics.Code
		owed    string
	}{
		{"missed", "", logistics.Missed, nil, credit.StepApplied, "100.00 EUR"},
		{"missed, by figures", credit.OnFigures, logistics.Missed, nil, credit.StepApplied, "100.00 EUR"},
		{"attained below the table", "", logistics.Met, nil, credit.Attained, "0.00 EUR"},
		{"the same, said", credit.OnMiss, logistics.Met, nil, credit.Attained, "0.00 EUR"},
		{"attained, by figures", credit.OnFigures, logistics.Met, nil, credit.StepApplied, "100.00 EUR"},
		{"waived by volume", "", logistics.Waived, nil, credit.Waived, "0.00 EUR"},
		{"waived, by figures", credit.OnFigures, logistics.Waived, nil, credit.Waived, "0.00 EUR"},
		{"not over", "", logistics.NotDue, nil, credit.NotOver, "0.00 EUR"},
		{"not over, by figures", credit.OnFigures, logistics.NotDue, nil, credit.NotOver, "0.00 EUR"},
		{"undetermined", "", logistics.Undetermined, nil, credit.NotDetermined, "0.00 EUR"},
		{"undetermined, by figures", credit.OnFigures, logistics.Undetermined, nil, credit.NotDetermined, "0.00 EUR"},
		{
			"without data", "", logistics.Undetermined, func(f *fact) { f.Tally = logistics.Tally{} }, credit.NoData,
			"0.00 EUR",
		},
		{"an incident of which nothing is known", "", logistics.Undetermined, func(f *fact) {
			f.Incident, f.Tally = id("1"), logistics.Tally{}
		}, credit.NotDetermined, "0.00 EUR"},
		{
			"missed without data", "", logistics.Missed, func(f *fact) { f.Tally = logistics.Tally{} }, credit.NoData,
			"0.00 EUR",
		},
		{
			"missed and excused", "", logistics.Missed, func(f *fact) { f.Excused = "strike" }, credit.Excused,
			"0.00 EUR",
		},
		{
			"attained and excused", "", logistics.Met, func(f *fact) { f.Excused = "strike" }, credit.Attained,
			"0.00 EUR",
		},
		{"above the table", "", logistics.Missed, func(f *fact) {
			f.Tally = logistics.Tally{Good: 99, Bad: 1}
		}, credit.NoStep, "0.00 EUR"},
		{"above the table, by figures", credit.OnFigures, logistics.Met, func(f *fact) {
			f.Tally = logistics.Tally{Good: 99, Bad: 1}
		}, credit.Attained, "0.00 EUR"},
		{"no credit at all", "", logistics.Missed, func(f *fact) {
			f.Objective = id("reply")
		}, credit.NotCredited, "0.00 EUR"},
	} {
		policy, facts := schedule(), charge("closed", 92, 8, "1000 EUR")
		policy.Trigger = c.trigger
		policy.Terms = []credit.Term{{Objectives: []logistics.ID{id("reply")}, Kind: credit.NoCredit}}
		if facts.Verdict = c.verdict; c.change != nil {
			c.change(&facts)
		}
		s, err := settleBy(policy, logistics.MustPeriod("2025-03"), []fact{facts})
		if err != nil || s.Lines[0].Why != c.why || s.Total.String() != c.owed || s.Lines[0].Verdict != c.verdict {
			t.Errorf("%s: %s, %s, %v; want %s, %s", c.name, s.Lines[0].Why, s.Total, err, c.why, c.owed)
		}
	}
}

func TestATermHasItsOwnTrigger(t *testing.T) {
	for _, c := range []struct {
		schedule, term credit.Trigger
		owed           string
	}{
		{"", "", "0.00 USD"},
		{"", credit.OnFigures, "10000.00 USD"},
		{credit.OnFigures, "", "10000.00 USD"},
		{credit.OnFigures, credit.OnMiss, "0.00 USD"},
	} {
		policy := by(with(steps, func(t *credit.Term) { t.Trigger = c.term }))
		policy.Trigger = c.schedule
		s, err := settleBy(policy, logistics.MustPeriod("2025-03"), []fact{{
			Objective: id("a"), Verdict: logistics.Met, Tally: logistics.Tally{Good: 95, Bad: 5},
			Charges: money("100000 USD"),
		}})
		if err != nil || s.Total.String() != c.owed {
			t.Errorf("schedule %q, term %q: %s, %v; want %s", c.schedule, c.term, s.Total, err, c.owed)
		}
	}
}

// TestThePeriodIsNeverAboveItsCapForAnySplitOverInvoices: and where no charge names an invoice, how the same
// sum is billed changes nothing at all.
func TestThePeriodIsNeverAboveItsCapForAnySplitOverInvoices(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy, bill := schedules().Draw(r, "schedule"), bills().Draw(r, "bill")
		policy.Cap = percent(r, 1, 100)
		fee := rapid.Int64Range(0, 1e7).Draw(r, "fee")
		whole := []credit.Invoice{{Amount: logistics.Minor(fee, logistics.MustCurrency("EUR"))}}
		var split []credit.Invoice
		for left, n := fee, rapid.IntRange(1, 5).Draw(r, "invoices"); n > 0; n-- {
			part := rapid.Int64Range(0, left).Draw(r, "part")
			if n == 1 {
				part = left
			}
			left -= part
			split = append(split, credit.Invoice{
				ID: objective(len(split)), Amount: logistics.Minor(part, logistics.MustCurrency("EUR")),
			})
		}
		settle := func(invoices []credit.Invoice) credit.Statement {
			one := bill
			one.Invoices = invoices
			s, err := credit.Settle(policy, one)
			if err != nil {
				r.Fatal(err)
			}
			limit, err := whole[0].Amount.Share(policy.Cap, logistics.TowardZero)
			if err != nil || below(r, limit, s.Total) {
				r.Fatalf("%s is owed, the cap is %s, %v", s.Total, limit, err)
			}
			return s
		}
		named := slices.Clone(bill.Charges)
		bill.Charges = nil
		for _, c := range named { // once on all invoices, and then on one of them each
			if c.Invoice = (logistics.ID{}); !slices.ContainsFunc(bill.Charges, func(o credit.Charge) bool {
				return o.Objective == c.Objective && o.Incident == c.Incident
			}) {
				bill.Charges = append(bill.Charges, c)
			}
		}
		once, parted := settle(whole), settle(split)
		for i := range once.Lines {
			if !once.Lines[i].Amount.Equal(parted.Lines[i].Amount) {
				r.Fatalf("line %d: %s becomes %s", i, once.Lines[i].Amount, parted.Lines[i].Amount)
			}
		}
		for i := range bill.Charges {
			bill.Charges[i].Invoice = rapid.SampledFrom(split).Draw(r, "of").ID
		}
		settle(split)
	})
}

func TestTheOrderOfTheChargesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy, bill := schedules().Draw(r, "schedule"), bills().Draw(r, "bill")
		compiled, err := credit.Compile(policy)
		if err != nil {
			r.Fatal(err)
		}
		closed, err := compiled.Settle(bill)
		if err != nil {
			r.Fatal(err)
		}
		bill.Charges = rapid.Permutation(bill.Charges).Draw(r, "order")
		bill.Invoices = rapid.Permutation(bill.Invoices).Draw(r, "invoices")
		again, difference, err := compiled.Revise(closed, bill)
		if err != nil || string(asJSON(r, again)) != string(asJSON(r, closed)) || len(difference.Lines) != 0 {
			r.Fatalf("%v becomes %v: %v, %v", closed, again, difference, err)
		}
	})
}

// TestAnObjectiveIsNotChargedOnAllInvoicesAndOnOne holds that it cannot earn its credit twice on the same money.
func TestAnObjectiveIsNotChargedOnAllInvoicesAndOnOne(t *testing.T) {
	one := logistics.Tally{Good: 1, Bad: 1}
	bill := credit.Bill{
		Period:   logistics.MustPeriod("2025-03"),
		Invoices: []credit.Invoice{{ID: id("i1"), Amount: logistics.MustMoney("100 EUR")}},
		Charges: []credit.Charge{
			{Objective: id("ontime"), Invoice: id("i1"), Verdict: logistics.Missed, Tally: one},
			{Objective: id("ontime"), Verdict: logistics.Missed, Tally: one},
		},
	}
	_, err := credit.Settle(schedule(), bill)
	if err == nil || !strings.Contains(err.Error(), "/charges/0/invoice: duplicate") {
		t.Errorf("%v", err)
	}
}

// TestWhatFailedWasAssessed: an undetermined objective of which failures are counted was assessed, if not all of it.
func TestWhatFailedWasAssessed(t *testing.T) {
	policy := schedule()
	policy.Terms = []credit.Term{{
		Objectives: []logistics.ID{id("late_trucks")}, Kind: credit.FlatFee, Amount: money("500 EUR"),
	}}
	for failing, want := range map[int64]logistics.Code{0: credit.NoData, 2: credit.NotDetermined} {
		one := charge("late_trucks", 0, 0, "1000 EUR")
		one.Verdict, one.Failing = logistics.Undetermined, failing
		s, err := settleBy(policy, logistics.MustPeriod("2025-03"), []fact{one})
		if err != nil {
			t.Fatal(err)
		}
		if s.Lines[0].Why != want {
			t.Errorf("%d failures: %s, want %s", failing, s.Lines[0].Why, want)
		}
	}
}
